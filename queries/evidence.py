"""Why two things are linked: the words of the link, the sentence around them, and where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import NotFoundError
from ..graph import schema
from .lookup import Found, find_nodes

if TYPE_CHECKING:
    from ..graph.store import Store
    from ..loaders.model import PolicyDocument

COLUMNS = (
    "source", "link", "target", "role", "basis", "relation", "domain", "score", "quote", "sentence", "document",
    "doc_number", "file", "line_number", "char_start", "char_end",
)  # fmt: skip
"""What each row tells; `sentence` and `line_number` are None where the text around the words is not at hand."""

SENTENCE_END = re.compile(r"[。!?;!?;\n]")
"""Where a sentence ends, for showing one: semicolons count, since one sentence of a plan may run over a page."""

_NAMES = {
    "Document": "coalesce({v}.title, {v}.doc_number, {v}.source)", "Task": "{v}.title", "Indicator": "{v}.name",
    "Department": "{v}.name", "Domain": "{v}.name", "Place": "{v}.full_name",
}  # fmt: skip

_EDGE_COLUMNS = ("role", "basis", "relation", "domain", "score", "quote", "char_start", "char_end")
_DOCUMENT_COLUMNS = (("title", "document"), ("doc_number", "doc_number"), ("source", "file"), ("sha256", "sha256"))
_TO_TASK = {
    "Department": "-[{}:RESPONSIBLE_FOR]->", "Document": "-[{}:HAS_TASK]->", "Domain": "<-[{}:IN_DOMAIN]-",
    "Indicator": "<-[{}:HAS_INDICATOR]-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of source documents by sha256, to show words in their surroundings."""

    by_hash: dict[str, str]

    @classmethod
    def of(cls, documents: Iterable[PolicyDocument]) -> Texts:
        """The texts of documents that were read again from their files."""
        return cls({document.sha256: document.text for document in documents})


