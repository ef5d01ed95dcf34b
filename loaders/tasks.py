"""Which items of the outline are tasks, and which annotations hold for them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from .assignment import Group
from .model import TaskKind
from .outline import Node
from .responsibility import find_groups

_DETAIL = ("arabic_bracket", "circle", "ordinal", "bullet")
"""Kinds of number that mostly break a task up into details (GB/T 9704 knows four levels; clerks use the fourth for lists)."""

_DONE_BY = re.compile(
    r"(?P<when>20\d\d年(?:\d{1,2}月)?(?:年?[底末])?(?:之?前|以前)?),?(?:要|须|力争|确保|全面|全部|基本|如期|按期){0,2}完成"
    r"(?:全部|所有)?(?P<what>[\u4e00-\u9fff]{2,12})(?=[,。;\n]|\Z)"
)
"""A clause that says by when something is completed (2022年底前完成普查); what, tells whether it is the whole task."""


@dataclass(slots=True)
class Found:
    """A task of the outline with the annotations that hold for it."""

    node: Node
    path: tuple[str, ...]
    title: str
    section: str
    kind: TaskKind
    groups: list[Group]
    deadline: str | None


@dataclass(slots=True)
class _Reading:
    """Working state: the annotations in each node's own text, those that are a whole line, and those given for a section."""

    folded: str
    own: dict[int, list[Group]] = field(default_factory=dict)
    given: dict[int, list[Group]] = field(default_factory=dict)
    by_item: bool = False


@lru_cache(maxsize=1)
def _sections() -> dict[str, re.Pattern[str]]:
    text = files("policygraph.loaders").joinpath("data/sections.toml").read_text(encoding="utf-8")
    return {key: re.compile("|".join(words)) for key, words in tomllib.loads(text).items()}


def find_tasks(folded: str, root: Node) -> list[Found]:
    """The tasks of one outline, in order of the text.

    A task is the smallest numbered item that sets work; items of aims and principles are none, unless units are named there.
    """
    reading = _Reading(folded)
    nodes = [node for node in root.walk() if node.kind != "root"]
    reading.own[id(root)] = []
    for node in nodes:
        reading.own[id(node)] = find_groups(folded, node.start, node.own_end)
    reading.by_item = _by_item(reading, nodes)
    for node in [root, *nodes]:
        _lift(reading, node)
    chosen = list(_select(reading, root))
    paths = _unique_paths(chosen)
    return [_found(reading, node, path) for node, path in zip(chosen, paths, strict=True)]


def _by_item(reading: _Reading, nodes: list[Node]) -> bool:
    """Whether the document gives units in a line of their own item by item, and not once a section: more sections have
    several such lines than have one, after the last item."""
    several = once = 0
    for node in nodes:
        lines = [_has_line(reading, child) for child in node.children]
        several += sum(lines) > 1
        once += len(lines) > 1 and sum(lines) == 1 and lines[-1]
    return several > 0 and several >= once


def _has_line(reading: _Reading, node: Node) -> bool:
    """Whether a line of units is among an item's own text or its details."""
    parts = [node, *(below for below in node.walk() if below.kind in _DETAIL)]
    return any(_whole_line(reading.folded, group) for part in parts for group in reading.own[id(part)])


def _lift(reading: _Reading, parent: Node) -> None:
    """Move annotations that hold for all items of a section from its last item to the section itself.

    Two layouts: a line of units after the last item of a section whose items name none; and details (⑴ ① ——) of which only
    the last carries units, which are then the whole item's.
    """
    children = parent.children
    if not children or parent.kind == "root":
        return
    last = children[-1]
    before = any(reading.own[id(node)] for child in children[:-1] for node in child.walk())
    if before:
        return
    detail = last.kind in _DETAIL
    if not detail and (last.children or len(children) < 2):
        return
    if last.kind in ("arabic_bracket", "circle") and len(children) == 1 and _bare(reading, parent):
        return
    groups = reading.own[id(last)]
    moved = groups if detail else [group for group in groups if not reading.by_item and _whole_line(reading.folded, group)]
    if moved:
        going = {id(group) for group in moved}
        reading.own[id(last)] = [group for group in groups if id(group) not in going]
        target = reading.own if detail else reading.given
        target[id(parent)] = [*target.get(id(parent), []), *moved]


