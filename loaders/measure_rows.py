"""Rows of one clause: which number belongs to which thing.

In lists (A、B分别达到x和y), in steps (由45元提高到50元) and alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from . import measure_names as names
from .measure_draft import Draft, View
from .measure_op import Compared, compare
from .measure_text import MASK
from .model import IndicatorKind
from .numerals import Quantity

_CHAIN = re.compile(r"^(?:以上|以下|左右|以内)?\s*(?:[、,和及与或]|以及)+\s*$")
_STEP = re.compile(
    r"^(?:左右|以上|以下)?\s*(?:[^、,和]{0,14}?)(?:提高|提升|增加|上升|增长|扩大|下降|降低|减少|缩短|压缩|压减|缩减|精简|延长|增|升|降|调整|上调|下调|回落)(?:到|至)"
)
_FROM = re.compile(r"(?:由|从)[^由从]{0,14}$")
_SEPARATOR = re.compile(r"、|,|以及|和(?!谐)|及(?![时格]|以[上下])|与(?!会)|并(?![且发网])")
_ITEMS = re.compile(r"[、]|和(?!谐)|及(?!时|以上)|与(?!会)|以及")
_EMPTY_TAIL = re.compile(
    r"^(?:(?:的(?:总|预期|发展|规划|工作|年度)?)?(?:目标|任务|要求|标准|水平|规模|比例|规定|计划|任务数|目标任务|总额)?(?:以上|以下|以内|左右|之内|之间|或者?更高|不等|执行|"
    r"|进行配置|确定[^,]{0,14}|配套[^,]{0,20}|资助|补助|给予补[助贴]|予以补[助贴]|计算)?)?$"
)
_REWARD = re.compile(r"^的?(?P<what>[^,、]{0,12}?(?:奖励|奖补|补助|补贴|资助|津贴|支持|资金|经费|贷款))$")
_GIVING = re.compile(r"(?:一次性)?(?:给予|予以|发放|奖励|补助|安排)$")
_OTHER_NUMBER = re.compile(r"(?:、|和|及|与)(?=[^、,和]{0,10}\d+(?![\d.、]|周?岁))")
_NEXT_DEED = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:选派|进|配备|安排|设立)$")
_STANDARD = re.compile(r"^的?(?:标准|比例|要求|规格)(?P<what>(?!以上|以下|执行)[^,]{2,30})$")
_LEVEL = r"(?:国家|省|市|县|区|乡镇?|镇|村|部|校|州|盟|街道|社区)级"
_ADJECTIVE = re.compile(
    rf"^(?:[省市县区部]、[省市县区部]级|{_LEVEL}|城镇|农村|城市|乡村|城区|中心城区|县城|市区|公办|民办|国有|女性?|男性?|小学|初中|高中|幼儿园|高级|中级|初级|其他|一般|重点)+$"
)
_LEVEL_LIST = re.compile(r"^[省市县乡镇村街道社区组户、,()区州]{3,}(?=[两三四五]级)")
_OWNERS = re.compile(
    r"^(?:各|全)?(?:市|州|县|区|乡|镇|街道|村|社区|省|盟|旗|地区|级|单位|部门|\([^)]*\)|[、和])+(?:原则上)?$"
)
_COVER_VERB = re.compile(r"(?:基本|全面|逐步|率先|努力|确保|力争)*(?:实现|达到|做到|保持)")
_OF_WHICH = re.compile(r"[^、,和并及的]{2,20}(?:率|比例|占比|比重)(?:均|都)?(?:达到?|为|超过|不低于|提高到|保持在|稳定在)?")
_NO_REFUSAL = re.compile(r"(?:零[\u4e00-\u9fff]{1,3}、|(?:全[^、,覆]{1,3}|无[^、,]{1,3})、)$")
_JOINT = re.compile(r"(?:[两三四五]个|均|都|也|分别|原则上|总体|基本|力争)+$")
_WEAK = re.compile(
    r"^(?:(?:总|其中|人均|平均)?(?:数|数量|总量|总数|人数|比例|比重|占比|规模|覆盖率|面积|率|标准|水平|总额|人次|惠及人次|户数|金额|次数|个数|总时长|总长度|里程|总里程|时限|(?:自查|自查报告|合格|达标|完成|公开|办结|满意|普及|入户|使用|建档|签约|抽检|检查)率|(?:新建|再建|建|新增|改造|建成|建设|完成|创建|培训|服务|惠及|受益|覆盖|提升|改造提升|改善提升|整治|治理|扩建|改建|修缮){1,2}(?:人数|人次|户数|次数|数)?)?)$"
)
_SHARES_DEED = {"count", "length", "area", "mass", "households"}
_DEED = re.compile(
    r"(?:(?:新建|改建|扩建|续建|新增|改造|升级|建设|建成|修建|整治|治理|更新|购置|备足|安装|创建|创成|培育|打造)、?)+"
)
_ANY_DEED = re.compile(
    r"[新改扩续建修整治更购备安创培打完开组举实推引选聘发投支扶提优加筹淘拆清疏绿造种栽植增减配设编制印举申入带产税评认]"
)
_SERVED_NAME = re.compile(r"(获[^的]{2,}的)[^的]+$")
_BASE = re.compile(r"基数|基期|基年|(?:原|现)有(?!效|关)")
_DONE = re.compile(
    r"(?:现已|目前|已(?:经)?(?:建成|完成|达到?|有|累计|实现|建立)(?!的|[^,]{0,8}(?:按|应|要|须|需))|累计已)"
)


def clause_rows(view: View, quantities: Sequence[Quantity], before: str) -> list[Draft]:
    """Rows of the accepted quantities of one clause; `before` is the clause before it, for 分别 and elided subjects."""
    drafts: list[Draft] = []
    groups = _groups(view, _without_deeds(view, quantities))
    edges = _edges(view, groups)
    served = re.search(r"(?:为|对)(?:全[市省县区])?$", view.cut(view.start, groups[0][0].start)) is not None
    for group, (begin, end) in zip(groups, edges, strict=True):
        if len(group) > 1 and _is_step(view, group, begin):
            drafts += _step(view, group, begin, end)
        elif len(group) > 1:
            drafts += _chain(view, group, begin, end, before)
        else:
            drafts += _single(view, group[0], begin, end, served=served)
    if len(drafts) < 2:
        return drafts
    return _share_deed(_share_noun(_share_service(view, _share_tail(view, drafts, edges))))


def _without_deeds(view: View, quantities: Sequence[Quantity]) -> list[Quantity]:
    """三分之二以上的行政村收入超过10万元: the second number only says what the share has done."""
    kept: list[Quantity] = []
    for quantity in quantities:
        counted = kept and quantity.unit_class == "ratio" and kept[-1].unit_class == "count"
        if counted and _OF_WHICH.fullmatch(view.cut(kept[-1].end, quantity.start)):
            # 432处隐患点监测员配备率达到100%: the count says of which ones the share is.
            kept[-1] = quantity
            continue
        if kept and kept[-1].unit_class == "ratio" and quantity.unit_class != "ratio":
            between = view.cut(kept[-1].end, quantity.start)
            if re.match(r"(?:以上|左右)?的", between) and not _SEPARATOR.search(between):
                continue
        kept.append(quantity)
    return kept


def _groups(view: View, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if groups:
            last = groups[-1][-1]
            between = view.cut(last.end, quantity.start)
            step = len(groups[-1]) == 1 and last.unit == quantity.unit and _STEP.match(between) and len(between) < 24
            if _CHAIN.match(between) or step:
                groups[-1].append(quantity)
                continue
        groups.append([quantity])
    return groups


def _edges(view: View, groups: list[list[Quantity]]) -> list[tuple[int, int]]:
    """Where each group's own words begin and end in the clause."""
    begins, ends = [_own_begin(view, groups[0][0])], []
    for left, right in pairwise(groups):
        begin, end = left[-1].end, right[0].start
        cut = _cut(view.cut(begin, end))
        ends.append(end if cut is None else begin + cut)
        begins.append(begin if cut is None else begin + cut)
    return list(zip(begins, [*ends, view.end], strict=True))


