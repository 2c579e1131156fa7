"""The single-session guard: each run against the longest of the 30 days before.

Frandsen 2025 (BJSM 59:1203; 5205 runners, 588 071 sessions, 18 months): a run more than 10 %
longer than the longest of the previous 30 days went with a higher rate of overuse injury. The
four published bins are used as they stand; nothing is read between them. It is an average over
many healthy runners and not about back pain: information, never a verdict.

Compared in whole metres and whole seconds, so that 8.8 km after 8.0 km is not "over 10 %".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from rehabplanner.domain.activities import Activity, Kind

WINDOW_DAYS = 30
FLOOR_STEP_M = 1000
FLOOR_STEP_S = 5 * 60
NONE = -1


class GuardBin(StrEnum):
    """How a run compares with the longest of the 30 days before."""

    REFERENCE = "reference"
    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"
    NO_REFERENCE = "no reference"
    TINY = "below floor"


BINS = tuple(GuardBin)
"""Codes in columns are positions in this tuple."""

SPIKES = frozenset({GuardBin.SMALL, GuardBin.MODERATE, GuardBin.LARGE})


@dataclass(frozen=True, slots=True)
class HazardRatio:
    """A hazard rate ratio with its 95 % interval; the reference bin is 1 by definition."""

    value: float
    low: float | None
    high: float | None


HAZARD_RATIOS: Mapping[GuardBin, HazardRatio] = {
    GuardBin.REFERENCE: HazardRatio(1.0, None, None),
    GuardBin.SMALL: HazardRatio(1.64, 1.31, 2.05),
    GuardBin.MODERATE: HazardRatio(1.52, 1.16, 2.00),
    GuardBin.LARGE: HazardRatio(2.28, 1.50, 3.48),
}
"""Frandsen 2025, each bin against the reference (at most 10 % longer)."""


def guard(longest: int, new: int) -> GuardBin:
    """Return the published bin of a run against the longest before, in the same whole unit.

    The bins are up to 10 %, over 10 to 30 %, over 30 to 100 %, and over 100 % longer.
    """
    if longest <= 0:
        return GuardBin.NO_REFERENCE
    if 10 * new <= 11 * longest:
        return GuardBin.REFERENCE
    if 10 * new <= 13 * longest:
        return GuardBin.SMALL
    return GuardBin.MODERATE if new <= 2 * longest else GuardBin.LARGE


def guard_with_floor(
    longest_m: int, new_m: int, longest_s: int | None, new_s: int | None
) -> GuardBin:
    """Return the bin of a distance, or TINY below the floor.

    The floor is a step of less than 1 km and less than 5 running minutes: the first steps of a
    way back are always more than 10 %. Where running minutes are unknown there is no floor.
    """
    found = guard(longest_m, new_m)
    if found not in SPIKES or longest_s is None or new_s is None:
        return found
    is_tiny = new_m - longest_m < FLOOR_STEP_M and new_s - longest_s < FLOOR_STEP_S
    return GuardBin.TINY if is_tiny else found


@dataclass(frozen=True, slots=True)
class Guards:
    """By day: the run that stands out most, what it is compared with, and its bin.

    `code` is a position in `BINS` or -1 on days without a comparable run. Distances in metres,
    running time in seconds, -1 where there is none. `is_by_time` marks run-walks, which are
    compared by running minutes. `longest_before_m` stands on every day.
    """

    code: NDArray[np.int64]
    longest_before_m: NDArray[np.int64]
    longest_before_s: NDArray[np.int64]
    longest_of_day_m: NDArray[np.int64]
    longest_of_day_s: NDArray[np.int64]
    is_by_time: NDArray[np.bool_]

    def from_column(self, start: int) -> "Guards":
        """Return the days from a column on."""
        return Guards(*(getattr(self, field.name)[start:] for field in fields(self)))

    def bin(self, column: int) -> GuardBin | None:
        """Return the bin of a day, None without a comparable run."""
        code = int(self.code[column])
        return None if code == NONE else BINS[code]


def guards_of_days(runs: Sequence[Activity], origin: int, count: int) -> Guards:
    """Return the guard columns of these runs; column 0 is the day with ordinal `origin`.

    Runs of the same day are not held against each other.
    """
    column = np.array([run.day.toordinal() for run in runs], dtype=np.int64) - origin
    metres = _whole([run.distance_m for run in runs])
    running = _whole(running_seconds(runs))
    by_time = np.array([run.kind is Kind.RUN_WALK for run in runs], dtype=bool) & (running > 0)
    day_m, day_s = _daily_max(column, metres, count), _daily_max(column, running, count)
    before_m, before_s = longest_before(day_m), longest_before(day_s)
    whole_m = _daily_max(column[~by_time], metres[~by_time], count)
    walked_s = _daily_max(column[by_time], running[by_time], count)
    by_distance = _codes(before_m, whole_m)
    is_tiny = (
        (by_distance > NONE)
        & (whole_m - before_m < FLOOR_STEP_M)
        & (before_s >= 0)
        & (day_s >= 0)
        & (day_s - before_s < FLOOR_STEP_S)
    )
    by_distance = np.where(is_tiny & _is_spike(by_distance), BINS.index(GuardBin.TINY), by_distance)
    by_running = _codes(before_s, walked_s)
    is_tiny = (walked_s - before_s < FLOOR_STEP_S) & _is_spike(by_running)
    is_tiny &= (before_m < 0) | (day_m < 0) | (day_m - before_m < FLOOR_STEP_M)
    by_running = np.where(is_tiny, BINS.index(GuardBin.TINY), by_running)
    is_by_time = _rank(by_running) > _rank(by_distance)
    return Guards(
        np.where(is_by_time, by_running, by_distance),
        before_m,
        before_s,
        day_m,
        day_s,
        is_by_time,
    )


def running_seconds(activities: Sequence[Activity]) -> list[float | None]:
    """Return the running part of each session in seconds.

    The whole of a run is running; of a run-walk only what was measured as such.
    """
    return [
        one.running_s
        if one.running_s is not None
        else (one.moving_s if one.moving_s is not None else one.duration_s)
        if one.kind is Kind.RUN
        else None
        for one in activities
    ]


def longest_before(day_max: NDArray[np.int64], days: int = WINDOW_DAYS) -> NDArray[np.int64]:
    """Return for each day the largest value of the `days` days before it, -1 if there is none."""
    padded = np.concatenate([np.full(days, NONE, dtype=np.int64), day_max])
    longest = sliding_window_view(padded, days).max(axis=1)[: len(day_max)]
    return np.asarray(longest, dtype=np.int64)


def spike_percents(guards: Guards) -> NDArray[np.float64]:
    """Return by how many percent the day's run is longer than the month's; NaN: no spike."""
    is_spike = np.isin(guards.code, [BINS.index(one) for one in SPIKES])
    by_time = guards.is_by_time
    run = np.where(by_time, guards.longest_of_day_s, guards.longest_of_day_m)
    before = np.where(by_time, guards.longest_before_s, guards.longest_before_m)
    found = np.full(len(run), np.nan)
    found[is_spike] = (run[is_spike] / before[is_spike] - 1) * 100
    return found


def _whole(values: Sequence[float | None]) -> NDArray[np.int64]:
    found = np.rint(np.array(values, dtype=np.float64))
    return np.where(np.isnan(found) | (found <= 0), NONE, found).astype(np.int64)


def _daily_max(
    column: NDArray[np.int64], values: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    found = np.full(count, NONE, dtype=np.int64)
    np.maximum.at(found, column, values)
    return found


def _codes(longest: NDArray[np.int64], new: NDArray[np.int64]) -> NDArray[np.int64]:
    code = np.select(
        [
            new <= 0,
            longest <= 0,
            10 * new <= 11 * longest,
            10 * new <= 13 * longest,
            new <= 2 * longest,
        ],
        [NONE, BINS.index(GuardBin.NO_REFERENCE), 0, 1, 2],
        default=3,
    )
    return code.astype(np.int64)


def _is_spike(code: NDArray[np.int64]) -> NDArray[np.bool_]:
    return (code >= BINS.index(GuardBin.SMALL)) & (code <= BINS.index(GuardBin.LARGE))


def _rank(code: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return an order in which a spike outranks every other bin, and any bin outranks none."""
    order = np.array([1, 4, 5, 6, 2, 3, 0], dtype=np.int64)
    return order[code]
