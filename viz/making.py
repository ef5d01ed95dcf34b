"""Nodes and edges of a picture out of stored rows: the same look and the same panel in every view."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .layout import columns
from .picture import Edge, Evidence, Node, Picture, Ranking, Row, Side
from .reading import ROLE_ORDER, Properties, Reading
from .words import Both

_DOCUMENT = (
    "title",
    "doc_number",
    "index_number",
    "issuer",
    "kind",
    "level",
    "issued_on",
    "published_on",
    "status",
    "source",
    "loaded",
)
_TASK = ("number", "title", "section", "deadline", "kind")
_DEPARTMENT = ("name", "full_name", "aliases", "line", "level", "kind")
WIDTHS = {"lead": 2.4, "responsible": 1.3, "by_duty": 1.2, "support": 1.0}


def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most first; names in order where counts are equal, so that the same graph says the same."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def only(row: Properties, names: Iterable[str]) -> dict[str, Any]:
    """The named properties that are there."""
    return {name: row[name] for name in names if row.get(name) not in (None, "", [])}


def size(count: float, least: float = 5.0, each: float = 2.1, most: float = 24.0) -> float:
    """Radius of a node that stands for `count` things: its area grows with the count."""
    return min(most, least + each * math.sqrt(max(count, 0)))


def document_node(reading: Reading, id_: str, side: Side = "below") -> Node:
    """A document; its weight is how many tasks it has."""
    row = reading.documents[id_]
    count = len(reading.document_tasks.get(id_, ()))
    props = only(row, _DOCUMENT) | {"tasks": count or None}
    label = reading.document_short(id_)
    return Node(
        id_, "Document" if row.get("loaded") else "Stub", label, weight=50 + count, props=props,
        place=reading.place_name(reading.document_place.get(id_)), size=size(count, 8, 1.2), side=side,
    )  # fmt: skip


def task_node(reading: Reading, id_: str, side: Side = "below") -> Node:
    """A task; its weight is how many bodies are named for it."""
    row = reading.tasks[id_]
    document = reading.task_document.get(id_)
    own = {
        "document": reading.document_name(document) if document else None,
        "domains": list(reading.task_domains.get(id_, ())),
    }
    count = len(reading.task_responsible.get(id_, ()))
    label = str(row.get("title") or row.get("number") or id_)
    start, end = row.get("char_start"), row.get("char_end")
    return Node(
        id_, "Task", label, weight=1 + count / 100, props=only(row, _TASK) | own, place=reading.task_place(id_),
        domains=reading.task_domains.get(id_, ()), size=5.0, side=side,
        evidence=None if start is None else Evidence(None, start, end, document, None, None),
    )  # fmt: skip


def department_node(reading: Reading, id_: str, side: Side = "below") -> Node:
    """A department; its weight is how many tasks it is named for."""
    row = reading.departments.get(id_, {})
    counts = role_counts(reading.department_responsible.get(id_, ()))
    place = reading.place_name(reading.department_place.get(id_))
    props = only(row, _DEPARTMENT) | {
        "place": place,
        "leads": counts["lead"] or None,
        "supports": counts["support"] or None,
    }
    props["carries"] = counts["responsible"] + counts["by_duty"] or None
    if props.get("aliases") == [props.get("name")]:
        del props["aliases"]
    total = sum(counts.values())
    return Node(
        id_,
        "Department",
        reading.department_name(id_),
        weight=5 + total,
        props=props,
        place=place,
        size=size(total, 5, 1.9),
        side=side,
    )


def domain_node(name: str, count: int, side: Side = "centre") -> Node:
    """A domain; `count` tasks."""
    return Node(
        f"domain:{name}",
        "Domain",
        name,
        weight=60 + count,
        props={"tasks": count},
        domains=(name,),
        size=size(count),
        side=side,
    )


def role_counts(rows: Iterable[Properties]) -> dict[str, int]:
    """How many responsibilities of each role."""
    counts = dict.fromkeys(ROLE_ORDER, 0)
    for row in rows:
        counts[row["role"]] = counts.get(row["role"], 0) + 1
    return counts


def responsibility_edge(reading: Reading, row: Properties) -> Edge:
    """Department to task, with the words that say so."""
    evidence = reading.evidence(row, reading.task_document.get(row["target"]), row["target"])
    props = only(row, ("position", "basis")) | ({"sole": True} if row.get("sole") else {})
    return Edge(
        row["source"], row["target"], "RESPONSIBLE_FOR", row["role"], 1, WIDTHS.get(row["role"], 1.0), props, [evidence]
    )


def plain_edge(source: str, target: str, type_: str, width: float = 0.8) -> Edge:
    """A relationship that was not read from words of its own."""
    return Edge(source, target, type_, width=width)


def near_edge(row: Properties) -> Edge:
    """Near tasks, or comparable indicators, of two documents."""
    return Edge(
        row["source"], row["target"], row.get("type", "SAME_DOMAIN_AS"), width=1.1, props=only(row, ("domain", "score"))
    )


def fill_sources(picture: Picture, reading: Reading) -> Picture:
    """Put in the documents and task texts that the picture's evidence speaks of."""
    tasks = {node.id for node in picture.nodes if node.type == "Task"}
    documents = {node.evidence.document for node in picture.nodes if node.evidence}
    for edge in picture.edges:
        for one in edge.evidence:
            tasks |= {id_ for id_ in (one.task, one.host) if id_}
            documents.add(one.document)
    picture.texts = {id_: reading.text_of(id_) for id_ in sorted(tasks) if id_ in reading.tasks}
    documents |= {text.document for text in picture.texts.values()}
    for id_ in sorted(filter(None, documents)):
        row = reading.documents.get(id_, {})
        picture.documents[id_] = {
            "title": str(row.get("title") or ""), "number": str(row.get("doc_number") or ""), "source": str(row.get("source") or ""),
            "place": reading.place_name(reading.document_place.get(id_)) or "",
        }  # fmt: skip
    return picture


