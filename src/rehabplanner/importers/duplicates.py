"""Is this the same activity? By content, by start and sport, by overlap; the caller decides."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from rehabplanner.domain.activities import Activity
from rehabplanner.importers.reading import Imported, Status
from rehabplanner.importers.sports import FAMILIES

SAME_START_S = 60.0
SAME_SHARE = 0.5
SAME_AMOUNT = 0.02
SAME_SECONDS = 60.0
SAME_METRES = 20.0
ROUNDED_SECONDS = 10.0
ROUNDED_METRES = 15.0
LONGEST_S = 86_400.0


class Reason(StrEnum):
    """Why two activities are taken for one."""

    CONTENT = "content"
    START = "start"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Match:
    """The activity that is the same one, and why."""

    other: Activity
    reason: Reason


class Known:
    """Activities that can be asked quickly: by content, by start, by day."""

    def __init__(self, activities: Sequence[Activity] = ()) -> None:
        self._by_hash: dict[str, Activity] = {}
        self._by_day: dict[object, list[Activity]] = {}
        self._starts: list[float] = []
        self._started: list[Activity] = []
        self._longest_s = 0.0
        timed = [activity for activity in activities if activity.started_at is not None]
        timed.sort(key=_start_s)
        self._started = timed
        self._starts = [_start_s(activity) for activity in timed]
        for activity in activities:
            self._index(activity)

    def _index(self, activity: Activity) -> None:
        if activity.source_hash:
            self._by_hash.setdefault(activity.source_hash, activity)
        self._by_day.setdefault(activity.day, []).append(activity)
        self._longest_s = max(self._longest_s, min(_length_s(activity), LONGEST_S))

    def add(self, activity: Activity) -> None:
        """Know one more."""
        if activity.started_at is not None:
            at = bisect_right(self._starts, _start_s(activity))
            self._starts.insert(at, _start_s(activity))
            self._started.insert(at, activity)
        self._index(activity)

    def find(self, activity: Activity) -> Match | None:
        """Return what is known of the same activity, None if nothing is."""
        same = self._by_hash.get(activity.source_hash) if activity.source_hash else None
        if same is not None:
            return Match(same, Reason.CONTENT)
        near = self._near(activity)
        for other in near:
            if _start_gap_s(activity, other) <= SAME_START_S and _same_family(activity, other):
                return Match(other, Reason.START)
        for other in self._by_day.get(activity.day, ()):
            if _same_on_the_wall(activity, other):
                return Match(other, Reason.START)
        for other in near:
            if _overlap(activity, other) > SAME_SHARE and _may_be_same_sport(activity, other):
                return Match(other, Reason.OVERLAP)
        return None

    def has_twin(self, activity: Activity) -> bool:
        """Say whether one starts at the same time with the same sport, distance and duration.

        Within one file nothing less will do: a list may well hold two like runs of one day.
        """
        return any(
            _start_gap_s(activity, other) <= SAME_START_S
            and _same_family(activity, other)
            and _same_amounts(activity, other)
            for other in self._near(activity)
        )

    def _near(self, activity: Activity) -> list[Activity]:
        """Return the activities that could touch this one in time, the closest start first."""
        if activity.started_at is None:
            return []
        start = _start_s(activity)
        length = min(_length_s(activity), LONGEST_S)
        first = bisect_left(self._starts, start - max(self._longest_s, SAME_START_S))
        last = bisect_right(self._starts, start + max(length, SAME_START_S))
        near = self._started[first:last]
        return sorted(near, key=lambda other: _start_gap_s(activity, other))


def find(activity: Activity, known: Sequence[Activity]) -> Match | None:
    """Return which of the known activities is the same one; None if it is new.

    For many questions build a `Known` once.
    """
    return Known(known).find(activity)


def mark(rows: Sequence[Imported], known: Sequence[Activity]) -> list[Imported]:
    """Return the rows with what is known already, or came earlier in the batch, marked.

    `duplicate_of` maps such activities to the stored one's id, or to the name of the file that
    came earlier. A row whose activities are all known gets the status DUPLICATE; it keeps them,
    so that the person can compare and decide.
    """
    stored = Known(known)
    batch = Known()
    came_from: dict[UUID, str] = {}
    return [_marked(row, stored, batch, came_from) for row in rows]


def _marked(row: Imported, stored: Known, batch: Known, came_from: dict[UUID, str]) -> Imported:
    duplicate_of: dict[UUID, UUID | str] = {}
    fresh: list[Activity] = []
    within = Known()
    for activity in row.activities:
        if match := stored.find(activity):
            duplicate_of[activity.id] = match.other.id
        elif match := batch.find(activity):
            duplicate_of[activity.id] = came_from[match.other.id]
        elif within.has_twin(activity):
            duplicate_of[activity.id] = row.file
        else:
            fresh.append(activity)
            within.add(activity)
    for activity in fresh:
        came_from[activity.id] = row.file
        batch.add(activity)
    if not duplicate_of:
        return row
    is_all = len(duplicate_of) == len(row.activities) and not row.days and not row.pains
    status = Status.DUPLICATE if is_all else row.status
    return replace(row, status=status, duplicate_of=duplicate_of)


def _start_s(activity: Activity) -> float:
    assert activity.started_at is not None
    return activity.started_at.timestamp()


def _length_s(activity: Activity) -> float:
    return activity.elapsed_s or activity.duration_s or 0.0


def _start_gap_s(one: Activity, other: Activity) -> float:
    return abs(_start_s(one) - _start_s(other))


def _overlap(one: Activity, other: Activity) -> float:
    """Return which share of the shorter one lies within the other."""
    start = max(_start_s(one), _start_s(other))
    end = min(_start_s(one) + _length_s(one), _start_s(other) + _length_s(other))
    shorter = min(_length_s(one), _length_s(other))
    return (end - start) / shorter if shorter > 0 else 0.0


def _same_family(one: Activity, other: Activity) -> bool:
    if one.kind is other.kind:
        return True
    family = FAMILIES.get(one.kind)
    return family is not None and family == FAMILIES.get(other.kind)


def _may_be_same_sport(one: Activity, other: Activity) -> bool:
    """Say whether the kinds agree or one of them is unknown."""
    return _same_family(one, other) or one.kind not in FAMILIES or other.kind not in FAMILIES


def _same_on_the_wall(one: Activity, other: Activity) -> bool:
    """Say whether two of one day are the same although their starts differ or are unknown.

    A table's local times may have been read in another zone than the recording's own, and many
    tables know only the day: then distance and duration must agree.
    """
    if not _same_family(one, other) or not _same_amounts(one, other):
        return False
    if one.started_at is None or other.started_at is None:
        return True
    walls = (one.local_start, other.local_start)
    if walls[0] is None or walls[1] is None or one.utc_offset_min == other.utc_offset_min:
        return False
    return abs(walls[0] - walls[1]) <= timedelta(seconds=SAME_START_S)


def _same_amounts(one: Activity, other: Activity) -> bool:
    """Say whether distance and duration agree; the one may be unknown to both, not the other.

    Between two of which only the day is known they must agree but for rounding.
    """
    is_timed = one.started_at is not None or other.started_at is not None
    metres, seconds = (SAME_METRES, SAME_SECONDS) if is_timed else (ROUNDED_METRES, ROUNDED_SECONDS)
    share = SAME_AMOUNT if is_timed else 0.0

    def agree(first: float | None, second: float | None, least: float) -> bool:
        if first is None or second is None:
            return False
        return abs(first - second) <= max(least, share * max(first, second))

    same_time = (
        agree(one.duration_s, other.duration_s, seconds)
        or agree(one.duration_s, other.elapsed_s, seconds)
        or agree(one.elapsed_s, other.duration_s, seconds)
        or agree(one.moving_s, other.moving_s, seconds)
    )
    has_no_way = one.distance_m is None and other.distance_m is None
    return same_time and (has_no_way or agree(one.distance_m, other.distance_m, metres))
