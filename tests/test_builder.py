"""Documents to tables: what becomes a node, what an edge, and which id it gets."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factory import JOBS, SCHOOLS, Writer, annex, citation, document, indicator, responsibilities, task
from graphs import CITES, RESPONSIBLE, documents, edges, nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.graph.builder import Duplicate, build_tables
from policygraph.graph.tables import EDGE_KEYS, EDGE_SCHEMAS, LABELS, NODE_SCHEMAS, canonical, same
from policygraph.loaders.model import PolicyDocument

OWN = "阜政发〔2017〕50号"


def test_a_document_becomes_the_nodes_and_edges_of_the_schema() -> None:
    tables = build_tables([document()])

    assert nodes(tables, "Document", "id", "title", "issued_on", "loaded") == [
        ("皖政〔2017〕58号", "安徽省人民政府关于扎实推进民生工作的意见", None, False),
        (OWN, "关于做好民生工作的实施意见", date(2017, 8, 24), True),
    ]
    assert nodes(tables, "Task", "id", "title", "path") == [
        (f"{OWN}#二/(一)", "扩大就业渠道", "二/(一)"),
        (f"{OWN}#二/(二)", "办好公办幼儿园", "二/(二)"),
    ]
    assert edges(tables, RESPONSIBLE, "name", "role", "position", "sole", "quote") == [
        ("341200/人力资源和社会保障", f"{OWN}#二/(一)", "市人社局", "lead", 1, False, "责任单位:市人社局"),
        ("341200/教育", f"{OWN}#二/(二)", "市教育局", "responsible", 1, True, "责任单位:市教育局"),
        ("341200/财政", f"{OWN}#二/(一)", "市财政局", "support", 2, False, "责任单位:市财政局"),
    ]
    assert edges(tables, ("IN_DOMAIN", "Task", "Domain"), "rank", "score") == [
        (f"{OWN}#二/(一)", "就业创业", 1, 0.9), (f"{OWN}#二/(二)", "教育", 1, 0.9),
    ]  # fmt: skip
    assert edges(tables, ("HAS_INDICATOR", "Task", "Indicator")) == [(f"{OWN}#二/(一)", f"{OWN}#二/(一)@城镇新增就业人数@2021")]
    assert edges(tables, ("ISSUED_BY", "Document", "Department"), "quote") == [
        (OWN, "341200/人民政府", "阜阳市人民政府"),
    ]  # fmt: skip
    assert edges(tables, ("WITHIN", "Place", "Place")) == [("340000", "100000"), ("341200", "340000")]
    assert nodes(tables, "Place", "id", "full_name") == [
        ("100000", "全国"), ("340000", "安徽省"), ("341200", "安徽省阜阳市"),
    ]  # fmt: skip


def test_every_table_is_there_with_its_declared_columns() -> None:
    tables = build_tables([])

    assert {label: table.schema for label, table in tables.nodes.items()} == NODE_SCHEMAS
    assert {key: table.schema for key, table in tables.edges.items()} == EDGE_SCHEMAS
    assert list(tables.nodes) == list(LABELS)
    assert list(tables.edges) == list(EDGE_KEYS)


def test_an_annex_row_that_repeats_a_task_is_that_task() -> None:
    writer = Writer()
    numbered = task(writer, ("二", "1"), "扩大就业渠道", JOBS[:1])
    repeated = annex(
        writer, "1", "扩大就业渠道", (*JOBS[:1], *SCHOOLS), same_as=("二", "1"), deadline="2020年底"
    )  # fmt: skip
    other = annex(writer, "2", "修建农村公路", SCHOOLS, deadline="持续推进")
    tables = build_tables([document(writer=writer, tasks=[numbered], annex_tasks=[repeated, other])])

    assert nodes(tables, "Task", "path", "kind", "deadline", "ordinal") == [
        ("annex/2", "annex", "持续推进", 2), ("二/1", "task", "2020年底", 1),
    ]  # fmt: skip
    start, end = repeated.responsibilities[1].char_start, repeated.responsibilities[1].char_end
    assert edges(tables, RESPONSIBLE, "role", "sole", "char_start", "char_end")[0:3] == [
        ("341200/人力资源和社会保障", f"{OWN}#二/1", "lead", False, numbered.responsibilities[0].char_start,
         numbered.responsibilities[0].char_end),
        ("341200/教育", f"{OWN}#annex/2", "responsible", True, other.responsibilities[0].char_start,
         other.responsibilities[0].char_end),
        ("341200/教育", f"{OWN}#二/1", "responsible", False, start, end),
    ]  # fmt: skip


def test_two_items_numbered_alike_are_two_tasks() -> None:
    writer = Writer()
    twice = [task(writer, ("三", "2"), title, SCHOOLS, ordinal=n) for n, title in enumerate(["甲", "乙"], 1)]
    measured = indicator(writer, ("三", "2"))
    tables = build_tables([document(writer=writer, tasks=twice, indicators=[measured])])

    assert nodes(tables, "Task", "id", "title") == [(f"{OWN}#三/2", "甲"), (f"{OWN}#三/2~2", "乙")]
    assert edges(tables, ("HAS_INDICATOR", "Task", "Indicator")) == [(f"{OWN}#三/2", f"{OWN}#三/2@城镇新增就业人数@2021")]


def test_an_indicator_outside_any_task_hangs_on_the_document() -> None:
    writer = Writer()
    tables = build_tables([document(writer=writer, tasks=[], indicators=[indicator(writer, ("一", "(三)"))])])

    assert edges(tables, ("HAS_INDICATOR", "Document", "Indicator")) == [(OWN, f"{OWN}#一/(三)@城镇新增就业人数@2021")]


def test_an_indicator_keeps_its_id_when_its_value_changes_or_others_come_before_it() -> None:
    def ids(*names: str, value: float = 1) -> set[str]:
        writer = Writer()
        found = [indicator(writer, ("一",), name, value, year=None) for name in names]
        return set(nodes(build_tables([document(writer=writer, tasks=[], indicators=found)]), "Indicator", "id"))

    assert ids("床位数") == ids("床位数", value=2) == {f"{OWN}#一@床位数"}
    assert ids("学位数", "床位数", "床位数") == {f"{OWN}#一@学位数", f"{OWN}#一@床位数", f"{OWN}#一@床位数~2"}


def test_a_body_is_one_node_under_its_commonest_name() -> None:
    writer = Writer()
    line = "人力资源和社会保障"
    tasks = [
        task(writer, ("二", str(n)), f"任务{n}", ((name, line, "lead"),), ordinal=n)
        for n, name in enumerate(["市人力资源社会保障局", "市人社局", "市人社局"], 1)
    ]
    tables = build_tables([document(writer=writer, tasks=tasks, issuer=None)])

    assert nodes(tables, "Department", "id", "name", "full_name", "aliases") == [
        (f"341200/{line}", "市人社局", "安徽省阜阳市人社局", ["市人力资源社会保障局", "市人社局"]),
    ]  # fmt: skip
    assert nodes(tables, "Department", "full_names") == [["安徽省阜阳市人力资源社会保障局", "安徽省阜阳市人社局"]]


def test_one_body_named_twice_for_a_task_is_named_once_with_its_highest_role() -> None:
    writer = Writer()
    made = task(writer, ("二", "1"), "扩大就业渠道", (("市人社局", "人社", "support"), ("市人力资源社会保障局", "人社", "lead")))
    tables = build_tables([document(writer=writer, tasks=[made])])

    assert edges(tables, RESPONSIBLE, "name", "role") == [("341200/人社", f"{OWN}#二/1", "市人力资源社会保障局", "lead")]


def test_responsibility_told_in_prose_is_kept_as_such_and_yields_to_a_list() -> None:
    writer = Writer()
    made = task(writer, ("二", "1"), "扩大就业渠道", JOBS[:1])
    prose = responsibilities(writer, (JOBS[0], SCHOOLS[0]), basis="prose")
    made = replace(made, responsibilities=(*prose, *made.responsibilities))
    tables = build_tables([document(writer=writer, tasks=[made])])

    assert edges(tables, RESPONSIBLE, "basis") == [
        ("341200/人力资源和社会保障", f"{OWN}#二/1", "explicit"), ("341200/教育", f"{OWN}#二/1", "prose"),
    ]  # fmt: skip


def test_ids_rest_on_the_number_else_the_title_else_the_bytes() -> None:
    def ids(**given: Any) -> list[str]:
        return build_tables([document(citations=(), tasks=(), **given)]).document_ids()

    assert ids(number="阜政发 [2017] 50 号") == [OWN]
    assert ids(number="阜政发（2017）第050号") == [OWN]
    assert ids(number=None) == ["关于做好民生工作的实施意见@341200@2017-08-24"]
    assert ids(number="政发〔2017〕50号") == ["政发〔2017〕50号@341200"]  # every government has a 政发 of its own
    assert ids(number="〔2017〕50号", place=None, issued_on=None) == ["关于做好民生工作的实施意见"]
    assert ids(number=None, title=None, sha256="ab" * 32) == ["sha256:abababababababab"]


def cited(title: str, number: str | None = None, *, own: str = OWN, **given: Any) -> PolicyDocument:
    """A document of Fuyang (or as given) that cites one other."""
    writer = Writer()
    source = f"{own}.txt"
    return document(number=own, source=source, writer=writer, tasks=(), citations=[citation(writer, title, number)], **given)


OPINION = "安徽省人民政府关于扎实推进民生工作的意见"
ABOVE = "皖政〔2017〕58号"


def upper(title: str = "关于扎实推进民生工作的意见", number: str | None = ABOVE, **given: Any) -> PolicyDocument:
    """The provincial document that the other ones cite; its title does not name its issuer."""
    return document(title, number, source="c.txt", tasks=(), issuer="安徽省人民政府", place="340000", **given)


def targets(*given: PolicyDocument) -> list[str]:
    return [target for _, target in edges(build_tables(given), CITES)]


def test_a_stub_has_the_id_that_the_document_itself_gets() -> None:
    stub, both = build_tables([cited(OPINION, ABOVE)]), build_tables([cited(OPINION, ABOVE), upper()])

    assert edges(stub, CITES) == edges(both, CITES) == [(OWN, ABOVE)]
    assert nodes(stub, "Document", "id", "loaded") == [(ABOVE, False), (OWN, True)]
    assert nodes(both, "Document", "id", "loaded") == [(ABOVE, True), (OWN, True)]


@pytest.mark.parametrize("title", [
    OPINION, "关于扎实推进民生工作的意见", "《安徽省人民政府 关于扎实推进民生工作的意见》", "省政府关于扎实推进民生工作的意见",
    "省人民政府关于扎实推进民生工作的意见",
])  # fmt: skip
def test_a_stub_without_number_is_promoted_by_its_title(title: str) -> None:
    assert targets(cited(title), upper()) == [ABOVE]


def test_a_title_is_known_inside_the_notice_that_issues_it() -> None:
    assert targets(cited("民生工作实施方案"), upper("安徽省人民政府办公厅关于印发民生工作实施方案的通知")) == [ABOVE]


def test_a_like_title_of_another_issuer_number_or_place_is_not_promoted() -> None:
    assert targets(cited("江苏省人民政府关于扎实推进民生工作的意见"), upper()) == ["江苏省人民政府关于扎实推进民生工作的意见"]
    assert targets(cited(OPINION, "皖政〔2020〕9号"), upper()) == ["皖政〔2020〕9号"]
    elsewhere = cited("省政府关于扎实推进民生工作的意见", place="220300")
    assert targets(elsewhere, upper()) == ["省政府关于扎实推进民生工作的意见"]
    assert targets(cited(OPINION, place="220300"), upper()) == [ABOVE]


def test_a_document_without_number_is_promoted_by_title_though_the_citation_has_one() -> None:
    assert targets(cited(OPINION, ABOVE), upper(number=None)) == ["关于扎实推进民生工作的意见@340000@2017-08-24"]


def test_two_documents_of_one_title_leave_the_stub_open() -> None:
    twice = [upper(number=None, issued_on="2017-01-01"), upper(number=None, issued_on="2018-01-01", sha256="b" * 64)]
    assert targets(cited(OPINION), *twice) == [OPINION]


def test_a_document_does_not_cite_itself_by_a_like_title() -> None:
    assert targets(cited("关于做好民生工作的实施意见")) == ["关于做好民生工作的实施意见"]


def test_one_number_under_two_titles_is_one_document_and_a_bare_number_is_none() -> None:
    tables = build_tables([
        cited(OPINION, ABOVE), cited("扎实推进民生工作意见", ABOVE, own="阜政发〔2018〕1号"),
        cited("甲办法", "〔2017〕58号", own="阜政发〔2018〕2号"), cited("乙办法", "〔2017〕58号", own="阜政发〔2018〕3号"),
    ])  # fmt: skip

    assert edges(tables, CITES, "cited_title") == [
        (OWN, "皖政〔2017〕58号", OPINION), ("阜政发〔2018〕1号", "皖政〔2017〕58号", "扎实推进民生工作意见"),
        ("阜政发〔2018〕2号", "甲办法", "甲办法"), ("阜政发〔2018〕3号", "乙办法", "乙办法"),
    ]  # fmt: skip


def test_a_title_without_number_joins_the_stub_that_another_document_of_the_province_numbers() -> None:
    bare = cited("关于扎实推进民生工作的意见", own="阜政发〔2018〕1号")
    far = cited("关于扎实推进民生工作的意见", own="四政发〔2018〕1号", place="220300")

    assert targets(cited(OPINION, ABOVE), bare) == [ABOVE, ABOVE]
    assert targets(cited(OPINION, ABOVE), far) == ["关于扎实推进民生工作的意见", ABOVE]


def test_one_document_given_twice_is_kept_once_and_reported() -> None:
    short = document(source="short.txt", tasks=())
    seen: list[Duplicate] = []
    tables = build_tables([short, document(), short], on_duplicate=seen.append)

    assert seen == [Duplicate(OWN, "a.txt", "short.txt")] * 2
    assert same(tables, build_tables([document()]))


@settings(max_examples=60, deadline=None)
@given(st.lists(documents(), max_size=4), st.randoms())
def test_any_order_of_documents_gives_the_same_tables(given: list[PolicyDocument], chance: random.Random) -> None:
    shuffled = list(given)
    chance.shuffle(shuffled)
    one, other = build_tables(given), build_tables(shuffled)

    assert same(one, other)
    assert same(one, canonical(one))
    for label in LABELS:
        assert len(set(nodes(one, label, "id"))) == one.node(label).num_rows
    for key in EDGE_KEYS:
        ends = (set(nodes(one, key[1], "id")), set(nodes(one, key[2], "id")))
        assert all(source in ends[0] and target in ends[1] for source, target in edges(one, key))
