"""How soon a graph is drawn: policygraph's page beside plain pyvis', in the same run of the same Chromium.

    python bench/drawing.py [--nodes 1000 10000] [--plain-most 1000] [--wait 240] [--chromium /usr/bin/chromium]

Both get the same graph (bodies and tasks, twice as many edges as nodes). Seconds count from opening the file until the first drawing
is on screen: for pyvis, whose page lays the graph out itself, until that is done. `all` is policygraph with every node opened.
Output: one JSON object a line. Plain pyvis is left out above `--plain-most` nodes, and given up after `--wait` seconds.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from policygraph.viz.layout import lay_out
from policygraph.viz.making import size
from policygraph.viz.page import page as policygraph_page
from policygraph.viz.picture import Edge, Node, Picture
from policygraph.viz.words import Both

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def graph(count: int, seed: int = 7) -> tuple[list[str], list[tuple[int, int]]]:
    """Names and edges: a tenth are departments, some of them named far more often than others."""
    chance = random.Random(seed)
    bodies = max(count // 10, 2)
    names = [f"部门{i}" if i < bodies else f"任务{i}" for i in range(count)]
    edges = [
        (min(int(chance.paretovariate(0.9)) - 1, bodies - 1), task) for task in range(bodies, count) for _ in range(2)
    ]
    return names, edges[: 2 * count]


def ours(names: list[str], edges: list[tuple[int, int]]) -> str:
    """The page of policygraph."""
    degree = [0] * len(names)
    for a, b in edges:
        degree[a] += 1
        degree[b] += 1
    sizes = [size(count) for count in degree]
    places = lay_out(len(names), edges, sizes).tolist()
    nodes = [
        Node(
            str(i),
            "Department" if name.startswith("部门") else "Task",
            name,
            degree[i],
            {"name": name},
            x=x,
            y=y,
            size=sizes[i],
        )
        for i, (name, (x, y)) in enumerate(zip(names, places, strict=True))
    ]
    says = Both(f"{len(nodes)} 个节点", f"{len(nodes)} nodes")
    picture = Picture(
        "bench", says, says, nodes, [Edge(str(a), str(b), "RESPONSIBLE_FOR", "responsible") for a, b in edges]
    )
    return policygraph_page(picture)


def plain(names: list[str], edges: list[tuple[int, int]]) -> str:
    """The page that pyvis makes with its defaults, with a line that notes when it is done."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line", directed=True)
    for i, name in enumerate(names):
        net.add_node(i, label=name)
    for a, b in edges:
        net.add_edge(a, b)
    made = "network = new vis.Network(container, data, options);"
    text: str = net.generate_html()
    if made not in text:
        raise SystemExit("pyvis' page has changed: the line that starts the network is not there")
    return text.replace(made, made + NOTE_DONE)


NOTE_DONE = """
network.once('stabilizationIterationsDone', () => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.doneAt = performance.now();
})));"""


def drawn(browser: Browser, file: Path, ready: str, wait: float, then: str | None = None) -> list[float | None]:
    """Seconds until `ready` gives a number of milliseconds; then those that the script `then` reports."""
    view = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    try:
        view.goto(file.as_uri(), wait_until="commit", timeout=wait * 1000)
        first = view.wait_for_function(ready, timeout=wait * 1000).json_value()
        return [first / 1000, view.evaluate(then) / 1000 if then else None]
    except Exception as error:
        if "Timeout" not in str(error):
            raise
        return [None, None]
    finally:
        view.context.close()


OPEN_ALL = """() => new Promise((done) => {
  const from = performance.now(); policygraph.state.open = policygraph.data.nodes.length; policygraph.refresh(true);
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)));
})"""


def measure(browser: Browser, count: int, folder: Path, plain_most: int, wait: float) -> dict[str, Any]:
    """One row of the report."""
    names, edges = graph(count)
    started = time.perf_counter()
    file = folder / f"ours-{count}.html"
    file.write_text(ours(names, edges), encoding="utf-8")
    made = time.perf_counter() - started
    first, rest = drawn(browser, file, "() => window.policygraph && policygraph.drawn", wait, OPEN_ALL)
    row: dict[str, Any] = {
        "nodes": count, "edges": len(edges), "python_s": round(made, 2), "drawn_s": round(first or 0, 2),
        "all_s": round((first or 0) + (rest or 0), 2), "megabytes": round(file.stat().st_size / 1e6, 2),
    }  # fmt: skip
    if count <= plain_most:
        beside = folder / f"plain-{count}.html"
        beside.write_text(plain(names, edges), encoding="utf-8")
        theirs = drawn(browser, beside, "() => window.doneAt", wait)[0]
        row["plain_pyvis_s"] = round(theirs, 2) if theirs else f"not after {wait:g}"
        row["times_sooner"] = round((theirs or wait) / first, 1) if first else None
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--plain-most", type=int, default=1000)
    parser.add_argument("--wait", type=float, default=240)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=given.chromium, args=FLAGS)
        for count in given.nodes:
            print(json.dumps(measure(browser, count, Path(folder), given.plain_most, given.wait)), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
