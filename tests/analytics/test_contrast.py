"""Mornings after run days and after rest days."""

import numpy as np

from analytics.published import series
from rehabplanner.analytics.contrast import mornings_after


def test_the_morning_belongs_to_the_day_before():
    loads = series([300, 0, None, 200, 150, 0, 300])
    pains = series([9, 4, 2, 7, 5, None, 1])
    found = mornings_after(loads, pains)
    assert found.after_run.tolist() == [4, 5]
    assert found.after_rest.tolist() == [2, 1]
    assert (found.median_after_run, found.median_after_rest) == (4.5, 1.5)


def test_other_sport_is_neither():
    is_run = np.array([True, False, False, False])
    found = mornings_after(series([300, 200, 0, 0]), series([0, 4, 5, 6]), is_run)
    assert found.after_run.tolist() == [4]
    assert found.after_rest.tolist() == [6]


def test_nothing_known():
    found = mornings_after(np.empty(0), np.empty(0))
    assert found.median_after_run is None
    assert found.median_after_rest is None
