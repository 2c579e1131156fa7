"""Load over time: weighted and plain averages, monotony, strain, ratios. NaN is unknown.

Columns have one value a day. What each needs before it is shown:

| column | needs |
|---|---|
| `ewma` | at least 5 of the last 7 days known (of the span N: the same share) |
| `rolling_mean`, the two 7:28 ratios | every day of the window known |
| `monotony`, `strain` | a full week behind, 5 known days, 3 training days, SD above 0 |
| all ratios | 28 days of history, chronic load above 0 |

No ratio is a risk score; the window shows none of them (Impellizzeri 2020).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

ACUTE_DAYS = 7
CHRONIC_DAYS = 28
FEWEST_KNOWN_DAYS = 5
FEWEST_TRAINING_DAYS = 3
NEXT_TO_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Average:
    """A weighted average by day, and what it takes to go on from any day.

    `shown` is NaN where too little is known; `states` is the average after each day, and
    `silent` how many days in a row were unknown by then.
    """

    shown: Numbers
    states: Numbers
    silent: NDArray[np.int64]


def ewma(loads: Numbers, span_days: int) -> Numbers:
    """Return the exponentially weighted average with lambda = 2 / (N + 1) (Williams 2017).

    Seeded by the first known load. An unknown day has no value and leaves the average as it was;
    after N unknown days in a row it starts anew.
    """
    return averaged(loads, span_days).shown


def averaged(
    loads: Numbers, span_days: int, known: Average | None = None, column: int = 0
) -> Average:
    """Return the average of `ewma`; with `known`, only the days from `column` on are computed."""
    weight = 2 / (span_days + 1)
    average, silent = math.nan, 0
    if known is not None and column > 0:
        average, silent = float(known.states[column - 1]), int(known.silent[column - 1])
    else:
        column = 0
    states: list[float] = []
    silences: list[int] = []
    for load in loads[column:].tolist():
        if load != load:
            silent += 1
            if silent >= span_days:
                average = math.nan
        else:
            silent = 0
            average = load if average != average else weight * load + (1 - weight) * average
        states.append(average)
        silences.append(silent)
    all_states = np.array(states, dtype=np.float64)
    all_silences = np.array(silences, dtype=np.int64)
    if known is not None and column > 0:
        all_states = np.concatenate([known.states[:column], all_states])
        all_silences = np.concatenate([known.silent[:column], all_silences])
    shown = np.where(_is_well_known(loads, span_days), all_states, np.nan)
    return Average(shown, all_states, all_silences)


def rolling_mean(values: Numbers, days: int) -> Numbers:
    """Return the mean of the last `days` days; NaN where any of them is unknown or missing."""
    return np.asarray(windows(values, days).mean(axis=1), dtype=np.float64)


def ewma_ratio(loads: Numbers) -> Numbers:
    """Return the weighted 7-day average over the weighted 28-day one, from day 28 on."""
    return ratio_of(ewma(loads, ACUTE_DAYS), ewma(loads, CHRONIC_DAYS))


def ratio_of(acute: Numbers, chronic: Numbers) -> Numbers:
    """Return one average over the other, from day 28 on."""
    ratio = _ratio(acute, chronic)
    ratio[: CHRONIC_DAYS - 1] = np.nan
    return ratio


def coupled_ratio(loads: Numbers) -> Numbers:
    """Return the mean of 7 days over the mean of the 28 days that hold them."""
    return _ratio(rolling_mean(loads, ACUTE_DAYS), rolling_mean(loads, CHRONIC_DAYS))


def uncoupled_ratio(loads: Numbers) -> Numbers:
    """Return the mean of 7 days over the mean of the 21 days before them."""
    before = rolling_mean(loads, CHRONIC_DAYS - ACUTE_DAYS)
    shifted = np.concatenate([np.full(ACUTE_DAYS, np.nan), before])[: len(loads)]
    return _ratio(rolling_mean(loads, ACUTE_DAYS), shifted)


def monotony(loads: Numbers, *, ddof: int = 1) -> Numbers:
    """Return the mean of the week's known daily loads over their SD (Foster 1998).

    `ddof` 1 takes the sample SD, 0 that of a population. NaN where the SD is 0, with fewer than
    5 known or 3 training days, and in the first six days.
    """
    week = windows(loads, ACUTE_DAYS)
    known = ~np.isnan(week)
    count = known.sum(axis=1)
    zeros = np.where(known, week, 0.0)
    mean = zeros.sum(axis=1) / np.maximum(count, 1)
    spread = np.where(known, week - mean[:, None], 0.0)
    variance = (spread**2).sum(axis=1) / np.maximum(count - ddof, 1)
    # A uniform week has SD 0, whatever floating point makes of its mean.
    is_uniform = np.where(known, week, -np.inf).max(axis=1) == np.where(known, week, np.inf).min(
        axis=1
    )
    is_defined = (
        (count >= FEWEST_KNOWN_DAYS) & ((zeros > 0).sum(axis=1) >= FEWEST_TRAINING_DAYS)
    ) & ~is_uniform
    is_defined[: ACUTE_DAYS - 1] = False
    found = np.full(len(loads), np.nan)
    found[is_defined] = mean[is_defined] / np.sqrt(variance[is_defined])
    return found


def strain(loads: Numbers, *, ddof: int = 1) -> Numbers:
    """Return the week's known load times its monotony (Foster 1998)."""
    week = np.nan_to_num(windows(loads, ACUTE_DAYS)).sum(axis=1)
    return np.asarray(week * monotony(loads, ddof=ddof), dtype=np.float64)


def change_percent(now: float | None, before: float | None) -> float | None:
    """Return the change in percent of what was before; None where that is unknown or nothing."""
    if now is None or before is None or not math.isfinite(now) or not math.isfinite(before):
        return None
    if before <= NEXT_TO_NOTHING:
        return None
    return (now / before - 1) * 100


def windows(values: Numbers, days: int) -> Numbers:
    """Return for each day a row of the last `days` values, the day itself last; NaN before."""
    padded = np.concatenate([np.full(days - 1, np.nan), values])
    return sliding_window_view(padded, days) if len(values) else np.empty((0, days))


def _ratio(acute: Numbers, chronic: Numbers) -> Numbers:
    found = np.full(len(acute), np.nan)
    is_defined = chronic > NEXT_TO_NOTHING
    found[is_defined] = acute[is_defined] / chronic[is_defined]
    return found


def _is_well_known(loads: Numbers, span_days: int) -> NDArray[np.bool_]:
    """Say of each day whether it is known and 5/7 of the window before it (or so far) are."""
    known = ~np.isnan(loads)
    sums = np.concatenate([[0], np.cumsum(known)])
    ends = np.arange(1, len(loads) + 1)
    starts = np.maximum(ends - span_days, 0)
    enough = (sums[ends] - sums[starts]) * ACUTE_DAYS >= FEWEST_KNOWN_DAYS * (ends - starts)
    return np.asarray(known & enough, dtype=np.bool_)
