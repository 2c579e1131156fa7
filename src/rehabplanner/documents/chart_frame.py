"""The frame of the load-pain picture on paper: panels, axes, and how each series looks."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.timeline import DayState, KindGroup, PainKind, Timeline
from rehabplanner.documents.fonts import text_width
from rehabplanner.documents.picture import Picture
from rehabplanner.domain.plans import monday_of
from rehabplanner.wording import _, day_text, month

MOST_DAILY_BARS = 63
MOST_DAILY_PAINS = 200
SIZE = 10.0
JOINED_PAINS = frozenset({PainKind.WORST, PainKind.MORNING})
GROUP_LOOK: Mapping[KindGroup, tuple[str, str, str | None]] = {
    KindGroup.RUNNING: ("load-run", "", None),
    KindGroup.WALKING: ("load-walk", "diagonal", "ink"),
    KindGroup.STRENGTH: ("load-strength", "across", "ink"),
    KindGroup.MOBILITY: ("load-mobility", "dots", "ink"),
    KindGroup.OTHER: ("paper", "back", "soft"),
}
PAIN_LOOK: Mapping[PainKind, tuple[str, str, tuple[float, ...]]] = {
    PainKind.WORST: ("pain-worst", "disc", ()),
    PainKind.MORNING: ("pain-morning", "triangle", (5.0, 2.0)),
    PainKind.DURING: ("pain-during", "diamond", (1.5, 2.0)),
    PainKind.AFTER: ("pain-after", "square", (6.0, 2.0, 1.5, 2.0)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the panels lie on the picture, in points, and which day stands where."""

    left: float
    right: float
    load_bottom: float
    load_top: float
    pain_bottom: float
    pain_top: float
    first: date
    days: int

    @property
    def day_width(self) -> float:
        """Return the width of one day."""
        return (self.right - self.left) / max(1, self.days)

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day - self.first).days * self.day_width

    def pain_y(self, score: float) -> float:
        """Return the height of a pain score."""
        return self.pain_bottom + (self.pain_top - self.pain_bottom) * score / 10


def is_daily(table: Timeline) -> bool:
    """Say whether there is room for a bar a day."""
    return len(table) <= MOST_DAILY_BARS


def stretches(table: Timeline, state: DayState) -> list[tuple[int, int]]:
    """Return the first and the end column of each stretch of days in this state."""
    is_in = np.concatenate(([False], table.state == state, [False]))
    edges = np.flatnonzero(is_in[1:] != is_in[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def draw_axes(picture: Picture, frame: Frame) -> None:
    """Draw the scale of pain and the days."""
    for score in (0, 2, 4, 6, 8, 10):
        y = frame.pain_y(score)
        picture.path(((frame.left, y), (frame.right, y)), "rule", 0.6 if score else 1.2)
        picture.words(frame.left - 6, y - 3.4, str(score), SIZE, align=1.0)
    head = frame.pain_top + 7
    picture.words(frame.left, head, _("Pain, 0–10"), SIZE, bold=True)
    last = frame.first + timedelta(days=frame.days - 1)
    for day, label in _day_ticks(frame.first, last):
        x = frame.x(day)
        picture.path(((x, frame.load_bottom), (x, frame.load_bottom - 13)), "soft", 1.0)
        if x + text_width(label, SIZE) < frame.right + 12:
            picture.words(x + 3, frame.load_bottom - 22, label, SIZE)


def _day_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return Mondays for some weeks, months for longer, and years for very long."""
    days = (last - first).days + 1
    if days <= MOST_DAILY_BARS + 28:
        step = 7 if days <= 56 else 14
        monday = monday_of(first + timedelta(days=6))
        count = max(0, (last - monday).days // step + 1)
        mondays = [monday + timedelta(days=step * number) for number in range(count)]
        return [(day, day_text(day, year=False, name=False)) for day in mondays]
    found: list[tuple[date, str]] = []
    months = days / 30.4
    step = 1 if months <= 14 else 3 if months <= 40 else 12
    year, number = first.year, first.month
    while date(year, number, 1) <= last:
        day = date(year, number, 1)
        if day >= first and (number - 1) % step == 0:
            is_year = number == 1 or not found
            name = month(number, short=True)
            label = str(year) if step == 12 else f"{name} {year}" if is_year else name
            found.append((day, label))
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return found


def nice_step(most: float, count: int = 5) -> float:
    """Return a step of 1, 2, 2.5 or 5 times a power of ten that gives about `count` ticks."""
    if most <= 0:
        return 1.0
    raw = most / count
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw)
