"""Lists of bodies as clerks write them: 市教育局、财政局、人社局和各县(市、区)人民政府等 → one name a body, prefixes restored."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .departments import is_body
from .places import longest_place_prefix, split_prefix

_UNIT = r"(?:省|自治区|直辖市|地级市|州|市|盟|地区|县级市|县|区|旗|开发区|园区|功能区|新区|乡镇|乡|镇|街道|产业园)"
_BRACKET = r"(?:\([^()\n]{1,16}\))?"
COLLECTIVE = re.compile(
    rf"(?:各|有关|相关|全市|全省|全县|县级以上|市级以上){{0,2}}(?:有关|相关)?{_UNIT}{_BRACKET}(?:级)?"
    rf"(?:[、,及和]?{_UNIT}{_BRACKET}(?:级)?)*[、,]?"
    r"(?:各级)?(?:人民)?(?:党委[、,]?政府|政府|管理?委员?会|管委会|党工委|办事处|(?:有关|相关|各)?(?:部门|单位)(?:和单位)?)"
)
"""Collective actors whose name holds the list's own comma: 各市(州)、县(市)人民政府."""
_TOWNS = re.compile(r"各?(?:乡镇|镇乡|镇|乡)(?:人民)?政府、各?(?:街道办事处|街道办|街道)")
"""Those of towns and streets, with two ends: 各乡镇人民政府、街道办事处."""

_ETC = re.compile(
    r"等(?:(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?)?(?:市|省|县|区|国家)?(?:级|直)?(?:有关|相关|各)?(?:部门|单位|成员单位|部委|机构|地区|地方|地))?"
    r"(?:和单位)?(?=$|[、,;和及与]|(?=各|市|省|县|区|有关|相关))"
)
_AND = re.compile(r"以及|和|及|与|暨|并")
_NOT_ALONE = ("中央", "国家", "地方", "党委", "政府", "全国")
"""Words that only begin a name before 和 (中央和国家机关工委)."""
_PREFIX = re.compile(r"(?:自治区|自治州|自治县|兵团|城区|地区|新区|省|市|县|区|州|盟|旗)(?=[^、,]{2})")
_LEVEL_WORDS = re.compile(
    r"(?:自治区|自治州|自治县|兵团|城区|地区|新区|省|市|县|区|州|盟|旗|国家|中国|中央|中共|全国|国务院|国网|人民银行|团|各|有关|相关|其他|驻|武警|民航|所有|本|该|涉及|海关|乡|镇|街道|属地|高新区|经开区|开发区)"
)
_ELIDED_END = re.compile(
    r"(?:(?<!管)(?<!管理)委|(?<!分)局|办|厅|办公室|委员会(?<!管理委员会)|残联|妇联|工商联|文联|科协|侨联|总工会|红十字会|供销社|供销合作社|供销联社|气象局|法院|检察院|团委|中心|研究室|档案馆|督查室|社科联)"
)
_GOVERNED = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,12}?[省县市区旗州盟])(?P<end>人民政府|政府|党委|管委会)")
_PARTY = re.compile(r"(?:组织部|宣传部|统战部|政法委|网信办|编办|老干部局|改革办|社会工作部)\Z")


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list: as it is to be called, and where it stands."""

    name: str
    start: int
    end: int


def split_names(folded: str, start: int, end: int) -> list[Listed]:
    """The bodies listed in a stretch of folded text, in order, each name once.

    Names keep their inner brackets; 等, 等部门 are dropped; an elided level word (市民政局、财政局) is restored.
    """
    found: list[Listed] = []
    seen: set[str] = set()
    prefix = ""
    # Inside brackets clerks write inner ones as 〔〕: (各区、县〔市〕政府).
    words = folded[start:end].translate(_ROUND)
    for begin, stop in _pieces(words, 0, len(words)):
        raw = re.sub(r"\s+", "", words[begin:stop])
        raw, prefix = _restore(raw, prefix)
        if found:
            raw = _restore_head(raw, found[-1].name)
        if raw and raw not in seen:
            seen.add(raw)
            found.append(Listed(raw, start + begin, start + stop))
    return _restore_ends(found)


_ROUND = str.maketrans("〔〕", "()")
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,4}?(?P<end>分公司|分行|中心支行|支行)")


def _restore_head(name: str, before: str) -> str:
    """中国信保福建分公司、厦门分公司: the company that the branch before names is the next one's, too."""
    branch = _BRANCH.fullmatch(name)
    if branch is None or longest_place_prefix(name) is None or not before.endswith(branch["end"]):
        return name
    head = before.removesuffix(branch["end"])
    own = next((size for size in (2, 3, 4) if len(head) > size and longest_place_prefix(head[-size:]) is not None), None)
    return name if own is None else head[:-own] + name


