"""Layout in Python: repeatable, without overlap, quick for many nodes; columns whose lines cross little."""

from __future__ import annotations

import time

import numpy as np
import pytest

from policygraph.viz.layout import columns, lay_out


def star(count: int) -> list[tuple[int, int]]:
    return [(0, leaf) for leaf in range(1, count)]


def hubs(count: int) -> list[tuple[int, int]]:
    """A tenth are hubs; every other node hangs on two of them."""
    few = count // 10
    return [(hub, node) for node in range(few, count) for hub in (node % few, (node * 7 + 1) % few)]


@pytest.mark.parametrize("pairs", [star(40), hubs(300), hubs(1200)], ids=["star", "springs", "forces"])
def test_layout_repeats_and_keeps_nodes_apart(pairs: list[tuple[int, int]]) -> None:
    count = max(map(max, pairs)) + 1
    first, second = lay_out(count, pairs), lay_out(count, list(reversed(pairs)))
    assert np.array_equal(first, second)
    gaps = np.hypot(*(first[:, None] - first[None]).transpose(2, 0, 1)) + np.eye(count) * 1e9
    assert (gaps.min(axis=1) > 8).mean() > 0.97


def test_parts_do_not_lie_on_each_other() -> None:
    pairs = [*hubs(60), *[(a + 60, b + 60) for a, b in hubs(80)], *[(a + 140, b + 140) for a, b in star(10)]]
    found = lay_out(155, pairs)  # the last five stand alone
    boxes = [(part.min(axis=0), part.max(axis=0)) for part in (found[:60], found[60:140], found[140:150])]
    for i, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[:i]:
            assert (low > other_high).any() or (other_low > high).any()


def test_nothing_and_one_node() -> None:
    assert lay_out(0, []).shape == (0, 2)
    assert lay_out(1, [(0, 0)]).tolist() == [[0.0, 0.0]]


@pytest.mark.slow
def test_ten_thousand_nodes_are_laid_out_in_seconds_of_work() -> None:
    started = time.process_time()
    found = lay_out(10_000, hubs(10_000))
    assert np.isfinite(found).all()
    assert time.process_time() - started < 20


def test_columns_are_ordered_so_that_lines_do_not_cross() -> None:
    left, right = [0, 1, 2, 3], [4, 5, 6, 7]
    crossed = [(0, 7), (1, 6), (2, 5), (3, 4)]
    places, order = columns([left, right], crossed, fixed=(0,))
    assert order == [[0, 1, 2, 3], [7, 6, 5, 4]]
    assert [places[a][1] for a, _ in crossed] == [places[b][1] for _, b in crossed]
    assert places[0][0] == 0.0 and places[4][0] == 420.0
