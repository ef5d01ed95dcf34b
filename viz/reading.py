"""The stored graph as plain rows and look-ups, which every view works on."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .picture import Evidence, Text

if TYPE_CHECKING:
    from ..graph.store import Store
    from ..graph.tables import GraphTables

Properties = dict[str, Any]
ROLE_ORDER = ("lead", "responsible", "by_duty", "support")


class Reading:
    """Everything a store holds; `nodes[label][id]` are properties, `edges(type)` rows with `source` and `target`."""

    def __init__(self, tables: GraphTables) -> None:
        self.nodes: dict[str, dict[str, Properties]] = defaultdict(dict)
        for label, table in tables.nodes.items():
            self.nodes[label] = {row["id"]: row for row in table.to_pylist()}
        self._edges: dict[str, list[Properties]] = defaultdict(list)
        for (type_, source_label, target_label), table in tables.edges.items():
            ends = {"source_label": source_label, "target_label": target_label}
            self._edges[type_].extend(row | ends for row in table.to_pylist())

    @classmethod
    def of(cls, store: Store) -> Reading:
        """Read a whole store."""
        return cls(store.tables())

    def edges(self, type_: str) -> list[Properties]:
        """All relationships of a type, in the store's order."""
        return self._edges.get(type_, [])

    @property
    def documents(self) -> dict[str, Properties]:
        return self.nodes["Document"]

    @property
    def tasks(self) -> dict[str, Properties]:
        return self.nodes["Task"]

    @property
    def departments(self) -> dict[str, Properties]:
        return self.nodes["Department"]

    @cached_property
    def loaded(self) -> list[str]:
        """Ids of the documents that were read, not only cited."""
        return [id_ for id_, row in self.documents.items() if row.get("loaded")]

    @cached_property
    def task_document(self) -> dict[str, str]:
        return {row["target"]: row["source"] for row in self.edges("HAS_TASK")}

    @cached_property
    def document_tasks(self) -> dict[str, list[str]]:
        """Tasks of each document in its order."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.edges("HAS_TASK"):
            found[row["source"]].append(row["target"])
        for tasks in found.values():
            tasks.sort(key=lambda id_: (self.tasks[id_].get("ordinal") or 0, id_))
        return found

    @cached_property
    def task_domains(self) -> dict[str, tuple[str, ...]]:
        """Names of each task's domains, the best first."""
        ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in self.edges("IN_DOMAIN"):
            ranked[row["source"]].append((row.get("rank") or 9, self.domain_name(row["target"])))
        return {task: tuple(name for _, name in sorted(found)) for task, found in ranked.items()}

    @cached_property
    def document_place(self) -> dict[str, str]:
        return {row["source"]: row["target"] for row in self.edges("APPLIES_TO")}

    @cached_property
    def department_place(self) -> dict[str, str]:
        return {row["source"]: row["target"] for row in self.edges("LOCATED_IN")}

    @cached_property
    def responsible(self) -> list[Properties]:
        """Responsibilities whose task is known."""
        return [row for row in self.edges("RESPONSIBLE_FOR") if row["target"] in self.tasks]

    @cached_property
    def task_responsible(self) -> dict[str, list[Properties]]:
        found: dict[str, list[Properties]] = defaultdict(list)
        for row in self.responsible:
            found[row["target"]].append(row)
        return found

    @cached_property
    def department_responsible(self) -> dict[str, list[Properties]]:
        found: dict[str, list[Properties]] = defaultdict(list)
        for row in self.responsible:
            found[row["source"]].append(row)
        return found

    @cached_property
    def indicator_owner(self) -> dict[str, tuple[str, str | None]]:
        """(document, task or None) of each indicator."""
        found: dict[str, tuple[str, str | None]] = {}
        for row in self.edges("HAS_INDICATOR"):
            if row["source_label"] == "Task":
                found[row["target"]] = (self.task_document.get(row["source"], ""), row["source"])
            else:
                found.setdefault(row["target"], (row["source"], None))
        return found

    @cached_property
    def task_indicators(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for indicator, (_, task) in self.indicator_owner.items():
            if task:
                found[task].append(indicator)
        return found

    def domain_name(self, id_: str) -> str:
        return str(self.nodes["Domain"].get(id_, {}).get("name") or id_)

    def place_name(self, id_: str | None) -> str | None:
        """The place's short name (四平市)."""
        row = self.nodes["Place"].get(id_ or "", {})
        return str(row["name"]) if row.get("name") else None

    def task_place(self, task: str) -> str | None:
        return self.place_name(self.document_place.get(self.task_document.get(task, "")))

    def department_name(self, id_: str) -> str:
        return str(self.departments.get(id_, {}).get("name") or id_)

    def department_full(self, id_: str) -> str:
        """Its name with its place before it, each said once: 阜阳市教育局, not 阜阳市的市教育局."""
        name, place = self.department_name(id_), self.place_name(self.department_place.get(id_)) or ""
        if not place or place in name or (len(place) > 2 and name.startswith(place[:-1])):
            return name
        return f"{place}{name[1:]}" if name[:1] == place[-1:] else f"{place} {name}"

    def document_name(self, id_: str) -> str:
        """Its title, or what else names it."""
        row = self.documents.get(id_, {})
        return str(row.get("title") or row.get("doc_number") or row.get("source") or id_)

    def document_short(self, id_: str) -> str:
        """A name that fits on a drawing: its place, and its number, title or date."""
        row = self.documents.get(id_, {})
        place = self.place_name(self.document_place.get(id_)) or ""
        rest = str(
            row.get("doc_number") or row.get("title") or (place and row.get("issued_on")) or row.get("source") or id_
        )
        return f"{place} {rest.removeprefix(place)}".strip()

    @cached_property
    def _spans(self) -> dict[str, list[tuple[int, int, str]]]:
        """Where each document's tasks stand in its text."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for task, document in self.task_document.items():
            row = self.tasks.get(task, {})
            if row.get("char_start") is not None and row.get("char_end") is not None:
                found[document].append((row["char_start"], row["char_end"], task))
        return found

    def evidence(
        self, row: Properties, document: str | None, task: str | None = None, who: str | None = None
    ) -> Evidence:
        """The evidence on a relationship, with the task whose text holds the words."""
        start, end = row.get("char_start"), row.get("char_end")
        host = None
        if start is not None and end is not None and document:
            if task and self._holds(task, start, end):
                host = task
            else:
                host = next((t for s, e, t in self._spans.get(document, ()) if s <= start and end <= e), None)
        return Evidence(row.get("quote"), start, end, document, task, host, who)

    def _holds(self, task: str, start: int, end: int) -> bool:
        row = self.tasks[task]
        return bool((row.get("char_start") or 0) <= start and end <= (row.get("char_end") or 0))

    def text_of(self, task: str) -> Text:
        """A task's words for the panel."""
        row = self.tasks[task]
        title = " ".join(filter(None, (row.get("number"), row.get("title"))))
        return Text(title, row.get("text") or "", row.get("char_start") or 0, self.task_document.get(task))
