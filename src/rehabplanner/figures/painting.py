"""Bodies and things to strokes and fills: outlines, edges, and who is before whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from rehabplanner.figures.camera import Camera, Point, Probe, painting_order
from rehabplanner.figures.curves import Steps, curved, polygon, smooth
from rehabplanner.figures.drawing import Path
from rehabplanner.figures.flesh import Part, Shape
from rehabplanner.figures.outline import Knot, Tube, tube, wrapped

EDGE_CM = 2.2
_NEAR = {
    "limb": "near-limb",
    "sleeve": "torso",
    "shorts": "shorts",
    "shoe": "shoe",
    "neck": "head",
    "face": "head",
    "nose": "head",
}
_FAR = {
    **_NEAR,
    "limb": "far-limb",
    "sleeve": "far-torso",
    "shorts": "far-shorts",
    "shoe": "far-shoe",
}
# Centimetres towards the camera, so that the outer piece of a limb covers the joint.
_BIAS = {
    "head": -3.0,
    "trunk": 0.0,
    "thigh": 1.5,
    "shank": 4.0,
    "foot": 6.0,
    "upper_arm": 3.5,
    "forearm": 6.0,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stroke or fill still in picture centimetres. A width of zero is a fill.

    It goes through `points`, as a smooth curve or straight; or through `knots`, which know its
    direction as well.
    """

    role: str
    points: tuple[Point, ...]
    closed: bool = True
    width_cm: float = 0.0
    is_smooth: bool = True
    knots: tuple[Knot, ...] = ()

    def places(self) -> Sequence[Sequence[float]]:
        """Return the points it goes through."""
        return self.knots or self.points


def knotted(role: str, knots: tuple[Knot, ...], closed: bool = True, width_cm: float = 0.0) -> Mark:
    """Return a mark through knots."""
    return Mark(role, (), closed, width_cm, True, knots)


@dataclass(slots=True)
class Layer:
    """Marks that hide or are hidden together, with the discs by which they are sorted."""

    name: str
    marks: list[Mark]
    probes: list[Probe] = field(default_factory=list)
    bias: float = 0.0  # cm towards the camera


def body_layer(part: Part, camera: Camera, is_far: bool, edge_cm: float = EDGE_CM) -> Layer:
    """Return a part of the body as marks: first all its edges, then its areas."""
    roles = _FAR if is_far else _NEAR
    edges: list[Mark] = []
    fills: list[Mark] = []
    probes: list[Probe] = []
    for shape in _sorted_shapes(part, camera):
        ellipses = [camera.ellipse(solid) for solid in shape.solids]
        if shape.sorts:
            probes += [
                (e.x, e.y, sqrt(max(0.01, min(e.xx, e.yy))), camera.depth(solid.centre))
                for e, solid in zip(ellipses, shape.solids, strict=True)
            ]
        role = roles.get(shape.role, shape.role)
        if shape.is_hull:
            ring = wrapped(ellipses)
            if role != "none":
                fills.append(knotted(role, ring))
            if shape.edge is not None:
                edges.append(knotted("edge", ring, width_cm=edge_cm))
            continue
        outline = tube(ellipses, _cuts(shape))
        ring = outline.closed()
        fills.append(knotted(role, ring))
        edges += _tube_edges(shape, outline, ring, edge_cm)
    return Layer(part.name, edges + fills, probes, _bias(part))


def _cuts(shape: Shape) -> tuple[float, ...]:
    if not shape.edge:
        return ()
    return (shape.edge, 0.98) if shape.hem else (shape.edge,)


def _bias(part: Part) -> float:
    return _BIAS[part.name.removeprefix("left_").removeprefix("right_")]


def _sorted_shapes(part: Part, camera: Camera) -> Sequence[Shape]:
    if part.name.endswith("foot"):
        # Seen from below, the sole lies over the shoe.
        return part.shapes[::-1] if camera.depth(part.up) < 0.0 else part.shapes
    if part.name != "head":
        return part.shapes
    neck, hair, face, nose = part.shapes
    forward = hair.solids[0].axes[0]
    if camera.depth(forward) < -2.5:
        return (nose, neck, face, hair)
    return (neck, hair, nose, face)


def _tube_edges(shape: Shape, outline: Tube, ring: tuple[Knot, ...], edge_cm: float) -> list[Mark]:
    if shape.edge is None:
        return []
    if shape.edge == 0.0:
        return [knotted("edge", ring, width_cm=edge_cm)]
    around = (outline.around_end(shape.edge),)
    pieces = outline.sides(shape.edge, 0.98) if shape.hem else around
    return [knotted("edge", p, False, edge_cm) for p in pieces if len(p) > 1]


def sorted_marks(layers: Sequence[Layer]) -> list[Mark]:
    """Return the marks of all layers from back to front."""
    order = painting_order(
        [layer.probes for layer in layers], lambda i, j: layers[i].bias - layers[j].bias
    )
    return [mark for i in order for mark in layers[i].marks]


def silhouette(layers: Iterable[Layer], role: str) -> list[Mark]:
    """Return the areas of layers in one role, without edges: a ghost."""
    return [
        Mark(role, m.points, m.closed, 0.0, m.is_smooth, m.knots)
        for layer in layers
        for m in layer.marks
        if m.width_cm == 0.0 and m.role != "edge"
    ]


def extent(parts: Iterable[Part], camera: Camera) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of parts of the body in picture centimetres."""
    ellipses = [camera.ellipse(s) for part in parts for shape in part.shapes for s in shape.solids]
    return (
        min(e.x - sqrt(e.xx) for e in ellipses),
        min(e.y - sqrt(e.yy) for e in ellipses),
        max(e.x + sqrt(e.xx) for e in ellipses),
        max(e.y + sqrt(e.yy) for e in ellipses),
    )


def joined(
    boxes: Iterable[tuple[float, float, float, float]],
) -> tuple[float, float, float, float]:
    """Return the box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


def bounds(marks: Iterable[Mark]) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top in picture centimetres."""
    xs, ys = [], []
    for mark in marks:
        if mark.role != "edge":
            xs += [p[0] for p in mark.places()]
            ys += [p[1] for p in mark.places()]
    return (min(xs), min(ys), max(xs), max(ys))


class Paper:
    """Puts marks on paper: `scale` in mm per cm, with its lower left corner at a place in cm."""

    def __init__(self, scale: float, left: float, bottom: float, least_mm: float) -> None:
        self._scale, self._left, self._bottom, self._least = scale, left, bottom, least_mm
        self._known: dict[tuple[int, bool], Steps] = {}

    def path(self, mark: Mark) -> Path:
        """Return a mark on paper; an area and the edge around it share their steps."""
        key = (id(mark.knots or mark.points), mark.closed)
        steps = self._known.get(key)
        if steps is None:
            steps = self._known[key] = self._steps(mark)
        width = max(self._least, mark.width_cm * self._scale) if mark.width_cm else 0.0
        return Path(mark.role, steps, mark.closed, width)

    def _steps(self, mark: Mark) -> Steps:
        k, left, bottom = self._scale, self._left, self._bottom
        if mark.knots:
            return curved(
                [((x - left) * k, (y - bottom) * k, dx, dy) for x, y, dx, dy in mark.knots],
                mark.closed,
            )
        points = [((x - left) * k, (y - bottom) * k) for x, y in mark.points]
        return smooth(points, mark.closed) if mark.is_smooth else polygon(points)
