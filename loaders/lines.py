"""Writing a source's text line by line while noting where its tables, head fields and headings stand.

Every reader writes through `LineWriter`, so all formats give the same kind of text: one paragraph a line, a table row a
line with its cells parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Cell, SourceText, Table

MAX_COLUMNS = 256
MAX_CELLS = 400_000
"""Cells of one table after merged ones are repeated; a table that claims more (a hostile span) is cut there."""

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\n\xa0]+")
_UNCLEAN = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufffe\uffff\ud800-\udfff]|  ")
_PROSE = re.compile(r"[^\n]{40,}。")
_EDGES = " \t\n\u3000\xa0\ufeff\u200b"


def clean_text(text: str) -> str:
    """Text with every kind of line break as a newline and without control characters; nothing else is touched."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def clean_line(text: str) -> str:
    """One line: no control characters, no-break spaces as spaces, runs of spaces as one, trimmed (ideographic spaces
    too)."""
    if _UNCLEAN.search(text):
        text = _SPACES.sub(" ", clean_text(text))
    return text.strip(_EDGES)


class NoTextLayerError(ValueError):
    """A PDF whose pages are pictures."""


class LockedError(ValueError):
    """A file that needs a password."""


_HAN = "\u3400-\u9fff"
_CLOSED = re.compile(r"[。，、；：！？,;:!?）)】》”]")
_OPENS = re.compile(r"[。，、；：！？,;:!?）)】》”（(]")
_BODY_ENDS = re.compile(
    r"(?:[局委办辦部厅廳府院会會司署所站队隊馆館台社室处處科行校联聯团團]|中心|公司|集团|法院|单位|部门|等)$"
)
_DANGLES = re.compile(r"(?:[\d和与及并或的为]|[A-Za-z]\d*)$")


def join_cell(texts: Iterable[str]) -> str:
    """The paragraphs of a cell as one line: with a space between them, or without one where they are one text that was broken
    to fit the cell (县人力资源和 / 社会保障局, 到2020 / 年底完成) or where punctuation parts them."""
    whole = ""
    for text in texts:
        text = text.strip(_EDGES)
        if not whole or not text or _CLOSED.match(whole[-1]) or _OPENS.match(text) or _is_broken(whole, text):
            whole += text
        else:
            whole += " " + text
    return whole


def _is_broken(left: str, right: str) -> bool:
    """Whether two paragraphs of a cell are one text: the first ends in a word that needs more, or only both together name a
    body."""
    if not re.match(f"[{_HAN}]", right):
        return False
    if _DANGLES.search(left[-3:]):
        return True
    last = re.split(r"[、，,；; ]", left[-40:])[-1]
    first = re.split(r"[、，,；; （(]", right[:40])[0]
    return bool(_BODY_ENDS.search(first) and not _BODY_ENDS.search(last) and len(last) <= 12)


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell as the source has it: its text and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of the full grid: its text, and the row and column of the source cell that it repeats (its own, if
    none)."""

    text: str
    row: int
    column: int


Grid = list[list[Placed]]


def spread(rows: Sequence[Sequence[Spanned]]) -> Grid:
    """The full grid of a table: cells that cover several rows or columns are repeated; short rows are filled up."""
    grid: list[dict[int, Placed]] = [{} for _ in rows]
    budget = MAX_CELLS
    for r, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column in grid[r]:
                column += 1
            if column >= MAX_COLUMNS or budget <= 0:
                break
            placed = Placed(clean_line(cell.text), r, column)
            wide = range(column, min(column + max(cell.columns, 1), MAX_COLUMNS))
            for rr in range(r, min(r + max(cell.rows, 1), len(rows))):
                for cc in wide:
                    grid[rr].setdefault(cc, placed)
                budget -= len(wide)
                if budget <= 0:
                    break
            column = wide.stop
    width = max((max(row, default=-1) for row in grid), default=-1) + 1
    return [[row.get(c) or Placed("", r, c) for c in range(width)] for r, row in enumerate(grid)]


def trim(grid: Grid) -> Grid:
    """The grid without rows and columns that hold nothing."""
    rows = [row for row in grid if any(cell.text for cell in row)]
    used = [c for c in range(len(rows[0]) if rows else 0) if any(row[c].text for row in rows)]
    return [[row[c] for c in used] for row in rows]


def is_layout(cells: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table (rows of cells of paragraphs) only places its text on the page: one column, or one cell that
    holds nearly everything in many paragraphs."""
    if max((sum(1 for lines in row if lines) for row in cells), default=0) < 2:
        return True
    sizes = [(sum(map(len, lines)), len(lines)) for row in cells for lines in row]
    biggest, count = max(sizes)
    return count >= 5 and biggest > 200 and biggest >= 0.75 * sum(size for size, _ in sizes)