def why(store: Store, first: str, second: str, *, texts: Texts | None = None) -> list[dict[str, Any]]:
    """Every link between what two words mean, with its evidence: direct ones, or else by way of a task or a citation.

    Raises NotFoundError where one of them is nothing, or where nothing links them.
    """
    a, b = find_nodes(store, first), find_nodes(store, second)
    rows = _direct(store, a, b) or _through_tasks(store, a, b) or _through_citations(store, a, b)
    if not rows:
        raise NotFoundError(
            f"nothing links {a[0].name} ({a[0].label}) and {b[0].name} ({b[0].label}) within two steps; "
            "`policygraph show` tells what each is linked to"
        )
    return [_told(row, texts) for row in rows]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or sentences of `text` that hold `text[start:end]`, without the space around them.

    Where the words are a whole statement (a bracket of responsible bodies), the sentence before them comes along.
    """
    before = [0, *(match.end() for match in SENTENCE_END.finditer(text, 0, start))]
    after = SENTENCE_END.search(text, max(end - 1, start))
    until = after.end() if after else len(text)
    whole = text[start:end].strip()
    for begin in reversed(before):
        sentence = text[begin:until].strip()
        if len(sentence) > len(whole) + 2:
            return sentence
    return whole


def _direct(store: Store, a: Sequence[Found], b: Sequence[Found]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for edge in schema.EDGES:
        for left, right in ((a, b), (b, a)):
            sources, targets = _ids(left, edge.source), _ids(right, edge.target)
            if sources and targets:
                rows += _links(store, edge, sources, targets)
    return [row for place, row in enumerate(rows) if row not in rows[:place]]


def _links(store: Store, edge: schema.EdgeType, sources: list[str], targets: list[str]) -> list[dict[str, Any]]:
    declared = {prop.name for prop in edge.all_properties}
    told = "".join(f", r.{name} AS {name}" for name in _EDGE_COLUMNS if name in declared)
    task = "a" if edge.source == "Task" else "b" if edge.target == "Task" else None
    document = "a" if edge.source == "Document" else "doc" if task else None
    match = f"OPTIONAL MATCH (doc:Document)-[:HAS_TASK]->({task}) " if document == "doc" else ""
    if document:
        told += "".join(f", {document}.{name} AS {alias}" for name, alias in _DOCUMENT_COLUMNS)
    if task:
        told += f", {task}.text AS task_text, {task}.char_start AS task_start"
    text = (
        f"MATCH (a:{edge.source})-[r:{edge.type}]->(b:{edge.target}) WHERE a.id IN $sources AND b.id IN $targets "
        f"{match}RETURN {_name('a', edge.source)} AS source, '{edge.type}' AS link, "
        f"{_name('b', edge.target)} AS target{told} "
        "ORDER BY source, target LIMIT 100"
    )
    return store.query(text, {"sources": sources, "targets": targets}).dicts()


def _through_tasks(store: Store, a: Sequence[Found], b: Sequence[Found]) -> list[dict[str, Any]]:
    """Links by way of one task: a body and a document, two bodies, a body and an indicator, a body and a domain …"""
    rows: list[dict[str, Any]] = []
    for left, to_task in _TO_TASK.items():
        for right, from_task in _TO_TASK.items():
            sources, targets = _ids(a, left), _ids(b, right)
            if not sources or not targets:
                continue
            body = "r" if left == "Department" else "s" if right == "Department" else None
            names = ("role", "basis", "quote", "char_start", "char_end")
            told = ", ".join(f"{body}.{name} AS {name}" for name in names) if body else "t.title AS quote"
            told += "".join(f", doc.{name} AS {alias}" for name, alias in _DOCUMENT_COLUMNS)
            text = (
                f"MATCH (a:{left}){to_task.format('r')}(t:Task) WHERE a.id IN $sources "
                f"MATCH (b:{right}){from_task.format('s')}(t) WHERE b.id IN $targets AND a.id <> b.id "
                "MATCH (doc:Document)-[:HAS_TASK]->(t) "
                f"RETURN {_name('a', left)} AS source, t.title AS link, {_name('b', right)} AS target, {told}, "
                "t.text AS task_text, t.char_start AS task_start ORDER BY doc.id, t.ordinal, t.id LIMIT 100"
            )
            rows += store.query(text, {"sources": sources, "targets": targets}).dicts()
    return rows


def _through_citations(store: Store, a: Sequence[Found], b: Sequence[Found]) -> list[dict[str, Any]]:
    sources, targets = _ids(a, "Document"), _ids(b, "Document")
    if not sources or not targets:
        return []
    text = (
        "MATCH (a:Document)-[r:CITES]->(m:Document)-[s:CITES]->(b:Document) "
        "WHERE (a.id IN $sources AND b.id IN $targets) OR (a.id IN $targets AND b.id IN $sources) "
        "RETURN a.title AS source, m.title AS link, b.title AS target, r.relation AS relation, s.quote AS quote, "
        "s.char_start AS char_start, s.char_end AS char_end"
        + "".join(f", m.{name} AS {alias}" for name, alias in _DOCUMENT_COLUMNS)
        + " ORDER BY m.id LIMIT 100"
    )
    return store.query(text, {"sources": sources, "targets": targets}).dicts()


def _told(row: dict[str, Any], texts: Texts | None) -> dict[str, Any]:
    """A row in the declared columns, with the sentence around its words where a text holds them."""
    start, end, quote = row.get("char_start"), row.get("char_end"), row.get("quote")
    text = texts.by_hash.get(row.get("sha256") or "") if texts else None
    sentence: str | None = None
    line: int | None = None
    if text is not None and start is not None:
        line = text.count("\n", 0, start) + 1
        sentence = sentence_around(text, start, end if end is not None else start)
    elif row.get("task_text") and quote and start is not None:
        at = start - (row["task_start"] or 0)
        if row["task_text"][at : at + len(quote)] != quote:
            at = row["task_text"].find(quote)
        if at >= 0:
            sentence = sentence_around(row["task_text"], at, at + len(quote))
    told = {name: row.get(name) for name in COLUMNS}
    return told | {"sentence": sentence, "line_number": line}


def _ids(found: Sequence[Found], label: str) -> list[str]:
    return [node.id for node in found if node.label == label]


def _name(variable: str, label: str) -> str:
    return _NAMES[label].format(v=variable)
