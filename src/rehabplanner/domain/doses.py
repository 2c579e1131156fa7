"""The dose of an exercise, and its short grammar: `3x10 h5 each @6 r60 2-0-2 20kg`.

A dose is written and read as tokens in any order:

| token | means |
|---|---|
| `3x10`, `2-3x8-12` | sets x repetitions |
| `6/4/2` | a set of 6, one of 4, one of 2 |
| `3x30s`, `5x1min`, `3x20m`, `20min` | sets x seconds, minutes or metres |
| `h5`, `h5-10` | hold each repetition, seconds |
| `each`, `L`, `R`, `L R` | each side, left only, right only |
| `@6`, `@6-8` | effort, 0 to 10 |
| `r60` | rest between sets, seconds |
| `2-0-2` | tempo: seconds down, pause, up |
| `20kg` | load |
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.domain.problems import Problem, marked

MOST_SETS = 30
MOST_AMOUNT = 5000


class Unit(StrEnum):
    """What a set is counted in."""

    REPS = "reps"
    SECONDS = "s"
    MINUTES = "min"
    METRES = "m"


class Side(StrEnum):
    """Which side works."""

    BOTH = "both"
    EACH = "each"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number or a range of them, both ends included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        """Refuse an empty range."""
        if self.low < 0 or self.high < self.low:
            raise Problem("dose", marked("A range goes from the smaller to the larger number."))

    def __str__(self) -> str:
        """Return `8` or `8-12`."""
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of an exercise: sets x amount, hold, side, load, tempo, rest, effort.

    `pyramid` holds the amounts set by set and then `sets` and `amount` are None.
    """

    sets: Span | None = None
    amount: Span | None = None
    unit: Unit = Unit.REPS
    pyramid: tuple[int, ...] = ()
    hold_s: Span | None = None
    side: Side = Side.BOTH
    load_kg: float | None = None
    tempo: tuple[int, int, int] | None = None
    rest_s: int | None = None
    effort: Span | None = None

    def __post_init__(self) -> None:
        """Refuse what no one could do; a load is kept to ten grams."""
        if self.load_kg is not None:
            object.__setattr__(self, "load_kg", round(self.load_kg, 2))
        if self.sets is not None and self.sets.high > MOST_SETS:
            raise Problem("dose", marked("More than 30 sets: please check the dose."))
        if self.amount is not None and self.amount.high > MOST_AMOUNT:
            raise Problem("dose", marked("This dose is very large: please check it."))
        if len(self.pyramid) > MOST_SETS:
            raise Problem("dose", marked("More than 30 sets: please check the dose."))
        if self.effort is not None and self.effort.high > 10:
            raise Problem("dose", marked("Effort goes from 0 to 10."))

    def __str__(self) -> str:
        """Return the dose in the grammar, in its fixed order."""
        return " ".join(_tokens(self))

    @property
    def set_count(self) -> int:
        """Return the number of sets (the lower end of a range; 1 where nothing is said)."""
        if self.pyramid:
            return len(self.pyramid)
        return self.sets.low if self.sets else 1

    @property
    def total_amount(self) -> int | None:
        """Return repetitions (or the unit) over all sets of one side, at the lower ends."""
        if self.pyramid:
            return sum(self.pyramid)
        return None if self.amount is None else self.set_count * self.amount.low


def _tokens(dose: Dose) -> list[str]:
    tokens = []
    if dose.pyramid:
        tokens.append("/".join(map(str, dose.pyramid)))
    elif dose.amount is not None:
        unit = "" if dose.unit is Unit.REPS else dose.unit.value
        sets = f"{dose.sets}x" if dose.sets else ("x" if not unit else "")
        tokens.append(f"{sets}{dose.amount}{unit}")
    elif dose.sets is not None:
        tokens.append(f"{dose.sets}x")
    if dose.hold_s:
        tokens.append(f"h{dose.hold_s}")
    tokens += {Side.EACH: ["each"], Side.LEFT: ["L"], Side.RIGHT: ["R"]}.get(dose.side, [])
    if dose.effort:
        tokens.append(f"@{dose.effort}")
    if dose.rest_s is not None:
        tokens.append(f"r{dose.rest_s}")
    if dose.tempo:
        tokens.append("-".join(map(str, dose.tempo)))
    if dose.load_kg is not None:
        tokens.append(f"{dose.load_kg:g}kg")
    return tokens


_SPAN = r"(\d{1,4})(?:-(\d{1,4}))?"
_AMOUNT = re.compile(rf"(?:{_SPAN}x|x)?{_SPAN}(s|min|m)?")
_SETS_ONLY = re.compile(rf"{_SPAN}x")
_PYRAMID = re.compile(r"\d{1,3}(?:/\d{1,3})+")
_TEMPO = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{1,2})")
_LOAD = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)kg")
_LETTERED = re.compile(rf"([h@])({_SPAN})(?:s)?")
_REST = re.compile(r"r(\d{1,4})s?")


def read_dose(text: str) -> Dose:
    """Return the dose written in the grammar; an empty text is an empty dose.

    Raises Problem naming the first word that is not understood.
    """
    found: dict[str, object] = {}
    sides: set[Side] = set()
    for token in text.replace(",", ".").split():
        if not _read_token(token, found, sides):
            raise Problem(
                "dose",
                marked('"{word}" is not understood. Write for example: 3x10 h5 each @6 r60.'),
                word=token,
            )
    if sides:
        both = {Side.LEFT, Side.RIGHT} <= sides
        found["side"] = Side.EACH if both or Side.EACH in sides else sides.pop()
    return Dose(**found)  # type: ignore[arg-type]


def _read_token(token: str, found: dict[str, object], sides: set[Side]) -> bool:
    lower = token.lower()
    side = {"each": Side.EACH, "l": Side.LEFT, "r": Side.RIGHT, "both": Side.BOTH}.get(lower)
    if side is not None:
        if side is not Side.BOTH:
            sides.add(side)
        return True
    if match := _TEMPO.fullmatch(lower):
        found["tempo"] = tuple(int(part) for part in match.groups())
    elif _PYRAMID.fullmatch(lower):
        found["pyramid"] = tuple(int(part) for part in lower.split("/"))
    elif match := _LOAD.fullmatch(lower):
        found["load_kg"] = float(match[1])
    elif match := _REST.fullmatch(lower):
        found["rest_s"] = int(match[1])
    elif match := _LETTERED.fullmatch(lower):
        found["hold_s" if match[1] == "h" else "effort"] = _span(match[3], match[4])
    elif match := _SETS_ONLY.fullmatch(lower):
        found["sets"] = _span(match[1], match[2])
    elif match := _AMOUNT.fullmatch(lower):
        _read_amount(match, found)
    else:
        return False
    return True


def _read_amount(match: re.Match[str], found: dict[str, object]) -> None:
    if match[1]:
        found["sets"] = _span(match[1], match[2])
    found["amount"] = _span(match[3], match[4])
    found["unit"] = Unit(match[5]) if match[5] else Unit.REPS


def _span(low: str, high: str | None) -> Span:
    return Span(int(low), int(high if high is not None else low))
