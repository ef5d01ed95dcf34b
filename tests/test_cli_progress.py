"""`progress`: reported values on indicators, and the packs that hold them against the promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asked import documents, make_graph

from policygraph.cli import main
from policygraph.graph.builder import build_tables
from policygraph.graph.store import open_store

Capture = pytest.CaptureFixture[str]
HEAD = "indicator,place,date,value,source\n"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_LANG", "en")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "graph.kgl"
    make_graph(path).close()
    return path


def report(db: Path, *lines: str) -> int:
    path = db.with_name("reports.csv")
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return main(["progress", str(path), "--db", str(db)])


def statuses(db: Path, capsys: Capture, on: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["query", "progress-status", "-p", f"on={on}", "--db", str(db), "--format", "json"]) == 0
    return {row["place"]: (row["status"], row["reported"]) for row in json.loads(capsys.readouterr().out)}


def test_met_missed_due_and_unreported(db: Path, capsys: Capture) -> None:
    assert statuses(db, capsys, "2021-06-30") == {"安徽省阜阳市": ("due", None), "吉林省四平市": ("unreported", None)}
    assert (
        report(db, "城镇新增就业人数,阜阳市,2021-06-30,20000,快报", "城镇新增就业人数,四平市,2021-01-31,19000,公报")
        == 0
    )
    assert statuses(db, capsys, "2021-06-30") == {"安徽省阜阳市": ("due", 20000), "吉林省四平市": ("missed", 19000)}
    assert report(db, '城镇新增就业人数,阜阳市,2021年12月31日,"42,000",公报') == 0
    assert statuses(db, capsys, "2022-01-31")["安徽省阜阳市"] == ("met", 42000)


def test_bad_rows_are_named_by_line_and_the_good_ones_load(db: Path, capsys: Capture) -> None:
    lines = ("城镇新增就业人数,阜阳市,2021-12-31,42000,公报", "没有的,阜阳市,2021-12-31,1,公报", "城镇新增就业人数,,2021-12-31,1,公报",
             "城镇新增就业人数,阜阳市,昨天,1,公报", "城镇新增就业人数,阜阳市,2021-12-31,许多,公报", "城镇新增就业人数,阜阳市,2021-12-31,1,")  # fmt: skip
    assert report(db, *lines) == 3
    assert capsys.readouterr().err.splitlines()[:7] == [
        "Loaded 1 reports.",
        "5 rows could not be loaded:",
        "  line 3: no indicator '没有的'",
        "  line 4: '城镇新增就业人数' is promised in several places: name one in the column place",
        "  line 5: '昨天' is no date; write 2020-12-31",
        "  line 6: '许多' is no number",
        "  line 7: no source",
    ]


def test_a_file_that_is_no_table_of_reports(db: Path, capsys: Capture) -> None:
    assert report(db, "没有的,阜阳市,2021-12-31,1,公报") == 1
    path = db.with_name("other.csv")
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["progress", str(path), "--db", str(db)]) == 1
    assert "lacks the columns indicator, date, value, source" in capsys.readouterr().err


def test_the_same_report_twice_is_one_and_rereading_the_documents_keeps_it(db: Path, capsys: Capture) -> None:
    for _ in range(2):
        assert report(db, "城镇新增就业人数,阜阳市,2021-12-31,42000,公报") == 0
    store = open_store(db)
    store.load(build_tables(documents()))
    assert store.query(
        "MATCH (r:Report)-[:REPORTS_ON]->(i:Indicator) RETURN r.unit AS unit, i.value AS value"
    ).rows == (("人", 41000.0),)
    store.close()
