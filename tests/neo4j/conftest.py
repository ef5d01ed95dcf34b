"""One real server of each supported line for the whole run; tests that break a server get one of their own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from needs import require
from server import CURRENT, LTS, Neo4jServer, ServerUnavailableError

from policygraph.graph.neo4j_store import Neo4jStore


def pytest_sessionstart() -> None:
    """End like ^C on SIGTERM too (a time limit around the run), so that no server is left behind."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _started(version: str, home: Path | None = None) -> Neo4jServer:
    try:
        server = Neo4jServer(version, home)
    except ServerUnavailableError as error:
        require("neo4j", False, str(error))
        raise
    return server.start()


@pytest.fixture(scope="session", params=[LTS, CURRENT])
def server(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """A running server; its database is shared by all tests of its version."""
    running = _started(request.param)
    yield running
    running.close()


@pytest.fixture(scope="session")
def lts_server() -> Iterator[Neo4jServer]:
    """The LTS server for the long tests that one version is enough for."""
    running = _started(LTS)
    yield running
    running.close()


@pytest.fixture
def own_server() -> Iterator[Neo4jServer]:
    """A server that the test may kill, stop and configure."""
    running = _started(LTS)
    yield running
    running.close()


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> Callable[[Neo4jServer], None]:
    """Put a server's user and password into the environment, as an analyst would."""

    def set_env(running: Neo4jServer) -> None:
        for key, value in running.env.items():
            monkeypatch.setenv(key, value)

    return set_env


@pytest.fixture
def store(server: Neo4jServer, login: Callable[[Neo4jServer], None]) -> Iterator[Neo4jStore]:
    """An empty graph in the shared server."""
    login(server)
    server.clear()
    opened = Neo4jStore.connect(server.uri)
    yield opened
    opened.close()
