"""Which indicators measure the same."""

from __future__ import annotations

import time
from typing import Any

import pytest

from policygraph.loaders.metrics import comparable_pairs, comparable_score, convert, normalise_metric
from policygraph.loaders.model import Indicator


def indicator(name: str, unit: str, value: float = 1.0, **more: Any) -> Indicator:
    facts: dict[str, Any] = {"comparator": "=", "kind": "target"} | more
    return Indicator((), name, "", facts["comparator"], value, None, unit, None, None, facts["kind"], name, 0, 0)


@pytest.mark.parametrize(
    ("a", "b", "unit"),
    [
        ("每千名老人拥有养老床位", "每千名老年人养老床位数", "张"),
        ("参加工伤保险人数", "工伤保险参保人数", "人"),
        ("城镇登记失业率", "全市城镇登记失业率", "%"),
        ("九年义务教育巩固率", "义务教育巩固率", "%"),
        ("人均预期寿命", "人均期望寿命", "岁"),
    ],
)
def test_names_of_one_measure_have_one_key(a: str, b: str, unit: str) -> None:
    assert normalise_metric(a, unit) == normalise_metric(b, unit)
    assert comparable_score(indicator(a, unit), indicator(b, unit)) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("城镇新增就业人数", "人"), ("新增城镇就业人数", "名")),
        (("城乡居民医保政策范围内住院费用报销比例", "%"), ("城乡居民基本医疗保险政策范围内住院费用支付比例", "%")),
        (("高校毕业生总体就业率", "%"), ("高校毕业生年末就业率", "%")),
        (("获无障碍改造的贫困残疾人家庭户数", "户"), ("实施无障碍改造的困难残疾人家庭户数", "户")),
    ],
)
def test_other_words_for_the_same(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert comparable_score(indicator(*a), indicator(*b)) >= 0.6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("每千名老年人拥有养老床位", "张"), ("新增养老机构床位数", "张")),
        (("新增养老床位数", "张"), ("维修改造养老床位数", "张")),
        (("城镇基本医疗保险参保率", "%"), ("城乡居民医疗保险参保率", "%")),
        (("工伤保险参保人数", "人"), ("工伤保险覆盖率", "%")),
        (("婴儿死亡率", "‰"), ("五岁以下儿童死亡率", "‰")),
        (("城镇新增就业人数", "人"), ("城镇新增残疾人就业人数", "人")),
        (("残疾人基本医疗保险参保率", "%"), ("基本医疗保险参保率", "%")),
        (("健身设施覆盖率", "%"), ("技防设施覆盖率", "%")),
        (("建设省级示范基地数", "个"), ("建设市级示范基地数", "个")),
    ],
)
def test_near_misses_are_kept_apart(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert comparable_score(indicator(*a), indicator(*b)) == 0.0


def test_a_change_is_no_level_and_a_base_no_target() -> None:
    level = indicator("居民人均可支配收入增长率", "%")
    assert comparable_score(level, indicator("居民人均可支配收入增长率", "%", comparator="change")) == 0.0
    assert comparable_score(level, indicator("居民人均可支配收入增长率", "%", kind="baseline")) == 0.0


def test_units_are_converted() -> None:
    assert convert(2, "公顷") == (30, "亩")
    assert convert(18, "/10万") == pytest.approx((0.018, "%"))
    assert convert(5, "人") == (5, "人")
    assert comparable_score(indicator("新增绿地面积", "公顷"), indicator("新增绿地面积", "亩")) == 1.0


def test_pairs_join_documents_and_never_one_with_itself() -> None:
    documents = {
        "甲": [indicator("森林覆盖率", "%", 20), indicator("森林覆盖率", "%", 21)],
        "乙": [indicator("全市森林覆盖率", "%", 30), indicator("城镇登记失业率", "%", 4)],
    }
    pairs = list(comparable_pairs(documents))
    assert pairs == [(("乙", 0), ("甲", 0), 1.0), (("乙", 0), ("甲", 1), 1.0)]


def test_pairs_of_many_documents_take_little_time() -> None:
    documents = {f"文件{n}": [indicator(f"第{n}类项目{m}号完成数", "个", n) for m in range(10)] for n in range(120)}
    begun = time.perf_counter()
    sum(1 for _ in comparable_pairs(documents))
    assert time.perf_counter() - begun < 20
