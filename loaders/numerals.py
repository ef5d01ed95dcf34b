"""Numbers and quantities in folded Chinese text: 3.4万人, 百分之八十, 三分之二, 10—20年一遇, 18/10万.

Everything here runs in linear time: number patterns are possessive, and what follows a number is looked at once.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_MULTIPLIERS = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}

_ARABIC = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?![\d])|\d++)(?:\.\d++)?+"
_HAN = r"[零〇一二两三四五六七八九十百千万亿]++(?:点[零〇一二三四五六七八九]++)?+"
_NUMBER = re.compile(rf"(?P<percent>百分之)?+(?:(?P<arabic>{_ARABIC})|(?P<han>{_HAN}))")
_MULTIPLIER = re.compile(
    r"\s?(?P<more>[余多几])?(?P<power>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?(?P<late>[余多])?"
)
_DENOMINATOR = re.compile(r"/\s?(?:10万|十万|100000)")
_DASH = re.compile(r"\s?(?:[-‐‑–—―－~]{1,2}|至|到)\s?")
_FRACTION = re.compile(rf"分之({_ARABIC}|{_HAN})")
_SLASH = re.compile(r"/([2-9])(?![\d/.年月万千百])")
_TENTHS = re.compile(r"成(?![立为就效果员功本熟长人交分品])")
_DOUBLED = re.compile(r"翻(?:了)?([一二两三])?番")
_SUFFIXES = {"人次": "人次", "场": "场次", "场次": "场次", "件": "件数"}
_MAX_DIGITS = 15
_MAX_HAN = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit in a text: `text[start:end]`; `unit` is None where no measure word follows.

    `style` says how the number was written; `loose` marks 余/多 (about, at least)."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str | None
    unit_class: str | None
    style: str
    loose: bool = False


@lru_cache(maxsize=1)
def unit_table() -> dict[str, Any]:
    """The declared measure words (`data/units.toml`)."""
    text = resources.files(__package__).joinpath("data/units.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def unit_classes() -> dict[str, str]:
    """Class of each declared unit: 人 -> people."""
    return {unit: group["id"] for group in unit_table()["class"] for unit in group["units"]}


@lru_cache(maxsize=1)
def unit_suffixes() -> dict[str, str]:
    """What a name gets to say what is counted: 人 -> 人数."""
    return {unit: group["suffix"] for group in unit_table()["class"] for unit in group["units"]} | _SUFFIXES


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    words = sorted(unit_classes(), key=len, reverse=True)
    return re.compile(r"\s?(" + "|".join(map(re.escape, words)) + ")")


def parse_han(text: str) -> float | None:
    """Value of a number in Chinese characters (三十五, 二百零八, 一二三, 三点五); None where it is none."""
    whole, _, fraction = text.partition("点")
    if not whole or len(whole) > _MAX_HAN:
        return None
    value = _parse_han_whole(whole)
    if value is None:
        return None
    for place, char in enumerate(fraction[:_MAX_DIGITS], start=1):
        value += _DIGITS[char] / 10**place
    return round(value, 9)


def _parse_han_whole(text: str) -> float | None:
    if all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0.0
    seen_digit = False
    for char in text:
        if char in _DIGITS:
            digit, seen_digit = float(_DIGITS[char]), True
        elif char in _POWERS:
            section += (digit if seen_digit else 1.0) * _POWERS[char]
            digit, seen_digit = 0.0, False
        elif char == "万":
            total += (section + digit or 1.0) * _BIG[char]
            section, digit, seen_digit = 0.0, 0.0, False
        else:
            total = (total + section + digit or 1.0) * _BIG[char]
            section, digit, seen_digit = 0.0, 0.0, False
    return total + section + digit


def parse_arabic(text: str) -> float | None:
    """Value of a number in digits, with or without thousands commas; None where it is too long to be a quantity."""
    plain = text.replace(",", "")
    return float(plain) if len(plain) <= _MAX_DIGITS else None


def _parse(text: str) -> float | None:
    return parse_arabic(text) if text[:1].isascii() else parse_han(text)


def find_quantities(text: str) -> list[Quantity]:
    """Every number of a folded text with what it counts, in order. Dates come out as numbers with the unit 年 or 日."""
    found: list[Quantity] = []
    position = 0
    doubled = {match.start(): match for match in _DOUBLED.finditer(text)}
    for match in _NUMBER.finditer(text):
        if match.start() < position:
            continue
        quantity = _quantity(text, match)
        if quantity is not None and quantity.start - 1 not in doubled:
            found.append(quantity)
            position = quantity.end
    for match in doubled.values():
        times = parse_han(match[1] or "一") or 1.0
        found.append(Quantity(match.start(), match.end(), 2.0**times, None, "倍", "ratio", "doubled"))
    return sorted(found, key=lambda quantity: quantity.start) if doubled else found


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if match["han"] is not None:
        return _han_quantity(text, match)
    value = parse_arabic(match["arabic"])
    if value is None:
        return None
    if match["percent"]:
        return Quantity(match.start(), match.end(), value, None, "%", "ratio", "percent")
    fraction = _FRACTION.match(text, match.end())
    if fraction:
        return _fraction(match, value, fraction)
    slash = _SLASH.match(text, match.end())
    if slash and value and value == int(value) and value < int(slash[1]):
        share = round(value / int(slash[1]) * 100, 2)
        return Quantity(match.start(), slash.end(), share, None, "%", "ratio", "fraction")
    end, power, loose = _scaled(text, match.end())
    end, unit, unit_class = _unit(text, end)
    second = _second(text, end)
    if second is None:
        tenths = _TENTHS.match(text, end) if unit is None else None
        if tenths and power == 1:
            return Quantity(match.start(), tenths.end(), value * 10, None, "%", "ratio", "tenths")
        return Quantity(match.start(), end, _tidy(value * power), None, unit, unit_class, "arabic", loose)
    last, high, high_power, last_unit, last_class, more = second
    if last_unit is None or (unit is not None and unit != last_unit) or high * high_power <= value:
        return Quantity(match.start(), end, _tidy(value * power), None, unit, unit_class, "arabic", loose)
    low_power = high_power if power == 1 and value < high else power
    return Quantity(
        match.start(),
        last,
        _tidy(value * low_power),
        _tidy(high * high_power),
        last_unit,
        last_class,
        "arabic",
        loose or more,
    )


def _second(text: str, position: int) -> tuple[int, float, float, str | None, str | None, bool] | None:
    """The upper end of a range that stands at `position` (—20年一遇)."""
    dash = _DASH.match(text, position)
    if not dash:
        return None
    number = _NUMBER.match(text, dash.end())
    if not number or number["arabic"] is None or number["percent"]:
        return None
    high = parse_arabic(number["arabic"])
    if high is None:
        return None
    end, power, loose = _scaled(text, number.end())
    end, unit, unit_class = _unit(text, end)
    return end, high, power, unit, unit_class, loose


def _scaled(text: str, position: int) -> tuple[int, float, bool]:
    match = _MULTIPLIER.match(text, position)
    if not match or (match["power"] is None and match["more"] is None):
        return position, 1.0, False
    power = _MULTIPLIERS.get(match["power"] or "", 1)
    return match.end(), float(power), bool(match["more"] or match["late"])


def _unit(text: str, position: int) -> tuple[int, str | None, str | None]:
    denominator = _DENOMINATOR.match(text, position)
    if denominator:
        return denominator.end(), "/10万", "ratio"
    match = _unit_pattern().match(text, position)
    if not match:
        return position, None, None
    unit = unit_table()["alias"].get(match[1], match[1])
    return match.end(), unit, unit_classes()[match[1]]


def _fraction(match: re.Match[str], below: float, fraction: re.Match[str]) -> Quantity | None:
    above = _parse(fraction[1])
    if above is None or not below:
        return None
    if below == 100:
        return Quantity(match.start(), fraction.end(), above, None, "%", "ratio", "percent")
    if below in (10_000, 100_000, 1000):
        unit, scale = {1000: ("‰", 1.0), 10_000: ("‰", 0.1), 100_000: ("/10万", 1.0)}[int(below)]
        return Quantity(match.start(), fraction.end(), _tidy(above * scale), None, unit, "ratio", "fraction")
    return Quantity(match.start(), fraction.end(), round(above / below * 100, 2), None, "%", "ratio", "fraction")


def _han_quantity(text: str, match: re.Match[str]) -> Quantity | None:
    value = parse_han(match["han"])
    if value is None:
        return None
    if match["percent"]:
        return Quantity(match.start(), match.end(), value, None, "%", "ratio", "percent")
    fraction = _FRACTION.match(text, match.end())
    if fraction:
        return _fraction(match, value, fraction)
    tenths = _TENTHS.match(text, match.end())
    if tenths and value < 10:
        return Quantity(match.start(), tenths.end(), value * 10, None, "%", "ratio", "tenths")
    end, unit, unit_class = _unit(text, match.end())
    return Quantity(match.start(), end, value, None, unit, unit_class, "han")


def _tidy(value: float) -> float:
    return float(round(value)) if abs(value - round(value)) < 1e-6 * max(1.0, abs(value)) else round(value, 6)
