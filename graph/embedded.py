"""The embedded engine (kglite): the graph in one file. The only module that knows kglite.

A load reads what is stored, works out the whole new graph (`merge`), builds it in memory with the engine's bulk call and puts the
file in place in one step (temporary file, fsync, rename). So a reader sees the old graph or the new one, a run that is
killed leaves the old one, and running it again finishes the work.
"""

from __future__ import annotations

import glob
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

import kglite
import pandas as pd
import pyarrow as pa

from .. import errors
from . import schema
from .merge import merge, without
from .store import Progress, Result
from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey, GraphTables, canonical, same

_PANDAS_TYPES = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
_TITLED = frozenset(node.label for node in schema.NODES if any(p.name == "title" for p in node.properties))

kglite.set_query_warning_policy("silent")


class EmbeddedStore:
    """A graph in a file of the embedded engine (see `store.Store`)."""

    def __init__(self, path: Path, graph: kglite.KnowledgeGraph | None) -> None:
        self.path = path
        self.target = str(path)
        self._graph = graph

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> EmbeddedStore:
        """The store in a file; `create` allows a file that is not there yet (it is written by the first load).

        Raises NotFoundError (no such file), PolicyGraphError (a folder, or not a graph file, or a damaged one).
        """
        if path.is_dir():
            raise errors.PolicyGraphError(f"{path} is a folder, not a graph file: name a file such as {path / 'policies.kgl'}")
        if not path.exists():
            if create:
                return cls(path, None)
            raise errors.NotFoundError(f"no graph at {path}: build one with `policygraph build SOURCES --to {path}`")
        return cls(path, _read(path))

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None, timeout: float | None = None
    ) -> Result:
        """Run Cypher that the engine holds to reading. `timeout` in seconds; None for the engine's own of three minutes.

        Raises QueryError, WriteRefusedError, QueryTimeoutError.
        """
        graph = self._graph if self._graph is not None else _empty()
        graph.read_only(True)
        if _reads_files(graph, cypher):
            raise errors.QueryError("LOAD CSV reads files of this machine: ask for what is in the graph")
        try:
            view = graph.cypher(
                cypher, params=dict(params or {}), timeout_ms=None if timeout is None else max(1, round(timeout * 1000)),
                row_limit=None if limit is None else limit + 1, hide_structural_keys=True,
            )  # fmt: skip
        except kglite.ReadOnlyError as error:
            raise errors.WriteRefusedError("this command only reads, and the query would write: nothing was changed") from error
        except kglite.CypherTimeoutError as error:
            raise errors.QueryTimeoutError(_timed_out(timeout)) from error
        except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise errors.QueryError(_one_line(error)) from error
        if not isinstance(view, kglite.ResultView):
            raise errors.QueryError("the query gives text and not rows: leave out FORMAT CSV")
        return _result(view, limit)

    def load(self, tables: GraphTables, progress: Progress | None = None) -> None:
        """Add these tables' documents; the same ones are left, changed ones replaced."""
        with _writer(self.path):
            stored = self._refresh()
            self._store(stored, merge(stored, tables), progress)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents away. Raises NotFoundError for an id that is not loaded."""
        with _writer(self.path):
            stored = self._refresh()
            self._store(stored, without(stored, document_ids), None)

    def tables(self) -> GraphTables:
        """Everything that is stored, in canonical order."""
        graph = self._graph
        if graph is None:
            return canonical(GraphTables())
        return canonical(GraphTables(
            {label: _node_table(graph, label) for label in LABELS}, {key: _edge_table(graph, key) for key in EDGE_KEYS}
        ))  # fmt: skip

    def close(self) -> None:
        """Let go of the graph in memory."""
        self._graph = None

    def _refresh(self) -> GraphTables:
        """What the file holds now: another process may have written since it was opened."""
        self._graph = _read(self.path) if self.path.exists() else None
        return self.tables()

    def _store(self, old: GraphTables, new: GraphTables, progress: Progress | None) -> None:
        if self._graph is not None and same(old, new):
            return
        graph = _build(new, progress)
        _save(graph, self.path)
        self._graph = graph


def _reads_files(graph: kglite.KnowledgeGraph, cypher: str) -> bool:
    """Whether the engine's plan of a query begins by reading a file (it lets LOAD CSV stand nowhere else)."""
    try:
        plan = cast(kglite.ResultView, graph.cypher(f"EXPLAIN {cypher}")).to_list()
    except (kglite.KgError, ValueError):
        return False  # what is wrong with the query is told when it runs
    return any(step.get("operation") == "LoadCsv" for step in plan)


def _empty() -> kglite.KnowledgeGraph:
    """A graph with its constraints and without data: constraints come first, so that every row is held to them."""
    graph = kglite.KnowledgeGraph()
    graph.define_schema({"nodes": {label: {"primary_key": "id"} for label in LABELS}})
    graph.set_schema_version(schema.SCHEMA_VERSION)
    return graph


