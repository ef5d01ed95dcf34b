"""Likeness of short texts: TF-IDF over character n-grams, and the nearest texts without comparing all with all.

Up to `EXACT` texts every pair is scored. Beyond that, an n-gram found in more than `MAX_DF` texts proposes nobody, and only the
texts likest by the other n-grams are scored in full: so the work grows with the number of texts, not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfTransformer

from ..loaders.text import squeeze

EXACT = 2_000
MAX_DF = 200
BLOCK = 500
_BITS = 20
_UNITS = re.compile(
    r"[(\[【][^()\[\]【】]{0,200}?(?:责任|牵头|配合|负责|参加|分工)[^()\[\]【】]{0,200}[)\]】]|(?:责任|牵头|配合)单位:[^。;]*"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")

Ints = npt.NDArray[np.int64]
Pairs = tuple[Ints, Ints, npt.NDArray[np.float64]]
"""Rows and columns of scored pairs, and their scores."""


def comparable_text(title: str, text: str) -> str:
    """What two tasks are compared by: title (twice, as it says what the task is) and text, without the units named and figures."""
    body = _UNITS.sub("", squeeze(f"{title}。{text}"))
    return _DIGITS.sub("0", f"{squeeze(title)}。{body}")


def vectors(texts: Sequence[str]) -> sp.csr_matrix:
    """One row a text: TF-IDF of its character 2- and 3-grams, of length 1."""
    parts = [_counts(texts[start : start + BLOCK]) for start in range(0, len(texts), BLOCK)]
    counts = sp.vstack(parts, format="csr") if parts else sp.csr_matrix((0, 1 << _BITS))
    weighted: sp.csr_matrix = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    return weighted


def _counts(texts: Sequence[str]) -> sp.csr_matrix:
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    joined = "\0".join(texts) + "\0"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(texts)), lengths)
    rows, columns = [], []
    for size in (2, 3):
        if len(codes) < size:
            continue
        hashed = np.full(len(codes) - size + 1, size, np.uint64)
        whole = np.ones(len(hashed), bool)
        for offset in range(size):
            piece = codes[offset : offset + len(hashed)]
            hashed = (hashed ^ piece) * np.uint64(0x9E3779B97F4A7C15)
            hashed ^= hashed >> np.uint64(29)
            whole &= piece != 0
        rows.append(owners[: len(hashed)][whole])
        columns.append((hashed[whole] >> np.uint64(64 - _BITS)).astype(np.int64))
    row, column = np.concatenate(rows), np.concatenate(columns)
    ones = np.ones(len(row), np.float64)
    return sp.csr_matrix((ones, (row, column)), shape=(len(texts), 1 << _BITS))


def near_pairs(matrix: sp.csr_matrix, groups: Ints, *, most: int, least: float) -> Pairs:
    """For each row its `most` likest rows of another group, of likeness `least` or more; rows are of length 1.

    Equal scores (to 6 places) are ordered by row number. A pair may come from both of its ends.
    """
    key = matrix if matrix.shape[0] <= EXACT else _rare_part(matrix)
    turned = key.T.tocsr()
    found: list[Pairs] = []
    for start in range(0, matrix.shape[0], BLOCK):
        stop = min(start + BLOCK, matrix.shape[0])
        product = (key[start:stop] @ turned).tocoo()
        rows, columns = product.row.astype(np.int64) + start, product.col.astype(np.int64)
        apart = (groups[rows] != groups[columns]) & (product.data >= (least if key is matrix else least / 4))
        rows, columns, rough = rows[apart], columns[apart], product.data[apart]
        if key is not matrix:
            rows, columns, _ = _best(rows, columns, rough, most * 3)
            rough = np.asarray(matrix[rows].multiply(matrix[columns]).sum(axis=1)).ravel()
        scores = np.round(rough, 6)
        good = scores >= least
        found.append(_best(rows[good], columns[good], scores[good], most))
    if not found:
        none = np.zeros(0, np.int64)
        return none, none, np.zeros(0)
    return (
        np.concatenate([part[0] for part in found]),
        np.concatenate([part[1] for part in found]),
        np.concatenate([part[2] for part in found]),
    )


def _best(rows: Ints, columns: Ints, scores: npt.NDArray[np.float64], most: int) -> Pairs:
    """The `most` highest scores of each row, ties by column."""
    order = np.lexsort((columns, -np.round(scores, 6), rows))
    rows, columns, scores = rows[order], columns[order], scores[order]
    starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]]) if len(rows) else np.zeros(0, np.int64)
    rank = np.arange(len(rows)) - np.repeat(starts, np.diff(np.r_[starts, len(rows)]))
    kept = rank < most
    return rows[kept], columns[kept], scores[kept]


def _rare_part(matrix: sp.csr_matrix) -> sp.csr_matrix:
    """The n-grams that neither stand alone nor are common, with their weights."""
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    usable = (frequency >= 2) & (frequency <= MAX_DF)
    rare: sp.csr_matrix = matrix @ sp.diags(usable.astype(np.float64))
    rare.eliminate_zeros()
    return rare
