"""Curved arrows along the way that a moving part takes. Picture centimetres."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from rehabplanner.figures.camera import Camera, Point
from rehabplanner.figures.painting import Layer, Mark, bounds
from rehabplanner.figures.vectors import Vec

LEAST_CM = 7.0
WIDTH_CM = 2.0
HEAD_CM = 6.5
BESIDE_CM = 10.0
BESIDE_TRUNK_CM = 19.0


def way(
    places: Sequence[Vec], camera: Camera, body: Sequence[Layer], beside_cm: float = 10.0
) -> list[Mark]:
    """Return an arrow beside the way of a part, or nothing where it hardly moves."""
    line = [camera.point(p) for p in places]
    if _long(line) < LEAST_CM:
        return []
    line = _beside(_thinned(line), body, beside_cm)
    if _long(line) < LEAST_CM:
        return []
    tip, back = line[-1], _before(line, HEAD_CM)
    dx, dy = tip[0] - back[0], tip[1] - back[1]
    size = hypot(dx, dy) or 1.0
    dx, dy = dx / size, dy / size
    base = (tip[0] - dx * HEAD_CM, tip[1] - dy * HEAD_CM)
    half = HEAD_CM * 0.55
    head = (
        tip,
        (base[0] - dy * half, base[1] + dx * half),
        (base[0] + dy * half, base[1] - dx * half),
    )
    shaft = [*_cut(line, HEAD_CM * 0.8), (base[0] + dx * 0.8, base[1] + dy * 0.8)]
    return [
        Mark("edge", tuple(shaft), False, WIDTH_CM + 1.6),
        Mark("edge", head, True, 1.6, False),
        Mark("arrow", tuple(shaft), False, WIDTH_CM),
        Mark("arrow", head, True, 0.0, False),
        Mark("arrow", head, True, 0.8, False),
    ]


def _long(line: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))


def _thinned(line: Sequence[Point]) -> list[Point]:
    """Return points at about equal distances along the line."""
    total, count = _long(line), 8
    out, walked, k = [line[0]], 0.0, 0
    for n in range(1, count):
        goal = total * n / count
        while k < len(line) - 2:
            piece = hypot(line[k + 1][0] - line[k][0], line[k + 1][1] - line[k][1])
            if walked + piece >= goal:
                break
            walked += piece
            k += 1
        a, b = line[k], line[k + 1]
        piece = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        t = min(1.0, (goal - walked) / piece)
        out.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return [*out, line[-1]]


def _beside(line: Sequence[Point], body: Sequence[Layer], gap: float) -> list[Point]:
    """Return the line shifted sideways away from the body's middle."""
    left, bottom, right, top = bounds(m for layer in body for m in layer.marks)
    cx, cy = (left + right) / 2, (bottom + top) / 2
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
