"""The day-by-day table of a person: what the chart, the report and the command line draw from.

NaN means unknown everywhere. What a day's state says of its load (science of missing days):

| the day has | state | load |
|---|---|---|
| a session | SESSION | what is known of its sessions; a lower bound where one has no effort |
| no session, a confirmed rest day | REST | 0 |
| no session, other diary entries | DIARY | unknown: nobody said that nothing was done |
| nothing at all | UNKNOWN | unknown |
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rehabplanner.analytics.guard import WINDOW_DAYS, Guards, guards_of_days, running_seconds
from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.diary import BodyPart, DayEntry, Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem
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
_NUMBER_OF = {kind: GROUPS.index(group) for kind, group in GROUP_OF.items()}
_PLANNED_GROUP = {
    ItemKind.RUN: GROUPS.index(KindGroup.RUNNING),
    ItemKind.WALK: GROUPS.index(KindGroup.WALKING),
    ItemKind.CROSS: GROUPS.index(KindGroup.OTHER),
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


MEASURE_NAMES: Mapping[Measure, str] = {
    Measure.LOAD: marked("Load (effort × minutes)"),
    Measure.DISTANCE: marked("Distance on foot"),
    Measure.MINUTES: marked("Minutes"),
    Measure.RUNNING_MINUTES: marked("Running minutes"),
    Measure.CONTACTS: marked("Steps"),
    Measure.ASCENT: marked("Climb"),
    Measure.DESCENT: marked("Descent"),
}
_ON_FOOT = frozenset({GROUPS.index(KindGroup.RUNNING), GROUPS.index(KindGroup.WALKING)})
_RUNNING_ONLY = frozenset({GROUPS.index(KindGroup.RUNNING)})
_COUNTED_GROUPS: Mapping[Measure, frozenset[int]] = {
    Measure.DISTANCE: _ON_FOOT,
    Measure.CONTACTS: _ON_FOOT,
    Measure.RUNNING_MINUTES: _RUNNING_ONLY,
    Measure.ASCENT: _ON_FOOT,
    Measure.DESCENT: _ON_FOOT,
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
_MOMENT_OF = {
    Moment.MORNING: 0,
    Moment.DURING: 1,
    Moment.AFTER: 2,
    Moment.NOW: 3,
    Moment.WORST: 3,
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
    """All columns of one person from `first` on, one value a day. Built by `timeline`."""

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


def timeline(
    dossier: Dossier,
    first: date,
    last: date,
    parts: frozenset[BodyPart] | None = None,
) -> Timeline:
    """Return the columns from the first to the last day, both included.

    With `parts`, only pain in these parts of the body counts.
    """
    count = max(0, (last - first).days + 1)
    activities = between(dossier.activities, first, last)
    days = between(dossier.days, first, last)
    pains = between(dossier.pains, first, last)
    sessions = _Sessions(activities, first.toordinal())
    state = _states(count, first.toordinal(), sessions.column, days, pains)
    planned = _planned(between(dossier.items, first, last), first.toordinal(), count)
    amounts = {
        measure: _amounts(sessions, measure, state, planned.get(measure)) for measure in Measure
    }
    before = between(dossier.activities, first - timedelta(days=WINDOW_DAYS), last)
    guards = guards_of_days(
        [activity for activity in before if activity.is_running],
        first.toordinal() - WINDOW_DAYS,
        count + WINDOW_DAYS,
    ).from_column(WINDOW_DAYS)
    return Timeline(
        first=first,
        state=state,
        amounts=amounts,
        pain=_pain(pains, first.toordinal(), count, parts),
        sessions=np.bincount(sessions.column, minlength=count)[:count],
        runs=np.bincount(sessions.column[sessions.group == 0], minlength=count)[:count],
        longest_run_m=guards.longest_of_day_m,
        guards=guards,
        **_context(days, first.toordinal(), count),
    )


def whole_timeline(dossier: Dossier, parts: frozenset[BodyPart] | None = None) -> Timeline | None:
    """Return the columns from the first to the last day with anything done, noted or planned.

    None where nothing was done or noted yet.
    """
    first, last = dossier.first_day(), dossier.last_day()
    if first is None or last is None:
        return None
    if dossier.items:
        last = max(last, dossier.items[-1].day)
    return timeline(dossier, first, last, parts)


def column_of(records: Sequence[Any], origin: int) -> Counts:
    """Return the column of each record's day."""
    return np.array([record.day.toordinal() for record in records], dtype=np.int64) - origin


