"""Extraction measured on the hand-made facts beside the checkout, by its own scorer."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from policygraph.loaders import extract_bytes, facts

CASES = {
    "jilin": "seeds/001_7e6eb58d057f4817",
    "dazhou": "seeds/002_04a0b744133b98ae",
    "fuyang": "seeds/003_ceebdb6268b5adbd",
    "g09": "gov/09",
    "g34": "gov/34",
}


def scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", CASES)
def test_tasks_units_roles_annex_citations_and_metadata_are_right(shared: Path, name: str) -> None:
    stem = shared / "corpus" / CASES[name]
    source = stem.with_suffix(".html") if "gov" in CASES[name] else stem.with_suffix(".txt")
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    found = facts(extract_bytes(source.name, source.read_bytes()))
    scores = scorer(shared).score(gold, found, stem.with_suffix(".txt").read_text(encoding="utf-8"))
    exact = {key: value[2] for key, value in scores.items() if not key.startswith("indicators")}
    assert exact == dict.fromkeys(exact, 1.0)


def test_fuyang_leads_counted_by_hand(seeds: Path) -> None:
    source = seeds / "003_ceebdb6268b5adbd.txt"
    document = extract_bytes(source.name, source.read_bytes())
    leads = [r.name for task in document.tasks for r in task.responsibilities if r.role == "lead"]
    assert leads.count("市人力资源社会保障局") == 2
    assert len(leads) == 9


def test_the_overwritten_signature_gives_no_issuer(seeds: Path) -> None:
    source = seeds / "002_04a0b744133b98ae.txt"
    front = extract_bytes(source.name, source.read_bytes()).front
    assert (front.issuer, front.place, front.issued_on) == (None, "四川省达州市", "2017-07-26")
