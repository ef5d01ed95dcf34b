"""HTML: whole government pages and fragments."""

from __future__ import annotations

import email
import email.policy
import re

import lxml.html
from lxml import etree

from .charset import UndecodableError, decode_text
from .head_fields import FieldFinder, meta_field
from .html_body import Page
from .html_walk import Walker
from .lines import LineWriter, clean_line, clean_text, spread

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_INLINE_TAGS = re.compile(r"</?(?:span|font|b|i|u|em|strong|a|o:p|st1:\w+)(?=[\s/>])[^<>]{0,2000}>", re.IGNORECASE)
_ANY_TAG = re.compile(
    r"<(?:script|style)\b.{0,200000}?</(?:script|style)>|<!--.{0,200000}?-->|<[a-zA-Z/!?][^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


_LITTLE = 80
"""Characters of visible text below which a page's hidden text is read, too."""


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page, or a fragment of one, whatever its file is called."""
    head = text[:5000]
    if _LOOKS_HTML.match(head):
        return True
    return head.lstrip().startswith("<") and len(re.findall(r"</(?:p|div|td|tr|table|span|b|a|h[1-6]|li)>", head)) >= 3


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its first 4,000 bytes, which may be wrong."""
    found = _DECLARED.search(data[:4000])
    return found.group(1).decode("ascii") if found else None


def read_html(data: bytes) -> LineWriter:
    """Read a page: its head table and title, its body with tables, without the site around it.

    Raises UndecodableError for bytes that are no text.
    """
    return read_html_text(decode_text(data, declared_charset(data)))


def read_html_text(markup: str) -> LineWriter:
    """Read a page that is text already."""
    writer = LineWriter()
    root = _parse(clean_text(markup))
    if root is None:
        return writer
    walker = Walker(root)
    if sum(len(block.text) for block in walker.blocks) < _LITTLE:
        # Some sites hide the text until a script shows it.
        walker = Walker(root, hidden_too=True)
    fields = FieldFinder(writer)
    for block in Page(walker.blocks, walker.regions).kept():
        if block.rows is not None:
            table = writer.table(spread(block.rows))
            if table is not None:
                fields.table(table)
            continue
        start, _ = writer.line(block.text, block.level) if not block.pairs else writer.row(block.text)
        fields.line(block.text, start, block.level)
    fields.commit()
    _add_meta(writer, root)
    return writer


def read_mhtml(data: bytes) -> LineWriter:
    """Read a page that was saved with its pictures as one file (.mht; also .doc of web publishing systems): its first page.

    Raises UndecodableError where there is none.
    """
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return read_html_text(decode_text(body, part.get_content_charset() or declared_charset(body)))
    raise UndecodableError("no page in the archive")


def _parse(markup: str) -> etree._Element | None:
    """The page's tree; where tags nest deeper than the parser goes (it then drops the rest), without inline tags, or
    as text."""
    markup = _XML_HEAD.sub("", markup)
    for attempt in (markup, None):
        text = attempt if attempt is not None else _INLINE_TAGS.sub("", markup)
        root, whole = _tree(text)
        if root is None or whole:
            return root
    lines = _ANY_TAG.sub("\n", markup).split("\n")
    body = etree.Element("body")
    for line in lines:
        if line.strip():
            etree.SubElement(body, "p").text = line
    return body


def _tree(markup: str) -> tuple[etree._Element | None, bool]:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None, True
    except etree.XMLSyntaxError:
        return None, False
    return root, not any("depth" in entry.message.lower() for entry in parser.error_log)


def _add_meta(writer: LineWriter, root: etree._Element) -> None:
    """Fields that only `<meta>` gives; where the value does not stand in the text, its span is (-1, -1)."""
    for element in root.iter("meta"):
        name = meta_field(element.get("name") or "")
        value = clean_line(element.get("content") or "")
        if name and value and len(value) <= 500 and name not in writer.field_names():
            start = writer.find(value)
            writer.field(name, value, start, start + len(value) if start >= 0 else -1)
