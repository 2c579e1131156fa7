"""Where each part of the body touches a surface, and how it lies there. Centimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from rehabplanner.figures import flesh
from rehabplanner.figures.body import PELVIS_SHAPE, SIDES, TRUNK_SHAPE
from rehabplanner.figures.camera import Ellipsoid
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.vectors import (
    Mat,
    Vec,
    Z,
    across,
    add,
    cross,
    dot,
    length,
    scaled,
    sub,
    unit,
)

KNEE_RADIUS = 5.2
ANKLE_RADIUS = 5.0
ELBOW_RADIUS = 3.7
TRUNK = ("pelvis", "seat", "back", "ribs", "head", "left_shoulder", "right_shoulder")
LIMB_ENDS = ("foot", "toes", "heel", "top", "ankle", "hand", "instep")
PLACES = (
    *TRUNK,
    *(f"{side}_{p}" for side in SIDES for p in ("knee", "forearm", "elbow", *LIMB_ENDS)),
)
# Places under (and on top of) the foot, from the ankle joint, in cm.
SOLE: Mapping[str, Vec] = {
    "foot": (4.0, 0.0, -6.7),
    "toes": (12.0, 0.0, -6.7),
    "top": (9.0, 0.0, 0.2),
}


JOINT_OF = {"back": "thorax3", "ribs": "thorax2", "seat": "pelvis"}
JOINTS = {
    "knee": ("knee", KNEE_RADIUS),
    "ankle": ("ankle", ANKLE_RADIUS),
    "heel": ("ankle", ANKLE_RADIUS),
    "elbow": ("elbow", ELBOW_RADIUS),
    "forearm": ("elbow", ELBOW_RADIUS),
}


@dataclass(frozen=True, slots=True)
class Surface:
    """A plane that carries: its name, its upward unit normal and its height along it (cm)."""

    name: str
    normal: Vec
    height: float


FLOOR = Surface("floor", Z, 0.0)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a planted part touches (cm), how its foot or hand lies, and on what."""

    point: Vec
    frame: Mat
    surface: Surface


Anchors = Mapping[str, Anchor]


def contact(skeleton: Skeleton, name: str, surface: Surface) -> Vec:
    """Return the place where a part touches, or would touch, a surface (cm)."""
    side, _, part = name.partition("_")
    if name in TRUNK:
        return _trunk_contact(skeleton, name, surface.normal)
    if part in SOLE:
        return skeleton.at(f"{side}_foot", f"{side}_ankle", SOLE[part])
    if part == "hand":
        return skeleton.at(f"{side}_hand", f"{side}_wrist", palm(side))
    if part == "instep":
        return skeleton.at(f"{side}_foot", f"{side}_ankle", (11.0, 0.0, -1.0))
    joint, radius = JOINTS[part]
    if part in ("ankle", "heel"):
        radius = foot_radius(skeleton, side, surface.normal)
    return sub(skeleton.points[f"{side}_{joint}"], scaled(surface.normal, radius))


def foot_radius(skeleton: Skeleton, side: str, normal: Vec) -> float:
    """Return how far (cm) the ankle is above the lowest point of its foot."""
    down = scaled(normal, -1.0)
    lowest = flesh.foot_reach(skeleton, side, down)
    return lowest + dot(skeleton.points[f"{side}_ankle"], normal)


def palm(side: str) -> Vec:
    """Return where the palm touches, from the wrist in the frame of the hand (cm)."""
    return (0.5, -SIGN[side] * 2.0, -6.5)


