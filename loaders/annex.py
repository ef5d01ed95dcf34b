"""Tables that list tasks with their units (任务分工表): real ones, ones flattened to a line a cell, and lines parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .assignment import Assigned, Group, parse_group, read_list, role_words
from .departments import is_body
from .model import Cell, Role, Table
from .outline import Line, Segment, lines_of
from .responsibility import OrderRules, Part, settle

_ROLES: tuple[Role, ...] = ("lead", "support", "responsible")
_PARTED = re.compile(r"[\t|]| {2}")
_SEPARATOR = re.compile(r"\t+|\s*\|\s*| {2,}")
_HEADER_ENDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("number", r".{0,4}(?:序|编)号"),
        ("lead", r".{0,6}(?:牵头|主办|主责).{0,4}(?:单位|部门|[科处股]室)"),
        ("support", r".{0,6}(?:配合|协办|协同|协助|参与|参加).{0,4}(?:单位|部门|[科处股]室)"),
        ("person", r".{0,8}(?:领导|责任人|负责人|联系人)"),
        ("responsible", r".{0,6}(?:责任|负责|承办|实施|落实|主管|建设)(?:单位|部门|主体|[科处股]室)"),
        ("deadline", r".{0,6}(?:时限|期限|完成时间)"),
        ("title", r"[\u4e00-\u9fff]{0,6}(?:任务|内容|事项|举措|措施|要点|项目)"),
    )
)
"""Headers that the lexicon does not list, by how they end."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its own number (or its place in the table), title, settled bodies, deadline, and where it stands."""

    number: str
    title: str
    parts: tuple[Part, ...]
    deadline: str | None
    start: int
    end: int


def annex_rows(folded: str, tables: Sequence[Table], parts: Sequence[Segment], rules: OrderRules) -> list[Row]:
    """The rows of every task table of a document, in order of the text.

    A table counts as one where its header names a task column and a unit column, whatever words it uses (`data/roles.toml`).
    """
    rows: list[Row] = []
    for table in tables:
        rows.extend(_table_rows(folded, table, rules))
    if not tables:
        for part in parts:
            lines = list(lines_of(folded, part.start, part.end))
            rows.extend(_parted_rows(folded, lines, rules) or _flat_rows(folded, lines, rules))
    return sorted(rows, key=lambda row: row.start)


@lru_cache(maxsize=1)
def _header_words() -> dict[str, str]:
    return {word: kind for kind, words in reversed(role_words()["table"].items()) for word in words}


def _meaning(header: str) -> str | None:
    """What a header cell names (number, title, lead, support, responsible, deadline …), None for a header of another kind."""
    if len(header) > 40:
        return None
    words = _header_words()
    text = "".join(header.split())
    if text in words:
        return words[text]
    if "(" in text:
        return words.get(re.sub(r"\(.*?\)", "", text))
    first = re.split("[及和、/]", text, maxsplit=1)[0]
    if first != text and first in words:
        return words[first]
    return next((kind for kind, pattern in _HEADER_ENDS if pattern.fullmatch(text)), None)


def _table_rows(folded: str, table: Table, rules: OrderRules) -> list[Row]:
    for index, row in enumerate(table.rows[:4]):
        kinds = [_meaning(cell.text) for cell in row]
        if "title" in kinds and any(role in kinds for role in _ROLES):
            below = table.rows[index + 1 :]
            if below and _is_second_header(below[0]):
                lower = [_meaning(cell.text) for cell in below[0]]
                kinds = [under or over for under, over in zip(lower, kinds, strict=False)]
                below = below[1:]
            return _rows_below(folded, below, kinds, rules)
    return []


def _is_second_header(row: Sequence[Cell]) -> bool:
    """Whether the row under a header names columns, too (责任分工 over 市领导 and 责任单位)."""
    named = [_meaning(cell.text) for cell in row if cell.text.strip()]
    return sum(kind is not None for kind in named) >= max(2, (len(named) + 1) // 2)


def _rows_below(folded: str, body: Sequence[tuple[Cell, ...]], kinds: list[str | None], rules: OrderRules) -> list[Row]:
    title_at = _title_column(body, kinds)
    rows: list[Row] = []
    for cells in body:
        title = _first_sentence(cells[title_at].text)
        if not title or _meaning(cells[title_at].text) == "title" or len({(c.start, c.text) for c in cells}) == 1 < len(cells):
            continue
        groups = [_cell_group(folded, cell, kind) for cell, kind in zip(cells, kinds, strict=False) if kind in _ROLES]
        numbers = [cell.text.strip() for cell, kind in zip(cells, kinds, strict=False) if kind == "number"]
        deadlines = [re.sub(r"\s+", "", c.text) for c, kind in zip(cells, kinds, strict=False) if kind == "deadline" and c.text.strip()]
        placed = [cell for cell in cells if cell.start >= 0 and cell.text.strip()]
        parts = settle([group for group in groups if group], rules)
        number = numbers[0] if numbers and numbers[0] else str(len(rows) + 1)
        row_start = cells[title_at].start if cells[title_at].start >= 0 else min((c.start for c in placed), default=0)
        row_end = max([c.end for c in placed if c.start >= row_start] or [cells[title_at].end])
        rows.append(Row(number.rstrip(".、"), title, tuple(parts), deadlines[0] if deadlines else None, row_start, row_end))
    return rows


def _title_column(body: Sequence[tuple[Cell, ...]], kinds: list[str | None]) -> int:
    """The task column; of several, the one whose cells tell the most rows apart, then the earlier name of the lexicon."""
    columns = [at for at, kind in enumerate(kinds) if kind == "title"]
    return max(columns, key=lambda at: (len({(row[at].start, row[at].text) for row in body if at < len(row)}), -at))


def _first_sentence(text: str) -> str:
    flat = re.sub(r"\s+", "", text)
    flat = re.sub(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、](?!\d))", "", flat)
    return re.split("[。;]", flat, maxsplit=1)[0].strip(":,、")


