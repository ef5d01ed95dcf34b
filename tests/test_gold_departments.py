"""Departments against the gold of the shared folder: the line, place and kind of every name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from needs import SHARED_ABSENT

from policygraph.loaders import places
from policygraph.loaders.departments import identify, is_body

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
PLACES = {"jilin": "吉林省", "dazhou": "达州市", "fuyang": "阜阳市"}

pytestmark = pytest.mark.skipif(not (GOLD / "departments.json").exists(), reason=SHARED_ABSENT)


def test_every_name_has_its_line_place_and_kind() -> None:
    wrong = []
    for item in json.loads((GOLD / "departments.json").read_text(encoding="utf-8")):
        place = places.find_by_name(PLACES[item["docs"][0]])
        assert place is not None
        found = identify(item["name"], place_code=place.code)
        if (found.line, found.place, found.kind) != (item["line"], item["place"], item["kind"]):
            wrong.append((item["name"], found))
    assert wrong == []


def test_every_unit_named_in_the_gold_is_taken_for_a_body() -> None:
    names = set()
    for path in GOLD.glob("*.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(gold, dict) and "tasks" in gold:
            rows = [*gold["tasks"], *gold.get("annex_tasks", [])]
            names |= {unit["name"] for row in rows for unit in row["departments"]}
    assert len(names) > 100
    assert [name for name in sorted(names) if not is_body(name)] == []
