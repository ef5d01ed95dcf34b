"""What a number measures, as a name that stands on its own (市级农民工返乡基地数 and not 市级28个)."""

from __future__ import annotations

import re

from .measure_text import MASK
from .numerals import unit_suffixes

_PLACES = (
    r"(?:(?:全市|全省|全县|全区|全州|市域|县域)范围内|全市|全省|全县|全区|全州|全国|全镇|全乡"
    r"|全地区|我市|我省|我县|我区|我国|本市|本省|本县|全域内|辖区内)"
)
_TIMES = (
    r"(?:(?:到|至|在)?(?:20\d\d年?[-—–~－至到]{1,2})?(?:20\d\d)年(?:\d{1,2}月)?(?:年?底|末)?(?:以?前)?|\d{1,2}月底前|(?:到|至)?(?:全年|年内|年底前?|年末|今年|本年度?|明年)|(?:到|至)?“?十[一二三四五六]五”?(?:期间|时期|末)|(?:用|争取|力争)?[一二两三四五六七八九十\d]{1,2}年(?:内|时间)"
    r"|每学?年(?:度)?|年均|年年)"
)
_LEAD = re.compile(
    rf"^(?:[\s、,:和及与并或]|{_PLACES}|{_TIMES}|其中|确保|基本实现|全面实现|率先实现|努力实现|加快实现|逐步实现|推动实现|推进实现|实现(?![率度])|力争|争取|努力|基本(?=实现|完成|建成|形成|消除|达到|普及|覆盖|建立|解决|满足)|保证(?!率|金|保险)|完成好|全面完成|全部完成|如期完成|完成(?![率度量]|时限|情况)"
    r"|计划(?!生育|单列|经济)|预计|累计|合计|总计|共计|原则上|进一步|积极|着力|加快|推动|推进|全面|大力|逐步|总体|均(?!等|衡)|使(?!用)|将|把|要(?!求|素)|应当?(?!急|届|用|对)|需(?!求|要)|须|有(?=\d|$)|让(?![利渡座])|各地|各有关部门|年度"
    r"|分别|至少|实施(?=好$)|做到|形成(?=以)|达到|推出|打造|着手|不断|持续|继续|也|又|还(?![款贷建田林草湿])|再(?!就业|生|担保|造|保险|融资|贷)|同时|此外|并且|同步|率先|切实|最终|比(?![例重率值对照])|较(?![大高多强]))+"
)
_TAIL = re.compile(
    rf"(?:[\s、,:]|{_PLACES}|继续|始终|在\d+月(?:\d+日)?底?前|分阶段|年均|同比|分别|均|都|也|要|应|须|需|将|力争|确保|原则上|总体|基本|稳步|逐步|全部|统一|每年|不断|累计|共计|合计|总计|各|占|的|为|达到?|到|至|约|由|从|可|总体上|上|再|最高|最低|一般|平均)+$"
)
_METRIC_END = re.compile(
    r"(?:率|数|数量|总量|总数|比例|比重|占比|规模|面积|标准|收入|支出|定额|水平|寿命|里程|长度|金额|额度|总额|(?<!名)额|人次|人数|增速|增幅|降幅|涨幅|升幅|跌幅|时长|产量|存量|保有量|存栏量|密度|时限|时间|次数|强度|指数"
    r"|浓度|能力|得分|满意度|知晓度|安全感|增加值|总值|产值|价值|投资|经费|补贴|资金|排放量|用量|消耗|能耗|床位|(?<!质)量|(?<!免)费|周期|期限|年限|幅度|费率|价格|覆盖面|半径|高度|深度"
    r"|天数|装机|容量|供气能力|储备|库存|距离|人口|基数|班额)$"
)
_PEOPLE_OBJECT = re.compile(r"^(?P<lead>.{0,30}?)(?:为|对|向|给|帮助|组织|支持|资助|让|使)$")
_SERVE = re.compile(
    r"(?P<verb>免费提供|免费实施|免费开展|免费安装|免费|提供|实施|开展|发放|适配|购买|安装|配备|补充更新|进行|给予|全部免除|免除|减免|落实|建立|办理|纳入|配置|改造)"
)
_RECEIVE = {"提供": "获", "免费提供": "获免费", "给予": "获", "发放": "获发", "免费": "获免费"}
_PREDICATE = re.compile(
    r"(?:享受|建立|建有|建成|达到|达|实现|完成|纳入|通过|拥有|具备|设立|设有|开展|接受|参加|获得|使用|配备|符合|入住|完善|实行|采用|落实|取得|掌握|能够|得到|在|安装|运用"
    r"|接入|覆盖|开通|成为|创建|进入|通(?=硬|客|油|公|宽|动|自|天|光|5))"
)
_SET_APART = re.compile(r"(?:较|比)(?:20\d\d年|上年|去年|上一年)[^率数]*$")
_PEOPLE = re.compile(
    r"儿童|老年人|老人|孕产妇|患者|妇女|学生|居民|人员|职工|人群|企业|单位|医院|学校|机构|家庭|乡镇|行政村|社区"
)
_SHARED_VERB = re.compile(r"承担|享受|接受|参加|达到|纳入|签订|配备|建立|实现|的")
_ELIDED = 5
"""The first items of an elided list are short (失业、工伤、生育保险…)."""
_DISPOSED = re.compile(r"^[^,、]{0,16}(?:逐步|要|应|进一步|适时)将(?=[^,]{3})")
_BY_RULE = re.compile(r"的(?:标准|要求|比例|规格)(?!化).*$")
_LISTED_PLACES = re.compile(r"(?<=[到在向])(?:[^、,到在向的]{1,10}、){2,}[^、,的]{1,10}等(?=[\u4e00-\u9fff]{2})")
_OF_ALL_KINDS = re.compile(r"(?:[省市县区]内)?各级各类")
_OWNER = re.compile(r"^[^的]{1,12}?(?:市场|企业|单位|学校|机构|医院|场所|门店|工地|食堂)(?=[^的和与、]{2})(?!数|占)")
_INSIDE = r"(?:[^()〔〕\[\]【】]|\([^()]{0,20}\)){0,150}?"
_ASSIGNED = re.compile(rf"[(〔\[【]{_INSIDE}(?:负责|牵头|配合|责任单位|分工|参与)(?!人){_INSIDE}[)〕\]】]")
_LIST_COUNT = re.compile(r"\d+大(?:类|项)?(?=\d*$)")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[条章节]|[(]?[一二三四五六七八九十\d]{1,3}[).、﹒．](?!\d)|——|[①-⑳]|[一二三四五六七八九十]是)"
)
_JOBS = re.compile(r"(?:任务|目标任务|目标|的任务|的目标|工作|工程)$")


