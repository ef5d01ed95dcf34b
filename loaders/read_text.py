"""Plain text and Markdown."""

from __future__ import annotations

import re

from .lines import MAX_COLUMNS, LineWriter, Spanned, clean_text, spread

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]+(.*?)[ \t]*#*[ \t]*")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_QUOTE_MARK = re.compile(r"^(?: {0,3}> ?)+")
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}\)")
_EMPHASIS = re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?!\*)")
_UNDERLINED = re.compile(r"(?<![\\\w_])(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\w_])")
_STRUCK = re.compile(r"(~~|==)(?=\S)([^~=\n]{1,2000}?)(?<=\S)\1")
_CODE = re.compile(r"(`{1,2})([^`\n]{1,2000})\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PROPERTY = re.compile(r"\s*$|[\w\u4e00-\u9fff][^:：]{0,30}[:：]|\s+\S|-\s")
_ENGLISH_KEY = re.compile(r"[A-Za-z_]+\s*:|\s+-|-\s")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


def read_plain(text: str) -> LineWriter:
    """A text file, character for character but for control characters and the kind of line break."""
    writer = LineWriter()
    cleaned = clean_text(text)
    if cleaned.strip():
        writer.verbatim(cleaned)
    return writer


def read_markdown(text: str) -> LineWriter:
    """Markdown: headings and pipe tables by their marks, and the marks taken away. A line stays a line."""
    writer = LineWriter()
    lines = clean_text(text).split("\n")
    at = _properties_end(lines)
    for line in lines[:at]:
        if not _ENGLISH_KEY.match(line):
            writer.line(_plain(line.strip("- \t")))
    while at < len(lines):
        line = lines[at]
        if "|" in line and at + 1 < len(lines) and "-" in lines[at + 1] and _DELIMITER.fullmatch(lines[at + 1]):
            at = _table(writer, lines, at)
            continue
        at += 1
        heading = _HEADING.fullmatch(line)
        if heading:
            writer.line(_plain(heading.group(2)), len(heading.group(1)))
        elif not _RULE.fullmatch(line):
            line = _QUOTE_MARK.sub("", line, count=1) if line.lstrip().startswith(">") else line
            writer.line(_plain(_BULLET.sub("", line, count=1)))
    return writer


def _properties_end(lines: list[str]) -> int:
    """Where the block of properties between two lines of dashes at the top ends (title: …); 0 where there is none.

    Its names in Chinese (文号: …) are the document's own and are kept; those in English are the converter's.
    """
    if not lines or lines[0].strip() != "---":
        return 0
    close = next((at for at, line in enumerate(lines[1:60], 1) if line.strip() == "---"), 0)
    return close + 1 if close > 1 and all(_PROPERTY.match(line) for line in lines[1:close]) else 0


def _table(writer: LineWriter, lines: list[str], at: int) -> int:
    rows = [lines[at]]
    at += 2
    while at < len(lines) and "|" in lines[at]:
        rows.append(lines[at])
        at += 1
    writer.table(spread([[Spanned(_plain(cell)) for cell in _cells(row)[:MAX_COLUMNS]] for row in rows]))
    return at


def _cells(row: str) -> list[str]:
    row = row.strip().removeprefix("|")
    cells = _CELL_BORDER.split(row)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.replace("\\|", "|") for cell in cells]


def _plain(line: str) -> str:
    """A line without the marks of emphasis, links and code."""
    line = _LINE_BREAK.sub(" ", line)
    for mark in (_LINK,):
        line = mark.sub(r"\1", line)
    for mark in (_CODE, _EMPHASIS, _EMPHASIS, _UNDERLINED, _STRUCK):
        line = mark.sub(r"\2", line)
    return _ESCAPE.sub(r"\1", line)
