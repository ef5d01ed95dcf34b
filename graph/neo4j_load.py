"""Writing a plan into a Neo4j server: batched UNWIND in managed transactions, several at once, one loader at a time.

Loaders take turns by a lock that leaves no trace: an uncommitted node with a unique id, held by an open transaction.
Whoever comes second waits; when the holder is killed, the server rolls its transaction back and the lock is free.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from typing import Any

from neo4j import Driver, ManagedTransaction, Session, SummaryCounters, Transaction
from neo4j.exceptions import DriverError, Neo4jError, TransientError

from .neo4j_changes import Changes
from .neo4j_plan import Plan
from .neo4j_schema import LOCK_LABEL
from .neo4j_statements import CREATE, DELETE, DEMOTE, LINK, NEW_TASKS, UNLINK, UPDATE, batches, hanging, nested, plain
from .store import Progress
from .tables import EdgeKey

LANES = 2
"""Transactions under way at once: while one joins its documents to the rest of the graph, the other makes its own nodes."""
STATEMENT_ROWS = 4_000
"""Rows one UNWIND carries at most, so that a large document does not need memory at once on either side."""
_TURN_SECONDS = 1.0
_PROBE_SECONDS = 2
_DEADLOCK_TRIES = 20
OWN_NODES = ("Indicator", "Report")
"""Labels besides Task whose new nodes no other document's transaction can touch."""
OWN_EDGES: tuple[EdgeKey, ...] = (("IN_DOMAIN", "Task", "Domain"), ("REPORTS_ON", "Report", "Indicator"))
"""Edges of new documents that may be made beside another one's (so few and busy nodes as domains do not make it wait). Not where older
ones go: they go by their ends, and would take the new ones along."""
LINK_ROWS = 8_000
"""Links that are written at once while documents still come."""

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


class Turn:
    """Whose turn it is to write what other documents' transactions write to, too: shared nodes, cited documents, links.

    Two transactions that lock the same nodes wait for each other or end in a deadlock. So one of them makes its own new nodes while
    the other one joins its own to the rest and commits. Whoever waits long goes on without its turn: the server then sorts it out.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._mine = False

    def take(self) -> None:
        if not self._mine:
            self._mine = self._lock.acquire(timeout=_TURN_SECONDS)

    def give(self) -> None:
        if self._mine:
            self._mine = False
            self._lock.release()


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

    turns = threading.Lock()
    first = plan.first()
    tell(first, "shared", write(driver, database, first))
    running: dict[Future[Writes], tuple[str, Changes, int, Iterator[int]]] = {}
    pool = ThreadPoolExecutor(LANES + 1, thread_name_prefix="neo4j-load")

    def go_on(lane: Iterator[int]) -> None:
        for number in lane:
            lock.check()
            part = plan.bundle(number)
            running[pool.submit(write, driver, database, part, Turn(turns))] = ("documents", part, number, lane)
            return

    def link() -> None:
        if all(what != "links" for what, *_ in running.values()) and (part := plan.links(LINK_ROWS)).rows:
            running[pool.submit(write, driver, database, part)] = ("links", part, -1, iter(()))

    try:
        for numbers in plan.lanes(LANES):
            go_on(iter(numbers))
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                what, part, number, lane = running.pop(future)
                tell(part, what, future.result())
                if what == "documents":
                    plan.finished(number)
                    go_on(lane)
                link()
    finally:
        pool.shutdown(cancel_futures=True)
    lock.check()
    for part in _pieces(plan.last()):
        tell(part, "links", write(driver, database, part))
    return writes


def write(driver: Driver, database: str | None, part: Changes, turn: Turn | None = None) -> Writes:
    """One part in one managed transaction; two that lock the same nodes crosswise are tried again at once."""

    def work(transaction: ManagedTransaction) -> Writes:
        if turn:
            turn.give()  # the driver tries again: its own new nodes come first again
        try:
            return write_changes(transaction, part, turn)
        except TransientError as error:
            if _is_deadlock(error):
                raise _DeadlockError from error  # not the driver's second of pause: the other one is done in a moment
            raise

    with driver.session(database=database) as session:
        for attempt in range(_DEADLOCK_TRIES):
            try:
                return session.execute_write(work)
            except _DeadlockError:
                pass
            except TransientError as error:  # at the commit, after the driver has tried for its time
                if not _is_deadlock(error):
                    raise
            finally:
                if turn:
                    turn.give()
            time.sleep(random.uniform(0, 0.02 * (attempt + 1)))
        return session.execute_write(write_changes, part)


def _is_deadlock(error: TransientError) -> bool:
    return "DeadlockDetected" in (error.code or "")


class _DeadlockError(Exception):
    """Another transaction of this load was faster."""


def _pieces(part: Changes) -> Iterator[Changes]:
    """The last step in transactions of bounded size: first all that goes, then the links piece by piece."""
    yield Changes(deleted=part.deleted)
    for key, gone in part.unlinked.items():
        for start in range(0, gone.num_rows, STATEMENT_ROWS):
            yield Changes(unlinked={key: gone.slice(start, STATEMENT_ROWS)})
    for key, made in part.edges.items():
        for start in range(0, made.num_rows, STATEMENT_ROWS):
            yield Changes(edges={key: made.slice(start, STATEMENT_ROWS)})


def write_changes(transaction: ManagedTransaction, part: Changes, turn: Turn | None = None) -> Writes:
    """All of one part in one transaction: what is new and nobody else can touch, then what goes, what changes, what joins others."""
    writes = Writes()
    tasks, part = nested(part)

    def run(statement: str, rows: list[Any]) -> Writes:
        counted = Writes()
        for start in range(0, len(rows), STATEMENT_ROWS):
            result = transaction.run(statement, rows=rows[start : start + STATEMENT_ROWS])
            counted.add(result.consume().counters)
        writes.add(counted)
        return counted

    def link(key: EdgeKey) -> None:
        edges = part.edges[key]
        made = run(LINK[key], plain(edges)).relationships_created
        if made != edges.num_rows:
            raise ChangedMeanwhileError(f"{key[0]}: {edges.num_rows - made} ends are missing")

    for batch in batches(tasks, STATEMENT_ROWS):
        made = run(NEW_TASKS, batch)
        if (made.nodes_created, made.relationships_created) != hanging(batch):
            raise ChangedMeanwhileError("RESPONSIBLE_FOR: departments are missing")
    for label in OWN_NODES:
        if label in part.created:
            run(CREATE[label], plain(part.created[label]))
    early = [key for key in OWN_EDGES if tasks and key in part.edges and key not in part.unlinked]
    for key in early:
        link(key)
    if turn:
        turn.take()
    for key, pairs in part.unlinked.items():
        run(UNLINK[key], plain(pairs))
    for label, ids in part.deleted.items():
        run(DELETE[label], plain(ids))
    run(DEMOTE, plain(part.demoted))
    for label, nodes in part.updated.items():
        run(UPDATE[label], plain(nodes))
    for label, nodes in part.created.items():
        if label not in OWN_NODES:
            run(CREATE[label], plain(nodes))
    for key in part.edges:
        if key not in early:
            link(key)
    return writes


__all__ = ["ChangedMeanwhileError", "Lock", "Writes", "apply_plan", "held_lock", "write_changes"]
