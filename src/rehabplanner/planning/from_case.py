"""From a case to a draft: six answers, ranked programmes, a reason for each item.

The same answers always give the same draft. It is a start for a person to change, no prescription.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.problems import Message, marked
from rehabplanner.library.programmes import Programme, ProgrammeItem
from rehabplanner.planning.equipment import lacking

MINUTES_PER_EXERCISE = 4
CALM_EXERCISE, EXPOSURE_EXERCISE = "K02", "K08"
DEMANDING_WEEK = 7


class Level(StrEnum):
    """How much of something: irritability (how easily it flares up) or worry about moving."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Aim(StrEnum):
    """What the person wants."""

    FEEL_BETTER = "feel better"
    WALK = "walk"
    RUN_AGAIN = "run again"
    RUN_FURTHER = "run further"
    STRONGER = "stronger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Six answers. `days` a week and `minutes` a day are what the person can give."""

    irritability: Level = Level.LOW
    aim: Aim = Aim.RUN_AGAIN
    days: int = 4
    equipment: str = ""
    minutes: int = 30
    worry: Level = Level.LOW


@dataclass(frozen=True, slots=True)
class Reasoned:
    """An item of the draft and why it is there."""

    item: ProgrammeItem
    reason: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A programme made to fit the case: its score, why it ranks there, its items with reasons."""

    programme: Programme
    score: int
    reasons: tuple[Message, ...]
    items: tuple[Reasoned, ...]
    left_out: tuple[Message, ...] = ()


def drafts_for(
    case: Case, programmes: Iterable[Programme], exercises: Mapping[str, Exercise]
) -> list[Draft]:
    """Return the programmes fitted to the case, the best first."""
    found = [_draft(case, programme, exercises) for programme in programmes]
    return sorted(found, key=lambda one: (-one.score, one.programme.id))


def _score(case: Case, programme: Programme) -> tuple[int, list[Message]]:
    fits, score, reasons = programme.fits, 0, []
    if case.aim.value in fits.goals:
        score += 4 + max(0, 2 - fits.goals.index(case.aim.value))
        reasons.append(Message(marked("It fits what you want.")))
    elif fits.goals:
        score -= 4
    if case.irritability.value in fits.irritability:
        score += 5 if case.irritability is Level.HIGH else 3
        text = {
            Level.HIGH: marked("Gentle enough for a back that flares up easily."),
            Level.MEDIUM: marked("Its steps are small enough for a back that is still touchy."),
            Level.LOW: marked("Your back is calm enough for it."),
        }
        reasons.append(Message(text[case.irritability]))
    elif fits.irritability:
        score -= 8 if case.irritability is Level.HIGH else 4
        reasons.append(Message(marked("It may be much for your back just now.")))
    if case.worry.value in fits.worry:
        score += 1
        if case.worry is not Level.LOW:
            reasons.append(Message(marked("Slow steps give trust in movement time to grow.")))
    elif fits.worry:
        score -= 1
    if fits.least_days > case.days:
        score -= 2 * (fits.least_days - case.days)
        values = {"days": fits.least_days}
        reasons.append(Message(marked("As written it needs {days} days a week."), values))
    if fits.minutes > case.minutes:
        score -= 1 + (fits.minutes - case.minutes) // 10
        values = {"minutes": fits.minutes}
        reasons.append(Message(marked("As written it takes {minutes} minutes a day."), values))
    return score, reasons


def _draft(case: Case, programme: Programme, exercises: Mapping[str, Exercise]) -> Draft:
    score, reasons = _score(case, programme)
    left_out: list[Message] = []
    kept = _on_fewer_days(case, programme, left_out)
    kept = _within_minutes(case, kept, exercises, left_out)
    items = [_reasoned(case, one, exercises) for one in kept]
    items += _for_worry(case, programme, exercises)
    fitted = replace(programme, items=tuple(one.item for one in items))
    return Draft(
        programme=fitted,
        score=score,
        reasons=tuple(reasons),
        items=tuple(items),
        left_out=tuple(left_out),
    )


def _on_fewer_days(
    case: Case, programme: Programme, left_out: list[Message]
) -> list[ProgrammeItem]:
    """Return the items on at most so many days of the week: those with most runs and most to do."""
    active = [one for one in programme.items if one.kind not in (ItemKind.REST, ItemKind.HABIT)]
    weight: dict[int, int] = {}
    for one in active:
        weight[one.weekday] = weight.get(one.weekday, 0) + (3 if one.run else 1)
    order = sorted(weight, key=lambda day: (-weight[day], day))
    days = set(order[: case.days])
    gone = [one for one in active if one.weekday not in days]
    if gone:
        values = {"count": len({one.weekday for one in gone})}
        left_out.append(
            Message(marked("{count} days are left out: fewer days were asked."), values)
        )
    return [one for one in programme.items if one.weekday in days or one not in active]


def _within_minutes(
    case: Case,
    items: list[ProgrammeItem],
    exercises: Mapping[str, Exercise],
    left_out: list[Message],
) -> list[ProgrammeItem]:
    """Return the items without the last exercises of days that would take too long."""
    spent: dict[tuple[int, int], float] = {}
    kept, gone = [], set()
    for one in sorted(items, key=lambda one: one.kind is ItemKind.EXERCISE):
        key = (one.week, one.weekday)
        minutes = 0.0
        if one.run is not None:
            minutes = one.run.minutes() or 0.0
        elif one.kind is ItemKind.EXERCISE:
            exercise = exercises.get(one.exercise_id or "")
            minutes = float(exercise.minutes if exercise else MINUTES_PER_EXERCISE)
        is_first = key not in spent
        if one.kind is ItemKind.EXERCISE and not is_first and spent[key] + minutes > case.minutes:
            gone.add(one.exercise_id)
            continue
        spent[key] = spent.get(key, 0.0) + minutes
        kept.append(one)
    if gone:
        names = ", ".join(sorted(exercises[one].name for one in gone if one and one in exercises))
        text = marked("Left out on some days, for time: {names}.")
        left_out.append(Message(text, {"names": names}))
    return [one for one in items if one in kept]


def _reasoned(case: Case, item: ProgrammeItem, exercises: Mapping[str, Exercise]) -> Reasoned:
    exercise = exercises.get(item.exercise_id or "")
    if exercise is None:
        return Reasoned(item, _plain_reason(item))
    missing = lacking(exercise, case.equipment)
    if missing:
        for other_id in (exercise.easier, exercise.harder):
            other = exercises.get(other_id or "")
            if other is not None and not lacking(other, case.equipment):
                text = marked("In the place of {name}, which needs {things}.")
                values = {"name": exercise.name, "things": ", ".join(missing)}
                swapped = replace(item, exercise_id=other.id, dose=other.dose)
                return Reasoned(swapped, Message(text, values))
        text = marked("{why} It needs {things}.")
        values = {"why": exercise.why, "things": ", ".join(missing)}
        return Reasoned(item, Message(text, values))
    return Reasoned(item, Message("{why}", {"why": exercise.why}))


def _plain_reason(item: ProgrammeItem) -> Message:
    return Message(
        {
            ItemKind.RUN: marked("Running itself, in steps that your back can get used to."),
            ItemKind.WALK: marked("Walking keeps you moving on days with and without pain."),
            ItemKind.CROSS: marked("Fitness without the bounce of running."),
            ItemKind.REST: marked("Bodies get stronger while they rest."),
            ItemKind.HABIT: marked("Sleep, stress and habits count as much as exercises."),
            ItemKind.EXERCISE: marked("Part of the programme."),
        }[item.kind]
    )


def _for_worry(
    case: Case, programme: Programme, exercises: Mapping[str, Exercise]
) -> list[Reasoned]:
    """Return what is added for a person who worries about moving, one a week."""
    if case.worry is Level.LOW:
        return []
    exercise_id = EXPOSURE_EXERCISE if case.worry is Level.HIGH else CALM_EXERCISE
    exercise = exercises.get(exercise_id)
    if exercise is None or any(one.exercise_id == exercise_id for one in programme.items):
        return []
    text = (
        marked("You worry about some movements: small planned tries show what your back can do.")
        if case.worry is Level.HIGH
        else marked("A calm breath helps when moving brings worry.")
    )
    days = {one.weekday for one in programme.items if one.kind is ItemKind.REST} or {6}
    return [
        Reasoned(
            ProgrammeItem(
                weekday=min(days),
                kind=ItemKind.EXERCISE,
                week=week,
                exercise_id=exercise_id,
                dose=exercise.dose,
            ),
            Message(text),
        )
        for week in range(programme.weeks)
    ]
