"""Shared fixtures, and the rule that a required part may not be skipped (see needs.py)."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from needs import SHARED_ABSENT, forbidden_skip, required

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the five sample documents, which every checkout has."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold annotations beside the checkout; skips where it is absent."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip(SHARED_ABSENT)
    return path


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The folder of the five seed documents; skips where it is absent."""
    return shared / "corpus" / "seeds"


def pytest_configure() -> None:
    required()  # a word misspelt there must not pass for "nothing required"


def _reason(report: Any) -> str:
    longrepr = report.longrepr
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skip for want of a required part a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        marks = {mark.name for mark in item.iter_markers()}
        if part := forbidden_skip(_reason(report), marks):
            report.outcome = "failed"
            report.longrepr = f"{part} is required (POLICYGRAPH_REQUIRE), but the test skipped: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips while it is collected."""
    report = yield
    if report.skipped and (part := forbidden_skip(_reason(report), frozenset())):
        report.outcome = "failed"
        report.longrepr = f"{part} is required (POLICYGRAPH_REQUIRE), but the file skipped: {_reason(report)}"
    return report
