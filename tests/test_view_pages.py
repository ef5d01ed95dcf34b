"""Pages of the views: what they say, that they need no network, that nothing of a document runs, that names are found."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factory import Writer, document, task
from view_store import store_of, three_documents

from policygraph import viz
from policygraph.errors import NotFoundError, UsageError
from policygraph.graph.store import Result
from policygraph.queries.packs import load_packs
from policygraph.queries.runner import run_pack
from policygraph.viz.page import safe_json

EVERY = [
    ("overview", ()), ("departments", ()), ("citations", ()), ("domain", ("教育",)), ("department", ("市人社局",)),
    ("document", ("阜政发〔2017〕50号",)), ("compare", ("四平", "阜阳")), ("charts", ()),
]  # fmt: skip


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    store = store_of(three_documents(), tmp_path_factory.mktemp("views"))
    return lambda what="departments", *arguments, lang="zh": viz.render(store, what, arguments, lang=lang)


def data_of(text: str) -> dict[str, Any]:
    """What the page's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found.group(1))
    return loaded


def test_headlines_answer_the_question(draw: Callable[..., str]) -> None:
    said = {what: data_of(draw(what, *arguments))["headline"] for what, arguments in EVERY}
    assert said["departments"] == [
        "阜阳市人社局牵头最多:牵头 2 项,共承担 2 项任务",
        "阜阳市人社局 leads most: 2 of its 2 tasks",
    ]
    assert said["domain"][0] == "教育:2 份文件共 2 项任务;四平市教育局承担最多(1 项)"
    assert said["department"][0].startswith(
        "市人社局(2 地)承担 3 项任务:牵头 2 项、责任 1 项;与阜阳市财政局共同承担最多(2 项)"
    )
    assert said["document"][0] == "阜阳市 阜政发〔2017〕50号:3 项任务,3 个部门承担;市人社局牵头最多(2 项)"
    assert said["citations"][0].startswith("1 份文件引用 1 份文件")
    assert said["overview"][0] == "3 地 6 项任务:最集中在就业创业(3 项),人力资源和社会保障条线承担最多(4 项次)"


@pytest.mark.parametrize(("what", "arguments"), EVERY, ids=[what for what, _ in EVERY])
def test_page_is_whole_and_asks_for_nothing(draw: Callable[..., str], what: str, arguments: tuple[str, ...]) -> None:
    text = draw(what, *arguments)
    assert text.startswith('<!doctype html>\n<html lang="zh-Hans"')
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", markup)
    assert re.search(r'<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;;', text)
    assert " style=" not in markup and " onclick=" not in markup
    assert text.encode("utf-8")


def test_policy_allows_exactly_the_scripts_and_styles_on_the_page(draw: Callable[..., str]) -> None:
    text = draw()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy and "unsafe" not in policy.group(1)
    allowed = set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy.group(1)))
    parts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", text, re.DOTALL)
    assert {base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts} == allowed


def test_same_graph_gives_the_same_page_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = viz.render(store_of(three_documents(), tmp_path / "a"), "departments")
    other = viz.render(store_of(three_documents()[::-1], tmp_path / "b"), "departments")
    assert one == other


def test_both_languages_are_on_the_page(draw: Callable[..., str]) -> None:
    text = draw("departments", lang="en")
    assert '<html lang="en"' in text and '<h1 id="title">Departments and tasks' in text
    data = data_of(text)
    assert data["lang"] == "en"
    assert data["captions"]["props"]["doc_number"] == ["发文字号", "document number"]
    assert data["captions"]["roles"]["lead"] == ["牵头", "leads"]


def test_edges_carry_the_words_they_were_read_from(draw: Callable[..., str]) -> None:
    data = data_of(draw("departments"))
    name = {i: about[0] for i, about in enumerate(data["about"])}
    found = [
        link[3][0] for edge, link in zip(data["edges"], data["links"], strict=True)
        if link[1] == "lead" and name[edge["from"]] == "341200/人力资源和社会保障"
    ]  # fmt: skip
    quote, start, end, number = found[0][:4]
    fuyang = three_documents()[0]
    assert quote == "责任单位:市人社局" == fuyang.text[start:end]
    assert data["documents"][number]["number"] == "阜政发〔2017〕50号"
    assert data["documents"][number]["source"] == "fuyang.txt"


def test_positions_are_given_and_physics_is_off(draw: Callable[..., str]) -> None:
    data = data_of(draw("departments"))
    assert data["options"]["physics"] == {"enabled": False}
    assert all({"x", "y", "id", "label", "shape", "group"} <= node.keys() for node in data["nodes"])


