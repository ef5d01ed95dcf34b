"""The graph, or a part of it, as a networkx MultiDiGraph: parallel edges stay apart."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from .ownership import OWNED_NODES, owner
from .tables import EDGE_KEYS, LABELS, EdgeKey, GraphTables

if TYPE_CHECKING:
    import networkx as nx


def key_of(label: str, node_id: str) -> str:
    """The key of a node: ids are unique within a label only, so the label is part of it (`Domain:教育`)."""
    return f"{label}:{node_id}"


def to_networkx(
    tables: GraphTables, *, labels: Collection[str] | None = None, documents: Collection[str] | None = None
) -> nx.MultiDiGraph:
    """The graph for networkx. Nodes are keyed `Label:id` and have `label`, `id` and their properties; edges have `type` and theirs.

    Properties that are null are left out; dates are ISO strings; lists stay lists. `labels` keeps nodes of some labels only.
    `documents` keeps what these documents own and what is tied to it directly (bodies, domains, places, cited documents), but nothing
    that other documents own.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    part = part_of(tables, documents) if documents is not None else tables
    for label in LABELS:
        if labels is None or label in labels:
            for row in part.node(label).to_pylist():
                graph.add_node(key_of(label, row["id"]), label=label, **plain(row))
    for key in EDGE_KEYS:
        kind, source, target = key
        if labels is not None and (source not in labels or target not in labels):
            continue
        for row in part.edge(key).to_pylist():
            ends = key_of(source, row.pop("source")), key_of(target, row.pop("target"))
            graph.add_edge(*ends, type=kind, **plain(row))
    return graph


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without nulls, dates as ISO strings."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items() if value is not None
    }


def part_of(tables: GraphTables, documents: Collection[str]) -> GraphTables:
    """What some documents own, with the nodes that it is tied to directly and the ties among all these."""
    chosen = pa.array(sorted(documents), pa.string())
    nodes = {label: _owned(tables.node(label), "id", chosen) for label in OWNED_NODES}
    ids: dict[str, set[str]] = {label: set() for label in LABELS}
    for label, table in nodes.items():
        ids[label] |= set(table["id"].to_pylist())
    reached = {label: set(found) for label, found in ids.items()}
    for kind, source, target in EDGE_KEYS:
        edge = tables.edge((kind, source, target))
        for here, there, near, far in (("source", "target", source, target), ("target", "source", target, source)):
            if far == "Document" or far not in OWNED_NODES:
                touching = edge.filter(pc.is_in(edge[here], value_set=pa.array(sorted(ids[near]), pa.string())))
                reached[far] |= set(touching[there].to_pylist())
    reached["Place"] |= _targets(tables, ("LOCATED_IN", "Department", "Place"), reached["Department"])
    above = reached["Place"]
    while above:
        above = _targets(tables, ("WITHIN", "Place", "Place"), above)
        reached["Place"] |= above
    return GraphTables(
        {label: _in(tables.node(label), "id", reached[label]) for label in LABELS},
        {
            key: _in(_in(tables.edge(key), "source", reached[key[1]]), "target", reached[key[2]])
            for key in EDGE_KEYS
        },
    )  # fmt: skip


def _targets(tables: GraphTables, key: EdgeKey, sources: Collection[str]) -> set[str]:
    return set(_in(tables.edge(key), "source", sources)["target"].to_pylist())


def _owned(table: pa.Table, column: str, chosen: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(owner(table[column]), value_set=chosen)) if table.num_rows else table


def _in(table: pa.Table, column: str, ids: Collection[str]) -> pa.Table:
    return table.filter(pc.is_in(table[column], value_set=pa.array(sorted(ids), pa.string())))
