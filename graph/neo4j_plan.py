"""The order of a load into a server, so that a document is there whole or not at all.

    first     shared nodes (departments, places, domains), the edges between them, and cited documents as stubs
    bundles   whole documents, each in one transaction: what goes, what changes, what is new
    links     between tasks or indicators of documents that are there, beside the bundles
    last      nodes that nothing holds any more, and the links that are left

A citation is written with the citing document: what it cites stands by then, at least as a stub.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .neo4j_changes import Changes, flat
from .ownership import OWNED_NODES, OWNER_END, owner
from .tables import EDGE_SCHEMAS, NODE_SCHEMAS, EdgeKey

Ints = npt.NDArray[np.int64]
SHARED_LABELS = ("Place", "Domain", "Department")
SHARED_EDGES: tuple[EdgeKey, ...] = (("WITHIN", "Place", "Place"), ("LOCATED_IN", "Department", "Place"))
LINKS: tuple[EdgeKey, ...] = (("SAME_DOMAIN_AS", "Task", "Task"), ("COMPARABLE_TO", "Indicator", "Indicator"))
CITES: EdgeKey = ("CITES", "Document", "Document")
APPLIES_TO: EdgeKey = ("APPLIES_TO", "Document", "Place")
BUNDLE_ROWS = 8_000
"""Rows that a transaction aims at: documents join it until then; a larger document goes alone."""
_SHARED_TARGETS = frozenset(key for key, end in OWNER_END.items() if end == "source" and key[0] != "HAS_INDICATOR")
"""Edges that lead to nodes which other documents use too: written in order of those, so that transactions that run at once lock
them in the same order. (RESPONSIBLE_FOR begins at the shared node and has that order already.)"""
_NONE = pa.array([], pa.string())


class _Slot:
    """Rows of one kind, and which of them belong to which bundle (-1: to none)."""

    def __init__(self, rows: pa.Table | pa.Array, bundles: Ints, size: int) -> None:
        self.rows = rows
        self._order = np.argsort(bundles, kind="stable").astype(np.int64)
        self._offsets = np.searchsorted(bundles[self._order], np.arange(size + 1))

    def of(self, bundle: int) -> Ints:
        return self._order[self._offsets[bundle] : self._offsets[bundle + 1]]

    def loose(self) -> Ints:
        """Rows that belong to no bundle."""
        return self._order[: self._offsets[0]]


class _Links:
    """New links between documents: each waits until the documents at both ends are there."""

    def __init__(self, rows: pa.Table, ends: tuple[Ints, Ints], size: int) -> None:
        self.rows = rows
        self._near, self._far = np.minimum(*ends), np.maximum(*ends)
        self._by_near, self._by_far = _Slot(rows, self._near, size), _Slot(rows, self._far, size)
        self._ready = [np.zeros(0, np.int64)]

    def stale_gone(self) -> None:
        """What stood before between documents that do not change is gone: new ones may be written in its place."""
        self._ready.append(self._by_far.loose())

    def finished(self, bundle: int, committed: npt.NDArray[np.bool_]) -> None:
        """This bundle is there: so are the links with those that were there before."""
        far, near = self._by_far.of(bundle), self._by_near.of(bundle)
        self._ready.append(far[committed[self._near[far]]])
        self._ready.append(near[committed[self._far[near]] & (self._far[near] != bundle)])

    @property
    def waiting(self) -> int:
        """How many can be written now."""
        return sum(map(len, self._ready))

    def take(self) -> pa.Table:
        """All that can be written now; each is given once."""
        ready, self._ready = np.sort(np.concatenate(self._ready)), [np.zeros(0, np.int64)]
        return self.rows.take(pa.array(ready))


class Plan:
    """Changes put in order: `first`, then `bundle(0)` … `bundle(size - 1)`, then `last`."""

    def __init__(self, found: Changes, bundle_rows: int = BUNDLE_ROWS) -> None:
        self._found = found
        self.rows = found.rows
        documents = found.created.get("Document", NODE_SCHEMAS["Document"].empty_table())
        self._stubs = documents.filter(pc.invert(documents["loaded"]))
        self._loaded = documents.filter(documents["loaded"])
        slots = list(self._slots())
        self._ids, self._bundle_of = _pack(
            [owners for *_, owners in slots],
            found.edges.get(APPLIES_TO, EDGE_SCHEMAS[APPLIES_TO].empty_table()),
            bundle_rows,
        )
        self.size = int(self._bundle_of[-1]) + 1 if len(self._bundle_of) else 0
        self._slot = {(kind, name): _Slot(rows, self._bundles(owners), self.size) for kind, name, rows, owners in slots}
        self._links: dict[EdgeKey, _Links] = {}
        for key in LINKS:
            if key in found.edges:
                self._links[key] = _Links(found.edges[key], self._ends(found.edges[key]), self.size)
            if key in found.unlinked:
                gone = found.unlinked[key]
                self._slot["unlinked", key] = _Slot(gone, np.maximum(*self._ends(gone)), self.size)
        self._committed = np.zeros(self.size + 1, bool)
        self._committed[-1] = True  # bundle -1: documents that do not change are there

    def _slots(self) -> Iterator[tuple[str, str | EdgeKey, pa.Table | pa.Array, pa.Array]]:
        """(kind, label or edge key, rows, the document of each row) of all that documents own."""
        found = self._found
        yield "created", "Document", self._loaded, flat(self._loaded["id"])
        yield "demoted", "Document", found.demoted, found.demoted
        for label in OWNED_NODES:
            if label in found.created and label != "Document":
                yield "created", label, found.created[label], _owners(found.created[label]["id"])
            if label in found.updated:
                yield "updated", label, found.updated[label], _owners(found.updated[label]["id"])
            if label in found.deleted and label != "Document":
                yield "deleted", label, found.deleted[label], _owners(found.deleted[label])
        for key, end in OWNER_END.items():
            if key in found.edges:
                yield "edges", key, found.edges[key], _owners(found.edges[key][end])
            if key in found.unlinked:
                yield "unlinked", key, found.unlinked[key], _owners(found.unlinked[key][end])

    def _ends(self, edges: pa.Table) -> tuple[Ints, Ints]:
        return self._bundles(_owners(edges["source"])), self._bundles(_owners(edges["target"]))

    def _bundles(self, owners: pa.Array) -> Ints:
        """The bundle of each owner; -1 for a document that does not change."""
        index = pc.fill_null(pc.index_in(owners, value_set=self._ids), -1)
        index = index.to_numpy(zero_copy_only=False).astype(np.int64)
        return np.where(index < 0, -1, self._bundle_of[index]) if len(self._bundle_of) else index

    def first(self) -> Changes:
        """Shared nodes and the edges between them, and new cited documents as stubs, even those about to be loaded."""
        found = self._found
        cited = flat(found.edges[CITES]["target"]) if CITES in found.edges else _NONE
        coming = self._loaded.filter(pc.is_in(self._loaded["id"], value_set=cited))
        created = {label: found.created[label] for label in SHARED_LABELS if label in found.created}
        return Changes(
            created={**created, "Document": pa.concat_tables([self._stubs, as_stubs(coming)])},
            updated={label: found.updated[label] for label in SHARED_LABELS if label in found.updated},
            edges={key: found.edges[key] for key in SHARED_EDGES if key in found.edges},
            unlinked={key: found.unlinked[key] for key in SHARED_EDGES if key in found.unlinked},
        )

    def lanes(self, count: int) -> list[range]:
        """The bundles in so many runs that seldom share a place: they may be written side by side."""
        ends = [self.size * n // count for n in range(count + 1)]
        return [range(start, stop) for start, stop in pairwise(ends)]

    def bundle(self, number: int) -> Changes:
        """One transaction's whole documents."""
        part = Changes()
        for (kind, name), slot in self._slot.items():
            rows = slot.of(number)
            if not len(rows):
                continue
            if kind == "demoted":
                part.demoted = slot.rows.take(pa.array(rows))
            else:
                taken = slot.rows.take(pa.array(rows))
                getattr(part, kind)[name] = (
                    taken.sort_by("target") if kind == "edges" and name in _SHARED_TARGETS else taken
                )
        return part

    def finished(self, number: int) -> None:
        """This bundle is committed: links to its documents may be made."""
        self._committed[number] = True
        for links in self._links.values():
            links.finished(number, self._committed)

    def links(self, least: int = 0) -> Changes:
        """Links whose documents are there at both ends, each given once; none while there are fewer than `least`."""
        if sum(links.waiting for links in self._links.values()) < least:
            return Changes()
        return Changes(edges={key: links.take() for key, links in self._links.items() if links.waiting})

    def last(self) -> Changes:
        """Nodes that go, links that are left."""
        for links in self._links.values():
            links.stale_gone()
        found, part = self._found, self.links()
        part.deleted = {label: found.deleted[label] for label in (*SHARED_LABELS, "Document") if label in found.deleted}
        for key in LINKS:
            if ("unlinked", key) in self._slot:
                slot = self._slot["unlinked", key]
                part.unlinked[key] = slot.rows.take(pa.array(slot.loose()))
        return part


