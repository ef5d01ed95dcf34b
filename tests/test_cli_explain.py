"""`why`, `show`, `diff`, `analyse`, `view`, `doctor`: evidence, cards, comparisons, words, pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asked import make_graph

from policygraph.cli import main
from policygraph.queries.evidence import sentence_around

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGRAPH_DB", raising=False)
    monkeypatch.setenv("POLICYGRAPH_LANG", "en")
    monkeypatch.setenv("COLUMNS", "110")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("explain") / "graph.kgl"
    make_graph(path).close()
    return str(path)


@pytest.fixture(scope="module")
def sampled(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("explain") / "samples.kgl"
    assert main(["build", str(samples), "--to", str(path), "--quiet"]) == 0
    return str(path)


def asked(capsys: Capture, *words: str) -> list[dict[str, Any]]:
    assert main([*words, "--format", "json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_why_a_body_has_a_task(db: str, capsys: Capture) -> None:
    row = asked(capsys, "why", "安徽省阜阳市人社局", "扩大就业渠道", "--db", db)[0]
    assert (row["link"], row["role"], row["quote"]) == ("RESPONSIBLE_FOR", "lead", "责任单位:市人社局")
    assert (row["doc_number"], row["file"], row["char_end"] - row["char_start"]) == ("阜政发〔2017〕50号", "a.txt", 9)


@pytest.mark.parametrize(
    ("a", "b", "link"),
    [
        ("阜政发[2017]50号", "皖政〔2017〕58号", "CITES"),
        ("四政办发〔2017〕115号", "皖政〔2017〕58号", "关于做好民生工作的实施意见"),
        ("安徽省阜阳市教育局", "阜政发〔2017〕50号", "办好公办幼儿园"),
        ("安徽省阜阳市教育局", "教育", "办好公办幼儿园"),
        ("安徽省阜阳市人社局", "安徽省阜阳市财政局", "扩大就业渠道"),
        ("阜政发〔2017〕50号", "阜阳市", "APPLIES_TO"),
    ],
)
def test_why_through_one_step_between(db: str, capsys: Capture, a: str, b: str, link: str) -> None:
    assert asked(capsys, "why", a, b, "--db", db)[0]["link"] == link


def test_why_with_the_files_shows_the_sentence_and_its_line(sampled: str, samples: Path, capsys: Capture) -> None:
    portfolio = asked(capsys, "query", "lead-load", "-p", "place=阜阳市", "--db", sampled)[0]
    rows = asked(
        capsys, "why", portfolio["department_id"], portfolio["example_task"], "--files", str(samples), "--db", sampled
    )
    text = (samples / "fuyang.txt").read_text(encoding="utf-8")
    assert rows[0]["quote"] in rows[0]["sentence"] and rows[0]["sentence"] in text
    assert rows[0]["line_number"] == text[: text.index(rows[0]["quote"])].count("\n") + 1


def test_a_sentence_has_its_beginning_and_a_bracket_the_sentence_before() -> None:
    text = "一、总则。推进就业;扩大岗位。(责任单位:市人社局)\n下一段。"
    start = text.index("扩大")
    assert sentence_around(text, start, start + 2) == "扩大岗位。"
    start = text.index("(")
    assert sentence_around(text, start, text.index("\n")) == "扩大岗位。(责任单位:市人社局)"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["why", "阜阳市", "四平市"], "nothing links"),
        (["why", "没有的部门", "教育"], "nothing in the graph is called"),
        (["show", "四平是"], "did you mean 四平市"),
        (["diff", "阜阳市", "达州市"], "neither a place nor a loaded document"),
        (["view", "departmnts"], "did you mean departments"),
    ],
)
def test_unknown_things(db: str, capsys: Capture, words: list[str], says: str) -> None:
    assert main([*words, "--db", db]) == 1
    err = capsys.readouterr().err
    assert says in err and len(err.splitlines()) == 1


def test_cards(db: str, capsys: Capture) -> None:
    rows = asked(capsys, "show", "阜政发〔2017〕50号", "--db", db)
    assert ["properties", "doc_number", "阜政发〔2017〕50号"] in [
        [row["part"], row["name"], row["detail"]] for row in rows
    ]
    assert [row["name"] for row in rows if row["part"] == "tasks"] == ["(一) 扩大就业渠道", "(二) 办好公办幼儿园"]
    for name, part in (("安徽省阜阳市人社局", "partners"), ("办好公办幼儿园", "near"), ("城镇新增就业人数", "comparable"),
                       ("教育", "bodies"), ("阜阳市", "documents")):  # fmt: skip
        assert part in {row["part"] for row in asked(capsys, "show", name, "--db", db)}


def test_two_documents_compared(db: str, capsys: Capture) -> None:
    rows = asked(capsys, "diff", "阜政发〔2017〕50号", "四政办发〔2017〕115号", "--db", db)
    assert [(row["part"], row["change"], row["name"], row["before"], row["after"]) for row in rows] == [
        ("bodies", "lost", "扩大就业渠道", "市财政局", None),
        ("bodies", "gained", "扩大就业渠道", None, "市教育局"),
        ("bodies", "lost", "办好公办幼儿园", "市教育局", None),
        ("target", "lowered", "城镇新增就业人数", ">= 41000 人 (2021)", ">= 20000 人 (2020)"),
    ]
    assert asked(capsys, "diff", "阜阳市", "四平市", "--db", db) == rows
    assert len(asked(capsys, "diff", "阜阳市", "四平市", "--all", "--db", db)) == 6


def test_a_document_is_not_compared_with_itself(db: str, capsys: Capture) -> None:
    assert main(["diff", "阜阳市", "阜政发〔2017〕50号", "--db", db]) == 2
    assert "the same document" in capsys.readouterr().err


def test_the_graph_in_words(sampled: str, capsys: Capture) -> None:
    rows = {row["topic"]: row for row in asked(capsys, "analyse", "--db", sampled)}
    leads = asked(capsys, "query", "lead-load", "-p", "limit=1000", "--db", sampled)
    total = sum(row["leads"] for row in leads)
    bodies = sum(row["leads"] > 0 for row in leads)
    assert rows["concentration"]["finding"].startswith(f"{bodies} bodies hold {total} leads; the first 5 hold ")
    assert {"concentration", "go_between", "diffused"} <= rows.keys()
    assert main(["analyse", "--db", sampled, "--lang", "zh"]) == 0
    assert f"{bodies}个部门牵头{total}件次" in capsys.readouterr().out.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    "words", [[], ["citations"], ["department", "安徽省阜阳市人社局"], ["lead-load"], ["domain-coverage"]]
)
def test_a_view_is_one_file(db: str, tmp_path: Path, capsys: Capture, words: list[str]) -> None:
    path = tmp_path / "page.html"
    assert main(["view", *words, "-o", str(path), "--db", db]) == 0
    assert path.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert f"Wrote {path}" in capsys.readouterr().err


def test_the_views_are_listed(capsys: Capture) -> None:
    assert main(["view", "list"]) == 0
    out = capsys.readouterr().out
    assert "departments" in out and "lead-load" in out


def test_doctor(db: str, capsys: Capture) -> None:
    rows = {row["what"]: row for row in asked(capsys, "doctor", "--db", db)}
    assert rows["kglite"]["state"] == "ok" and rows["Graph"]["detail"] == f"{db}: 2 documents"
