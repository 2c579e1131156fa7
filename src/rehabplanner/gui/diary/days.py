"""What the diary asks of a dossier: a day's scores, what a typed value changes, open questions.

Pure functions of a dossier; a change is handed to the workspace as it is. Pain in the legs is
kept apart from pain in the back: they may need different care, and they move apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import (
    BACK_PARTS,
    LEG_PARTS,
    BodyPart,
    DayEntry,
    Moment,
    PainEntry,
)
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.record import OfPerson
from rehabplanner.wording import _, day_text

ONE_DAY = timedelta(days=1)
ASKED_DAYS = 14
"""Questions about runs are asked on days not longer ago than this."""
LEGS = LEG_PARTS | frozenset(one for one in BodyPart if one.value.startswith(("hip", "groin")))
"""The legs with hips and groins."""
CONTEXT = tuple(
    field.name
    for field in fields(DayEntry)
    if field.name not in ("id", "revision", "person_id", "day")
)
"""The names of what a day entry can hold."""
OWN_WORDS = ("is_rest_day", "note", "eased", "stirred")
REPEATED = tuple(name for name in CONTEXT if name not in OWN_WORDS)
"""What “same as yesterday” takes over of the day around the pain."""
REPEATED_MOMENTS = (Moment.MORNING, Moment.WORST)


@dataclass(frozen=True, slots=True)
class Change:
    """What must be saved and removed, with the label of the step."""

    label: str
    saved: tuple[OfPerson, ...] = ()
    removed: tuple[OfPerson, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything changes."""
        return bool(self.saved or self.removed)


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the table; None where nothing was noted."""

    day: date
    morning: int | None = None
    worst: int | None = None
    during: int | None = None
    after: int | None = None
    legs: int | None = None
    highest: int | None = None
    entry: DayEntry | None = None
    activities: tuple[Activity, ...] = ()
    has_note: bool = False

    def value(self, name: str) -> Any:
        """Return a value of the row by its name, of the day entry where it is one of those."""
        if name in CONTEXT:
            return getattr(self.entry, name) if self.entry is not None else None
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Question:
    """A run whose pain is not known yet: at these moments, felt on this day."""

    run: Activity
    moments: tuple[Moment, ...]
    day: date


def day_rows(dossier: Dossier, first: date, last: date) -> list[DayRow]:
    """Return one row for each day from the first to the last, whether noted or not."""
    pains: dict[date, list[PainEntry]] = {}
    for pain in between(dossier.pains, first, last):
        pains.setdefault(pain.day, []).append(pain)
    entries = {entry.day: entry for entry in reversed(between(dossier.days, first, last))}
    activities: dict[date, list[Activity]] = {}
    for activity in between(dossier.activities, first, last):
        activities.setdefault(activity.day, []).append(activity)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [
        _row(day, pains.get(day, ()), entries.get(day), tuple(activities.get(day, ())))
        for day in days
    ]


def _row(
    day: date,
    pains: Iterable[PainEntry],
    entry: DayEntry | None,
    activities: tuple[Activity, ...],
) -> DayRow:
    scores: dict[str, int] = {}
    has_note = bool(entry and entry.note)
    for pain in pains:
        has_note = has_note or bool(pain.note)
        names = ["legs"] if pain.part in LEGS else []
        if pain.part in BACK_PARTS:
            names = [_COLUMN[pain.moment], "highest"]
        for name in names:
            scores[name] = max(scores.get(name, 0), pain.score)
    return DayRow(day, entry=entry, activities=activities, has_note=has_note, **scores)


_COLUMN = {
    Moment.MORNING: "morning",
    Moment.NOW: "worst",
    Moment.WORST: "worst",
    Moment.DURING: "during",
    Moment.AFTER: "after",
}


def pains_of(dossier: Dossier, day: date) -> tuple[PainEntry, ...]:
    """Return the pain entries of a day in the order of the day."""
    return between(dossier.pains, day, day)


def main_pain(dossier: Dossier, day: date, moment: Moment) -> PainEntry | None:
    """Return the highest back pain at a moment of a day: the one that the quick row shows."""
    found = [
        one for one in pains_of(dossier, day) if one.moment is moment and one.part in BACK_PARTS
    ]
    return max(found, key=lambda one: one.score, default=None)


def runs_of(dossier: Dossier, day: date) -> list[Activity]:
    """Return the runs of a day in their order."""
    return [one for one in between(dossier.activities, day, day) if one.is_running]


def set_pain(
    dossier: Dossier, day: date, moment: Moment, score: int | None, run: Activity | None = None
) -> Change:
    """Return the change that sets (or with None takes away) a day's back pain at a moment.

    A morning score belongs to the last run of the day before, so that it is asked only once.
    """
    label = _("{moment} of {day}").format(moment=_moment_words(moment), day=short_day(day))
    old = _of_run(dossier, day, moment, run) if run else main_pain(dossier, day, moment)
    if score is None:
        return Change(label, removed=(old,)) if old else Change(label)
    if old is not None:
        return Change(label, saved=(replace(old, score=score),))
    if run is None and moment is Moment.MORNING:
        run = next(reversed(runs_of(dossier, day - ONE_DAY)), None)
    entry = PainEntry(
        person_id=dossier.person.id,
        day=day,
        moment=moment,
        score=score,
        activity_id=run.id if run else None,
        noted_at=datetime.now(UTC),
    )
    return Change(label, saved=(entry,))


def _of_run(dossier: Dossier, day: date, moment: Moment, run: Activity) -> PainEntry | None:
    found = [
        one
        for one in pains_of(dossier, day)
        if one.moment is moment and one.activity_id == run.id and one.part in BACK_PARTS
    ]
    return max(found, key=lambda one: one.score, default=None)


def set_value(dossier: Dossier, day: date, name: str, value: Any, words: str) -> Change:
    """Return the change that sets a value of the day; taking the last one removes the record.

    `words` names the value in the step's label. Raises Problem for a value off its scale.
    """
    label = _("{value} of {day}").format(value=words, day=short_day(day))
    before = dossier.day_entry(day)
    after = replace(before or DayEntry(person_id=dossier.person.id, day=day), **{name: value})
    return _entry_change(label, before, after)


def _entry_change(label: str, before: DayEntry | None, after: DayEntry) -> Change:
    if is_empty(after):
        return Change(label, removed=(before,) if before is not None else ())
    return Change(label) if after == before else Change(label, saved=(after,))


def is_empty(entry: DayEntry) -> bool:
    """Say whether a day entry holds nothing."""
    return all(
        value is None or value is False or value == ""
        for value in map(entry.__getattribute__, CONTEXT)
    )


def same_as_before(dossier: Dossier, day: date) -> Change:
    """Return the change that fills what is unknown of a day with what the day before had.

    Notes, the tick for a rest day and scores of a run are not taken over; nothing is overwritten.
    """
    label = _("{day} same as the day before").format(day=short_day(day))
    saved: list[OfPerson] = []
    earlier, before = dossier.day_entry(day - ONE_DAY), dossier.day_entry(day)
    if earlier is not None:
        entry = before or DayEntry(person_id=dossier.person.id, day=day)
        values = {
            name: getattr(earlier, name) for name in REPEATED if getattr(entry, name) in (None, "")
        }
        change = _entry_change(label, before, replace(entry, **values))
        saved += change.saved
    known = {(one.moment, one.part) for one in pains_of(dossier, day)}
    last_run = next(reversed(runs_of(dossier, day - ONE_DAY)), None)
    for pain in pains_of(dossier, day - ONE_DAY):
        if pain.moment not in REPEATED_MOMENTS or (pain.moment, pain.part) in known:
            continue
        known.add((pain.moment, pain.part))
        is_next_morning = pain.moment is Moment.MORNING and last_run is not None
        saved.append(
            PainEntry(
                person_id=dossier.person.id,
                day=day,
                moment=pain.moment,
                score=pain.score,
                part=pain.part,
                qualities=pain.qualities,
                trouble=pain.trouble,
                activity_id=last_run.id if is_next_morning and last_run else None,
                noted_at=datetime.now(UTC),
            )
        )
    return Change(label, saved=tuple(saved))


def questions(dossier: Dossier, day: date, today: date) -> list[Question]:
    """Return what is worth asking on a day: pain the morning after a run, during and after one."""
    if (today - day).days > ASKED_DAYS:
        return []
    noted = [one for one in pains_of(dossier, day) if one.part in BACK_PARTS]
    asked = []
    earlier = runs_of(dossier, day - ONE_DAY)
    if earlier and not any(one.moment is Moment.MORNING for one in noted):
        asked.append(Question(earlier[-1], (Moment.MORNING,), day))
    for run in runs_of(dossier, day):
        known = {one.moment for one in noted if one.activity_id in (run.id, None)}
        open_moments = [one for one in (Moment.DURING, Moment.AFTER) if one not in known]
        if open_moments:
            asked.append(Question(run, tuple(open_moments), day))
    return asked


def favourite_parts(dossier: Dossier) -> list[BodyPart]:
    """Return all body parts, those this person has noted most often first."""
    counts = Counter(one.part for one in dossier.pains)
    order = list(BodyPart)
    return sorted(order, key=lambda part: (-counts[part], order.index(part)))


def short_day(day: date) -> str:
    """Return a day for the label of a step, such as `Thu 3 Sep`."""
    return day_text(day, year=False)


def _moment_words(moment: Moment) -> str:
    return {
        Moment.MORNING: _("Morning pain"),
        Moment.NOW: _("Pain"),
        Moment.DURING: _("Pain during the run"),
        Moment.AFTER: _("Pain after the run"),
        Moment.WORST: _("Worst pain"),
    }[moment]
