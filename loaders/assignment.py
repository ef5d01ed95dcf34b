"""The words that hand a task to bodies: 牵头单位:… ; X牵头,Y、Z配合 ; X、Y按职责分工负责 … read into names with roles."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from .departments import is_body
from .model import Role
from .name_lists import is_place, split_names

Mark = Literal["lead", "support", "responsible", "by_duty", "plain"]
"""How a list is marked by the words around it; `plain` is a bare list."""

MAX_GROUP = 1500
"""Longest bracket, in characters, that is read as an assignment (lists of 60 bodies have been met; prose is longer)."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """One body of one group: how it is marked, its place in the list, and whether a label (责任单位:) stands before it."""

    name: str
    mark: Mark
    position: int
    start: int
    end: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One annotation: its bodies and the deadline it gives; `start` and `end` take in its brackets."""

    start: int
    end: int
    bodies: tuple[Assigned, ...]
    deadline: str | None = None


@lru_cache(maxsize=1)
def role_words() -> dict[str, dict[str, list[str]]]:
    """The lexicon of role words (`data/roles.toml`)."""
    text = files("policygraph.loaders").joinpath("data/roles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {word: kind for kind, words in role_words()["labels"].items() for word in words}


@lru_cache(maxsize=1)
def label_pattern() -> re.Pattern[str]:
    """A label and what parts it from its list: 责任单位: , 牵头单位为 , 【责任单位】."""
    words = "|".join(sorted(map(re.escape, _labels()), key=len, reverse=True))
    spaced = words.replace("单位", r"单\s?位").replace("部门", r"部\s?门")
    return re.compile(
        rf"(?:[【\[]\s*)?(?P<label>{spaced})(?:\s*(?:\([^()\n]{{1,12}}\)))?"
        r"(?:\s*[】\]]\s*:?|\s*[:：]|\s*(?:为|是)(?=[^\s、,。;]{2}))\s*"
    )


_TOP = re.compile(r"[(\[)\],;。]")
_BY_DUTY = re.compile(
    r"(?:根据|按照?|依据|依)?(?:各自|部门|各部门|本部门)?(?:的)?(?:工作)?职(?:责|能)(?:任务?|任)?(?:和)?(?:任务)?(?:分工?|(?=负责))(?:(?:分别|共同|协同|具体|各自|抓好|做好|组织|分头)*"
    r"(?:负责|落实|推进|实施|配合|抓好|承担|开展)*)(?:工作|相关工作|落实|实施)?\Z"
    r"|(?:按(?:照)?)?分工(?:分别|共同)?(?:负责|落实)(?:落实|实施)?\Z"
)
_LEAD = re.compile(
    r"(?:共同|联合|分别)?(?:负责)?牵头(?:单位)?(?:并)?(?:负责|组织|落实|实施|推进|抓总|总抓|协调|统筹)*\Z|主办\Z|主责\Z|总牵头\Z"
)
_SUPPORT = re.compile(
    r"(?:(?:等)?(?:积极|协同|共同|分别|予以|按职责|按照?职责分工|按分工|做好)*(?:配合|协助|参与|参加|协同|协办|支持|指导)(?:落实|实施|做好|推进|负责|工作|单位|相关工作|配合)*)\Z"
)
_RESPONSIBLE = re.compile(
    r"(?:(?:共同|分别|具体|组织|联合|各自|一同|主要|按规定|按要求)*(?:负责|承担|承办|落实|组织实施|实施|推进)(?:具体)?(?:落实|实施|组织实施|推进|落实到位|制定|牵头)*)\Z"
)
_JOINT = re.compile(r"会同|会商|商(?=[^务业])")
_OPENERS = re.compile(r"^(?:此项工作|该项工作|本项工作|以上工作|上述工作|以上任务|本任务|任务)?(?:由|请|拟由)")
_NOTE = re.compile(
    r"以?下同|^\s*以下|不再单列|不再列出|不分先后|下列|(?:其他|其余|其它)[^,。;]{0,6}为|为(?:牵头|配合|主办|协办|参与|参加|责任)(?:单位|部门)|列首位|首位|第一位|排第|排在|排名|为牵头|具体落实|位列|如无特别|下略|均为|详见|按(?:照)?顺序|长期坚持|持续推进|常态化|完成时限|年底前|\d月|\d年|完成$|贯穿全年|^\s*(?:全年|年内)\s*$"
)
_DEADLINE = re.compile(
    r"(?:完成)?(?:时限|时间|期限)[要求节点]*[:为是]?\s*(.+)|((?:到|于)?\d{4}年.{0,12}?(?:完成|底|前|止)?)\Z"
    r"|((?:年内)?持续推进|长期坚持|长期推进|全年推进|贯穿全年)"
    r"|^(\d{1,2}月(?:[底末]|[上中下]旬)?之?前)(?=[^\d]{0,10}\Z)"
    r"|^(全年|年内)(?:完成)?\Z"
)


def parse_group(folded: str, start: int, end: int) -> Group | None:
    """Read one annotation (without its brackets), or None where the words are no assignment.

    A labelled list keeps names that no lexicon knows; an unlabelled one must consist of bodies.
    """
    if end - start > MAX_GROUP:
        return None
    labels = [m for m in label_pattern().finditer(folded, start, end) if _stands_free(folded, start, m.start())]
    if not labels:
        bodies = read_list(folded, start, end, default=None)
        return Group(start, end, tuple(bodies), _deadline(folded[start:end])) if bodies else None
    found: list[Assigned] = []
    deadline: str | None = None
    head = list(read_list(folded, start, labels[0].start(), default=None) or ())
    found.extend(head)
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else end
        kind = _labels()[re.sub(r"\s", "", label["label"])]
        if kind == "deadline":
            deadline = _bare_deadline(folded[label.end() : stop].strip(" ,;。、\n\t"))
        elif kind in ("lead", "support", "responsible"):
            part = read_list(folded, label.end(), stop, default=kind)  # type: ignore[arg-type]
            found.extend(part or ())
    if not found:
        return Group(start, end, (), deadline) if deadline else None
    return Group(start, end, tuple(found), deadline or _deadline(folded[start:end]))


def _stands_free(folded: str, start: int, at: int) -> bool:
    before = folded[start:at].rstrip()
    return not before or before[-1] in ",;。、:()[]】)" or folded[at - 1] in " \t\n" or folded[at] in "【[("


def _deadline(text: str) -> str | None:
    for piece in re.split(r"[;。,]", text):
        found = _DEADLINE.search(piece.strip())
        if found:
            return _bare_deadline(next(part for part in found.groups() if part))
    return None


def _bare_deadline(text: str) -> str:
    """A deadline without the verb behind it (2017年12月底前完成)."""
    return re.sub(r"(?<=[年月日前底末])(?:全部|基本)?完成$", "", text.strip())


def _splitread_list(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces between top-level commas, semicolons and full stops."""
    depth, begin = 0, start
    for match in _TOP.finditer(folded, start, end):
        char = match.group()
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield begin, match.start()
            begin = match.end()
    yield begin, end


def read_list(folded: str, start: int, end: int, default: Role | None) -> list[Assigned] | None:
    """Read clause by clause; names without a verb wait for the next verb (X,Y按职责分工负责).

    `default` is the label's role; without a label every name must be a body, or else None is returned.
    """
    found: list[Assigned] = []
    waiting: list[Assigned] = []
    for begin, stop in _splitread_list(folded, start, end):
        text = folded[begin:stop]
        if not text.strip():
            continue
        opened = _OPENERS.match(text.lstrip())
        if opened:
            begin += len(text) - len(text.lstrip()) + opened.end()
        noted = _BRACKETED.search(folded, begin, stop)
        if noted and _NOTE.search(noted["words"]):
            stop = noted.start()
        if _is_note(folded[begin:stop]) and not (_SCOPE.search(folded, begin, stop) and "下同" not in folded[start:end]):
            continue
        for names, mark in _verbs(folded, begin, stop):
            if names is None:
                found.extend(replace(body, mark=mark or "plain") for body in waiting)
                waiting = []
                continue
            bodies = _bodies(folded, *names, mark or default or "plain", labelled=default is not None)
            if default is None and not _all_bodies(bodies):
                return None
            if mark is None:
                waiting.extend(bodies)
            else:
                shared = [replace(body, mark=mark) for body in waiting]
                found.extend(shared if mark in ("by_duty", "responsible") else waiting)
                found.extend(bodies)
                waiting = []
    found.extend(waiting)
    if not found:
        return None if default is None else []
    return _number(found)


_BRACKETED = re.compile(r"\((?P<words>[^()]{4,60})\)$")
_SCOPE = re.compile(r"(?:政府|部门|单位|管委会|办事处)具体落实$")
"""地方各级人民政府具体落实: an assignment, but where it is declared of all items (下同)."""


def _is_note(clause: str) -> bool:
    return _NOTE.search(clause) is not None


def _number(bodies: list[Assigned]) -> list[Assigned]:
    return [replace(body, position=index) for index, body in enumerate(bodies, 1)]


_OFFICE = re.compile(r"(?!.*[的第各])[\u4e00-\u9fff]{2,10}(?:科|处|室|股)")
"""An office inside a body, which a bureau's own documents name (人事科、财务处); taken only before 负责, 牵头 and the like."""


def _all_bodies(bodies: list[Assigned]) -> bool:
    """Whether a list is one of bodies; places may stand among them (市教育局、渠县)."""
    named = [is_body(body.name) or (body.mark != "plain" and _OFFICE.fullmatch(body.name) is not None) for body in bodies]
    return any(named) and all(known or is_place(body.name) for known, body in zip(named, bodies, strict=True))


def _bodies(folded: str, start: int, end: int, mark: Mark, *, labelled: bool) -> list[Assigned]:
    listed = [(*_own_mark(item.name), item) for item in split_names(folded, start, end)]
    named = any(own == "lead" for _, own, _ in listed)
    return [
        Assigned(name, own or ("support" if named else mark), 0, item.start, item.end, labelled)
        for name, own, item in listed
        if _may_be_name(name)
    ]


_OWN_MARK = re.compile(r"\((?:(牵头|主办|主责|组长)|(配合|协办|协助|参与))(?:单位|部门|负责)?\)$|(\*|★|▲)$")


def _own_mark(name: str) -> tuple[str, Mark | None]:
    """A name and the mark that it carries itself: 市教育局(牵头)."""
    found = _OWN_MARK.search(name)
    if found is None:
        return name, None
    return name[: found.start()], ("support" if found[2] else "lead" if found[1] else None)


def _may_be_name(name: str) -> bool:
    """A labelled list keeps unknown names, but not sentences, numbers or people's titles."""
    if not 2 <= len(name) <= 40 or name in _labels() or _PERSON.search(name):
        return False
    return re.search(r"[。:!?]|^\d+$|^(?:无|略|/|-+|—+|同上|待定)$", name) is None


_PERSON = re.compile(r"(?:副?(?:市|省|县|区|州)长|书记|主任|局长|处长|科长|同志|常委|秘书长)\Z")


def _verbs(folded: str, start: int, end: int) -> Iterator[tuple[tuple[int, int] | None, Mark | None]]:
    """The lists of one clause, each with its mark; (None, mark) where a verb holds for the names before the comma."""
    text = folded[start:end]
    joint = _JOINT.search(text)
    if joint and joint.start() == 0:
        tail, _ = _tail(text)
        yield (start + joint.end(), start + tail), "support"
        return
    if joint and is_body(_strip_lead(text[: joint.start()])):
        tail, _ = _tail(text)
        yield (start, start + len(_strip_lead(text[: joint.start()]))), "lead"
        yield (start + joint.end(), start + max(tail, joint.end())), "support"
        return
    middle = re.search(r"牵头(?:负责)?[,、]?(?=[^\s,、。;负责组织落实实施推进抓总协调统筹]{2})", text)
    if middle and is_body(re.sub(r"等$", "", text[: middle.start()]).split("、")[0].strip()):
        yield (start, start + middle.start()), "lead"
        yield from _verbs(folded, start + middle.end(), end)
        return
    tail, mark = _tail(text)
    if mark is not None and not text[:tail].strip():
        yield None, mark
    else:
        yield (start, start + tail), mark


def _strip_lead(text: str) -> str:
    return re.sub(r"(?:负责)?牵头$", "", text)


def _tail(text: str) -> tuple[int, Mark | None]:
    """Where the verb at the end of a clause begins, and what it makes of the names before it."""
    text = text.rstrip()
    window = max(0, len(text) - 40)
    patterns: tuple[tuple[re.Pattern[str], Mark], ...] = (
        (_BY_DUTY, "by_duty"), (_LEAD, "lead"), (_SUPPORT, "support"), (_RESPONSIBLE, "responsible"),
    )  # fmt: skip
    best: tuple[int, Mark | None] = (len(text), None)
    for pattern, mark in patterns:
        found = pattern.search(text, window)
        if found and found.start() < best[0] and found.group():
            best = (found.start(), mark)
    return best
