"""A pack's result as a page: a graph or a chart, as the pack says or its columns suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import UsageError
from . import svg
from .layout import lay_out
from .making import size
from .page import page
from .picture import Edge, Evidence, Node, Picture
from .words import ROLES, Both, Lang

if TYPE_CHECKING:
    from ..graph.store import Result

MOST_BARS, MOST_CELLS = 40, 24


class PackHead(Protocol):
    """What is asked of a pack: its name, its title in both languages, and what it draws out of which columns."""

    @property
    def name(self) -> str: ...
    @property
    def draws(self) -> str: ...
    @property
    def drawn(self) -> Sequence[str]: ...

    def title(self, lang: Lang, /) -> str: ...


def rows_page(head: PackHead, result: Result, lang: Lang) -> str:
    """The HTML text of a result. Raises UsageError where it can be drawn as nothing."""
    title = Both(head.title("zh"), head.title("en"))
    kind, columns = head.draws, [name for name in head.drawn if name in result.columns]
    rows = result.dicts()
    if kind == "graph" and len(columns) >= 2:
        return page(_graph(head.name, title, rows, columns), lang)
    if kind == "matrix" and len(columns) >= 2:
        return page(_matrix(head.name, title, rows, columns), lang)
    if kind == "bar" and len(columns) >= 2:
        return page(_bars(head.name, title, rows, columns), lang)
    raise UsageError(
        f"{head.name} draws neither as a graph nor as a chart: ask for --format table, json, csv or markdown"
    )


def _words(value: Any) -> str:
    return (
        "—" if value is None or value == "" else "、".join(map(str, value)) if isinstance(value, list) else str(value)
    )


def _value(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def _graph(name: str, title: Both, rows: list[dict[str, Any]], columns: list[str]) -> Picture:
    """`SOURCE TARGET`: an edge a row; a column `role`, `quote`, `char_start`, `char_end` or a number goes onto it."""
    source, target = columns[:2]
    nodes: dict[str, Node] = {}
    edges, degree = [], Counter[str]()
    for row in rows:
        ends = []
        for column in (source, target):
            key = f"{_kind(column)}:{_words(row.get(f'{column}_id') or row[column])}"
            degree[key] += 1
            nodes.setdefault(key, Node(key, _kind(column), _words(row[column]), props={"name": _words(row[column])}))
            ends.append(key)
        rest = {
            k: v
            for k, v in row.items()
            if k not in (source, target, "quote", "char_start", "char_end", "role") and not k.endswith("_id")
        }
        proof = (
            [Evidence(str(row["quote"]), row.get("char_start"), row.get("char_end"), None)] if row.get("quote") else []
        )
        role = str(row["role"]) if row.get("role") in ROLES else None
        edges.append(Edge(ends[0], ends[1], "LINKS", role, 1, 1.3, rest, proof))
    made = list(nodes.values())
    number = {node.id: i for i, node in enumerate(made)}
    for node in made:
        node.weight, node.size = float(degree[node.id]), size(degree[node.id])
    pairs = [(number[edge.source], number[edge.target]) for edge in edges]
    for node, (x, y) in zip(made, lay_out(len(made), pairs, [node.size for node in made]).tolist(), strict=True):
        node.x, node.y = x, y
    best = max(made, key=lambda node: (node.weight, node.id), default=None)
    says = Both("没有结果", "No rows")
    if best:
        says = Both(
            f"{len(made)} 个节点、{len(edges)} 条关系;{best.label}相连最多",
            f"{len(made)} nodes, {len(edges)} edges; {best.label} has most",
        )
    return Picture(name, title, says, made, edges)


def _kind(column: str) -> str:
    for word, kind in (
        ("department", "Department"),
        ("document", "Document"),
        ("task", "Task"),
        ("domain", "Domain"),
        ("place", "Place"),
        ("indicator", "Indicator"),
        ("line", "Line"),
    ):
        if word in column.lower():
            return kind
    return "Item"


def _bars(name: str, title: Both, rows: list[dict[str, Any]], columns: list[str]) -> Picture:
    """`CATEGORY VALUE…`: a bar a row, its parts the values in their order."""
    category, *values = columns
    kinds = [
        value if value in ROLES else {"leads": "lead", "supports": "support"}.get(value, "own") for value in values
    ]
    drawn = []
    for row in rows[:MOST_BARS]:
        parts = [(kind, _value(row[value])) for kind, value in zip(kinds, values, strict=True)]
        drawn.append(
            (_words(row[category]), _words(row["place"]) if "place" in row and category != "place" else "", parts)
        )
    legend = {kind: ROLES[kind].zh for kind in kinds if kind in ROLES} if len(kinds) > 1 else {}
    top = max(drawn, key=lambda one: sum(v for _, v in one[2]), default=None)
    says = Both("没有结果", "No rows")
    if top:
        most = svg.number(sum(v for _, v in top[2]))
        says = Both(f"最多的是{top[0]}:{most}", f"{top[0]} has most: {most}")
    note = Both("", "")
    if len(rows) > MOST_BARS:
        note = Both(f"画出前 {MOST_BARS} 行,共 {len(rows)} 行", f"the first {MOST_BARS} of {len(rows)} rows")
    chart = svg.bars(drawn, legend, says.zh)
    return Picture(name, title, says, note=note, charts=[(title, says, Both(chart, chart))])


def _matrix(name: str, title: Both, rows: list[dict[str, Any]], columns: list[str]) -> Picture:
    """`ROW COLUMN VALUE`, or `ROW VALUE…` where the second column holds numbers."""
    first, second, *rest = columns
    values: Counter[tuple[str, str]] = Counter()
    if rest and not any(isinstance(row[second], (int, float)) for row in rows):
        for row in rows:
            values[_words(row[first]), _words(row[second])] += _value(row[rest[0]])  # type: ignore[assignment]
    else:
        for row in rows:
            for column in (second, *rest):
                values[_words(row[first]), column] += _value(row[column])  # type: ignore[assignment]
    down, across = Counter[str](), Counter[str]()
    for (one, other), value in values.items():
        down[one] += value
        across[other] += value
    shown_down = [key for key, _ in down.most_common(MOST_CELLS * 2)]
    shown_across = [key for key, _ in across.most_common(MOST_CELLS)]
    says = Both("没有结果", "No rows")
    if values:
        (one, other), most = values.most_common(1)[0]
        says = Both(f"最大的是{one} × {other}:{svg.number(most)}", f"largest: {one} × {other}, {svg.number(most)}")
    chart = svg.matrix(shown_down, shown_across, dict(values), says.zh)
    return Picture(name, title, says, charts=[(title, says, Both(chart, chart))])
