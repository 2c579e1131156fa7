"""Things of the gym as fills and strokes in space: mat, bench, band, weights. Centimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

from rehabplanner.figures.camera import Camera, Ellipsoid
from rehabplanner.figures.contacts import FLOOR, Surface
from rehabplanner.figures.hull import hull
from rehabplanner.figures.outline import wrapped
from rehabplanner.figures.painting import Layer, Mark, knotted
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import (
    Vec,
    X,
    Y,
    Z,
    add,
    between,
    cross,
    dot,
    length,
    scaled,
    sub,
    unit,
)

KEYS = (
    "kind", "at", "size", "height", "low", "x", "y", "part", "to", "from", "radius", "turn",
    "points",
)  # fmt: skip
HEIGHTS: Mapping[str, float] = {
    "chair": 45.0,
    "bench": 42.0,
    "step": 18.0,
    "roller": 15.0,
    "cushion": 5.0,
    "table": 74.0,
    "bed": 45.0,
    "box": 40.0,
    "saddle": 92.0,
    "water": 100.0,
}
LINE_CM = 1.5
RING = 16  # points on a band or a roller


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: its kind, where it is (cm) or which part holds it, and its size (cm)."""

    kind: str
    settings: Mapping[str, object] = field(default_factory=dict)

    def number(self, name: str, otherwise: float) -> float:
        """Return a setting in cm or degrees."""
        value = self.settings.get(name, otherwise)
        return float(value) if isinstance(value, int | float) else otherwise

    def numbers(self, name: str, otherwise: Sequence[float]) -> tuple[float, ...]:
        """Return a setting that is a list of cm."""
        value = self.settings.get(name, otherwise)
        return tuple(float(v) for v in value) if isinstance(value, list | tuple) else ()

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a setting that is a word."""
        value = self.settings.get(name, otherwise)
        return value if isinstance(value, str) else otherwise


def surface_of(name: str, things: Sequence[Thing]) -> Surface | None:
    """Return the surface with a name: the floor or one that a thing offers."""
    if name == "floor":
        return FLOOR
    thing = next((t for t in things if t.kind == name), None)
    if thing is None:
        return None
    if name == "wall":
        if "y" in thing.settings:
            y = thing.number("y", 0.0)
            normal = (0.0, -1.0, 0.0) if y > 0 else (0.0, 1.0, 0.0)
            return Surface(name, normal, -abs(y))
        x = thing.number("x", 0.0)
        return Surface(name, (-1.0, 0.0, 0.0) if x > 0 else X, -abs(x))
    if name == "footboard":
        middle, normal = board_plane(thing)
        return Surface(name, normal, dot(middle, normal))
    if name not in HEIGHTS:
        return None
    # One floats with the pelvis `radius` below the water's surface.
    height = thing.number("height", HEIGHTS[name])
    return Surface(name, Z, height - thing.number("radius", 14.0) if name == "water" else height)


def board_plane(thing: Thing) -> tuple[Vec, Vec]:
    """Return the middle of a footboard and the direction that its front faces."""
    place_cm = thing.numbers("at", (60.0, 0.0))
    tilt = thing.number("turn", 0.0) * pi / 180
    return (place_cm[0], 0.0, thing.number("height", 70.0)), (-cos(tilt), 0.0, sin(tilt))


def mirrored(thing: Thing) -> Thing:
    """Return the thing on the other side of the body."""
    out = dict(thing.settings)
    for key in ("at", "to", "from", "part"):
        value = out.get(key)
        if isinstance(value, str):
            out[key] = swapped(value)
        elif isinstance(value, list | tuple):
            out[key] = [swapped(v) if isinstance(v, str) else v for v in value]
            if key != "part" and len(value) > 1 and isinstance(value[1], int | float):
                out[key] = [value[0], -value[1], *value[2:]]
    number = out.get("y")
    if isinstance(number, int | float):
        out["y"] = -number
    rows = out.get("points")
    if isinstance(rows, list | tuple):
        out["points"] = [_across(row) for row in rows]
    return Thing(thing.kind, out)


def _across(row: object) -> object:
    """Return a place of a line on the other side."""
    if isinstance(row, str):
        return swapped(row)
    if isinstance(row, list | tuple):
        *parts, x, y, z = row
        return [*(swapped(str(part)) for part in parts), x, -y, z]
    return row


def swapped(name: str) -> str:
    """Return a part's name on the other side."""
    if name.startswith("left_"):
        return "right_" + name.removeprefix("left_")
    return "left_" + name.removeprefix("right_") if name.startswith("right_") else name


def grips(things: Sequence[Thing]) -> set[str]:
    """Return the hands that are closed around something."""
    held: set[str] = set()
    for thing in things:
        value = thing.settings.get("part", ())
        parts = [value] if isinstance(value, str) else value
        held |= {p for p in parts if p.endswith("hand")} if isinstance(parts, list) else set()
    return held