def _cell_group(folded: str, cell: Cell, kind: str | None) -> Group | None:
    if cell.start < 0 or not cell.text.strip() or kind is None:
        return None
    return _unit_group(folded, cell.start, cell.end, kind)


def _unit_group(folded: str, start: int, end: int, kind: str) -> Group | None:
    """The bodies of one cell; words inside it (牵头:…, X牵头) go before what the column's header says."""
    whole = parse_group(folded, start, end)
    if whole and any(body.labelled or body.mark in ("lead", "support") for body in whole.bodies):
        return whole
    bodies: list[Assigned] = read_list(folded, start, end, default=kind) or []  # type: ignore[arg-type]
    return Group(start, end, tuple(bodies)) if bodies else None


# --- lines parted by tabs or bars -----------------------------------------------------------------------------------------------


def _parted_rows(folded: str, lines: list[Line], rules: OrderRules) -> list[Row]:
    """A table written as lines with tabs, bars or wide gaps."""
    for index, line in enumerate(lines):
        if not _PARTED.search(folded, line.start, line.end):
            continue
        cells = _cells(folded, line)
        kinds = [_meaning(cell.text) for cell in cells]
        if len(cells) >= 3 and "title" in kinds and any(role in kinds for role in _ROLES):
            body = [row for below in lines[index + 1 :] if len(row := _cells(folded, below)) >= len(cells) - 1]
            width = len(cells)
            padded = [tuple([*row, Cell("", -1, -1)][:width]) if len(row) < width else tuple(row[:width]) for row in body]
            rows = [row for row in padded if not set(row[0].text) <= set("-:| ")]
            return _rows_below(folded, rows, kinds, rules) if rows else []
    return []


def _cells(folded: str, line: Line) -> list[Cell]:
    cells: list[Cell] = []
    begin = line.start
    for gap in [*_SEPARATOR.finditer(folded, line.start, line.end), None]:
        stop = gap.start() if gap else line.end
        if stop > begin:
            cells.append(Cell(folded[begin:stop].strip(), begin, stop))
        begin = gap.end() if gap else stop
    return cells


# --- one line a cell ---------------------------------------------------------------------------------------------------------


def _flat_rows(folded: str, lines: list[Line], rules: OrderRules) -> list[Row]:
    """A table whose cells became lines: header words in a row, then a number, a task, its units … and the next number."""
    words = [_meaning(folded[line.start : line.end]) if line.end - line.start <= 16 else None for line in lines]
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and words[stop] is not None:
            stop += 1
        kinds = words[at:stop]
        if len(kinds) >= 3 and kinds[0] == "number" and "title" in kinds and any(role in kinds for role in _ROLES):
            return _numbered_rows(folded, lines[stop:], kinds, rules)
        at = max(stop, at + 1)
    return []


def _numbered_rows(folded: str, lines: list[Line], kinds: Sequence[str | None], rules: OrderRules) -> list[Row]:
    rows: list[Row] = []
    current: list[Line] = []
    number = 0
    for line in lines:
        text = folded[line.start : line.end].rstrip(".、")
        if text == str(number + 1):
            if current:
                rows.append(_flat_row(folded, current, number, kinds, rules))
            current, number = [line], number + 1
        elif current:
            current.append(line)
    if current:
        rows.append(_flat_row(folded, current, number, kinds, rules))
    return rows


def _flat_row(folded: str, lines: list[Line], number: int, kinds: Sequence[str | None], rules: OrderRules) -> Row:
    title: list[str] = []
    deadline: list[str] = []
    units: list[tuple[int, int]] = []
    columns = [kind for kind in kinds if kind in _ROLES]
    for line in lines[1:]:
        text = folded[line.start : line.end]
        if title and _lists_bodies(text) and not deadline:
            if units and folded[units[-1][1] - 1] in "、,":
                units[-1] = (units[-1][0], line.end)
            else:
                units.append((line.start, line.end))
        elif units:
            deadline.append(text)
        else:
            title.append(text)
    groups: list[Group] = []
    for index, (start, end) in enumerate(units):
        kind = columns[min(index, len(columns) - 1)]
        group = _unit_group(folded, start, end, kind or "responsible")
        if group:
            groups.append(group)
    joined = re.sub(r"\s+", "", "".join(deadline)) or None
    return Row(str(number), _first_sentence(_title_of(title, kinds)), tuple(settle(groups, rules)), joined, lines[0].start, lines[-1].end)


def _title_of(cells: list[str], kinds: Sequence[str | None]) -> str:
    """The title among the cells before the units; where there is not one line a column, all of them joined."""
    before = list(kinds[1 : next(at for at, kind in enumerate(kinds) if kind in _ROLES)])
    if len(cells) == len(before) and "title" in before:
        return cells[before.index("title")]
    return "".join(cells)


def _lists_bodies(text: str) -> bool:
    first = re.split(r"[、,;]|等", text.strip(), maxsplit=1)[0]
    return is_body(first.strip()) or re.match(r"(?:牵头|责任|配合|负责)(?:单位|部门)?[::]", text) is not None


def same_task(title: str, titles: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...] | None:
    """The path of the numbered task that a row repeats: the one of the same title, or the only one whose title holds the row's or
    is held by it."""
    key = _key(title)
    near: list[tuple[str, ...]] = []
    for other, path in titles:
        other_key = _key(other)
        if other_key == key:
            return path
        if len(key) >= 6 and len(other_key) >= 6 and (key in other_key or other_key in key):
            near.append(path)
    return near[0] if len(near) == 1 else None


def _key(title: str) -> str:
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", title)
