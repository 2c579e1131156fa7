"""The weekly plan: items on days, what came of them, and a word on the week.

A plan is flat: one `PlanItem` per thing on a day, so that two people can change different items
of one week, every step can be undone on its own, and moving an item is a change of its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from rehabplanner.domain.doses import Dose
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import OfPerson, clean_line, clean_text
from rehabplanner.domain.runs import RunDose
from rehabplanner.domain.scales import checked_amount, checked_score


class ItemKind(StrEnum):
    """What an item of the plan is."""

    EXERCISE = "exercise"
    RUN = "run"
    WALK = "walk"
    CROSS = "cross"
    HABIT = "habit"
    REST = "rest"


ENDURANCE = frozenset({ItemKind.RUN, ItemKind.WALK, ItemKind.CROSS})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem(OfPerson):
    """One thing to do on one day.

    Exercises have `exercise_id` and `dose`; runs, walks and cross-training have `run`; habits and
    rest have a title. `position` orders the items of a day. Items that were copied from one
    another share `series_id`, so that a dose can be changed in all of them from a date on.
    `first_day` is the day for which it was first planned.
    """

    day: date
    kind: ItemKind
    position: int = 0
    title: str = ""
    exercise_id: str | None = None
    dose: Dose | None = None
    run: RunDose | None = None
    note: str = ""
    series_id: UUID | None = None
    first_day: date | None = None

    def __post_init__(self) -> None:
        """Tidy the texts; refuse an exercise without an exercise."""
        object.__setattr__(self, "title", clean_line(self.title, 120))
        object.__setattr__(self, "note", clean_text(self.note, 2000))
        if self.kind is ItemKind.EXERCISE and not self.exercise_id:
            raise Problem("exercise_id", marked("Please choose an exercise."))

    @property
    def planned_minutes(self) -> float | None:
        """Return the minutes of an endurance item, None where only a distance is given."""
        return self.run.minutes() if self.run else None


class Outcome(StrEnum):
    """What came of a plan item."""

    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(OfPerson):
    """What was done of a plan item: at most one per item.

    A session cut short because of pain is PARTLY with a `reason`: a right decision, never a fault.
    `quality` is how well the movement went, 0 to 10; `dose` what was really done, where it differs.
    """

    item_id: UUID
    day: date
    outcome: Outcome = Outcome.DONE
    effort: float | None = None
    pain: int | None = None
    minutes: float | None = None
    quality: int | None = None
    dose: Dose | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Tidy the reason and refuse values off their scale."""
        object.__setattr__(self, "reason", clean_text(self.reason, 2000))
        checked_score("effort", self.effort)
        checked_score("pain", self.pain)
        checked_score("quality", self.quality)
        checked_amount("minutes", self.minutes, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekNote(OfPerson):
    """What a week is for: its purpose and a message, printed on the handout. One a week."""

    monday: date
    purpose: str = ""
    message: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts; a week begins on Monday."""
        object.__setattr__(self, "purpose", clean_line(self.purpose))
        object.__setattr__(self, "message", clean_text(self.message, 4000))
        if self.monday.weekday() != 0:
            raise Problem("monday", marked("A week begins on Monday."))


def monday_of(day: date) -> date:
    """Return the Monday of the day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def week_days(monday: date) -> tuple[date, ...]:
    """Return the seven days from Monday to Sunday."""
    return tuple(monday + timedelta(days=number) for number in range(7))


def copied(item: PlanItem, day: date, position: int | None = None) -> PlanItem:
    """Return a new item like this one on another day, in the same series."""
    return replace(
        item,
        id=uuid4(),
        revision=0,
        day=day,
        first_day=None,
        position=item.position if position is None else position,
        series_id=item.series_id or item.id,
    )


def copied_week(items: Iterable[PlanItem], monday: date, to_monday: date) -> list[PlanItem]:
    """Return copies of the items of one week on the same weekdays of another week."""
    shift = to_monday - monday
    last = monday + timedelta(days=6)
    return [copied(item, item.day + shift) for item in items if monday <= item.day <= last]


def moved(item: PlanItem, day: date, position: int) -> PlanItem:
    """Return the item on another day; it remembers the day for which it was first planned."""
    return replace(item, day=day, position=position, first_day=item.first_day or item.day)
