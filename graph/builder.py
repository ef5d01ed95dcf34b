"""Documents to tables: every fact of a `PolicyDocument` becomes a node or an edge of the schema.

`rows_of` writes what one document owns; `derive.settle` adds what several share (departments, places, domains, stubs) and
the links between documents. So a build of all documents and a merge into a store end in the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, count

from ..loaders.model import AnnexTask, Identity, Indicator, PolicyDocument, Responsibility, Task
from .derive import settle
from .identify import document_id, slug, stub_id
from .rows import Rows
from .tables import GraphTables

ROLE_ORDER = {"lead": 0, "responsible": 1, "by_duty": 2, "support": 3}
"""The highest role first, as the annotation guide ranks them."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two inputs that are one document: `kept` and `left_out` are their source names."""

    document_id: str
    kept: str
    left_out: str


def build_tables(
    documents: Iterable[PolicyDocument], *, on_duplicate: Callable[[Duplicate], None] | None = None, links: bool = True
) -> GraphTables:
    """The graph of these documents, in canonical order, whatever order they come in.

    Documents are packed as they come and not held. Of two inputs with one id the one with more tasks is kept (then the smaller
    sha256); `on_duplicate` hears of the other.
    `links=False` leaves out SAME_DOMAIN_AS and COMPARABLE_TO.
    """
    chosen: dict[str, Rank] = {}
    rows = Rows()
    for document in documents:
        name, rank = document_id(document), _rank(document)
        held = chosen.get(name)
        if held is not None:
            kept, left_out = sorted((held, rank))
            if on_duplicate:
                on_duplicate(Duplicate(name, kept[2], left_out[2]))
            if kept == held:
                continue
            rows.drop(name)
        chosen[name] = rank
        rows_of(document, rows)
        rows.pack()
    return settle(rows.tables(), links=links)


Rank = tuple[int, str, str]


def _rank(document: PolicyDocument) -> Rank:
    return (-len(document.tasks), document.sha256, document.source)


def rows_of(document: PolicyDocument, rows: Rows) -> str:
    """Write the rows that one document owns. Returns its id."""
    own = document_id(document)
    front = document.front
    rows.node("Document", {
        "id": own, "title": front.title, "doc_number": front.doc_number, "index_number": front.index_number,
        "issuer": front.issuer, "kind": front.kind, "level": front.level, "issued_on": as_date(front.issued_on),
        "published_on": as_date(front.published_on), "status": front.status, "source": document.source,
        "sha256": document.sha256, "loaded": True,
    })  # fmt: skip
    if front.place_code:
        rows.edge(("APPLIES_TO", "Document", "Place"), {"source": own, "target": front.place_code})
    if document.issuer_identity:
        start, end = front.spans.get("issuer", (-1, -1))
        quote = document.text[start:end] if start >= 0 else front.issuer
        _department(rows, document.issuer_identity, document.issuer_identity.name)
        rows.edge(("ISSUED_BY", "Document", "Department"), {
            "source": own, "target": document.issuer_identity.id, "name": document.issuer_identity.name,
            "quote": quote, "char_start": start if start >= 0 else None, "char_end": end if start >= 0 else None,
        })  # fmt: skip
    for citation in document.citations:
        rows.edge(("CITES", "Document", "Document"), {
            "source": own, "target": stub_id(citation.title, citation.doc_number), "relation": citation.relation,
            "cited_title": citation.title, "cited_number": citation.doc_number, "cited_kind": citation.kind,
            "quote": citation.quote, "char_start": citation.char_start, "char_end": citation.char_end,
        })  # fmt: skip
    _indicators(document, own, _tasks(document, own, rows), rows)
    return own


Placed = list[tuple[tuple[str, ...], int, int, str]]
"""(path, char_start, char_end, task id) of a document's numbered tasks."""


def _tasks(document: PolicyDocument, own: str, rows: Rows) -> Placed:
    names = _Names()
    joined, loose = _join_annex(document)
    placed: Placed = []
    for index, task in enumerate(document.tasks):
        path = "/".join(task.path)
        name = names.unique(f"{own}#{path}")
        placed.append((task.path, task.char_start, task.char_end, name))
        annex = joined.get(index, [])
        # The table's column of time limits is firmer than a date met in the task's sentence.
        deadline = next((d for d in (*(row.deadline for row in annex), task.deadline) if d), None)
        rows.node("Task", {
            "id": name, "number": task.number, "title": task.title, "text": task.text, "section": task.section, "path": path,
            "ordinal": task.ordinal, "kind": task.kind, "deadline": deadline, "char_start": task.char_start,
            "char_end": task.char_end,
        })  # fmt: skip
        _belongs(rows, own, name, task, [*task.responsibilities], [r for row in annex for r in row.responsibilities])
    last = max((task.ordinal for task in document.tasks), default=0)
    for offset, row in enumerate(loose, start=1):
        path = f"annex/{row.number or offset}"
        name = names.unique(f"{own}#{path}")
        rows.node("Task", {
            "id": name, "number": row.number, "title": row.title, "text": row.text, "section": None, "path": path,
            "ordinal": last + offset, "kind": "annex", "deadline": row.deadline, "char_start": row.char_start,
            "char_end": row.char_end,
        })  # fmt: skip
        _belongs(rows, own, name, row, [*row.responsibilities], [])
    return placed


