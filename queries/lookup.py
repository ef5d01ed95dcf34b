"""From words to nodes: what an analyst means by a name, a number, an id or a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import NotFoundError
from .packs import near
from .runner import canonical_number

if TYPE_CHECKING:
    from ..graph.store import Store

LABELS = ("Document", "Place", "Domain", "Department", "Task", "Indicator")
"""Looked through in this order, so that 阜阳市 is the place before it is a part of some body's name."""

_EXACT: dict[str, str] = {
    "Document": "n.id = $words OR n.doc_number = $words OR n.title = $words OR n.source = $words",
    "Place": "n.id = $words OR n.name = $words OR n.full_name = $words",
    "Domain": "n.id = $words OR n.name = $words",
    "Department": "n.id = $words OR n.name = $words OR n.full_name = $words OR $words IN n.aliases",
    "Task": "n.id = $words OR n.title = $words",
    "Indicator": "n.id = $words OR n.name = $words OR n.metric = $words",
}
_PART: dict[str, str] = {
    "Document": "n.title CONTAINS $words OR n.doc_number CONTAINS $words OR n.source CONTAINS $words",
    "Place": "n.full_name CONTAINS $words",
    "Domain": "n.name CONTAINS $words",
    "Department": "n.full_name CONTAINS $words OR n.line = $words OR any(a IN n.aliases WHERE a CONTAINS $words)",
    "Task": "n.title CONTAINS $words",
    "Indicator": "n.name CONTAINS $words",
}
_NAME: dict[str, str] = {
    "Document": "coalesce(n.title, n.doc_number, n.source)",
    "Place": "n.full_name",
    "Domain": "n.name",
    "Department": "coalesce(n.full_name, n.name)",
    "Task": "n.title",
    "Indicator": "n.name",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A node that words may mean."""

    label: str
    id: str
    name: str


def find_nodes(store: Store, words: str, *, labels: tuple[str, ...] = LABELS, limit: int = 50) -> list[Found]:
    """The nodes that words mean: those they name exactly, or else those whose name holds them.

    Raises NotFoundError, naming near ones.
    """
    words = canonical_number(words.strip())
    for conditions in (_EXACT, _PART):
        found = [node for label in labels for node in _matching(store, label, conditions[label], words, limit)]
        if found:
            return found[:limit]
    raise NotFoundError(f"nothing in the graph is called {words!r}{near(words, _names(store, labels))}")


def find_documents(store: Store, words: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Loaded documents that words mean, as (id, title, number, source file): named exactly, or else in part."""
    words = canonical_number(words.strip())
    for conditions in (_EXACT, _PART):
        result = store.query(
            f"MATCH (n:Document) WHERE n.loaded AND ({conditions['Document']}) "
            "RETURN n.id AS id, n.title AS title, n.doc_number AS number, n.source AS source ORDER BY id LIMIT 50",
            {"words": words},
        )
        if result.rows:
            return [(row[0], row[1], row[2], row[3]) for row in result.rows]
    return []


def holds_documents(store: Store) -> bool:
    """Whether any document is loaded; a store that holds some links old and new ones itself as it loads."""
    return bool(store.query("MATCH (d:Document) WHERE d.loaded RETURN count(*) AS n").rows[0][0])


def _matching(store: Store, label: str, condition: str, words: str, limit: int) -> list[Found]:
    text = f"MATCH (n:{label}) WHERE {condition} RETURN n.id AS id, {_NAME[label]} AS name ORDER BY id LIMIT $limit"
    return [Found(label, row[0], row[1] or row[0]) for row in store.query(text, {"words": words, "limit": limit}).rows]


def _names(store: Store, labels: tuple[str, ...]) -> list[str]:
    """Names to suggest from: the short lists whole, tasks and indicators not at all."""
    names: list[Any] = []
    for label in labels:
        if label not in ("Task", "Indicator"):
            name = "n.name" if label in ("Place", "Department", "Domain") else "n.title"
            names += [
                row[0] for row in store.query(f"MATCH (n:{label}) RETURN DISTINCT {name} AS name LIMIT 5000").rows
            ]
    return [name for name in names if isinstance(name, str)]
