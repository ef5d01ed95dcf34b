"""Adding and taking away documents, as pure functions on tables; both stores use them.

The state after any sequence of loads and removals is the graph of the documents that are left, exactly as one build of them would
make it: owned rows are kept or dropped by document, and all that is shared is worked out anew (`derive.settle`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import NotFoundError
from .derive import IN_DOMAIN, Linked, settle
from .identify import title_key
from .linking import MEASURE_FIELDS
from .ownership import OWNED_NODES, OWNER_END, disown, owner
from .tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, EdgeKey, GraphTables

REPORTS_ON: EdgeKey = ("REPORTS_ON", "Report", "Indicator")

__all__ = ["OWNED_NODES", "OWNER_END", "merge", "owner", "without"]


def merge(stored: GraphTables, incoming: GraphTables) -> GraphTables:
    """What a store holds after `incoming` was loaded: its documents replace stored ones of the same id.

    A stored document that is read from the same file under the same title and date gives way too, though its id has changed (its
    number was corrected, say). The result is that of one build of all the documents, links included.
    """
    if not stored.node("Document").num_rows:
        return incoming
    fresh = _owned(incoming, drop=())
    dropped = {*incoming.document_ids(), *_renamed(stored, incoming)}
    return _settle_again(stored, _owned(stored, drop=dropped), _with_reports(stored, fresh), dropped)


def without(stored: GraphTables, ids: Sequence[str]) -> GraphTables:
    """What a store holds after documents were removed. Raises NotFoundError for an id that is not loaded."""
    known = set(stored.document_ids())
    for name in ids:
        if name not in known:
            raise NotFoundError(f"no document {name} is loaded: see which are with `policygraph query document-overview`")
    return _settle_again(stored, _owned(stored, drop=ids), GraphTables(), set(ids))


def _with_reports(stored: GraphTables, fresh: GraphTables) -> GraphTables:
    """Documents that are read again, with the reports that their indicators had: no file brings those back."""
    reports, edges = stored.node("Report"), stored.edge(REPORTS_ON)
    if not reports.num_rows:
        return fresh
    edges = edges.filter(pc.is_in(edges["target"], value_set=fresh.node("Indicator")["id"].combine_chunks()))
    edges = edges.filter(pc.invert(pc.is_in(edges["source"], value_set=fresh.node("Report")["id"].combine_chunks())))
    reports = reports.filter(pc.is_in(reports["id"], value_set=edges["source"].combine_chunks()))
    nodes = {**fresh.nodes, "Report": pa.concat_tables([fresh.node("Report"), reports])}
    return GraphTables(nodes, {**fresh.edges, REPORTS_ON: pa.concat_tables([fresh.edge(REPORTS_ON), edges])})


def _renamed(stored: GraphTables, incoming: GraphTables) -> set[str]:
    """Stored documents that the same file now gives under another id."""
    def keys(tables: GraphTables) -> dict[str, tuple[str, str, object]]:
        rows = tables.node("Document").select(["id", "source", "title", "issued_on", "loaded"]).to_pylist()
        return {
            r["id"]: (r["source"], title_key(r["title"]).core, r["issued_on"])
            for r in rows if r["loaded"] and r["source"] and r["title"]
        }  # fmt: skip

    arriving = keys(incoming)
    known = set(arriving.values())
    return {name for name, key in keys(stored).items() if key in known and name not in arriving}


def _settle_again(stored: GraphTables, kept: GraphTables, fresh: GraphTables, dropped: Collection[str]) -> GraphTables:
    """Settle owned rows, linking anew only where tasks or indicators have come, gone or changed."""
    old, new = _linkable(stored, dropped), _linkable(fresh, fresh.document_ids())
    domains = {name for name in (*old, *new) if name is not None and old.get(name) != new.get(name)}
    return settle(_together(kept, fresh), linked=Linked(stored, domains, old.get(None) != new.get(None)))


def _linkable(tables: GraphTables, ids: Collection[str]) -> dict[str | None, set[bytes]]:
    """Digests of all that links depend on, of some documents: of their tasks by best domain, of their indicators under None."""
    names = pa.array(sorted(ids), pa.string())

    def chosen(table: pa.Table, column: str) -> pa.Table:
        return table.filter(pc.is_in(owner(table[column]), value_set=names)) if table.num_rows else table

    domains = chosen(tables.edge(IN_DOMAIN), "source")
    domains = domains.filter(pc.equal(domains["rank"], 1))
    best = dict(zip(domains["source"].to_pylist(), domains["target"].to_pylist(), strict=True))
    found: dict[str | None, set[bytes]] = defaultdict(set)
    for label, fields in (("Task", ["id", "title", "text"]), ("Indicator", [*MEASURE_FIELDS])):
        for batch in chosen(tables.node(label), "id").select(fields).to_batches(10_000):
            for row in batch.to_pylist():
                if label == "Indicator" or row["id"] in best:
                    found[best.get(row["id"])].add(blake2b(repr(row).encode(), digest_size=16).digest())
    return found


def _owned(tables: GraphTables, *, drop: Collection[str]) -> GraphTables:
    """Rows that loaded documents own, those of `drop` left out, with the department rows that they refer to."""
    gone = pa.array(sorted(drop), pa.string())
    nodes = {label: disown(tables.node(label), "id", gone) for label in OWNED_NODES}
    nodes["Document"] = nodes["Document"].filter(nodes["Document"]["loaded"])
    nodes["Department"] = tables.node("Department")
    edges = {key: disown(tables.edge(key), end, gone) for key, end in OWNER_END.items()}
    located: EdgeKey = ("LOCATED_IN", "Department", "Place")
    edges[located] = tables.edge(located)
    return GraphTables(nodes, edges)


def _together(one: GraphTables, other: GraphTables) -> GraphTables:
    return GraphTables(
        {label: pa.concat_tables([_shaped(g.node(label), NODE_SCHEMAS[label]) for g in (one, other)]) for label in LABELS},
        {key: pa.concat_tables([_shaped(g.edge(key), EDGE_SCHEMAS[key]) for g in (one, other)]) for key in EDGE_KEYS},
    )


def _shaped(table: pa.Table, shape: pa.Schema) -> pa.Table:
    return table.select(shape.names).cast(shape)
