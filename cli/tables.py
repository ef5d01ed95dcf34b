"""Drawing tables for a terminal with rich: widths count Chinese characters as two."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

NARROWEST = 8
"""A text column that would get less than this is unreadable: the rows become cards."""
LINES = 4
"""The rows of a table take at most about this many lines, one with another; longer ones make cards."""


def grid(
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    *,
    title: str | None,
    width: int,
    colour: bool,
) -> str | None:
    """The rows as a table, or None where its columns do not fit the width."""
    widest = [max([cell_len(name), *(cell_len(row[place]) for row in cells)]) for place, name in enumerate(headings)]
    spare = width - 3 * len(headings) + 1  # between columns are three blanks, at either edge one
    least = [
        max(_word(headings[place]), *(cell_len(row[place]) for row in cells))
        if number
        else min(wide, max(_word(headings[place]), NARROWEST))
        for place, (wide, number) in enumerate(zip(widest, numeric, strict=True))
    ]
    if sum(least) > spare:
        return None
    if _height(cells, widest, spare) > LINES:
        return None
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False, header_style="bold")
    for name, number in zip(headings, numeric, strict=True):
        table.add_column(
            name, justify="right" if number else "left", overflow="fold", min_width=least[len(table.columns)]
        )
    for row in cells:
        table.add_row(*(Text(value) for value in row))
    return _text(table, width, colour)


def _height(cells: Sequence[Sequence[str]], widest: Sequence[int], spare: int) -> float:
    """About how many lines a row takes, one with another, where the long columns share what the short ones leave."""
    long = [place for place, wide in enumerate(widest) if wide > 2 * NARROWEST]
    left = spare - sum(wide for wide in widest if wide <= 2 * NARROWEST)
    total = sum(widest[place] for place in long)
    share = {place: max(left * widest[place] / total, NARROWEST) for place in long}
    heights = (max((cell_len(row[place]) / share[place] for place in long), default=1) for row in cells)
    return sum(max(height, 1) for height in heights) / max(len(cells), 1)


def _word(heading: str) -> int:
    """Width of the longest word of a heading, which breaks between words only; Chinese ones break anywhere."""
    return max(len(word) if word.isascii() else min(cell_len(word), NARROWEST) for word in heading.split() or [""])


def cards(
    headings: Sequence[str], cells: Sequence[Sequence[str]], *, title: str | None, width: int, colour: bool
) -> str:
    """Each row as a block of `heading  value` lines, numbered."""
    parts = [f"{title}\n"] if title else []
    for number, row in enumerate(cells, start=1):
        table = Table(box=None, show_header=False, pad_edge=False, title=f"── {number} ──", title_justify="left")
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in zip(headings, row, strict=True):
            if value:
                table.add_row(name, Text(value))
        parts.append(_text(table, width, colour))
    return "\n".join(parts)


def _text(table: Table, width: int, colour: bool) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
