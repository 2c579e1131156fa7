"""What the chart draws: one person's columns, the choices made, and the frame being drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFont

from rehabplanner.analytics.guard import spike_percents
from rehabplanner.analytics.timeline import (
    GROUPS,
    DayState,
    KindGroup,
    Measure,
    PainKind,
    Timeline,
)
from rehabplanner.analytics.weeks import Weeks, weeks
from rehabplanner.domain.diary import BodyPart, Event
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import marked
from rehabplanner.domain.scales import SCALE_TOP
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC, RATIO, Curves, curves_of
from rehabplanner.gui.progress.detail import Buckets, bucket_size, extremes
from rehabplanner.gui.progress.ticks import round_step
from rehabplanner.wording import WORDS

Numbers: TypeAlias = NDArray[np.floating[Any]]


class Step(StrEnum):
    """What one load bar stands for."""

    DAY = "day"
    WEEK = "week"


STEP_DAYS: Mapping[Step, int] = {Step.DAY: 1, Step.WEEK: 7}

LOAD_ROLES: Mapping[KindGroup, str] = {
    KindGroup.RUNNING: "load-run",
    KindGroup.WALKING: "load-walk",
    KindGroup.STRENGTH: "load-strength",
    KindGroup.MOBILITY: "load-mobility",
    KindGroup.OTHER: "load-other",
}
PAIN_ROLES: Mapping[PainKind, str] = {
    PainKind.MORNING: "pain-morning",
    PainKind.DURING: "pain-during",
    PainKind.AFTER: "pain-after",
    PainKind.WORST: "pain-worst",
}


@dataclass(frozen=True, slots=True)
class Strip:
    """One context strip: its words, its column, the value at full height, and which end counts."""

    key: str
    name: str
    top: float
    lowest: bool = False

    @property
    def group(self) -> str:
        """Return the key that switches it: all parts of the body go together."""
        return PARTS if self.key in PART_STRIPS else self.key


STRIPS = (
    Strip("sleep_h", marked("Sleep"), 10, lowest=True),
    Strip("stress", marked("Stress"), 10),
    Strip("worry", marked("Worry"), 10),
    Strip("mood", marked("Mood"), 10, lowest=True),
    Strip("protein", marked("Protein"), 8, lowest=True),
)
RATIO_STRIP = Strip(RATIO, marked("Ratio 7:28"), 2)
"""Off until someone asks for it: it is no measure of risk."""
PARTS = "parts"
"""The key of all strips of pain by part of the body."""
PART_STRIPS: Mapping[str, BodyPart] = {f"part {part.value}": part for part in BodyPart}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that may be drawn, and the choices: measure, step, units, hidden and isolated series."""

    timeline: Timeline
    events: tuple[Event, ...] = ()
    today: date
    measure: Measure = Measure.LOAD
    step: Step = Step.DAY
    units: Units = Units.METRIC
    ceiling: int = 4
    hidden: frozenset[str] = frozenset({RATIO})
    isolated: str | None = None
    is_plain: bool = False
    ahead: Numbers | None = None
    """By day, by how many percent a planned run would be longer than the month's longest."""
    known_curves: Curves | None = None
    bars: "Bars" = field(init=False)
    known_strips: tuple[Strip, ...] = field(init=False)
    """The context strips of which anything is known."""

    def __post_init__(self) -> None:
        """Prepare the columns of bars and lines once."""
        known = self.known_curves
        wanted = (self.measure, self.is_plain)
        if (
            known is None
            or known.timeline is not self.timeline
            or (known.measure, known.is_plain) != wanted
        ):
            made = curves_of(self.timeline, self.measure, is_plain=self.is_plain)
            object.__setattr__(self, "known_curves", made)
        object.__setattr__(self, "bars", _bars(self))
        strips = (*STRIPS, RATIO_STRIP)
        known_strips = [one for one in strips if not np.isnan(self.strip_values(one)).all()]
        object.__setattr__(self, "known_strips", (*_part_strips(self.timeline), *known_strips))

    @property
    def curves(self) -> Curves:
        """Return the lines of acute and chronic load."""
        assert self.known_curves is not None
        return self.known_curves

    def strip_values(self, strip: Strip) -> Numbers:
        """Return the column of a context strip."""
        if strip.key == RATIO:
            return self.curves.ratio
        if strip.key in PART_STRIPS:
            return self.timeline.part_pain[PART_STRIPS[strip.key]]
        found: Numbers = getattr(self.timeline, strip.key)
        return found

    def shows(self, key: str) -> bool:
        """Say whether a series is drawn."""
        return key not in self.hidden

    def opacity(self, key: str) -> float:
        """Return how strongly a series is drawn: pale while another one is isolated."""
        return 1.0 if self.isolated in (None, key) else 0.15

    @property
    def strips(self) -> tuple[Strip, ...]:
        """Return the context strips that are wanted and of which anything is known."""
        return tuple(strip for strip in self.known_strips if self.shows(strip.group))


