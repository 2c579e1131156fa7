"""Estimated efforts: from the runner's own past, marked, and never of their own accord."""

from datetime import timedelta

import pytest

from builders import MONDAY, a_dossier, a_run, an_activity
from rehabplanner.analytics.effort_estimate import EffortSource, estimated_efforts, with_estimates
from rehabplanner.analytics.series import analyse


def day(offset):
    return MONDAY + timedelta(days=offset)


def rated(count, **given):
    return [a_run(day(number), effort=3 + number % 3, **given) for number in range(count)]


def test_the_middle_of_the_last_sessions_of_the_kind():
    missing = a_run(day(9), effort=None)
    others = [an_activity(day=day(number), effort=9) for number in range(9)]
    (estimate,) = estimated_efforts(a_dossier(*rated(7), *others, missing)).values()
    assert estimate.activity_id == missing.id
    assert (estimate.effort, estimate.source, estimate.n) == (4, EffortSource.HISTORY, 7)
    assert estimate.typical_error == 1
    assert "7 rated sessions" in str(estimate.message)


def test_too_few_rated_sessions_and_it_stays_unknown():
    assert estimated_efforts(a_dossier(*rated(4), a_run(day(9), effort=None))) == {}


def test_only_the_past_counts():
    first = a_run(day(0), effort=None)
    later = [a_run(day(number), effort=4) for number in range(1, 12)]
    assert estimated_efforts(a_dossier(first, *later)) == {}


def test_heart_rate_says_more_than_the_middle():
    known = [
        a_run(day(number), effort=2 + number % 5, average_heart_rate=120 + 10 * (number % 5))
        for number in range(12)
    ]
    missing = a_run(day(20), effort=None, average_heart_rate=155)
    (estimate,) = estimated_efforts(a_dossier(*known, missing)).values()
    assert (estimate.effort, estimate.source, estimate.n) == (5.5, EffortSource.HEART_RATE, 12)
    assert estimate.typical_error == pytest.approx(0, abs=1e-9)
    assert "heart rate" in str(estimate.message)


def test_a_heart_rate_never_seen_before_is_not_stretched_to():
    known = [
        a_run(day(number), effort=2 + number % 5, average_heart_rate=120 + 10 * (number % 5))
        for number in range(12)
    ]
    missing = a_run(day(20), effort=None, average_heart_rate=185)
    (estimate,) = estimated_efforts(a_dossier(*known, missing)).values()
    assert estimate.source is EffortSource.HISTORY


def test_a_heart_rate_that_says_nothing_is_not_used():
    flat = [
        a_run(day(number), effort=3 + number % 3, average_heart_rate=140 + number % 2)
        for number in range(12)
    ]
    missing = a_run(day(20), effort=None, average_heart_rate=140)
    (estimate,) = estimated_efforts(a_dossier(*flat, missing)).values()
    assert estimate.source is EffortSource.HISTORY


def test_nothing_is_filled_in_unasked():
    dossier = a_dossier(*rated(7), a_run(day(9), effort=None))
    assert [row["load"] for row in analyse(dossier) if "date" in row][-1] is None
    filled = with_estimates(dossier, estimated_efforts(dossier))
    assert [row["load"] for row in analyse(filled) if "date" in row][-1] == 4 * 52
    assert dossier.activities[-1].effort is None
