"""The graph in a Neo4j server (5.26 LTS and later), by the official driver. The only module that connects to one.

A load reads what is stored, works out the whole new graph (`merge`, the same rule as for the embedded engine), and
writes only the difference, whole documents at a time (see neo4j_plan). So a run that was cut short leaves whole
documents, and running it again ends in the graph that one run would have made.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pyarrow as pa
from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from .. import errors
from .merge import merge, without
from .neo4j_changes import changes
from .neo4j_errors import OLDEST, too_old, translated
from .neo4j_load import ChangedMeanwhileError, Writes, apply_plan, held_lock
from .neo4j_plan import BUNDLE_ROWS, Plan
from .neo4j_schema import drop_indexes, ensure_constraints, ensure_indexes, impossible_indexes, indexes
from .store import NEO4J_SCHEMES, Progress, Result
from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, GraphTables, canonical

CONNECT_SECONDS = 10.0
PATIENCE_SECONDS = 180.0
"""How long a load waits for a server that went away to come back."""
READ_ROWS = 20_000
_SECRET_WORDS = ("password", "passwd", "pwd", "token", "secret")

AskPassword = Callable[[str], str]
"""Given the user's name, asks for the password."""


class Neo4jStore:
    """A graph in a Neo4j database (see `store.Store`)."""

    def __init__(self, driver: Driver, target: str, database: str | None = None, *, version: str = "") -> None:
        self._driver = driver
        self.target = target
        self.database = database
        self.version = version
        self.patience = PATIENCE_SECONDS
        self.bundle_rows = BUNDLE_ROWS
        self.writes = Writes()
        """What the last load or removal changed."""

    @classmethod
    def connect(cls, uri: str, database: str | None = None, *, ask_password: AskPassword | None = None) -> Self:
        """Open a `neo4j://`, `neo4j+s://`, `bolt://` … URI, and look whether the server answers and is new enough.

        User and password come from NEO4J_USERNAME (neo4j where it is unset) and NEO4J_PASSWORD, else from
        `ask_password`; without either the server is tried without. Raises UsageError (a password in the URI),
        AuthenticationFailedError, ServerTooOldError, ConnectionFailedError, NotFoundError (no such database).
        """
        _refuse_secrets(uri)
        user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        password = os.environ.get("NEO4J_PASSWORD") or (ask_password(user) if ask_password else None)
        with translated(uri, database):
            driver = GraphDatabase.driver(
                uri, auth=(user, password) if password else None, connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=3 * CONNECT_SECONDS, max_transaction_retry_time=CONNECT_SECONDS,
                user_agent="policygraph",
            )  # fmt: skip
        try:
            with translated(uri, database):
                agent = driver.get_server_info().agent
                version = _version(agent)
                if version is None or version < OLDEST:
                    raise too_old(uri, agent)
                with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
                    session.run("RETURN 1").consume()
        except errors.AuthenticationFailedError as error:
            driver.close()
            if password:
                raise
            raise errors.AuthenticationFailedError(
                f"{uri} wants a password: set NEO4J_PASSWORD (and NEO4J_USERNAME unless it is neo4j)"
            ) from error
        except BaseException:
            driver.close()
            raise
        return cls(driver, uri, database, version=agent)

    def query(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Result:
        """Run Cypher that the server holds to reading. `timeout` in seconds; None for the server's own.

        Raises QueryError, WriteRefusedError, QueryTimeoutError, ConnectionFailedError.
        """

        @unit_of_work(timeout=timeout)
        def work(transaction: ManagedTransaction) -> Result:
            result = transaction.run(cypher, dict(params or {}))
            columns = tuple(result.keys())
            rows: list[tuple[Any, ...]] = []
            for record in result:
                if limit is not None and len(rows) == limit:
                    return Result(columns, tuple(rows), truncated=True)
                rows.append(tuple(_plain(value) for value in record.values()))
            return Result(columns, tuple(rows))

        with (
            translated(self.target, self.database, timeout),
            self._reading() as session,
        ):
            return session.execute_read(work)

    def load(self, tables: GraphTables, progress: Progress | None = None) -> None:
        """Add these tables' documents; the same are left, changed ones replaced. `writes` tells what that changed."""
        self._change(lambda stored: merge(stored, tables), progress)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents away. Raises NotFoundError for an id that is not loaded."""
        self._change(lambda stored: without(stored, document_ids), None)

    def tables(self) -> GraphTables:
        """Everything that is stored, in canonical order."""
        with (
            translated(self.target, self.database),
            self._driver.session(
                database=self.database, default_access_mode=READ_ACCESS, fetch_size=READ_ROWS
            ) as session,
        ):
            return session.execute_read(_read_all)

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    def _reading(self, **more: Any) -> Session:
        return self._driver.session(database=self.database, default_access_mode=READ_ACCESS, **more)

    def _change(self, work: Callable[[GraphTables], GraphTables], progress: Progress | None) -> None:
        """Bring the server to what `work` makes of what it holds; start over where it went away meanwhile."""
        self.writes = Writes()
        give_up = time.monotonic() + self.patience
        while True:
            try:
                with translated(self.target, self.database):
                    self._change_once(work, progress)
            except (errors.ConnectionFailedError, ChangedMeanwhileError) as error:
                if time.monotonic() > give_up or isinstance(error, errors.AuthenticationFailedError):
                    raise _gave_up(error, self.target) from error
                if progress:
                    progress("waiting for the server", 0, 0)
                time.sleep(1)
            else:
                return

    def _change_once(self, work: Callable[[GraphTables], GraphTables], progress: Progress | None) -> None:
        with self._driver.session(database=self.database) as session:
            ensure_constraints(session)
        with held_lock(self._driver, self.database, progress) as lock:
            stored = self.tables()
            self._refuse_foreign(stored)
            wanted = work(stored)
            found = changes(stored, wanted)
            impossible = impossible_indexes(wanted)
            # filling an index once is quicker than keeping it up row by row: an emptied database loads like a new one
            going = impossible if stored.node_count else indexes().keys()
            if going:
                with self._driver.session(database=self.database) as session:
                    drop_indexes(session, going)
            if found.rows:
                plan = Plan(found, self.bundle_rows)
                self.writes.add(apply_plan(self._driver, self.database, plan, lock, progress))
        with self._driver.session(database=self.database) as session:
            ensure_indexes(session, impossible)

    def _refuse_foreign(self, stored: GraphTables) -> None:
        """Raise PolicyGraphError where the database holds somebody else's nodes under the labels of the schema."""
        for label in LABELS:
            if stored.node(label)["id"].null_count:
                raise errors.PolicyGraphError(
                    f"{self.database or 'the default database'} of {self.target} holds {label} nodes without an id, which "
                    "policygraph did not write: give it a database of its own"
                )


def _gave_up(error: Exception, target: str) -> errors.PolicyGraphError:
    if isinstance(error, errors.PolicyGraphError):
        return error
    return errors.PolicyGraphError(f"somebody else keeps writing into {target}: run this again when they have finished")


def _refuse_secrets(uri: str) -> None:
    parts = urlsplit(uri)
    if parts.scheme not in NEO4J_SCHEMES:
        raise errors.UsageError(
            f"a server's address begins with {', '.join(f'{name}://' for name in sorted(NEO4J_SCHEMES))}"
        )
    where = parts.hostname or "HOST"
    if "@" in parts.netloc:
        raise errors.UsageError(
            f"a user name or password does not belong into the URI, where process lists and histories show it: write "
            f"{parts.scheme}://{where} and set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if any(word in key.lower() for key in parse_qs(parts.query, keep_blank_values=True) for word in _SECRET_WORDS):
        raise errors.UsageError(
            f"no password belongs into the URI: write {parts.scheme}://{where} and set NEO4J_PASSWORD"
        )
    if parts.path.strip("/"):
        raise errors.UsageError(f"no database belongs into the URI: write {parts.scheme}://{where} and name it apart")


def _version(agent: str) -> tuple[int, int] | None:
    """(5, 26) of `Neo4j/5.26.30`, (2026, 8) of `Neo4j/2026.08.1`; None where it is something else."""
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    return (int(found[1]), int(found[2])) if found else None


def _read_all(transaction: ManagedTransaction) -> GraphTables:
    nodes = {}
    for label in LABELS:
        shape = NODE_SCHEMAS[label]
        columns = ", ".join(f"n.{name}" for name in shape.names)
        nodes[label] = _read(transaction, f"MATCH (n:{label}) RETURN {columns}", shape)
    edges = {}
    for key in EDGE_KEYS:
        kind, source, target = key
        shape = EDGE_SCHEMAS[key]
        columns = ", ".join(["a.id", "b.id", *(f"r.{name}" for name in shape.names[2:])])
        edges[key] = _read(transaction, f"MATCH (a:{source})-[r:{kind}]->(b:{target}) RETURN {columns}", shape)
    return canonical(GraphTables(nodes, edges))


def _read(transaction: ManagedTransaction, cypher: str, shape: pa.Schema) -> pa.Table:
    """Rows as Arrow, packed as they stream in so that Python objects do not pile up."""
    batches: list[pa.RecordBatch] = []
    held: list[list[Any]] = []
    dates = [at for at, field in enumerate(shape) if pa.types.is_date(field.type)]

    def pack(rows: Iterable[list[Any]]) -> None:
        columns = zip(*rows, strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, shape, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=shape))

    for record in transaction.run(cypher):
        row = record.values()
        for at in dates:
            row[at] = _as_date(row[at])
        held.append(row)
        if len(held) == READ_ROWS:
            pack(held)
            held.clear()
    if held:
        pack(held)
    return pa.Table.from_batches(batches, schema=shape)


def _as_date(value: Any) -> date | None:
    return value.to_native() if isinstance(value, Date) else value


def _plain(value: Any) -> Any:
    """A value as every engine gives it: dates as ISO strings. Raises QueryError for a node, relationship or path."""
    if isinstance(value, Node | Relationship | Path):
        raise errors.QueryError(
            "the query returns a whole node, relationship or path: name columns, such as n.id, n.name"
        )
    if isinstance(value, Date | DateTime | Time):
        return value.iso_format()
    if isinstance(value, Duration | date | datetime):
        return value.iso_format() if isinstance(value, Duration) else value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
