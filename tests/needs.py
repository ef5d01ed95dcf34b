"""What a test needs besides Python: `require` skips where it is missing, and fails where POLICYGRAPH_REQUIRE names it.

`POLICYGRAPH_REQUIRE=neo4j,browser,node` says that these parts must be there, so that no test may skip for want of them
(CI sets it).
`../shared`, the documents and gold annotations beside the checkout, may always be absent.
"""

from __future__ import annotations

import os
import re

import pytest

PARTS: dict[str, re.Pattern[str]] = {
    "neo4j": re.compile(r"\b(neo4j|java|maven|mvn)\b", re.IGNORECASE),
    "browser": re.compile(r"\b(browser|chromium|chrome|playwright)\b", re.IGNORECASE),
    "node": re.compile(r"\b(node|nodejs|node\.js|npm|npx)\b", re.IGNORECASE),
}
"""A part's name, and the words in a skip's reason that speak of it."""

SHARED_ABSENT = "../shared is not beside the checkout"


def required() -> frozenset[str]:
    """The parts named in POLICYGRAPH_REQUIRE. Raises pytest.UsageError for an unknown one."""
    names = frozenset(name.strip() for name in os.environ.get("POLICYGRAPH_REQUIRE", "").split(",") if name.strip())
    if unknown := names - PARTS.keys():
        raise pytest.UsageError(f"POLICYGRAPH_REQUIRE: unknown {sorted(unknown)}; known are {sorted(PARTS)}")
    return names


def require(part: str, available: object, why: str) -> None:
    """Go on where `available` is true; else skip the test saying `why`, or fail it where `part` is required."""
    if available:
        return
    if part in required():
        pytest.fail(f"{part} is required (POLICYGRAPH_REQUIRE) and missing: {why}", pytrace=False)
    pytest.skip(f"{part}: {why}")


def forbidden_skip(reason: str, marks: frozenset[str] | set[str]) -> str | None:
    """The required part for whose want a test skipped, by its marks or the reason's words; None where it may skip."""
    if "../shared" in reason:
        return None
    for part in sorted(required()):
        if part in marks or PARTS[part].search(reason):
            return part
    return None
