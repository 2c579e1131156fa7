"""Each run against the longest of the 30 days before."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, a_dossier, a_run, an_activity
from rehabplanner.analytics.days import timeline
from rehabplanner.analytics.guard import GuardBin, guard, guard_with_floor
from rehabplanner.domain.activities import Kind


def day(offset):
    return MONDAY + timedelta(days=offset)


def guards_of(*runs, days=60):
    return timeline(a_dossier(*runs), MONDAY, day(days)).guards


@pytest.mark.parametrize(
    ("longest", "new", "expected"),
    [
        (8000, 8800, GuardBin.REFERENCE),
        (8000, 8801, GuardBin.SMALL),
        (8000, 10400, GuardBin.SMALL),
        (8000, 10401, GuardBin.MODERATE),
        (8000, 16000, GuardBin.MODERATE),
        (8000, 16001, GuardBin.LARGE),
        (8000, 100, GuardBin.REFERENCE),
        (0, 5000, GuardBin.NO_REFERENCE),
    ],
)
def test_published_bins(longest, new, expected):
    assert guard(longest, new) is expected


@given(st.integers(1, 300_000), st.integers(1, 300_000))
def test_bins_hold_exactly_for_whole_metres(longest, new):
    ratio = Fraction(new, longest)
    bins = (
        GuardBin.REFERENCE
        if ratio <= Fraction(11, 10)
        else GuardBin.SMALL
        if ratio <= Fraction(13, 10)
        else GuardBin.MODERATE
        if ratio <= 2
        else GuardBin.LARGE
    )
    assert guard(longest, new) is bins


def test_a_step_of_300_metres_and_two_minutes_is_too_small_to_flag():
    assert guard_with_floor(1000, 1300, 360, 480) is GuardBin.TINY
    assert guard_with_floor(1000, 2000, 360, 480) is GuardBin.MODERATE
    assert guard_with_floor(1000, 1300, 360, 660) is GuardBin.SMALL
    assert guard_with_floor(1000, 1300, None, 480) is GuardBin.SMALL
    assert guard_with_floor(8000, 8100, 3000, 3060) is GuardBin.REFERENCE


def test_the_window_is_the_thirty_days_before_and_not_the_day_itself():
    runs = [a_run(day(0), 10), a_run(day(30), 12), a_run(day(30), 20, minutes=120)]
    found = guards_of(*runs)
    assert found.bin(0) is GuardBin.NO_REFERENCE
    assert found.longest_before_m[30] == 10_000
    assert found.bin(30) is GuardBin.MODERATE
    assert found.longest_before_m[31] == 20_000

    late = guards_of(a_run(day(0), 10), a_run(day(31), 12))
    assert late.bin(31) is GuardBin.NO_REFERENCE
    assert late.longest_before_m[31] == -1


def test_runs_before_the_first_column_count():
    dossier = a_dossier(a_run(day(0), 8), a_run(day(20), 8.8), a_run(day(22), 11.5, minutes=75))
    found = timeline(dossier, day(20), day(30)).guards
    assert found.bin(0) is GuardBin.REFERENCE
    assert found.bin(2) is GuardBin.MODERATE


def test_walks_and_rides_are_neither_reference_nor_spike():
    ride = an_activity(Kind.CYCLE, day(1), distance_m=40_000)
    found = guards_of(ride, a_run(day(2), 5), a_run(day(3), 5.2))
    assert found.bin(1) is None
    assert found.bin(2) is GuardBin.NO_REFERENCE
    assert found.bin(3) is GuardBin.REFERENCE


def test_run_walks_are_compared_by_running_minutes():
    first = a_run(day(0), 4, 30, kind=Kind.RUN_WALK, running_s=9 * 60)
    second = a_run(day(2), 4.1, 30, kind=Kind.RUN_WALK, running_s=16 * 60)
    found = guards_of(first, second)
    assert found.bin(2) is GuardBin.MODERATE
    assert found.is_by_time[2]


def test_small_steps_of_a_run_walk_are_not_flagged():
    first = a_run(day(0), 3, 30, kind=Kind.RUN_WALK, running_s=8 * 60)
    second = a_run(day(2), 3.2, 30, kind=Kind.RUN_WALK, running_s=12 * 60)
    assert guards_of(first, second).bin(2) is GuardBin.TINY


def test_a_run_without_distance_has_no_bin():
    assert guards_of(a_run(day(0), 5), a_run(day(1), None)).bin(1) is None
