"""What a page is made of: blocks (paragraphs and tables of data) and the regions that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from .lines import Spanned, is_layout, join_cell


@dataclass(slots=True)
class Block:
    """One paragraph, or one table (`rows`). `at` orders it among the elements; `links` counts its characters in
    links."""

    text: str
    at: int
    links: int = 0
    level: int | None = None
    pairs: bool = False
    rows: list[list[Spanned]] | None = None


@dataclass(slots=True)
class Region:
    """An element that can hold others: where it begins and ends on the scale of `Block.at`."""

    element: etree._Element
    start: int
    end: int
    parent: int


Item = Block | list["Item"]


@dataclass(slots=True)
class CellState:
    """A cell while its inside is walked."""

    rows: int
    columns: int
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class TableState:
    """A table while its inside is walked; `nested` where another stands in it, `outside` is text between its cells."""

    rows: list[list[CellState]] = field(default_factory=list)
    outside: list[Item] = field(default_factory=list)
    nested: bool = False
    cell: CellState | None = None
    at: int = 0


def flatten(items: Iterable[Item]) -> Iterator[Block]:
    """The blocks of nested lists, in order (without recursion: pages nest deep)."""
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, Block):
                yield item
            else:
                stack.append(iter(item))
                break
        else:
            stack.pop()


def finish_table(table: TableState) -> list[Item]:
    """A table's blocks: one block with rows for a table of data, its paragraphs in order for a table that only lays
    out."""
    cells = [[list(flatten(cell.items)) for cell in row] for row in table.rows]
    if table.nested or is_layout([[[b.text for b in blocks] for blocks in row] for row in cells]):
        items: list[Item] = list(table.outside)
        for row in table.rows:
            items.extend(_layout_row(row))
        return items
    rows = [
        [
            Spanned(join_cell(b.text for b in blocks), state.rows, state.columns)
            for state, blocks in zip(row, line, strict=True)
        ]
        for row, line in zip(table.rows, cells, strict=True)
    ]
    links = sum(b.links for row in cells for blocks in row for b in blocks)
    text = "\t".join(cell.text for row in rows for cell in row)
    return [*table.outside, Block(text, table.at, links, rows=rows)]


def _layout_row(row: list[CellState]) -> list[Item]:
    """A row of a layout table: as one line where every cell is one short paragraph, else paragraph by paragraph."""
    if len(row) < 2 or any(
        len(cell.items) > 1 or any(not isinstance(i, Block) or i.rows for i in cell.items) for cell in row
    ):
        return [cell.items for cell in row]
    found = [item for cell in row for item in cell.items if isinstance(item, Block)]
    if len(found) < 2 or any(len(block.text) > 200 for block in found):
        return list(found)
    text = "\t".join(block.text for block in found)
    return [Block(text, found[0].at, sum(block.links for block in found), found[0].level, pairs=True)]
