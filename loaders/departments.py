"""Departments (部门/单位): which body a name means, so that each body is one node however it is written.

`identify` gives the line (条线), the place and the id of a name in a document of a given place; `is_body` tells
whether a piece
of text is a body's name at all; `known_names().scan` finds known bodies in prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from . import bodies, places
from .bodies import body_ending, is_collective
from .body_scan import Scanner, known_names
from .department_names import Meaning, lookup, meaning
from .lexicon import lexicon
from .model import DepartmentKind, Identity, Level
from .places import NATIONAL, Place
from .text import squeeze

__all__ = ["Scanner", "body_ending", "identify", "is_body", "is_collective", "known_names"]

How = Literal["level", "below", "place", "short", "branch", "youth", "state", "context"]

# No name is longer; what is, is cut, so that hostile text costs nothing.
_LONGEST = 200
_TRAILING = re.compile("(?:等(?:有关|相关|各)?(?:部门|单位)?|[。,;:、.])+$")
_BRACKET = re.compile(r"^([^()]{2,40})\(([^()]{2,60})\)(.{0,20})$")
_YOUTH = re.compile("^(?:共青团|团)(中央|[省市县区州盟旗]|.{2,12}?[省市县区州盟旗])(?:委员会|委|工委)?$")
# A local branch of a central body: the body, then the place.
_BANK = ("中国人民银行", "人民银行", "人行")
_ORGANS = (
    "国家税务总局", "国家统计局", "国家金融监督管理总局", "国家金融监管总局", "金融监管总局",
    "中国银行保险监督管理委员会", "中国银保监会", "银保监会",
    "中国证券监督管理委员会", "中国证监会", *_BANK, "国家外汇管理局", "国网", "国家电网", "中国电信", "中国移动",
    "中国联通", "中国铁塔", "中国邮政",
    "中国石油", "中国石化", "中石油", "中石化", "武警", "中国人民武装警察部队", "中国人民解放军", "中华人民共和国",
    "驻", "公安消防", "国家能源局", "工商银行",
    "农业银行", "建设银行", "中国银行", "农业发展银行", "国家开发银行", "交通银行", "邮储银行", "邮政储蓄银行",
    "国家矿山安全监察局",
)
_BRANCH = re.compile(f"^({'|'.join(sorted(_ORGANS, key=len, reverse=True))})(?=.{{3}})")
_PARTY_DEPARTMENT = re.compile("(?:宣传|组织|统战|武装|社会工作|社工|统一战线工作|人武|项目|指挥|俱乐|工作)部$")
_STATE_WORD = re.compile(
    "^(?:中央|国家|全国|中国|国务院|中华|最高|中共中央|国管局|国台办|国新办|中宣部|中组部|银保监会|证监会|银监会|保监会)"
)
_STATE_END = re.compile("(?:总局|总署|总社|总行|署)(?:办公厅)?$")
_STATE_PREFIXES = ("国家", "国务院", "中国")
_PARTY_CORES = ("委", "委员会", "党委", "中共中央", "党中央")
_LEVELS = "省市州县区旗盟"
_RANK: dict[Level, int] = {"national": 0, "province": 1, "city": 2, "county": 3}
_LEVEL_OF: dict[str, Level] = {"省": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county"}


@dataclass(frozen=True, slots=True)
class _Located:
    """The place that a name is of, the name without it, and how the name tells it."""

    place: Place | None
    core: str
    how: How


def _clean(name: str) -> str:
    return _TRAILING.sub("", squeeze(name[:_LONGEST])).strip("《》“”\"'[]【】")


def _locate(name: str, context: Place | None) -> _Located:
    if name.startswith(("中共", "中国共产党")) and not name.startswith("中共中央"):
        name = name.removeprefix("中共").removeprefix("中国共产党")
    youth = _YOUTH.match(name)
    if youth is not None:
        return _Located(_youth_place(youth.group(1), context), "团委", "youth")
    branch = _BRANCH.match(name)
    if branch is not None:
        found, end = places.split_prefix(name[branch.end():], context)
        if found is not None:
            rest = name[branch.end() + end:]
            return _Located(_branch_place(branch.group(1), found, rest), _branch_core(branch.group(1), rest), "branch")
    if context is not None and not context.code and name.startswith(context.name) and name != context.name:
        return _Located(context, _party(name[len(context.name):]), "place")
    found, end = places.split_prefix(name, context)
    if found is not None and end < len(name):
        return _Located(found, _party(name[end:]), "place" if name[:end].endswith(found.name) else "short")
    if name[:1] in ("本", "我", "全") and name[1:2] in _LEVELS:
        name = name[1:]
    if name.startswith("自治区") and len(name) > 3:
        return _Located(_relative("省", context), _party(name[3:]), "level")
    if name[:1] in _LEVELS and len(name) > 1 and (meaning(name) is None or _stands_alone(name[1:])):
        how: How = "below" if _is_below(name[0], context) else "level"
        return _Located(_relative(name[0], context), _party(name[1:].removeprefix("级")), how)
    if _is_state(name, context):
        return _Located(NATIONAL, name if lookup(name) else _without_state(name), "state")
    return _Located(context, name, "context")


def _is_below(word: str, context: Place | None) -> bool:
    """Whether a word of level means places below the document's own (市教育局 in a province's document)."""
    found = _relative(word, context)
    if found is None or found.name.endswith(("自治区", word)):
        return False
    return _RANK[_LEVEL_OF[word]] > _RANK[found.level]


def _party(core: str) -> str:
    """党委宣传部 as 委宣传部, the form that follows 市 and 县."""
    return core[1:] if core.startswith("党委") and len(core) > 2 else core


def _without_state(name: str) -> str:
    """A central body's name without 国家, 国务院 or 中国, where the lexicon knows what is left."""
    for word in _STATE_PREFIXES:
        if name.startswith(word) and lookup(name.removeprefix(word)) is not None:
            return name.removeprefix(word)
    return name


