"""Smooth outlines around projected solids: tubes of ellipses. Picture centimetres.

An outline is a list of knots, each a place and the unit direction in which the outline runs there,
exactly as the ellipses give it; few are enough for a curve that nobody can tell from the true one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, atan2, cos, hypot, pi, sin, sqrt

from rehabplanner.figures.camera import Ellipse, Point

Knot = tuple[float, float, float, float]  # x, y, and the direction along the outline

MOST_SAMPLES = 10
LEAVE_OUT_CM = 0.16  # a knot goes where the curve without it is nowhere farther away
LEAVE_OUT_HIDDEN_CM = 0.5  # before the first cut, where another part lies over it
MOST_LEFT_OUT = 4
DIRECTIONS = 12
LONG_LINE_CM = 3.0
WIDEST_ARC = 1.45  # rad between two knots on one ellipse
_COSINES = tuple(
    tuple(0.5 - 0.5 * cos(pi * k / count) for k in range(count + 1))
    for count in range(1, MOST_SAMPLES + 1)
)
_WAYS = tuple(2 * pi * (k + 0.5) / DIRECTIONS for k in range(DIRECTIONS))
_SPOKES = tuple((cos(way), sin(way)) for way in _WAYS)
_Row = tuple[float, float, float, float, float]  # along, across, half length, slope, height


@dataclass(frozen=True, slots=True)
class Tube:
    """The two sides of a tube's outline, both from its first to its last end.

    The places say where along the tube a knot is: 0 at the first ellipse's centre, 1 at the last.
    """

    top: tuple[Knot, ...]
    bottom: tuple[Knot, ...]
    top_places: tuple[float, ...]
    bottom_places: tuple[float, ...]

    def closed(self) -> tuple[Knot, ...]:
        """Return the whole outline."""
        return self.top + _turned_round(self.bottom[1:-1])

    def around_end(self, start: float) -> tuple[Knot, ...]:
        """Return the open line along one side, round the far end and back, from a place on."""
        top = _from(self.top, self.top_places, start, 9.0)
        bottom = _from(self.bottom, self.bottom_places, start, 9.0)
        return top + _turned_round(bottom[:-1]) if top else ()

    def sides(self, start: float, end: float) -> tuple[tuple[Knot, ...], ...]:
        """Return the pieces of both sides between two places."""
        pieces = (
            _from(self.top, self.top_places, start, end),
            _from(self.bottom, self.bottom_places, start, end),
        )
        return tuple(piece for piece in pieces if len(piece) > 1)


def _from(
    knots: Sequence[Knot], places: Sequence[float], start: float, end: float
) -> tuple[Knot, ...]:
    low, high = start - 1e-6, end + 1e-6
    return tuple(k for k, s in zip(knots, places, strict=True) if low <= s <= high)


def _turned_round(knots: Sequence[Knot]) -> tuple[Knot, ...]:
    return tuple((x, y, -dx, -dy) for x, y, dx, dy in reversed(knots))


def tube(ellipses: Sequence[Ellipse], cuts: Sequence[float] = ()) -> Tube:
    """Return the outline of overlapping ellipses strung along a nearly straight line.

    There are knots at the places in `cuts`, so that a part of the outline can begin there.
    """
    ax, ay, span = _axis(ellipses)
    rows = [_along(e, ax, ay) for e in ellipses]
    low = min(row[0] - row[2] for row in rows)
    high = max(row[0] + row[2] for row in rows)
    start = rows[0][0]
    stops, kept = _stops(low, high, [start + cut * span for cut in cuts], 3 + len(rows))
    tops, bottoms = _crests(rows, 1.0), _crests(rows, -1.0)
    xs: list[float] = []
    above: list[tuple[float, float]] = []
    below: list[tuple[float, float]] = []
    for x in stops:
        found = _section(rows, x, tops, bottoms)
        if found is None:
            kept = {k - 1 if k > len(xs) else k for k in kept}
            continue
        xs.append(x)
        above.append(found[0])
        below.append(found[1])
    inside = (min(rows[0][0], rows[-1][0]), max(rows[0][0], rows[-1][0]))
    upper = _knots(xs, _even(xs, above, inside), ax, ay, 1.0)
    lower = _knots(xs, _even(xs, below, inside), ax, ay, -1.0)
    places = [(x - start) / span for x in xs]
    return Tube(*_thin(upper, lower, places, kept))


def _stops(
    low: float, high: float, cuts: Sequence[float], count: int
) -> tuple[list[float], set[int]]:
    """Return where along the tube it is measured, and which of these are cuts."""
    stops = [low + (high - low) * share for share in _COSINES[min(count, MOST_SAMPLES) - 1]]
    inside = [cut for cut in cuts if low < cut < high]
    near = [s for s in stops[1:-1] if all(abs(s - cut) > 0.4 for cut in inside)]
    ordered = sorted([low, *near, *inside, high])
    return ordered, {ordered.index(cut) for cut in inside}


def _section(
    rows: Sequence[_Row], x: float, tops: Sequence[Point], bottoms: Sequence[Point]
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return height and slope of both sides at a place along the tube."""
    upper, rise, lower, fall = -1e9, 0.0, 1e9, 0.0
    for p, q, half, slope, height in rows:
        d = (x - p) / half
        if -1.0000001 <= d <= 1.0000001:
            root = sqrt(max(1e-4, 1.0 - d * d))
            middle, bulge, bend = q + slope * (x - p), height * root, height * d / (half * root)
            if middle + bulge > upper:
                upper, rise = middle + bulge, slope - bend
            if middle - bulge < lower:
                lower, fall = middle - bulge, slope + bend
    level = _level(tops, x)
    if level is not None and level[0] > upper:
        upper, rise = level
    level = _level(bottoms, x)
    if level is not None and level[0] < lower:
        lower, fall = level
    return None if upper < lower else ((upper, rise), (lower, fall))


