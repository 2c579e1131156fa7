"""Logs that are no lists of activities: lifting (Strong), session effort and wellness (PMSys).

Scales are mapped only where their direction is certain. PMSys asks fatigue, mood, sleep quality,
soreness and stress from 1 to 5, 3 being normal. Mood and sleep quality (5 best) become 0 to 10
by (value - 1) x 2.5, halves up. For stress, soreness and fatigue it is not stated whether 5 is
most or best, and readiness has no place in the diary: they go into the day's note as written.
"""

import ast
import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import DayEntry
from rehabplanner.domain.problems import Message, marked
from rehabplanner.importers import cells, sports
from rehabplanner.importers.drafts import (
    Content,
    Draft,
    ImportRejected,
    Setting,
    from_local,
    local_time,
)
from rehabplanner.importers.headers import plain

Reader = Callable[[list[str], list[list[str]], Setting], Content]
Row = dict[str, str]

NO_PLACE = marked(
    "“{file}” is a table of a device's sleep scores; the diary asks for your own judgement "
    "instead, so there is nothing to bring in. Type sleep into the diary."
)
BAD_LINES = marked("{count} rows could not be read and were left out.")
NO_PAIN_SCORES = marked(
    "The injuries in this table have no score from 0 to 10. They were written into the notes of "
    "their days, not into the pain scores."
)


def reader_of(headers: list[str]) -> Reader | None:
    """Return the reader for a table with these (plain) headers, None if it is a common list."""
    names = set(headers)
    for wanted, reader in (
        ({"workout name", "exercise name", "set order"}, _strong),
        ({"end date time", "activity names", "perceived exertion", "duration min"}, _efforts),
        ({"effective time frame", "injuries"}, _injuries),
        ({"effective time frame", "sleep quality", "mood"}, _wellness),
        ({"sleep log entry id", "overall score"}, _sleep_scores),
    ):
        if wanted <= names:
            return reader
    return None


def _records(headers: list[str], rows: list[list[str]]) -> list[Row]:
    names = [plain(header) for header in headers]
    return [dict(zip(names, row, strict=False)) for row in rows]


def _strong(headers: list[str], rows: list[list[str]], setting: Setting) -> Content:
    """Return one strength session for each workout, its sets in the notes."""
    content = Content(file_format="csv")
    workouts: dict[tuple[str, str], list[Row]] = {}
    for row in _records(headers, rows):
        workouts.setdefault((row.get("date", ""), row.get("workout name", "")), []).append(row)
    bad = 0
    for (when, title), sets in workouts.items():
        stamp = cells.stamp(when)
        if stamp is None:
            bad += len(sets)
            continue
        draft = Draft(kind=Kind.STRENGTH, title=title, notes=_sets(sets))
        draft.duration_s = cells.seconds(sets[0].get("duration", "")) or None
        if stamp.clock is None:
            draft.day = stamp.day
        else:
            draft.start = from_local(datetime.combine(stamp.day, stamp.clock), setting.zone)
            draft.day = stamp.day
        content.drafts.append(draft)
    return _counted(content, bad)


def _sets(sets: list[Row]) -> str:
    """Return one line for each exercise: "Deadlift: 8 x 75, 6 x 75" (weights without unit)."""
    lines: dict[str, list[str]] = {}
    for row in sets:
        reps, weight = row.get("reps", ""), cells.number(row.get("weight", "")) or 0
        seconds = cells.number(row.get("seconds", "")) or 0
        work = f"{seconds:g} s" if seconds and not cells.number(reps) else reps
        done = f"{work} x {weight:g}" if weight else work
        lines.setdefault(row.get("exercise name", ""), []).append(done)
    written = [f"{name}: {', '.join(done)}" for name, done in lines.items() if name]
    comments = [row.get("workout notes") or "" for row in sets[:1]]
    return "\n".join(filter(None, [*comments, *written]))


