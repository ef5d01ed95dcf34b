"""A picture as one HTML file: pyvis builds the network, the page around it is our own.

Nothing is asked from the network and nothing that came from a document runs: scripts and styles are allowed by their hashes only, the data
is a JSON block that the page's script writes out as text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata, resources
from string import Template
from typing import Any

from .picture import Edge, Evidence, Node, Picture
from .screen_words import SCREEN
from .words import EDGE_TYPES, PROPERTIES, ROLES, TYPES, VALUES, Both, Lang

OPEN_FIRST = 1200
OPEN_ALL = 3000
"""A graph of up to `OPEN_ALL` nodes opens whole, a larger one with its `OPEN_FIRST` weightiest."""

_VIS = "lib/vis-9.1.2/vis-network.min.js"
_SHAPES = {"Document": "square", "Stub": "square", "Section": "square", "Indicator": "triangle"}


class _Ids(list[int]):
    """pyvis asks a list whether it holds an id, once a node: answered here without walking it."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[int] = set()

    def append(self, value: int) -> None:
        self._known.add(value)
        super().append(value)

    def __contains__(self, value: object) -> bool:
        return value in self._known


def page(picture: Picture, lang: Lang = "zh") -> str:
    """The whole HTML text of a picture, opening in `lang`."""
    nodes = sorted(picture.nodes, key=lambda node: (-node.weight, node.id))
    data = _data(picture, nodes, lang)
    scripts = [_vis_script()] if nodes else []
    scripts.append("(function () {\n'use strict';\n" + _assets("js") + "\n})();")
    style = _assets("css")
    part = {"label": html.escape(picture.title[lang])}
    main = Template(_template("graph.html")).substitute(part) if nodes else _charts(picture)
    return Template(_template("page.html")).substitute(
        htmllang="zh-Hans" if lang == "zh" else "en",
        view=html.escape(picture.view),
        policy=html.escape(_policy(scripts, style), quote=True),
        version=_version(),
        title=html.escape(picture.title[lang]),
        headline=html.escape(picture.headline[lang]),
        note=html.escape(picture.note[lang]),
        skip=html.escape(SCREEN["skip"][lang]),
        noscript=html.escape(SCREEN["noscript"][lang]),
        style=style,
        main=main,
        data=safe_json(data),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def safe_json(value: Any) -> str:
    """JSON that can stand inside a script element: no character that HTML or old JavaScript would read as markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # A lone surrogate cannot be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def _policy(scripts: Iterable[str], style: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _version() -> str:
    return metadata.version("policygraph")


@cache
def _template(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


@cache
def _assets(ending: str) -> str:
    """All files of a kind, in the order of their names but small screens and print last."""
    files = [
        entry for entry in (resources.files(__package__) / "assets").iterdir() if entry.name.endswith(f".{ending}")
    ]
    files.sort(key=lambda entry: (entry.name == "small.css", entry.name))
    return "\n".join(entry.read_text(encoding="utf-8") for entry in files)


@cache
def _vis_script() -> str:
    """vis-network as pyvis brings it, without the note that asks for a source map."""
    text = (resources.files("pyvis") / _VIS).read_text(encoding="utf-8")
    return text.rsplit("//# sourceMappingURL", 1)[0].replace("</script", "<\\/script")


def _charts(picture: Picture) -> str:
    """Charts as figures, in both languages; the page shows one. A chart alone is told by the page's own headline."""
    figures = []
    for title, says, drawing in picture.charts:
        for lang in ("zh", "en"):
            told = f"<figcaption><b>{html.escape(title[lang])}</b><span>{html.escape(says[lang])}</span></figcaption>"
            shown = told if len(picture.charts) > 1 else ""
            figures.append(f'<figure class="in-{lang}">{shown}<div class="scroll">{drawing[lang]}</div></figure>')
    return f'<div class="charts" id="panel" tabindex="-1">{"".join(figures)}</div>'


def _data(picture: Picture, nodes: list[Node], lang: Lang) -> dict[str, Any]:
    number = {node.id: i for i, node in enumerate(nodes)}
    edges = [edge for edge in picture.edges if edge.source in number and edge.target in number]
    drawn_nodes, drawn_edges, options = _network(nodes, edges, number)
    tables = _Tables(picture)
    links = [[e.type, e.role, _props(e.props), [tables.evidence(v) for v in e.evidence], e.weight] for e in edges]
    own = {i: tables.evidence(node.evidence) for i, node in enumerate(nodes) if node.evidence}
    task_of = {node.id: tables.text(node.id) for node in nodes if node.id in picture.texts}
    return {
        "lang": lang,
        "words": {key: both.pair() for key, both in SCREEN.items()},
        "captions": _captions(),
        "file": f"policygraph-{picture.view}",
        "title": picture.title.pair(),
        "headline": picture.headline.pair(),
        "note": picture.note.pair(),
        "facts": [[name.pair(), value] for name, value in picture.facts],
        "rankings": [_ranking(ranking, number) for ranking in picture.rankings],
        "sheets": [
            {
                "title": s.title.pair(),
                "heading": [h.pair() for h in s.heading],
                "rows": [[c.pair() for c in row] for row in s.rows],
            }
            for s in picture.sheets
        ],
        "columns": [[name.pair(), round(x, 1)] for name, x in picture.columns],
        "nodes": drawn_nodes,
        "edges": drawn_edges,
        "options": options,
        "about": [[n.id, n.type, _props(n.props), n.place, list(n.domains) or None, n.side] for n in nodes],
        "weights": [n.weight for n in nodes],
        "links": links,
        "evidenceOf": own,
        "taskOf": task_of,
        "texts": tables.texts,
        "documents": tables.documents,
        "room": picture.room,
        "off": picture.off,
        "quiet": list(picture.quiet),
        "open": len(nodes) if len(nodes) <= OPEN_ALL else min(picture.opens or OPEN_FIRST, OPEN_FIRST),
    }


def _network(
    nodes: list[Node], edges: list[Edge], number: Mapping[str, int]
) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """pyvis' network: nodes and edges by number, positions given, physics off."""
    from pyvis.network import Network

    beside = {node.id: node.x for node in nodes if node.side != "below"}
    net = Network(directed=True)
    net.node_ids = _Ids()
    for i, node in enumerate(nodes):
        shape = node.shape or _SHAPES.get(node.type, "dot")
        net.add_node(
            i,
            label=node.label or node.id,
            shape=shape,
            group=node.type,
            size=round(node.size, 1),
            x=round(node.x, 1),
            y=round(node.y, 1),
        )
    for edge in edges:
        more: dict[str, Any] = {"dashes": [6, 5]} if edge.role == "by_duty" else {}
        if edge.source in beside and beside[edge.source] == beside.get(edge.target):
            more["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.35}
        net.add_edge(number[edge.source], number[edge.target], width=round(edge.width, 2), arrows="", **more)
    for made in net.edges:
        del made["arrows"]
    net.set_options(json.dumps(_options(nodes, edges)))
    drawn_nodes, drawn_edges, _, _, _, options = net.get_network_data()
    return drawn_nodes, drawn_edges, json.loads(options)


def _options(nodes: list[Node], edges: list[Edge]) -> dict[str, Any]:
    in_columns = any(node.side in ("left", "right") for node in nodes)
    curved: Any = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}
    return {
        "autoResize": True,
        "layout": {"improvedLayout": False, "randomSeed": 7},
        "physics": {"enabled": False},
        "interaction": {
            "hover": True,
            "selectable": False,
            "keyboard": False,
            "navigationButtons": False,
            "tooltipDelay": 150,
        },
        "nodes": {"borderWidth": 1.2, "chosen": False, "font": {"size": 0}},
        "edges": {
            "smooth": curved if in_columns and len(edges) <= 1500 else False,
            "chosen": False,
            "selectionWidth": 0,
            "hoverWidth": 0,
            "arrows": not in_columns and len(edges) <= 400,
        },
    }


class _Tables:
    """Documents and task texts once each, referred to by their number."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._text: dict[str, int] = {}
        self._document: dict[str, int] = {}
        self.texts: list[list[Any]] = []
        self.documents: list[dict[str, str]] = []

    def document(self, id_: str | None) -> int | None:
        found = self._picture.documents.get(id_ or "")
        if id_ is None or found is None:
            return None
        if id_ not in self._document:
            self._document[id_] = len(self.documents)
            self.documents.append(found)
        return self._document[id_]

    def text(self, id_: str | None) -> int | None:
        found = self._picture.texts.get(id_ or "")
        if id_ is None or found is None:
            return None
        if id_ not in self._text:
            self._text[id_] = len(self.texts)
            self.texts.append([found.title, found.text, found.start, self.document(found.document)])
        return self._text[id_]

    def evidence(self, one: Evidence) -> list[Any]:
        return [
            one.quote,
            one.start,
            one.end,
            self.document(one.document),
            self.text(one.task),
            self.text(one.host),
            one.who,
        ]


def _ranking(ranking: Any, number: Mapping[str, int]) -> dict[str, Any]:
    rows = [
        {
            "name": row.name.pair(),
            "parts": [list(part) for part in row.parts],
            "node": number.get(row.node or ""),
            "note": row.note.pair(),
        }
        for row in ranking.rows
    ]
    return {"title": ranking.title.pair(), "rows": rows}


def _props(props: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in props.items() if value is not None and value != "" and value != []}


@cache
def _captions() -> dict[str, dict[str, list[str]]]:
    tables: dict[str, dict[str, Both]] = {
        "types": TYPES,
        "roles": ROLES,
        "edges": EDGE_TYPES,
        "props": PROPERTIES,
        "values": VALUES,
    }
    return {name: {key: both.pair() for key, both in table.items()} for name, table in tables.items()}
