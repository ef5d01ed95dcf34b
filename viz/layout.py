"""Where nodes stand: computed here, the same for the same graph, so that a page draws at once.

Positions are in drawing units, x to the right and y downwards, about `GAP` from node to node. Small parts are laid out by springs
(networkx, Fruchterman and Reingold); larger ones by distances to pivots (Brandes and Pich 2007, "Eigensolver methods for progressive
multidimensional scaling"), then by forces between near neighbours only, which stays near-linear in the number of nodes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]

GAP = 42.0
SPRING_MOST = 350
_FITTED = 50
_PIVOTS = 40
_NEAR = 14
_ASPECT = 1.5


def lay_out(
    count: int, pairs: Sequence[tuple[int, int]], sizes: Sequence[float] | None = None, aspect: float = _ASPECT
) -> Points:
    """Positions of `count` nodes joined by `pairs` of indices, shape (count, 2); `sizes` are radii to keep apart.

    Unconnected parts are laid out one by one and packed beside each other, the largest first, to about `aspect` (width / height).
    """
    radius = np.asarray(sizes if sizes is not None else np.full(count, 6.0), dtype=float)
    joined = _clean(pairs)
    parts = _parts(count, joined)
    where = np.zeros((count, 2))
    home = np.full(count, -1)
    for number, part in enumerate(parts):
        home[part] = number
    order = np.argsort(home[joined[:, 0]], kind="stable") if len(joined) else np.zeros(0, dtype=np.int64)
    edges = joined[order]
    bounds = (
        np.searchsorted(home[edges[:, 0]], np.arange(len(parts) + 1))
        if len(edges)
        else np.zeros(len(parts) + 1, dtype=int)
    )
    local = np.zeros(count, dtype=np.int64)
    for number, part in enumerate(parts):
        local[part] = np.arange(len(part))
        where[part] = _one(local[edges[bounds[number] : bounds[number + 1]]], radius[part])
    return _packed(where, parts, radius, aspect)


def _clean(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """Each pair once, the lower index first, no loops."""
    found = np.asarray(list(pairs), dtype=np.int64).reshape(-1, 2)
    found = np.sort(found[found[:, 0] != found[:, 1]], axis=1)
    return np.unique(found, axis=0) if len(found) else found


def _parts(count: int, pairs: Pairs) -> list[npt.NDArray[np.int64]]:
    """Connected parts as arrays of indices, the largest first."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not count:
        return []
    ones = np.ones(len(pairs))
    _, label = connected_components(coo_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(count, count)), directed=False)
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return sorted(parts, key=lambda part: (-len(part), int(part[0])))


def _one(pairs: Pairs, radius: Points) -> Points:
    """Positions of one connected part, around (0, 0)."""
    count = len(radius)
    if count == 1:
        return np.zeros((1, 2))
    start = _pivots(count, pairs)
    spread = start * (GAP * math.sqrt(count) / max(float(np.abs(start).max()), 1e-9) / 1.6)
    settled = _springs(count, pairs, spread) if count <= SPRING_MOST else _forces(pairs, spread)
    return _apart(settled, radius)


