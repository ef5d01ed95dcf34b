"""The Python interface: what it offers, and how a notebook uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from asked import make_graph

import policygraph
from policygraph import errors


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "graph.kgl"
    make_graph(path).close()
    return path


def test_the_surface_is_the_one_listed() -> None:
    assert policygraph.__all__ == ["Graph", "Rows", "__version__", "build", "errors", "extract", "open"]
    assert all(hasattr(policygraph, name) for name in policygraph.__all__)
    assert sorted(name for name in vars(policygraph.Graph) if not name.startswith("_")) == [
        "close", "cypher", "diff", "packs", "query", "target", "view", "why",
    ]  # fmt: skip
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        policygraph.nothing  # noqa: B018


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import policygraph, sys; print({'pandas', 'pyarrow', 'kglite', 'neo4j', 'click'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_rows_are_dictionaries_and_frames(path: Path) -> None:
    with policygraph.open(path) as graph:
        rows = graph.query("lead-load", place="阜阳市")
    assert rows[0]["department"] == "市人社局" and rows.column("leads") == [1, 0, 0]
    assert len(rows) == 3 and len(rows[1:]) == 2 and "department" in repr(rows)
    assert list(rows.to_pandas()["leads"]) == [1, 0, 0]
    assert "<td>市人社局</td>" in rows._repr_html_()


def test_rows_as_polars(path: Path) -> None:
    pytest.importorskip("polars")
    with policygraph.open(path) as graph:
        assert graph.query("lead-load", place="阜阳市").to_polars()["leads"].to_list() == [1, 0, 0]


def test_cypher_reads_and_never_writes(path: Path) -> None:
    with policygraph.open(path) as graph:
        rows = graph.cypher("MATCH (t:Task) WHERE t.title = $title RETURN count(*) AS n", {"title": "扩大就业渠道"})
        assert rows[0] == {"n": 2}
        assert graph.cypher("MATCH (t:Task) RETURN t.id AS id", limit=1).truncated
        with pytest.raises(errors.WriteRefusedError):
            graph.cypher("CREATE (:Task {id: 'x'})")


def test_a_view_draws_itself_in_a_notebook(path: Path) -> None:
    with policygraph.open(path) as graph:
        assert "<iframe" in graph.view("departments")._repr_html_()


def test_why_and_diff(path: Path) -> None:
    with policygraph.open(path) as graph:
        assert graph.why("阜政发〔2017〕50号", "皖政〔2017〕58号")[0]["relation"] == "based_on"
        assert ("target", "lowered") in set(
            zip(*map(graph.diff("阜阳市", "四平市").column, ("part", "change")), strict=True)
        )


def test_build_and_extract_files(samples: Path, tmp_path: Path) -> None:
    facts = policygraph.extract(samples / "fuyang.txt")
    assert facts["document"]["doc_number"] == "阜政发〔2017〕50号"
    with policygraph.build(samples, tmp_path / "graph.kgl") as graph:
        assert len(graph.query("document-overview")) == 5
    with pytest.raises(errors.SourceError, match="No such file"):
        policygraph.extract(tmp_path / "none.txt")
    with pytest.raises(errors.MissingSourceError):
        policygraph.build(tmp_path / "none.txt", tmp_path / "other.kgl")
