"""What the body as one stiff thing should do so that its planted parts can be where they must."""

from collections.abc import Collection, Iterable, Mapping

from rehabplanner.figures.body import FOREARM, SHANK, THIGH, UPPER_ARM
from rehabplanner.figures.contacts import (
    ANKLE_RADIUS,
    JOINT_OF,
    JOINTS,
    LIMB_ENDS,
    SOLE,
    TRUNK,
    Anchor,
    Anchors,
    Surface,
    contact,
    palm,
    resting_place,
    touching_point,
    trunk_solids,
)
from rehabplanner.figures.placing import Motion, Wish
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import (
    Vec,
    X,
    Y,
    across,
    add,
    cross,
    dot,
    length,
    product,
    scaled,
    sub,
    transposed,
    turned,
    unit,
)

# Hands and feet that rest where they come to, if they can reach it.
LEAST_SLANT = 0.35
FREE_ROUNDS = 5
ENDS = ("hand", "foot", "toes", "heel", "top")


class Wishes:
    """What a body with planted parts asks for; its solids are worked out once."""

    def __init__(
        self,
        skeleton: Skeleton,
        plants: Mapping[str, Surface],
        anchors: Anchors,
        sliding: Collection[str] = (),
    ) -> None:
        self._tied = {n for n in plants if n.endswith(ENDS) and n not in sliding}
        self._taut: set[str] = set()
        self._round = 0
        self._skeleton, self._plants, self._anchors = skeleton, plants, anchors
        self._solids = {n: trunk_solids(skeleton, n) for n in plants if n in TRUNK}
        self._weights = {n: _weight(n, plants, anchors) for n in plants}

    def seen(self, motion: Motion) -> list[Wish]:
        """Return where the stiff body should go, once moved so; limbs that bend care little."""
        self._round += 1
        out: list[Wish] = []
        for name, surface in self._plants.items():
            if name.endswith("instep"):
                continue
            weight = self._weights[name]
            here = _surface_back(motion, surface)
            if name in TRUNK:
                # A rounded trunk rolls on its surface: what must not slide is the joint above.
                lowest = touching_point(self._solids[name], here.normal)
                held = self._skeleton.points[JOINT_OF.get(name, name)]
            else:
                held = lowest = contact(self._skeleton, name, here)
            out.append(Wish(lowest, here.normal, here.height, weight))
            if name in self._anchors:
                anchor = _anchor_back(motion, self._anchors[name])
                out += [Wish(held, way, dot(anchor.point, way), weight) for way in _along(here)]
                out += _tether(self._skeleton, name, anchor)
            elif name in self._tied:
                rest = resting_place(self._skeleton, name, here)
                tether = _tether(self._skeleton, name, rest, name in self._taut)
                if tether and self._round > FREE_ROUNDS:  # else it would jump to and fro
                    self._taut.add(name)
                out += _lowered(tether, rest)
        return out


def _surface_back(motion: Motion, surface: Surface) -> Surface:
    height = surface.height - dot(surface.normal, motion.shift)
    return Surface(surface.name, motion.turned_back(surface.normal), height)


def _anchor_back(motion: Motion, anchor: Anchor) -> Anchor:
    frame = product(transposed(motion.turn), anchor.frame)
    return Anchor(motion.back(anchor.point), frame, _surface_back(motion, anchor.surface))


def _lowered(tether: Iterable[Wish], anchor: Anchor) -> list[Wish]:
    """Return the wish to come near enough, fulfilled only by going straight to the surface.

    A limb that lies along its surface gains nothing by that and is left out.
    """
    n = anchor.surface.normal
    out = []
    for wish in tether:
        slant = dot(wish.direction, n)
        if slant > LEAST_SLANT:
            missing = (dot(wish.point, wish.direction) - wish.goal) / slant
            out.append(Wish(wish.point, n, dot(wish.point, n) - missing, wish.weight))
    return out


def _tether(skeleton: Skeleton, name: str, anchor: Anchor, is_taut: bool = False) -> list[Wish]:
    """Return the wish that a limb can just reach its place, whatever way it points."""
    side, _, part = name.partition("_")
    n = anchor.surface.normal
    if part in ("knee", "forearm", "elbow"):
        radius = JOINTS[part][1]
        root, long = ("hip", THIGH) if part == "knee" else ("shoulder", UPPER_ARM)
        goal, is_rigid = add(anchor.point, scaled(n, radius)), True
    elif part == "hand":
        root, long = "shoulder", (UPPER_ARM + FOREARM) * 0.999
        goal, is_rigid = sub(anchor.point, turned(anchor.frame, palm(side))), False
    elif part in SOLE:
        frame = anchor.frame if part == "foot" else skeleton.frames[f"{side}_foot"]
        root, long = "hip", (THIGH + SHANK) * 0.9995
        goal, is_rigid = sub(anchor.point, turned(frame, SOLE[part])), False
    elif part in ("ankle", "heel"):
        root, long = "hip", (THIGH + SHANK) * 0.9995
        goal, is_rigid = add(anchor.point, scaled(n, ANKLE_RADIUS)), False
    else:
        return []
    place = skeleton.points[f"{side}_{root}"]
    way = sub(place, goal)
    if not (is_rigid or is_taut) and length(way) <= long:
        return []
    direction = unit(way)
    return [Wish(place, direction, dot(goal, direction) + long, 60.0)]


def _along(surface: Surface) -> tuple[Vec, Vec]:
    first = unit(across(X if abs(surface.normal[0]) < 0.9 else Y, surface.normal))
    return first, cross(surface.normal, first)


def carries_trunk(name: str) -> bool:
    """Say whether a place carries the trunk with no joint that could give way."""
    return name in TRUNK or name.endswith(("knee", "forearm", "elbow"))


def _weight(name: str, plants: Iterable[str], anchors: Anchors) -> float:
    """Return how much the stiff body cares for a place; limbs that bend care little."""
    part = name.rpartition("_")[2]
    if name == "head":
        return 0.01
    if name in TRUNK:
        return 10.0
    if part in LIMB_ENDS:
        return 0.01 if any(carries_trunk(p) for p in plants) else 1.0
    if part == "knee" and "pelvis" in plants:
        return 0.01
    return 0.3 if name in anchors else 10.0
