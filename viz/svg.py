"""Charts as SVG text: bars, columns and matrices. Colours are classes, so that the page's light and dark hold for them too."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 940
FONT = 12.0


def text_width(text: str) -> float:
    """About how wide a text is at `FONT` pixels: a Chinese character is square, a Latin one a little over half."""
    return sum(FONT if unicodedata.east_asian_width(char) in "WF" else FONT * 0.58 for char in text)


def shorten(text: str, room: float) -> str:
    """The text, cut with … where it is wider than `room` pixels."""
    if text_width(text) <= room:
        return text
    kept = ""
    for char in text:
        if text_width(kept + char + "…") > room:
            break
        kept += char
    return kept + "…"


def number(value: float) -> str:
    """1234 as 1,234; no decimals where there are none."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def label(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    style: str = "",
    room: float | None = None,
    turn: float = 0,
) -> str:
    """One piece of text; cut to `room` with the whole of it as a tooltip."""
    shown = shorten(words, room) if room else words
    whole = f"<title>{escape(words)}</title>" if shown != words else ""
    classes = f' class="{style}"' if style else ""
    turned = f' transform="rotate({turn:g} {x:.1f} {y:.1f})"' if turn else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{classes}{turned}>{escape(shown)}{whole}</text>'


def svg(height: float, parts: Sequence[str], says: str) -> str:
    """An SVG element of the page's width; `says` is read out to those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(says, quote=True)}">'
        f"{''.join(parts)}</svg>"
    )


def bars(rows: Sequence[tuple[str, str, Sequence[tuple[str, float]]]], legend: Mapping[str, str], says: str) -> str:
    """Horizontal bars: (name, note, parts by class) a row; `legend` names the classes that occur."""
    left, right, pitch, top = 250.0, 66.0, 26.0, 30.0 if legend else 6.0
    most = max((sum(value for _, value in parts) for _, _, parts in rows), default=0) or 1
    scale = (WIDTH - left - right) / most
    made = _legend(legend, left)
    for i, (name, note, parts) in enumerate(rows):
        y = top + i * pitch
        made.append(
            label(left - 10, y + 15, name, anchor="end", room=left - 20 - (text_width(note) + 6 if note else 0))
        )
        if note:
            made.append(label(0, y + 15, note, style="soft"))
        x = left
        for kind, value in parts:
            width = value * scale
            made.append(
                f'<rect class="{escape(kind)}" x="{x:.1f}" y="{y + 4:.1f}" width="{max(width, 0.5):.1f}" height="16"/>'
            )
            if width > text_width(number(value)) + 8 and len(parts) > 1:
                made.append(label(x + width / 2, y + 16, number(value), anchor="middle", style="over"))
            x += width
        made.append(label(x + 6, y + 16, number(sum(value for _, value in parts))))
    return svg(top + len(rows) * pitch + 6, made, says)


def _legend(legend: Mapping[str, str], left: float) -> list[str]:
    made, x = [], left
    for kind, name in legend.items():
        made.append(f'<rect class="{escape(kind)}" x="{x:.1f}" y="5" width="11" height="11" rx="2"/>')
        made.append(label(x + 16, 15, name))
        x += 34 + text_width(name)
    return made


def years(columns: Sequence[tuple[str, float, str]], says: str) -> str:
    """Upright columns: (name below, value, note below that)."""
    height, bottom, top = 300.0, 46.0, 24.0
    most = max((value for _, value, _ in columns), default=0) or 1
    pitch = min(WIDTH / max(len(columns), 1), 130.0)
    made = [f'<line class="rule" x1="0" x2="{WIDTH}" y1="{height - bottom:.0f}" y2="{height - bottom:.0f}"/>']
    for i, (name, value, note) in enumerate(columns):
        tall, x = (height - bottom - top) * value / most, i * pitch + pitch / 2
        wide = min(54.0, pitch * 0.62)
        made.append(
            f'<rect class="own" x="{x - wide / 2:.1f}" y="{height - bottom - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
        )
        made.append(label(x, height - bottom - tall - 6, number(value), anchor="middle"))
        made.append(label(x, height - bottom + 18, name, anchor="middle"))
        made.append(label(x, height - bottom + 35, note, anchor="middle", style="soft", room=pitch - 6))
    return svg(height, made, says)


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Mapping[tuple[str, str], float],
    says: str,
    *,
    lower: bool = False,
    tips: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """A heat map with its numbers; `lower` draws only below the diagonal, for what is the same both ways."""
    left = min(max((text_width(row) for row in rows), default=60) + 14, 240.0)
    cell = min(58.0 if len(columns) > 8 else 96.0, (WIDTH - left - 10) / max(len(columns), 1))
    high = 30.0 if cell > 40 else max(cell, 24.0)
    turned = any(text_width(column) > cell - 4 for column in columns)
    top = (
        min(max((text_width(column) for column in columns), default=0) * 0.8 + 18, 150.0)
        if turned and not lower
        else 24.0
    )
    most = max(values.values(), default=0) or 1
    made = []
    for j, column in enumerate(columns):
        x = left + j * cell + cell / 2
        if not lower:
            made.append(
                label(x, top - 8, column, anchor="start", turn=-45, room=160)
                if turned
                else label(x, top - 8, column, anchor="middle")
            )
    for i, row in enumerate(rows):
        y = top + i * high
        made.append(label(left - 8, y + high / 2 + 4, row, anchor="end", room=left - 14))
        for j, column in enumerate(columns):
            if lower and j >= i:
                if j == i and j < len(rows) - 1:
                    made.append(label(left + j * cell + 6, y + high / 2 + 4, column, style="soft", room=230))
                break
            made.append(
                _cell(
                    left + j * cell,
                    y,
                    cell,
                    high,
                    values.get((row, column), 0),
                    most,
                    (tips or {}).get((row, column), f"{row} × {column}"),
                )
            )
    return svg(top + len(rows) * high + 8, made, says)


def _cell(x: float, y: float, wide: float, high: float, value: float, most: float, tip: str) -> str:
    inside = f'x="{x + 1:.1f}" y="{y + 1:.1f}" width="{wide - 2:.1f}" height="{high - 2:.1f}" rx="3"'
    if not value:
        return f'<rect class="none" {inside}/>'
    strength = 0.14 + 0.86 * (value / most) ** 0.7
    words = f"<title>{escape(tip)}: {number(value)}</title>"
    over = "over" if strength > 0.55 else ""
    return f'<rect class="heat" fill-opacity="{strength:.2f}" {inside}>{words}</rect>' + label(
        x + wide / 2, y + high / 2 + 4, number(value), anchor="middle", style=over
    )
