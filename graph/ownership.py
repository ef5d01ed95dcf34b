"""Which document owns a row: ids of what a document owns begin with the document's id and `#`."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from .tables import EdgeKey

OWNED_NODES = ("Document", "Task", "Indicator", "Report")
OWNER_END: dict[EdgeKey, str] = {
    ("RESPONSIBLE_FOR", "Department", "Task"): "target",
    ("CITES", "Document", "Document"): "source",
    ("HAS_TASK", "Document", "Task"): "source",
    ("HAS_INDICATOR", "Task", "Indicator"): "source",
    ("HAS_INDICATOR", "Document", "Indicator"): "source",
    ("REPORTS_ON", "Report", "Indicator"): "source",
    ("IN_DOMAIN", "Task", "Domain"): "source",
    ("ISSUED_BY", "Document", "Department"): "source",
    ("APPLIES_TO", "Document", "Place"): "source",
}
"""Kinds of edges that one document owns, and the end whose id says which: it is before the `#` of the id."""


def owner(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """The document that each node id (`<document>#…`, or the document's own) belongs to."""
    return pc.list_element(pc.split_pattern(ids, "#", max_splits=1), 0)


def disown(table: pa.Table, column: str, gone: pa.Array) -> pa.Table:
    """The rows whose id in `column` belongs to none of the documents in `gone`."""
    if not len(gone) or not table.num_rows:
        return table
    return table.filter(pc.invert(pc.is_in(owner(table[column]), value_set=gone)))
