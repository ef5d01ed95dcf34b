"""The measures of extraction: how sets of facts, and indicators one by one, are compared with hand annotations.

Facts are in the shape of `facts.facts`, which is that of the annotation guide. Names are compared without white space
and with widths and dashes made alike; an indicator is found where its quote overlaps, its value is equal and its unit of
the same class, and found in full where comparator, year and period are equal too and its name shares half its character pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fact = Mapping[str, Any]
Pair = tuple[int, int]

_UNIT_CLASSES = (
    ("人", "名", "人次", "人(次)", "位"),
    ("个", "家", "所", "处", "座", "", "条", "项"),
    ("场", "场次", "次"),
    ("%", "百分比", "个百分点"),
    ("岁", "周岁"),
)
_DASHES = dict.fromkeys(map(ord, "-‐‑–—―－﹣"), "-")
_FRONT = ("title", "doc_number", "index_number", "issuer", "issued_on", "place", "level", "order_rule")
_NAME_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts were found (`hit`), given (`predicted`) and annotated (`gold`)."""

    hit: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the facts given that are annotated; 1 where nothing is given and nothing annotated."""
        return self.hit / self.predicted if self.predicted else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the annotated facts that are given; 1 where nothing is annotated."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Miss:
    """One fact that was missed, given wrongly, or found with a wrong detail, in words."""

    document: str
    measure: str
    kind: str
    words: str


def squeeze(text: object) -> str:
    """Text without white space, with widths, quotation marks and dashes made alike."""
    plain = unicodedata.normalize("NFKC", str(text) if text is not None else "").translate(_DASHES)
    return re.sub(r"\s+", "", plain.replace("“", '"').replace("”", '"').replace("﹒", "."))


def dice(a: object, b: object) -> float:
    """How alike two names are: shared pairs of characters, from 0 to 1."""
    left, right = (squeeze(text) for text in (a, b))
    grams = [{text[i : i + 2] for i in range(len(text) - 1)} or {text} for text in (left, right)]
    return 2 * len(grams[0] & grams[1]) / (len(grams[0]) + len(grams[1]))


def compare_facts(name: str, gold: Fact, given: Fact, source: str) -> tuple[dict[str, Count], list[Miss]]:
    """Counts of each kind of fact of one document, and the misses; kinds that the gold leaves out are left out."""
    counts: dict[str, Count] = {}
    misses: list[Miss] = []
    for measure, want, got in _sets(gold, given):
        counts[measure] = Count(len(want & got), len(got), len(want))
        misses += [Miss(name, measure, "missed", _words(item)) for item in sorted(want - got, key=str)]
        misses += [Miss(name, measure, "extra", _words(item)) for item in sorted(got - want, key=str)]
    if gold.get("indicators"):
        found, wrong = _indicators(name, gold["indicators"], given["indicators"], squeeze(source))
        counts |= found
        misses += wrong
    return counts, misses


def _sets(gold: Fact, given: Fact) -> Iterator[tuple[str, set[tuple[str, ...]], set[tuple[str, ...]]]]:
    yield "metadata", _front(gold), _front(given)
    if gold.get("tasks"):
        yield "tasks", _tasks(gold), _tasks(given)
        yield "departments", _bodies(gold, with_role=False), _bodies(given, with_role=False)
        yield "roles", _bodies(gold, with_role=True), _bodies(given, with_role=True)
    if gold.get("annex_tasks"):
        yield "annex", _annex(gold), _annex(given)
    if "citations" in gold:
        yield "citations", _citations(gold), _citations(given)


def _words(item: tuple[str, ...]) -> str:
    return " · ".join(part for part in item if part)


def _front(facts: Fact) -> set[tuple[str, ...]]:
    return {(field, squeeze(facts["document"].get(field))) for field in _FRONT}


def _path(item: Fact) -> str:
    return "/".join(squeeze(step) for step in item.get("path", ()))


def _tasks(facts: Fact) -> set[tuple[str, ...]]:
    return {(_path(task), squeeze(task["title"])) for task in facts["tasks"]}


def _bodies(facts: Fact, *, with_role: bool) -> set[tuple[str, ...]]:
    return {
        (_path(task), squeeze(body["name"]), body["role"] if with_role else "")
        for task in facts["tasks"]
        for body in task["departments"]
    }


def _annex(facts: Fact) -> set[tuple[str, ...]]:
    rows = facts.get("annex_tasks") or []
    return {(squeeze(row.get("number")), squeeze(body["name"])) for row in rows for body in row["departments"]}


def _citations(facts: Fact) -> set[tuple[str, ...]]:
    return {(squeeze(item.get("doc_number")) or squeeze(item["title"]).strip("《》"),) for item in facts["citations"]}


def _indicators(
    name: str, gold: Sequence[Fact], given: Sequence[Fact], source: str
) -> tuple[dict[str, Count], list[Miss]]:
    pairs = match_indicators(gold, given, source)
    misses: list[Miss] = []
    full = 0
    for want, got in pairs:
        wrong = _details(gold[want], given[got])
        full += not wrong
        if wrong:
            misses.append(Miss(name, "indicators_full", "differs", f"{_told(gold[want])}: {'; '.join(wrong)}"))
    for kind, items, index in (("missed", gold, 0), ("extra", given, 1)):
        matched = {pair[index] for pair in pairs}
        misses += [Miss(name, "indicators", kind, _told(item)) for i, item in enumerate(items) if i not in matched]
    counts = {
        "indicators": Count(len(pairs), len(given), len(gold)),
        "indicators_full": Count(full, len(given), len(gold)),
    }
    return counts, misses


def _details(want: Fact, got: Fact) -> list[str]:
    wrong = [
        f"{key} {want.get(key)} ≠ {got.get(key)}" for key in ("op", "year", "period") if want.get(key) != got.get(key)
    ]
    if dice(want["name"], got.get("name", "")) < _NAME_LIKENESS:
        wrong.append(f"name {want['name']} ≠ {got.get('name')}")
    return wrong


def _told(item: Fact) -> str:
    return f"{item.get('quote')} ({item.get('name')}, {item.get('value')} {item.get('unit') or ''})"


def match_indicators(gold: Sequence[Fact], given: Sequence[Fact], source: str) -> list[Pair]:
    """Pairs (annotated, given) of the same indicator, each used once, the likest names first. `source` is squeezed."""
    places = [list(_spans(source, items)) for items in (gold, given)]
    found: list[tuple[float, int, int]] = []
    for want, item in enumerate(gold):
        start, end = places[0][want]
        for got, other in enumerate(given):
            other_start, other_end = places[1][got]
            overlap = start >= 0 and other_start >= 0 and min(end, other_end) > max(start, other_start)
            if overlap and _same_amount(item, other):
                found.append((dice(item["name"], other.get("name", "")), want, got))
    used: tuple[set[int], set[int]] = (set(), set())
    chosen: list[Pair] = []
    for _, want, got in sorted(found, reverse=True):
        if want not in used[0] and got not in used[1]:
            used[0].add(want)
            used[1].add(got)
            chosen.append((want, got))
    return chosen


def _spans(source: str, items: Iterable[Fact]) -> Iterator[Pair]:
    for item in items:
        quote = squeeze(item.get("quote"))
        start = source.find(quote) if quote else -1
        yield (start, start + len(quote)) if start >= 0 else (-1, -1)


def _same_amount(want: Fact, got: Fact) -> bool:
    if want["value"] is None or got.get("value") is None:
        return False
    expected = float(want["value"])
    return abs(expected - float(got["value"])) <= 1e-9 * max(1.0, abs(expected)) and _unit(want) == _unit(got)


def _unit(item: Fact) -> str:
    unit = item.get("unit") or ""
    for group in _UNIT_CLASSES:
        if unit in group:
            return group[0]
    return squeeze(unit)
