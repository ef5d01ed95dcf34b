"""Make the Word files of this folder (12, 14), and the plain text of those and of its web pages, in which quotes are looked up.

Run it from anywhere: `python tests/layouts2/make.py`. The made files are kept beside it, so that tests need not make them.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import docx

HERE = Path(__file__).resolve().parent

LIST_TITLE = "石柱土家族自治县人民政府办公室关于印发石柱县2022年重点民生实事工作目标任务的通知"
LIST_HEAD = [
    LIST_TITLE,
    "石柱府办发〔2022〕15号",
    "各乡镇人民政府，各街道办事处，县政府各部门，有关单位：",
    "《石柱县2022年重点民生实事工作目标任务》已经县十八届人民政府第7次常务会议审议通过，现印发给你们，请认真贯彻执行。各牵头单位要于4月10日前制定具体实施方案。",
    "石柱土家族自治县人民政府办公室",
    "2022年3月28日",
    "石柱县2022年重点民生实事工作目标任务",
]
LIST_TABLE = [
    ["序号", "类别", "实事项目", "2022年目标任务", "市级对口部门", "牵头单位", "责任单位", "完成时限"],
    [
        "1",
        "教育",
        "公办幼儿园建设",
        "新建公办幼儿园2所，新增学位540个",
        "市教委",
        "县教委",
        "县发展改革委、县住房城乡建委、南宾街道",
        "9月底前",
    ],
    ["2", "", "义务教育课后服务", "课后服务实现义务教育学校全覆盖", "市教委", "", "县财政局", "全年"],
    [
        "3",
        "健康养老",
        "基层医疗卫生机构提档升级",
        "改造乡镇卫生院5个",
        "市卫生健康委",
        "县卫生健康委",
        "县财政局、县发展改革委、相关乡镇（街道）",
        "12月底前",
    ],
    [
        "4",
        "",
        "困难失能老人集中照护",
        "新增失能老人照护床位120张",
        "市民政局",
        "县民政局",
        "县残联、县医保局",
        "12月底前",
    ],
    [
        "5",
        "交通出行",
        "“四好农村路”建设",
        "新建通组公路100公里，实施安防工程80公里",
        "市交通局",
        "县交通局",
        "各乡镇人民政府、街道办事处",
        "11月底前",
    ],
    [
        "6",
        "",
        "停车难治理",
        "新增公共停车泊位600个",
        "市城市管理局",
        "县城市管理局、县公安局",
        "县规划自然资源局、县国资事务中心",
        "10月底前",
    ],
]
LIST_NOTES = ["备注：1.牵头单位对项目实施负总责，责任单位按职责做好配合。2.本表所称“以上”包括本数。"]

POINTS = [
    ("Title", "遂昌县数字乡村建设2024年工作要点"),
    ("Normal", "（遂数乡办〔2024〕1号　2024年3月6日遂昌县数字乡村建设工作领导小组办公室印发）"),
    (
        "Normal",
        "2024年是实施“十四五”规划的关键一年。为全面落实《数字乡村发展战略纲要》《浙江省数字乡村建设实施方案》（浙农字发〔2021〕7号）精神，制定本要点。",
    ),
    ("Normal", "主要目标：到2024年底，全县农村5G网络覆盖率达到95%，农产品网络零售额突破18亿元，同比增长10%。"),
    ("Heading 1", "一、夯实数字底座"),
    ("Heading 2", "（一）完善网络设施"),
    (
        "List Paragraph",
        "1.新建5G基站150个，实现行政村千兆光网全覆盖。［县经信局（大数据局）牵头，电信遂昌分公司、移动遂昌分公司、联通遂昌分公司、铁塔遂昌办事处负责，6月底前］",
    ),
    ("List Paragraph", "2.推进小型水库数字化改造，完成率90%以上。［县水利局牵头，县财政局配合，全年］"),
    ("Heading 2", "（二）打通数据资源"),
    (
        "List Paragraph",
        "3.归集涉农数据200万条，数据共享需求满足率不低于99%。［县农业农村局、县经信局（大数据局），12月底前］",
    ),
    ("Heading 1", "二、发展数字经济"),
    ("Heading 2", "（三）推进智慧农业"),
    (
        "List Paragraph",
        "4.创建数字农业工厂3家、未来农场1家，对评为省级的每家奖励20万元。［县农业农村局牵头，县财政局、县科技局等配合，9月底前］",
    ),
    (
        "List Paragraph",
        "5.培育农村电商示范村5个，培训农播人才不少于300人次。［县商务局、团县委、县妇联、县供销社分别负责，10月底前］",
    ),
    ("Heading 1", "三、强化工作保障"),
    ("List Paragraph", "（四）健全工作机制。领导小组办公室每两个月通报1次进展情况。［县委网信办、县农业农村局］"),
    ("List Paragraph", "（五）加强资金保障。整合各类资金5000万元以上。［县财政局］"),
]


def lines_of(document: docx.document.Document) -> str:
    """The text of a Word file: its paragraphs, then the cells of its tables, a line a row."""
    rows = [" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + rows) + "\n"


def make_list() -> None:
    document = docx.Document()
    for line in LIST_HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=len(LIST_TABLE), cols=len(LIST_TABLE[0]))
    for at, row in enumerate(LIST_TABLE):
        for column, text in enumerate(row):
            if text:
                table.cell(at, column).text = text
            else:
                table.cell(at - 1, column).merge(table.cell(at, column))
    for line in LIST_NOTES:
        document.add_paragraph(line)
    save(document, "12_county_list")


def make_points() -> None:
    document = docx.Document()
    for style, text in POINTS:
        document.add_paragraph(text, style=style)
    save(document, "14_county_points")


def save(document: docx.document.Document, stem: str) -> None:
    document.save(str(HERE / f"{stem}.docx"))
    (HERE / f"{stem}.txt").write_text(lines_of(document), encoding="utf-8")


def make_plain_text_of_pages() -> None:
    for page in sorted(HERE.glob("*.html")):
        raw = page.read_bytes()
        source = raw.decode("gbk" if b'charset="gbk"' in raw else "utf-8")
        bare = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.S)
        page.with_suffix(".txt").write_text(html.unescape(re.sub(r"<[^>]*>", "", bare)), encoding="utf-8")


if __name__ == "__main__":
    make_list()
    make_points()
    make_plain_text_of_pages()
