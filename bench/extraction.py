"""Speed of extraction beside a word segmenter, in one run on one core.

Usage: python bench/extraction.py [FOLDER]     FOLDER holds documents; the samples unless given

Prints characters a second of the whole extraction, of the part that reads outline, front matter, responsibilities, citations and
departments, and of `jieba.cut` on the same texts, with the ratios. Each figure is the best of five runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import jieba

from policygraph.loaders import pipeline
from policygraph.loaders.reading import read_source

RUNS = 5


def best(work: Callable[[], object]) -> float:
    """The shortest time of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def main(folder: Path) -> None:
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".html", ".md"))
    sources = [read_source(path.name, path.read_bytes()) for path in paths]
    size = sum(len(source.text) for source in sources)
    jieba.setLogLevel(60)
    jieba.initialize()

    def everything() -> None:
        for source in sources:
            pipeline.extract(source)

    whole = best(everything)
    # The measures and domains of a task are left out here, since a segmenter is only asked to keep up with the reading of structure.
    with patch.object(pipeline, "find_indicators", return_value=[]), patch.object(pipeline, "score_domains", return_value=()):
        structure = best(everything)
    segmenting = best(lambda: [list(jieba.cut(source.text)) for source in sources])
    print(f"{len(sources)} documents, {size:,} characters")
    for name, seconds in (("everything", whole), ("structure", structure), ("jieba.cut", segmenting)):
        print(f"{name:12} {size / seconds:12,.0f} characters/s   {segmenting / seconds:5.2f} x jieba.cut")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "samples")
