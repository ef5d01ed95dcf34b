"""Writing a plan into a Neo4j server: batched UNWIND in managed transactions, several at once, one loader at a time.

Loaders take turns by a lock that leaves no trace: an uncommitted node with a unique id, held by an open transaction.
Whoever comes second waits; when the holder is killed, the server rolls its transaction back and the lock is free.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa
from neo4j import Driver, ManagedTransaction, Session, SummaryCounters, Transaction
from neo4j.exceptions import DriverError, Neo4jError, TransientError

from . import schema
from .neo4j_changes import Changes
from .neo4j_plan import Plan
from .neo4j_schema import LOCK_LABEL
from .store import Progress
from .tables import EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey

WORKERS = 3
"""Transactions under way at once: while one is packed here, others are written there."""
STATEMENT_ROWS = 4_000
"""Rows one UNWIND carries at most, so that a large document does not need memory at once on either side."""
_PROBE_SECONDS = 2
_DEADLOCK_TRIES = 20

# a retry is not for the user's screen; whoever sets up logging still gets the driver's records
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(slots=True)
class Writes:
    """What a load changed in the server, as the server counted it; all zero where the graph was the same already."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0

    def add(self, other: Writes | SummaryCounters) -> None:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    @property
    def total(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self))


class ChangedMeanwhileError(Exception):
    """The server does not hold what was read from it before: somebody else wrote. The load starts over."""


class Lock:
    """The right to load, held by an open transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def check(self) -> None:
        """Raise the driver's error where the transaction is gone (server restarted, connection lost)."""
        self._transaction.run("RETURN 1").consume()


@contextmanager
def held_lock(driver: Driver, database: str | None, progress: Progress | None) -> Iterator[Lock]:
    """Wait for other loaders, then hold the lock. Nothing of it is ever committed."""
    with driver.session(database=database) as session:
        if _is_taken(session) and progress:
            progress("waiting for another build", 0, 0)
        transaction = session.begin_transaction(timeout=0)
        try:
            _take(transaction)
            yield Lock(transaction)
        finally:
            with suppress(Neo4jError, DriverError, OSError):
                transaction.rollback()


def _take(transaction: Transaction) -> None:
    transaction.run(f"MERGE (:{LOCK_LABEL} {{id: 'lock'}})").consume()


def _is_taken(session: Session) -> bool:
    """Whether another loader holds the lock: this one then waits, with a word why."""
    transaction = session.begin_transaction(timeout=_PROBE_SECONDS)
    try:
        _take(transaction)
    except Neo4jError as error:
        if "TimedOut" in (error.code or "") or "Terminated" in (error.code or ""):
            return True
        raise
    finally:
        with suppress(Neo4jError, DriverError, OSError):
            transaction.close()
    return False


def apply_plan(driver: Driver, database: str | None, plan: Plan, lock: Lock, progress: Progress | None) -> Writes:
    """Write the whole plan. Raises the driver's errors and ChangedMeanwhileError; what is written by then is whole."""
    writes = Writes()
    done, rows = 0, plan.rows

    def tell(part: Changes, what: str, counted: Writes) -> None:
        nonlocal done
        writes.add(counted)
        done += part.rows
        if progress:
            progress(what, min(done, rows), rows)

    first = plan.first()
    tell(first, "shared", write(driver, database, first))
    running: dict[Future[Writes], tuple[int, Changes]] = {}
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="neo4j-load")
    try:
        for number in range(plan.size):
            while len(running) >= WORKERS:
                _gather(running, plan, tell)
            lock.check()
            part = plan.bundle(number)
            running[pool.submit(write, driver, database, part)] = (number, part)
        while running:
            _gather(running, plan, tell)
    finally:
        pool.shutdown(cancel_futures=True)
    lock.check()
    for part in _pieces(plan.last()):
        tell(part, "links", write(driver, database, part))
    return writes


def write(driver: Driver, database: str | None, part: Changes) -> Writes:
    """One part in one managed transaction; two that lock the same nodes crosswise are tried again at once."""

    def work(transaction: ManagedTransaction) -> Writes:
        try:
            return write_changes(transaction, part)
        except TransientError as error:
            if "DeadlockDetected" in (error.code or ""):
                raise _DeadlockError from error  # not the driver's second of pause: the other one is done in a moment
            raise

    with driver.session(database=database) as session:
        for attempt in range(_DEADLOCK_TRIES):
            try:
                return session.execute_write(work)
            except _DeadlockError:
                time.sleep(random.uniform(0, 0.02 * (attempt + 1)))
        return session.execute_write(write_changes, part)


