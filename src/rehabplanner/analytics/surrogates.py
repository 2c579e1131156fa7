"""How large the largest of several correlations gets by chance when pain is merely persistent.

The pain is replaced by AR(1) series of the same persistence that know nothing of the load. What
a draw needs of such a series are a few projections and its remaining length, so these are drawn
instead of the days themselves: ten thousand draws over twenty years take milliseconds. The
projections are exactly as they would be; the remaining length is drawn from the gamma
distribution with its mean and variance.
"""

from collections.abc import Sequence

import numpy as np

from rehabplanner.analytics.timeline import Counts, Numbers, Truths

DRAWS = 9999
SEED = 20_260_803


def largest_by_chance(
    directions: Numbers,
    counts: Counts,
    known: Truths,
    phi: float,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Numbers:
    """Return `draws` largest absolute correlations of chance, unsorted.

    `directions` has a column for each lag: the load's detrended ranks, of length 1, on the days
    whose pain is paired with it and 0 on all others. `counts` are the numbers of these days,
    `known` marks all days with pain, `phi` is the persistence of the detrended pain. The seed is
    fixed, so that the same days always give the same answer.
    """
    basis = _basis(directions, known)
    spread = _through_ar1(basis, phi)
    spread[~known] = 0.0
    covariance = basis.T @ spread
    weights = basis.T @ directions
    mean, variance = _rest_of_length(spread, covariance, known, phi)
    chance = np.random.default_rng(seed)
    root = _root(covariance)
    projections = chance.standard_normal((draws, basis.shape[1])) @ root.T
    rest = chance.gamma(mean**2 / variance, variance / mean, draws)
    length = np.sqrt((projections[:, 2:] ** 2).sum(axis=1) + rest)
    share = np.sqrt(counts / known.sum())
    size = np.abs(projections @ weights) / (length[:, None] * share)
    return np.asarray(np.minimum(size.max(axis=1), 1.0), dtype=np.float64)


def chance_of(largest: Numbers, rho: float) -> float:
    """Return the share of draws whose largest correlation reaches this one, itself counted in."""
    return float((1 + np.count_nonzero(largest >= abs(rho))) / (1 + len(largest)))


def unit_direction(residuals: Numbers, places: Counts, days: int) -> Numbers:
    """Return a column of the days with these residuals, scaled to length 1, at their places."""
    column = np.zeros(days)
    column[places] = residuals / np.sqrt(residuals @ residuals)
    return column


def stacked(columns: Sequence[Numbers]) -> Numbers:
    """Return the columns side by side."""
    return np.stack(columns, axis=1)


def _basis(directions: Numbers, known: Truths) -> Numbers:
    """Return orthonormal columns over the known days: level, trend, then what directions add."""
    days = np.arange(len(known), dtype=np.float64)
    days -= days[known].mean()
    level_and_trend = np.stack([known.astype(np.float64), np.where(known, days, 0.0)], axis=1)
    columns = np.concatenate([level_and_trend, directions], axis=1)
    basis, triangle = np.linalg.qr(columns / np.sqrt((columns**2).sum(axis=0)))
    adds = np.abs(np.diag(triangle)) > 1e-8
    adds[:2] = True
    return np.asarray(basis[:, adds], dtype=np.float64)


def _through_ar1(columns: Numbers, phi: float) -> Numbers:
    """Return the correlation matrix phi^|i-j| times the columns."""
    days = len(columns)
    size = 1 << (2 * days).bit_length()
    decay = phi ** np.arange(days)
    kernel = np.zeros(size)
    kernel[:days] = decay
    kernel[size - days + 1 :] = decay[:0:-1]
    product = np.fft.rfft(columns, size, axis=0) * np.fft.rfft(kernel)[:, None]
    return np.asarray(np.fft.irfft(product, size, axis=0)[:days], dtype=np.float64)


def _rest_of_length(
    spread: Numbers, covariance: Numbers, known: Truths, phi: float
) -> tuple[float, float]:
    """Return mean and variance of the squared length outside the basis."""
    count = float(known.sum())
    mask = known.astype(np.float64)[:, None]
    all_pairs = float((mask * _through_ar1(mask, phi * phi)).sum())
    mean = count - float(np.trace(covariance))
    squares = all_pairs - 2 * float((spread**2).sum()) + float((covariance**2).sum())
    return max(mean, 1e-9), max(2 * squares, 1e-12)


def _root(covariance: Numbers) -> Numbers:
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)), dtype=np.float64)
