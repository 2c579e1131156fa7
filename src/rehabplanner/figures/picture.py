"""One figure's picture: floor, things, ghost, body, arrows and marks from back to front, in cm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rehabplanner.figures import arrows, flesh, marks, painting, scene, things
from rehabplanner.figures.camera import Camera, Point
from rehabplanner.figures.painting import Layer, Mark
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.sketches import Box, Sketch
from rehabplanner.figures.things import Thing

MARGIN_CM = 6.0
LEAST_ASPECT = 0.62  # width to height of the paper a standing figure gets
CLOSE = 0.36  # size of edges, arrows and margins in a close view
WAY_MOMENTS = tuple(k / 6 for k in range(7))
BOX_MOMENTS = (0.0, 0.2, 0.42, 0.5, 0.58, 0.9, 1.0)  # where bodies reach farthest on their way
UNDER = ("mat", "water", "slope")  # things that lie below everything


@dataclass(frozen=True, slots=True)
class Ways:
    """Which parts' ways are shown by arrows, how far beside them (cm), and from which moment."""

    parts: Sequence[str] = ()
    shifts: Sequence[Point] = ()
    begin: float = 0.0

    def shift(self, index: int) -> Point | None:
        """Return how far right and up (cm) an arrow lies; None where it finds its place."""
        return self.shifts[index] if index < len(self.shifts) else None


class Picture:
    """Draws the moments of one figure; what all moments share is drawn once."""

    def __init__(
        self,
        skeleton: Callable[[float], Skeleton],
        camera: Camera,
        items: Sequence[Thing],
        arrow: Ways,
        fists: Callable[[float], frozenset[str]],
        far: str,
        show: Sequence[str],
        sketch: Sketch | None,
    ) -> None:
        self._show = set(show)
        self._size = CLOSE if show else 1.0
        self._skeleton, self._camera = skeleton, camera
        self._things = () if show else items
        self._arrow, self._fists, self._grips = arrow, fists, things.grips(items)
        self._far = far or self._farther_side()
        self._known: dict[str, list[Mark]] = {}
        self.ways = sketch.ways if sketch else tuple(self._way(part) for part in arrow.parts)
        self.box = sketch.box if sketch else self._box()

    def marks(self, moment: float, *, ghost: bool, arrow: bool) -> list[Mark]:
        """Return the marks of a moment."""
        now = self._skeleton(moment)
        items = scene.layers(self._things, now, self._skeleton(0.0), self._camera)
        below = [m for layer in items if layer.name in UNDER for m in layer.marks]
        marks = below or self._once("floor", self._fitting_floor)
        if ghost and moment > 0.02:
            marks = marks + self._once("ghost", self._ghost)
        above = [layer for layer in items if layer.name not in UNDER]
        marks = marks + painting.sorted_marks([*self._body(now, moment), *above])
        return marks + self._once("arrows", self._arrows) if arrow else marks

    def signs(self, hold_s: float, side: str) -> tuple[list[Mark], float]:
        """Return the marks for a hold and for the side, and the height of their strip (cm)."""
        left, _, right, top = self.box
        return marks.strip(left, right, top, hold_s, side), marks.strip_height(right - left)

    def _once(self, name: str, make: Callable[[], list[Mark]]) -> list[Mark]:
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    def _farther_side(self) -> str:
        leftness = self._camera.depth(self._skeleton(0.0).frames["pelvis"][1])
        return "left" if leftness < -0.3 else "right" if leftness > 0.3 else ""

    def _body(self, skeleton: Skeleton, moment: float) -> list[Layer]:
        far, edge_cm = self._far, painting.EDGE_CM * self._size
        return [
            painting.body_layer(p, self._camera, p.side == far != "", edge_cm)
            for p in self._parts(skeleton, self._fists(moment))
        ]

    def _parts(self, skeleton: Skeleton, fists: frozenset[str] = frozenset()) -> list[flesh.Part]:
        """Return the parts to show: all, or in a close view those named, without shoes."""
        parts = flesh.parts(skeleton, self._grips | fists, bool(self._show))
        return [part for part in parts if part.name in self._show] if self._show else parts

    def _ghost(self) -> list[Mark]:
        return painting.silhouette(self._body(self._skeleton(0.0), 0.0), "ghost")

    def _floor(self) -> list[Mark]:
        return [scene.floor([self._skeleton(0.0), self._skeleton(1.0)], self._camera, self._show)]

    def _fitting_floor(self) -> list[Mark]:
        """Return the floor, drawn together where it would go over the picture's edge."""
        left, bottom, right, _ = self.box
        return [_squeezed(mark, left, right, bottom) for mark in self._floor()]

    def _way(self, part: str) -> tuple[Point, ...]:
        camera, begin = self._camera, self._arrow.begin
        moments = (begin + (1.0 - begin) * t for t in WAY_MOMENTS)
        return tuple(camera.point(things.place(self._skeleton(t), part)) for t in moments)

    def _arrows(self) -> list[Mark]:
        left, bottom, right, top = painting.joined(self._extent(t) for t in (0.0, 1.0))
        middle = ((left + right) / 2, (bottom + top) / 2)
        out: list[Mark] = []
        for k, (part, way) in enumerate(zip(self._arrow.parts, self.ways, strict=True)):
            beside = arrows.BESIDE_CM if "_" in part else arrows.BESIDE_TRUNK_CM
            out += arrows.way(way, middle, beside, self._size, self._arrow.shift(k))
        return out

    def _extent(self, moment: float) -> Box:
        return painting.extent(self._parts(self._skeleton(moment)), self._camera)

    def _box(self) -> Box:
        start = self._skeleton(0.0)
        boxes = [self._extent(t) for t in BOX_MOMENTS]
        marks = self._arrows()
        for t in BOX_MOMENTS:
            for layer in scene.layers(self._things, self._skeleton(t), start, self._camera):
                marks = marks + layer.marks
        is_on_floor = not any(thing.kind in UNDER for thing in self._things)
        if is_on_floor and not any(mark.role == "thing" for mark in marks):
            marks = marks + self._floor()
        if marks:
            boxes.append(painting.bounds(marks))
        left, bottom, right, top = painting.joined(boxes)
        margin = MARGIN_CM * self._size
        left, right = left - margin, right + margin
        bottom, top = bottom - margin * 0.7, top + margin * 0.7
        more = max(0.0, (top - bottom) * LEAST_ASPECT - (right - left)) / 2
        return (left - more, bottom, right + more, top)


def _squeezed(mark: Mark, left: float, right: float, bottom: float) -> Mark:
    """Return an area made narrower and lower, so that it stays right of, left of and above."""
    xs, ys = [p[0] for p in mark.points], [p[1] for p in mark.points]
    low, high = max(left, min(xs)), min(right, max(xs))
    wide = (high - low) / (max(xs) - min(xs))
    deep = (max(ys) - max(bottom, min(ys))) / (max(ys) - min(ys))
    points = ((low + (x - min(xs)) * wide, max(ys) - (max(ys) - y) * deep) for x, y in mark.points)
    return replace(mark, points=tuple(points))