class _Sessions:
    """The sessions as columns: where they lie, their group, and each measure (NaN unknown)."""

    def __init__(self, activities: Sequence[Activity], origin: int) -> None:
        self.column = column_of(activities, origin)
        self.group = np.array([_NUMBER_OF[one.kind] for one in activities], dtype=np.int64)
        minutes = numbers([one.duration_s for one in activities]) / 60
        effort = numbers([one.effort for one in activities])
        self.values: dict[Measure, Numbers] = {
            Measure.LOAD: minutes * effort,
            Measure.MINUTES: minutes,
            Measure.RUNNING_MINUTES: numbers(running_seconds(activities)) / 60,
            Measure.DISTANCE: numbers([one.distance_m for one in activities]),
            Measure.CONTACTS: numbers([one.steps for one in activities]),
            Measure.ASCENT: numbers([one.ascent_m for one in activities]),
            Measure.DESCENT: numbers([one.descent_m for one in activities]),
        }


def numbers(values: Sequence[float | None]) -> Numbers:
    """Return the values as numbers, NaN for unknown."""
    return np.array(values, dtype=np.float64)


def _states(
    count: int,
    origin: int,
    session_columns: Counts,
    days: Sequence[DayEntry],
    pains: Sequence[PainEntry],
) -> NDArray[np.int8]:
    state = np.full(count, DayState.UNKNOWN, dtype=np.int8)
    state[column_of(days, origin)] = DayState.DIARY
    state[column_of(pains, origin)] = DayState.DIARY
    state[column_of([entry for entry in days if entry.is_rest_day], origin)] = DayState.REST
    state[session_columns] = DayState.SESSION
    return state


def _amounts(
    sessions: _Sessions, measure: Measure, state: NDArray[np.int8], planned: Numbers | None
) -> Amounts:
    count = len(state)
    values, column, group = sessions.values[measure], sessions.column, sessions.group
    counted = np.isin(group, list(_COUNTED_GROUPS.get(measure, range(len(GROUPS)))))
    known = counted & ~np.isnan(values)
    sums = np.bincount(
        group[known] * count + column[known],
        weights=values[known],
        minlength=count * len(GROUPS),
    )
    by_group = sums.astype(np.float64).reshape(len(GROUPS), count)
    unknown = counted & np.isnan(values)
    is_partial = np.bincount(column[unknown], minlength=count).astype(bool)
    has_known = np.bincount(column[known], minlength=count).astype(bool)
    total = by_group.sum(axis=0)
    total[(state < DayState.REST) | (is_partial & ~has_known)] = np.nan
    nothing = np.full(count, np.nan)
    return Amounts(by_group, total, is_partial, nothing if planned is None else planned)


def _pain(
    pains: Sequence[PainEntry], origin: int, count: int, parts: frozenset[BodyPart] | None
) -> dict[PainKind, Numbers]:
    if parts is not None:
        pains = [entry for entry in pains if entry.part in parts]
    column = column_of(pains, origin)
    moment = np.array([_MOMENT_OF[entry.moment] for entry in pains], dtype=np.int64)
    score = np.array([entry.score for entry in pains], dtype=np.float64)
    worst = np.full((4, count), -1.0)
    np.maximum.at(worst, (moment, column), score)
    worst[3] = worst.max(axis=0, initial=-1.0) if count else worst[3]
    worst[worst < 0] = np.nan
    return dict(zip(PainKind, worst, strict=True))


def _context(days: Sequence[DayEntry], origin: int, count: int) -> dict[str, Numbers]:
    column = column_of(days, origin)
    found: dict[str, Numbers] = {}
    for name, attribute in (
        ("sleep_h", "sleep_h"),
        ("stress", "stress"),
        ("worry", "worry"),
        ("mood", "mood"),
        ("protein", "protein_portions"),
    ):
        values = np.full(count, np.nan)
        values[column] = numbers([getattr(entry, attribute) for entry in days])
        found[name] = values
    return found


def _planned(items: Sequence[PlanItem], origin: int, count: int) -> dict[Measure, Numbers]:
    """Return planned minutes, distance and projected load by day; NaN where nothing is planned.

    A planned load is the minutes times the middle of the planned effort.
    """
    sums = {
        measure: np.full(count, np.nan)
        for measure in (
            Measure.LOAD,
            Measure.DISTANCE,
            Measure.MINUTES,
            Measure.RUNNING_MINUTES,
        )
    }
    for item in items:
        if item.kind not in ENDURANCE or item.run is None:
            continue
        group = _PLANNED_GROUP[item.kind]
        minutes, effort = item.run.minutes(), item.run.effort
        values = {
            Measure.MINUTES: minutes,
            Measure.DISTANCE: item.run.distance_m,
            Measure.RUNNING_MINUTES: item.run.running_minutes,
            Measure.LOAD: minutes * (effort.low + effort.high) / 2
            if minutes is not None and effort is not None
            else None,
        }
        column = item.day.toordinal() - origin
        for measure, value in values.items():
            if value is not None and group in _COUNTED_GROUPS.get(measure, (group,)):
                sums[measure][column] = value + np.nan_to_num(sums[measure][column])
    return sums
