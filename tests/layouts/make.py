"""Make the documents of this folder that are not plain text (19, 45 .xlsx, 20, 46 .docx, 21, 47 .pdf), and the plain text of each.

Run it from anywhere: `python tests/layouts/make.py`. The made files are kept beside it, so that tests need not make them.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from openpyxl.styles import Alignment
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).resolve().parent

SHEET = [
    ["嘉兴市2023年度优化营商环境重点任务清单"],
    ["序号", "领域", "工作任务", "牵头单位", "责任单位", "完成时限"],
    [1, "市场准入", "企业开办全流程办理时间压缩至4小时以内", "市市场监管局", "市公安局、市税务局、市人力社保局", "2023年6月底"],
    [2, None, "推行经营主体歇业登记“一件事”", None, "市税务局", "2023年9月底"],
    [3, "获得信贷", "小微企业贷款余额新增300亿元以上", "市政府金融办", "人行嘉兴市中心支行、嘉兴银保监分局", "2023年12月底"],
    [4, None, "首贷户新增5000户", "人行嘉兴市中心支行", "市政府金融办", None],
    [5, "法治保障", "涉企行政处罚“综合查一次”覆盖率达到60%", "市司法局", "市综合执法局、各县（市、区）政府", "全年"],
]

TITLE = "哈密市人民政府办公室关于印发哈密市冬季清洁取暖实施方案的通知"
WORD = [
    ("", TITLE), ("", "哈政办发〔2023〕16号"), ("", "各区县人民政府，市政府各部门："),
    ("", "《哈密市冬季清洁取暖实施方案》已经市政府同意，现印发给你们，请认真组织实施。"),
    ("", "哈密市人民政府办公室"), ("", "2023年5月31日"), ("", "哈密市冬季清洁取暖实施方案"),
    ("", "根据《新疆维吾尔自治区大气污染防治条例》和《北方地区冬季清洁取暖规划（2017—2021年）》（发改能源〔2017〕2100号），制定本方案。"),
    ("0", "总体目标"), ("", "到2025年，城区清洁取暖率达到100%，农村地区清洁取暖率达到80%以上。"),
    ("0", "重点任务"), ("1", "热源侧改造"),
    ("2", "发展集中供热。新建热电联产供热管网45公里，新增供热面积260万平方米。（责任单位：市住房和城乡建设局、伊州区人民政府）"),
    ("2", "推进“煤改电”。完成农村居民“煤改电”1.8万户，每户补助不超过8000元。（责任单位：市发展和改革委员会、国网哈密供电公司）"),
    ("1", "用户侧改造"),
    ("2", "实施建筑节能改造。完成既有居住建筑节能改造120万平方米。（责任单位：市住房和城乡建设局、市财政局）"),
    ("0", "保障措施"), ("1", "强化组织领导。成立市冬季清洁取暖工作领导小组。（责任单位：市发展和改革委员会）"),
    ("1", "强化监督考核。每月通报工作进度。（责任单位：市人民政府督查室、市生态环境局）"),
    ("", "附件：年度任务分解表"), ("", "附件"), ("", "年度任务分解表"),
]
WORD_TABLE = [
    ["序号", "任务", "牵头部门", "配合部门", "完成时间"],
    ["1", "城区供热管网改造", "市住房和城乡建设局", "市财政局", "2024年10月"],
    ["2", "供热计量改造", "", "市市场监督管理局", "2025年10月"],
    ["3", "配电网升级", "国网哈密供电公司", "市自然资源局、市林业和草原局", "2024年9月"],
]
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
NUMERALS = "一二三四五六七八九十"

PDF_LINES = [
    "喀什地区行政公署办公室关于加强地名文化保护工作的通知", "喀署办发〔2022〕30号", "各县、市人民政府，地直各部门：",
    "　　根据《地名管理条例》（国务院令第753号）和自治区民政厅《关于做好地名文化遗产保护工作的通知》要求，经行署同意，现就有关事项通知如下：",
    "　　一、主要目标",
    "　　到2024年底，地名标志设置率达到98%以上，编纂出版地名志13部，建立地名文化遗产保护名录，收录千年古城、古镇、古村落地名不少于100条。",
    "　　二、工作任务",
    "　　（一）开展资源普查。对全地区2.4万条地名开展核查，2022年年底前完成普查。责任单位：地区民政局、地区文化体育广播电视和旅游局，各县、市人民政府",
    "　　（二）规范标志设置。更换、补设街路巷标志牌8600块，城镇路牌设置间距不大于500米。责任单位：地区民政局、地区住房和城乡建设局、地区交通运输局",
    "　　（三）加强宣传传播。每年举办“地名故事”宣讲活动不少于12场。责任单位：地区党委宣传部、地区民政局、喀什日报社",
    "　　三、保障措施",
    "　　（一）加强经费保障。各级财政部门将地名工作经费列入预算。责任单位：地区财政局",
    "　　（二）加强监督检查。对不规范地名限期整改，整改率达到100%。责任单位：地区民政局、地区公安局",
    "喀什地区行政公署办公室", "2022年8月25日",
]

TWO_SHEETS = {
    "说明": [["滨州市2024年度民生实事任务台账填报说明"], ["请各责任单位于每月25日前更新进度。"]],
    "台账": [
        ["滨州市2024年度民生实事任务台账"],
        ["填报日期：2024年3月1日"],
        ["项目编号", "实事名称", "年度目标任务", "责任分工", None, "完成期限", "备注"],
        [None, None, None, "牵头部门", "参与部门", None, None],
        ["1-1", "关爱老人", "新建村级幸福院80处", "市民政局", "市财政局\n各县（市、区）政府", "2024年11月底", None],
        ["1-2", "关爱老人", "为1.5万名困难老年人发放照护补贴", "市民政局", "市财政局", "2024年12月底", None],
        ["2-1", "畅通出行", "改造提升农村公路500公里", "市交通运输局", "市自然资源和规划局、市水利局", "2024年10月底", "续建"],
    ],
}
STYLED = [
    ("Title", "铜陵市教育局等五部门关于加强中小学生近视防控工作的实施意见"), ("", "铜教〔2022〕8号"), ("", "各县区教体局、卫生健康委、财政局："),
    ("", "为落实《综合防控儿童青少年近视实施方案》（教体艺〔2018〕3号），现提出如下意见。"),
    ("Heading 1", "总体目标"), ("", "到2030年，小学生近视率下降到38%以下，每天户外活动不少于2小时。"),
    ("Heading 1", "重点任务"), ("Heading 2", "改善视觉环境"),
    ("", "2022年底前完成教室照明改造1200间。"), ("", "责任单位：市教育局、市财政局"),
    ("Heading 2", "加强视力监测"), ("", "每年开展视力监测2次，建档率达到100%。"), ("", "责任单位：市卫生健康委、市教育局"),
    ("Heading 1", "组织保障"), ("Heading 2", "强化考核"), ("", "责任单位：市政府教育督导室"),
    ("", "铜陵市教育局 铜陵市卫生健康委员会"), ("", "铜陵市财政局 铜陵市体育局 铜陵市市场监督管理局"), ("", "2022年4月20日"),
]
GRID_TITLE = "延边州2023年稳外贸重点任务分工表"
GRID = [
    ["序号", "重点任务", "牵头单位", "配合单位", "时限"],
    ["1", "新增跨境电商企业30家", "州商务局", "州市场监管局", "12月底"],
    ["2", "开通国际货运班列，全年运行不少于50列", "州口岸办", "珲春市政府、延吉海关", "全年"],
    ["3", "出口信用保险支持企业超60户", "州金融办", "州商务局、州财政局", "11月底"],
]


def two_sheets() -> None:
    """A workbook whose first sheet only explains, and whose second has a header of two rows under a title and a date."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in TWO_SHEETS.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    page = book["台账"]
    for area in ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "B5:B6"):
        page.merge_cells(area)
    book.save(HERE / "45_two_sheets.xlsx")
    lines = (" ".join(str(c).replace("\n", " ") for c in row if c) for rows in TWO_SHEETS.values() for row in rows)
    (HERE / "45_two_sheets.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def styled() -> None:
    """Headings by Word's styles and without numbers; a signature of five bodies on two lines."""
    document = docx.Document()
    for style, words in STYLED:
        document.add_paragraph(words, style=style or None)
    document.save(str(HERE / "46_word_styles.docx"))
    (HERE / "46_word_styles.txt").write_text("\n".join(words for _, words in STYLED) + "\n", encoding="utf-8")


def grid() -> None:
    """A task table with ruled lines on a page of its own."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(HERE / "47_ruled_table.pdf"), pagesize=A4, invariant=1)
    edges, top, step = [50, 90, 290, 370, 480, 545], 740, 44
    canvas.setFont("STSong-Light", 16)
    canvas.drawCentredString(A4[0] / 2, 780, GRID_TITLE)
    canvas.setFont("STSong-Light", 10)
    for number, row in enumerate(GRID):
        for column, words in enumerate(row):
            for line, part in enumerate(textwrap.wrap(words, (edges[column + 1] - edges[column] - 8) // 10)):
                canvas.drawString(edges[column] + 4, top - number * step - 16 - line * 13, part)
    bottom = top - len(GRID) * step
    for number in range(len(GRID) + 1):
        canvas.line(edges[0], top - number * step, edges[-1], top - number * step)
    for edge in edges:
        canvas.line(edge, top, edge, bottom)
    canvas.save()
    lines = [GRID_TITLE, *(" ".join(row) for row in GRID)]
    (HERE / "47_ruled_table.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sheet() -> None:
    """A task list in a worksheet: title across the columns, category and lead bodies merged downwards."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "任务清单"
    for row in SHEET:
        page.append(row)
    for area in ("A1:F1", "B3:B4", "D3:D4", "B5:B6"):
        page.merge_cells(area)
    page["A1"].alignment = Alignment(horizontal="center")
    book.save(HERE / "19_task_sheet.xlsx")
    lines = (" ".join(str(cell) for cell in row if cell is not None) for row in SHEET)
    (HERE / "19_task_sheet.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def word() -> None:
    """A notice around a plan whose numbers Word counts, and a table with a merged cell."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(LEVELS)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    abstract = parse_xml(f'<w:abstractNum {space} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    text, counts = [], [0, 0, 0]
    for level, words in WORD:
        paragraph = document.add_paragraph(words)
        if not level:
            text.append(words)
            continue
        deep = int(level)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {space}><w:ilvl w:val="{deep}"/><w:numId w:val="77"/></w:numPr>'))
        counts[deep] += 1
        counts[deep + 1 :] = [0] * (2 - deep)
        number = NUMERALS[counts[deep] - 1]
        text.append((f"{number}、", f"（{number}）", f"{counts[deep]}.")[deep] + words)
    table = document.add_table(rows=0, cols=len(WORD_TABLE[0]))
    for row in WORD_TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
        text.append(" ".join(row))
    merged = table.cell(1, 2).merge(table.cell(2, 2))
    merged.text = "市住房和城乡建设局"
    assert merged._tc.find(qn("w:tcPr")) is not None
    document.save(str(HERE / "20_word_numbering.docx"))
    (HERE / "20_word_numbering.txt").write_text("\n".join(text) + "\n", encoding="utf-8")


def pdf() -> None:
    """A notice set in lines of 34 characters over two pages with a running head and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(HERE / "21_text_layer.pdf"), pagesize=A4, invariant=1)
    lines: list[str] = []
    for words in PDF_LINES:
        lines += textwrap.wrap(words, 34, drop_whitespace=False) or [""]
    width, height = A4
    for number, start in enumerate(range(0, len(lines), 22), 1):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, height - 40, "喀什地区行政公署办公室文件")
        canvas.drawCentredString(width / 2, 36, f"— {number} —")
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(lines[start : start + 22]):
            first = start + row
            if first < 2:
                canvas.drawCentredString(width / 2, height - 80 - row * 30, line)
            elif first >= len(lines) - 2:
                canvas.drawRightString(width - 60, height - 80 - row * 30, line)
            else:
                canvas.drawString(60, height - 80 - row * 30, line)
        canvas.showPage()
    canvas.save()
    (HERE / "21_text_layer.txt").write_text("\n".join(PDF_LINES) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for make in (sheet, word, pdf, two_sheets, styled, grid):
        make()
