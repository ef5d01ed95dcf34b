"""Extraction measured on documents in many layouts, each with facts annotated by hand (small ones in tests/layouts, longer ones,
by another hand, in tests/layouts2)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policygraph.loaders import extract_bytes, facts
from policygraph.loaders.evaluate_measures import Count, compare_facts

HERE = Path(__file__).resolve().parent
SETS = {
    folder: sorted(f"{folder}/{path.stem}" for path in (HERE / folder).glob("*.json"))
    for folder in ("layouts", "layouts2")
}
NAMES = [name for names in SETS.values() for name in names]


def _decoded(raw: bytes) -> str:
    """The text of a file in UTF-8 or in GB 18030 (44)."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


@cache
def measured(name: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Count], list[str]]:
    """The annotated facts of one document, the extracted ones, the counts of each measure, and the misses in words."""
    annotated = HERE / f"{name}.json"
    gold = json.loads(annotated.read_text(encoding="utf-8"))
    source = annotated.parent / gold["source"]
    plain = source.with_suffix(".txt")
    text = (plain if plain.exists() else source).read_bytes()
    found = facts(extract_bytes(source.name, source.read_bytes()))
    counts, misses = compare_facts(name, gold, found, _decoded(text))
    return gold, found, counts, [f"{miss.measure} {miss.kind}: {miss.words}" for miss in misses]


@pytest.mark.parametrize(("folder", "least"), [("layouts", 51), ("layouts2", 26)])
def test_every_layout_is_annotated(folder: str, least: int) -> None:
    files = [path for path in (HERE / folder).iterdir() if path.suffix not in (".json", ".py") and path.is_file()]
    assert sorted({f"{folder}/{path.stem}" for path in files}) == SETS[folder] and len(SETS[folder]) >= least


@pytest.mark.parametrize("name", NAMES)
def test_head_tasks_bodies_roles_annex_and_citations_are_right(name: str) -> None:
    _, _, counts, misses = measured(name)
    exact = {measure: count.f1 for measure, count in counts.items() if not measure.startswith("indicators")}
    told = [miss for miss in misses if not miss.startswith("indicators")]
    assert (exact, told) == (dict.fromkeys(exact, 1.0), [])


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_and_the_roles_in_annex_tables_are_right(name: str) -> None:
    gold, found, _, _ = measured(name)

    def rows(facts_: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [
            (row["number"], row["title"], row["deadline"], [(d["name"], d["role"]) for d in row["departments"]])
            for row in facts_.get("annex_tasks") or []
        ]

    assert rows(found) == rows(gold)
    assert [task["deadline"] for task in found["tasks"]] == [task["deadline"] for task in gold["tasks"]]


@pytest.mark.parametrize(
    ("folder", "measure", "least"),
    [
        ("layouts", "indicators", 0.98),
        ("layouts", "indicators_full", 0.95),
        ("layouts2", "indicators", 0.98),
        ("layouts2", "indicators_full", 0.88),
    ],
)
def test_indicators_of_all_documents_together(folder: str, measure: str, least: float) -> None:
    total = sum((measured(name)[2].get(measure, Count(0, 0, 0)) for name in SETS[folder]), Count(0, 0, 0))
    assert total.f1 >= least
