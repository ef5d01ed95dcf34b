"""Links between documents: near tasks of one domain, comparable indicators."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from factory import SCHOOLS, Writer, document, indicator, task
from graphs import COMPARABLE, SAME_DOMAIN, edges

from policygraph.graph import similarity
from policygraph.graph.builder import build_tables
from policygraph.graph.linking import LEAST_SCORE, MOST_LINKS
from policygraph.graph.merge import merge
from policygraph.graph.tables import GraphTables, same
from policygraph.loaders.model import PolicyDocument

THINGS = ["公办幼儿园", "村卫生室", "农村公路", "公共租赁住房", "居家养老服务", "职业技能培训", "残疾人辅具", "社区矫正", "饮用水水源"]
VERBS = ["新建", "改造", "规范", "扩大", "补助"]


def written(number: int, *titles: str, domain: str = "教育") -> PolicyDocument:
    """A document of tasks with these titles."""
    writer = Writer()
    tasks = [
        task(writer, (str(n),), title, SCHOOLS, domains=(domain,), ordinal=n, text=title) for n, title in enumerate(titles, 1)
    ]
    return document("甲", f"阜政发〔2017〕{number}号", source=f"{number}.txt", writer=writer, tasks=tasks)


def at(number: int, item: int) -> str:
    return f"阜政发〔2017〕{number}号#{item}"


def test_a_task_is_linked_to_its_likest_of_another_document() -> None:
    tables = build_tables([
        written(1, "新建改扩建公办幼儿园", "提高农村教师待遇"), written(2, "改扩建公办幼儿园", "开展职业技能大赛"),
        written(3, "改扩建公办幼儿园", domain="社会救助"),
    ])  # fmt: skip
    found = edges(tables, SAME_DOMAIN, "domain", "score")

    assert [row[:3] for row in found] == [(at(1, 1), at(2, 1), "教育")]
    assert 0.6 < found[0][3] <= 1


def test_tasks_of_one_document_are_not_linked_and_alike_ones_score_one() -> None:
    assert edges(build_tables([written(1, "新建公办幼儿园", "新建公办幼儿园")]), SAME_DOMAIN) == []
    tables = build_tables([written(1, "新建公办幼儿园"), written(2, "新建公办幼儿园"), written(3, "提高低保标准")])
    assert edges(tables, SAME_DOMAIN, "score") == [(at(1, 1), at(2, 1), 1.0)]


def test_units_figures_and_script_do_not_count() -> None:
    one = similarity.comparable_text("新建幼儿园", "新建幼儿园30所。(责任单位:市教育局、市财政局)")
    other = similarity.comparable_text("新建幼儿园", "新建幼儿园45所。(牵头单位:省教育厅;责任单位:省财政厅)")

    assert one == other == "新建幼儿园。新建幼儿园。新建幼儿园0所。"


def many(count: int, seed: int = 1) -> list[PolicyDocument]:
    chance = random.Random(seed)
    made = []
    for number in range(1, count + 1):
        titles = [
            f"{chance.choice(VERBS)}{chance.choice(THINGS)},{chance.choice(VERBS)}{chance.choice(THINGS)}" for _ in range(6)
        ]
        made.append(written(number, *titles))
    return made


def test_no_task_has_more_than_three_links_and_each_is_stored_once() -> None:
    found = edges(build_tables(many(30)), SAME_DOMAIN, "score")
    links = Counter(end for source, target, _ in found for end in (source, target))

    assert len(found) > 100
    assert max(links.values()) == MOST_LINKS
    assert all(source < target for source, target, _ in found)
    assert len({(source, target) for source, target, _ in found}) == len(found)
    assert min(score for *_, score in found) >= LEAST_SCORE


def test_links_do_not_depend_on_order_and_are_redone_when_a_document_comes() -> None:
    given = many(12)
    whole = build_tables(given)
    grown: GraphTables = build_tables(given[:1])
    for one in reversed(given[1:]):
        grown = merge(grown, build_tables([one]))

    assert same(whole, build_tables(reversed(given)))
    assert same(whole, grown)


def test_the_way_for_many_texts_finds_what_comparing_all_finds() -> None:
    given = many(120, seed=3)
    exact = {row[:2] for row in edges(build_tables(given), SAME_DOMAIN)}


    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(similarity, "EXACT", 10)
        rough = {row[:2] for row in edges(build_tables(given), SAME_DOMAIN)}

    assert len(exact & rough) / len(exact) > 0.9


def test_indicators_of_one_metric_in_two_documents_are_comparable() -> None:
    def measured(number: int, *values: tuple[str, str]) -> PolicyDocument:
        writer = Writer()
        found = [indicator(writer, ("一",), name, 3, unit=unit) for name, unit in values]
        return document("甲", f"阜政发〔2017〕{number}号", source=f"{number}.txt", writer=writer, tasks=(), indicators=found)

    tables = build_tables([
        measured(1, ("城镇新增就业人数", "人"), ("婴儿死亡率", "‰")),
        measured(2, ("城镇新增就业人数", "人"), ("城镇新增就业人数", "人"), ("城镇登记失业率", "%")),
    ])  # fmt: skip

    assert edges(tables, COMPARABLE) == [
        ("阜政发〔2017〕1号#一@城镇新增就业人数@2021", "阜政发〔2017〕2号#一@城镇新增就业人数@2021"),
        ("阜政发〔2017〕1号#一@城镇新增就业人数@2021", "阜政发〔2017〕2号#一@城镇新增就业人数@2021~2"),
    ]  # fmt: skip
