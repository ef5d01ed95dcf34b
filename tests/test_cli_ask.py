"""`query` and `cypher` on the command line: formats, files, parameters, refusals, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from asked import make_graph

from policygraph.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POLICYGRAPH_DB", "POLICYGRAPH_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "110")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ask") / "graph.kgl"
    make_graph(path).close()
    return str(path)


def test_a_table_of_rows(db: str, capsys: Capture) -> None:
    assert main(["query", "lead-load", "--db", db, "-p", "place=阜阳市"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "Departments with the most lead tasks"
    assert "市人社局     安徽省阜阳市       1             0         0          0       1           1" in out
    assert "department_id" not in out


def test_headings_and_codes_in_chinese(db: str, capsys: Capture) -> None:
    assert main(["query", "evidence", "--db", db, "-p", "department=市人社局", "-p", "task=就业", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "按职责分工" in out and "平列" in out and "角色" in out


def test_a_narrow_terminal_gets_cards(db: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "34")
    assert main(["query", "lead-load", "--db", db]) == 0
    out = capsys.readouterr().out
    assert "── 1 ──\nDepartment   市人社局\nPlace        安徽省阜阳市\nLeads        1" in out


def test_json_is_a_list_with_an_object_a_row(db: str, capsys: Capture) -> None:
    assert main(["query", "lead-load", "--db", db, "--format", "json", "--limit", "1"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 1 and rows[0]["department"] == "市人社局" and rows[0]["leads"] == 1


def test_csv_and_markdown(db: str, capsys: Capture) -> None:
    assert main(["query", "most-cited", "--db", db, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["cited_by"] == "1" and rows[0]["loaded"] in ("true", "false")
    assert (
        main(["cypher", "RETURN 'a|b<c' AS x, [1, 2] AS y, 2.50 AS z, null AS n", "--db", db, "--format", "markdown"])
        == 0
    )
    assert capsys.readouterr().out == "| x | y | z | n |\n| --- | --- | --- | --- |\n| a\\|b&lt;c | 1, 2 | 2.5 |  |\n"


def test_a_file_gets_its_format_from_its_ending_and_is_written_whole(db: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "rows.json"
    assert main(["query", "lead-load", "--db", db, "-o", str(path)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "" and f"Wrote {path} (5 rows)" in captured.err
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 5
    assert [entry.name for entry in tmp_path.iterdir()] == ["rows.json"]
    assert main(["query", "lead-load", "--db", db, "-o", str(tmp_path / "none" / "x.csv")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_the_list_of_packs_and_the_cypher_of_one(capsys: Capture) -> None:
    assert main(["query"]) == 0
    assert "lead-load" in capsys.readouterr().out
    assert main(["query", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 24
    assert main(["query", "show", "lead-load"]) == 0
    assert capsys.readouterr().out.startswith("// name: lead-load\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["query", "lead-lod"], 1, "did you mean lead-load"),
        (["query", "lead-load", "-p", "place"], 2, "key=value"),
        (["query", "lead-load", "-p", "limit=ten"], 2, "limit takes a whole number"),
        (["query", "department-portfolio"], 2, "needs a value for department"),
        (["query", "lead-load", "lead-partners"], 2, "one query pack at a time"),
        (["cypher", "  "], 2, "the query is empty"),
        (["cypher", "MATCH (n RETURN n"], 1, "Error: "),
        (["cypher", "RETURN $x AS x"], 1, "x"),
        (["cypher", "CREATE (:Task {id: 'x'})"], 1, "only reads"),
        (["cypher", "MATCH (n:Task) DETACH DELETE n"], 1, "only reads"),
    ],
)
def test_refusals_are_one_line(db: str, capsys: Capture, words: list[str], code: int, says: str) -> None:
    assert main([*words, "--db", db]) == code
    err = capsys.readouterr().err
    assert says in err and len(err.splitlines()) == 1


def test_parameters_are_typed(db: str, capsys: Capture) -> None:
    words = [
        "cypher",
        "RETURN $a + 1 AS a, $b AS b, $c AS c",
        "-p",
        "a=2020",
        "-p",
        'b="2020"',
        "-p",
        "c=' RETURN 1 //",
    ]
    assert main([*words, "--db", db, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"a": 2021, "b": "2020", "c": "' RETURN 1 //"}]


def test_row_limit_and_time_limit(db: str, capsys: Capture) -> None:
    assert main(["cypher", "MATCH (t:Task) RETURN t.id AS id", "--db", db, "--limit", "2", "--format", "csv"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 3 and "Only the first 2 rows" in captured.err
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n"
    assert main(["cypher", endless, "--db", db, "--timeout", "0.2"]) == 1
    assert "longer than" in capsys.readouterr().err


def test_a_query_from_standard_input(db: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("MATCH (t:Task)\nRETURN count(*) AS n"))
    assert main(["cypher", "-", "--db", db, "--format", "csv"]) == 0
    assert capsys.readouterr().out == "n\n4\n"


def test_the_graph_comes_from_the_environment(db: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_DB", db)
    assert main(["query", "most-cited", "--format", "json"]) == 0
    monkeypatch.setenv("POLICYGRAPH_DB", str(Path(db).with_name("none.kgl")))
    assert main(["query", "most-cited"]) == 1
    assert "no graph at" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("target", "code", "says"),
    [
        ("bolt://neo4j:secret@localhost:7687", 2, "does not belong into the URI"),
        ("bolt://127.0.0.1:1", 4, "no Neo4j server answers"),
        ("http://localhost:7474", 2, "http:// is no graph"),
    ],
)
def test_connections_that_cannot_be(target: str, code: int, says: str, capsys: Capture) -> None:
    assert main(["query", "lead-load", "--db", target]) == code
    err = capsys.readouterr().err
    assert says in err and "secret" not in err and len(err.splitlines()) == 1


def test_a_password_is_refused_with_a_word_why(capsys: Capture) -> None:
    assert main(["query", "lead-load", "--password", "secret"]) == 2
    err = capsys.readouterr().err
    assert "set NEO4J_PASSWORD" in err and "secret" not in err


def test_names_that_the_schema_does_not_have_are_told_where_the_answer_is_empty(db: Path, capsys: Capture) -> None:
    assert main(["cypher", "MATCH (t:Taks) RETURN t.title AS title", "--db", str(db)]) == 0
    assert "no such label, relationship or property: Taks; did you mean Task" in capsys.readouterr().err
    assert main(["cypher", "MATCH (t:Task) RETURN t.titel AS title", "--db", str(db), "--lang", "zh"]) == 0
    assert "图谱里没有这个标签、关系或属性:titel;是不是 title" in capsys.readouterr().err
    assert main(["cypher", "MATCH (t:Task {kind: 'x.y'}) RETURN t.title AS title", "--db", str(db)]) == 0
    assert "no such" not in capsys.readouterr().err


def test_a_file_of_another_program_is_refused(db: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["query", "lead-load", "--db", str(db), "-o", str(tmp_path / "rows.xlsx")]) == 2
    assert "rows.xlsx: name one with --format (table, json, csv, markdown)" in capsys.readouterr().err
    assert not (tmp_path / "rows.xlsx").exists()
