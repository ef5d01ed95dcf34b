"""The schema's constraints and indexes in a Neo4j server.

Unique ids come before data (they also are the look-up that loading uses), all other indexes after it: filling an
index once is faster than keeping it up row by row.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from . import schema

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

    from .tables import GraphTables

LONGEST_INDEXED = 8_000
"""Bytes of a string that a range index holds; Neo4j's own limit is a little above."""
LOCK_LABEL = "PolicyGraphLoad"
"""Never stored: one loader at a time holds an uncommitted node of it (see neo4j_lock)."""


def constraints() -> dict[str, str]:
    """Statements by constraint name: one unique `id` a label."""
    labels = (*(node.label for node in schema.NODES), LOCK_LABEL)
    return {
        (
            name := f"{label.lower()}_id"
        ): f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    }


def indexes() -> dict[str, str]:
    """Statements by index name: a range index a look-up property, a full-text index a label (analyser `cjk`)."""
    made = {}
    for node in schema.NODES:
        label = node.label
        for prop in node.properties:
            if prop.indexed:
                name = _index_name(label, prop.name)
                made[name] = f"CREATE RANGE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{prop.name})"
        words = ", ".join(f"n.{prop.name}" for prop in node.properties if prop.fulltext)
        if words:
            name = f"{label.lower()}_fulltext"
            made[name] = (
                f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [{words}] "
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
            )
    return made


def ensure_constraints(session: Session) -> None:
    """Create the unique ids that are missing."""
    _create(session, "SHOW CONSTRAINTS YIELD name", constraints())


def ensure_indexes(session: Session, impossible: Collection[str] = ()) -> None:
    """Create the indexes that are missing, but for the impossible ones, and wait until all are filled."""
    wanted = {name: statement for name, statement in indexes().items() if name not in impossible}
    if _create(session, "SHOW INDEXES YIELD name", wanted):
        session.run("CALL db.awaitIndexes(3600)").consume()


def impossible_indexes(tables: GraphTables) -> frozenset[str]:
    """Range indexes that a value of these tables is too long for: the server would refuse the row. Look-ups then scan."""
    found = set()
    for node in schema.NODES:
        for prop in node.properties:
            column = tables.node(node.label)[prop.name]
            if prop.indexed and prop.type == "string" and len(column):
                longest = pc.max(pc.binary_length(column)).as_py() or 0
                if longest > LONGEST_INDEXED:
                    found.add(_index_name(node.label, prop.name))
    return frozenset(found)


def drop_indexes(session: Session, names: Collection[str]) -> None:
    """Drop indexes by name, where they are."""
    for name in sorted(names):
        session.run(f"DROP INDEX {name} IF EXISTS").consume()


def _index_name(label: str, prop: str) -> str:
    return f"{label.lower()}_{prop}"


def _create(session: Session, show: str, wanted: dict[str, str]) -> bool:
    # asked first: a CREATE … IF NOT EXISTS waits for a loader at work even where there is nothing to create
    present = {record[0] for record in session.run(show)}
    missing = [statement for name, statement in wanted.items() if name not in present]

    def create(transaction: ManagedTransaction) -> None:
        for statement in missing:
            transaction.run(statement).consume()

    if missing:
        session.execute_write(create)
    return bool(missing)