def _own_begin(view: View, number: Quantity) -> int:
    """Start of the first segment: after the list item before it, where the number itself follows a list mark."""
    before = view.cut(view.start, number.start)
    if number.style == "coverage":
        return view.start
    return number.start if before.endswith("、") and not _inside_bracket(before, len(before) - 1) else view.start


def _cut(between: str) -> int | None:
    """Where two numbers' segments part, or None where no mark parts them."""
    marks = [mark for mark in _SEPARATOR.finditer(between) if not _inside_bracket(between, mark.start())]
    if not marks:
        return None
    first = marks[0]
    if first.start() <= 2 and re.fullmatch(r"(?:以上|以下|左右|以内)?", between[: first.start()]):
        return first.start()
    return marks[-1].start()


def _inside_bracket(text: str, position: int) -> bool:
    opened = max(text.rfind("(", 0, position), text.rfind("“", 0, position))
    closed = max(text.rfind(")", 0, position), text.rfind("”", 0, position))
    return opened > closed


def _is_step(view: View, group: list[Quantity], begin: int) -> bool:
    return len(group) == 2 and bool(_STEP.match(view.cut(group[0].end, group[1].start)))


def _step(view: View, group: list[Quantity], begin: int, end: int) -> list[Draft]:
    lead = view.cut(begin, group[0].start)
    found = _FROM.search(lead)
    name = _finish(names.of_subject(lead[: found.start()] if found else lead, "", group[0].unit, group[0].unit_class))
    rows = _single(view, group[1], group[0].end, end)
    target = replace(rows[0], name=name, start=begin, op="=" if rows[0].op == "change" else rows[0].op)
    base = Draft(group[0], name, "=", "baseline", begin, end, view.index)
    return [base, target]


