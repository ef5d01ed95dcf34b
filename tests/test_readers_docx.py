"""What only Word documents have: automatic numbers, styles, tracked changes, text boxes, merged cells."""

from __future__ import annotations

import docx
import pytest
import readers_material as material
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policygraph.loaders.docx_numbering import FORMATS
from policygraph.loaders.model import SourceText
from policygraph.loaders.numbering import chinese_number, circled_number
from policygraph.loaders.reading import read_source

W = nsdecls("w")


def read(document: docx.document.Document) -> SourceText:
    return read_source("a.docx", material.saved(document))


def paragraph(document: docx.document.Document, inner: str) -> None:
    """Add a paragraph by its XML."""
    document.element.body.insert(-1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def test_levels_count_and_start_anew() -> None:
    document = docx.Document()
    material.with_numbering(document)
    for text, level in (
        ("甲", 0),
        ("乙", 1),
        ("丙", 2),
        ("丁", 3),
        ("戊", 2),
        ("己", 1),
        ("庚", 2),
        ("辛", 0),
        ("壬", 1),
    ):
        material.numbered(document, text, level)
    assert read(document).text.split("\n") == [
        "一、甲",
        "（一）乙",
        "1.丙",
        "①丁",
        "2.戊",
        "（二）己",
        "1.庚",
        "二、辛",
        "（一）壬",
    ]


def test_a_numbering_that_starts_elsewhere_and_shares_its_counters() -> None:
    document = docx.Document()
    material.with_numbering(document)
    material.numbered(document, "甲", 2)
    material.numbered(document, "乙", 2, num_id=8)
    material.numbered(document, "丙", 2, num_id=8)
    material.numbered(document, "2025年", 2)
    assert read(document).text.split("\n") == ["1.甲", "5.乙", "6.丙", "7. 2025年"]


def test_numbers_come_from_styles_too_and_can_be_switched_off() -> None:
    document = docx.Document()
    material.with_numbering(document)
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="7"/></w:numPr>'))
    document.add_heading("总体要求", 1)
    document.add_heading("重点任务", 1)
    paragraph(
        document,
        '<w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>附则</w:t></w:r>',
    )
    source = read(document)
    assert source.text == "一、总体要求\n二、重点任务\n附则"
    assert source.headings == ((0, 1), (7, 1), (14, 1))


def test_headings_by_style_and_by_outline_level() -> None:
    document = docx.Document()
    document.add_heading("题目", 0)
    document.add_heading("一级", 1)
    document.add_heading("三级", 3)
    paragraph(document, '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>二级</w:t></w:r>')
    paragraph(
        document, '<w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>正文</w:t></w:r>'
    )
    source = read(document)
    assert [(source.text[at:][:2], level) for at, level in source.headings] == [
        ("一级", 1),
        ("三级", 3),
        ("二级", 2),
    ]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 110, "一百一十"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 20, "⒛"),
        ("ideographEnclosedCircle", 1, "㊀"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographDigital", 10, "一〇"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 27, "AA"),
    ],
)
def test_how_numbers_are_printed(form: str, number: int, printed: str) -> None:
    assert FORMATS[form](number) == printed


def test_counting_in_chinese() -> None:
    assert [chinese_number(n) for n in (0, 10, 11, 20, 101, 1010, 10500)] == [
        "零", "十", "十一", "二十", "一百零一", "一千零一十", "一万零五百",
    ]  # fmt: skip
    assert [circled_number(n) for n in (1, 20, 36, 51)] == ["①", "⑳", "㊱", "(51)"]


def test_tracked_changes_hidden_text_and_soft_breaks() -> None:
    document = docx.Document()
    paragraph(
        document,
        "<w:r><w:t>新建食堂</w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>20</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>30</w:t></w:r></w:ins>'
        "<w:r><w:t>个</w:t><w:br/><w:t>责任单位：县民政局</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗字</w:t></w:r>",
    )
    paragraph(document, '<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r>')
    paragraph(document, "<w:r><w:t>后半</w:t></w:r>")
    assert read(document).text == "新建食堂30个\n责任单位：县民政局\n前半后半"


def test_text_boxes_content_controls_and_contents() -> None:
    document = docx.Document()
    paragraph(
        document,
        "<w:r><w:t>正文</w:t></w:r>"
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>框中字</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    )
    document.element.body.insert(
        -1, parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件中字</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、总体要求\t1", style="toc 1")
    assert read(document).text == "正文\n框中字\n控件中字"


def test_cells_merged_both_ways_and_numbered_cells() -> None:
    document = docx.Document()
    material.with_numbering(document)
    table = document.add_table(rows=4, cols=3)
    for cell, text in zip(table.rows[0].cells, ("序号", "任务", "单位"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "民生类"
    for r in (2, 3):
        cell = table.cell(r, 0)
        cell.paragraphs[0]._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr>')
        )
        cell.paragraphs[0].add_run("\u200b")
        table.cell(r, 1).text = f"任务{r}"
    table.cell(2, 2).merge(table.cell(3, 2)).text = "县民政局"
    (read_table,) = read(document).tables
    assert material.table_texts(read_table) == [
        ["序号", "任务", "单位"],
        ["民生类", "民生类", "民生类"],
        ["1.", "任务2", "县民政局"],
        ["2.", "任务3", "县民政局"],
    ]


def test_a_box_drawn_as_a_table_is_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "一、甲"
    cell.add_paragraph("二、乙")
    source = read(document)
    assert (source.text, source.tables) == ("一、甲\n二、乙", ())
