"""Which numbers of a text are commitments, and which are dates, conditions, ages, slogans, numbering or list counts."""

from __future__ import annotations

import re

from .numerals import Quantity

_COMPARATOR = (
    r"(?:不(?:得|应|宜|能)?(?:低于|少于|小于|超过|高于|大于|多于)|至少|最(?:少|多|低|高|长)(?:不超过)?|控制在|保持在|稳定在|维持在|达到?|超过|超"
    r"|高于|低于|大于|小于|少于|多于|突破|提(?:高|升)(?:到|至)|增(?:加|长)(?:到|至)|(?:减少|缩减|精简)(?:到|至)|降(?:低|到|至)(?:到|至)?|下降(?:到|至)|压(?:缩|减)(?:到|至)"
    r"|缩(?:短|减)(?:到|至)|延长(?:到|至)|为)"
)
COMPARATOR_END = re.compile(_COMPARATOR + r"(?:约|近|了)?\s*$")
_WIDER = re.compile(r"(?:\(?含\)?|及|或)?以?(?:上|下|内)|及以(?:上|下)|左右|以内|之内|内")
_ATTRIBUTE_END = re.compile(
    r"(?:面积|金额|收入|率|比例|占比|人口|规模|年龄|投资额?|产值|营收|得分|长度|时间|年限|容量|人数|数量|额|量|期限|距离|高度|宽度|资本|资产|贷款|装机"
    r"|用地|负荷|功率|学历|工龄|等级|排名|户数|床位数|价格|成本|费用)(?:在|为|达到?)?$"
)
_GOAL_NOUN = re.compile(
    r"的(?:总|预期|约束性|发展|规划|工作|年度|任务)?(?:标准|目标|要求|比例|规模|任务|水平|规定|速度|幅度|增幅|增速|指标|额度|补助|补贴|奖励|支持|资助"
    r"|比重|定额)"
)
_VERB_END = re.compile(
    r"(?:新建|改建|扩建|续建|建设|建成|建立|完成|新增|增加|治理|铺设|改造|修复|整治|实施|流转|推广|落实|投入|筹集|筹措|安排|发放|争取|引进|补助|奖励"
    r"|资助|给予|完善|提供|绿化|造林|种植|开展|培育|打造|修建|整修|硬化|疏浚|清淤|清理|拆除|处置|消化|供应|开工|竣工|养护|提升|达到?|创建|栽植|释放|供给"
    r"|下达|兑现|减免|减少|降低|支付|拨付|收购|储备|生产|提高|约|共|近|计|超过|突破|不少于|不低于|至少)$"
)
_NEAR = 60
_ORDINAL = re.compile(r"第\s?$")
_LETTER_BEFORE = re.compile(r"[A-Za-z.+〔\[第][-]?$")
_LETTER_AFTER = re.compile(r"[A-Za-z+](?![A-Za-z]*[/])")
_AMONG = re.compile(r"(?:等|上述|以上|前述|这|该|其他|其它|哪|某)$")
_DOCUMENT_BEFORE = re.compile(r"(?:清单|意见|措施|办法|政策|条例|规定|举措|要点|通知)$")
_SUCH_SHARE = re.compile(r"(?:及|或)?以上[^,。;]{1,16}(?:率|比例|占比|比重)")
_SUCH_ONES = re.compile(
    r"[\u4e00-\u9fff]{0,6}的(?:部分|企业|单位|项目|地区|人员|家庭|业务|机构|城市|县)(?![达占建实完])"
)
_AND_OTHER = re.compile(r"(?:且|并|或)[^,]{0,14}的[\u4e00-\u9fff]")
_REPORTING = re.compile(r"报送|通报|调度|报告|上报|汇报|总结|例会|会商")
_PENALTY = re.compile(r"罚款|罚金|滞纳金|处罚")
_SPAN = re.compile(r"年限|期限|寿命|工龄|受教育")
_LONG_LIST = 100
_INCLUDING = re.compile(r"[(（]?含$")
_EACH_BEFORE = re.compile(r"(?:每|按|逢|隔|上述)$")
_SLOGAN_NOUN = re.compile(
    r"(?:大|类|种|级|方面|层|届|步|维|位一体|期|代|线|方|周年|版|号|路并|年行动|年计划|年规划|年(?:大|专项)|色|维一|字|书|句|声|季度|月份|成以|分之"
    r"|比一|平台[两二]|两|通|轮)"
)
_ABSTRACT_HEAD = re.compile(
    r"(?:体系|机制|方面|重点领域|领域|环节|层次|阶段|维度|坚持|确保|举措|措施|政策|制度|原则|要求|关系|方向|关口|问题|责任|优势|能力|意见|理念|转变"
    r"|支撑|关键|主题|板块|清单|名单|特征|抓手|层级|角度|渠道|必须|部门|单位|阵地)$"
)
_TIME_NEAR = re.compile(r"(?:内|之内|以内)")
_CIRCLE = re.compile(
    r"(?:的)?(?:[\u4e00-\u9fff]{0,10})(?:圈|应急值守|值守|值班|热线|在线|营业|服务窗口|自助|不打烊|全天)"
)
_DISTRIBUTIVE = re.compile(
    r"(?:每(?!年)|至少|不少于|不低于|均应|均|各(?!类|种|项|级各|方|界|自|地各|有)|平均|不超过|最多|共|只(?:需|须)?)"
)
_SMALL_HAN_UNITS = frozenset("名所家次个台套处座辆场人支户")
_SIZED = re.compile(r"(?:以上)?的?(?:企业|园区|项目|集群|基地|产业链?|主体|村|乡镇|镇|平台|商贸区|街区)\d+[家个条户村镇]")
"""培育年产值超10亿元企业20家: the sum says which ones are counted."""
_LIFE = re.compile(r"(?:寿命|期望|预期)")
_PERSON_AFTER = re.compile(
    r"(?:的)?[\u4e00-\u9fff()、]{0,14}(?:学生|招生|人口|群众|居民|农民工?|劳动力|劳动者|职工|老年?人|儿童|毕业生|残疾人|妇女|青年|人才|教师)"
)


