"""In which order a load writes into a server: no server is needed to see that."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import server_graphs

from policygraph.graph.neo4j_changes import Changes, changes
from policygraph.graph.neo4j_plan import Plan
from policygraph.graph.neo4j_statements import batches, hanging, nested
from policygraph.graph.tables import GraphTables

NEAR = ("SAME_DOMAIN_AS", "Task", "Task")


def _rows(parts: list[Changes]) -> int:
    return sum(part.rows for part in parts)


def _bundles(plan: Plan) -> list[Changes]:
    found = []
    for lane in plan.lanes(2):
        for number in lane:
            found.append(plan.bundle(number))
            plan.finished(number)
    return found


def test_every_row_of_a_new_graph_is_written_once() -> None:
    wanted = server_graphs.tables(12)
    plan = Plan(changes(GraphTables(), wanted), 60)
    parts = [plan.first(), *_bundles(plan)]
    assert plan.size > 4
    links = plan.links()
    assert links.edges[NEAR].num_rows == wanted.edge(NEAR).num_rows
    stubs = sum(part.created["Document"].num_rows for part in parts if "Document" in part.created)
    again = stubs - wanted.node("Document").num_rows  # cited documents that come themselves stand as stubs first
    assert _rows([*parts, links, plan.last()]) == wanted.node_count + wanted.edge_count + again


def test_links_wait_for_the_documents_at_both_ends() -> None:
    plan = Plan(changes(GraphTables(), server_graphs.tables(12)), 60)
    plan.bundle(0)
    plan.finished(0)
    assert plan.links().rows == 0
    for number in range(1, plan.size):
        plan.bundle(number)
        plan.finished(number)
    assert plan.links(least=1).rows > 0


def _document(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.list_element(pc.split_pattern(ids, "#", max_splits=1), 0)


def test_a_link_that_changes_between_documents_that_stay_is_written_only_after_the_old_one_is_gone() -> None:
    """The likeness of two tasks changes with every document that comes."""
    before, after = server_graphs.tables(8), server_graphs.tables(9)
    score = after.edge(NEAR).schema.get_field_index("score")
    moved = after.edge(NEAR).set_column(score, "score", pc.multiply(after.edge(NEAR)["score"], 0.5))
    plan = Plan(changes(before, GraphTables(after.nodes, {**after.edges, NEAR: moved})), 60)
    _bundles(plan)
    stay = set(before.document_ids())
    early = plan.links().edges.get(NEAR, moved.schema.empty_table())
    assert not any(
        {one, other} <= stay
        for one, other in zip(
            _document(early["source"]).to_pylist(), _document(early["target"]).to_pylist(), strict=True
        )
    )
    last = plan.last()
    assert last.unlinked[NEAR].num_rows > 0
    assert last.edges[NEAR].num_rows > 0


def test_a_new_task_takes_its_indicators_and_bodies_along() -> None:
    wanted = server_graphs.tables(3)
    whole = Changes({label: wanted.node(label) for label in wanted.nodes}, edges=dict(wanted.edges))
    tasks, rest = nested(whole)
    nodes, edges = hanging(tasks)
    assert (len(tasks), nodes, edges) == (30, 30 + 9, 9 + 90)
    assert rest.rows == whole.rows - nodes - edges
    sizes = [sum(hanging(batch)) for batch in batches(tasks, 20)]
    assert sum(sizes) == nodes + edges
    assert max(sizes) <= 20


def test_what_hangs_on_tasks_that_stand_already_is_left_to_itself() -> None:
    wanted = server_graphs.tables(3)
    part = Changes(
        {"Indicator": wanted.node("Indicator")},
        edges={("HAS_INDICATOR", "Task", "Indicator"): wanted.edge(("HAS_INDICATOR", "Task", "Indicator"))},
    )
    assert nested(part) == ([], part)
