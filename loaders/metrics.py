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
from itertools import combinations, product
from typing import Any, Protocol

from .numerals import unit_classes, unit_table

THRESHOLD = 0.6
"""Scores below this are given as 0: not the same measure."""

_SHORT = 8
"""Keys of up to so many characters must be more alike: 健身设施覆盖率 is no 技防设施覆盖率."""
_SHORT_MORE = 0.15
_COMMON_GRAM = 200
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


class Measured(Protocol):
    """What comparing needs of an indicator; `model.Indicator` has it, and so may a row of a graph."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def comparator(self) -> str: ...
    @property
    def kind(self) -> str: ...


def comparable_score(a: Measured, b: Measured) -> float:
    """How surely two indicators measure the same thing, from 0 (not comparable) to 1 (the same name).

    0 where the units cannot be converted, one is a change and the other a level, one is a target and the other a base,
    or a word that sets measures apart (新增, 城镇, 残疾, 每千 …) stands in one name only.
    """
    if block_key(a) != block_key(b):
        return 0.0
    return _likeness(_key(a), _key(b))


def block_key(item: Measured) -> tuple[str, str, bool, tuple[str, ...]]:
    """What two indicators must share to be comparable at all: dimension, kind, change or level, words that set apart."""
    name, _, dimension = normalise_metric(item.name, item.unit).rpartition("/")
    return dimension, item.kind, item.comparator == "change", _marks(name)


def _key(item: Measured) -> str:
    return normalise_metric(item.name, item.unit).rpartition("/")[0]


def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    score = (_dice(_grams(left), _grams(right)) + _dice(set(left), set(right))) / 2
    needed = THRESHOLD if min(len(left), len(right)) > _SHORT else THRESHOLD + _SHORT_MORE
    return round(score, 4) if score >= needed else 0.0


@lru_cache(maxsize=65536)
def _marks(key: str) -> tuple[str, ...]:
    """The words of a name that set it apart."""
    plain = key
    for word, same in _words()["same"].items():
        plain = plain.replace(word, same)
    apart = {word for group in _words()["apart"].values() for word in group if word in plain}
    flows = {group for group, words in _words()["flows"].items() if any(word in plain for word in words)}
    return tuple(sorted(apart | flows))


@lru_cache(maxsize=65536)
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def _dice(a: frozenset[str] | set[str], b: frozenset[str] | set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def comparable_pairs(
    indicators: Mapping[str, Sequence[Measured]],
) -> Iterator[tuple[tuple[str, int], tuple[str, int], float]]:
    """Comparable indicators of different documents, each pair once, as ((document, index), (document, index), score).

    Names are compared only within a block (`block_key`), once for each pair of different names, and only where they share
    a rare pair of characters: cost grows with the matches rather than with all pairs.
    """
    blocks: dict[tuple[object, ...], dict[str, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    for document in sorted(indicators):
        for index, item in enumerate(indicators[document]):
            blocks[block_key(item)][_key(item)].append((document, index))
    for block in blocks.values():
        for left, right, score in _like_names(block):
            pairs = combinations(block[left], 2) if left == right else product(block[left], block[right])
            for one, other in pairs:
                if one[0] != other[0]:
                    yield min(one, other), max(one, other), score


def _like_names(names: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of names of one block that are alike, with their likeness; each name with itself too."""
    ordered = sorted(names)
    places: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(ordered):
        for gram in _grams(name):
            places[gram].append(place)
    for place, name in enumerate(ordered):
        yield name, name, 1.0
        grams = sorted(_grams(name), key=lambda gram: (len(places[gram]), gram))
        # Names that are alike enough share more than half of their grams, so some of the rarer half.
        rare = grams[: len(grams) // 2 + 1]
        near = {other for gram in rare for other in places[gram][:_COMMON_GRAM] if other > place}
        for other in sorted(near):
            score = _likeness(name, ordered[other])
            if score:
                yield name, ordered[other], score
