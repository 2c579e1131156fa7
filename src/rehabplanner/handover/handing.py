"""Which part of the plan is handed over, and into which files."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import PlanItem, monday_of
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.files import file_name, write_atomically
from rehabplanner.handover.calendar import CalendarOptions, render_calendar
from rehabplanner.handover.fit_workout import is_for_watch, render_workout
from rehabplanner.phrases import item_name
from rehabplanner.wording import word

_APART = str.maketrans(
    {"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d"}
)
ZIP_TIME = (2000, 1, 1, 0, 0, 0)
"""Stands in a packed file for its time, so that the same plan gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What is handed over: one week, or without `monday` this week and all ahead."""

    today: date
    monday: date | None = None
    calendar: CalendarOptions = field(default_factory=CalendarOptions)


def chosen_items(dossier: Dossier, handing: Handing) -> Sequence[PlanItem]:
    """Return the items that are handed over."""
    if handing.monday is None:
        return between(dossier.items, monday_of(handing.today), date.max)
    days_left = (date.max - handing.monday).days
    last = handing.monday + timedelta(days=min(6, days_left))
    return between(dossier.items, handing.monday, last)


def write_calendar(
    file: Path, dossier: Dossier, exercises: Mapping[str, Exercise], handing: Handing
) -> None:
    """Write the plan as iCalendar.

    Raises Problem where nothing is planned, StorageError if the file cannot be written.
    """
    items = chosen_items(dossier, handing)
    if not items:
        raise Problem(
            "week", marked("Nothing is planned in these weeks. Please plan it or choose another.")
        )
    options = handing.calendar
    data = render_calendar(
        dossier.person, items, exercises=exercises, made_on=handing.today, options=options
    )
    write_atomically(file, data)


def write_workouts(file: Path, dossier: Dossier, handing: Handing) -> list[Path]:
    """Write the runs and walks as FIT workouts and return the files written.

    A name that ends in .zip holds them all. Otherwise the first session goes into the named file
    and the others beside it, with their day in the name.
    Raises Problem where no run is planned, StorageError if a file cannot be written.
    """
    workouts = workout_files(dossier, handing)
    if not workouts:
        raise Problem(
            "week",
            marked("No run or walk is planned in these weeks. Please plan one or choose another."),
        )
    if file.suffix.lower() == ".zip":
        write_atomically(file, _packed(workouts))
        return [file]
    others = list(workouts)[1:]
    written = [file, *(file.with_name(f"{file.stem} {name}") for name in others)]
    for path, data in zip(written, workouts.values(), strict=True):
        write_atomically(path, data)
    return written


def workout_files(dossier: Dossier, handing: Handing) -> dict[str, bytes]:
    """Return a workout for each run, walk or cross-training session, by the name of its file."""
    found: dict[str, bytes] = {}
    for item in chosen_items(dossier, handing):
        if is_for_watch(item):
            data = render_workout(item, made_on=handing.today, units=dossier.person.units)
            found[_free_name(item, found)] = data
    return found


def _free_name(item: PlanItem, taken: Mapping[str, bytes]) -> str:
    """Return a name in plain Latin letters, which every watch's memory accepts."""
    words = _latin(item_name(item, None)) or _latin(word(item.kind)) or item.kind.value
    stem = file_name(item.day.isoformat(), words)[:40].strip(" .")
    lower = {name.lower() for name in taken}
    number, name = 1, f"{stem}.fit"
    while name.lower() in lower:
        number += 1
        name = f"{stem} {number}.fit"
    return name


def _latin(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_APART)).encode("ascii", "ignore").decode()
    return " ".join("".join(c if c.isalnum() or c in "-_" else " " for c in apart).split())


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), data)
    return buffer.getvalue()
