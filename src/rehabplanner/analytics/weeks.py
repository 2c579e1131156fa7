"""Weeks from Monday to Sunday: the timeline's amounts added up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rehabplanner.analytics.timeline import Counts, Measure, Numbers, Timeline, Truths
from rehabplanner.domain.plans import monday_of

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """One measure by week. `first` is the first Monday; sums are of what is known.

    `total` is NaN in weeks of which no day is known; `known_days` counts days with a known
    total; `is_partial` marks weeks with a session whose value is unknown; `planned` is NaN
    where nothing is planned.
    """

    first: date
    by_group: Numbers
    total: Numbers
    known_days: Counts
    is_partial: Truths
    planned: Numbers
    sessions: Counts

    def __len__(self) -> int:
        """Return the number of weeks."""
        return len(self.total)

    def index(self, day: date) -> int:
        """Return the week of a day; it may lie outside."""
        return (day - self.first).days // DAYS


def weeks(timeline: Timeline, measure: Measure) -> Weeks:
    """Return the measure added up by week; the first and last week may be cut short."""
    monday = monday_of(timeline.first)
    lead = (timeline.first - monday).days
    tail = -(lead + len(timeline)) % DAYS
    amounts = timeline.amounts[measure]

    def folded(values: NDArray[Any], filler: float) -> Numbers:
        padded = np.pad(values.astype(np.float64), (lead, tail), constant_values=filler)
        return padded.reshape(-1, DAYS)

    days = folded(amounts.total, np.nan)
    known = ~np.isnan(days)
    planned = folded(amounts.planned, np.nan)
    return Weeks(
        first=monday,
        by_group=np.array([folded(row, 0.0).sum(axis=1) for row in amounts.by_group]),
        total=np.where(known.any(axis=1), np.nansum(days, axis=1), np.nan),
        known_days=known.sum(axis=1),
        is_partial=np.asarray(folded(amounts.is_partial, 0.0).any(axis=1), dtype=np.bool_),
        planned=np.where(~np.isnan(planned).all(axis=1), np.nansum(planned, axis=1), np.nan),
        sessions=folded(timeline.sessions, 0.0).sum(axis=1).astype(np.int64),
    )
