"""What a load has to change in a graph that is stored already, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .tables import EDGE_KEYS, LABELS, EdgeKey, GraphTables


@dataclass(slots=True)
class Changes:
    """Rows to create, nodes to bring up to date, ids of nodes and (source, target) pairs of edges to delete.

    `demoted` are the loaded ones of the deleted documents: stripped to a stub when their own rows go, deleted at the
    very end, when nothing cites them any more. Edges change by pair of ends: where the edges of one kind between two
    nodes differ, all of them are deleted and created anew.
    """

    created: dict[str, pa.Table] = field(default_factory=dict)
    updated: dict[str, pa.Table] = field(default_factory=dict)
    deleted: dict[str, pa.Array] = field(default_factory=dict)
    demoted: pa.Array = field(default_factory=lambda: pa.array([], pa.string()))
    edges: dict[EdgeKey, pa.Table] = field(default_factory=dict)
    unlinked: dict[EdgeKey, pa.Table] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        parts: tuple[Mapping[Any, Any], ...] = (self.created, self.updated, self.deleted, self.edges, self.unlinked)
        return sum(len(rows) for part in parts for rows in part.values())


def changes(old: GraphTables, new: GraphTables) -> Changes:
    """What turns one graph into the other."""
    if not old.node_count:
        return Changes({label: new.node(label) for label in LABELS}, edges={key: new.edge(key) for key in EDGE_KEYS})
    found = Changes()
    for label in LABELS:
        before, after = old.node(label), new.node(label)
        gone = pc.invert(pc.is_in(before["id"], value_set=flat(after["id"])))
        known = pc.is_in(after["id"], value_set=flat(before["id"]))
        same = pc.is_in(_print(after), value_set=flat(_print(before)))
        found.created[label] = after.filter(pc.invert(known))
        found.updated[label] = after.filter(pc.and_(known, pc.invert(same)))
        found.deleted[label] = flat(before.filter(gone)["id"])
        if label == "Document":
            found.demoted = flat(before.filter(pc.and_(gone, before["loaded"]))["id"])
    for key in EDGE_KEYS:
        found.unlinked[key], found.edges[key] = _edge_changes(old.edge(key), new.edge(key))
    return found


def _edge_changes(before: pa.Table, after: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Pairs of ends whose edges differ, and all rows that those pairs have afterwards."""
    counted_before, counted_after = _counted(before), _counted(after)
    lost = before.filter(pc.invert(pc.is_in(counted_before, value_set=counted_after)))
    won = after.filter(pc.invert(pc.is_in(counted_after, value_set=counted_before)))
    pairs = pa.concat_arrays([flat(_pair(lost)), flat(_pair(won))]).unique()
    stale = before.filter(pc.is_in(_pair(before), value_set=pairs)).select(["source", "target"])
    return stale.group_by(["source", "target"]).aggregate([]), after.filter(pc.is_in(_pair(after), value_set=pairs))


def _counted(table: pa.Table) -> pa.Array:
    """Each row's print with its number among equal rows, so that parallel equal edges stay apart."""
    prints = flat(_print(table))
    codes = prints.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.r_[True, ordered[1:] != ordered[:-1]] if len(ordered) else np.zeros(0, bool)
    first = (
        np.maximum.accumulate(np.where(starts, np.arange(len(ordered)), 0)) if len(ordered) else np.zeros(0, np.int64)
    )
    nth = np.empty(len(codes), np.int64)
    nth[order] = np.arange(len(ordered)) - first
    return pc.binary_join_element_wise(prints, pc.cast(pa.array(nth), pa.string()), "\x1e")


def _print(table: pa.Table) -> pa.ChunkedArray:
    """All values of a row as one string; null and the empty string differ."""
    if not table.num_rows:
        return pa.chunked_array([], pa.string())
    columns = []
    for name in table.schema.names:
        column = table[name]
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, "\x1d")
        columns.append(pc.fill_null(pc.cast(column, pa.string()), "\x00"))
    return pc.binary_join_element_wise(*columns, "\x1f")


def _pair(table: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(table["source"], table["target"], "\x1f")


def flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.Array):
        return column
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