def _stands_alone(core: str) -> bool:
    return meaning(core) is not None or bodies.GOVERNMENT.match(core) is not None or core in _PARTY_CORES


def _is_state(name: str, context: Place | None) -> bool:
    if context is not None and context.level == "national":
        return True
    if _STATE_WORD.match(name) or _STATE_END.search(name):
        return True
    return name.endswith("部") and not _PARTY_DEPARTMENT.search(name) and meaning(name) is not None


def _youth_place(where: str, context: Place | None) -> Place | None:
    if where == "中央":
        return NATIONAL
    if len(where) == 1:
        return _relative(where, context)
    return places.longest_place_prefix(where, context) or context


def _branch_place(organ: str, found: Place, rest: str) -> Place:
    """The central bank's branch in a province's capital is the province's."""
    if organ in _BANK and found.level == "city" and rest.startswith(("中心支行", "分行")):
        province = places.ancestors(found)[-1]
        seat = places.capital(province)
        if seat is not None and seat.code == found.code:
            return province
    return found


def _branch_core(organ: str, rest: str) -> str:
    if organ in _BANK:
        return "人民银行"
    if lookup(rest) is not None:
        return rest
    return organ if lookup(organ) is not None else organ + rest


def identify(
    name: str, *, place_code: str | None, level: Level | None = None, issued_on: str | None = None, place: str | None = None
) -> Identity:
    """Which body a name means in a document of a place.

    `place_code` is the document's place (GB/T 2260; None where unknown), `level` its level, `issued_on` its date
    (YYYY-MM-DD), which settles names that have meant different bodies, `place` the name of a place that the table of
    divisions lacks. The id is `<place code>/<line>`, with a third part for bodies that share a line, and
    `<place code>/<name>` for bodies without one; the place's name stands for a code it lacks, 000000 for an unknown place, and
    `<place code>·市` for any city below the document's place (市教育局 in a province's document).
    A body that is not in the lexicon is kept as it is, with `known` false.
    """
    return _identify(_clean(name), _context(place_code, place, level), level, (issued_on or "")[:4])


def _context(place_code: str | None, name: str | None, level: Level | None) -> Place | None:
    if place_code:
        try:
            return places.place(place_code)
        except KeyError:
            pass
    return Place("", name, name, level or "city", None) if name else None


def _relative(word: str, context: Place | None) -> Place | None:
    """The place that a word of level means; for a place that the table lacks, what is above it is told by the word alone."""
    if context is None or context.code or _LEVEL_OF[word] == context.level or context.name.endswith(word):
        return places.relative(word, context) if context else None
    if _LEVEL_OF[word] == "county":
        return context
    above = f"{context.full_name}·{word}"
    return Place("", above, above, _LEVEL_OF[word], None)


@lru_cache(maxsize=16384)
def _identify(name: str, context: Place | None, level: Level | None, year: str) -> Identity:
    if is_collective(name):
        where = _Located(_collective_place(name, context), name, "context")
        return _identity(name, where, level, own=name, full=name, kind="collective")
    inner = _BRACKET.match(name)
    if inner is not None:
        outer = _identify(inner.group(1) + inner.group(3), context, level, year)
        if outer.known:
            return Identity(
                outer.id, name, outer.full_name, outer.line, outer.place, outer.place_code, outer.level, outer.kind
            )
    where = _locate(name, context)
    found = _of_its_time(where, meaning(where.core), year)
    if found is not None and found.body is not None and found.body.endswith("分局"):
        where, found = _district_branch(where, found)
    if found is not None:
        return _identity(name, where, level, found=found, full=_full_name(name, where, found), kind=found.entry.kind)
    path = _path(where.place)
    if bodies.GOVERNMENT.match(where.core) or name == "国务院":
        own = "国务院" if name == "国务院" else "人民政府"
        return _identity(name, where, level, own=own, full=path + own, kind="government")
    if where.core in _PARTY_CORES:
        own = "中共中央" if where.how == "state" else "委员会"
        return _identity(name, where, level, own=own, full=own if where.how == "state" else f"中共{path}{own}", kind="party")
    governs = bodies.zone(where.core) or bodies.town(where.core)
    if governs is not None:
        full = _above(where.place) + name if where.how == "short" else path + governs
        return _identity(name, where, level, own=governs, full=full, kind="government")
    own = name if where.how == "short" else where.core
    full = {"short": _above(where.place) + name, "context": name, "branch": name}.get(where.how, path + own)
    return _identity(name, where, level, own=own, full=full, kind=bodies.kind_of(where.core), known=False)


