"""How fast the embedded store loads, beside the engine's own bulk call on the same rows, in one run.

    python bench/embedded_load.py [TASKS] [ROUNDS]

The engine's part is `add_nodes` and `add_relationships` on data frames made beforehand, and `save`. Ours is `EmbeddedStore.load`
of the Arrow tables into a new file: merging, making frames, adding, constraints, look-up indexes, saving with fsync. The ratio is of rows
a second, ours to the engine's, best of the rounds each; the aim is 0.8.
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import kglite
from generate import graph

from policygraph.graph.embedded import EmbeddedStore, frame
from policygraph.graph.tables import EDGE_KEYS, LABELS, GraphTables

AIM = 0.8


def bulk(tables: GraphTables) -> Callable[[Path], None]:
    """The engine's own bulk calls on ready frames."""
    nodes = {label: frame(tables.node(label)) for label in LABELS if tables.node(label).num_rows}
    edges = {key: frame(tables.edge(key)) for key in EDGE_KEYS if tables.edge(key).num_rows}

    def load(path: Path) -> None:
        made = kglite.KnowledgeGraph()
        for label, rows in nodes.items():
            made.add_nodes(rows, label, "id", "title" if "title" in rows else "id")
        for (kind, source, target), rows in edges.items():
            made.add_relationships(rows, kind, source, "source", target, "target")
        made.save(str(path))

    return load


def timed(work: Callable[[Path], None], folder: Path) -> float:
    gc.collect()
    path = folder / f"{time.monotonic_ns()}.kgl"
    started = time.perf_counter()
    work(path)
    return time.perf_counter() - started


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    warnings.simplefilter("ignore")
    tables = graph(tasks)
    rows = tables.node_count + tables.edge_count
    engine = bulk(tables)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        best = {"engine": float("inf"), "ours": float("inf")}
        for _ in range(rounds):
            best["engine"] = min(best["engine"], timed(engine, folder))
            best["ours"] = min(best["ours"], timed(lambda path: EmbeddedStore.open(path, create=True).load(tables), folder))
    ratio = best["engine"] / best["ours"]
    print(f"{tasks} tasks, {tables.node_count} nodes, {tables.edge_count} edges")
    for who, seconds in best.items():
        print(f"{who:7} {seconds:6.2f} s  {rows / seconds:10.0f} rows/s")
    print(f"ratio   {ratio:.2f} (aim {AIM}); peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    sys.exit(ratio < AIM)


if __name__ == "__main__":
    main()
