"""Automatic numbering of Word documents made into text, as Word prints it.

Rules from ECMA-376 part 1, 17.9 (numbering): counters belong to the abstract numbering, a level starts anew when a
higher one moved on (unless `lvlRestart` says otherwise), `startOverride` sets a counter at the first use of a
numbering.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from .numbering import chinese_digits, chinese_number, circled_number, letter_number, roman_number

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("零〇一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _from(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else str(number)


def _run(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 0 < number <= count else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": roman_number,
    "lowerRoman": lambda number: roman_number(number).lower(),
    "upperLetter": letter_number,
    "lowerLetter": lambda number: letter_number(number).lower(),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "ideographDigital": chinese_digits,
    "japaneseDigitalTenThousand": chinese_digits,
    "taiwaneseDigital": chinese_digits,
    "chineseLegalSimplified": lambda number: chinese_number(number).translate(_LEGAL),
    "ideographLegalTraditional": lambda number: chinese_number(number).translate(_LEGAL),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographEnclosedCircle": _run(0x3280, 10),
    "decimalEnclosedCircle": circled_number,
    "decimalEnclosedCircleChinese": circled_number,
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "decimalEnclosedParen": _run(0x2474, 20),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
}
"""How a number is written in each `w:numFmt`; others are written in digits."""

_WORD = re.compile("[A-Za-z0-9\u4e00-\u9fff]")
_DASHES = frozenset("—–-－―")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _Numbering:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numberer:
    """Counts the numbered paragraphs of one document in their order."""

    def __init__(self, root: Any | None) -> None:
        self._numberings: dict[str, _Numbering] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}
        owners: dict[str, str] = {}
        for element in root.findall(qn("w:abstractNum")):
            number = element.get(qn("w:abstractNumId"), "")
            abstracts[number] = {
                int(level.get(qn("w:ilvl"), "0")): _level(level) for level in element.findall(qn("w:lvl"))
            }
            if (link := _value(element, "w:numStyleLink")) is not None:
                links[number] = link
            if (style := _value(element, "w:styleLink")) is not None:
                owners[style] = number
        for element in root.findall(qn("w:num")):
            abstract = _value(element, "w:abstractNumId") or ""
            abstract = owners.get(links.get(abstract, ""), abstract)
            numbering = _Numbering(abstract, dict(abstracts.get(abstract, {})))
            for override in element.findall(qn("w:lvlOverride")):
                at = int(override.get(qn("w:ilvl"), "0"))
                if (level := override.find(qn("w:lvl"))) is not None:
                    numbering.levels[at] = _level(level)
                if (start := _value(override, "w:startOverride")) is not None:
                    numbering.starts[at] = _integer(start, 1)
            self._numberings[element.get(qn("w:numId"), "")] = numbering

    def number(self, num_id: str, at: int) -> str:
        """The printed number of the next paragraph of this numbering at this level (0 the highest), with what parts it
        from the text; empty for bullets and unknown numberings."""
        numbering = self._numberings.get(num_id)
        level = numbering.levels.get(at) if numbering else None
        if numbering is None or level is None:
            return ""
        counters = self._counters.setdefault(numbering.abstract, {})
        if at in numbering.starts and (num_id, at) not in self._started:
            counters[at] = numbering.starts[at]
        else:
            counters[at] = counters.get(at, level.start - 1) + 1
        self._started.add((num_id, at))
        for deeper in [n for n in counters if n > at]:
            restart = numbering.levels[deeper].restart if deeper in numbering.levels else None
            if restart is None or (restart > 0 and at < restart):
                del counters[deeper]
        if level.form == "bullet":
            return level.text if level.text and _DASHES.issuperset(level.text) else ""
        if level.form == "none" and "%" not in level.text:
            return level.text
        text = re.sub(r"%([1-9])", lambda m: self._written(numbering, counters, int(m.group(1)) - 1, level), level.text)
        return text + (
            " " if text and (level.suffix == "space" or _WORD.fullmatch(text[-1])) and level.suffix != "nothing" else ""
        )

    @staticmethod
    def _written(numbering: _Numbering, counters: dict[int, int], at: int, shown_in: _Level) -> str:
        level = numbering.levels.get(at, _Level())
        number = counters.setdefault(at, level.start)
        if level.form == "none":
            return ""
        return str(number) if shown_in.legal else FORMATS.get(level.form, str)(number)


def _level(element: Any) -> _Level:
    form = element.find(f".//{qn('w:numFmt')}")
    restart = _value(element, "w:lvlRestart")
    return _Level(
        start=_integer(_value(element, "w:start"), 0),
        form=form.get(qn("w:val"), "decimal") if form is not None else "decimal",
        text=_value(element, "w:lvlText") or "",
        suffix=_value(element, "w:suff") or "tab",
        restart=_integer(restart, 0) if restart is not None else None,
        legal=_on(element.find(qn("w:isLgl"))),
    )


def _on(element: Any | None) -> bool:
    return element is not None and element.get(qn("w:val"), "1") not in ("0", "false", "off")


def _value(element: Any, name: str) -> str | None:
    child = element.find(qn(name))
    found: str | None = child.get(qn("w:val")) if child is not None else None
    return found


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
