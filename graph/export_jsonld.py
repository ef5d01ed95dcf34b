"""JSON-LD 1.1: every node an object with its own links, every edge with properties a statement of its own besides.

Terms are `urn:policygraph:schema:` names; ids are `urn:policygraph:Label:id`, Chinese as it is (they are IRIs), other signs
percent-encoded where they must be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, TextIO
from urllib.parse import quote

from . import schema
from .tables import EDGE_KEYS, LABELS, EdgeKey, GraphTables

VOCABULARY = "urn:policygraph:schema:"
_NOT_IN_IRI = re.compile(r"""[\x00-\x20\x7f-\xa0<>"{}|\\^`%#?\u3000]""")
_XSD = {"int": "xsd:integer", "float": "xsd:double", "bool": "xsd:boolean", "date": "xsd:date"}


def context() -> dict[str, Any]:
    """The `@context`: the vocabulary, the types of literals and which terms are links."""
    terms: dict[str, Any] = {
        "@version": 1.1, "@vocab": VOCABULARY, "xsd": "http://www.w3.org/2001/XMLSchema#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }  # fmt: skip
    described = [*(node.properties for node in schema.NODES), *(edge.all_properties for edge in schema.EDGES)]
    for prop in (prop for properties in described for prop in properties):
        if prop.type in _XSD:
            terms[prop.name] = {"@type": _XSD[prop.type]}
    for edge in schema.EDGES:
        terms[edge.type] = {"@type": "@id"}
    return terms


def iri(label: str, node_id: str) -> str:
    """The name of a node."""
    return f"urn:policygraph:{label}:" + _NOT_IN_IRI.sub(lambda char: quote(char.group()), node_id)


def write_jsonld(tables: GraphTables, stream: TextIO) -> None:
    """One document with `@context` and `@graph`, one object a line."""
    stream.write('{"@context": ' + _line(context()) + ',\n"@graph": [\n')
    first = True
    for found in chain(_nodes(tables), _statements(tables)):
        stream.write(("" if first else ",\n") + _line(found))
        first = False
    stream.write("\n]}\n")


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _nodes(tables: GraphTables) -> Iterator[dict[str, Any]]:
    for label in LABELS:
        links = {key: _targets(tables, key) for key in EDGE_KEYS if key[1] == label}
        for batch in tables.node(label).to_batches(10_000):
            for row in batch.to_pylist():
                found = {"@id": iri(label, row["id"]), "@type": label, **_present(row)}
                for key, targets in links.items():
                    if row["id"] in targets:
                        found.setdefault(key[0], []).extend(iri(key[2], target) for target in targets[row["id"]])
                yield found


def _targets(tables: GraphTables, key: EdgeKey) -> dict[str, list[str]]:
    """Distinct targets of each source, in order."""
    table = tables.edge(key)
    pairs = table.group_by(["source", "target"]).aggregate([]).sort_by([("source", "ascending"), ("target", "ascending")])
    found: dict[str, list[str]] = {}
    for source, target in zip(pairs["source"].to_pylist(), pairs["target"].to_pylist(), strict=True):
        found.setdefault(source, []).append(target)
    return found


def _statements(tables: GraphTables) -> Iterator[dict[str, Any]]:
    for key in EDGE_KEYS:
        table = tables.edge(key)
        if table.num_columns == 2:
            continue
        for batch in table.to_batches(10_000):
            for row in batch.to_pylist():
                ends = {
                    "rdf:subject": {"@id": iri(key[1], row.pop("source"))}, "rdf:predicate": {"@id": VOCABULARY + key[0]},
                    "rdf:object": {"@id": iri(key[2], row.pop("target"))},
                }  # fmt: skip
                yield {"@type": "rdf:Statement", **ends, **_present(row)}


def _present(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items() if value is not None
    }


