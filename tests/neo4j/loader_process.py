"""One loader as a process of its own, to be killed: `python loader_process.py URI VERSION COUNT TASKS`.

Prints `loading` when it begins to write and `done` at the end. Small bundles, so that a kill falls between many transactions.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from policygraph.graph.neo4j_store import Neo4jStore


def main(uri: str, pickled: str) -> None:
    tables = pickle.loads(Path(pickled).read_bytes())
    store = Neo4jStore.connect(uri)
    store.bundle_rows = 60
    store.load(tables, lambda what, done, total: print(what, done, total, flush=True))
    print("finished", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
