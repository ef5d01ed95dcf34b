"""Helpers that look into graph tables, and documents generated for property tests."""

from __future__ import annotations

from typing import Any

from factory import Writer, citation, document, indicator, task
from hypothesis import strategies as st

from policygraph.graph.tables import EdgeKey, GraphTables
from policygraph.loaders.model import PolicyDocument

RESPONSIBLE: EdgeKey = ("RESPONSIBLE_FOR", "Department", "Task")
CITES: EdgeKey = ("CITES", "Document", "Document")
SAME_DOMAIN: EdgeKey = ("SAME_DOMAIN_AS", "Task", "Task")
COMPARABLE: EdgeKey = ("COMPARABLE_TO", "Indicator", "Indicator")


def nodes(tables: GraphTables, label: str, *names: str) -> list[Any]:
    """One property of all nodes of a label in order of id, or tuples of several."""
    rows = tables.node(label).to_pylist()
    return [row[names[0]] if len(names) == 1 else tuple(row[name] for name in names) for row in rows]


def edges(tables: GraphTables, key: EdgeKey, *names: str) -> list[tuple[Any, ...]]:
    """Source, target and the named properties of all edges of a kind, in canonical order."""
    return [tuple(row[name] for name in ("source", "target", *names)) for row in tables.edge(key).to_pylist()]


UNITS = [
    ("市人社局", "人力资源和社会保障"), ("市人力资源社会保障局", "人力资源和社会保障"), ("市财政局", "财政"), ("市教育局", "教育"),
    ("各县区人民政府", None),
]  # fmt: skip
TITLES = ["扩大就业渠道", "扩大就业的渠道和容量", "办好公办幼儿园", "提高城乡低保标准", "建设村卫生室"]
DOMAINS = ["就业创业", "教育", "社会救助"]
NUMBERS = ["甲政发〔2017〕1号", "甲政发〔2017〕2号", "乙政办发〔2018〕3号", None]
NAMES = ["关于做好民生工作的意见", "甲市人民政府关于做好民生工作的意见", "乙市民生规划"]
ROLES = ["lead", "support", "responsible", "by_duty"]


@st.composite
def documents(draw: st.DrawFn) -> PolicyDocument:
    """Any small document out of few names, so that two of them often share bodies, numbers, titles and metrics."""
    writer = Writer()
    place = draw(st.sampled_from(["341200", "220300"]))
    tasks = []
    for ordinal in range(1, draw(st.integers(0, 3)) + 1):
        units = [(*draw(st.sampled_from(UNITS)), draw(st.sampled_from(ROLES))) for _ in range(draw(st.integers(0, 3)))]
        path = (draw(st.sampled_from(["一", "二"])), str(ordinal))
        made = task(
            writer, path, draw(st.sampled_from(TITLES)), units, place=place, ordinal=ordinal,
            domains=draw(st.lists(st.sampled_from(DOMAINS), max_size=2, unique=True)),
        )  # fmt: skip
        tasks.append(made)
    measured = [
        indicator(writer, draw(st.sampled_from([("一", "1"), ("九",)])), value=draw(st.integers(1, 3)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    cited = [
        citation(writer, draw(st.sampled_from(NAMES)), draw(st.sampled_from(NUMBERS))) for _ in range(draw(st.integers(0, 2)))
    ]
    return document(
        draw(st.sampled_from([*NAMES, None])), draw(st.sampled_from(NUMBERS)), source=draw(st.sampled_from(["a.txt", "b.txt"])),
        writer=writer, tasks=tasks, citations=cited, indicators=measured, place=place,
        issuer=draw(st.sampled_from(["甲市人民政府", None])),
    )  # fmt: skip
