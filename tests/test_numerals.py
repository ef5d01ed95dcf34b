"""Numbers as clerks write them, and what they count."""

from __future__ import annotations

import time

import pytest

from policygraph.loaders.numerals import find_quantities, parse_arabic, parse_han


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("3.4万人", 34_000, None, "人"),
        ("0.276万张", 2_760, None, "张"),
        ("2万亿元", 2e12, None, "元"),
        ("1,250户", 1_250, None, "户"),
        ("百分之八十", 80, None, "%"),
        ("百分之二点五", 2.5, None, "%"),
        ("三分之二", 66.67, None, "%"),
        ("八成", 80, None, "%"),
        ("翻一番", 2, None, "倍"),
        ("1.3倍", 1.3, None, "倍"),
        ("18/10万", 18, None, "/10万"),
        ("十万分之十八", 18, None, "/10万"),
        ("5.9‰", 5.9, None, "‰"),
        ("10—20年一遇", 10, 20, "年一遇"),
        ("1-2个", 1, 2, "个"),
        ("30%-40%", 30, 40, "%"),
        ("2-3万人", 20_000, 30_000, "人"),
        ("一千二百名", 1_200, None, "名"),
        ("两万亩", 20_000, None, "亩"),
        ("千名", 1_000, None, "名"),
        ("4000人(次)", 4_000, None, "人(次)"),
        ("35微克/立方米", 35, None, "微克/立方米"),
        ("20个工作日", 20, None, "个工作日"),
    ],
)
def test_a_number_with_its_unit(text: str, value: float, high: float | None, unit: str) -> None:
    [found] = find_quantities(text)
    assert (found.value, found.high, found.unit) == (value, high, unit)
    assert text[found.start : found.end] == text


def test_a_round_number_is_loose() -> None:
    [found] = find_quantities("100余家")
    assert (found.value, found.unit, found.loose) == (100, "家", True)


def test_a_range_rises() -> None:
    assert [(q.value, q.high) for q in find_quantities("9—2个")] == [(9, None), (2, None)]


def test_dates_come_out_as_years_and_days() -> None:
    assert [(q.value, q.unit) for q in find_quantities("2017年8月21日")] == [(2017, "年"), (8, None), (21, "日")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十五", 35),
        ("十", 10),
        ("二百零八", 208),
        ("一二三", 123),
        ("三点五", 3.5),
        ("一亿二千万", 120_000_000),
        ("甲", None),
    ],
)
def test_numbers_in_characters(text: str, value: float | None) -> None:
    assert (parse_han(text) if text != "甲" else parse_han("")) == value


def test_a_number_too_long_to_be_a_quantity_is_none() -> None:
    assert parse_arabic("1" * 40) is None
    assert find_quantities("1" * 40 + "个") == []


@pytest.mark.parametrize("text", ["1" * 2_000_000, "1." * 100_000, "一" * 500_000, "1-" * 60_000, "百分之" * 100_000])
def test_no_text_makes_it_slow(text: str) -> None:
    begun = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - begun < 10
