"""One thing and what belongs to it: a department, a document, a domain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .layout import lay_out
from .making import (
    department_node,
    department_ranking,
    document_node,
    in_columns,
    near_edge,
    plain_edge,
    ranked,
    responsibility_edge,
    role_counts,
    role_words,
    size,
    task_node,
)
from .naming import find_departments, find_document, find_domain
from .picture import Edge, Node, Picture, Ranking, Row, Sheet
from .reading import Properties, Reading
from .words import Both

IN_COLUMNS = 120
"""The fullest column that is still drawn as a column."""
MOST_DEPARTMENTS, MOST_PARTNERS = 8, 40
TASKS, UNITS = Both("任务", "Tasks"), Both("承担部门", "Who carries them")


def department(reading: Reading, name: str) -> Picture:
    """A department's tasks, and who shares them. The same name in several places gives each of them."""
    found = find_departments(reading, name)
    own = found[:MOST_DEPARTMENTS]
    rows = [row for id_ in own for row in reading.department_responsible.get(id_, ())]
    tasks = list(dict.fromkeys(row["target"] for row in rows))
    shared = [row for task in tasks for row in reading.task_responsible[task] if row["source"] not in own]
    partners = [id_ for id_, _ in ranked(Counter(row["source"] for row in shared))[:MOST_PARTNERS]]
    edges = [responsibility_edge(reading, row) for row in rows]
    edges += [responsibility_edge(reading, row) for row in shared if row["source"] in partners]
    nodes = (
        [department_node(reading, id_, "left") for id_ in own],
        [task_node(reading, id_, "left") for id_ in tasks],
        [department_node(reading, id_, "right") for id_ in partners],
    )
    for node in nodes[2]:
        count = sum(row["source"] == node.id for row in shared)
        node.size, node.weight = size(count, 4, 1.6), 2 + count
    for node in nodes[0]:
        node.weight += 500
    _name_places(reading, [*nodes[0], *nodes[2]])
    label = reading.department_name(own[0])
    picture = _draw("department", Both(f"部门:{label}", f"Department: {label}"), nodes, edges,
                    (Both("部门", "Department"), TASKS, Both("共同承担的部门", "Who shares them")))  # fmt: skip
    counts, places = role_counts(rows), {reading.place_name(reading.department_place.get(id_)) for id_ in own} - {None}
    where = f"({len(places)} 地)" if len(places) > 1 else ""
    words_zh, words_en = "、".join(f"{w} 项" for w in role_words(counts, "zh")), ", ".join(role_words(counts, "en"))
    partner = reading.department_full(partners[0]) if partners else None
    count = sum(row["source"] == partners[0] for row in shared) if partners else 0
    picture.headline = Both(
        f"{label}{where}承担 {len(tasks)} 项任务:{words_zh}"
        + (f";与{partner}共同承担最多({count} 项)" if partner else ""),
        f"{label} carries {len(tasks)} tasks: {words_en}"
        + (f"; shares most with {partner} ({count})" if partner else ""),
    )
    if len(found) > len(own):
        picture.note = Both(f"共 {len(found)} 个部门叫这个名字,画出任务最多的 {len(own)} 个。",
                            f"{len(found)} departments bear this name; the {len(own)} with most tasks are drawn.")  # fmt: skip
    picture.facts = [
        (Both("任务", "tasks"), str(len(tasks))), (Both("牵头", "leads"), str(counts["lead"])),
        (Both("共同承担部门", "partners"), str(len({row["source"] for row in shared}))),
    ]  # fmt: skip
    picture.rankings = [_domains(reading, tasks), _partners(reading, shared)]
    if len(own) > 1:
        picture.rankings.insert(0, department_ranking(reading, own, Both("各地", "By place")))
    return picture


