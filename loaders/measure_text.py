"""Lines cut into clauses for the indicator rules, with brackets and quotation marks respected.

A bracket with no quantity in it (市(州), (含幼儿园)) belongs to the clause around it. A bracket with one is read on its
own and masked in the outer text, so that 农村贫困残疾人家庭存量危房改造率100% in brackets is a clause of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .numerals import Quantity

MASK = "\x01"
_OPENERS = {"(": ")", "〔": "〕", "[": "]", "【": "】"}
_QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’"}
_BREAK = re.compile(r"[。!?;,:\t]|——|(?<=[\u4e00-\u9fff)]) +(?=[\u4e00-\u9fff(])")
_MAX_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` between two commas; `sentence` (。) and `part` (;) number what it is in."""

    start: int
    end: int
    sentence: int
    part: int


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of one line read on its own: its clauses, and the spans whose inside is no running text."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    quoted: tuple[tuple[int, int], ...]
    depth: int = 0


def within(position: int, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of sorted, disjoint `spans` that `position` lies in."""
    index = bisect_left(spans, (position + 1, -1)) - 1
    if index >= 0 and spans[index][0] <= position < spans[index][1]:
        return spans[index]
    return None


def pairs(text: str, start: int, end: int, marks: dict[str, str], *, longest: int) -> list[tuple[int, int]]:
    """Outermost matched pairs of `marks` in text[start:end], half-open with both marks; unmatched ones are left out."""
    closers = {close: opener for opener, close in marks.items()}
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in re.compile("[" + re.escape("".join([*marks, *closers])) + "]").finditer(text, start, end):
        char, position = match.group(), match.start()
        if char in marks:
            stack.append((char, position))
        elif stack and stack[-1][0] == closers[char]:
            opened = stack.pop()[1]
            if position + 1 - opened <= longest:
                while found and found[-1][0] > opened:
                    found.pop()
                found.append((opened, position + 1))
    return found


def regions(
    text: str, start: int, end: int, quantities: Sequence[Quantity], starts: Sequence[int]
) -> tuple[str, list[Region]]:
    """The line text[start:end] and its bracketed parts that hold quantities, outer first, with the masked line text.

    The masked text is as long as the line and indexed from its start.
    """
    quoted = pairs(text, start, end, _QUOTES, longest=_MAX_QUOTE)
    brackets = pairs(text, start, end, _OPENERS, longest=2000)
    masked = text[start:end]
    own: list[tuple[int, int]] = []
    plain: list[tuple[int, int]] = []
    for opened, closed in brackets:
        if within(opened, quoted):
            continue
        inside = quantities[bisect_left(starts, opened) : bisect_left(starts, closed)]
        if any(_counts(quantity) for quantity in inside) and text[closed - 2 : closed] != "次)":
            own.append((opened, closed))
        else:
            plain.append((opened, closed))
    pieces: list[str] = []
    last = 0
    for opened, closed in own:
        pieces += [masked[last : opened - start], MASK * (closed - opened)]
        last = closed - start
    masked = "".join([*pieces, masked[last:]])
    shut = sorted([*plain, *quoted])
    whole = Region(start, end, _clauses(masked, start, start, end, shut), tuple(quoted))
    inner = [
        Region(a + 1, b - 1, _clauses(text[a + 1 : b - 1], a + 1, a + 1, b - 1, shut), tuple(quoted), 1) for a, b in own
    ]
    return masked, [whole, *inner]


def _counts(quantity: Quantity) -> bool:
    return quantity.unit is not None and not (
        quantity.unit == "年" and 1900 <= (quantity.high or quantity.value) <= 2100
    )


def _clauses(text: str, offset: int, start: int, end: int, shut: Sequence[tuple[int, int]]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    sentence = part = 0
    begin = start
    for mark in _BREAK.finditer(text, 0, end - offset):
        position = mark.start() + offset
        if within(position, shut):
            continue
        if position > begin:
            found.append(Clause(begin, position, sentence, part))
        begin = mark.end() + offset
        if mark.group() in "。!?":
            sentence, part = sentence + 1, part + 1
        elif mark.group() in ";\t":
            part += 1
    if end > begin:
        found.append(Clause(begin, end, sentence, part))
    return tuple(found)


def lines(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Spans of the lines of text[start:end], without white space at either end; empty ones left out."""
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        line = match.group()
        first = match.start() + len(line) - len(line.lstrip())
        last = match.start() + len(line.rstrip())
        if last > first:
            yield first, last
