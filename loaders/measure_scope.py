"""For which year a measure holds: 到2020年, 年底前, “十三五”期间, 每年 …, and how far each carries.

A time expression carries to the end of its sentence, or to the next one. Where a paragraph opens with a year
(到2021年,…), the year holds for the whole paragraph, until a later sentence names another. 全年, 年内, 年底 and 本年
mean the year of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from .measure_text import Clause

_YEAR = r"(?:20\d\d|19\d\d)"
_TIME = re.compile(
    rf"(?P<until>(?:截至|截止到?|到|至))?(?P<y1>{_YEAR})年?(?:[-—–~－至到]{{1,2}}(?P<y2>{_YEAR}))?年"
    r"(?:\d{1,2}月(?:\d{1,2}日)?)?(?P<end>年?底以?前?|末|底|前|之前|以前)?(?:起|开始)?"
    r"|(?P<plan>“?十(?P<which>[一二三四五六])五”?(?:规划)?(?:期间|时期|末期?|期末|期|以来|时))"
    r"|(?P<annual>每学?年(?:度)?|每[^,。;、]{1,4}每年|年均(?!浓度|值|气温|降[水雨]|水平|日照)|年年|每年均)"
    r"|(?P<each>每(?:[两二三四五六七八九十\d]{1,2}(?:个)?(?:年|月|天|周)|季度?|月|周|日|天|半年))"
    r"|(?P<next>明年)"
    r"|(?P<this>全年|年内|(?:到|至)?(?:今年)?年底(?:以?前)?|(?:到|至|力争|确保)年末|年末前|本年度?(?:内)?|今年(?:内|底前?)?|\d{1,2}月底前"
    r"|年度(?=[^,。;]{0,8}\d))"
)
_LEAD = re.compile(
    r"^(?:到|至|在|从|自|于|确保|力争|争取|努力|计划|预计|实现|率先|基本|围绕|其中|截至|也即|即|并|并于|即到|要|将|按照|根据|对照|完成|努力实现"
    r"|力争在|确保在|\s)*$"
)
_PLANS = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_HEADING = re.compile(
    r"\s*(?:[((]?[一二三四五六七八九十百\d]{1,4}[))、.﹒．]\s*|第[一二三四五六七八九十\d]{1,3}[条章节]\s*)"
)
_SET_APART = re.compile(r"(?:比|较|相比|同比|与|超过|高于)$")
_NEW_PREDICATE = re.compile(r"(?:分别较|分别比|较|比|同比|确保|实现|力争|使|形成|保证|争取)")
_LOOK_BACK = 50
_ALONE = 6
_OF_VALUE = re.compile(r"的\d|要?(?:达到|达\d|提[高升]到|降[到至低]|控制在|突破|全部)")
_RATES = re.compile(r"(?:率|比例|比重|人均|每千|每万|占比)")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千][次场名个家所]")
_NOT_THE_YEAR = re.compile(r"每$|初次|往$|上$|去$|学$|半$|[一二三四五六七八九十\d]$")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at `start`: a year (with the years of a span), or a recurrence, or a base year of the past."""

    start: int
    end: int
    clause: int
    sentence: int
    part: int
    year: int | None
    years: tuple[int, ...]
    annual: bool
    past: bool
    paragraph: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds at one place: target year, recurrence, whether the year lies behind the document."""

    year: int | None = None
    period: str | None = None
    past: bool = False
    years: tuple[int, ...] = ()


class Scopes:
    """Time expressions of one region, asked for the scope at a place (places must be asked in rising order or any)."""

    def __init__(self, text: str, offset: int, clauses: tuple[Clause, ...], issued: int | None, outer: Scope) -> None:
        self.outer = outer
        self.text, self.offset, self.clauses = text, offset, clauses
        body = _body_sentence(text, offset, clauses)
        self.times = [
            time
            for index, clause in enumerate(clauses)
            for time in _times(text, offset, clause, index, issued, opens=index == body)
        ]
        self.starts = [time.start for time in self.times]
        self.opening = next((time for time in self.times if time.paragraph), None)
        first = self.opening
        self.opening_ends = next(
            (t.start for t in self.times if first and t.year not in (None, first.year) and t.sentence > first.sentence),
            None,
        )

    def at(self, position: int, clause_index: int) -> Scope:
        """Scope at `position`, which lies in the clause of that index."""
        clause = self.clauses[clause_index]
        year: Time | None = None
        recurrence: Time | None = None
        for time in self._before(position, clause):
            if time.past and time.clause != clause_index and not time.alone:
                continue
            if time.year is not None:
                year, recurrence = time, None
            else:
                recurrence = time
        if recurrence is not None and year is not None and recurrence.clause != clause_index and self._inside(recurrence):
            recurrence = None
        if recurrence is not None and recurrence.annual and self._recurs(recurrence, clause, clause_index):
            return Scope(None, "annual")
        if year is not None:
            return Scope(year.year, None, year.past, year.years)
        return self._paragraph(position) or self.outer

    def _before(self, position: int, clause: Clause) -> list[Time]:
        last = bisect_left(self.starts, position)
        return [time for time in self.times[max(0, last - _LOOK_BACK) : last] if time.sentence == clause.sentence]

    def _said(self, time: Time) -> str:
        return self.text[time.start - self.offset : time.end - self.offset]

    def _inside(self, time: Time) -> bool:
        """Whether words stand before it in its clause (参保率每年稳定在95%): then it is of that clause alone."""
        return time.start - self.clauses[time.clause].start > _ALONE // 2

    def _recurs(self, time: Time, clause: Clause, clause_index: int) -> bool:
        if time.clause == clause_index:
            return True
        if time.part != clause.part:
            return False
        own = self.clauses[time.clause]
        if self._said(time) == "年均" or not _NUMBER.search(self.text, time.end - self.offset, own.end - self.offset):
            return False
        begin = clause.start - self.offset
        if _RATES.search(self.text, begin, clause.end - self.offset) and not self.text.startswith("其中", begin):
            return False
        return not _NEW_PREDICATE.match(self.text, begin)

    def _paragraph(self, position: int) -> Scope | None:
        if self.opening is None or self.opening.start > position:
            return None
        if self.opening_ends is not None and position > self.opening_ends:
            return None
        return Scope(self.opening.year)


def _body_sentence(text: str, offset: int, clauses: tuple[Clause, ...]) -> int:
    """Index of the clause that opens the running text of a line: the first, or the one after its numbered heading."""
    if not clauses:
        return -1
    first = clauses[0]
    head = text[first.start - offset : first.end - offset]
    numbered = _HEADING.match(head)
    if numbered and len(clauses) > 1 and clauses[1].sentence > first.sentence and len(head) <= 40:
        return 1
    return 0


def _times(text: str, offset: int, clause: Clause, index: int, issued: int | None, *, opens: bool) -> list[Time]:
    begin, end = clause.start - offset, clause.end - offset
    found: list[Time] = []
    for match in _TIME.finditer(text, begin, end):
        before = text[max(begin, match.start() - 12) : match.start()]
        time = _time(match, before, text[begin : match.start()] if match.start() - begin < 24 else "x", issued)
        if time is None:
            continue
        year, years, annual, past = time
        paragraph = opens and year is not None and not past and not match["this"] and match.start() - begin < 24
        found.append(
            Time(
                match.start() + offset,
                match.end() + offset,
                index,
                clause.sentence,
                clause.part,
                year,
                years,
                annual,
                past,
                paragraph,
                alone=match.end() == end and match.start() - begin < _ALONE,
            )
        )
    return found


def _time(
    match: re.Match[str], before: str, lead: str, issued: int | None
) -> tuple[int | None, tuple[int, ...], bool, bool] | None:
    if match["annual"]:
        return None, (), True, False
    if match["each"]:
        return None, (), False, False
    if match["this"]:
        if issued is None or _NOT_THE_YEAR.search(before):
            return None
        return issued, (), False, False
    if match["next"]:
        return (issued + 1, (), False, False) if issued else None
    if match["plan"]:
        last = _PLANS[match["which"]]
        return last, (), False, issued is not None and last < issued
    return _named_year(match, before, lead, issued)


def _named_year(
    match: re.Match[str], before: str, lead: str, issued: int | None
) -> tuple[int | None, tuple[int, ...], bool, bool] | None:
    first, last = int(match["y1"]), int(match["y2"] or match["y1"])
    if _SET_APART.search(before):
        return None
    past = issued is not None and last < issued and match["until"] not in ("到", "至")
    of_value = _OF_VALUE.match(match.string, match.end()) is not None
    at_head = of_value or bool(_LEAD.match(lead)) or bool(_HEADING.fullmatch(lead))
    if not at_head and (past or not (match["until"] or match["end"])):
        return None
    years = tuple(range(first, last + 1)) if match["y2"] and last - first < 20 else ()
    return last, years, False, past
