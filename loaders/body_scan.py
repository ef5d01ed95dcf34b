"""Finding the names of known bodies in running text (由市发展改革委牵头制定…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from . import places
from .department_names import MAIN_SUFFIXES, ONE_CHARACTER_SUFFIXES
from .lexicon import lexicon

_LEVELS = "省市州县区旗盟"
_STATE_WORDS = ("国家", "中国", "全国", "中央")
_NO_SCAN = frozenset(("署", "总署", "总社", "总队"))
_YOUTH = ("团省委", "团市委", "团县委", "团区委", "团州委", "团盟委", "团旗委")
_GOVERNMENTS = frozenset(("人民政府", "政府", "管委会"))
# A name's last character is not its end where the next one makes another word of it (办理, 部门, 委员, 协调 …).
_GOES_ON = {
    "部": "门分位署队长", "局": "长部面势限", "委": "员托派书", "办": "理法公事学案好实", "会": "议同商展员费计场",
    "厅": "长", "院": "长校士", "关": "系于键注",
    "联": "系合动网", "协": "调作议同商定", "社": "会区保", "台": "账", "大": "力", "室": "内外", "站": "点",
    "队": "伍员长",
}
_UNIT = re.compile("[\u4e00-\u9fff]{0,6}?(?:中心支行|分行|支行|营业管理部)")


class Scanner:
    """Finds the names of known bodies, longest first, in time linear in the text's length.

    Where a name's last two characters stand, only beginnings at the lengths of the names that end so are tried; names
    are those
    of the lexicon, with the place or the word of level (市, 省, 国家 …) before them.
    """

    _LONGEST = 22

    def __init__(self) -> None:
        words = lexicon()
        cores = {name for name in words.names if len(name) > 1}
        for stem in words.stems:
            suffixes = ONE_CHARACTER_SUFFIXES if len(stem) == 1 else MAIN_SUFFIXES
            cores.update(stem + suffix for suffix in suffixes if suffix not in _NO_SCAN)
        cores |= _GOVERNMENTS | set(_YOUTH)
        self._cores = frozenset(cores)
        lengths: dict[str, set[int]] = {}
        for core in cores:
            if len(core) <= self._LONGEST:
                lengths.setdefault(core[-2:], set()).add(len(core))
        self._lengths = {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}
        self._anchor = re.compile("[" + "".join(sorted({core[-1] for core in cores})) + "]")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """(start, end, name) of each known body in `text[start:end]`, in order, none overlapping; `text` is folded."""
        end = len(text) if end is None else end
        floor = start
        held: tuple[int, int] | None = None
        for match in self._anchor.finditer(text, start, end):
            stop = match.end()
            lengths = self._lengths.get(text[stop - 2:stop])
            if lengths is None or (stop < end and text[stop] in _GOES_ON.get(text[stop - 1], "")):
                continue
            found = self._begin(text, floor, stop, lengths)
            if found is None:
                continue
            if text.endswith("人民银行", 0, stop):
                branch = _UNIT.match(text, stop, end)
                stop = branch.end() if branch else stop
            if held is not None and found >= held[0]:
                if held[0] < found < held[1]:
                    continue
                if found == held[1] and text[found] not in _LEVELS:
                    found = held[0]
                elif found >= held[1]:
                    yield held[0], held[1], text[held[0]:held[1]]
                    floor = held[1]
            held = (found, stop)
        if held is not None:
            yield held[0], held[1], text[held[0]:held[1]]

    def _begin(self, text: str, floor: int, stop: int, lengths: tuple[int, ...]) -> int | None:
        for length in lengths:
            at = stop - length
            if at >= floor and text[at:stop] in self._cores:
                return self._with_place(text, floor, at, stop)
        return None

    def _with_place(self, text: str, floor: int, at: int, stop: int) -> int | None:
        """Where the name begins with what stands before it; None for a bare word that may be anything."""
        governs = text[at:stop] in _GOVERNMENTS
        if at > floor and text[at - 1] in _LEVELS:
            for begin in range(max(floor, at - 9), at - 2):
                found, end = places.split_prefix(text[begin:at])
                if found is not None and begin + end == at:
                    return begin
            listed = at - 1 > floor and text[at - 2] in "、()各和及或县市区"
            return None if governs and listed else at - 1
        for word in _STATE_WORDS:
            if at - len(word) >= floor and text.startswith(word, at - len(word)):
                return at - len(word)
        return None if governs or stop - at < 3 else at


@lru_cache(maxsize=1)
def known_names() -> Scanner:
    """The scanner for names of known bodies in prose."""
    return Scanner()
