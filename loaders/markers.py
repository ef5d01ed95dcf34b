"""Numbers that open an item: 一、 (一) 1. (1) ① and their look-alikes (GB/T 9704, 7.3.3), 第X章, 第X条, dashes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HAN = "一二三四五六七八九十百零〇"
_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0}

RANKS = {
    "part": 0.0, "chapter": 1.0, "section": 2.0, "han": 3.0, "article": 3.5, "han_bracket": 4.0, "arabic": 5.0,
    "decimal": 6.0, "arabic_bracket": 7.0, "circle": 8.0, "ordinal": 9.0, "bullet": 10.0,
}  # fmt: skip
"""How far out a kind of number stands where nothing else tells (a smaller one encloses a larger one)."""

_MARK = re.compile(
    rf"""
      第(?P<nth>[{HAN}\d]{{1,6}})(?P<unit>部分|编|篇|章|节|条)(?=[\s、:,.]|[^\x00-\x7f])[、:.,]?
    | (?P<han>[{HAN[:10]}]{{1,3}}|二十[{HAN[:9]}])\s?(?:、|\.(?!\d))
    | \(\s?(?P<han_bracket>[{HAN[:10]}]{{1,3}}|二十[{HAN[:9]}])\s?\)[、.]?
    | (?P<open_han_bracket>[{HAN[:10]}]{{1,3}})\)
    | (?P<compat>[㈠-㈩])[、.]?
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:[、.]\s?|\s+)(?=[^\x00-\x7f%‰])
    | (?P<arabic>\d{{1,3}})\s?[.、](?:(?!\d)|(?=(?:19|20)\d\d年))
    | (?P<bare>\d{{1,2}})[ \t]+(?=[\u4e00-\u9fff])
    | (?P<dotted>[⒈-⒛])
    | \(\s?(?P<arabic_bracket>\d{{1,3}})\s?\)[、.]?
    | (?P<open_arabic_bracket>\d{{1,3}})\)
    | (?P<compat_arabic>[⑴-⒇])
    | (?P<circle>[①-⑳])
    | (?P<ordinal>[{HAN[:10]}]{{1,2}})(?:是|要)(?=[^\x00-\x7f])
    | (?P<bullet>——|--|—|―|[-·•●◆■★※○□▲])(?=\s*[^\x00-\x7f\s])
    """,
    re.VERBOSE,
)
_UNITS = {"部分": "part", "编": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article"}


@dataclass(frozen=True, slots=True)
class Marker:
    """An item's number: its kind, as it is written in a path ("三", "(一)", "1"), its value, and where it ends."""

    kind: str
    token: str
    value: int
    end: int


def han_number(text: str) -> int:
    """The value of a Chinese or Arabic whole number below a thousand: 二十三 → 23."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def marker_at(folded: str, start: int, end: int) -> Marker | None:
    """The number that opens the text at `start` (white space skipped by the caller), or None."""
    found = _MARK.match(folded, start, end)
    if found is None:
        return None
    name = found.lastgroup
    if name == "bare":
        # A number without a point opens a heading only where nothing but a heading stands (2 重点任务).
        heading = end - start <= 24 and re.search("[。;:,、!?]", folded[found.end() : end]) is None
        return Marker("arabic", found["bare"], int(found["bare"]), found.end()) if heading else None
    if name == "unit":
        nth = found["nth"]
        return Marker(_UNITS[found["unit"]], f"第{nth}{found['unit']}", han_number(nth), found.end())
    assert name is not None
    raw = found[name]
    if name in ("han_bracket", "open_han_bracket"):
        return Marker("han_bracket", f"({raw})", han_number(raw), found.end())
    if name == "compat":
        plain = unicodedata.normalize("NFKC", raw)
        return Marker("han_bracket", plain, han_number(plain[1:-1]), found.end())
    if name in ("arabic_bracket", "open_arabic_bracket"):
        return Marker("arabic_bracket", f"({raw})", int(raw), found.end())
    if name == "compat_arabic":
        plain = unicodedata.normalize("NFKC", raw)
        return Marker("arabic_bracket", plain, int(plain[1:-1]), found.end())
    if name == "dotted":
        plain = unicodedata.normalize("NFKC", raw)[:-1]
        return Marker("arabic", plain, int(plain), found.end())
    if name == "circle":
        return Marker("circle", raw, int(unicodedata.normalize("NFKC", raw)), found.end())
    if name == "decimal":
        return Marker("decimal", raw, int(raw.rsplit(".", 1)[1]), found.end())
    if name == "ordinal":
        return Marker("ordinal", raw + folded[found.end("ordinal")], han_number(raw), found.end())
    if name == "bullet":
        return Marker("bullet", raw, 0, found.end())
    return Marker(name, raw, han_number(raw), found.end())
