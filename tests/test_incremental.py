"""Adding, replacing and removing documents: the result is that of one build of what is left, and a killed run does no harm."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest
from factory import SCHOOLS, Writer, citation, document, task
from graphs import CITES, RESPONSIBLE, SAME_DOMAIN, documents, edges, nodes
from hypothesis import given, settings
from hypothesis import strategies as st
from kill_loader import load_again_and_again

from policygraph.errors import NotFoundError
from policygraph.graph.builder import build_tables
from policygraph.graph.merge import merge, without
from policygraph.graph.store import open_store
from policygraph.graph.tables import GraphTables, same
from policygraph.loaders.model import PolicyDocument

OWN = "阜政发〔2017〕50号"
ABOVE = "皖政〔2017〕58号"
EMPTY = build_tables([])


def provincial() -> PolicyDocument:
    """The document that the factory's document cites."""
    writer = Writer()
    made = task(writer, ("一",), "扩大就业渠道", (("省教育厅", "教育", "lead"),), place="340000", domains=("就业创业",))
    return document(
        "关于扎实推进民生工作的意见", ABOVE, source="b.txt", writer=writer, tasks=[made], place="340000", issuer="安徽省人民政府"
    )


def test_building_again_changes_nothing() -> None:
    stored = build_tables([document(), provincial()])

    assert same(merge(stored, build_tables([document()])), stored)
    assert same(merge(stored, stored), stored)


def test_a_changed_file_replaces_its_document_and_leaves_nothing_behind() -> None:
    writer = Writer()
    changed = document(writer=writer, tasks=[task(writer, ("二", "(一)"), "办好公办幼儿园", SCHOOLS)], sha256="f" * 64)
    merged = merge(build_tables([document(), provincial()]), build_tables([changed]))

    assert same(merged, build_tables([changed, provincial()]))
    assert nodes(merged, "Task", "id") == [f"{ABOVE}#一", f"{OWN}#二/(一)"]
    assert "341200/财政" not in nodes(merged, "Department", "id")


def test_a_file_whose_number_was_corrected_replaces_its_document() -> None:
    corrected = document(number="阜政发〔2017〕51号")
    merged = merge(build_tables([document()]), build_tables([corrected]))

    assert merged.document_ids() == ["阜政发〔2017〕51号"]


def test_removing_takes_away_what_only_that_document_had() -> None:
    writer = Writer()
    other = document("乙", "阜政发〔2018〕1号", source="b.txt", writer=writer, tasks=[task(writer, ("一",), "甲", SCHOOLS)])
    left = without(build_tables([document(), other]), [OWN])

    assert same(left, build_tables([other]))
    assert nodes(left, "Department", "id") == ["341200/人民政府", "341200/教育"]
    with pytest.raises(NotFoundError, match="no document 甲政发"):
        without(left, ["甲政发〔2020〕1号"])


def test_a_stub_is_promoted_when_its_document_comes_and_demoted_when_it_goes() -> None:
    stub = build_tables([document()])
    full = merge(stub, build_tables([provincial()]))
    back = without(full, [ABOVE])

    assert nodes(full, "Document", "id", "loaded", "source") == [(ABOVE, True, "b.txt"), (OWN, True, "a.txt")]
    assert nodes(back, "Document", "id", "loaded", "source") == [(ABOVE, False, None), (OWN, True, "a.txt")]
    assert same(back, stub)
    assert without(back, [OWN]).node_count == 0


def test_a_citation_by_title_moves_to_the_document_that_comes() -> None:
    writer = Writer()
    citing = document(writer=writer, tasks=(), citations=[citation(writer, "安徽省人民政府关于扎实推进民生工作的意见")])
    before = build_tables([citing])
    after = merge(before, build_tables([provincial()]))

    assert [target for _, target in edges(before, CITES)] == ["安徽省人民政府关于扎实推进民生工作的意见"]
    assert [target for _, target in edges(after, CITES)] == [ABOVE]
    assert same(without(after, [ABOVE]), before)


