"""Before and after a change of plan: the standard error of a persistent series."""

import numpy as np
import pytest

from analytics.simulation import ar1
from rehabplanner.analytics.before_after import before_after, detectable_change


def diary(seed, days=84, phi=0.5, step=0.0):
    values = 4 + 1.2 * ar1(np.random.default_rng(seed), days, phi)
    values[days // 2 :] += step
    return np.clip(np.round(values), 0, 10)


def test_a_plain_drop_is_seen():
    found = before_after(diary(1, phi=0.2, step=-2.5), 42)
    assert found.difference.value == pytest.approx(found.after - found.before)
    assert found.difference.high < -1
    assert found.difference.p < 0.001
    assert (found.days_before, found.days_after) == (42, 42)


def test_independent_days_give_the_ordinary_t_test():
    stats = pytest.importorskip("scipy.stats")
    alternating = diary(3, phi=-0.4)
    found = before_after(alternating, 42)
    ordinary = stats.ttest_ind(alternating[42:], alternating[:42])
    assert found.difference.p == pytest.approx(ordinary.pvalue, abs=1e-9)
    assert found.df == pytest.approx(82)
    interval = ordinary.confidence_interval()
    assert (found.difference.low, found.difference.high) == pytest.approx(tuple(interval))


def test_persistence_widens_the_interval():
    steady, swinging = diary(4, phi=0.0), diary(4, phi=0.8)
    one, other = before_after(steady, 42), before_after(swinging, 42)
    assert other.difference.error / swinging.std() > 1.5 * one.difference.error / steady.std()
    assert other.df < one.df


def test_only_six_weeks_on_either_side_count_and_unknown_days_do_not():
    values = np.concatenate([np.full(100, 9.0), diary(5), np.full(100, 0.0)])
    values[150] = np.nan
    found = before_after(values, 142)
    assert (found.days_before, found.days_after) == (42, 41)
    assert found.before < 6


def test_too_little_to_compare():
    values = diary(6)
    assert before_after(values, 0) is None
    assert before_after(values, 84) is None
    assert before_after(values, 13) is None
    assert before_after(np.concatenate([np.full(20, 3.0), np.full(20, 2.0)]), 20) is None


def test_false_alarms_stay_low_where_the_ordinary_test_fails():
    stats = pytest.importorskip("scipy.stats")
    diaries = [diary(seed, phi=0.7) for seed in range(300)]
    ours = sum(before_after(one, 42).difference.p < 0.05 for one in diaries)
    ordinary = sum(stats.ttest_ind(one[42:], one[:42]).pvalue < 0.05 for one in diaries)
    assert ours <= 0.08 * 300
    assert ordinary > 0.25 * 300


def test_a_change_counts_from_two_points_on_or_more_for_a_noisy_diary():
    assert detectable_change(np.array([2, 3] * 7, dtype=float)) == 2
    noisy = np.array([0, 9, 1, 8, 0, 9, 2, 9, 0, 7, 1, 9], dtype=float)
    assert detectable_change(noisy) > 5
    assert detectable_change(np.full(9, 3.0)) is None
