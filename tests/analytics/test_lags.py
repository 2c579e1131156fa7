"""The lag profile: the right day, the right numbers, and one answer for the same days."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.simulation import Runner, ar1, simulate
from rehabplanner.analytics.autocorrelation import effective_number
from rehabplanner.analytics.gates import Gate
from rehabplanner.analytics.lags import (
    FEW_LAGS,
    MANY_LAGS,
    lag_correlation,
    lag_profile,
    lags_of,
)


def runner(seed=0, **given):
    return simulate(np.random.default_rng(seed), Runner(**given))


def test_load_that_shows_two_days_later_shows_at_lag_two():
    chance = np.random.default_rng(4)
    loads = chance.gamma(2, 100, 80)
    pains = np.concatenate([[2, 3], loads[:-2]])
    profile = lag_profile(loads, pains)
    assert max(profile, key=lambda lag: lag.rho).lag == 2
    assert profile[2].rho > 0.99
    assert profile[2].n == 78


def test_a_negative_lag_pairs_load_with_the_pain_before():
    chance = np.random.default_rng(4)
    pains = chance.integers(0, 9, 80).astype(float)
    loads = np.concatenate([[100.0], 500 - 40 * pains[:-1]])
    assert lag_correlation(loads, pains, -1).rho < -0.99
    assert abs(lag_correlation(loads, pains, 1).rho) < 0.4


def test_every_number_agrees_with_scipy():
    signal, stats = pytest.importorskip("scipy.signal"), pytest.importorskip("scipy.stats")
    loads, pains = runner(3, days=95, persistence=0.7)
    for lag in lag_profile(loads, pains, MANY_LAGS):
        x = signal.detrend(stats.rankdata(loads[: len(loads) - lag.lag]))
        y = signal.detrend(stats.rankdata(pains[lag.lag :]))
        rho = stats.pearsonr(x, y)[0]
        assert lag.rho == pytest.approx(rho, abs=1e-10)
        assert lag.n_effective == pytest.approx(effective_number(x, y), rel=1e-8)
        df = lag.n_effective - 3
        t = rho * np.sqrt(df / (1 - rho**2))
        assert lag.p == pytest.approx(2 * stats.t.sf(abs(t), df), abs=1e-9)
        reach = stats.norm.ppf(0.975) / np.sqrt(lag.n_effective - 4)
        assert lag.low == pytest.approx(np.tanh(np.arctanh(rho) - reach), abs=1e-9)
        assert lag.high == pytest.approx(np.tanh(np.arctanh(rho) + reach), abs=1e-9)
    expected = stats.false_discovery_control([lag.p for lag in lag_profile(loads, pains)])
    assert [lag.p_adjusted for lag in lag_profile(loads, pains)] == pytest.approx(expected)


def test_the_direction_is_that_of_statsmodels():
    tools = pytest.importorskip("statsmodels.tsa.stattools")
    chance = np.random.default_rng(7)
    loads = chance.standard_normal(200)
    pains = np.concatenate([[0.0], loads[:-1]]) + 0.3 * chance.standard_normal(200)
    theirs = tools.ccf(pains, loads, adjusted=False)[:4]
    ours = [lag.rho for lag in lag_profile(loads, pains, draws=0)]
    assert int(np.argmax(theirs)) == int(np.argmax(ours)) == 1


def test_prewhitening_finds_the_same_day():
    """The classic alternative: filter both by the load's own persistence, then correlate."""
    chance = np.random.default_rng(11)
    loads = ar1(chance, 300, 0.7)
    pains = np.concatenate([[0.0], loads[:-1]]) + 0.5 * ar1(chance, 300, 0.5)
    phi = float(np.corrcoef(loads[1:], loads[:-1])[0, 1])
    x, y = loads[1:] - phi * loads[:-1], pains[1:] - phi * pains[:-1]
    white = [float(np.corrcoef(x[: len(x) - k], y[k:])[0, 1]) for k in range(4)]
    ours = [lag.rho for lag in lag_profile(loads, pains, draws=0)]
    assert int(np.argmax(white)) == int(np.argmax(ours)) == 1


def test_the_same_days_give_the_same_answer():
    loads, pains = runner(5)
    assert lag_profile(loads, pains) == lag_profile(loads, pains)


def test_unknown_days_are_left_out_and_none_is_filled_in():
    loads, pains = runner(6, missing=0.3)
    known = int(np.sum(~np.isnan(loads[:-1]) & ~np.isnan(pains[1:])))
    assert lag_profile(loads, pains)[1].n == known


def test_what_does_not_vary_has_no_correlation():
    loads, _ = runner(1, days=40)
    for lag in lag_profile(loads, np.full(40, 2.0)):
        assert (lag.rho, lag.p, lag.low, lag.p_adjusted, lag.p_surrogate) == (None,) * 5
    assert lag_profile(np.empty(0), np.empty(0))[0].n == 0
    assert lag_profile(loads[:3], loads[:3])[0].rho is None


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 900)), st.one_of(st.none(), st.integers(0, 10))
        ),
        max_size=60,
    )
)
def test_any_days_give_honest_numbers(days):
    loads = np.array([np.nan if load is None else load for load, _ in days], dtype=float)
    pains = np.array([np.nan if pain is None else pain for _, pain in days], dtype=float)
    for lag in lag_profile(loads, pains, draws=99):
        json.dumps([lag.rho, lag.p, lag.low, lag.high, lag.n_effective], allow_nan=False)
        assert lag.n_effective <= lag.n
        if lag.rho is not None:
            assert -1 <= lag.rho <= 1
        if lag.low is not None:
            assert lag.low <= lag.rho + 1e-9 <= lag.high + 2e-9
        if lag.p is not None:
            assert 0 <= lag.p <= lag.p_adjusted <= 1


@given(st.integers(0, 2**32 - 1))
def test_only_the_order_of_loads_matters(seed):
    loads, pains = runner(seed, days=40)
    one = lag_profile(loads, pains, draws=0)
    other = lag_profile(np.sqrt(loads) * 7 + 3, pains, draws=0)
    assert [lag.rho for lag in one] == pytest.approx([lag.rho for lag in other])


def test_lags_by_gate():
    assert lags_of(Gate.MEDIANS) == range(0)
    assert lags_of(Gate.LAGS) == lags_of(Gate.REGRESSION) == FEW_LAGS
    assert lags_of(Gate.FULL) == MANY_LAGS