def _chain(view: View, group: list[Quantity], begin: int, end: int, before: str) -> list[Draft]:
    """A、B和C分别达到x、y和z; also one thing over several years, and lists without 分别."""
    compared = compare(view.text, begin - view.offset, group[0], view.offset, group[0].end - view.offset + 4)
    last = compare(view.text, begin - view.offset, group[-1], view.offset, end - view.offset)
    subject = view.cut(begin, compared.start + view.offset)
    if len(names.clean(subject)) < 2 and re.search(r"分别", view.cut(begin, group[0].start)):
        subject = before + subject
    tail = view.text[last.suffix_end : end - view.offset]
    wanted = _subjects(_JOINT.sub("", _GIVING.sub("", _JOINT.sub("", subject.rstrip()))), len(group))
    drafts = []
    for index, quantity in enumerate(group):
        op = compared.op if compared.op != "=" else last.op
        own = compare(view.text, quantity.start - view.offset, quantity, view.offset, quantity.end - view.offset + 4)
        if own.op in {">=", "<=", "~"}:
            op = own.op
        if op == ">=" and quantity.value == 100 and quantity.unit == "%":
            op = "="
        base = wanted[index] if len(wanted) == len(group) else wanted[0]
        if not _EMPTY_TAIL.match(tail.strip()) and len(wanted) != len(group):
            base = f"{base}{tail}"
        reward = _REWARD.match(tail.strip()) if quantity.unit_class == "money" else None
        if reward:
            name = _finish(_rewarded(base, reward["what"]))
        else:
            name = _finish(names.of_subject(base, compared.middle, quantity.unit, quantity.unit_class))
        if quantity.high is not None:
            op = "range"
        place = index if len(wanted) != len(group) else None
        drafts.append(Draft(quantity, name, op, "target", begin, end, view.index, place))
    return drafts


def _subjects(subject: str, wanted: int) -> list[str]:
    items = _split_items(subject)
    if len(items) >= wanted:
        return names.shared_owner(names.shared_suffix([names.clean(item) or item for item in items[-wanted:]]))
    if wanted == 2 and "城乡" in subject:
        return [subject.replace("城乡", "城镇"), subject.replace("城乡", "农村")]
    return [subject]


def _split_items(text: str) -> list[str]:
    items, last = [], 0
    for mark in _ITEMS.finditer(text):
        if not _inside_bracket(text, mark.start()):
            items.append(text[last : mark.start()])
            last = mark.end()
    items.append(text[last:])
    return [item for item in items if item.strip()]


