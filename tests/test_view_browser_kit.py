"""The Neo4j Browser kit: its files, and a server that answers as the Browser asks."""

from __future__ import annotations

import http.client
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygraph.errors import UsageError
from policygraph.graph import schema
from policygraph.queries.packs import load_packs
from policygraph.viz.browser_kit import grass, parameters_line, query_of, server, write_kit
from policygraph.viz.kit_text import EDGE_STYLES, NODE_STYLES


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit") / "new"
    write_kit(folder, load_packs().values(), "zh")
    return folder


def test_kit_holds_guides_style_and_every_pack(kit: Path) -> None:
    assert sorted(file.name for file in kit.iterdir()) == [
        "README.txt", "guide.adoc", "guide.html", "policygraph.grass", "queries.cypher", "queries.zip",
    ]  # fmt: skip
    guide, adoc = (kit / "guide.html").read_text(encoding="utf-8"), (kit / "guide.adoc").read_text(encoding="utf-8")
    for pack in load_packs().values():
        assert pack.title("zh") in guide and pack.title("zh") in adoc
    assert guide.startswith('<article class="guide"><carousel') and guide.count("<slide") == guide.count("</slide>")
    with zipfile.ZipFile(kit / "queries.zip") as saved:
        assert sorted(saved.namelist()) == sorted(f"policygraph/{name}.cypher" for name in load_packs())
        first = saved.read("policygraph/lead-load.cypher").decode().splitlines()
    assert first[0] == "// 牵头任务最多的部门 (lead-load)"


def test_style_names_every_label_and_type_of_the_schema() -> None:
    assert set(NODE_STYLES) == {node.label for node in schema.NODES}
    assert set(EDGE_STYLES) == {edge.type for edge in schema.EDGES}
    assert 'node.Department {\n  color: #2c7f78;' in grass() and 'caption: "{name}"' in grass()


def test_a_query_stands_without_its_head_and_with_its_parameters() -> None:
    pack = load_packs()["lead-load"]
    assert query_of(pack).startswith("MATCH (d:Department)")
    line = parameters_line(pack)
    assert line and line.startswith(':params {"place": null, "domain": null')


def test_the_same_kit_is_written_twice(kit: Path, tmp_path: Path) -> None:
    write_kit(tmp_path, load_packs().values(), "zh")
    assert (tmp_path / "queries.zip").read_bytes() == (kit / "queries.zip").read_bytes()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write the kit to"):
        write_kit(tmp_path / "file" / "kit", [], "en")


@pytest.fixture
def port(kit: Path) -> Iterator[int]:
    running = server(kit, 0)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running.server_port
    running.shutdown()
    running.server_close()


def ask(port: int, method: str, path: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
    connection.close()
    return found


def test_server_answers_the_preflight_and_names_its_own_port(port: int) -> None:
    status, headers, _ = ask(port, "OPTIONS", "/guide.html")
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == headers["Access-Control-Allow-Headers"] == "*"
    status, headers, text = ask(port, "GET", "/guide.html")
    assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
    assert f":style http://localhost:{port}/policygraph.grass" in text
    assert ask(port, "GET", "/guide.adoc")[0] == 200


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/%2e%2e/x.txt", "/nothing.html", "/sub/guide.html", "//etc/passwd"])
def test_server_gives_nothing_else(port: int, path: str) -> None:
    assert ask(port, "GET", path)[0] == 404


def test_a_taken_port_is_said(kit: Path, port: int) -> None:
    with pytest.raises(UsageError, match="cannot serve on port"):
        server(kit, port)
