"""Two documents or two places compared: tasks matched, bodies gained and lost, targets raised and lowered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from ..errors import NotFoundError, UsageError
from .lookup import Found, find_documents, find_nodes

if TYPE_CHECKING:
    from ..graph.store import Store

COLUMNS = (
    "part", "change", "name", "other", "before", "after", "quote_before", "quote_after", "id_before", "id_after"
)  # fmt: skip
"""`part` is task, bodies or target; `change` matched, same, removed, added, gained, lost, raised, lowered or
changed."""

NEAR = 0.6
"""Least likeness of two task titles, or of their texts (SAME_DOMAIN_AS), to match them."""


@dataclass(slots=True)
class _Task:
    id: str
    title: str
    number: str
    bodies: dict[str, str] = field(default_factory=dict)
    """What stays the same across places (its line, or else its id) → name as written."""
    quotes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Target:
    id: str
    name: str
    metric: str
    comparator: str
    value: float | None
    unit: str | None
    year: int | None
    quote: str

    def told(self) -> str:
        """As `>= 95 % (2020)`."""
        figure = "" if self.value is None else f"{self.value:.15g}"
        year = f" ({self.year})" if self.year else ""
        return f"{self.comparator} {figure} {self.unit or ''}".strip() + year


def compare(store: Store, first: str, second: str) -> tuple[str, str, list[tuple[Any, ...]]]:
    """The names of the two sides, and the differences in `COLUMNS`: tasks first, then their bodies, then targets.

    A and B are both places or both documents. Raises NotFoundError, UsageError (one of each, or the same twice).
    """
    (name_a, ids_a), (name_b, ids_b) = _side(store, first), _side(store, second)
    if set(ids_a) & set(ids_b):
        raise UsageError(f"{first!r} and {second!r} are the same document; name two")
    old, new = _tasks(store, ids_a), _tasks(store, ids_b)
    pairs = _match(old, new, _near(store, ids_a, ids_b))
    rows = [row for task in old for row in _task_rows(task, pairs.get(task.id))]
    matched = {task.id for task in pairs.values()}
    rows += [
        ("task", "added", task.title, None, None, _bodies(task), None, None, None, task.id)
        for task in new
        if task.id not in matched
    ]
    rows += _target_rows(_targets(store, ids_a), _targets(store, ids_b), _comparable(store, ids_a, ids_b))
    return name_a, name_b, rows


def _side(store: Store, words: str) -> tuple[str, list[str]]:
    """What is compared: a place with its documents, or one document."""
    try:
        places = [
            node
            for node in find_nodes(store, words, labels=("Place",))
            if words in (node.id, node.name) or node.name.endswith(words)
        ]
    except NotFoundError:
        places = []
    if places:
        found = _documents_of(store, places)
        if found:
            return places[0].name, found
        raise NotFoundError(f"no document of {places[0].name} is loaded")
    documents = find_documents(store, words)
    if not documents:
        raise NotFoundError(
            f"{words!r} is neither a place nor a loaded document; `policygraph query document-overview` lists them"
        )
    if len(documents) > 1:
        names = ", ".join(str(number or title or source) for _, title, number, source in documents[:5])
        raise UsageError(f"{words!r} means {len(documents)} documents ({names} …); name one by its number or file")
    identity, title, number, source = documents[0]
    return str(title or number or source), [identity]


def _documents_of(store: Store, places: Sequence[Found]) -> list[str]:
    text = (
        "MATCH (doc:Document)-[:APPLIES_TO]->(p:Place) WHERE p.id IN $places AND doc.loaded "
        "RETURN doc.id AS id ORDER BY id"
    )
    return [row[0] for row in store.query(text, {"places": [place.id for place in places]}).rows]


def _tasks(store: Store, ids: list[str]) -> list[_Task]:
    text = (
        "MATCH (doc:Document)-[:HAS_TASK]->(t:Task) WHERE doc.id IN $ids "
        "OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose' "
        "RETURN t.id AS id, t.title AS title, t.number AS number, coalesce(d.line, d.id) AS body, "
        "d.name AS name, r.quote AS quote "
        "ORDER BY doc.id, t.ordinal, id, r.position, body"
    )
    tasks: dict[str, _Task] = {}
    for identity, title, number, body, name, quote in store.query(text, {"ids": ids}).rows:
        task = tasks.setdefault(identity, _Task(identity, title or "", number or ""))
        if body is not None:
            task.bodies.setdefault(body, name)
            task.quotes.setdefault(body, quote)
    return list(tasks.values())


def _near(store: Store, ids_a: list[str], ids_b: list[str]) -> dict[tuple[str, str], float]:
    text = (
        "MATCH (x:Document)-[:HAS_TASK]->(a:Task)-[s:SAME_DOMAIN_AS]-(b:Task)<-[:HAS_TASK]-(y:Document) "
        "WHERE x.id IN $a AND y.id IN $b RETURN a.id AS a, b.id AS b, s.score AS score"
    )
    return {(row[0], row[1]): row[2] for row in store.query(text, {"a": ids_a, "b": ids_b}).rows}


def _match(old: list[_Task], new: list[_Task], near: dict[tuple[str, str], float]) -> dict[str, _Task]:
    """Old task id → new task, one to one: the same title first, then the likest."""
    by_title: dict[str, list[_Task]] = {}
    for task in new:
        by_title.setdefault(task.title, []).append(task)
    pairs: dict[str, _Task] = {}
    taken: set[str] = set()
    for task in old:
        free = [other for other in by_title.get(task.title, []) if other.id not in taken]
        if free:
            pairs[task.id] = free[0]
            taken.add(free[0].id)
    scored = sorted(
        (-max(_likeness(task.title, other.title), near.get((task.id, other.id), 0.0)), task.id, other.id)
        for task in old
        for other in new
        if task.id not in pairs and other.id not in taken
    )
    by_id = {task.id: task for task in new}
    for negative, left, right in scored:
        if -negative < NEAR:
            break
        if left not in pairs and right not in taken:
            pairs[left] = by_id[right]
            taken.add(right)
    return pairs


def _likeness(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0


def _bodies(task: _Task) -> list[str]:
    return list(task.bodies.values())


def _task_rows(task: _Task, other: _Task | None) -> Iterable[tuple[Any, ...]]:
    if other is None:
        yield "task", "removed", task.title, None, _bodies(task), None, None, None, task.id, None
        return
    change = "same" if task.title == other.title else "matched"
    yield "task", change, task.title, other.title, _bodies(task), _bodies(other), None, None, task.id, other.id
    for body in task.bodies:
        if body not in other.bodies:
            yield (
                "bodies",
                "lost",
                task.title,
                other.title,
                task.bodies[body],
                None,
                task.quotes[body],
                None,
                task.id,
                other.id,
            )
    for body in other.bodies:
        if body not in task.bodies:
            yield (
                "bodies",
                "gained",
                task.title,
                other.title,
                None,
                other.bodies[body],
                None,
                other.quotes[body],
                task.id,
                other.id,
            )


def _targets(store: Store, ids: list[str]) -> list[_Target]:
    text = (
        "MATCH (doc:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(i:Indicator) WHERE doc.id IN $ids AND i.kind = 'target' "
        "RETURN DISTINCT i.id AS id, i.name AS name, i.metric AS metric, i.comparator AS comparator, "
        "i.value AS value, i.unit AS unit, i.year AS year, i.quote AS quote, i.char_start AS start ORDER BY start, id"
    )
    return [_Target(*row[:8]) for row in store.query(text, {"ids": ids}).rows]


def _comparable(store: Store, ids_a: list[str], ids_b: list[str]) -> set[tuple[str, str]]:
    text = (
        "MATCH (x:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(a:Indicator)-[:COMPARABLE_TO]-(b:Indicator) "
        "MATCH (y:Document)-[:HAS_TASK|HAS_INDICATOR*1..2]->(b) WHERE x.id IN $a AND y.id IN $b "
        "RETURN DISTINCT a.id AS a, b.id AS b"
    )
    return {(row[0], row[1]) for row in store.query(text, {"a": ids_a, "b": ids_b}).rows}


def _target_rows(old: list[_Target], new: list[_Target], linked: set[tuple[str, str]]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    taken: set[str] = set()
    for target in old:
        others = [
            other
            for other in new
            if other.id not in taken
            and ((target.id, other.id) in linked or (target.metric == other.metric and target.unit == other.unit))
        ]
        others.sort(key=lambda other: (other.year != target.year, other.comparator != target.comparator, other.id))
        if others:
            other = others[0]
            taken.add(other.id)
            rows.append(_target_row(_change(target, other), target, other))
        else:
            rows.append(_target_row("removed", target, None))
    return rows + [_target_row("added", None, target) for target in new if target.id not in taken]


def _change(old: _Target, new: _Target) -> str:
    """Raised or lowered by the figure itself; `changed` where only the year or the comparator differs."""
    if old.value is None or new.value is None or old.unit != new.unit:
        return "changed"
    if old.value == new.value:
        return "same" if (old.year, old.comparator) == (new.year, new.comparator) else "changed"
    return "raised" if new.value > old.value else "lowered"


def _target_row(change: str, old: _Target | None, new: _Target | None) -> tuple[Any, ...]:
    shown = old or new
    assert shown is not None
    other = new.name if old and new and new.name != old.name else None
    return (
        "target", change, shown.name, other, old.told() if old else None, new.told() if new else None,
        old.quote if old else None,
        new.quote if new else None, old.id if old else None, new.id if new else None,
    )  # fmt: skip