def place(skeleton: Skeleton, name: str) -> Vec:
    """Return where a part's point for holding or tying lies."""
    side, _, part = name.partition("_")
    if part == "hand":
        return skeleton.at(f"{side}_hand", f"{side}_wrist", (0.0, 0.0, -6.0))
    if part in ("foot", "toes", "heel"):
        x = {"foot": 4.0, "toes": 12.0, "heel": -4.0}[part]
        return skeleton.at(f"{side}_foot", f"{side}_ankle", (x, 0.0, -4.0))
    if part == "arch":
        x, z = 5.0 - 0.6 * skeleton.arches[side], -2.0 + 2.0 * skeleton.arches[side]
        return skeleton.at(f"{side}_foot", f"{side}_ankle", (x, 0.0, z))
    if part == "thigh":
        a, b = skeleton.points[f"{side}_hip"], skeleton.points[f"{side}_knee"]
        return between(a, b, 0.8)
    if part == "shank":
        return between(skeleton.points[f"{side}_knee"], skeleton.points[f"{side}_ankle"], 0.8)
    return skeleton.points[{"back": "thorax3", "ribs": "thorax2"}.get(name, name)]


# --- solids -----------------------------------------------------------------


def _box(
    camera: Camera, low: Vec, high: Vec, name: str, role: str = "thing", bias: float = 0.0
) -> Layer:
    corners = [
        (x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])
    ]
    marks = [
        Mark(role, hull(camera.point(c) for c in corners), is_smooth=False),
    ]
    for axis, direction in enumerate((X, Y, Z)):
        facing = dot(direction, camera.towards)
        level = high[axis] if facing > 0 else low[axis]
        face = [c for c in corners if c[axis] == level]
        if abs(facing) < 0.02:
            continue
        shade = "thing-far" if axis == 2 else role
        ring = hull(camera.point(c) for c in face)
        marks.append(Mark(shade, ring, is_smooth=False))
        marks.append(Mark("thing-line", ring, width_cm=0.7, is_smooth=False))
    centre = between(low, high, 0.5)
    x, y = camera.point(centre)
    return Layer(name, marks, [(x, y, 1.0, camera.depth(centre))], bias)


def _box_probes(camera: Camera, low: Vec, high: Vec) -> list[tuple[float, float, float, float]]:
    probes = []
    radius = max(2.0, min(b - a for a, b in zip(low, high, strict=True)) / 2)
    for i in range(5):
        for j in range(3):
            p = (
                low[0] + (high[0] - low[0]) * i / 4,
                low[1] + (high[1] - low[1]) * j / 2,
                (low[2] + high[2]) / 2,
            )
            x, y = camera.point(p)
            probes.append((x, y, radius, camera.depth(p)))
    return probes


def _stroke(points: Sequence[Vec], camera: Camera, width: float, role: str = "thing-line") -> Mark:
    return Mark(role, tuple(camera.point(p) for p in points), closed=False, width_cm=width)


def _stroke_layer(
    name: str, points: Sequence[Vec], camera: Camera, width: float, bias: float
) -> Layer:
    marks = [
        Mark("edge", tuple(camera.point(p) for p in points), False, width + 1.4),
        _stroke(points, camera, width),
    ]
    probes = []
    for k in range(len(points) - 1):
        for t in (0.0, 0.5):
            p = between(points[k], points[k + 1], t)
            x, y = camera.point(p)
            probes.append((x, y, 1.5, camera.depth(p)))
    return Layer(name, marks, probes, bias)


def ring_around(centre: Vec, axis: Vec, wide: Vec, radii: tuple[float, float]) -> list[Vec]:
    """Return points on an ellipse about an axis."""
    u = unit(sub(wide, scaled(axis, dot(wide, axis))))
    v = cross(axis, u)
    return [
        add(centre, add(scaled(u, radii[0] * cos(a)), scaled(v, radii[1] * sin(a))))
        for a in (2 * pi * k / RING for k in range(RING + 1))
    ]


def ball_layer(name: str, camera: Camera, solid: Ellipsoid, bias: float = 0.0) -> Layer:
    """Return a ball as a fill with a line around it."""
    ring = wrapped([camera.ellipse(solid)])
    marks = [
        knotted("edge", ring, width_cm=2.0),
        knotted("thing", ring),
        knotted("thing-line", ring, width_cm=0.8),
    ]
    return Layer(name, marks, [camera.probe(solid)], bias)


def slab(
    camera: Camera, centre: Vec, half: tuple[float, float, float], role: str = "thing-far"
) -> list[Mark]:
    """Return a flat round thing such as a pillow, by its half sizes (cm)."""
    axes = (scaled(X, half[0]), scaled(Y, half[1]), scaled(Z, half[2]))
    ring = wrapped([camera.ellipse(Ellipsoid(centre, axes))])
    return [
        knotted("edge", ring, width_cm=1.8),
        knotted(role, ring),
        knotted("thing-line", ring, width_cm=0.8),
    ]


def sphere(centre: Vec, radius: float) -> Ellipsoid:
    """Return a ball as an ellipsoid."""
    return Ellipsoid(centre, (scaled(X, radius), scaled(Y, radius), scaled(Z, radius)))


def box_layer(
    camera: Camera, low: Vec, high: Vec, name: str, role: str = "thing", bias: float = 0.0
) -> Layer:
    """Return an upright box with three visible faces."""
    layer = _box(camera, low, high, name, role, bias)
    layer.probes[:] = _box_probes(camera, low, high)
    return layer


def stroke_layer(
    name: str, points: Sequence[Vec], camera: Camera, width: float = LINE_CM, bias: float = 0.0
) -> Layer:
    """Return a line in space with a white edge."""
    return _stroke_layer(name, points, camera, width, bias)


def distance(a: Vec, b: Vec) -> float:
    """Return the distance of two points (cm)."""
    return length(sub(a, b))
