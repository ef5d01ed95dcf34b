"""Two documents side by side."""

from __future__ import annotations

from collections import Counter

from ..errors import UsageError
from .making import domain_node, in_columns, near_edge, plain_edge, ranked, task_node
from .naming import find_document
from .picture import Picture, Ranking, Row, Sheet
from .reading import Reading
from .view_focus import figure
from .words import Both


def compare(reading: Reading, first: str, second: str) -> Picture:
    """Tasks of both by domain, near tasks and comparable indicators. Raises UsageError where both names mean one document."""
    a, b = find_document(reading, first), find_document(reading, second)
    if a == b:
        raise UsageError(f"{first!r} and {second!r} are the same document: {reading.document_name(a)}")
    tasks = {id_: reading.document_tasks.get(id_, []) for id_ in (a, b)}
    fields = {id_: Counter(_main(reading, task) for task in tasks[id_]) for id_ in (a, b)}
    names = [name for name, _ in ranked(fields[a] + fields[b])]
    domains = {name: domain_node(name, fields[a][name] + fields[b][name]) for name in names}
    for name, node in domains.items():
        node.label, node.size = f"{fields[a][name]}  {name}  {fields[b][name]}", 8
    left = [task_node(reading, task, "left") for task in tasks[a]]
    right = [task_node(reading, task, "right") for task in tasks[b]]
    edges = [plain_edge(task, f"domain:{_main(reading, task)}", "IN_DOMAIN", 1.2) for task in tasks[a]]
    edges += [plain_edge(f"domain:{_main(reading, task)}", task, "IN_DOMAIN", 1.2) for task in tasks[b]]
    near = [row for row in reading.edges("SAME_DOMAIN_AS") if _between(reading, row["source"], row["target"], a, b)]
    wide = {"left": left, "right": right}
    xs = in_columns((wide["left"], list(domains.values()), wide["right"]), edges, gaps=(300, 300), pitch=20, least=600)
    titles = {id_: _name(reading, id_) for id_ in (a, b)}
    picture = Picture(
        "compare", Both(f"对比:{titles[a]} 与 {titles[b]}", f"Comparison: {titles[a]} and {titles[b]}"), Both("", "")
    )
    picture.nodes = [*left, *domains.values(), *right]
    picture.edges = edges + [near_edge(row) for row in near]
    picture.off = ["SAME_DOMAIN_AS"] if near else []
    picture.room = 260
    heads = (Both(titles[a], titles[a]), Both("领域", "Domains"), Both(titles[b], titles[b]))
    picture.columns = [(head, x) for head, x in zip(heads, xs, strict=True)]
    _say(picture, reading, (a, b), titles, fields, len(near))
    return picture


def _main(reading: Reading, task: str) -> str:
    return (reading.task_domains.get(task) or ("其他",))[0]


def _name(reading: Reading, id_: str) -> str:
    """A short name for headings: place and number, or place and date, or what else there is."""
    row, place = reading.documents[id_], reading.place_name(reading.document_place.get(id_))
    known = row.get("doc_number") or row.get("issued_on") or (None if place else reading.document_short(id_))
    return " ".join(str(part) for part in (place, known) if part)


def _between(reading: Reading, task: str, other: str, a: str, b: str) -> bool:
    return {reading.task_document.get(task), reading.task_document.get(other)} == {a, b}


def _say(
    picture: Picture,
    reading: Reading,
    ids: tuple[str, str],
    titles: dict[str, str],
    fields: dict[str, Counter[str]],
    near: int,
) -> None:
    a, b = ids
    both, total = set(fields[a]) & set(fields[b]), [sum(fields[id_].values()) for id_ in ids]
    pairs = _indicator_pairs(reading, a, b)
    alike = f"{len(pairs)} 组指标可比" if pairs else "没有可比的指标"
    picture.headline = Both(
        f"{titles[a]} {total[0]} 项任务,{titles[b]} {total[1]} 项;{len(both)} 个领域两边都有,{alike}",
        f"{titles[a]} has {total[0]} tasks, {titles[b]} {total[1]}; {len(both)} domains in common, {len(pairs)} comparable indicators",
    )
    # A domain that some task of the other touches second is not missing there.
    only_a, only_b = sorted(set(fields[a]) - _touched(reading, b)), sorted(set(fields[b]) - _touched(reading, a))
    picture.facts = [
        (Both("共同领域", "shared domains"), str(len(both))), (Both("相近任务", "near tasks"), str(near)),
        (Both("可比指标", "comparable"), str(len(pairs))),
    ]  # fmt: skip
    parts = [(titles[a], only_a), (titles[b], only_b)]
    zh = ";".join(f"只有 {title} 有:{'、'.join(names)}" for title, names in parts if names)
    en = "; ".join(f"only in {title}: {', '.join(names)}" for title, names in parts if names)
    picture.note = Both(zh, en)
    order = sorted(set(fields[a]) | set(fields[b]), key=lambda name: (-(fields[a][name] + fields[b][name]), name))
    picture.rankings = [Ranking(Both(f"任务数:{titles[a]} / {titles[b]}", f"Tasks: {titles[a]} / {titles[b]}"), tuple(
        Row(Both(name, name), (("Document", float(fields[a][name])), ("Department", float(fields[b][name]))), f"domain:{name}",
            Both(f"{fields[a][name]} / {fields[b][name]}", f"{fields[a][name]} / {fields[b][name]}"))
        for name in order[:12]
    ))]  # fmt: skip
    if pairs:
        heading = (Both("指标", "Indicator"), Both(titles[a], titles[a]), Both(titles[b], titles[b]))
        picture.sheets = [Sheet(Both("可比指标", "Comparable indicators"), heading, tuple(pairs))]


def _indicator_pairs(reading: Reading, a: str, b: str) -> list[tuple[Both, ...]]:
    found = []
    for row in reading.edges("COMPARABLE_TO"):
        ends = {reading.indicator_owner.get(id_, ("", None))[0]: id_ for id_ in (row["source"], row["target"])}
        if set(ends) == {a, b}:
            one, two = (reading.nodes["Indicator"][ends[id_]] for id_ in (a, b))
            name = str(one.get("name") or one.get("metric") or "")
            cells = (
                name,
                *(f"{figure(row)}{' · ' + str(row['year']) if row.get('year') else ''}" for row in (one, two)),
            )
            found.append(tuple(Both(cell, cell) for cell in cells))
    return found


def _touched(reading: Reading, document: str) -> set[str]:
    """Every domain that a task of the document has at any rank."""
    return {name for task in reading.document_tasks.get(document, []) for name in reading.task_domains.get(task, ())}