class LineWriter:
    """Collects lines, tables, head fields and headings, and keeps count of the offsets."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._fields: list[tuple[str, str, int, int]] = []
        self._headings: list[tuple[int, int]] = []
        self._titled = False

    @property
    def length(self) -> int:
        """Number of characters written so far: the offset at which the next line begins."""
        return self._length

    @property
    def empty(self) -> bool:
        """Whether nothing has been written."""
        return self._length == 0

    def _put(self, line: str) -> int:
        start = self._length
        self._lines.append(line)
        self._length += len(line) + 1
        return start

    def line(self, text: str, level: int | None = None) -> tuple[int, int]:
        """Write one paragraph as one line (empty ones are left out); give its span. `level` marks it as a heading, 0
        as the title."""
        line = clean_line(text)
        if not line:
            return (self._length, self._length)
        start = self._put(line)
        if level == 0:
            self._titled = True
        elif level is not None:
            self._headings.append((start, level))
        return (start, start + len(line))

    def row(self, text: str) -> tuple[int, int]:
        """Write one line that keeps its tabs (cells beside each other outside a table of data)."""
        start = self._put(text)
        return (start, start + len(text))

    def find(self, text: str) -> int:
        """Offset of the first line that holds `text`, at the place where it does; -1 where none does."""
        at = 0
        for line in self._lines:
            if (inside := line.find(text)) >= 0:
                return at + inside
            at += len(line) + 1
        return -1

    def verbatim(self, text: str) -> None:
        """Write text of many lines exactly as it stands."""
        self._put(text)

    def lines(self, texts: Iterable[str]) -> None:
        """Write several paragraphs."""
        for text in texts:
            self.line(text)

    def table(self, grid: Grid) -> Table | None:
        """Write a table, a row a line; a repeated cell stands in the text once, where its source cell stands.

        Gives the table, or None (and plain lines) where it has only one column.
        """
        grid = trim(grid)
        if not grid:
            return None
        if len(grid[0]) == 1:
            shown: set[tuple[int, int]] = set()
            for (cell,) in grid:
                if (cell.row, cell.column) not in shown:
                    shown.add((cell.row, cell.column))
                    self.line(cell.text)
            return None
        start = self._length
        seen: dict[tuple[int, int], Cell] = {}
        rows: list[tuple[Cell, ...]] = []
        for placed in grid:
            at = self._length
            parts: list[str] = []
            row: list[Cell] = []
            for cell in placed:
                key = (cell.row, cell.column)
                if key in seen or not cell.text:
                    row.append(seen.get(key, Cell("", -1, -1)))
                    parts.append("")
                else:
                    seen[key] = Cell(cell.text, at, at + len(cell.text))
                    row.append(seen[key])
                    parts.append(cell.text)
                at += len(parts[-1]) + 1
            rows.append(tuple(row))
            line = "\t".join(parts).rstrip("\t")
            if line:
                self._put(line)
        table = Table(tuple(rows), start, max(start, self._length - 1))
        self._tables.append(table)
        return table

    def field(self, name: str, value: str, start: int, end: int) -> None:
        """Note a name/value pair of the page's head; the first of a name wins."""
        name = re.sub(r"[\s\u3000\u200b:：]+", "", name)
        if name and value and all(name != known for known, *_ in self._fields):
            self._fields.append((name, value, start, end))

    def field_names(self) -> set[str]:
        """Names of the fields noted so far."""
        return {name for name, *_ in self._fields}

    def source(self, name: str, sha256: str, kind: str) -> SourceText:
        """Everything written, as one SourceText; its text ends without a newline."""
        text = "\n".join(self._lines)
        headings = self._headings[1:] if self._opens_with_title(text) else self._headings
        return SourceText(name, sha256, kind, text, tuple(self._tables), tuple(self._fields), tuple(headings))

    def _opens_with_title(self, text: str) -> bool:
        """Whether the first heading is the document's title: the only one of its level or above, before any paragraph
        of prose."""
        if not self._headings or self._titled:
            return False
        (start, level), *others = self._headings
        return all(other > level for _, other in others) and not _PROSE.search(text, 0, start)
