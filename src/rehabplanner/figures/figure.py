"""A figure: the keyframes of one exercise, solved, seen by its camera, drawn for any moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rehabplanner.domain.problems import Problem
from rehabplanner.figures import (
    arrows,
    clearing,
    flesh,
    painting,
    planting,
    reaching,
    scene,
    things,
)
from rehabplanner.figures.camera import Camera
from rehabplanner.figures.contacts import Anchor, Surface
from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.painting import Layer, Mark
from rehabplanner.figures.pose import Pose, ease, mixed
from rehabplanner.figures.reaching import Reach
from rehabplanner.figures.skeleton import Skeleton, posed
from rehabplanner.figures.things import Thing
from rehabplanner.figures.vectors import IDENTITY, ORIGIN, between

MARGIN_CM = 6.0
LEAST_EDGE_MM = 0.3
LEAST_ASPECT = 0.62  # width to height of the paper a standing figure gets


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A keyframe: its name, its pose, which parts are planted on what, and height off (cm).

    `replanted` parts have stepped since the frame before, `sliding` ones slid; `reach` says which
    hands and feet go to a place on the body.
    """

    name: str
    pose: Pose
    planted: Mapping[str, str]
    replanted: frozenset[str] = frozenset()
    sliding: frozenset[str] = frozenset()
    reach: Mapping[str, Reach] = field(default_factory=dict)
    airborne_cm: float = 0.0


