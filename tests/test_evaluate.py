"""Extraction measured against annotations of an analyst's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policygraph.errors import NotFoundError, PolicyGraphError
from policygraph.loaders import extract_bytes, facts
from policygraph.loaders.evaluate import ALL, evaluate
from policygraph.loaders.evaluate_measures import Count, compare_facts, dice, match_indicators, squeeze

NORTH = """北川市民生工作方案
一、重点任务
1.稳定就业。2023年,城镇新增就业3万人,培训农民工2000人次。(责任单位:市人社局、市财政局)
2.建设公园。新建公园12个。(责任单位:市住建局)
"""
SOUTH = """南湖市民生工作方案
一、重点任务
1.扩大就业。2023年,新增城镇就业4.5万人。(责任单位:市人社局)
"""


@pytest.fixture
def material(tmp_path: Path) -> tuple[Path, Path]:
    """Gold and corpus of two documents, the gold made of what is extracted."""
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    corpus.mkdir()
    for name, text in (("north", NORTH), ("south", SOUTH)):
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
        found = facts(extract_bytes(f"{name}.txt", text.encode()))
        (gold / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return gold, corpus


def change(path: Path, edit: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def test_what_agrees_scores_one(material: tuple[Path, Path]) -> None:
    report = evaluate(*material)
    assert {measure: count.f1 for measure, count in report.counts[ALL].items()} == dict.fromkeys(
        report.counts[ALL], 1.0
    )
    assert report.counts[ALL]["indicators"] == Count(4, 4, 4)
    assert report.misses == []


def test_misses_are_told_in_words(material: tuple[Path, Path]) -> None:
    gold, corpus = material

    def edit(data: dict[str, Any]) -> None:
        data["tasks"][0]["departments"].pop()
        data["indicators"][0]["year"] = 2030
        data["indicators"].pop()

    change(gold / "north.json", edit)
    report = evaluate(gold, corpus)
    told = [(miss.measure, miss.kind, miss.words) for miss in report.misses]
    assert told == [
        ("departments", "extra", "一/1 · 市财政局"),
        ("roles", "extra", "一/1 · 市财政局 · responsible"),
        ("indicators_full", "differs", "城镇新增就业3万人 (城镇新增就业人数, 30000 人): year 2030 ≠ 2023"),
        ("indicators", "extra", "新建公园12个 (新建公园数, 12 个)"),
    ]
    assert report.counts["north"]["indicators"] == Count(2, 3, 2)


def test_domains_departments_and_comparable_pairs(material: tuple[Path, Path]) -> None:
    gold, corpus = material
    tasks = [
        ("north", "稳定就业", "1", "就业创业"),
        ("north", "建设公园", "2", "教育"),
        ("south", "扩大就业", "1", "就业创业"),
    ]
    domains: dict[str, list[dict[str, Any]]] = {}
    for name, title, number, domain in tasks:
        domains.setdefault(name, []).append({"path": ["一", number], "title": title, "domain": domain})
    (gold / "domains.json").write_text(json.dumps(domains), encoding="utf-8")
    body = {"name": "市人社局", "docs": ["north", "south"], "line": "人力资源和社会保障", "kind": "department"}
    (gold / "departments.json").write_text(json.dumps([body]), encoding="utf-8")
    members = [
        {"doc": "north", "quote": "城镇新增就业3万人", "name": "城镇新增就业人数", "value": 30000, "unit": "人"},
        {"doc": "south", "quote": "新增城镇就业4.5万人", "name": "新增城镇就业人数", "value": 45000, "unit": "人"},
    ]
    other = {"doc": "north", "quote": "培训农民工2000人次", "name": "培训农民工人次", "value": 2000, "unit": "人次"}
    sides = {"groups": [{"members": members}], "near_misses": [{"members": [other, members[1]]}]}
    (gold / "comparable.json").write_text(json.dumps(sides), encoding="utf-8")
    counts = evaluate(gold, corpus).counts[ALL]
    assert counts["domains"].hit == 2
    assert counts["department_lines"] == Count(2, 2, 2)
    assert counts["comparable"] == Count(1, 1, 1)
    assert counts["near_misses_kept_apart"] == Count(1, 1, 1)


def test_the_report_as_rows_and_json(material: tuple[Path, Path]) -> None:
    report = evaluate(*material)
    rows = list(report.rows())
    assert [row[0] for row in rows][-1] == ALL
    found = report.as_json()
    assert found["measures"][0].keys() >= {"document", "measure", "precision", "recall", "f1"}
    assert found["misses"] == []


def test_one_annotation_and_one_source(material: tuple[Path, Path]) -> None:
    gold, corpus = material
    report = evaluate(gold / "north.json", corpus / "north.txt")
    assert set(report.counts) == {"north", ALL}


def test_what_is_missing_is_named(material: tuple[Path, Path], tmp_path: Path) -> None:
    gold, corpus = material
    with pytest.raises(NotFoundError, match="no such file or folder"):
        evaluate(tmp_path / "absent", corpus)
    with pytest.raises(NotFoundError, match=r"no file north\.txt"):
        evaluate(gold, gold)
    with pytest.raises(NotFoundError, match="no annotated document"):
        evaluate(corpus, corpus)
    (gold / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(PolicyGraphError, match="cannot be read as JSON"):
        evaluate(gold, corpus)


def test_the_definitions() -> None:
    assert squeeze("“甲 —乙”(1)") == '"甲-乙"(1)'
    assert dice("森林覆盖率", "森林覆盖率") == 1.0
    assert dice("森林覆盖率", "湿地面积") == 0.0
    assert (Count(1, 2, 4).precision, Count(1, 2, 4).recall, Count(0, 0, 0).f1) == (0.5, 0.25, 1.0)
    want = [{"quote": "建设20个", "name": "建设数", "value": 20, "unit": "个"}]
    assert match_indicators(want, [want[0] | {"unit": "家"}], "建设20个") == [(0, 0)]
    assert match_indicators(want, [want[0] | {"unit": "人"}], "建设20个") == []
    assert match_indicators(want, [want[0] | {"value": 21}], "建设20个") == []


def test_kinds_that_the_gold_leaves_out_are_not_counted() -> None:
    empty: dict[str, Any] = {"document": {}, "tasks": [], "indicators": [], "citations": []}
    counts, _ = compare_facts("x", empty, empty, "")
    assert set(counts) == {"metadata", "citations"}
