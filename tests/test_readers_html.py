"""Whole government pages: the document with its head table and title, and nothing of the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest
import readers_material as material
import readers_pages as pages

from policygraph.loaders.model import SourceText
from policygraph.loaders.reading import read_source

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "gov"
SITE = (
    "首页",
    "政务服务",
    "ICP",
    "版权所有",
    "打印",
    "关闭",
    "分享到",
    "上一篇",
    "扫一扫",
    "脚本",
    "注释",
    "隐藏",
    "网友",
    "防汛",
    "栏目",
    "人事信息",
    "字体",
)


def read(page: str, encoding: str = "utf-8") -> SourceText:
    return read_source("page.html", page.encode(encoding))


def fields(source: SourceText) -> dict[str, str]:
    for _, value, start, end in source.fields:
        assert start == -1 or source.text[start:end] == value
    return {name: value for name, value, _, _ in source.fields}


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (pages.modern(), "utf-8"),
        (pages.old_tables(), "gbk"),
        (pages.plain_boxes(), "utf-8"),
        (pages.library(), "utf-8"),
        (pages.one_table(), "gb18030"),
        (pages.bare(), "utf-16"),
    ],
)
def test_the_whole_document_and_nothing_of_the_site(page: str, encoding: str) -> None:
    source = read(page, encoding)
    lines = source.text.split("\n")
    assert lines[lines.index(material.NUMBER) :][: len(material.BODY) - 1] == material.BODY[1:]
    assert material.TITLE in lines
    assert [word for word in SITE if word in source.text] == []


def test_a_list_as_head_table() -> None:
    assert fields(read(pages.modern())) == {
        "索引号": "000100001/2023-00012",
        "主题分类": "民政、养老",
        "发文机关": "清河县人民政府办公室",
        "成文日期": "2023年6月5日",
        "发文字号": "清政办发〔2023〕8号",
        "有效性": "有效",
        "发布时间": "2023-06-08 09:30",
        "来源": "清河县人民政府办公室",
        "标题": material.TITLE,
        "发布日期": "2023-06-08 09:30",
    }


def test_a_four_column_head_table() -> None:
    assert fields(read(pages.old_tables(), "gbk")) == {
        "索引号": "QH-2023-0012",
        "信息分类": "民政\\养老",
        "发布机构": "县政府办公室",
        "生成日期": "2023-06-05",
        "文号": "清政办发〔2023〕8号",
        "标题": material.TITLE,
    }


def test_a_definition_list_as_head_table() -> None:
    assert fields(read(pages.plain_boxes())) == {
        "索引号": "QH-2023-0012",
        "发文机关": "清河县人民政府办公室",
        "发文日期": "2023年06月05日",
    }


def test_a_head_table_for_screens_is_read_and_its_copy_for_phones_is_not() -> None:
    assert fields(read(pages.library())) == {
        "标题": material.TITLE,
        "发文机关": "清河县人民政府办公室",
        "发文字号": "清政办发〔2023〕8号",
        "公文种类": "通知",
        "成文日期": "2023年06月05日",
        "来源": "清河县",
    }
    assert list(fields(read(pages.one_table()))) == ["索引号", "文号", "公开日期", "发布机构"]


def test_a_head_table_in_traditional_characters() -> None:
    page = "<table><tr><td>發文機關：</td><td>清河縣人民政府</td><td>成文日期：</td><td>2023年6月5日</td></tr></table><p>現印發給你們。</p>"
    assert fields(read(page)) == {"发文机关": "清河縣人民政府", "成文日期": "2023年6月5日"}


def test_a_short_notice_among_much_navigation() -> None:
    assert read(pages.short_notice()).text.split("\n") == [
        "关于调整社区食堂开放时间的通告",
        "自2023年7月1日起，全县社区食堂开放时间调整为每日10时至19时。",
        "特此通告。",
        "清河县民政局",
        "2023年6月20日",
    ]


def test_breaks_inline_tags_and_spaces() -> None:
    page = "<p>　　<b>一、</b><span>主要\n 任务</span><br>发文&nbsp;&nbsp;机关"
    page += "<br/><u>A</u> B<sup>2</sup></p><pre>甲\n乙</pre>"
    assert read(page).text == "一、主要任务\n发文 机关\nA B2\n甲\n乙"


def test_a_signature_in_a_box_with_a_misleading_name_stays() -> None:
    page = f"<body><ul>{pages.LINKS}</ul><div class=con><p>{material.OPENING}</p><div class=foot><p>清河县民政局</p></div></div></body>"
    assert read(page).text == f"{material.OPENING}\n清河县民政局"


def test_text_that_waits_for_a_script_to_be_shown_is_read() -> None:
    assert (
        material.OPENING in read(f"<p>请稍候</p><div id=body style='display:none'>{material.as_html_body()}</div>").text
    )


def test_a_text_broken_to_fit_its_cell_is_one_text_and_a_list_is_not() -> None:
    cells = (
        "县人力资源和<br>社会保障局",
        "县发展<br>改革委",
        "县教育局<br>县残联",
        "到2020<br>年底完成",
        "一是新建；<br>二是检查",
        "新建食堂<p>检查食堂</p>",
    )
    page = "<table><tr><td>任务</td>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"
    assert read(page).text.split("\t")[1:] == [
        "县人力资源和社会保障局", "县发展改革委", "县教育局 县残联", "到2020年底完成", "一是新建；二是检查", "新建食堂 检查食堂",
    ]  # fmt: skip


def test_ordered_lists_show_their_numbers() -> None:
    page = "<ol><li>加快建设</li><li>1. 自带序号</li></ol>"
    page += "<ol style='list-style-type:cjk-ideographic' start=3><li>加强管理</li></ol>"
    assert read(page).text == "1. 加快建设\n1. 自带序号\n三、加强管理"


def test_merged_cells_are_repeated_in_the_table_and_stand_once_in_the_text() -> None:
    page = (
        "<table><tr><th rowspan=2>序号</th><th colspan=2>分工</th></tr><tr><th>牵头</th><th>配合</th></tr>"
        "<tr><td>1</td><td rowspan=2>县民政局</td><td>县财政局</td></tr>"
        "<tr><td>2</td><td><p>县教育局</p><p>县残联</p></td></tr></table>"
    )
    source = read(page)
    (table,) = source.tables
    assert material.table_texts(table) == [
        ["序号", "分工", "分工"],
        ["序号", "牵头", "配合"],
        ["1", "县民政局", "县财政局"],
        ["2", "县民政局", "县教育局 县残联"],
    ]
    assert source.text == "序号\t分工\n\t牵头\t配合\n1\t县民政局\t县财政局\n2\t\t县教育局 县残联"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")
@pytest.mark.parametrize("name", ["09", "34"])
def test_a_real_page_has_every_paragraph_of_its_plain_text(name: str) -> None:
    source = read_source(f"{name}.html", (CORPUS / f"{name}.html").read_bytes())
    squeezed = material.squeezed(source.text)
    paragraphs = (CORPUS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    missing = [p for p in paragraphs if material.squeezed(p) not in squeezed]
    assert missing == ["扫一扫在手机打开当前页", "-->"], "only what belongs to the page, not to the document"
    assert list(fields(source)) == ["索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期"]
