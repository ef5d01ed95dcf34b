"""One small policy, of our own writing, made into a file of every format that the readers know."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

TITLE = "清河县人民政府办公室关于做好社区食堂建设工作的通知"
NUMBER = "清政办发〔2023〕8号"
ADDRESSEE = "各乡镇人民政府，县政府各部门："
OPENING = (
    "为方便老年人就近用餐，经县政府同意，现就做好全县社区食堂建设工作通知如下。请各乡镇、各部门结合实际认真抓好落实，"
    "并于每季度末将进展情况报送县民政局汇总。"
)
FIRST = "一、主要任务"
TASK_1 = (
    "（一）加快设施建设。2025年底前新建社区食堂30个，城市社区覆盖率达到90%以上。"
    "（牵头单位：县民政局；配合单位：县财政局、县住房城乡建设局）"
)
TASK_2 = (
    "（二）保障食品安全。每年对社区食堂开展2次以上检查，建立进货查验和餐具消毒台账，发现问题限期整改。"
    "（责任单位：县市场监管局）"
)
SECOND = "二、保障措施"
SAFEGUARD = "（一）落实资金。县财政每年安排专项资金200万元，重点补助农村地区的社区食堂。（责任单位：县财政局）"
SIGNED = "清河县人民政府办公室"
DATED = "2023年6月5日"
BODY = [TITLE, NUMBER, ADDRESSEE, OPENING, FIRST, TASK_1, TASK_2, SECOND, SAFEGUARD, SIGNED, DATED]

ANNEX = "附件：任务分工表"
HEAD = ["序号", "工作任务", "牵头单位", "完成时限"]
ROWS = [
    ["1", "新建社区食堂30个", "县民政局", "2025年底"],
    ["2", "开展食品安全检查", "县市场监管局", "每年12月底"],
    ["3", "建立进货查验台账", "县市场监管局", "长期坚持"],
]
"""The third row's unit is the second's: one merged cell over both rows, wherever a format has merged cells."""

TEXT = "\n".join(BODY)


def squeezed(text: str) -> str:
    """A text without white space, for comparing what two formats say."""
    return "".join(text.split())


def table_texts(table: object) -> list[list[str]]:
    """A table's cells as texts."""
    return [[cell.text for cell in row] for row in table.rows]  # type: ignore[attr-defined]


def as_html_body() -> str:
    """The policy and its annex as the inside of a content element."""
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in ROWS[:1])
    rows += f"<tr><td>2</td><td>{ROWS[1][1]}</td><td rowspan=2>{ROWS[1][2]}</td><td>{ROWS[1][3]}</td></tr>"
    rows += f"<tr><td>3</td><td>{ROWS[2][1]}</td><td>{ROWS[2][3]}</td></tr>"
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    paragraphs = "".join(f"<p style='text-indent:2em'>&nbsp;&nbsp;<span>{text}</span></p>\n" for text in BODY)
    return f"{paragraphs}<p>{ANNEX}</p><table border=1><tr>{head}</tr>{rows}</table>"


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def with_numbering(document: docx.document.Document) -> None:
    """Give a new document our own numbering definitions in place of the template's."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(NUMBERING)))


def numbered(document: docx.document.Document, text: str, level: int, num_id: int = 7) -> docx.text.paragraph.Paragraph:
    """Add a paragraph whose number Word makes."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')
    )
    return paragraph


