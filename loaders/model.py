"""What the loaders hand on: a source's text, and the facts read out of it.

All spans are half-open character offsets into `SourceText.text` (which is `PolicyDocument.text`), and every fact's `quote` is
exactly `text[char_start:char_end]`. Values and names are in simplified Chinese with half-width brackets; quotes keep the
script and the punctuation of the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["lead", "support", "responsible", "by_duty"]
Basis = Literal["explicit", "declared_order", "plain", "prose"]
TaskKind = Literal["task", "safeguard", "annex"]
DepartmentKind = Literal["department", "collective", "enterprise", "mass_org", "government", "party"]
Level = Literal["national", "province", "city", "county"]
Relation = Literal["based_on", "implements", "forwards", "amends", "repeals", "mentions"]
CitationKind = Literal["policy", "law", "plan", "standard", "report", "other"]
Comparator = Literal["=", ">=", "<=", ">", "<", "~", "range", "change"]
IndicatorKind = Literal["target", "baseline", "actual"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, where it stands in the document's text (-1 where it does not)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source; merged cells are repeated, so every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file as text: one paragraph a line; a table row is a line, its cells parted by tabs.

    `fields` holds the name/value pairs of the page's own head table (索引号, 发文机关 …) as (name, value, start, end), where the
    reader can tell them from the layout. `headings` are offsets of lines that the layout (not the words) marks as
    headings, with their level from 1.
    """

    name: str
    sha256: str
    format: str
    text: str
    tables: tuple[Table, ...] = ()
    fields: tuple[tuple[str, str, int, int], ...] = ()
    headings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head, the signature and the page say of the document (标题, 发文字号, 发文机关, 成文日期 …).

    `place` is the full administrative path, province first (吉林省四平市), 全国 for central documents; `place_code` its GB/T 2260
    code (100000 for 全国). `spans` maps a field's name to where its value was read.
    """

    title: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    issuer: str | None = None
    kind: str | None = None
    level: Level | None = None
    issued_on: str | None = None
    published_on: str | None = None
    status: str | None = None
    place: str | None = None
    place_code: str | None = None
    order_rule: Literal["first_is_lead"] | None = None
    order_rule_quote: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """Which body a name means: its line (条线), place, kind, and the id of its one node in the graph."""

    id: str
    name: str
    full_name: str
    line: str | None
    place: str | None
    place_code: str | None
    level: Level | None
    kind: DepartmentKind
    known: bool = True


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One body's part in one task. `position` counts from 1 in its list; `sole` where nobody else is named for the task."""

    name: str
    role: Role
    position: int
    sole: bool
    basis: Basis
    quote: str
    char_start: int
    char_end: int
    identity: Identity


@dataclass(frozen=True, slots=True)
class DomainScore:
    """How well a task fits one of the domains (领域), from 0 to 1."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Task:
    """The smallest numbered item that sets work to be done (任务)."""

    path: tuple[str, ...]
    number: str
    title: str
    section: str
    text: str
    ordinal: int
    kind: TaskKind
    deadline: str | None
    char_start: int
    char_end: int
    responsibilities: tuple[Responsibility, ...] = ()
    domains: tuple[DomainScore, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexTask:
    """One row of an annex table that lists tasks with their units (任务分工表)."""

    number: str
    title: str
    text: str
    deadline: str | None
    char_start: int
    char_end: int
    responsibilities: tuple[Responsibility, ...] = ()
    domains: tuple[DomainScore, ...] = ()
    same_as: tuple[str, ...] | None = None
    """Path of the numbered task of the same document that this row repeats."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document, law, plan or standard that the document names."""

    title: str
    doc_number: str | None
    kind: CitationKind
    relation: Relation
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One quantified commitment (指标); `path` is that of its task, or of the heading it stands under."""

    path: tuple[str, ...]
    name: str
    metric: str
    comparator: Comparator
    value: float
    value_high: float | None
    unit: str | None
    year: int | None
    period: str | None
    kind: IndicatorKind
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of the document should know, found while reading it (see `policygraph check`)."""

    id: str
    char_start: int
    char_end: int
    detail: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One numbered or marked heading, task or not: where an indicator outside any task stands."""

    path: tuple[str, ...]
    title: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of body text that belongs to one heading or task: where a measure found in it stands.

    Passages do not overlap and come in order. `titles` are the headings around it, outermost first, its own last; `in_task`
    tells whether its path is a task's.
    """

    path: tuple[str, ...]
    titles: tuple[str, ...]
    start: int
    end: int
    in_task: bool


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """Everything read out of one source."""

    source: str
    sha256: str
    text: str
    front: FrontMatter
    issuer_identity: Identity | None = None
    tasks: tuple[Task, ...] = ()
    annex_tasks: tuple[AnnexTask, ...] = ()
    citations: tuple[Citation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()
