"""How fast a graph goes into a Neo4j server, against py2neo.bulk and against one statement a row, in one run.

    python bench/neo4j_load.py [TASKS] [--version 5.26.30] [--slow-tasks N]

Starts a server of its own (tests/neo4j/server.py). The competitors get the same unique constraints and the official driver's
transactions; py2neo.bulk merges nodes and relationships in batches of 5,000 rows, as a load that may be run again must: with its
rows as dictionaries, as lists (the quicker of its two ways), and as lists over the driver without its Rust extension, which
policygraph installs and py2neo does not. They load a part of the graph (rates hardly depend on the size), policygraph loads
all of it. Prints rows (nodes and relationships) a second, the seconds of processor time that
server and client took, and how much memory the client took on top of the tables.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLAIN_DRIVER = "--plain-driver"
if PLAIN_DRIVER in sys.argv:
    sys.modules["neo4j._rust"] = None  # type: ignore[assignment]  # the driver then goes on without its extension
sys.path[:0] = [str(HERE), str(HERE.parent / "tests" / "neo4j")]

from generate import graph  # noqa: E402
from neo4j import Driver, GraphDatabase, ManagedTransaction, Session  # noqa: E402
from server import CURRENT, LTS, Neo4jServer  # noqa: E402

from policygraph.graph.neo4j_schema import ensure_constraints  # noqa: E402
from policygraph.graph.neo4j_store import Neo4jStore  # noqa: E402
from policygraph.graph.tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, GraphTables  # noqa: E402

BATCH = 5_000
Rows = list[list[object]]


def peak_megabytes(*, reset: bool = False) -> float:
    """The process's largest resident size since the last reset (Linux)."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def server_seconds(server: Neo4jServer) -> float:
    """Processor time that the server has taken so far (Linux)."""
    assert server.process is not None
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(server: Neo4jServer, name: str, tables: GraphTables, work: Callable[[], float | None]) -> float:
    """Run one loader and print its rate in rows a second; what it returns counts as its seconds."""
    rows = tables.node_count + tables.edge_count
    before = peak_megabytes(reset=True)
    start, there, here = time.perf_counter(), server_seconds(server), time.process_time()
    seconds = work() or time.perf_counter() - start
    there, here = server_seconds(server) - there, time.process_time() - here
    grown = peak_megabytes() - before
    print(
        f"{name:<33}{rows:>10,} rows {seconds:>8.1f} s {rows / seconds:>8,.0f} rows/s   "
        f"processor {there:>6.1f} s there {here:>6.1f} s here {grown:>6.0f} MB",
        flush=True,
    )
    return rows / seconds


def _present(names: list[str], values: list[object]) -> dict[str, object]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def rows_of(table: object, start: int) -> Rows:
    columns = [column.to_pylist() for column in table.slice(start, BATCH).columns]  # type: ignore[attr-defined]
    return [list(row) for row in zip(*columns, strict=True)]


def with_py2neo(driver: Driver, tables: GraphTables, *, dictionaries: bool = False) -> None:
    """py2neo.bulk, idempotent: nodes merged by id, relationships by type, ends and position where there is one."""
    from py2neo.bulk import merge_nodes, merge_relationships

    with driver.session() as session:
        for label in LABELS:
            names = NODE_SCHEMAS[label].names
            for start in range(0, tables.node(label).num_rows, BATCH):
                if dictionaries:
                    session.execute_write(
                        merge_nodes, tables.node(label).slice(start, BATCH).to_pylist(), (label, "id")
                    )
                else:
                    session.execute_write(merge_nodes, rows_of(tables.node(label), start), (label, "id"), None, names)
        for kind, source, target in EDGE_KEYS:
            table = tables.edge((kind, source, target))
            names = EDGE_SCHEMAS[kind, source, target].names[2:]
            key = (kind, "position") if "position" in names else kind
            for start in range(0, table.num_rows, BATCH):
                triples = [(row[0], row[2:], row[1]) for row in rows_of(table, start)]
                keys = None if dictionaries else names
                if dictionaries:
                    triples = [(a, _present(names, detail), b) for a, detail, b in triples]
                session.execute_write(merge_relationships, triples, key, (source, "id"), (target, "id"), keys)


def with_plain_driver(server: Neo4jServer, tasks: int) -> float:
    """py2neo.bulk with lists in a process of its own, where the driver finds no Rust extension: seconds of the load alone."""
    words = [sys.executable, __file__, str(tasks), PLAIN_DRIVER, server.uri]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def in_plain_driver(uri: str, tasks: int) -> None:
    tables = graph(tasks)
    with GraphDatabase.driver(uri, auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])) as driver:
        driver.verify_connectivity()
        start = time.perf_counter()
        with_py2neo(driver, tables)
        print(time.perf_counter() - start)


def one_by_one(driver: Driver, tables: GraphTables) -> None:
    """One statement and one transaction a row."""

    def run(session: Session, statement: str, **values: object) -> None:
        def work(transaction: ManagedTransaction) -> None:
            transaction.run(statement, **values).consume()

        session.execute_write(work)

    with driver.session() as session:
        for label in LABELS:
            for row in tables.node(label).to_pylist():
                run(session, f"MERGE (n:{label} {{id: $id}}) SET n += $row", id=row["id"], row=row)
        for kind, source, target in EDGE_KEYS:
            statement = f"MATCH (a:{source} {{id: $source}}) MATCH (b:{target} {{id: $target}}) MERGE (a)-[r:{kind}]->(b) SET r += $row"
            for row in tables.edge((kind, source, target)).to_pylist():
                run(session, statement, source=row.pop("source"), target=row.pop("target"), row=row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", type=int, nargs="?", default=200_000)
    parser.add_argument("--version", default=LTS, choices=(LTS, CURRENT))
    parser.add_argument("--slow-tasks", type=int, default=100, help="tasks of the part loaded one statement a row")
    parser.add_argument(PLAIN_DRIVER, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.plain_driver:
        in_plain_driver(args.plain_driver, args.tasks)
        return
    many = max(args.tasks // 5, 300)
    whole, part, small = graph(args.tasks), graph(many), graph(args.slow_tasks)
    with Neo4jServer(args.version, heap="2g") as server:
        os.environ.update(server.env)
        with (
            GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
            driver.session() as session,
        ):
            ensure_constraints(session)
            store = Neo4jStore.connect(server.uri)
            store.load(small)  # the server compiles what it runs often: all three start warm
            with_py2neo(driver, small)
            rates = {}
            loads = (
                ("one statement a row", small, lambda: one_by_one(driver, small)),
                ("py2neo.bulk, dictionaries", part, lambda: with_py2neo(driver, part, dictionaries=True)),
                ("py2neo.bulk, lists, plain driver", part, lambda: with_plain_driver(server, many)),
                ("py2neo.bulk, lists", part, lambda: with_py2neo(driver, part)),
                ("policygraph, the same part", part, lambda: store.load(part)),
                ("policygraph", whole, lambda: store.load(whole)),
                ("policygraph, again", whole, lambda: store.load(whole)),
            )
            for name, tables, work in loads:
                if name != "policygraph, again":
                    server.clear()
                rates[name] = timed(server, name, tables, work)
            store.close()
    for other in list(rates)[:4]:
        print(f"policygraph : {other:<32} = {rates['policygraph'] / rates[other]:.1f}")


if __name__ == "__main__":
    main()
