"""A real Chromium, with the network off, and pages of the graph for it to open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from needs import require

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


def chromium_path() -> str | None:
    """Where Chromium is: POLICYGRAPH_CHROMIUM, or the usual commands."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("POLICYGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return found or (str(mac) if mac.exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser itself, started once."""
    path = chromium_path()
    require("browser", path, "no Chromium here (Debian: apt-get install chromium; or set POLICYGRAPH_CHROMIUM)")
    playwright = pytest.importorskip("playwright.sync_api", reason="browser: playwright is not installed")
    with playwright.sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open HTML text as a file, the network off; any error on the page fails the test. `opened(html, hash="", width=1280, …)`."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_page(
        text: str, at: str = "", *, width: int = 1280, height: int = 800, dark: bool = False, wait: float = 60
    ) -> Any:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            offline=True,
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(wait * 1000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on(
            "request",
            lambda request: (
                wrong.append(f"asked for {request.url}")
                if not request.url.startswith(("file:", "data:", "blob:"))
                else None
            ),
        )
        page.goto(file.as_uri() + at)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
