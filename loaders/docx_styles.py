"""What a Word paragraph inherits from its style: its numbering, its outline level, whether it is a heading or a line
of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset(("title", "标题", "標題", "文件标题", "公文标题", "大标题"))
_CONTENTS_NAME = re.compile(r"(?:toc|目录|目錄)\s*(?:heading|标题|\d)?", re.IGNORECASE)
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What holds for a paragraph: `num_id` and `level` of its numbering, `heading` level from 1 (0 for the document's
    title, -1 for body text), `contents` for a line of a table of contents."""

    num_id: str | None = None
    level: int | None = None
    heading: int | None = None
    contents: bool = False


class Styles:
    """The paragraph styles of one document, each resolved once along its `basedOn` chain."""

    def __init__(self, root: Any | None) -> None:
        elements = root.findall(qn("w:style")) if root is not None else []
        self._elements = {element.get(qn("w:styleId")): element for element in elements}
        self._default = next(
            (
                element.get(qn("w:styleId"))
                for element in elements
                if element.get(qn("w:type")) == "paragraph" and element.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._resolved: dict[str | None, ParagraphStyle] = {}

    def of(self, paragraph: Any) -> ParagraphStyle:
        """The style that holds for a `w:p` element: what it says itself, else what its style says."""
        properties = paragraph.find(qn("w:pPr"))
        own = _properties(properties)
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        inherited = self._style(style.get(qn("w:val")) if style is not None else self._default)
        return _over(own, inherited)

    def _style(self, style_id: str | None) -> ParagraphStyle:
        if style_id not in self._resolved:
            chain: list[ParagraphStyle] = []
            at = style_id
            while at in self._elements and len(chain) < _DEPTH:
                element = self._elements[at]
                chain.append(_named(element))
                base = element.find(qn("w:basedOn"))
                at = base.get(qn("w:val")) if base is not None else None
            found = ParagraphStyle()
            for style in reversed(chain):
                found = _over(style, found)
            self._resolved[style_id] = found
        return self._resolved[style_id]


def _over(own: ParagraphStyle, inherited: ParagraphStyle) -> ParagraphStyle:
    heading = own.heading if own.heading is not None else inherited.heading
    return ParagraphStyle(
        own.num_id if own.num_id is not None else inherited.num_id,
        own.level if own.level is not None else inherited.level,
        heading,
        own.contents or inherited.contents,
    )


def _named(element: Any) -> ParagraphStyle:
    """A style by its properties and its name."""
    style = _properties(element.find(qn("w:pPr")))
    name_element = element.find(qn("w:name"))
    name = (name_element.get(qn("w:val")) or "").strip() if name_element is not None else ""
    heading = style.heading
    if heading is None and (found := _HEADING_NAME.fullmatch(name)):
        heading = int(found.group(1))
    if name.lower() in _TITLE_NAMES:
        # The document's title stands above its outline, whatever outline level the style has.
        heading = 0
    return ParagraphStyle(style.num_id, style.level, heading, _CONTENTS_NAME.fullmatch(name) is not None)


def _properties(properties: Any | None) -> ParagraphStyle:
    """What a `w:pPr` element itself says. Outline level 9 is body text: -1 here, so that it outweighs an inherited
    one."""
    if properties is None:
        return ParagraphStyle()
    num = properties.find(qn("w:numPr"))
    num_id = level = None
    if num is not None:
        num_id = _value(num.find(qn("w:numId")))
        at = _value(num.find(qn("w:ilvl")))
        level = int(at) if at is not None and at.isdigit() else None
    outline = _value(properties.find(qn("w:outlineLvl")))
    heading = None
    if outline is not None and outline.isdigit():
        heading = int(outline) + 1 if int(outline) < 9 else -1
    return ParagraphStyle(num_id, level, heading)


def _value(element: Any | None) -> str | None:
    found: str | None = element.get(qn("w:val")) if element is not None else None
    return found
