"""A kit for the Neo4j Browser: a guided tour, colours and captions, saved queries, and a small server that the Browser accepts.

The legacy Browser (with 5.x servers) plays HTML guides, reads GraSS styles and takes a zip of Cypher files as favourites; the new one
reads AsciiDoc guides (neo4j.com/docs/browser/operations/custom-guides). Both fetch a guide from another origin only if its server
answers a preflight and the host is on `browser.remote_content_hostname_whitelist`.
"""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol

from ..errors import UsageError
from .kit_text import ASK, EDGE_STYLES, HOW, LEAD, LOOK, LOOKS, NODE_STYLES, README, SAVED, STYLE, TITLE
from .words import Lang

DEFAULT_PORT = 8001
BASE = f"http://localhost:{DEFAULT_PORT}"
A_SLIDE = 4
"""Questions on one slide."""
_TYPES = {
    ".html": "text/html", ".adoc": "text/plain", ".grass": "text/plain", ".cypher": "text/plain", ".txt": "text/plain",
    ".zip": "application/zip",
}  # fmt: skip


class KitParameter(Protocol):
    """A pack's parameter."""

    @property
    def name(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def default(self) -> Any: ...
    @property
    def example(self) -> Any: ...


class KitPack(Protocol):
    """A query pack, as far as the kit needs it."""

    @property
    def name(self) -> str: ...
    @property
    def parameters(self) -> Sequence[KitParameter]: ...
    @property
    def text(self) -> str: ...

    def title(self, lang: Lang, /) -> str: ...
    def description(self, lang: Lang, /) -> str: ...


def write_kit(folder: Path, packs: Iterable[KitPack], lang: Lang = "zh") -> list[Path]:
    """Write the kit into a folder (made where it is missing) and name its files. Raises UsageError where it cannot be written."""
    chosen = list(packs)
    contents: dict[str, bytes] = {
        "guide.html": guide_html(chosen, lang).encode(),
        "guide.adoc": guide_adoc(chosen, lang).encode(),
        "policygraph.grass": grass().encode(),
        "queries.cypher": "\n\n".join(_saved(pack, lang) for pack in chosen).encode(),
        "queries.zip": _zip(chosen, lang),
        "README.txt": README[lang].replace("{base}", BASE).encode(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write the kit to {folder}: {error.strerror}; name another folder") from error
    return [folder / name for name in contents]


def parameters_line(pack: KitPack) -> str | None:
    """`:params {…}` with each parameter's default, or its example where it is required."""
    values = {}
    for parameter in pack.parameters:
        value = parameter.example if parameter.required else parameter.default
        values[parameter.name] = date.today().isoformat() if value == "today" else value
    return f":params {json.dumps(values, ensure_ascii=False)}" if values else None


def query_of(pack: KitPack) -> str:
    """The pack's Cypher without its head."""
    lines = pack.text.strip().splitlines()
    first = next((i for i, line in enumerate(lines) if not line.startswith("//")), 0)
    return "\n".join(lines[first:]).strip()


def guide_html(packs: Sequence[KitPack], lang: Lang) -> str:
    """The tour for the legacy Browser: slides of what can be pressed."""

    def slide(title: str, lead: str, body: str) -> str:
        return (
            f'<slide class="row-fluid"><div class="col-sm-3"><h3>{html.escape(title)}</h3><p class="lead">{html.escape(lead)}</p></div>'
            f'<div class="col-sm-9">{body}</div></slide>'
        )

    def block(title: str, about: str, *runs: str | None) -> str:
        shown = "".join(f'<pre class="pre-scrollable code runnable">{html.escape(run)}</pre>' for run in runs if run)
        return f"<h4>{html.escape(title)}</h4><p>{html.escape(about)}</p>{shown}"

    slides = [
        slide(
            TITLE[lang], LEAD[lang],
            f"<p>{html.escape(HOW[lang])}</p>"
            + block(STYLE[lang], "", f":style {BASE}/policygraph.grass")
            + f"<p>{html.escape(SAVED[lang])}</p>",
        ),
        slide(LOOK[lang], LEAD[lang], "".join(block(title[lang], "", query) for title, query in LOOKS)),
    ]  # fmt: skip
    for number, some in enumerate(_slides(packs), 1):
        asked = "".join(block(p.title(lang), f"{p.name} · {p.description(lang)}", parameters_line(p), query_of(p)) for p in some)
        slides.append(slide(f"{ASK[lang]} {number}", HOW[lang], asked))
    inside = "\n".join(slides)
    return f'<article class="guide"><carousel class="deck container-fluid">\n{inside}\n</carousel></article>\n'


def guide_adoc(packs: Sequence[KitPack], lang: Lang) -> str:
    """The tour for the new Browser, one section a slide."""

    def block(run: str) -> str:
        return f"[source,cypher]\n----\n{run}\n----\n"

    parts = [f"= {TITLE[lang]}\n\n{LEAD[lang]}\n\n{HOW[lang]}\n", f"== {LOOK[lang]}\n"]
    parts += [f"=== {title[lang]}\n\n{block(query)}" for title, query in LOOKS]
    for pack in packs:
        line = parameters_line(pack)
        runs = "\n".join(block(run) for run in (line, query_of(pack)) if run)
        parts.append(f"== {pack.title(lang)}\n\n`{pack.name}`: {pack.description(lang)}\n\n{runs}")
    return "\n".join(parts)


def grass() -> str:
    """Colours and captions by label and type, for both Browsers' `:style`."""
    rules = [
        'node {\n  diameter: 50px;\n  color: #7d8b98;\n  border-color: #5d6873;\n  border-width: 1px;\n'
        '  text-color-internal: #ffffff;\n  font-size: 11px;\n}',
        'relationship {\n  color: #b9b7b0;\n  shaft-width: 1px;\n  font-size: 8px;\n  padding: 3px;\n'
        '  text-color-external: #1d2730;\n  text-color-internal: #ffffff;\n  caption: "<type>";\n}',
    ]  # fmt: skip
    for label, (colour, wide, caption) in NODE_STYLES.items():
        rules.append(
            f'node.{label} {{\n  color: {colour};\n  border-color: {colour};\n  text-color-internal: #ffffff;\n'
            f'  diameter: {wide}px;\n  caption: "{caption}";\n}}'
        )
    for type_, (colour, caption) in EDGE_STYLES.items():
        said = f'\n  caption: "{caption}";' if caption else ""
        rules.append(f"relationship.{type_} {{\n  color: {colour};\n  border-color: {colour};{said}\n}}")
    return "\n\n".join(rules) + "\n"


def _slides(packs: Sequence[KitPack]) -> list[Sequence[KitPack]]:
    return [packs[i : i + A_SLIDE] for i in range(0, len(packs), A_SLIDE)]


def _saved(pack: KitPack, lang: Lang) -> str:
    """A saved query: the Browser takes its name from the first line."""
    line = parameters_line(pack)
    return f"// {pack.title(lang)} ({pack.name})\n" + (f"// {line}\n" if line else "") + query_of(pack) + "\n"


def _zip(packs: Sequence[KitPack], lang: Lang) -> bytes:
    """Cypher files in one folder; the same bytes every time."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for pack in packs:
            made.writestr(zipfile.ZipInfo(f"policygraph/{pack.name}.cypher", (1980, 1, 1, 0, 0, 0)), _saved(pack, lang))
    return into.getvalue()


class _Handler(SimpleHTTPRequestHandler):
    """Files of the kit only, with the headers that the Browser asks for."""

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self._allow()
        self.end_headers()

    def do_GET(self) -> None:
        found = self._file()
        if found is None:
            self._say(404, b"not a file of the kit\n", "text/plain")
            return
        content = found.read_bytes()
        if found.suffix in (".html", ".adoc", ".txt"):
            content = content.replace(BASE.encode(), f"http://localhost:{self.connection.getsockname()[1]}".encode())
        self._say(200, content, _TYPES[found.suffix])

    def do_HEAD(self) -> None:
        self.do_GET()

    def _file(self) -> Path | None:
        """The file asked for; only those directly in the folder, of the kinds that the kit has."""
        name = self.path.split("?", 1)[0].strip("/") or "README.txt"
        found = Path(self.directory) / name
        return found if found.suffix in _TYPES and Path(name).name == name and found.is_file() else None

    def _say(self, status: int, content: bytes, type_: str) -> None:
        self.send_response(status)
        self._allow()
        self.send_header("Content-Type", type_ if type_.endswith("zip") else f"{type_}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _allow(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
        self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Cache-Control", "no-store")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal belongs to the command."""


def server(folder: Path, port: int = DEFAULT_PORT, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """A server of a kit's folder, not yet running; port 0 takes a free one. Raises UsageError where the port is taken."""
    try:
        return ThreadingHTTPServer((host, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise UsageError(f"cannot serve on port {port} of {host}: {error.strerror}; name another with --serve PORT") from error


def serve(folder: Path, port: int = DEFAULT_PORT, host: str = "127.0.0.1") -> None:
    """Serve a kit's folder until interrupted (Ctrl+C). Raises UsageError where the port is taken."""
    with server(folder, port, host) as running:
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            return
