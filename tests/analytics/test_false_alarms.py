"""No link, no claim: a short version of resources/help/simulations.md, with fixed seeds.

Nominal 5 %, target 8 % at most, also inside a graded plan with persistent pain. Of 300 runners,
a method at exactly 5 % exceeds 8 % in one such test of a hundred; the seeds are fixed.
"""

import numpy as np
import pytest

from analytics.simulation import Runner, simulate
from rehabplanner.analytics.lags import lag_profile
from rehabplanner.analytics.load import rolling_mean
from rehabplanner.analytics.ranks import spearman
from rehabplanner.analytics.response import next_day_response
from rehabplanner.analytics.tdist import t_two_sided

pytestmark = pytest.mark.no_cover  # many runners: in half the time
RUNNERS = 300
MOST = 0.08


def shares(runner, seed):
    """Return how often regression, lags by N_eff and lags by surrogates speak of a link."""
    chance = np.random.default_rng(seed)
    found = np.zeros(3)
    for _ in range(RUNNERS):
        loads, pains = simulate(chance, runner)
        response = next_day_response(loads, pains)
        profile = lag_profile(loads, pains, draws=499)
        found += (
            response is not None and response.effect.p < 0.05,
            any(lag.p_adjusted is not None and lag.p_adjusted < 0.05 for lag in profile),
            any(lag.p_surrogate is not None and lag.p_surrogate < 0.05 for lag in profile),
        )
    return found / RUNNERS


@pytest.mark.parametrize("is_graded", [False, True])
@pytest.mark.parametrize(("days", "persistence"), [(30, 0.8), (60, 0.5), (90, 0.8)])
def test_false_alarms(days, persistence, is_graded):
    runner = Runner(days=days, persistence=persistence, is_graded=is_graded)
    assert max(shares(runner, seed=days)) <= MOST


def test_false_alarms_where_pain_steers_the_running_and_days_are_missing():
    runner = Runner(days=90, persistence=0.7, steering=0.7, missing=0.3)
    assert max(shares(runner, seed=7)) <= MOST


def test_the_usual_plot_is_wrong_most_of_the_time_in_a_graded_plan():
    chance = np.random.default_rng(1)
    alarms = 0
    for _ in range(100):
        loads, pains = simulate(chance, Runner(days=60, is_graded=True))
        rho = spearman(rolling_mean(loads, 7)[6:], pains[6:])
        alarms += t_two_sided(rho * np.sqrt(52 / (1 - rho**2)), 52) < 0.05
    assert alarms > 40


@pytest.mark.parametrize(("effect", "days", "least"), [(0.5, 60, 0.85), (0.3, 90, 0.7)])
def test_a_true_effect_is_seen(effect, days, least):
    runner = Runner(days=days, persistence=0.6, effect=effect, is_graded=True)
    assert shares(runner, seed=2)[0] >= least