def _single(view: View, quantity: Quantity, begin: int, end: int, *, served: bool = False) -> list[Draft]:
    if quantity.style == "coverage":
        return [Draft(quantity, _coverage(view.cut(begin, quantity.start)), "=", "target", begin, end, view.index)]
    compared = compare(view.text, begin - view.offset, quantity, view.offset, end - view.offset)
    before = view.cut(begin, compared.start + view.offset)
    after = view.text[compared.suffix_end : end - view.offset].strip()
    kind = _kind(view.cut(begin, end))
    subjects = _joint_subjects(before, quantity) if _EMPTY_TAIL.match(after.replace(MASK, "")) else None
    if subjects:
        made = [
            _finish(names.of_subject(s, compared.middle, quantity.unit, quantity.unit_class, compared.op))
            for s in subjects
        ]
    else:
        made = [_finish(_name(view, quantity, compared, begin, (before, after), served=served))]
    return [Draft(quantity, name, compared.op, kind, begin, end, view.index) for name in made]


def _kind(text: str) -> IndicatorKind:
    if _BASE.search(text):
        return "baseline"
    return "actual" if _DONE.search(text) else "target"


def _joint_subjects(before: str, quantity: Quantity) -> list[str] | None:
    """Subjects that share one number: A、B参保率均达到95%; 自查率和自查报告率达100%."""
    if quantity.unit_class != "ratio":
        return None
    joint = re.search(r"均|都", before[-6:]) is not None
    items = [names.clean(item) for item in _split_items(_JOINT.sub("", before.rstrip()))]
    items = [item for item in items if item]
    if len(items) < 2:
        return None
    if all(re.search(r"(?:率|比例|比重)$", item) for item in items):
        return names.shared_owner(items)
    if joint and names.measures(items[-1]) and len(items) <= 4:
        whole = names.shared_suffix(items)
        return whole if all(names.measures(item) for item in whole) else None
    return None


def _name(
    view: View, quantity: Quantity, compared: Compared, begin: int, around: tuple[str, str], *, served: bool
) -> str:
    unit, unit_class = quantity.unit, quantity.unit_class
    before, after = around
    after = names.without_units(after)
    tail = _OTHER_NUMBER.split(after.replace(MASK, "").strip(), maxsplit=1)[0]
    whole = view.cut(begin, quantity.start)
    by_rule = _STANDARD.match(tail)
    if by_rule:
        return _by_standard(before, compared.middle, by_rule, unit, unit_class)
    if tail.startswith("全覆盖") and unit_class == "ratio":
        return _coverage(whole)
    reward = _REWARD.match(tail) if unit_class == "money" else None
    if reward:
        return _rewarded(before, reward["what"])
    if _EMPTY_TAIL.match(tail):
        if not names.clean(before) and compared.middle:
            if unit_class == "ratio" and compared.op in {">=", "<=", ">", "<"}:
                return f"占{names.clean(compared.middle)}比例"
            return names.of_subject(compared.middle, "", unit, unit_class, compared.op)
        return names.of_subject(before, compared.middle, unit, unit_class, compared.op)
    if unit_class == "ratio":
        if names.measures(names.clean(before)) or compared.op == "change":
            return names.of_subject(before, compared.middle, unit, unit_class, compared.op)
        return names.of_share(whole if compared.middle else before, tail)
    if served and not names.clean(before):
        before = whole = "为"
    tail = _NEXT_DEED.sub("", tail)
    lead = whole if compared.middle or whole.rstrip().endswith("为") else before
    if names.measures(names.clean(before)) and not compared.middle and re.match(r"的", tail) is None and len(tail) < 3:
        return names.of_subject(before, "", unit, unit_class)
    return names.of_object(lead, tail, unit, unit_class)


def _rewarded(before: str, what: str) -> str:
    lead = names.clean(_GIVING.sub("", _JOINT.sub("", before.rstrip())))
    return f"{re.sub('^对', '', lead)}{what}"


def _by_standard(before: str, middle: str, found: re.Match[str], unit: str | None, unit_class: str | None) -> str:
    """按照每百户不少于30平方米的标准建设用房; 按照人均消费支出的30%比例确定低保标准."""
    lead = re.sub(r"按照?|依照|以(?=每)", "", before)
    what = re.sub(r"^(?:进行|予以|给予)", "", found["what"])
    if unit_class == "ratio":
        what = re.sub(r"^(?:确定|核定|给予|落实|安排|计提|执行)(?:当年度?)?", "", what)
        return f"{what}占{names.clean(lead) or names.clean(middle)}比例"
    suffix = {"area": "面积", "money": "标准", "length": "长度"}.get(unit_class or "", "")
    return names.counted(f"{names.clean(lead)}{what}{suffix}", unit)