def without_units(text: str) -> str:
    """Text without a bracket that says who does it: 新建水厂5座(区水利局牵头)."""
    return _ASSIGNED.sub("", text)


def clean(name: str) -> str:
    """A piece of text as a name: no lead-in, no trailing comparator, no marks; simplified and half-width already."""
    name = _ASSIGNED.sub("", re.sub(r"\s+", "", name.replace(MASK, "")))
    name = _DISPOSED.sub("", _NUMBERING.sub("", name))
    name = _LIST_COUNT.sub("", _OF_ALL_KINDS.sub("", _LISTED_PLACES.sub("", name)))
    before = None
    while before != name:
        before = name
        name = _LEAD.sub("", name)
        name = _TAIL.sub("", name)
    return _balanced(_SET_APART.sub("", name).strip("、,:;-—").lstrip("的"))


def _balanced(name: str) -> str:
    if name.count("(") != name.count(")"):
        return name.strip("()") if name[:1] in "()" or name[-1:] in "()" else name
    return name


def counted(name: str, unit: str | None) -> str:
    """Name of a count: 建设文化室 + 个 -> 建设文化室数; left alone where it already ends in what it measures."""
    name = _JOBS.sub("", name) if len(name) > 6 else name
    if not name or measures(name):
        return name
    suffix = unit_suffixes().get(unit or "", "")
    if suffix and name.endswith(suffix[0]) and len(suffix) > 1:
        return name + suffix[1:]
    return name + suffix


def measures(name: str) -> bool:
    """Whether a name already ends in something that is measured (率, 数, 面积 …)."""
    return bool(_METRIC_END.search(re.sub(r"\([^()]*\)$", "", name)))


