"""Reported values of indicators: rows of a table to `Report` nodes on the indicators they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from .merge import REPORTS_ON
from .ownership import OWNED_NODES, OWNER_END, owner
from .tables import EDGE_SCHEMAS, NODE_SCHEMAS, GraphTables


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported value. `indicator` is an id, a name or a metric; `document` narrows it to one (number, title or id)."""

    line: int
    indicator: str
    place: str | None
    reported_on: date
    value: float
    unit: str | None
    source: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that could not be attached, and why."""

    line: int
    why: str


def with_reports(stored: GraphTables, reports: Iterable[Reported]) -> tuple[GraphTables, int, list[Refused]]:
    """The documents whose indicators are reported on, with their reports added, ready to load; how many; and the rows refused.

    The same report twice is one. A row that fits indicators of several places is refused, one that fits several of one place
    (the same measure for several years) goes to all of them.
    """
    index = _Index(stored)
    rows: dict[str, dict[str, object]] = {}
    edges: dict[tuple[str, str], None] = {}
    refused: list[Refused] = []
    count = 0
    for report in reports:
        found = index.find(report)
        if isinstance(found, str):
            refused.append(Refused(report.line, found))
            continue
        count += 1
        for target, unit in found:
            words = f"{report.reported_on}|{report.value!r}|{report.unit}|{report.source}"
            name = f"{target}!{blake2b(words.encode(), digest_size=6).hexdigest()}"
            rows[name] = {
                "id": name, "value": report.value, "unit": report.unit or unit, "reported_on": report.reported_on,
                "source": report.source,
            }  # fmt: skip
            edges[name, target] = None
    return _documents(stored, rows, edges), count, refused


class _Index:
    """Indicators by the words a report may use for them."""

    def __init__(self, stored: GraphTables) -> None:
        places = {row["id"]: (row["id"], row["name"], row["full_name"]) for row in stored.node("Place").to_pylist()}
        self.place_of: dict[str, set[str]] = defaultdict(set)
        for row in stored.edge(("APPLIES_TO", "Document", "Place")).to_pylist():
            self.place_of[row["source"]].update(name for name in places.get(row["target"], ()) if name)
        self.documents = {
            row["id"]: (row["id"], row["doc_number"], row["title"], row["source"])
            for row in stored.node("Document").to_pylist()
        }
        self.by_word: dict[str, dict[str, str | None]] = defaultdict(dict)
        columns = ["id", "name", "metric", "unit"]
        for row in stored.node("Indicator").select(columns).to_pylist():
            for word in (row["id"], row["name"], row["metric"]):
                if word:
                    self.by_word[word][row["id"]] = row["unit"]

    def find(self, report: Reported) -> list[tuple[str, str | None]] | str:
        """The (id, unit) of the indicators meant, or why there is none to attach it to."""
        named = self.by_word.get(report.indicator, {})
        if not named:
            return f"no indicator {report.indicator!r}"
        fits = {
            target: unit
            for target, unit in named.items()
            if (report.place is None or report.place in self.place_of[target.split("#")[0]])
            and (report.document is None or report.document in self.documents.get(target.split("#")[0], ()))
        }
        if not fits:
            return f"no indicator {report.indicator!r} of {report.place or report.document}"
        if report.unit is not None:
            fits = {target: unit for target, unit in fits.items() if unit == report.unit}
            if not fits:
                return f"{report.indicator!r} is not measured in {report.unit}"
        if len({frozenset(self.place_of[target.split("#")[0]]) for target in fits}) > 1:
            return f"{report.indicator!r} is promised in several places: name one in the column place"
        return sorted(fits.items())


def _documents(
    stored: GraphTables, rows: dict[str, dict[str, object]], edges: dict[tuple[str, str], None]
) -> GraphTables:
    """The owned rows of the documents that reports are added to, with these reports."""
    if not rows:
        return GraphTables()
    chosen = pa.array(sorted({name.split("#")[0] for name in rows}), pa.string())

    def own(table: pa.Table, column: str) -> pa.Table:
        return table.filter(pc.is_in(owner(table[column]), value_set=chosen)) if table.num_rows else table

    nodes = {label: own(stored.node(label), "id") for label in OWNED_NODES if label != "Report"}
    nodes["Department"] = stored.node("Department")
    parts = {key: own(stored.edge(key), end) for key, end in OWNER_END.items() if key != REPORTS_ON}
    parts["LOCATED_IN", "Department", "Place"] = stored.edge(("LOCATED_IN", "Department", "Place"))
    nodes["Report"] = pa.Table.from_pylist([rows[name] for name in sorted(rows)], NODE_SCHEMAS["Report"])
    pairs = [{"source": source, "target": target} for source, target in sorted(edges)]
    parts[REPORTS_ON] = pa.Table.from_pylist(pairs, EDGE_SCHEMAS[REPORTS_ON])
    return GraphTables(nodes, parts)
