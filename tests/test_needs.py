"""A skip for want of a required part is a failure; other skips stand."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

HERE = Path(__file__).parent

SKIPPING = """
import pytest
from needs import require

def test_by_word(): pytest.skip("no Chromium here")
@pytest.mark.neo4j
def test_by_mark(): pytest.skip("nothing to talk to")
def test_shared(): pytest.skip("../shared is not beside the checkout (neo4j, browser)")
def test_other(): pytest.skip("only on macOS")
def test_required(): require("node", None, "no npm on the path")
def test_there(): require("node", "/usr/bin/node", "no npm on the path")
@pytest.mark.xfail(reason="chromium draws it wrong")
def test_xfail(): assert False
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    for name in ("conftest.py", "needs.py"):
        (pytester.path / name).write_text((HERE / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(pytester.path))
    return pytester


def test_without_the_variable_everything_may_skip(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGRAPH_REQUIRE", raising=False)
    run.makepyfile(SKIPPING)
    run.runpytest_subprocess("-rs").assert_outcomes(passed=1, skipped=5, xfailed=1)


def test_required_parts_may_not_skip(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_REQUIRE", "neo4j,browser,node")
    run.makepyfile(SKIPPING)
    result = run.runpytest_subprocess("-rf")
    result.assert_outcomes(passed=1, failed=3, skipped=2, xfailed=1)
    result.stdout.fnmatch_lines(["*browser is required (POLICYGRAPH_REQUIRE), but*skipped: *no Chromium here*"])


def test_a_file_that_skips_as_a_whole_fails_too(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_REQUIRE", "browser")
    run.makepyfile('import pytest\npytest.skip("playwright is missing", allow_module_level=True)\n')
    run.runpytest_subprocess().assert_outcomes(errors=1)


def test_an_unknown_part_is_refused(run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_REQUIRE", "neo4j,browsr")
    result = run.runpytest_subprocess()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*POLICYGRAPH_REQUIRE: unknown*browsr*"])
