"""The people the program is about, and the practice that looks after them."""

from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.domain.colours import clean_colour
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import Record, clean_line, clean_text

EARLIEST_BIRTH_YEAR = 1900
LOWEST_HR, HIGHEST_HR = 25, 240
MOST_LOGO = 400_000
"""The largest logo in bytes."""


class Units(StrEnum):
    """How distances and weights are shown; stored values are always metric."""

    METRIC = "metric"
    IMPERIAL = "imperial"


class Sex(StrEnum):
    """Sex, as far as the heart-rate load (TRIMP) is reckoned differently."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A runner: the person whose runs, pain and plan are kept.

    `pain_ceiling` (0 to 10) and `green_sessions` are the person's limits of the pain rule;
    `question` is what the person wants to ask at the next visit. `measures` are the ids of the
    outcome measures chosen for the person, asked every `measure_weeks` weeks. Heart rates, in
    beats per minute, and sex serve the load from heart rate only; None is not given.
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
    measures: str = ""
    measure_weeks: int = 4
    resting_hr_bpm: int | None = None
    max_hr_bpm: int | None = None
    sex: Sex | None = None

    def __post_init__(self) -> None:
        """Tidy the texts and refuse an empty name or an impossible year."""
        object.__setattr__(self, "name", clean_line(self.name, 120))
        for name in ("goal", "complaint", "notes", "equipment", "question"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        chosen = dict.fromkeys(clean_line(self.measures).split())
        object.__setattr__(self, "measures", " ".join(chosen))
        if not self.name:
            raise Problem("name", marked("Please give a name; a first name is enough."))
        if self.birth_year is not None and not EARLIEST_BIRTH_YEAR <= self.birth_year <= 2100:
            raise Problem("birth_year", marked("Please give the year of birth with four digits."))
        if not 0 <= self.pain_ceiling <= 10:
            raise Problem("pain_ceiling", marked("This scale goes from 0 to 10."))
        if not 1 <= self.green_sessions <= 10:
            raise Problem("green_sessions", marked("Please give a number from 1 to 10."))
        if not 1 <= self.measure_weeks <= 52:
            raise Problem("measure_weeks", marked("Please give a number from 1 to 52."))
        resting, highest = self.resting_hr_bpm, self.max_hr_bpm
        if resting is not None and not LOWEST_HR <= resting <= 130:
            raise Problem("resting_hr_bpm", marked("A heart rate at rest lies from 25 to 130."))
        if highest is not None and not 90 <= highest <= HIGHEST_HR:
            raise Problem("max_hr_bpm", marked("A highest heart rate lies from 90 to 240."))
        if resting is not None and highest is not None and resting >= highest:
            raise Problem(
                "max_hr_bpm", marked("The highest heart rate must be above the resting one.")
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """A letterhead: who hands out the programme. Several clinics may share a computer.

    `logo` is a PNG, JPEG or SVG picture, empty for none; `colour` is `#rrggbb`, empty for the
    program's own.
    """

    name: str = ""
    therapist: str = ""
    address: str = ""
    phone: str = ""
    footer: str = ""
    colour: str = ""
    logo: bytes = b""

    def __post_init__(self) -> None:
        """Tidy the texts; refuse what is no colour, no picture, or too large."""
        try:
            object.__setattr__(self, "colour", clean_colour(self.colour))
        except ValueError as error:
            text = marked("Please write the colour like #175866.")
            raise Problem("colour", text) from error
        if self.logo and logo_kind(self.logo) is None:
            raise Problem("logo", marked("The logo must be a PNG, JPEG or SVG picture."))
        if len(self.logo) > MOST_LOGO:
            raise Problem("logo", marked("The logo is larger than 400 kB. Please make it smaller."))
        for name in ("name", "therapist", "phone"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        for name in ("address", "footer"):
            object.__setattr__(self, name, clean_text(getattr(self, name), 1000))


def logo_kind(data: bytes) -> str | None:
    """Return `png`, `jpeg` or `svg` for a picture, None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "svg" if b"<svg" in data[:2000].lower() else None
