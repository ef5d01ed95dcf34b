"""Indicators (指标): every quantified commitment of a document, with what it measures, how, how much and by when.

Rules are those of how clerks write (`measure_*.py`), run on the folded text; offsets hold in the document's own text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import measure_names as names
from .measure_context import Context
from .measure_draft import Draft, View
from .measure_filter import is_commitment
from .measure_rows import clause_rows
from .measure_scope import Scope, Scopes
from .measure_tables import due_rows, table_indicators, working_cells
from .measure_text import Clause, Region, lines, regions, within
from .metrics import normalise_metric
from .model import Indicator, Passage, Table
from .numerals import Quantity, find_quantities

_COVERAGE = re.compile(
    r"(?<![健完安齐])“?全(?:面|部|域)?覆盖”?(?![率面工行项式检监排走督摸管宣的培体制机模计保服攻战])"
)
_COVERED_SHARE = re.compile(r"[\d]%$")
_TOWARDS = re.compile(r"(?:向|往)[^,。;]{1,14}$")
_PARTY = re.compile(r"党的?(?:组织|工作|建设|领导)[^,。;]{0,10}$")
"""党的组织和工作全覆盖 is a standing phrase and no measure."""
_OF_YEAR = re.compile(r"(20\d\d)年(?!以来|起|至)")
_PLANNED = re.compile(r"计划|拟(?!定)|预计")
_NUMBERING = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[条章节]|[(（]?[一二三四五六七八九十\d]{1,3}[)）.、﹒．](?!\d)|[一二三四五六七八九十]是|—+)\s*"
)
_ROW_DUE = re.compile(r"\d{1,3}[ \t][^\n。]{4,200}[ \t](20\d\d)年(?:底|末|\d{1,2}月(?:底|\d{1,2}日)?)?前?(?:完成)?$")
"""A row of a table that came as plain text: its number, its cells parted by spaces, its time limit last."""
_MARKERS = {
    "dash": re.compile(r"\s*(?:—|-|–|•|·|●|■|◆)"),
    "circled": re.compile(r"\s*[①-⑳]"),
    "bracketed": re.compile(r"\s*\(?\d{1,2}\)"),
    "numbered": re.compile(r"\s*\d{1,2}\s?[.、﹒．](?!\d)"),
    "spoken": re.compile(r"\s*[一二三四五六七八九十]是"),
}
_LIMIT_TAIL, _DEED = 2, 24
_WORDS = 80
_SHARE_NEXT = re.compile(r"[^。;]{0,40}覆盖率[^。;]{0,8}\d")


def find_indicators(
    text: str,
    folded: str,
    passages: Sequence[Passage],
    *,
    issued_on: str | None,
    title: str | None,
    tables: Sequence[Table] = (),
) -> list[Indicator]:
    """Indicators of a document in order of place.

    `folded` is `text.fold(text)`; `issued_on` (YYYY-MM-DD) gives 全年, 年内 and 年底 their year; without it, the year
    that the title names does. One row is one number with its meaning; names are in simplified Chinese. `tables` are those
    that the passages leave out: tables of indicators, and lists of work, where what the text says already is not repeated.
    """
    issued = _issued_year(issued_on, title)
    reader = _Reader(text, folded, issued)
    found = [item for passage in passages for item in reader.passage(passage)]
    told = {(item.metric, item.value, item.unit) for item in found}
    found += table_indicators(text, tables, passages, issued)
    places = {(item.char_end, item.value) for item in found}
    for cell in working_cells(tables, passages, issued):
        found += [
            item
            for item in reader.passage(cell)
            if (item.metric, item.value, item.unit) not in told and (item.char_end, item.value) not in places
        ]
    return sorted(_by_row(found, sorted(due_rows(tables, issued))), key=lambda item: item.char_start)


def _by_row(found: Sequence[Indicator], rows: Sequence[tuple[int, int, int]]) -> Iterator[Indicator]:
    """What stands in a row of a list of work without a year of its own takes the year of the row's 完成时限."""
    starts = [start for start, _, _ in rows]
    for item in found:
        place = bisect_right(starts, item.char_start) - 1
        if item.year is None and item.period is None and place >= 0 and item.char_start < rows[place][1]:
            item = replace(item, year=rows[place][2])
        yield item


