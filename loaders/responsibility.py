"""Who carries a task: finding the annotations in a stretch of text, and settling each body's role.

The rules of roles are those of the annotation guide: 牵头 leads; a declared order (列首位的为牵头单位) makes the first lead and the
others support; 责任单位 beside a 牵头单位 supports; 责任单位 alone is responsible; 按职责分工负责 alone is by duty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .assignment import MAX_GROUP, Assigned, Group, label_pattern, parse_group
from .measure_text import within
from .model import Basis, Role
from .outline import lines_of

_BRACKET = re.compile(r"[(\[【〔)\]】〕\n]")
_OPEN = "([【〔"
_HINT = re.compile(
    r"牵头|单位|责任|科室|处室|部门|负责|"
    r"配合|职责|主办|协办|参与|参加|落实|承担|协助|[局委办厅部会府联院行署社处室队司心]\s*(?:\Z|[、,;)])"
)
_LABEL_HINT = re.compile(r"[:】\]]|[位门体工][为是]")
_SENTENCE = re.compile(r"(?:^|[。;!?\n])\s*(?P<words>[^。;!?\n]{3,400}?(?:牵头|负责|配合|参与|参加|协助|落实))\s*(?=[。;\n]|$)")
_OPENS_WITH_BODY = re.compile(r"[^,]{2,60}(?:局|委|办|厅|部|会|联|政府|院|公司|中心|单位|部门)")
_PROSE = re.compile(r"由(?P<who>[^,。;:由的\n]{2,80}?)(?P<verb>负责牵头|牵头负责|牵头|负责(?!人|同志)|会同|组织(?!部))")
_ORDER = re.compile(
    r"(?:列|排|居|位)[^,。;:\n()]{0,8}(?:首位|第一|最前|前面|前列)[^。;\n()\[\]]{0,14}?牵头"
    r"|(?:首位|首个|第一(?:个|位|家|责任|名)|最前面?)[^。;\n()\[\]]{0,16}牵头"
    r"|牵头(?:单位|部门)[^。;,\n]{0,8}(?:列|排|居|位)[^。;,\n]{0,4}(?:首位|第一|最前|前面)"
)
_NO_LEAD_RULE = re.compile(r"(?:无|没有|未(?:明确|列|设))牵头(?:单位|部门)的?[^。;\n]{0,12}(?:责任|负责)(?:单位|部门)[^。;\n]{0,6}牵头")
_RANK: dict[Role, int] = {"lead": 0, "responsible": 1, "by_duty": 2, "support": 3}


@dataclass(frozen=True, slots=True)
class OrderRules:
    """What the document declares of its lists; `quote` is where it declares that the first-listed unit leads."""

    first_leads: tuple[int, int] | None
    responsible_leads: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One body's settled part in one task, and the annotation it was read from."""

    name: str
    role: Role
    basis: Basis
    position: int
    start: int
    end: int


def order_rules(folded: str) -> OrderRules:
    """Find the declarations about lead units, wherever they stand and however they are put."""
    found = _ORDER.search(folded)
    span = None
    if found:
        left = max(folded.rfind(mark, 0, found.start()) for mark in ",。;(:[【\n")
        stops = [at for mark in "。;)]】\n" if (at := folded.find(mark, found.end())) >= 0]
        start, end = left + 1, min(stops, default=len(folded))
        while start < found.start() and folded[start].isspace():
            start += 1
        span = (start, end)
    return OrderRules(span, _NO_LEAD_RULE.search(folded) is not None)


def find_groups(folded: str, start: int, end: int) -> list[Group]:
    """All formal annotations of a stretch, in order: in brackets, behind labels, or as sentences of nothing else."""
    groups = list(_bracketed(folded, start, end))
    groups += _labelled(folded, start, end, groups)
    groups += _sentences(folded, start, end, groups)
    return sorted(groups, key=lambda group: group.start)


def _bracketed(folded: str, start: int, end: int) -> Iterator[Group]:
    """Annotations in brackets, outer ones before inner ones."""
    taken = start
    for begin, stop in sorted(_bracket_pairs(folded, start, end)):
        if begin < taken or not _HINT.search(folded, begin + 1, stop - 1) or _inner(folded, begin):
            continue
        group = parse_group(folded, begin + 1, stop - 1)
        if group and group.bodies:
            yield Group(begin, stop, group.bodies, group.deadline)
            taken = stop


