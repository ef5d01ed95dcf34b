"""The lexicon of lines (条线): which names of departments mean which line, read from `data/lines.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from .model import DepartmentKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name means. `body` tells a body apart from the line's own department, None for the department itself.

    `long` is the name in full (人力资源和社会保障 for 人社), `years` its period as written (2013-2018), `also`
    further lines, `state` what begins the central body's full name.
    """

    line: str
    long: str
    kind: DepartmentKind
    body: str | None = None
    years: str | None = None
    also: tuple[str, ...] = ()
    state: str = "国家"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`stems` take a suffix (教育 + 局), `names` stand whole (残联). `lines` are all lines in the order of the file."""

    stems: dict[str, Entry]
    names: dict[str, Entry]
    lines: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The whole lexicon. The first entry of a name holds where two lines claim it."""
    text = files(__package__).joinpath("data/lines.toml").read_text(encoding="utf-8")
    stems: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    lines = []
    for record in tomllib.loads(text)["line"]:
        lines.append(record["line"])
        _enter(record, record, stems, names, own=True)
        for part in (*record.get("former", ()), *record.get("beside", ())):
            _enter(record, part, stems, names, own=False)
    return Lexicon(stems, names, tuple(lines))


def _enter(
    record: dict[str, Any], part: dict[str, Any], stems: dict[str, Entry], names: dict[str, Entry], *, own: bool
) -> None:
    kind = part.get("kind", record.get("kind", "department"))
    also = tuple(part.get("also", record.get("also", ()) if own else ()))
    for target, listed in ((stems, part.get("stems", ())), (names, part.get("names", ()))):
        for written in listed:
            name, _, stated = written.partition("=")
            long = stated or part.get("full") or _long(name, listed, whole=target is names and kind != "mass_org")
            entry = Entry(
                record["line"], long, kind, part.get("body"), part.get("years"), also, record.get("state", "国家")
            )
            target.setdefault(name, entry)


def _long(name: str, listed: Sequence[str], *, whole: bool) -> str:
    """The list's first name where this one shortens it (发改 → 发展和改革), or the name itself."""
    first = listed[0]
    if whole or len(first) <= len(name) or first[0] != name[0]:
        return name
    rest = iter(first)
    return first if all(char in rest for char in name) else name
