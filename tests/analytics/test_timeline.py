"""The day-by-day table: known, unknown and partly known days, weeks, pain and plan."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    MONDAY,
    a_day,
    a_dossier,
    a_pain,
    a_rest_day,
    a_run,
    a_run_item,
    an_activity,
)
from rehabplanner.analytics.days import timeline, whole_timeline
from rehabplanner.analytics.timeline import (
    GROUPS,
    DayState,
    KindGroup,
    Measure,
    PainKind,
)
from rehabplanner.analytics.weeks import weeks
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import BodyPart, Moment


def day(offset):
    return MONDAY + timedelta(days=offset)


def table(*records, days=7, **given_):
    return timeline(a_dossier(*records), MONDAY, day(days - 1), **given_)


def known(values):
    return [None if np.isnan(value) else value for value in values]


def test_states_of_days_and_what_follows_for_load():
    found = table(a_run(day(0), minutes=50), a_rest_day(day(1)), a_day(day(2)), a_pain(2, day(3)))
    assert list(found.state[:5]) == [
        DayState.SESSION,
        DayState.REST,
        DayState.DIARY,
        DayState.DIARY,
        DayState.UNKNOWN,
    ]
    assert known(found.amounts[Measure.LOAD].total[:5]) == [200, 0, None, None, None]
    assert list(found.is_logged[:5]) == [True, True, True, True, False]


def test_a_session_on_a_day_marked_as_rest_counts():
    found = table(a_run(day(0), minutes=50), a_rest_day(day(0)))
    assert found.state[0] == DayState.SESSION
    assert found.amounts[Measure.LOAD].total[0] == 200


def test_missing_effort_makes_a_lower_bound_never_a_zero():
    found = table(
        a_run(day(0), minutes=50),
        a_run(day(0), minutes=20, effort=None),
        a_run(day(1), minutes=20, effort=None),
    ).amounts[Measure.LOAD]
    assert known(found.total[:2]) == [200, None]
    assert list(found.is_partial[:3]) == [True, True, False]


def test_load_is_stacked_by_kind():
    found = table(
        a_run(day(0), minutes=50, kind=Kind.RUN_WALK),
        an_activity(Kind.STRENGTH, day(0)),
        an_activity(Kind.HIKE, day(0), effort=1),
        an_activity(Kind.SWIM, day(0), effort=2),
        an_activity(Kind.MOBILITY, day(0), effort=0),
    ).amounts[Measure.LOAD]
    assert dict(zip(GROUPS, found.by_group[:, 0], strict=True)) == {
        KindGroup.RUNNING: 200,
        KindGroup.WALKING: 30,
        KindGroup.STRENGTH: 90,
        KindGroup.MOBILITY: 0,
        KindGroup.OTHER: 60,
    }
    assert found.total[0] == 380


def test_distance_counts_feet_only_and_running_minutes_running_only():
    found = table(
        a_run(day(0), 8, 50, kind=Kind.RUN_WALK, running_s=1800),
        an_activity(Kind.CYCLE, day(0), distance_m=30_000),
        an_activity(Kind.STRENGTH, day(1)),
        a_run(day(2), 8, 50, kind=Kind.RUN_WALK),
    )
    assert known(found.amounts[Measure.DISTANCE].total[:3]) == [8000, 0, 8000]
    assert known(found.amounts[Measure.RUNNING_MINUTES].total[:3]) == [30, 0, None]
    assert not found.amounts[Measure.DISTANCE].is_partial.any()


def test_pain_is_the_highest_of_each_moment_and_worst_the_highest_of_all():
    found = table(
        a_pain(2, moment=Moment.MORNING),
        a_pain(4, moment=Moment.MORNING, part=BodyPart.KNEE_LEFT),
        a_pain(6, moment=Moment.NOW),
        a_pain(3, moment=Moment.DURING),
        a_pain(1, day(1), Moment.AFTER),
    ).pain
    assert known(found[PainKind.MORNING][:2]) == [4, None]
    assert known(found[PainKind.DURING][:2]) == [3, None]
    assert known(found[PainKind.AFTER][:2]) == [None, 1]
    assert known(found[PainKind.WORST][:2]) == [6, 1]


def test_pain_of_one_body_part():
    records = [a_pain(2), a_pain(5, part=BodyPart.KNEE_LEFT)]
    found = table(*records, parts=frozenset({BodyPart.LOW_BACK})).pain
    assert found[PainKind.WORST][0] == 2


def test_plan_ahead_gives_minutes_distance_and_projected_load():
    found = table(
        a_run_item("30min @3-5", day(1)), a_run_item("5k", day(1)), a_run_item("5w + 20r", day(2))
    )
    planned = {measure: known(found.amounts[measure].planned[1:3]) for measure in Measure}
    assert planned[Measure.MINUTES] == [30, 25]
    assert planned[Measure.LOAD] == [120, None]
    assert planned[Measure.DISTANCE] == [5000, None]
    assert planned[Measure.RUNNING_MINUTES] == [30, 20]


def test_weeks_begin_on_monday_and_add_up_what_is_known():
    records = [
        a_run(day(2), minutes=50),
        a_rest_day(day(3)),
        a_run(day(6), minutes=10, effort=None),
        a_run(day(7), minutes=25),
    ]
    found = weeks(timeline(a_dossier(*records), day(2), day(16)), Measure.LOAD)
    assert found.first == MONDAY
    assert known(found.total) == [200, 100, None]
    assert list(found.known_days) == [2, 1, 0]
    assert list(found.is_partial) == [True, False, False]
    assert list(found.sessions) == [2, 1, 0]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 300)), min_size=1, max_size=40))
def test_weeks_hold_exactly_what_the_days_hold(sessions):
    runs = [a_run(day(offset), minutes=minutes, effort=1) for offset, minutes in sessions]
    found = whole_timeline(a_dossier(*runs))
    total = weeks(found, Measure.LOAD)
    assert np.nansum(total.total) == pytest.approx(sum(minutes for _, minutes in sessions))
    assert total.by_group.sum() == pytest.approx(np.nansum(found.amounts[Measure.LOAD].total))


def test_the_whole_timeline_reaches_to_the_last_planned_day():
    found = whole_timeline(a_dossier(a_run(day(3)), a_run_item(day=day(9))))
    assert (found.first, found.last) == (day(3), day(9))
    assert whole_timeline(a_dossier(a_run_item())) is None


def test_columns_and_days_belong_together():
    found = table(a_run(), days=10)
    assert found.day(found.index(day(4))) == day(4)
    assert found.span(day(-5), day(2)) == slice(0, 3)
    assert found.span(day(20), day(25)) == slice(10, 10)
