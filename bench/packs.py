"""How soon every query pack answers on a generated graph.

    python bench/packs.py [--tasks 200000] [--db FILE|URI] [--timeout 30] [--repeat 3] [NAME …]

Without `--db` a graph of so many tasks (three bodies each, see generate.py) is made for the embedded engine and asked there; with it, a
graph that is there is asked (a server's password comes from NEO4J_PASSWORD). Each pack is asked with its defaults and the examples of
the parameters it requires, `--repeat` times; the best time counts. Output: a Markdown table of rows, seconds and processor seconds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from generate import graph

from policygraph.errors import QueryError
from policygraph.graph.store import Store, open_store
from policygraph.queries.packs import Pack, load_packs
from policygraph.queries.runner import run_pack

GENERATED: dict[str, Any] = {
    "place": "340100", "place_a": "340100", "place_b": "340200", "document": "测政发〔2000〕1号",
    "document_a": "测政发〔2000〕1号", "document_b": "测政发〔2000〕2号", "department": "教育", "task": "幼儿园", "words": "幼儿园",
    "domain": "教育",
}  # fmt: skip
"""Names that the generated graph has, for the parameters that a pack requires."""


def given(pack: Pack) -> dict[str, Any]:
    """Values of the required parameters, and of no others."""
    return {p.name: GENERATED.get(p.name, p.example) for p in pack.parameters if p.required}


def measure(store: Store, pack: Pack, timeout: float, repeat: int) -> tuple[str, float, float]:
    """(rows or the refusal, best seconds, processor seconds of that run)."""
    best = (float("inf"), float("inf"))
    rows = ""
    for _ in range(repeat):
        wall, used = time.perf_counter(), time.process_time()
        try:
            rows = str(len(run_pack(store, pack, given(pack), timeout=timeout).rows))
        except QueryError as error:
            return type(error).__name__, time.perf_counter() - wall, time.process_time() - used
        best = min(best, (time.perf_counter() - wall, time.process_time() - used))
    return rows, *best


def main() -> None:
    """Make or open the graph, ask every pack, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tasks", type=int, default=200_000)
    parser.add_argument("--db")
    parser.add_argument("--timeout", type=float, default=30.0)
    parser.add_argument("--repeat", type=int, default=3)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = words.db or str(Path(folder) / "packs.kgl")
        store = open_store(target, create=not words.db)
        if not words.db:
            store.load(graph(words.tasks))
        print("| pack | rows | seconds | processor seconds |\n| --- | ---: | ---: | ---: |")
        for name, pack in load_packs().items():
            if not words.names or name in words.names:
                rows, wall, used = measure(store, pack, words.timeout, words.repeat)
                print(f"| {name} | {rows} | {wall:.2f} | {used:.2f} |", flush=True)
        store.close()


if __name__ == "__main__":
    main()
