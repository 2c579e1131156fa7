"""Load and later pain at several lags: rank correlations without trend, with honest numbers.

At lag k the load of a day is paired with the pain k days later. Each lag takes the days that are
known of both, ranks them, takes a straight line out of the ranks and correlates the rest
(Spearman). The p value is a t test with N_eff - 3 degrees of freedom, the interval Fisher's z
with N_eff - 4 in its error (one more than for a plain correlation: the line was fitted).
The lags shown together are adjusted for their number by Benjamini and Hochberg.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rehabplanner.analytics.autocorrelation import effective_number, persistence
from rehabplanner.analytics.gates import Gate
from rehabplanner.analytics.ranks import adjusted, average_ranks, correlation, detrended
from rehabplanner.analytics.surrogates import (
    DRAWS,
    chance_of,
    largest_by_chance,
    stacked,
    unit_direction,
)
from rehabplanner.analytics.tdist import normal_ppf, t_two_sided
from rehabplanner.analytics.timeline import Counts, Numbers

FEW_LAGS = range(4)
MANY_LAGS = range(8)
FEWEST_PAIRS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """The correlation of load with pain so many days later.

    `rho` is None where either does not vary, the interval and `p` also where too little is left.
    `p_adjusted` is adjusted for the lags shown together; `p_surrogate` is the chance that the
    largest of them reaches this one when pain is persistent but knows nothing of the load.
    """

    lag: int
    rho: float | None
    low: float | None
    high: float | None
    n: int
    n_effective: float
    p: float | None
    p_adjusted: float | None = None
    p_surrogate: float | None = None


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Detrended ranks of load and pain at one lag, and the column of each pair's pain."""

    loads: Numbers
    pains: Numbers
    places: Counts


def lags_of(gate: Gate) -> range:
    """Return the lags that may be shown; none below 30 pairs."""
    if gate.allows(Gate.FULL):
        return MANY_LAGS
    return FEW_LAGS if gate.allows(Gate.LAGS) else range(0)


def lag_profile(
    loads: Numbers, pains: Numbers, lags: Sequence[int] = FEW_LAGS, draws: int = DRAWS
) -> tuple[Lag, ...]:
    """Return each lag's correlation, adjusted for how many are shown.

    With `draws` 0 the test against persistent chance is left out.
    """
    pairs = [_pairs(loads, pains, lag) for lag in lags]
    found = [_lag(one, lag, len(pains)) for one, lag in zip(pairs, lags, strict=True)]
    by_chance = _surrogate_chances(pairs, found, pains, draws)
    corrected = adjusted([one.p for one in found])
    return tuple(
        replace(one, p_adjusted=p, p_surrogate=chance)
        for one, p, chance in zip(found, corrected, by_chance, strict=True)
    )


def lag_correlation(loads: Numbers, pains: Numbers, lag: int) -> Lag:
    """Return one lag; a negative one pairs the load with the pain before it."""
    return _lag(_pairs(loads, pains, lag), lag, len(pains))


def _pairs(loads: Numbers, pains: Numbers, lag: int) -> _Pairs:
    shifted = np.full(len(pains), np.nan)
    if abs(lag) < len(pains):
        if lag >= 0:
            shifted[lag:] = loads[: len(loads) - lag]
        else:
            shifted[:lag] = loads[-lag:]
    (places,) = np.nonzero(~(np.isnan(shifted) | np.isnan(pains)))
    days = places.astype(np.float64)
    return _Pairs(
        detrended(average_ranks(shifted[places]), days),
        detrended(average_ranks(pains[places]), days),
        places,
    )


def _lag(pairs: _Pairs, lag: int, days: int) -> Lag:
    count = len(pairs.places)
    rho = correlation(pairs.loads, pairs.pains) if count >= FEWEST_PAIRS else None
    effective = float(count)
    if rho is not None:
        columns = np.full((2, days), np.nan)
        columns[:, pairs.places] = pairs.loads, pairs.pains
        effective = effective_number(columns[0], columns[1])
    low, high = _interval(rho, effective)
    return Lag(
        lag=lag,
        rho=rho,
        low=low,
        high=high,
        n=count,
        n_effective=effective,
        p=_probability(rho, effective),
    )


def _probability(rho: float | None, effective: float) -> float | None:
    df = effective - 3
    if rho is None or df <= 0:
        return None
    if abs(rho) == 1:
        return 0.0
    return t_two_sided(rho * math.sqrt(df / (1 - rho * rho)), df)


def _interval(rho: float | None, effective: float) -> tuple[float | None, float | None]:
    if rho is None or effective <= 4:
        return None, None
    z = math.atanh(min(max(rho, -1 + 1e-12), 1 - 1e-12))
    reach = normal_ppf(0.975) / math.sqrt(effective - 4)
    return math.tanh(z - reach), math.tanh(z + reach)


def _surrogate_chances(
    pairs: Sequence[_Pairs], found: Sequence[Lag], pains: Numbers, draws: int
) -> list[float | None]:
    chances: list[float | None] = [None] * len(found)
    usable = [place for place, one in enumerate(found) if one.rho is not None]
    if not draws or not usable:
        return chances
    known = ~np.isnan(pains)
    (places,) = np.nonzero(known)
    left = np.full(len(pains), np.nan)
    left[places] = detrended(average_ranks(pains[places]), places.astype(np.float64))
    directions = [
        unit_direction(pairs[place].loads, pairs[place].places, len(pains)) for place in usable
    ]
    largest = largest_by_chance(
        stacked(directions),
        np.array([found[place].n for place in usable]),
        known,
        persistence(left, with_trend=True),
        draws,
    )
    for place in usable:
        chances[place] = chance_of(largest, found[place].rho or 0.0)
    return chances
