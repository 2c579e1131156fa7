"""The people the program is about, and the practice that looks after them."""

from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import Record, clean_line, clean_text

EARLIEST_BIRTH_YEAR = 1900


class Units(StrEnum):
    """How distances and weights are shown; stored values are always metric."""

    METRIC = "metric"
    IMPERIAL = "imperial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A runner: the person whose runs, pain and plan are kept.

    `pain_ceiling` (0 to 10) and `green_sessions` are the person's limits of the pain rule;
    `question` is what the person wants to ask at the next visit.
    """

    name: str
    birth_year: int | None = None
    units: Units = Units.METRIC
    goal: str = ""
    complaint: str = ""
    notes: str = ""
    pain_ceiling: int = 4
    green_sessions: int = 2
    equipment: str = ""
    question: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts and refuse an empty name or an impossible year."""
        object.__setattr__(self, "name", clean_line(self.name, 120))
        for name in ("goal", "complaint", "notes", "equipment", "question"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.name:
            raise Problem("name", marked("Please give a name; a first name is enough."))
        if self.birth_year is not None and not EARLIEST_BIRTH_YEAR <= self.birth_year <= 2100:
            raise Problem("birth_year", marked("Please give the year of birth with four digits."))
        if not 0 <= self.pain_ceiling <= 10:
            raise Problem("pain_ceiling", marked("This scale goes from 0 to 10."))
        if not 1 <= self.green_sessions <= 10:
            raise Problem("green_sessions", marked("Please give a number from 1 to 10."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """The letterhead: who hands out the programme. At most one is kept."""

    name: str = ""
    therapist: str = ""
    address: str = ""
    phone: str = ""
    footer: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts."""
        for name in ("name", "therapist", "phone"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        for name in ("address", "footer"):
            object.__setattr__(self, name, clean_text(getattr(self, name), 1000))
