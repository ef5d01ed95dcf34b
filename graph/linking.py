"""Links between documents: near tasks of one domain (SAME_DOMAIN_AS) and comparable indicators (COMPARABLE_TO).

Both depend on the set of tasks and indicators alone, never on the order in which documents came. A domain's links depend on that
domain's tasks only, so that adding a document redoes just the domains that it has tasks in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..loaders.metrics import comparable_pairs, comparable_score, normalise_metric
from ..loaders.model import Indicator
from .tables import EDGE_SCHEMAS, EdgeKey, GraphTables, table

SAME_DOMAIN: EdgeKey = ("SAME_DOMAIN_AS", "Task", "Task")
COMPARABLE: EdgeKey = ("COMPARABLE_TO", "Indicator", "Indicator")
MOST_LINKS = 3
"""Links a task has at most."""
LEAST_SCORE = 0.08
"""Likeness below which two tasks are not near."""
WHOLE_GROUP = 40
"""Comparable indicators up to which every pair is linked; in larger groups each is linked with the next ones."""
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


MEASURE_FIELDS = ("id", "name", "comparator", "unit", "kind")
"""What two indicators are compared by."""

Group = tuple[str, str, bool]
"""(metric, kind, whether it is a change): all that `comparable_score` looks at, so one score holds for a whole group."""


def comparable(tables: GraphTables) -> pa.Table:
    """COMPARABLE_TO rows: indicators in different documents that measure the same, as `loaders.metrics` has it.

    Small groups are linked pair by pair. In a group of more than `WHOLE_GROUP` each indicator is linked with the `NEXT_ONES`
    after it by id, so that a common measure stays in one piece and its links grow with its number, not with the square.
    """
    groups: dict[Group, list[str]] = defaultdict(list)
    samples: dict[Group, Indicator] = {}
    for row in tables.node("Indicator").select(list(MEASURE_FIELDS)).sort_by("id").to_pylist():
        if row["name"]:
            group = normalise_metric(row["name"], row["unit"]), row["kind"], row["comparator"] == "change"
            groups[group].append(row["id"])
            samples.setdefault(group, _sample(row))
    order = sorted(groups)
    rows = []
    for one, other, score in _group_pairs([samples[group] for group in order]):
        rows += [
            {"source": min(ends), "target": max(ends), "score": round(score, 4)}
            for ends in _member_pairs(groups[order[one]], groups[order[other]])
        ]
    return table(EDGE_SCHEMAS[COMPARABLE], rows)


def _sample(row: dict[str, Any]) -> Indicator:
    return Indicator(
        path=(), name=row["name"], metric=row["name"], comparator=row["comparator"], value=0.0, value_high=None, unit=row["unit"],
        year=None, period=None, kind=row["kind"], quote="", char_start=0, char_end=0,
    )  # fmt: skip


def _group_pairs(samples: Sequence[Indicator]) -> Iterator[tuple[int, int, float]]:
    """Pairs of groups that measure the same, each group with itself first."""
    for at, sample in enumerate(samples):
        score = comparable_score(sample, sample)
        if score:
            yield at, at, score
    numbered = {f"{at:09}": [sample] for at, sample in enumerate(samples)}
    for (one, _), (other, _), score in comparable_pairs(numbered):
        yield int(one), int(other), score


def _member_pairs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of members of two groups (or of one), of different documents."""
    inner = one is other
    members = sorted(one if inner else {*one, *other})
    first = set(one)
    reach = len(members) if len(members) <= WHOLE_GROUP else NEXT_ONES
    for at, left in enumerate(members):
        for right in members[at + 1 : at + 1 + reach]:
            apart = left.partition("#")[0] != right.partition("#")[0]
            if apart and (inner or (left in first) != (right in first)):
                yield left, right
