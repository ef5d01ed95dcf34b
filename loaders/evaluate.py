"""Extraction measured against hand annotations (`policygraph evaluate GOLD CORPUS`), for analysts with their own.

GOLD is a folder of annotated documents, one JSON object a file as `policygraph extract` prints it. Beside them may stand
`domains.json` (the domain of every task), `comparable.json` (groups of indicators that measure the same, and near misses
that do not) and `departments.json` (line, place and kind of each body). CORPUS is the folder with the sources they name.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import NotFoundError, PolicyGraphError
from .evaluate_measures import Count, Miss, compare_facts, match_indicators, squeeze
from .facts import facts
from .metrics import comparable_pairs
from .model import Identity, Indicator, PolicyDocument

ALL = "all"
"""Row of the report that adds up all documents."""

_SIDE_FILES = {"domains", "comparable", "departments"}


@dataclass(slots=True)
class Report:
    """Counts by document and measure, with `ALL` for the sums, and every miss in words."""

    counts: dict[str, dict[str, Count]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(self, document: str, measure: str, count: Count) -> None:
        """Add the count of one measure to a document's and to the sums."""
        self.counts.setdefault(document, {})[measure] = count
        total = self.counts.setdefault(ALL, {})
        total[measure] = total.get(measure, Count(0, 0, 0)) + count

    def rows(self) -> Iterator[tuple[str, str, float, float, float, int, int, int]]:
        """Rows (document, measure, precision, recall, f1, hit, predicted, gold); the sums come last."""
        for document in sorted(self.counts, key=lambda name: (name == ALL, name)):
            for measure, count in self.counts[document].items():
                shares = (round(share, 4) for share in (count.precision, count.recall, count.f1))
                precision, recall, f1 = shares
                yield document, measure, precision, recall, f1, count.hit, count.predicted, count.gold

    def as_json(self) -> dict[str, Any]:
        """The report as one JSON object: `measures` (a row each) and `misses`."""
        columns = ("document", "measure", "precision", "recall", "f1", "hit", "predicted", "gold")
        return {
            "measures": [dict(zip(columns, row, strict=True)) for row in self.rows()],
            "misses": [
                {"document": miss.document, "measure": miss.measure, "kind": miss.kind, "words": miss.words}
                for miss in self.misses
            ],
        }


def evaluate(gold: Path, corpus: Path) -> Report:
    """Read the sources that the annotations in `gold` name, and compare.

    Raises NotFoundError where a folder or a source is missing, PolicyGraphError where an annotation cannot be read.
    """
    annotated = _annotations(gold)
    report = Report()
    documents: dict[str, PolicyDocument] = {}
    for name, wanted in annotated.items():
        document = _read(corpus, str(wanted["source"]))
        documents[name] = document
        counts, misses = compare_facts(name, wanted, facts(document), document.text)
        for measure, count in counts.items():
            report.add(name, measure, count)
        report.misses += misses
    folder = gold if gold.is_dir() else gold.parent
    for side, compare in (("domains", _domains), ("departments", _departments), ("comparable", _comparable)):
        path = folder / f"{side}.json"
        if path.exists():
            compare(_load(path), documents, report)
    return report


def _annotations(gold: Path) -> dict[str, dict[str, Any]]:
    if not gold.exists():
        raise NotFoundError(f"{gold}: no such file or folder; give the folder of the annotated documents")
    paths = sorted(gold.glob("*.json")) if gold.is_dir() else [gold]
    found: dict[str, dict[str, Any]] = {}
    for path in paths:
        if path.stem in _SIDE_FILES:
            continue
        data = _load(path)
        if isinstance(data, list) and len(data) == 1:
            data = data[0]
        if isinstance(data, dict) and {"source", "document", "tasks", "indicators"} <= data.keys():
            found[path.stem] = data
    if not found:
        raise NotFoundError(
            f"{gold}: no annotated document in it; each is a JSON object with source, document, tasks, indicators"
        )
    return found


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PolicyGraphError(
            f"{path}: cannot be read as JSON ({str(error).splitlines()[0]}); mend or remove it"
        ) from error


def _read(corpus: Path, source: str) -> PolicyDocument:
    from . import extract_bytes

    places = [corpus] if corpus.is_file() else sorted(corpus.rglob(Path(source).name))
    if not places:
        raise NotFoundError(
            f"{corpus}: no file {source} in it, which an annotation names; add it or give another folder"
        )
    return extract_bytes(places[0].name, places[0].read_bytes())


