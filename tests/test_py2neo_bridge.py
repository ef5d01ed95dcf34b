"""The graph as a py2neo Subgraph and back, without a server. (Its bulk statements on a real one: tests/neo4j.)"""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import factory
import pyarrow as pa
import pytest

from policygraph import errors
from policygraph.graph.builder import build_tables
from policygraph.graph.py2neo_bridge import from_subgraph, to_subgraph
from policygraph.graph.tables import GraphTables, canonical, same

data = pytest.importorskip("py2neo.data", reason="py2neo is not installed")
CITES = ("CITES", "Document", "Document")


@pytest.fixture
def built() -> GraphTables:
    return build_tables([factory.document()])


def test_there_and_back_is_the_same_graph(built: GraphTables) -> None:
    subgraph = to_subgraph(built)
    assert len(subgraph.nodes) == built.node_count
    assert len(subgraph.relationships) == built.edge_count
    assert same(from_subgraph(subgraph), built)


def test_nodes_and_relationships_are_py2neo_s_own(built: GraphTables) -> None:
    subgraph = to_subgraph(built)
    (document,) = [node for node in subgraph.nodes if node.has_label("Document") and node["loaded"]]
    assert document["doc_number"] == "阜政发〔2017〕50号"
    assert document["issued_on"] == date(2017, 8, 24)
    assert "published_on" not in document
    leads = [
        edge for edge in subgraph.relationships if type(edge).__name__ == "RESPONSIBLE_FOR" and edge["role"] == "lead"
    ]
    assert [edge.start_node["name"] for edge in leads] == ["市人社局"]
    assert isinstance(leads[0], data.Relationship.type("RESPONSIBLE_FOR"))


def test_parallel_relationships_are_kept_even_where_they_are_equal() -> None:
    writer = factory.Writer()
    cited = [factory.citation(writer, "关于促进就业的意见"), factory.citation(writer, "关于促进就业的意见")]
    built = build_tables([factory.document(writer=writer, tasks=[], citations=cited)])
    rows = built.edge(CITES)
    twice = canonical(GraphTables(built.nodes, {**built.edges, CITES: pa.concat_tables([rows, rows])}))
    subgraph = to_subgraph(twice)
    assert sum(type(edge).__name__ == "CITES" for edge in subgraph.relationships) == 4
    assert same(from_subgraph(subgraph), twice)


def test_what_a_notebook_added_comes_back(built: GraphTables) -> None:
    subgraph = to_subgraph(built)
    (task,) = [node for node in subgraph.nodes if node.has_label("Task") and node["title"] == "扩大就业渠道"]
    new = data.Node("Department", id="341200/妇女联合会", name="市妇联", aliases=["市妇联"], kind="mass_org")
    link = data.Relationship(new, "RESPONSIBLE_FOR", task, role="support", position=3)
    back = from_subgraph(subgraph | link)
    assert back.node("Department").num_rows == built.node("Department").num_rows + 1
    assert "341200/妇女联合会" in back.edge(("RESPONSIBLE_FOR", "Department", "Task"))["source"].to_pylist()


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (lambda: data.Node("Person", id="x"), "a node needs one label of"),
        (lambda: data.Node("Task"), "a string id"),
        (lambda: data.Node("Task", id="x", colour="red"), "Task has no property colour"),
        (lambda: data.Node("Task", id="x", ordinal="first"), "a property of Task is not of its type"),
    ],
)
def test_what_the_schema_does_not_have_is_refused(node: object, words: str) -> None:
    with pytest.raises(errors.UsageError, match=words):
        from_subgraph(data.Subgraph([node()]))  # type: ignore[operator]


def test_a_relationship_that_the_schema_does_not_have_is_refused() -> None:
    task, domain = data.Node("Task", id="t"), data.Node("Domain", id="d")
    with pytest.raises(errors.UsageError, match=r"no relationship \(Domain\)-\[:IN_DOMAIN\]->\(Task\)"):
        from_subgraph(data.Subgraph(relationships=[data.Relationship(domain, "IN_DOMAIN", task)]))


def test_py2neo_is_imported_only_when_asked_for() -> None:
    code = "import sys, policygraph.graph.py2neo_bridge; sys.exit('py2neo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_py2neo_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, built: GraphTables) -> None:
    monkeypatch.setitem(sys.modules, "py2neo.bulk", None)
    with pytest.raises(errors.UsageError, match=r"pip install 'policygraph\[py2neo\]'"):
        to_subgraph(built)
