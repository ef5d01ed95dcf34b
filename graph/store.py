"""What every store can do, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .tables import GraphTables

DEFAULT_TARGET = "policies.kgl"
NEO4J_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})

Progress = Callable[[str, int, int], None]
"""Called with (what, done, total)."""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query: `columns` in the order asked, each row a tuple of plain values (str, int, float, bool, None, list, dict).

    Dates come as ISO strings on both engines. `truncated` where the row limit cut it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """A graph that can be loaded and asked."""

    target: str

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None, timeout: float | None = None
    ) -> Result:
        """Run read-only Cypher. Raises QueryError, WriteRefusedError, QueryTimeoutError, ConnectionFailedError."""
        ...

    def load(self, tables: GraphTables, progress: Progress | None = None) -> None:
        """Make the store hold these tables' documents: new ones added, changed ones replaced, the same ones left."""
        ...

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents away with everything that only they had."""
        ...

    def tables(self) -> GraphTables:
        """Everything that is stored, in canonical order."""
        ...

    def close(self) -> None: ...


def is_server(target: str) -> bool:
    """True for a Neo4j URI, False for a file of the embedded engine."""
    return urlsplit(target).scheme in NEO4J_SCHEMES


def open_store(target: str | Path = DEFAULT_TARGET, *, create: bool = False, database: str | None = None) -> Store:
    """Open the store behind a target: a `neo4j://`, `bolt://` … URI, or else a file of the embedded engine.

    `create` makes the file where there is none. Raises NotFoundError (no such file), ConnectionFailedError and its kinds.
    """
    text = str(target)
    if is_server(text):
        from .neo4j_store import Neo4jStore

        return Neo4jStore.connect(text, database=database)
    from .embedded import EmbeddedStore

    return EmbeddedStore.open(Path(text), create=create)
