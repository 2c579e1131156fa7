"""Sleep, stress and the rest: the right day, one at a time, corrected for their number."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from analytics.simulation import Runner, ar1, simulate
from builders import MONDAY, a_day, a_dossier, a_rest_day, a_run, an_activity
from rehabplanner.analytics.days import timeline
from rehabplanner.analytics.factors import FACTOR_NAMES, Factor, factor_columns, factor_effects
from rehabplanner.analytics.sentences import factor_sentence
from rehabplanner.wording import say


def test_sleep_is_of_the_night_before_and_the_rest_of_the_day_before():
    tomorrow = MONDAY + timedelta(days=1)
    after = MONDAY + timedelta(days=2)
    dossier = a_dossier(
        a_run(MONDAY),
        an_activity(day=MONDAY),
        a_day(MONDAY, sleep_h=6, stress=8, worry=1, mood=4, sitting_h=9),
        a_rest_day(tomorrow, sleep_h=8, stress=2, mood=5),
        a_day(after),
    )
    columns = factor_columns(dossier, timeline(dossier, MONDAY, after))
    assert columns[Factor.SLEEP].tolist() == [6, 8, 7.5]
    for factor, expected in (
        (Factor.STRESS, [8, 2]),
        (Factor.MOOD, [4, 5]),
        (Factor.STRENGTH, [1, 0]),
    ):
        assert np.isnan(columns[factor][0])
        assert columns[factor][1:].tolist() == expected
    assert columns[Factor.SITTING][1] == 9
    assert np.isnan(columns[Factor.SITTING][2])
    assert set(columns) == set(Factor) == set(FACTOR_NAMES)


def made(seed=1, days=200, sleep_effect=-0.8):
    chance = np.random.default_rng(seed)
    loads, pains = simulate(chance, Runner(days=days, persistence=0.4))
    sleep = np.round(7 + ar1(chance, days, 0.2), 1)
    columns = {factor: np.round(5 + 2 * ar1(chance, days, 0.4)) for factor in list(Factor)[1:5]}
    pains = np.clip(np.round(pains + 1 + sleep_effect * (sleep - 7)), 0, 10)
    return loads, pains, {Factor.SLEEP: sleep} | columns


def test_the_planted_factor_comes_first_and_agrees_with_statsmodels():
    api = pytest.importorskip("statsmodels.api")
    loads, pains, columns = made()
    first, *others = factor_effects(loads, pains, columns)
    assert first.factor is Factor.SLEEP
    assert first.effect.value == pytest.approx(-0.8, abs=0.4)
    assert first.p_adjusted < 0.01
    assert all(one.p_adjusted > 0.05 for one in others)
    table = np.stack(
        [np.ones(199), np.arange(199.0), pains[:-1], loads[:-1], columns[Factor.SLEEP][1:]], axis=1
    )
    theirs = api.OLS(pains[1:], table).fit()
    assert first.effect.value == pytest.approx(theirs.params[4], rel=1e-8)
    assert first.effect.p == pytest.approx(theirs.pvalues[4], rel=1e-8)


def test_they_are_adjusted_for_their_number():
    effects = factor_effects(*made())
    assert len(effects) == 5
    assert effects[0].p_adjusted == pytest.approx(5 * effects[0].effect.p)


def test_too_few_days_or_no_variation_and_the_factor_is_left_out():
    loads, pains, columns = made(days=59)
    assert factor_effects(loads, pains, columns) == ()
    loads, pains, _ = made()
    strength = np.zeros(200)
    strength[:4] = 1
    assert factor_effects(loads, pains, {Factor.STRENGTH: strength}) == ()
    assert factor_effects(loads, pains, {Factor.MOOD: np.full(200, np.nan)}) == ()


def test_the_size_is_said_for_an_hour_and_a_size_near_nothing_as_a_bound():
    first, *others = factor_effects(*made())
    words = say(factor_sentence((first, *others)))
    assert words.startswith("After longer nights your mornings were easier. By ")
    assert " points for each hour, load and the pain before being equal." in words
    faint = replace(first, effect=replace(first.effect, value=-0.1, low=-0.18, high=-0.02))
    words = say(factor_sentence((faint, *others)))
    assert words.endswith(
        "By at most 0.2 points for each hour, load and the pain before being equal."
    )
