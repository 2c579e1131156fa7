"""What a therapist lays down around the plan: phases, what was taught, steps taken, templates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from rehabplanner.domain.own_exercises import read_table
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import OfPerson, Record, clean_line, clean_text

MOST_TEMPLATE = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(OfPerson):
    """A part of a programme of several weeks: from `day` to `until`, both included."""

    day: date
    until: date
    name: str
    aim: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts; refuse an empty name and an end before the start."""
        object.__setattr__(self, "name", clean_line(self.name, 120))
        object.__setattr__(self, "aim", clean_text(self.aim, 2000))
        if not self.name:
            raise Problem("name", marked("Please give the phase a name."))
        if self.until < self.day:
            raise Problem("until", marked("The end lies before the start."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught(OfPerson):
    """That an exercise was shown and practised, and on which day. At most one an exercise."""

    day: date
    exercise_id: str


class StepKind(StrEnum):
    """What was done with a proposed step."""

    PROGRESS = "progress"
    HOLD = "hold"
    STEP_BACK = "step back"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDecision(OfPerson):
    """A step on a ladder that a person took with a click, and why: rule, numbers, doses.

    `subject` is the exercise's id, or the series of a run as text; `before` and `after` are doses
    in their grammar; `reasons` are the words that were shown.
    """

    day: date
    kind: StepKind
    subject: str
    rule_id: str = ""
    before: str = ""
    after: str = ""
    reasons: str = ""
    item_id: UUID | None = None

    def __post_init__(self) -> None:
        """Tidy the texts."""
        for name in ("subject", "rule_id", "before", "after"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "reasons", clean_text(self.reasons, 4000))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate(Record):
    """A clinic's own template, without a person.

    `content` is a TOML table with the keys of the shipped programmes; `standard_id` names the
    shipped programme that it was made from, so that the difference can be told.
    """

    name: str
    content: str
    standard_id: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Tidy the names; refuse an empty one, and a text that is no table."""
        object.__setattr__(self, "name", clean_line(self.name, 120))
        object.__setattr__(self, "standard_id", clean_line(self.standard_id, 120))
        object.__setattr__(self, "note", clean_text(self.note, 2000))
        if not self.name:
            raise Problem("name", marked("Please give the template a name."))
        if len(self.content) > MOST_TEMPLATE:
            raise Problem("content", marked("This template is too long to be kept."))
        read_table(self.content)
