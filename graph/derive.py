"""What documents share, worked out from what each of them owns.

Departments' names, places, domains, stubs and the targets of citations are functions of the owned rows alone, so they can be
worked out again after any document is added, replaced or removed, and come out the same in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from ..loaders.places import place
from .citing import Cited, Resolver
from .identify import canonical_number
from .linking import comparable, same_domain
from .rows import Row
from .tables import EDGE_SCHEMAS, NODE_SCHEMAS, EdgeKey, GraphTables, canonical, ordered, table

RESPONSIBLE: EdgeKey = ("RESPONSIBLE_FOR", "Department", "Task")
ISSUED_BY: EdgeKey = ("ISSUED_BY", "Document", "Department")
LOCATED_IN: EdgeKey = ("LOCATED_IN", "Department", "Place")
APPLIES_TO: EdgeKey = ("APPLIES_TO", "Document", "Place")
WITHIN: EdgeKey = ("WITHIN", "Place", "Place")
CITES: EdgeKey = ("CITES", "Document", "Document")
IN_DOMAIN: EdgeKey = ("IN_DOMAIN", "Task", "Domain")
SAME_DOMAIN: EdgeKey = ("SAME_DOMAIN_AS", "Task", "Task")
COMPARABLE: EdgeKey = ("COMPARABLE_TO", "Indicator", "Indicator")


@dataclass(frozen=True, slots=True)
class Linked:
    """A graph that was linked before, and what has changed since: domains with other tasks, and whether any indicator has."""

    tables: GraphTables
    domains: Collection[str]
    indicators: bool


def settle(tables: GraphTables, *, links: bool = True, linked: Linked | None = None) -> GraphTables:
    """The whole graph, in canonical order, from the rows that its loaded documents own.

    Shared nodes, stubs and links that `tables` may hold already are worked out anew; department rows may repeat. `linked` saves
    linking again where nothing has changed; `links=False` leaves the links out.
    """
    nodes, edges = dict(tables.nodes), dict(tables.edges)
    nodes["Department"], edges[LOCATED_IN] = _departments(tables)
    nodes["Document"], edges[CITES] = _documents(tables)
    codes = {*edges[LOCATED_IN]["target"].to_pylist(), *tables.edge(APPLIES_TO)["target"].to_pylist()}
    nodes["Place"], edges[WITHIN] = _places(codes)
    domains = pc.unique(tables.edge(IN_DOMAIN)["target"]).to_pylist()
    nodes["Domain"] = table(NODE_SCHEMAS["Domain"], ({"id": name, "name": name} for name in domains))
    edges[SAME_DOMAIN] = EDGE_SCHEMAS[SAME_DOMAIN].empty_table()
    edges[COMPARABLE] = EDGE_SCHEMAS[COMPARABLE].empty_table()
    settled = canonical(GraphTables(nodes, edges))
    if links:
        settled.edges[SAME_DOMAIN], settled.edges[COMPARABLE] = _links(settled, linked)
    return settled


def _links(settled: GraphTables, linked: Linked | None) -> tuple[pa.Table, pa.Table]:
    near = same_domain(settled, domains=linked.domains if linked else None)
    if linked:
        held = linked.tables.edge(SAME_DOMAIN)
        changed = pa.array(sorted(linked.domains), pa.string())
        near = pa.concat_tables([near, held.filter(pc.invert(pc.is_in(held["domain"], value_set=changed)))])
    measured = comparable(settled) if linked is None or linked.indicators else linked.tables.edge(COMPARABLE)
    return ordered(near, EDGE_SCHEMAS[SAME_DOMAIN]), ordered(measured, EDGE_SCHEMAS[COMPARABLE])


def _departments(tables: GraphTables) -> tuple[pa.Table, pa.Table]:
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, end in ((RESPONSIBLE, "source"), (ISSUED_BY, "target")):
        found = tables.edge(key).group_by([end, "name"]).aggregate([([], "count_all")])
        for row in found.to_pylist():
            forms[row[end]][row["name"]] += row["count_all"]
    full, rest = _full_names(tables.node("Department"))
    rows = []
    for name, written in forms.items():
        aliases = sorted(written)
        names = [full.get((name, alias), alias) for alias in aliases]
        commonest = min(written.items(), key=lambda item: (-item[1], item[0]))[0]
        rows.append({
            **rest[name], "id": name, "name": commonest, "full_name": names[aliases.index(commonest)],
            "aliases": aliases, "full_names": names,
        })  # fmt: skip
    located = tables.edge(LOCATED_IN)
    located = located.filter(pc.is_in(located["source"], pa.array(list(forms), pa.string())))
    located = located.group_by(["source", "target"]).aggregate([]).select(["source", "target"])
    return table(NODE_SCHEMAS["Department"], rows), located


def _full_names(departments: pa.Table) -> tuple[dict[tuple[str, str], str], dict[str, Row]]:
    """The full name of each (id, written form), and line, level and kind of each id; the least where rows differ."""
    full: dict[tuple[str, str], str] = {}
    rest: dict[str, Row] = {}
    for row in departments.to_pylist():
        for alias, name in zip(row["aliases"] or (), row["full_names"] or (), strict=True):
            key = row["id"], alias
            full[key] = min(full.get(key, name), name)
        found = {key: row[key] for key in ("line", "level", "kind")}
        held = rest.setdefault(row["id"], found)
        rest[row["id"]] = min(held, found, key=lambda r: tuple(value or "" for value in r.values()))
    return full, rest


def _places(codes: set[str]) -> tuple[pa.Table, pa.Table]:
    rows: dict[str, Row] = {}
    within: list[Row] = []
    waiting = sorted(codes)
    while waiting:
        code = waiting.pop()
        if code in rows:
            continue
        try:
            found = place(code)
        except KeyError:  # a code that the list of divisions lacks still is a place
            rows[code] = {"id": code, "name": code, "full_name": code}
            continue
        rows[code] = {"id": code, "name": found.name, "full_name": found.full_name, "level": found.level}
        if found.parent:
            within.append({"source": code, "target": found.parent})
            waiting.append(found.parent)
    return table(NODE_SCHEMAS["Place"], rows.values()), table(EDGE_SCHEMAS[WITHIN], within)


def _documents(tables: GraphTables) -> tuple[pa.Table, pa.Table]:
    """Loaded documents and stubs, and the citations pointed at them."""
    documents = tables.node("Document")
    documents = documents.filter(documents["loaded"])
    cites, places = tables.edge(CITES), dict(_pairs(tables.edge(APPLIES_TO)))
    cited = [
        Cited(title or "", number, source, places.get(source))
        for source, title, number in zip(
            *(cites[name].to_pylist() for name in ("source", "cited_title", "cited_number")), strict=True
        )
    ]
    resolver = Resolver(documents.select(["id", "doc_number", "title", "issuer"]).to_pylist(), places, cited)
    targets = [resolver.target(one) for one in cited]
    stubs: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for target, one in zip(targets, cited, strict=True):
        if target in resolver.loaded:
            continue
        names, marks = stubs.setdefault(target, (Counter(), Counter()))
        names[one.title] += 1
        if one.number:
            marks[canonical_number(one.number) or one.number] += 1
    rows = [
        {"id": name, "title": _commonest(names), "doc_number": _commonest(marks), "loaded": False}
        for name, (names, marks) in stubs.items()
    ]
    pointed = cites.set_column(cites.schema.get_field_index("target"), "target", pa.array(targets, pa.string()))
    found = pa.concat_tables([documents.select(NODE_SCHEMAS["Document"].names), table(NODE_SCHEMAS["Document"], rows)])
    return found, pointed


def _pairs(edges: pa.Table) -> Iterator[tuple[str, str]]:
    return zip(edges["source"].to_pylist(), edges["target"].to_pylist(), strict=True)


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts.items(), key=lambda item: (-item[1], item[0]))[0] if counts else None
