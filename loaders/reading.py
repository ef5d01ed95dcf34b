"""One file's bytes to its text: which format it really is, whatever it is called, and the reader for it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from ..errors import EmptySourceError, SourceError, UnsupportedSourceError
from .charset import UndecodableError, decode_text, looks_binary
from .lines import LineWriter, LockedError, NoTextLayerError
from .model import SourceText

SUFFIXES = frozenset(
    (
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".shtml",
        ".xhtml",
        ".mht",
        ".mhtml",
        ".docx",
        ".docm",
        ".pdf",
        ".xlsx",
        ".xlsm",
        ".csv",
        ".tsv",
    )
)
"""Suffixes that can be read; folders are searched for them."""
NAMED_SUFFIXES = frozenset((".doc", ".xls", ".wps", ".et", ".ofd", ".rtf", ".odt"))
"""Suffixes of documents that cannot be read; found in a folder, each is named as an error instead of being passed
over."""

MAX_BYTES = 256 * 1024 * 1024
"""Largest file that is read."""
MAX_UNPACKED = 256 * 1024 * 1024
"""Largest sum of unpacked parts of a .docx or .xlsx."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORD_XML = (b"<w:wordDocument", b"<pkg:package", b'progid="Word.Document"')
_MIME = re.compile(
    rb"(?:[A-Za-z-]{2,40}:[^\n]{0,900}\n(?:[ \t][^\n]{0,900}\n){0,9}){0,12}?content-type:\s*multipart/related",
    re.IGNORECASE,
)
_KNOWN_BINARY = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"Rar!", "a RAR archive; unpack it first, or pack it as .zip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first, or pack it as .zip"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"{\\rtf", "an RTF document; open it in Word or WPS and save it as .docx"),
)


def read_source(name: str, data: bytes) -> SourceText:
    """Read one file: `name` (its suffix helps) and its bytes, in any of the formats of `SUFFIXES`.

    Raises EmptySourceError (no text) and UnsupportedSourceError (old .doc, scan, locked, broken, binary); nothing else,
    whatever the bytes are.
    """
    if not data.strip():
        raise EmptySourceError(name, "the file is empty")
    if len(data) > MAX_BYTES:
        raise UnsupportedSourceError(name, f"larger than {MAX_BYTES // 2**20} MB; split it into its documents")
    kind, reader = _choose(name, data)
    try:
        writer = reader(data)
    except SourceError:
        raise
    except UndecodableError as error:
        why = "binary data, not a text document" if looks_binary(data) else "an unknown encoding; save it as UTF-8"
        raise UnsupportedSourceError(name, why) from error
    except NoTextLayerError as error:
        raise UnsupportedSourceError(
            name,
            "a scan: its pages are pictures without a text layer; first run OCR on it (ocrmypdf -l chi_sim)",
        ) from error
    except LockedError as error:
        raise UnsupportedSourceError(name, "needs a password; save a copy without one") from error
    except (Exception, RecursionError) as error:
        # The parsers of other people's formats fail in ways of their own on broken files; all of them mean the same
        # here.
        raise UnsupportedSourceError(name, f"a broken .{kind} file ({type(error).__name__}); save it anew") from error
    if writer.empty:
        raise EmptySourceError(name, "no text in it")
    return writer.source(name, hashlib.sha256(data).hexdigest(), kind)


def _choose(name: str, data: bytes) -> tuple[str, Callable[[bytes], LineWriter]]:
    """The format and its reader; raises UnsupportedSourceError for a known format that cannot be read."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if data.startswith(_OLE):
        raise UnsupportedSourceError(name, _old_office(suffix, data))
    if data.startswith(_ZIP):
        return _zipped(name, data)
    if b"%PDF-" in data[:1024]:
        from .read_pdf import read_pdf

        return "pdf", read_pdf
    if any(mark in data[:4000] for mark in _WORD_XML):
        raise UnsupportedSourceError(name, "a Word XML document; open it in Word or WPS and save it as .docx")
    if _MIME.match(data[:2000]):
        from .read_html import read_mhtml

        return "html", read_mhtml
    for magic, what in _KNOWN_BINARY:
        if data.startswith(magic):
            raise UnsupportedSourceError(name, f"{what}, not a text document" if what == "a picture" else what)
    if suffix == ".pdf" and looks_binary(data):
        raise UnsupportedSourceError(name, "a broken .pdf file (its head is missing); save it anew")
    return _textual(suffix)


def _textual(suffix: str) -> tuple[str, Callable[[bytes], LineWriter]]:
    if suffix in (".html", ".htm", ".shtml", ".xhtml"):
        from .read_html import read_html

        return "html", read_html
    if suffix in (".md", ".markdown"):
        from .read_text import read_markdown

        return "md", lambda data: read_markdown(decode_text(data))
    if suffix in (".csv", ".tsv"):
        from .read_xlsx import read_csv

        return "csv", lambda data: read_csv(decode_text(data))
    return "txt", _plain_or_page


def _plain_or_page(data: bytes) -> LineWriter:
    from .read_html import declared_charset, looks_like_html, read_html_text
    from .read_text import read_plain

    text = decode_text(data, declared_charset(data))
    return read_html_text(text) if looks_like_html(text) else read_plain(text)


def _old_office(suffix: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "needs a password; save a copy without one"
    if "Workbook".encode("utf-16-le") in data or suffix in (".xls", ".et"):
        return "an old .xls workbook; open it in Excel or WPS and save it as .xlsx"
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "a presentation, not a document"
    return "an old .doc document; open it in Word or WPS and save it as .docx"


def _zipped(name: str, data: bytes) -> tuple[str, Callable[[bytes], LineWriter]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except Exception as error:
        raise UnsupportedSourceError(name, "a broken archive; save or download it anew") from error
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnsupportedSourceError(name, f"unpacks to more than {MAX_UNPACKED // 2**20} MB; not read")
    names = {part.filename.lower().replace("\\", "/") for part in parts}
    if any(n.startswith("word/") for n in names):
        from .read_docx import read_docx

        return "docx", read_docx
    if any(n.startswith("xl/") for n in names):
        from .read_xlsx import read_xlsx

        return "xlsx", read_xlsx
    if "ofd.xml" in names:
        raise UnsupportedSourceError(name, "an OFD document; open it in its reader and save it as .pdf or .docx")
    if any(n.startswith("ppt/") for n in names):
        raise UnsupportedSourceError(name, "a presentation, not a document")
    if "mimetype" in names:
        raise UnsupportedSourceError(name, "an OpenDocument or EPUB file; open it in Word or WPS and save it as .docx")
    raise UnsupportedSourceError(name, "an archive; name it .zip to have its documents read")
