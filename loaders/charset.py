"""Bytes to text: which encoding a Chinese file is really in, whatever it declares.

A byte order mark decides. Else every encoding that decodes the bytes without error is tried, and the one whose
result looks most like Chinese (share of common characters and Chinese punctuation) wins; a declaration only breaks
ties, because pages that declare gb2312 and are UTF-8, or the other way round, are common. `charset_normalizer` is
asked last.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_ASCII = bytes(range(128))
_SAMPLE = 60_000
_SURE = 0.35
"""Share of common characters above which a decoding is taken for Chinese text (running text has 0.6 to 0.8; a wrong
decoding, whose characters are spread over the whole code, has below 0.15)."""

_SURE_UTF8 = 60
"""Bytes above 0x7F from which valid UTF-8 is UTF-8 beyond doubt."""

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "责服项障施推落各督促域施镇乡村街居财税审督厅署网站索附印政策扶贫就医疗卫健教育幼儿残疾养社保险房屋财政负责牵头配合单位指标任务"
    "個這們來為時國說會後學對發務實關於產業經濟開進區縣單責負農據總與體點應長過動還兩機當從標準種現間樣與線數義問題黨結無變員質氣"
    "條見計別運強決戰認聯權證轉門導領爭階術極風車萬達傳報類離華確張節話許廣記觀織裝書復須際難礦備辦響約團歷構稱準精值號維劃選寫親"
    "層專狀廠識適屬圓滿調參紅細聽該鐵價嚴項導規範責優質額積處療衛殘養險屬鎮鄉財稅審廳網醫劃創設辦證檢測護環綠資訊電視廣築將請給"
)
_PUNCTUATION = frozenset("，。、；：！？（）《》〈〉“”‘’〔〕【】—…　·％０１２３４５６７８９")
_HAN_OR_WIDE = re.compile("[\u2010-\u2027\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff\U000e0000-\U0010ffff]")


class UndecodableError(ValueError):
    """The bytes are no text in any known encoding."""


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The text of a file's bytes, without a byte order mark. `declared` is the charset that the file itself names.

    Raises UndecodableError for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if data.isascii() and data.count(0) * 50 <= len(data):
        return data.decode("ascii")
    found = _best(data, declared)
    if found is None:
        raise UndecodableError("no text in any known encoding")
    return found


def _best(data: bytes, declared: str | None) -> str | None:
    if (
        _wide_bytes(data) >= _SURE_UTF8
        and (text := _strict(data, "utf-8")) is not None
        and plausibility(text[:4000]) > 0
    ):
        return text
    decoded: list[tuple[float, str]] = []
    for encoding in _candidates(data, declared):
        if (text := _strict(data, encoding)) is None:
            continue
        score = plausibility(text)
        if encoding == "utf-8":
            # Bytes of another encoding are almost never valid UTF-8, but a few words can be.
            score += min(1.0, _wide_bytes(data) / _SURE_UTF8)
        decoded.append((score, text))
    if decoded:
        score, text = max(decoded, key=lambda pair: pair[0])
        if score >= _SURE:
            return text
    return _damaged(data, declared) or _guessed(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _candidates(data: bytes, declared: str | None) -> list[str]:
    known = declared.strip().lower() if declared else ""
    first = [c for c in _CANDIDATES if known and _same(known, c)]
    wide = [c for c in _CANDIDATES if c not in first and not (c.startswith("utf-16") and len(data) % 2)]
    return first + wide


def _same(name: str, encoding: str) -> bool:
    try:
        named = codecs.lookup(name).name
    except (LookupError, ValueError):
        return False
    return codecs.lookup(encoding).name == {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(
        named, named
    )


def _wide_bytes(data: bytes) -> int:
    return len(data[:4000].translate(None, _ASCII))


def plausibility(text: str) -> float:
    """How much a text looks like Chinese (or plain ASCII) prose: about 0.7 for real text, near 0 or below for a
    wrong decoding."""
    if len(text) > _SAMPLE:
        middle = len(text) // 2
        text = text[: _SAMPLE // 2] + text[middle : middle + _SAMPLE // 2]
    if not text:
        return 0.0
    strange = len(_STRANGE.findall(text))
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.7 - 20 * strange / len(text)
    common = sum(char in _COMMON or char in _PUNCTUATION for char in wide)
    return common / len(wide) - 20 * strange / len(text)


def _damaged(data: bytes, declared: str | None) -> str | None:
    """The text of a file with a few bad bytes (cut in mid-character, pasted together): at most one in fifty
    characters lost."""
    best: tuple[float, str] | None = None
    for encoding in _candidates(data, declared):
        head = data[:_SAMPLE].decode(encoding, errors="replace")
        if head.count("\ufffd") > max(2, len(head) // 50) or plausibility(head.replace("\ufffd", "")) < _SURE:
            continue
        text = data.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        wide = sum(char > "\x7f" for char in text[:_SAMPLE]) or 1
        if lost > max(2, len(text) // 50) or lost > max(2, wide):
            continue
        score = plausibility(text.replace("\ufffd", ""))
        if score >= _SURE and (best is None or score > best[0]):
            best = (score, text)
    return best[1] if best else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    if looks_binary(data):
        return None
    match = from_bytes(data[:_SAMPLE]).best()
    if match is None:
        return None
    if (text := _strict(data, match.encoding)) is None:
        return None
    return text if len(_STRANGE.findall(text)) * 100 <= len(text) and _HAN_OR_WIDE.search(text) else None


def looks_binary(data: bytes) -> bool:
    """Whether control bytes that no text has make up more than one in a hundred of the first bytes."""
    head = data[:8192]
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head) * 100 > len(head)
