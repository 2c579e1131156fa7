"""Starter weeks and education texts: whole, linked to exercises, with their sources."""

from datetime import date, timedelta

from builders import MONDAY, PERSON_ID
from rehabplanner.domain.plans import ItemKind
from rehabplanner.library.library import Library
from rehabplanner.library.programmes import plan_items
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
            assert MONDAY <= item.day <= MONDAY + timedelta(days=6)
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
        days = {item.weekday for item in programme.items if item.kind is ItemKind.RUN}
        assert len(days) < 7


def test_every_education_text_names_its_sources_and_mark() -> None:
    assert LIBRARY.lessons
    for lesson in LIBRARY.lessons.values():
        assert lesson.title
        assert lesson.paragraphs
        assert lesson.sources, lesson.id
        assert lesson.mark in ("trial", "review", "lab", "convention"), lesson.id
