"""The same policy read from every format gives the same text, the same table, and no page furniture."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
import readers_material as material

from policygraph.errors import EmptySourceError, UnsupportedSourceError
from policygraph.loaders.lines import Spanned, spread
from policygraph.loaders.pdf_tables import RuledTable, goes_on, joined
from policygraph.loaders.reading import read_source

FULL_TABLE = [material.HEAD, *material.ROWS]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("policy.txt", material.TEXT.encode()),
        ("policy.md", material.TEXT.replace("\n", "\n\n").encode()),
        ("policy.html", material.as_html_body().encode()),
        ("policy.docx", material.as_docx()),
        ("policy.pdf", material.as_pdf()),
    ],
)
def test_every_format_says_the_same_paragraphs_in_order(name: str, data: bytes) -> None:
    source = read_source(name, data)
    lines = source.text.split("\n")
    assert [line for line in lines if line in material.BODY] == material.BODY
    assert source.format == name.split(".")[1]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("policy.html", material.as_html_body().encode()),
        ("policy.docx", material.as_docx()),
        ("policy.pdf", material.as_pdf()),
        ("annex.xlsx", material.as_xlsx()),
    ],
)
def test_every_format_keeps_the_table_with_its_merged_cell(name: str, data: bytes) -> None:
    source = read_source(name, data)
    (table,) = source.tables
    assert material.table_texts(table) == FULL_TABLE
    assert all(source.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert source.text[table.start : table.end].startswith("序号\t工作任务\t牵头单位\t完成时限\n1\t")
    assert table.rows[3][2] == table.rows[2][2], "the repeated cell points at the place where the merged cell stands"
    assert source.text.count("县市场监管局") == source.text[: table.start].count("县市场监管局") + 1


def test_a_workbook_keeps_its_title_and_note_as_lines() -> None:
    text = read_source("annex.xlsx", material.as_xlsx()).text
    assert text.split("\n")[0] == "社区食堂建设任务分工表"
    assert text.split("\n")[-1] == "注：未尽事项由县民政局解释。"


def test_page_numbers_and_running_heads_of_a_pdf_are_dropped() -> None:
    long = [*material.BODY[:5], *[material.TASK_1, material.TASK_2] * 8, *material.BODY[-2:]]
    source = read_source("policy.pdf", material.as_pdf(long))
    assert "公报" not in source.text and "— 2 —" not in source.text
    lines = source.text.split("\n")
    assert lines[: len(long)] == long, "paragraphs that go over a page stay whole"


def test_a_pdf_table_over_two_pages_is_one_table() -> None:
    rows = [
        [str(n), f"推进第{n}批社区食堂建设，完成选址、装修、设备采购和验收", "县民政局", "2025年底"]
        for n in range(1, 41)
    ]
    source = read_source("long.pdf", material.as_pdf(rows=rows))
    (table,) = source.tables
    assert material.table_texts(table) == [material.HEAD, *rows]


def test_plain_text_stays_as_it_is() -> None:
    raw = "\ufeff　　标　　题：甲\r\n\r\n  牵头单位：\t乙局 \x00\r丙\x07丁\n"
    assert read_source("a.txt", raw.encode()).text == "　　标　　题：甲\n\n  牵头单位：\t乙局 \n丙丁\n"


def test_markdown_marks_are_dropped_and_headings_kept() -> None:
    raw = "# 关于**社区食堂**的通知\n\n## 一、任务\n\n- *加快*建设[食堂](http://a.b/c)\n\n"
    raw += "| 序号 | 任务 |\n|:--|--:|\n| 1 | 甲\\|乙 |\n\n5 * 3 * 2"
    source = read_source("a.md", raw.encode())
    assert source.text == "关于社区食堂的通知\n一、任务\n加快建设食堂\n序号\t任务\n1\t甲|乙\n5 * 3 * 2"
    assert source.headings == ((10, 2),), "the first, alone of its level, is the title"
    assert material.table_texts(source.tables[0]) == [["序号", "任务"], ["1", "甲|乙"]]


def test_comma_separated_tables() -> None:
    raw = '序号,工作任务,责任单位\n1,"新建食堂,30个",县民政局\n'
    source = read_source("a.csv", raw.encode("gbk"))
    assert material.table_texts(source.tables[0]) == [
        ["序号", "工作任务", "责任单位"],
        ["1", "新建食堂,30个", "县民政局"],
    ]


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", "\ufeff\n".encode(), b"<html><body><script>1</script></body></html>"]
)
def test_a_file_without_text_is_named_as_empty(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match=r"^a\.html: "):
        read_source("a.html", data)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.docx", b"PK\x03\x04 not really", "broken"),
        ("a.docx", material.zipped({"word/document.xml": b"<w:document"}), "broken"),
        ("a.pdf", material.as_scan(), "scan.*OCR"),
        ("a.pdf", material.as_locked_pdf(), "password"),
        ("a.pdf", b"%PDF-1.7\n nothing", "broken"),
        ("a.ofd", material.zipped({"OFD.xml": b"<ofd/>"}), "OFD"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", "Ærlig talt, ønsker vi å få æøå.".encode("latin-1") * 20, "save it as UTF-8"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "Word XML"),
        ("a.rtf", b"{\\rtf1 abc}", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UnsupportedSourceError, match=says):
        read_source(name, data)


def test_the_content_counts_more_than_the_suffix() -> None:
    assert read_source("renamed.doc", material.as_docx()).format == "docx"
    page = f"<!DOCTYPE html><html><body>{material.as_html_body()}</body></html>"
    assert "<p" not in read_source("saved.txt", page.encode()).text


def test_a_page_saved_with_its_pictures_as_one_file() -> None:
    message = EmailMessage()
    message["From"] = "saved"
    message.set_content(
        f"<html><body>{material.as_html_body()}</body></html>", subtype="html", charset="gb2312", cte="base64"
    )
    message.add_related(b"\x89PNG", "image", "png")
    source = read_source("saved.doc", message.as_bytes())
    assert [line for line in source.text.split("\n") if line in material.BODY] == material.BODY


def test_a_row_cut_by_the_page_is_made_whole_and_a_repeated_head_is_dropped() -> None:
    def table(*rows: tuple[str, ...]) -> RuledTable:
        return RuledTable(spread([[Spanned(text) for text in row] for row in rows]), [0.0, 40.0, 200.0], 0.0, 100.0)

    first = table(("序号", "任务"), ("1", "新建社区食"))
    assert goes_on(
        first,
        table(
            ("", "堂30个"),
        ),
    )
    whole = joined(first, table(("序号", "任务"), ("", "堂30个"), ("2", "检查")))
    assert [[cell.text for cell in row] for row in whole.grid] == [
        ["序号", "任务"],
        ["1", "新建社区食堂30个"],
        ["2", "检查"],
    ]