def test_links_with_other_documents_are_redone() -> None:
    alone = build_tables([document()])
    both = merge(alone, build_tables([provincial()]))

    assert edges(alone, SAME_DOMAIN) == []
    assert edges(both, SAME_DOMAIN, "domain") == [(f"{ABOVE}#一", f"{OWN}#二/(一)", "就业创业")]
    assert edges(without(both, [ABOVE]), SAME_DOMAIN) == []


def test_a_body_takes_its_commonest_name_from_the_documents_that_are_left() -> None:
    def named(number: str, source: str, *names: str) -> PolicyDocument:
        writer = Writer()
        tasks = [task(writer, (str(n),), f"任务{n}", ((name, "人社", "lead"),)) for n, name in enumerate(names)]
        return document("甲", number, source=source, writer=writer, tasks=tasks, issuer=None)

    long = named("阜政发〔2017〕1号", "a.txt", "市人力资源社会保障局", "市人力资源社会保障局")
    short = named("阜政发〔2017〕2号", "b.txt", "市人社局")
    both = merge(build_tables([short]), build_tables([long]))

    assert nodes(both, "Department", "name", "full_name") == [("市人力资源社会保障局", "安徽省阜阳市人力资源社会保障局")]
    left = without(both, ["阜政发〔2017〕1号"])
    assert nodes(left, "Department", "name", "full_name", "aliases") == [("市人社局", "安徽省阜阳市人社局", ["市人社局"])]


@settings(max_examples=80, deadline=None)
@given(st.lists(documents(), min_size=1, max_size=4), st.data())
def test_any_way_of_adding_and_removing_ends_in_the_same_graph(given: list[PolicyDocument], data: st.DataObject) -> None:
    distinct = {build_tables([one]).document_ids()[0]: one for one in given}
    sources = {name: document_with_source(one, f"{n}.txt") for n, (name, one) in enumerate(distinct.items())}
    stored = EMPTY
    for name in data.draw(st.permutations(sorted(sources))):
        stored = merge(stored, build_tables([sources[name]]))
    whole = build_tables(sources.values())

    assert same(stored, whole)
    gone = data.draw(st.lists(st.sampled_from(sorted(sources)), unique=True))
    kept = [one for name, one in sources.items() if name not in gone]
    assert same(without(whole, gone), build_tables(kept))
    assert same(merge(without(whole, gone), whole), whole)


def document_with_source(one: PolicyDocument, source: str) -> PolicyDocument:
    """The same document as if read from another file, so that none replaces another for its file's name."""
    from dataclasses import replace

    return replace(one, source=source)


@pytest.mark.slow
def test_a_loader_killed_at_twenty_moments_leaves_a_whole_graph_and_can_be_run_again(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kill_loader", "policygraph.graph.embedded"])
    target = tmp_path / "policies.kgl"
    numbers = [f"阜政发〔2017〕{n}号" for n in range(1, 30)]
    wanted = build_tables([document(number=number, source=f"{number}.txt") for number in numbers])
    half = without(wanted, numbers[::2])
    seen = set()
    for attempt in range(20):
        ready = context.Event()
        child = context.Process(target=load_again_and_again, args=(str(target), wanted, numbers[::2], ready))
        child.start()
        assert ready.wait(60)
        time.sleep(0.02 + 0.017 * attempt)
        child.kill()
        child.join()
        if target.exists():
            seen.add([same(stored(target), allowed) for allowed in (wanted, half)].index(True))
    assert seen
    store = open_store(target, create=True)
    store.load(wanted)
    assert same(stored(target), wanted)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".policies.kgl.lock", "policies.kgl"]


def stored(target: Path) -> GraphTables:
    return open_store(target).tables()


def test_responsibilities_are_whole_after_every_step() -> None:
    both = merge(build_tables([document()]), build_tables([provincial()]))

    assert len(edges(both, RESPONSIBLE)) == 4