def _bracket_pairs(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Matched brackets at most three deep and MAX_GROUP long. An opener left open is forgotten at the end of its line (a list
    may run over the line, so those of the last 300 characters are kept)."""
    stack: list[int] = []
    for match in _BRACKET.finditer(folded, start, end):
        char = match.group()
        if char == "\n":
            stack = [at for at in stack if match.start() - at < 300]
        elif char in _OPEN:
            if len(stack) < 50:
                stack.append(match.start())
        elif stack:
            begin = stack.pop()
            if len(stack) <= 2 and match.end() - begin <= MAX_GROUP:
                yield begin, match.end()


def _inner(folded: str, begin: int) -> bool:
    """Whether a bracket is part of a name (市交通局(市港航局)) rather than an annotation of its own."""
    return bool(re.match(r"[局委办厅部会院心队社联府处司行所站]", folded[begin - 1 : begin])) and folded[begin] == "("


def _labelled(folded: str, start: int, end: int, taken: list[Group]) -> Iterator[Group]:
    """责任单位:… outside brackets, to the full stop or the end of the line (of the next one, where the label stands alone)."""
    position = start
    spans = _spans(taken)
    for hint in _LABEL_HINT.finditer(folded, start, end):
        if hint.start() < position or within(hint.start(), spans):
            continue
        near = label_pattern().finditer(folded, max(position, hint.start() - 24), min(end, hint.end() + 3))
        label = next((found for found in near if found.end() >= hint.end()), None)
        if label is None:
            continue
        before = folded[start : label.start()].rstrip(" \t")[-1:]
        if before and before not in "\n。;!?)]】,、:" and folded[label.start()] not in "【[(":
            continue
        stop = _value_end(folded, label.end(), end)
        group = parse_group(folded, label.start(), stop)
        if group and (group.bodies or group.deadline):
            yield Group(label.start(), stop, group.bodies, group.deadline)
            position = stop


def _value_end(folded: str, start: int, end: int) -> int:
    """The end of a labelled list: the line's, or the full stop's; a value on the next line belongs to a bare label."""
    line = folded.find("\n", start, end)
    line = end if line < 0 else line
    if not folded[start:line].strip() and line < end:
        following = folded.find("\n", line + 1, end)
        line = end if following < 0 else following
    stop = folded.find("。", start, line)
    return stop if stop >= 0 else line


def _sentences(folded: str, start: int, end: int, taken: list[Group]) -> Iterator[Group]:
    """A sentence that says nothing but who does it: 市教育局牵头,市财政局配合。"""
    spans = _spans(taken)
    for line in lines_of(folded, start, end):
        tail = max(line.start, line.end - 500)
        for match in _SENTENCE.finditer(folded, tail, line.end):
            begin, stop = match.span("words")
            before = bisect_left(spans, (stop, -1)) - 1
            if stop - begin < 5 or (before >= 0 and spans[before][1] > begin):
                continue
            if "由" in folded[begin + 1 : stop] or not _OPENS_WITH_BODY.match(folded, begin, stop):
                continue
            group = parse_group(folded, begin, stop)
            if group and group.bodies and all(body.mark != "plain" for body in group.bodies):
                yield Group(begin, stop, group.bodies, group.deadline)


def _spans(groups: Iterable[Group]) -> list[tuple[int, int]]:
    """Where annotations stand, sorted: they never overlap."""
    return sorted((group.start, group.end) for group in groups)


def settle(groups: Iterable[Group], rules: OrderRules) -> list[Part]:
    """Each body once, with its highest role (lead > responsible > by_duty > support)."""
    listed = [(group, body) for group in groups for body in group.bodies]
    lead_named = any(body.mark == "lead" for _, body in listed)
    parts: dict[str, Part] = {}
    for group, body in listed:
        ordered = rules.first_leads is not None and not any(b.mark in ("lead", "support") for b in group.bodies)
        role, basis = _role(body, ordered=ordered, lead_named=lead_named, rules=rules)
        part = Part(body.name, role, basis, body.position, group.start, group.end)
        known = parts.get(body.name)
        if known is None or _RANK[role] < _RANK[known.role]:
            parts[body.name] = part
    return list(parts.values())


def _role(body: Assigned, *, ordered: bool, lead_named: bool, rules: OrderRules) -> tuple[Role, Basis]:
    if body.mark == "lead":
        return "lead", "explicit"
    if body.mark == "support":
        return "support", "explicit"
    if ordered:
        return ("lead" if body.position == 1 else "support"), "declared_order"
    if lead_named:
        return "support", "explicit"
    if rules.responsible_leads and body.mark in ("responsible", "plain"):
        return "lead", "declared_order"
    return ("by_duty" if body.mark == "by_duty" else "responsible"), "plain"


def prose_parts(folded: str, start: int, end: int, taken: Iterable[Group]) -> list[Part]:
    """Assignments inside running text (由市发展改革委牵头制定…), kept apart from the formal ones: basis `prose`."""
    spans = _spans(taken)
    parts: dict[str, Part] = {}
    for match in _PROSE.finditer(folded, start, end):
        if within(match.start(), spans):
            continue
        group = parse_group(folded, match.start("who"), match.end("who"))
        if group is None:
            continue
        role: Role = "responsible" if match["verb"] in ("负责", "组织") else "lead"
        for body in group.bodies:
            parts.setdefault(body.name, Part(body.name, role, "prose", body.position, match.start(), match.end()))
    return list(parts.values())