def _pivots(count: int, pairs: Pairs) -> Points:
    """Pivot MDS: the two main directions of the distances to some nodes far from each other."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    degree = np.bincount(pairs.ravel(), minlength=count)
    pivot = int(degree.argmax())
    nearest = np.full(count, np.inf)
    rows = []
    for _ in range(min(_PIVOTS, count)):
        reach = dijkstra(graph, directed=False, indices=pivot, unweighted=True)
        rows.append(reach)
        nearest = np.minimum(nearest, reach)
        pivot = int(nearest.argmax())
    squared = np.square(np.stack(rows, axis=1))
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    found = (
        centred @ vectors[:, -2:][:, ::-1]
        if vectors.shape[1] > 1
        else np.column_stack([centred[:, 0], np.zeros(count)])
    )
    found = found / np.maximum(np.abs(found).max(axis=0), 1e-9)
    # The sign of an eigenvector is free: fix it, so that machines agree; leaves of one hub coincide: part them a little.
    found *= np.where(found[np.abs(found).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    return np.asarray(found + np.random.default_rng(7).normal(0, 0.05, found.shape))


def _springs(count: int, pairs: Pairs, start: Points) -> Points:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs.tolist())
    unit = GAP * math.sqrt(count)
    found: dict[int, Any] = nx.spring_layout(
        graph,
        pos={i: start[i] / unit for i in range(count)},
        k=1.9 / math.sqrt(count),
        iterations=120,
        seed=7,
        method="force",
    )
    place = np.array([found[i] for i in range(count)])
    place -= place.mean(axis=0)
    return np.asarray(place * (unit / max(float(np.abs(place).max()), 1e-9) / 1.25))


def _forces(pairs: Pairs, start: Points) -> Points:
    """Springs along edges, pushes between the nearest `_NEAR` nodes only."""
    from scipy.spatial import cKDTree

    place = start.copy()
    count = len(place)
    degree = np.maximum(np.bincount(pairs.ravel(), minlength=count), 1).astype(float)
    first, second = pairs[:, 0], pairs[:, 1]
    pull = 1.0 / np.minimum(degree[first], degree[second])
    near = min(_NEAR, count - 1) + 1
    rounds = max(10, min(45, 300_000 // count))
    for turn in range(rounds):
        heat = GAP * 2.0 * (1 - turn / rounds) + 1.0
        step = np.zeros_like(place)
        along = (place[second] - place[first]) * (pull * 0.45)[:, None]
        for axis in (0, 1):
            step[:, axis] += np.bincount(first, along[:, axis], count) - np.bincount(second, along[:, axis], count)
        step /= np.sqrt(degree)[:, None]
        gaps, others = cKDTree(place).query(place, k=near)
        away = place[:, None, :] - place[others[:, 1:]]
        push = np.square(GAP) / np.maximum(np.square(gaps[:, 1:]), 1.0)
        step += (away * np.minimum(push, 4.0)[:, :, None]).sum(axis=1) * 0.35
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        place += step * (np.minimum(length, heat) / length)[:, None]
    place -= place.mean(axis=0)
    # Near neighbours alone do not push a large crowd wide enough: give each node its share of room.
    room = GAP * 0.7 * math.sqrt(count) / max(float(np.ptp(place, axis=0).mean()), 1e-9)
    return np.asarray(place * max(room, 1.0))


def _apart(place: Points, radius: Points) -> Points:
    """Move nodes that lie on each other apart, least first."""
    from scipy.spatial import cKDTree

    place = place.copy()
    widest = float(radius.max()) * 2 + 8
    for _ in range(max(6, min(30, 200_000 // len(place)))):
        pairs = cKDTree(place).query_pairs(widest, output_type="ndarray")
        if not len(pairs):
            break
        gap = place[pairs[:, 1]] - place[pairs[:, 0]]
        length = np.hypot(gap[:, 0], gap[:, 1])
        short = radius[pairs[:, 0]] + radius[pairs[:, 1]] + 8 - length
        close = short > 0.01
        if not close.any():
            break
        pairs, gap, length, short = pairs[close], gap[close], np.maximum(length[close], 1e-6), short[close]
        move = gap / length[:, None] * (short / 2)[:, None] * 0.8
        for axis in (0, 1):
            place[:, axis] += np.bincount(pairs[:, 1], move[:, axis], len(place)) - np.bincount(
                pairs[:, 0], move[:, axis], len(place)
            )
    return place


def _packed(where: Points, parts: list[npt.NDArray[np.int64]], radius: Points, aspect: float) -> Points:
    """Parts beside each other without overlap, the whole about `aspect`; many small ones in a grid below the rest."""
    if len(parts) < 2:
        return where
    boxes = []
    for part in parts:
        margin = radius[part].max() + GAP * (0.9 if len(part) > 1 else 0.35)
        low, high = where[part].min(axis=0) - margin, where[part].max(axis=0) + margin
        boxes.append((low, high - low))
    sizes = [(float(size[0]), float(size[1])) for _, size in boxes]
    large = sizes[:_FITTED]
    corners = min(
        (_skyline(large, width) for width in _widths(large, aspect)), key=lambda found: _waste(found, large, aspect)
    )
    corners += _shelves(sizes[_FITTED:], corners, large)
    for part, (low, _), corner in zip(parts, boxes, corners, strict=True):
        where[part] += np.asarray(corner) - low
    return where


def _shelves(
    sizes: Sequence[tuple[float, float]], above: Sequence[tuple[float, float]], large: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Rows below what is placed already: for the many small parts that a fit would take too long to find."""
    width = max(x + w for (x, _), (w, _) in zip(above, large, strict=True))
    y, x, row = max(y + h for (_, y), (_, h) in zip(above, large, strict=True)), 0.0, 0.0
    corners = []
    for wide, high in sizes:
        if x > 0 and x + wide > width:
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + wide, max(row, high)
    return corners


