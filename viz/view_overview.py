"""Places × domains × lines: the whole graph in one drawing, however large it is."""

from __future__ import annotations

from collections import Counter, defaultdict

from .making import in_columns, ranked, size
from .picture import Edge, Evidence, Node, Picture, Ranking, Row
from .reading import ROLE_ORDER, Reading
from .words import Both

MOST_PLACES, MOST_LINES, MOST_EVIDENCE = 20, 20, 200
OTHER = Both("其他", "other")


def overview(reading: Reading) -> Picture:
    """The aggregate picture: a place's tasks by their main domain, a domain's tasks by the lines that carry them."""
    places, lines = _place_names(reading), _lines(reading)
    first: dict[tuple[str, str], list[str]] = defaultdict(list)
    second: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for task in reading.tasks:
        domain = (reading.task_domains.get(task) or (OTHER.zh,))[0]
        first[places.get(reading.task_document.get(task, ""), OTHER.zh), domain].append(task)
        for row in reading.task_responsible.get(task, ()):
            second[domain, lines.get(row["source"], OTHER.zh)].append(row)
    nodes = _nodes(first, second)
    edges = _edges(reading, first, second)
    columns = [[n for n in nodes if n.type == kind] for kind in ("Place", "Domain", "Line")]
    for column in columns:
        column.sort(key=lambda node: (-node.weight, node.id))
    xs = in_columns(columns, edges, gaps=(430, 430), pitch=29, least=600)
    headings = (Both("地方", "Places"), Both("领域", "Domains"), Both("部门条线", "Lines of departments"))
    picture = Picture(
        "overview",
        Both("总览:地方 × 领域 × 部门条线", "Overview: places × domains × lines of departments"),
        Both("", ""),
    )
    picture.nodes, picture.edges, picture.room = nodes, edges, 170
    picture.columns = list(zip(headings, xs, strict=True))
    work = Counter(
        (reading.task_domains.get(id_) or (OTHER.zh,))[0]
        for id_, row in reading.tasks.items()
        if row.get("kind") != "safeguard"
    )
    picture.headline = _headline(first, second, work)
    picture.note = Both(
        "任务按其最主要的领域计一次;一项任务由几个部门承担,就在右侧计几次。线越粗,任务越多。",
        "A task counts once, in its main domain; on the right it counts once for each body named. Wider lines are more tasks.",
    )
    picture.facts = [
        (Both("地方", "places"), str(len({p for p, _ in first}))),
        (Both("文件", "documents"), str(len(reading.loaded))),
        (Both("任务", "tasks"), str(len(reading.tasks))),
        (Both("指标", "indicators"), str(len(reading.nodes["Indicator"]))),
    ]
    picture.rankings = _rankings(first, second)
    return picture


def _place_names(reading: Reading) -> dict[str, str]:
    """Place of each document; the place above it where there are too many, and the rest together."""
    within = {row["source"]: row["target"] for row in reading.edges("WITHIN")}
    ids = dict(reading.document_place)
    for _ in range(3):
        if len(set(ids.values())) <= MOST_PLACES:
            break
        ids = {document: within.get(place, place) for document, place in ids.items()}
    chosen = [place for place, _ in ranked(Counter(ids.values()))[:MOST_PLACES]]
    return {
        document: (reading.place_name(place) or OTHER.zh) if place in chosen else OTHER.zh
        for document, place in ids.items()
    }


def _lines(reading: Reading) -> dict[str, str]:
    """Line of each department; its kind of body where it has none, and the rarer lines together."""
    own = {id_: str(row.get("line") or OTHER.zh) for id_, row in reading.departments.items()}
    counts = Counter(own[row["source"]] for row in reading.responsible if row["source"] in own)
    counts.pop(OTHER.zh, None)
    chosen = {line for line, _ in ranked(counts)[:MOST_LINES]}
    return {id_: line if line in chosen else OTHER.zh for id_, line in own.items()}


def _nodes(first: dict[tuple[str, str], list[str]], second: dict[tuple[str, str], list[dict[str, str]]]) -> list[Node]:
    by_place, by_domain, by_line = Counter[str](), Counter[str](), Counter[str]()
    for (place, domain), tasks in first.items():
        by_place[place] += len(tasks)
        by_domain[domain] += len(tasks)
    for (_, line), rows in second.items():
        by_line[line] += len(rows)
    made = [
        Node(f"place:{name}", "Place", f"{name} {n}", 200 + n, {"tasks": n}, name, size=size(n, 5, 1.3), side="left")
        for name, n in by_place.items()
    ]
    made += [
        Node(f"domain:{name}", "Domain", f"{name} {n}", 100 + n, {"tasks": n}, None, (name,), size=9, side="centre")
        for name, n in by_domain.items()
    ]
    made += [
        Node(f"line:{name}", "Line", f"{name} {n}", n, {"weight": n}, size=size(n, 4, 0.9, 18), side="right")
        for name, n in by_line.items()
    ]
    return made


