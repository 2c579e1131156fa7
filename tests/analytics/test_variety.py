"""Variety by month, counted from the log alone."""

from datetime import date

from builders import a_dossier, a_person, a_run, an_activity
from rehabplanner.analytics.variety import variety
from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.dossier import make_dossier


def test_each_month_for_itself():
    september, october = date(2026, 9, 3), date(2026, 10, 5)
    months = variety(
        a_dossier(
            a_run(september, 8),
            a_run(september, 5, surface=Surface.TRAIL),
            a_run(september, 5.2, surface=None),
            an_activity(Kind.STRENGTH, september),
            a_run(october, 10),
        )
    )
    assert [month.month for month in months] == [date(2026, 9, 1), date(2026, 10, 1)]
    first = months[0]
    assert first.sports == {Kind.RUN: 3, Kind.STRENGTH: 1}
    assert first.surfaces == {Surface.ROAD: 1, Surface.TRAIL: 1}
    assert first.unknown_surfaces == 1
    assert (first.routes, first.without_route) == (3, 0)
    assert months[1].paces is None


def test_the_same_round_is_one_route_even_when_the_watch_differs_a_little():
    day = date(2026, 9, 3)
    rounds = [a_run(day, km, title="Lake") for km in (8.0, 8.1, 8.3, 12.0)]
    other = a_run(day, 8.05, title="River")
    assert variety(a_dossier(*rounds, other))[0].routes == 3


def test_paces_of_runs_only():
    day = date(2026, 9, 3)
    runs = [a_run(day, 10, minutes) for minutes in (50, 60, 70)]
    walk = a_run(day, 5, 60, kind=Kind.RUN_WALK)
    paces = variety(a_dossier(*runs, walk, a_run(day, None)))[0].paces
    assert (paces.middle, paces.runs) == (360, 3)
    assert paces.fast < 330 < 390 < paces.slow


def test_nothing_logged_yet():
    assert variety(make_dossier(a_person(), [])) == ()
