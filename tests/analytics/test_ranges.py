"""The numbers of a chosen range."""

from datetime import timedelta

import pytest

from builders import MONDAY, a_dossier, a_pain, a_rest_day, a_run
from rehabplanner.analytics.days import whole_timeline
from rehabplanner.analytics.glance import last_week_days
from rehabplanner.analytics.ranges import range_figures
from rehabplanner.analytics.timeline import Measure
from rehabplanner.domain.diary import Moment


def day(offset):
    return MONDAY + timedelta(days=offset)


def figures(records, first, last, measure=Measure.LOAD):
    table = whole_timeline(a_dossier(*records))
    return {one.key: one for one in range_figures(table, day(first), day(last), measure)}


def two_weeks():
    return [
        a_run(day(0), 8, 50),
        *(a_rest_day(day(offset)) for offset in range(1, 7)),
        a_run(day(7), 10, 59),
        *(a_pain(score, day(offset), Moment.MORNING) for offset, score in enumerate([4, 4, 2])),
        *(a_pain(1, day(offset), Moment.MORNING) for offset in (7, 8, 13)),
    ]


def test_two_weeks_side_by_side():
    found = figures(two_weeks(), 7, 13)
    total = found["total-load"]
    assert (total.value, total.before) == (236, 200)
    assert total.change_percent == pytest.approx(18)
    assert (total.count, total.possible) == (1, 7)
    assert found["longest-run"].value == 10_000
    assert found["longest-run"].change_percent == pytest.approx(25)
    assert (found["pain-morning"].value, found["pain-morning"].before) == (1, 4)
    assert found["pain-morning"].count == 3
    assert found["pain-during"].value is None
    assert found["logged"].value == pytest.approx(3 / 7)
    assert found["sessions"].value == 1
    assert found["total-distance"].value == 10_000


def test_no_change_where_the_data_do_not_reach_back():
    found = figures(two_weeks(), 3, 13)
    assert found["total-load"].before is None
    assert found["total-load"].change_percent is None


def test_missing_effort_is_said_and_not_compared():
    records = [*two_weeks(), a_run(day(9), 5, 30, effort=None)]
    total = figures(records, 7, 13)["total-load"]
    assert total.is_lower_bound
    assert total.value == 236
    assert total.change_percent is None
    assert any("missing: 1" in str(sentence) for sentence in total.where_from)


def test_a_range_of_unknown_days_has_no_total():
    records = [a_run(day(0)), a_run(day(30))]
    total = figures(records, 10, 16)["total-load"]
    assert total.value is None
    assert "7" in str(total.where_from[2])


def test_per_week_needs_a_week():
    assert figures(two_weeks(), 7, 9)["per-week-total-load"].value is None
    assert figures(two_weeks(), 0, 13)["per-week-total-load"].value == 218


def test_every_number_says_where_it_comes_from():
    for one in figures(two_weeks(), 0, 13).values():
        assert one.where_from
        assert all(str(sentence) for sentence in one.where_from)
        assert str(one.counted)


def test_the_week_to_look_at_is_this_one_or_the_last_with_entries():
    table = whole_timeline(a_dossier(a_run(day(3))))
    assert last_week_days(table, day(4)) == (day(0), day(6))
    assert last_week_days(table, day(8)) == (day(7), day(13))
    assert last_week_days(table, day(60)) == (day(0), day(6))