def saved(document: docx.document.Document) -> bytes:
    """A Word document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_docx() -> bytes:
    """The policy in Word, its headings numbered automatically, its annex a table with a merged cell."""
    document = docx.Document()
    with_numbering(document)
    document.add_paragraph(TITLE, style="Title")
    for text in (NUMBER, ADDRESSEE, OPENING):
        document.add_paragraph(text)
    for text in (FIRST, TASK_1, TASK_2, SECOND, SAFEGUARD):
        mark = "、" if "、" in text[:3] else "）"
        numbered(document, text.split(mark, 1)[1], 0 if mark == "、" else 1)
    for text in (SIGNED, DATED, ANNEX):
        document.add_paragraph(text)
    table = document.add_table(rows=4, cols=4)
    for r, row in enumerate([HEAD, *ROWS]):
        for c, text in enumerate(row):
            if (r, c) != (3, 2):
                table.cell(r, c).text = text
    table.cell(2, 2).merge(table.cell(3, 2))
    document.sections[0].header.paragraphs[0].text = "清河县人民政府办公室文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    return saved(document)


def as_xlsx() -> bytes:
    """The annex as a workbook, with a title over the whole width, a merged cell, and a note below."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["社区食堂建设任务分工表"])
    sheet.merge_cells("A1:D1")
    sheet.append(HEAD)
    for row in ROWS:
        sheet.append([int(row[0]), *row[1:]])
    sheet["C5"] = None
    sheet.merge_cells("C4:C5")
    sheet.append(["注：未尽事项由县民政局解释。"])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_pdf(body: list[str] | None = None, rows: list[list[str]] | None = None) -> bytes:
    """The policy as a PDF with a text layer, set as offices set it: indented, full lines, page numbers — 1 —, a
    running head."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    plain = ParagraphStyle(
        "plain", fontName="STSong-Light", fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK"
    )
    flush = ParagraphStyle("flush", parent=plain, firstLineIndent=0)
    title = ParagraphStyle("title", parent=flush, fontSize=22, leading=34, alignment=TA_CENTER)
    number = ParagraphStyle("number", parent=flush, alignment=TA_CENTER)
    signed = ParagraphStyle("signed", parent=flush, alignment=TA_RIGHT, rightIndent=32)
    cell = ParagraphStyle("cell", parent=flush, fontSize=11, leading=15)
    styles = {TITLE: title, NUMBER: number, ADDRESSEE: flush, SIGNED: signed, DATED: signed}
    story = [Paragraph(text, styles.get(text, plain)) for text in (body or BODY)]
    story.append(Paragraph(ANNEX, flush))
    table = [HEAD, *(rows or ROWS)]
    merged = [] if rows else [("SPAN", (2, 2), (2, 3))]
    cells = [[Paragraph(text, cell) for text in row] for row in table]
    if not rows:
        cells[3][2] = ""
    story.append(
        Table(cells, [40, 190, 110, 90], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), *merged], repeatRows=1)
    )

    def furniture(sheet: object, document: SimpleDocTemplate) -> None:
        sheet.setFont("STSong-Light", 12)  # type: ignore[attr-defined]
        sheet.drawCentredString(A4[0] / 2, 40, f"— {document.page} —")  # type: ignore[attr-defined]
        sheet.drawCentredString(A4[0] / 2, A4[1] - 40, "清河县人民政府公报")  # type: ignore[attr-defined]

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()


def as_scan(pages: int = 2) -> bytes:
    """A PDF whose pages are pictures, with printed page numbers only."""
    pixels = Image.new("L", (400, 560), 255)
    for y in range(40, 520, 20):
        pixels.paste(0, (40, y, 360, y + 8))
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=A4)
    for number in range(1, pages + 1):
        sheet.drawImage(ImageReader(pixels), 0, 0, *A4)
        sheet.drawCentredString(A4[0] / 2, 40, f"- {number} -")
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def as_locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=A4, encrypt=StandardEncryption("secret", canPrint=0))
    sheet.drawString(72, 700, "locked")
    sheet.save()
    return stream.getvalue()


def zipped(members: dict[str, bytes], *, name_encoding: str | None = None) -> bytes:
    """An archive; with `name_encoding`, its names are stored as old Windows tools store them, without the UTF-8
    mark."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name if name_encoding is None else _placeholder(name, name_encoding), data)
    raw = stream.getvalue()
    if name_encoding is not None:
        for name in members:
            raw = raw.replace(_placeholder(name, name_encoding).encode("ascii"), name.encode(name_encoding))
    return raw


def _placeholder(name: str, encoding: str) -> str:
    """An ASCII name as long as the encoded one, which takes its place in the finished archive."""
    return (
        "Q"
        + format(abs(hash(name)) % 10**6, "06d").ljust(len(name.encode(encoding)) - 1, "Z")[
            : len(name.encode(encoding)) - 1
        ]
    )
