"""The camera: parallel projection from an azimuth and an elevation; what hides what.

Azimuth 0 looks at the person's front, 90 at the left side, -90 at the right side, 180 at the
back; elevation is how far above the horizon the camera stands. Degrees; centimetres.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import NamedTuple

from rehabplanner.figures.vectors import Vec, add, cross, dot, scaled, sub

Point = tuple[float, float]
Probe = tuple[float, float, float, float]  # x, y, radius, depth on the picture in cm


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """A solid given by its centre and three half axes (cm)."""

    centre: Vec
    axes: tuple[Vec, Vec, Vec]

    def reach(self, direction: Vec) -> float:
        """Return how far it reaches along a unit direction, from the origin (cm)."""
        x, y, z = direction
        total = 0.0
        for u, v, w in self.axes:
            share = u * x + v * y + w * z
            total += share * share
        u, v, w = self.centre
        return u * x + v * y + w * z + sqrt(total)

    def touching(self, direction: Vec) -> Vec:
        """Return the point of its skin that reaches farthest along a unit direction (cm)."""
        parts = [dot(axis, direction) for axis in self.axes]
        size = sqrt(sum(p * p for p in parts)) or 1.0
        out = self.centre
        for axis, part in zip(self.axes, parts, strict=True):
            out = add(out, scaled(axis, part / size))
        return out


class Ellipse(NamedTuple):
    """An ellipsoid's silhouette: centre, and the symmetric matrix xx, xy, yy of its shape."""

    x: float
    y: float
    xx: float
    xy: float
    yy: float


class Camera:
    """Looks along one direction; the picture's y axis points up.

    A roll (degrees) tips the picture, so that level ground rises to the right.
    """

    def __init__(self, azimuth: float, elevation: float, roll: float = 0.0) -> None:
        a, e, r = radians(azimuth), radians(elevation), radians(roll)
        self.azimuth, self.elevation, self.roll = azimuth, elevation, roll
        self.towards: Vec = (cos(e) * cos(a), cos(e) * sin(a), sin(e))
        level: Vec = (-sin(a), cos(a), 0.0)
        upright = cross(self.towards, level)
        self.right: Vec = sub(scaled(level, cos(r)), scaled(upright, sin(r)))
        self.up: Vec = add(scaled(upright, cos(r)), scaled(level, sin(r)))

    def mirrored(self) -> "Camera":
        """Return the camera that sees a mirrored person as this one sees the original."""
        return Camera(-self.azimuth, self.elevation, -self.roll)

    def point(self, p: Vec) -> Point:
        """Return where a point appears (cm)."""
        return (dot(p, self.right), dot(p, self.up))

    def depth(self, p: Vec) -> float:
        """Return how near a point is to the camera (cm, more is nearer)."""
        return dot(p, self.towards)

    def ellipse(self, solid: Ellipsoid) -> Ellipse:
        """Return the silhouette of an ellipsoid."""
        a, b, c = self.right
        d, e, f = self.up
        xx = xy = yy = 0.0
        for u, v, w in solid.axes:
            x, y = u * a + v * b + w * c, u * d + v * e + w * f
            xx += x * x
            xy += x * y
            yy += y * y
        u, v, w = solid.centre
        return Ellipse(u * a + v * b + w * c, u * d + v * e + w * f, xx, xy, yy)

    def probe(self, solid: Ellipsoid) -> Probe:
        """Return a disc with a depth that stands for an ellipsoid when parts are sorted."""
        e = self.ellipse(solid)
        return (e.x, e.y, sqrt(max(0.01, min(e.xx, e.yy))), self.depth(solid.centre))


def nearer(first: Sequence[Probe], second: Sequence[Probe]) -> float | None:
    """Return by how much (cm) the first is before the second where they overlap, else None."""
    total = weight = 0.0
    for ax, ay, ar, ad in first:
        for bx, by, br, bd in second:
            reach = ar + br
            dx, dy = ax - bx, ay - by
            if -reach < dx < reach and -reach < dy < reach:
                overlap = reach - sqrt(dx * dx + dy * dy)
                if overlap > 0:
                    total += (ad - bd) * overlap
                    weight += overlap
    return total / weight if weight > 0.5 else None


def _frame(probes: Sequence[Probe]) -> tuple[float, float, float, float]:
    return (
        min((x - r for x, _, r, _ in probes), default=0.0),
        min((y - r for _, y, r, _ in probes), default=0.0),
        max((x + r for x, _, r, _ in probes), default=0.0),
        max((y + r for _, y, r, _ in probes), default=0.0),
    )


def painting_order(
    probes: Sequence[Sequence[Probe]], bias: Callable[[int, int], float]
) -> list[int]:
    """Return the indexes of parts from the back to the front.

    `bias(i, j)` is added in cm to how much part i lies before part j.
    """
    count = len(probes)
    frames = [_frame(ps) for ps in probes]
    behind: list[set[int]] = [set() for _ in range(count)]  # what must be painted before i
    for i in range(count):
        for j in range(i + 1, count):
            a, b = frames[i], frames[j]
            if a[0] > b[2] or b[0] > a[2] or a[1] > b[3] or b[1] > a[3]:
                continue
            gap = nearer(probes[i], probes[j])
            if gap is None:
                continue
            gap += bias(i, j)
            behind[i if gap > 0 else j].add(j if gap > 0 else i)
    mean = [sum(p[3] for p in ps) / max(1, len(ps)) for ps in probes]
    left = set(range(count))
    order: list[int] = []
    while left:
        free = [i for i in left if not behind[i] & left]
        chosen = min(free or left, key=lambda i: (mean[i], i))
        order.append(chosen)
        left.discard(chosen)
    return order
