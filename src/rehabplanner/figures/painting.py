"""Bodies and things to strokes and fills: outlines, edges, and who is before whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rehabplanner.figures.camera import Camera, Point, Probe, painting_order
from rehabplanner.figures.drawing import Path, Step, polygon, smooth
from rehabplanner.figures.flesh import Part, Shape
from rehabplanner.figures.outline import Tube, hull, rim, tube

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
    """A stroke or fill still in picture centimetres. A width of zero is a fill."""

    role: str
    points: tuple[Point, ...]
    closed: bool = True
    width_cm: float = 0.0
    is_smooth: bool = True


@dataclass(slots=True)
class Layer:
    """Marks that hide or are hidden together, with the discs by which they are sorted."""

    name: str
    marks: list[Mark]
    probes: list[Probe] = field(default_factory=list)
    bias: float = 0.0  # cm towards the camera


def body_layer(part: Part, camera: Camera, is_far: bool) -> Layer:
    """Return a part of the body as marks: first all its edges, then its areas."""
    roles = _FAR if is_far else _NEAR
    edges: list[Mark] = []
    fills: list[Mark] = []
    for shape in _sorted_shapes(part, camera):
        ellipses = [camera.ellipse(solid) for solid in shape.solids]
        role = roles.get(shape.role, shape.role)
        if shape.is_hull:
            ring = hull(p for e in ellipses for p in rim(e))
            fills.append(Mark(role, ring))
            if shape.edge is not None:
                edges.append(Mark("edge", ring, width_cm=EDGE_CM))
            continue
        outline = tube(ellipses)
        fills.append(Mark(role, outline.closed()))
        edges += _tube_edges(shape, outline)
    probes = [camera.probe(solid) for solid in part.solids()]
    return Layer(part.name, edges + fills, probes, _bias(part))


def _bias(part: Part) -> float:
    return _BIAS[part.name.removeprefix("left_").removeprefix("right_")]


def _sorted_shapes(part: Part, camera: Camera) -> Sequence[Shape]:
    if part.name.endswith("foot"):
        up = part.shapes[-1].solids[0].axes[2]
        return part.shapes[::-1] if camera.depth(up) < 0.0 else part.shapes
    if part.name != "head":
        return part.shapes
    neck, hair, face, nose = part.shapes
    forward = hair.solids[0].axes[0]
    if camera.depth(forward) < -2.5:
        return (nose, neck, face, hair)
    return (neck, hair, nose, face)


def _tube_edges(shape: Shape, outline: Tube) -> list[Mark]:
    if shape.edge is None:
        return []
    if shape.edge == 0.0:
        return [Mark("edge", outline.closed(), width_cm=EDGE_CM)]
    around = (outline.around_end(shape.edge),)
    pieces = outline.sides(shape.edge, 0.98) if shape.hem else around
    return [Mark("edge", p, closed=False, width_cm=EDGE_CM) for p in pieces if len(p) > 2]


def sorted_marks(layers: Sequence[Layer]) -> list[Mark]:
    """Return the marks of all layers from back to front."""
    order = painting_order(
        [layer.probes for layer in layers], lambda i, j: layers[i].bias - layers[j].bias
    )
    return [mark for i in order for mark in layers[i].marks]


def silhouette(layers: Iterable[Layer], role: str) -> list[Mark]:
    """Return the areas of layers in one role, without edges: a ghost."""
    return [
        Mark(role, m.points, m.closed, 0.0, m.is_smooth)
        for layer in layers
        for m in layer.marks
        if m.width_cm == 0.0 and m.role != "edge"
    ]


def bounds(marks: Iterable[Mark]) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top in picture centimetres."""
    xs, ys = [], []
    for mark in marks:
        if mark.role != "edge":
            xs += [p[0] for p in mark.points]
            ys += [p[1] for p in mark.points]
    return (min(xs), min(ys), max(xs), max(ys))


def to_path(mark: Mark, scale: float, left: float, bottom: float, least_mm: float) -> Path:
    """Return a mark on paper: scale in mm per cm, origin at (left, bottom) in cm."""
    points = [((x - left) * scale, (y - bottom) * scale) for x, y in mark.points]
    steps: tuple[Step, ...] = smooth(points, mark.closed) if mark.is_smooth else polygon(points)
    width = max(least_mm, mark.width_cm * scale) if mark.width_cm else 0.0
    return Path(mark.role, steps, mark.closed, width)