def _efforts(headers: list[str], rows: list[list[str]], setting: Setting) -> Content:
    """Return the sessions of a session-effort log: they are dated by their end."""
    content = Content(file_format="csv")
    bad = 0
    for row in _records(headers, rows):
        end = _moment(row.get("end date time", ""), setting)
        minutes = cells.number(row.get("duration min", ""))
        if end is None or minutes is None or minutes < 0:
            bad += 1
            continue
        kind, surface = sports.named(_names(row.get("activity names", "")))
        draft = Draft(
            start=end - timedelta(minutes=minutes),
            kind=kind or Kind.OTHER,
            surface=surface,
            title=_names(row.get("activity names", "")).capitalize(),
            duration_s=minutes * 60,
            effort=cells.number(row.get("perceived exertion", "")),
        )
        content.drafts.append(draft)
    return _counted(content, bad)


def _names(text: str) -> str:
    """Return "running" for "['individual', 'running']"."""
    try:
        names = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        names = next(csv.reader([text.strip("[]")]), [])
    words = [str(name) for name in names] if isinstance(names, list) else [str(names)]
    return " ".join(word for word in words if word not in ("individual", "team"))


def _wellness(headers: list[str], rows: list[list[str]], setting: Setting) -> Content:
    """Return the days of a wellness log; of several entries on one day the last counts."""
    content = Content(file_format="csv")
    days: dict[date, DayEntry] = {}
    bad = 0
    for row in _records(headers, rows):
        moment = _moment(row.get("effective time frame", ""), setting)
        if moment is None:
            bad += 1
            continue
        day = local_time(moment, setting.zone).date()
        sleep_h = cells.number(row.get("sleep duration h", ""))
        days[day] = DayEntry(
            person_id=setting.person_id,
            day=day,
            sleep_h=sleep_h if sleep_h is not None and 0 <= sleep_h <= 24 else None,
            sleep_quality=_of_ten(row.get("sleep quality", "")),
            mood=_of_ten(row.get("mood", "")),
            note=_unmapped(row),
        )
    content.days = list(days.values())
    return _counted(content, bad)


def _of_ten(text: str) -> int | None:
    """Return 0, 3, 5, 8, 10 for 1 to 5."""
    value = cells.number(text)
    return int((value - 1) * 2.5 + 0.5) if value is not None and 1 <= value <= 5 else None


def _unmapped(row: Row) -> str:
    parts = [
        f"{name} {row[name].strip()}/{top}"
        for name, top in (("fatigue", 5), ("stress", 5), ("soreness", 5), ("readiness", 10))
        if cells.number(row.get(name, "")) is not None
    ]
    return ", ".join(parts)


def _injuries(headers: list[str], rows: list[list[str]], setting: Setting) -> Content:
    """Return days with a note on each injury that was ticked; empty entries say nothing."""
    content = Content(file_format="csv")
    notes: dict[date, str] = {}
    bad = 0
    for row in _records(headers, rows):
        moment = _moment(row.get("effective time frame", ""), setting)
        try:
            injuries = ast.literal_eval(row.get("injuries", ""))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            injuries = None
        if moment is None or not isinstance(injuries, dict):
            bad += 1
            continue
        if injuries:
            day = local_time(moment, setting.zone).date()
            said = (f"{str(place).replace('_', ' ')}: {grade}" for place, grade in injuries.items())
            notes[day] = ", ".join(said)
    for day, note in notes.items():
        content.days.append(DayEntry(person_id=setting.person_id, day=day, note=note))
    if not notes:
        raise ImportRejected(NO_INJURIES)
    content.notices.append(Message(NO_PAIN_SCORES))
    return _counted(content, bad)


NO_INJURIES = marked(
    "“{file}” is a log of injuries in which none was ticked, so there is nothing to bring in."
)


def _sleep_scores(headers: list[str], rows: list[list[str]], setting: Setting) -> Content:
    raise ImportRejected(NO_PLACE)


def _moment(text: str, setting: Setting) -> datetime | None:
    stamp = cells.stamp(text)
    if stamp is None:
        return None
    wall = datetime.combine(stamp.day, stamp.clock or datetime.min.time())
    if stamp.zone is not None:
        return wall.replace(tzinfo=stamp.zone).astimezone(UTC)
    return from_local(wall, setting.zone)


def _counted(content: Content, bad: int) -> Content:
    if bad:
        content.notices.append(Message(BAD_LINES, {"count": bad}))
    return content
