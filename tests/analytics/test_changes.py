"""Lasting changes of level: exact partitions, planted steps, and silence on mere ups and downs."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.oracles import plain
from analytics.simulation import ar1
from rehabplanner.analytics.changes import best_partition, level_changes, long_run_variance

SCORES = st.lists(st.integers(0, 10), min_size=14, max_size=45)


@given(SCORES, st.floats(0.5, 80))
def test_no_partition_is_better(scores, penalty):
    changes = best_partition(np.array(scores, dtype=float), penalty)
    edges = [0, *changes, len(scores)]
    assert all(b - a >= 7 for a, b in pairwise(edges))
    cost = plain.partition_cost(scores, changes, penalty)
    assert cost == pytest.approx(plain.best_partition_cost(scores, penalty, 7), abs=1e-8)


def test_agrees_with_ruptures():
    """Its exact search gives the same partition; its PELT, which prunes early, none better."""
    ruptures = pytest.importorskip("ruptures")
    chance = np.random.default_rng(5)
    for number in range(12):
        days = int(chance.integers(60, 120))
        values = np.round(3 + 1.5 * ar1(chance, days, 0.5))
        values[days // 2 :] += number % 3
        penalty = float(chance.uniform(5, 60))
        ours = list(best_partition(values, penalty))
        cost = plain.partition_cost(values, ours, penalty)
        pruned = ruptures.Pelt(model="l2", min_size=7, jump=1).fit(values[:, None])
        theirs = pruned.predict(pen=penalty)[:-1]
        assert cost <= plain.partition_cost(values, theirs, penalty) + 1e-8
        if ours:
            exact = ruptures.Dynp(model="l2", min_size=7, jump=1).fit(values[:, None])
            theirs = exact.predict(n_bkps=len(ours))[:-1]
            assert cost == pytest.approx(plain.partition_cost(values, theirs, penalty), abs=1e-8)


def test_a_planted_step_is_found_within_days():
    chance = np.random.default_rng(6)
    values = np.round(5 + 1.0 * ar1(chance, 120, 0.4))
    values[60:] -= 3
    (change,) = level_changes(values)
    assert abs(change.column - 60) <= 3
    assert change.before - change.after == pytest.approx(3, abs=0.8)
    assert change.days_before + change.days_after == 120


def test_two_steps_with_unknown_days():
    chance = np.random.default_rng(9)
    values = np.round(5 + 0.8 * ar1(chance, 300, 0.3))
    values[100:200] -= 3
    values[chance.random(300) < 0.2] = np.nan
    changes = level_changes(values)
    assert [round(change.column, -1) for change in changes] == [100, 200]


def test_below_ninety_days_nothing_is_said():
    step = np.concatenate([np.full(40, 6.0), np.full(49, 1.0)])
    assert level_changes(step) == ()
    assert len(level_changes(np.append(step, 1.0))) == 1
    assert level_changes(np.empty(0)) == ()


def test_constant_pain_has_no_change():
    assert level_changes(np.full(200, 3.0)) == ()


def test_the_long_run_variance_counts_persistence():
    chance = np.random.default_rng(7)
    for phi in (0.0, 0.5):
        found = [long_run_variance(ar1(chance, 365, phi)) for _ in range(60)]
        assert np.median(found) == pytest.approx((1 + phi) / (1 - phi), rel=0.15)


def test_ups_and_downs_are_no_change():
    """At most 5 % of 90-day diaries without a change; the report has the whole table."""
    chance = np.random.default_rng(10)
    alarms = sum(
        bool(level_changes(np.clip(np.round(3.5 + 1.6 * ar1(chance, 90, 0.7)), 0, 10)))
        for _ in range(200)
    )
    assert alarms <= 0.05 * 200
