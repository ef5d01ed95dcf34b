"""Workbooks as offices fill them: several sheets, hidden ones, typed cells, two tables on a sheet, stray formatting."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import readers_material as material

from policygraph.loaders.model import SourceText
from policygraph.loaders.reading import read_source


def read(workbook: openpyxl.Workbook) -> SourceText:
    stream = io.BytesIO()
    workbook.save(stream)
    return read_source("a.xlsx", stream.getvalue())


def test_sheets_in_order_without_hidden_ones() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["甲", "乙"])
    hidden = workbook.create_sheet("隐藏")
    hidden.append(["不", "读"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("三").append(["丙", "丁"])
    assert read(workbook).text == "甲\t乙\n丙\t丁"


def test_cells_as_they_are_shown() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["序号", "比例", "金额", "期限", "时间", "已定", "说明"])
    sheet.append([1.0, 0.955, 12.5, date(2025, 12, 31), datetime(2025, 6, 1, 9, 30), True, " 第一行\n第二行 "])
    sheet["B2"].number_format = "0.0%"
    (table,) = read(workbook).tables
    assert material.table_texts(table)[1] == [
        "1",
        "95.5%",
        "12.5",
        "2025-12-31",
        "2025-06-01 09:30",
        "是",
        "第一行 第二行",
    ]


def test_a_section_title_within_a_table_and_a_second_table_below() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["任务分工表"], [], ["序号", "任务"], ["一、民生类"], [1, "新建食堂"], ["二、安全类"], [2, "检查食堂"], [],
        ["附：联系人"], ["姓名", "电话"], ["张三", "000"],
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A4:B4", "A6:B6"):
        sheet.merge_cells(cells)
    source = read(workbook)
    first, second = source.tables
    assert material.table_texts(first) == [
        ["序号", "任务"],
        ["一、民生类", "一、民生类"],
        ["1", "新建食堂"],
        ["二、安全类", "二、安全类"],
        ["2", "检查食堂"],
    ]
    assert material.table_texts(second) == [["姓名", "电话"], ["张三", "000"]]
    assert [line for line in source.text.split("\n") if "\t" not in line] == [
        "任务分工表",
        "一、民生类",
        "二、安全类",
        "附：联系人",
    ]


def test_formatting_far_away_costs_nothing() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["序号", "任务"])
    sheet.append([1, "新建食堂"])
    sheet["XFD1048576"].number_format = "0.0%"
    assert read(workbook).text == "序号\t任务\n1\t新建食堂"