def _domains(gold: Mapping[str, Any], documents: Mapping[str, PolicyDocument], report: Report) -> None:
    for name, document in documents.items():
        entries = gold.get(name)
        if not entries:
            continue
        given = {tuple(task.path): task for task in document.tasks}
        hit = predicted = 0
        for entry in entries:
            task = given.get(tuple(entry["path"]))
            best = task.domains[0].name if task is not None and task.domains else None
            predicted += best is not None
            if best == entry["domain"]:
                hit += 1
            else:
                report.misses.append(Miss(name, "domains", "differs", f"{entry['title']}: {entry['domain']} ≠ {best}"))
        report.add(name, "domains", Count(hit, predicted, len(entries)))


def _departments(gold: Iterable[Mapping[str, Any]], documents: Mapping[str, PolicyDocument], report: Report) -> None:
    entries = list(gold)
    for name, document in documents.items():
        wanted = [entry for entry in entries if name in entry["docs"]]
        if not wanted:
            continue
        known = _identities(document)
        for measure, key in (("department_lines", "line"), ("department_kinds", "kind")):
            hit = predicted = 0
            for entry in wanted:
                identity = known.get(squeeze(entry["name"]))
                value = getattr(identity, key) if identity is not None else None
                predicted += identity is not None
                if identity is not None and value == entry[key]:
                    hit += 1
                else:
                    words = f"{entry['name']}: {entry[key]} ≠ {value if identity is not None else 'not found'}"
                    report.misses.append(Miss(name, measure, "differs", words))
            report.add(name, measure, Count(hit, predicted, len(wanted)))


def _identities(document: PolicyDocument) -> dict[str, Identity]:
    lists = [item.responsibilities for item in document.tasks] + [row.responsibilities for row in document.annex_tasks]
    return {squeeze(part.name): part.identity for parts in lists for part in parts}


def _comparable(gold: Mapping[str, Any], documents: Mapping[str, PolicyDocument], report: Report) -> None:
    """Pairs joined across documents: all of those wanted, none else among the documents that the groups name."""
    named = {
        member["doc"]
        for part in ("groups", "near_misses")
        for group in gold.get(part, ())
        for member in group["members"]
    }
    indicators = {name: documents[name].indicators for name in sorted(named) if name in documents}
    if len(indicators) < 2:
        return
    given = {frozenset((a, b)) for a, b, _ in comparable_pairs(indicators)}
    wanted = _member_pairs(gold.get("groups", ()), documents)
    near = _member_pairs(gold.get("near_misses", ()), documents)
    joined = {pair for pair, known in near.items() if known in given and known not in wanted.values()}
    hit = sum(known in given for known in wanted.values())
    right = {known for known in wanted.values() if known in given}
    report.add(ALL, "comparable", Count(0, 0, 0))
    report.counts[ALL]["comparable"] = Count(hit, len(given) - len(right) + hit, len(wanted))
    report.counts[ALL]["near_misses_kept_apart"] = Count(len(near) - len(joined), len(near), len(near))
    missed = [pair for pair, known in wanted.items() if known not in given]
    report.misses += [Miss(ALL, "comparable", "missed", " | ".join(pair)) for pair in sorted(missed)]
    report.misses += [Miss(ALL, "near_misses_kept_apart", "joined", " | ".join(pair)) for pair in sorted(joined)]
    for pair in sorted(given - right, key=sorted):
        words = " | ".join(f"{name}: {_shown(indicators[name][index])}" for name, index in sorted(pair))
        report.misses.append(Miss(ALL, "comparable", "extra", words))


def _member_pairs(
    groups: Iterable[Mapping[str, Any]], documents: Mapping[str, PolicyDocument]
) -> dict[tuple[str, str], frozenset[tuple[str, int]]]:
    """Pairs of members of different documents, in words, with the extracted indicators they are (empty where missing)."""
    found: dict[tuple[str, str], frozenset[tuple[str, int]]] = {}
    for group in groups:
        for a, b in itertools.combinations(group["members"], 2):
            if a["doc"] == b["doc"] or not {a["doc"], b["doc"]} <= documents.keys():
                continue
            places = [_place(member, documents[member["doc"]]) for member in (a, b)]
            words = [f"{member['doc']}: {member['name']} {member['value']}" for member in (a, b)]
            known = frozenset(
                (member["doc"], place) for member, place in zip((a, b), places, strict=True) if place is not None
            )
            found[(min(words), max(words))] = known if len(known) == 2 else frozenset()
    return found


def _place(member: Mapping[str, Any], document: PolicyDocument) -> int | None:
    given = facts(document)["indicators"]
    pairs = match_indicators([member], given, squeeze(document.text))
    return pairs[0][1] if pairs else None


def _shown(item: Indicator) -> str:
    return f"{item.name} {item.value:.10g}{item.unit or ''}"
