"""The year as a table of days: week columns, weekday rows, and a level for each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.timeline import Measure, Numbers, PainKind, Timeline

LOAD_LEVELS = 4
PAIN_EDGES = (0.0, 1.0, 3.0, 5.0, 7.0)
"""Where the levels of pain begin: 0, 1 to 2, 3 to 4, 5 to 6, 7 to 10."""
BLANK = -1
NOTHING = 0


class Coloured(StrEnum):
    """What a year's cells stand for."""

    LOAD = "load"
    PAIN = "pain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Values by day from `first` on, and the level of each.

    Level -1 is an unrated day, 0 nothing (a rest day, no pain). `edges` is where level 1, 2, ...
    begins. `is_partial` marks lower bounds.
    """

    first: date
    values: Numbers
    level: np.ndarray[tuple[int], np.dtype[np.int64]]
    edges: tuple[float, ...]
    is_partial: np.ndarray[tuple[int], np.dtype[np.bool_]]

    def column(self, day: date) -> int | None:
        """Return the column of a day, None outside."""
        number = (day - self.first).days
        return number if 0 <= number < len(self.values) else None


def load_heat(timeline: Timeline, measure: Measure, today: date) -> Heat:
    """Return the levels of a measure: quarters of all days that have any."""
    amounts = timeline.amounts[measure]
    values = amounts.total.copy()
    values[max(0, timeline.index(today) + 1) :] = np.nan
    some = values[values > 0]
    edges: tuple[float, ...] = ()
    if len(some):
        quarters = np.quantile(some, np.arange(LOAD_LEVELS) / LOAD_LEVELS)
        edges = tuple(dict.fromkeys(_short(float(edge)) for edge in quarters))
    level = np.full(len(values), BLANK, dtype=np.int64)
    known = ~np.isnan(values)
    level[known] = np.searchsorted(np.array(edges), values[known], side="right")
    # Rounding an edge up must not make a day with load look like rest.
    level[known & (values > 0) & (level == NOTHING)] = 1
    return Heat(
        first=timeline.first,
        values=values,
        level=level,
        edges=edges,
        is_partial=amounts.is_partial,
    )


def pain_heat(timeline: Timeline) -> Heat:
    """Return the levels of the day's worst pain, in fixed steps."""
    values = timeline.pain[PainKind.WORST]
    level = np.full(len(values), BLANK, dtype=np.int64)
    known = ~np.isnan(values)
    level[known] = np.searchsorted(np.array(PAIN_EDGES), values[known], side="right") - 1
    return Heat(
        first=timeline.first,
        values=values,
        level=level,
        edges=PAIN_EDGES[1:],
        is_partial=np.zeros(len(values), dtype=np.bool_),
    )


def _short(value: float) -> float:
    """Return the number with two leading digits: quarters need not be exact."""
    if value <= 0:
        return 0.0
    digits = 1 - int(np.floor(np.log10(value)))
    return float(round(value, digits))


@dataclass(frozen=True, slots=True)
class YearGrid:
    """Where the days of a calendar year lie: week columns from Monday to Sunday."""

    year: int

    @property
    def monday(self) -> date:
        """Return the Monday of the first column."""
        first = date(self.year, 1, 1)
        return first - timedelta(days=first.weekday())

    @property
    def weeks(self) -> int:
        """Return the number of columns, 53 or 54."""
        return (date(self.year, 12, 31) - self.monday).days // 7 + 1

    def place(self, day: date) -> tuple[int, int]:
        """Return column and row of a day."""
        number = (day - self.monday).days
        return number // 7, number % 7

    def day(self, column: int, row: int) -> date | None:
        """Return the day of a cell, None outside the year."""
        if not (0 <= column < self.weeks and 0 <= row < 7):
            return None
        found = self.monday + timedelta(days=7 * column + row)
        return found if found.year == self.year else None


def years_of(first: date, last: date) -> Sequence[YearGrid]:
    """Return the calendar years that the days touch, newest first."""
    return [YearGrid(year) for year in range(last.year, first.year - 1, -1)]
