"""Text whose paragraphs are broken at a fixed width, joined for reading; spans are carried back to the text as it stands.

Saved e-mails, text made from PDF and old office systems break lines anywhere. The rules read whole paragraphs, so the breaks inside one
(and the indentation after them) are left out, and every fact's span is mapped back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from .markers import marker_at
from .text import fold

_ENDS = "。;:!?。；：！？”）)】"
_FIELD = re.compile(r"\S{2,8}\s*[::]")


@dataclass(frozen=True, slots=True)
class Flow:
    """A text with parts left out: `cuts` are (position in the flow, characters left out before it), growing."""

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]
    _raw_starts: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the flow as a span of the source."""
        first = start + self._shift(start)
        return first, (end - 1 + self._shift(end - 1) + 1 if end > start else first)

    def forth(self, at: int) -> int:
        """A position of the source as a position of the flow."""
        index = bisect_right(self._raw_starts, at) - 1
        return min(at - (self._shifts[index] if index >= 0 else 0), len(self.text))

    def _shift(self, at: int) -> int:
        index = bisect_right(self._starts, at) - 1
        return self._shifts[index] if index >= 0 else 0


def wrap_width(text: str) -> int | None:
    """The width in characters at which a text's lines are broken, None where they are not."""
    lengths = [len(line.strip()) for line in text.split("\n") if line.strip()]
    if len(lengths) < 8 or max(lengths) > 120:
        return None
    counts = Counter(length for length in lengths if length >= 16)
    if not counts:
        return None
    widest = max(counts)
    near = sum(count for length, count in counts.items() if length >= widest - 3)
    lines = [line.strip() for line in text.split("\n") if len(line.strip()) >= widest - 3]
    broken = sum(1 for line in lines if fold(line[-1]) not in _ENDS)
    return widest if near >= max(5, len(lengths) * 0.2) and broken >= near * 0.5 else None


def reflow(text: str) -> Flow | None:
    """Join the lines of a text that is broken at a fixed width; None where it is not."""
    width = wrap_width(text)
    if width is None:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    raws: list[int] = []
    at = size = 0
    lines = text.split("\n")
    offset = 0
    for index, line in enumerate(lines):
        end = offset + len(line)
        if index + 1 < len(lines) and _joins(line, lines[index + 1], width):
            keep_until = offset + len(line.rstrip())
            resume = end + 1 + len(lines[index + 1]) - len(lines[index + 1].lstrip())
            pieces.append(text[at:keep_until])
            size += keep_until - at
            starts.append(size)
            shifts.append(resume - size)
            raws.append(resume)
            at = resume
        offset = end + 1
    pieces.append(text[at:])
    return Flow("".join(pieces), tuple(starts), tuple(shifts), tuple(raws)) if starts else None


def _joins(line: str, following: str, width: int) -> bool:
    """Whether a paragraph goes on in the next line: this one is full, and the next opens nothing of its own."""
    own, other = line.rstrip(), following.strip()
    if not other or len(own.strip()) < width - 3:
        return False
    folded = fold(other)
    if _FIELD.match(folded) and len(other) < width // 2:
        return False
    indent = len(following) - len(following.lstrip())
    own_indent = len(line) - len(line.lstrip())
    if indent >= 2 and indent > own_indent:
        return False
    marker = marker_at(folded, 0, len(folded))
    if marker is None:
        return True
    return fold(own[-1]) not in _ENDS and (marker.kind == "bullet" or marker.kind == "ordinal")
