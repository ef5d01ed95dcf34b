"""The views in a real Chromium with the network off: what a reader does with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factory import Writer, document, task
from view_store import store_of, three_documents

from policygraph import viz
from policygraph.viz.layout import lay_out
from policygraph.viz.page import page as page_of
from policygraph.viz.picture import Edge, Node, Picture
from policygraph.viz.words import Both

pytestmark = pytest.mark.browser
Opened = Callable[..., Any]
LEAD = "341200/人力资源和社会保障"
VIEWS = [
    ("overview", ()), ("departments", ()), ("citations", ()), ("domain", ("教育",)), ("department", ("市人社局",)),
    ("document", ("阜政发〔2017〕50号",)), ("compare", ("四平", "阜阳")), ("charts", ()),
]  # fmt: skip


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    store = store_of(three_documents(), tmp_path_factory.mktemp("views"))
    return lambda what="departments", *arguments, lang="zh": viz.render(store, what, arguments, lang=lang)


DRAWN = """() => Object.keys(policygraph.network.body.nodes)
  .filter((i) => policygraph.data.about[i]).map((i) => policygraph.data.about[i][0])"""


def shown(page: Any) -> set[str]:
    """Keys of the nodes that are drawn."""
    return set(page.evaluate(DRAWN))


def panel(page: Any) -> str:
    return str(page.inner_text("#panel"))


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize(("what", "arguments"), VIEWS, ids=[what for what, _ in VIEWS])
def test_every_view_opens_offline_and_fits(
    draw: Callable[..., str], opened: Opened, what: str, arguments: tuple[str, ...], size: tuple[int, int]
) -> None:
    page = opened(draw(what, *arguments), width=size[0], height=size[1], dark=size[0] < 500)
    assert page.inner_text("#headline")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if what != "charts":
        boxes = [one["box"] for one in page.evaluate("policygraph.labels")]
        assert boxes
        assert not [
            (a, b)
            for i, a in enumerate(boxes)
            for b in boxes[:i]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        assert all(
            box[0] >= -4 and box[2] <= page.evaluate("document.querySelector('#network').clientWidth") + 4
            for box in boxes
        )


def test_hostile_names_are_only_text(tmp_path: Path, opened: Opened) -> None:
    evil = "</script><img src=x onerror=\"window.hurt=1\"><b onmouseover='window.hurt=2'>&"
    writer = Writer()
    made = document(
        evil,
        evil,
        writer=writer,
        tasks=[task(writer, ("一",), evil, ((evil, None, "lead"),), text=evil, domains=(evil,))],
        citations=[],
        indicators=[],
    )
    store = store_of([made], tmp_path)
    for what, arguments in (("departments", ()), ("overview", ()), ("document", ("a.txt",)), ("charts", ())):
        page = opened(viz.render(store, what, arguments))
        if what != "charts":
            page.fill("#search", "onerror")
            page.keyboard.press("Enter")
            assert "onerror" in panel(page)
        assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]


def test_an_edge_shows_the_sentence_and_where_it_stands(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw(), f"#edge={LEAD}|RESPONSIBLE_FOR|阜政发〔2017〕50号%23二/(一)")
    said = panel(page)
    fuyang = three_documents()[0]
    start = fuyang.tasks[0].responsibilities[0].char_start
    assert "牵头" in said and "责任单位:市人社局" in said
    assert f"阜阳市民生工作意见 阜政发〔2017〕50号 · 第 {start}–{start + 9} 字 · fuyang.txt" in said
    assert page.inner_text("mark") == "责任单位:市人社局"


def test_a_link_opens_at_its_selection_and_follows_it(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw(), f"#node={LEAD}")
    assert "市人社局" in page.inner_text("#panel h2") or "人社局" in page.inner_text("#panel h2")
    page.click("#panel .links button >> nth=0")
    assert "edge=" in page.evaluate("decodeURIComponent(location.hash)")
    page.keyboard.press("Escape")
    assert page.evaluate("location.hash") in ("", "#")
    assert "牵头最多的部门" in panel(page)


def test_search_finds_any_text_and_is_worked_by_keys(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw())
    page.keyboard.press("/")
    page.keyboard.type("按季度通报")
    assert "找到 6 条" in page.inner_text("#found")
    page.fill("#search", "幼儿园")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "幼儿园" in page.inner_text("#panel h2")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.fill("#search", "没有这样的词")
    assert page.inner_text("#found") == "没有找到"


def test_legend_and_filters_take_away_and_give_back(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw())
    every = shown(page)
    page.click("#legend [data-kind=Task]")
    assert not [key for key in shown(page) if "#" in key]
    page.click("#legend [data-kind=Task]")
    assert shown(page) == every
    page.click("#legend [data-kind=responsible]")
    kinds = page.evaluate("policygraph.network.body.data.edges.getIds().map((e) => policygraph.data.links[e][1])")
    assert "responsible" not in kinds and "lead" in kinds
    page.click("#legend [data-kind=responsible]")
    page.click("text=筛选")
    page.select_option("#filter-place", "四平市")
    assert shown(page) < every and "220300/教育" in shown(page) and LEAD not in shown(page)
    assert "place=" in page.evaluate("location.hash")
    page.click("text=恢复全部")
    assert shown(page) == every


def test_language_theme_physics_and_picture(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw())
    page.click("#lang")
    assert page.inner_text("#headline") == "阜阳市人社局 leads most: 2 of its 2 tasks"
    assert page.get_attribute("html", "lang") == "en" and "departments" in panel(page)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#menu")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.evaluate("policygraph.network.physics.physicsEnabled") is False
    page.click("#physics")
    assert page.evaluate("policygraph.network.physics.physicsEnabled") is True
    page.click("#menu")
    with page.expect_download() as started:
        page.click("#png")
    assert started.value.suggested_filename == "policygraph-departments.png"
    assert Path(started.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_menu_opens_on_a_phone(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw(), width=390, height=844)
    page.click("#menu")
    box = page.locator("#png").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_a_screen_reader_finds_names_and_states(draw: Callable[..., str], opened: Opened) -> None:
    page = opened(draw())
    assert page.get_attribute("#network", "aria-label").startswith("关系图")
    assert page.get_attribute("#network canvas", "aria-label") == page.inner_text("#headline")
    assert page.get_attribute("#search", "aria-label") and page.get_attribute("#legend", "aria-label")
    unnamed = page.evaluate(
        "[...document.querySelectorAll('button')].filter((b) => !b.textContent.trim() && !b.getAttribute('aria-label')).length"
    )
    assert unnamed == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def large(count: int) -> str:
    """A page of `count` nodes: a tenth are departments."""
    bodies = count // 10
    pairs = [(task % bodies if task % 3 else task % 7, task) for task in range(bodies, count)]
    places = lay_out(count, pairs).tolist()
    nodes = [
        Node(str(i), "Department" if i < bodies else "Task", f"名称{i}", 2.0 if i < bodies else 1.0, x=x, y=y)
        for i, (x, y) in enumerate(places)
    ]
    says = Both(f"{count} 个节点", f"{count} nodes")
    return page_of(
        Picture("large", says, says, nodes, [Edge(str(a), str(b), "RESPONSIBLE_FOR", "lead") for a, b in pairs])
    )


def test_fifty_thousand_nodes_open_in_part_and_answer(opened: Opened) -> None:
    page = opened(large(50_000))
    assert len(shown(page)) == 1200
    assert "先画出 1200 个最重要的节点,共 50000 个" in page.inner_text("#more")
    page.click("#more button")
    assert len(shown(page)) == 2700
    page.fill("#search", "名称49999")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "名称49999"
    assert "49999" in shown(page)


def test_three_thousand_nodes_open_whole(opened: Opened) -> None:
    page = opened(large(3000))
    assert len(shown(page)) == 3000
    assert page.inner_text("#more") == ""
    assert page.evaluate("policygraph.network.renderer.options.hideEdgesOnDrag") is True
