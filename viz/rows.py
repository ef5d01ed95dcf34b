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
from .picture import Edge, Evidence, Node, Picture, Ranking, Row
from .words import PROPERTIES, ROLES, VALUES, Both, Lang

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


def _coded(text: str) -> str:
    """A coded value (support, by_duty …) in Chinese; other words as they are."""
    return VALUES[text].zh if text in VALUES else text


def _value(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def _graph(name: str, title: Both, rows: list[dict[str, Any]], columns: list[str]) -> Picture:
    """`SOURCE TARGET`: an edge a row; `role`, `quote`, `char_start`, `char_end` and what else the row holds go onto it."""
    source, target = columns[:2]
    kinds = {source: _kind(source)}
    kinds[target] = _kind(target, kinds[source])
    picture = Picture(name, title, Both("没有结果", "No rows"))
    nodes: dict[str, Node] = {}
    degree = Counter[str]()
    for row in rows:
        ends = []
        for column in (source, target):
            label, kind = _label(row, column), kinds[column]
            key = f"{kind}:{_identity(row, column, label)}"
            degree[key] += 1
            place = row.get("place") if column == source else row.get("other_place")
            nodes.setdefault(key, Node(key, kind, label, props={"name": label, "place": place}, place=place))
            ends.append(key)
        role = str(row["role"]) if row.get("role") in ROLES else None
        picture.edges.append(Edge(ends[0], ends[1], "LINKS", role, 1, 1.3, _rest(row, (source, target)), _proof(picture, row)))
    picture.nodes = list(nodes.values())
    number = {key: i for i, key in enumerate(nodes)}
    for node in picture.nodes:
        node.weight, node.size = float(degree[node.id]), size(degree[node.id])
    pairs = [(number[edge.source], number[edge.target]) for edge in picture.edges]
    places = lay_out(len(nodes), pairs, [node.size for node in picture.nodes]).tolist()
    for node, (x, y) in zip(picture.nodes, places, strict=True):
        node.x, node.y = x, y
    picture.facts = [(Both("节点", "nodes"), str(len(nodes))), (Both("关系", "edges"), str(len(rows)))]
    top = sorted(picture.nodes, key=lambda node: (-node.weight, node.id))[:12]
    listed = tuple(Row(Both(n.label, n.label), ((n.type, n.weight),), n.id, Both(n.place or "", n.place or "")) for n in top)
    picture.rankings = [Ranking(Both("相连最多", "Most connected"), listed)]
    if nodes:
        best = min(picture.nodes, key=lambda node: (-node.weight, node.id))
        picture.headline = Both(
            f"{len(nodes)} 个节点、{len(rows)} 条关系;“{best.label}”相连最多({best.weight:.0f} 条)",
            f"{len(nodes)} nodes, {len(rows)} edges; “{best.label}” has most ({best.weight:.0f})",
        )
    return picture


def _identity(row: dict[str, Any], column: str, label: str) -> str:
    """What makes two cells one node: the row's id for them where it has one, else name and place."""
    for key in (f"{column}_id", f"{column.partition('_')[0]}_id"):
        if row.get(key):
            return str(row[key])
    return f"{label}|{row.get('place') or ''}" if _kind(column) == "Department" else label


def _label(row: dict[str, Any], column: str) -> str:
    """A cell's words; a document without a title is called by its number or place."""
    others = (f"{column}_number", "doc_number", "place") if _kind(column) == "Document" else ()
    found = next((row[key] for key in (column, *others) if row.get(key)), None)
    return "未命名文件" if found is None and others else _words(found)


def _rest(row: dict[str, Any], ends: tuple[str, str]) -> dict[str, Any]:
    shown_elsewhere = {*ends, "quote", "char_start", "char_end", "role"}
    return {key: value for key, value in row.items() if key not in shown_elsewhere and not key.endswith("_id")}


def _proof(picture: Picture, row: dict[str, Any]) -> list[Evidence]:
    """The row's quote, and the document it stands in where the row names it."""
    if not row.get("quote"):
        return []
    title, number = row.get("document") or "", row.get("doc_number") or ""
    document = f"{title}|{number}" if title or number else None
    if document:
        picture.documents[document] = {"title": str(title), "number": str(number), "source": "", "place": ""}
    return [Evidence(str(row["quote"]), row.get("char_start"), row.get("char_end"), document)]


_KINDS = {
    "department": "Department", "lead": "Department", "partner": "Department", "document": "Document", "cite": "Document",
    "task": "Task", "domain": "Domain", "place": "Place", "indicator": "Indicator", "line": "Line",
}  # fmt: skip


def _kind(column: str, otherwise: str = "Item") -> str:
    return next((kind for word, kind in _KINDS.items() if word in column.lower()), otherwise)


def _bars(name: str, title: Both, rows: list[dict[str, Any]], columns: list[str]) -> Picture:
    """`CATEGORY VALUE…`: a bar a row, its parts the values in their order."""
    category, *values = columns
    kinds = [
        value if value in ROLES else {"leads": "lead", "supports": "support"}.get(value, "own") for value in values
    ]
    drawn = []
    for row in rows[:MOST_BARS]:
        parts = [(kind, _value(row[value])) for kind, value in zip(kinds, values, strict=True)]
        place = _words(row["place"]) if row.get("place") and category != "place" else ""
        drawn.append((_coded(_label(row, category)), place, parts))
    legend = {kind: ROLES[kind].zh for kind in kinds if kind in ROLES} if len(kinds) > 1 else {}
    top = max(drawn, key=lambda one: sum(v for _, v in one[2]), default=None)
    says = Both("没有结果", "No rows") if not rows else Both("全部为 0", "All are 0")
    if top and any(v for _, v in top[2]):
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
                values[_words(row[first]), PROPERTIES[column].zh if column in PROPERTIES else column] += _value(row[column])  # type: ignore[assignment]
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
