"""The plan as an iCalendar file (RFC 5545) that calendars of phones and computers take in.

Every event keeps its UID from export to export, so that taking the plan in again changes what is
there instead of doubling it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person, Units
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem
from rehabplanner.handover.ical import content, date_value, moment_value, text_value
from rehabplanner.phrases import (
    SEPARATOR,
    item_minutes,
    item_name,
    item_words,
    run_sentences,
    run_total,
)
from rehabplanner.wording import _, minutes_text, ngettext, word

UNKNOWN_MINUTES = 15.0
"""Length of a timed event whose items do not tell theirs."""
LONGEST_MINUTES = 24 * 60.0
_OF_GROUPS = UUID("6f1c3b56-52f8-5a35-9c9e-0d6d4a1f7b21")
_UNTIMED = frozenset({ItemKind.HABIT, ItemKind.REST})


class Grouping(StrEnum):
    """What becomes one event."""

    SESSION = "session"
    ITEM = "item"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOptions:
    """How the plan goes into the calendar.

    Without `start` events last the whole day. With it, the sessions of a day follow one another
    from that time on: wherever the person is, or in `zone`. A reminder needs a start.
    """

    grouping: Grouping = Grouping.SESSION
    start: time | None = None
    zone: ZoneInfo | None = None
    remind_min: int | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """Items that become one event; its `key` is part of the UID."""

    key: UUID
    items: tuple[PlanItem, ...]
    sequence: int


def render_calendar(
    person: Person,
    items: Iterable[PlanItem],
    *,
    exercises: Mapping[str, Exercise],
    made_on: date,
    options: CalendarOptions | None = None,
) -> bytes:
    """Return the calendar file of these items; the same arguments give the same bytes."""
    chosen = options or CalendarOptions()
    ordered = sorted(items, key=lambda item: (item.day, item.position, item.id))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rehabplanner//rehabplanner//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:" + text_value(_("Plan of {name}").format(name=person.name)),
    ]
    for day, of_day in groupby(ordered, key=lambda item: item.day):
        events = _events(person, day, tuple(of_day), chosen.grouping, made_on)
        starts = _starts(day, events, exercises, chosen)
        for event, span in zip(events, starts, strict=True):
            lines += _event_lines(event, day, span, exercises, person.units, made_on, chosen)
    lines.append("END:VCALENDAR")
    return content(lines)


def _events(
    person: Person, day: date, items: tuple[PlanItem, ...], grouping: Grouping, made_on: date
) -> list[_Event]:
    """Return what becomes an event of a day, in the day's order."""
    if grouping is Grouping.DAY:
        return [_group(person, day, "day", items, made_on)]
    exercises = tuple(item for item in items if item.kind is ItemKind.EXERCISE)
    events: list[_Event] = []
    for item in items:
        if grouping is Grouping.ITEM or item.kind is not ItemKind.EXERCISE:
            events.append(_Event(item.id, (item,), item.revision))
        elif item is exercises[0]:
            events.append(_group(person, day, "exercises", exercises, made_on))
    return events


def _group(
    person: Person, day: date, what: str, items: tuple[PlanItem, ...], made_on: date
) -> _Event:
    """Return the event of several items of a day.

    Its sequence also counts the days, for the sum of the revisions falls when an item is removed
    and a calendar ignores what has a lower sequence than before.
    """
    revisions = sum(item.revision for item in items)
    key = uuid5(_OF_GROUPS, f"{person.id} {day.isoformat()} {what}")
    return _Event(key, items, made_on.toordinal() * 100 + min(revisions, 99))


def _starts(
    day: date,
    events: Sequence[_Event],
    exercises: Mapping[str, Exercise],
    options: CalendarOptions,
) -> Iterator[tuple[datetime, datetime] | None]:
    """Give the start and end of each event, one after the other; None for the whole day."""
    is_timed = options.start is not None and date.min.year < day.year < date.max.year
    next_start = datetime.combine(day, options.start or time.min, options.zone)
    for event in events:
        if not is_timed or all(item.kind in _UNTIMED for item in event.items):
            yield None
            continue
        start = next_start.astimezone(UTC) if options.zone else next_start
        end = start + timedelta(minutes=_minutes(event, exercises))
        yield start, end
        next_start = end


