"""Whatever the bytes are: a text or exactly one error that names the source, in time that grows with their number
only."""

from __future__ import annotations

import time

import pytest
import readers_material as material
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policygraph.errors import SourceError
from policygraph.loaders.lines import Spanned, spread
from policygraph.loaders.model import SourceText
from policygraph.loaders.reading import SUFFIXES, read_source

DOCX, XLSX, PDF = material.as_docx(), material.as_xlsx(), material.as_pdf()
PAGE = material.as_html_body().encode()
MAGICS = (
    b"PK\x03\x04",
    b"%PDF-1.4\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<html>",
    b"{\\rtf1",
)
NAMES = st.sampled_from(sorted(f"文件{suffix}" for suffix in SUFFIXES | {".doc", ".bin", ""}))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def check(name: str, data: bytes) -> None:
    try:
        source = read_source(name, data)
    except SourceError as error:
        assert str(error).startswith(f"{name}: ") and "\n" not in str(error)
        return
    assert isinstance(source, SourceText) and source.text.strip()
    assert "\r" not in source.text and "\0" not in source.text
    source.text.encode("utf-8")
    for _, value, start, end in source.fields:
        assert start == -1 or source.text[start:end] == value
    for table in source.tables:
        assert len({len(row) for row in table.rows}) == 1
        assert all(
            cell.start == -1 or source.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row
        )
    assert all(at == 0 or source.text[at - 1] == "\n" for at, _ in source.headings)


@FEW
@given(NAMES, st.sampled_from((b"", *MAGICS)), st.binary(max_size=400))
@example("文件.txt", b"", b"\xff\xfe\x00\xd8")
@example("文件.csv", b"", b'"\n,"')
def test_any_bytes(name: str, magic: bytes, rest: bytes) -> None:
    check(name, magic + rest)


@FEW
@given(NAMES, st.text(max_size=300))
def test_any_text(name: str, text: str) -> None:
    check(name, text.encode("utf-8", "surrogatepass"))


MARKUP = """
<p> </p> <table> <tr> <td> <td~rowspan=3> <td~colspan=9999> </td> </table> <ol> <li> <h1> </h1> <div~class=nav> </div>
<br> <pre> </pre> <a~href=x> </a> <!-- --> <script> </script> <b~hidden> </b> &#0; &#xD800;
索引号：1 发文机关 一、任务，。 <form>
<dl> <dt> <dd> </dl>
"""


@FEW
@given(st.lists(st.sampled_from(MARKUP.split()), max_size=60))
def test_any_markup(tags: list[str]) -> None:
    check("a.html", "".join(tags).replace("~", " ").encode())


@FEW
@given(st.sampled_from((("a.docx", DOCX), ("a.xlsx", XLSX), ("a.pdf", PDF), ("a.html", PAGE))), st.data())
def test_damaged_files(file: tuple[str, bytes], data: st.DataObject) -> None:
    name, good = file
    cut = data.draw(st.integers(0, len(good)))
    at = data.draw(st.integers(0, max(len(good) - 1, 0)))
    flipped = good[:at] + bytes([good[at] ^ data.draw(st.integers(1, 255))]) + good[at + 1 :]
    check(name, data.draw(st.sampled_from((flipped, good[:cut], good[cut:], flipped[:cut]))))


@given(
    st.lists(
        st.lists(st.builds(Spanned, st.sampled_from("甲乙"), st.integers(0, 9), st.integers(0, 300)), max_size=5),
        max_size=6,
    )
)
def test_every_grid_is_full(rows: list[list[Spanned]]) -> None:
    grid = spread(rows)
    assert len({len(row) for row in grid}) <= 1


N = 100_000
HOSTILE = {
    "brackets": ("a.txt", "（" * 3_000_000),
    "brackets in a page": ("a.html", "<p>" + "（" * 3_000_000),
    "deep": ("a.html", "<div>" * N + "任务" + "</div>" * N),
    "deep inline": ("a.html", "<font><b>" * N + "任务，责任单位：县民政局。" + "</i>" * N),
    "nested tables": ("a.html", "<table><tr><td>" * N + "任务"),
    "many paragraphs": ("a.html", "<p class=a>任务，县民政局。</p>" * N),
    "many cells": ("a.html", "<table>" + "<tr><td rowspan=1000 colspan=1000>1" * 20_000),
    "many regions": ("a.html", "<div class=nav><span id=x>任务</span></div>" * (N // 2)),
    "lists": ("a.html", "<ol><li>" * N + "任务"),
    "comments": ("a.html", "<!--" * N * 10),
    "labels": ("a.html", "<p>" + "索引号：" * N + "</p>" + "<p>索引号：</p>" * 10_000),
    "stars": ("a.md", "*" * N * 10 + "\n" + "*a" * N + "\n" + "[" * N * 10 + "\n" + "|" * N * 10 + "\n" + "-|" * N),
    "font sizes": ("a.html", "<p>发布时间：1 " + "字体：" * 50 + "【 " * N),
    "quotes": ("a.csv", '"' * 1_000_001 + ",\n" * N),
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_files_take_no_longer_than_their_length(kind: str) -> None:
    name, text = HOSTILE[kind]
    began = time.process_time()
    check(name, text.encode())
    assert time.process_time() - began < 20, "seconds; a quadratic rule would take minutes"


def test_a_workbook_that_claims_a_gigantic_merge_is_refused() -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as good, zipfile.ZipFile(stream, "w") as bad:
        for part in good.namelist():
            bad.writestr(part, good.read(part).replace(b"A1:D1", b"A1:XFD1048576"))
    check("a.xlsx", stream.getvalue())


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    packed = material.zipped({"word/document.xml": b"<w>" + bytes(300 * 2**20)})
    with pytest.raises(SourceError, match="unpacks to more than"):
        read_source("a.docx", packed)


SHAPES = st.recursive(
    st.sampled_from(
        ("<p>{}</p>", "<div>{}</div>", "<span>{}</span><br>", "<h3>{}</h3>", "<ul><li>{}</li></ul>", "{}<br>")
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            ("<div>%s</div>", "<section>%s</section>", "<div class=box>%s</div>", "<table><tr><td>%s</td></tr></table>")
        ),
        st.lists(inner, min_size=1, max_size=4),
    ).map(lambda pair: pair[0] % "".join(pair[1])),
    max_leaves=12,
)


@FEW
@given(SHAPES)
def test_no_text_of_a_fragment_is_lost_or_doubled(shape: str) -> None:
    parts = shape.split("{}")
    texts = [f"第{n}项任务由县民政局负责，{n}月底前完成。" for n in range(len(parts) - 1)]
    page = "".join(part + text for part, text in zip(parts, [*texts, ""], strict=True))
    assert read_source("a.html", page.encode()).text.split("\n") == texts
