"""Ruled tables of a PDF: their grid with merged cells, and a table that goes on over the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .lines import Grid, Placed, Spanned, join_cell, spread
from .pdf_layout import Line, join_texts

Box = tuple[float, float, float, float]
_PADDING = 14.0
"""Points that the two sides of a cell leave free at most."""
_NEAR = 3.0
"""Points within which two edges are the same."""


@dataclass(slots=True)
class RuledTable:
    """A table on one page: its cells' grid and its place."""

    grid: Grid
    edges: list[float]
    top: float
    bottom: float


def ruled_table(found: Any, lines_in: Callable[[Box], list[Line]]) -> RuledTable | None:
    """A table found by pdfplumber as a grid; None where it has no two columns and two rows of text (a frame, a
    rule)."""
    boxes: list[Box] = [tuple(cell) for cell in found.cells]
    xs = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    ys = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(xs) < 3 or len(ys) < 3:
        return None
    rows: list[list[tuple[int, Spanned]]] = [[] for _ in ys[:-1]]
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        left, right, top, bottom = _at(xs, box[0]), _at(xs, box[2]), _at(ys, box[1]), _at(ys, box[3])
        text = cell_text(lines_in(box), box)
        rows[min(top, len(rows) - 1)].append((left, Spanned(text, max(bottom - top, 1), max(right - left, 1))))
    grid = spread([[cell for _, cell in sorted(row, key=lambda pair: pair[0])] for row in rows])
    if sum(any(cell.text for cell in row) for row in grid) < 2:
        return None
    if sum(any(row[c].text for row in grid) for c in range(len(grid[0]))) < 2:
        return None
    return RuledTable(grid, xs, ys[0], ys[-1])


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))


def cell_text(lines: Sequence[Line], box: Box) -> str:
    """A cell's text: a line that fills the cell runs on into the next, one that ends early is a paragraph of its own."""
    paragraphs: list[list[str]] = []
    full = False
    for line in lines:
        if full:
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
        full = (box[2] - box[0]) - (line.x1 - line.x0) < 1.2 * line.size + _PADDING
    return join_cell(join_texts(texts) for texts in paragraphs)


def goes_on(first: RuledTable, second: RuledTable) -> bool:
    """Whether the first table of a page goes on with the last one of the page before: the same column edges."""
    return len(first.edges) == len(second.edges) and all(
        abs(a - b) <= 2 * _NEAR for a, b in zip(first.edges, second.edges, strict=True)
    )


def joined(first: RuledTable, second: RuledTable) -> RuledTable:
    """The two parts of a table as one: a head row that is repeated is dropped, a row cut by the page is made whole."""
    texts = [[(cell.text, (cell.row, cell.column)) for cell in row] for row in second.grid]
    head = [cell.text for cell in first.grid[0]]
    if len(texts) > 1 and [text for text, _ in texts[0]] == head:
        texts = texts[1:]
        offset = 1
    else:
        offset = 0
    grid = [list(row) for row in first.grid]
    rows = [list(row) for row in second.grid[offset:]]
    if rows and _is_rest(grid[-1], rows[0], len(grid) - 1):
        grid[-1] = [
            Placed(join_texts([cell.text, rest.text]), cell.row, cell.column) if rest.text else cell
            for cell, rest in zip(grid[-1], rows[0], strict=True)
        ]
        rows = rows[1:]
        offset += 1
    shift = len(grid) - offset
    grid += [[Placed(cell.text, cell.row + shift, cell.column) for cell in row] for row in rows]
    return RuledTable(grid, first.edges, first.top, second.bottom)


def _is_rest(last: Sequence[Any], row: Sequence[Any], at: int) -> bool:
    """Whether a page's first row is the rest of the row above: nothing in its first column, where the row above had
    its own."""
    return (
        not row[0].text
        and bool(last[0].text)
        and last[0].row == at
        and all(cell.row == at for cell in last)
        and any(cell.text for cell in row)
    )
