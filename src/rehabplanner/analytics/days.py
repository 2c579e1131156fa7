"""Builds the day-by-day table from a dossier, and again from the edited day on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import compress, count
from operator import is_not
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from rehabplanner.analytics.guard import WINDOW_DAYS, guards_of_days, running_seconds
from rehabplanner.analytics.timeline import (
    GROUP_OF,
    GROUPS,
    Amounts,
    Counts,
    DayState,
    KindGroup,
    Measure,
    Numbers,
    PainKind,
    Timeline,
)
from rehabplanner.analytics.trimp import average_impulses
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import BodyPart, DayEntry, Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem

_NUMBER_OF = {kind: GROUPS.index(group) for kind, group in GROUP_OF.items()}
_PLANNED_GROUP = {
    ItemKind.RUN: GROUPS.index(KindGroup.RUNNING),
    ItemKind.WALK: GROUPS.index(KindGroup.WALKING),
    ItemKind.CROSS: GROUPS.index(KindGroup.OTHER),
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
_MOMENT_OF = {
    Moment.MORNING: 0,
    Moment.DURING: 1,
    Moment.AFTER: 2,
    Moment.NOW: 3,
    Moment.WORST: 3,
}


def timeline(
    dossier: Dossier,
    first: date,
    last: date,
    parts: frozenset[BodyPart] | None = None,
    estimated: Collection[UUID] = frozenset(),
) -> Timeline:
    """Return the columns from the first to the last day, both included.

    With `parts`, only pain in these parts of the body counts. `estimated` names the sessions
    whose effort in the dossier is an estimate.
    """
    length = max(0, (last - first).days + 1)
    activities = between(dossier.activities, first, last)
    days = between(dossier.days, first, last)
    pains = between(dossier.pains, first, last)
    sessions = _Sessions(activities, first.toordinal(), dossier.person)
    state = _states(length, first.toordinal(), sessions.column, days, pains)
    planned = _planned(between(dossier.items, first, last), first.toordinal(), length)
    amounts = {
        measure: _amounts(sessions, measure, state, planned.get(measure)) for measure in Measure
    }
    before = between(dossier.activities, first - timedelta(days=WINDOW_DAYS), last)
    guards = guards_of_days(
        [activity for activity in before if activity.is_running],
        first.toordinal() - WINDOW_DAYS,
        length + WINDOW_DAYS,
    ).from_column(WINDOW_DAYS)
    is_estimated = np.zeros(length, dtype=np.bool_)
    if estimated:
        is_estimated[sessions.column[[one.id in estimated for one in activities]]] = True
    return Timeline(
        first=first,
        state=state,
        amounts=amounts,
        pain=_pain(pains, first.toordinal(), length, parts),
        sessions=np.bincount(sessions.column, minlength=length)[:length],
        runs=np.bincount(sessions.column[sessions.group == 0], minlength=length)[:length],
        longest_run_m=guards.longest_of_day_m,
        guards=guards,
        is_estimated=is_estimated,
        part_pain=_part_pain(pains, first.toordinal(), length),
        **_context(days, first.toordinal(), length),
    )


def whole_timeline(
    dossier: Dossier,
    parts: frozenset[BodyPart] | None = None,
    estimated: Collection[UUID] = frozenset(),
) -> Timeline | None:
    """Return the columns from the first to the last day with anything done, noted or planned.

    None where nothing was done or noted yet.
    """
    first, last = dossier.first_day(), dossier.last_day()
    if first is None or last is None:
        return None
    if dossier.items:
        last = max(last, dossier.items[-1].day)
    return timeline(dossier, first, last, parts, estimated)


def continued(
    known: Timeline,
    before: Dossier,
    after: Dossier,
    parts: frozenset[BodyPart] | None = None,
    estimated: Collection[UUID] = frozenset(),
) -> tuple[Timeline | None, int]:
    """Return the whole timeline of `after`, and the first column that was computed for it.

    `known` is that of `before`, made with the same `parts` (and estimates up to the same day);
    the days before the first changed one are taken from it.
    """
    changed = first_changed_day(before, after)
    if changed is None:
        return known, len(known)
    first, last = after.first_day(), after.last_day()
    column = known.index(changed)
    if first != known.first or last is None or column <= 0:
        return whole_timeline(after, parts, estimated), 0
    if after.items:
        last = max(last, after.items[-1].day)
    column = min(column, len(known))
    start = known.day(column)
    if start > last:
        return _cut(known, (last - known.first).days + 1), (last - known.first).days + 1
    return _joined(known, column, timeline(after, start, last, parts, estimated)), column


def first_changed_day(before: Dossier, after: Dossier) -> date | None:
    """Return the first day on which anything that the timeline draws from differs."""
    if before.person != after.person:
        return date.min
    days = []
    for name in ("activities", "pains", "days", "items"):
        old: Sequence[Any] = getattr(before, name)
        new: Sequence[Any] = getattr(after, name)
        if old is new:
            continue
        common = min(len(old), len(new))
        place = next(compress(count(), map(is_not, old, new)), common)
        days += [records[place].day for records in (old, new) if place < len(records)]
    return min(days, default=None)


def _cut(known: Timeline, length: int) -> Timeline:
    """Return the first columns."""
    whole = _mapped([known], lambda columns: columns[0][..., :length])
    parts = {part: column[:length] for part, column in known.part_pain.items()}
    return replace(whole, part_pain={key: one for key, one in parts.items() if _has_some(one)})


def _joined(known: Timeline, column: int, rest: Timeline) -> Timeline:
    """Return the known columns up to one, and the rest after them."""
    whole = _mapped(
        [known, rest], lambda two: np.concatenate([two[0][..., :column], two[1]], axis=-1)
    )
    head, tail = np.full(column, np.nan), np.full(len(rest), np.nan)
    parts = {
        part: np.concatenate(
            [known.part_pain.get(part, head)[:column], rest.part_pain.get(part, tail)]
        )
        for part in BodyPart
        if part in known.part_pain or part in rest.part_pain
    }
    return replace(whole, part_pain={key: one for key, one in parts.items() if _has_some(one)})


def _mapped(
    tables: Sequence[Timeline], make: Callable[[Sequence[NDArray[Any]]], NDArray[Any]]
) -> Timeline:
    """Return a timeline whose columns are made of the same column of each; parts are left."""

    def made(values: Sequence[Any]) -> Any:
        first = values[0]
        if isinstance(first, np.ndarray):
            return make(values)
        if isinstance(first, Mapping):
            return {key: made([one[key] for one in values]) for key in first}
        names = [field.name for field in fields(first)]
        return type(first)(**{name: made([getattr(v, name) for v in values]) for name in names})

    names = [field.name for field in fields(Timeline) if field.name not in ("first", "part_pain")]
    columns = {name: made([getattr(one, name) for one in tables]) for name in names}
    return replace(tables[0], **columns)


def column_of(records: Sequence[Any], origin: int) -> Counts:
    """Return the column of each record's day."""
    return np.array([record.day.toordinal() for record in records], dtype=np.int64) - origin


class _Sessions:
    """The sessions as columns: where they lie, their group, and each measure (NaN unknown)."""

    def __init__(self, activities: Sequence[Activity], origin: int, person: Person) -> None:
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
            Measure.TRIMP: average_impulses(activities, person),
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


def _part_pain(pains: Sequence[PainEntry], origin: int, length: int) -> dict[BodyPart, Numbers]:
    found: dict[BodyPart, Numbers] = {}
    number_of = {part: number for number, part in enumerate(BodyPart)}
    part = np.array([number_of[entry.part] for entry in pains], dtype=np.int64)
    column = column_of(pains, origin)
    score = np.array([entry.score for entry in pains], dtype=np.float64)
    for number, name in enumerate(BodyPart):
        of_part = part == number
        if of_part.any():
            worst = np.full(length, -1.0)
            np.maximum.at(worst, column[of_part], score[of_part])
            found[name] = np.where(worst < 0, np.nan, worst)
    return found


def _has_some(values: Numbers) -> bool:
    return not bool(np.isnan(values).all())


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