def _minutes(event: _Event, exercises: Mapping[str, Exercise]) -> int:
    known = (item_minutes(item, _exercise(item, exercises)) for item in event.items)
    total = sum(minutes for minutes in known if minutes)
    return max(1, round(min(total or UNKNOWN_MINUTES, LONGEST_MINUTES)))


def _event_lines(
    event: _Event,
    day: date,
    span: tuple[datetime, datetime] | None,
    exercises: Mapping[str, Exercise],
    units: Units,
    made_on: date,
    options: CalendarOptions,
) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.key}@rehabplanner",
        f"DTSTAMP:{date_value(made_on)}T000000Z",
        f"SEQUENCE:{event.sequence}",
        *_when(day, span),
        "SUMMARY:" + text_value(_summary(event, exercises, units)),
    ]
    description = _description(event, exercises, units)
    if description:
        lines.append("DESCRIPTION:" + text_value(description))
    kinds = dict.fromkeys(word(item.kind) for item in event.items)
    lines.append("CATEGORIES:" + ",".join(text_value(kind) for kind in kinds))
    lines += ["CLASS:PRIVATE", "TRANSP:" + ("OPAQUE" if span else "TRANSPARENT")]
    if span and options.remind_min is not None:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:" + text_value(_summary(event, exercises, units)),
            f"TRIGGER:-PT{options.remind_min}M",
            "END:VALARM",
        ]
    lines.append("END:VEVENT")
    return lines


def _when(day: date, span: tuple[datetime, datetime] | None) -> list[str]:
    if span is not None:
        return ["DTSTART:" + moment_value(span[0]), "DTEND:" + moment_value(span[1])]
    lines = ["DTSTART;VALUE=DATE:" + date_value(day)]
    if day < date.max:
        lines.append("DTEND;VALUE=DATE:" + date_value(day + timedelta(days=1)))
    return lines


def _summary(event: _Event, exercises: Mapping[str, Exercise], units: Units) -> str:
    """Return what the calendar shows on its day: name and dose of one item, names of several."""
    if len(event.items) == 1:
        return _line(event.items[0], exercises, units)
    trained = [item for item in event.items if item.kind is ItemKind.EXERCISE]
    parts = [
        item_name(item, _exercise(item, exercises))
        for item in event.items
        if item.kind is not ItemKind.EXERCISE
    ]
    if trained:
        parts.append(ngettext("{count} exercise", "{count} exercises", len(trained)))
    return SEPARATOR.join(parts)


def _description(event: _Event, exercises: Mapping[str, Exercise], units: Units) -> str:
    """Return the items in words, a paragraph each, with what there is to say about them."""
    is_single = len(event.items) == 1
    paragraphs = []
    for item in event.items:
        lines = [] if is_single else [_line(item, exercises, units)]
        if item.kind in ENDURANCE:
            lines += run_sentences(item.run, item.kind, units=units)
            if item.run and sum(block.repeats for block in item.run.blocks) > 1:
                lines.append(run_total(item.run))
        minutes = item_minutes(item, _exercise(item, exercises))
        if is_single and item.kind is ItemKind.EXERCISE and minutes:
            lines.append(_("About {time}").format(time=minutes_text(max(1.0, minutes))))
        lines.append(item.note)
        paragraphs.append("\n".join(line for line in lines if line))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _line(item: PlanItem, exercises: Mapping[str, Exercise], units: Units) -> str:
    exercise = _exercise(item, exercises)
    name, dose = item_name(item, exercise), item_words(item, exercise, units=units)
    return _("{name}: {dose}").format(name=name, dose=dose) if dose else name


def _exercise(item: PlanItem, exercises: Mapping[str, Exercise]) -> Exercise | None:
    return exercises.get(item.exercise_id) if item.exercise_id else None
