"""What is said to a runner: true to the data, with its numbers, and silent when they are."""

from datetime import date, timedelta

import numpy as np
import pytest

from analytics.simulation import Runner, ar1, simulate
from builders import MONDAY, a_day, a_dossier, a_pain, a_person, a_rest_day, a_run, a_run_item
from rehabplanner.analytics.findings import findings
from rehabplanner.analytics.gates import Gate
from rehabplanner.analytics.link import link
from rehabplanner.analytics.response import DISTANCE_STEP_M
from rehabplanner.analytics.sentences import (
    basis_sentence,
    main_sentence,
    stability_sentence,
    steering_sentence,
)
from rehabplanner.analytics.timeline import Measure
from rehabplanner.domain.diary import BodyPart, Moment
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.wording import PSEUDO, say, use


def linked(loads, pains, **given):
    logged = ~(np.isnan(loads) & np.isnan(pains))
    return link(MONDAY, loads, pains, logged, **given)


def said(loads, pains, **given):
    return str(main_sentence(linked(loads, pains, **given)))


def diary(loads, pains, *, stress=None, effort=4, km=True):
    """Return the dossier of these columns; minutes follow from load and effort."""
    records = []
    for number, (load, pain) in enumerate(zip(loads, pains, strict=True)):
        day = MONDAY + timedelta(days=number)
        feeling = {} if stress is None else {"stress": int(stress[number])}
        if load > 0:
            minutes = load / 4
            records.append(a_run(day, minutes / 6 if km else None, minutes, effort=effort))
            records.append(a_day(day, **feeling))
        elif load == 0:
            records.append(a_rest_day(day, **feeling))
        if not np.isnan(pain):
            records.append(a_pain(int(pain), day, Moment.MORNING))
    return a_dossier(*records)


def steady(days, seed=1):
    """Return loads of every other day and pain that knows nothing of them."""
    chance = np.random.default_rng(seed)
    loads = np.where(np.arange(days) % 2 == 0, chance.integers(100, 400, days), 0.0)
    return loads, chance.integers(1, 5, days).astype(float)


def test_no_reaction_is_a_finding_with_its_numbers():
    found = findings(diary(*steady(130)))
    first = str(found.sentences[0])
    assert first.startswith("In these 19 weeks your back did not react to harder days")
    assert found.link.response.n == 129
    basis = str(found.basis)
    assert "Days with load and pain: 130, worth 1" in basis
    assert "100 % of 130 days logged" in basis
    assert "2026-09-07 to 2027-01-14" in basis
    assert basis.endswith("An association, not a cause.")


def test_longer_runs_where_efforts_are_not_noted():
    found = findings(diary(*steady(130), effort=None))
    assert found.measure is Measure.DISTANCE
    assert found.link.step == DISTANCE_STEP_M
    assert "your back did not react to longer runs" in str(found.sentences[0])


def test_a_reaction_is_given_in_points_with_its_interval_rounded_outwards():
    loads, pains = simulate(np.random.default_rng(2), Runner(days=80, effect=0.6))
    found = linked(loads, pains)
    low, high = found.response.effect.outwards()
    text = str(main_sentence(found))
    assert "hurt a little more on the mornings after harder days" in text
    assert f"by {low} to {high} points for every 100 units" in text


def test_relief_is_said_as_relief():
    loads, pains = simulate(np.random.default_rng(2), Runner(days=80, effect=-0.7))
    found = linked(loads, pains)
    low, high = found.response.effect.outwards()
    text = str(main_sentence(found))
    assert "hurt a little less" in text
    assert f"by {-high} to {-low} points" in text


def test_a_clear_but_tiny_effect_is_called_a_trace():
    chance = np.random.default_rng(3)
    loads = chance.choice([0.0, 100.0, 200.0], 2000)
    latent = (
        3.0 + 0.15 * np.concatenate([[0], loads[:-1]]) / 100 + 0.8 * chance.standard_normal(2000)
    )
    assert "only a trace" in said(loads, np.clip(np.round(latent), 0, 10))


def test_too_wide_to_say_is_not_called_no_reaction():
    loads, pains = simulate(np.random.default_rng(11), Runner(days=62, persistence=0.2))
    pains = np.where(np.arange(62) % 3 == 0, 10 - pains, pains)
    text = said(loads, pains)
    assert "did not clearly follow" in text
    assert "did not react" not in text


def test_words_grow_with_the_days():
    loads, pains = simulate(np.random.default_rng(4), Runner(days=100, effect=0.8))
    assert "too early to compare" in said(loads[:10], pains[:10])
    medians = said(loads[:20], pains[:20])
    assert "Morning pain after run days" in medians
    assert "too early to say more" in medians
    assert "may hurt a little more" in said(loads[:45], pains[:45])
    assert "In these 10 weeks" in said(loads[:70], pains[:70])


def test_each_gate_holds_back_what_it_must():
    loads, pains = simulate(np.random.default_rng(4), Runner(days=100))
    few, some, more, full = (linked(loads[:n], pains[:n]) for n in (20, 45, 70, 100))
    assert (few.lags, few.reverse, few.response) == ((), None, None)
    assert few.contrast is not None
    assert [lag.lag for lag in some.lags] == [0, 1, 2, 3]
    assert (some.response, some.halves) == (None, None)
    assert more.response is not None
    assert more.halves is None
    assert stability_sentence(more) is None
    assert [lag.lag for lag in full.lags] == list(range(8))
    assert full.halves is not None
    assert "halves" not in str(stability_sentence(full))


def test_constant_pain_says_so_and_nothing_else():
    loads, _ = steady(200)
    found = findings(diary(loads, np.full(200, 2.0)))
    assert found.link.state.gate is Gate.SERIES
    assert [str(one) for one in found.sentences] == [
        "Your pain score was the same on all these days, so there is no link to look for."
    ]
    assert found.factors == found.level_changes == ()


