"""The day-by-day table of a person: what the chart, the report and the command line draw from.

NaN means unknown everywhere. What a day's state says of its load (science of missing days):

| the day has | state | load |
|---|---|---|
| a session | SESSION | what is known of its sessions; a lower bound where one has no effort |
| no session, a confirmed rest day | REST | 0 |
| no session, other diary entries | DIARY | unknown: nobody said that nothing was done |
| nothing at all | UNKNOWN | unknown |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rehabplanner.analytics.guard import Guards
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.problems import marked

Numbers: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]


class KindGroup(StrEnum):
    """The kinds of session that are told apart on the chart, from the bottom of a bar up."""

    RUNNING = "running"
    WALKING = "walking"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    OTHER = "other"


GROUPS = tuple(KindGroup)
GROUP_NAMES: Mapping[KindGroup, str] = {
    KindGroup.RUNNING: marked("Running"),
    KindGroup.WALKING: marked("Walking"),
    KindGroup.STRENGTH: marked("Strength"),
    KindGroup.MOBILITY: marked("Mobility"),
    KindGroup.OTHER: marked("Other sport"),
}
GROUP_OF: Mapping[Kind, KindGroup] = {
    Kind.RUN: KindGroup.RUNNING,
    Kind.RUN_WALK: KindGroup.RUNNING,
    Kind.WALK: KindGroup.WALKING,
    Kind.HIKE: KindGroup.WALKING,
    Kind.STRENGTH: KindGroup.STRENGTH,
    Kind.MOBILITY: KindGroup.MOBILITY,
    Kind.CYCLE: KindGroup.OTHER,
    Kind.SWIM: KindGroup.OTHER,
    Kind.OTHER: KindGroup.OTHER,
}


class Measure(StrEnum):
    """What is counted of a session. Distance and contacts count running and walking only."""

    LOAD = "load"
    DISTANCE = "distance"
    MINUTES = "minutes"
    RUNNING_MINUTES = "running minutes"
    CONTACTS = "contacts"
    ASCENT = "ascent"
    DESCENT = "descent"
    TRIMP = "trimp"


MEASURE_NAMES: Mapping[Measure, str] = {
    Measure.LOAD: marked("Load (effort × minutes)"),
    Measure.DISTANCE: marked("Distance on foot"),
    Measure.MINUTES: marked("Minutes"),
    Measure.RUNNING_MINUTES: marked("Running minutes"),
    Measure.CONTACTS: marked("Steps"),
    Measure.ASCENT: marked("Climb"),
    Measure.DESCENT: marked("Descent"),
    Measure.TRIMP: marked("Heart-rate load (TRIMP)"),
}


class DayState(IntEnum):
    """What is known of a day; the module's table says what follows for its load."""

    UNKNOWN = 0
    DIARY = 1
    REST = 2
    SESSION = 3


class PainKind(StrEnum):
    """The pain lines: three moments, and the worst of all that was noted that day."""

    MORNING = "morning"
    DURING = "during"
    AFTER = "after"
    WORST = "worst"


PAIN_NAMES: Mapping[PainKind, str] = {
    PainKind.MORNING: marked("Morning"),
    PainKind.DURING: marked("During"),
    PainKind.AFTER: marked("After"),
    PainKind.WORST: marked("Worst of the day"),
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """One measure by day: known sums by group, their total, and where a session is unknown.

    `by_group` has one row per `GROUPS` member, 0 where nothing is known; `total` is NaN where
    nothing at all is known; `is_partial` marks days on which a session's value is unknown, so
    that the total (if any) is a lower bound.
    """

    by_group: Numbers
    total: Numbers
    is_partial: Truths
    planned: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All columns of one person from `first` on, one value a day. Built by `days.timeline`."""

    first: date
    state: NDArray[np.int8]
    amounts: Mapping[Measure, Amounts]
    pain: Mapping[PainKind, Numbers]
    sleep_h: Numbers
    stress: Numbers
    worry: Numbers
    mood: Numbers
    protein: Numbers
    sessions: Counts
    runs: Counts
    longest_run_m: Counts
    guards: Guards
    is_estimated: Truths
    """Days with a session whose effort was not noted but estimated."""
    part_pain: Mapping[BodyPart, Numbers]
    """The worst pain of each day in each part of the body of which any was noted."""

    def __len__(self) -> int:
        """Return the number of days."""
        return len(self.state)

    @property
    def last(self) -> date:
        """Return the last day."""
        return self.first + timedelta(days=len(self) - 1)

    @property
    def origin(self) -> int:
        """Return the first day's ordinal: the x of column 0."""
        return self.first.toordinal()

    @property
    def is_logged(self) -> Truths:
        """Say of each day whether anything was noted or done."""
        return np.asarray(self.state != DayState.UNKNOWN, dtype=np.bool_)

    def index(self, day: date) -> int:
        """Return the column of a day; it may lie outside."""
        return (day - self.first).days

    def day(self, index: int) -> date:
        """Return the day of a column."""
        return self.first + timedelta(days=index)

    def span(self, first: date, last: date) -> slice:
        """Return the columns from the first to the last day, cut to what is there."""
        start = min(max(self.index(first), 0), len(self))
        return slice(start, max(start, min(self.index(last) + 1, len(self))))
