"""How fast the embedded store loads, beside the engine's own bulk call on the same rows, in one run.

    python bench/embedded_load.py [TASKS] [ROUNDS]

The engine's part is `add_nodes` and `add_relationships` on data frames made beforehand, and `save`. Ours is `EmbeddedStore.load`
of the Arrow tables into a new file: merging, making frames, adding, constraints, look-up indexes, saving with fsync. The ratio is of rows
a second, ours to the engine's, best of the rounds each; the aim is 0.8. Processor time is told besides, as it does not depend on what
else the machine does.
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


def timed(work: Callable[[Path], None], folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    gc.collect()
    path = folder / f"{time.monotonic_ns()}.kgl"
    started, spent = time.perf_counter(), time.process_time()
    work(path)
    took = time.perf_counter() - started, time.process_time() - spent
    path.unlink()
    return took


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    warnings.simplefilter("ignore")
    tables = graph(tasks)
    rows = tables.node_count + tables.edge_count
    engine = bulk(tables)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took: dict[str, list[tuple[float, float]]] = {"engine": [], "ours": []}
        for _ in range(rounds):
            took["engine"].append(timed(engine, folder))
            took["ours"].append(timed(lambda path: EmbeddedStore.open(path, create=True).load(tables), folder))
    clock = {who: min(seconds for seconds, _ in times) for who, times in took.items()}
    spent = {who: min(seconds for _, seconds in times) for who, times in took.items()}
    ratio = clock["engine"] / clock["ours"]
    print(f"{tasks} tasks, {tables.node_count} nodes, {tables.edge_count} edges")
    for who in took:
        print(f"{who:7} {clock[who]:6.2f} s  {rows / clock[who]:10.0f} rows/s  processor {spent[who]:6.2f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"ratio   {ratio:.2f} (aim {AIM}), of processor time {spent['engine'] / spent['ours']:.2f}; peak memory {memory} MB")
    sys.exit(ratio < AIM)


if __name__ == "__main__":
    main()
