"""What goes wrong between here and a server, and the one useful line that each of them gives."""

from __future__ import annotations

from collections.abc import Callable

import factory
import pytest
import server_graphs
from running import started
from server import TOO_OLD, Neo4jServer, free_port

from policygraph import errors
from policygraph.graph.builder import build_tables
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.graph.store import open_store
from policygraph.graph.tables import same

pytestmark = pytest.mark.neo4j


def _told(uri: str, database: str | None = None) -> errors.PolicyGraphError:
    """The error of a connection that fails: one line, without the password."""
    with pytest.raises(errors.PolicyGraphError) as caught:
        open_store(uri, database=database)
    assert "\n" not in str(caught.value)
    assert "S3cret" not in str(caught.value)
    return caught.value


def test_a_wrong_password(server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "S3cret-and-wrong")
    told = _told(server.uri)
    assert isinstance(told, errors.AuthenticationFailedError)
    assert str(told) == (f"{server.uri} refused the user name or the password: set NEO4J_USERNAME and NEO4J_PASSWORD")


def test_no_password_at_all(server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    assert str(_told(server.uri)) == (
        f"{server.uri} wants a password: set NEO4J_PASSWORD (and NEO4J_USERNAME unless it is neo4j)"
    )


def test_a_password_that_is_asked_for(server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    asked: list[str] = []

    def ask(user: str) -> str:
        asked.append(user)
        return server.password

    Neo4jStore.connect(server.uri, ask_password=ask).close()
    assert asked == ["neo4j"]


@pytest.mark.parametrize(
    "uri",
    [
        "neo4j://neo4j:S3cret@localhost:7687",
        "bolt://:S3cret@localhost",
        "neo4j+s://x.databases.neo4j.io?password=S3cret",
    ],
)
def test_a_password_in_the_uri_is_refused_before_anything_is_sent(uri: str) -> None:
    told = _told(uri)
    assert isinstance(told, errors.UsageError)
    assert "set NEO4J" in str(told)


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "S3cret")
    for scheme in ("bolt", "neo4j"):
        uri = f"{scheme}://127.0.0.1:{free_port()}"
        told = _told(uri)
        assert isinstance(told, errors.ConnectionFailedError)
        assert str(told) == (
            f"no Neo4j server answers at {uri}: check that it runs, the host and the port (7687 unless changed)"
        )


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "S3cret")
    assert str(_told("neo4j://no-such-host.invalid")).startswith(
        "no Neo4j server answers at neo4j://no-such-host.invalid"
    )


def test_an_encrypted_address_where_the_server_does_not_encrypt(
    server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "S3cret")
    assert isinstance(_told(server.uri.replace("bolt://", "bolt+s://")), errors.ConnectionFailedError)


def test_another_kind_of_server(server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "S3cret")
    told = _told(f"bolt://127.0.0.1:{server.http_port}")
    assert isinstance(told, errors.ConnectionFailedError)


def test_an_unknown_database(server: Neo4jServer, login: Callable[[Neo4jServer], None]) -> None:
    login(server)
    told = _told(server.uri, "policies")
    assert isinstance(told, errors.NotFoundError)
    assert str(told) == f"{server.uri} has no database policies: `SHOW DATABASES` in the Browser lists them"
    assert isinstance(_told(server.routed_uri, "policies"), errors.NotFoundError)


def test_a_scheme_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "S3cret")
    with pytest.raises(errors.UsageError, match="a server's address begins with bolt"):
        Neo4jStore.connect("http://localhost:7474")


def test_a_read_only_database_can_be_asked_but_not_loaded(
    own_server: Neo4jServer, login: Callable[[Neo4jServer], None]
) -> None:
    built = build_tables([factory.document()])
    login(own_server)
    store = Neo4jStore.connect(own_server.uri)
    store.load(built)
    store.close()
    own_server.stop()
    own_server.configure(server__databases__default_to_read_only="true")
    own_server.start()
    store = Neo4jStore.connect(own_server.uri)
    assert same(store.tables(), built)
    for work in (lambda: store.load(server_graphs.tables(2)), lambda: store.remove(built.document_ids())):
        with pytest.raises(errors.PolicyGraphError) as caught:
            work()
        assert str(caught.value) == (
            f"the default database of {own_server.uri} is read-only: "
            "see server.databases.default_to_read_only in its neo4j.conf"
        )
    assert same(store.tables(), built)
    store.close()


def test_a_server_too_old(login: Callable[[Neo4jServer], None]) -> None:
    with started(TOO_OLD) as old:
        login(old)
        told = _told(old.uri)
        assert isinstance(told, errors.ServerTooOldError)
        assert str(told) == f"{old.uri} is Neo4j/{TOO_OLD}, older than 5.26: upgrade it, or build into a file instead"
