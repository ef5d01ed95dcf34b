"""What the graph shows as a whole, told in words: networkx measures on bodies and citations, each with the figures behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from ..graph.store import Store

COLUMNS = ("topic", "finding", "names", "figures", "ids")
"""`names` and `figures` run side by side; `ids` are those of the nodes named."""

MOST_BODIES = 400
"""Bodies (the busiest) that the network measures look at: betweenness of more takes minutes."""
SEED = 7


@dataclass(frozen=True, slots=True)
class Insight:
    """One finding: a sentence in each language, and the names, figures and ids that it rests on."""

    topic: str
    zh: str
    en: str
    names: tuple[str, ...]
    figures: tuple[float, ...]
    ids: tuple[str, ...] = ()

    def row(self, lang: str) -> tuple[Any, ...]:
        """In `COLUMNS`."""
        return self.topic, self.zh if lang == "zh" else self.en, list(self.names), list(self.figures), list(self.ids)


def analyse(store: Store, *, place: str | None = None, top: int = 5) -> list[Insight]:
    """All findings that the graph (or one place of it) bears out; `top` names in each.

    Nothing is said where there is too little to say it on.
    """
    named = _responsibilities(store, place)
    found = [
        _concentration(named, top), _between(named, top), _groups(named, top), _unowned(store, place, top), _diffused(named),
        _pivotal(store, top),
    ]  # fmt: skip
    return [insight for insight in found if insight is not None]


@dataclass(frozen=True, slots=True)
class _Named:
    """One responsibility: task, body, its name as told (with its place), role."""

    task: str
    body: str
    name: str
    role: str


def _responsibilities(store: Store, place: str | None) -> list[_Named]:
    text = (
        "MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task) WHERE r.basis <> 'prose' AND ($place IS NULL OR EXISTS { "
        "MATCH (d)-[:LOCATED_IN]->(p:Place) WHERE p.name = $place OR p.full_name = $place OR p.id = $place }) "
        "RETURN t.id AS task, d.id AS body, coalesce(d.full_name, d.name) AS name, r.role AS role ORDER BY task, body"
    )
    return [_Named(*row) for row in store.query(text, {"place": place}).rows]


def _concentration(named: list[_Named], top: int) -> Insight | None:
    leads = Counter(item.body for item in named if item.role == "lead")
    total = sum(leads.values())
    if total < 5:
        return None
    names = {item.body: item.name for item in named}
    first = sorted(leads.items(), key=lambda pair: (-pair[1], pair[0]))[:top]
    share = round(100 * sum(count for _, count in first) / total)
    told = [names[body] for body, _ in first]
    return Insight(
        "concentration",
        f"{len(leads)} 个部门牵头 {total} 件次,前 {len(first)} 个占 {share}%:{'、'.join(told)}。",
        f"{len(leads)} bodies hold {total} leads; the first {len(first)} hold {share}% of them: {', '.join(told)}.",
        tuple(told), tuple(float(count) for _, count in first), tuple(body for body, _ in first),
    )  # fmt: skip


def _network(named: list[_Named]) -> nx.Graph:
    """Bodies, linked where they are named for the same task, by how many tasks; the busiest only where there are many."""
    busy = {body for body, _ in Counter(item.body for item in named).most_common(MOST_BODIES)}
    by_task: dict[str, set[str]] = defaultdict(set)
    for item in named:
        if item.body in busy:
            by_task[item.task].add(item.body)
    graph = nx.Graph()
    weights: Counter[tuple[str, str]] = Counter()
    for bodies in by_task.values():
        ordered = sorted(bodies)
        weights.update((a, b) for place, a in enumerate(ordered) for b in ordered[place + 1 :])
    for (a, b), count in sorted(weights.items()):
        graph.add_edge(a, b, weight=count, distance=1 / count)
    return graph


def _between(named: list[_Named], top: int) -> Insight | None:
    graph = _network(named)
    if graph.number_of_nodes() < 5:
        return None
    names = {item.body: item.name for item in named}
    measured = nx.betweenness_centrality(graph, weight="distance")
    first = [
        (body, score) for body, score in sorted(measured.items(), key=lambda pair: (-pair[1], pair[0])) if score > 0
    ][:top]
    if not first:
        return None
    told = [names[body] for body, _ in first]
    return Insight(
        "go_between",
        f"把其他部门连在一起最多的是{'、'.join(told)}:许多部门只通过它们同列一项任务。",
        f"Most others are tied together through {', '.join(told)}: many bodies share tasks by way of them only.",
        tuple(told), tuple(round(score, 3) for _, score in first), tuple(body for body, _ in first),
    )  # fmt: skip


def _groups(named: list[_Named], top: int) -> Insight | None:
    graph = _network(named)
    strong = graph.edge_subgraph([(a, b) for a, b, count in graph.edges(data="weight") if count >= 2])
    if strong.number_of_nodes() < 4:
        return None
    names = {item.body: item.name for item in named}
    groups = [
        sorted(group)
        for group in nx.community.louvain_communities(nx.Graph(strong), weight="weight", seed=SEED)
        if len(group) > 2
    ]
    groups.sort(key=lambda group: (-len(group), group))
    if not groups:
        return None
    told = ["、".join(names[body] for body in group[:6]) for group in groups[:top]]
    return Insight(
        "groups",
        f"常在一起承担任务的有 {len(groups)} 组部门,最大的一组 {len(groups[0])} 个:{told[0]}。",
        f"{len(groups)} groups of bodies keep sharing tasks; the largest has {len(groups[0])}: {told[0].replace('、', ', ')}.",
        tuple(told), tuple(float(len(group)) for group in groups[:top]), tuple(group[0] for group in groups[:top]),
    )  # fmt: skip


def _unowned(store: Store, place: str | None, top: int) -> Insight | None:
    text = (
        "MATCH (t:Task)-[i:IN_DOMAIN]->(g:Domain) WHERE i.rank = 1 AND t.kind = 'task' AND ($place IS NULL OR EXISTS { "
        "MATCH (p:Place)<-[:APPLIES_TO]-(:Document)-[:HAS_TASK]->(t) "
        "WHERE p.name = $place OR p.full_name = $place OR p.id = $place }) "
        "WITH g.name AS domain, EXISTS { MATCH (t)<-[r:RESPONSIBLE_FOR]-(:Department) WHERE r.basis <> 'prose' } AS owned "
        "RETURN domain, count(*) AS tasks, sum(CASE WHEN owned THEN 0 ELSE 1 END) AS unowned ORDER BY unowned DESC, domain"
    )
    rows = store.query(text, {"place": place}).rows
    total, unowned = sum(row[1] for row in rows), sum(row[2] for row in rows)
    if not unowned:
        return None
    first = [row for row in rows if row[2]][:top]
    told = [row[0] for row in first]
    return Insight(
        "unowned",
        f"{total} 件任务(保障措施不计)中 {unowned} 件没有写明责任单位,最多的领域是{'、'.join(told)}。",
        f"{unowned} of {total} tasks (safeguards not counted) name no responsible body, most of them in {', '.join(told)}.",
        tuple(told), tuple(float(row[2]) for row in first), tuple(told),
    )  # fmt: skip


def _diffused(named: list[_Named]) -> Insight | None:
    roles: dict[str, set[str]] = defaultdict(set)
    bodies: Counter[str] = Counter()
    for item in named:
        roles[item.task].add(item.role)
        bodies[item.task] += 1
    shared = [task for task in roles if bodies[task] > 1 and not roles[task] & {"lead"}]
    if not roles or not shared:
        return None
    share = round(100 * len(shared) / len(roles))
    return Insight(
        "diffused",
        f"{len(roles)} 件有责任单位的任务中,{len(shared)} 件({share}%)由几个单位承担而无人牵头。",
        f"Of {len(roles)} tasks with a body, {len(shared)} ({share}%) are carried by several with nobody leading.",
        (), (float(len(shared)), float(len(roles))), tuple(sorted(shared, key=lambda task: (-bodies[task], task))[:5]),
    )  # fmt: skip


def _pivotal(store: Store, top: int) -> Insight | None:
    text = (
        "MATCH (a:Document)-[:CITES]->(b:Document) "
        "RETURN DISTINCT a.id AS a, b.id AS b, coalesce(b.title, b.doc_number, b.id) AS name ORDER BY a, b"
    )
    rows = store.query(text).rows
    graph = nx.DiGraph([(row[0], row[1]) for row in rows])
    if graph.number_of_nodes() < 5:
        return None
    names = {row[1]: row[2] for row in rows}
    ranked = nx.pagerank(graph)
    cited = [
        (name, graph.in_degree(name))
        for name in sorted(names, key=lambda name: (-graph.in_degree(name), -ranked[name], name))
    ]
    first = [(name, count) for name, count in cited if count > 1][:top]
    if not first:
        return None
    told = [names[name] for name, _ in first]
    return Insight(
        "pivotal",
        f"被不止一份文件引用的有 {sum(1 for _, count in cited if count > 1)} 份,首先是{'、'.join(f'《{name}》' for name in told)}。",
        f"{sum(1 for _, count in cited if count > 1)} documents are cited by more than one, first of all {', '.join(told)}.",
        tuple(told), tuple(float(count) for _, count in first), tuple(name for name, _ in first),
    )  # fmt: skip
