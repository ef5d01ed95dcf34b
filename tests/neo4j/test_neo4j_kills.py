"""Loads cut short: the loader killed twenty times, the server killed in the middle. Whole documents stay; again, and all is there."""

from __future__ import annotations

import os
import pickle
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import server_graphs
from running import started
from server import LTS, Neo4jServer

from policygraph import errors
from policygraph.graph import neo4j_load, neo4j_plan
from policygraph.graph.merge import merge, without
from policygraph.graph.neo4j_changes import changes
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.graph.tables import GraphTables, same

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

DOCUMENTS, TASKS, KILLS = 24, 8, 20
PROCESS = Path(__file__).with_name("loader_process.py")


@pytest.fixture(scope="module")
def before() -> GraphTables:
    return server_graphs.tables(DOCUMENTS, TASKS)


@pytest.fixture(scope="module")
def after() -> GraphTables:
    """Every second document changed."""
    return server_graphs.tables(DOCUMENTS, TASKS, version=2)


@pytest.fixture
def lts_store(lts_server: Neo4jServer, login: Callable[[Neo4jServer], None]) -> Iterator[Neo4jStore]:
    login(lts_server)
    lts_server.clear()
    opened = Neo4jStore.connect(lts_server.uri)
    yield opened
    opened.close()


def _start(uri: str, pickled: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROCESS), uri, str(pickled)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )


def _kill_after_lines(process: subprocess.Popen[str], lines: int, pause: float) -> bool:
    """Kill -9 when the loader has told its progress so many times and a moment has passed; False where it was done before."""
    assert process.stdout is not None
    for _ in range(lines):
        if not process.stdout.readline():
            break
    time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _wait_for_the_dead(store: Neo4jStore) -> None:
    """Until the server has ended what a killed loader left open: a commit it had received may still be going on, and the
    tables are read in several queries, so that half of them could see it and half not."""
    for _ in range(200):
        if store.query("SHOW TRANSACTIONS YIELD transactionId RETURN count(*) AS open").rows[0][0] <= 1:
            return
        time.sleep(0.1)
    raise AssertionError("the server still holds a dead loader's transaction after 20 s")


Owned = dict[str, list[Any]]


def _assert_whole(stored: GraphTables, *versions: Owned) -> None:
    """Every loaded document is there exactly as one of the versions has it, to the last row."""
    for name, rows in server_graphs.owned(stored).items():
        assert any(rows == version.get(name) for version in versions), f"{name} is there in part"


def test_a_loader_killed_twenty_times_leaves_whole_documents_and_the_next_run_puts_it_right(
    lts_server: Neo4jServer, lts_store: Neo4jStore, before: GraphTables, after: GraphTables, tmp_path: Path
) -> None:
    chance = random.Random(20)
    files = [tmp_path / "before", tmp_path / "after"]
    for file, tables in zip(files, (before, after), strict=True):
        file.write_bytes(pickle.dumps(tables))
    versions = server_graphs.owned(before), server_graphs.owned(after)
    cut_short = 0
    for number in range(KILLS):
        loader = _start(lts_server.uri, files[number % 2])
        # the first line comes with the shared nodes, each further one with a transaction of documents
        cut_short += _kill_after_lines(loader, chance.randint(0, 9), chance.uniform(0, 0.15))
        _wait_for_the_dead(lts_store)
        _assert_whole(lts_store.tables(), *versions)
        if number % 5 == 4:
            wanted = (before, after)[number % 2]
            lts_store.load(wanted)
            assert same(lts_store.tables(), wanted)
    assert cut_short >= KILLS * 3 // 4
    lts_store.load(after)
    assert same(lts_store.tables(), after)
    lts_store.load(after)
    assert lts_store.writes.total == 0


def test_a_server_killed_and_restarted_in_mid_load_is_waited_for(
    own_server: Neo4jServer, login: Callable[[Neo4jServer], None], before: GraphTables, after: GraphTables
) -> None:
    login(own_server)
    store = Neo4jStore.connect(own_server.uri)
    store.bundle_rows = 60
    store.load(before)
    killed = threading.Event()
    words: list[str] = []

    def progress(what: str, done: int, total: int) -> None:
        words.append(what)
        if what == "documents" and 0 < total < 3 * done and not killed.is_set():
            killed.set()
            own_server.kill()
            threading.Thread(target=own_server.start).start()

    store.load(after, progress)
    assert killed.is_set()
    assert "waiting for the server" in words
    assert same(store.tables(), after)
    store.close()


def test_a_server_that_stays_away_is_told_of_in_one_line_and_the_next_run_finishes(
    own_server: Neo4jServer, login: Callable[[Neo4jServer], None], before: GraphTables
) -> None:
    login(own_server)
    store = Neo4jStore.connect(own_server.uri)
    store.bundle_rows, store.patience = 60, 1

    def progress(what: str, done: int, total: int) -> None:
        if what == "documents" and own_server.process is not None:
            own_server.kill()

    with pytest.raises(errors.ConnectionFailedError, match="no Neo4j server answers at"):
        store.load(before, progress)
    store.close()
    own_server.start()
    again = Neo4jStore.connect(own_server.uri)
    _assert_whole(again.tables(), server_graphs.owned(before))
    assert again.tables().node_count > 0
    again.load(before)
    assert same(again.tables(), before)
    again.close()


def test_a_removal_cut_short_is_finished_by_the_next_run(lts_store: Neo4jStore, before: GraphTables) -> None:
    """A removal stopped between two of its transactions, which is what a kill there leaves."""
    lts_store.load(before)
    gone = before.document_ids()[3:9]
    wanted = without(before, gone)
    plan = neo4j_plan.Plan(changes(before, wanted), 60)
    with lts_store._driver.session() as session:
        session.execute_write(neo4j_load.write_changes, plan.first())
        for number in range(plan.size // 2):
            session.execute_write(neo4j_load.write_changes, plan.bundle(number))
    _assert_whole(lts_store.tables(), server_graphs.owned(before), server_graphs.owned(wanted))
    left = [name for name in gone if name in lts_store.tables().document_ids()]
    lts_store.remove(left)
    assert same(lts_store.tables(), wanted)
    assert same(merge(wanted, before), before)


def test_a_full_disk_is_told_of_in_one_line_and_once_there_is_room_the_next_run_finishes(
    login: Callable[[Neo4jServer], None],
) -> None:
    built = server_graphs.tables(DOCUMENTS, TASKS)
    with started(LTS, **{"db.tx_log.preallocate": "false"}) as cramped:
        login(cramped)
        store = Neo4jStore.connect(cramped.uri)
        store.bundle_rows = 60
        store.load(server_graphs.tables(2))

        def progress(what: str, done: int, total: int) -> None:
            if what == "documents" and cramped.process is not None:
                # from here on no file of the server's may grow: what a full disk does to its transaction log
                resource.prlimit(cramped.process.pid, resource.RLIMIT_FSIZE, (100_000, 100_000))

        with pytest.raises(errors.PolicyGraphError) as caught:
            store.load(built, progress)
        assert str(caught.value) == (
            f"{cramped.uri} cannot write to its disk (full, mostly): make room, restart the server, and run this again"
        )
        store.close()
        cramped.kill()
        cramped.start()
        again = Neo4jStore.connect(cramped.uri)
        _assert_whole(again.tables(), server_graphs.owned(built), server_graphs.owned(server_graphs.tables(2)))
        again.load(built)
        assert same(again.tables(), built)
        again.close()
