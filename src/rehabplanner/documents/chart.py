"""The load-pain picture on paper: pain lines over stacked load bars, events, what is unknown.

It draws the same timeline as the window, as vectors, and holds on a photocopy: every kind of
session has its own pattern and every pain line its own marker and dash.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.days import timeline
from rehabplanner.analytics.timeline import (
    GROUP_NAMES,
    GROUPS,
    MEASURE_NAMES,
    PAIN_NAMES,
    DayState,
    KindGroup,
    Measure,
    PainKind,
    Timeline,
)
from rehabplanner.analytics.weeks import weeks
from rehabplanner.documents.fonts import shortened, text_width
from rehabplanner.documents.page import SIZES_PT, Paper
from rehabplanner.documents.picture import Picture, pdf_png, picture_pdf, picture_svg
from rehabplanner.documents.style import Style
from rehabplanner.domain.diary import Event
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.runs import METRES_PER_MILE
from rehabplanner.wording import _, day_text, month, ngettext, number_text, word

LANDSCAPE_A4 = (SIZES_PT[Paper.A4][1], SIZES_PT[Paper.A4][0])
MOST_DAILY_BARS = 63
MOST_DAILY_PAINS = 200
SIZE = 10.0
LONGEST_GAP = 4
"""So many silent days break a pain line."""
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


def render_chart(
    dossier: Dossier,
    first: date,
    last: date,
    *,
    size: tuple[float, float] = LANDSCAPE_A4,
    is_grey: bool = False,
    measure: Measure = Measure.LOAD,
) -> bytes:
    """Return the picture of these days as a PDF; `size` is width and height in points."""
    picture = chart_picture(dossier, first, last, size=size, measure=measure)
    return picture_pdf(picture, Style(is_grey=is_grey))


def render_chart_svg(
    dossier: Dossier,
    first: date,
    last: date,
    *,
    size: tuple[float, float] = LANDSCAPE_A4,
    is_grey: bool = False,
    measure: Measure = Measure.LOAD,
) -> str:
    """Return the picture of these days as SVG."""
    picture = chart_picture(dossier, first, last, size=size, measure=measure)
    return picture_svg(picture, Style(is_grey=is_grey))


def render_chart_png(
    dossier: Dossier,
    first: date,
    last: date,
    *,
    size: tuple[float, float] = LANDSCAPE_A4,
    is_grey: bool = False,
    measure: Measure = Measure.LOAD,
    dots_per_inch: float = 144.0,
) -> bytes:
    """Return the picture of these days as PNG."""
    pdf = render_chart(dossier, first, last, size=size, is_grey=is_grey, measure=measure)
    return pdf_png(pdf, dots_per_inch=dots_per_inch)


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


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its first day, its number of days, the amount of each group."""

    day: date
    days: int
    amounts: tuple[float, ...]
    is_partial: bool


def chart_picture(
    dossier: Dossier,
    first: date,
    last: date,
    *,
    size: tuple[float, float] = LANDSCAPE_A4,
    measure: Measure = Measure.LOAD,
) -> Picture:
    """Return the picture of the days from the first to the last, both included."""
    last = max(first, last)
    table = timeline(dossier, first, last)
    width, height = size
    picture = Picture(width, height, title=_title(dossier), description=_summary(table))
    margin = 30.0
    frame = Frame(
        left=margin + 34,
        right=width - margin,
        load_bottom=margin + 72,
        load_top=margin + 72 + (height - 2 * margin - 180) * 0.56,
        pain_bottom=margin + 72 + (height - 2 * margin - 180) * 0.56 + 22,
        pain_top=height - margin - 86,
        first=first,
        days=len(table),
    )
    top = height - margin
    name = shortened(_title(dossier), 17, width - 2 * margin, bold=True)
    picture.words(margin, top - 14, name, 17, bold=True)
    span = f"{day_text(first, name=False)} – {day_text(last, name=False)}"
    picture.words(margin, top - 30, f"{span} · {_summary(table)}", SIZE + 0.5, role="soft")
    bars = _bars(table, measure, dossier.person.units)
    _draw_unknown(picture, frame, table)
    _draw_axes(picture, frame)
    _draw_load(picture, frame, bars, measure, dossier.person.units)
    _draw_rest(picture, frame, table)
    _draw_events(picture, frame, dossier.events, last)
    _draw_pain(picture, frame, table)
    _draw_legend(picture, frame, table, margin)
    if (table.state == DayState.UNKNOWN).all():
        middle, y = (frame.left + frame.right) / 2, (frame.pain_bottom + frame.pain_top) / 2
        words = _("Nothing was noted in this time.")
        width = text_width(words, SIZE + 2) + 16
        picture.box(middle - width / 2, y - 8, width, 22, fill="paper")
        picture.words(middle, y, words, SIZE + 2, align=0.5)
    return picture


def _title(dossier: Dossier) -> str:
    return _("Load and pain: {name}").format(name=dossier.person.name)


