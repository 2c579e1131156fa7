"""Ranks, straight lines taken out, and correction for many tests. NaN is unknown."""

from collections.abc import Sequence

import numpy as np

from rehabplanner.analytics.timeline import Numbers


def average_ranks(values: Numbers) -> Numbers:
    """Return the ranks from 1 on; equal values share the mean of their ranks."""
    _levels, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place], dtype=np.float64)


def detrended(values: Numbers, days: Numbers) -> Numbers:
    """Return what a straight line over the days (least squares) leaves of the values."""
    if not len(values):
        return values
    off = days - days.mean()
    spread = float(off @ off)
    left = values - values.mean()
    slope = float(off @ left) / spread if spread > 0 else 0.0
    return np.asarray(left - off * slope, dtype=np.float64)


def correlation(one: Numbers, other: Numbers) -> float | None:
    """Return Pearson's correlation; None where either does not vary."""
    if len(one) < 2:
        return None
    one, other = one - one.mean(), other - other.mean()
    size = float(np.sqrt((one @ one) * (other @ other)))
    # Residuals of a straight line are never quite 0: what is left must be more than dust.
    if size <= 1e-9 * len(one):
        return None
    return float(np.clip(one @ other / size, -1.0, 1.0))


def spearman(one: Numbers, other: Numbers) -> float | None:
    """Return Spearman's rank correlation of two complete columns; None without variation."""
    return correlation(average_ranks(one), average_ranks(other))


def adjusted(probabilities: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return p values adjusted for their number by Benjamini and Hochberg; None stays None."""
    known = [(p, place) for place, p in enumerate(probabilities) if p is not None]
    found: list[float | None] = [None] * len(probabilities)
    least = 1.0
    for rank, (p, place) in zip(range(len(known), 0, -1), sorted(known, reverse=True), strict=True):
        least = min(least, p * (len(known) / rank))
        found[place] = least
    return tuple(found)