def is_commitment(quantity: Quantity, clause: str, start: int, end: int, *, quoted: bool) -> bool:
    """Whether the quantity at clause[start:end] states an amount that is aimed at, planned or reached."""
    before, after = clause[max(0, start - 30) : start].rstrip(), clause[end : end + 30]
    if quoted or _ORDINAL.search(before) or _LETTER_BEFORE.search(before) or _INCLUDING.search(before):
        return False
    if _EACH_BEFORE.search(before) and quantity.unit_class != "ratio":
        return False
    if quantity.unit is None:
        return (
            quantity.style == "arabic"
            and quantity.value >= 1000
            and bool(_PERSON_AFTER.match(after))
            and "万" in clause[start:end]
        )
    if not before and re.match(r"\d+\s", clause[start:end]):
        return False
    if quantity.unit == "类" and not COMPARATOR_END.search(before) and not re.search(r"至少[^,]{0,4}$", before):
        return False
    if quantity.unit_class == "people" and before.endswith(("前", "后")):
        return False
    if quantity.unit == "次" and _REPORTING.search(before + after):
        return False
    if quantity.style == "han" and not _han_counts(quantity, clause, start, after):
        return False
    if quantity.unit_class == "ratio":
        return not _is_condition(before, after, share=True)
    if quantity.unit_class == "time":
        return _time_counts(quantity, before, after)
    if quantity.unit_class == "age":
        return bool(_LIFE.search(clause[max(0, start - _NEAR) : start]))
    if _PENALTY.search(after) and quantity.unit_class == "money":
        return False
    if _SUCH_SHARE.match(after):
        return False
    if quantity.unit_class == "money" and _SIZED.match(after):
        return False
    if quantity.unit_class in {"count", "events"} and _list_count(quantity, before, after):
        return False
    return not _is_condition(before, after) and not _is_size(quantity, before, after)


