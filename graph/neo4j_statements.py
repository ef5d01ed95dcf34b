"""The Cypher of a load, made from the schema, and the rows it takes: lists in the order of a table's columns.

New tasks go with what hangs on them in one statement: their indicators and the bodies responsible for them. That spares the
server two look-ups by id for each of those edges, and the client the ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa

from . import schema
from .neo4j_changes import Changes
from .tables import EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey

Row = list[Any]
MEASURES: EdgeKey = ("HAS_INDICATOR", "Task", "Indicator")
RESPONSIBLE: EdgeKey = ("RESPONSIBLE_FOR", "Department", "Task")


def plain(rows: pa.Table | pa.Array) -> list[Any]:
    """Rows as lists of Python values; an array as a list of them."""
    if isinstance(rows, pa.Table):
        return [list(row) for row in zip(*(column.to_pylist() for column in rows.columns), strict=True)]
    return list(rows.to_pylist())


def nested(part: Changes) -> tuple[list[Row], Changes]:
    """Rows for NEW_TASKS, and the changes that are left beside them.

    A row is a task with two more columns: its new indicators, and its responsibilities without the task's id.
    """
    if "Task" not in part.created:
        return [], part
    tasks = {row[0]: [*row, [], []] for row in plain(part.created["Task"])}
    indicators = {row[0]: row for row in plain(part.created.get("Indicator", NODE_SCHEMAS["Indicator"].empty_table()))}
    loose = []
    for source, target in plain(part.edges.get(MEASURES, EDGE_SCHEMAS[MEASURES].empty_table())):
        if source in tasks and target in indicators:
            tasks[source][-2].append(indicators.pop(target))
        else:
            loose.append([source, target])
    responsible = []
    for row in plain(part.edges.get(RESPONSIBLE, EDGE_SCHEMAS[RESPONSIBLE].empty_table())):
        if row[1] in tasks:
            tasks[row[1]][-1].append([row[0], *row[2:]])
        else:
            responsible.append(row)
    created = {label: rows for label, rows in part.created.items() if label != "Task"}
    created["Indicator"] = _table(list(indicators.values()), NODE_SCHEMAS["Indicator"])
    edges = {
        **part.edges,
        MEASURES: _table(loose, EDGE_SCHEMAS[MEASURES]),
        RESPONSIBLE: _table(responsible, EDGE_SCHEMAS[RESPONSIBLE]),
    }
    return list(tasks.values()), replace(part, created=created, edges=edges)


def hanging(tasks: list[Row]) -> tuple[int, int]:
    """How many nodes and edges rows of `nested` make."""
    indicators, bodies = sum(len(row[-2]) for row in tasks), sum(len(row[-1]) for row in tasks)
    return len(tasks) + indicators, indicators + bodies


def batches(tasks: list[Row], size: int) -> Iterator[list[Row]]:
    """Rows of `nested` in lists that make about `size` nodes and edges."""
    batch: list[Row] = []
    held = 0
    for row in tasks:
        weight = 1 + len(row[-2]) + len(row[-1])
        if batch and held + weight > size:
            yield batch
            batch, held = [], 0
        batch.append(row)
        held += weight
    if batch:
        yield batch


def _table(rows: list[Row], shape: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in shape)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, shape, strict=True)], schema=shape)


def _map(names: list[str], row: str = "r", skip: int = 0, shift: int = 0) -> str:
    return "{" + ", ".join(f"{name}: {row}[{at - shift}]" for at, name in enumerate(names) if at >= skip) + "}"


def _assign(label: str) -> str:
    return ", ".join(f"n.{name} = r[{at}]" for at, name in enumerate(NODE_SCHEMAS[label].names) if name != "id")


def _link(key: EdgeKey) -> str:
    kind, source, target = key
    names = EDGE_SCHEMAS[key].names
    return (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r[0]}}) MATCH (b:{target} {{id: r[1]}}) "
        f"CREATE (a)-[:{kind} {_map(names, skip=2)}]->(b)"
    )


def _unlink(key: EdgeKey) -> str:
    kind, source, target = key
    return f"UNWIND $rows AS r MATCH (:{source} {{id: r[0]}})-[e:{kind}]->(:{target} {{id: r[1]}}) DELETE e"


def _new_tasks() -> str:
    columns = NODE_SCHEMAS["Task"].names
    return (
        f"UNWIND $rows AS t CREATE (n:Task {_map(columns, 't')}) "
        f"FOREACH (i IN t[{len(columns)}] | CREATE (n)-[:HAS_INDICATOR]->(:Indicator {_map(NODE_SCHEMAS['Indicator'].names, 'i')})) "
        f"WITH n, t UNWIND t[{len(columns) + 1}] AS r MATCH (d:Department {{id: r[0]}}) "
        f"CREATE (d)-[:RESPONSIBLE_FOR {_map(EDGE_SCHEMAS[RESPONSIBLE].names, skip=2, shift=1)}]->(n)"
    )


NEW_TASKS = _new_tasks()
CREATE = {label: f"UNWIND $rows AS r CREATE (:{label} {_map(NODE_SCHEMAS[label].names)})" for label in LABELS}
# a document may stand already as the stub that another one cites
CREATE["Document"] = f"UNWIND $rows AS r MERGE (n:Document {{id: r[0]}}) SET {_assign('Document')}"
UPDATE = {label: f"UNWIND $rows AS r MATCH (n:{label} {{id: r[0]}}) SET {_assign(label)}" for label in LABELS}
DELETE = {label: f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n" for label in LABELS}
_KEPT_BY_STUBS = ("title", "doc_number", "loaded")
DEMOTE = "UNWIND $rows AS id MATCH (n:Document {id: id}) SET n.loaded = false" + "".join(
    f", n.{prop.name} = null" for prop in schema.node_type("Document").properties if prop.name not in _KEPT_BY_STUBS
)
LINK = {key: _link(key) for key in EDGE_SCHEMAS}
UNLINK = {key: _unlink(key) for key in EDGE_SCHEMAS}
