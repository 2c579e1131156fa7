"""A planned run before it is run: against the longest of the 30 days before, and week by week.

The bins are those of the single-session guard (`analytics.guard`, Frandsen 2025). What is planned
between today and the run counts as if it were done, so that a ladder is read step by step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehabplanner.analytics.guard import (
    FLOOR_STEP_S,
    SPIKES,
    WINDOW_DAYS,
    GuardBin,
    guard,
    guard_with_floor,
    running_seconds,
)
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.plans import ItemKind, Outcome, PlanItem
from rehabplanner.domain.runs import RunDose
from rehabplanner.planning.settled import completions_by_item

WEEK = timedelta(days=7)
MUCH_IN_TWO_WEEKS = 1.3
"""Nielsen 2014, novices: distance-related injuries above 30 % in two weeks, HR 1.59 (0.96-2.66)."""


@dataclass(frozen=True, slots=True)
class Size:
    """How long a run is: whole metres and whole seconds of running, None where unknown."""

    metres: int | None
    seconds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A planned run against the longest before it: the bin, and the sizes compared.

    `is_by_time` says that running seconds are compared, not metres.
    """

    bin: GuardBin
    is_by_time: bool
    size: int
    longest: int | None

    @property
    def is_spike(self) -> bool:
        """Say whether it is more than a tenth longer than the longest."""
        return self.bin in SPIKES

    @property
    def percent(self) -> int | None:
        """Return by how many per cent it is longer (below 0: shorter), None without a longest."""
        return round((self.size / self.longest - 1) * 100) if self.longest else None


def size_of(run: RunDose) -> Size:
    """Return how long a planned run is."""
    minutes = run.running_minutes
    return Size(
        round(run.distance_m) if run.distance_m else None,
        round(minutes * 60) if minutes else None,
    )


REACH = timedelta(days=WINDOW_DAYS + 7)
LINK_REACH = timedelta(days=14)


class Outlook:
    """The runs around one week, done and planned, as they stand today; reads them once."""

    def __init__(self, dossier: Dossier, today: date, monday: date) -> None:
        first, last = monday - REACH, monday + timedelta(days=13)
        known = completions_by_item(dossier.completions)
        beside = between(dossier.activities, first - LINK_REACH, last + LINK_REACH)
        named = {one.planned_id for one in beside}
        ran = [one for one in beside if one.is_running]
        days = {one.day for one in ran}
        self._sizes: list[tuple[date, Size, object]] = [
            (one.day, Size(_whole(one.distance_m), _whole(seconds)), one.id)
            for one, seconds in zip(ran, running_seconds(ran), strict=True)
        ]
        for item in between(dossier.items, first, last):
            if item.kind is not ItemKind.RUN or item.run is None:
                continue
            if item.id in named:
                continue
            outcome = known[item.id].outcome if item.id in known else None
            is_ahead = item.day >= today and outcome is None
            is_done = outcome in (Outcome.DONE, Outcome.PARTLY)
            was_ticked = is_done and item.day not in days
            if is_ahead or was_ticked:
                self._sizes.append((item.day, size_of(item.run), item.id))

    def ahead(self, item: PlanItem, day: date | None = None) -> Ahead | None:
        """Return how a planned run compares if it is run on this day (usually its own).

        None for what is no run, or says no amount.
        """
        if item.kind is not ItemKind.RUN or item.run is None:
            return None
        day = day or item.day
        new = size_of(item.run)
        before = [
            size
            for when, size, key in self._sizes
            if day - timedelta(days=WINDOW_DAYS) <= when < day and key != item.id
        ]
        longest_m = _most(size.metres for size in before)
        longest_s = _most(size.seconds for size in before)
        if new.metres is not None and (longest_m or new.seconds is None):
            found = guard_with_floor(longest_m or 0, new.metres, longest_s, new.seconds)
            return Ahead(bin=found, is_by_time=False, size=new.metres, longest=longest_m)
        if new.seconds is None:
            return None
        found = guard(longest_s or 0, new.seconds)
        if found in SPIKES and new.seconds - (longest_s or 0) < FLOOR_STEP_S:
            found = GuardBin.TINY
        return Ahead(bin=found, is_by_time=True, size=new.seconds, longest=longest_s)

    def week(self, monday: date) -> "WeekChange | None":
        """Return the running of a week, done and still planned, against the week before."""
        this = self._week_sizes(monday)
        last = self._week_sizes(monday - WEEK)
        if not this or not last:
            return None
        for is_by_time in (False, True):
            found = [[s.seconds if is_by_time else s.metres for s in week] for week in (this, last)]
            if all(None not in week for week in found):
                now, then = (sum(one or 0 for one in week) for week in found)
                return WeekChange(is_by_time=is_by_time, now=now, then=then) if then else None
        return None

    def _week_sizes(self, monday: date) -> Sequence[Size]:
        return [size for when, size, _key in self._sizes if monday <= when < monday + WEEK]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChange:
    """The running of a week and of the week before, in whole metres or seconds."""

    is_by_time: bool
    now: int
    then: int

    @property
    def percent(self) -> int:
        """Return the change in per cent."""
        return round((self.now / self.then - 1) * 100)

    @property
    def is_much(self) -> bool:
        """Say whether it is more than 30 % (weak evidence, in novices)."""
        return self.now > MUCH_IN_TWO_WEEKS * self.then


def _whole(value: float | None) -> int | None:
    return round(value) if value else None


def _most(values: Iterable[int | None]) -> int | None:
    return max((one for one in values if one is not None), default=None)