def _summary(table: Timeline) -> str:
    days = ngettext("{count} day", "{count} days", len(table))
    share = float(np.mean(table.is_logged)) if len(table) else 0.0
    sessions = int(table.sessions.sum())
    return _("{days}, {share} % with an entry, {sessions}").format(
        days=days,
        share=round(100 * share),
        sessions=ngettext("{count} session", "{count} sessions", sessions),
    )


def _is_daily(table: Timeline) -> bool:
    return len(table) <= MOST_DAILY_BARS


def _scale_of(measure: Measure, units: Units) -> float:
    if measure is Measure.DISTANCE:
        return 1 / METRES_PER_MILE if units is Units.IMPERIAL else 0.001
    return 1.0


def _bars(table: Timeline, measure: Measure, units: Units) -> list[Bar]:
    scale = _scale_of(measure, units)
    if _is_daily(table):
        amounts = table.amounts[measure]
        rows = (amounts.by_group * scale).T.tolist()
        partial = amounts.is_partial.tolist()
        return [
            Bar(table.day(number), 1, tuple(row), is_partial)
            for number, (row, is_partial) in enumerate(zip(rows, partial, strict=True))
        ]
    by_week = weeks(table, measure)
    found = []
    for number, row in enumerate((by_week.by_group * scale).T.tolist()):
        monday = by_week.first + timedelta(days=7 * number)
        start = max(monday, table.first)
        end = min(monday + timedelta(days=6), table.last)
        is_partial = bool(by_week.is_partial[number])
        found.append(Bar(start, (end - start).days + 1, tuple(row), is_partial))
    return found


def _draw_axes(picture: Picture, frame: Frame) -> None:
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


def _draw_load(
    picture: Picture, frame: Frame, bars: list[Bar], measure: Measure, units: Units
) -> None:
    most = max((sum(bar.amounts) for bar in bars), default=0.0)
    step = nice_step(most)
    top = max(step, math.ceil(most / step) * step)
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
                _draw_filled(picture, (x, y, own - gap, high), group)
            y += high
        if bar.is_partial and own > 5:
            picture.words(x + (own - gap) / 2, y + 2.5, "+", SIZE, bold=True, align=0.5)


def _draw_filled(
    picture: Picture, area: tuple[float, float, float, float], group: KindGroup
) -> None:
    fill, pattern, ink = GROUP_LOOK[group]
    picture.box(*area, fill=fill)
    if pattern and ink:
        picture.hatch(area, ink, pattern=pattern, step=4.0, width=0.7)
    picture.box(*area, line="ink", line_width=0.7)


def _draw_unknown(picture: Picture, frame: Frame, table: Timeline) -> None:
    """Hatch the days of which nothing is known, behind both panels."""
    for start, end in _stretches(table, DayState.UNKNOWN):
        x = frame.left + start * frame.day_width
        width = (end - start) * frame.day_width
        for low, high in (
            (frame.load_bottom, frame.load_top),
            (frame.pain_bottom, frame.pain_top),
        ):
            picture.box(x, low, width, high - low, fill="tint")
            picture.hatch((x, low, width, high - low), "rule", step=7.0, width=0.6)


def _draw_rest(picture: Picture, frame: Frame, table: Timeline) -> None:
    """Draw an open box below the bars for each rest day that was confirmed."""
    if len(table) > MOST_DAILY_PAINS:
        return
    for start, end in _stretches(table, DayState.REST):
        x = frame.left + start * frame.day_width
        width = (end - start) * frame.day_width
        picture.box(x, frame.load_bottom - 8, width, 6.0, fill="paper", line="soft")