def _build(tables: GraphTables, progress: Progress | None) -> kglite.KnowledgeGraph:
    graph = _empty()
    total, done = tables.node_count + tables.edge_count, 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parallel relationships are meant
        for label in LABELS:
            table = tables.node(label)
            if table.num_rows:
                title = "title" if label in _TITLED else "id"
                graph.add_nodes(frame(table), label, "id", title, column_types=_column_types(table.schema))
            done = _tell(progress, label, done + table.num_rows, total)
        for key in EDGE_KEYS:
            table = tables.edge(key)
            if table.num_rows:
                # one call a kind of relationship: a second call would merge parallel ones
                graph.add_relationships(
                    frame(table), key[0], key[1], "source", key[2], "target", column_types=_column_types(table.schema)
                )
            done = _tell(progress, key[0], done + table.num_rows, total)
    for node in schema.NODES:
        for prop in node.properties:
            if prop.indexed and tables.node(node.label).num_rows:
                graph.create_index(node.label, prop.name)
    return graph


def _tell(progress: Progress | None, what: str, done: int, total: int) -> int:
    if progress:
        progress(what, done, total)
    return done


def frame(table: pa.Table) -> pd.DataFrame:
    """A table as the data frame that the engine's bulk calls take: nullable integers and booleans, dates, lists as Python lists."""
    frame = table.to_pandas(types_mapper=_PANDAS_TYPES.get, date_as_object=True)
    for column in table.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(table[column.name].to_pylist(), dtype=object)
    return frame


def _column_types(shape: pa.Schema) -> dict[str, str]:
    dates = {column.name: "datetime" for column in shape if pa.types.is_date(column.type)}
    return dates | {column.name: "list" for column in shape if pa.types.is_list(column.type)}


def _node_table(graph: kglite.KnowledgeGraph, label: str) -> pa.Table:
    shape = NODE_SCHEMAS[label]
    columns = ", ".join(f"n.{name} AS {name}" for name in shape.names)
    return _rows(graph, f"MATCH (n:{label}) RETURN {columns}", shape)


def _edge_table(graph: kglite.KnowledgeGraph, key: EdgeKey) -> pa.Table:
    shape = EDGE_SCHEMAS[key]
    columns = ", ".join(f"r.{name} AS {name}" for name in shape.names[2:])
    ends = "a.id AS source, b.id AS target" + (", " if columns else "")
    return _rows(graph, f"MATCH (a:{key[1]})-[r:{key[0]}]->(b:{key[2]}) RETURN {ends}{columns}", shape)


def _rows(graph: kglite.KnowledgeGraph, cypher: str, shape: pa.Schema) -> pa.Table:
    view = cast(kglite.ResultView, graph.cypher(cypher, timeout_ms=0))
    return pa.table([pa.array(view.column(column.name), column.type) for column in shape], schema=shape)


def _result(view: kglite.ResultView, limit: int | None) -> Result:
    columns = tuple(view.columns)
    rows = tuple(tuple(_plain(row[name]) for name in columns) for row in view)
    if limit is not None and len(rows) > limit:
        return Result(columns, rows[:limit], truncated=True)
    return Result(columns, rows)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


def _timed_out(timeout: float | None) -> str:
    allowed = "three minutes" if timeout is None else f"{timeout:g} s"
    return f"the query took longer than {allowed}: ask for less (a label, an id, LIMIT) or raise --timeout"


def _read(path: Path) -> kglite.KnowledgeGraph:
    try:
        graph = kglite.load(str(path), storage="memory", columns="memory")
    except PermissionError as error:
        raise errors.PolicyGraphError(f"{path} may not be read: check its permissions") from error
    except (kglite.KgError, OSError, ValueError) as error:
        raise errors.PolicyGraphError(
            f"{path} is not a graph file that can be read (damaged, or of another program): check the name, or delete it and run "
            f"`policygraph build SOURCES --to {path}` again"
        ) from error
    if graph.schema_version != schema.SCHEMA_VERSION:
        raise errors.PolicyGraphError(
            f"{path} was built by another version of policygraph, or is none of its graphs: delete it and run "
            f"`policygraph build SOURCES --to {path}` again"
        )
    return graph


def _save(graph: kglite.KnowledgeGraph, path: Path) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph.save(str(temporary), layout="compact")
        temporary.replace(path)
    except (kglite.KgError, OSError) as error:
        raise errors.PolicyGraphError(f"{path} could not be written ({_one_line(error)}): the graph there is as it was") from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _writer(path: Path) -> Iterator[None]:
    """One writer a file at a time. Raises PolicyGraphError where another process is writing."""
    lock = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = lock.open("a")
    except OSError as error:
        raise errors.PolicyGraphError(f"{path} may not be written: {_one_line(error)}") from error
    with handle:
        if not _take(handle.fileno()):
            raise errors.PolicyGraphError(f"another process is writing {path}: wait for it to finish, then run this again")
        for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp*"):
            left.unlink(missing_ok=True)  # of a run that was killed
        yield


def _take(number: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