def document(reading: Reading, name: str) -> Picture:
    """A document's sections, tasks and units, with its indicators in the panel."""
    id_ = find_document(reading, name)
    tasks = reading.document_tasks.get(id_, [])
    sections: dict[str, Node] = {}
    edges: list[Edge] = []
    for task in tasks:
        title = str(reading.tasks[task].get("section") or "")
        key = f"section:{title}"
        if key not in sections:
            sections[key] = Node(
                key, "Section", title or "—", 100.0, {"section": title}, size=7, side="left"
            )
        edges.append(plain_edge(key, task, "HAS_TASK"))
    for key, section in sections.items():
        count = sum(edge.source == key for edge in edges)
        section.props = {"section": section.label, "tasks": count}
        section.size, section.weight = size(count, 5, 1.5), 100.0 + count
    rows = [row for task in tasks for row in reading.task_responsible.get(task, ())]
    units = list(dict.fromkeys(row["source"] for row in rows))
    edges += [responsibility_edge(reading, row) for row in rows]
    columns = (
        list(sections.values()), [task_node(reading, task, "left") for task in tasks],
        [department_node(reading, unit, "right") for unit in units],
    )  # fmt: skip
    short = reading.document_short(id_)
    picture = _draw("document", Both(f"文件:{reading.document_name(id_)}", f"Document: {reading.document_name(id_)}"), columns, edges,
                    (Both("部分", "Sections"), TASKS, UNITS), fixed=(0, 1))  # fmt: skip
    picture.headline = _document_headline(reading, short, tasks, rows)
    indicators = [i for i, (owner, _) in reading.indicator_owner.items() if owner == id_]
    picture.facts = [
        (TASKS, str(len(tasks))), (Both("承担部门", "units"), str(len(units))), (Both("指标", "indicators"), str(len(indicators))),
        (Both("引用文件", "cites"), str(sum(row["source"] == id_ for row in reading.edges("CITES")))),
    ]  # fmt: skip
    picture.rankings = [
        department_ranking(reading, units, Both("承担部门", "Who carries it"), 8),
        _domains(reading, tasks),
    ]
    picture.sheets = [indicator_sheet(reading, indicators)] if indicators else []
    return picture


def domain(reading: Reading, name: str) -> Picture:
    """A domain's tasks by document, the units that carry them, and near tasks elsewhere."""
    field = find_domain(reading, name)
    tasks = [task for task, domains in reading.task_domains.items() if domains[:1] == (field,)]
    homes = list(dict.fromkeys(reading.task_document[task] for task in tasks if task in reading.task_document))
    tasks.sort(key=lambda task: (homes.index(reading.task_document[task]), reading.tasks[task].get("ordinal") or 0))
    rows = [row for task in tasks for row in reading.task_responsible.get(task, ())]
    units = list(dict.fromkeys(row["source"] for row in rows))
    edges = [plain_edge(reading.task_document[task], task, "HAS_TASK") for task in tasks]
    edges += [responsibility_edge(reading, row) for row in rows]
    chosen = set(tasks)
    edges += [
        near_edge(row) for row in reading.edges("SAME_DOMAIN_AS") if row["source"] in chosen and row["target"] in chosen
    ]
    columns = (
        [document_node(reading, id_, "left") for id_ in homes], [task_node(reading, task, "left") for task in tasks],
        [department_node(reading, unit, "right") for unit in units],
    )  # fmt: skip
    for node in columns[0]:
        count = sum(reading.task_document.get(task) == node.id for task in tasks)
        node.size, node.weight = size(count, 6, 1.6), 100 + count
    _name_places(reading, columns[2])
    carried = Counter(row["source"] for row in rows)
    for node in columns[2]:
        node.size, node.weight = size(carried[node.id], 4, 1.6), 2 + carried[node.id]
    picture = _draw(
        "domain",
        Both(f"领域:{field}", f"Domain: {field}"),
        columns,
        edges,
        (Both("文件", "Documents"), TASKS, UNITS),
        fixed=(0, 1),
    )
    best = min(carried, key=lambda unit: (-carried[unit], unit)) if carried else None
    leader = f";{reading.department_full(best)}承担最多({carried[best]} 项)" if best else ""
    leader_en = f"; {reading.department_full(best)} carries most ({carried[best]})" if best else ""
    picture.headline = Both(
        f"{field}:{len(homes)} 份文件共 {len(tasks)} 项任务{leader}",
        f"{field}: {len(tasks)} tasks in {len(homes)} documents{leader_en}",
    )
    indicators = [i for task in tasks for i in reading.task_indicators.get(task, ())]
    near = sum(edge.type == "SAME_DOMAIN_AS" for edge in edges)
    picture.off = ["SAME_DOMAIN_AS"] if near else []
    picture.facts = [
        (TASKS, str(len(tasks))), (Both("文件", "documents"), str(len(homes))), (Both("部门", "departments"), str(len(units))),
        (Both("相近任务", "near pairs"), str(near)),
    ]  # fmt: skip
    picture.rankings = [_units(reading, rows)]
    picture.sheets = [indicator_sheet(reading, indicators, with_place=True)] if indicators else []
    return picture


def _name_places(reading: Reading, departments: Iterable[Node]) -> None:
    """Say the place of each department where those of several places meet."""
    departments = list(departments)
    if len({node.place for node in departments}) > 1:
        for node in departments:
            node.label = reading.department_full(node.id)


