"""Citations: every other document, law, plan or standard that a document names in 《…》 or by number.

Left out are the document itself and its short names, forms and certificates, and what is no document at all
(newspapers, works,
programmes, activities). The relation comes from the verb that governs the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import doc_numbers
from .citation_relations import FORWARD_AFTER, NOW_ISSUED, REPEAL_AFTER, VERBS, governing, refined
from .citation_words import (
    ISSUED_PLAN,
    LAW_END,
    TRAILING_BRACKET,
    is_document,
    is_short_name,
    kind_of,
    names_document,
    title_core,
    title_key,
)
from .model import Citation
from .text import squeeze

_MARKS = re.compile("[《》〈〉\n]")
_LONGEST_TITLE = 240
_LONGEST_QUOTE = 400
# Mentions of one name, and rows of one title or number, that are looked at: more add nothing but time.
_MOST = 24

# Between the names of one list: joining words, 及其实施条例, and the issuer of the next one.
_BETWEEN = re.compile(
    "\\s{0,3}(?:及其实施(?:条例|细则|办法)|等)?\\s{0,3}(?:[、,]?|(?:、|,?(?:和|及|与|或|以及|并))[一-鿿\\d、 ]{0,16}?)\\s{0,3}"
)
_APPROVED = re.compile(
    "(?:等[^。;\n]{0,12})?(?:已|业)[经于]?[^。;\n]{0,60}?(?:同意|通过|审定|批准|研究|审议)|"
    "(?!(?:的)?(?:要求|精神|规定|部署),)[^。;《\n]{0,30}?(?:现)?(?:印发|下发)给你们|(?:现)?予以?(?:印发|公布|发布)"
)
_UNMARKED = re.compile(
    "(?:^|[,。;:、\n]|根据|按照|依据|贯彻落实|落实|执行|转发|贯彻)"
    "([^,。;:《》\n]{0,30}关于[^,。;:《》\n]{2,60}(?:意见|通知|决定|办法|规定|方案|批复|函|公告))$"
)
# A line of the list of annexes (附件:1.《…》) or an annex's own head.
_ANNEXED = re.compile(r"(?:^|\n)\s{0,8}附件?\s?\d{0,2}[:\s](?:[^。\n]{0,60}\n){0,3}\s{0,8}(?:\d{1,2}[.、])?\s{0,2}$")
_LINE_END = re.compile(r"[;。\s]{0,3}(?:\n|$)")
_SHORT_NAME = re.compile("(?:以下|下)(?:简|统)?称(?:为)?[:“\"']?《([^《》\n]{1,40})》")
_CALLED = re.compile("(?:以下|下)(?:简|统)?称(?:为)?[:“\"']?$")
_TAIL = re.compile("(?:等(?:文件|政策|规定)?)?(?:的)?(?:有关|相关|总体|部署)?(?:要求|精神|规定|部署)")
_BEFORE_TITLE = re.compile(r"\s{0,2}(?:文件?)?(?:印发的|公布的|发布的|颁布的)?\s{0,2}")
# What may stand between a name and the brackets with its number: a short name, a year of revision.
_NOTED = re.compile(r"(?:\s?\((?:(?:以下|下)(?:简|统)称[^()\n]{1,30}|\d{4}年[^()\n]{0,8}|试行|暂行|修订版?)\)){1,2}(?=\s?[(〔\[【])")
_CELL_BEFORE = re.compile(r"(?<![^\t\n|])\s?([^\t\n|《》]{4,80}?)\s?[\t|]\s?(?=[^\t\n|]*$)")
_CELL_AFTER = re.compile(r"\s?[\t|]\s?([^\t\n|《》]{4,80}?)\s?(?=[\t\n|]|$)")
_OPENING = re.compile(r"\s{0,3}[(〔\[【]\s?")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One name in the text: `start`/`end` include its marks, `close` its number in brackets behind."""

    title: str
    start: int
    end: int
    close: int
    number: str | None


