"""The kit in the real Neo4j Browser, served by a real server: the tour opens, the style applies, queries run from it.

Set POLICYGRAPH_SHOTS to a folder to keep the screenshots.
"""

from __future__ import annotations

import base64
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from view_store import three_documents

from policygraph.graph.builder import build_tables
from policygraph.graph.neo4j_store import Neo4jStore
from policygraph.queries.packs import load_packs
from policygraph.viz.browser_kit import parameters_line, query_of, server, write_kit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "neo4j"))
from running import started
from server import LTS

pytestmark = [pytest.mark.browser, pytest.mark.neo4j, pytest.mark.slow]
WAIT = 120_000
"""Milliseconds: the Browser is slow to connect on a busy machine."""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and folder of a kit that is being served."""
    folder = tmp_path_factory.mktemp("kit")
    write_kit(folder, load_packs().values(), "zh")
    running = server(folder, 0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://localhost:{running.server_port}", folder
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """The Browser, logged in to a server that holds three documents."""
    neo4j = started(LTS)
    try:
        os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = neo4j.user, neo4j.password
        store = Neo4jStore.connect(neo4j.uri)
        store.load(build_tables(three_documents()))
        store.close()
        view = browser.new_context(viewport={"width": 1400, "height": 950}).new_page()
        view.set_default_timeout(WAIT)
        view.goto(f"{neo4j.http}/browser/")
        view.fill("[data-testid=username]", neo4j.user)
        view.fill("[data-testid=password]", neo4j.password)
        view.click("[data-testid=connect]")
        view.wait_for_selector("text=Try Neo4j with live data")
        yield view
    finally:
        neo4j.close()


def run(page: Any, command: str) -> None:
    """Type a command into the editor and run it."""
    page.click(".monaco-editor >> nth=0")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(command)
    page.click("[data-testid=editor-Run]")


def shot(page: Any, name: str) -> None:
    if folder := os.environ.get("POLICYGRAPH_SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_style_is_read(page: Any, kit: tuple[str, Path]) -> None:
    run(page, f":style {kit[0]}/policygraph.grass")
    page.wait_for_selector("text=node.Department {")


def test_tour_opens_and_a_query_runs_from_it(page: Any, kit: tuple[str, Path]) -> None:
    run(page, f":play {kit[0]}/guide.html")
    page.wait_for_selector("text=政策图谱导览")
    shot(page, "browser-guide")
    page.click("[data-testid=nextSlide]")
    page.click("pre.runnable >> text=role: 'lead'")
    page.click("[data-testid=editor-Run]")
    page.wait_for_selector("svg g.node")
    page.wait_for_timeout(3000)
    shot(page, "browser-graph")
    captions = "".join(page.locator("svg g.node text").all_text_contents())
    assert "市人社局" in captions and "扩大" in captions
    colours = set(page.eval_on_selector_all("svg g.node circle", "found => found.map((one) => one.getAttribute('fill'))"))
    assert {"#2c7f78", "#7d8b98"} <= colours


def test_a_pack_runs_with_its_parameters(page: Any) -> None:
    pack = load_packs()["lead-load"]
    run(page, str(parameters_line(pack)))
    page.wait_for_selector("text=Successfully set your parameters")
    run(page, query_of(pack))
    page.wait_for_selector("text=市人社局")
    shot(page, "browser-table")


def test_dropped_queries_become_favourites(page: Any, kit: tuple[str, Path]) -> None:
    content = base64.b64encode((kit[1] / "queries.zip").read_bytes()).decode()
    data = page.evaluate_handle(
        """(text) => { const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'queries.zip')); return data; }""",
        content,
    )
    target = page.locator(".monaco-editor >> nth=0")
    for event in ("dragenter", "dragover", "drop"):
        target.dispatch_event(event, {"dataTransfer": data})
    page.click("[data-testid=navigationFavorites]")
    page.wait_for_selector("text=policygraph")
    shot(page, "browser-favourites")
