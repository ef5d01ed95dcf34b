"""The graph as a py2neo `Subgraph` and back, for notebooks that were written for py2neo: `pip install policygraph[py2neo]`.

py2neo is at its end of life (2021.2.4). Only its data classes and its `bulk` statements are used; they need no server and no
connection of py2neo's. Its connection gets through to the servers of today, but nobody mends it when it will not; its schema
calls send statements that Neo4j 5 refuses; its create and merge find nodes by the integer `id()` that Neo4j is giving up,
and make one of parallel relationships; its ogm sits on all of these (docs/neo4j.md has what was seen).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import pyarrow as pa

from .. import errors
from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey, GraphTables, canonical

BULK_ROWS = 5_000
"""Rows one bulk statement carries."""


class Runner(Protocol):
    """What `bulk_load` needs of a transaction; the official driver's has it."""

    def run(self, query: Any, parameters: Any = None) -> Any: ...


def to_subgraph(tables: GraphTables) -> Any:
    """The graph as a `py2neo.data.Subgraph`: a `Node` with one label a row, a `Relationship` an edge, nulls left out.

    py2neo takes two relationships with the same type, ends and properties for one. Such ones are kept apart by a class of their own
    with the type's name, so every row of the tables is there. Raises UsageError where py2neo is not installed.
    """
    data = _py2neo("data")
    nodes: dict[tuple[str, str], Any] = {}
    for label in LABELS:
        for row in tables.node(label).to_pylist():
            nodes[label, row["id"]] = data.Node(label, **_present(row))
    relationships = []
    seen: Counter[tuple[Any, ...]] = Counter()
    for key in EDGE_KEYS:
        kind, source, target = key
        for row in tables.edge(key).to_pylist():
            ends = nodes[source, row.pop("source")], nodes[target, row.pop("target")]
            properties = _present(row)
            same = (kind, *map(id, ends), tuple(properties.items()))
            relationships.append(_class(data, kind, seen[same])(*ends, **properties))
            seen[same] += 1
    return data.Subgraph(nodes.values(), relationships)


def from_subgraph(subgraph: Any) -> GraphTables:
    """The tables, in canonical order, of a Subgraph that `to_subgraph` made or a notebook has changed.

    Raises UsageError for a node without one of the schema's labels or without an `id`, for a relationship that the schema does not
    have, and for a property of the wrong type.
    """
    nodes: dict[str, list[dict[str, Any]]] = {label: [] for label in LABELS}
    for node in subgraph.nodes:
        nodes[_label(node)].append(dict(node))
    edges: dict[EdgeKey, list[dict[str, Any]]] = {key: [] for key in EDGE_KEYS}
    for relationship in subgraph.relationships:
        start, end = relationship.nodes[0], relationship.nodes[-1]
        key = (type(relationship).__name__, _label(start), _label(end))
        if key not in edges:
            raise errors.UsageError(f"the schema has no relationship ({key[1]})-[:{key[0]}]->({key[2]})")
        edges[key].append({**relationship, "source": start["id"], "target": end["id"]})
    return canonical(
        GraphTables(
            {label: _table(rows, NODE_SCHEMAS[label], label) for label, rows in nodes.items()},
            {key: _table(rows, EDGE_SCHEMAS[key], key[0]) for key, rows in edges.items()},
        )
    )


def bulk_load(tx: Runner, tables: GraphTables) -> None:
    """Write the graph with `py2neo.bulk` through a transaction of the official driver, which commits or rolls back.

        with driver.session() as session:
            session.execute_write(bulk_load, tables)

    Nodes are merged by `id`; relationships are created, so that parallel ones stay: load into an empty database. For anything that
    is loaded again, `open_store(URI).load(tables)` is the way. Raises UsageError where py2neo is not installed.
    """
    bulk = _py2neo("bulk")
    for label in LABELS:
        for rows in _batches(tables.node(label)):
            bulk.merge_nodes(tx, rows, (label, "id"), keys=NODE_SCHEMAS[label].names)
    for key in EDGE_KEYS:
        kind, source, target = key
        for rows in _batches(tables.edge(key)):
            triples = [(row[0], row[2:], row[1]) for row in rows]
            bulk.create_relationships(tx, triples, kind, (source, "id"), (target, "id"), EDGE_SCHEMAS[key].names[2:])


def _py2neo(part: str) -> Any:
    try:
        import py2neo.bulk
        import py2neo.data
    except ImportError as error:
        raise errors.UsageError("py2neo is not installed: run `pip install 'policygraph[py2neo]'`") from error
    return getattr(py2neo, part)


_twins: dict[tuple[str, int], type] = {}


def _class(data: Any, kind: str, number: int) -> Any:
    """The relationship class of a type; `number` counts equal relationships from 0, each of which needs a class of its own."""
    if number == 0:
        return data.Relationship.type(kind)
    if (kind, number) not in _twins:
        data.Relationship.type(kind)  # the first class of the name is the one that py2neo finds by it
        _twins[kind, number] = type(kind, (data.Relationship,), {})
    return _twins[kind, number]


def _present(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if value is not None
    }


def _label(node: Any) -> str:
    known = [label for label in node.labels if label in NODE_SCHEMAS]
    if len(known) != 1 or not isinstance(node.get("id"), str):
        raise errors.UsageError(f"a node needs one label of {', '.join(LABELS)} and a string id: {str(node)[:100]}")
    return str(known[0])


def _table(rows: list[dict[str, Any]], shape: pa.Schema, what: str) -> pa.Table:
    names = set(shape.names)
    for row in rows:
        if unknown := row.keys() - names:
            raise errors.UsageError(f"{what} has no property {', '.join(sorted(unknown))} in the schema")
    try:
        return pa.Table.from_pylist(rows, schema=shape)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise errors.UsageError(f"a property of {what} is not of its type in the schema: {error}") from error


def _batches(table: pa.Table) -> Iterator[list[list[Any]]]:
    for start in range(0, table.num_rows, BULK_ROWS):
        columns = (column.to_pylist() for column in table.slice(start, BULK_ROWS).columns)
        yield [list(row) for row in zip(*columns, strict=True)]


__all__ = ["bulk_load", "from_subgraph", "to_subgraph"]