def find_citations(
    text: str,
    folded: str,
    *,
    title: str | None,
    doc_number: str | None,
) -> list[Citation]:
    """The documents that a text cites, one row each, in the order of their first mention.

    `folded` is `fold(text)`; `title` and `doc_number` are the document's own.
    A quote runs from the verb to the name, in a list from the list's verb.
    """
    marked = _marked(folded)
    numbers = _numbers(folded)
    own = _Own.of(folded, title, doc_number)
    mentions = _with_numbers(folded, marked, numbers)
    mentions = sorted([*mentions, *_by_number_alone(folded, mentions, numbers)], key=lambda m: m.start)
    rows: list[Citation] = []
    previous: _Mention | None = None
    relation, begin, firm = governing(folded, mentions[0].start) if mentions else ("mentions", 0, False)
    seen: Counter[tuple[str, str | None]] = Counter()
    for mention in mentions:
        seen[mention.title, mention.number] += 1
        if seen[mention.title, mention.number] > _MOST:
            continue
        chained = previous is not None and _listed(folded, previous.close, mention.start)
        if not chained:
            relation, begin, firm = governing(folded, mention.start)
        previous = mention
        if own.is_self(folded, mention):
            continue
        if mention.number is None and not is_document(folded, mention.title, mention.start, mention.close, firm=firm):
            continue
        tail = _TAIL.match(folded, mention.close)
        end = tail.end() if tail else mention.close
        begin = begin if mention.start - begin <= _LONGEST_QUOTE else mention.start
        kind = kind_of(mention.title, mention.number)
        way = refined(folded, mention.start, mention.close, relation)
        rows.append(Citation(mention.title, mention.number, kind, way, text[begin:end], begin, end))
    return _merged(rows)


def _listed(folded: str, close: int, start: int) -> bool:
    """Whether two names stand in one list: nothing but joining words between them."""
    if not close <= start <= close + 30 or _BETWEEN.fullmatch(folded, close, start) is None:
        return False
    return VERBS.search(folded, close, start) is None


def _marked(folded: str) -> list[tuple[int, int]]:
    """Spans of the outermost 《…》 (〈…〉 where nothing is around it), marks included."""
    spans: list[tuple[int, int]] = []
    stack: list[int] = []
    inner: list[tuple[int, int]] = []
    for match in _MARKS.finditer(folded):
        mark, at = match.group(), match.start()
        if mark == "\n" or (stack and at - stack[0] > _LONGEST_TITLE):
            if mark == "\n" and stack and _goes_on(folded, at):
                continue
            spans += inner if stack else []
            stack, inner = [], []
        if mark in "《〈":
            stack.append(at)
        elif mark in "》〉" and stack:
            opened = stack.pop()
            named = [(opened, at + 1)] if folded[opened + 1:at].strip() and at - opened > 2 else []
            if stack:
                inner = [span for span in inner if span[0] < opened] + named
            else:
                spans += named
                inner = []
    return spans + (inner if stack else [])


def _goes_on(folded: str, at: int) -> bool:
    """Whether a title broken at the end of a line is closed on the next one."""
    rest = folded[at + 1:at + 80]
    close = rest.find("》")
    return close > 0 and "《" not in rest[:close] and "\n" not in rest[:close]


def _numbers(folded: str) -> list[tuple[int, int]]:
    found = (doc_numbers.find, doc_numbers.find_decrees, doc_numbers.find_notices, doc_numbers.find_standards)
    return sorted(span for find in found for span in find(folded))


def _by_number_alone(
    folded: str, mentions: Sequence[_Mention], numbers: Sequence[tuple[int, int]]
) -> list[_Mention]:
    """The numbers that belong to no marked name, nor stand inside one."""
    found = []
    at = 0
    for span in numbers:
        while at < len(mentions) and mentions[at].close <= span[0]:
            at += 1
        if at == len(mentions) or span[1] <= mentions[at].start:
            found.append(_by_number(folded, span))
    return found


