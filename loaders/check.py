"""Findings on one document: what is missing, doubtful or contradicts itself, each with its place in the text."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .measure_rows import is_weak
from .model import Citation, Indicator, PolicyDocument, Task
from .numerals import parse_arabic, parse_han

_TELLING = 6
"""Shorter names say too little to hold two figures against each other."""

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a stable id, how grave it is, where it stands (`text[char_start:char_end]`; 0:0 for all of it)."""

    id: str
    severity: Severity
    char_start: int
    char_end: int
    message_zh: str
    message_en: str


def check_document(document: PolicyDocument, *, today: datetime.date | None = None) -> list[Finding]:
    """All findings on a document, in order of place. `today` (the present day unless given) tells which targets are due."""
    year = (today or datetime.date.today()).year
    found = [
        *_front(document),
        *_notes(document),
        *_tasks(document),
        *_numbering(document.tasks),
        *_annex(document),
        *_indicators(document.indicators),
        *_years(document, year),
        *_two_figures(document.indicators),
        *_citations(document.citations),
    ]
    return sorted(found, key=lambda finding: (finding.char_start, finding.char_end, finding.id, finding.message_en))


def _front(document: PolicyDocument) -> Iterator[Finding]:
    front = document.front
    if not front.title:
        yield Finding("no-title", "error", 0, 0, "没有找到文件标题", "no title found")
    if not document.tasks:
        yield Finding("no-tasks", "error", 0, 0, "没有找到任务", "no tasks found")
    if not front.doc_number:
        yield Finding(
            "no-number",
            "warning",
            0,
            0,
            "没有发文字号,别的文件只能按标题引用它",
            "no document number: others can cite it by title only",
        )
    if not front.issuer:
        yield Finding("no-issuer", "warning", 0, 0, "没有找到发文机关", "no issuing body found")
    if not front.issued_on:
        yield Finding(
            "no-date",
            "warning",
            0,
            0,
            "没有成文日期,“年底”“全年”等无法对应年份",
            "no date of issue: 年底 and 全年 cannot be given a year",
        )
    if not front.place:
        yield Finding("no-place", "warning", 0, 0, "看不出适用于哪个地方", "the place it applies to is not clear")


def _notes(document: PolicyDocument) -> Iterator[Finding]:
    for note in document.notes:
        start, end = note.char_start, note.char_end
        if note.id == "unknown-body":
            yield Finding(
                note.id,
                "warning",
                start,
                end,
                f"名录里没有这个单位:{note.detail}",
                f"body not in the lexicon: {note.detail}",
            )
        elif note.id == "order-rule-unused":
            yield Finding(
                note.id,
                "warning",
                start,
                end,
                "声明了首位牵头,但没有任务用到",
                "declares that the first unit leads, but no list uses it",
            )
        else:
            yield Finding(note.id, "info", start, end, note.detail or note.id, note.detail or note.id)


def _tasks(document: PolicyDocument) -> Iterator[Finding]:
    for task in document.tasks:
        start, end = task.char_start, min(task.char_end, task.char_start + len(task.title) + 12)
        formal = [part for part in task.responsibilities if part.basis != "prose"]
        if not formal:
            grave: Severity = "info" if task.kind == "safeguard" else "warning"
            yield Finding(
                "no-units",
                grave,
                start,
                end,
                f"任务没有责任单位:{task.title}",
                f"task without a responsible body: {task.title}",
            )
        elif all(part.identity.kind == "collective" for part in formal):
            names = "、".join(part.name for part in formal)
            yield Finding(
                "only-collective",
                "info",
                start,
                end,
                f"责任单位只有统称:{names}",
                f"only collective names are responsible: {names}",
            )


def _numbering(tasks: Iterable[Task]) -> Iterator[Finding]:
    """Siblings whose numbers skip or repeat: 1, 2, 4."""
    previous: Task | None = None
    for task in tasks:
        number = _ordinal(task.path[-1]) if task.path else None
        if previous is not None and previous.path[:-1] == task.path[:-1] and previous.kind == task.kind:
            before = _ordinal(previous.path[-1])
            if number is not None and before is not None and number != before + 1:
                start = task.char_start
                yield Finding(
                    "numbering",
                    "warning",
                    start,
                    start + len(task.path[-1]),
                    f"编号不连续:{previous.path[-1]}之后是{task.path[-1]}",
                    f"numbers do not follow: {previous.path[-1]} then {task.path[-1]}",
                )
        previous = task