def _issued_year(issued_on: str | None, title: str | None) -> int | None:
    if issued_on and issued_on[:4].isdigit():
        return int(issued_on[:4])
    named = re.findall(r"(20\d\d)年(?!版)", title or "")
    return int(named[-1]) if len(set(named)) == 1 else None


def _coverages(folded: str) -> Iterator[Quantity]:
    for match in _COVERAGE.finditer(folded):
        before = folded[max(0, match.start() - 20) : match.start()]
        if _COVERED_SHARE.search(before):
            continue
        if _PARTY.search(before):
            continue
        if _TOWARDS.search(before) or _SHARE_NEXT.match(folded[match.end() : match.end() + 60]):
            continue
        yield Quantity(match.start(), match.end(), 100.0, None, "%", "ratio", "coverage")


class _Reader:
    """One document's text with all its quantities."""

    def __init__(self, text: str, folded: str, issued: int | None) -> None:
        self.text, self.folded, self.issued = text, folded, issued
        found = [*find_quantities(folded), *_coverages(folded)]
        self.quantities = sorted(found, key=lambda quantity: quantity.start)
        self.starts = [quantity.start for quantity in self.quantities]
        self.announced, self.marker = Scope(), ""

    def passage(self, passage: Passage) -> Iterator[Indicator]:
        """Indicators of one passage, line by line; those in brackets after those of the line around them."""
        for start, end in lines(self.folded, passage.start, passage.end):
            self._follow(start, end)
            row = _ROW_DUE.match(self.folded, start, end)
            if row:
                self.announced = Scope(int(row[1]))
            if self._between(start, end):
                yield from self._line(passage, start, end)
            if self.folded[end - 1] == ":":
                self._announce(start, end)

    def _headed(self, passage: Passage) -> Scope:
        """The year that a heading around the passage begins with (2030年主要预期目标), unless it lies behind the document."""
        for title in reversed(passage.titles):
            named = _OF_YEAR.match(title)
            if named and int(named[1]) >= (self.issued or 0):
                return Scope(int(named[1]))
        return Scope()

    def _announce(self, start: int, end: int) -> None:
        """到2025年,主要目标是: gives the list below its year."""
        masked, (line, *_) = regions(self.folded, start, end, self.quantities, self.starts)
        scopes = Scopes(masked, start, line.clauses, self.issued, Scope())
        self.announced = scopes.at(end, len(line.clauses) - 1) if line.clauses else Scope()
        self.marker = ""

    def _follow(self, start: int, end: int) -> None:
        """What was announced holds while lines begin with the mark that the first of them begins with."""
        marker = next((name for name, pattern in _MARKERS.items() if pattern.match(self.folded, start, end)), "none")
        if self.marker not in ("", marker) or marker == "none":
            self.announced = Scope()
        self.marker = marker

    def _between(self, start: int, end: int) -> Sequence[Quantity]:
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _line(self, passage: Passage, start: int, end: int) -> Iterator[Indicator]:
        masked, (line, *brackets) = regions(self.folded, start, end, self.quantities, self.starts)
        outer = self.announced if self.announced != Scope() else self._headed(passage)
        scopes = Scopes(masked, start, line.clauses, self.issued, outer)
        title = passage.titles[-1] if passage.titles else ""
        spoken: list[tuple[int, str]] = []
        for item in self._region(passage, line, masked, scopes, Context(title)):
            spoken.append((item.char_start, item.name))
            yield item
        ends = [clause.end for clause in line.clauses]
        for bracket in brackets:
            place = min(bisect_left(ends, bracket.start), len(ends) - 1)
            around = replace(scopes.at(bracket.start, place), period=None) if ends else Scope()
            source = self.folded[bracket.start : bracket.end]
            inner = Scopes(source, bracket.start, bracket.clauses, self.issued, around)
            last = bisect_left(spoken, (bracket.start, "")) - 1
            context = Context(title, spoken[last][1] if last >= 0 else "")
            yield from self._region(passage, bracket, source, inner, context)

    def _region(
        self, passage: Passage, region: Region, source: str, scopes: Scopes, context: Context
    ) -> Iterator[Indicator]:
        before = ""
        for index, clause in enumerate(region.clauses):
            words = source[clause.start - region.start : clause.end - region.start]
            kept = [item for item in self._between(clause.start, clause.end) if _keep(item, clause, words, region)]
            drafts = (
                clause_rows(View(source, region.start, clause.start, clause.end, index), kept, before) if kept else []
            )
            drafts = context.complete(drafts, words, clause)
            if drafts and index + 1 < len(region.clauses):
                drafts = [_with_deed(draft, clause, source, region, index) for draft in drafts]
            for draft in drafts:
                scope = scopes.at(draft.quantity.start, index)
                yield _indicator(self.text, passage, draft, scope, words[:_WORDS])
            before = words if not kept else ""