def _with_numbers(folded: str, marked: Sequence[tuple[int, int]], numbers: Sequence[tuple[int, int]]) -> list[_Mention]:
    """The marked names, each with the number behind it or before it; one number behind two names of one notice is of
    both."""
    mentions: list[_Mention] = []
    at = 0
    for start, end in marked:
        while at < len(numbers) and numbers[at][1] <= start:
            at += 1
        title = " ".join(folded[start + 1:end - 1].replace("\n", "").split())
        behind, close = _numbers_behind(folded, end, numbers, at)
        number = None
        if behind:
            number = doc_numbers.canonical(folded[behind[0][0]:behind[0][1]])
            _spread(folded, mentions, title, start, [doc_numbers.canonical(folded[a:b]) for a, b in behind])
            if len(behind) > 1:
                number = doc_numbers.canonical(folded[behind[-1][0]:behind[-1][1]])
        elif at and _BEFORE_TITLE.fullmatch(folded, numbers[at - 1][1], start):
            a, b = numbers[at - 1]
            if not mentions or mentions[-1].close <= a:
                number, start = doc_numbers.canonical(folded[a:b]), a
        mentions.append(_Mention(title, start, end, close, number))
    return mentions


def _numbers_behind(
    folded: str, end: int, numbers: Sequence[tuple[int, int]], at: int
) -> tuple[list[tuple[int, int]], int]:
    noted = _NOTED.match(folded, end)
    end = noted.end() if noted else end
    opening = _OPENING.match(folded, end)
    where = opening.end() if opening else end
    found: list[tuple[int, int]] = []
    while at < len(numbers) and numbers[at][0] < end:
        at += 1
    for a, b in numbers[at:at + 6]:
        gap = folded[where:a]
        if len(gap) > (12 if opening and not found else 2) or re.search("[。;》《)\n]", gap) or (not opening and gap.strip()):
            break
        found.append((a, b))
        where = b
    if not found:
        return [], end
    close = found[-1][1]
    shut = re.compile(r"[^()《》。\n]{0,12}(?:《[^《》\n]{1,40}》)?[^()《》。\n]{0,4}[)〕\]】]").match(folded, close) if opening else None
    return found, shut.end() if shut else close


def _spread(folded: str, mentions: list[_Mention], title: str, start: int, numbers: list[str]) -> None:
    """Give earlier names of the same list their numbers: one each where as many stand behind, or the one that two
    share."""
    run: list[int] = []
    edge = start
    for index in range(len(mentions) - 1, -1, -1):
        item = mentions[index]
        if item.number is not None or not _listed(folded, item.close, edge) or len(run) >= 6:
            break
        run.append(index)
        edge = item.start
    if len(numbers) > 1 and len(run) >= len(numbers) - 1:
        for index, number in zip(run, reversed(numbers[:-1]), strict=False):
            mentions[index] = replace(mentions[index], number=number)
        return
    if len(numbers) == 1 and run:
        last = mentions[run[0]]
        joined = re.fullmatch(r"\s*(?:和|及|与|以及)\s*", folded[last.close:start] if last.close <= start else "")
        if joined and _shares(last.title) and _shares(title):
            mentions[run[0]] = replace(last, number=numbers[0])


def _shares(title: str) -> bool:
    """Whether a name can be one of several that one notice issued: a rule or plan, and no law nor a notice itself."""
    return "关于" not in title and not title.startswith("中华人民共和国") and not LAW_END.search(title)


def _by_number(folded: str, span: tuple[int, int]) -> _Mention:
    """A document named by number alone, or with an unmarked name before its brackets
    (国务院关于…的意见(国发〔2015〕43号))."""
    number = doc_numbers.canonical(folded[span[0]:span[1]])
    start, close = span
    name = number
    if folded[max(0, start - 1):start] in ("(", "〔", "[", "【"):
        head = folded[max(0, start - 90):start - 1]
        found = _UNMARKED.search(head)
        if found is not None:
            name = re.sub("^(?:根据|按照|依据|为?贯彻落实|贯彻|落实|执行|转发|按)+", "", found.group(1))
            start = start - 1 - len(name)
        if folded[close:close + 1] in (")", "〕", "]", "】"):
            close += 1
    elif folded[max(0, start - 1):start] in ("\t", "|") or folded[close:close + 1] in ("\t", "|"):
        start, close, name = _row(folded, span) or (start, close, name)
    return _Mention(name, start, span[1], close, number)