def test_one_run_only():
    found = findings(a_dossier(a_run(MONDAY), a_pain(2, MONDAY, Moment.MORNING)))
    assert found.link.state.gate is Gate.SERIES
    assert "too early" in str(found.sentences[0])
    assert "14" not in str(found.sentences[0])
    assert "still needed for more: 13" in str(found.sentences[1])


def test_nothing_noted_yet():
    assert findings(make_dossier(a_person(), [])) is None
    assert findings(diary(*steady(20)), date(2030, 1, 1), date(2029, 1, 1)) is None


def test_stress_the_day_before_stands_out():
    chance = np.random.default_rng(5)
    stress = np.clip(np.round(4 + 2 * ar1(chance, 150, 0.3)), 0, 10)
    loads, pains = steady(150)
    pains = np.clip(pains + np.round(0.8 * np.concatenate([[4], stress[:-1]])) - 3, 0, 10)
    found = findings(diary(loads, pains, stress=stress))
    assert any("more stress your mornings were more painful" in str(one) for one in found.sentences)


def test_a_lasting_change_has_its_day():
    loads, pains = steady(140)
    pains[70:] += 4
    found = findings(diary(loads, pains))
    (change,) = found.level_changes
    assert abs((change.day - MONDAY).days - 70) <= 3
    assert any("level of your pain changed around" in str(one) for one in found.sentences)


def test_before_and_after_the_plan():
    loads, pains = steady(100)
    pains[50:] = np.maximum(0, pains[50:] - 3)
    dossier = diary(loads, pains)
    start = MONDAY + timedelta(days=50)
    dossier = dossier.changed(saved=[a_run_item(day=start)])
    (change,) = findings(dossier).plan_changes
    assert change.day == start
    assert change.comparison.difference.high < -1
    assert any("Why it changed, this cannot say" in str(one) for one in findings(dossier).sentences)
    other = findings(dossier, plan_changes=[MONDAY + timedelta(days=25)])
    assert any("no clear difference" in str(one) for one in other.sentences)


def test_pain_that_steers_the_running_is_said():
    chance = np.random.default_rng(2)
    pains = chance.integers(0, 9, 120).astype(float)
    loads = np.concatenate([[100.0], np.maximum(0, 400 - 50 * pains[:-1])])
    assert "steering" in str(steering_sentence(linked(loads, pains)))
    assert steering_sentence(linked(*steady(120))) is None


def test_only_the_asked_parts_of_the_body_and_days():
    dossier = diary(*steady(60)).changed(
        saved=[a_pain(9, MONDAY, Moment.MORNING, part=BodyPart.KNEE_LEFT)]
    )
    back = findings(dossier, parts=frozenset({BodyPart.LOW_BACK}))
    assert findings(dossier).pains[0] == 9
    assert back.pains[0] < 9
    part = findings(dossier, MONDAY + timedelta(days=10), MONDAY + timedelta(days=29))
    assert part.link.basis.days == 20
    assert part.first == MONDAY + timedelta(days=10)


def test_estimated_efforts_are_used_only_when_asked_and_then_said():
    dossier = diary(*steady(100))
    run = next(one for one in reversed(dossier.activities) if one.effort is not None)
    bare = dossier.changed(saved=[a_run(run.day, 8, 48, id=run.id, effort=None)])
    assert findings(bare).estimates == {}
    asked = findings(bare, use_estimates=True)
    assert set(asked.estimates) == {run.id}
    assert asked.link.state.pairs == findings(bare).link.state.pairs + 1
    assert "estimated for this: 1" in str(asked.sentences[-1])


def test_the_same_days_give_the_same_findings():
    dossier = diary(*steady(100))
    one, other = findings(dossier), findings(dossier)
    assert one.link.lags == other.link.lags
    assert [str(s) for s in one.sentences] == [str(s) for s in other.sentences]


def test_every_sentence_comes_from_the_catalogue(tmp_path):
    use(PSEUDO, tmp_path)
    loads, pains = steady(140)
    pains[70:] += 4
    found = findings(diary(loads, pains))
    for sentence in (*found.sentences, found.basis):
        assert say(sentence).startswith("⟦")


def test_the_basis_below_the_lags_has_no_effective_number():
    loads, pains = steady(20)
    assert "worth" not in str(basis_sentence(linked(loads, pains).basis))


@pytest.mark.parametrize("days", [0, 1, 2, 3])
def test_next_to_no_days(days):
    loads, pains = steady(days)
    assert linked(loads, pains).state.gate is Gate.SERIES


@pytest.mark.parametrize(("effect", "words"), [(0.8, "more painful"), (-0.8, "easier")])
def test_scores_of_few_levels_are_told_without_points(effect, words):
    loads, pains = simulate(np.random.default_rng(2), Runner(days=80, effect=effect))
    text = said(loads, (pains > 3).astype(float))
    assert f"were a little {words}" in text
    assert "too little to say by how much" in text


def test_halves_that_differ_call_for_care():
    loads, pains = simulate(np.random.default_rng(2), Runner(days=240, persistence=0.3))
    _, reacting = simulate(np.random.default_rng(2), Runner(days=240, persistence=0.3, effect=1.0))
    mixed = linked(loads, np.concatenate([pains[:120], reacting[120:]]))
    assert "take it with care" in str(stability_sentence(mixed))
    assert "do not contradict" in str(stability_sentence(linked(loads, reacting)))


def test_a_first_look_at_relief_stays_careful():
    loads, pains = simulate(np.random.default_rng(4), Runner(days=45, effect=-0.9))
    text = said(loads, pains)
    assert "may hurt a little less" in text
    assert "too early to be sure" in text
