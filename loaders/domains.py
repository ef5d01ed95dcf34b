"""Domains (领域) of a task, from heading, title and text, by the words of a taxonomy (`data/domains.toml`)."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import PolicyGraphError
from .model import DomainScore

MOST = 3
"""A task is given at most so many domains."""

_STRENGTHS = {"strong": 4.0, "words": 1.5, "weak": 0.5}
_TITLE, _SECTION, _OUTER, _BODY = 6.0, 3.0, 1.0, 1.0
_LEAST_SHARE = 0.12
_BODY_CHARS = 4000
_BODY_CAP = 14.0


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Domains in the order of their file, with the words that lean towards each: word -> [(domain index, weight)].

    `sections` are words of a heading that decide the domain of everything under it (保障措施).
    """

    names: tuple[str, ...]
    words: Mapping[str, tuple[tuple[int, float], ...]]
    sections: Mapping[str, int]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def default_taxonomy() -> Taxonomy:
    """The taxonomy that comes with the package: 18 domains of Chinese policy tasks."""
    text = resources.files(__package__).joinpath("data/domains.toml").read_text(encoding="utf-8")
    return _taxonomy(tomllib.loads(text), "data/domains.toml")


def load_taxonomy(path: str | Path) -> Taxonomy:
    """An analyst's own taxonomy: a TOML file of `[[domain]]` tables.

    Each has a `name` and lists of words: `strong`, `words`, `weak`, and `section` (words of headings that decide).

    Raises PolicyGraphError where the file cannot be read or is not of that form.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyGraphError(
            f"{path}: cannot read the taxonomy ({error}); give a TOML file of [[domain]] tables"
        ) from error
    return _taxonomy(data, str(path))


def _taxonomy(data: Mapping[str, Any], source: str) -> Taxonomy:
    tables = data.get("domain")
    if not isinstance(tables, list) or not tables:
        raise PolicyGraphError(f"{source}: no [[domain]] table in the taxonomy; add at least one with a name and words")
    names: list[str] = []
    words: dict[str, dict[int, float]] = {}
    sections: dict[str, int] = {}
    for index, table in enumerate(tables):
        name = table.get("name")
        if not isinstance(name, str) or not name or name in names:
            raise PolicyGraphError(f"{source}: domain {index + 1} needs a name of its own")
        names.append(name)
        for strength, weight in _STRENGTHS.items():
            for word in _strings(table, strength, source, name):
                words.setdefault(word, {}).setdefault(index, weight)
        sections.update(dict.fromkeys(_strings(table, "section", source, name), index))
    if not words:
        raise PolicyGraphError(f"{source}: no domain of the taxonomy has words; add lists strong, words or weak")
    longest = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, longest)))
    frozen = {word: tuple(sorted(weights.items())) for word, weights in words.items()}
    return Taxonomy(tuple(names), frozen, sections, pattern)


def _strings(table: Mapping[str, Any], key: str, source: str, name: str) -> list[str]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise PolicyGraphError(f"{source}: {key} of domain {name} must be a list of words")
    return values


def score_domains(
    heading: Sequence[str], title: str, text: str, taxonomy: Taxonomy | None = None, *, document: str | None = None
) -> tuple[DomainScore, ...]:
    """Domains of a task, best first, at most three; scores are shares of 1 among those given.

    `heading` are the headings around the task, outermost first, `document` the title of its document. The title weighs
    most, then the nearest heading; the text adds up slowly, so that a long paragraph does not outweigh its title.
    No word found: no domain.
    """
    taxonomy = taxonomy or default_taxonomy()
    for name in reversed(heading):
        for word, index in taxonomy.sections.items():
            if word in name:
                return (DomainScore(taxonomy.names[index], 1.0),)
    scores: dict[int, float] = {}
    parts = [(title, _TITLE, None), (text[:_BODY_CHARS], _BODY, _BODY_CAP)]
    parts += [(document or "", _OUTER, None)]
    parts += [(name, _SECTION if place == 0 else _OUTER, None) for place, name in enumerate(reversed(heading))]
    for words, factor, cap in parts:
        for index, points in _points(words, taxonomy, factor, cap=cap).items():
            scores[index] = scores.get(index, 0.0) + points
    total = sum(scores.values())
    if not total:
        return ()
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    kept = [(index, points / total) for index, points in best if points / total >= _LEAST_SHARE] or [(best[0][0], 1.0)]
    return tuple(DomainScore(taxonomy.names[index], round(share, 4)) for index, share in kept)


def _points(text: str, taxonomy: Taxonomy, factor: float, *, cap: float | None) -> dict[int, float]:
    found = Counter(match.group() for match in taxonomy.pattern.finditer(text))
    points: dict[int, float] = {}
    for word, times in found.items():
        for index, weight in taxonomy.words[word]:
            points[index] = points.get(index, 0.0) + weight * (1 + math.log(times)) * factor
    if cap is None or not points:
        return points
    most = max(points.values())
    return {index: cap * value / most for index, value in points.items()} if most > cap else points