def _part_strips(timeline: Timeline) -> tuple[Strip, ...]:
    """Return a strip for each part of the body that hurt, where there is more than one."""
    parts = timeline.part_pain
    found = [
        Strip(key, WORDS[BodyPart, part], SCALE_TOP)
        for key, part in PART_STRIPS.items()
        if part in parts
    ]
    return tuple(found) if len(found) > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The bars' columns, one a step (day or week) from `origin` on, in steps."""

    origin: float
    step_days: int
    by_group: Numbers
    total: Numbers
    is_partial: NDArray[np.bool_]
    is_estimated: NDArray[np.bool_]
    spike_percent: Numbers
    planned: Numbers

    @property
    def heights(self) -> Numbers:
        """Return how high each bar reaches, the plan included; 0 where nothing is known."""
        return np.nan_to_num(self.total) + np.nan_to_num(self.planned)

    def buckets(self, view: tuple[float, float], px_per_day: float) -> Buckets:
        """Return the buckets to draw; view in ordinals, bucket starts in steps from `origin`."""
        steps = tuple((edge - self.origin) / self.step_days for edge in view)
        # The grid of buckets is fixed in time: it begins at a multiple of the bucket's days.
        shift = round(self.origin) // self.step_days
        size = bucket_size(px_per_day * self.step_days)
        is_drawn = self.is_partial | ~np.isnan(self.total) | ~np.isnan(self.planned)
        heights = np.where(is_drawn, self.heights, np.nan)
        found = extremes(heights, shift, (steps[0] + shift, steps[1] + shift), size)
        return Buckets(found.start - shift, found.column, found.size)


def _bars(content: Content) -> Bars:
    timeline = content.timeline
    amounts = timeline.amounts[content.measure]
    ahead = _ahead(timeline, content.today, amounts.planned)
    spikes = spike_percents(timeline.guards)
    if content.ahead is not None:
        spikes = np.fmax(spikes, content.ahead)
    shown = np.array([content.shows(group) for group in GROUPS])
    is_load = content.measure is Measure.LOAD
    estimated = timeline.is_estimated if is_load else np.zeros(len(timeline), dtype=np.bool_)
    if content.step is Step.DAY:
        return Bars(
            origin=timeline.origin,
            step_days=1,
            by_group=amounts.by_group * shown[:, None],
            total=_shown_total(amounts.by_group, amounts.total, shown),
            is_partial=amounts.is_partial,
            is_estimated=estimated,
            spike_percent=spikes,
            planned=ahead,
        )
    week: Weeks = weeks(timeline, content.measure)
    number = (np.arange(len(timeline)) + timeline.first.weekday()) // 7
    planned = np.full(len(week), np.nan)
    known = ~np.isnan(ahead)
    sums = np.bincount(number[known], weights=ahead[known], minlength=len(week))
    is_planned = np.bincount(number[known], minlength=len(week)) > 0
    planned[is_planned] = sums[is_planned]
    return Bars(
        origin=week.first.toordinal(),
        step_days=7,
        by_group=week.by_group * shown[:, None],
        total=_shown_total(week.by_group, week.total, shown),
        is_partial=week.is_partial,
        is_estimated=np.bincount(number[estimated], minlength=len(week)).astype(np.bool_),
        spike_percent=_highest(spikes, number, len(week)),
        planned=planned,
    )


