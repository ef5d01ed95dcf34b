"""The head table of a page that came as plain lines: 索  引 号: … 发文机关: … (several pairs may share a line)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from .outline import Line

Field = tuple[str, str, int, int]
"""(kind of field, its value, where the value stands)."""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    text = files("policygraph.loaders").joinpath("data/fields.toml").read_text(encoding="utf-8")
    return {name: kind for kind, names in tomllib.loads(text).items() for name in names}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    spaced = "|".join(r"\s{0,8}".join(map(re.escape, name)) for name in names)
    return re.compile(rf"(?:^|(?<=[\s\[\]【】|]))[\[【]?\s*(?P<name>{spaced})\s*[\]】]?(?:\s*[::]|(?=\t[^\t\n]*$))", re.MULTILINE)


def kind_of(name: str) -> str | None:
    """What a field's name means (发文字号 → doc_number), None for an unknown name."""
    return _names().get(re.sub(r"[\s::]", "", name))


def fields_in_lines(folded: str, lines: list[Line]) -> list[Field]:
    """The fields of head lines: lines that open with a known name. A bare name takes its value from the next line."""
    found: list[Field] = []
    pattern = _pattern()
    for index, line in enumerate(lines):
        if line.end - line.start > 300:
            continue
        names = list(pattern.finditer(folded, line.start, line.end))
        if not names or names[0].start() > line.start + 1:
            continue
        for at, name in enumerate(names):
            stop = names[at + 1].start() if at + 1 < len(names) else line.end
            start, end = _trim(folded, name.end(), stop)
            if start == end and at + 1 == len(names) and index + 1 < len(lines):
                following = lines[index + 1]
                if not pattern.match(folded, following.start, following.end) and following.end - following.start < 120:
                    start, end = following.start, following.end
            kind = kind_of(name["name"])
            if kind and start < end:
                found.append((kind, folded[start:end], start, end))
    return found


def is_field_line(folded: str, line: Line) -> bool:
    """Whether a line opens with the name of a head field."""
    found = _pattern().match(folded, line.start, line.end)
    return found is not None


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return start, end
