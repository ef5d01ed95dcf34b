"""A document's facts as one JSON object, in the shape of the annotation guide (with spans, domains, lines and metrics added)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .model import AnnexTask, Citation, Indicator, PolicyDocument, Responsibility, Task


def facts(document: PolicyDocument) -> dict[str, Any]:
    """The object that `policygraph extract` prints: document, tasks, annex_tasks, citations, indicators.

    Formal assignments stand in `departments`; those of running text (basis `prose`) apart in `prose_departments`.
    """
    front = document.front
    return {
        "source": document.source,
        "sha256": document.sha256,
        "document": {
            "title": front.title,
            "doc_number": front.doc_number,
            "index_number": front.index_number,
            "issuer": front.issuer,
            "kind": front.kind,
            "issued_on": front.issued_on,
            "published_on": front.published_on,
            "status": front.status,
            "place": front.place,
            "place_code": front.place_code,
            "level": front.level,
            "order_rule": front.order_rule,
            "order_rule_quote": front.order_rule_quote,
            "spans": {name: list(span) for name, span in front.spans.items()},
        },
        "tasks": [_task(task) for task in document.tasks],
        "annex_tasks": [_annex(row) for row in document.annex_tasks],
        "citations": [_citation(citation) for citation in document.citations],
        "indicators": [_indicator(indicator) for indicator in document.indicators],
        "notes": [
            {"id": note.id, "char_start": note.char_start, "char_end": note.char_end, "detail": note.detail} for note in document.notes
        ],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "path": list(task.path),
        "title": task.title,
        "section": task.section,
        "kind": task.kind,
        "departments": _departments(task.responsibilities, prose=False),
        "prose_departments": _departments(task.responsibilities, prose=True),
        "deadline": task.deadline,
        "domains": [{"name": domain.name, "score": domain.score} for domain in task.domains],
        "char_start": task.char_start,
        "char_end": task.char_end,
    }


def _annex(row: AnnexTask) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "departments": _departments(row.responsibilities, prose=False),
        "deadline": row.deadline,
        "same_as": list(row.same_as) if row.same_as else None,
        "domains": [{"name": domain.name, "score": domain.score} for domain in row.domains],
        "char_start": row.char_start,
        "char_end": row.char_end,
    }


def _departments(parts: Iterable[Responsibility], *, prose: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": part.name,
            "role": part.role,
            "basis": part.basis,
            "position": part.position,
            "sole": part.sole,
            "line": part.identity.line,
            "place": part.identity.place,
            "kind": part.identity.kind,
            "full_name": part.identity.full_name,
            "known": part.identity.known,
            "quote": part.quote,
            "char_start": part.char_start,
            "char_end": part.char_end,
        }
        for part in parts
        if (part.basis == "prose") == prose
    ]


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "title": citation.title,
        "doc_number": citation.doc_number,
        "kind": citation.kind,
        "quote": citation.quote,
        "relation": citation.relation,
        "char_start": citation.char_start,
        "char_end": citation.char_end,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "path": list(indicator.path),
        "quote": indicator.quote,
        "name": indicator.name,
        "metric": indicator.metric,
        "op": indicator.comparator,
        "value": _plain(indicator.value),
        "value_high": None if indicator.value_high is None else _plain(indicator.value_high),
        "unit": indicator.unit,
        "year": indicator.year,
        "period": indicator.period,
        "kind": indicator.kind,
        "char_start": indicator.char_start,
        "char_end": indicator.char_end,
    }


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
