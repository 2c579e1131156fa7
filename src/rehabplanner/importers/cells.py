"""The text in a table's cell: numbers, durations and dates as people and programs write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from rehabplanner.importers.sports import without_accents

BLANKS = frozenset({"n/a", "na", "nan", "null", "none", "#n/a"})
NUMBER = re.compile(r"([+-]?)(\d[\d.,'’\u00a0\u202f ]*)(e[+-]?\d{1,2})?", re.IGNORECASE)
UNIT = re.compile(r"\s*(km|mi|miles?|m|bpm|ft|min|s|h|%)$", re.IGNORECASE)
PLAIN = re.compile(r"[+-]?\d+([.,])(\d+)")
CLOCK = re.compile(r"(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?(?:[.,](\d+))?")
SPELLED = re.compile(
    r"(?:(\d+)\s*(?:h|hr|hrs|std|hours?|stunden?)\.?)?\s*"
    r"(?:(\d+)\s*(?:m|min|mins|minutes?|minuten?)\.?)?\s*"
    r"(?:(\d+)\s*(?:s|sec|secs|sek|seconds?|sekunden?)\.?)?"
)
TIME = r"(?:\D*?(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap])?\.?(?:m\b)?.*)?"
NAMED_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})" + TIME)
NAMED_DAY_FIRST = re.compile(
    r"(\d{1,2})\.?\s+(?:de\s+)?([a-z]{3,9})\.?,?\s+(?:de\s+)?(\d{4})" + TIME
)
NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})" + TIME)
YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})" + TIME)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen",
            "feb fev fevr",
            "mar maa mrt",
            "apr abr avr",
            "may mai mag mei",
            "jun juin giu",
            "jul juil lug",
            "aug aou aout ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez dic",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a cell. `zone` is set where the cell names one; `is_doubtful`: not so the time."""

    day: date
    clock: time | None = None
    zone: tzinfo | None = None
    is_doubtful: bool = False


def is_blank(text: str) -> bool:
    """Say whether a cell means "unknown"."""
    word = text.strip().lower()
    return word in BLANKS or not any(letter.isalnum() for letter in word)


def number(text: str, decimal: str = ".") -> float | None:
    """Return the number in a cell, None if there is none.

    A lone mark that is not followed by exactly three digits must be decimal; otherwise the
    file's `decimal` mark decides. Units behind the number are dropped.
    """
    found = NUMBER.fullmatch(UNIT.sub("", text.strip()))
    if found is None:
        return None
    sign, digits, exponent = found.groups()
    digits = re.sub(r"['’\u00a0\u202f ]", "", digits)
    marks = re.findall(r"[.,]", digits)
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) == 1 and len(digits) - digits.index(marks[0]) != 4:
        decimal = marks[0]
    elif len(marks) > 1:
        decimal = "," if marks[0] == "." else "."
    grouping = "," if decimal == "." else "."
    plain = digits.replace(grouping, "").replace(decimal, ".")
    try:
        return float(f"{sign}{plain}{exponent or ''}")
    except ValueError:
        return None


def decimal_mark(cells: Iterable[str]) -> str:
    """Return the mark that the cells use for decimals, by those that leave no doubt."""
    votes = {".": 0, ",": 0}
    for cell in cells:
        found = PLAIN.fullmatch(cell.strip())
        if found is not None and len(found[2]) != 3:
            votes[found[1]] += 1
    return "," if votes[","] > votes["."] else "."


def seconds(text: str, unit_s: float = 1.0, decimal: str = ".") -> float | None:
    """Return a duration in seconds from "1:06:06", "26:42", "2h 18m" or a number of units."""
    plain = text.strip().lower()
    if found := CLOCK.fullmatch(plain):
        first, second, third, fraction = found.groups()
        whole = int(first) * 60 + int(second)
        if third is not None:
            whole = whole * 60 + int(third)
        return whole + (float(f"0.{fraction}") if fraction else 0.0)
    found = SPELLED.fullmatch(plain)
    if found is not None and any(found.groups()):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return float(hours * 3600 + minutes * 60 + rest)
    value = number(plain, decimal)
    return None if value is None else value * unit_s


def is_day_first(cells: Iterable[str]) -> bool | None:
    """Say whether dates like 05/03/2024 begin with the day; None where nothing tells."""
    for cell in cells:
        found = NUMERIC.match(cell.strip())
        if found is None:
            continue
        if found[2] == "." or int(found[1]) > 12:
            return True
        if int(found[3]) > 12:
            return False
    return None


def stamp(text: str, day_first: bool = True) -> Stamp | None:
    """Return the date in a cell, with the time of day if there is one; None if there is none."""
    plain = text.strip()
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return _written(without_accents(plain).lower(), day_first)
    if len(plain) <= 10:
        return Stamp(moment.date())
    return Stamp(moment.date(), moment.time().replace(tzinfo=None), moment.tzinfo)


def _written(plain: str, day_first: bool) -> Stamp | None:
    """Return the date in a cell that is not written as ISO 8601 wants it."""
    try:
        if found := NAMED_MONTH_FIRST.fullmatch(plain):
            return _stamp(int(found[3]), _month(found[1]), int(found[2]), found.groups()[3:])
        if found := NAMED_DAY_FIRST.fullmatch(plain):
            return _stamp(int(found[3]), _month(found[2]), int(found[1]), found.groups()[3:])
        if found := YEAR_FIRST.fullmatch(plain):
            return _stamp(int(found[1]), int(found[2]), int(found[3]), found.groups()[3:])
        if found := NUMERIC.fullmatch(plain):
            first, second = int(found[1]), int(found[3])
            day, month = (first, second) if day_first or found[2] == "." else (second, first)
            year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
            return _stamp(year, month, day, found.groups()[4:])
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    for length in (4, 3):
        if number_of_month := MONTHS.get(name[:length]):
            return number_of_month
    raise ValueError(name)


def _stamp(year: int, month: int, day: int, clock: tuple[str | None, ...]) -> Stamp:
    """Return the stamp; a clock that cannot be ("00:00 PM") is left out and called doubtful."""
    that_day = date(year, month, day)
    if clock[0] is None or clock[1] is None:
        return Stamp(that_day)
    hour, half = int(clock[0]), clock[3]
    if half is not None:
        if not 1 <= hour <= 12:
            return Stamp(that_day, is_doubtful=True)
        hour = hour % 12 + (12 if half == "p" else 0)
    return Stamp(that_day, time(hour, int(clock[1]), int(clock[2] or 0)))
