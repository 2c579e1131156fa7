"""Days around which the level of pain changed for good (change-points).

The best partition of the known days into stretches of at least 7, each with a mean of its own:
the sum of squares plus a penalty of 3 * log(n) * variance for every change, found exactly by PELT
(Killick 2012). The variance is the long-run one of an AR(1) series, so that pain that merely
comes and goes over a few days is not taken for a change. From 90 days on.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rehabplanner.analytics.autocorrelation import autocorrelation
from rehabplanner.analytics.timeline import Counts, Numbers

SHORTEST_STRETCH = 7
PENALTY_FACTOR = 3.0
FEWEST_DAYS = 90
DAYS_A_SPLIT = 120
FEWEST_SPLITS = 2
LEAST_VARIANCE = 1e-9
NEVER = np.iinfo(np.int64).max
MOST_PERSISTENT = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A day from which on the level was another: its column, and the means around it.

    `before` and `after` are means of the stretches that meet there, `days_before` and
    `days_after` how many known days each has.
    """

    column: int
    before: float
    after: float
    days_before: int
    days_after: int


def level_changes(values: Numbers) -> tuple[Change, ...]:
    """Return the changes of level in order; none below 90 known days."""
    (places,) = np.nonzero(~np.isnan(values))
    if len(places) < FEWEST_DAYS:
        return ()
    known = values[places]
    penalty = PENALTY_FACTOR * float(np.log(len(known))) * long_run_variance(values)
    starts = [0, *best_partition(known, penalty), len(known)]
    means = [float(known[first:last].mean()) for first, last in pairwise(starts)]
    return tuple(
        Change(
            column=int(places[starts[number]]),
            before=means[number - 1],
            after=means[number],
            days_before=starts[number] - starts[number - 1],
            days_after=starts[number + 1] - starts[number],
        )
        for number in range(1, len(starts) - 1)
    )


def best_partition(
    values: Numbers, penalty: float, shortest: int = SHORTEST_STRETCH
) -> tuple[int, ...]:
    """Return the first positions of all stretches but the first (PELT, squared error)."""
    count = len(values)
    centred = values - values.mean() if count else values
    sums = np.concatenate([[0.0], np.cumsum(centred)])
    squares = np.concatenate([[0.0], np.cumsum(centred**2)])
    best = np.full(count + 1, np.inf)
    best[0] = -penalty
    came_from = np.zeros(count + 1, dtype=np.int64)
    candidates: Counts = np.zeros(0, dtype=np.int64)
    beaten_at: Counts = np.zeros(0, dtype=np.int64)
    for end in range(shortest, count + 1):
        start = end - shortest
        if start == 0 or start >= shortest:
            candidates, beaten_at = np.append(candidates, start), np.append(beaten_at, NEVER)
        length = end - candidates
        cost = squares[end] - squares[candidates] - (sums[end] - sums[candidates]) ** 2 / length
        total = best[candidates] + cost
        choice = int(np.argmin(total))
        best[end] = total[choice] + penalty
        came_from[end] = candidates[choice]
        # A start that is beaten here can still win until a change here is long enough ago.
        beaten_at = np.where(total > best[end], np.minimum(beaten_at, end), beaten_at)
        stays = beaten_at > end - shortest
        candidates, beaten_at = candidates[stays], beaten_at[stays]
    found: list[int] = []
    position = int(came_from[count])
    while position > 0:
        found.append(position)
        position = int(came_from[position])
    return tuple(reversed(found))


def long_run_variance(values: Numbers) -> float:
    """Return n times the variance of a mean of n days, for an AR(1) series with a few levels.

    What the few best splits leave (one for every 120 days, at least two) gives variance and
    persistence. The persistence comes out low because the splits were chosen to fit: its usual
    small-sample correction, (levels + 3 * levels * r) / n, is taken two and a half times and
    twice over, which holds the false alarms below 5 % up to a persistence of 0.8 (see the
    simulations).
    """
    (places,) = np.nonzero(~np.isnan(values))
    known = values[places]
    starts = _rough_splits(known, max(FEWEST_SPLITS, len(known) // DAYS_A_SPLIT))
    left = np.full(len(values), np.nan)
    for first, last in pairwise(starts):
        left[places[first:last]] = known[first:last] - known[first:last].mean()
    levels = len(starts) - 1
    found, pairs = autocorrelation(left, 1)
    count = float(pairs[1])
    if count <= 10 * levels:
        return float(np.var(known)) + LEAST_VARIANCE
    phi = (count * found[1] + 2.5 * levels) / (count - 6 * levels)
    phi = float(np.clip(phi, -0.5, MOST_PERSISTENT))
    inflation = (1 + phi) / (1 - phi)
    effective = len(known) / levels / inflation
    variance = float(np.nansum(left**2)) / len(known) / (1 - min(0.8, 1 / effective))
    return variance * inflation + LEAST_VARIANCE


def _rough_splits(values: Numbers, splits: int) -> list[int]:
    """Return the ends of the stretches when the best single split is taken again and again."""
    starts = [0, len(values)]
    for _ in range(splits):
        best = max(
            (_best_split(values, first, last) for first, last in pairwise(starts)),
            default=(0.0, 0),
        )
        if best[0] <= 0:
            break
        starts = sorted([*starts, best[1]])
    return starts


def _best_split(values: Numbers, first: int, last: int) -> tuple[float, int]:
    """Return how much the best split of a stretch takes off the squares, and where it lies."""
    count = last - first
    if count < 2 * SHORTEST_STRETCH:
        return 0.0, 0
    part = values[first:last]
    sums = np.cumsum(part - part.mean())[SHORTEST_STRETCH - 1 : count - SHORTEST_STRETCH]
    sizes = np.arange(SHORTEST_STRETCH, count - SHORTEST_STRETCH + 1)
    gain = sums**2 * (1 / sizes + 1 / (count - sizes))
    choice = int(np.argmax(gain))
    return float(gain[choice]), first + int(sizes[choice])
