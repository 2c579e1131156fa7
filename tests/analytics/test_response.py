"""The pre-specified regression: its numbers, its missing days, its scale, its halves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.simulation import Runner, simulate
from rehabplanner.analytics.response import Scale, next_day_response, scale_of, stability


def runner(seed=0, **given):
    return simulate(np.random.default_rng(seed), Runner(**given))


def exact(loads, *, trend, phi, effect):
    pains = np.empty(len(loads))
    pains[0] = 2.0
    for day in range(1, len(loads)):
        pains[day] = 1 + trend * day + phi * pains[day - 1] + effect * loads[day - 1]
    return pains


def test_a_law_without_noise_is_found_exactly():
    loads = np.random.default_rng(2).gamma(2, 100, 60)
    found = next_day_response(loads, exact(loads, trend=-0.02, phi=0.4, effect=0.003))
    assert found.effect.value == pytest.approx(0.3)
    assert found.persistence.value == pytest.approx(0.4)
    assert found.trend.value == pytest.approx(-0.14)
    assert (found.n, found.step, found.scale) == (59, 100, Scale.POINTS)
    assert (found.first_column, found.last_column) == (1, 59)


@pytest.mark.parametrize("missing", [0.0, 0.25])
def test_agrees_with_statsmodels(missing):
    api = pytest.importorskip("statsmodels.api")
    loads, pains = runner(4, days=100, effect=0.4, missing=missing)
    days = np.arange(1.0, 100)
    table = np.stack([np.ones(99), days, pains[:-1], loads[:-1] / 100], axis=1)
    theirs = api.OLS(pains[1:], table, missing="drop").fit()
    ours = next_day_response(loads, pains)
    assert ours.n == int(theirs.nobs)
    assert ours.df == int(theirs.df_resid)
    assert ours.effect.value == pytest.approx(theirs.params[3], rel=1e-8)
    assert ours.effect.error == pytest.approx(theirs.bse[3], rel=1e-8)
    assert ours.effect.p == pytest.approx(theirs.pvalues[3], rel=1e-8)
    assert (ours.effect.low, ours.effect.high) == pytest.approx(theirs.conf_int()[3], rel=1e-8)
    assert ours.persistence.value == pytest.approx(theirs.params[2], rel=1e-8)
    assert ours.trend.value == pytest.approx(7 * theirs.params[1], rel=1e-7)


def test_agrees_with_the_distributed_lag_model_of_statsmodels():
    ardl = pytest.importorskip("statsmodels.tsa.ardl")
    loads, pains = runner(9, days=90, effect=0.3)
    theirs = ardl.ARDL(pains, 1, loads[:, None] / 100, {0: [1]}, trend="ct").fit(use_t=True)
    ours = next_day_response(loads, pains)
    assert ours.effect.value == pytest.approx(theirs.params[-1], rel=1e-8)
    assert ours.persistence.value == pytest.approx(theirs.params[2], rel=1e-8)


def test_ordered_scores_and_gappy_days_tell_the_same_story():
    """Proportional odds and AR(1) errors by Kalman filter: sign and clarity as ours."""
    miscmodels = pytest.importorskip("statsmodels.miscmodels.ordinal_model")
    statespace = pytest.importorskip("statsmodels.tsa.statespace.sarimax")
    loads, pains = runner(14, days=150, effect=0.5)
    ours = next_day_response(loads, pains)
    table = np.stack([np.linspace(-1, 1, 149), pains[:-1], loads[:-1] / 100], axis=1)
    ordered = miscmodels.OrderedModel(pains[1:], table, distr="logit").fit(method="bfgs", disp=0)
    pains[np.random.default_rng(0).random(150) < 0.2] = np.nan
    gappy = statespace.SARIMAX(pains[1:], loads[:-1, None] / 100, order=(1, 0, 0), trend="ct").fit(
        disp=0
    )
    assert ours.effect.value > 0
    assert ours.effect.p < 0.01
    assert ordered.params[2] > 0
    assert ordered.pvalues[2] < 0.01
    (place,) = (number for number, name in enumerate(gappy.param_names) if name == "x1")
    assert gappy.params[place] > 0
    assert gappy.pvalues[place] < 0.01


def test_a_block_bootstrap_gives_the_same_interval():
    bootstrap = pytest.importorskip("arch.bootstrap")
    loads, pains = runner(21, days=250, effect=0.4)
    ours = next_day_response(loads, pains)
    days = np.arange(249.0)
    rows = np.stack([pains[1:], np.ones(249), days, pains[:-1], loads[:-1] / 100], axis=1)

    def effect(sample):
        return np.linalg.lstsq(sample[:, 1:], sample[:, 0], rcond=None)[0][3:]

    low, high = bootstrap.StationaryBootstrap(5, rows, seed=1).conf_int(effect, 500)[:, 0]
    width = ours.effect.high - ours.effect.low
    assert low == pytest.approx(ours.effect.low, abs=0.3 * width)
    assert high == pytest.approx(ours.effect.high, abs=0.3 * width)


def test_few_different_scores_are_ranked_and_have_no_points():
    loads, pains = runner(3, days=90, effect=0.6)
    pains = np.digitize(pains, [3, 5]).astype(float)
    found = next_day_response(loads, pains)
    assert scale_of(pains) is Scale.RANKS
    assert found.scale is Scale.RANKS
    assert found.effect.value > 0
    stretched = next_day_response(np.sqrt(loads), pains * 4 + 1)
    assert stretched.effect.p == pytest.approx(found.effect.p)


def test_only_whole_pairs_count_and_nothing_is_filled_in():
    loads, pains = runner(5, days=60)
    pains[10] = np.nan
    loads[30] = np.nan
    assert next_day_response(loads, pains).n == 59 - 3


def test_weekdays_take_out_what_belongs_to_the_weekday():
    chance = np.random.default_rng(1)
    loads = np.where(np.arange(140) % 7 == 0, 300.0, 0.0) + chance.integers(0, 50, 140)
    pains = 2 + 3.0 * (np.arange(140) % 7 == 1) + chance.integers(0, 3, 140)
    plain = next_day_response(loads, pains)
    weekly = next_day_response(loads, pains, first_weekday=0)
    assert plain.effect.p < 0.001
    assert weekly.effect.p > 0.05
    assert weekly.df == plain.df - 6


def test_what_cannot_be_determined_is_none():
    loads, pains = runner(5, days=60)
    assert next_day_response(np.full(60, 100.0), pains) is None
    assert next_day_response(loads, np.full(60, 4.0)) is None
    assert next_day_response(loads[:12], pains[:12]) is None
    assert next_day_response(np.empty(0), np.empty(0)) is None
    assert stability(np.empty(0), np.empty(0)) is None
    assert stability(loads[:20], pains[:20]) is None


def test_the_interval_is_rounded_outwards():
    loads, pains = runner(5, days=90, effect=0.3)
    effect = next_day_response(loads, pains).effect
    low, high = effect.outwards()
    assert low <= effect.low <= low + 0.1
    assert high - 0.1 <= effect.high <= high
    assert effect.times(100).outwards()[0] == np.floor(effect.low * 1000) / 10


def test_an_effect_in_one_half_only_is_seen():
    loads, pains = runner(2, days=240, persistence=0.3)
    _, reacting = runner(2, days=240, persistence=0.3, effect=1.0)
    both = stability(loads, reacting)
    changed = stability(loads, np.concatenate([pains[:120], reacting[120:]]))
    assert both.p > 0.05
    assert changed.p < 0.001
    assert changed.first.effect.value < changed.second.effect.value


@given(st.integers(0, 2**32 - 1), st.sampled_from([1.0, 100.0, 5000.0]))
def test_the_unit_changes_the_number_and_nothing_else(seed, step):
    loads, pains = runner(seed, days=50)
    one = next_day_response(loads, pains)
    other = next_day_response(loads, pains, step=step)
    if one is None or one.scale is Scale.RANKS:
        return
    assert other.effect.value == pytest.approx(one.effect.value * step / 100, rel=1e-6)
    assert other.effect.p == pytest.approx(one.effect.p, rel=1e-6)
