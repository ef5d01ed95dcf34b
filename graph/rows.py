"""Rows gathered document by document, packed into Arrow as they come so that Python objects do not pile up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey, GraphTables

Row = dict[str, Any]
BATCH = 20_000
"""Rows of all kinds held as Python objects before they are packed."""


class Rows:
    """Node and edge rows of one or many documents."""

    def __init__(self) -> None:
        self._nodes: dict[str, list[Row]] = {label: [] for label in LABELS}
        self._edges: dict[EdgeKey, list[Row]] = {key: [] for key in EDGE_KEYS}
        self._packed_nodes: dict[str, list[pa.Table]] = {label: [] for label in LABELS}
        self._packed_edges: dict[EdgeKey, list[pa.Table]] = {key: [] for key in EDGE_KEYS}
        self._held = 0

    def node(self, label: str, row: Row) -> None:
        self._nodes[label].append(row)
        self._held += 1

    def edge(self, key: EdgeKey, row: Row) -> None:
        self._edges[key].append(row)
        self._held += 1

    def pack(self, *, force: bool = False) -> None:
        """Turn the rows held so far into Arrow, once there are enough of them."""
        if self._held < BATCH and not force:
            return
        for label, rows in self._nodes.items():
            if rows:
                self._packed_nodes[label].append(pa.Table.from_pylist(rows, schema=NODE_SCHEMAS[label]))
                rows.clear()
        for key, rows in self._edges.items():
            if rows:
                self._packed_edges[key].append(pa.Table.from_pylist(rows, schema=EDGE_SCHEMAS[key]))
                rows.clear()
        self._held = 0

    def tables(self) -> GraphTables:
        """Everything gathered."""
        self.pack(force=True)
        return GraphTables(
            {label: concat(NODE_SCHEMAS[label], parts) for label, parts in self._packed_nodes.items()},
            {key: concat(EDGE_SCHEMAS[key], parts) for key, parts in self._packed_edges.items()},
        )


def concat(shape: pa.Schema, parts: Iterable[pa.Table]) -> pa.Table:
    """The rows of all parts under one schema."""
    found = [part for part in parts if part.num_rows]
    return pa.concat_tables(found) if found else shape.empty_table()