def _whole_line(folded: str, group: Group) -> bool:
    left = folded.rfind("\n", 0, group.start) + 1
    right = folded.find("\n", group.end)
    right = len(folded) if right < 0 else right
    return not folded[left : group.start].strip() and not folded[group.end : right].strip(" \t。;")


def _has_groups(reading: _Reading, node: Node) -> bool:
    return any(reading.own[id(below)] for below in node.walk())


def _task_children(reading: _Reading, node: Node) -> list[Node]:
    """The children that are tasks (or hold some); details only where they carry units of their own, or stand under a bare heading."""
    if not node.children:
        return []
    if node.children[0].kind not in _DETAIL:
        return [child for child in node.children if child.kind not in _DETAIL] or node.children
    named = [child for child in node.children if _has_groups(reading, child)]
    if named:
        return node.children
    if reading.own[id(node)] or reading.given.get(id(node)) or node.children[0].kind in ("ordinal", "bullet"):
        return []
    sentences = all("。" in reading.folded[child.body : max(child.body, child.end - 1)] for child in node.children)
    return node.children if _bare(reading, node) and sentences else []


def _bare(reading: _Reading, node: Node) -> bool:
    """Whether an item is a heading and no more, apart from the items in it."""
    return not reading.folded[node.title_end : node.own_end].strip(" \n\t。:;")


def _select(reading: _Reading, node: Node) -> Iterator[Node]:
    """The smallest items below a node that are tasks."""
    below = _task_children(reading, node)
    for child in below:
        yield from _select(reading, child)
    if not below and node.kind != "root" and _sets_work(reading, node):
        yield node


def _sets_work(reading: _Reading, node: Node) -> bool:
    """Whether an item without task children is a task itself."""
    if _units(reading, node):
        return True
    words = _sections()
    if node.kind in ("bullet", "ordinal") or not re.search(r"[\u4e00-\u9fff]{2}", node.title):
        return False
    return not (words["gathering"].search(node.title) or any(words["not_work"].search(title) for title in node.titles()))


def _units(reading: _Reading, node: Node) -> list[Group]:
    """The annotations that hold for a task: its own (with those of its details), else those of the nearest section that gives some."""
    own = [group for below in node.walk() for group in reading.own[id(below)] if group.bodies]
    if own:
        return own
    for above in node.ancestors():
        groups = [g for g in (*reading.given.get(id(above), ()), *reading.own[id(above)]) if g.bodies]
        if groups:
            return groups
    return []


def _unique_paths(nodes: list[Node]) -> list[tuple[str, ...]]:
    """Paths by number; where two tasks would share one, the titles of enclosing headings without number join in."""
    paths = [node.path() for node in nodes]
    shared = max(Counter(paths).values(), default=0) > 1
    out: list[tuple[str, ...]] = []
    for node, path in zip(nodes, paths, strict=True):
        if shared and any(not above.numbered for above in node.ancestors()):
            outer = [above.token or above.title for above in node.ancestors()]
            path = (*reversed(outer), node.token if node.numbered else node.title)
        out.append(path)
    return out


def _found(reading: _Reading, node: Node, path: tuple[str, ...]) -> Found:
    kind: TaskKind = "safeguard" if _sections()["safeguard"].search(node.titles()[0]) else "task"
    section = next((clean_title(reading, above) for above in node.ancestors()), "")
    all_own = [group for below in node.walk() for group in reading.own[id(below)]]
    deadline = next((group.deadline for group in all_own if group.deadline), None)
    title = clean_title(reading, node)
    deadline = deadline or _completed(reading, node, title)
    return Found(node, path, title, section, kind, _units(reading, node), deadline)


def _completed(reading: _Reading, node: Node, title: str) -> str | None:
    """By when the item's own text says that what its title names is completed."""
    for found in _DONE_BY.finditer(reading.folded, node.title_end, node.own_end):
        what = re.sub(r"(?:工作|任务)\Z", "", found["what"])
        if len(what) > 1 and what[-2:] in title:
            return found["when"]
    return None


def clean_title(reading: _Reading, node: Node) -> str:
    """The item's heading without the annotation that may stand in the same line."""
    text, start = [], node.body
    for group in reading.own[id(node)]:
        if group.start < node.title_end and group.end > start:
            text.append(reading.folded[start : group.start])
            start = group.end
    text.append(reading.folded[start : max(start, node.title_end)])
    joined = "".join(text).strip(" \t\n:;,、。")
    return re.sub(r"\s*\n\s*", "", joined)
