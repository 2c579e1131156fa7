"""The short way to the largest correlation by chance is the long way's distribution."""

import numpy as np
import pytest

from analytics.simulation import Runner, ar1, simulate
from rehabplanner.analytics.lags import lag_profile
from rehabplanner.analytics.ranks import average_ranks, correlation, detrended
from rehabplanner.analytics.surrogates import (
    chance_of,
    largest_by_chance,
    stacked,
    unit_direction,
)


def the_long_way(chance, loads, known, phi, lags, draws):
    """Make the persistent series day by day, rank them and correlate them lag by lag."""
    days = np.arange(len(loads), dtype=float)
    found = []
    for _ in range(draws):
        pains = np.where(known, ar1(chance, len(loads), phi), np.nan)
        largest = 0.0
        for lag in lags:
            both = ~np.isnan(pains[lag:])
            x = average_ranks(loads[: len(loads) - lag][both])
            y = average_ranks(pains[lag:][both])
            when = days[lag:][both]
            largest = max(largest, abs(correlation(detrended(x, when), detrended(y, when))))
        found.append(largest)
    return np.array(found)


@pytest.mark.parametrize(("phi", "missing"), [(0.3, 0.0), (0.7, 0.0), (0.7, 0.3)])
def test_both_ways_agree(phi, missing):
    chance = np.random.default_rng(12)
    loads, _ = simulate(chance, Runner(days=80))
    known = chance.random(80) >= missing
    lags = range(4)
    directions, counts = [], []
    for lag in lags:
        (places,) = np.nonzero(known[lag:])
        left = detrended(average_ranks(loads[: 80 - lag][places]), places.astype(float))
        directions.append(unit_direction(left, places + lag, 80))
        counts.append(len(places))
    short = largest_by_chance(stacked(directions), np.array(counts), known, phi, 20_000)
    long = the_long_way(chance, loads, known, phi, lags, 1500)
    for share in (0.5, 0.9, 0.95):
        assert np.quantile(short, share) == pytest.approx(np.quantile(long, share), abs=0.025)


def test_the_chance_counts_the_case_itself():
    assert chance_of(np.array([0.1, 0.2, 0.3]), -0.25) == 0.5
    assert chance_of(np.array([0.1, 0.2, 0.3]), 0.9) == 0.25


def test_it_is_milder_than_adjusting_correlated_lags_one_by_one_but_not_than_one_test():
    loads, pains = simulate(np.random.default_rng(3), Runner(days=90, effect=0.4))
    lag = lag_profile(loads, pains, range(8))[1]
    assert lag.p_surrogate < 0.05