def _join_annex(document: PolicyDocument) -> tuple[dict[int, list[AnnexTask]], list[AnnexTask]]:
    """Annex rows by the index of the numbered task that they repeat, and the rows that repeat none."""
    by_path: dict[tuple[str, ...], list[int]] = {}
    for index, task in enumerate(document.tasks):
        by_path.setdefault(task.path, []).append(index)
    joined: dict[int, list[AnnexTask]] = {}
    loose: list[AnnexTask] = []
    for row in document.annex_tasks:
        found = by_path.get(row.same_as, []) if row.same_as is not None else []
        if not found:
            loose.append(row)
            continue
        titled = [index for index in found if document.tasks[index].title == row.title]
        joined.setdefault((titled or found)[0], []).append(row)
    return joined, loose


def _belongs(
    rows: Rows, own: str, name: str, task: Task | AnnexTask, body: list[Responsibility], annex: list[Responsibility]
) -> None:
    rows.edge(("HAS_TASK", "Document", "Task"), {"source": own, "target": name})
    for rank, domain in enumerate(task.domains, start=1):
        rows.edge(("IN_DOMAIN", "Task", "Domain"), {
            "source": name, "target": domain.name, "rank": rank, "score": domain.score,
        })  # fmt: skip
    kept = _one_each(body, annex)
    named = {r.identity.id for r in kept if r.basis != "prose"}
    for responsibility in kept:
        _department(rows, responsibility.identity, responsibility.name)
        sole = named == {responsibility.identity.id} if annex else responsibility.sole
        rows.edge(("RESPONSIBLE_FOR", "Department", "Task"), {
            "source": responsibility.identity.id, "target": name, "role": responsibility.role,
            "position": responsibility.position, "sole": sole, "basis": responsibility.basis,
            "name": responsibility.name, "quote": responsibility.quote, "char_start": responsibility.char_start,
            "char_end": responsibility.char_end,
        })  # fmt: skip


def _one_each(body: list[Responsibility], annex: list[Responsibility]) -> list[Responsibility]:
    """One responsibility a body: a list before prose, the numbered task before its annex row, then the highest role."""

    def order(item: tuple[int, Responsibility]) -> tuple[bool, int, int, int, int]:
        where, found = item
        return (found.basis == "prose", where, ROLE_ORDER[found.role], found.position, found.char_start)

    best: dict[str, Responsibility] = {}
    for _, found in sorted([*((0, r) for r in body), *((1, r) for r in annex)], key=order):
        best.setdefault(found.identity.id, found)
    return list(best.values())


def _department(rows: Rows, identity: Identity, written: str) -> None:
    rows.department({
        "id": identity.id, "aliases": [written], "full_names": [identity.full_name], "line": identity.line,
        "level": identity.level, "kind": identity.kind,
    }, identity.place_code)  # fmt: skip


def _indicators(document: PolicyDocument, own: str, placed: Placed, rows: Rows) -> None:
    """An indicator's id says what it measures and for when, so that it stays when others come before it or its value changes."""
    names = _Names()
    for indicator in sorted(document.indicators, key=lambda i: (i.char_start, i.char_end, i.name, i.value)):
        measure = "@".join([slug(indicator.name), *([str(indicator.year)] if indicator.year else [])])
        name = names.unique(f"{own}#{'/'.join(indicator.path)}@{measure}")
        rows.node("Indicator", {
            "id": name, "name": indicator.name, "metric": indicator.metric, "comparator": indicator.comparator,
            "value": indicator.value, "value_high": indicator.value_high, "unit": indicator.unit, "year": indicator.year,
            "period": indicator.period, "kind": indicator.kind, "quote": indicator.quote,
            "char_start": indicator.char_start, "char_end": indicator.char_end,
        })  # fmt: skip
        task = _task_of(indicator, placed)
        key = ("HAS_INDICATOR", "Task" if task else "Document", "Indicator")
        rows.edge(key, {"source": task or own, "target": name})


def _task_of(indicator: Indicator, placed: Placed) -> str | None:
    """The task an indicator stands in: of its path, else the innermost one around it; None outside any."""
    around = [p for p in placed if p[1] <= indicator.char_start and indicator.char_end <= p[2]]
    same = [p for p in placed if p[0] == indicator.path]
    both = [p for p in same if p in around]
    found = both or same or sorted(around, key=lambda p: p[2] - p[1])
    return found[0][3] if found else None


class _Names:
    """Gives each name once; a second asking for one gets ~2, the next ~3."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def unique(self, name: str) -> str:
        found = next(n for n in chain((name,), (f"{name}~{k}" for k in count(2))) if n not in self._given)
        self._given.add(found)
        return found


def as_date(text: str | None) -> date | None:
    """An ISO date; None for none and for a day that the calendar does not have."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
