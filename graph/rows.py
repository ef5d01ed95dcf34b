"""Rows gathered document by document, packed into Arrow as they come so that Python objects do not pile up."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from .ownership import OWNED_NODES, OWNER_END, disown
from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey, GraphTables

Row = dict[str, Any]
BATCH = 20_000
"""Rows of all kinds held as Python objects before they are packed."""
LOCATED_IN: EdgeKey = ("LOCATED_IN", "Department", "Place")


class Rows:
    """Node and edge rows of one or many documents."""

    def __init__(self) -> None:
        self._nodes: dict[str, list[Row]] = {label: [] for label in LABELS}
        self._edges: dict[EdgeKey, list[Row]] = {key: [] for key in EDGE_KEYS}
        self._held = 0
        self._packs: list[GraphTables] = []
        self._dropped: list[set[str]] = []
        self._departments: set[tuple[str, str, str | None]] = set()

    def node(self, label: str, row: Row) -> None:
        self._nodes[label].append(row)
        self._held += 1

    def edge(self, key: EdgeKey, row: Row) -> None:
        self._edges[key].append(row)
        self._held += 1

    def department(self, row: Row, place: str | None) -> None:
        """A body as one document writes it; each written form is kept once."""
        key = row["id"], row["aliases"][0], place
        if key in self._departments:
            return
        self._departments.add(key)
        self.node("Department", row)
        if place:
            self.edge(LOCATED_IN, {"source": row["id"], "target": place})

    def drop(self, document: str) -> None:
        """Forget what was gathered for a document so far; a better copy of it follows."""
        self.pack(force=True)
        self._dropped[-1].add(document)

    def pack(self, *, force: bool = False) -> None:
        """Turn the rows held so far into Arrow, once there are enough of them."""
        if self._held < BATCH and not force:
            return
        self._packs.append(GraphTables(
            {label: pa.Table.from_pylist(rows, schema=NODE_SCHEMAS[label]) for label, rows in self._nodes.items() if rows},
            {key: pa.Table.from_pylist(rows, schema=EDGE_SCHEMAS[key]) for key, rows in self._edges.items() if rows},
        ))  # fmt: skip
        self._dropped.append(set())
        for rows in (*self._nodes.values(), *self._edges.values()):
            rows.clear()
        self._held = 0

    def tables(self) -> GraphTables:
        """Everything gathered, without what was dropped."""
        self.pack(force=True)
        kept: list[GraphTables] = []
        gone: set[str] = set()
        for pack, dropped in zip(reversed(self._packs), reversed(self._dropped), strict=True):
            gone |= dropped
            kept.append(_without(pack, gone))
        return GraphTables(
            {label: pa.concat_tables([pack.node(label) for pack in kept]) for label in LABELS},
            {key: pa.concat_tables([pack.edge(key) for pack in kept]) for key in EDGE_KEYS},
        )


def _without(pack: GraphTables, documents: set[str]) -> GraphTables:
    if not documents:
        return pack
    gone = pa.array(sorted(documents), pa.string())
    nodes = {label: disown(found, "id", gone) if label in OWNED_NODES else found for label, found in pack.nodes.items()}
    edges = {key: disown(found, OWNER_END[key], gone) if key in OWNER_END else found for key, found in pack.edges.items()}
    return GraphTables(nodes, edges)
