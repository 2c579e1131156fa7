"""Bodies as strips: two edges that run down the picture, cut into patches by lines across.

A strip lies between an inner and an outer edge, each a smooth line that gives an x for every
height y (down the picture). A patch is a share of the strip's width between two lines across it,
so that neighbours meet exactly, and the outline of the body is that of its strips.
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin

Point = tuple[float, float]
Ring = tuple[Point, ...]
Across = float | tuple[float, float]
"""A line across a strip: its height, or its heights at the inner and at the outer edge."""

STEP = 0.0015
GRID = 10
TOLERANCE = 0.0004
"""Heights of the body by which a ring may leave the smooth line."""


class Edge:
    """A smooth line through points (y, x), y growing; nothing overshoots between two points.

    The slopes are the harmonic means of the neighbours' (Fritsch and Butland 1984).
    """

    def __init__(self, points: Sequence[Point]) -> None:
        self._ys = [y for y, _x in points]
        self._xs = [x for _y, x in points]
        rises = [(x2 - x1) / (y2 - y1) for (y1, x1), (y2, x2) in itertools.pairwise(points)]
        inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in itertools.pairwise(rises)]
        self._slopes = [rises[0], *inner, rises[-1]]

    def at(self, y: float) -> float:
        """Return x at a height; beyond the ends, that of the end."""
        ys, xs = self._ys, self._xs
        if y <= ys[0]:
            return xs[0]
        if y >= ys[-1]:
            return xs[-1]
        i = bisect_right(ys, y) - 1
        h = ys[i + 1] - ys[i]
        t = (y - ys[i]) / h
        rest = 1 - t
        return (
            xs[i] * (1 + 2 * t) * rest * rest
            + self._slopes[i] * h * t * rest * rest
            + xs[i + 1] * t * t * (3 - 2 * t)
            - self._slopes[i + 1] * h * t * t * rest
        )


@dataclass(frozen=True, slots=True)
class Strip:
    """What lies between two edges from a top to a bottom."""

    inner: Edge
    outer: Edge
    top: float
    bottom: float

    def place(self, share: float, y: float) -> Point:
        """Return the point at a share of the width (0 inner, 1 outer) and a height."""
        inner = self.inner.at(y)
        return (inner + share * (self.outer.at(y) - inner), y)

    def patch(self, top: Across, bottom: Across, inner: float = 0.0, outer: float = 1.0) -> Ring:
        """Return the ring of a patch, beginning at its upper inner corner."""
        return (
            *self._across(top, inner, outer),
            *self._along(outer, _height(top, outer), _height(bottom, outer)),
            *self._across(bottom, outer, inner),
            *self._along(inner, _height(bottom, inner), _height(top, inner)),
        )

    def ring(self) -> Ring:
        """Return the outline of the whole strip."""
        return self.patch(self.top, self.bottom)

    def _across(self, line: Across, start: float, end: float) -> list[Point]:
        shares = [start + (end - start) * i / 12 for i in range(13)]
        return _fewer([self.place(share, _height(line, share)) for share in shares])[:-1]

    def _along(self, share: float, start: float, end: float) -> list[Point]:
        count = max(2, round(abs(end - start) / STEP))
        ys = [start + (end - start) * i / count for i in range(count + 1)]
        return _fewer([self.place(share, y) for y in ys])[:-1]


def _fewer(line: list[Point]) -> list[Point]:
    """Return as few of the points as keep the line within the tolerance (Douglas-Peucker)."""
    (x1, y1), (x2, y2) = line[0], line[-1]
    size = max(hypot(x2 - x1, y2 - y1), 1e-9)
    far, number = max(
        (abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / size, i)
        for i, (x, y) in enumerate(line)
    )
    if far <= TOLERANCE:
        return [line[0], line[-1]]
    return _fewer(line[: number + 1])[:-1] + _fewer(line[number:])


def _height(line: Across, share: float) -> float:
    if isinstance(line, tuple):
        return line[0] + (line[1] - line[0]) * share
    return line


def oval(x: float, y: float, wide: float, high: float, tilt_degrees: float = 0.0) -> Ring:
    """Return an oval by its centre, half width and half height, tilted clockwise."""
    c, s = cos(radians(tilt_degrees)), sin(radians(tilt_degrees))
    count = 24
    around = [2 * pi * i / count for i in range(count)]
    return tuple(
        (x + wide * cos(a) * c - high * sin(a) * s, y + wide * cos(a) * s + high * sin(a) * c)
        for a in around
    )


def mirrored(ring: Ring) -> Ring:
    """Return a ring with left and right exchanged about x = 0."""
    return tuple((-x, y) for x, y in reversed(ring))


def both_halves(half: Ring) -> Ring:
    """Return the ring of a half (x from 0 up) and its mirror image, joined along the middle."""
    outer = [point for point in half if point[0] > 1e-9]
    middle = [y for x, y in half if x <= 1e-9]
    if not middle:
        return half
    top, bottom = (0.0, min(middle)), (0.0, max(middle))
    ends = (bottom,) if bottom != top else ()
    return (top, *outer, *ends, *((-x, y) for x, y in reversed(outer)))


def holds(ring: Ring, x: float, y: float) -> bool:
    """Say whether a point lies inside a ring (even-odd rule)."""
    is_in = False
    before_x, before_y = ring[-1]
    for at_x, at_y in ring:
        if (at_y > y) != (before_y > y):
            cut = (before_x - at_x) * (y - at_y) / (before_y - at_y) + at_x
            is_in ^= x < cut
        before_x, before_y = at_x, at_y
    return is_in


def area(ring: Ring) -> float:
    """Return the area of a ring."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def centre(ring: Ring, above: Sequence[Ring] = ()) -> Point:
    """Return the point of a grid that lies deepest inside a ring and beside those above it."""
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    left, top = min(xs), min(ys)
    wide, high = max(xs) - left, max(ys) - top
    edges = [point for one in (ring, *above) for point in _dense(one)]
    near = [(x, y) for x, y in edges if left <= x <= left + wide and top <= y <= top + high]
    best = (-1.0, ring[0])
    for i in range(1, GRID):
        for k in range(1, GRID):
            x, y = left + wide * i / GRID, top + high * k / GRID
            if holds(ring, x, y) and not any(holds(one, x, y) for one in above):
                room = min((px - x) ** 2 + (py - y) ** 2 for px, py in near)
                best = max(best, (room, (x, y)))
    return best[1]


def _dense(ring: Ring) -> list[Point]:
    found = []
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        count = max(1, round(hypot(x2 - x1, y2 - y1) / 0.012))
        found += [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count)]
    return found
