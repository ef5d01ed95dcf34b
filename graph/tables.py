"""The graph as Arrow tables: one a label, one a kind of edge. What passes between builder, stores and exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from . import schema

EdgeKey = tuple[str, str, str]
"""(relationship type, source label, target label), as declared in `schema.EDGES`."""

ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "strings": pa.list_(pa.string()),
}

LABELS: tuple[str, ...] = tuple(node.label for node in schema.NODES)
EDGE_KEYS: tuple[EdgeKey, ...] = tuple((edge.type, edge.source, edge.target) for edge in schema.EDGES)
NODE_SCHEMAS: dict[str, pa.Schema] = {
    node.label: pa.schema([("id", pa.string()), *((p.name, ARROW[p.type]) for p in node.properties)])
    for node in schema.NODES
}
EDGE_SCHEMAS: dict[EdgeKey, pa.Schema] = {
    (edge.type, edge.source, edge.target): pa.schema(
        [("source", pa.string()), ("target", pa.string()), *((p.name, ARROW[p.type]) for p in edge.all_properties)]
    )
    for edge in schema.EDGES
}


@dataclass(frozen=True, slots=True)
class GraphTables:
    """`nodes[label]` has a column `id` and the label's properties; `edges[key]` has `source`, `target` and its properties."""

    nodes: dict[str, pa.Table] = field(default_factory=dict)
    edges: dict[EdgeKey, pa.Table] = field(default_factory=dict)

    def node(self, label: str) -> pa.Table:
        """The table of a label, empty where the graph has none."""
        return self.nodes.get(label) if label in self.nodes else NODE_SCHEMAS[label].empty_table()

    def edge(self, key: EdgeKey) -> pa.Table:
        """The table of a kind of edge, empty where the graph has none."""
        return self.edges.get(key) if key in self.edges else EDGE_SCHEMAS[key].empty_table()

    @property
    def node_count(self) -> int:
        return sum(table.num_rows for table in self.nodes.values())

    @property
    def edge_count(self) -> int:
        return sum(table.num_rows for table in self.edges.values())

    def document_ids(self) -> list[str]:
        """Ids of the loaded documents, in order."""
        documents = self.node("Document")
        loaded: list[str] = documents.filter(documents["loaded"])["id"].to_pylist()
        return sorted(loaded)


def table(shape: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table; a key that a row does not have is null."""
    return pa.Table.from_pylist(list(rows), schema=shape)


def canonical(tables: GraphTables) -> GraphTables:
    """The same graph in the one order: nodes by id, edges by source, target and every property; every table present.

    Strings are ordered by code point (UTF-8 bytes), nulls last.
    """
    nodes = {label: ordered(tables.node(label), NODE_SCHEMAS[label], ["id"]) for label in LABELS}
    edges = {key: ordered(tables.edge(key), EDGE_SCHEMAS[key]) for key in EDGE_KEYS}
    return GraphTables(nodes, edges)


def ordered(found: pa.Table, shape: pa.Schema, keys: Sequence[str] | None = None) -> pa.Table:
    """A table with the columns of `shape`, sorted by `keys` (all columns where not given), in one chunk."""
    found = found.select(shape.names).cast(shape)
    sortable = [name for name in keys or shape.names if not pa.types.is_list(shape.field(name).type)]
    if found.num_rows > 1:
        found = found.take(pc.sort_indices(found, sort_keys=[(name, "ascending") for name in sortable]))
    return found.combine_chunks()


def same(one: GraphTables, other: GraphTables) -> bool:
    """Whether two graphs in canonical order are equal, row for row."""
    return all(one.node(label).equals(other.node(label)) for label in LABELS) and all(
        one.edge(key).equals(other.edge(key)) for key in EDGE_KEYS
    )
