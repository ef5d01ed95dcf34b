"""The files for `neo4j-admin database import`, imported with the real tool: the database holds the graph that was exported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from factory import Writer, document, task
from needs import require
from server import CURRENT, LTS, Neo4jServer, ServerUnavailableError
from server_graphs import many

from policygraph.graph.builder import build_tables
from policygraph.graph.export_admin import import_arguments
from policygraph.graph.exports import export
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.graph.tables import same

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize("version", [LTS, CURRENT])
def test_the_real_tool_imports_what_was_exported(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: Callable[[Neo4jServer], None]
) -> None:
    writer = Writer()
    awkward = task(
        writer, ("二", "1"), '提高"两类"补贴 <标准> & 覆盖,\t人', text="第一行\n第二行,'引号'\"和\"逗号;\r\n末行\\"
    )
    tables = build_tables([
        *many(3), document(writer=writer, tasks=[awkward]), document("", "阜政发〔2030〕1号", source="b.txt", tasks=(), citations=()),
    ])  # fmt: skip
    export(tables, tmp_path / "files", "neo4j-admin")
    try:
        server = Neo4jServer(version)
    except ServerUnavailableError as error:
        require("neo4j", False, str(error))
        raise
    try:
        monkeypatch.chdir(tmp_path / "files")
        server.admin("database", "import", "full", "neo4j", *import_arguments())
        server.start()
        login(server)
        store = Neo4jStore.connect(server.uri)
        assert same(store.tables(), tables)
        store.load(tables)
        assert same(store.tables(), tables)
        store.close()
    finally:
        server.close()
