"""Indicators, domains, comparable pairs and lines measured on the hand-made facts beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.loaders import extract_bytes
from policygraph.loaders.check import check_document
from policygraph.loaders.evaluate import ALL, Report, evaluate
from policygraph.loaders.model import PolicyDocument


@pytest.fixture(scope="module")
def report(shared: Path) -> Report:
    return evaluate(shared / "gold", shared / "corpus")


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("indicators", 0.98),
        ("indicators_full", 0.95),
        ("domains", 0.97),
        ("comparable", 0.93),
        ("near_misses_kept_apart", 1.0),
        ("department_lines", 0.98),
    ],
)
def test_the_measures_stay(report: Report, measure: str, least: float) -> None:
    assert report.counts[ALL][measure].f1 >= least


@pytest.fixture(scope="module")
def documents(seeds: Path) -> list[PolicyDocument]:
    return [extract_bytes(path.name, path.read_bytes()) for path in sorted(seeds.glob("*.txt"))]


def test_quotes_are_cut_from_the_text(documents: list[PolicyDocument]) -> None:
    for document in documents:
        for item in document.indicators:
            assert item.quote == document.text[item.char_start : item.char_end]
            assert item.name
            assert item.metric


def test_the_documents_without_gold_give_what_a_reader_counts(documents: list[PolicyDocument]) -> None:
    siping, yancheng = documents[0], documents[4]
    assert 125 <= len(siping.indicators) <= 145
    assert 105 <= len(yancheng.indicators) <= 125
    beds = [item for item in siping.indicators if "养老床位" in item.name]
    assert [(item.value, item.year, item.metric) for item in beds] == [(36, 2020, "每千老年人养老床位/个")]


def test_two_figures_are_found_where_they_stand(documents: list[PolicyDocument]) -> None:
    found = [
        (document.source[:3], item.message_en)
        for document in documents
        for item in check_document(document)
        if item.id == "two-figures"
    ]
    assert found == [("002", "two figures for one measure: 城镇新增就业人数 34000人 and 33500人")]
