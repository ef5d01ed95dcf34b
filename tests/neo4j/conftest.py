"""One real server of each supported line for the whole run; tests that break a server get one of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from running import started
from server import CURRENT, LTS, Neo4jServer

from policygraph.graph.neo4j_store import Neo4jStore


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[str], Neo4jServer]]:
    """The running server of a version: started when first asked for, one for the whole run."""
    running: dict[str, Neo4jServer] = {}

    def get(version: str) -> Neo4jServer:
        if version not in running:
            running[version] = started(version)
        return running[version]

    yield get
    for one in running.values():
        one.close()


@pytest.fixture(scope="session", params=[LTS, CURRENT])
def server(request: pytest.FixtureRequest, servers: Callable[[str], Neo4jServer]) -> Neo4jServer:
    """A running server; its database is shared by all tests of its version."""
    return servers(request.param)


@pytest.fixture(scope="session")
def lts_server(servers: Callable[[str], Neo4jServer]) -> Neo4jServer:
    """The LTS server, for the long tests that one version is enough for."""
    return servers(LTS)


@pytest.fixture
def own_server() -> Iterator[Neo4jServer]:
    """A server that the test may kill, stop and configure."""
    running = started(LTS)
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