def _han_counts(quantity: Quantity, clause: str, start: int, after: str) -> bool:
    """Numbers in characters count where they are large, or where the clause says each or at least."""
    if quantity.unit_class == "ratio" or quantity.unit in {"年一遇"}:
        return True
    if quantity.unit not in _SMALL_HAN_UNITS:
        return False
    if quantity.value >= 10:
        return not (quantity.unit == "人" and clause[start] in "十百千万") and not (
            re.match(r"以上[\u4e00-\u9fff]", after) and quantity.value in (10, 100, 1000, 10000)
        )
    if after.startswith("性"):
        return False
    if (
        quantity.unit == "个"
        and quantity.value == 1
        and not re.search(r"(?:至少|不少于|每)[^,]{0,14}$", clause[max(0, start - _NEAR) : start])
    ):
        return False
    if quantity.unit == "次" and re.search(r"每(?:学|半)?年[^,。;]*$", clause[max(0, start - _NEAR) : start]):
        return True
    return bool(_DISTRIBUTIVE.search(clause[max(0, start - _NEAR) : start])) and not re.match(
        r"(?:重要|抓|以上领导|方案|标准|制度|批)", after
    )


def _time_counts(quantity: Quantity, before: str, after: str) -> bool:
    if _CIRCLE.match(after):
        return False
    if quantity.value < 1900 and re.search(r"[由从]$", before) and re.match(r"[^,。;]{0,10}(?:到|至)", after):
        return True
    compared = COMPARATOR_END.search(before) is not None and not before.endswith("为")
    if quantity.unit in {"年", "个月", "周", "月"}:
        strict = re.search(
            r"(?:不(?:得|应)?(?:少于|低于|超过)|至少|最长|最短|缩短(?:至|到)|延长(?:至|到)|压缩(?:至|到))\s*$", before
        )
        span = compared and quantity.unit == "年" and _SPAN.search(before)
        return bool(strict or span) and quantity.value < 1900
    if after in ("的", "以上的", "以内的"):
        return False
    if _TIME_NEAR.match(after):
        return not re.search(r"[月第]$", before)
    if quantity.unit == "日":
        return compared and not re.search(r"月$", before)
    return compared or re.match(r"以上[,。;]?$", after) is not None


def _list_count(quantity: Quantity, before: str, after: str) -> bool:
    if _AMONG.search(before) or (_DOCUMENT_BEFORE.search(before) and quantity.value < _LONG_LIST):
        return True
    head = re.split(r"[,。;、()“]", after, maxsplit=1)[0]
    if quantity.unit in {
        "个",
        "项",
        "条",
        "件",
        "门",
        "道",
        "面",
        "期",
        "组",
        "本",
        "篇",
        "对",
        "片",
        "块",
        "口",
        "站",
        "班",
    } and _ABSTRACT_HEAD.search(head):
        return not _WIDER.match(after)
    return (
        quantity.unit in {"期", "轮", "面", "道", "口", "站", "班", "县", "乡", "镇"}
        and quantity.value < 10
        and not before.endswith("新建")
        and not re.search(r"(?:不少于|不低于|至少)$", before)
    )


def _is_condition(before: str, after: str, *, share: bool = False) -> bool:
    """单户担保金额500万元及以下的小微企业, 担保费率不超过1%的担保业务: a number that only says which ones are meant."""
    rest = _WIDER.sub("", after, count=1) if _WIDER.match(after) else after
    if rest == "的" and not share:
        return True
    if rest.startswith("的部分") or _AND_OTHER.match(rest):
        return True
    if not share and rest is not after and _SUCH_ONES.match(rest):
        return True
    if rest[:1] in ("、", "和") and rest is not after and "的" in rest and _ATTRIBUTE_END.search(before):
        return True
    if not rest.startswith("的") or _GOAL_NOUN.match(rest):
        return False
    compared = COMPARATOR_END.search(before)
    if compared:
        stem = re.sub(r"(?:首次|累计|当年|单次)$", "", before[: compared.start()].rstrip("未"))
        return not stem or bool(_ATTRIBUTE_END.search(stem)) or stem[-1] in "、和或且"
    return bool(_ATTRIBUTE_END.search(before))


def _is_size(quantity: Quantity, before: str, after: str) -> bool:
    """10蒸吨以下燃煤小锅炉: a size before a noun, unless a verb takes it as its object (新建50公里以上绿道)."""
    if quantity.unit_class not in {"money", "length", "area", "mass", "volume", "energy", "score"}:
        return False
    if re.match(r"全?覆盖", after):
        return True
    wider = _WIDER.match(after)
    if not wider:
        return False
    rest = after[wider.end() :]
    return (
        bool(re.match(r"的?[\u4e00-\u9fffA-Za-z“]", rest))
        and not (_VERB_END.search(before) and "上" in wider.group())
        and not _GOAL_NOUN.match(rest)
    )
