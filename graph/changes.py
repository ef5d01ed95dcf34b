"""What turns one graph into another, document by document, for a store that writes in transactions.

`diff(stored, wanted)` may start from any state that a cut-short run left: whatever is not as wanted is in the result. A store applies
it in this order, every step safe to repeat:

1. `put_nodes`: shared nodes and stubs that are new or changed (create or overwrite by id), then `put_shared`;
2. each of `documents()` in one transaction: delete what the document owns, write it anew (a document that is cited before it was
   written is made as a bare Document node first: `ahead`);
3. each of `removed` in one transaction: delete what it owns, and its Document node unless it is in `put_nodes` as a stub;
4. `gone_edges`, `put_links`, and `gone_nodes` (with whatever still hangs on them).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .merge import OWNED_NODES, OWNER_END, owner
from .tables import LABELS, EdgeKey, GraphTables

SHARED_EDGES: tuple[EdgeKey, ...] = (("LOCATED_IN", "Department", "Place"), ("WITHIN", "Place", "Place"))
LINKS: tuple[EdgeKey, ...] = (("SAME_DOMAIN_AS", "Task", "Task"), ("COMPARABLE_TO", "Indicator", "Indicator"))


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two graphs; empty where they are equal."""

    wanted: GraphTables
    written: tuple[str, ...]
    """Loaded documents that are new or not as wanted, by id."""
    removed: tuple[str, ...]
    """Documents that were loaded and are no more, by id."""
    ahead: tuple[str, ...]
    """Documents of `written` that the store has no node of yet: other documents may cite them before their turn."""
    put_nodes: dict[str, pa.Table]
    """Shared nodes (Department, Domain, Place, stub Document) that are new or changed, by label."""
    gone_nodes: dict[str, list[str]]
    """Ids of shared nodes that nothing wants any more, by label."""
    put_shared: dict[EdgeKey, pa.Table]
    """LOCATED_IN and WITHIN that are new."""
    put_links: dict[EdgeKey, pa.Table]
    """Links between documents that are new or changed, or that hang on a document of `written` (rewriting cuts them)."""
    gone_edges: dict[EdgeKey, pa.Table]
    """Shared edges and links that are no more, with their old properties (a changed one is here and in `put_…`)."""

    @property
    def empty(self) -> bool:
        tables = (self.put_nodes, self.gone_nodes, self.put_shared, self.put_links, self.gone_edges)
        return not (self.written or self.removed or any(len(part) for found in tables for part in found.values()))

    def documents(self) -> Iterator[tuple[str, GraphTables]]:
        """Each document to write, with all the rows that it owns."""
        return split(self.wanted, self.written)


def split(tables: GraphTables, ids: Collection[str] | None = None) -> Iterator[tuple[str, GraphTables]]:
    """Loaded documents in order of id, each with the rows it owns (its own Document row among them), in canonical order."""
    chosen = sorted(tables.document_ids() if ids is None else ids)
    places = {name: index for index, name in enumerate(chosen)}
    nodes = {label: _Slices(tables.node(label), "id", places) for label in OWNED_NODES}
    edges = {key: _Slices(tables.edge(key), end, places) for key, end in OWNER_END.items()}
    for index, name in enumerate(chosen):
        yield name, GraphTables(
            {label: found.part(index) for label, found in nodes.items()},
            {key: found.part(index) for key, found in edges.items()},
        )


class _Slices:
    """A table's rows gathered by the document that owns them."""

    def __init__(self, table: pa.Table, column: str, places: dict[str, int]) -> None:
        names = pa.array(list(places), pa.string())
        where = pc.index_in(owner(table[column]), value_set=names) if table.num_rows else pa.array([], pa.int32())
        numbers = np.asarray(pc.fill_null(where, -1).to_numpy(zero_copy_only=False), np.int64)
        order = np.argsort(numbers, kind="stable")
        self._table = table.take(pa.array(order)).combine_chunks() if table.num_rows else table
        self._starts = np.searchsorted(numbers[order], np.arange(len(places) + 1))

    def part(self, index: int) -> pa.Table:
        start, stop = int(self._starts[index]), int(self._starts[index + 1])
        return self._table.slice(start, stop - start)


