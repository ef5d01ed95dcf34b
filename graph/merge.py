"""Adding and taking away documents, as pure functions on tables; both stores use them.

The state after any sequence of loads and removals is the graph of the documents that are left, exactly as one build of them would
make it: owned rows are kept or dropped by document, and all that is shared is worked out anew (`derive.settle`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import NotFoundError
from .derive import settle
from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey, GraphTables

OWNED_NODES = ("Document", "Task", "Indicator")
OWNER_END: dict[EdgeKey, str] = {
    ("RESPONSIBLE_FOR", "Department", "Task"): "target",
    ("CITES", "Document", "Document"): "source",
    ("HAS_TASK", "Document", "Task"): "source",
    ("HAS_INDICATOR", "Task", "Indicator"): "source",
    ("HAS_INDICATOR", "Document", "Indicator"): "source",
    ("IN_DOMAIN", "Task", "Domain"): "source",
    ("ISSUED_BY", "Document", "Department"): "source",
    ("APPLIES_TO", "Document", "Place"): "source",
}
"""Kinds of edges that one document owns, and the end whose id says which: it is before the `#` of the id."""


def owner(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """The document that each node id (`<document>#…`, or the document's own) belongs to."""
    return pc.list_element(pc.split_pattern(ids, "#", max_splits=1), 0)


def merge(stored: GraphTables, incoming: GraphTables) -> GraphTables:
    """What the store holds after `incoming` was loaded: its documents replace stored ones of the same id."""
    if not stored.node("Document").num_rows:
        return incoming
    kept = _owned(stored, drop=incoming.document_ids())
    fresh = _owned(incoming, drop=())
    return settle(_together(kept, fresh))


def without(stored: GraphTables, ids: Sequence[str]) -> GraphTables:
    """What the store holds after documents were removed. Raises NotFoundError for an id that is not loaded."""
    known = set(stored.document_ids())
    for name in ids:
        if name not in known:
            raise NotFoundError(f"no document {name} is loaded: `policygraph query documents` lists them")
    return settle(_owned(stored, drop=ids))


def _owned(tables: GraphTables, *, drop: Collection[str]) -> GraphTables:
    """Rows that loaded documents own, those of `drop` left out, with the department rows that they refer to."""
    gone = pa.array(sorted(drop), pa.string())
    nodes = {label: _keep(tables.node(label), "id", gone) for label in OWNED_NODES}
    nodes["Document"] = nodes["Document"].filter(nodes["Document"]["loaded"])
    nodes["Department"] = tables.node("Department")
    edges = {key: _keep(tables.edge(key), end, gone) for key, end in OWNER_END.items()}
    located: EdgeKey = ("LOCATED_IN", "Department", "Place")
    edges[located] = tables.edge(located)
    return GraphTables(nodes, edges)


def _keep(table: pa.Table, column: str, gone: pa.Array) -> pa.Table:
    if not len(gone) or not table.num_rows:
        return table
    return table.filter(pc.invert(pc.is_in(owner(table[column]), value_set=gone)))


def _together(one: GraphTables, other: GraphTables) -> GraphTables:
    return GraphTables(
        {label: pa.concat_tables([_shaped(g.node(label), NODE_SCHEMAS[label]) for g in (one, other)]) for label in LABELS},
        {key: pa.concat_tables([_shaped(g.edge(key), EDGE_SCHEMAS[key]) for g in (one, other)]) for key in EDGE_KEYS},
    )


def _shaped(table: pa.Table, shape: pa.Schema) -> pa.Table:
    return table.select(shape.names).cast(shape)
