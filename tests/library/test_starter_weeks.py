"""Starter weeks and education texts: whole, linked to exercises, with their sources."""

from datetime import date, timedelta

from builders import MONDAY, PERSON_ID
from rehabplanner.domain.plans import ItemKind
from rehabplanner.library.library import Library
from rehabplanner.library.programmes import plan_items, plan_phases
from rehabplanner.paths import resources
from rehabplanner.phrases import item_name, item_words

LIBRARY = Library(resources(), str)


def test_every_starter_week_can_be_put_on_the_calendar() -> None:
    assert LIBRARY.programmes
    for programme in LIBRARY.programmes.values():
        items = plan_items(programme, PERSON_ID, MONDAY)
        assert len(items) == len(programme.items)
        assert programme.source
        for item in items:
            assert MONDAY <= item.day < MONDAY + timedelta(weeks=programme.weeks)
            exercise = LIBRARY.exercises[item.exercise_id] if item.exercise_id else None
            assert (item.kind is ItemKind.EXERCISE) == (exercise is not None)
            assert item_name(item, exercise)
            assert item_words(item, exercise) or item.kind in (ItemKind.HABIT, ItemKind.REST)


def test_the_items_of_a_day_stand_in_order() -> None:
    for programme in LIBRARY.programmes.values():
        positions: dict[date, list[int]] = {}
        for item in plan_items(programme, PERSON_ID, MONDAY):
            positions.setdefault(item.day, []).append(item.position)
        for found in positions.values():
            assert found == list(range(len(found)))


def test_every_starter_week_has_a_day_without_running() -> None:
    for programme in LIBRARY.programmes.values():
        for week in range(programme.weeks):
            runs = [one for one in programme.items if one.kind is ItemKind.RUN and one.week == week]
            assert len({one.weekday for one in runs}) < 7, programme.id


def test_every_week_of_a_programme_holds_something_and_lies_in_its_phases() -> None:
    for programme in LIBRARY.programmes.values():
        assert {one.week for one in programme.items} == set(range(programme.weeks)), programme.id
        covered = [
            week
            for phase in programme.phases
            for week in range(phase.first_week, phase.last_week + 1)
        ]
        assert covered == (list(range(programme.weeks)) if programme.phases else []), programme.id
        phases = plan_phases(programme, PERSON_ID, MONDAY)
        assert all(phase.day.weekday() == 0 and phase.until.weekday() == 6 for phase in phases)


def test_the_same_thing_on_several_days_is_one_series() -> None:
    items = plan_items(LIBRARY.programmes["run_walk_start"], PERSON_ID, MONDAY)
    runs = [item for item in items if item.kind is ItemKind.RUN]
    assert len(runs) == 27
    assert len({item.series_id for item in runs}) == 1
    assert str(runs[-1].run) == "5w + 30r + 5w @4"


def test_the_published_ladders_are_shipped_as_published() -> None:
    couch = LIBRARY.programmes["couch_to_5k"]
    third = [str(one.run) for one in couch.items if one.week == 4 and one.run]
    assert third == ["5w + 5r + 3w + 5r + 3w + 5r", "5w + 8r + 5w + 8r", "5w + 20r"]
    days = LIBRARY.programmes["run_walk_22_days"].items
    by_day = {one.week * 7 + one.weekday + 1: str(one.run or "") for one in days}
    assert by_day[8] == "10w + 15r + 5w @4"
    assert by_day[9] == ""
    assert by_day[20] == "30r @4"


def test_the_long_run_of_the_half_marathon_base_never_jumps() -> None:
    base = LIBRARY.programmes["half_marathon_base"]
    long = [
        one.run.distance_m
        for one in sorted(base.items, key=lambda one: one.week)
        if one.run and one.title == "Long run"
    ]
    for number, metres in enumerate(long[1:], 1):
        longest = max(one for one in long[max(0, number - 4) : number] if one)
        assert metres is not None
        assert metres <= 1.1 * longest + 1


def test_every_education_text_names_its_sources_and_mark() -> None:
    assert LIBRARY.lessons
    for lesson in LIBRARY.lessons.values():
        assert lesson.title
        assert lesson.paragraphs
        assert lesson.sources, lesson.id
        assert lesson.mark in ("trial", "review", "lab", "convention"), lesson.id
