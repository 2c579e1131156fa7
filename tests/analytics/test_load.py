"""Load series against published and hand-computed numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.published import FOSTER_WEEK, RISING, STEADY, UNEVEN, series
from rehabplanner.analytics import load


@pytest.mark.parametrize(
    ("loads", "published", "exact"),
    [(STEADY, 1.25, 1.2497), (RISING, 1.41, 1.4062), (UNEVEN, 1.55, 1.5507)],
)
def test_weighted_ratio_of_day_28_is_the_published_one(loads, published, exact):
    ratio = load.ewma_ratio(series(loads))
    assert ratio[-1] == pytest.approx(exact, abs=5e-5)
    assert round(ratio[-1], 2) == published
    assert np.isnan(ratio[:27]).all()


@pytest.mark.parametrize("loads", [STEADY, RISING, UNEVEN])
def test_rolling_ratios_are_blind_to_the_order_of_days(loads):
    assert load.coupled_ratio(series(loads))[-1] == pytest.approx(10 / 7)
    assert load.uncoupled_ratio(series(loads))[-1] == pytest.approx(5 / 3)


def test_weighted_average_by_hand():
    found = load.ewma(series([100, 0, 40]), 7)
    assert found.tolist() == [100, 75, 0.25 * 40 + 0.75 * 75]
    assert load.ewma(series([100, 0]), 28)[1] == pytest.approx(100 * (1 - 2 / 29))


def test_unknown_day_has_no_average_and_does_not_pull_it_down():
    found = load.ewma(series([100, 100, 100, None, 100]), 7)
    assert math.isnan(found[3])
    assert found[4] == 100


def test_average_starts_anew_after_a_long_gap():
    found = load.ewma(series([100] * 10 + [None] * 7 + [20] * 7), 7)
    assert np.isnan(found[10:21]).all()
    assert found[-1] == 20


def test_weighted_average_needs_five_days_of_seven():
    found = load.ewma(series([100] * 7 + [None, None, None, 50]), 7)
    assert math.isnan(found[-1])


def test_monotony_and_strain_of_the_week_in_foster_2001():
    week = series(FOSTER_WEEK)
    assert load.monotony(week)[-1] == pytest.approx(1.12, abs=5e-3)
    assert load.monotony(week, ddof=0)[-1] == pytest.approx(1.21, abs=5e-3)
    assert load.strain(week)[-1] == pytest.approx(3400 * load.monotony(week)[-1])
    assert np.isnan(load.monotony(week)[:6]).all()


@pytest.mark.parametrize(
    "week",
    [
        [0.1] * 7,
        [0.0] * 7,
        [100, 0, 0, 0, 0, 0, 100],
        [100, 50, 30, None, None, None, 0],
    ],
    ids=["uniform", "all rest", "two training days", "four known days"],
)
def test_monotony_is_not_defined(week):
    assert math.isnan(load.monotony(series(week))[-1])
    assert math.isnan(load.strain(series(week))[-1])


def test_monotony_leaves_unknown_days_out():
    five = [100, 50, 30, 0, 20]
    found = load.monotony(series([*five, None, None]))[-1]
    assert found == pytest.approx(np.mean(five) / np.std(five, ddof=1))


@given(st.lists(st.integers(0, 900), min_size=28, max_size=60))
def test_uncoupled_ratio_follows_from_the_coupled_one(loads):
    coupled, uncoupled = load.coupled_ratio(series(loads)), load.uncoupled_ratio(series(loads))
    known = ~np.isnan(coupled) & ~np.isnan(uncoupled)
    r = coupled[known]
    assert (r <= 4 + 1e-9).all()
    assert uncoupled[known] == pytest.approx(3 * r / (4 - r))


def test_ratio_is_blank_without_chronic_load():
    assert np.isnan(load.coupled_ratio(np.zeros(40))).all()
    assert np.isnan(load.ewma_ratio(np.zeros(40))).all()


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(118, 100, 18), (0, 50, -100), (10, 0, None), (None, 5, None), (5, None, None)],
)
def test_change_in_percent(now, before, change):
    assert load.change_percent(now, before) == (None if change is None else pytest.approx(change))


def test_nothing_at_all_gives_nothing():
    for column in (load.ewma(np.empty(0), 7), load.monotony(np.empty(0)), load.strain(np.empty(0))):
        assert len(column) == 0
