"""What a view hands to the page: nodes with places on the drawing, edges with their evidence, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .words import NOTHING, Both

Side = Literal["below", "left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words one edge was read from: `start`, `end` are characters of the document's text.

    `task` is the task it speaks of, `host` the task in whose text the words stand, where they stand in one.
    """

    quote: str | None
    start: int | None
    end: int | None
    document: str | None
    task: str | None = None
    host: str | None = None
    who: str | None = None
    """Whom it names, where the edge stands for several."""


@dataclass(slots=True)
class Node:
    """One node. `weight` ranks it (what is shown first, whose label wins); `size` is its radius on the drawing.

    `x`, `y` are in drawing units, y downwards; `side` tells where its label stands. `props` are shown in the side panel.
    """

    id: str
    type: str
    label: str
    weight: float = 1.0
    props: Mapping[str, Any] = field(default_factory=dict)
    place: str | None = None
    domains: tuple[str, ...] = ()
    x: float = 0.0
    y: float = 0.0
    size: float = 6.0
    side: Side = "below"
    shape: str = ""
    """A shape of vis-network; that of its type where it is empty."""
    evidence: Evidence | None = None
    """Where the node itself was read from, where that is one place."""


@dataclass(slots=True)
class Edge:
    """One edge, or several drawn as one (`weight` of them, their evidence listed)."""

    source: str
    target: str
    type: str
    role: str | None = None
    weight: float = 1.0
    width: float = 1.0
    props: Mapping[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ranking; `parts` are its numbers by role or kind, drawn as a bar; a click selects `node`."""

    name: Both
    parts: tuple[tuple[str, float], ...]
    node: str | None = None
    note: Both = NOTHING


@dataclass(frozen=True, slots=True)
class Ranking:
    """A list with bars in the side panel."""

    title: Both
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A small table in the side panel: a heading and rows of cells, as long as it."""

    title: Both
    heading: tuple[Both, ...]
    rows: tuple[tuple[Both, ...], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A task's words, for showing a quote in its sentence; `start` is where they begin in the document."""

    title: str
    text: str
    start: int
    document: str | None


@dataclass(slots=True)
class Picture:
    """One whole view."""

    view: str
    title: Both
    headline: Both
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    note: Both = NOTHING
    facts: list[tuple[Both, str]] = field(default_factory=list)
    rankings: list[Ranking] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: list[tuple[Both, float]] = field(default_factory=list)
    """Headings over a drawing in columns, with their x."""
    opens: int | None = None
    """How many of the weightiest nodes a large graph opens with; the page's own number where None."""
    off: list[str] = field(default_factory=list)
    """Kinds that the legend has switched off when the page opens."""
    quiet: tuple[str, ...] = ()
    """Types whose labels show only when the reader comes near."""
    room: float = 250.0
    """Most pixels that a label beside a node may take."""
    charts: list[tuple[Both, Both, Both]] = field(default_factory=list)
    """Charts instead of a graph: title, what it says, SVG (in each language)."""