@dataclass(frozen=True, slots=True)
class _Own:
    """The document's own names: title, what it issues, number, and the short names that it gives to anything."""

    keys: frozenset[str]
    number: str | None
    short: frozenset[str]
    forwards: bool

    @staticmethod
    def of(folded: str, title: str | None, doc_number: str | None) -> _Own:
        keys = set()
        forwards = title is not None and re.search("转发|批转", title) is not None
        if title:
            keys |= {title_key(title)} if forwards else {title_key(title), title_core(title)}
            issued = ISSUED_PLAN.search(squeeze(title))
            if issued is not None:
                keys |= {title_key(issued.group(1)), title_core(issued.group(1))}
        short = frozenset(title_key(name) for name in _SHORT_NAME.findall(folded))
        number = doc_numbers.canonical(doc_number) if doc_number else None
        return _Own(frozenset(key for key in keys if key), number, short, forwards)

    def is_self(self, folded: str, mention: _Mention) -> bool:
        key, core = title_key(mention.title), title_core(mention.title)
        if mention.number is not None and self.number is not None:
            return mention.number == self.number
        if REPEAL_AFTER.match(folded, mention.close) and "本" not in folded[mention.start - 1:mention.start]:
            return False
        issued = ISSUED_PLAN.search(squeeze(mention.title))
        if key in self.keys or core in self.keys or (issued is not None and title_key(issued.group(1)) in self.keys):
            return True
        if key in self.short or _CALLED.search(folded[max(0, mention.start - 8):mention.start]):
            return True
        if is_short_name(mention.title) and mention.number is None:
            return True
        if len(key) >= 4 and mention.number is None and not self.forwards and any(own.endswith(core) for own in self.keys):
            return True
        if _APPROVED.match(folded, mention.close) and not re.search("转发|批转", folded[mention.close:mention.close + 40].split("。")[0]):
            return True
        if _ANNEXED.search(folded[max(0, mention.start - 200):mention.start]) and _LINE_END.match(folded, mention.close):
            return True
        issued = NOW_ISSUED.search(folded[max(0, mention.start - 34):mention.start])
        return issued is not None and not FORWARD_AFTER.match(folded, mention.close)


def _row(folded: str, span: tuple[int, int]) -> tuple[int, int, str] | None:
    """A number in a table's row with the document's name in the cell before or after it: where they stand, and the name."""
    before = _CELL_BEFORE.search(folded, max(0, span[0] - 90), span[0])
    if before is not None and names_document(before.group(1)):
        return before.start(1), span[1], before.group(1)
    after = _CELL_AFTER.match(folded, span[1])
    if after is not None and names_document(after.group(1)):
        return span[0], after.end(1), after.group(1)
    return None


def _merged(rows: list[Citation]) -> list[Citation]:
    """One row a document: the same number and a like title, or the same title; what a later mention adds joins the
    first."""
    kept: list[Citation] = []
    index: dict[str, list[int]] = {}
    for row in rows:
        place = _same(kept, index, row)
        if place is None:
            for key in {title_core(row.title), *([row.doc_number] if row.doc_number else [])}:
                index.setdefault(key, []).append(len(kept))
            kept.append(row)
            continue
        first = kept[place]
        number = first.doc_number or row.doc_number
        title = row.title if first.title == first.doc_number else first.title
        relation = first.relation if first.relation != "mentions" else row.relation
        kind = row.kind if first.title == first.doc_number else first.kind
        if (number, title, relation, kind) == (first.doc_number, first.title, first.relation, first.kind):
            continue
        kept[place] = replace(first, doc_number=number, title=title, relation=relation, kind=kind)
        for key in (title_core(title), number or ""):
            rows_of = index.setdefault(key, []) if key else [place]
            if place not in rows_of:
                rows_of.append(place)
    return kept


def _same(kept: list[Citation], index: dict[str, list[int]], row: Citation) -> int | None:
    core = title_core(row.title)
    for place in index.get(core, ())[:_MOST]:
        first = kept[place]
        brackets = {TRAILING_BRACKET.search(squeeze(t)) is not None for t in (first.title, row.title)}
        if brackets == {True} and title_key(first.title) != title_key(row.title):
            continue
        if first.doc_number and row.doc_number and first.doc_number != row.doc_number:
            continue
        return place
    if row.doc_number:
        for place in index.get(row.doc_number, ())[:_MOST]:
            first = kept[place]
            bare = row.title == row.doc_number or first.title == first.doc_number
            if bare or core in title_core(first.title) or title_core(first.title) in core:
                return place
    return None