def _draw(
    view: str,
    title: Both,
    columns: Sequence[list[Node]],
    edges: list[Edge],
    headings: Sequence[Both],
    fixed: Sequence[int] = (),
) -> Picture:
    """Three columns, or springs where the fullest would be too long to read."""
    picture = Picture(view, title, Both("", ""))
    picture.nodes = [node for column in columns for node in column]
    picture.edges = edges
    picture.room = 210
    if max(map(len, columns), default=0) <= IN_COLUMNS:
        xs = in_columns(columns, edges, fixed=fixed, gaps=(390, 330), pitch=20)
        picture.columns = [(name, x) for name, x, column in zip(headings, xs, columns, strict=True) if column]
        return picture
    number = {node.id: i for i, node in enumerate(picture.nodes)}
    pairs = [(number[e.source], number[e.target]) for e in edges if e.source in number and e.target in number]
    for node, (x, y) in zip(
        picture.nodes, lay_out(len(number), pairs, [n.size for n in picture.nodes]).tolist(), strict=True
    ):
        node.x, node.y, node.side = x, y, "below"
        if node.type == "Document":
            node.weight = node.size / 10
    picture.quiet = ("Task",)
    return picture


def _document_headline(reading: Reading, short: str, tasks: list[str], rows: list[Properties]) -> Both:
    by_unit: dict[str, list[Properties]] = defaultdict(list)
    for row in rows:
        by_unit[row["source"]].append(row)
    if not by_unit:
        return Both(f"{short}:{len(tasks)} 项任务,没有写明承担部门", f"{short}: {len(tasks)} tasks, no unit named")
    counted = {unit: role_counts(found) for unit, found in by_unit.items()}
    best = min(counted, key=lambda unit: (-counted[unit]["lead"], -sum(counted[unit].values()), unit))
    name, counts = reading.department_name(best), counted[best]
    if counts["lead"]:
        tail = f"{name}牵头最多({counts['lead']} 项)", f"{name} leads most ({counts['lead']})"
    else:
        tail = f"{name}承担最多({sum(counts.values())} 项)", f"{name} carries most ({sum(counts.values())})"
    return Both(
        f"{short}:{len(tasks)} 项任务,{len(by_unit)} 个部门承担;{tail[0]}",
        f"{short}: {len(tasks)} tasks, {len(by_unit)} units; {tail[1]}",
    )


def _domains(reading: Reading, tasks: Iterable[str]) -> Ranking:
    counts = Counter(reading.task_domains[task][0] for task in tasks if reading.task_domains.get(task))
    return Ranking(
        Both("所属领域", "Domains"), tuple(Row(Both(n, n), (("Domain", float(c)),)) for n, c in ranked(counts)[:8])
    )


def _partners(reading: Reading, shared: list[Properties]) -> Ranking:
    return _units(reading, shared, Both("共同承担最多的部门", "Shares most with"))


def _units(reading: Reading, rows: list[Properties], title: Both | None = None) -> Ranking:
    by_unit: dict[str, list[Properties]] = defaultdict(list)
    for row in rows:
        by_unit[row["source"]].append(row)
    best = sorted(by_unit, key=lambda unit: (-len(by_unit[unit]), unit))[:10]
    made = []
    for unit in best:
        counts, name = role_counts(by_unit[unit]), reading.department_full(unit)
        note = Both("、".join(role_words(counts, "zh")), ", ".join(role_words(counts, "en")))
        made.append(Row(Both(name, name), tuple((role, float(n)) for role, n in counts.items() if n), unit, note))
    return Ranking(title or Both("承担最多的部门", "Who carries most"), tuple(made))


def figure(row: Properties) -> str:
    """An indicator's value as read: ≥ 95 %, 10–20 %, 每年 …"""
    signs = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "约 ", "change": "± "}
    value = f"{row.get('value'):,.10g}" if isinstance(row.get("value"), (int, float)) else "—"
    if row.get("comparator") == "range" and row.get("value_high") is not None:
        value = f"{value}–{row['value_high']:,.10g}"
    return f"{signs.get(str(row.get('comparator')), '')}{value} {row.get('unit') or ''}".strip()


def indicator_sheet(reading: Reading, indicators: Sequence[str], *, with_place: bool = False, most: int = 60) -> Sheet:
    """Indicators as a table: name, figure, year, and the place where several meet."""
    rows = []
    for id_ in indicators[:most]:
        row = reading.nodes["Indicator"][id_]
        document_ = reading.indicator_owner[id_][0]
        cells = [
            str(row.get("name") or ""),
            figure(row),
            str(row.get("year") or ("每年" if row.get("period") == "annual" else "")),
        ]
        if with_place:
            cells.insert(0, reading.place_name(reading.document_place.get(document_)) or "")
        rows.append(tuple(Both(cell, cell) for cell in cells))
    heading = [Both("指标", "Indicator"), Both("数值", "Figure"), Both("年份", "Year")]
    if with_place:
        heading.insert(0, Both("地方", "Place"))
    return Sheet(Both(f"指标 {len(indicators)} 项", f"{len(indicators)} indicators"), tuple(heading), tuple(rows))
