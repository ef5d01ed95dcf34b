"""How soon every query pack answers on a generated graph, on the embedded engine and on a Neo4j server, in one run.

    python bench/packs.py [--tasks 200000] [--version 5.26.30] [--timeout 60] [--repeat 3] [--slow SECONDS] [NAME …]
    python bench/packs.py --db g.kgl --db bolt://localhost:7687 [NAME …]

Makes a graph of so many tasks (see generate.py), loads it into a file and into a server of its own (tests/neo4j/server.py), and asks
each pack: with what it requires alone, then with each parameter that narrows it. `--db` asks graphs that are there (a server's password
comes from NEO4J_PASSWORD). The best of `--repeat` times counts; the rows of the engines are compared. Output: a Markdown table;
`--slow` leaves out the lines where every engine took less.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "neo4j")]

from generate import graph  # noqa: E402
from server import CURRENT, LTS, Neo4jServer  # noqa: E402

from policygraph.errors import QueryError  # noqa: E402
from policygraph.graph.store import Store, open_store  # noqa: E402
from policygraph.queries.packs import Pack, load_packs  # noqa: E402
from policygraph.queries.runner import run_pack  # noqa: E402

GENERATED: dict[str, Any] = {
    "place": "合肥市", "place_a": "合肥市", "place_b": "芜湖市", "document": "测市发〔2000〕2号", "document_a": "测市发〔2000〕2号",
    "document_b": "测市发〔2000〕3号", "department": "市教育局", "task": "幼儿园", "words": "幼儿园", "domain": "教育", "year": 2010,
    "line": "教育", "from_year": 2020, "status": "missed", "on": "2021-01-01", "within": True,
}  # fmt: skip
"""Values that the generated graph holds."""
NARROWING = ("place", "document", "domain", "department", "words", "year", "line", "from_year", "status", "within")
"""Parameters that each pack is asked with in turn where they are not required."""


def ways(pack: Pack) -> Iterator[dict[str, Any]]:
    """The parameters of each time a pack is asked."""
    needed = {p.name: GENERATED[p.name] for p in pack.parameters if p.required or p.name == "on"}
    yield needed
    for p in pack.parameters:
        if p.name in NARROWING and not p.required:
            yield {**needed, p.name: GENERATED[p.name]}


def measure(store: Store, pack: Pack, given: dict[str, Any], timeout: float, repeat: int) -> tuple[str, object, float]:
    """(how many rows or the refusal, the rows, best seconds)."""
    best = float("inf")
    rows: object = ()
    for _ in range(repeat):
        started = time.perf_counter()
        try:
            rows = run_pack(store, pack, given, timeout=timeout).rows
        except QueryError as error:
            return type(error).__name__, None, time.perf_counter() - started
        best = min(best, time.perf_counter() - started)
    return str(len(rows)), rows, best


def ask(stores: Sequence[Store], words: argparse.Namespace) -> bool:
    """Print the table; whether the engines agreed everywhere."""
    engines = [store.target.partition("://")[0] if "://" in store.target else "embedded" for store in stores]
    print(f"| pack | with | rows | {' | '.join(f'{name} s' for name in engines)} |")
    print("| --- | --- | ---: |" + " ---: |" * len(stores))
    agreed = True
    for name, pack in load_packs().items():
        for given in ways(pack) if not words.names or name in words.names else ():
            found = [measure(store, pack, given, words.timeout, words.repeat) for store in stores]
            same = all(rows == found[0][1] for _, rows, _ in found)
            agreed &= same
            if max(seconds for *_, seconds in found) >= words.slow or not same:
                rows = found[0][0] if same else " ≠ ".join(rows for rows, *_ in found)
                told = ", ".join(f"{key}={value}" for key, value in given.items())
                print(f"| {name} | {told} | {rows} | {' | '.join(f'{seconds:.2f}' for *_, seconds in found)} |", flush=True)
    return agreed


def made(words: argparse.Namespace, stack: ExitStack) -> list[Store]:
    """A generated graph in a file and in a server, both closed with the stack."""
    tables = graph(words.tasks)
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    server = stack.enter_context(Neo4jServer(words.version, heap="2g"))
    os.environ.update(server.env)
    stores = [open_store(str(Path(folder) / "packs.kgl"), create=True), open_store(server.uri)]
    for store in stores:
        stack.callback(store.close)
        store.load(tables)
    return stores


def main() -> None:
    """Make or open the graphs, ask every pack, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tasks", type=int, default=200_000)
    parser.add_argument("--version", default=LTS, choices=(LTS, CURRENT))
    parser.add_argument("--db", action="append", default=[])
    parser.add_argument("--timeout", type=float, default=60.0)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--slow", type=float, default=0.0)
    words = parser.parse_args()
    with ExitStack() as stack:
        stores = [open_store(target) for target in words.db] or made(words, stack)
        if not ask(stores, words):
            sys.exit("the engines gave different rows")


if __name__ == "__main__":
    main()
