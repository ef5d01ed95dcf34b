"""The outline of a document: its numbered items as a tree, each with its title and the text that is its own.

Rules: GB/T 9704—2012, 7.3.3 (一、 (一) 1. (1)) and the look-alikes of `markers`; layouts that mark headings without
numbers (Markdown, Word styles) come as `SourceText.headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .markers import RANKS, Marker, marker_at

_LINE = re.compile(r"[^\n]+")
_CONTENTS_ENTRY = re.compile(r"(?:[.…·\s]{4,}|\t)\d{1,3}\s*$")
_DATE_LINE = re.compile(
    r"(?:\d{4}|[二一][〇零○OoＯ一二三四五六七八九]{3})年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})月\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发)?\s*\Z"
)
_ANNEX_LINE = re.compile(
    r"(?:附\s*(?:件|表|录)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?|(?:相关|有关|主要)?(?:名词|术语|词语)(?:解释|注释|说明))\s*[:：]?\s*\Z"
)
_BOX = re.compile(r"专\s?栏\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[\s:：、.—-]|\Z)")
"""The head of a box (专栏1 …) in which a plan lists its projects; their numbers begin anew and open no items of the outline."""
_ANNEX_LIST = re.compile(r"附\s*件\s*[:：]\s*\S")
_ANNEX_ENTRY = re.compile(r"\d{1,2}\s*[.、][^。]{2,60}\Z")
_STOP = re.compile("[。!?！？]")
_INLINE = re.compile(r"(?<=[。;；)\]】])\s*(?=[一二三四五六七八九十(]|\d{1,2}[.、])")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line, white space at its ends left out."""

    start: int
    end: int


@dataclass(slots=True)
class Node:
    """One item or heading. `own_end` is where its first child begins (or its end); `body` where the text after the number does."""

    kind: str
    token: str
    value: int
    title: str
    start: int
    body: int
    title_end: int
    own_end: int
    end: int
    parent: Node | None
    layout: int | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def numbered(self) -> bool:
        return self.kind not in ("layout", "bullet", "root")

    def ancestors(self) -> Iterator[Node]:
        """The enclosing items, innermost first."""
        node = self.parent
        while node is not None and node.kind != "root":
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """Itself and everything below it, in order of the text."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def path(self) -> tuple[str, ...]:
        """Numbers of the enclosing items and its own; an item without a number gives its title, unless it only encloses."""
        outer = [node.token for node in self.ancestors() if node.numbered]
        return (*reversed(outer), self.token if self.numbered else self.title)

    def titles(self) -> tuple[str, ...]:
        return (*reversed([node.title for node in self.ancestors()]), self.title)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between page head, signature and annexes, with the tree of its items under a nameless root."""

    start: int
    end: int
    root: Node
    annex: bool
    """Whether it stands under the word 附件."""
    dated: bool
    """Whether a date of signature closes it."""

    @property
    def items(self) -> int:
        return sum(1 for _ in self.root.walk()) - 1


