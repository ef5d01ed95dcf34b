"""Which documents rest on, implement or mention which others."""

from __future__ import annotations

from collections import Counter

from .layout import lay_out
from .making import document_node, in_columns, only, ranked, size
from .picture import Edge, Picture, Ranking, Row
from .reading import Reading
from .words import RELATIONS, Both

IN_COLUMNS = 160


def citations(reading: Reading) -> Picture:
    """The picture of all citations: who cites on the left, what is cited on the right, what does both between them."""
    rows = [
        row
        for row in reading.edges("CITES")
        if row["source"] in reading.documents and row["target"] in reading.documents
    ]
    citing, cited = {row["source"] for row in rows}, Counter(row["target"] for row in rows)
    ids = [id_ for id_ in reading.documents if id_ in citing or id_ in cited or reading.documents[id_].get("loaded")]
    nodes = {id_: document_node(reading, id_) for id_ in ids}
    for id_, node in nodes.items():
        node.weight = 10 + 5 * cited[id_] + (40 if id_ in citing else 0)
        node.size = size(cited[id_] * 3 if id_ in cited else 6, 5, 1.6)
        node.label = _label(reading, id_)
    edges = [
        Edge(row["source"], row["target"], "CITES", row.get("relation") or "mentions", 1, 1.4, only(row, ("relation",)),
             [reading.evidence(row, row["source"])])
        for row in rows
    ]  # fmt: skip
    picture = Picture(
        "citations",
        Both("引用关系:文件依据、落实、提及哪些文件", "Citations: what the documents rest on"),
        Both("", ""),
    )
    picture.nodes, picture.edges, picture.room = list(nodes.values()), edges, 330
    if len(nodes) <= IN_COLUMNS:
        left = [nodes[id_] for id_ in ids if id_ not in cited]
        middle = [nodes[id_] for id_ in ids if id_ in citing and id_ in cited]
        right = [nodes[id_] for id_ in ids if id_ in cited and id_ not in citing]
        used = [column for column in (left, middle, right) if column]
        for column, side in zip(
            used, ("left", "centre", "right") if len(used) == 3 else ("left", "right"), strict=False
        ):
            for node in column:
                node.side = side  # type: ignore[assignment]
        xs = in_columns(used, edges, gaps=(330, 330) if len(used) == 3 else (380,), pitch=21, least=420)
        names = [name for name, column in zip(_COLUMNS, (left, middle, right), strict=True) if column]
        picture.columns = list(zip(names, xs, strict=True))
    else:
        number = {id_: i for i, id_ in enumerate(ids)}
        places = lay_out(
            len(ids), [(number[e.source], number[e.target]) for e in edges], [n.size for n in picture.nodes]
        )
        for node, (x, y) in zip(picture.nodes, places.tolist(), strict=True):
            node.x, node.y = x, y
    _say(picture, reading, rows, cited)
    return picture


_COLUMNS = (Both("引用别的文件", "Citing"), Both("既引用又被引用", "Citing and cited"), Both("被引用", "Cited"))


def _label(reading: Reading, id_: str) -> str:
    """A loaded document by its short name; a cited one by its title, then its number."""
    row = reading.documents[id_]
    if row.get("loaded"):
        return reading.document_short(id_)
    title = str(row.get("title") or "")
    return " ".join(filter(None, (title, row.get("doc_number")))) or id_


def _say(picture: Picture, reading: Reading, rows: list[dict[str, str]], cited: Counter[str]) -> None:
    stubs = [id_ for id_ in cited if not reading.documents[id_].get("loaded")]
    relations = Counter(row.get("relation") or "mentions" for row in rows)
    picture.facts = [
        (Both("已载入文件", "loaded"), str(len(reading.loaded))),
        (Both("被引文件", "cited"), str(len(cited))),
        (Both("其中未载入", "not loaded"), str(len(stubs))),
        (Both("引用", "citations"), str(len(rows))),
    ]
    picture.note = Both(
        "未载入的文件只知道标题或文号;载入后即补全。",
        "Of documents not loaded only the title or number is known; loading them fills them in.",
    )
    if not rows:
        picture.headline = Both("这些文件没有引用别的文件。", "These documents cite no others.")
        return
    citing = Counter(row["source"] for row in rows)
    top, most = min(cited.items(), key=lambda one: (-one[1], one[0]))
    name = reading.document_name(top)
    if most > 1:
        picture.headline = Both(
            f"{most} 份文件都引用《{name}》,是被引用最多的", f"{name} is cited most: by {most} documents"
        )
    else:
        source, count = min(citing.items(), key=lambda one: (-one[1], one[0]))
        zh = f"{len(citing)} 份文件引用 {len(cited)} 份文件,没有共同的依据"
        en = f"{len(citing)} documents cite {len(cited)} others, none in common"
        if count > 1:
            zh += f";{_label(reading, source)} 引用最多({count} 份)"
            en += f"; {_label(reading, source)} cites most ({count})"
        picture.headline = Both(zh, en)
    by_source: dict[str, Counter[str]] = {}
    for row in rows:
        by_source.setdefault(row["source"], Counter())[row.get("relation") or "mentions"] += 1
    words = {key: both for key, both in RELATIONS.items() if key in relations}
    picture.rankings = [
        Ranking(Both("引用最多的文件", "Documents that cite most"), tuple(
            Row(Both(_label(reading, id_), _label(reading, id_)), tuple((key, float(counts[key])) for key in words if counts[key]), id_,
                Both("、".join(f"{both.zh} {counts[key]}" for key, both in words.items() if counts[key]),
                     ", ".join(f"{both.en} {counts[key]}" for key, both in words.items() if counts[key])))
            for id_, counts in sorted(by_source.items(), key=lambda one: (-one[1].total(), one[0]))[:8]
        )),
        Ranking(Both("被引用最多", "Cited most"), tuple(
            Row(Both(reading.document_name(id_), reading.document_name(id_)), (("Document", float(n)),), id_)
            for id_, n in ranked(cited)[:8]
        )),
    ]  # fmt: skip
