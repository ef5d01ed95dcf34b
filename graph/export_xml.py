"""GraphML and GEXF, written element by element: no time stamp, so that the same graph gives the same bytes.

Nodes are named `Label:id` as in the networkx view; lists are joined by `; ` (neither format has lists that all readers know), dates are
ISO strings, nulls are left out, and characters that XML forbids become U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from . import schema
from .nx import key_of
from .tables import EDGE_KEYS, LABELS, GraphTables

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BATCH = 10_000
_LABEL_OF = {"Document": "title", "Task": "title"}


def write_graphml(tables: GraphTables, stream: TextIO) -> None:
    """GraphML: one key a property name and type, nodes with `label` and `id`, edges with `type`."""
    types = {"string": "string", "int": "long", "float": "double", "bool": "boolean", "date": "string", "strings": "string"}
    keys, declared = _declare(types)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for (end, name), (key, kind) in declared.items():
        stream.write(f'<key id="{key}" for="{end}" attr.name="{name}" attr.type="{kind}"/>\n')
    stream.write('<graph id="policygraph" edgedefault="directed">\n')

    def data(end: str, values: dict[str, Any]) -> str:
        return "".join(f'<data key="{keys[end, name]}">{_text(value)}</data>' for name, value in values.items())

    for name, values in _nodes(tables):
        stream.write(f"<node id={_attribute(name)}>{data('node', values)}</node>\n")
    for number, source, target, values in _edges(tables):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        stream.write(f'<edge id="e{number}" {ends}>{data("edge", values)}</edge>\n')
    stream.write("</graph>\n</graphml>\n")


def write_gexf(tables: GraphTables, stream: TextIO) -> None:
    """GEXF 1.2: labels for people are titles and names, as Gephi shows them."""
    types = {"string": "string", "int": "long", "float": "double", "bool": "boolean", "date": "string", "strings": "string"}
    keys, declared = _declare(types)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    stream.write('<graph defaultedgetype="directed" mode="static">\n')
    for end in ("node", "edge"):
        stream.write(f'<attributes class="{end}" mode="static">\n')
        for (for_end, name), (key, kind) in declared.items():
            if for_end == end:
                stream.write(f'<attribute id="{key}" title="{name}" type="{kind}"/>\n')
        stream.write("</attributes>\n")

    def values_of(end: str, values: dict[str, Any]) -> str:
        pairs = (f'<attvalue for="{keys[end, name]}" value={_attribute(value)}/>' for name, value in values.items())
        return "<attvalues>" + "".join(pairs) + "</attvalues>"

    stream.write("<nodes>\n")
    for name, values in _nodes(tables):
        shown = values.get(_LABEL_OF.get(values["label"], "name")) or values["id"]
        stream.write(f"<node id={_attribute(name)} label={_attribute(shown)}>{values_of('node', values)}</node>\n")
    stream.write("</nodes>\n<edges>\n")
    for number, source, target, values in _edges(tables):
        ends = f"source={_attribute(source)} target={_attribute(target)} label={_attribute(values['type'])}"
        stream.write(f'<edge id="{number}" {ends}>{values_of("edge", values)}</edge>\n')
    stream.write("</edges>\n</graph>\n</gexf>\n")


Declared = dict[tuple[str, str], tuple[str, str]]


def _declare(types: dict[str, str]) -> tuple[dict[tuple[str, str], str], Declared]:
    """The key and type of each property, by (node or edge, name)."""
    found: dict[tuple[str, str], str] = {("node", "label"): "string", ("node", "id"): "string", ("edge", "type"): "string"}
    for node in schema.NODES:
        found |= {("node", p.name): p.type for p in node.properties}
    for edge in schema.EDGES:
        found |= {("edge", p.name): p.type for p in edge.all_properties}
    keys = {pair: f"d{number}" for number, pair in enumerate(found)}
    return keys, {pair: (keys[pair], types[kind]) for pair, kind in found.items()}


def _nodes(tables: GraphTables) -> Iterator[tuple[str, dict[str, Any]]]:
    for label in LABELS:
        for batch in tables.node(label).to_batches(_BATCH):
            for row in batch.to_pylist():
                yield key_of(label, row["id"]), {"label": label, **_present(row)}


def _edges(tables: GraphTables) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    number = 0
    for key in EDGE_KEYS:
        for batch in tables.edge(key).to_batches(_BATCH):
            for row in batch.to_pylist():
                source, target = key_of(key[1], row.pop("source")), key_of(key[2], row.pop("target"))
                yield number, source, target, {"type": key[0], **_present(row)}
                number += 1


def _present(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


def _text(value: Any) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", _words(value)), {"\r": "&#13;"})


def _attribute(value: Any) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", _words(value)))