class _DeadlockError(Exception):
    """Another transaction of this load was faster."""


def _gather(running: dict[Future[Writes], tuple[int, Changes]], plan: Plan, tell: Any) -> None:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        number, part = running.pop(future)
        tell(part, "documents", future.result())
        plan.finished(number)


def _pieces(part: Changes) -> Iterator[Changes]:
    """The last step in transactions of bounded size: first all that goes, then the links piece by piece."""
    yield Changes(deleted=part.deleted)
    for key, gone in part.unlinked.items():
        for start in range(0, gone.num_rows, STATEMENT_ROWS):
            yield Changes(unlinked={key: gone.slice(start, STATEMENT_ROWS)})
    for key, made in part.edges.items():
        for start in range(0, made.num_rows, STATEMENT_ROWS):
            yield Changes(edges={key: made.slice(start, STATEMENT_ROWS)})


def write_changes(transaction: ManagedTransaction, part: Changes) -> Writes:
    """All of one part in one transaction: what goes, what changes, what is new."""
    writes = Writes()

    def run(statement: str, rows: pa.Table | pa.Array) -> Writes:
        counted = Writes()
        for start in range(0, len(rows), STATEMENT_ROWS):
            result = transaction.run(statement, rows=_plain(rows.slice(start, STATEMENT_ROWS)))
            counted.add(result.consume().counters)
        writes.add(counted)
        return counted

    for key, pairs in part.unlinked.items():
        run(_UNLINK[key], pairs)
    for label, ids in part.deleted.items():
        run(f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", ids)
    run(_DEMOTE, part.demoted)
    for label, nodes in part.updated.items():
        run(_UPDATE[label], nodes)
    for label, nodes in part.created.items():
        run(_CREATE[label], nodes)
    for key, edges in part.edges.items():
        made = run(_LINK[key], edges).relationships_created
        if made != edges.num_rows:
            raise ChangedMeanwhileError(f"{key[0]}: {edges.num_rows - made} ends are missing")
    return writes


def _plain(rows: pa.Table | pa.Array) -> list[Any]:
    if isinstance(rows, pa.Table):
        return list(zip(*(column.to_pylist() for column in rows.columns), strict=True))
    return list(rows.to_pylist())


def _assign(label: str) -> str:
    return ", ".join(f"n.{name} = r[{at}]" for at, name in enumerate(NODE_SCHEMAS[label].names) if name != "id")


def _map(names: list[str], skip: int = 0) -> str:
    return "{" + ", ".join(f"{name}: r[{at}]" for at, name in enumerate(names) if at >= skip) + "}"


def _link(key: EdgeKey) -> str:
    kind, source, target = key
    names = EDGE_SCHEMAS[key].names
    return (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r[0]}}) MATCH (b:{target} {{id: r[1]}}) "
        f"CREATE (a)-[:{kind} {_map(names, 2)}]->(b)"
    )


def _unlink(key: EdgeKey) -> str:
    kind, source, target = key
    return f"UNWIND $rows AS r MATCH (:{source} {{id: r[0]}})-[e:{kind}]->(:{target} {{id: r[1]}}) DELETE e"


_CREATE = {label: f"UNWIND $rows AS r CREATE (:{label} {_map(NODE_SCHEMAS[label].names)})" for label in LABELS}
# a document may stand already as the stub that another one cites
_CREATE["Document"] = f"UNWIND $rows AS r MERGE (n:Document {{id: r[0]}}) SET {_assign('Document')}"
_UPDATE = {label: f"UNWIND $rows AS r MATCH (n:{label} {{id: r[0]}}) SET {_assign(label)}" for label in LABELS}
_KEPT_BY_STUBS = ("title", "doc_number", "loaded")
_DEMOTE = "UNWIND $rows AS id MATCH (n:Document {id: id}) SET n.loaded = false" + "".join(
    f", n.{prop.name} = null" for prop in schema.node_type("Document").properties if prop.name not in _KEPT_BY_STUBS
)
_LINK = {key: _link(key) for key in EDGE_SCHEMAS}
_UNLINK = {key: _unlink(key) for key in EDGE_SCHEMAS}

__all__ = ["ChangedMeanwhileError", "Lock", "Writes", "apply_plan", "held_lock", "write_changes"]
