"""`policygraph --help` starts quickly: heavy parts are imported when they are needed."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = {
    "IPython", "charset_normalizer", "docx", "kglite", "lxml", "neo4j", "networkx", "numpy", "opencc", "openpyxl", "pandas",
    "pdfplumber", "polars", "pyarrow", "pyvis", "rich", "scipy", "sklearn",
}  # fmt: skip
OURS = {"policygraph.graph.embedded", "policygraph.graph.neo4j_store", "policygraph.loaders", "policygraph.viz.page"}


def imported(*words: str) -> set[str]:
    code = f"import sys\nfrom policygraph.cli import main\nmain({list(words)!r})\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["query", "--help"], ["build", "--help"], ["query", "show", "lead-load"]]
)
def test_nothing_heavy_is_imported(words: list[str]) -> None:
    modules = imported(*words)
    assert not HEAVY & modules
    assert not OURS & modules


def test_help_takes_no_more_than_five_bare_starts() -> None:
    def seconds(*words: str) -> float:
        best = float("inf")
        for _ in range(7):
            started = time.perf_counter()
            subprocess.run([sys.executable, *words], capture_output=True, check=True)
            best = min(best, time.perf_counter() - started)
        return best

    assert seconds("-m", "policygraph", "--help") < 5 * seconds("-c", "pass")
