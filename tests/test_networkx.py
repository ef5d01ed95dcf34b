"""The graph as a networkx MultiDiGraph, whole or in part."""

from __future__ import annotations

import networkx as nx
from factory import JOBS, Writer, citation, document, task

from policygraph.graph.builder import build_tables
from policygraph.graph.nx import key_of, to_networkx

OWN = "阜政发〔2017〕50号"


def test_the_whole_graph() -> None:
    tables = build_tables([document()])
    graph = to_networkx(tables)

    assert isinstance(graph, nx.MultiDiGraph)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (tables.node_count, tables.edge_count)
    assert graph.nodes["Domain:教育"] == {"label": "Domain", "id": "教育", "name": "教育"}
    shown = graph.nodes[key_of("Document", OWN)]
    assert (shown["issued_on"], shown["loaded"]) == ("2017-08-24", True)
    assert "status" not in shown
    [edge] = graph.get_edge_data("Department:341200/教育", f"Task:{OWN}#二/(二)").values()
    assert (edge["type"], edge["role"], edge["sole"]) == ("RESPONSIBLE_FOR", "responsible", True)


def test_parallel_edges_stay_apart() -> None:
    writer = Writer()
    twice = [citation(writer, "甲办法", "皖政〔2017〕58号"), citation(writer, "甲办法", "皖政〔2017〕58号", relation="mentions")]
    graph = to_networkx(build_tables([document(writer=writer, tasks=(), citations=twice)]))

    assert graph.number_of_edges(f"Document:{OWN}", "Document:皖政〔2017〕58号") == 2


def test_some_labels() -> None:
    graph = to_networkx(build_tables([document()]), labels=["Department", "Task"])

    assert {data["label"] for _, data in graph.nodes(data=True)} == {"Department", "Task"}
    assert {kind for *_, kind in graph.edges(data="type")} == {"RESPONSIBLE_FOR"}


def test_some_documents_with_what_they_are_tied_to() -> None:
    writer = Writer()
    other = document("乙", "阜政发〔2018〕1号", source="b.txt", writer=writer, tasks=[task(writer, ("一",), "扩大就业渠道", JOBS)])
    both = build_tables([document(), other])
    part, alone = to_networkx(both, documents=["阜政发〔2018〕1号"]), to_networkx(build_tables([other]))

    assert set(part.nodes) == set(alone.nodes)
    assert part.number_of_edges() == alone.number_of_edges()
    assert to_networkx(both, documents=[]).number_of_nodes() == 0
