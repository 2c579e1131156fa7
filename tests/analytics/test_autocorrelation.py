"""Persistence and the effective number of days, with and without gaps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.oracles import plain
from analytics.simulation import ar1
from rehabplanner.analytics.autocorrelation import (
    autocorrelation,
    effective_from,
    effective_number,
    farthest_lag,
    persistence,
)

GAPPY = st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=8, max_size=90).filter(
    lambda values: sum(value is not None for value in values) > 4
)


def column(values):
    return np.array([math.nan if value is None else value for value in values], dtype=float)


@given(GAPPY)
def test_as_written_out_day_by_day(values):
    most = len(values) // 4
    found, pairs = autocorrelation(column(values), most)
    expected, expected_pairs = plain.autocorrelation(values, most)
    assert pairs.tolist() == expected_pairs
    assert found[1:].tolist() == pytest.approx(expected[1:], abs=1e-8)


@given(GAPPY, st.randoms(use_true_random=False))
def test_the_effective_number_as_written_out_day_by_day(values, chance):
    other = [None if chance.random() < 0.2 else chance.randint(0, 5) for _ in values]
    if sum(a is not None and b is not None for a, b in zip(values, other, strict=True)) <= 3:
        return
    found = effective_number(column(values), column(other))
    assert found == pytest.approx(plain.effective_number(values, other), rel=1e-8)


def test_agrees_with_statsmodels_with_and_without_gaps():
    tools = pytest.importorskip("statsmodels.tsa.stattools")
    values = ar1(np.random.default_rng(2), 120, 0.6)
    expected = tools.acf(values, nlags=20, adjusted=True, fft=False)
    assert np.allclose(autocorrelation(values, 20)[0], expected, atol=1e-10)
    values[[5, 6, 30, 77, 78, 79, 118]] = np.nan
    expected = tools.acf(values, nlags=20, adjusted=True, fft=False, missing="conservative")
    assert np.allclose(autocorrelation(values, 20)[0], expected, atol=1e-10)


def test_the_published_short_form():
    """Bretherton 1999: N (1 - r1x r1y) / (1 + r1x r1y) = 19.8 for 90 days of r1 = 0.8."""
    lags = np.arange(1, 90)
    decay = 0.8**lags
    everywhere = np.full(89, 90)
    assert effective_from(90, decay, decay, everywhere) == pytest.approx(19.76, abs=0.01)
    by_pairs = effective_from(90, decay, decay, 90 - lags)
    assert 19.76 < by_pairs < 21.5


def steady_noise():
    return ar1(np.random.default_rng(4), 60, 0.5)


def test_the_effective_number_stays_between_three_and_all():
    steady = np.linspace(0, 1, 40)
    assert effective_number(steady, steady) >= 3
    alternating = np.array([0.0, 1.0] * 30)
    assert effective_number(alternating, alternating) < 60
    assert effective_number(alternating, steady_noise()) <= 60
    chance = np.random.default_rng(1)
    assert effective_number(chance.random(60), chance.random(60)) <= 60


def test_the_farthest_lag():
    assert [farthest_lag(count) for count in (14, 49, 50, 90)] == [2, 9, 12, 22]


def test_persistence_is_found_without_bias():
    chance = np.random.default_rng(8)
    days = np.arange(60.0)
    for true in (0.3, 0.6):
        found = [
            persistence(series - np.polyval(np.polyfit(days, series, 1), days), with_trend=True)
            for series in (ar1(chance, 60, true) for _ in range(400))
        ]
        assert np.mean(found) == pytest.approx(true, abs=0.04)


def test_too_short_to_say():
    assert persistence(np.arange(6.0), with_trend=True) == 0
    assert autocorrelation(np.full(5, np.nan), 2)[0].tolist() == [1, 0, 0]
    assert effective_number(np.full(5, np.nan), np.arange(5.0)) == 0
