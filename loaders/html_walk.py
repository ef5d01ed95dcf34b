"""A parsed HTML page as a flat list of blocks in reading order: paragraphs and tables, each with its share of link
text.

The walk is iterative and looks at every node once, so it is linear on hostile pages too (deep nesting, millions of
tags).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .head_fields import is_label
from .html_blocks import Block, CellState, Item, Region, TableState, finish_table, flatten
from .lines import clean_line
from .numbering import chinese_number, letter_number, roman_number

_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_DROPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "iframe",
        "canvas",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "select",
        "option",
        "datalist",
        "button",
        "input",
        "textarea",
        "audio",
        "video",
        "map",
        "area",
        "rp",
        "rt",
        "noframes",
        "frameset",
        "marquee",
    ]
)
_LABEL_TAGS = frozenset(("label", "span", "b", "strong", "em", "i", "font"))
"""Inline elements in which pages write the names of head fields."""
_CONTAINERS = frozenset(
    [
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "fieldset",
        "footer",
        "form",
        "header",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PHONE_ONLY = frozenset(
    [
        "pchide",
        "pc-hide",
        "hidden-pc",
        "visible-xs",
        "hidden-lg",
        "mobile-only",
        "m-only",
        "d-lg-none",
        "d-md-none",
        "wap-only",
    ]
)
_HAN = "\u2e80-\u303f\u3400-\u9fff\uff00-\uffef\u2014-\u201d\u2026"
_SOFT_BREAK = re.compile(rf"(?<=[{_HAN}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_HAN}])")
_OWN_NUMBER = re.compile(
    r"[\s\u3000]*(?:\d+[.、\uff0e)\uff09]|[(\uff08][\d一二三四五六七八九十]+[)\uff09]|第?[一二三四五六七八九十]+[、章条是]|[①-⑳])"
)


@dataclass(slots=True)
class _ListState:
    ordered: bool
    count: int
    style: str


class Walker:
    """Walks a page once; afterwards `blocks` and `regions` hold what it found. `hidden_too` takes in what styles hide."""

    def __init__(self, root: etree._Element, *, hidden_too: bool = False) -> None:
        self._hidden_too = hidden_too
        self.regions: list[Region] = []
        self._tick = 0
        self._top: list[Item] = []
        self._tables: list[TableState] = []
        self._lists: list[_ListState] = []
        self._open: list[int] = []
        self._levels: list[int] = []
        self._parts: list[str] = []
        self._links = 0
        self._in_link = 0
        self._in_pre = 0
        self._began = 0
        self._prefix = ""
        self._walk(root)
        self._flush()
        self.blocks: list[Block] = list(flatten(self._top))

    def _walk(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walk:
            self._tick += 1
            if event == "start":
                if _invisible(element, self._hidden_too):
                    walk.skip_subtree()
                    skipped = element
                else:
                    self._start(element)
                    self._text(element.text)
                continue
            if event == "end" and element is not skipped:
                self._end(element)
            skipped = None
            if element is not root:
                self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._in_pre:
            for n, line in enumerate(text.split("\n")):
                if n:
                    self._flush()
                self._add(line)
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self._parts:
            self._began = self._tick
        self._parts.append(text)
        if self._in_link:
            self._links += len(text.strip())

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCK_TAGS or tag == "br":
            self._flush()
        if tag in _CONTAINERS or (tag in ("span", "font") and element.get("id")):
            self.regions.append(Region(element, self._tick, -1, self._open[-1] if self._open else -1))
            self._open.append(len(self.regions) - 1)
        if self._parts and tag in _LABEL_TAGS and is_label(element.text):
            self._add(" ")
        if tag == "a":
            self._in_link += 1
        elif tag == "pre":
            self._in_pre += 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._levels.append(int(tag[1]))
        elif tag in ("ol", "ul"):
            self._lists.append(_list_state(element))
        elif tag == "li" and self._lists:
            self._prefix = _marker(self._lists[-1], element)
        elif tag == "table":
            for table in self._tables[-1:]:
                table.nested = True
            self._tables.append(TableState(at=self._tick))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].cell = None
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            if not table.rows:
                table.rows.append([])
            table.cell = CellState(_span(element, "rowspan"), _span(element, "colspan"))
            table.rows[-1].append(table.cell)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCK_TAGS:
            self._flush()
        if self._open and self.regions[self._open[-1]].element is element:
            self.regions[self._open.pop()].end = self._tick
        if tag == "a":
            self._in_link -= 1
        elif tag == "pre":
            self._in_pre -= 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._levels.pop()
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._prefix = ""
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].cell = None
        elif tag == "table":
            self._emit(finish_table(self._tables.pop()))

    def _flush(self) -> None:
        if not self._parts:
            return
        raw = "".join(self._parts)
        text = clean_line(_SOFT_BREAK.sub("", raw))
        links = self._links
        self._parts, self._links = [], 0
        if not text:
            return
        if self._prefix and not _OWN_NUMBER.match(text):
            text = self._prefix + text
        self._prefix = ""
        self._emit(Block(text, self._began, min(links, len(text)), self._levels[-1] if self._levels else None))

    def _emit(self, item: Item) -> None:
        if self._tables:
            table = self._tables[-1]
            (table.cell.items if table.cell else table.outside).append(item)
        else:
            self._top.append(item)


def _invisible(element: etree._Element, hidden_too: bool) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED_TAGS:
        return True
    if hidden_too:
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style[:4000]):
        return True
    names = element.get("class")
    return bool(names and not _PHONE_ONLY.isdisjoint(names[:1000].lower().split()))


def _span(element: etree._Element, name: str) -> int:
    text = (element.get(name) or "").strip()
    if not text.isascii() or not text.isdigit():
        return 1
    number = int(text[:6])
    return 100_000 if number == 0 and name == "rowspan" else max(number, 1)


def _list_state(element: etree._Element) -> _ListState:
    style = (element.get("style") or "").lower()
    kind = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", style[:4000])
    start = (element.get("start") or "").strip()
    first = int(start[:6]) if start.isascii() and start.isdigit() else 1
    return _ListState(element.tag == "ol", first - 1, kind.group(1) if kind else element.get("type") or "")


def _marker(state: _ListState, element: etree._Element) -> str:
    """What a browser prints before an item of an ordered list."""
    if not state.ordered or state.style == "none":
        return ""
    value = (element.get("value") or "").strip()
    state.count = int(value[:6]) if value.isascii() and value.isdigit() else state.count + 1
    if state.style in ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"):
        return f"{chinese_number(state.count)}、"
    if state.style in ("a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin"):
        letter = letter_number(state.count)
        return f"{letter if state.style[0] in 'Au' else letter.lower()}. "
    if state.style in ("i", "I", "lower-roman", "upper-roman"):
        roman = roman_number(state.count)
        return f"{roman if state.style[0] in 'Iu' else roman.lower()}. "
    return f"{state.count}. "
