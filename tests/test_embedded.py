"""The embedded store: what is asked of it, what it refuses, and its file."""

from __future__ import annotations

import multiprocessing
import resource
from pathlib import Path
from typing import Any

import kglite
import pytest
from factory import document
from graphs import documents
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.errors import (
    NotFoundError,
    PolicyGraphError,
    QueryError,
    QueryTimeoutError,
    WriteRefusedError,
)
from policygraph.graph.builder import build_tables
from policygraph.graph.embedded import EmbeddedStore, _writer
from policygraph.graph.store import Store, open_store
from policygraph.graph.tables import same


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "policies.kgl", create=True)
    made.load(build_tables([document()]))
    return made


def test_a_query_gives_plain_values(store: Store) -> None:
    result = store.query(
        "MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(b:Department) "
        "RETURN d.issued_on AS day, t.deadline AS deadline, r.position AS position, r.sole AS sole, b.aliases AS aliases, "
        "[1, 2] AS list, {a: date('2020-01-02')} AS map, 1.5 AS number ORDER BY b.name"
    )

    assert result.columns == ("day", "deadline", "position", "sole", "aliases", "list", "map", "number")
    assert result.rows[0] == ("2017-08-24", None, 1, False, ["市人社局"], [1, 2], {"a": "2020-01-02"}, 1.5)
    assert [type(value) for value in result.rows[0]] == [str, type(None), int, bool, list, list, dict, float]
    assert result.dicts()[0]["sole"] is False
    assert len(result.rows) == 3


def test_parameters_and_dates(store: Store) -> None:
    asked = "MATCH (d:Document) WHERE d.issued_on >= date($since) AND d.kind IN $kinds RETURN d.id"

    assert store.query(asked, {"since": "2017-01-01", "kinds": ["意见"]}).rows == (("阜政发〔2017〕50号",),)
    assert store.query(asked, {"since": "2018-01-01", "kinds": ["意见"]}).rows == ()


def test_equal_rows_are_all_given_and_a_missing_property_is_none(store: Store) -> None:
    assert store.query("MATCH (t:Task) RETURN t.kind").rows == (("task",), ("task",))
    assert store.query("MATCH (d:Document {loaded: false}) RETURN d.source").rows == ((None,),)


def test_a_limit_cuts_and_says_so(store: Store) -> None:
    asked = "UNWIND range(1, 10) AS n RETURN n"

    assert store.query(asked, limit=3).rows == ((1,), (2,), (3,))
    assert store.query(asked, limit=3).truncated
    assert not store.query(asked, limit=10).truncated
    assert len(store.query(asked).rows) == 10


@pytest.mark.parametrize("write", [
    "CREATE (n:Task {id: 'x'})", "MATCH (n) DETACH DELETE n", "MATCH (n:Task) SET n.title = 'x'", "MERGE (n:Task {id: 'x'})",
    "MATCH (n:Task) REMOVE n.title", "CREATE INDEX FOR (n:Task) ON (n.kind)", "MATCH (n) FOREACH (x IN [1] | SET n.a = x)",
])  # fmt: skip
def test_a_write_is_refused_and_nothing_changes(store: Store, write: str) -> None:
    before = store.tables()
    with pytest.raises(WriteRefusedError, match="only reads") as caught:
        store.query(write)
    assert "\n" not in str(caught.value)
    assert same(store.tables(), before)


def test_the_words_of_writing_may_be_read(store: Store) -> None:
    assert store.query("RETURN 'CREATE (n)' AS `DELETE`").rows == (("CREATE (n)",),)


