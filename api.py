"""The Python interface, for notebooks and scripts.

    import policygraph

    with policygraph.open("policies.kgl") as graph:
        rows = graph.query("lead-load", place="阜阳市")
        rows[0]["department"], rows.to_pandas()
        graph.view("department", "市教育局")          # draws itself in Jupyter

Every error is a `policygraph.errors.PolicyGraphError`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, overload

from .errors import SourceError, UsageError
from .graph.store import DEFAULT_TARGET, Result, Store, open_store

if TYPE_CHECKING:
    import pandas
    import polars

    from .queries.packs import Pack
    from .viz.notebook import Inline

Lang = Literal["zh", "en"]
SHOWN = 20
"""Rows that a notebook shows of a result."""


class Rows(Sequence[dict[str, Any]]):
    """The rows of an answer: a sequence of dictionaries, or a frame where asked."""

    def __init__(self, columns: Iterable[str], rows: Iterable[Sequence[Any]], *, truncated: bool = False) -> None:
        self.columns: tuple[str, ...] = tuple(columns)
        self.truncated = truncated
        """Whether a row limit cut the answer."""
        self._rows = [tuple(row) for row in rows]

    @classmethod
    def of(cls, result: Result) -> Rows:
        """The rows of a store's result."""
        return cls(result.columns, result.rows, truncated=result.truncated)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | Rows:
        if isinstance(place, slice):
            return Rows(self.columns, self._rows[place], truncated=self.truncated)
        return dict(zip(self.columns, self._rows[place], strict=True))

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def column(self, name: str) -> list[Any]:
        """The values of one column. Raises KeyError for an unknown one."""
        if name not in self.columns:
            raise KeyError(name)
        place = self.columns.index(name)
        return [row[place] for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame with these columns."""
        import pandas

        return pandas.DataFrame(self._rows, columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """A polars frame with these columns. Raises ImportError where polars is not installed."""
        import polars

        return polars.DataFrame(
            {name: [row[place] for row in self._rows] for place, name in enumerate(self.columns)}, strict=False
        )

    def _repr_html_(self) -> str:
        def cell(value: Any) -> str:
            if isinstance(value, list):
                return html.escape("、".join(str(part) for part in value))
            return "" if value is None else html.escape(str(value))

        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{cell(v)}</td>' for v in row)}</tr>" for row in self._rows[:SHOWN])
        more = f"<p>{SHOWN} / {len(self)}</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Graph:
    """An open graph to ask. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"policygraph.open({self.target!r})"

    @property
    def target(self) -> str:
        """The file or URI behind the graph."""
        return self._store.target

    @property
    def packs(self) -> Mapping[str, Pack]:
        """The query packs by name, with their titles, parameters and Cypher."""
        from .queries.packs import load_packs

        return load_packs()

    def query(self, name: str, *, timeout: float | None = None, **params: Any) -> Rows:
        """Run a query pack with its parameters by name.

        Raises NotFoundError (unknown pack or parameter), UsageError (missing or mistyped parameter), QueryError,
        QueryTimeoutError.
        """
        from .queries.runner import run_pack

        return Rows.of(run_pack(self._store, name, params, timeout=timeout))

    def cypher(
        self,
        text: str,
        params: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """Run read-only Cypher. Raises QueryError, WriteRefusedError, QueryTimeoutError."""
        return Rows.of(self._store.query(text, params, limit=limit, timeout=timeout))

    def view(self, what: str = "departments", *arguments: str, lang: Lang = "zh", height: int = 640) -> Inline:
        """A view that draws itself in Jupyter; its `html` is the page. Raises NotFoundError, UsageError."""
        from . import viz

        return viz.inline(self._store, what, arguments, lang=lang, height=height)

    def why(self, first: str, second: str) -> Rows:
        """The evidence of every link between two things. Raises NotFoundError."""
        from .queries.evidence import COLUMNS, why

        rows = why(self._store, first, second)
        return Rows(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))

    def diff(self, first: str, second: str) -> Rows:
        """Two documents or two places compared. Raises NotFoundError, UsageError."""
        from .queries.compare import COLUMNS, compare

        return Rows(COLUMNS, compare(self._store, first, second)[2])

    def close(self) -> None:
        """Let go of the graph or the connection."""
        self._store.close()


def open(target: str | Path = DEFAULT_TARGET, *, database: str | None = None) -> Graph:
    """Open a graph: a file that `policygraph build` made, or a `neo4j://`, `bolt://` … URI.

    Raises NotFoundError (no such file), ConnectionFailedError and its kinds, UsageError (a password in the URI).
    """
    return Graph(open_store(target, database=database))


def build(
    sources: str | Path | Iterable[str | Path],
    to: str | Path = DEFAULT_TARGET,
    *,
    jobs: int = 1,
    on_error: Literal["raise", "skip"] = "raise",
) -> Graph:
    """Read documents into a graph (a file or a URI) and open it.

    `on_error="skip"` leaves out what cannot be read. Raises SourceError otherwise, and UsageError without any source.
    """
    from .graph.builder import build_tables
    from .loaders import load_documents
    from .loaders.model import PolicyDocument
    from .queries.lookup import holds_documents

    specs = [str(sources)] if isinstance(sources, str | Path) else [str(source) for source in sources]
    if not specs:
        raise UsageError("build needs at least one file or folder")

    def documents() -> Iterable[PolicyDocument]:
        for found in load_documents(specs, jobs):
            if isinstance(found, PolicyDocument):
                yield found
            elif on_error == "raise":
                raise found

    store = open_store(to, create=True)
    try:
        store.load(build_tables(documents(), links=not holds_documents(store)))
    except BaseException:
        store.close()
        raise
    return Graph(store)


def extract(path: str | Path) -> dict[str, Any]:
    """The facts of one file, as `policygraph extract` prints them. Raises SourceError."""
    from .loaders import extract_bytes, facts

    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error
    return facts(extract_bytes(file.name, data))