def _highest(values: Numbers, number: NDArray[np.int64], count: int) -> Numbers:
    found = np.full(count, -np.inf)
    known = ~np.isnan(values)
    np.maximum.at(found, number[known], values[known])
    return np.where(np.isneginf(found), np.nan, found)


def _shown_total(by_group: Numbers, total: Numbers, shown: NDArray[np.bool_]) -> Numbers:
    sums = by_group[shown].sum(axis=0)
    return np.where(np.isnan(total), np.nan, sums)


def _ahead(timeline: Timeline, today: date, planned: Numbers) -> Numbers:
    """Return what is planned from today on, on days that have no session yet."""
    is_open = timeline.state != DayState.SESSION
    is_open[: max(0, timeline.index(today))] = False
    return np.where(is_open, planned, np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture: what is visible, at what scale, in which colours and letters."""

    content: Content
    left: float
    px_per_day: float
    width: float
    em: float
    font: QFont
    colours: Mapping[str, QColor]
    buckets: Buckets
    load_top: float
    load_step: float

    @property
    def right(self) -> float:
        """Return the ordinal at the right edge."""
        return self.left + self.width / self.px_per_day

    def x(self, ordinal: float) -> float:
        """Return the pixel of a day's beginning."""
        return (ordinal - self.left) * self.px_per_day

    def xs(self, ordinals: Numbers) -> Numbers:
        """Return the pixels of many days."""
        return (ordinals - self.left) * self.px_per_day


def make_frame(
    content: Content,
    view: tuple[float, float],
    width: float,
    em: float,
    font: QFont,
    colours: Mapping[str, QColor],
) -> Frame:
    """Return the frame of this view, with the bars that fall into it and their round top."""
    px_per_day = width / (view[1] - view[0])
    buckets = content.bars.buckets(view, px_per_day).known()
    heights = content.bars.heights[buckets.column]
    unit = unit_of(content.measure, content.units)
    highest = max(float(heights.max(initial=0.0)), _highest_curve(content, view)) * 1.12 / unit
    step = round_step(highest, 4) * unit
    top = step * max(1, int(np.ceil(highest * unit / step - 1e-9)))
    return Frame(
        content=content,
        left=view[0],
        px_per_day=px_per_day,
        width=width,
        em=em,
        font=font,
        colours=colours,
        buckets=buckets,
        load_top=top,
        load_step=step,
    )


def _highest_curve(content: Content, view: tuple[float, float]) -> float:
    """Return how high the lines reach in view, as high as they are drawn beside the bars."""
    days = content.timeline.span(as_day(view[0]), as_day(view[1]))
    highest = 0.0
    for key in (ACUTE, CHRONIC):
        values = content.curves.of(key)[days]
        if content.shows(key) and not np.isnan(values).all():
            highest = max(highest, float(np.nanmax(values)))
    return highest * STEP_DAYS[content.step]


def unit_of(measure: Measure, units: Units) -> float:
    """Return what one unit on the value axis is in the timeline's own unit."""
    is_imperial = units is Units.IMPERIAL
    if measure is Measure.DISTANCE:
        return 1609.344 if is_imperial else 1000.0
    if measure in (Measure.ASCENT, Measure.DESCENT):
        return 0.3048 if is_imperial else 1.0
    return 1.0


def as_day(ordinal: float) -> date:
    """Return the day of an ordinal, kept within the calendar."""
    return date.fromordinal(min(max(int(ordinal // 1), 1), date.max.toordinal() - 400))


def keys_with_data(content: Content) -> frozenset[str]:
    """Return the series of which there is anything to show."""
    timeline = content.timeline
    amounts = timeline.amounts[content.measure]
    found: set[str] = {
        group for group, row in zip(GROUPS, amounts.by_group, strict=True) if row.any()
    }
    if not np.isnan(content.bars.planned).all():
        found.add("planned")
    found |= {
        key for key in (ACUTE, CHRONIC) if np.count_nonzero(~np.isnan(content.curves.of(key))) > 1
    }
    found |= {kind for kind in PainKind if not np.isnan(timeline.pain[kind]).all()}
    return frozenset(found)
