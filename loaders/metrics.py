"""Which indicators measure the same: names made alike, units converted, kind and scope kept apart.

The words are declared in `data/metrics.toml`, the units in `data/units.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from .model import Indicator
from .numerals import unit_classes, unit_table

THRESHOLD = 0.6
"""Scores below this are given as 0: not the same measure."""

_SHORT = 8
"""Keys of up to so many characters must be more alike: 健身设施覆盖率 is no 技防设施覆盖率."""
_COMMON_GRAM = 400
_COUNTS = {"count", "events"}


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data/metrics.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _alike() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rule["from"]), rule["to"].replace("$1", r"\1")) for rule in _words()["alike"]]


@lru_cache(maxsize=65536)
def normalise_metric(name: str, unit: str | None) -> str:
    """Key of a measure: 每千名老人拥有养老床位 and 每千名老年人养老床位数 give the same; shares and counts never do."""
    key = name
    for pattern, replacement in _alike():
        key = pattern.sub(replacement, key)
    key = key.strip("。;:,") or name
    dimension = _dimension(unit)
    return f"{key}/{dimension}" if dimension else key


def _dimension(unit: str | None) -> str:
    if unit == "/10万":
        return "%"
    found = unit_classes().get(unit or "")
    if found in _COUNTS or unit in (None, ""):
        return "个"
    if found == "people":
        return "人"
    if found == "ratio":
        return "倍" if unit == "倍" else "%"
    base: dict[str, str] = {group["id"]: group["base"] for group in unit_table()["class"]}
    if found in {"time", "energy", "volume"} or found is None:
        return unit or ""
    return base[found]


def convert(value: float, unit: str | None) -> tuple[float, str]:
    """A value in the unit that indicators of its kind are compared in: (2, 公顷) -> (30, 亩)."""
    base, factor = unit_table()["convert"].get(unit or "", (unit or "", 1.0))
    return value * factor, base


def comparable_score(a: Indicator, b: Indicator) -> float:
    """How surely two indicators measure the same thing, from 0 (not comparable) to 1 (the same name).

    0 where the units cannot be converted, one is a change and the other a level, one is a target and the other a base,
    or a word that sets measures apart (新增, 城镇, 残疾, 每千 …) stands in one name only.
    """
    if (a.comparator == "change") != (b.comparator == "change") or a.kind != b.kind:
        return 0.0
    left, right = normalise_metric(a.name, a.unit), normalise_metric(b.name, b.unit)
    left, _, left_dimension = left.rpartition("/")
    right, _, right_dimension = right.rpartition("/")
    if left_dimension != right_dimension:
        return 0.0
    if _marks(left, a.name) != _marks(right, b.name):
        return 0.0
    if left == right:
        return 1.0
    score = (_dice(_grams(left), _grams(right)) + _dice(set(left), set(right))) / 2
    needed = THRESHOLD if min(len(left), len(right)) > _SHORT else THRESHOLD + 0.15
    return round(score, 4) if score >= needed else 0.0


@lru_cache(maxsize=65536)
def _marks(key: str, name: str) -> frozenset[str]:
    """The words of a name that set it apart."""
    plain = key
    for word, same in _words()["same"].items():
        plain = plain.replace(word, same)
    apart = {word for group in _words()["apart"].values() for word in group if word in plain}
    flows = {group for group, words in _words()["flows"].items() if any(word in plain for word in words)}
    return frozenset(apart | flows)


@lru_cache(maxsize=65536)
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def _dice(a: frozenset[str] | set[str], b: frozenset[str] | set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def comparable_pairs(
    indicators: Mapping[str, Sequence[Indicator]],
) -> Iterator[tuple[tuple[str, int], tuple[str, int], float]]:
    """Comparable indicators of different documents, each pair once, as ((document, index), (document, index), score).

    Indicators are compared only within a block of equal dimension, kind and setting-apart words, and there only where
    they share a rare pair of characters, so cost grows with the matches rather than with all pairs.
    """
    blocks: dict[tuple[object, ...], list[tuple[str, int]]] = defaultdict(list)
    for document in sorted(indicators):
        for index, indicator in enumerate(indicators[document]):
            key = normalise_metric(indicator.name, indicator.unit)
            name, _, dimension = key.rpartition("/")
            kind = (dimension, indicator.kind, indicator.comparator == "change", _marks(name, indicator.name))
            blocks[kind].append((document, index))
    for _, members in sorted(blocks.items(), key=lambda item: item[1][0]):
        yield from _block_pairs(indicators, members)


def _block_pairs(
    indicators: Mapping[str, Sequence[Indicator]], members: Sequence[tuple[str, int]]
) -> Iterator[tuple[tuple[str, int], tuple[str, int], float]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, (document, index) in enumerate(members):
        indicator = indicators[document][index]
        for gram in _grams(normalise_metric(indicator.name, indicator.unit).rpartition("/")[0]):
            places[gram].append(place)
    for place, (document, index) in enumerate(members):
        indicator = indicators[document][index]
        grams = _grams(normalise_metric(indicator.name, indicator.unit).rpartition("/")[0])
        rare: Iterable[str] = sorted(grams, key=lambda gram: (len(places[gram]), gram))[: max(3, len(grams) // 2)]
        near = {other for gram in rare for other in places[gram][:_COMMON_GRAM] if other > place}
        for other in sorted(near):
            other_document, other_index = members[other]
            if other_document == document:
                continue
            score = comparable_score(indicator, indicators[other_document][other_index])
            if score:
                yield (document, index), (other_document, other_index), score
