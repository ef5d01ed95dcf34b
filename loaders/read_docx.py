"""Word documents (.docx): paragraphs and tables in order, with automatic numbers as text.

Dropped: page headers and footers, footnotes, tables of contents, hidden text, what tracked changes have deleted.
Kept: what they have inserted, text boxes (after the paragraph that anchors them), content controls.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .docx_numbering import Numberer
from .docx_styles import Styles
from .lines import LineWriter, Spanned, is_layout, join_cell, spread

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r", "t"))
_BOX = qn("w:txbxContent")
_GONE = frozenset(
    qn(f"w:{tag}")
    for tag in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "tblPr", "sectPr")
)
_BREAKS = frozenset(qn(f"w:{tag}") for tag in ("br", "cr"))
_FALLBACK = f"{_MC}Fallback"


def read_docx(data: bytes) -> LineWriter:
    """Read a Word document. Raises what python-docx raises on a broken one."""
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(_part(document, RELATIONSHIP_TYPE.NUMBERING), _part(document, RELATIONSHIP_TYPE.STYLES))
    reader.write(document.element.body)
    return reader.writer


def _part(document: Any, kind: str) -> Any | None:
    """The root element of a part of the document; None where there is none."""
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return None
    element = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)


class _Reader:
    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self.writer = LineWriter()
        self._numberer = Numberer(numbering)
        self._styles = Styles(styles)
        self._carried = ""

    def write(self, parent: Any) -> None:
        """Write everything that stands in a body."""
        for block in _blocks(parent):
            if block.tag == _TBL:
                self._write_table(block)
            else:
                for line, level in self._paragraph(block):
                    self.writer.line(line, level)
        self.writer.line(self._carried)
        self._carried = ""

    def _paragraph(self, element: Any) -> Iterator[tuple[str, int | None]]:
        """The lines of a paragraph (soft breaks part them) with its heading level, then those of the text boxes in
        it."""
        style = self._styles.of(element)
        parts: list[str] = []
        boxes: list[Any] = []
        _gather(element, parts, boxes)
        text = "".join(parts)
        if style.contents:
            return
        if style.num_id not in (None, "0") and (text.strip() or self._carried.strip()):
            number = self._numberer.number(str(style.num_id), style.level or 0)
            text = number + (" " if number.endswith(".") and text[:1].isdigit() else "") + text
        text = self._carried + text
        self._carried = ""
        if _mark_deleted(element):
            self._carried = text
        else:
            for line in text.split("\n"):
                if line.strip():
                    yield line, style.heading if style.heading is not None and style.heading >= 0 else None
        for box in boxes:
            yield from ((line, None) for line in self._plain_lines(box))

    def _plain_lines(self, parent: Any) -> Iterator[str]:
        """Every line below an element, tables row by row (for text boxes and cells)."""
        for block in _blocks(parent):
            if block.tag == _P:
                yield from (line for line, _ in self._paragraph(block))
            else:
                for row in _rows(block):
                    yield " ".join(line for cell in _cells(row) for line in self._plain_lines(cell))

    def _write_table(self, table: Any) -> None:
        rows = [[(cell, list(self._plain_lines(cell))) for cell in _cells(row)] for row in _rows(table)]
        gaps = [_gap(row) for row in _rows(table)]
        if is_layout([[lines for _, lines in row] for row in rows]):
            for row in rows:
                for _, lines in row:
                    self.writer.lines(lines)
            return
        self.writer.table(spread(_spanned(rows, gaps)))


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables below an element, through content controls and tracked insertions."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != _FALLBACK:
            yield from _blocks(child)


def _gather(element: Any, parts: list[str], boxes: list[Any]) -> None:
    """Add the visible text below an element to `parts`, its text boxes to `boxes`."""
    for child in element:
        tag = child.tag
        if tag == _T:
            parts.append(child.text or "")
        elif tag in _GONE or tag == _FALLBACK or not isinstance(tag, str):
            continue
        elif tag == _BOX:
            boxes.append(child)
        elif tag in _BREAKS:
            parts.append("\n")
        elif tag == qn("w:tab"):
            parts.append(" ")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif tag == qn("w:sym"):
            parts.append(_symbol(child))
        elif not (tag == _R and _hidden(child)):
            _gather(child, parts, boxes)


def _symbol(element: Any) -> str:
    """A character named by its code; symbol fonts' private codes have no meaning as text."""
    try:
        code = int(element.get(qn("w:char"), "0"), 16)
    except ValueError:
        return ""
    return chr(code) if 32 <= code < 0xD800 else ""


def _hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    mark = properties.find(qn("w:vanish")) if properties is not None else None
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _mark_deleted(paragraph: Any) -> bool:
    """Whether a tracked change has deleted the paragraph's mark, so that it runs on into the next."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _TR:
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != qn("w:tblGrid"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _TC:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != qn("w:trPr"):
            yield from _cells(child)


def _property(cell: Any, name: str) -> Any | None:
    return cell.find(f"{qn('w:tcPr')}/{qn(name)}")


def _number(element: Any | None, default: int) -> int:
    text = element.get(qn("w:val"), "") if element is not None else ""
    return int(text[:4]) if text.isdigit() else default


def _gap(row: Any) -> int:
    """How many grid columns a row leaves out before its first cell."""
    return min(_number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0), 63)


def _spanned(rows: list[list[tuple[Any, list[str]]]], gaps: list[int]) -> list[list[Spanned]]:
    """Cells with the rows and columns that they cover; a cell that continues the one above is left out."""
    placed: list[dict[int, tuple[str, int, bool]]] = []
    for row, gap in zip(rows, gaps, strict=True):
        line: dict[int, tuple[str, int, bool]] = {}
        column = gap
        for cell, texts in row:
            wide = min(max(_number(_property(cell, "w:gridSpan"), 1), 1), 256)
            merge = _property(cell, "w:vMerge")
            continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            line[column] = (join_cell(texts), wide, continues)
            column += wide
        placed.append(line)
    heights: dict[tuple[int, int], int] = {}
    owner: dict[int, tuple[int, int]] = {}
    for r, line in enumerate(placed):
        for column, (_, _, continues) in line.items():
            if continues and column in owner and owner[column][0] + heights[owner[column]] == r:
                heights[owner[column]] += 1
            else:
                owner[column] = (r, column)
                heights[r, column] = 1
    return [
        [Spanned("")] * gap
        + [
            Spanned(text, heights[r, column], wide)
            for column, (text, wide, _) in line.items()
            if (r, column) in heights
        ]
        for r, (line, gap) in enumerate(zip(placed, gaps, strict=True))
    ]