def _edges(
    reading: Reading, first: dict[tuple[str, str], list[str]], second: dict[tuple[str, str], list[dict[str, str]]]
) -> list[Edge]:
    widest = max(max(map(len, first.values()), default=1), 1)
    edges = []
    for (place, domain), tasks in first.items():
        evidence = []
        for task in tasks[:MOST_EVIDENCE]:
            row = reading.tasks[task]
            evidence.append(
                Evidence(None, row.get("char_start"), row.get("char_end"), reading.task_document.get(task), task)
            )
        width = 1 + 13 * len(tasks) / widest
        edges.append(Edge(f"place:{place}", f"domain:{domain}", "HAS_TASK", None, len(tasks), width, {}, evidence))
    widest = max(max(map(len, second.values()), default=1), 1)
    for (domain, line), rows in second.items():
        proofs = [
            reading.evidence(
                row, reading.task_document.get(row["target"]), row["target"], reading.department_name(row["source"])
            )
            for row in rows[:MOST_EVIDENCE]
        ]
        width = 0.8 + 11 * len(rows) / widest
        edges.append(Edge(f"domain:{domain}", f"line:{line}", "RESPONSIBLE_FOR", None, len(rows), width, {}, proofs))
    return edges


def _headline(
    first: dict[tuple[str, str], list[str]], second: dict[tuple[str, str], list[dict[str, str]]], work: Counter[str]
) -> Both:
    """`work` counts tasks that are no safeguards (保障措施) by domain: every document has some, which answers nothing."""
    domains, lines = Counter[str](), Counter[str]()
    for (_, domain), tasks in first.items():
        domains[domain] += len(tasks)
    for (_, line), rows in second.items():
        lines[line] += len(rows)
    total, places = sum(domains.values()), len({place for place, _ in first})
    if not total:
        return Both("图中的文件还没有任务。", "The documents hold no tasks yet.")
    lines.pop(OTHER.zh, None)
    if len(work) > 1:
        work.pop(OTHER.zh, None)
    (domain, count), carrier = ranked(work or domains)[0], ranked(lines)[:1]
    besides = ranked(domains)[0][0] != domain
    zh = f"{places} 地 {total} 项任务:{'保障措施之外' if besides else ''}最集中在{domain}({count} 项)"
    en = f"{total} tasks in {places} places: most in {domain} ({count}{', safeguards aside' if besides else ''})"
    if carrier:
        zh += f",{carrier[0][0]}条线承担最多({carrier[0][1]} 项次)"
        en += f"; {carrier[0][0]} carries most ({carrier[0][1]} times)"
    return Both(zh, en)


def _rankings(
    first: dict[tuple[str, str], list[str]], second: dict[tuple[str, str], list[dict[str, str]]]
) -> list[Ranking]:
    domains: dict[str, int] = Counter()
    reach: dict[str, set[str]] = defaultdict(set)
    for (place, domain), tasks in first.items():
        domains[domain] += len(tasks)
        reach[domain].add(place)
    total = len({place for place, _ in first})
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, line), found in second.items():
        lines[line].update(row["role"] for row in found)
    by_domain = sorted(domains.items(), key=lambda one: (one[0] == OTHER.zh, -one[1], one[0]))[:8]
    by_line = sorted(lines.items(), key=lambda one: (one[0] == OTHER.zh, -one[1].total(), one[0]))[:8]
    return [
        Ranking(Both("任务最多的领域", "Domains with most tasks"), tuple(
            Row(Both(name, name), (("Domain", float(n)),), f"domain:{name}",
                Both(f"{len(reach[name])} / {total} 地", f"{len(reach[name])} of {total} places"))
            for name, n in by_domain
        )),
        Ranking(Both("承担最多的条线", "Lines that carry most"), tuple(
            Row(Both(name, name), tuple((role, float(counts[role])) for role in ROLE_ORDER if counts[role]), f"line:{name}")
            for name, counts in by_line
        )),
    ]  # fmt: skip