def lines_of(folded: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The non-empty lines of a stretch."""
    for match in _LINE.finditer(folded, start, len(folded) if end is None else end):
        text = match.group()
        left = len(text) - len(text.lstrip())
        right = len(text.rstrip())
        if right > left:
            yield Line(match.start() + left, match.start() + right)


def is_date_line(folded: str, line: Line) -> bool:
    """Whether a line is nothing but a date (成文日期)."""
    return line.end - line.start <= 24 and _DATE_LINE.match(folded, line.start, line.end) is not None


def segments(
    folded: str, headings: Mapping[int, int], start: int = 0, skip: Iterable[tuple[int, int]] = ()
) -> list[Segment]:
    """Cut a text at its signature dates and 附件 lines and read each piece's outline.

    `headings` maps the offset of a line to the heading level that the layout gives it; lines within `skip` (tables) open no item.
    """
    lines = _without_contents(folded, list(lines_of(folded, start)))
    skipped = sorted(skip)
    found: list[Segment] = []
    piece: list[Line] = []
    annex = False

    def close(*, dated: bool) -> None:
        nonlocal piece
        if piece:
            root = _tree(folded, piece, headings, skipped)
            found.append(Segment(piece[0].start, piece[-1].end, root, annex, dated))
        piece = []

    listing = False
    for line in lines:
        if _ANNEX_LIST.match(folded, line.start, line.end):
            listing = True
            continue
        if listing and _ANNEX_ENTRY.match(folded, line.start, line.end):
            continue
        listing = False
        if line.end - line.start <= 10 and _ANNEX_LINE.match(folded, line.start, line.end):
            close(dated=False)
            annex = True
            continue
        piece.append(line)
        if is_date_line(folded, line):
            close(dated=True)
    close(dated=False)
    return found


def bare_headings(folded: str) -> dict[int, int]:
    """Headings that neither a number nor the layout marks: short lines without punctuation over a paragraph or over an item 1.

    Only for texts that number no section with 一、; a heading right above another one stands a level higher.
    """
    lines = list(lines_of(folded))
    found: dict[int, int] = {}
    begin = next((i for i, line in enumerate(lines[:40]) if folded[line.end - 1] == ":" and line.end - line.start > 4), 0)
    for index in range(begin + 1, len(lines) - 1):
        line, below = lines[index], lines[index + 1]
        if not _bare_heading(folded, line):
            continue
        marker = marker_at(folded, below.start, below.end)
        if (marker is not None and marker.value == 1) or (marker is None and "。" in folded[below.start : below.end]):
            found[line.start] = 2
        elif _bare_heading(folded, below):
            found[line.start] = 1
    return found if begin or len(found) > 1 else {}


def _bare_heading(folded: str, line: Line) -> bool:
    text = folded[line.start : line.end]
    if not 4 <= len(text) <= 25 or re.search(r"[。;:,!?…、.]|\d{4}年", text) or marker_at(text, 0, len(text)):
        return False
    return not re.search(r"(?:人民政府|办公室|办公厅|委员会|局|厅|通知|意见|方案|办法)\Z", text)


def _without_contents(folded: str, lines: list[Line]) -> list[Line]:
    """Leave out a table of contents: entries with leaders and a page number, or a list under 目录 that comes again below."""
    kept: list[Line] = []
    until: str | None = None
    waiting = False
    for line in lines:
        text = folded[line.start : line.end]
        if waiting:
            until, waiting = _CONTENTS_ENTRY.sub("", text).strip(), False
            if sum(folded[x.start : x.end].startswith(until) for x in lines) < 2:
                until = None
            else:
                continue
        if until is not None:
            if text.strip() != until:
                continue
            until = None
        if len(text) <= 4 and text.replace(" ", "") in ("目录", "目次"):
            waiting = True
            continue
        if _CONTENTS_ENTRY.search(text) and marker_at(text, 0, len(text)):
            continue
        kept.append(line)
    return kept if len(kept) > len(lines) // 3 else lines


def _tree(folded: str, lines: list[Line], headings: Mapping[int, int], skip: list[tuple[int, int]]) -> Node:
    root = Node("root", "", 0, "", lines[0].start, lines[0].start, lines[0].start, lines[-1].end, lines[-1].end, None)
    stack = [root]
    pending: Node | None = None
    box = _Box()
    position = 0
    for line in lines:
        while position < len(skip) and skip[position][1] <= line.start:
            position += 1
        if position < len(skip) and skip[position][0] <= line.start:
            continue
        if pending is not None:
            if not marker_at(folded, line.start, line.end):
                _set_title(folded, pending, line.start, line.end)
                pending = None
                continue
            pending = None
        if box.holds(folded, line, stack, heading=headings.get(line.start) is not None):
            continue
        for marker, begin, stop in _items(folded, line):
            level = headings.get(line.start) if begin == line.start else None
            node = _node(folded, marker, begin, stop, level)
            _push(stack, node)
            if not node.title and marker is not None and marker.kind != "bullet":
                pending = node
        if headings.get(line.start) is not None and not marker_at(folded, line.start, line.end):
            node = _node(folded, None, line.start, line.end, headings[line.start])
            _push(stack, node)
    _close(root)
    return root


@dataclass(slots=True)
class _Box:
    """Whether the lines read stand in a box (专栏), and the number of its last item."""

    open: bool = False
    last: int = 0

    def holds(self, folded: str, line: Line, stack: list[Node], *, heading: bool) -> bool:
        """Whether a line belongs to a box: its head, and what follows up to a heading or the next item of the outline."""
        if _BOX.match(folded, line.start, line.end):
            self.open, self.last = True, 0
            return True
        self.open = self.open and not heading
        marker = marker_at(folded, line.start, line.end) if self.open else None
        if marker is None:
            return self.open
        goes_on = any(node.kind == marker.kind and marker.value == node.value + 1 for node in stack)
        outer = RANKS[marker.kind] <= RANKS["han_bracket"] or (goes_on and self.last > 0)
        if outer:
            self.open = False
        elif marker.kind == "arabic":
            self.last = marker.value
        return not outer


def _items(folded: str, line: Line) -> Iterator[tuple[Marker, int, int]]:
    """The items that a line opens: one at its start, and those that follow it in the same line with the next number."""
    marker = marker_at(folded, line.start, line.end)
    if marker is None:
        return
    begin = line.start
    if marker.kind in ("han", "han_bracket", "arabic"):
        for gap in _INLINE.finditer(folded, marker.end, line.end):
            following = marker_at(folded, gap.end(), line.end)
            if following and following.kind == marker.kind and following.value == marker.value + 1:
                yield marker, begin, gap.end()
                marker, begin = following, gap.end()
    yield marker, begin, line.end


def _node(folded: str, marker: Marker | None, start: int, end: int, level: int | None) -> Node:
    kind = marker.kind if marker else "layout"
    body = marker.end if marker else start
    node = Node(kind, marker.token if marker else "", marker.value if marker else 0, "", start, body, body, end, end, None, level)
    _set_title(folded, node, body, end)
    return node


def _set_title(folded: str, node: Node, start: int, end: int) -> None:
    while start < end and folded[start] in " \t、.:":
        start += 1
    stop = _STOP.search(folded, start, end)
    node.body = start
    node.title_end = stop.start() if stop else end
    node.title = folded[start : node.title_end].strip(" \t:;,")


def _push(stack: list[Node], node: Node) -> None:
    """Put a node where it belongs: beside the last of its kind that is open, else under the innermost open item that encloses it."""
    if node.kind == "layout":
        while len(stack) > 1 and (stack[-1].layout is None or stack[-1].layout >= (node.layout or 1)):
            stack.pop()
    elif any(open_.kind == node.kind for open_ in stack[1:]):
        while stack[-1].kind != node.kind:
            stack.pop()
        stack.pop()
    else:
        rank = RANKS[node.kind]
        while len(stack) > 1 and stack[-1].kind != "layout" and RANKS[stack[-1].kind] > rank:
            stack.pop()
    if node.kind == "decimal":
        _unstack_decimals(stack, node)
    node.parent = stack[-1]
    stack[-1].children.append(node)
    stack.append(node)


def _unstack_decimals(stack: list[Node], node: Node) -> None:
    """1.2 stands beside 1.1, and 1.1.1 under it."""
    last = stack[-1].children[-1] if stack[-1].children else None
    while last is not None and last.kind == "decimal" and node.token.startswith(last.token + "."):
        stack.append(last)
        last = last.children[-1] if last.children else None


def _close(root: Node) -> None:
    """Give every node its end: where the next one that does not belong to it begins."""
    order = list(root.walk())[1:]
    if not order:
        return
    ends = [node.start for node in order[1:]] + [root.end]
    for node, following in zip(order, ends, strict=True):
        node.own_end = following
    for node in reversed(order):
        node.end = node.children[-1].end if node.children else node.own_end
    root.own_end = order[0].start
