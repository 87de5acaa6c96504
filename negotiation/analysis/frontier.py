"""The Pareto frontier of an outcome table, exactly.

An outcome is *strictly efficient* when no other outcome is at least as good for every party and
better for one. Value vectors are compared as they are, in float64: no tolerance, no rescaling, so a
single yuan in a contract of billions counts, and the parties' units need not be comparable.

Arrays have the shape (party, outcome): one contiguous row per party. All methods share one idea:
sort the distinct value vectors lexicographically, best first, and a vector can only be dominated by
one that stands before it. Two parties then need one running maximum; more parties are divided and
conquered along the order (Kung, Luccio and Preparata 1975, "On finding the maxima of a set of
vectors", Journal of the ACM 22(4), 469-476), which stays fast where every outcome is efficient, as
in haggling over a fixed sum.
"""

from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["is_efficient", "pareto_frontier"]

_Floats: TypeAlias = NDArray[np.float64]
_Mask: TypeAlias = NDArray[np.bool_]
_Indices: TypeAlias = NDArray[np.intp]

_THIN_FROM = 2_000
"""Fewer outcomes than this are sorted without thinning [outcomes]."""

_THIN_PASSES = 12
"""How many good outcomes the thinning pass tries at most."""

_THIN_SAMPLE = 4_096
"""Good outcomes are looked for among about as many, evenly spaced [outcomes]."""

_THIN_PAYS_FRACTION = 0.1
"""An outcome that drops a smaller share of the sample than this is not tried on the rest."""

_LEAF = 128
"""As many vectors are compared pair by pair rather than divided again [vectors]."""

_LEAF_PAIRS = 1 << 17
"""As many pairs of two sets are compared at once rather than divided again [pairs]."""


def pareto_frontier(values: _Floats) -> _Indices:
    """Find the strictly efficient outcomes.

    Args:
        values: Worth of each outcome to each party, shape (party, outcome), at least one party
            [each party's own unit; infinities are allowed].

    Returns:
        Outcome indices, shape (frontier,), best for party 0 first (then best for party 1, and so
        on). Of identical value vectors the lowest index stands for all. Empty for no outcomes.

    Raises:
        ValueError: The table has another shape, no party, or holds NaN.

    >>> pareto_frontier(np.array([[3.0, 1.0, 2.0, 3.0], [1.0, 3.0, 1.0, 1.0]]))
    array([0, 1])
    """
    order, is_first = _sorted_candidates(_checked(values))
    distinct = order[is_first]
    return distinct[_maxima(values.take(distinct, axis=1))]


def is_efficient(values: _Floats) -> _Mask:
    """Mark every strictly efficient outcome, each twin of an efficient one included.

    Args:
        values: As for ``pareto_frontier``, shape (party, outcome).

    Returns:
        Mask, shape (outcome,). Empty for no outcomes.

    Raises:
        ValueError: As for ``pareto_frontier``.

    >>> is_efficient(np.array([[3.0, 1.0, 2.0, 3.0], [1.0, 3.0, 1.0, 1.0]])).tolist()
    [True, True, False, True]
    """
    order, is_first = _sorted_candidates(_checked(values))
    is_maximal = _maxima(values.take(order[is_first], axis=1))
    mask = np.zeros(values.shape[1], dtype=np.bool_)
    mask[order[is_maximal[np.cumsum(is_first) - 1]]] = True
    return mask


def _checked(values: _Floats) -> _Floats:
    if values.ndim != 2 or not len(values):  # noqa: PLR2004 - two axes: party, outcome
        raise ValueError(f"values must have the shape (party, outcome), not {values.shape}")
    if np.isnan(values).any():
        raise ValueError("values hold NaN: an outcome without a value cannot be compared")
    return values


def _sorted_candidates(values: _Floats) -> tuple[_Indices, _Mask]:
    """Sort the outcomes that may be efficient, best first for party 0, then party 1, and so on.

    Returns:
        Outcome indices, and the mask of those that differ from the one before them. The sort is
        stable, so the first of several twins has the lowest index.
    """
    candidates, kept = _thinned(values)
    by_value = np.lexsort(-kept[::-1])
    ordered = kept.take(by_value, axis=1)
    is_first = np.ones(len(by_value), dtype=np.bool_)
    is_first[1:] = _any_party(ordered[:, 1:] != ordered[:, :-1])
    return candidates[by_value], is_first