def of_subject(before: str, middle: str, unit: str | None, unit_class: str | None, op: str = "=") -> str:
    """Name where the number ends its segment: 全市民生支出占比保持在 | 70%."""
    name = clean(before)
    middle = clean(middle)
    if middle and unit_class == "ratio":
        base = re.sub(r"的$", "", middle)
        if unit == "倍":
            return f"{name}与{base}之比"
        return f"{name}占{base}比例" if "占" not in name else f"{name}{base}比例"
    if middle and not measures(name):
        name = name + middle
    if op == "change":
        return name
    if unit_class == "ratio":
        if "占" in name and not measures(name):
            return name + "比例"
        return name if measures(name) or not name or unit == "倍" else name + "比例"
    if unit_class == "time" and not measures(name):
        return name + ("时长" if op == ">=" else "时限")
    return counted(name, unit)


def of_share(before: str, after: str) -> str:
    """Name of a share of some group: 90%的老年人享受居家养老服务 -> 享受居家养老服务的老年人比例."""
    lead = clean(before)
    group = re.sub(r"\s+", "", after.replace(MASK, "")).lstrip("的")
    found = re.match(r"(?:对|为)(.+)$", lead)
    if found and group and len(group) <= 8:
        return f"{clean(found[1])}{group}率"
    if lead and len(lead) > 1 and not after.startswith("的"):
        return f"{group}的{lead}比例" if group else f"{lead}比例"
    verb = _PREDICATE.search(group, 1)
    if verb:
        who, deed = group[: verb.start()], group[verb.start() :]
        return f"{deed}的{who}比例" if len(deed) < 30 else f"{who}{deed}比例"
    return f"{lead}{group}比例" if group else f"{lead}比例"


def of_object(before: str, after: str, unit: str | None, unit_class: str | None) -> str:
    """Name where the thing follows its number: 每年开发 | 2800个 | 公益性岗位."""
    after = _BY_RULE.sub("", re.sub(r"\s+", "", after.replace(MASK, "")).lstrip("的"))
    before = re.sub(r"按照|依照", "", before)
    lead = before.replace(MASK, "").strip()
    served = _PEOPLE_OBJECT.match(re.sub(_PLACES + "$", "", lead))
    if served is not None and (unit_class in {"people", "households", "count", None}):
        what = clean(served["lead"])
        name = _served(what, after, unit)
        if name:
            return name
    name = re.sub("^[对为向](?=.)", "", clean(lead)) + after
    if unit_class == "time":
        return f"{name}时限" if not measures(name) else name
    return counted(clean(name), unit)


def _served(lead: str, after: str, unit: str | None) -> str | None:
    verb = _SERVE.search(after, 1)
    if not verb:
        return None
    who = re.sub(r"(?:免费|全部|统一|都)+$", "", after[: verb.start()])
    what = after[verb.end() :]
    place = who.find("在", 3)
    if place > 0:
        who, what = who[:place], f"{what}({who[place:]})"
    deed = _RECEIVE.get(verb["verb"], verb["verb"])
    if not who or len(what) < 1:
        return None
    return counted(f"{lead}{deed}{what}的{who}", unit or "人")


def shared_owner(items: list[str]) -> list[str]:
    """批发市场销售者建档率和食用农产品快检率: whose the first is, the others are too."""
    owner = _OWNER.match(items[0])
    if not owner:
        return items
    return [items[0], *(item if _OWNER.match(item) else owner.group() + item for item in items[1:])]


def shared_suffix(items: list[str]) -> list[str]:
    """Elided list made whole: 失业、工伤、生育保险参保人数 -> 失业保险参保人数, 工伤保险参保人数, 生育保险参保人数."""
    last, complete = items[-1], []
    for item in items[:-1]:
        if measures(item):
            complete.append(item)
            continue
        complete.append(item + _rest(item, last))
    return [*complete, last]


def _rest(item: str, last: str) -> str:
    """What of `last` belongs to `item` too: after the ending they share, from its verb, or after as many characters."""
    for length in (4, 3, 2):
        if len(item) > length:
            found = last.find(item[-length:])
            if found >= 0:
                return last[found + length :]
    same = last.find(item[-1], max(0, len(item) - 2), len(item) + 1)
    if same >= 0 and same < len(last) - 1:
        return last[same + 1 :]
    whose = list(_PEOPLE.finditer(last))
    if whose and _PEOPLE.search(item) and whose[-1].end() < len(last):
        return last[whose[-1].end() :]
    verb = _SHARED_VERB.search(last, 2)
    if verb and len(item) > _ELIDED:
        return last[verb.start() :]
    return last[len(item) :] if len(item) < min(len(last), _ELIDED + 2) else ""
