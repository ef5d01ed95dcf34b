"""What a child process does until it is killed (see test_incremental.py); few imports, so that it starts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policygraph.graph.store import open_store
from policygraph.graph.tables import GraphTables


def load_again_and_again(target: str, tables: GraphTables, removed: Sequence[str], ready: Any) -> None:
    """Load everything and remove a half, over and over."""
    ready.set()
    while True:
        store = open_store(target, create=True)
        store.load(tables)
        store.remove(removed)
