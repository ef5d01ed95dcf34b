"""The table of administrative divisions (行政区划, GB/T 2260) and its look-ups by code and by name.

The data are in `data/divisions.csv` (today's divisions and former ones; sources in `data/divisions.NOTICE.txt`), read once
when first asked for.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .model import Level

NATIONAL_CODE = "100000"


@dataclass(frozen=True, slots=True)
class Place:
    """One division. `full_name` is the path from the province (吉林省四平市); `parent` the code above it, None for
    全国.

    `until` is the last year in which the name was in force, None where it still is.
    """

    code: str
    name: str
    full_name: str
    level: Level
    parent: str | None
    until: int | None = None


NATIONAL = Place(NATIONAL_CODE, "全国", "全国", "national", None)

_ETHNIC = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|"
    "哈萨克|傣族|黎族|傈僳族|佤族|畲族|"
    "高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|锡伯族|锡伯|阿昌族|普米族|"
    "塔吉克族|塔吉克|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|"
    "门巴族|珞巴族|基诺族|各族|多民族"
)
_AUTONOMOUS = re.compile(rf"^(.{{1,8}}?)(?:{_ETHNIC})*自治(区|州|县|旗)$")
_PLAIN = re.compile(r"^(.{2,8}?)(省|市|地区|盟|县|区|林区|特区|特别行政区|旗)$")


def short_name(name: str) -> str | None:
    """四平 for 四平市, 延边 for 延边朝鲜族自治州, 内蒙古 for 内蒙古自治区; None where nothing shorter stands alone."""
    if name == "内蒙古自治区":
        return "内蒙古"
    found = _AUTONOMOUS.match(name) or _PLAIN.match(name)
    return found.group(1) if found and len(found.group(1)) >= 2 else None


def _other_names(name: str, level: Level) -> Iterator[str]:
    short = short_name(name)
    if short is None:
        return
    yield short
    if name.endswith("自治州"):
        yield short + "州"
    if name.endswith("自治县"):
        yield short + "县"
    if name.endswith("自治旗"):
        yield short + "旗"
    if name.endswith("自治区") and level == "province":
        yield short + "区"


class Divisions:
    """The table with its look-ups: by code, by name, by the first two characters of a name."""

    def __init__(self) -> None:
        self.by_code: dict[str, Place] = {NATIONAL_CODE: NATIONAL}
        rows = self._rows()
        for code, name, until in rows:
            kept = self.by_code.get(code)
            if kept is None or (kept.until is not None and (until is None or until > kept.until)):
                self.by_code[code] = Place(code, name, name, _level(code), None, until)
        self.by_name: dict[str, list[Place]] = {}
        self.full_names: set[str] = {"全国"}
        for code, name, until in rows:
            parent = self._parent(code)
            path = "" if parent == NATIONAL_CODE else self._full_name(parent)
            item = Place(code, name, path + name, _level(code), parent, until)
            if self.by_code[code].name == name:
                self.by_code[code] = item
            self.full_names.add(name)
            self.by_name.setdefault(name, []).append(item)
            for other in _other_names(name, item.level):
                self.by_name.setdefault(other, []).append(item)
                if other[-1] in "州县旗区" and len(other) > 2 and name.startswith(other[:-1]):
                    self.full_names.add(other)
        heads: dict[str, list[str]] = {}
        for name in self.by_name:
            heads.setdefault(name[:2], []).append(name)
        self.starts = {head: tuple(sorted(names, key=len, reverse=True)) for head, names in heads.items()}

    @staticmethod
    def _rows() -> list[tuple[str, str, int | None]]:
        text = files(__package__).joinpath("data/divisions.csv").read_text(encoding="utf-8")
        return [(r["code"], r["name"], int(r["until"]) if r["until"] else None) for r in csv.DictReader(text.splitlines())]

    def _parent(self, code: str) -> str:
        if code.endswith("0000"):
            return NATIONAL_CODE
        city = code[:4] + "00"
        return city if city != code and city in self.by_code else code[:2] + "0000"

    def _full_name(self, code: str) -> str:
        parent = self._parent(code)
        return ("" if parent == NATIONAL_CODE else self._full_name(parent)) + self.by_code[code].name


def _level(code: str) -> Level:
    if code == NATIONAL_CODE:
        return "national"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """The table, read once."""
    return Divisions()
