"""Every query pack gives the same rows on a real Neo4j server and on the embedded engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server import Neo4jServer

from policygraph.graph.builder import build_tables
from policygraph.graph.embedded import EmbeddedStore
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.graph.store import Result
from policygraph.loaders import PolicyDocument, load_documents
from policygraph.queries.packs import Pack, load_packs
from policygraph.queries.runner import run_pack

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def both(
    server: Neo4jServer, root: Path, samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[EmbeddedStore, Neo4jStore]]:
    """The same graph in both: the five seeds where they are beside the checkout, else the samples."""
    seeds = root.parent / "shared" / "corpus" / "seeds"
    folder = seeds if seeds.is_dir() else samples
    tables = build_tables(
        document for document in load_documents([str(folder)]) if isinstance(document, PolicyDocument)
    )
    embedded = EmbeddedStore.open(tmp_path_factory.mktemp("both") / "graph.kgl", create=True)
    embedded.load(tables)
    with pytest.MonkeyPatch.context() as patch:
        for key, value in server.env.items():
            patch.setenv(key, value)
        remote = Neo4jStore.connect(server.uri)
    server.clear()
    remote.load(tables)
    yield embedded, remote
    remote.close()


def told(result: Result) -> str:
    """The rows as text, types included; the last digits of a sum of floats may differ."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(part) for part in value]
        return round(value, 9) if isinstance(value, float) else value

    return "\n".join(json.dumps([plain(value) for value in row], ensure_ascii=False) for row in result.rows)


@pytest.mark.parametrize("pack", load_packs().values(), ids=lambda pack: pack.name)
@pytest.mark.parametrize("given", ["required", "all"])
def test_same_rows(both: tuple[EmbeddedStore, Neo4jStore], pack: Pack, given: str) -> None:
    embedded, remote = both
    params = {p.name: p.example for p in pack.parameters if p.required or given == "all"}
    here, there = run_pack(embedded, pack, params), run_pack(remote, pack, params)
    assert here.columns == there.columns == pack.columns
    assert told(here) == told(there)