def trunk_solids(skeleton: Skeleton, name: str) -> list[Ellipsoid]:
    """Return the solids by which a part of the trunk rests on something."""
    if name == "head":
        return flesh.head(skeleton).solids()[3:]
    if name == "pelvis":
        hips = [s for side in SIDES for s in flesh.hip_solids(skeleton, side)]
        return [*flesh.spine_tube(skeleton, PELVIS_SHAPE), *hips]
    if name == "seat":  # what sits on a narrow saddle: not the thighs
        return list(flesh.spine_tube(skeleton, PELVIS_SHAPE))
    if name == "ribs":  # what lies across a roller
        return list(flesh.spine_tube(skeleton, TRUNK_SHAPE[7:9]))
    if name == "back":
        return list(flesh.spine_tube(skeleton, TRUNK_SHAPE[5:]))
    return list(flesh.shoulder_solids(skeleton, name.partition("_")[0]))


def _trunk_contact(skeleton: Skeleton, name: str, normal: Vec) -> Vec:
    point = skeleton.points[JOINT_OF.get(name, name)]
    down = scaled(normal, -1.0)
    lowest = max(solid.reach(down) for solid in trunk_solids(skeleton, name))
    return sub(across(point, normal), scaled(normal, lowest))


def touching_point(solids: Sequence[Ellipsoid], normal: Vec) -> Vec:
    """Return the point of solids that lies deepest; the middle of equals (cm)."""
    down = scaled(normal, -1.0)
    depths = [solid.reach(down) for solid in solids]
    deepest = max(depths)
    near = [s.touching(down) for s, d in zip(solids, depths, strict=True) if d > deepest - 0.3]
    total = (0.0, 0.0, 0.0)
    for place in near:
        total = add(total, place)
    middle = scaled(total, 1 / len(near))
    return add(across(middle, normal), scaled(down, deepest))


def on(surface: Surface, point: Vec) -> Vec:
    """Return the place of a surface that is nearest to a point (cm)."""
    return add(point, scaled(surface.normal, surface.height - dot(point, surface.normal)))


def resting_place(skeleton: Skeleton, name: str, surface: Surface) -> Anchor:
    """Return where and how a part rests on a surface that it is put down on."""
    point = on(surface, contact(skeleton, name, surface))
    return Anchor(point, _resting_frame(skeleton, name, surface), surface)


def _resting_frame(skeleton: Skeleton, name: str, surface: Surface) -> Mat:
    side, _, part = name.partition("_")
    n = surface.normal
    if part == "foot":
        old = skeleton.frames[f"{side}_foot"]
        forward = unit(across(old[0], n), unit(across(old[2], n)))
        return (forward, cross(n, forward), n)
    if part in ("toes", "heel", "top", "ankle"):
        return skeleton.frames[f"{side}_foot"]
    if part == "hand":
        fingers = across(scaled(skeleton.frames[f"{side}_forearm"][2], -1.0), n)
        if length(fingers) < 0.6:
            fingers = across(skeleton.frames["thorax4"][2], n)
        if length(fingers) < 0.3:
            fingers = across(skeleton.frames["thorax4"][0], n)
        z = scaled(unit(fingers), -1.0)
        y = scaled(n, SIGN[side])
        return (cross(y, z), y, z)
    if part in ("forearm", "elbow"):
        along = unit(across(scaled(skeleton.frames[f"{side}_forearm"][2], -1.0), n))
        return (along, n, along)
    return skeleton.frames["head"] if name == "head" else skeleton.frames["pelvis"]


def drift(skeleton: Skeleton, name: str, anchor: Anchor, *, rests: bool = False) -> float:
    """Return how far (cm) a planted part is from its anchor, or from its surface if that is more.

    What only rests (a head, the back of a foot, or toes behind a planted knee with `rests`) may
    move along its surface; it is measured across.
    """
    surface = anchor.surface
    if name.endswith("instep") or rests:
        side = name.partition("_")[0]
        down = scaled(surface.normal, -1.0)
        lowest = max(
            flesh.foot_reach(skeleton, side, down),
            *(s.reach(down) for s in flesh.shank(skeleton, side).solids()[4:]),
        )
        return abs(lowest + surface.height)
    place = contact(skeleton, name, surface)
    off = abs(dot(place, surface.normal) - surface.height)
    return off if name == "head" else max(off, hypot(*sub(place, anchor.point)))