def test_a_hostile_name_cannot_end_the_data_block(tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=alert(1)>\u2028\"'&<!--"
    writer = Writer()
    made = document(
        evil,
        evil,
        writer=writer,
        tasks=[task(writer, ("一",), evil, ((evil, None, "lead"),), text=evil)],
        citations=[],
        indicators=[],
    )
    text = viz.render(store_of([made], tmp_path), "departments")
    assert "<img" not in text
    assert text.count("</script>") == 3 and "<!--" not in text
    assert evil in json.dumps(data_of(text)["about"], ensure_ascii=False).replace('\\"', '"')


def test_safe_json_keeps_its_meaning() -> None:
    value = {"a": "</script>&\u2029", "b": [1, 2.5, None, True]}
    assert safe_json(value) == '{"a":"\\u003c/script\\u003e\\u0026\\u2029","b":[1,2.5,null,true]}'
    assert json.loads(safe_json(value)) == value
    assert json.loads(safe_json("\ud800")) == "?"


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (("departmens",), NotFoundError, "no view 'departmens': did you mean departments or department?"),
        (("domain",), UsageError, "view domain takes 1 name(s), got 0: view domain NAME"),
        (("overview", "x"), UsageError, "view overview takes no name(s), got 1"),
        (("domain", "教书"), NotFoundError, "no domain '教书' in this graph; near ones: 教育"),
        (("document", "没有"), NotFoundError, "no document '没有' in this graph; near ones:"),
        (("document", "民生"), NotFoundError, "'民生' means 3 documents, name one more exactly"),
        (("compare", "阜阳", "fuyang.txt"), UsageError, "'阜阳' and 'fuyang.txt' are the same document"),
        (("charts", "pie"), NotFoundError, "no chart 'pie': there are leads, coverage, targets, together"),
    ],
)
def test_wrong_names_say_what_there_is(
    draw: Callable[..., str], call: tuple[str, ...], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind) as caught:
        draw(*call)
    assert message in str(caught.value)


def test_names_are_found_however_they_are_written(draw: Callable[..., str]) -> None:
    same = {
        data_of(draw("document", word))["title"][0]
        for word in ("阜政发〔2017〕50号", "阜政发[2017]50号", "fuyang.txt", "阜阳", "阜阳市民生工作意见")
    }
    assert same == {"文件:阜阳市民生工作意见"}
    assert data_of(draw("department", "人力资源和社会保障"))["facts"][0][1] == "4"


def test_an_empty_graph_says_so(tmp_path: Path) -> None:
    from policygraph.graph.embedded import EmbeddedStore

    text = viz.render(EmbeddedStore.open(tmp_path / "new.kgl", create=True), "departments")
    assert "图中还没有文件" in text


def test_a_notebook_gets_the_page_in_a_sandbox(tmp_path: Path) -> None:
    shown = viz.inline(store_of(three_documents(), tmp_path), "citations", height=500)
    frame = shown._repr_html_()
    assert frame.startswith('<iframe srcdoc="&lt;!doctype html&gt;') and 'height="500"' in frame
    assert "allow-same-origin" not in frame


class Head:
    """A pack's head, as `queries.packs.Pack` gives it."""

    def __init__(self, draws: str, *drawn: str) -> None:
        self.name, self.draws, self.drawn = "some-pack", draws, drawn

    def title(self, lang: viz.Lang) -> str:
        return "一个问题" if lang == "zh" else "A question"


def test_rows_draw_as_bars_matrix_or_graph() -> None:
    bars = viz.render_rows(
        Head("bar", "department", "leads"), Result(("department", "leads"), (("甲局", 3), ("乙局", 1))), "zh"
    )
    assert "最多的是甲局:3" in bars and bars.count("<rect") >= 4
    cells = viz.render_rows(
        Head("matrix", "domain", "place", "tasks"), Result(("domain", "place", "tasks"), (("教育", "甲市", 2),)), "en"
    )
    assert "largest: 教育 × 甲市, 2" in cells
    rows = (("甲局", "任务一", "lead", "责任单位:甲局", 3, 10),)
    columns = ("department", "task", "role", "quote", "char_start", "char_end")
    data = data_of(viz.render_rows(Head("graph", "department", "task"), Result(columns, rows), "zh"))
    assert [about[1] for about in data["about"]] == ["Department", "Task"]
    assert data["links"][0][1] == "lead" and data["links"][0][3][0][:3] == ["责任单位:甲局", 3, 10]


@pytest.mark.parametrize("name", [name for name, pack in load_packs().items() if pack.draws != "table"])
def test_every_pack_that_draws_makes_a_page(name: str, tmp_path: Path) -> None:
    pack = load_packs()[name]
    store = store_of(three_documents(), tmp_path)
    given = {parameter.name: parameter.example for parameter in pack.parameters if parameter.required}
    text = viz.render_rows(pack, run_pack(store, pack, given), "zh")
    assert data_of(text)["title"] == [pack.title("zh"), pack.title("en")]
    assert data_of(text)["headline"][0]


def test_rows_that_draw_as_nothing_are_refused() -> None:
    with pytest.raises(UsageError, match="ask for --format table"):
        viz.render_rows(Head("table"), Result(("a",), (("x",),)), "zh")


def test_a_large_graph_opens_with_documents_and_departments_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygraph.viz.view_departments.WHOLE", 5)
    monkeypatch.setattr("policygraph.viz.page.OPEN_ALL", 5)
    data = data_of(viz.render(store_of(three_documents(), tmp_path), "departments"))
    first = [about[1] for about in data["about"][: data["open"]]]
    assert sorted(first) == ["Department"] * 7 + ["Document"] * 3
    assert {about[1] for about in data["about"][data["open"] :]} == {"Task"}
    joined = [link for link in data["links"] if link[0] == "LINKS" and link[1] == "lead"]
    assert sorted(link[4] for link in joined) == [1, 2]
    assert all(link[3][0][0].startswith("责任单位:") for link in joined)
