"""Smooth outlines around projected solids: tubes of ellipses, and hulls. Picture centimetres."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from rehabplanner.figures.camera import Ellipse, Point

SAMPLES = 26
_COSINES = tuple(0.5 - 0.5 * cos(pi * k / SAMPLES) for k in range(SAMPLES + 1))
_CIRCLE = tuple((cos(2 * pi * k / 14), sin(2 * pi * k / 14)) for k in range(14))


@dataclass(frozen=True, slots=True)
class Tube:
    """The two sides of a tube's outline, both from its first to its last end, and its length."""

    top: tuple[Point, ...]
    bottom: tuple[Point, ...]
    places: tuple[float, ...]  # 0 at the first ellipse's centre, 1 at the last one's

    def closed(self) -> tuple[Point, ...]:
        """Return the whole outline."""
        return self.top + self.bottom[-2:0:-1]

    def around_end(self, start: float) -> tuple[Point, ...]:
        """Return the open line along one side, round the far end and back, from a place on."""
        top = [p for p, s in zip(self.top, self.places, strict=True) if s >= start]
        bottom = [p for p, s in zip(self.bottom, self.places, strict=True) if s >= start]
        return tuple(top + bottom[-2::-1]) if top else ()

    def sides(self, start: float, end: float) -> tuple[tuple[Point, ...], ...]:
        """Return the pieces of both sides between two places."""
        keep = [k for k, s in enumerate(self.places) if start <= s <= end]
        if len(keep) < 2:
            return ()
        return (tuple(self.top[k] for k in keep), tuple(self.bottom[k] for k in keep))


def tube(ellipses: Sequence[Ellipse]) -> Tube:
    """Return the outline of overlapping ellipses strung along a nearly straight line."""
    ax, ay, span = _axis(ellipses)
    rows = [_along(e, ax, ay) for e in ellipses]
    crests = _crests(rows, 1.0)
    troughs = _crests(rows, -1.0)
    low = min(p - half for p, _, half, _, _ in rows)
    high = max(p + half for p, _, half, _, _ in rows)
    start = rows[0][0]
    top: list[Point] = []
    bottom: list[Point] = []
    places: list[float] = []
    for share in _COSINES:
        x = low + (high - low) * share
        upper, lower = -1e9, 1e9
        for p, q, half, slope, height in rows:
            d = (x - p) / half
            if -1.0000001 <= d <= 1.0000001:
                rise = height * sqrt(max(0.0, 1.0 - d * d))
                middle = q + slope * (x - p)
                upper = max(upper, middle + rise)
                lower = min(lower, middle - rise)
        if upper < lower:
            continue
        upper = max(upper, _level(crests, x, -1e9))
        lower = min(lower, _level(troughs, x, 1e9))
        top.append((x * ax - upper * ay, x * ay + upper * ax))
        bottom.append((x * ax - lower * ay, x * ay + lower * ax))
        places.append((x - start) / span)
    return Tube(tuple(top), tuple(bottom), tuple(places))


def _axis(ellipses: Sequence[Ellipse]) -> tuple[float, float, float]:
    dx, dy = ellipses[-1].x - ellipses[0].x, ellipses[-1].y - ellipses[0].y
    span = hypot(dx, dy)
    if span < 0.5:
        return (1.0, 0.0, 1.0)
    return (dx / span, dy / span, span)


def _along(e: Ellipse, ax: float, ay: float) -> tuple[float, float, float, float, float]:
    p, q = e.x * ax + e.y * ay, -e.x * ay + e.y * ax
    pp = max(1e-6, ax * ax * e.xx + 2 * ax * ay * e.xy + ay * ay * e.yy)
    qq = ay * ay * e.xx - 2 * ax * ay * e.xy + ax * ax * e.yy
    pq = ax * ay * (e.yy - e.xx) + (ax * ax - ay * ay) * e.xy
    slope = pq / pp
    return (p, q, sqrt(pp), slope, sqrt(max(1e-6, qq - slope * pq)))


def _crests(rows: Sequence[tuple[float, float, float, float, float]], side: float) -> list[Point]:
    out: list[Point] = []
    for p, q, half, slope, height in rows:
        tall = hypot(height, slope * half)
        x = p + side * slope * half * half / tall
        if not out or x > out[-1][0]:
            out.append((x, q + side * tall))
    return out


def _level(line: Sequence[Point], x: float, otherwise: float) -> float:
    for (ax, ay), (bx, by) in pairwise(line):
        if ax <= x <= bx:
            return ay + (by - ay) * (x - ax) / (bx - ax)
    return otherwise


def rim(e: Ellipse) -> list[Point]:
    """Return points around an ellipse."""
    # Cholesky factor of the shape matrix takes the unit circle to the ellipse.
    a = sqrt(max(1e-9, e.xx))
    b = e.xy / a
    c = sqrt(max(1e-9, e.yy - b * b))
    return [(e.x + a * x, e.y + b * x + c * y) for x, y in _CIRCLE]


def hull(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the convex hull, counter-clockwise."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return tuple(ordered)

    def chain(run: Iterable[Point]) -> list[Point]:
        out: list[Point] = []
        for p in run:
            while len(out) > 1 and _turn(out[-2], out[-1], p) <= 1e-9:
                out.pop()
            out.append(p)
        return out[:-1]

    return tuple(chain(ordered) + chain(reversed(ordered)))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
