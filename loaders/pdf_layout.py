"""Lines of a PDF page to paragraphs: what belongs together, and what is only a page number or a running head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_NUMBER_LINE = re.compile(
    r"[—–\-－―─·•.\s]*\d{1,4}[—–\-－―─·•.\s]*|第\s*[\d一二三四五六七八九十百]+\s*页(?:\s*[,，/、]?\s*共\s*[\d一二三四五六七八九十百]+\s*页)?|"
    r"\d{1,4}\s*/\s*\d{1,4}|(?:[Pp]age|PAGE)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_STARTS_ITEM = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百]{1,5}(?:[、章节条编]|是)|[(（][一二三四五六七八九十百\d]{1,5}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳㈠-㈩⑴-⒇]|[—\-]{2}|附件|附表)"
)
_ENDS_SENTENCE = re.compile(r"[。！？：；:;!?](?:[”’）)】]*)$")
_MARGIN = 0.12
"""Share of the page's height, at the top and at the foot, in which page numbers and running heads stand."""
_UNPARTED = re.compile(r"[“‘(（《〈【\[\"']*(?:[!-~]+|.)[”’)）》〉】\]、，。；：！？]*")
_OUTER = 0.07
_WORDS = re.compile(r"[A-Za-z0-9,.;:)%]")


@dataclass(slots=True)
class Line:
    """One printed line: its text, its place on the page in points (y from the top), its letters' size."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def drop_running(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The pages without page numbers and without lines that repeat at the top or foot of most pages, apart from the
    text."""
    sizes = [line.size for lines in pages for line in lines]
    usual = median(sizes) if sizes else 0.0
    edges = [_apart(lines, height, usual) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = max(2, len(pages) // 2) if len(pages) < 6 else max(3, len(pages) // 3)
    kept: list[list[Line]] = []
    for lines, height, edge in zip(pages, heights, edges, strict=True):
        running = {id(line) for line in edge if seen[_key(line)] >= often and _key(line)}
        running |= {id(n) for n in lines if _at_edge(n, height) and _NUMBER_LINE.fullmatch(n.text.strip())}
        # Pages too few to tell by repeating: small print at the very edge is a running head, too.
        running |= {id(n) for n in edge if _at_edge(n, height, _OUTER) and n.size < 0.9 * usual}
        kept.append([line for line in lines if id(line) not in running])
    return kept


def _apart(lines: Sequence[Line], height: float, usual: float) -> list[Line]:
    """Lines at the top or foot of a page that are set apart from the text: of another size, or with a wide gap
    between."""
    inside = [line for line in lines if not _at_edge(line, height)]
    if not inside:
        return list(lines)
    pitch = _pitch(lines) or 2 * usual
    found: list[Line] = []
    for group, towards in (
        ([line for line in lines if line.bottom < height * _MARGIN], inside[0]),
        ([line for line in reversed(lines) if line.top > height * (1 - _MARGIN)], inside[-1]),
    ):
        order = [*group, towards]
        for n, line in enumerate(group):
            gaps = [abs(b.top - a.top) for a, b in pairwise(order[n:])]
            if abs(line.size - usual) > 0.08 * usual or max(gaps) > 1.4 * pitch:
                found.append(line)
    return found


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from one line's top to the next's, in points; 0 where there are not two lines."""
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top > a.top]
    return median(steps) if steps else 0.0


def _key(line: Line) -> str:
    """A line without its digits and white space, and roughly where it stands."""
    text = re.sub(r"[\d\s]+", "", line.text)
    return f"{text}@{round(line.top / 6)}" if text else ""


def _at_edge(line: Line, height: float, margin: float = _MARGIN) -> bool:
    return line.bottom < height * margin or line.top > height * (1 - margin)


def join_lines(lines: Sequence[Line], margins: tuple[float, float] | None) -> list[tuple[list[Line], str]]:
    """Paragraphs of lines in reading order: (their lines, their text). `margins` as of `text_margins`."""
    paragraphs: list[list[Line]] = []
    usual = median([line.size for line in lines]) if lines else 0.0
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        if (
            last is not None
            and margins is not None
            and (continues(last, line, margins) or _same_title(last, line, usual))
        ):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [(lines, join_texts([line.text for line in lines])) for lines in paragraphs]


def text_margins(lines: Sequence[Line]) -> tuple[float, float] | None:
    """Left and right edge of the running text: the commonest left edge of long lines, and where full lines end."""
    if not lines:
        return None
    right = sorted(line.x1 for line in lines)[int(len(lines) * 0.9) - 1 if len(lines) > 9 else -1]
    full = [line for line in lines if line.x1 >= right - 2 * line.size]
    edges = Counter(round(line.x0) for line in full)
    if not edges:
        return None
    commonest = max(edges.values())
    left = min(edge for edge, count in edges.items() if count * 4 >= commonest)
    return float(left), right


def continues(previous: Line, line: Line, margins: tuple[float, float]) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    left, right = margins
    size = previous.size
    if abs(line.size - size) > 0.15 * size:
        return False
    if line.x0 > left + 1.2 * size:
        return False
    if previous.x1 + max(1.6 * size, _first_word(line)) < right and not _runs_on(previous, line, margins):
        return False
    if previous.x0 > left + 3.5 * size:
        # Centred or set to the right: a title, a signature, a date.
        return False
    same_page = line.top > previous.top
    if same_page and line.top - previous.bottom > 1.8 * size:
        return False
    return not (_STARTS_ITEM.match(line.text) and _ENDS_SENTENCE.search(previous.text))


def _runs_on(previous: Line, line: Line, margins: tuple[float, float]) -> bool:
    """Whether an indented line and the flush one under it are one paragraph, though the first ends a little early (set ragged)."""
    left, right = margins
    indented = 1.5 * previous.size <= previous.x0 - left <= 2.5 * previous.size and line.x0 - left < 0.5 * line.size
    return indented and previous.x1 - left >= 0.75 * (right - left) and not _ENDS_SENTENCE.search(previous.text)


def _first_word(line: Line) -> float:
    """Width in points of what cannot be parted at the beginning of a line: a number, a Latin word, a character with its quotes.
    Had it fitted, it would stand on the line before."""
    word = _UNPARTED.match(line.text)
    text = word.group() if word else ""
    return min(sum(0.5 if char.isascii() else 1.0 for char in text) + 0.6, 12.0) * line.size


def _same_title(previous: Line, line: Line, usual: float) -> bool:
    """Whether two lines are one title: both of the same size, well above the usual one, the second right below the
    first."""
    large = previous.size >= 1.2 * usual and abs(line.size - previous.size) < 0.05 * previous.size
    return large and 0 < line.top - previous.top < 2.2 * previous.size


def join_texts(texts: Sequence[str]) -> str:
    """Lines as one text: without a space between Chinese characters, with one between words of other scripts."""
    whole = ""
    for text in texts:
        text = text.strip()
        if whole and text and _WORDS.fullmatch(whole[-1]) and _WORDS.fullmatch(text[0]) and text[0].isalpha():
            whole = whole[:-1] + text if whole.endswith("-") else f"{whole} {text}"
        else:
            whole += text
    return whole
