"""Where the lines of the axes stand: round values, and days, weeks, months or years."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rehabplanner.wording import day_text, month

ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_step(top: float, lines: int) -> float:
    """Return the round step that puts about so many lines below the top."""
    if top <= 0:
        return 1.0
    rough = top / max(1, lines)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(one * power for one in ROUND if one * power >= rough * (1 - 1e-9))


def values(top: float, step: float) -> list[float]:
    """Return the values of the lines from 0 to the top."""
    return [number * step for number in range(round(top / step) + 1)]


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the time axis: its day, its words, and whether a year begins."""

    day: date
    text: str
    is_strong: bool = False


def time_ticks(first: date, last: date, px_per_day: float, em: float) -> list[Tick]:
    """Return the ticks between two days, as close as their words allow."""
    for weeks in (1, 2):
        if px_per_day * 7 * weeks >= 4.8 * em:
            return [
                Tick(day, day_text(day, year=False, name=False), day.day <= 7 and day.month == 1)
                for day in _mondays(first, last, weeks)
            ]
    for months in (1, 2, 3, 6):
        if px_per_day * 30.4 * months >= 3.4 * em:
            return [
                Tick(day, _month_text(day), day.month == 1) for day in _months(first, last, months)
            ]
    years = next((step for step in (1, 2, 5, 10, 25) if px_per_day * 365 * step >= 3.4 * em), 50)
    return [
        Tick(day, str(day.year), is_strong=True)
        for day in _months(first, last, 12)
        if day.year % years == 0
    ]


def _month_text(day: date) -> str:
    return str(day.year) if day.month == 1 else month(day.month, short=True)


def _mondays(first: date, last: date, weeks: int) -> Iterator[date]:
    day = first + timedelta(days=-first.weekday() % 7)
    while day.toordinal() // 7 % weeks:
        day += timedelta(days=7)
    while day <= last:
        yield day
        day += timedelta(days=7 * weeks)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % step
    while number // 12 <= min(last.year, date.max.year):
        day = date(number // 12, number % 12 + 1, 1)
        if day > last:
            return
        yield day
        number += step
