"""The plan in a calendar, read back by an independent reader."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from builders import MONDAY, PERSON_ID, a_habit, a_person, a_run_item, an_item
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.handover.calendar import CalendarOptions, Grouping, render_calendar
from rehabplanner.handover.ical import folded, text_value
from rehabplanner.library.library import Library
from rehabplanner.paths import resources

EXERCISES = Library(resources(), str).exercises
BY_ITEM = CalendarOptions(grouping=Grouping.ITEM)


def rendered(*items: PlanItem, options: CalendarOptions | None = None, **person: Any) -> bytes:
    return render_calendar(
        a_person(**person), items, exercises=EXERCISES, made_on=MONDAY, options=options
    )


def events(*items: PlanItem, options: CalendarOptions | None = None, **person: Any) -> list[Any]:
    calendar = Calendar.from_ical(rendered(*items, options=options, **person))
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return found


def test_a_run_says_what_to_do_in_words() -> None:
    item = a_run_item("5w + 8x(1r/2w) + 5w @4", note="Flat, please; stop early if you like")
    (event,) = events(item)
    assert event["SUMMARY"] == (
        "Run: 5 min walk, 8 × (1 min run, 2 min walk), 5 min walk · effort 4/10"
    )
    assert event["DESCRIPTION"].split("\n") == [
        "Walk for 5 minutes.",
        "Then 8 times: run for 1 minute, then walk for 2 minutes.",
        "Then walk for 5 minutes.",
        "34 min in all, 8 min of it running",
        "Flat, please; stop early if you like",
    ]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (MONDAY, MONDAY + timedelta(days=1))
    assert event["CLASS"] == "PRIVATE"
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_exercises_of_a_day_are_one_event_and_the_run_its_own() -> None:
    first, run, second = (
        an_item(position=0),
        a_run_item(position=1),
        an_item("dead-bug", position=2),
    )
    found = events(first, run, second)
    assert [event["SUMMARY"] for event in found] == [
        "2 exercises",
        "Run: 30 min · easy · effort 4/10",
    ]
    lines = found[0]["DESCRIPTION"].split("\n")
    assert len(lines) == 2
    assert lines[0].endswith(": 3 × 10 · hold 5 s")
    assert [event["SUMMARY"] for event in events(first, run, second, options=BY_ITEM)][1] == (
        "Run: 30 min · easy · effort 4/10"
    )
    (day,) = events(first, run, second, options=CalendarOptions(grouping=Grouping.DAY))
    assert day["SUMMARY"] == "Run · 2 exercises"


def test_taking_the_plan_in_again_moves_an_event_instead_of_doubling_it() -> None:
    item = a_run_item(revision=1)
    moved = a_run_item(id=item.id, day=MONDAY + timedelta(days=2), revision=2)
    (before,), (after,) = events(item), events(moved)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    two, one = [an_item(), an_item()], [an_item()]
    (before,) = events(*two)
    (after,) = events(*one)
    assert before["UID"] == after["UID"]


def test_an_event_of_several_items_never_goes_back_in_sequence() -> None:
    items = [an_item(revision=9), an_item(revision=7)]
    (before,) = events(*items)
    later = render_calendar(
        a_person(), items[:1], exercises=EXERCISES, made_on=MONDAY + timedelta(days=1)
    )
    (after,) = Calendar.from_ical(later).walk("VEVENT")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_two_people_share_no_event() -> None:
    (one,) = events(an_item(), id=uuid4())
    (other,) = events(an_item(), id=uuid4())
    assert one["UID"] != other["UID"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    items = [an_item(), a_run_item(), a_habit()]
    assert rendered(*items) == rendered(*reversed(items))


def test_with_a_time_the_sessions_follow_one_another_wherever_the_person_is() -> None:
    options = CalendarOptions(start=time(7, 30), remind_min=15)
    run, strength, habit = a_run_item(position=0), an_item(position=1), a_habit(position=2)
    one, two, three = events(run, strength, habit, options=options)
    assert one["DTSTART"].dt == datetime.combine(MONDAY, time(7, 30))
    assert one["DTSTART"].dt.tzinfo is None
    assert one["DTEND"].dt == two["DTSTART"].dt == datetime.combine(MONDAY, time(8, 0))
    (alarm,) = one.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-15)
    assert three["DTSTART"].dt == MONDAY, "a habit lasts all day"
    assert not three.walk("VALARM")
    assert one["TRANSP"] == "OPAQUE"


@pytest.mark.parametrize(
    ("day", "utc_hour"), [(date(2026, 10, 24), 5), (date(2026, 10, 25), 6), (date(2027, 3, 28), 5)]
)
def test_a_time_zone_keeps_the_hour_on_the_clock_over_a_change_of_clocks(
    day: date, utc_hour: int
) -> None:
    options = CalendarOptions(start=time(7), zone=ZoneInfo("Europe/Oslo"))
    (event,) = events(a_run_item(day=day), options=options)
    start = event["DTSTART"].dt
    assert start == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert start.astimezone(ZoneInfo("Europe/Oslo")).hour == 7
    assert event["DTEND"].dt - start == timedelta(minutes=30)


def test_a_run_over_the_hour_that_is_skipped_keeps_its_length() -> None:
    options = CalendarOptions(start=time(1, 45), zone=ZoneInfo("Europe/Oslo"))
    (event,) = events(a_run_item(day=date(2027, 3, 28)), options=options)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)


def test_miles_and_pounds_where_the_person_counts_so() -> None:
    (event,) = events(a_run_item("3mi easy"), units=Units.IMPERIAL)
    assert event["SUMMARY"] == "Run: 3 mi · easy"


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("start", [None, time(23, 59)])
def test_the_ends_of_the_calendar_do_no_harm(day: date, start: time | None) -> None:
    options = CalendarOptions(start=start, zone=ZoneInfo("Asia/Tokyo"))
    (event,) = events(a_run_item(day=day), options=options)
    assert event["DTSTART"].dt == day


TEXTS = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "👩🏽‍🚒🏃🏽‍♀️" * 12,
            "<b>bold</b> & \\n; BEGIN:VEVENT, end",
            "line\nEND:VEVENT\r\nline \u2028 x",
            "ä" * 90,
            'a:b;c=d,"e"',
        ]
    ),
)


@given(text=TEXTS)
def test_folding_keeps_every_character_and_no_line_is_too_long(text: str) -> None:
    line = "SUMMARY:" + text_value(text)
    broken = folded(line)
    physical = broken.encode().split(b"\r\n")
    assert all(len(one) <= 75 for one in physical)
    assert all(one.startswith(b" ") for one in physical[1:])
    assert all(one.decode() for one in physical), "no character is cut in two"
    assert broken.replace("\r\n ", "") == line
    assert not set(line) & set("\r\n\x00")


@st.composite
def plans(draw: st.DrawFn) -> list[PlanItem]:
    items = []
    for position in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(ItemKind))
        given_: dict[str, Any] = {
            "day": draw(st.dates()),
            "title": draw(TEXTS),
            "note": draw(TEXTS),
            "position": position,
            "revision": draw(st.integers(0, 300)),
        }
        if kind is ItemKind.EXERCISE:
            exercise = draw(st.sampled_from([*list(EXERCISES)[:5], "own <exercise>"]))
            dose = draw(
                st.sampled_from(["", "3x10 h5 each @6 r60", "6/4/2", "20min", "3x20m 20kg"])
            )
            items.append(an_item(exercise, dose=dose, **given_))
        else:
            run = draw(
                st.sampled_from(["", "easy", "5w + 8x(1r/2w) + 5w @4", "5k", "1440min @3-4"])
            )
            items.append(a_run_item(run, kind=kind, **given_))
    return items


@given(
    items=plans(),
    grouping=st.sampled_from(Grouping),
    start=st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
    zone=st.sampled_from([None, "Europe/Oslo", "Pacific/Kiritimati", "America/Los_Angeles"]),
    remind=st.sampled_from([None, 0, 30]),
    name=TEXTS,
)
def test_any_plan_is_read_back_whole(
    items: list[PlanItem],
    grouping: Grouping,
    start: time | None,
    zone: str | None,
    remind: int | None,
    name: str,
) -> None:
    options = CalendarOptions(
        grouping=grouping, start=start, zone=ZoneInfo(zone) if zone else None, remind_min=remind
    )
    found = events(*items, options=options, name=f"A {name}")
    assert len({event["UID"] for event in found}) == len(found)
    if grouping is not Grouping.ITEM:
        return
    by_uid = {str(event["UID"]).split("@")[0]: event for event in found}
    assert set(by_uid) == {str(item.id) for item in items}
    for item in items:
        event = by_uid[str(item.id)]
        assert event["SEQUENCE"] == item.revision
        assert item.person_id == PERSON_ID
        if start is None:
            assert event["DTSTART"].dt == item.day
        if item.title:
            assert str(event["SUMMARY"]).startswith(" ".join(item.title.split("\u2028"))[:5])
