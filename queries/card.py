"""A card of one node: its own properties, and what it is linked to, a part at a time."""

# ruff: noqa: E501 (a query is easier to read in its own lines than in the page's)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..graph.schema import node_type
from .lookup import Found

if TYPE_CHECKING:
    from ..graph.store import Store

COLUMNS = ("part", "name", "detail", "quote", "id")
"""`part` is `properties` or the name of a list below; `id` that of the node on the other side."""

_DOCUMENT = {
    "issuers": "MATCH (n)-[r:ISSUED_BY]->(d:Department) RETURN d.full_name AS name, null AS detail, r.quote AS quote, d.id AS id ORDER BY id",
    "places": "MATCH (n)-[:APPLIES_TO]->(p:Place) RETURN p.full_name AS name, p.level AS detail, null AS quote, p.id AS id ORDER BY id",
    "domains": (
        "MATCH (n)-[:HAS_TASK]->(:Task)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1 WITH g, count(*) AS tasks "
        "RETURN g.name AS name, tasks AS detail, null AS quote, g.id AS id ORDER BY detail DESC, name"
    ),
    "tasks": (
        "MATCH (n)-[:HAS_TASK]->(t:Task) OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE r.basis <> 'prose' "
        "WITH t, r, d ORDER BY r.position, d.id WITH t, collect(d.name) AS bodies "
        "RETURN coalesce(t.number + ' ', '') + t.title AS name, bodies AS detail, null AS quote, t.id AS id ORDER BY t.ordinal, id"
    ),
    "cites": (
        "MATCH (n)-[r:CITES]->(c:Document) RETURN coalesce(c.title, c.source) AS name, c.doc_number AS detail, r.quote AS quote, c.id AS id "
        "ORDER BY r.char_start, id"
    ),
    "cited_by": (
        "MATCH (c:Document)-[r:CITES]->(n) RETURN coalesce(c.title, c.source) AS name, c.doc_number AS detail, r.quote AS quote, c.id AS id ORDER BY id"
    ),
}  # fmt: skip
_DEPARTMENT = {
    "places": "MATCH (n)-[:LOCATED_IN]->(p:Place) RETURN p.full_name AS name, p.level AS detail, null AS quote, p.id AS id ORDER BY id",
    "roles": (
        "MATCH (n)-[r:RESPONSIBLE_FOR]->(:Task) WHERE r.basis <> 'prose' WITH r.role AS role, count(*) AS tasks "
        "RETURN role AS name, tasks AS detail, null AS quote, null AS id ORDER BY detail DESC, name"
    ),
    "domains": (
        "MATCH (n)-[:RESPONSIBLE_FOR]->(:Task)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1 WITH g, count(*) AS tasks "
        "RETURN g.name AS name, tasks AS detail, null AS quote, g.id AS id ORDER BY detail DESC, name"
    ),
    "partners": (
        "MATCH (n)-[r:RESPONSIBLE_FOR]->(:Task)<-[s:RESPONSIBLE_FOR]-(e:Department) WHERE r.basis <> 'prose' AND s.basis <> 'prose' "
        "AND e.id <> n.id WITH e, count(*) AS tasks ORDER BY tasks DESC, e.id LIMIT 10 "
        "RETURN e.name AS name, tasks AS detail, null AS quote, e.id AS id ORDER BY detail DESC, id"
    ),
    "tasks": (
        "MATCH (n)-[r:RESPONSIBLE_FOR]->(t:Task)<-[:HAS_TASK]-(doc:Document) RETURN t.title AS name, r.role AS detail, "
        "r.quote AS quote, t.id AS id ORDER BY doc.id, t.ordinal, id"
    ),
    "issued": (
        "MATCH (n)<-[r:ISSUED_BY]-(doc:Document) RETURN coalesce(doc.title, doc.source) AS name, doc.doc_number AS detail, r.quote AS quote, doc.id AS id "
        "ORDER BY id"
    ),
}  # fmt: skip
_TASK = {
    "document": (
        "MATCH (n)<-[:HAS_TASK]-(doc:Document) RETURN coalesce(doc.title, doc.source) AS name, doc.doc_number AS detail, null AS quote, doc.id AS id ORDER BY id"
    ),
    "bodies": (
        "MATCH (n)<-[r:RESPONSIBLE_FOR]-(d:Department) RETURN d.name AS name, r.role AS detail, r.quote AS quote, d.id AS id "
        "ORDER BY r.position, id"
    ),
    "domains": (
        "MATCH (n)-[i:IN_DOMAIN]->(g:Domain) RETURN g.name AS name, i.score AS detail, null AS quote, g.id AS id ORDER BY i.rank, id"
    ),
    "indicators": (
        "MATCH (n)-[:HAS_INDICATOR]->(i:Indicator) RETURN i.name AS name, [i.comparator, i.value, i.value_high, i.unit, i.year] AS detail, "
        "i.quote AS quote, i.id AS id ORDER BY i.char_start, id"
    ),
    "near": (
        "MATCH (n)-[s:SAME_DOMAIN_AS]-(o:Task)<-[:HAS_TASK]-(doc:Document) RETURN o.title AS name, coalesce(doc.title, doc.source) AS detail, null AS quote, "
        "o.id AS id ORDER BY s.score DESC, id"
    ),
}  # fmt: skip
_INDICATOR = {
    "task": "MATCH (n)<-[:HAS_INDICATOR]-(t:Task) RETURN t.title AS name, t.number AS detail, null AS quote, t.id AS id ORDER BY id",
    "document": (
        "MATCH (n)<-[:HAS_TASK|HAS_INDICATOR*1..2]-(doc:Document) RETURN DISTINCT coalesce(doc.title, doc.source) AS name, doc.doc_number AS detail, "
        "null AS quote, doc.id AS id ORDER BY id"
    ),
    "comparable": (
        "MATCH (n)-[c:COMPARABLE_TO]-(i:Indicator) RETURN i.name AS name, [i.comparator, i.value, i.unit, i.year] AS detail, "
        "i.quote AS quote, i.id AS id ORDER BY c.score DESC, id"
    ),
}  # fmt: skip
_DOMAIN = {
    "documents": (
        "MATCH (n)<-[i:IN_DOMAIN]-(t:Task)<-[:HAS_TASK]-(doc:Document) WHERE i.rank = 1 WITH doc, count(t) AS tasks "
        "RETURN coalesce(doc.title, doc.source) AS name, tasks AS detail, null AS quote, doc.id AS id ORDER BY detail DESC, id"
    ),
    "bodies": (
        "MATCH (n)<-[i:IN_DOMAIN]-(t:Task)<-[r:RESPONSIBLE_FOR]-(d:Department) WHERE i.rank = 1 AND r.basis <> 'prose' "
        "WITH d, count(t) AS tasks ORDER BY tasks DESC, d.id LIMIT 20 "
        "RETURN d.full_name AS name, tasks AS detail, null AS quote, d.id AS id ORDER BY detail DESC, id"
    ),
}
_PLACE = {
    "within": "MATCH (n)-[:WITHIN]->(p:Place) RETURN p.full_name AS name, p.level AS detail, null AS quote, p.id AS id ORDER BY id",
    "documents": (
        "MATCH (n)<-[:APPLIES_TO]-(doc:Document) RETURN coalesce(doc.title, doc.source) AS name, doc.doc_number AS detail, null AS quote, doc.id AS id "
        "ORDER BY doc.issued_on, id"
    ),
    "bodies": (
        "MATCH (n)<-[:LOCATED_IN]-(d:Department) WITH d, COUNT { (d)-[:RESPONSIBLE_FOR]->(:Task) } AS tasks "
        "RETURN d.name AS name, tasks AS detail, null AS quote, d.id AS id ORDER BY detail DESC, id"
    ),
}  # fmt: skip
PARTS: dict[str, dict[str, str]] = {
    "Document": _DOCUMENT, "Department": _DEPARTMENT, "Task": _TASK, "Indicator": _INDICATOR, "Domain": _DOMAIN, "Place": _PLACE,
}  # fmt: skip
"""The lists on the card of each kind of node; each query starts from `n`."""


def card(store: Store, node: Found) -> list[tuple[Any, ...]]:
    """The rows of a node's card, in `COLUMNS`."""
    names = [prop.name for prop in node_type(node.label).properties]
    told = ", ".join(f"n.{name} AS {name}" for name in names)
    own = store.query(f"MATCH (n:{node.label} {{id: $id}}) RETURN {told}", {"id": node.id}).dicts()[0]
    rows: list[tuple[Any, ...]] = [("properties", "label", node.label, None, node.id)]
    rows += [("properties", name, own[name], None, None) for name in names if own[name] not in (None, "", [])]
    for part, text in PARTS[node.label].items():
        for name, detail, quote, other in store.query(
            f"MATCH (n:{node.label} {{id: $id}}) {text}", {"id": node.id}
        ).rows:
            rows.append((part, name, detail, quote, other))
    return rows
