"""Charts: what they count, what they say, that names are escaped and nothing is drawn outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from view_store import store_of, three_documents

from policygraph.viz import svg
from policygraph.viz.charts import coverage, lead_load, targets, together
from policygraph.viz.reading import Reading


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return Reading.of(store_of(three_documents(), tmp_path_factory.mktemp("charts")))


def test_charts_say_what_they_show(reading: Reading) -> None:
    assert lead_load(reading)[1].zh == "10 项承担关系中 3 项写明牵头,牵头最多的是阜阳市人社局、安徽省人社厅"
    assert coverage(reading)[1].zh == "3 个领域里,1 个各地都有任务:就业创业"
    assert targets(reading)[1].en == "2 targets, most due in 2019 (1)"
    assert together(reading)[1].en == "人力资源和社会保障 and 财政 share most: 2 tasks"


def test_bars_hold_the_counts_by_role(reading: Reading) -> None:
    drawing = lead_load(reading)[2].zh
    assert drawing.count('class="lead"') == 3  # two departments and the legend
    assert ">阜阳市人社局<" in drawing and 'aria-label="10 项承担关系中' in drawing


def test_text_is_escaped_and_cut_to_its_room() -> None:
    drawn = svg.bars([("<b>甲</b>" * 20, "", [("own", 1.0)])], {}, 'says "so" <now>')
    assert "<b>" not in drawn and "&lt;b&gt;" in drawn and "&quot;so&quot; &lt;now&gt;" in drawn
    assert svg.shorten("人力资源和社会保障局", 60) == "人力资源…"
    assert svg.text_width("人a") == pytest.approx(12 + 12 * 0.58)


def test_nothing_lies_outside_the_picture(reading: Reading) -> None:
    for chart in (lead_load, coverage, targets, together):
        drawing = chart(reading)[2].en
        high = float(re.search(r'viewBox="0 0 940 (\d+)"', drawing).group(1))  # type: ignore[union-attr]
        for x, y, wide, tall in re.findall(r'<rect [^>]*?x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', drawing):
            assert float(x) >= 0 and float(y) >= 0
            assert float(x) + float(wide) <= svg.WIDTH and float(y) + float(tall) <= high


def test_numbers_read_as_numbers() -> None:
    assert [svg.number(value) for value in (1234, 0.5, 3.0, 12.345)] == ["1,234", "0.5", "3", "12.35"]


def test_a_matrix_draws_each_pair_once() -> None:
    drawn = svg.matrix(["甲", "乙", "丙"], ["甲", "乙", "丙"], {("乙", "甲"): 3, ("甲", "乙"): 3}, "says", lower=True)
    assert drawn.count('class="heat"') == 1 and drawn.count('class="none"') == 2


def test_charts_of_a_graph_without_tasks(tmp_path: Path) -> None:
    from factory import document

    reading = Reading.of(store_of([document(tasks=[], indicators=[], citations=[])], tmp_path))
    assert lead_load(reading)[1].zh == "0 项承担关系中 0 项写明牵头"
    assert together(reading)[1].zh == "没有两个条线共同承担的任务"
    assert targets(reading)[2].zh.startswith("<svg")
