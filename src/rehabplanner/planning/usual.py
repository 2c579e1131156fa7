"""What is usual for a person: doses used last, exercises used lately, series of items.

Everything is read from the plan itself, so that it travels with the person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from rehabplanner.domain.doses import Dose, Side, Unit
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem
from rehabplanner.domain.runs import RunDose


@dataclass(frozen=True, slots=True)
class Usual:
    """The latest item of each exercise and of each kind of run, walk or cross-training."""

    exercises: dict[str, PlanItem]
    endurance: dict[tuple[ItemKind, str], PlanItem]

    def dose_of(self, exercise: Exercise) -> Dose:
        """Return the dose used last, or the library's."""
        item = self.exercises.get(exercise.id)
        return item.dose if item is not None and item.dose is not None else exercise.dose

    def run_of(self, kind: ItemKind, title: str = "") -> RunDose | None:
        """Return the run, walk or ride planned last, if there was one."""
        item = self.endurance.get((kind, title))
        return item.run if item is not None else None

    def series_of(self, exercise_id: str) -> UUID | None:
        """Return the series to which a new item of this exercise belongs."""
        item = self.exercises.get(exercise_id)
        return None if item is None else series(item)

    @property
    def recent(self) -> tuple[str, ...]:
        """Return the ids of the exercises used, latest first."""
        by_day = sorted(self.exercises.values(), key=lambda item: item.day, reverse=True)
        return tuple(item.exercise_id or "" for item in by_day)


NOTHING_USUAL = Usual({}, {})


def usual(items: Iterable[PlanItem]) -> Usual:
    """Return what is usual according to these items, which are sorted by day."""
    exercises: dict[str, PlanItem] = {}
    endurance: dict[tuple[ItemKind, str], PlanItem] = {}
    for item in items:
        if item.kind is ItemKind.EXERCISE and item.exercise_id:
            exercises[item.exercise_id] = item
        elif item.kind in ENDURANCE and item.run is not None:
            endurance[(item.kind, item.title)] = item
    return Usual(exercises, endurance)


def series(item: PlanItem) -> UUID:
    """Return the series of an item: that of its origin, or its own id."""
    return item.series_id or item.id


def same_from(item: PlanItem, items: Sequence[PlanItem]) -> list[PlanItem]:
    """Return the other items of the series on the item's day or later."""
    wanted = series(item)
    return [
        one for one in items if series(one) == wanted and one.day >= item.day and one.id != item.id
    ]


def merged(usual_dose: Dose, typed: Dose, *, on_both: bool = False) -> Dose:
    """Return the usual dose with what was typed put in; `on_both` takes a side away.

    Sets and amount replace a pyramid and the other way round. A bare number is counted in the
    usual seconds or metres: `3x40` of a plank is a time. Hold and tempo belong to repetitions and
    go when the new amount is a time or a distance.
    """
    changes: dict[str, Any] = {
        field.name: getattr(typed, field.name)
        for field in fields(Dose)
        if getattr(typed, field.name) != field.default
    }
    if typed.pyramid:
        changes |= {"sets": None, "amount": None, "unit": Unit.REPS}
    elif typed.amount is not None or typed.sets is not None:
        changes["pyramid"] = ()
    if typed.amount is not None:
        is_bare = typed.unit is Unit.REPS and usual_dose.unit in (Unit.SECONDS, Unit.METRES)
        changes["unit"] = usual_dose.unit if is_bare else typed.unit
        if changes["unit"] is not Unit.REPS:
            changes.setdefault("hold_s", None)
            changes.setdefault("tempo", None)
    if on_both:
        changes["side"] = Side.BOTH
    return replace(usual_dose, **changes)
