"""`build`, `extract`, `remove`, `check`, `export`, `evaluate`: sources good and bad, summaries, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policygraph.cli import main
from policygraph.graph.store import open_store
from policygraph.graph.tables import GraphTables

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGRAPH_DB", raising=False)
    monkeypatch.setenv("POLICYGRAPH_LANG", "en")
    monkeypatch.setenv("COLUMNS", "110")


@pytest.fixture(scope="module")
def built(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("build") / "graph.kgl"
    assert main(["build", str(samples), "--to", str(path), "--quiet"]) == 0
    return path


def documents(path: Path) -> int:
    store = open_store(path)
    try:
        count: int = store.query("MATCH (d:Document) WHERE d.loaded RETURN count(*) AS n").rows[0][0]
        return count
    finally:
        store.close()


def stored(path: Path) -> GraphTables:
    store = open_store(path)
    try:
        return store.tables()
    finally:
        store.close()


def test_build_tells_what_it_read(samples: Path, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "graph.kgl"
    assert main(["build", str(samples), "--to", str(path)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "All 5" in captured.err and f"Loaded 5 documents into {path}" in captured.err
    assert f"Next: policygraph query lead-load --db {path}" in captured.err
    assert documents(path) == 5


def test_building_again_or_with_more_processes_is_the_same(samples: Path, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    for words in (["--jobs", "2"], []):
        assert main(["build", str(samples), "--to", str(path), "--quiet", *words]) == 0
    assert stored(path) == stored(built)


def test_building_in_two_steps_is_the_same(samples: Path, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    files = sorted(str(file) for file in samples.iterdir() if file.suffix == ".txt")
    for words in (files[:2], files[1:]):
        assert main(["build", *words, "--to", str(path), "--quiet"]) == 0
    assert stored(path) == stored(built)


def test_bad_sources_are_told_one_a_line_and_the_others_load(samples: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder").mkdir()
    bad = [str(tmp_path / name) for name in ("empty.txt", "binary.txt", "missing.txt", "folder")]
    path = tmp_path / "graph.kgl"
    assert main(["build", *bad, str(samples / "fuyang.txt"), "--to", str(path)]) == 3
    err = capsys.readouterr().err.splitlines()
    start = err.index("4 sources could not be read:")
    assert [line.split(":")[0].strip().rsplit("/", 1)[-1] for line in err[start + 1 : start + 5]] == [
        "empty.txt", "binary.txt", "missing.txt", "folder",
    ]  # fmt: skip
    assert err[-1] == "Error: 4 sources could not be read; 1 documents were loaded."
    assert documents(path) == 1


def test_nothing_readable_fails_and_makes_no_graph(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "graph.kgl"
    assert main(["build", str(tmp_path / "missing.txt"), "--to", str(path)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "Error: no source could be read; the graph is unchanged."
    assert not path.exists()


def test_the_same_document_twice_is_told(samples: Path, tmp_path: Path, capsys: Capture) -> None:
    shutil.copy(samples / "fuyang.txt", tmp_path / "copy.txt")
    assert (
        main(["build", str(samples / "fuyang.txt"), str(tmp_path / "copy.txt"), "--to", str(tmp_path / "g.kgl")]) == 0
    )
    assert "is the same document as" in capsys.readouterr().err


def test_extract_prints_one_object(samples: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["extract", str(samples / "fuyang.txt"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["source"] == "fuyang.txt" and found["document"]["doc_number"] == "阜政发〔2017〕50号"
    assert found["tasks"][0]["departments"][0]["role"] == "lead"
    assert main(["extract", str(samples / "fuyang.txt"), "--format", "table", "--lang", "zh"]) == 0
    assert "(牵头)" in capsys.readouterr().out
    assert main(["extract", str(tmp_path / "none.txt")]) == 1
    assert main(["extract", str(samples)]) == 2
    assert "holds several documents" in capsys.readouterr().err.splitlines()[-1]


def test_remove(built: Path, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "graph.kgl"
    shutil.copy(built, path)
    assert main(["remove", "阜政发[2017]50号", "--db", str(path)]) == 0
    assert capsys.readouterr().err == "Removed 阜政发〔2017〕50号.\n"
    assert documents(path) == 4
    assert main(["remove", "阜政发〔2017〕50号", "--db", str(path)]) == 1
    assert "no loaded document" in capsys.readouterr().err


def test_check_names_each_finding_with_its_words(samples: Path, capsys: Capture) -> None:
    assert main(["check", str(samples), "--format", "json"]) == 0
    captured = capsys.readouterr()
    rows = json.loads(captured.out)
    assert {"document", "severity", "check", "message", "quote", "char_start", "char_end"} == rows[0].keys()
    assert captured.err.startswith("Documents: 5. Errors: ")


@pytest.mark.parametrize("name", ["graph.graphml", "graph.gexf", "graph.jsonld"])
def test_export_to_a_file(built: Path, tmp_path: Path, name: str) -> None:
    assert main(["export", str(tmp_path / name), "--db", str(built)]) == 0
    assert "阜政发〔2017〕50号" in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("format_name", ["csv", "parquet", "neo4j-admin"])
def test_export_to_a_folder(built: Path, tmp_path: Path, format_name: str) -> None:
    assert main(["export", str(tmp_path / "out"), "--format", format_name, "--db", str(built)]) == 0
    assert any("Task" in path.name for path in (tmp_path / "out").iterdir())


def test_evaluate_against_gold(shared: Path, capsys: Capture) -> None:
    assert main(["evaluate", str(shared / "gold"), str(shared / "corpus"), "--format", "json"]) == 0
    rows = {(row["document"], row["measure"]): row["f1"] for row in json.loads(capsys.readouterr().out)}
    assert rows["all", "tasks"] >= 0.99 and rows["all", "departments"] >= 0.99