def _even(
    xs: Sequence[float], line: Sequence[tuple[float, float]], inside: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return a side with the slopes that its neighbours give, so that no ellipse shows."""
    out = list(line)
    for k in range(1, len(xs) - 1):
        if not inside[0] < xs[k] < inside[1]:
            continue
        before, after = xs[k] - xs[k - 1], xs[k + 1] - xs[k]
        rise = (line[k][0] - line[k - 1][0]) / before * after
        rise += (line[k + 1][0] - line[k][0]) / after * before
        out[k] = (line[k][0], rise / (before + after))
    return out


def _knots(
    xs: Sequence[float], line: Sequence[tuple[float, float]], ax: float, ay: float, side: float
) -> list[Knot]:
    """Return a side's knots on the picture; at its ends it turns square round."""
    out = []
    for x, (y, slope) in zip(xs, line, strict=True):
        size = sqrt(1.0 + slope * slope)
        dx, dy = 1.0 / size, slope / size
        out.append((x * ax - y * ay, x * ay + y * ax, dx * ax - dy * ay, dx * ay + dy * ax))
    for k, way in ((0, side), (-1, -side)):
        out[k] = (out[k][0], out[k][1], -ay * way, ax * way)
    return out


def _axis(ellipses: Sequence[Ellipse]) -> tuple[float, float, float]:
    dx, dy = ellipses[-1].x - ellipses[0].x, ellipses[-1].y - ellipses[0].y
    span = hypot(dx, dy)
    if span < 0.5:
        return (1.0, 0.0, 1.0)
    return (dx / span, dy / span, span)


def _along(e: Ellipse, ax: float, ay: float) -> _Row:
    p, q = e.x * ax + e.y * ay, -e.x * ay + e.y * ax
    pp = max(1e-6, ax * ax * e.xx + 2 * ax * ay * e.xy + ay * ay * e.yy)
    qq = ay * ay * e.xx - 2 * ax * ay * e.xy + ax * ax * e.yy
    pq = ax * ay * (e.yy - e.xx) + (ax * ax - ay * ay) * e.xy
    slope = pq / pp
    return (p, q, sqrt(pp), slope, sqrt(max(1e-6, qq - slope * pq)))


def _crests(rows: Sequence[_Row], side: float) -> list[Point]:
    out: list[Point] = []
    for p, q, half, slope, height in rows:
        tall = hypot(height, slope * half)
        x = p + side * slope * half * half / tall
        if not out or x > out[-1][0]:
            out.append((x, q + side * tall))
    return out


def _level(line: Sequence[Point], x: float) -> tuple[float, float] | None:
    """Return height and slope of a line of crests at x, or None beside it."""
    if x < line[0][0] or x > line[-1][0]:
        return None
    for (ax, ay), (bx, by) in pairwise(line):
        if x <= bx:
            slope = (by - ay) / (bx - ax)
            return (ay + slope * (x - ax), slope)
    return None


# --- fewer knots ------------------------------------------------------------


def _thin(
    upper: Sequence[Knot], lower: Sequence[Knot], places: Sequence[float], kept: set[int]
) -> tuple[tuple[Knot, ...], tuple[Knot, ...], tuple[float, ...], tuple[float, ...]]:
    hidden = min(kept, default=0)
    above, below = needed(upper, kept, hidden), needed(lower, kept, hidden)
    return (
        tuple(upper[k] for k in above),
        tuple(lower[k] for k in below),
        tuple(places[k] for k in above),
        tuple(places[k] for k in below),
    )


def needed(knots: Sequence[Knot], kept: Iterable[int] = (), hidden: int = 0) -> list[int]:
    """Return the indexes of the knots without which the curve would leave its way.

    Those in `kept` stay; up to `hidden` the curve may be rougher.
    """
    last, held = len(knots) - 1, set(kept)
    out, here = [0], 0
    while here < last:
        there = here + 1
        while there < min(last, here + MOST_LEFT_OUT + 1) and there not in held:
            loose = LEAVE_OUT_HIDDEN_CM if there < hidden else LEAVE_OUT_CM
            if not _passes(knots, here, there + 1, loose):
                break
            there += 1
        out.append(there)
        here = there
    return out


def _passes(knots: Sequence[Knot], first: int, last: int, loose: float) -> bool:
    """Say whether one curve from the first to the last knot passes by those between."""
    a, b = knots[first], knots[last]
    ahead, behind = handles(a, b)
    cx, cy = a[0] + a[2] * ahead, a[1] + a[3] * ahead
    ex, ey = b[0] - b[2] * behind, b[1] - b[3] * behind
    vx, vy = b[0] - a[0], b[1] - a[1]
    size = vx * vx + vy * vy
    if size < 1e-9:
        return False
    for k in range(first + 1, last):
        x, y, dx, dy = knots[k]
        t = ((x - a[0]) * vx + (y - a[1]) * vy) / size
        t = 0.05 if t < 0.05 else 0.95 if t > 0.95 else t
        s = 1.0 - t
        k0, k1, k2, k3 = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        px = k0 * a[0] + k1 * cx + k2 * ex + k3 * b[0] - x
        py = k0 * a[1] + k1 * cy + k2 * ey + k3 * b[1] - y
        if not -loose < py * dx - px * dy < loose:
            return False
    return True


def handles(a: Knot, b: Knot) -> tuple[float, float]:
    """Return how far from both knots the control points of the curve between them lie.

    Exact for an arc of a circle and a quarter of an ellipse (the tangents' crossing, shortened).
    """
    ax, ay, adx, ady = a
    bx, by, bdx, bdy = b
    vx, vy = bx - ax, by - ay
    chord = sqrt(vx * vx + vy * vy)
    alike = 1.0 + adx * bdx + ady * bdy
    half = sqrt(alike / 2) if alike > 0.0 else 0.0
    turn = adx * bdy - ady * bdx
    if turn > 0.02 or turn < -0.02:
        ahead = (vx * bdy - vy * bdx) / turn
        behind = (vy * adx - vx * ady) / turn
        if 0.0 < ahead < 2 * chord and 0.0 < behind < 2 * chord:
            share = 4 * half / (3 * (1.0 + half))
            return (ahead * share, behind * share)
    even = 2 * chord / (3 * (1.0 + half))
    return (even, even)


# --- hulls ------------------------------------------------------------------


def wrapped(ellipses: Sequence[Ellipse]) -> tuple[Knot, ...]:
    """Return the outline of the convex hull of ellipses: their arcs and the lines between."""
    arcs = _arcs(ellipses)
    out: list[Knot] = []
    for n, (start, which) in enumerate(arcs):
        end = arcs[(n + 1) % len(arcs)][0]
        while end <= start + 1e-9:
            end += 2 * pi
        pieces = int((end - start) / WIDEST_ARC) + 1
        count = pieces if len(arcs) == 1 else pieces + 1
        arc = [_touch(ellipses[which], start + (end - start) * k / pieces) for k in range(count)]
        out += [*_half_way(out[-1:], arc[0]), *arc]
    return tuple(out[k] for k in needed(out)) if len(out) > 6 else tuple(out)


def _half_way(before: Sequence[Knot], after: Knot) -> list[Knot]:
    """Return a knot in the middle of a long line, so that no curve is laid across it."""
    if not before:
        return []
    x, y, dx, dy = before[0]
    if abs(after[0] - x) + abs(after[1] - y) < LONG_LINE_CM:
        return []
    return [((x + after[0]) / 2, (y + after[1]) / 2, dx, dy)]


def _arcs(ellipses: Sequence[Ellipse]) -> list[tuple[float, int]]:
    """Return from which direction (rad) on which ellipse reaches farthest."""
    farthest = [_farthest(ellipses, c, s) for c, s in _SPOKES]
    out: list[tuple[float, int]] = []
    for k, which in enumerate(farthest):
        before = farthest[k - 1]
        if before != which:
            way = _WAYS[k]
            _change(ellipses, (way - 2 * pi / DIRECTIONS, before), (way, which), out, 4)
    return out or [(0.0, farthest[0])]


def _change(
    ellipses: Sequence[Ellipse],
    first: tuple[float, int],
    second: tuple[float, int],
    out: list[tuple[float, int]],
    deeper: int,
) -> None:
    """Add the directions between two at which another ellipse reaches farthest."""
    way = _common(ellipses[first[1]], ellipses[second[1]], first[0], second[0])
    which = _farthest(ellipses, cos(way), sin(way))
    if deeper and which not in (first[1], second[1]):
        _change(ellipses, first, (way, which), out, deeper - 1)
        _change(ellipses, (way, which), second, out, deeper - 1)
    else:
        out.append((way, second[1]))


def _common(a: Ellipse, b: Ellipse, low: float, high: float) -> float:
    """Return the direction between two in which both reach equally far."""
    if _is_round(a) and _is_round(b):
        dx, dy = a.x - b.x, a.y - b.y
        ahead = atan2(dy, dx)
        off = acos(max(-1.0, min(1.0, (sqrt(b.xx) - sqrt(a.xx)) / max(1e-9, hypot(dx, dy)))))
        middle = (low + high) / 2
        ways = [
            way + 2 * pi * round((middle - way) / (2 * pi)) for way in (ahead + off, ahead - off)
        ]
        return min(max(min(ways, key=lambda way: abs(way - middle)), low), high)
    at_low = _reach(a, low) - _reach(b, low)
    at_high = _reach(a, high) - _reach(b, high)
    for _ in range(4):
        share = at_low / (at_low - at_high) if at_low - at_high > 1e-9 else 0.5
        middle = low + (high - low) * min(0.95, max(0.05, share))
        value = _reach(a, middle) - _reach(b, middle)
        if abs(value) < 1e-4:
            return middle
        if value > 0:
            low, at_low = middle, value
        else:
            high, at_high = middle, value
    return (low + high) / 2 if abs(high - low) > 0.02 else low


def _is_round(e: Ellipse) -> bool:
    return abs(e.xx - e.yy) < 1e-6 and abs(e.xy) < 1e-6


def _reach(e: Ellipse, way: float) -> float:
    c, s = cos(way), sin(way)
    return e.x * c + e.y * s + sqrt(max(1e-12, c * c * e.xx + 2 * c * s * e.xy + s * s * e.yy))


def _farthest(ellipses: Sequence[Ellipse], c: float, s: float) -> int:
    cc, cs, ss = c * c, 2 * c * s, s * s
    best, which = -1e9, 0
    for k, (x, y, xx, xy, yy) in enumerate(ellipses):
        reach = x * c + y * s + sqrt(cc * xx + cs * xy + ss * yy)
        if reach > best:
            best, which = reach, k
    return which


def _touch(e: Ellipse, way: float) -> Knot:
    c, s = cos(way), sin(way)
    u, v = c * e.xx + s * e.xy, c * e.xy + s * e.yy
    size = sqrt(max(1e-12, c * u + s * v))
    return (e.x + u / size, e.y + v / size, -s, c)