@pytest.mark.parametrize(("wrong", "said"), [
    ("MATCH (n:Task RETURN n", "syntax error"), ("MATCH (t:Task) RETURN t.title + $missing", "Missing parameter"),
    ("MATCH (t:Task) RETURN nothing(t)", "nothing"), ("MATCH (t:Task) RETURN t.title FORMAT CSV", "FORMAT CSV"),
])  # fmt: skip
def test_a_wrong_query_is_one_line(store: Store, wrong: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        store.query(wrong)
    assert "\n" not in str(caught.value)


def test_files_of_the_machine_are_not_read(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("secret\n")
    with pytest.raises(QueryError, match="LOAD CSV reads files"):
        store.query(f"LOAD CSV FROM 'file://{tmp_path}/x.csv' AS row RETURN row")


def test_a_plan_can_be_asked_for(store: Store) -> None:
    assert "operation" in store.query("EXPLAIN MATCH (t:Task) RETURN t.id").columns


def test_a_long_query_is_stopped(store: Store) -> None:
    with pytest.raises(QueryTimeoutError, match=r"longer than 0\.2 s"):
        store.query("UNWIND range(1, 40000) AS a UNWIND range(1, 40000) AS b RETURN count(*)", timeout=0.2)


def test_what_is_stored_is_what_was_loaded(store: Store) -> None:
    assert same(store.tables(), build_tables([document()]))
    assert same(open_store(store.target).tables(), store.tables())


@settings(max_examples=40, deadline=None)
@given(st.lists(documents(), max_size=3))
def test_any_graph_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, given: list[object]) -> None:
    tables = build_tables(given)  # type: ignore[arg-type]
    target = tmp_path_factory.mktemp("any") / "policies.kgl"
    open_store(target, create=True).load(tables)

    assert same(open_store(target).tables(), tables)


def test_odd_texts_come_back_as_they_went_in(tmp_path: Path) -> None:
    for number, title in enumerate([" 前后空格 ", "制表\t换行\n", "", "2020-01-01", "123", "NaN", "true", "\U00020bb7", "null", "'\"\\"]):
        tables = build_tables([document(title, f"阜政发〔2017〕{number + 1}号", source=title, citations=())])
        target = tmp_path / f"{number}.kgl"
        open_store(target, create=True).load(tables)
        assert same(open_store(target).tables(), tables), title


def test_loading_again_leaves_the_file_alone(store: Store) -> None:
    path = Path(store.target)
    before = path.read_bytes(), path.stat().st_mtime_ns
    open_store(path).load(build_tables([document()]))

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_an_empty_graph_is_a_graph(tmp_path: Path) -> None:
    target = tmp_path / "new" / "policies.kgl"
    made = open_store(target, create=True)
    assert made.query("MATCH (n) RETURN count(n)").rows == ((0,),)
    made.load(build_tables([]))
    assert open_store(target).query("MATCH (n:Task) RETURN n.id").rows == ()


def test_removing_from_the_file(store: Store) -> None:
    store.remove(["阜政发〔2017〕50号"])
    assert open_store(store.target).tables().node_count == 0
    with pytest.raises(NotFoundError):
        store.remove(["阜政发〔2017〕50号"])


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="build one with"):
        open_store(tmp_path / "none.kgl")
    with pytest.raises(PolicyGraphError, match="is a folder"):
        open_store(tmp_path, create=True)


def test_a_damaged_file_is_one_error_that_says_to_rebuild(store: Store) -> None:
    path = Path(store.target)
    whole = path.read_bytes()
    for cut in (0, 1, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(PolicyGraphError, match="delete it and run") as caught:
            open_store(path)
        assert "\n" not in str(caught.value)
    path.write_bytes(b"not a graph" * 100)
    with pytest.raises(PolicyGraphError, match="delete it and run"):
        open_store(path)


def test_a_graph_of_another_make_is_told(tmp_path: Path) -> None:
    kglite.KnowledgeGraph().save(str(tmp_path / "other.kgl"))
    with pytest.raises(PolicyGraphError, match="another version"):
        open_store(tmp_path / "other.kgl")


def test_a_file_damaged_within_is_never_read_as_if_whole(store: Store) -> None:
    path = Path(store.target)
    whole = path.read_bytes()
    expected = store.tables()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            found = open_store(path).tables()
        except PolicyGraphError:
            continue
        assert same(found, expected), f"byte {at} of {len(whole)}"


def hold(path: str, ready: Any, done: Any) -> None:
    with _writer(Path(path)):
        ready.set()
        done.wait(20)


def test_two_writers_at_once_are_kept_apart(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(store.target, ready, done))
    other.start()
    try:
        assert ready.wait(20)
        with pytest.raises(PolicyGraphError, match="another process is writing"):
            store.remove(["阜政发〔2017〕50号"])
        assert store.query("MATCH (t:Task) RETURN count(t)").rows == ((2,),)
    finally:
        done.set()
        other.join()
    store.remove(["阜政发〔2017〕50号"])


def load_on_a_full_disk(path: str, said: Any) -> None:
    tables = build_tables([document(), document("乙", "阜政发〔2018〕1号", source="b.txt")])
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        open_store(path).load(tables)
    except PolicyGraphError as error:
        said.put(str(error))
    else:
        said.put("written")


def test_a_full_disk_leaves_the_graph_as_it_was(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    said = context.Queue()
    other = context.Process(target=load_on_a_full_disk, args=(store.target, said))
    other.start()
    told = said.get(timeout=60)
    other.join()

    assert "could not be written" in told
    assert "\n" not in told
    assert same(open_store(store.target).tables(), build_tables([document()]))
    assert sorted(path.name for path in Path(store.target).parent.iterdir()) == [".policies.kgl.lock", "policies.kgl"]


def test_what_another_process_wrote_is_not_overwritten(store: Store) -> None:
    late = EmbeddedStore.open(Path(store.target))
    other = document("乙", "阜政发〔2018〕1号", source="b.txt")
    store.load(build_tables([other]))
    third = document("丙", "阜政发〔2018〕2号", source="c.txt")
    late.load(build_tables([third]))

    assert late.tables().document_ids() == ["阜政发〔2017〕50号", "阜政发〔2018〕1号", "阜政发〔2018〕2号"]


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = open_store(tmp_path / "file" / "policies.kgl", create=True)
    with pytest.raises(PolicyGraphError, match="may not be written"):
        made.load(build_tables([document()]))


def test_progress_ends_at_the_total(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    tables = build_tables([document()])
    open_store(tmp_path / "p.kgl", create=True).load(tables, lambda *step: told.append(step))

    assert told[-1][1:] == (tables.node_count + tables.edge_count,) * 2
