"""A graph in a real server of both supported lines: load, load again, replace, remove, ask."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import factory
import pyarrow.compute as pc
import pytest
import server_graphs
from neo4j import GraphDatabase
from server import Neo4jServer

from policygraph import errors
from policygraph.graph.builder import build_tables
from policygraph.graph.embedded import EmbeddedStore
from policygraph.graph.exports import export
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.graph.tables import GraphTables, same

pytestmark = pytest.mark.neo4j


def test_what_was_loaded_is_read_back(store: Neo4jStore) -> None:
    built = server_graphs.tables(12)
    store.load(built)
    assert same(store.tables(), built)
    assert store.writes.nodes_created == built.node_count
    assert store.writes.relationships_created == built.edge_count


def test_loading_again_writes_nothing(store: Neo4jStore) -> None:
    built = server_graphs.tables(5)
    store.load(built)
    store.load(built)
    assert store.writes.total == 0


def test_a_changed_document_is_replaced_and_the_others_are_not_touched(store: Neo4jStore) -> None:
    store.load(
        build_tables([factory.document(), factory.document("关于养老工作的意见", "阜政发〔2017〕60号", source="b.txt")])
    )
    writer = factory.Writer()
    fewer = factory.document(writer=writer, tasks=[factory.task(writer, ("二", "(一)"), "扩大就业", ordinal=1)])
    store.load(build_tables([fewer]))
    other = factory.document("关于养老工作的意见", "阜政发〔2017〕60号", source="b.txt")
    assert same(store.tables(), build_tables([fewer, other]))


def test_a_new_task_comes_beside_one_whose_domains_change(store: Neo4jStore) -> None:
    """Edges that change go by their ends: what is new between the same ends must come after."""
    wanted, shorter = server_graphs.tables(3, 10), server_graphs.tables(3, 9)
    key = ("IN_DOMAIN", "Task", "Domain")
    scores = pc.multiply(shorter.edge(key)["score"], 0.5)
    where = shorter.edge(key).schema.get_field_index("score")
    before = GraphTables(shorter.nodes, {**shorter.edges, key: shorter.edge(key).set_column(where, "score", scores)})
    store.load(before)
    assert same(store.tables(), before)
    store._change(lambda _: wanted, None)
    assert same(store.tables(), wanted)


def test_documents_may_come_in_any_order_and_number_of_loads(store: Neo4jStore) -> None:
    documents = server_graphs.many(9)
    for part in (documents[6:], documents[:3], documents[3:6]):
        store.load(build_tables(part))
    assert same(store.tables(), build_tables(documents))


def test_removing_takes_only_what_nobody_else_has_and_demotes_the_cited_document_to_a_stub(store: Neo4jStore) -> None:
    documents = server_graphs.many(6)
    store.load(build_tables(documents))
    store.remove(["阜政发〔2018〕2号", "阜政发〔2018〕5号"])
    left = [d for d in documents if d.front.doc_number not in ("阜政发〔2018〕2号", "阜政发〔2018〕5号")]
    assert same(store.tables(), build_tables(left))
    rows = store.query(
        "MATCH (d:Document {id: '阜政发〔2018〕2号'}) RETURN d.loaded AS loaded, d.sha256 AS sha256"
    ).rows
    assert rows == ((False, None),)


def test_removing_an_unknown_document_is_refused(store: Neo4jStore) -> None:
    with pytest.raises(errors.NotFoundError, match="no document"):
        store.remove(["阜政发〔1999〕1号"])


def test_a_stub_known_by_title_only_is_promoted_and_demoted(store: Neo4jStore) -> None:
    writer = factory.Writer()
    citing = factory.document(writer=writer, tasks=[], citations=[factory.citation(writer, "关于促进就业的意见")])
    cited = factory.document("关于促进就业的意见", "阜政发〔2016〕9号", source="c.txt")
    for step in ([citing], [citing, cited]):
        store.load(build_tables(step))
        assert same(store.tables(), build_tables(step))
    store.remove(["阜政发〔2016〕9号"])
    assert same(store.tables(), build_tables([citing]))


def test_both_engines_hold_the_same_tables(store: Neo4jStore, tmp_path: Path) -> None:
    embedded = EmbeddedStore.open(tmp_path / "policies.kgl", create=True)
    for documents in (server_graphs.many(8), server_graphs.many(4, version=2)):
        built = build_tables(documents)
        embedded.load(built)
        store.load(built)
        assert same(store.tables(), embedded.tables())


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonld", "graphml", "gexf", "neo4j-admin"])
def test_both_engines_export_the_same_bytes(store: Neo4jStore, tmp_path: Path, form: str) -> None:
    embedded = EmbeddedStore.open(tmp_path / "policies.kgl", create=True)
    for documents in (server_graphs.many(4), server_graphs.many(2, version=2)):
        embedded.load(build_tables(documents))
        store.load(build_tables(documents))
    written = []
    for name, graph in (("embedded", embedded.tables()), ("server", store.tables())):
        files = export(graph, tmp_path / name, form)
        written.append({file.name.replace("embedded", "").replace("server", ""): file.read_bytes() for file in files})
    assert written[0] == written[1]
    assert sum(map(len, written[0].values())) > 0


def test_parallel_relationships_are_kept(store: Neo4jStore) -> None:
    writer = factory.Writer()
    twice = [
        factory.citation(writer, "关于促进就业的意见"),
        factory.citation(writer, "关于促进就业的意见", relation="implements"),
    ]
    store.load(build_tables([factory.document(writer=writer, tasks=[], citations=twice)]))
    found = store.query("MATCH (:Document)-[c:CITES]->(:Document) RETURN c.relation AS relation ORDER BY relation")
    assert found.rows == (("based_on",), ("implements",))


def test_ids_are_unique_and_what_is_looked_up_is_indexed(store: Neo4jStore) -> None:
    store.load(build_tables([factory.document()]))
    unique = store.query(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN labelsOrTypes[0] AS label, properties"
    )
    assert {("Document",), ("Task",), ("Indicator",), ("Department",), ("Domain",), ("Place",)} <= {
        (r[0],) for r in unique.rows
    }
    shown = store.query("SHOW INDEXES YIELD name, state, type, options RETURN name, state, type, options ORDER BY name")
    by_name = {row[0]: row for row in shown.rows}
    assert by_name["document_doc_number"][1:3] == ("ONLINE", "RANGE")
    assert by_name["indicator_metric"][1:3] == ("ONLINE", "RANGE")
    assert by_name["task_fulltext"][1:3] == ("ONLINE", "FULLTEXT")
    assert by_name["task_fulltext"][3]["indexConfig"]["fulltext.analyzer"] == "cjk"


def test_full_text_finds_a_chinese_word_inside_a_sentence(store: Neo4jStore) -> None:
    store.load(build_tables([factory.document()]))
    found = store.query(
        "CALL db.index.fulltext.queryNodes('task_fulltext', $words) YIELD node RETURN node.title", {"words": "幼儿园"}
    )
    assert found.rows == (("办好公办幼儿园",),)


def test_answers_are_plain_values_with_dates_as_iso_strings(store: Neo4jStore) -> None:
    store.load(build_tables([factory.document()]))
    found = store.query(
        "MATCH (d:Document {loaded: true}) WITH d.id AS id, d.issued_on AS day "
        "RETURN id, day, {day: day} AS map, [day] AS list"
    )
    assert found.columns == ("id", "day", "map", "list")
    assert found.rows == (("阜政发〔2017〕50号", "2017-08-24", {"day": "2017-08-24"}, ["2017-08-24"]),)
    assert found.truncated is False


def test_a_limit_cuts_and_says_so(store: Neo4jStore) -> None:
    assert store.query("UNWIND range(1, 10) AS n RETURN n", limit=3).rows == ((1,), (2,), (3,))
    assert store.query("UNWIND range(1, 10) AS n RETURN n", limit=3).truncated
    assert not store.query("UNWIND range(1, 3) AS n RETURN n", limit=3).truncated


@pytest.mark.parametrize(
    "cypher", ["CREATE (:Document {id: 'x'})", "MATCH (n) DETACH DELETE n", "CREATE INDEX x FOR (n:Task) ON (n.number)"]
)
def test_a_query_that_writes_is_refused_and_changes_nothing(store: Neo4jStore, cypher: str) -> None:
    built = build_tables([factory.document()])
    store.load(built)
    with pytest.raises(errors.WriteRefusedError, match="only reads"):
        store.query(cypher)
    assert same(store.tables(), built)


def test_a_mistake_in_the_query_is_told_in_one_line(store: Neo4jStore) -> None:
    with pytest.raises(errors.QueryError) as caught:
        store.query("MATCH (n RETURN n.id")
    assert "\n" not in str(caught.value)


def test_a_whole_node_is_refused(store: Neo4jStore) -> None:
    store.load(build_tables([factory.document()]))
    with pytest.raises(errors.QueryError, match="name columns"):
        store.query("MATCH (n:Document) RETURN n")


def test_a_query_over_its_time_is_stopped(store: Neo4jStore) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*)"
    with pytest.raises(errors.QueryTimeoutError, match="longer than 1 s"):
        store.query(slow, timeout=1)


def test_progress_counts_up_to_all_rows(store: Neo4jStore) -> None:
    seen: list[tuple[str, int, int]] = []
    store.load(server_graphs.tables(4), lambda what, done, total: seen.append((what, done, total)))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1][1] == seen[-1][2] > 0


def test_a_named_database_and_a_routing_address_work(server: Neo4jServer, store: Neo4jStore) -> None:
    store.load(build_tables([factory.document()]))
    routed = Neo4jStore.connect(server.routed_uri, "neo4j")
    assert same(routed.tables(), store.tables())
    routed.close()


def test_two_loaders_take_turns(server: Neo4jServer, store: Neo4jStore) -> None:
    parts = [build_tables(server_graphs.many(12)[start::3]) for start in range(3)]
    others = [Neo4jStore.connect(server.uri) for _ in parts]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda pair: pair[0].load(pair[1]), zip(others, parts, strict=True)))
    assert same(store.tables(), server_graphs.tables(12))
    for other in others:
        other.close()


def test_the_server_knows_every_setting_of_the_compose_file(store: Neo4jStore, root: Path) -> None:
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    names = re.findall(r"^      NEO4J_([a-z]\w+): ", text, flags=re.MULTILINE)
    # the image's rule: _ for the dot, __ for the underscore
    settings = {name.replace("__", "\0").replace("_", ".").replace("\0", "_") for name in names}
    assert "server.memory.heap.max_size" in settings
    known = {row[0] for row in store.query("SHOW SETTINGS YIELD name").rows}
    assert settings <= known


def test_a_title_too_long_for_an_index_is_stored_without_one(store: Neo4jStore) -> None:
    writer = factory.Writer()
    endless = factory.task(writer, ("二", "(一)"), "扩大就业" * 1_000)
    built = build_tables([factory.document(writer=writer, tasks=[endless])])
    store.load(build_tables([factory.document()]))
    store.load(built)
    assert same(store.tables(), built)
    names = {row[0] for row in store.query("SHOW INDEXES YIELD name").rows}
    assert "task_title" not in names
    assert "document_title" in names
    store.load(build_tables([factory.document()]))
    assert "task_title" in {row[0] for row in store.query("SHOW INDEXES YIELD name").rows}


def test_a_database_with_somebody_else_s_nodes_is_left_alone(server: Neo4jServer, store: Neo4jStore) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query("CREATE (:Task {name: 'theirs'})")
        with pytest.raises(errors.PolicyGraphError, match="holds Task nodes without an id"):
            store.load(build_tables([factory.document()]))
        assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 1
        driver.execute_query("MATCH (n:Task) DELETE n")