def changed_documents(stored: GraphTables, wanted: GraphTables) -> tuple[str, ...]:
    """Documents of `wanted` whose owned rows are not the same in `stored`."""
    both = sorted({*stored.document_ids()} & {*wanted.document_ids()})
    unlike = {
        name for (name, one), (_, other) in zip(split(stored, both), split(wanted, both), strict=True) if not _same(one, other)
    }
    return tuple(name for name in wanted.document_ids() if name in unlike or name not in set(both))


def _same(one: GraphTables, other: GraphTables) -> bool:
    return all(one.node(label).equals(other.node(label)) for label in OWNED_NODES) and all(
        one.edge(key).equals(other.edge(key)) for key in OWNER_END
    )


def diff(stored: GraphTables, wanted: GraphTables) -> Changes:
    """What has to be done to a store that holds `stored` for it to hold `wanted` (both in canonical order)."""
    written = changed_documents(stored, wanted)
    removed = tuple(sorted({*stored.document_ids()} - {*wanted.document_ids()}))
    put_nodes, gone_nodes = {}, {}
    for label in LABELS:
        old, new = _shared(stored, label), _shared(wanted, label)
        put_nodes[label] = _new_rows(old, new)
        kept = {*new["id"].to_pylist(), *(wanted.document_ids() if label == "Document" else ())}
        gone_nodes[label] = [name for name in old["id"].to_pylist() if name not in kept]
    put_shared = {key: _new_rows(stored.edge(key), wanted.edge(key)) for key in SHARED_EDGES}
    gone_edges = {key: _new_rows(wanted.edge(key), stored.edge(key)) for key in SHARED_EDGES}
    put_links = {}
    for key in LINKS:
        cut = _touching(wanted.edge(key), written)
        fresh = _new_rows(stored.edge(key), wanted.edge(key))
        put_links[key] = _distinct(pa.concat_tables([fresh, cut]))
        gone_edges[key] = _new_rows(wanted.edge(key), stored.edge(key))
    known = set(stored.node("Document")["id"].to_pylist())
    ahead = tuple(name for name in written if name not in known)
    return Changes(wanted, written, removed, ahead, put_nodes, gone_nodes, put_shared, put_links, gone_edges)


def _shared(tables: GraphTables, label: str) -> pa.Table:
    """Nodes of a label that no document owns."""
    found = tables.node(label)
    if label == "Document":
        return found.filter(pc.invert(found["loaded"]))
    return found.slice(0, 0) if label in OWNED_NODES else found


def _new_rows(old: pa.Table, new: pa.Table) -> pa.Table:
    """Rows of `new` that `old` has not got, every property compared."""
    if not old.num_rows or not new.num_rows:
        return new
    held = set(_keys(old))
    return new.filter(pa.array([key not in held for key in _keys(new)], pa.bool_()))


def _keys(table: pa.Table) -> list[tuple[object, ...]]:
    columns = [table[name].to_pylist() for name in table.schema.names]
    return [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in zip(*columns, strict=True)]


def _touching(table: pa.Table, documents: Collection[str]) -> pa.Table:
    if not table.num_rows or not documents:
        return table.slice(0, 0)
    names = pa.array(sorted(documents), pa.string())
    ends = [pc.is_in(owner(table[end]), value_set=names) for end in ("source", "target")]
    return table.filter(pc.or_(*ends))


def _distinct(table: pa.Table) -> pa.Table:
    seen: set[tuple[object, ...]] = set()
    keep = []
    for key in _keys(table):
        keep.append(key not in seen)
        seen.add(key)
    return table.filter(pa.array(keep, pa.bool_()))
