"""Places: which division (行政区划, GB/T 2260) a name, an issuer, a document number or a text means.

The state as a whole (全国) is the place 100000. Development zones are no divisions: a name such as 达州经开区 gives the city.
"""

from __future__ import annotations

import re
from collections import Counter

from .divisions import NATIONAL, NATIONAL_CODE, Place, divisions, short_name

__all__ = [
    "NATIONAL", "NATIONAL_CODE", "Place", "ancestors", "candidates", "capital", "find_by_name", "from_doc_number_prefix", "from_issuer",
    "guess", "is_state_body", "is_within", "longest_place_prefix", "mentions", "place", "relative", "split_prefix",
]

_CONTEXT_ONLY = frozenset(("城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "新区", "港区"))
# A county's short name is also a plain word too often: it counts only before one of these, or inside a place known to
# hold it.
_SHORT_COUNTY_NEXT = re.compile(
    "经开区|高新区|开发区|经济(技术)?开发区|工业园|海关|供电|广播电视台|融媒体|法院|检察院|军分区|人武部|大学|学院|"
    "县|市|区"
)
# Short names that are plain words first; they never count.
_NO_SHORT = frozenset((
    "公安", "资源", "富裕", "平安", "南部", "北部", "乐业", "友谊", "和平", "解放", "红旗", "前进", "胜利", "创业", "工农", "向阳",
    "新建", "城中", "城东", "城西", "城北", "城南", "市中", "安定", "东方", "文化", "新城", "新华", "民乐", "永安", "集安", "同心",
    "团结", "民主", "青年", "建设", "江北", "江东", "河东", "河西", "来宾", "大通", "通道", "水城", "镇安", "兴国", "兴业", "兴文",
    "开放", "石油", "立山", "铁东", "铁西", "东风", "中央", "中心", "信丰", "互助", "会同", "合作", "金融", "城关", "交口", "保康",
    "治多",
))
# What makes a longer name of a short one, so that the short one does not stand by itself (朝阳 in 朝阳区).
_SIGNS = frozenset("省市县区州盟旗")


def place(code: str) -> Place:
    """The division with a code. Raises KeyError for an unknown one."""
    return divisions().by_code[code]


def ancestors(item: Place) -> tuple[Place, ...]:
    """The place and those above it, 全国 left out: (颍上县, 阜阳市, 安徽省)."""
    chain = []
    while item.parent is not None:
        chain.append(item)
        item = place(item.parent)
    return tuple(chain)


def is_within(item: Place, outer: Place) -> bool:
    """Whether a place is the other one or part of it."""
    return outer.code == NATIONAL_CODE or any(step.code == outer.code for step in ancestors(item))


def capital(province: Place) -> Place | None:
    """The seat of a province's government (the city with code xx0100), None for a municipality."""
    return divisions().by_code.get(province.code[:2] + "0100")


def _pick(found: list[Place], within: Place | None) -> Place | None:
    """The one place that a name means: one in or above `within` first, then one in force, then one of the highest level."""
    near: list[Place] = []
    if within is not None and within.code != NATIONAL_CODE:
        near = [p for p in found if is_within(p, within)]
        near = near or [p for p in found if is_within(within, p)]
        near = near or [p for p in found if is_within(p, ancestors(within)[-1])]
    found = near or found
    latest = max(p.until or _IN_FORCE for p in found)
    found = [p for p in found if (p.until or _IN_FORCE) == latest]
    highest = min(_RANKS[p.level] for p in found)
    found = [p for p in found if _RANKS[p.level] == highest]
    return found[0] if len({p.code for p in found}) == 1 or len({p.full_name for p in found}) == 1 else None


_IN_FORCE = 9999
_RANKS = {"national": 0, "province": 0, "city": 1, "county": 2}


def find_by_name(name: str, within: Place | None = None) -> Place | None:
    """The place with a name, full (四平市), with its path (吉林省四平市) or short (四平, 恩施州).

    A name that several places bear (鼓楼区) is only found where `within` decides; None where it stays open.
    """
    if name == "全国":
        return NATIONAL
    found, end = split_prefix(name, within)
    return found if found is not None and end == len(name) else None


def longest_place_prefix(text: str, within: Place | None = None) -> Place | None:
    """The place that a text begins with: 四平市人民政府办公室 → 吉林省四平市; None where it begins with none."""
    return split_prefix(text, within)[0]


def split_prefix(text: str, within: Place | None = None) -> tuple[Place | None, int]:
    """The place that a text begins with, and where what follows it begins (0 where there is none)."""
    found: Place | None = None
    end = 0
    within = within if within is not None and within.parent is not None else None
    while True:
        step = _step(text, end, found, within)
        if step is None:
            return found, end
        found, end = step


def _step(text: str, at: int, above: Place | None, within: Place | None) -> tuple[Place, int] | None:
    table = divisions()
    for name in table.starts.get(text[at:at + 2], ()):
        if not text.startswith(name, at):
            continue
        items = table.by_name[name]
        end = at + len(name)
        if above is not None:
            items = [p for p in items if p.code != above.code and is_within(p, above)]
        if not items:
            continue
        full = name in table.full_names
        picked = _pick(items, above or within)
        if picked is None:
            continue
        inside = above is not None or (within is not None and is_within(picked, within))
        if picked.level == "county" and not _county_stands(name, text, end, full=full, inside=inside):
            continue
        if not full and (name in _NO_SHORT or text[end:end + 1] in _SIGNS):
            continue
        if not full and above is not None and picked.level == "county" and end < len(text):
            continue
        return picked, end
    return None


def _county_stands(name: str, text: str, end: int, *, full: bool, inside: bool) -> bool:
    if full:
        return inside or name not in _CONTEXT_ONLY
    return inside or end == len(text) or _SHORT_COUNTY_NEXT.match(text, end) is not None


_STATE = re.compile(
    "国务院|中共中央|中央人民政府|党中央|中华人民共和国(?!.{0,4}海关)|最高人民(?:法院|检察院)|"
    # 国家, 全国 and 中央 begin other names as well (全国文明城市创建方案): a body must follow, and end there.
    "(?:国家(?!税务总局.{2,}税务|统计局.{2,}(?:调查|总队))|全国|中央)[一-鿿]{0,14}?"
    "(?:局|委员会|委|部|办公室|办公厅|办|署|会|院|联|社|人大|政协)(?:办公厅|办公室|秘书局)?(?:$|关于|印发|等|[、, ])|"
    "[一-鿿]{2,12}(?:总局|总署|总行|总会|总社)(?:办公厅)?(?:$|关于|印发|等.{0,4}部门|[、, ])|"
    "(?:教育|科技|科学技术|公安|民政|司法|财政|水利|商务|农业|农业农村|国土资源|自然资源|生态环境|环境保护|文化|文化和旅游|"
    "外交|国防|交通运输|国家安全|工业和信息化|人力资源社会保障|人力资源和社会保障|住房城乡建设|住房和城乡建设|"
    "退役军人(?:事务)?|应急(?:管理)?|铁道|卫生|监察|劳动和社会保障|人事)部(?!门)|"
    "(?:中国)?人民银行(?:$|关于|办公厅|等|[、, ])|审计署|海关总署"
)


# What a local branch of a central body puts before its place.
_BRANCH = re.compile(
    "^(?:中国共产党|中共(?!中央)|国家税务总局(?=.)|国家统计局(?=.)|国家金融监督管理总局(?=.)|"
    "中国银行?保险?监(?:督管理委员)?会(?=.)|中国?银保监会(?=.)|"
    "中国证监会(?=.)|中国人民银行(?=.)|人民银行(?=.)|中华人民共和国(?=.{2,4}海关)|国网|中国人民武装警察部队|武警|"
    "中国(?=移动|联通|电信))"
)


def is_state_body(name: str) -> bool:
    """Whether a body's name is that of a central one (国务院办公厅, 教育部, 国家税务总局 …)."""
    return _STATE.match(name) is not None


def from_issuer(issuer: str, within: Place | None = None) -> Place | None:
    """The place that an issuing body governs: 国务院办公厅 → 全国, 四平市人民政府办公室 → 吉林省四平市.

    A name that only says 市, 省 or 县 gives that place of `within`, and None without it.
    """
    found, _ = split_prefix(_BRANCH.sub("", issuer), within)
    if found is not None:
        return found
    if is_state_body(issuer):
        return NATIONAL
    if within is not None and issuer[:1] in "省市州县区旗盟":
        return relative(issuer[0], within)
    return None


def relative(word: str, context: Place) -> Place:
    """The place that 省, 市, 州, 县, 区, 旗 or 盟 means in a document of `context`; `context` itself where it has
    none such.

    In a county-level city's document 市 is that city; in another county's, the city above it; in a district of a
    municipality
    the municipality.
    """
    chain = ancestors(context)
    if not chain:
        return context
    if word == "省":
        return chain[-1]
    if word in "市州盟":
        if context.level == "county" and context.name.endswith("市"):
            return context
        for step in chain:
            if step.level == "city" or (step.level == "province" and step.name.endswith("市")):
                return step
    return context


# 发文机关代字 begin with the character by which a province is called.
_PROVINCE_SIGNS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "内": "15", "辽": "21", "吉": "22", "黑": "23",
    "沪": "31", "苏": "32", "浙": "33",
    "皖": "34", "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45",
    "琼": "46", "渝": "50", "川": "51",
    "黔": "52", "贵": "52", "滇": "53", "云": "53", "藏": "54", "陕": "61", "甘": "62", "陇": "62", "青": "63",
    "宁": "64", "新": "65",
}
_STATE_SIGNS = re.compile(
    "国|中发|中办|厅字|中组|中宣|财[^政]|财$|教[^政]|教$|发改|人社部|民[发函办]|建[^政]|交[^政]|水[^政]|农[^政]|"
    "商[^政]|文旅|卫[^政]|工信部|工信厅|自然资|"
    "环[^政]|应急|银[^政]|税总|医保|司发|公通|科发|林[^政]|体[^政]|残联|安监|食药|市监|全国"
)
_OFFICE = re.compile("(?:政|府|办|发|函|字|厅|委|人|党|令|文|规|通|秘|明电|市|县|区)")


def candidates(prefix: str) -> tuple[Place, ...]:
    """The places that the letters before a document number's year may stand for, likeliest first (皖政 → 安徽省).

    The first character of a city's or county's sign is that of its name, which many share, so the list may be long.
    """
    table = divisions()
    found: list[Place] = []
    by_name, _ = split_prefix(prefix)
    if by_name is not None:
        found.append(by_name)
    sign = _PROVINCE_SIGNS.get(prefix[:1])
    if sign is not None and prefix[1:2] not in "市县区州":
        found.append(table.by_code[sign + "0000"])
    elif sign is None and _STATE_SIGNS.match(prefix):
        found.append(NATIONAL)
    head = _OFFICE.split(prefix, maxsplit=1)[0] or prefix[:1]
    if head:
        for item in table.by_code.values():
            if item.code != NATIONAL_CODE and item.level != "province" and all(c in item.name for c in head) and item not in found:
                found.append(item)
    return tuple(found)


def from_doc_number_prefix(prefix: str, hint: Place | None = None) -> Place | None:
    """The place that a document number's letters stand for: 皖政 → 安徽省, 吉政办发 → 吉林省, 国办发 → 全国.

    A city's sign (阜政发) is ambiguous, and is only resolved where `hint` (from the issuer or the text) bears it out.
    """
    found = candidates(prefix)
    if hint is not None:
        for item in found:
            if item.code == hint.code:
                return item
        for item in found:
            if hint.code != NATIONAL_CODE and item.code != NATIONAL_CODE and is_within(hint, item):
                return item
        inside = [item for item in found if hint.code != NATIONAL_CODE and item.level == "city" and is_within(item, hint)]
        if len(inside) == 1:
            return inside[0]
    if found and (found[0].level in ("province", "national") or split_prefix(prefix)[0] is not None):
        return found[0]
    return None


_NOT_AFTER = frozenset("场民")


_SIGN = re.compile("[省市县区州盟旗]")
_LONGEST_NAME = 15


def mentions(text: str) -> Counter[str]:
    """How often each place is named in full in a text, by code.

    Counties of two characters (范县) are left out: they are met inside words. A name that several places bear goes to the one
    whose province or city is named too, and is left out where none is.
    """
    table = divisions()
    counts, open_names = Counter[str](), Counter[str]()
    floor = 0
    for sign in _SIGN.finditer(text):
        end = sign.end()
        if sign.group() == "市" and text[end : end + 1] in _NOT_AFTER:
            continue
        for start in range(max(floor, end - _LONGEST_NAME), end - 2):
            name = text[start:end]
            if name in table.full_names:
                picked = _pick(table.by_name[name], None)
                if picked is None:
                    open_names[name] += 1
                else:
                    counts[picked.code] += 1
                floor = end
                break
    for name, times in open_names.items():
        items = [p for p in table.by_name[name] if any(step.code in counts for step in ancestors(p)[1:])]
        if len(items) == 1:
            counts[items[0].code] += times
    return counts


def guess(text: str) -> Place | None:
    """The place that a text without issuer is most likely of: the one named oftenest; short names count where the
    full one
    occurs. None where no place is named twice, or two equally often."""
    counts = mentions(text)
    for code in list(counts):
        short = short_name(place(code).name)
        if short is not None and len(short) >= 2 and place(code).level != "county":
            counts[code] = max(counts[code], text.count(short))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        first, second = place(ranked[0][0]), place(ranked[1][0])
        return first if is_within(first, second) else second if is_within(second, first) else None
    return place(ranked[0][0])
