"""PDF documents with a text layer: lines joined to paragraphs, page numbers and running heads dropped, ruled tables
kept."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from .lines import LineWriter, LockedError, NoTextLayerError
from .pdf_layout import Line, drop_running, join_lines, text_margins
from .pdf_tables import Box, RuledTable, goes_on, joined, ruled_table

MAX_PAGES = 3000
MAX_EDGES = 6000
MAX_CROSSINGS = 5000
"""Ruled lines of a page, and places where they may cross, above which it is a drawing and is not searched for tables."""
_FEW = 12
"""Characters a page below which a page with a picture is taken for a scan."""


@dataclass(slots=True)
class _Page:
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    letters: int = 0
    unknown: int = 0
    pictures: int = 0


def read_pdf(data: bytes) -> LineWriter:
    """Read a PDF. Raises NoTextLayerError for a scan, LockedError where a password is needed, pdfminer's errors for
    a broken one."""
    try:
        document = pdfplumber.open(io.BytesIO(data))
    except PDFPasswordIncorrect as error:
        raise LockedError from error
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise LockedError from error
        raise
    with document:
        pages: list[_Page] = []
        for page in document.pages[:MAX_PAGES]:
            pages.append(_read_page(page))
            page.close()
    letters, unknown = sum(p.letters for p in pages), sum(p.unknown for p in pages)
    kept = drop_running([p.lines for p in pages], [p.height for p in pages])
    for done, lines in zip(pages, kept, strict=True):
        done.lines = lines
    pictured = any(p.pictures for p in pages)
    text = sum(len(line.text) for p in pages for line in p.lines) + sum(len(p.tables) for p in pages) * _FEW
    if (pictured and text < _FEW * len(pages)) or (letters and unknown * 3 > letters):
        raise NoTextLayerError
    return _write(pages)


def _read_page(page: Any) -> _Page:
    read = _Page(float(page.height), pictures=len(page.images))
    page = page.dedupe_chars(tolerance=1)
    chars = [c for c in page.chars if c.get("upright", True) and c["text"].strip("\x00")]
    read.letters = len(chars)
    read.unknown = sum(c["text"].startswith("(cid:") or 0xE000 <= ord(c["text"][0]) < 0xF900 for c in chars)
    rest = [c for c in chars if not c["text"].startswith("(cid:")]
    found = page.find_tables() if _may_hold_tables(page.edges) else []
    for table in found:
        inside = [c for c in rest if _within(c, table.bbox)]
        ruled = ruled_table(table, partial(_lines_within, inside))
        if ruled is not None:
            read.tables.append(ruled)
            gone = set(map(id, inside))
            rest = [c for c in rest if id(c) not in gone]
    read.tables.sort(key=lambda table: table.top)
    read.lines = to_lines(rest)
    return read


def _may_hold_tables(edges: Sequence[dict[str, Any]]) -> bool:
    """Whether a page's ruled lines can be tables: some, and not the thousands of a drawing (finding tables takes the square of
    the places where lines cross)."""
    if not 3 < len(edges) <= MAX_EDGES:
        return False
    across = {round(edge["top"] / 3) for edge in edges if edge["orientation"] == "h"}
    down = {round(edge["x0"] / 3) for edge in edges if edge["orientation"] == "v"}
    return len(across) * len(down) <= MAX_CROSSINGS


def _lines_within(chars: Sequence[dict[str, Any]], box: Box) -> list[Line]:
    return to_lines([c for c in chars if _within(c, box)])


def _within(char: dict[str, Any], box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def to_lines(chars: Sequence[dict[str, Any]]) -> list[Line]:
    """Characters to lines from top to bottom; a gap wider than a letter becomes a space."""
    rows: list[list[dict[str, Any]]] = []
    base = 0.0
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and middle - base <= 0.45 * max(char["size"], rows[-1][0]["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
            base = middle
    return [line for row in rows if (line := _line(sorted(row, key=lambda c: c["x0"]))).text]


def _line(row: Sequence[dict[str, Any]]) -> Line:
    text = ""
    size = median(c["size"] for c in row)
    previous: dict[str, Any] | None = None
    for char in row:
        if previous is not None and not text.endswith(" "):
            gap = char["x0"] - previous["x1"]
            latin = previous["text"].isascii() and char["text"].isascii()
            if gap > size * (0.2 if latin else 0.8):
                text += " "
        text += char["text"]
        previous = char
    inked = [c for c in row if c["text"].strip()] or row
    return Line(
        text.strip(),
        inked[0]["x0"],
        inked[-1]["x1"],
        min(c["top"] for c in inked),
        max(c["bottom"] for c in inked),
        size,
    )


def _write(pages: Sequence[_Page]) -> LineWriter:
    writer = LineWriter()
    margins = text_margins([line for page in pages for line in page.lines])
    run: list[Line] = []
    table: RuledTable | None = None

    def end_run() -> None:
        for _, text in join_lines(run, margins):
            writer.line(text)
        run.clear()

    for page in pages:
        lines = list(page.lines)
        for n, part in enumerate(page.tables):
            above = [line for line in lines if line.top < part.top]
            lines = lines[len(above) :]
            if table is not None and n == 0 and not above and goes_on(table, part):
                table = joined(table, part)
                continue
            if table is not None:
                writer.table(table.grid)
            run.extend(above)
            end_run()
            table = part
        if lines:
            if table is not None:
                writer.table(table.grid)
                table = None
            run.extend(lines)
    if table is not None:
        writer.table(table.grid)
    end_run()
    return writer
