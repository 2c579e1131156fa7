"""Training impulses: published weights, samples against averages, and what is left unsaid."""

from array import array
from datetime import timedelta

import numpy as np
import pytest

from builders import MONDAY, a_dossier, a_person, a_run, a_track
from rehabplanner.analytics.days import whole_timeline
from rehabplanner.analytics.timeline import Measure
from rehabplanner.analytics.trimp import (
    CONSTANTS,
    Curve,
    HeartRates,
    average_impulses,
    banister,
    curve_of,
    edwards,
    rates_of,
)
from rehabplanner.domain.people import Sex
from rehabplanner.domain.problems import Problem

RATES = HeartRates(resting=60, highest=190)


def track_of(heart_rates, run=None):
    beats = [float("nan") if beat is None else float(beat) for beat in heart_rates]
    return a_track((run or a_run()).id, samples=len(beats), heart_rate=array("d", beats))


@pytest.mark.parametrize(
    ("curve", "per_minute"),
    [(Curve.MEN, 4.365), (Curve.WOMEN, 3.400), (Curve.WOMEN_HIGH, 4.568)],
)
def test_a_minute_at_the_highest_heart_rate(curve, per_minute):
    run = a_run(minutes=1, average_heart_rate=190)
    assert banister(run, None, RATES, curve).value == pytest.approx(per_minute, abs=6e-4)
    assert set(CONSTANTS) == set(Curve)


def test_an_even_run_is_the_same_from_samples_and_from_its_average():
    run = a_run(minutes=10, average_heart_rate=150)
    sampled = banister(run, track_of([150] * 601), RATES, Curve.MEN)
    averaged = banister(run, None, RATES, Curve.MEN)
    assert sampled.value == pytest.approx(averaged.value)
    assert (sampled.is_from_average, averaged.is_from_average) == (False, True)
    assert sampled.curve is Curve.MEN


def test_the_average_of_an_uneven_run_is_too_low_and_marked():
    run = a_run(minutes=10, average_heart_rate=145)
    sampled = banister(run, track_of([110] * 300 + [180] * 301), RATES, Curve.MEN)
    averaged = banister(run, None, RATES, Curve.MEN)
    assert averaged.value < 0.95 * sampled.value
    assert averaged.is_from_average


def test_edwards_weighs_the_zones_one_to_five():
    minute = [90, 100, 120, 140, 160, 180]
    track = track_of([90] + [beat for beat in minute for _ in range(60)])
    found = edwards(track, RATES)
    assert found.value == pytest.approx(0 + 1 + 2 + 3 + 4 + 5)
    assert found.minutes == pytest.approx(6)


def test_an_average_tells_no_zones():
    assert edwards(None, RATES) is None


def test_mostly_unknown_heart_rates_are_not_guessed():
    track = track_of([150] * 60 + [None] * 60)
    assert edwards(track, RATES) is None
    assert banister(a_run(), track, RATES, Curve.MEN) is None
    assert edwards(track_of([150] * 90 + [None] * 10), RATES).known_share == pytest.approx(
        0.9, abs=0.01
    )


def test_a_pause_does_not_count_as_effort():
    run = a_run()
    track = a_track(
        run.id,
        samples=3,
        time_s=array("d", [0, 10, 3610]),
        heart_rate=array("d", [150, 150, 150]),
    )
    assert banister(run, track, RATES, Curve.MEN).minutes == pytest.approx(40 / 60)


def test_no_heart_rate_no_number():
    assert banister(a_run(), None, RATES, Curve.MEN) is None
    assert banister(a_run(minutes=None, average_heart_rate=150), None, RATES, Curve.MEN) is None
    with pytest.raises(Problem):
        HeartRates(resting=190, highest=180)


def test_the_whole_log_is_reckoned_from_averages():
    woman = a_person(resting_hr_bpm=60, max_hr_bpm=190, sex=Sex.FEMALE)
    runs = [a_run(average_heart_rate=150), a_run(), a_run(minutes=None, average_heart_rate=150)]
    found = average_impulses(runs, woman)
    expected = banister(runs[0], None, rates_of(woman), curve_of(woman))
    assert found[0] == pytest.approx(expected.value)
    assert np.isnan(found[1:]).all()


@pytest.mark.parametrize("gap", ["resting_hr_bpm", "max_hr_bpm", "sex"])
def test_nothing_is_reckoned_while_one_of_the_three_is_not_given(gap):
    given = {"resting_hr_bpm": 60, "max_hr_bpm": 190, "sex": Sex.MALE, gap: None}
    found = average_impulses([a_run(average_heart_rate=150)], a_person(**given))
    assert np.isnan(found).all()


def test_a_timeline_counts_a_session_without_heart_rate_as_unknown():
    man = a_person(resting_hr_bpm=60, max_hr_bpm=190, sex=Sex.MALE)
    later = MONDAY + timedelta(days=1)
    dossier = a_dossier(a_run(average_heart_rate=150), a_run(later), person=man)
    amounts = whole_timeline(dossier).amounts[Measure.TRIMP]
    assert amounts.total[0] == pytest.approx(87.048, abs=1e-3)
    assert np.isnan(amounts.total[1])
    assert amounts.is_partial.tolist() == [False, True]