def _restore_ends(listed: list[Listed]) -> list[Listed]:
    """大竹县、渠县人民政府: the word that the last place of a row carries belongs to the places before it, too."""
    ending = ""
    out: list[Listed] = []
    for item in reversed(listed):
        named = _GOVERNED.fullmatch(item.name)
        if is_place(item.name):
            out.append(Listed(item.name + ending, item.start, item.end))
            continue
        ending = named["end"] if named and is_place(named["place"]) else ""
        out.append(item)
    return out[::-1]


def is_place(name: str) -> bool:
    """Whether a name is that of a province, city, county or district and nothing else (渠县)."""
    place, end = split_prefix(name)
    return place is not None and end == len(name) and name[-1] in "省县市区旗州盟" and len(name) > 1


def _restore(name: str, prefix: str) -> tuple[str, str]:
    """A name with the list's level word put back where it is elided, and the word that holds for the names after it."""
    if name.startswith(("市委", "省委", "县委", "区委", "州委", "旗委", "盟委")) and _PARTY.search(name):
        return name, name[:1]
    own = _PREFIX.match(name)
    if own and not name.startswith(("市场", "区域", "县域", "市政公用", "省际", "州际")):
        return name, own.group()
    if not prefix or (_LEVEL_WORDS.match(name) and not name.startswith(("市场", "市政", "区域"))):
        return name, prefix
    if len(name) > 14 or not _ELIDED_END.search(name, max(0, len(name) - 5)) or not _ends_elided(name):
        return (f"{prefix}委{name}", prefix) if prefix and _PARTY.fullmatch(name) else (name, prefix)
    if longest_place_prefix(name) is not None or name.endswith(("街道办", "街道办事处", "镇政府", "乡政府")):
        return name, prefix
    if _PARTY.fullmatch(name):
        return f"{prefix}委{name}", prefix
    return prefix + name, prefix


def _ends_elided(name: str) -> bool:
    bare = re.sub(r"\([^()]*\)$", "", name)
    return any(found.end() == len(bare) for found in _ELIDED_END.finditer(bare))


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a list at its commas, at 等 and at 和 between two bodies; brackets and collectives stay whole."""
    guarded = [match.span() for match in COLLECTIVE.finditer(folded, start, end) if _holds_comma(match.group())]
    guarded = sorted([*guarded, *(match.span() for match in _TOWNS.finditer(folded, start, end))])
    pieces: list[tuple[int, int]] = []
    depth, begin, index = 0, start, start
    while index < end:
        if guarded and index >= guarded[0][0]:
            span = guarded.pop(0)
            if index == span[0]:
                index = span[1]
                continue
        char = folded[index]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (char in "、,;/|" or (char in " \n\t" and _space_parts(folded, begin, index, end))):
            pieces.append((begin, index))
            begin = index + 1
        index += 1
    pieces.append((begin, end))
    out: list[tuple[int, int]] = []
    for piece in pieces:
        out.extend(_cut_words(folded, *_trim(folded, *piece)))
    return out


def _holds_comma(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth == 0 and char in "、,及和":
            return True
    return False


def _space_parts(folded: str, begin: int, index: int, end: int) -> bool:
    """Whether a blank parts two names: both sides are bodies."""
    left = folded[begin:index].strip()
    right = re.split(r"[、,; ]", folded[index + 1 : end].lstrip(), maxsplit=1)[0]
    return len(left) > 2 and len(right) > 2 and is_body(left) and is_body(right)


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] in " \t\n、,;:。.“”\"'—-":
        start += 1
    while end > start and folded[end - 1] in " \t\n、,;:。.“”\"'—-":
        end -= 1
    return start, end


def _cut_words(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one piece at 等 (dropping 等部门 …) and at 和/及/与 where a body stands on both sides."""
    if start >= end:
        return []
    etc = None
    for etc in _ETC.finditer(folded, start, end):
        if etc.start() > start and (is_body(folded[start : etc.start()]) or etc.end() == end):
            break
    else:
        etc = None
    if etc is not None:
        rest = _trim(folded, etc.end(), end)
        if rest[0] < rest[1] and folded[rest[0]] in "和及与":
            rest = _trim(folded, rest[0] + 1, rest[1])
        return _cut_words(folded, *_trim(folded, start, etc.start())) + _cut_words(folded, *rest)
    for joint in _AND.finditer(folded, start + 2, end - 1):
        left, right = folded[start : joint.start()], folded[joint.end() : end]
        if left.count("(") == left.count(")") and left not in _NOT_ALONE and (is_body(left) or is_place(left)) and _opens_body(right):
            return [(start, joint.start()), *_cut_words(folded, *_trim(folded, joint.end(), end))]
    return [(start, end)]


def _opens_body(right: str) -> bool:
    """Whether what follows 和 begins a name of its own (各县…, 市财政局), so that 和 is not part of a name."""
    first = re.split(r"和|及|与|、|,|等", right, maxsplit=1)[0] or right
    return is_body(first.strip()) or is_body(right.strip()) or is_place(first.strip())
