"""Charts where a chart says more than a graph: lead load, domain coverage, targets by year, co-responsibility."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations

from ..errors import NotFoundError
from . import svg
from .making import ranked, role_counts
from .picture import Picture
from .reading import ROLE_ORDER, Reading
from .words import ROLES, Both, Lang

Chart = tuple[Both, Both, Both]
"""Title, what it says, and the SVG in each language."""
LANGS: tuple[Lang, Lang] = ("zh", "en")
MOST_ROWS, MOST_PLACES, MOST_LINES = 20, 16, 16


def charts(reading: Reading, name: str | None = None) -> Picture:
    """All charts, or the one named: leads, coverage, targets, together. Raises NotFoundError for another name."""
    if name is not None and name not in CHARTS:
        raise NotFoundError(f"no chart {name!r}: there are {', '.join(CHARTS)}")
    made = [draw(reading) for key, draw in CHARTS.items() if name in (None, key)]
    picture = Picture("charts", Both("图表", "Charts") if name is None else made[0][0], Both("", ""))
    picture.charts = made
    places = len(set(reading.document_place.values()))
    picture.headline = made[0][1] if name else Both(
        f"{places} 地 {len(reading.loaded)} 份文件:谁牵头、管什么、何时完成、谁和谁一起做",
        f"{len(reading.loaded)} documents of {places} places: who leads, on what, by when, and who works with whom",
    )  # fmt: skip
    return picture


def lead_load(reading: Reading) -> Chart:
    """Departments by tasks led, then by tasks carried, by role."""
    counted = {id_: role_counts(rows) for id_, rows in reading.department_responsible.items()}
    best = sorted(counted, key=lambda id_: (-counted[id_]["lead"], -sum(counted[id_].values()), id_))[:MOST_ROWS]
    seen = [role for role in ROLE_ORDER if any(counted[id_][role] for id_ in best)]

    def draw(lang: Lang) -> str:
        rows = []
        for id_ in best:
            parts = [(role, float(counted[id_][role])) for role in seen if counted[id_][role]]
            rows.append((reading.department_full(id_), "", parts))
        return svg.bars(rows, {role: ROLES[role][lang] for role in seen}, says[lang])

    leads, total = sum(c["lead"] for c in counted.values()), len(reading.responsible)
    three = [reading.department_full(id_) for id_ in best[:3] if counted[id_]["lead"]]
    says = Both(
        f"{total} 项承担关系中 {leads} 项写明牵头"
        + (f",牵头最多的是{'、'.join(dict.fromkeys(three))}" if three else ""),
        f"{leads} of {total} responsibilities are leads"
        + (f"; most by {', '.join(dict.fromkeys(three))}" if three else ""),
    )
    return Both("牵头与承担最多的部门", "Departments that lead and carry most"), says, _both(draw)


def coverage(reading: Reading) -> Chart:
    """Tasks by place and main domain."""
    counts: Counter[tuple[str, str]] = Counter()
    for task in reading.tasks:
        place, domains = reading.task_place(task), reading.task_domains.get(task)
        if place and domains:
            counts[domains[0], place] += 1
    by_domain, by_place = Counter[str](), Counter[str]()
    for (domain, name), count in counts.items():
        by_domain[domain] += count
        by_place[name] += count
    rows = [name for name, _ in ranked(by_domain)]
    columns = [name for name, _ in ranked(by_place)[:MOST_PLACES]]
    everywhere = [row for row in rows if all(counts[row, column] for column in columns)]
    says = Both(
        f"{len(rows)} 个领域里,{len(everywhere)} 个各地都有任务"
        + (f":{'、'.join(everywhere[:4])}" if everywhere else ""),
        f"{len(everywhere)} of {len(rows)} domains have tasks in every place"
        + (f": {', '.join(everywhere[:4])}" if everywhere else ""),
    )
    return (
        Both("领域覆盖:各地在各领域的任务数", "Domain coverage: tasks by place and domain"),
        says,
        _both(lambda lang: svg.matrix(rows, columns, dict(counts), says[lang])),
    )


def targets(reading: Reading) -> Chart:
    """Targets by the year they are promised for, with the domain that has most of them."""
    by_year: Counter[str] = Counter()
    fields: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, row in reading.nodes["Indicator"].items():
        if row.get("kind", "target") != "target":
            continue
        year = str(row["year"]) if row.get("year") else "annual" if row.get("period") == "annual" else "none"
        by_year[year] += 1
        task = reading.indicator_owner.get(id_, ("", None))[1]
        domains = reading.task_domains.get(task or "")
        if domains:
            fields[year][domains[0]] += 1
    # Those without a year are told in words: their column would dwarf the years, which the chart is about.
    ordered = sorted(year for year in by_year if year.isdigit()) + (["annual"] if by_year["annual"] else [])
    names = {"annual": Both("每年", "every year")}
    dated = {year: count for year, count in by_year.items() if year.isdigit()}
    bare = by_year["none"]
    peak = min(dated, key=lambda year: (-dated[year], year)) if dated else None
    says = Both(
        f"{by_year.total()} 项目标" + (f",{peak} 年到期最多({dated[peak]} 项)" if peak else "") + (f";{bare} 项没有写年份" if bare else ""),
        f"{by_year.total()} targets"
        + (f", most due in {peak} ({dated[peak]})" if peak else "")
        + (f"; {bare} name no year" if bare else ""),
    )

    def draw(lang: Lang) -> str:
        made = []
        for year in ordered:
            top = ranked(fields[year])[:1]
            made.append((names[year][lang] if year in names else year, float(by_year[year]), top[0][0] if top else ""))
        return svg.years(made, says[lang])

    return Both("分年度目标", "Targets by year"), says, _both(draw)


def together(reading: Reading) -> Chart:
    """Lines of departments by how many tasks they are named for together."""
    lines = {id_: str(row["line"]) for id_, row in reading.departments.items() if row.get("line")}
    pairs: Counter[tuple[str, str]] = Counter()
    load: Counter[str] = Counter()
    for rows in reading.task_responsible.values():
        here = sorted({lines[row["source"]] for row in rows if row["source"] in lines})
        load.update(here)
        for one, other in combinations(here, 2):
            pairs[one, other] += 1
            pairs[other, one] += 1
    names = [name for name, _ in ranked(load)[:MOST_LINES]]
    kept = {pair: float(count) for pair, count in pairs.items() if pair[0] in names and pair[1] in names}
    best = min(pairs, key=lambda pair: (-pairs[pair], pair)) if pairs else None
    says = Both(
        f"一起承担最多的是{best[0]}和{best[1]}:{pairs[best]} 项任务" if best else "没有两个条线共同承担的任务",
        f"{best[0]} and {best[1]} share most: {pairs[best]} tasks" if best else "no task is shared by two lines",
    )
    return (
        Both("协同热力图:两个条线共同承担的任务数", "Co-responsibility: tasks two lines share"),
        says,
        _both(lambda lang: svg.matrix(names, names, kept, says[lang], lower=True)),
    )


def _both(draw: Callable[[Lang], str]) -> Both:
    return Both(draw("zh"), draw("en"))


CHARTS: dict[str, Callable[[Reading], Chart]] = {
    "leads": lead_load,
    "coverage": coverage,
    "targets": targets,
    "together": together,
}
