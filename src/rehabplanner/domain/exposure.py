"""Graded exposure: the movements a person fears, and what was agreed for a flare-up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import OfPerson, clean_line, clean_text
from rehabplanner.domain.scales import checked_score

SHORTEST_FLARE_DAYS = 3
LONGEST_FLARE_DAYS = 7
MOST_STEPS_BACK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FearedMovement(OfPerson):
    """One rung of the ladder of feared movements, from the easiest (position 0) up.

    `fear` is how much worry it brings, 0 to 10, on the day it was put on the ladder.
    """

    day: date
    what: str
    position: int = 0
    fear: int | None = None
    exercise_id: str | None = None
    is_conquered: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts; refuse an empty name and a score off the scale."""
        object.__setattr__(self, "what", clean_line(self.what, 120))
        object.__setattr__(self, "note", clean_text(self.note, 2000))
        if not self.what:
            raise Problem("what", marked("Please name the movement."))
        checked_score("fear", self.fear)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction(OfPerson):
    """How much a feared movement or run was expected to hurt (0-10), and how much it did."""

    day: date
    what: str
    expected: int
    felt: int | None = None
    note: str = ""
    movement_id: UUID | None = None
    activity_id: UUID | None = None
    item_id: UUID | None = None

    def __post_init__(self) -> None:
        """Tidy the texts and refuse scores off the scale."""
        object.__setattr__(self, "what", clean_line(self.what, 120))
        object.__setattr__(self, "note", clean_text(self.note, 2000))
        checked_score("expected", self.expected)
        checked_score("felt", self.felt)

    @property
    def surprise(self) -> int | None:
        """Return expected minus felt in points: above 0 it hurt less than feared."""
        return None if self.felt is None else self.expected - self.felt


@dataclass(frozen=True, slots=True, kw_only=True)
class FlarePlan(OfPerson):
    """What was agreed beforehand for a flare-up. At most one a person.

    For `days` days (3 to 7) every dose is cut to `dose_percent`, with short walks each day; then
    the doses come back in steps of one day each, `back_percent`, up to the whole dose.
    """

    days: int = 5
    dose_percent: int = 50
    walks_a_day: int = 3
    walk_min: int = 10
    back_percent: tuple[int, ...] = (60, 80)
    message: str = ""

    def __post_init__(self) -> None:
        """Tidy the message and refuse numbers that make no sense."""
        object.__setattr__(self, "message", clean_text(self.message, 2000))
        object.__setattr__(self, "back_percent", tuple(self.back_percent))
        if not SHORTEST_FLARE_DAYS <= self.days <= LONGEST_FLARE_DAYS:
            raise Problem("days", marked("A flare-up plan lasts 3 to 7 days."))
        if not 0 <= self.dose_percent <= 100:
            raise Problem("dose_percent", marked("Please give a share from 0 to 100 percent."))
        if not (0 <= self.walks_a_day <= 12 and 0 <= self.walk_min <= 240):
            raise Problem("walk_min", marked("Please check how many walks, and how long."))
        back = self.back_percent
        if len(back) > MOST_STEPS_BACK or any(not 0 < one <= 100 for one in back):
            raise Problem("back_percent", marked("Please give a share from 0 to 100 percent."))
        if list(back) != sorted(back):
            raise Problem("back_percent", marked("The way back goes up from step to step."))
