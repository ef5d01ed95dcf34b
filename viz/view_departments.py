"""Departments, tasks and documents: who leads and supports what."""

from __future__ import annotations

import math
from collections import defaultdict

from .layout import lay_out
from .making import (
    WIDTHS,
    department_node,
    department_ranking,
    document_node,
    plain_edge,
    responsibility_edge,
    role_counts,
    size,
    task_node,
)
from .picture import Edge, Evidence, Node, Picture
from .reading import Reading
from .words import Both

WHOLE = 3000
"""Up to so many nodes every task is drawn; beyond, documents and departments first, tasks when they are opened."""


def departments(reading: Reading) -> Picture:
    """The picture of all responsibilities."""
    named = [id_ for id_ in reading.departments if reading.department_responsible.get(id_)]
    documents = [id_ for id_ in reading.documents if reading.document_tasks.get(id_)]
    nodes = [document_node(reading, id_) for id_ in documents]
    nodes += [department_node(reading, id_) for id_ in named]
    tasks = [task_node(reading, id_) for id_ in reading.task_document if id_ in reading.tasks]
    edges = [responsibility_edge(reading, row) for row in reading.responsible]
    contains = [plain_edge(document, task, "HAS_TASK", 0.7) for task, document in reading.task_document.items()]
    if len(nodes) + len(tasks) <= WHOLE:
        picture = _whole(nodes + tasks, edges + contains)
    else:
        picture = _aggregate(reading, nodes, tasks, edges + contains)
    picture.headline = _headline(reading, named)
    picture.note = _note(reading)
    picture.facts = [
        (Both("文件", "documents"), str(len(documents))),
        (Both("任务", "tasks"), str(len(reading.tasks))),
        (Both("部门", "departments"), str(len(named))),
        (Both("承担关系", "duties"), str(len(reading.responsible))),
    ]
    picture.rankings = [
        department_ranking(reading, named, Both("牵头最多的部门(其次按承担总数)", "Most tasks led, then most carried"))
    ]
    return picture


def _new() -> Picture:
    return Picture(
        "departments",
        Both("部门与任务:谁牵头、谁配合、谁负责", "Departments and tasks: who leads, supports, answers"),
        Both("", ""),
        quiet=("Task",),
    )


def _whole(nodes: list[Node], edges: list[Edge]) -> Picture:
    number = {node.id: i for i, node in enumerate(nodes)}
    pairs = [(number[e.source], number[e.target]) for e in edges if e.source in number and e.target in number]
    for node, (x, y) in zip(nodes, lay_out(len(nodes), pairs, [node.size for node in nodes]).tolist(), strict=True):
        node.x, node.y = x, y
    picture = _new()
    picture.nodes, picture.edges = nodes, edges
    return picture


def _aggregate(reading: Reading, nodes: list[Node], tasks: list[Node], edges: list[Edge]) -> Picture:
    """Documents and departments joined directly, the tasks in a disc around their document, opened by the reader."""
    number = {node.id: i for i, node in enumerate(nodes)}
    joined: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for row in reading.responsible:
        document = reading.task_document.get(row["target"])
        if document in number and row["source"] in number:
            found = joined[row["source"], document, row["role"]]
            found.append(
                Evidence(row.get("quote"), row.get("char_start"), row.get("char_end"), document, row["target"])
            )
    pairs = [(number[a], number[b]) for a, b, _ in joined]
    for node, (x, y) in zip(nodes, lay_out(len(nodes), pairs, [node.size for node in nodes]).tolist(), strict=True):
        node.x, node.y = x, y
    placed: dict[str, int] = defaultdict(int)
    for task in tasks:
        document = reading.task_document[task.id]
        home = nodes[number[document]] if document in number else None
        if home:
            placed[document] += 1
            turn, far = placed[document] * 2.399963, 14 + 5.2 * math.sqrt(placed[document])
            task.x, task.y = home.x + far * math.cos(turn), home.y + far * math.sin(turn)
    picture = _new()
    picture.nodes, picture.opens = nodes + tasks, len(nodes)
    totals = [
        Edge(
            a,
            b,
            "LINKS",
            role,
            len(found),
            WIDTHS.get(role, 1.0) * min(3.0, 0.7 + math.log1p(len(found)) / 2),
            {},
            found[:20],
        )
        for (a, b, role), found in joined.items()
    ]
    picture.edges = totals + edges
    for node in nodes:
        node.size = size(node.weight, 4, 0.8, 26)
    return picture


def _headline(reading: Reading, named: list[str]) -> Both:
    counted = {id_: role_counts(reading.department_responsible[id_]) for id_ in named}
    if not counted:
        return Both("这些文件没有写明责任部门。", "These documents name no responsible departments.")
    best = min(counted, key=lambda id_: (-counted[id_]["lead"], -sum(counted[id_].values()), id_))
    counts, total = counted[best], sum(counted[best].values())
    zh = en = reading.department_full(best)
    if counts["lead"]:
        return Both(
            f"{zh}牵头最多:牵头 {counts['lead']} 项,共承担 {total} 项任务",
            f"{en} leads most: {counts['lead']} of its {total} tasks",
        )
    return Both(
        f"{zh}承担最多:{total} 项任务(文件未区分牵头)", f"{en} carries most: {total} tasks (no document names leads)"
    )


def _note(reading: Reading) -> Both:
    with_lead = {reading.task_document.get(row["target"]) for row in reading.responsible if row["role"] == "lead"}
    total = {reading.task_document.get(row["target"]) for row in reading.responsible}
    return Both(
        f"{len(total)} 份文件中有 {len(with_lead)} 份写明牵头单位;其余只列责任单位,图中记作“责任”或“按职责分工”,不推定谁牵头。",
        f"{len(with_lead)} of {len(total)} documents say who leads; the others only list responsible units, and no lead is inferred.",
    )
