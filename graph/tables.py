"""The graph as Arrow tables: one a label, one a kind of edge. What passes between builder, stores and exports."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

EdgeKey = tuple[str, str, str]
"""(relationship type, source label, target label), as declared in `schema.EDGES`."""


@dataclass(frozen=True, slots=True)
class GraphTables:
    """`nodes[label]` has a column `id` and the label's properties; `edges[key]` has `source`, `target` and its properties."""

    nodes: dict[str, pa.Table] = field(default_factory=dict)
    edges: dict[EdgeKey, pa.Table] = field(default_factory=dict)