def in_columns(
    nodes: Sequence[Sequence[Node]],
    edges: Sequence[Edge],
    *,
    fixed: Sequence[int] = (),
    gaps: Sequence[float] | None = None,
    pitch: float = 21.0,
    least: float = 560.0,
) -> list[float]:
    """Place nodes in columns, `pitch` apart in the fullest one; gives the x of each column."""
    flat = [node for column in nodes for node in column]
    number = {node.id: i for i, node in enumerate(flat)}
    groups, first = [], 0
    for column in nodes:
        groups.append(list(range(first, first + len(column))))
        first += len(column)
    pairs = [(number[e.source], number[e.target]) for e in edges if e.source in number and e.target in number]
    height = max(least, pitch * max((len(column) for column in nodes), default=1))
    distances = [gap * height / 640.0 for gap in gaps] if gaps else None
    where, _ = columns(groups, pairs, fixed=fixed, height=height, gaps=distances)
    for i, (x, y) in where.items():
        flat[i].x, flat[i].y = x, y
    return [min(flat[i].x for i in group) if group else 0.0 for group in groups]


def department_ranking(reading: Reading, departments: Iterable[str], title: Both, most: int = 10) -> Ranking:
    """Departments by tasks led, then by tasks carried, with a bar by role."""
    counted = [(id_, role_counts(reading.department_responsible.get(id_, ()))) for id_ in departments]
    counted.sort(key=lambda one: (-one[1]["lead"], -sum(one[1].values()), one[0]))
    rows = []
    for id_, counts in counted[:most]:
        name = reading.department_full(id_)
        note = Both("、".join(role_words(counts, "zh")), ", ".join(role_words(counts, "en")))
        rows.append(Row(Both(name, name), tuple((role, float(n)) for role, n in counts.items() if n), id_, note))
    return Ranking(title, tuple(rows))


def role_words(counts: dict[str, int], lang: str) -> list[str]:
    """`牵头 3`, `配合 5` … for the roles there are."""
    words = {
        "lead": ("牵头", "leads"),
        "responsible": ("责任", "responsible for"),
        "by_duty": ("按职责分工", "by duty"),
        "support": ("配合", "supports"),
    }
    return [
        f"{words[role][0 if lang == 'zh' else 1]} {count}" for role, count in counts.items() if count and role in words
    ]
