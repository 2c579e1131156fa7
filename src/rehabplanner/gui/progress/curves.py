"""Acute and chronic load as two columns, and their ratio for those who ask for it."""

from dataclasses import dataclass

import numpy as np

from rehabplanner.analytics.load import (
    ACUTE_DAYS,
    CHRONIC_DAYS,
    Average,
    averaged,
    coupled_ratio,
    ratio_of,
    rolling_mean,
)
from rehabplanner.analytics.timeline import Measure, Numbers, Timeline

ACUTE, CHRONIC, RATIO = "acute", "chronic", "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Averages of a measure by day, weighted (Williams 2017), NaN where too little is known.

    The acute one weighs about 7 days, the chronic one 28; each begins when so many days have
    passed. A day whose value is a lower bound counts as unknown.
    """

    timeline: Timeline
    measure: Measure
    acute: Numbers
    chronic: Numbers
    ratio: Numbers
    averages: tuple[Average, Average] | None
    """The acute and the chronic average, to go on from; None for plain means."""
    is_plain: bool = False
    """Plain means of 7 and 28 days instead of weighted averages."""

    def of(self, key: str) -> Numbers:
        """Return the column of a line."""
        return self.acute if key == ACUTE else self.chronic

    @property
    def monday(self) -> int:
        """Return the ordinal of the Monday on which the first week begins."""
        return self.timeline.origin - self.timeline.first.weekday()

    def by_week(self, key: str) -> Numbers:
        """Return the mean of a line over the known days of each week.

        Not how it stood on Sunday: after a long run each Sunday that would always lie too high.
        """
        lead = self.timeline.first.weekday()
        tail = -(lead + len(self.timeline)) % 7
        days = np.pad(self.of(key), (lead, tail), constant_values=np.nan).reshape(-1, 7)
        known = ~np.isnan(days)
        count = known.sum(axis=1)
        sums = np.where(known, days, 0.0).sum(axis=1)
        return np.where(count > 0, sums / np.maximum(count, 1), np.nan)

    def week_of(self, key: str, column: int) -> float:
        """Return the mean of a line over the known days of the week of a day; NaN if unknown."""
        start = column - (self.timeline.first.weekday() + column) % 7
        days = self.of(key)[max(0, start) : start + 7]
        known = days[~np.isnan(days)]
        return float(known.mean()) if len(known) else float("nan")


def curves_of(
    timeline: Timeline,
    measure: Measure,
    known: Curves | None = None,
    column: int = 0,
    *,
    is_plain: bool = False,
) -> Curves:
    """Return the lines of a measure; with `known`, only the days from `column` on are computed."""
    amounts = timeline.amounts[measure]
    values = np.where(amounts.is_partial, np.nan, amounts.total)
    if is_plain:
        return Curves(
            timeline=timeline,
            measure=measure,
            acute=rolling_mean(values, ACUTE_DAYS),
            chronic=rolling_mean(values, CHRONIC_DAYS),
            ratio=coupled_ratio(values),
            averages=None,
            is_plain=True,
        )
    before = known.averages if known is not None and known.measure is measure else None
    short, long = before or (None, None)
    averages = (
        averaged(values, ACUTE_DAYS, short, column),
        averaged(values, CHRONIC_DAYS, long, column),
    )
    acute, chronic = (one.shown for one in averages)
    ratio = ratio_of(acute, chronic)
    acute[: ACUTE_DAYS - 1] = np.nan
    chronic[: CHRONIC_DAYS - 1] = np.nan
    return Curves(
        timeline=timeline,
        measure=measure,
        acute=acute,
        chronic=chronic,
        ratio=ratio,
        averages=averages,
    )
