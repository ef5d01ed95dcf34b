"""Document numbers (发文字号), decrees (令第11号) and numbers of standards (GB/T 9704—2012): finding them, one way of
writing them."""

from __future__ import annotations

import re
from functools import lru_cache

from .text import squeeze

_OPEN, _CLOSE = r"[〔\[(【{〖［]", r"[〕\])】}〗］]"
# The year in its brackets and the serial number; the letters before are taken by walking back, so that the search
# stays linear.
_YEAR_SERIAL = re.compile(rf"{_OPEN}\s?((?:19|20)\d\d)\s?年?{_CLOSE}\s?第?\s?(\d{{1,5}}(?:[-—]\d{{1,3}})?)\s?号(?![线楼院])")
_LETTERS = re.compile(r"[A-Za-z一-鿿]")
_WORD_BEFORE = re.compile(
    "根据|按照|依据|依照|遵照|参照|贯彻|落实|执行|转发|印发|下发|发布|公布|废止|修订|修改|文件|文号|字号|编号|关于|"
    "以及|详见|参见|对照|结合|"
    "号|和|与|及|见|的|以|按|由|在|是|为|以下简称|原"
)
_DECREE = re.compile(
    r"(?P<body>(?:[一-鿿]{2,16}?)?令)\s?(?:[〔\[(]\s?\d{4}\s?[〕\])]\s?|(?:19|20)\d\d\s?年\s?)?第\s?(?P<serial>\d{1,4}|"
    r"[〇零一二三四五六七八九十百]{1,6})\s?号|"
    r"第\s?(?P<serial2>\d{1,4}|[〇零一二三四五六七八九十百]{1,6})\s?号(?P<body2>[一-鿿]{0,8}?令)"
)
_DECREE_HEAD = re.compile(
    "(?:中华人民共和国)?(?:国务院|主席|[一-鿿]{1,8}(?:人民政府|政府|委员会|部|局|总局|总署|委|会|行|署|厅))$"
)
_STANDARD = re.compile(
    r"建标\s?\d{2,4}\s?[-—–]\s?(?:19|20)\d{2}|(?<![A-Za-z0-9])(?:(?:GB(?:/[TZ]|J)?|DB\s?\d{2,4}(?:/T)?|DBJ/?T?\s?\d{2})|"
    r"(?:HJ|JGJ|CJJ?|JTG|NY|WS|MZ|GA|LY|SL|AQ|YY|JT|DL|TY|SB|LB|QX|GY|JR|RB)(?:/T)?)"
    r"\s?[A-Z]?\d{2,6}(?:\.\d{1,3})?(?:\s?[-—–]\s?(?:19|20)?\d{2})?(?![\dA-Za-z%])"
)


@lru_cache(maxsize=4096)
def canonical(number: str) -> str:
    """A number in the one form used for ids: 〔〕, no spaces, no 第 (国发 [2015]第43号 → 国发〔2015〕43号;
    国务院第11号令 → 国务院令第11号)."""
    if _STANDARD.fullmatch(number.strip()):
        return " ".join(number.split())
    text = squeeze(number)
    found = _YEAR_SERIAL.search(text)
    if found is not None:
        return f"{text[:found.start()]}〔{found.group(1)}〕{found.group(2)}号"
    decree = _DECREE.search(text)
    if decree is not None and decree.group("serial2"):
        return f"{text[:decree.start()]}{decree.group('body2')}第{decree.group('serial2')}号"
    return text


def find(folded: str) -> list[tuple[int, int]]:
    """Spans of the numbers with a year (国发〔2015〕43号, also bare 〔2017〕58号) in a folded text, in order."""
    spans = []
    floor = 0
    for match in _YEAR_SERIAL.finditer(folded):
        spans.append((_sign_start(folded, match.start(), floor), match.end()))
        floor = match.end()
    return spans


def _sign_start(folded: str, at: int, floor: int) -> int:
    """Where the letters before the year begin, at most 14 characters back and behind the last word that is none of
    them."""
    end = at
    while end > floor and folded[end - 1] in " \t":
        end -= 1
    begin = end
    lowest = max(floor, end - 14)
    while begin > lowest and _LETTERS.match(folded[begin - 1]):
        begin -= 1
    if begin == end:
        return at
    text = folded[begin:end]
    cut = 0
    for word in _WORD_BEFORE.finditer(text):
        cut = word.end()
    return at if cut == len(text) else begin + cut


def find_decrees(folded: str) -> list[tuple[int, int]]:
    """Spans of decrees by number (国务院令第11号, 令第11号, 国务院第639号令), each with the body before it."""
    spans: list[tuple[int, int]] = []
    for match in _LING.finditer(folded):
        floor = spans[-1][1] if spans else 0
        at = folded.index("令", match.start())
        span = _decree_around(folded, at, floor) if at >= floor else None
        if span is not None:
            spans.append(span)
    return spans


_NOTICE = re.compile(r"公告\s?[〔\[(]?\s?(?:19|20)\d\d\s?[〕\])]?\s?年?\s?第\s?\d{1,4}\s?号")
_NOTICE_HEAD = re.compile(r"[一-鿿]{1,18}(?:部|局|委|委员会|总局|总署|署|会|行|厅|人民政府|政府)$")


def find_notices(folded: str) -> list[tuple[int, int]]:
    """Spans of public notices by number (财政部公告2019年第76号), each with the body before it; none without a body."""
    spans: list[tuple[int, int]] = []
    for match in _NOTICE.finditer(folded):
        begin = match.start()
        floor = max(spans[-1][1] if spans else 0, begin - 20)
        while begin > floor and "一" <= folded[begin - 1] <= "鿿":
            begin -= 1
        text = folded[begin : match.start()]
        for word in _WORD_BEFORE.finditer(text):
            begin = match.start() - len(text) + word.end()
        if _NOTICE_HEAD.match(folded[begin : match.start()]):
            spans.append((begin, match.end()))
    return spans


_LING = re.compile(r"号[一-鿿]{0,8}?令|令\s?[第〔\[(\d]")
_AFTER_LING = re.compile(
    r"令\s?(?:[〔\[(]\s?\d{4}\s?[〕\])]\s?|(?:19|20)\d\d\s?年\s?)?第?\s?(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,6})\s?号"
)
_BEFORE_LING = re.compile(r"第\s?(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,6})\s?号$")


def _decree_around(folded: str, at: int, floor: int) -> tuple[int, int] | None:
    after = _AFTER_LING.match(folded, at)
    if after is not None:
        return _body_start(folded, at, floor), after.end()
    window = max(floor, at - 12)
    before = _BEFORE_LING.search(folded[window:at])
    return (_body_start(folded, window + before.start(), floor), at + 1) if before else None


def _body_start(folded: str, at: int, floor: int) -> int:
    lowest = max(floor, at - 20)
    begin = at
    while begin > lowest and "一" <= folded[begin - 1] <= "鿿":
        begin -= 1
    text = folded[begin:at]
    cut = 0
    for word in _WORD_BEFORE.finditer(text):
        cut = word.end()
    cut += 1 if re.match("日(?!照)", text[cut:]) else 0
    text = text[cut:]
    return begin + cut if _DECREE_HEAD.match(text) else at


def find_standards(folded: str) -> list[tuple[int, int]]:
    """Spans of the numbers of standards (GB 50180, GB/T 9704—2012, DB32/T 1234—2019)."""
    return [match.span() for match in _STANDARD.finditer(folded)]


def is_number(text: str) -> bool:
    """Whether a text is a document number and nothing else."""
    stripped = text.strip()
    return find(stripped) == [(0, len(stripped))]
