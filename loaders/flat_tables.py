"""Tables of indicators that came as plain lines: a line a cell, or a line a row with blanks between its cells.

Copied from a page or a PDF, 主要指标 loses its table; the head (序号, 指标, 单位, 2020年, 2025年, 属性) and the rows' own numbers
tell where its cells are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .model import Cell, Table
from .outline import Line, lines_of

_FIRST = re.compile(r"(?:序\s?号|编\s?号)")
_NAME = re.compile(r"指标")
_VALUE = re.compile(r"20\d\d\s?年|目标|现状|基期")
_CELL = re.compile(r"\S+")
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 9
_LONGEST_HEAD, _LONGEST_CELL, _LONGEST_ROW = 14, 60, 400


def flat_tables(folded: str) -> list[Table]:
    """The tables of indicators that a text holds as plain lines; cells have the offsets of `folded`."""
    if not _FIRST.search(folded):
        return []
    lines = list(lines_of(folded))
    found: list[Table] = []
    at = 0
    while at < len(lines):
        rows = list(_by_cells(folded, lines, at) or _by_rows(folded, lines, at))
        if len(rows) > 1:
            found.append(Table(tuple(rows), rows[0][0].start, rows[-1][-1].end))
            while at < len(lines) and lines[at].start < rows[-1][-1].end:
                at += 1
        else:
            at += 1
    return found


def _cell(folded: str, line: Line) -> Cell:
    return Cell(folded[line.start : line.end], line.start, line.end)


def _is_head(cells: Sequence[Cell]) -> bool:
    named = any(_NAME.search(cell.text) for cell in cells) and any(_VALUE.search(cell.text) for cell in cells)
    return named and _LEAST_COLUMNS <= len(cells) <= _MOST_COLUMNS


def _by_cells(folded: str, lines: Sequence[Line], at: int) -> list[tuple[Cell, ...]]:
    """A line a cell: the head's lines run up to the line `1`, and each row has as many."""
    if not _FIRST.fullmatch(folded, lines[at].start, lines[at].end):
        return []
    head: list[Cell] = []
    for line in lines[at : at + _MOST_COLUMNS + 1]:
        cell = _cell(folded, line)
        if cell.text == "1" or len(cell.text) > _LONGEST_HEAD or (head and cell.text == head[0].text):
            break
        head.append(cell)
    if not _is_head(head):
        return []
    rows = [tuple(head)]
    place, width = at + len(head), len(head)
    while place + width <= len(lines):
        row = tuple(_cell(folded, line) for line in lines[place : place + width])
        if row[0].text != str(len(rows)) or any(len(cell.text) > _LONGEST_CELL for cell in row):
            break
        rows.append(row)
        place += width
    return rows


def _by_rows(folded: str, lines: Sequence[Line], at: int) -> Iterator[tuple[Cell, ...]]:
    """A line a row: the head's words, then lines that begin with the rows' numbers and have as many words."""
    if not _FIRST.match(folded, lines[at].start, lines[at].end):
        return
    head = _words(folded, lines[at])
    if not _is_head(head) or any(len(cell.text) > _LONGEST_HEAD for cell in head):
        return
    yield tuple(head)
    for number, line in enumerate(lines[at + 1 :], 1):
        row = _words(folded, line)
        if len(row) != len(head) or row[0].text != str(number):
            return
        yield tuple(row)


def _words(folded: str, line: Line) -> list[Cell]:
    if line.end - line.start > _LONGEST_ROW:
        return []
    return [Cell(word.group(), word.start(), word.end()) for word in _CELL.finditer(folded, line.start, line.end)]