def _with_deed(draft: Draft, clause: Clause, source: str, region: Region, index: int) -> Draft:
    """A time limit takes what is to be done from the clause after it: 作出之日起20个工作日内,向社会公布."""
    following = region.clauses[index + 1]
    if source[clause.end - region.start : clause.end - region.start + 1] != ",":
        return draft
    at_end = clause.end - draft.quantity.end <= _LIMIT_TAIL
    if draft.quantity.unit_class != "time" or draft.op != "<=" or not at_end or following.sentence != clause.sentence:
        return draft
    deed = names.clean(source[following.start - region.start : following.end - region.start])
    if not deed or deed[:1] == "最" or any(char.isdigit() for char in deed):
        return draft
    stem = draft.name.removesuffix("时限")
    return replace(draft, name=f"{stem}{deed[:_DEED]}时限")


_LONGEST_QUOTE = 1200
"""Characters: a list of measures without end is quoted around its number, or quotes would grow with the square of the text."""


def _keep(quantity: Quantity, clause: Clause, words: str, region: Region) -> bool:
    start, end = quantity.start - clause.start, quantity.end - clause.start
    if words[start : start + 1] == "\x01" or end > len(words):
        return False
    quoted = within(quantity.start, region.quoted) is not None
    if quantity.style == "coverage":
        return not quoted or words[start : start + 1] == "“"
    return is_commitment(quantity, words, start, end, quoted=quoted)


def _indicator(text: str, passage: Passage, draft: Draft, scope: Scope, words: str) -> Indicator:
    quantity = draft.quantity
    year, kind = scope.year, draft.kind
    if draft.years_index is not None and len(scope.years) > draft.years_index:
        year = scope.years[draft.years_index]
    if scope.past and kind == "target" and not _PLANNED.search(words):
        kind = "actual"
    if kind == "baseline" and not scope.past:
        year = None
    name = draft.name or names.clean(words)
    unit = quantity.unit
    if unit is None and "万" in text[quantity.start : quantity.end] + "万":
        unit = "人"
    reach = _LONGEST_QUOTE // 2
    start, end = _quote(text, max(draft.start, quantity.start - reach), min(draft.end, quantity.end + reach))
    return Indicator(
        path=passage.path,
        name=name,
        metric=normalise_metric(name, unit),
        comparator=draft.op,
        value=quantity.value,
        value_high=quantity.high,
        unit=unit,
        year=year,
        period=scope.period,
        kind=kind,
        quote=text[start:end],
        char_start=start,
        char_end=end,
    )


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    numbered = _NUMBERING.match(text, start, end)
    start = numbered.end() if numbered and numbered.end() < end else start
    while start < end and text[start] in " \t　、,，;；:：和及":
        start += 1
    while end > start and text[end - 1] in " \t　、,，;；:：。":
        end -= 1
    return start, end