def as_stubs(documents: pa.Table) -> pa.Table:
    """Documents as they would stand if they were only cited: id, title and number."""
    kept = {"id", "title", "doc_number"}
    columns = [
        documents[field.name] if field.name in kept else pa.nulls(documents.num_rows, field.type)
        for field in documents.schema
    ]
    where = documents.schema.get_field_index("loaded")
    columns[where] = pa.array([False] * documents.num_rows, pa.bool_())
    return pa.table(columns, schema=documents.schema)


def _owners(ids: pa.ChunkedArray | pa.Array) -> pa.Array:
    return flat(owner(ids)) if len(ids) else _NONE


def _pack(owners: list[pa.Array], places: pa.Table, bundle_rows: int) -> tuple[pa.Array, Ints]:
    """All documents that change, by place and id, and the bundle of each: documents of one place share its departments."""
    counts = pa.chunked_array(owners, pa.string()).value_counts()
    if not len(counts):
        return _NONE, np.zeros(0, np.int64)
    ids = counts.field("values")
    place = flat(places["target"]).take(pc.index_in(ids, value_set=flat(places["source"])))
    order = pc.sort_indices(
        pa.table({"place": place, "id": ids}), sort_keys=[("place", "ascending"), ("id", "ascending")]
    )
    sizes = counts.field("counts").take(order).to_pylist()
    bundles = np.zeros(len(sizes), np.int64)
    bundle = held = 0
    for index, size in enumerate(sizes):
        if held and held + size > bundle_rows:
            bundle, held = bundle + 1, 0
        held += size
        bundles[index] = bundle
    return ids.take(order), bundles
