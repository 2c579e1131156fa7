"""Level of detail: below one pixel a day, what is drawn for the days that share a pixel.

Days are put into buckets that lie on a grid fixed in time, so that the picture does not flicker
while it is panned. A bucket is drawn as its highest (or lowest) day: no spike is ever lost, and
the newest bucket counts even when it is only partly filled.
"""

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.floating[Any]]
Counts: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Buckets:
    """The visible buckets: the ordinal at which each begins, and the column drawn for it.

    `column` is -1 where no day of the bucket is known. With `size` 1 every day is its own bucket.
    """

    start: Counts
    column: Counts
    size: int

    def known(self) -> "Buckets":
        """Return only the buckets that have something to draw."""
        keep = self.column >= 0
        return Buckets(self.start[keep], self.column[keep], self.size)


def bucket_size(px_per_step: float) -> int:
    """Return how many steps share a bucket, so that each is at least a pixel wide."""
    return 1 if px_per_step >= 1 else math.ceil(1 / px_per_step)


def extremes(
    values: Numbers, origin: int, view: tuple[float, float], size: int, *, lowest: bool = False
) -> Buckets:
    """Return the buckets that touch the view, each with the column of its highest known value.

    `origin` is the ordinal of column 0, `view` the visible span in the same unit. With `lowest`
    the lowest value is taken instead.
    """
    begin = max(math.floor(view[0]), origin) // size * size
    end = -(-min(math.ceil(view[1]), origin + len(values)) // size) * size
    if end <= begin:
        nothing = np.empty(0, dtype=np.int64)
        return Buckets(nothing, nothing, size)
    start = np.arange(begin, end, size, dtype=np.int64)
    low, high = max(begin - origin, 0), min(end - origin, len(values))
    part = -values[low:high] if lowest else values[low:high]
    padded = np.full(end - begin, -np.inf)
    known = padded[low - (begin - origin) : high - (begin - origin)]
    np.copyto(known, part, where=~np.isnan(part))
    if size == 1:
        return Buckets(start, np.where(padded > -np.inf, start - origin, -1), size)
    table = padded.reshape(-1, size)
    best = table.argmax(axis=1)
    column = start - origin + best
    column[table[np.arange(len(table)), best] == -np.inf] = -1
    return Buckets(start, column, size)


def runs_of(truths: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return start and end (not included) of each stretch of True, one a row."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], truths, [False]])))
    return edges.reshape(-1, 2)
