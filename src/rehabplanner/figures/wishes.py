"""What the body as one stiff thing should do so that its planted parts can be where they must."""

from collections.abc import Iterable, Mapping

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
    touching_point,
)
from rehabplanner.figures.placing import Wish
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
    scaled,
    sub,
    turned,
    unit,
)


def wishes(skeleton: Skeleton, plants: Mapping[str, Surface], anchors: Anchors) -> list[Wish]:
    """Return where the stiff body should go; limbs that bend care little."""
    out: list[Wish] = []
    for name, surface in plants.items():
        if name.endswith("instep"):
            continue
        weight = _weight(name, plants, anchors)
        if name in TRUNK:
            # A rounded trunk rolls on its surface: what must not slide is the joint above.
            lowest = touching_point(skeleton, name, surface.normal)
            held = skeleton.points[JOINT_OF.get(name, name)]
        else:
            held = lowest = contact(skeleton, name, surface)
        out.append(Wish(lowest, surface.normal, surface.height, weight))
        if name in anchors:
            anchor = anchors[name]
            out += [Wish(held, way, dot(anchor.point, way), weight) for way in _along(surface)]
            out += _tether(skeleton, name, anchor)
    return out


def _tether(skeleton: Skeleton, name: str, anchor: Anchor) -> list[Wish]:
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
    if not is_rigid and length(way) <= long:
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