def _stretches(table: Timeline, state: DayState) -> list[tuple[int, int]]:
    """Return the first and the end column of each stretch of days in this state."""
    is_in = np.concatenate(([False], table.state == state, [False]))
    edges = np.flatnonzero(is_in[1:] != is_in[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _draw_events(picture: Picture, frame: Frame, events: tuple[Event, ...], last: date) -> None:
    """Draw a dashed line for each event, its words above the panels where there is room."""
    shown = [
        event for event in events if event.day <= last and (event.until or event.day) >= frame.first
    ]
    ends = [frame.left - 8.0] * 3
    labels: list[tuple[float, float, str]] = []
    for event in shown:
        x = frame.x(max(event.day, frame.first)) + frame.day_width / 2
        if event.until is not None:
            end = frame.x(min(event.until, last)) + frame.day_width
            picture.box(x, frame.pain_top, max(2.0, end - x), 4.0, fill="event")
        label = shortened(event.label or word(event.kind), SIZE, 130)
        width = text_width(label, SIZE)
        start = min(x + 1, frame.right - width)
        row = next((number for number, end in enumerate(ends) if end + 8 < start), None)
        top = frame.pain_top
        if row is not None:
            top = frame.pain_top + 7 + 12 * (row + 1)
            labels.append((start, top, label))
            ends[row] = start + width
        picture.path(((x, frame.load_bottom), (x, top)), "event", 1.0, (3.0, 2.5))
    for start, y, label in labels:
        picture.box(start - 1, y - 2, text_width(label, SIZE) + 2, 11, fill="paper")
        picture.words(start, y, label, SIZE, role="event")


def _draw_pain(picture: Picture, frame: Frame, table: Timeline) -> None:
    for kind in (PainKind.AFTER, PainKind.DURING, PainKind.MORNING, PainKind.WORST):
        values = table.pain[kind]
        if np.isnan(values).all():
            continue
        if len(table) <= MOST_DAILY_PAINS:
            pieces = _daily_pain(frame, table, kind)
        else:
            pieces = [_weekly_pain(picture, frame, table, kind)]
        role, shape, dash = PAIN_LOOK[kind]
        size = 3.1 if sum(map(len, pieces)) <= 100 else 2.2
        for points in pieces:
            if kind in JOINED_PAINS:
                picture.path(tuple(points), role, 1.2, dash)
            for x, y in points:
                picture.marker(x, y, shape, role, size)


def _daily_pain(frame: Frame, table: Timeline, kind: PainKind) -> list[list[tuple[float, float]]]:
    """Return the days with pain in pieces: a line does not cross days of which nothing is known."""
    pieces: list[list[tuple[float, float]]] = [[]]
    unknown = (table.state == DayState.UNKNOWN).tolist()
    silent = 0
    for number, value in enumerate(table.pain[kind].tolist()):
        if math.isnan(value):
            silent += LONGEST_GAP if unknown[number] else 1
            continue
        if silent >= LONGEST_GAP and pieces[-1]:
            pieces.append([])
        silent = 0
        x = frame.left + (number + 0.5) * frame.day_width
        pieces[-1].append((x, frame.pain_y(value)))
    return pieces


def _weekly_pain(
    picture: Picture, frame: Frame, table: Timeline, kind: PainKind
) -> list[tuple[float, float]]:
    """Return the weekly medians; upright lines from lowest to highest keep every flare-up."""
    values = table.pain[kind]
    role = PAIN_LOOK[kind][0]
    points: list[tuple[float, float]] = []
    start = -table.first.weekday()
    while start < len(values):
        piece = values[max(0, start) : start + 7]
        known = piece[~np.isnan(piece)]
        if len(known):
            middle = (max(0, start) + min(start + 7, len(values))) / 2
            x = frame.left + middle * frame.day_width
            low, high = frame.pain_y(float(known.min())), frame.pain_y(float(known.max()))
            if kind is PainKind.WORST and high > low:
                picture.path(((x, low), (x, high)), role, 1.0)
            points.append((x, frame.pain_y(float(np.median(known)))))
        start += 7
    return points


def _draw_legend(picture: Picture, frame: Frame, table: Timeline, margin: float) -> None:
    y = margin + 24
    x = frame.left
    for group in _groups_shown(table):
        _draw_filled(picture, (x, y - 1, 14, 9), group)
        x = _legend_words(picture, x + 19, y, _(GROUP_NAMES[group]))
    if (table.state == DayState.REST).any() and len(table) <= MOST_DAILY_PAINS:
        picture.box(x, y, 14, 6, fill="paper", line="soft")
        x = _legend_words(picture, x + 19, y, _("Rest day"))
    if (table.state == DayState.UNKNOWN).any():
        picture.box(x, y - 1, 14, 9, fill="tint")
        picture.hatch((x, y - 1, 14, 9), "rule", step=4.0, width=0.6)
        x = _legend_words(picture, x + 19, y, _("Nothing noted"))
    if any(bool(amount.is_partial.any()) for amount in table.amounts.values()):
        picture.words(x, y, "+", SIZE, bold=True)
        _legend_words(picture, x + 9, y, _("at least this much"))
    _draw_pain_legend(picture, frame.left, margin + 6, table)


def _groups_shown(table: Timeline) -> list[KindGroup]:
    sums = table.amounts[Measure.MINUTES].by_group.sum(axis=1).tolist()
    return [group for group, amount in zip(GROUPS, sums, strict=True) if amount] or list(GROUPS)


def _draw_pain_legend(picture: Picture, x: float, y: float, table: Timeline) -> None:
    kinds = [kind for kind in PAIN_LOOK if not np.isnan(table.pain[kind]).all()]
    picture.words(x, y, _("Pain:"), SIZE, bold=True)
    x += text_width(_("Pain:"), SIZE, bold=True) + 10
    for kind in kinds or [PainKind.WORST, PainKind.MORNING]:
        role, shape, dash = PAIN_LOOK[kind]
        if kind in JOINED_PAINS:
            picture.path(((x, y + 3), (x + 22, y + 3)), role, 1.2, dash)
        picture.marker(x + 11, y + 3, shape, role, 3.1)
        x = _legend_words(picture, x + 27, y, _(PAIN_NAMES[kind]))
    if len(table) > MOST_DAILY_PAINS:
        words = _("weekly medians; upright lines show lowest to highest")
        picture.words(x, y, words, SIZE, role="soft")


def _legend_words(picture: Picture, x: float, y: float, words: str) -> float:
    picture.words(x, y, words, SIZE)
    return x + text_width(words, SIZE) + 16
