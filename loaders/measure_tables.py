"""Indicators in tables of indicators (主要指标表): a row a measure, a column a year.

Such a table has a column of names (指标) and columns of values whose heads name a year or say 目标, 基期, 现状. Units stand in a
column of their own, in brackets after the name, or beside the value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .measure_op import compare
from .metrics import normalise_metric
from .model import Cell, Comparator, Indicator, IndicatorKind, Passage, Table
from .numerals import find_quantities
from .text import fold

_NAME = re.compile(r"(?:主要|具体|核心|评价|发展|考核|监测|任务)?指标(?:名称|内容|项目)?$|^(?:项目|名称)(?:名称)?$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_YEAR = re.compile(r"(20\d\d)\s?年?")
_VALUE = re.compile(r"目标|基期|基数|现状|预期值|规划值|初值|指标值|实际|完成")
_NO_VALUE = re.compile(
    r"属性|性质|牵头|责任|部门|单位|备注|说明|年均|增速|累计增|类[别型]|序号|完成时[限间]|时限|口径|来源"
)
_BASE = re.compile(r"基期|基数|初值|基础")
_DONE = re.compile(r"实际|现状|已?完成值")
_NUMBERING = re.compile(r"^[((]?\d{1,3}[)).、．﹒]\s*(?!\d)")
_NAME_UNIT = re.compile(r"[((]([^()()]{1,10})[))]$")
_BARE = re.compile(r"^(?P<before>[^\d]{0,6}?)\[?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\]?(?P<rest>[^\d]{0,12})$")
_WORDS_UNIT = re.compile(
    r"^(?P<unit>[%‰\u4e00-\u9fff/()A-Za-z²³]*?)(?P<after>(?:\(?含\)?)?(?:及|或)?以[上下内]|左右|)$"
)
_AREAS = {"m²": "平方米", "m2": "平方米", "km²": "平方公里", "km": "公里", "hm²": "公顷", "t": "吨", "万t": "万吨"}
_DUE = re.compile(r"完成(?:时[限间]|期限)|^时限|时限要求|时间(?:节点|要求|安排)|办结时限|^期限")
_THIS_YEAR = re.compile(r"全年|年底|年内|年末|本年|今年|^\d{1,2}月(?:底|末|\d{1,2}日)?(?:之?前|以前)?(?:完成)?$")
_NO_DEED = re.compile(r"牵头|责任|部门|单位|时限|时间|序号|备注|联系|电话|来源|依据|编号")
_MOST_HEAD_ROWS = 3
_PLAN_YEARS = 5
"""Columns so many years apart are the base and the aim of a plan, also where the document has no date."""
_SHORT_CELL, _LEAST_DEED = 24, 5


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    unit: int | None
    values: tuple[tuple[int, int | None, IndicatorKind | None], ...]
    rows: int


def table_indicators(
    text: str, tables: Sequence[Table], passages: Sequence[Passage], issued: int | None
) -> Iterator[Indicator]:
    """Indicators of every table of indicators among `tables`; their path is that of the heading they stand under.

    `issued` is the year of the document: columns of earlier years without a word about it hold base values.
    """
    starts = [passage.start for passage in passages]
    for table in tables:
        columns = _columns(table, issued)
        if columns is None:
            continue
        place = bisect_right(starts, table.start) - 1
        path = passages[place].path if place >= 0 else ()
        for row in table.rows[columns.rows :]:
            yield from _row(text, row, columns, path)


def working_cells(tables: Sequence[Table], passages: Sequence[Passage], issued: int | None) -> Iterator[Passage]:
    """Cells that say in words what is to be done (建设内容: 新建学校3所), of tables that are none of indicators.

    Each is a passage under the heading of its table, entitled by the longest short cell of its row.
    """
    starts = [passage.start for passage in passages]
    for table in tables:
        if len(table.rows) < 2 or _columns(table, issued) is not None:
            continue
        heads = [_head(table, column, 1) for column in range(len(table.rows[0]))]
        place = bisect_right(starts, table.start) - 1
        path = passages[place].path if place >= 0 else ()
        seen: set[int] = set()
        for row in table.rows[1:]:
            title = max((_plain(cell) for cell in row if len(cell.text) < _SHORT_CELL), key=len, default="")
            for head, cell in zip(heads, row, strict=True):
                if cell.start < 0 or cell.start in seen or _NO_DEED.search(head) or len(cell.text) < _LEAST_DEED:
                    continue
                seen.add(cell.start)
                yield Passage(path, (title,), cell.start, cell.end, False)


def due_rows(tables: Sequence[Table], issued: int | None) -> Iterator[tuple[int, int, int]]:
    """Rows with a year in their column of time limits (完成时限), as (start, end, year)."""
    for table in tables:
        if len(table.rows) < 2:
            continue
        column = next((i for i, cell in enumerate(table.rows[0]) if _DUE.search(_plain(cell))), None)
        seen: set[int] = set()
        for row in table.rows[1:] if column is not None else ():
            due = _plain(row[column or 0])
            named = _YEAR.search(due)
            year = int(named[1]) if named else issued if _THIS_YEAR.search(due) else None
            # A cell merged over several rows stands in the first of them only.
            own = [cell for cell in row if cell.start >= 0 and cell.start not in seen]
            seen.update(cell.start for cell in own)
            if year is not None and own:
                yield min(cell.start for cell in own), max(cell.end for cell in own), year


def _columns(table: Table, issued: int | None) -> _Columns | None:
    if len(table.rows) < 2:
        return None
    name = next((i for i, cell in enumerate(table.rows[0]) if _NAME.search(_plain(cell))), None)
    if name is None:
        return None
    rows = 1
    while rows < min(_MOST_HEAD_ROWS, len(table.rows) - 1) and _plain(table.rows[rows][name]) == _plain(
        table.rows[0][name]
    ):
        rows += 1
    heads = [_head(table, column, rows) for column in range(len(table.rows[0]))]
    unit = next((i for i, head in enumerate(heads) if _UNIT.match(head)), None)
    named = [int(year) for head in heads for year in _YEAR.findall(head)]
    if issued is None and named and max(named) - min(named) >= _PLAN_YEARS:
        issued = min(named) + 1
    values = tuple(
        (i, *_meaning(head, issued))
        for i, head in enumerate(heads)
        if i not in (name, unit) and not _NO_VALUE.search(head) and (_YEAR.search(head) or _VALUE.search(head))
    )
    return _Columns(name, unit, values, rows) if values else None


def _plain(cell: Cell) -> str:
    return re.sub(r"\s+", "", fold(cell.text))


def _head(table: Table, column: int, rows: int) -> str:
    """Head of a column over its head rows, without what a merged cell repeats."""
    parts: list[str] = []
    for row in table.rows[:rows]:
        part = _plain(row[column])
        if part not in parts:
            parts.append(part)
    return "".join(parts)


def _meaning(head: str, issued: int | None) -> tuple[int | None, IndicatorKind | None]:
    years = [int(year) for year in _YEAR.findall(head)]
    year = years[-1] if years else None
    if _BASE.search(head):
        return year, "baseline"
    if _DONE.search(head):
        return year, "actual"
    if year is not None and issued is not None and year < issued and "目标" not in head:
        return year, "baseline"
    return year, "target"


def _row(text: str, row: Sequence[Cell], columns: _Columns, path: tuple[str, ...]) -> Iterator[Indicator]:
    name_cell = row[columns.name]
    name = _NUMBERING.sub("", _plain(name_cell))
    if not name or len(name) > 60 or len({cell.text for cell in row}) == 1:
        return
    inside = _NAME_UNIT.search(name)
    unit = _plain(row[columns.unit]) if columns.unit is not None else ""
    if inside and (not unit or unit == inside[1]) and _is_unit(inside[1]):
        unit, name = inside[1], name[: inside.start()]
    for column, year, kind in columns.values:
        cell = row[column]
        amount = _amount(cell, unit)
        if amount is None or cell.start < 0:
            continue
        value, high, op, own = amount
        start = min(name_cell.start, cell.start) if name_cell.start >= 0 else cell.start
        end = max(name_cell.end, cell.end)
        yield Indicator(
            path, name, normalise_metric(name, own), op, value, high, own, year, None, kind or "target",
            text[start:end], start, end,
        )  # fmt: skip


def _is_unit(word: str) -> bool:
    found = find_quantities(f"1{_AREAS.get(word, word)}")
    return bool(found) and found[0].unit is not None and found[0].end == len(f"1{_AREAS.get(word, word)}")


def _amount(cell: Cell, unit: str) -> tuple[float, float | None, Comparator, str | None] | None:
    """Value of one cell, with the unit of its column where it has none: (95, None, '>=', '%') for ≥95."""
    words = _plain(cell)
    bare = _BARE.match(words)
    if bare:
        rest = _WORDS_UNIT.match(bare["rest"])
        if rest is None:
            return None
        own = rest["unit"] or _AREAS.get(unit, unit)
        words = f"{bare['before']}{bare['number']}{own}{rest['after']}"
    found = find_quantities(words)
    if len(found) != 1 or len(words) > 24:
        return None
    quantity = found[0]
    compared = compare(words, 0, quantity, 0, len(words))
    op: Comparator = "range" if quantity.high is not None else compared.op
    return quantity.value, quantity.high, op, quantity.unit or (unit or None)