@dataclass(slots=True)
class _Solved:
    skeletons: list[Skeleton]
    anchors: list[dict[str, Anchor]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figure of one exercise. Times in seconds, angles in degrees, lengths in cm.

    `tempo_s` is how long each way lasts, `hold_s` how long the last frame is held; `arrow` names
    the parts whose way is shown.
    """

    id: str
    azimuth: float
    elevation: float
    frames: tuple[Frame, ...]
    things: tuple[Thing, ...] = ()
    arrow: tuple[str, ...] = ()
    tempo_s: float = 2.0
    hold_s: float = 1.0
    far: str = ""
    loops: bool = False
    _cache: dict[object, object] = field(
        default_factory=dict, compare=False, repr=False, hash=False
    )

    def frame_names(self) -> tuple[str, ...]:
        """Return the keyframes' names in order."""
        return tuple(frame.name for frame in self.frames)

    def moment(self, frame: float | str) -> float:
        """Return a keyframe's name, or a moment from 0 (start) to 1 (end), as a moment."""
        if not isinstance(frame, str):
            return min(1.0, max(0.0, float(frame)))
        if frame not in self.frame_names():
            raise Problem("frame", "{figure} has no frame “{frame}”.", figure=self.id, frame=frame)
        return self.frame_names().index(frame) / max(1, len(self.frames) - 1)

    @property
    def camera(self) -> Camera:
        """Return the camera."""
        return Camera(self.azimuth, self.elevation)

    def mirrored(self) -> "Figure":
        """Return the exercise for the other side, seen from the other side."""
        frames = tuple(
            Frame(
                name=f.name,
                pose=f.pose.mirrored(),
                planted={things.swapped(n): s for n, s in f.planted.items()},
                replanted=frozenset(things.swapped(n) for n in f.replanted),
                sliding=frozenset(things.swapped(n) for n in f.sliding),
                reach={things.swapped(n): r.mirrored() for n, r in f.reach.items()},
                airborne_cm=f.airborne_cm,
            )
            for f in self.frames
        )
        return Figure(
            id=self.id,
            azimuth=-self.azimuth,
            elevation=self.elevation,
            frames=frames,
            things=tuple(things.mirrored(t) for t in self.things),
            arrow=tuple(things.swapped(n) for n in self.arrow),
            tempo_s=self.tempo_s,
            hold_s=self.hold_s,
            far={"left": "right", "right": "left"}.get(self.far, self.far),
            loops=self.loops,
        )

    def skeleton(self, frame: float | str) -> Skeleton:
        """Return the solved skeleton of a moment, between keyframes eased."""
        moment = self.moment(frame)
        solved = self._solved()
        place = moment * (len(self.frames) - 1)
        index = min(int(place), max(0, len(self.frames) - 2))
        share = place - index
        if len(self.frames) == 1 or share < 1e-9:
            return solved.skeletons[index]
        if share > 1 - 1e-9:
            return solved.skeletons[index + 1]
        return self._between(index, share if self.loops else ease(share))

    def anchors(self, frame: float | str) -> dict[str, Anchor]:
        """Return where the planted parts must be at a moment."""
        solved = self._solved()
        place = self.moment(frame) * (len(self.frames) - 1)
        index = min(int(place), max(0, len(self.frames) - 2))
        if len(self.frames) == 1 or place - index < 1e-9:
            return solved.anchors[index]
        if place - index > 1 - 1e-9:
            return solved.anchors[index + 1]
        return self._shared(index)

    def drawing(
        self,
        frame: float | str,
        width_mm: float,
        mirrored: bool = False,
        ghost: bool = False,
        arrow: bool = True,
    ) -> Drawing:
        """Return the drawing of a moment, `width_mm` wide; the same scale for every moment.

        `ghost` puts the start behind, `arrow` shows the way of the moving part.
        """
        marks = self._marks(self.moment(frame), ghost, arrow)
        left, bottom, right, top = self._box()
        scale = width_mm / (right - left)
        paths = tuple(painting.to_path(m, scale, left, bottom, LEAST_EDGE_MM) for m in marks)
        drawing = Drawing(paths, width_mm, (top - bottom) * scale)
        return drawing.mirrored() if mirrored else drawing

    # --- solving ------------------------------------------------------------

    def _surfaces(self, frame: Frame) -> dict[str, Surface]:
        out = {}
        for part, name in frame.planted.items():
            surface = things.surface_of(name, self.things)
            if surface is None:
                raise Problem(
                    "planted",
                    "{figure}: nothing offers the surface “{name}”.",
                    figure=self.id,
                    name=name,
                )
            out[part] = surface
        return out

    def _solved(self) -> _Solved:
        found = self._cache.get("solved")
        if isinstance(found, _Solved):
            return found
        solved = _Solved([], [])
        known: dict[str, Anchor] = {}
        shift = (0.0, 0.0, 0.0)
        for frame in self.frames:
            skeleton = posed(frame.pose)
            if solved.skeletons:
                skeleton = _moved(skeleton, shift)
            usable = {n: a for n, a in known.items() if n not in frame.replanted | frame.sliding}
            skeleton, anchors = _settle(skeleton, self._surfaces(frame), usable, frame)
            known = {**known, **anchors}
            solved.skeletons.append(skeleton)
            solved.anchors.append(anchors)
            start = posed(frame.pose).points["pelvis"]
            now = skeleton.points["pelvis"]
            shift = (now[0] - start[0], now[1] - start[1], now[2] - start[2])
        self._cache["solved"] = solved
        return solved

    def _shared(self, index: int) -> dict[str, Anchor]:
        first, second = self._solved().anchors[index], self._solved().anchors[index + 1]
        moved = self.frames[index + 1].replanted | self.frames[index + 1].sliding
        return {n: a for n, a in first.items() if n in second and n not in moved}

    def _between(self, index: int, share: float) -> Skeleton:
        solved = self._solved()
        before, after = self.frames[index], self.frames[index + 1]
        skeleton = posed(mixed(before.pose, after.pose, share))
        a, b = (solved.skeletons[index + k].points["pelvis"] for k in (0, 1))
        goal = between(a, b, share)
        here = skeleton.points["pelvis"]
        skeleton = _moved(skeleton, (goal[0] - here[0], goal[1] - here[1], goal[2] - here[2]))
        anchors = self._shared(index)
        surfaces = {name: anchor.surface for name, anchor in anchors.items()}
        sliding = {n: s for n, s in self._surfaces(after).items() if n in after.sliding}
        surfaces = {**surfaces, **sliding}
        skeleton, _ = planting.settled(skeleton, surfaces, anchors)
        leaving = {**self._surfaces(before), **self._surfaces(after)}
        sunken = clearing.sunken(skeleton, leaving)
        if sunken:
            skeleton, _ = planting.settled(skeleton, {**sunken, **surfaces}, anchors)
        if not surfaces and not before.airborne_cm and not after.airborne_cm:
            skeleton = _moved(skeleton, (0.0, 0.0, -clearing.lowest_point(skeleton)))
        reaching.blend(skeleton, before.reach, after.reach, share)
        clearing.lift_sunken(skeleton, surfaces)
        return skeleton

    # --- drawing ------------------------------------------------------------

    def _far_side(self) -> str:
        if self.far:
            return self.far
        start = self._solved().skeletons[0]
        leftness = self.camera.depth(start.frames["pelvis"][1])
        return "left" if leftness < -0.3 else "right" if leftness > 0.3 else ""

    def _body(self, skeleton: Skeleton) -> list[Layer]:
        camera, far = self.camera, self._far_side()
        parts = flesh.parts(skeleton, things.grips(self.things))
        return [painting.body_layer(p, camera, bool(far) and p.side == far) for p in parts]

    def _marks(self, moment: float, ghost: bool, arrow: bool) -> list[Mark]:
        start = self._solved().skeletons[0]
        now = self.skeleton(moment)
        body = self._body(now)
        items = scene.layers(self.things, now, start, self.camera)
        below = [m for layer in items if layer.name == "mat" for m in layer.marks]
        marks = [] if below else [self._floor()]
        marks += below
        if ghost and moment > 0.02:
            marks += painting.silhouette(self._body(start), "ghost")
        marks += painting.sorted_marks([*body, *(i for i in items if i.name != "mat")])
        if arrow:
            for part in self.arrow:
                beside = arrows.BESIDE_CM if "_" in part else arrows.BESIDE_TRUNK_CM
                marks += arrows.way(self._way(part), self.camera, body, beside)
        return marks

    def _way(self, part: str) -> Sequence[tuple[float, float, float]]:
        key = ("way", part)
        found = self._cache.get(key)
        if isinstance(found, list):
            return found
        places = [things.place(self.skeleton(k / 10), part) for k in range(11)]
        self._cache[key] = places
        return places

    def _floor(self) -> Mark:
        found = self._cache.get("floor")
        if isinstance(found, Mark):
            return found
        mark = scene.floor([self.skeleton(t) for t in (0.0, 1.0)], self.camera)
        self._cache["floor"] = mark
        return mark

    def _box(self) -> tuple[float, float, float, float]:
        found = self._cache.get("box")
        if isinstance(found, tuple):
            return found
        marks = [m for t in (0.0, 0.5, 1.0) for m in self._marks(t, False, True)]
        left, bottom, right, top = painting.bounds(marks)
        left, right = left - MARGIN_CM, right + MARGIN_CM
        bottom, top = bottom - MARGIN_CM * 0.7, top + MARGIN_CM * 0.7
        more = max(0.0, (top - bottom) * LEAST_ASPECT - (right - left)) / 2
        box = (left - more, bottom, right + more, top)
        self._cache["box"] = box
        return box


def _moved(skeleton: Skeleton, shift: tuple[float, float, float]) -> Skeleton:
    return skeleton.moved(IDENTITY, ORIGIN, shift)


def _settle(
    skeleton: Skeleton, surfaces: Mapping[str, Surface], known: Mapping[str, Anchor], frame: Frame
) -> tuple[Skeleton, dict[str, Anchor]]:
    skeleton, anchors = planting.settled(skeleton, surfaces, known)
    if not surfaces:
        rise = frame.airborne_cm - clearing.lowest_point(skeleton)
        skeleton = _moved(skeleton, (0.0, 0.0, rise))
    reaching.blend(skeleton, frame.reach, frame.reach, 0.0)
    clearing.lift_sunken(skeleton, surfaces)
    return skeleton, anchors
