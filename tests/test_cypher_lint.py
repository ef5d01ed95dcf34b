"""Every query pack passes Neo4j's own parser and semantic analyser, as Cypher 5 and as Cypher 25, against the schema."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from needs import require

from policygraph.graph import schema
from policygraph.queries.packs import load_packs

FOLDER = Path(__file__).with_name("cypher_lint")


@pytest.fixture(scope="module")
def linter() -> list[str]:
    """The linter's command, installed by npm on first use."""
    node, npm = shutil.which("node"), shutil.which("npm")
    require("node", node and npm, "node and npm are not installed")
    assert node and npm
    if not (FOLDER / "node_modules").is_dir():
        done = subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=FOLDER, capture_output=True, text=True, check=False
        )
        require("node", done.returncode == 0, f"npm ci failed: {done.stderr.strip()[-200:]}")
    return [node, str(FOLDER / "lint.cjs")]


def findings(linter: list[str], queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {
        "labels": [node.label for node in schema.NODES],
        "relationshipTypes": sorted({edge.type for edge in schema.EDGES}),
        "propertyKeys": sorted(
            {"id", *(p.name for node in schema.NODES for p in node.properties)}
            | {p.name for edge in schema.EDGES for p in edge.all_properties}
        ),
    }
    words = json.dumps({"schema": known, "queries": queries})
    done = subprocess.run(linter, input=words, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_packs_pass_both_versions(linter: list[str]) -> None:
    queries = [
        {"name": pack.name, "text": pack.text, "parameters": {p.name: p.example for p in pack.parameters}}
        for pack in load_packs().values()
    ]
    assert findings(linter, queries) == []


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (d:Departement) RETURN d.name AS name",
        "MATCH (d:Department)-[:LEADS]->(t:Task) RETURN d.name AS name",
        "MATCH (d:Department) RETURN d.nmae AS name",
        "MATCH (d:Department) RETURN $unknown AS name",
        "MATCH (d:Department) RETURN e.name AS name",
    ],
)
def test_the_linter_would_tell(linter: list[str], text: str) -> None:
    assert {found["version"] for found in findings(linter, [{"name": "x", "text": text, "parameters": {}}])} == {
        "CYPHER 5",
        "CYPHER 25",
    }
