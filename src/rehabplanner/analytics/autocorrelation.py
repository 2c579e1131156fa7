"""How alike neighbouring days are, with unknown days left out, and what that costs in numbers.

Bartlett's variance of a correlation between two persistent series; effective number as in
Pyper and Peterman 1998 (Can J Fish Aquat Sci 55:2127):

    1 / N_eff = 1 / N + (2 / N) * sum over k = 1..K of (n_k / N) * r_x(k) * r_y(k)

N days are known of both; n_k of them have another such day k days later (N - k where no day is
missing); K is N / 5 below 50 days, else N / 4; N_eff stays between 3 and N.
"""

import numpy as np

from rehabplanner.analytics.timeline import Counts, Numbers

FEWEST_EFFECTIVE = 3.0
FEWEST_FOR_A_QUARTER = 50
MOST_PERSISTENT = 0.97


def autocorrelation(values: Numbers, most: int) -> tuple[Numbers, Counts]:
    """Return r(0) to r(most) over the pairs of known days, and the numbers of pairs.

    Each lag's sum is divided by its own number of pairs, so gaps do not shrink it. 0 where there
    is no pair; all 0 (but the first) where nothing varies.
    """
    known = ~np.isnan(values)
    count = int(known.sum())
    off = np.where(known, values - (values[known].mean() if count else 0.0), 0.0)
    sums = _lagged_products(off, most)
    pairs = np.rint(_lagged_products(known.astype(np.float64), most)).astype(np.int64)
    found = np.zeros(most + 1)
    found[0] = 1.0
    if count and sums[0] > 0:
        has_pairs = pairs > 0
        found[has_pairs] = (sums[has_pairs] / pairs[has_pairs]) / (sums[0] / count)
    return found, pairs


def farthest_lag(count: int) -> int:
    """Return K, the farthest lag that enters the effective number."""
    return count // 5 if count < FEWEST_FOR_A_QUARTER else count // 4


def effective_number(one: Numbers, other: Numbers) -> float:
    """Return N_eff of two columns over the same days; a day unknown in one counts in neither."""
    both = ~(np.isnan(one) | np.isnan(other))
    count = int(both.sum())
    if count <= FEWEST_EFFECTIVE:
        return float(count)
    most = farthest_lag(count)
    first, pairs = autocorrelation(np.where(both, one, np.nan), most)
    second, _pairs = autocorrelation(np.where(both, other, np.nan), most)
    return effective_from(count, first[1:], second[1:], pairs[1:])


def effective_from(count: int, one: Numbers, other: Numbers, pairs: Counts) -> float:
    """Return N_eff from two autocorrelations at lags 1 to K and the pairs at each lag."""
    inflation = 1 + 2 * float(np.sum(pairs / count * one * other))
    if inflation <= 1:
        return float(count)
    return float(min(max(count / inflation, FEWEST_EFFECTIVE), count))


def persistence(values: Numbers, *, with_trend: bool) -> float:
    """Return the lag-1 autocorrelation of an AR(1) series, its small-sample bias put right.

    The estimate lies low by (1 + 3 phi) / n around a mean and by (2 + 4 phi) / n around a
    straight line (Marriott and Pope 1954), so `values` are residuals of one or the other.
    """
    found, pairs = autocorrelation(values, 1)
    count = int(pairs[1])
    add, slope = (2, 4) if with_trend else (1, 3)
    if count <= 2 * slope:
        return 0.0
    phi = (count * found[1] + add) / (count - slope)
    return float(np.clip(phi, -MOST_PERSISTENT, MOST_PERSISTENT))


def _lagged_products(values: Numbers, most: int) -> Numbers:
    size = 1 << (len(values) + most).bit_length()
    power = np.abs(np.fft.rfft(values, size)) ** 2
    return np.asarray(np.fft.irfft(power, size)[: most + 1], dtype=np.float64)
