"""What a department's name means once its place is taken off: 人社局 → the line 人力资源和社会保障."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import Entry, lexicon

MAIN_SUFFIXES = (
    "委员会", "委", "办公室", "办公厅", "办", "总局", "局", "厅", "总署", "署", "部门", "部", "总社", "管理局",
    "管理委员会", "管理委",
    "管理办公室", "管理办", "事务局", "事务厅", "事务部", "事务委员会", "事务委", "事务办公室", "事务办",
    "工作办公室", "工作办", "工作委员会", "工作局",
    "服务局", "服务管理局", "行政部门", "发展局", "监督局", "监察局", "总队", "监督管理局", "监管局", "监督管理委员会",
)
_BRANCHES = (
    "分局", "管理处", "处", "中心", "服务中心", "发展中心", "事业发展中心", "管理中心", "事务中心", "支队", "大队",
    "执法支队", "执法大队", "总站", "站",
    "管理站", "管理所", "所", "工委", "党委", "党组", "集团", "公司", "有限公司", "集团公司", "监管分局", "监管组",
    "研究院", "研究所", "科学研究院",
    "队", "局机关", "指导中心", "推广中心", "监测中心", "监督所", "总公司", "投资集团", "分公司",
)
# 分局: in a county or city it is the line's body there (县生态环境分局, 盐城银保监分局).
_MAIN = frozenset((*MAIN_SUFFIXES, "分局"))
# Shortest first, so that the stem is the longest one (安全监管 + 局, and not 安全 + 监管局).
_SUFFIXES = tuple(sorted({*MAIN_SUFFIXES, *_BRANCHES}, key=lambda suffix: (len(suffix), suffix)))
_LONG_SUFFIX = {
    "委": "委员会", "办": "办公室", "管理委": "管理委员会", "事务委": "事务委员会", "管理办": "管理办公室", "事务办": "事务办公室",
}
ONE_CHARACTER_SUFFIXES = frozenset(("委", "局", "厅", "办", "部门", "委员会"))
_JOINS = "和与及、·"
_MERGED_TAIL = re.compile("(?:管理|监督管理|事务|发展|服务|工作|建设|综合)$")
_UNIT_END = re.compile("(?:局|委员会|委|厅|部|办公室|办)(?=.{2,12}(?:支队|大队|总队|分局|中心|处|科|站|所|队|室)$)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name's entry, its long form, and what tells the body apart on its line (None for the line's own department).

    `suffixed` is true where the name is a stem with a suffix and no name that stands whole.
    """

    entry: Entry
    long: str
    body: str | None
    suffixed: bool = True


@lru_cache(maxsize=8192)
def lookup(core: str) -> Meaning | None:
    """The meaning of a name that the lexicon holds, whole or as a stem with a suffix."""
    words = lexicon()
    entry = words.names.get(core)
    if entry is not None:
        return Meaning(entry, entry.long, entry.body, suffixed=False)
    for suffix in _SUFFIXES:
        if not core.endswith(suffix):
            continue
        stem = core[: -len(suffix)]
        entry = words.stems.get(stem)
        if entry is None or (len(stem) == 1 and suffix not in ONE_CHARACTER_SUFFIXES):
            continue
        body = entry.body if suffix in _MAIN else core
        return Meaning(entry, entry.long + _LONG_SUFFIX.get(suffix, suffix), body)
    return None


@lru_cache(maxsize=8192)
def _merged(core: str) -> Meaning | None:
    """A merged bureau (教育科技和体育局): its first line is its line, the others go along."""
    suffix = next((s for s in ("委员会", "委", "局", "厅", "部", "办公室", "办") if core.endswith(s)), None)
    stem = core[: -len(suffix)] if suffix else ""
    if suffix is None or not 2 <= len(stem) <= 30:
        return None
    stems = lexicon().stems
    parts: list[Entry] = []
    rest = stem
    while rest:
        rest = rest[1:] if rest[0] in _JOINS else rest
        length = next((n for n in range(min(len(rest), 16), 0, -1) if rest[:n] in stems), 0)
        if not length:
            if parts and _MERGED_TAIL.fullmatch(rest):
                break
            return None
        parts.append(stems[rest[:length]])
        rest = rest[length:]
    first = parts[0]
    lines = dict.fromkeys(line for part in parts for line in (part.line, *part.also) if line != first.line)
    entry = Entry(first.line, stem, first.kind, first.body, first.years, tuple(lines), first.state)
    return Meaning(entry, stem + _LONG_SUFFIX.get(suffix, suffix), first.body)


@lru_cache(maxsize=8192)
def _part_of(core: str) -> Meaning | None:
    """A unit inside a known body (公安局交警支队): on the body's line, with a node of its own."""
    for match in _UNIT_END.finditer(core):
        whole = lookup(core[: match.end()])
        if whole is not None:
            unit = core[match.end():]
            return Meaning(whole.entry, whole.long + unit, unit)
    return None


_DISCIPLINE = re.compile(r"^纪委[省市县区州盟旗]监委$")
"""纪委市监委, with the level word before both of its names."""


def meaning(core: str) -> Meaning | None:
    """The meaning of a name without its place; None for a body that the lexicon does not know."""
    core = _DISCIPLINE.sub("纪委监委", core)
    return lookup(core) or _merged(core) or _part_of(core)
