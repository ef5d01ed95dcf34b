"""The query packs: Cypher files with a head that says what they answer, what they take and what they give.

A pack is a text file `packs/<name>.cypher`. Its head is made of `// key: value` lines:

    // name: lead-load
    // title_zh, title_en, description_zh, description_en
    // param: name | type | default or `required` | example | Chinese | English           (one line a parameter)
    // columns: department, place, leads                                             (as the query returns them)
    // table: department, leads                                          (those a terminal shows first; all by default)
    // draws: bar CATEGORY VALUE | graph SOURCE TARGET | matrix ROW [COLUMN] VALUE… | table

A long list is cut twice, `LIMIT 10000` and then `LIMIT $limit`: the embedded engine keeps only the best rows while it sorts where the
number stands in the text, and sorts all of them where it is a parameter.

Types are string, int, float, bool, date and document (a document's number, words of its title, or file name).
Defaults and examples are JSON; the default `today` of a date is the day of the call.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, cast, get_args

from ..errors import NotFoundError, PolicyGraphError

ParameterType = Literal["string", "int", "float", "bool", "date", "document"]
Drawing = Literal["bar", "graph", "matrix", "table"]
Lang = Literal["zh", "en"]

ID_COLUMNS = ("_id", "char_start", "char_end")
"""Endings of the columns that serve machines: tables on a terminal leave them out unless asked."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a pack; `default` is None where it is required or where leaving it out means no restriction."""

    name: str
    type: ParameterType
    required: bool
    default: Any
    example: Any
    zh: str
    en: str

    def about(self, lang: Lang) -> str:
        """What it restricts, in words."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Pack:
    """One question ready to run; `text` is the whole file, head included, and runs as it stands."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    table: tuple[str, ...]
    draws: Drawing
    drawn: tuple[str, ...]
    text: str

    def title(self, lang: Lang) -> str:
        """The question, in a few words."""
        return self.title_zh if lang == "zh" else self.title_en

    def description(self, lang: Lang) -> str:
        """What the rows tell."""
        return self.description_zh if lang == "zh" else self.description_en

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises NotFoundError, naming near ones."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [parameter.name for parameter in self.parameters]
        raise NotFoundError(
            f"{self.name} has no parameter {name!r}{near(name, known)}; it takes: {', '.join(known) or 'none'}"
        )


def near(word: str, known: Iterable[str]) -> str:
    """`; did you mean a, b` for the likest of the known names, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(found)}" if found else ""


@cache
def load_packs() -> Mapping[str, Pack]:
    """All packs that come with the package, by name, in the order of their names."""
    folder = resources.files(__package__) / "packs"
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".cypher")), key=lambda entry: entry.name
    )
    packs = [parse_pack(entry.read_text(encoding="utf-8"), entry.name) for entry in files]
    return {pack.name: pack for pack in packs}


def find_pack(name: str) -> Pack:
    """The pack of that name. Raises NotFoundError, naming near ones."""
    packs = load_packs()
    if name not in packs:
        raise NotFoundError(f"no query pack {name!r}{near(name, packs)}; `policygraph query` lists them all")
    return packs[name]


def parse_pack(text: str, where: str) -> Pack:
    """Read a pack's head. Raises PolicyGraphError where the head breaks the rules above."""
    head: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        key, found, value = line.removeprefix("//").partition(":")
        if not found:
            raise PolicyGraphError(f"{where}: a head line without a colon: {line}")
        if key.strip() == "param":
            parameters.append(_parameter(value, where))
        else:
            head[key.strip()] = value.strip()
    missing = {"name", "title_zh", "title_en", "description_zh", "description_en", "columns", "draws"} - head.keys()
    if missing:
        raise PolicyGraphError(f"{where}: the head lacks {', '.join(sorted(missing))}")
    draws, *drawn = head["draws"].split()
    if draws not in get_args(Drawing):
        raise PolicyGraphError(f"{where}: draws must be one of {', '.join(get_args(Drawing))}, not {draws}")
    columns = _names(head["columns"])
    return Pack(
        name=head["name"],
        title_zh=head["title_zh"],
        title_en=head["title_en"],
        description_zh=head["description_zh"],
        description_en=head["description_en"],
        parameters=tuple(parameters),
        columns=columns,
        table=_names(head["table"]) if "table" in head else columns,
        draws=cast(Drawing, draws),
        drawn=tuple(drawn),
        text=text,
    )


def _names(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(","))


def _parameter(value: str, where: str) -> Parameter:
    fields = [field.strip() for field in value.split("|")]
    if len(fields) != 6:
        raise PolicyGraphError(f"{where}: a parameter needs six fields, got {len(fields)}: {value.strip()}")
    name, kind, default, example, zh, en = fields
    if kind not in get_args(ParameterType):
        raise PolicyGraphError(f"{where}: unknown type {kind!r} of parameter {name}")
    return Parameter(
        name=name,
        type=cast(ParameterType, kind),
        required=default == "required",
        default="today" if default == "today" else None if default == "required" else json.loads(default),
        example=json.loads(example),
        zh=zh,
        en=en,
    )
