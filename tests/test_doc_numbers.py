"""Document numbers, decrees and numbers of standards: found wherever they stand, and one way of writing them."""

from __future__ import annotations

import pytest

from policygraph.loaders import doc_numbers


@pytest.mark.parametrize(("written", "number"), [
    ("国发〔2015〕43号", "国发〔2015〕43号"),
    ("国发[2015]43号", "国发〔2015〕43号"),
    ("国发（2015）43号", "国发〔2015〕43号"),
    ("国发【2015】 43 号", "国发〔2015〕43号"),
    ("国发﹝2015﹞第43号", "国发〔2015〕43号"),
    ("〔2017〕58号", "〔2017〕58号"),
    ("国务院令第 11 号", "国务院令第11号"),
    ("国务院第639号令", "国务院令第639号"),
    ("GB/T 9704—2012", "GB/T 9704—2012"),
])
def test_one_way_of_writing(written: str, number: str) -> None:
    assert doc_numbers.canonical(written) == number


@pytest.mark.parametrize(("text", "found"), [
    ("根据国发〔2015〕43号文件和皖政〔2017〕58号要求", ["国发〔2015〕43号", "皖政〔2017〕58号"]),
    ("见《意见》(国办发[2019]6号)", ["国办发[2019]6号"]),
    ("转发(2020)3号", ["(2020)3号"]),
    ("地铁〔2019〕1号线", []),
    ("(2015—2020年)和2号楼", []),
])
def test_numbers_with_a_year(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in doc_numbers.find(text)] == found


def test_decrees_and_standards() -> None:
    text = "依据国务院令第11号、省政府令第25号和国务院第639号令,执行GB 50180、GB/T 9704—2012;号令群众"
    assert [text[a:b] for a, b in doc_numbers.find_decrees(text)] == ["国务院令第11号", "省政府令第25号", "国务院第639号令"]
    assert [text[a:b] for a, b in doc_numbers.find_standards(text)] == ["GB 50180", "GB/T 9704—2012"]


@pytest.mark.parametrize("unit", ["(", "〔2017〕", "令", "第1号", "GB", "号令"])
def test_time_is_linear_in_length(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    assert doc_numbers.find(text) == []
    assert len(doc_numbers.find_decrees(text)) + len(doc_numbers.find_standards(text)) == 0
