"""The graph's schema, declared once: labels, relationships, their properties and what may be looked up by what.

Everything else reads it: the builder makes its tables, the stores make constraints and indexes, the packs are checked
against it, the exports and the docs list it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "int", "float", "bool", "date", "strings"]

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Property:
    """One property; `indexed` gives it a look-up index, `fulltext` puts it into the full-text index of its label."""

    name: str
    type: PropertyType
    meaning: str
    indexed: bool = False
    fulltext: bool = False


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label; every node has a unique string `id` besides the properties listed."""

    label: str
    chinese: str
    meaning: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A relationship type between two labels; `extracted` ones carry `quote`, `char_start` and `char_end`."""

    type: str
    source: str
    target: str
    meaning: str
    properties: tuple[Property, ...] = ()
    extracted: bool = False

    @property
    def all_properties(self) -> tuple[Property, ...]:
        return self.properties + (EVIDENCE if self.extracted else ())


P = Property

SPAN = (
    P("char_start", "int", "where it begins in the document's text"),
    P("char_end", "int", "where it ends (not included)"),
)
EVIDENCE = (P("quote", "string", "the words it was read from, exactly as they stand in the source"), *SPAN)

NODES: tuple[NodeType, ...] = (
    NodeType("Document", "文件", "an issued policy document; cited documents that are not loaded are stubs", (
        P("title", "string", "标题", indexed=True, fulltext=True),
        P("doc_number", "string", "发文字号, with 〔〕 and no spaces", indexed=True),
        P("index_number", "string", "索引号"),
        P("issuer", "string", "发文机关"),
        P("kind", "string", "通知, 意见, 方案, 规划, 办法 …"),
        P("level", "string", "national, province, city or county"),
        P("issued_on", "date", "成文日期"),
        P("published_on", "date", "发布日期"),
        P("status", "string", "有效, 失效 … as the page says"),
        P("source", "string", "name of the file it was read from"),
        P("sha256", "string", "of that file's bytes"),
        P("loaded", "bool", "false for a stub"),
    )),
    NodeType("Task", "任务", "the smallest numbered item that sets work to be done", (
        P("number", "string", "its own number as printed"),
        P("title", "string", "its heading", indexed=True, fulltext=True),
        P("text", "string", "its full text", fulltext=True),
        P("section", "string", "title of the nearest enclosing heading"),
        P("path", "string", "numbers of the enclosing headings and its own, joined by /"),
        P("ordinal", "int", "place in the document, from 1"),
        P("kind", "string", "task, safeguard or annex"),
        P("deadline", "string", "时限, as printed"),
        *SPAN,
    )),
    NodeType("Indicator", "指标", "one quantified commitment", (
        P("name", "string", "what is measured", indexed=True, fulltext=True),
        P("metric", "string", "normalised name, the key for comparing", indexed=True),
        P("comparator", "string", "= >= <= > < ~ range change"),
        P("value", "float", "in plain numbers (3.4万 is 34000)"),
        P("value_high", "float", "upper end of a range"),
        P("unit", "string", "%, 人, 张 …"),
        P("year", "int", "the year it is promised for"),
        P("period", "string", "annual where it recurs every year"),
        P("kind", "string", "target, baseline or actual"),
        *EVIDENCE,
    )),
    NodeType("Report", "进展", "a reported value of an indicator (`policygraph progress`)", (
        P("value", "float", "in plain numbers"),
        P("unit", "string", "%, 人, 张 …; the indicator's own where the report gives none"),
        P("reported_on", "date", "the day it holds for", indexed=True),
        P("source", "string", "who reported it, or where"),
    )),
    NodeType("Department", "部门", "a body that carries responsibility", (
        P("name", "string", "its commonest written form", indexed=True, fulltext=True),
        P("full_name", "string", "with its place in full", fulltext=True),
        P("aliases", "strings", "every written form met"),
        P("full_names", "strings", "the full name of each of the aliases, in their order"),
        P("line", "string", "条线, the same across places", indexed=True),
        P("level", "string", "national, province, city or county"),
        P("kind", "string", "department, collective, enterprise, mass_org, government or party"),
    )),
    NodeType("Domain", "领域", "a field of policy", (P("name", "string", "教育, 就业创业 …", indexed=True),)),
    NodeType("Place", "行政区划", "a division of GB/T 2260; its id is the adcode", (
        P("name", "string", "四平市", indexed=True),
        P("full_name", "string", "吉林省四平市"),
        P("level", "string", "national, province, city or county"),
    )),
)

EDGES: tuple[EdgeType, ...] = (
    EdgeType("RESPONSIBLE_FOR", "Department", "Task", "is named for the task", (
        P("role", "string", "lead, support, responsible or by_duty"),
        P("position", "int", "place in its list, from 1"),
        P("sole", "bool", "true where nobody else is named"),
        P("basis", "string", "explicit, declared_order, plain or prose: why the role is what it is"),
        P("name", "string", "the body's name as written here, simplified"),
    ), extracted=True),
    EdgeType("CITES", "Document", "Document", "names the other document", (
        P("relation", "string", "based_on, implements, forwards, amends, repeals or mentions"),
        P("cited_title", "string", "the title as cited, simplified"),
        P("cited_number", "string", "the number as cited"),
        P("cited_kind", "string", "policy, law, plan, standard, report or other"),
    ), extracted=True),
    EdgeType("HAS_TASK", "Document", "Task", "contains"),
    EdgeType("HAS_INDICATOR", "Task", "Indicator", "promises"),
    EdgeType("HAS_INDICATOR", "Document", "Indicator", "promises outside any task"),
    EdgeType("IN_DOMAIN", "Task", "Domain", "belongs to", (
        P("rank", "int", "1 for the best domain"),
        P("score", "float", "from 0 to 1"),
    )),
    EdgeType("SAME_DOMAIN_AS", "Task", "Task", "near task of the same domain in another document; lower id first", (
        P("domain", "string", "the domain they share"),
        P("score", "float", "likeness, from 0 to 1"),
    )),
    EdgeType("COMPARABLE_TO", "Indicator", "Indicator", "same measure in another document; lower id first", (
        P("score", "float", "from 0 to 1"),
    )),
    EdgeType("REPORTS_ON", "Report", "Indicator", "tells how far it has come"),
    EdgeType("ISSUED_BY", "Document", "Department", "signed by", (
        P("name", "string", "the body's name as written here, simplified"),
    ), extracted=True),
    EdgeType("APPLIES_TO", "Document", "Place", "holds in"),
    EdgeType("LOCATED_IN", "Department", "Place", "sits in"),
    EdgeType("WITHIN", "Place", "Place", "is part of"),
)


def node_type(label: str) -> NodeType:
    """The declared type of a label. Raises KeyError for an unknown one."""
    return _BY_LABEL[label]


_BY_LABEL = {node.label: node for node in NODES}
