"""Indicators in tables of indicators: a row a measure, a column a year."""

from __future__ import annotations

import pytest

from policygraph.loaders import extract_bytes
from policygraph.loaders.indicators import find_indicators
from policygraph.loaders.model import Cell, Indicator, Passage, Table
from policygraph.loaders.text import fold


def read(rows: list[list[str]], issued_on: str = "2021-05-01") -> list[Indicator]:
    """Indicators of a table that stands in a text as one line a row, its cells parted by tabs."""
    text = "三、主要指标\n"
    lines: list[tuple[Cell, ...]] = []
    begin = len(text)
    for row in rows:
        cells = []
        for word in row:
            cells.append(Cell(word, len(text), len(text) + len(word)))
            text += word + "\t"
        text = text[:-1] + "\n"
        lines.append(tuple(cells))
    table = Table(tuple(lines), begin, len(text))
    passages = [Passage(("三",), ("主要指标",), 0, begin, False)]
    return find_indicators(text, fold(text), passages, issued_on=issued_on, title=None, tables=[table])


def test_names_units_and_years() -> None:
    found = read(
        [
            ["序号", "指标", "单位", "2020年", "2025年", "属性"],
            ["1", "每千人口床位数", "张", "6.2", "7", "预期性"],
            ["2", "医保参保率", "%", "95.1", "≥95", "约束性"],
            ["3", "城镇新增就业", "万人", "4.1", "4.5以上", "预期性"],
        ]
    )
    assert [(item.name, item.comparator, item.value, item.unit, item.year, item.kind) for item in found] == [
        ("每千人口床位数", "=", 6.2, "张", 2020, "baseline"),
        ("每千人口床位数", "=", 7, "张", 2025, "target"),
        ("医保参保率", "=", 95.1, "%", 2020, "baseline"),
        ("医保参保率", ">=", 95, "%", 2025, "target"),
        ("城镇新增就业", "=", 41_000, "人", 2020, "baseline"),
        ("城镇新增就业", ">=", 45_000, "人", 2025, "target"),
    ]
    assert {item.path for item in found} == {("三",)}
    assert found[3].quote == "医保参保率\t%\t95.1\t≥95"


def test_the_unit_in_the_name_and_heads_in_two_rows() -> None:
    found = read(
        [
            ["类别", "主要指标", "目标值", "目标值", "牵头单位"],
            ["类别", "主要指标", "2022年", "2025年", "牵头单位"],
            ["生态", "森林覆盖率(%)", "31", "32.5", "市林业局"],
            ["生态", "湿地面积(万亩)", "—", "9", "市林业局"],
        ]
    )
    assert [(item.name, item.value, item.unit, item.year) for item in found] == [
        ("森林覆盖率", 31, "%", 2022),
        ("森林覆盖率", 32.5, "%", 2025),
        ("湿地面积", 90_000, "亩", 2025),
    ]


def test_a_value_with_its_own_unit_and_words() -> None:
    found = read([["指标名称", "目标"], ["办结时限", "不超过3个工作日"], ["公园", "12个"], ["满意度", "达到90%以上"]])
    assert [(item.name, item.comparator, item.value, item.unit, item.year) for item in found] == [
        ("办结时限", "<=", 3, "个工作日", None),
        ("公园", "=", 12, "个", None),
        ("满意度", ">=", 90, "%", None),
    ]


def test_other_tables_are_left_alone() -> None:
    assert read([["序号", "工作任务", "责任单位", "完成时限"], ["1", "新建学校", "市教育局", "2023年"]]) == []
    assert read([["姓名", "电话"], ["甲", "12345678"]]) == []


def test_words_in_a_list_of_work_are_read_too() -> None:
    found = read(
        [
            ["序号", "项目", "建设内容", "责任单位", "完成时限"],
            ["1", "教育提升", "新建学校3所,新增学位2700个", "市教育局", "2021年12月"],
            ["2", "便民停车", "年底前新增停车位500个", "市城管局", "2021年11月"],
        ]
    )
    assert [(item.name, item.value, item.unit, item.year) for item in found] == [
        ("新建学校数", 3, "所", 2021),
        ("新增学位数", 2700, "个", 2021),
        ("新增停车位数", 500, "个", 2021),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "序号 指标 单位 2020年 2025年 属性\n1 森林覆盖率 % 41.2 42以上 约束性\n2 床位 张 300 500 预期性",
        "序号\n指标\n单位\n2020年\n2025年\n属性\n1\n森林覆盖率\n%\n41.2\n42以上\n约束性\n2\n床位\n张\n300\n500\n预期性",
    ],
)
def test_a_table_that_came_as_plain_lines_is_read_by_its_head_and_row_numbers(lines: str) -> None:
    text = f"某市“十四五”民生规划\n一、主要目标\n{lines}\n二、主要任务\n（一）植树。"
    found = extract_bytes("plan.txt", text.encode()).indicators
    assert [(row.name, row.comparator, row.value, row.unit, row.year, row.kind) for row in found] == [
        ("森林覆盖率", "=", 41.2, "%", 2020, "baseline"),
        ("森林覆盖率", ">=", 42, "%", 2025, "target"),
        ("床位", "=", 300, "张", 2020, "baseline"),
        ("床位", "=", 500, "张", 2025, "target"),
    ]
