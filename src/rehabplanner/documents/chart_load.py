"""The load panel of the picture on paper: stacked bars, rest days, what is unknown."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.guard import spike_percents
from rehabplanner.analytics.timeline import (
    GROUPS,
    MEASURE_NAMES,
    DayState,
    KindGroup,
    Measure,
    Timeline,
)
from rehabplanner.analytics.weeks import weeks
from rehabplanner.documents.chart_frame import (
    GROUP_LOOK,
    MOST_DAILY_PAINS,
    SIZE,
    Frame,
    is_daily,
    nice_step,
    stretches,
)
from rehabplanner.documents.fonts import text_width
from rehabplanner.documents.picture import Picture
from rehabplanner.domain.people import Units
from rehabplanner.domain.runs import METRES_PER_MILE
from rehabplanner.wording import _, number_text

SPIKE_PT, PLUS_PT = 20.0, 10.0
"""The heights of the marks over a bar, with their words."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its first day, its number of days, the amount of each group."""

    day: date
    days: int
    amounts: tuple[float, ...]
    is_partial: bool
    spike_percent: float = math.nan
    """By how much the longest run in it was longer than the month before; NaN if it was not."""


def bars_of(table: Timeline, measure: Measure, units: Units) -> list[Bar]:
    """Return the bars of days or, for long times, of weeks."""
    scale, spikes = _scale_of(measure, units), spike_percents(table.guards)
    if is_daily(table):
        amounts = table.amounts[measure]
        rows = (amounts.by_group * scale).T.tolist()
        columns = zip(rows, amounts.is_partial.tolist(), spikes.tolist(), strict=True)
        return [
            Bar(table.day(number), 1, tuple(row), is_partial, spike)
            for number, (row, is_partial, spike) in enumerate(columns)
        ]
    by_week = weeks(table, measure)
    found = []
    for number, row in enumerate((by_week.by_group * scale).T.tolist()):
        monday = by_week.first + timedelta(days=7 * number)
        start = max(monday, table.first)
        end = min(monday + timedelta(days=6), table.last)
        is_partial = bool(by_week.is_partial[number])
        days = spikes[table.span(start, end)]
        spike = float(np.fmax.reduce(days)) if len(days) else math.nan
        found.append(Bar(start, (end - start).days + 1, tuple(row), is_partial, spike))
    return found


def _scale_of(measure: Measure, units: Units) -> float:
    if measure is Measure.DISTANCE:
        return 1 / METRES_PER_MILE if units is Units.IMPERIAL else 0.001
    return 1.0


def draw_load(
    picture: Picture, frame: Frame, bars: list[Bar], measure: Measure, units: Units
) -> None:
    """Draw the scale of load and the bars."""
    most = max((sum(bar.amounts) for bar in bars), default=0.0)
    step = nice_step(most)
    top = max(step, math.ceil(_reach(bars, frame) / step) * step)
    rise = (frame.load_top - frame.load_bottom) / top
    for number in range(round(top / step) + 1):
        y = frame.load_bottom + number * step * rise
        picture.path(((frame.left, y), (frame.right, y)), "rule", 0.6 if number else 1.2)
        label = number_text(number * step, 1)
        picture.words(frame.left - 6, y - 3.4, label, SIZE, align=1.0)
    name = _(MEASURE_NAMES[measure])
    if measure is Measure.DISTANCE:
        name += ", mi" if units is Units.IMPERIAL else ", km"
    each = _("{measure}, by day") if bars and bars[0].days == 1 else _("{measure}, by week")
    picture.words(frame.left, frame.load_top + 7, each.format(measure=name), SIZE, bold=True)
    for bar in bars:
        own = bar.days * frame.day_width
        gap = min(4.0, own * 0.18)
        x, y = frame.x(bar.day) + gap / 2, frame.load_bottom
        for group, amount in zip(GROUPS, bar.amounts, strict=True):
            high = amount * rise
            if high > 0:
                draw_filled(picture, (x, y, own - gap, high), group)
            y += high
        if not math.isnan(bar.spike_percent) and own > 2:
            middle = x + (own - gap) / 2
            _draw_spike(picture, middle, min(y, frame.load_top - 4), bar.spike_percent, own)
        if bar.is_partial and own > 5:
            picture.words(x + (own - gap) / 2, y + 2.5, "+", SIZE, bold=True, align=0.5)


def _reach(bars: list[Bar], frame: Frame) -> float:
    """Return how high the panel must reach, so that the marks over the bars lie inside it."""
    high = frame.load_top - frame.load_bottom

    def needed(bar: Bar) -> float:
        mark = SPIKE_PT if not math.isnan(bar.spike_percent) else PLUS_PT if bar.is_partial else 0.0
        return sum(bar.amounts) / max(0.5, 1.0 - mark / high)

    return max(map(needed, bars), default=0.0)


def _draw_spike(picture: Picture, x: float, y: float, percent: float, room: float) -> None:
    """Draw a triangle over a bar with a long single run, and by how much where there is room."""
    picture.marker(x, y + 5, "triangle", "ink", 3.0)
    words = f"+{number_text(percent)} %"
    width = text_width(words, SIZE - 2)
    if width <= 1.2 * room:
        picture.box(x - width / 2, y + 8.5, width, 9, fill="paper")
        picture.words(x, y + 10, words, SIZE - 2, align=0.5)


def draw_filled(
    picture: Picture, area: tuple[float, float, float, float], group: KindGroup
) -> None:
    """Draw a box in a kind's colour and pattern."""
    fill, pattern, ink = GROUP_LOOK[group]
    picture.box(*area, fill=fill)
    if pattern and ink:
        picture.hatch(area, ink, pattern=pattern, step=4.0, width=0.7)
    picture.box(*area, line="ink", line_width=0.7)


def draw_unknown(picture: Picture, frame: Frame, table: Timeline) -> None:
    """Hatch the days of which nothing is known, behind both panels."""
    for start, end in stretches(table, DayState.UNKNOWN):
        x = frame.left + start * frame.day_width
        width = (end - start) * frame.day_width
        for low, high in (
            (frame.load_bottom, frame.load_top),
            (frame.pain_bottom, frame.pain_top),
        ):
            picture.box(x, low, width, high - low, fill="tint")
            picture.hatch((x, low, width, high - low), "rule", step=7.0, width=0.6)


def draw_rest(picture: Picture, frame: Frame, table: Timeline) -> None:
    """Draw an open box below the bars for each rest day that was confirmed."""
    if len(table) > MOST_DAILY_PAINS:
        return
    for start, end in stretches(table, DayState.REST):
        x = frame.left + start * frame.day_width
        width = (end - start) * frame.day_width
        picture.box(x, frame.load_bottom - 8, width, 6.0, fill="paper", line="soft")