def _widths(sizes: Sequence[tuple[float, float]], aspect: float) -> list[float]:
    """Widths worth trying for the whole."""
    fair, widest = math.sqrt(sum(w * h for w, h in sizes) * aspect), max(w for w, _ in sizes)
    return [max(fair * factor, widest) for factor in (1.0, 1.08, 1.17, 1.27, 1.38, 1.5, 1.7)]


def _waste(corners: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], aspect: float) -> float:
    wide = max(x + w for (x, _), (w, _) in zip(corners, sizes, strict=True))
    high = max(y + h for (_, y), (_, h) in zip(corners, sizes, strict=True))
    return max(wide / aspect, high)


def _skyline(sizes: Sequence[tuple[float, float]], width: float) -> list[tuple[float, float]]:
    """Upper left corners: each box as high up as it fits under those before it, leftmost first."""
    line: list[tuple[float, float, float]] = [(0.0, width + 1.0, 0.0)]
    corners = []
    for wide, high in sizes:
        best = (math.inf, 0.0)
        for start, _, _ in line[-60:]:
            if start + wide <= width + 1.0:
                under = max(
                    (floor for left, right, floor in line if left < start + wide and right > start), default=0.0
                )
                best = min(best, (under, start))
        y, x = best if best[0] < math.inf else (max(floor for _, _, floor in line), 0.0)
        corners.append((x, y))
        kept = []
        for left, right, floor in line:
            if right <= x or left >= x + wide:
                kept.append((left, right, floor))
                continue
            if left < x:
                kept.append((left, x, floor))
            if right > x + wide:
                kept.append((x + wide, right, floor))
        line = sorted([*kept, (x, x + wide, y + high)])
    return corners


def columns(
    groups: Sequence[Sequence[int]],
    pairs: Sequence[tuple[int, int]],
    *,
    fixed: Sequence[int] = (),
    height: float = 640.0,
    gaps: Sequence[float] | None = None,
) -> tuple[dict[int, tuple[float, float]], list[list[int]]]:
    """Positions in columns and the order found: each column is ordered so that its lines cross little (by the mean place of its
    neighbours), but the columns in `fixed` keep their order. `gaps` are the distances between columns."""
    neighbours: dict[int, list[int]] = {}
    for a, b in pairs:
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    order = [list(group) for group in groups]
    rank: dict[int, float] = {}
    for group in order:
        rank |= {node: (i + 0.5) / len(group) for i, node in enumerate(group)}
    for turn in range(8):
        for column in range(len(order)) if turn % 2 == 0 else range(len(order) - 1, -1, -1):
            if column in fixed:
                continue
            own = set(order[column])
            mean = {
                node: float(np.mean([rank[n] for n in neighbours.get(node, ()) if n not in own] or [rank[node]]))
                for node in own
            }
            order[column].sort(key=lambda node: (mean[node], rank[node]))
            rank |= {node: (i + 0.5) / len(order[column]) for i, node in enumerate(order[column])}
    distances = list(gaps or [420.0] * (len(order) - 1))
    where: dict[int, tuple[float, float]] = {}
    x = 0.0
    for column, group in enumerate(order):
        pitch = height / max(len(group), 1)
        where |= {node: (x, (i + 0.5) * pitch) for i, node in enumerate(group)}
        x += distances[column] if column < len(distances) else 0.0
    return where, order


def rings(
    counts: Sequence[int], first: float = 160.0, step: float = 150.0, arc: float = 30.0
) -> list[list[tuple[float, float]]]:
    """Places on rings around (0, 0): `counts` nodes on each, rings wide enough that neighbours are `arc` apart."""
    radius = 0.0
    places = []
    for number, count in enumerate(counts):
        radius = max(radius + step if number else first, count * arc / (2 * math.pi))
        turn = [2 * math.pi * (i + 0.5) / max(count, 1) - math.pi / 2 for i in range(count)]
        places.append([(radius * math.cos(t), radius * math.sin(t)) for t in turn])
    return places