def _thinned(values: _Floats) -> tuple[_Indices, _Floats]:
    """Drop what a few obviously good outcomes dominate; return the other indices and values.

    Exact whichever outcomes are tried, so neither rounding nor an infinity in the choice can harm.
    """
    candidates = np.arange(values.shape[1])
    for share in _shares(len(values)):
        if len(candidates) < _THIN_FROM:
            break
        sample = values[:, :: 1 + len(candidates) // _THIN_SAMPLE]
        best = _best(sample, share)
        if np.mean(_is_beyond(sample, best)) > 1.0 - _THIN_PAYS_FRACTION:
            continue
        (stays,) = np.nonzero(_is_beyond(values, best))
        candidates, values = candidates[stays], values.take(stays, axis=1)
    return candidates, values


def _best(values: _Floats, share: _Floats) -> _Floats:
    """Choose the outcome, shape (party, 1), that serves everybody best in proportion to a share."""
    with np.errstate(all="ignore"):
        low = values.min(axis=1, keepdims=True)
        span = values.max(axis=1, keepdims=True) - low
        served = reduce(np.minimum, (values - low) / (np.where(span > 0.0, span, 1.0) * share))
        return values[:, [np.argmax(served)]]


def _is_beyond(values: _Floats, best: _Floats) -> _Mask:
    """Mark what ``best`` does not dominate, its twins included."""
    return _any_party(values > best) | ~_any_party(values != best)


def _any_party(rows: _Mask) -> _Mask:
    """Like ``rows.any(axis=0)``, several times faster on few long rows."""
    return reduce(np.logical_or, rows)


def _shares(n_parties: int) -> _Floats:
    """Spread ways to split a cake, shape (pass, party, 1): first evenly, then low-discrepancy."""
    steps = np.arange(1, _THIN_PASSES)[:, np.newaxis] * np.sqrt(2.0 + np.arange(n_parties) * 1.3)
    spread = -np.log(np.clip(steps % 1.0, 0.01, 0.99))
    even = np.ones((1, n_parties))
    return np.concatenate((even, spread / spread.mean(axis=1, keepdims=True)))[:, :, np.newaxis]


def _maxima(vectors: _Floats) -> _Mask:
    """Mark the undominated among distinct vectors (party, vector), sorted best first."""
    n_parties, n_vectors = vectors.shape
    if n_parties <= 2:  # noqa: PLR2004 - the running maximum serves one party and two
        is_maximal = np.ones(n_vectors, dtype=np.bool_)
        is_maximal[1:] = vectors[-1, 1:] > np.maximum.accumulate(vectors[-1])[:-1]
        return is_maximal
    if n_vectors <= _LEAF:
        # Each vector is at least as good as itself, and no two are the same.
        n_covers: _Indices = _at_least(vectors, vectors).sum(axis=0)
        return np.equal(n_covers, 1)
    half = n_vectors // 2
    front, back = np.split(vectors, [half], axis=1)
    is_maximal = np.concatenate((_maxima(front), _maxima(back)))
    (rest,) = np.nonzero(is_maximal[half:])
    # What stands in front is no worse for party 0, so the other parties decide.
    is_maximal[half + rest] = ~_covered(front[1:, is_maximal[:half]], back[1:, rest])
    return is_maximal


def _at_least(covers: _Floats, vectors: _Floats) -> _Mask:
    """Compare every pair, shape (cover, vector): is the cover no worse for any party?"""
    pairs = np.ones((covers.shape[1], vectors.shape[1]), dtype=np.bool_)
    for cover, vector in zip(covers, vectors, strict=True):
        pairs &= cover[:, np.newaxis] >= vector
    return pairs


def _covered(covers: _Floats, vectors: _Floats) -> _Mask:
    """Mark the vectors that some cover matches or exceeds for every party (two or more rows)."""
    mask = np.zeros(vectors.shape[1], dtype=np.bool_)
    if not covers.shape[1]:
        return mask
    (reached,) = np.nonzero((vectors <= covers.max(axis=1, keepdims=True)).all(axis=0))
    if not len(reached):
        return mask
    within = vectors[:, reached]
    useful = covers[:, (covers >= within.min(axis=1, keepdims=True)).all(axis=0)]
    if useful.shape[1]:
        mask[reached] = _covered_within(useful, within)
    return mask


def _covered_within(covers: _Floats, vectors: _Floats) -> _Mask:
    if len(covers) == 2:  # noqa: PLR2004 - a staircase has a width and a height
        return _covered_by_staircase(covers, vectors)
    if covers.shape[1] * vectors.shape[1] <= _LEAF_PAIRS:
        by_pairs: _Mask = np.logical_or.reduce(_at_least(covers, vectors))
        return by_pairs
    return _covered_by_halves(covers, vectors)


def _covered_by_staircase(covers: _Floats, vectors: _Floats) -> _Mask:
    """Look up, for two rows, the highest cover that is wide enough."""
    by_width = np.argsort(covers[0])
    height = np.maximum.accumulate(covers[1, by_width[::-1]])[::-1]
    position = np.searchsorted(covers[0, by_width], vectors[0])
    is_wide_enough: _Mask = position < len(height)
    is_wide_enough[is_wide_enough] = height[position[is_wide_enough]] >= vectors[1, is_wide_enough]
    return is_wide_enough


def _covered_by_halves(covers: _Floats, vectors: _Floats) -> _Mask:
    """Divide both sets by the first row.

    A low cover never covers a high vector, and between a high cover and a low vector the first row
    is settled, so one row fewer is left to compare.
    """
    pivot = _pivot(np.concatenate((covers[0], vectors[0])))
    is_high_cover, is_high = covers[0] >= pivot, vectors[0] >= pivot
    if is_high_cover.all() and is_high.all():
        return _covered(covers[1:], vectors[1:])
    high_covers = covers[:, is_high_cover]
    mask = np.zeros(len(is_high), dtype=np.bool_)
    mask[is_high] = _covered(high_covers, vectors[:, is_high])
    mask[~is_high] = _covered(high_covers[1:], vectors[1:, ~is_high])
    (low,) = np.nonzero(~is_high & ~mask)
    mask[low] = _covered(covers[:, ~is_high_cover], vectors[:, low])
    return mask


def _pivot(row: _Floats) -> np.float64:
    """Find a median that leaves something below it; the only value of a constant row."""
    middle, low = np.partition(row, len(row) // 2)[len(row) // 2], row.min()
    above = row[row > low]
    pivot: np.float64 = middle if middle > low or not len(above) else above.min()
    return pivot
