"""One week of a plan, gathered for paper: exercises once each, in the order of body positions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rehabplanner.domain.doses import Dose, Side
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem, week_days
from rehabplanner.domain.runs import RunDose
from rehabplanner.phrases import Stance, item_minutes, item_name, stance_of
from rehabplanner.wording import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One exercise of the week: its doses and notes with the weekdays (0 is Monday) they are for.

    `number` is the one printed on its card.
    """

    number: int
    name: str
    exercise: Exercise | None
    stance: Stance
    doses: tuple[tuple[tuple[int, ...], Dose], ...]
    notes: tuple[tuple[tuple[int, ...], str], ...]
    days: tuple[int, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Return the sides that get a tick box each; one BOTH where sides do not matter."""
        found = {dose.side for _days, dose in self.doses}
        if Side.EACH in found or {Side.LEFT, Side.RIGHT} <= found:
            return (Side.LEFT, Side.RIGHT)
        return tuple(side for side in (Side.LEFT, Side.RIGHT) if side in found) or (Side.BOTH,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """A run, walk or other endurance session and the weekdays it is for."""

    kind: ItemKind
    name: str
    run: RunDose | None
    note: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Something small to do on some days."""

    name: str
    note: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What stands on one day; `minutes` is None where some of it tells none."""

    day: date
    outings: tuple[Outing, ...]
    prescriptions: tuple[Prescription, ...]
    habits: tuple[Habit, ...]
    rests: tuple[str, ...]
    minutes: float | None
    exercise_minutes: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """The week as it is printed."""

    monday: date
    purpose: str
    message: str
    prescriptions: tuple[Prescription, ...]
    outings: tuple[Outing, ...]
    habits: tuple[Habit, ...]
    days: tuple[Day, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is planned."""
        return not (self.prescriptions or self.outings or self.habits) and not any(
            day.rests for day in self.days
        )

    def same_as(self, other: "WeekPlan") -> bool:
        """Say whether another week asks for the same on the same weekdays."""
        mine = (self.prescriptions, self.outings, self.habits)
        return mine == (other.prescriptions, other.outings, other.habits)


def gather(dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]) -> WeekPlan:
    """Return the week that begins on this Monday."""
    items = dossier.items_of_week(monday)
    note = dossier.week_note(monday)
    prescriptions = _prescriptions(items, exercises)
    outings = _outings(items)
    habits = _habits(items)
    return WeekPlan(
        monday=monday,
        purpose=note.purpose if note else "",
        message=note.message if note else "",
        prescriptions=prescriptions,
        outings=outings,
        habits=habits,
        days=tuple(
            _day(day, number, items, exercises, (prescriptions, outings, habits))
            for number, day in enumerate(week_days(monday))
        ),
    )


def stance_heading(stance: Stance) -> str:
    """Return the heading above the exercises of a body position."""
    return {
        Stance.FEET: _("On your feet"),
        Stance.SITTING: _("Sitting"),
        Stance.KNEELING: _("Kneeling, or on hands and knees"),
        Stance.LYING: _("Lying down"),
        Stance.ANY: _("Wherever it suits you"),
    }[stance]


def _prescriptions(
    items: Iterable[PlanItem], exercises: Mapping[str, Exercise]
) -> tuple[Prescription, ...]:
    grouped: dict[tuple[str, str], list[PlanItem]] = {}
    for item in items:
        if item.kind is ItemKind.EXERCISE:
            grouped.setdefault((item.exercise_id or "", item.title), []).append(item)
    found = []
    for (exercise_id, _title), same in grouped.items():
        exercise = exercises.get(exercise_id)
        doses = _by_value((item.day.weekday(), _dose_of(item, exercise)) for item in same)
        notes = _by_value((item.day.weekday(), item.note) for item in same if item.note)
        found.append((stance_of(exercise), same[0], exercise, doses, notes, _days(same)))
    found.sort(key=lambda entry: entry[0])
    return tuple(
        Prescription(
            number=number,
            name=item_name(first, exercise),
            exercise=exercise,
            stance=stance,
            doses=doses,
            notes=notes,
            days=days,
        )
        for number, (stance, first, exercise, doses, notes, days) in enumerate(found, start=1)
    )


def _dose_of(item: PlanItem, exercise: Exercise | None) -> Dose:
    if item.dose is not None:
        return item.dose
    return exercise.dose if exercise else Dose()


def _by_value(pairs: Iterable[tuple[int, T]]) -> tuple[tuple[tuple[int, ...], T], ...]:
    grouped: dict[T, list[int]] = {}
    for day, value in pairs:
        grouped.setdefault(value, []).append(day)
    return tuple((tuple(sorted(set(days))), value) for value, days in grouped.items())


def _outings(items: Iterable[PlanItem]) -> tuple[Outing, ...]:
    grouped: dict[tuple[ItemKind, str, RunDose | None, str], list[PlanItem]] = {}
    for item in items:
        if item.kind in ENDURANCE:
            key = (item.kind, item_name(item, None), item.run, item.note)
            grouped.setdefault(key, []).append(item)
    return tuple(
        Outing(kind=kind, name=name, run=run, note=note, days=_days(same))
        for (kind, name, run, note), same in grouped.items()
    )


def _habits(items: Iterable[PlanItem]) -> tuple[Habit, ...]:
    grouped: dict[tuple[str, str], list[PlanItem]] = {}
    for item in items:
        if item.kind is ItemKind.HABIT:
            grouped.setdefault((item_name(item, None), item.note), []).append(item)
    return tuple(
        Habit(name=name, note=note, days=_days(same)) for (name, note), same in grouped.items()
    )


def _days(items: Iterable[PlanItem]) -> tuple[int, ...]:
    return tuple(sorted({item.day.weekday() for item in items}))


def _day(
    day: date,
    number: int,
    items: Iterable[PlanItem],
    exercises: Mapping[str, Exercise],
    gathered: tuple[tuple[Prescription, ...], tuple[Outing, ...], tuple[Habit, ...]],
) -> Day:
    mine = [item for item in items if item.day == day]
    prescriptions, outings, habits = gathered
    timed = [item for item in mine if item.kind not in (ItemKind.HABIT, ItemKind.REST)]
    strength = [item for item in timed if item.kind is ItemKind.EXERCISE]
    return Day(
        day=day,
        outings=tuple(one for one in outings if number in one.days),
        prescriptions=tuple(one for one in prescriptions if number in one.days),
        habits=tuple(one for one in habits if number in one.days),
        rests=tuple(item_name(item, None) for item in mine if item.kind is ItemKind.REST),
        minutes=_minutes(timed, exercises),
        exercise_minutes=_minutes(strength, exercises),
    )


def _minutes(items: Iterable[PlanItem], exercises: Mapping[str, Exercise]) -> float | None:
    """Return the sum of the minutes; None where there is nothing or some item tells none."""
    minutes = [item_minutes(item, exercises.get(item.exercise_id or "")) for item in items]
    known = [one for one in minutes if one is not None]
    return sum(known) if known and len(known) == len(minutes) else None
