"""How much a day and a week ask for, and soft words where it may be too much.

People do more of what they are asked when they are asked for less, so the words come above five
exercises or twenty minutes of them a day (a convention).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem, week_days
from rehabplanner.domain.problems import Message, marked
from rehabplanner.phrases import item_minutes

MOST_EXERCISES = 5
MOST_EXERCISE_MINUTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Of a day or a week. Minutes are estimates; `is_partial` where some item gives none."""

    sessions: int = 0
    exercises: int = 0
    minutes: float = 0.0
    exercise_minutes: float = 0.0
    is_partial: bool = False


def day_totals(items: Iterable[PlanItem], exercises: Mapping[str, Exercise]) -> Totals:
    """Return the totals of one day: all its exercises are one session, each run another."""
    count = endurance = 0
    minutes = exercise_minutes = 0.0
    is_partial = False
    for item in items:
        if item.kind in (ItemKind.HABIT, ItemKind.REST):
            continue
        took = item_minutes(item, exercises.get(item.exercise_id or ""))
        is_partial = is_partial or took is None
        minutes += took or 0.0
        if item.kind in ENDURANCE:
            endurance += 1
        else:
            count += 1
            exercise_minutes += took or 0.0
    return Totals(
        sessions=endurance + (1 if count else 0),
        exercises=count,
        minutes=minutes,
        exercise_minutes=exercise_minutes,
        is_partial=is_partial,
    )


def week_totals(days: Sequence[Totals]) -> Totals:
    """Return the sum of the days."""
    return Totals(
        sessions=sum(day.sessions for day in days),
        exercises=sum(day.exercises for day in days),
        minutes=sum(day.minutes for day in days),
        exercise_minutes=sum(day.exercise_minutes for day in days),
        is_partial=any(day.is_partial for day in days),
    )


def day_hint(totals: Totals) -> Message | None:
    """Return a soft word where a day asks for many exercises."""
    if totals.exercises > MOST_EXERCISES:
        return Message(
            marked("{count} exercises: up to five are done more often."),
            {"count": totals.exercises},
        )
    if totals.exercise_minutes > MOST_EXERCISE_MINUTES:
        return Message(
            marked("About {minutes} minutes of exercises: up to twenty are done more often."),
            {"minutes": round(totals.exercise_minutes)},
        )
    return None


def has_no_rest_day(
    items: Sequence[PlanItem], monday: date, exercises: Mapping[str, Exercise]
) -> bool:
    """Say whether every day of the week has a run, cross-training or demanding exercises.

    Exercises that the library gives for every day of the week (breathing, gentle moves) and walks
    leave a day restful.
    """
    demanding = {item.day for item in items if _is_demanding(item, exercises)}
    return all(day in demanding for day in week_days(monday))


def _is_demanding(item: PlanItem, exercises: Mapping[str, Exercise]) -> bool:
    if item.kind in (ItemKind.RUN, ItemKind.CROSS):
        return True
    exercise = exercises.get(item.exercise_id or "")
    return item.kind is ItemKind.EXERCISE and (exercise is None or exercise.per_week[1] < 7)
