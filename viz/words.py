"""Words on the page, Chinese and English side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Both:
    """The same text in both languages."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def pair(self) -> list[str]:
        """`[zh, en]`, as the page keeps it."""
        return [self.zh, self.en]


NOTHING = Both("", "")

TYPES: dict[str, Both] = {
    "Document": Both("文件", "Document"),
    "Stub": Both("未载入的文件", "Document not loaded"),
    "Task": Both("任务", "Task"),
    "Department": Both("部门", "Department"),
    "Domain": Both("领域", "Domain"),
    "Place": Both("地方", "Place"),
    "Indicator": Both("指标", "Indicator"),
    "Line": Both("条线", "Line"),
    "Section": Both("部分", "Section"),
    "Item": Both("条目", "Item"),
}

ROLES: dict[str, Both] = {
    "lead": Both("牵头", "leads"),
    "responsible": Both("责任", "responsible"),
    "by_duty": Both("按职责分工", "by duty"),
    "support": Both("配合", "supports"),
}

EDGE_TYPES: dict[str, Both] = {
    "RESPONSIBLE_FOR": Both("承担", "responsible for"),
    "CITES": Both("引用", "cites"),
    "HAS_TASK": Both("包含任务", "has task"),
    "HAS_INDICATOR": Both("提出指标", "has indicator"),
    "IN_DOMAIN": Both("属于领域", "in domain"),
    "SAME_DOMAIN_AS": Both("领域相近", "near task"),
    "COMPARABLE_TO": Both("指标可比", "comparable"),
    "ISSUED_BY": Both("发文", "issued by"),
    "APPLIES_TO": Both("适用于", "applies to"),
    "LOCATED_IN": Both("位于", "located in"),
    "WITHIN": Both("隶属", "within"),
    "SHARES": Both("共同承担", "shares tasks"),
    "LINKS": Both("相连", "linked"),
}

RELATIONS: dict[str, Both] = {
    "based_on": Both("依据", "based on"),
    "implements": Both("落实", "implements"),
    "forwards": Both("转发", "forwards"),
    "amends": Both("修改", "amends"),
    "repeals": Both("废止", "repeals"),
    "mentions": Both("提及", "mentions"),
}

PROPERTIES: dict[str, Both] = {
    "title": Both("标题", "title"),
    "doc_number": Both("发文字号", "document number"),
    "index_number": Both("索引号", "index number"),
    "issuer": Both("发文机关", "issuer"),
    "kind": Both("类别", "kind"),
    "level": Both("层级", "level"),
    "issued_on": Both("成文日期", "issued on"),
    "published_on": Both("发布日期", "published on"),
    "status": Both("状态", "status"),
    "source": Both("来源文件", "source file"),
    "loaded": Both("已载入", "loaded"),
    "number": Both("编号", "number"),
    "text": Both("全文", "text"),
    "section": Both("所在部分", "section"),
    "path": Both("层次", "path"),
    "deadline": Both("完成时限", "deadline"),
    "name": Both("名称", "name"),
    "full_name": Both("全称", "full name"),
    "aliases": Both("其他写法", "also written"),
    "line": Both("条线", "line"),
    "place": Both("地方", "place"),
    "domains": Both("领域", "domains"),
    "document": Both("所在文件", "document"),
    "metric": Both("指标口径", "metric"),
    "figure": Both("数值", "figure"),
    "year": Both("年份", "year"),
    "role": Both("角色", "role"),
    "position": Both("排序", "position"),
    "sole": Both("单独承担", "sole"),
    "basis": Both("判断依据", "basis"),
    "relation": Both("关系", "relation"),
    "score": Both("相似度", "likeness"),
    "rank": Both("领域名次", "domain rank"),
    "domain": Both("领域", "domain"),
    "tasks": Both("任务数", "tasks"),
    "tasks_a": Both("甲", "A"),
    "tasks_b": Both("乙", "B"),
    "leads": Both("牵头任务", "tasks led"),
    "supports": Both("配合任务", "tasks supported"),
    "carries": Both("责任任务", "tasks carried"),
    "indicators": Both("指标数", "indicators"),
    "weight": Both("数量", "count"),
}

VALUES: dict[str, Both] = {
    "national": Both("国家", "national"),
    "province": Both("省", "province"),
    "city": Both("市", "city"),
    "county": Both("县", "county"),
    "task": Both("任务", "task"),
    "safeguard": Both("保障措施", "safeguard"),
    "annex": Both("附件任务", "annex task"),
    "target": Both("目标", "target"),
    "baseline": Both("基数", "baseline"),
    "actual": Both("实绩", "actual"),
    "explicit": Both("原文写明", "stated"),
    "declared_order": Both("文件声明首位牵头", "declared order"),
    "plain": Both("列为责任单位", "listed as responsible"),
    "prose": Both("正文叙述", "prose"),
    "department": Both("部门", "department"),
    "collective": Both("集合主体", "collective"),
    "enterprise": Both("企业", "enterprise"),
    "mass_org": Both("群团", "mass organisation"),
    "government": Both("政府", "government"),
    "party": Both("党委机构", "party body"),
    "true": Both("是", "yes"),
    "false": Both("否", "no"),
    **ROLES,
    **RELATIONS,
}
