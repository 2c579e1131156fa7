"""From poses to skeletons: keyframes one after the other, and the moments between two of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rehabplanner.domain.problems import Problem
from rehabplanner.figures import clearing, planting, reaching, things
from rehabplanner.figures.contacts import Anchor, Surface
from rehabplanner.figures.pose import Pose, mixed
from rehabplanner.figures.reaching import Reach
from rehabplanner.figures.skeleton import Skeleton, posed
from rehabplanner.figures.things import Thing
from rehabplanner.figures.vectors import IDENTITY, ORIGIN, Vec, between, sub


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A keyframe: its name, its pose, which parts are planted on what, and height off (cm).

    `replanted` parts have stepped since the frame before, `sliding` ones slid; `reach` says which
    hands and feet go to a place on the body, `fists` which hands are closed.
    """

    name: str
    pose: Pose
    planted: Mapping[str, str]
    replanted: frozenset[str] = frozenset()
    sliding: frozenset[str] = frozenset()
    reach: Mapping[str, Reach] = field(default_factory=dict)
    airborne_cm: float = 0.0
    fists: frozenset[str] = frozenset()

    def mirrored(self) -> "Frame":
        """Return the keyframe of the other side."""
        return Frame(
            name=self.name,
            pose=self.pose.mirrored(),
            planted={things.swapped(n): s for n, s in self.planted.items()},
            replanted=frozenset(things.swapped(n) for n in self.replanted),
            sliding=frozenset(things.swapped(n) for n in self.sliding),
            reach={things.swapped(n): r.mirrored() for n, r in self.reach.items()},
            airborne_cm=self.airborne_cm,
            fists=frozenset(things.swapped(n) for n in self.fists),
        )


class Solver:
    """Solves the keyframes of one figure when first asked, and moments between them."""

    def __init__(self, name: str, frames: Sequence[Frame], items: Sequence[Thing]) -> None:
        self._name, self._frames, self._things = name, frames, items
        self._skeletons: list[Skeleton] = []
        self._anchors: list[dict[str, Anchor]] = []

    def keyframes(self) -> Sequence[Skeleton]:
        """Return the skeletons of all keyframes."""
        if not self._skeletons:
            self._solve()
        return self._skeletons

    def anchors(self, index: int) -> dict[str, Anchor]:
        """Return where the planted parts of a keyframe must be."""
        self.keyframes()
        return self._anchors[index]

    def shared(self, index: int) -> dict[str, Anchor]:
        """Return what stays where it is from one keyframe to the next."""
        self.keyframes()
        first, second = self._anchors[index], self._anchors[index + 1]
        moved = self._frames[index + 1].replanted | self._frames[index + 1].sliding
        return {n: a for n, a in first.items() if n in second and n not in moved}

    def between(self, index: int, share: float) -> Skeleton:
        """Return the skeleton a share of the way from one keyframe to the next."""
        a, b = (self.keyframes()[index + k].points["pelvis"] for k in (0, 1))
        before, after = self._frames[index], self._frames[index + 1]
        skeleton = posed(mixed(before.pose, after.pose, share))
        skeleton = moved(skeleton, sub(between(a, b, share), skeleton.points["pelvis"]))
        anchors = self.shared(index)
        surfaces = {name: anchor.surface for name, anchor in anchors.items()}
        leaving = {**self._surfaces(before), **self._surfaces(after)}
        surfaces |= {n: leaving[n] for n in after.sliding if n in after.planted}
        skeleton, _ = planting.settled(skeleton, surfaces, anchors, after.sliding)
        sunken = clearing.sunken(skeleton, leaving)
        if sunken:
            skeleton, _ = planting.settled(skeleton, {**sunken, **surfaces}, anchors, after.sliding)
        if not surfaces and not before.airborne_cm and not after.airborne_cm:
            skeleton = moved(skeleton, (0.0, 0.0, -clearing.lowest_point(skeleton)))
        reaching.blend(skeleton, before.reach, after.reach, share)
        clearing.lift_sunken(skeleton, surfaces)
        return skeleton

    def _solve(self) -> None:
        known: dict[str, Anchor] = {}
        shift = ORIGIN
        for frame in self._frames:
            plain = posed(frame.pose)
            skeleton = moved(plain, shift) if self._skeletons else plain
            usable = {n: a for n, a in known.items() if n not in frame.replanted | frame.sliding}
            skeleton, anchors = _settle(skeleton, self._surfaces(frame), usable, frame)
            known = {**known, **anchors}
            shift = sub(skeleton.points["pelvis"], plain.points["pelvis"])
            self._anchors.append(anchors)
            self._skeletons.append(skeleton)

    def _surfaces(self, frame: Frame) -> dict[str, Surface]:
        out = {}
        for part, name in frame.planted.items():
            surface = things.surface_of(name, self._things)
            if surface is None:
                raise Problem(
                    "planted",
                    "{figure}: nothing offers the surface “{name}”.",
                    figure=self._name,
                    name=name,
                )
            out[part] = surface
        return out


def moved(skeleton: Skeleton, shift: Vec) -> Skeleton:
    """Return the skeleton shifted (cm)."""
    return skeleton.moved(IDENTITY, ORIGIN, shift)


def _settle(
    skeleton: Skeleton, surfaces: Mapping[str, Surface], known: Mapping[str, Anchor], frame: Frame
) -> tuple[Skeleton, dict[str, Anchor]]:
    skeleton, anchors = planting.settled(skeleton, surfaces, known)
    if not surfaces:
        rise = frame.airborne_cm - clearing.lowest_point(skeleton)
        skeleton = moved(skeleton, (0.0, 0.0, rise))
    reaching.blend(skeleton, frame.reach, frame.reach, 0.0)
    clearing.lift_sunken(skeleton, surfaces)
    return skeleton, anchors