def _coverage(before: str) -> str:
    before = _NO_REFUSAL.sub("", before.strip())
    verb = next(reversed(list(_COVER_VERB.finditer(before))), None)
    if verb:
        head, rest = before[: verb.start()], before[verb.end() :]
        lead = names.clean(head)
        own = names.clean(re.sub(r"\d+(?:\.\d+)?%$", "", rest))
        joined = own if not lead or _OWNERS.match(lead) else f"{lead}{own}"
        before = joined if len(own) >= 2 else head
    found = re.match(r"\s*对(.+)", names.clean(before))
    name = found[1] if found else names.clean(re.sub(r"\d+(?:\.\d+)?%$", "", before))
    name = _LEVEL_LIST.sub("", name)
    name = re.sub(r"(?:工作|政策|服务体系)?$", "", name) if len(name) > 8 else name
    return f"{name}覆盖率"


def _share_tail(view: View, drafts: list[Draft], edges: list[tuple[int, int]]) -> list[Draft]:
    """95%的乡镇和60%以上的行政村建立站点: the verb of the last share is the first one's too."""
    if len(drafts) < 2 or len(edges) != len(drafts):
        return drafts
    tail = re.match(r"(.{2,}?)的[^的]*比例$", drafts[-1].name)
    if not tail or drafts[-1].quantity.unit_class != "ratio":
        return drafts
    shared = []
    for draft in drafts:
        own = view.cut(draft.quantity.end, draft.end)
        if draft.quantity.unit_class == "ratio" and re.match(r"(?:以上|左右)?的[^建享达纳]{1,12}$", own.strip()):
            draft = replace(draft, name=f"{tail[1]}的{draft.name}")
        shared.append(draft)
    return shared


def _share_service(view: View, drafts: list[Draft]) -> list[Draft]:
    """为6万名老年人、1.2万名患者提供体检: what the last are given, the others are given too."""
    deed = _SERVED_NAME.match(drafts[-1].name)
    if not deed:
        return drafts
    return [
        replace(draft, name=f"{deed[1]}{draft.name}")
        if draft.quantity.unit_class == "people" and "的" not in draft.name and draft is not drafts[-1]
        else draft
        for draft in drafts
    ]


def _share_noun(drafts: list[Draft]) -> list[Draft]:
    """建设10个省级、30个市级示范村: the noun of the last is the first one's too."""
    done = list(drafts)
    for index in range(len(done) - 2, -1, -1):
        stem = re.search(rf"({_LEVEL})(?:数)?$", done[index].name)
        other = re.search(rf"{_LEVEL}(.+)$", done[index + 1].name)
        if stem and other:
            done[index] = replace(done[index], name=done[index].name[: stem.end(1)] + other[1])
    return done


def _share_deed(drafts: list[Draft]) -> list[Draft]:
    """新建城市公厕79座、农村公厕59座: what is done to the first is done to the others too, unless they say what is."""
    deed = _DEED.match(drafts[0].name)
    if not deed:
        return drafts
    done = drafts[:1]
    for draft in drafts[1:]:
        said = draft.quantity.unit_class in _SHARES_DEED and not draft.name.endswith(("率", "比例", "比重"))
        if said and draft.start != drafts[0].start and not _ANY_DEED.match(draft.name):
            draft = replace(draft, name=f"{deed.group()}{draft.name}")
        done.append(draft)
    return done


def _finish(name: str) -> str:
    name = _LEVEL_LIST.sub("", name)
    return re.sub(r"[“”](?=[“”])", "", name.replace(MASK, ""))[:80]


def is_adjective(name: str) -> bool:
    """Whether a name is only a qualifier (市级) whose noun stands before it."""
    return bool(_ADJECTIVE.match(re.sub(r"(?:人数|户数|次数|数)$", "", name)))


def is_weak(name: str) -> bool:
    """Whether a name says too little to stand on its own (总数, 比例, 其中)."""
    return bool(_WEAK.match(name)) or len(name) < 2
