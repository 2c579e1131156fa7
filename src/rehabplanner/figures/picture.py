"""One figure's picture: floor, things, ghost, body, arrows and marks from back to front, in cm."""

from collections.abc import Callable, Sequence

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
UNDER = ("mat", "water", "slope")  # things that lie below everything


class Picture:
    """Draws the moments of one figure; what all moments share is drawn once."""

    def __init__(
        self,
        skeleton: Callable[[float], Skeleton],
        camera: Camera,
        items: Sequence[Thing],
        arrow: Sequence[str],
        far: str,
        show: Sequence[str],
        sketch: Sketch | None,
    ) -> None:
        self._show = set(show)
        self._size = CLOSE if show else 1.0
        self._skeleton, self._camera = skeleton, camera
        self._things = () if show else items
        self._arrow_parts, self._grips = arrow, things.grips(items)
        self._far = far or self._farther_side()
        self._known: dict[str, list[Mark]] = {}
        self.ways = sketch.ways if sketch else tuple(self._way(part) for part in arrow)
        self.box = sketch.box if sketch else self._box()

    def marks(self, moment: float, *, ghost: bool, arrow: bool) -> list[Mark]:
        """Return the marks of a moment."""
        now = self._skeleton(moment)
        items = scene.layers(self._things, now, self._skeleton(0.0), self._camera)
        below = [m for layer in items if layer.name in UNDER for m in layer.marks]
        marks = below or self._once("floor", self._floor)
        if ghost and moment > 0.02:
            marks = marks + self._once("ghost", self._ghost)
        above = [layer for layer in items if layer.name not in UNDER]
        marks = marks + painting.sorted_marks([*self._body(now), *above])
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

    def _body(self, skeleton: Skeleton) -> list[Layer]:
        far, edge_cm = self._far, painting.EDGE_CM * self._size
        return [
            painting.body_layer(p, self._camera, p.side == far != "", edge_cm)
            for p in self._parts(skeleton)
        ]

    def _parts(self, skeleton: Skeleton) -> list[flesh.Part]:
        """Return the parts to show: all, or in a close view those named, without shoes."""
        parts = flesh.parts(skeleton, self._grips, bool(self._show))
        return [part for part in parts if part.name in self._show] if self._show else parts

    def _ghost(self) -> list[Mark]:
        return painting.silhouette(self._body(self._skeleton(0.0)), "ghost")

    def _floor(self) -> list[Mark]:
        return [scene.floor([self._skeleton(0.0), self._skeleton(1.0)], self._camera, self._show)]

    def _way(self, part: str) -> tuple[Point, ...]:
        camera = self._camera
        return tuple(camera.point(things.place(self._skeleton(t), part)) for t in WAY_MOMENTS)

    def _arrows(self) -> list[Mark]:
        left, bottom, right, top = painting.joined(self._extent(t) for t in (0.0, 1.0))
        middle = ((left + right) / 2, (bottom + top) / 2)
        out: list[Mark] = []
        for part, way in zip(self._arrow_parts, self.ways, strict=True):
            beside = arrows.BESIDE_CM if "_" in part else arrows.BESIDE_TRUNK_CM
            out += arrows.way(way, middle, beside, self._size)
        return out

    def _extent(self, moment: float) -> Box:
        return painting.extent(self._parts(self._skeleton(moment)), self._camera)

    def _box(self) -> Box:
        start = self._skeleton(0.0)
        boxes = [self._extent(t) for t in (0.0, 0.5, 1.0)]
        marks = self._arrows()
        for t in (0.0, 0.5, 1.0):
            for layer in scene.layers(self._things, self._skeleton(t), start, self._camera):
                marks = marks + layer.marks
        if not any(layer for layer in marks if layer.role == "thing"):
            marks = marks + self._floor()
        if marks:
            boxes.append(painting.bounds(marks))
        left, bottom, right, top = painting.joined(boxes)
        margin = MARGIN_CM * self._size
        left, right = left - margin, right + margin
        bottom, top = bottom - margin * 0.7, top + margin * 0.7
        more = max(0.0, (top - bottom) * LEAST_ASPECT - (right - left)) / 2
        return (left - more, bottom, right + more, top)
