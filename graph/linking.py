"""Links between documents: near tasks of one domain (SAME_DOMAIN_AS) and comparable indicators (COMPARABLE_TO).

Both depend on the set of tasks and indicators alone, never on the order in which documents came. A domain's links depend on that
domain's tasks only, so that adding a document redoes just the domains that it has tasks in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .tables import EDGE_SCHEMAS, EdgeKey, GraphTables, table

SAME_DOMAIN: EdgeKey = ("SAME_DOMAIN_AS", "Task", "Task")
COMPARABLE: EdgeKey = ("COMPARABLE_TO", "Indicator", "Indicator")
MOST_LINKS = 3
"""Links a task has at most."""
LEAST_SCORE = 0.08
"""Likeness below which two tasks are not near."""
WHOLE_GROUP = 40
"""Indicators of one metric up to which every comparable pair is linked; in larger groups each is linked with the next ones."""
NEXT_ONES = 20


def same_domain(tables: GraphTables, *, domains: Collection[str] | None = None, most: int = MOST_LINKS) -> pa.Table:
    """SAME_DOMAIN_AS rows: nearest tasks of one best domain in other documents, likest pairs first, at most `most` a task.

    `domains` limits the work to some domains; None for all. Ties are broken by id.
    """
    shape = EDGE_SCHEMAS[SAME_DOMAIN]
    found = tables.edge(("IN_DOMAIN", "Task", "Domain"))
    first = found.filter(pc.equal(found["rank"], 1))
    if domains is not None:
        first = first.filter(pc.is_in(first["target"], value_set=pa.array(sorted(domains), pa.string())))
    if not first.num_rows:
        return shape.empty_table()
    tasks = tables.node("Task").select(["id", "title", "text"]).join(
        first.select(["source", "target"]), "id", "source", join_type="inner"
    )  # fmt: skip
    parts = []
    for domain in sorted(set(tasks["target"].to_pylist())):
        chosen = tasks.filter(pc.equal(tasks["target"], domain)).sort_by("id")
        parts.append(_link_domain(domain, chosen, most))
    return pa.concat_tables(parts)


def _link_domain(domain: str, tasks: pa.Table, most: int) -> pa.Table:
    from .similarity import comparable_text, near_pairs, vectors

    ids: list[str] = tasks["id"].to_pylist()
    owners = np.unique([name.partition("#")[0] for name in ids], return_inverse=True)[1].astype(np.int64)
    if not len(owners) or owners.max() == 0:
        return EDGE_SCHEMAS[SAME_DOMAIN].empty_table()
    titles, texts = tasks["title"].to_pylist(), tasks["text"].to_pylist()
    matrix = vectors([comparable_text(title or "", text or "") for title, text in zip(titles, texts, strict=True)])
    rows, columns, scores = near_pairs(matrix, owners, most=most * 2, least=LEAST_SCORE)
    low, high = np.minimum(rows, columns), np.maximum(rows, columns)
    order = np.lexsort((high, low, -scores))  # ids are sorted, so row numbers order as ids do
    links: Counter[int] = Counter()
    kept: dict[tuple[int, int], float] = {}
    for one, other, score in zip(low[order].tolist(), high[order].tolist(), scores[order].tolist(), strict=True):
        if (one, other) in kept or links[one] >= most or links[other] >= most:
            continue
        kept[one, other] = score
        links[one] += 1
        links[other] += 1
    return pa.table(
        {
            "source": [ids[one] for one, _ in kept], "target": [ids[other] for _, other in kept],
            "domain": [domain] * len(kept), "score": [round(min(score, 1.0), 4) for score in kept.values()],
        },
        schema=EDGE_SCHEMAS[SAME_DOMAIN],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator of the graph, with the fields of `loaders.model.Indicator` that comparing needs."""

    id: str
    name: str
    metric: str
    comparator: str
    value: float
    value_high: float | None
    unit: str | None
    year: int | None
    period: str | None
    kind: str

    @property
    def document(self) -> str:
        return self.id.partition("#")[0]


MEASURE_FIELDS = tuple(Measure.__dataclass_fields__)


def comparable(tables: GraphTables, *, metrics: Collection[str] | None = None) -> pa.Table:
    """COMPARABLE_TO rows: indicators of one metric in different documents that `comparable_score` finds comparable.

    `metrics` limits the work to some; None for all.
    """
    found = tables.node("Indicator").select(list(MEASURE_FIELDS))
    found = found.filter(pc.is_valid(found["metric"]))
    if metrics is not None:
        found = found.filter(pc.is_in(found["metric"], value_set=pa.array(sorted(metrics), pa.string())))
    groups: dict[str, list[Measure]] = defaultdict(list)
    for row in found.sort_by("id").to_pylist():
        groups[row["metric"]].append(Measure(**row))
    rows = []
    for metric in sorted(groups):
        for one, other in _candidates(groups[metric]):
            score = _score(one, other) if one.document != other.document else 0.0
            if score > 0:
                rows.append({"source": one.id, "target": other.id, "score": round(score, 4)})
    return table(EDGE_SCHEMAS[COMPARABLE], rows)


def _candidates(group: Sequence[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """Pairs worth scoring: all of a small group; in a large one each with the next ones by id, so that it stays in one piece."""
    if len(group) <= WHOLE_GROUP:
        yield from combinations(group, 2)
        return
    for at, one in enumerate(group):
        for other in group[at + 1 : at + 1 + NEXT_ONES]:
            yield one, other


def _score(one: Any, other: Any) -> float:
    return _scorer()(one, other)


@lru_cache(maxsize=1)
def _scorer() -> Callable[[Any, Any], float]:
    try:
        from ..loaders.metrics import comparable_score
    except ImportError:
        return lambda one, other: float((one.unit, one.kind) == (other.unit, other.kind))
    return comparable_score
