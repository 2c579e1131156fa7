"""Curved arrows along the way that a moving part takes. Picture centimetres."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from rehabplanner.figures.camera import Point
from rehabplanner.figures.painting import Mark

LEAST_CM = 1.5  # a part that moves less has no arrow
SHORT_CM = 16.0  # a shorter way is drawn so long, so that it has a shaft
SHORT_CLOSE_CM = 7.0
WIDTH_CM = 2.0
HEAD_CM = 6.5
BESIDE_CM = 10.0
BESIDE_TRUNK_CM = 19.0
BOW = 10  # pieces of an arrow's shaft


def way(
    line: Sequence[Point],
    middle: Point,
    beside_cm: float = BESIDE_CM,
    size: float = 1.0,
    shift: Point | None = None,
) -> list[Mark]:
    """Return an arrow beside the way of a part, or nothing where it hardly moves.

    It lies on the side of the way that is away from the body's middle, or `shift` (right and up,
    cm) from the way itself. `size` shrinks it for a close view.
    """
    if _long(line) < LEAST_CM:
        return []
    line = _stretched(line, SHORT_CM if size == 1.0 else SHORT_CLOSE_CM)
    if shift is None:
        line = _beside(_bow(line), middle, beside_cm * size)
    else:
        line = [(x + shift[0], y + shift[1]) for x, y in _bow(line)]
    tip, back = line[-1], _before(line, HEAD_CM * size)
    dx, dy = tip[0] - back[0], tip[1] - back[1]
    far = hypot(dx, dy) or 1.0
    dx, dy = dx / far, dy / far
    base = (tip[0] - dx * HEAD_CM * size, tip[1] - dy * HEAD_CM * size)
    half = HEAD_CM * size * 0.55
    head = (
        tip,
        (base[0] - dy * half, base[1] + dx * half),
        (base[0] + dy * half, base[1] - dx * half),
    )
    rest = _cut(line, HEAD_CM * size * 0.8)
    shaft = [*rest[:1], *rest[2:-1:2], (base[0] + dx * 0.8 * size, base[1] + dy * 0.8 * size)]
    return [
        Mark("edge", tuple(shaft), False, WIDTH_CM * size + 1.6 * size),
        Mark("edge", head, True, 1.6 * size, False),
        Mark("arrow", tuple(shaft), False, WIDTH_CM * size),
        Mark("arrow", head, True, 0.0, False),
        Mark("arrow", head, True, 0.8 * size, False),
    ]


def _long(line: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))


def _stretched(line: Sequence[Point], least: float) -> list[Point]:
    """Return a short way made at least so long, from where it begins."""
    share = max(1.0, least / _long(line))
    (x, y) = line[0]
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in line]


def _bow(line: Sequence[Point]) -> list[Point]:
    """Return one even bow from the first to the last point, past those at a third and two."""
    a, d = line[0], line[-1]
    p, q = _at(line, 1 / 3), _at(line, 2 / 3)
    # The cubic curve through four points at equal times.
    b = tuple((-5 * a[k] + 18 * p[k] - 9 * q[k] + 2 * d[k]) / 6 for k in (0, 1))
    c = tuple((2 * a[k] - 9 * p[k] + 18 * q[k] - 5 * d[k]) / 6 for k in (0, 1))
    out = []
    for n in range(BOW + 1):
        t = n / BOW
        s = 1 - t
        w = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        x, y = (w[0] * a[k] + w[1] * b[k] + w[2] * c[k] + w[3] * d[k] for k in (0, 1))
        out.append((x, y))
    return out


def _at(line: Sequence[Point], share: float) -> Point:
    """Return the point a share of the length along a line."""
    goal, walked = _long(line) * share, 0.0
    for a, b in pairwise(line):
        piece = hypot(b[0] - a[0], b[1] - a[1])
        if piece > 0 and walked + piece >= goal:
            t = (goal - walked) / piece
            return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
        walked += piece
    return line[-1]


def _beside(line: Sequence[Point], middle: Point, gap: float) -> list[Point]:
    """Return the line shifted sideways away from the body's middle."""
    cx, cy = middle
    a, b = line[0], line[-1]
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = hypot(dx, dy) or 1.0
    nx, ny = -dy / size, dx / size
    mx, my = line[len(line) // 2]
    if (mx - cx) * nx + (my - cy) * ny < 0:
        nx, ny = -nx, -ny
    return [(x + nx * gap, y + ny * gap) for x, y in line]


def _before(line: Sequence[Point], distance: float) -> Point:
    for point in reversed(line[:-1]):
        if hypot(point[0] - line[-1][0], point[1] - line[-1][1]) >= distance:
            return point
    return line[0]


def _cut(line: Sequence[Point], distance: float) -> list[Point]:
    tip = line[-1]
    return [p for p in line if hypot(p[0] - tip[0], p[1] - tip[1]) > distance]
