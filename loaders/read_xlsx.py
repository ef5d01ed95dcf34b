"""Workbooks and comma-separated files: task tables with their title lines."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from .lines import MAX_CELLS, MAX_COLUMNS, Grid, LineWriter, Placed, Spanned, clean_line, clean_text, join_cell, spread

_MERGE = re.compile(rb"""<mergeCell\s[^<>]{0,200}?ref=["']([A-Za-z]{1,3}\d{1,7}(?::[A-Za-z]{1,3}\d{1,7})?)["']""")
MAX_MERGED = 2_000_000
"""Cells that the merged areas of a workbook may cover together."""
MAX_ROWS = 100_000
"""Rows of one sheet that are read."""


def read_xlsx(data: bytes) -> LineWriter:
    """Read a workbook: its visible sheets in order; rows that hold one text are lines, the others rows of a table."""
    _check_merges(data)
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    writer = LineWriter()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            _write_rows(writer, _sheet_rows(sheet))
    return writer


def _check_merges(data: bytes) -> None:
    """Refuse merged areas that would take openpyxl, which makes every cell under them, hours to build."""
    area = 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for part in packed.infolist():
            if part.filename.startswith("xl/worksheets/"):
                for found in _MERGE.finditer(packed.read(part)):
                    left, top, right, bottom = range_boundaries(found.group(1).decode("ascii"))
                    area += (right - left + 1) * (bottom - top + 1)
    if area > MAX_MERGED:
        raise ValueError("merged areas too large")


def _sheet_rows(sheet: Any) -> list[list[Spanned]]:
    """The rows of a sheet; a cell under a merge is left out, its place is taken by the merged cell."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        rows = min(area.max_row, MAX_ROWS) - area.min_row + 1
        columns = min(area.max_col, MAX_COLUMNS) - area.min_col + 1
        if rows * columns > MAX_CELLS or rows < 1 or columns < 1:
            continue
        merged[area.min_row, area.min_col] = (rows, columns)
        if len(covered) < MAX_CELLS:
            covered.update((area.min_row + r, area.min_col + c) for r in range(rows) for c in range(columns) if r or c)
    values = {at: text for at, cell in _filled(sheet) if (text := _text(cell))}
    last_row = max((row for row, _ in values), default=0)
    last_column = max((column for _, column in values), default=0)
    return [
        [
            Spanned(values.get((row, column), ""), *merged.get((row, column), (1, 1)))
            for column in range(1, last_column + 1)
            if (row, column) not in covered
        ]
        for row in range(1, min(last_row, MAX_CELLS // max(last_column, 1)) + 1)
    ]


def _filled(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells that the file has within the limits, with their row and column. The sheet's own table of them is asked: going
    through its rows would make a cell for every place up to the farthest that was ever formatted."""
    for (row, column), cell in sheet._cells.items():
        if row <= MAX_ROWS and column <= MAX_COLUMNS:
            yield (row, column), cell


def _text(cell: Any) -> str:
    """A cell as it is shown: whole numbers without .0, per cents as per cents, dates in ISO form, errors as nothing."""
    value = cell.value
    if value is None or getattr(cell, "data_type", "") == "e":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        if "%" in (cell.number_format or ""):
            return f"{_number(round(value * 100, 6))}%"
        return _number(value)
    return join_cell(clean_line(line) for line in str(value).replace("_x000D_", "").split("\n"))


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(round(value, 10))


def _write_rows(writer: LineWriter, rows: list[list[Spanned]]) -> None:
    """Write a sheet: rows with two or more texts are a table, rows with one text before, between or after tables are
    lines.

    A single text within a table (a section's name across it) stays a row; empty rows before a single text end the
    table.
    """
    run: Grid = []
    blank = False
    for row in spread(rows):
        texts = {(cell.row, cell.column) for cell in row if cell.text}
        if not texts:
            blank = True
            continue
        if len(texts) == 1 and (blank or not run):
            _write_run(writer, run)
            run = []
        run.append(row)
        blank = False
    _write_run(writer, run)


def _write_run(writer: LineWriter, run: Grid) -> None:
    sizes = [len({(cell.row, cell.column) for cell in row if cell.text}) for row in run]
    wide = [n for n, size in enumerate(sizes) if size > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(run), len(run))
    for row in run[:first]:
        writer.line(_first_text(row))
    writer.table(run[first:last])
    for row in run[last:]:
        writer.line(_first_text(row))


def _first_text(row: list[Placed]) -> str:
    return next(cell.text for cell in row if cell.text)


def read_csv(text: str) -> LineWriter:
    """Read comma- (or tab-, semicolon-) separated rows."""
    writer = LineWriter()
    _write_rows(writer, [[Spanned(cell) for cell in row] for row in _csv_rows(clean_text(text))])
    return writer


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max("\t,;，", key=first.count)
    lines = text.splitlines(keepends=True)
    previous = csv.field_size_limit(len(text) + 1)
    try:
        for n, row in enumerate(csv.reader(lines, delimiter=delimiter)):
            if n >= MAX_ROWS:
                return
            yield row[:MAX_COLUMNS]
    finally:
        csv.field_size_limit(previous)