def _ordinal(step: str) -> int | None:
    plain = step.strip("()（）.、")
    if plain.isascii():
        value = parse_arabic(plain) if plain.isdigit() else None
    else:
        value = parse_han(plain) if all(char in "零〇一二三四五六七八九十百" for char in plain) and plain else None
    return int(value) if value is not None else None


def _annex(document: PolicyDocument) -> Iterator[Finding]:
    """Units that an annex row names and the task it repeats does not."""
    bodies = {task.path: {part.identity.id for part in task.responsibilities} for task in document.tasks}
    for row in document.annex_tasks:
        if row.same_as is None or row.same_as not in bodies:
            continue
        extra = [part.name for part in row.responsibilities if part.identity.id not in bodies[row.same_as]]
        if extra:
            names = "、".join(extra)
            yield Finding(
                "annex-differs",
                "info",
                row.char_start,
                row.char_end,
                f"附件给这项任务列的单位正文没有:{names}",
                f"the annex names bodies that the text does not: {names}",
            )


def _indicators(indicators: Iterable[Indicator]) -> Iterator[Finding]:
    for item in indicators:
        if is_weak(item.name):
            yield Finding(
                "number-without-meaning",
                "warning",
                item.char_start,
                item.char_end,
                f"数字没有说清衡量什么:{item.quote}",
                f"a number without a clear measure: {item.quote}",
            )
        rate = item.name.endswith(("率", "覆盖面")) and "占" not in item.name
        if item.unit == "%" and item.value > 100 and rate and item.comparator != "change":
            yield Finding(
                "share-above-100",
                "warning",
                item.char_start,
                item.char_end,
                f"比率超过100%:{item.name}",
                f"a share above 100%: {item.name}",
            )


def _years(document: PolicyDocument, this_year: int) -> Iterator[Finding]:
    """Targets set for a year before the document's own, and, once for each year, targets that are due by now."""
    issued = document.front.issued_on
    issued_year = int(issued[:4]) if issued and issued[:4].isdigit() else None
    due: dict[int, list[Indicator]] = defaultdict(list)
    for item in document.indicators:
        if item.kind != "target" or item.year is None:
            continue
        if issued_year is not None and item.year < issued_year:
            yield Finding(
                "target-before-issue",
                "warning",
                item.char_start,
                item.char_end,
                f"目标年份{item.year}早于成文年份{issued_year}",
                f"the target year {item.year} is before the year of issue {issued_year}",
            )
        elif item.year < this_year:
            due[item.year].append(item)
    for year, items in sorted(due.items()):
        yield Finding(
            "target-due",
            "info",
            items[0].char_start,
            items[0].char_end,
            f"{year}年的{len(items)}项指标已到期,可核对完成情况",
            f"targets for {year} that are due: {len(items)}; see whether they were met",
        )


def _two_figures(indicators: Iterable[Indicator]) -> Iterator[Finding]:
    """Two values for one measure, year and period (3.4万 in one place, 3.35万 in another)."""
    groups: dict[tuple[object, ...], list[Indicator]] = defaultdict(list)
    for item in indicators:
        if item.kind == "target" and not is_weak(item.name) and len(item.name) >= _TELLING:
            groups[(item.metric, item.year, item.period, item.comparator == "change")].append(item)
    for items in groups.values():
        first = items[0]
        for other in items[1:]:
            if (other.value, other.value_high) != (first.value, first.value_high) and other.quote != first.quote:
                yield Finding(
                    "two-figures",
                    "warning",
                    other.char_start,
                    other.char_end,
                    f"同一指标两个数:{first.name} {_amount(first)} 与 {_amount(other)}",
                    f"two figures for one measure: {first.name} {_amount(first)} and {_amount(other)}",
                )


def _amount(item: Indicator) -> str:
    high = f"-{item.value_high:g}" if item.value_high is not None else ""
    return f"{item.value:.10g}{high}{item.unit or ''}"


def _citations(citations: Iterable[Citation]) -> Iterator[Finding]:
    for item in citations:
        if item.kind in ("policy", "plan") and not item.doc_number:
            yield Finding(
                "citation-without-number",
                "info",
                item.char_start,
                item.char_end,
                f"引用没有写文号,只能按标题查找:{item.title}",
                f"cited without a number, so found by title only: {item.title}",
            )
