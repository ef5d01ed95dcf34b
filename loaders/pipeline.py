"""From a source's text to its facts: the order in which the readers of single kinds of fact are called."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from .annex import Row, annex_rows, same_task
from .citations import find_citations
from .departments import identify
from .domains import score_domains
from .flat_tables import flat_tables
from .front_matter import read_front
from .indicators import find_indicators
from .markers import marker_at
from .model import (
    AnnexTask,
    Cell,
    Citation,
    FrontMatter,
    Heading,
    Identity,
    Indicator,
    Note,
    Passage,
    PolicyDocument,
    Responsibility,
    SourceText,
    Table,
    Task,
)
from .outline import Node, Segment, bare_headings, segments
from .reflow import Flow, reflow
from .responsibility import OrderRules, Part, order_rules, prose_parts, settle
from .tasks import Found, find_tasks
from .text import fold
from .titles import kind_of_title
from .tool_lines import without_controls

_Spanned = TypeVar("_Spanned", Task, AnnexTask, Citation, Indicator, Responsibility, Heading, Note)


def extract(source: SourceText) -> PolicyDocument:
    """Read everything out of one source. Spans are offsets into `source.text`; nothing is invented where nothing stands."""
    flow = reflow(source.text) if source.format in ("txt", "pdf") else None
    if flow is None:
        return _extract(source)
    return _carry_back(_extract(_flowing(source, flow)), source.text, flow)


def _extract(source: SourceText) -> PolicyDocument:
    folded = without_controls(fold(source.text))
    parts = _outline(source, folded)
    if not parts:
        return PolicyDocument(source.name, source.sha256, source.text, FrontMatter())
    main = _main(parts)
    rules = order_rules(folded)
    front, head_end = read_front(source, folded, parts, main, rules)
    rows = annex_rows(folded, source.tables, parts, rules)
    found = _outside(rows, find_tasks(folded, main.root))
    who = _Namer(front)
    tasks = tuple(_task(source.text, folded, item, ordinal, rules, who) for ordinal, item in enumerate(found, 1))
    titles = [(task.title, task.path) for task in tasks]
    annex = tuple(_annex(source.text, folded, row, titles, who) for row in rows)
    passages = _passages(parts, main, found, head_end)
    listed = [table for table in source.tables if _is_list(table)] or flat_tables(folded)
    indicators = find_indicators(source.text, folded, passages, issued_on=front.issued_on, title=front.title, tables=listed)
    citations = find_citations(source.text, folded, title=front.title, doc_number=front.doc_number)
    return PolicyDocument(
        source=source.name,
        sha256=source.sha256,
        text=source.text,
        front=front,
        issuer_identity=who(front.issuer) if front.issuer else None,
        tasks=tasks,
        annex_tasks=annex,
        citations=tuple(citations),
        indicators=tuple(indicators),
        headings=tuple(_headings(main)),
        notes=tuple(_notes(tasks, annex, rules)),
    )


def _outline(source: SourceText, folded: str) -> list[Segment]:
    """The parts of the text with their items; headings that nothing marks are looked for where sections have no numbers."""
    skip = [(table.start, table.end) for table in source.tables if _is_list(table)]
    parts = segments(folded, dict(source.headings[_title_lines(source, folded) :]), skip=skip)
    kinds = {node.kind for part in parts for node in part.root.walk()}
    if source.headings or kinds & {"han", "han_bracket", "chapter", "article", "part", "decimal"}:
        return parts
    bare = bare_headings(folded)
    return segments(folded, bare, skip=skip) if bare else parts


def _title_lines(source: SourceText, folded: str) -> int:
    """How many of the layout's headings are the document's title: those above everything else that carry no number."""
    count, at, lines = 0, 0, ""
    for start, _ in source.headings[:3]:
        above = folded[at:start].strip()
        if (above and (count or "。" in above or len(above) > _HEAD)) or marker_at(folded, start, len(folded)):
            break
        count, at = count + 1, (folded + "\n").find("\n", start)
        lines += folded[start:at]
    below_a_head = bool(source.headings) and bool(folded[: source.headings[0][0]].strip())
    if below_a_head and (kind_of_title(re.sub(r"\s", "", lines)) is None or "关于" not in lines):
        return 0
    return count if count < len(source.headings) or below_a_head else 0


_HEAD = 600
"""Longest head table, in characters, that may stand over a title."""


def _outside(rows: Sequence[Row], found: Sequence[Found]) -> list[Found]:
    """The tasks that do not begin inside a row of a table (rows come in order of their beginnings)."""
    starts, reach = [row.start for row in rows], list(accumulate((row.end for row in rows), max))

    def inside(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < reach[index]

    return [item for item in found if not inside(item.node.start)]


class _Namer:
    """Which body a name means in this document; each name is looked up once."""

    def __init__(self, front: FrontMatter) -> None:
        self.front = front
        self._known: dict[str, Identity] = {}

    def __call__(self, name: str) -> Identity:
        if name not in self._known:
            front = self.front
            self._known[name] = identify(
                name, place_code=front.place_code, level=front.level, issued_on=front.issued_on, place=front.place
            )
        return self._known[name]


def _is_list(table: Table) -> bool:
    """Whether a table is one of rows; a frame around the whole page is none."""
    return len(table.rows) > 1 and len(table.rows[0]) > 1 and all(len(cell.text) < 3000 for row in table.rows for cell in row)


def _main(parts: Sequence[Segment]) -> Segment:
    """The document itself among its parts: the plan rather than the notice around it, the text rather than its annexes."""
    own = [part for part in parts if not part.annex]
    best = max(own or parts, key=lambda part: part.items)
    if best.items >= 3 or not own:
        return best
    annexed = max((part for part in parts if part.annex), key=lambda part: part.items, default=best)
    return annexed if annexed.items > best.items + 2 else best


def _task(text: str, folded: str, item: Found, ordinal: int, rules: OrderRules, who: _Namer) -> Task:
    node = item.node
    formal = settle(item.groups, rules)
    prose = [
        part
        for part in prose_parts(folded, node.start, node.end, item.groups)
        if part.name not in {known.name for known in formal} and who(part.name).known
    ]
    end = _end(folded, node.start, node.end)
    titles = node.titles()
    return Task(
        path=item.path,
        number=node.token if node.numbered else "",
        title=item.title,
        section=item.section,
        text=text[node.start : end],
        ordinal=ordinal,
        kind=item.kind,
        deadline=item.deadline,
        char_start=node.start,
        char_end=end,
        responsibilities=(*_responsibilities(text, formal, who), *_responsibilities(text, prose, who)),
        domains=score_domains(titles[:-1], item.title, folded[node.start : end], document=who.front.title),
    )


def _annex(text: str, folded: str, row: Row, titles: Iterable[tuple[str, tuple[str, ...]]], who: _Namer) -> AnnexTask:
    return AnnexTask(
        number=row.number,
        title=row.title,
        text=text[row.start : row.end],
        deadline=row.deadline,
        char_start=row.start,
        char_end=row.end,
        responsibilities=_responsibilities(text, row.parts, who),
        domains=score_domains((), row.title, folded[row.start : row.end], document=who.front.title),
        same_as=same_task(row.title, titles),
    )


def _responsibilities(text: str, parts: Sequence[Part], who: _Namer) -> tuple[Responsibility, ...]:
    return tuple(
        Responsibility(
            name=part.name,
            role=part.role,
            position=part.position,
            sole=len(parts) == 1,
            basis=part.basis,
            quote=text[part.start : part.end],
            char_start=part.start,
            char_end=part.end,
            identity=who(part.name),
        )
        for part in parts
    )


def _end(folded: str, start: int, end: int) -> int:
    """The end of an item without the white space after it."""
    return start + len(folded[start:end].rstrip())


def _passages(parts: Sequence[Segment], main: Segment, found: Sequence[Found], head_end: int) -> list[Passage]:
    """The text of the document cut where headings and tasks begin; what stands before the first item has the empty path."""
    paths = {id(item.node): item.path for item in found}
    out: list[Passage] = []
    for part in parts:
        start = max(part.start, head_end)
        if part is not main:
            out.append(Passage(("附件",) if part.annex else (), (), start, part.end, False))
            continue
        out.append(Passage((), (), start, part.root.own_end, False))
        out.extend(_item_passages(part.root, paths))
    return [passage for passage in out if passage.start < passage.end]


def _item_passages(root: Node, paths: dict[int, tuple[str, ...]]) -> Iterable[Passage]:
    for node in root.walk():
        if node.kind == "root":
            continue
        task = node if id(node) in paths else next((above for above in node.ancestors() if id(above) in paths), None)
        if task is None and node.kind in ("bullet", "ordinal"):
            task = next(iter(node.ancestors()), node)
        owner = task or node
        path = paths.get(id(owner)) or owner.path()
        yield Passage(path, node.titles(), node.start, node.own_end, id(owner) in paths)


def _headings(main: Segment) -> Iterable[Heading]:
    for node in main.root.walk():
        if node.kind not in ("root", "bullet"):
            yield Heading(node.path(), node.title, node.start, node.title_end)


def _notes(tasks: Sequence[Task], annex: Sequence[AnnexTask], rules: OrderRules) -> Iterable[Note]:
    """What `check` tells besides the facts: bodies that no lexicon knows, an order rule that no list uses."""
    seen: set[str] = set()
    used = False
    for part in (part for item in [*map(_parts, tasks), *map(_parts, annex)] for part in item):
        used = used or part.basis == "declared_order"
        if not part.identity.known and part.name not in seen:
            seen.add(part.name)
            yield Note("unknown-body", part.char_start, part.char_end, part.name)
    if rules.first_leads and not used:
        yield Note("order-rule-unused", *rules.first_leads, "")


def _parts(item: Task | AnnexTask) -> tuple[Responsibility, ...]:
    return item.responsibilities


# --- text joined for reading ---------------------------------------------------------------------------------------------------


def _flowing(source: SourceText, flow: Flow) -> SourceText:
    """The source with its text joined; tables, fields and headings moved along."""
    forth = flow.forth

    def cell(item: Cell) -> Cell:
        return replace(item, start=forth(item.start), end=forth(item.end)) if item.start >= 0 else item

    return replace(
        source,
        text=flow.text,
        tables=tuple(
            Table(tuple(tuple(cell(item) for item in row) for row in table.rows), forth(table.start), forth(table.end))
            for table in source.tables
        ),
        fields=tuple((name, value, forth(start), forth(end)) for name, value, start, end in source.fields),
        headings=tuple((forth(at), level) for at, level in source.headings),
    )


def _carry_back(document: PolicyDocument, text: str, flow: Flow) -> PolicyDocument:
    """The same facts with spans and quotes of the source's own text."""

    def back(item: _Spanned) -> _Spanned:
        start, end = flow.back(item.char_start, item.char_end)
        if isinstance(item, Responsibility | Citation | Indicator):
            return replace(item, char_start=start, char_end=end, quote=text[start:end])
        if isinstance(item, Task | AnnexTask):
            return replace(
                item, char_start=start, char_end=end, text=text[start:end], responsibilities=tuple(map(back, item.responsibilities))
            )
        return replace(item, char_start=start, char_end=end)

    front = document.front
    rule = front.order_rule_quote
    return replace(
        document,
        text=text,
        front=replace(front, spans={name: flow.back(*span) for name, span in front.spans.items()}, order_rule_quote=rule),
        tasks=tuple(map(back, document.tasks)),
        annex_tasks=tuple(map(back, document.annex_tasks)),
        citations=tuple(map(back, document.citations)),
        indicators=tuple(map(back, document.indicators)),
        headings=tuple(map(back, document.headings)),
        notes=tuple(map(back, document.notes)),
    )
