"""Links between documents: near tasks of one domain (SAME_DOMAIN_AS) and comparable indicators (COMPARABLE_TO)."""

from __future__ import annotations

import pyarrow as pa

from .tables import EDGE_SCHEMAS, EdgeKey, GraphTables

SAME_DOMAIN: EdgeKey = ("SAME_DOMAIN_AS", "Task", "Task")
COMPARABLE: EdgeKey = ("COMPARABLE_TO", "Indicator", "Indicator")


def same_domain(tables: GraphTables, *, k: int = 3) -> pa.Table:
    return EDGE_SCHEMAS[SAME_DOMAIN].empty_table()


def comparable(tables: GraphTables) -> pa.Table:
    return EDGE_SCHEMAS[COMPARABLE].empty_table()