def _of_its_time(where: _Located, found: Meaning | None, year: str) -> Meaning | None:
    """The meaning at a date: from the reform of 2023 on 江苏金融监管局 (with no 省) is the branch of the state's
    regulator."""
    if found is not None and year >= "2023" and where.how == "short" and where.core in ("金融监管局", "金融监督管理局"):
        entry = lexicon().names["国家金融监督管理总局"]
        return Meaning(entry, "监管局", None, suffixed=False)
    return found


def _district_branch(where: _Located, found: Meaning) -> tuple[_Located, Meaning]:
    """A branch that names its district (市生态环境局颍上分局) is that district's body on the line."""
    district = places.find_by_name((found.body or "").removesuffix("分局"), where.place)
    if district is None or where.place is None or not places.is_within(district, where.place):
        return where, found
    return _Located(district, where.core, "branch"), Meaning(found.entry, found.long, found.entry.body)


def _path(place: Place | None) -> str:
    return "" if place is None or place.level == "national" else place.full_name


def _above(place: Place | None) -> str:
    return _path(places.place(place.parent)) if place is not None and place.parent is not None else ""


def _full_name(name: str, where: _Located, found: Meaning) -> str:
    """A known body's name with its place in full (吉林省四平市人力资源和社会保障局)."""
    path, long = _path(where.place), found.long
    if where.how == "branch":
        return name
    if where.how == "youth":
        return f"共青团{path}委员会" if path else "共青团中央委员会"
    if where.place is not None and where.place.level == "national":
        if not found.suffixed:
            return name
        given = next((word for word in _STATE_PREFIXES if name.startswith(word)), "")
        bare = long.startswith(("国家", "中国", "中央", "国务院")) or not long.endswith(("委员会", "局", "办公室")) or long.endswith("总局")
        return (given or ("" if bare else found.entry.state)) + long
    return f"中共{path}{long}" if long.startswith("委") and found.entry.kind == "party" else path + long


def _identity(
    name: str,
    where: _Located,
    level: Level | None,
    *,
    full: str,
    kind: DepartmentKind,
    found: Meaning | None = None,
    own: str = "",
    known: bool = True,
) -> Identity:
    place = where.place
    code = "000000" if place is None else place.code or place.full_name
    stated = _LEVEL_OF.get(name[:1], level) if where.how in ("level", "below") else level
    line = found.entry.line if found is not None else None
    if where.how == "below":
        code, full = f"{code}·{name[0]}", f"{_path(place)}各{name}"
    ident = f"{code}/{line or own}" + (f"/{found.body}" if found is not None and found.body else "")
    if place is None:
        return Identity(ident, name, full, line, None, None, stated, kind, known)
    at = stated if where.how == "below" else place.level
    return Identity(ident, name, full, line, place.full_name, place.code or None, at, kind, known)


def _collective_place(name: str, context: Place | None) -> Place | None:
    if name.startswith(("国务院", "中央")):
        return NATIONAL
    if context is not None and re.match("[省市](?:直|级|属|有关|相关|各有关|政府)", name):
        return _relative(name[0], context)
    return places.longest_place_prefix(name, context) or context


@lru_cache(maxsize=16384)
def is_body(name: str) -> bool:
    """Whether a piece of text is the name of a body or of many (各有关单位); people and plain phrases are none."""
    name = _clean(name)
    if not 2 <= len(name) <= 48:
        return False
    if is_collective(name):
        return name.startswith("各") or bodies.VERB.search(name) is None
    if "、" in re.sub(r"\([^()]*\)", "", name):
        return False
    inner = _BRACKET.match(name)
    if inner is not None and is_body(inner.group(1) + inner.group(3)):
        return True
    if bodies.is_person(name):
        return False
    where = _locate(name, None)
    core = where.core
    if meaning(core) is not None or bodies.GOVERNMENT.match(core) or name in ("国务院", "党中央", "中央"):
        return len(core) > 1 and (core != name or len(core) > 2 or core[-1] in "局委办部厅联协社院会府台关政大")
    if core in ("委", "委员会") and core != name:
        return True
    if bodies.VERB.search(name):
        return False
    governs = bodies.zone(core) is not None or bodies.town(core) is not None
    placed = core != name and not name.startswith("全") and (governs or bodies.is_institution(core))
    return placed or (len(name) >= 3 and (body_ending(name) or bodies.is_town(name)))
