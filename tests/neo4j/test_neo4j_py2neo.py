"""py2neo's bulk statements through the official driver's transaction, on the real server; and why its other layers are not used."""

from __future__ import annotations

import warnings

import factory
import pytest
import server_graphs
from neo4j import GraphDatabase
from server import Neo4jServer

from policygraph.graph.builder import build_tables
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.graph.py2neo_bridge import bulk_load, from_subgraph, to_subgraph
from policygraph.graph.tables import same

pytestmark = pytest.mark.neo4j
py2neo = pytest.importorskip("py2neo", reason="py2neo is not installed")


def test_bulk_loading_through_the_official_driver(server: Neo4jServer, store: Neo4jStore) -> None:
    built = server_graphs.tables(6)
    auth = (server.user, server.password)
    with GraphDatabase.driver(server.uri, auth=auth) as driver, driver.session() as session:
        session.execute_write(bulk_load, built)
    assert same(store.tables(), built)
    store.load(built)
    assert store.writes.total == 0


def test_a_bulk_load_that_fails_leaves_nothing(server: Neo4jServer, store: Neo4jStore) -> None:
    auth = (server.user, server.password)
    with GraphDatabase.driver(server.uri, auth=auth) as driver, driver.session() as session:
        transaction = session.begin_transaction()
        bulk_load(transaction, build_tables([factory.document()]))
        transaction.rollback()
    assert store.tables().node_count == 0


def test_a_graph_goes_from_the_server_to_a_notebook_and_back(store: Neo4jStore) -> None:
    built = build_tables([factory.document()])
    store.load(built)
    subgraph = to_subgraph(store.tables())
    (task,) = [node for node in subgraph.nodes if node.has_label("Task") and node["title"] == "扩大就业渠道"]
    task["deadline"] = "2021年底"
    store.load(from_subgraph(subgraph))
    found = store.query("MATCH (t:Task {title: '扩大就业渠道'}) RETURN t.deadline")
    assert found.rows == (("2021年底",),)
    assert store.writes.properties_set > 0
    assert store.writes.nodes_created == store.writes.nodes_deleted == 0


def test_its_schema_and_merge_layers_fail_the_servers_of_today(server: Neo4jServer, store: Neo4jStore) -> None:
    """What docs/neo4j.md says of them, so that the words are taken back when they are no longer true."""
    warnings.simplefilter("ignore")
    graph = py2neo.Graph(server.uri, auth=(server.user, server.password))
    with pytest.raises(py2neo.ClientError, match="Invalid constraint syntax"):
        graph.schema.create_uniqueness_constraint("Task", "id")
    one, other = py2neo.Node("Task", id="a"), py2neo.Node("Task", id="b")
    for role in ("lead", "support"):
        graph.merge(py2neo.Relationship(one, "SAME_DOMAIN_AS", other, domain=role), "Task", "id")
    assert graph.run("MATCH (:Task)-[r:SAME_DOMAIN_AS]->(:Task) RETURN count(r)").evaluate() == 1
