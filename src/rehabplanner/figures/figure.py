"""A figure: the keyframes of one exercise, solved, seen by its camera, drawn for any moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rehabplanner.domain.problems import Problem
from rehabplanner.figures import painting, things
from rehabplanner.figures.camera import Camera, Point
from rehabplanner.figures.contacts import Anchor
from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.picture import Picture, Ways
from rehabplanner.figures.pose import ease
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.sketches import Sketch, unpacked
from rehabplanner.figures.solving import Frame, Solver
from rehabplanner.figures.things import Thing

LEAST_EDGE_MM = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figure of one exercise. Times in seconds, angles in degrees, lengths in cm.

    `tempo_s` is how long each way lasts, `hold_s` how long the last frame is held; `arrow` names
    the parts whose way is shown, from the moment `arrow_from` on, and `arrow_shift` how far right
    and up of their ways (cm) the arrows lie, for those that should not find a place by themselves.
    `show` names the parts of a close view, drawn without shoes.
    """

    id: str
    azimuth: float
    elevation: float
    frames: tuple[Frame, ...]
    things: tuple[Thing, ...] = ()
    arrow: tuple[str, ...] = ()
    arrow_shift: tuple[Point, ...] = ()
    arrow_from: float = 0.0
    tempo_s: float = 2.0
    hold_s: float = 1.0
    far: str = ""
    roll: float = 0.0
    show: tuple[str, ...] = ()
    loops: bool = False
    packed: Mapping[str, object] | None = field(default=None, compare=False, repr=False)
    _cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False, hash=False)

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
        return Camera(self.azimuth, self.elevation, self.roll)

    def mirrored(self) -> "Figure":
        """Return the exercise for the other side, seen from the other side."""
        return Figure(
            id=self.id,
            azimuth=-self.azimuth,
            elevation=self.elevation,
            roll=-self.roll,
            frames=tuple(frame.mirrored() for frame in self.frames),
            things=tuple(things.mirrored(t) for t in self.things),
            arrow=tuple(things.swapped(n) for n in self.arrow),
            arrow_shift=tuple((-right, up) for right, up in self.arrow_shift),
            arrow_from=self.arrow_from,
            tempo_s=self.tempo_s,
            hold_s=self.hold_s,
            far={"left": "right", "right": "left"}.get(self.far, self.far),
            loops=self.loops,
            show=tuple(things.swapped(n) for n in self.show),
        )

    def skeleton(self, frame: float | str) -> Skeleton:
        """Return the solved skeleton of a moment, between keyframes eased."""
        index, share = self._place(frame)
        if share == 0.0:
            sketch = self._sketch()
            return (sketch.skeletons if sketch else self._solver().keyframes())[index]
        known = self._cache.get("between")
        if isinstance(known, tuple) and known[0] == (index, share):
            skeleton: Skeleton = known[1]
            return skeleton
        skeleton = self._solver().between(index, share if self.loops else ease(share))
        self._cache["between"] = ((index, share), skeleton)
        return skeleton

    def anchors(self, frame: float | str) -> dict[str, Anchor]:
        """Return where the planted parts must be at a moment."""
        index, share = self._place(frame)
        return self._solver().shared(index) if share else self._solver().anchors(index)

    def drawing(
        self,
        frame: float | str,
        width_mm: float,
        mirrored: bool = False,
        ghost: bool = False,
        arrow: bool = True,
        hold_s: float = 0.0,
        side: str = "",
    ) -> Drawing:
        """Return the drawing of a moment, `width_mm` wide; the same scale for every moment.

        `ghost` puts the start behind, `arrow` shows the way of the moving part. `hold_s` adds a
        small clock with the seconds, `side` a badge with a letter for left or right, both in a
        strip above.
        """
        moment = self.moment(frame)
        picture = self.picture()
        left, bottom, right, top = picture.box
        scale = width_mm / (right - left)
        paper = painting.Paper(scale, left, bottom, LEAST_EDGE_MM)
        marks = picture.marks(moment, ghost=ghost, arrow=arrow)
        drawing = Drawing(
            tuple(paper.path(mark) for mark in marks), width_mm, (top - bottom) * scale
        )
        if mirrored:
            drawing = drawing.mirrored()
        if hold_s or side:
            signs, more = picture.signs(hold_s, side)
            drawing = drawing.under(tuple(paper.path(mark) for mark in signs), more * scale)
        return drawing

    def sketch(self) -> Sketch:
        """Return what a file of sketches keeps of this figure, solved now."""
        fresh = self._picture(None)
        return Sketch(tuple(self._solver().keyframes()), fresh.ways, fresh.box)

    def picture(self) -> Picture:
        """Return what draws the figure's moments, in picture centimetres."""
        found = self._cache.get("picture")
        if not isinstance(found, Picture):
            found = self._cache["picture"] = self._picture(self._sketch())
        return found

    def _picture(self, sketch: Sketch | None) -> Picture:
        way = Ways(self.arrow, self.arrow_shift, self.arrow_from)
        return Picture(
            self.skeleton, self.camera, self.things, way, self._fists, self.far, self.show, sketch
        )

    def _fists(self, moment: float) -> frozenset[str]:
        """Return the hands that are fists in the keyframe nearest to a moment."""
        return self.frames[round(moment * (len(self.frames) - 1))].fists

    def _place(self, frame: float | str) -> tuple[int, float]:
        """Return the keyframe before a moment and the share of the way to the next."""
        place = self.moment(frame) * (len(self.frames) - 1)
        index = min(int(place), max(0, len(self.frames) - 2))
        share = place - index
        if len(self.frames) == 1 or share < 1e-9:
            return (index, 0.0)
        return (index + 1, 0.0) if share > 1 - 1e-9 else (index, share)

    def _solver(self) -> Solver:
        found = self._cache.get("solver")
        if not isinstance(found, Solver):
            found = self._cache["solver"] = Solver(self.id, self.frames, self.things)
        return found

    def _sketch(self) -> Sketch | None:
        if self.packed is None:
            return None
        if "sketch" not in self._cache:
            self._cache["sketch"] = unpacked(self.packed)
        found = self._cache["sketch"]
        return found if isinstance(found, Sketch) else None
