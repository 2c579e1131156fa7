"""Planted parts hold still: root placement first, then each planted limb by two bones. In cm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, degrees, hypot

from rehabplanner.figures import flesh, limbs
from rehabplanner.figures.body import FOREARM, SHANK, SIDES, THIGH, UPPER_ARM
from rehabplanner.figures.camera import Ellipsoid
from rehabplanner.figures.placing import Wish, placed
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.vectors import (
    Mat,
    Vec,
    X,
    Y,
    Z,
    about_y,
    across,
    add,
    cross,
    dot,
    frame_of,
    length,
    product,
    scaled,
    sub,
    transposed,
    turned,
    unit,
)

KNEE_RADIUS = 5.2
# cm² per rad²: the body is turned only where shifting it is not enough.
TURN_COST = 300.0
TURN_COST_ON_LIMBS = 4000.0
ANKLE_RADIUS = 5.0
ELBOW_RADIUS = 3.7
TRUNK = ("pelvis", "back", "head", "left_shoulder", "right_shoulder")
LIMB_ENDS = ("foot", "toes", "heel", "top", "ankle", "hand", "instep")
PLACES = (
    *TRUNK,
    *(f"{side}_{p}" for side in SIDES for p in ("knee", "forearm", "elbow", *LIMB_ENDS)),
)
# Places under (and on top of) the foot, from the ankle joint, in cm.
_SOLE: Mapping[str, Vec] = {
    "foot": (4.0, 0.0, -6.7),
    "toes": (12.0, 0.0, -6.7),
    "heel": (-5.8, 0.0, -6.4),
    "top": (9.0, 0.0, 0.2),
}


_JOINTS = {
    "knee": ("knee", KNEE_RADIUS),
    "ankle": ("ankle", ANKLE_RADIUS),
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


def settled(
    skeleton: Skeleton, plants: Mapping[str, Surface], anchors: Anchors
) -> tuple[Skeleton, dict[str, Anchor]]:
    """Return the skeleton with its planted parts on their surfaces, and where they touch.

    Parts that are in `anchors` go exactly there; others go to the nearest place of their surface.
    """
    if not plants:
        return skeleton, {}
    cost = TURN_COST if any(_carries(name) for name in plants) else TURN_COST_ON_LIMBS
    found: dict[str, Anchor] = {}
    # Thighs that lie belong to what the pelvis rests on: they are laid first, then all again.
    for _ in range(2 if "pelvis" in plants else 1):
        skeleton = placed(skeleton, lambda s: _wishes(s, plants, anchors), cost)
        for name in sorted(plants, key=_turn_of):
            anchor = anchors.get(name) or _anchor(skeleton, name, plants[name])
            _plant(skeleton, name, anchor, plants)
            place = contact(skeleton, name, anchor.surface)
            found[name] = Anchor(place, anchor.frame, anchor.surface)
    return skeleton, {n: anchors.get(n, a) for n, a in found.items()}


def _turn_of(name: str) -> int:
    order = ("knee", "elbow", "forearm", "instep", *_SOLE, "ankle", "hand")
    plain = name.rsplit("_", maxsplit=1)[-1]
    return order.index(plain) if plain in order else -1


def _wishes(skeleton: Skeleton, plants: Mapping[str, Surface], anchors: Anchors) -> list[Wish]:
    wishes: list[Wish] = []
    for name, surface in plants.items():
        if name.endswith("instep"):
            continue
        weight = _weight(name, plants, anchors)
        point = contact(skeleton, name, surface)
        wishes.append(Wish(point, surface.normal, surface.height, weight))
        if name in anchors:
            anchor = anchors[name]
            wishes += [Wish(point, way, dot(anchor.point, way), weight) for way in _along(surface)]
            wishes += _tether(skeleton, name, anchor)
    return wishes


def _tether(skeleton: Skeleton, name: str, anchor: Anchor) -> list[Wish]:
    """Return the wish that a limb can just reach its place, whatever way it points."""
    side, _, part = name.partition("_")
    n = anchor.surface.normal
    if part in ("knee", "forearm", "elbow"):
        radius = _JOINTS[part][1]
        root, long = ("hip", THIGH) if part == "knee" else ("shoulder", UPPER_ARM)
        goal, is_rigid = add(anchor.point, scaled(n, radius)), True
    elif part == "hand":
        root, long = "shoulder", (UPPER_ARM + FOREARM) * 0.999
        goal, is_rigid = sub(anchor.point, turned(anchor.frame, _palm(side))), False
    elif part in _SOLE:
        frame = anchor.frame if part == "foot" else skeleton.frames[f"{side}_foot"]
        root, long = "hip", (THIGH + SHANK) * 0.9995
        goal, is_rigid = sub(anchor.point, turned(frame, _SOLE[part])), False
    elif part == "ankle":
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


def _carries(name: str) -> bool:
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
        return 0.01 if any(_carries(p) for p in plants) else 1.0
    if part == "knee" and "pelvis" in plants:
        return 0.01
    return 0.3 if name in anchors else 10.0


def contact(skeleton: Skeleton, name: str, surface: Surface) -> Vec:
    """Return the place where a part touches, or would touch, a surface (cm)."""
    side, _, part = name.partition("_")
    if name in TRUNK:
        return _trunk_contact(skeleton, name, surface.normal)
    if part in _SOLE:
        return skeleton.at(f"{side}_foot", f"{side}_ankle", _SOLE[part])
    if part == "hand":
        return skeleton.at(f"{side}_hand", f"{side}_wrist", _palm(side))
    if part == "instep":
        return skeleton.at(f"{side}_foot", f"{side}_ankle", (11.0, 0.0, -1.0))
    joint, radius = _JOINTS[part]
    if part == "ankle":
        radius = _foot_radius(skeleton, side, surface.normal)
    return sub(skeleton.points[f"{side}_{joint}"], scaled(surface.normal, radius))


def _foot_radius(skeleton: Skeleton, side: str, normal: Vec) -> float:
    down = scaled(normal, -1.0)
    lowest = max(s.reach(down) for s in flesh.foot(skeleton, side).solids())
    return lowest + dot(skeleton.points[f"{side}_ankle"], normal)


def _carried_foot(skeleton: Skeleton, side: str, goal: Vec) -> Mat:
    """Return the frame of a foot that keeps its angle to the shank when the ankle moves."""
    shank, foot = skeleton.frames[f"{side}_shank"], skeleton.frames[f"{side}_foot"]
    before = sub(skeleton.points[f"{side}_knee"], skeleton.points[f"{side}_ankle"])
    after = sub(skeleton.points[f"{side}_knee"], goal)
    turn = product(frame_of(after, shank[1]), transposed(frame_of(before, shank[1])))
    return product(turn, foot)


def _palm(side: str) -> Vec:
    return (0.5, -SIGN[side] * 2.0, -6.5)


def trunk_solids(skeleton: Skeleton, name: str) -> list[Ellipsoid]:
    """Return the solids by which a part of the trunk rests on something."""
    if name == "head":
        return flesh.head(skeleton).solids()[3:]
    shirt = flesh.trunk(skeleton).shapes
    if name == "pelvis":
        hips = [s for side in SIDES for s in flesh.thigh(skeleton, side).shapes[1].solids[:4]]
        return [*shirt[0].solids, *hips]
    if name == "back":
        return list(shirt[1].solids[5:])
    return flesh.upper_arm(skeleton, name.split("_", maxsplit=1)[0]).solids()[:3]


def _trunk_contact(skeleton: Skeleton, name: str, normal: Vec) -> Vec:
    place = {"back": "thorax3"}.get(name, name)
    point = skeleton.points[place]
    down = scaled(normal, -1.0)
    lowest = max(solid.reach(down) for solid in trunk_solids(skeleton, name))
    return sub(across(point, normal), scaled(normal, lowest))


def _anchor(skeleton: Skeleton, name: str, surface: Surface) -> Anchor:
    point = contact(skeleton, name, surface)
    point = add(point, scaled(surface.normal, surface.height - dot(point, surface.normal)))
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


def _plant(skeleton: Skeleton, name: str, anchor: Anchor, plants: Iterable[str]) -> None:
    side, _, part = name.partition("_")
    n = anchor.surface.normal
    if part == "toes" and f"{side}_knee" in plants:
        _rest_instep(skeleton, side, anchor.surface)
        _bend_toes(skeleton, side, n)
    elif part in _SOLE:
        _plant_foot(skeleton, side, part, anchor)
    elif part == "hand":
        wrist = sub(anchor.point, turned(anchor.frame, _palm(side)))
        low = dot(skeleton.points[f"{side}_elbow"], n) - anchor.surface.height
        away = scaled(n, max(0.0, 14.0 - 1.0 * low))
        limbs.reach_arm(skeleton, side, wrist, anchor.frame, away)
    elif part == "ankle":
        for _ in range(3):
            goal = add(anchor.point, scaled(n, _foot_radius(skeleton, side, n)))
            limbs.reach_leg(skeleton, side, goal, _carried_foot(skeleton, side, goal))
    elif part == "knee":
        limbs.swing_shank(skeleton, side, add(anchor.point, scaled(n, KNEE_RADIUS)))
    elif part in ("forearm", "elbow"):
        _plant_forearm(skeleton, side, part, anchor)
    elif part == "instep":
        _rest_instep(skeleton, side, anchor.surface)
    elif name == "head":
        _rest_head(skeleton, anchor)


def _plant_foot(skeleton: Skeleton, side: str, part: str, anchor: Anchor) -> None:
    n = anchor.surface.normal
    frame = anchor.frame if part == "foot" else skeleton.frames[f"{side}_foot"]
    if part != "foot":
        frame = _not_through(frame, anchor.surface, part)
    ankle = sub(anchor.point, turned(frame, _SOLE[part]))
    limbs.reach_leg(skeleton, side, ankle, frame)
    if part == "toes":
        _bend_toes(skeleton, side, n)


def _bend_toes(skeleton: Skeleton, side: str, normal: Vec) -> None:
    rise = degrees(_rise(skeleton.frames[f"{side}_foot"][0], normal))
    skeleton.toes[side] = max(0.0, min(90.0, -rise))


def _rise(direction: Vec, normal: Vec) -> float:
    return asin(max(-1.0, min(1.0, dot(direction, normal))))


def _not_through(frame: Mat, surface: Surface, part: str) -> Mat:
    """Return the foot's frame without toes, or on the floor heel, below the surface."""
    rise = degrees(_rise(frame[0], surface.normal))
    heel_sinks = part == "toes" and rise > 0 and surface.name == "floor"
    if heel_sinks or (part == "heel" and rise < 0):
        return product(frame, about_y(rise))
    return frame


def _plant_forearm(skeleton: Skeleton, side: str, part: str, anchor: Anchor) -> None:
    n = anchor.surface.normal
    elbow = add(anchor.point, scaled(n, ELBOW_RADIUS))
    old = skeleton.frames[f"{side}_forearm"]
    hand = limbs.turned_back(old, skeleton.frames[f"{side}_hand"])
    along = anchor.frame[2] if part == "forearm" else scaled(old[2], -1.0)
    # The forearm thins towards the wrist, so it dips a little to lie on the surface.
    dip = 0.05 if part == "forearm" else 0.0
    limbs.swing_forearm(skeleton, side, elbow, sub(along, scaled(n, dip)))
    new = skeleton.frames[f"{side}_forearm"]
    if part == "forearm":
        z = unit(across(new[2], n))
        y = scaled(n, SIGN[side])
        skeleton.frames[f"{side}_hand"] = (cross(y, z), y, z)
    else:
        skeleton.frames[f"{side}_hand"] = product(new, hand)


def _rest_instep(skeleton: Skeleton, side: str, surface: Surface) -> None:
    down = scaled(surface.normal, -1.0)

    def lowest() -> float:
        solids = flesh.foot(skeleton, side).solids() + flesh.shank(skeleton, side).solids()[4:]
        return -max(s.reach(down) for s in solids) - surface.height

    for _ in range(6):
        gap = lowest()
        if abs(gap) < 0.05:
            return
        shank = skeleton.frames[f"{side}_shank"]
        lever = sub(skeleton.points[f"{side}_ankle"], skeleton.points[f"{side}_knee"])
        rate = dot(cross(shank[1], lever), surface.normal)
        if abs(rate) < 4.0:
            return
        step = max(-25.0, min(25.0, degrees(-gap / rate)))
        limbs.pitch_shank(skeleton, side, about_y(step))


def _rest_head(skeleton: Skeleton, anchor: Anchor) -> None:
    skeleton.frames["head"] = anchor.frame
    point = contact(skeleton, "head", anchor.surface)
    gap = scaled(anchor.surface.normal, anchor.surface.height - dot(point, anchor.surface.normal))
    top = add(skeleton.points["head"], gap)
    base = skeleton.points["neck"]
    skeleton.points["head"] = top
    skeleton.frames["neck"] = _tilted(skeleton.frames["neck"], sub(top, base))


def _tilted(frame: Mat, up: Vec) -> Mat:
    z = unit(up)
    y = unit(across(frame[1], z))
    return (cross(y, z), y, z)


def sunken(skeleton: Skeleton, plants: Mapping[str, Surface]) -> dict[str, Surface]:
    """Return the parts of the trunk, and the knees, that went through their surface."""
    out = {}
    for name, surface in plants.items():
        if name in TRUNK or name.endswith("knee"):
            height = dot(contact(skeleton, name, surface), surface.normal)
            if height < surface.height - 0.05 and name != "head":
                out[name] = surface
    return out


def lowest_point(skeleton: Skeleton) -> float:
    """Return the height of the lowest point of the body (cm)."""
    down = (0.0, 0.0, -1.0)
    return -max(s.reach(down) for part in flesh.parts(skeleton) for s in part.solids())


def lift_sunken(skeleton: Skeleton, plants: Iterable[str], keep: Sequence[str] = ()) -> None:
    """Raise free hands and feet that would go through the floor."""
    down = (0.0, 0.0, -1.0)
    feet = ("toes", "heel", "top", "ankle", "instep")
    taken = set(plants) | set(keep)
    taken |= {f"{n.partition('_')[0]}_foot" for n in taken if n.endswith(feet)}
    for side in SIDES:
        if f"{side}_foot" not in taken:
            depth = max(s.reach(down) for s in flesh.foot(skeleton, side).solids())
            if depth > 0.05:
                ankle = add(skeleton.points[f"{side}_ankle"], (0.0, 0.0, depth))
                foot = skeleton.frames[f"{side}_foot"]
                limbs.reach_leg(skeleton, side, ankle, foot)
        if f"{side}_hand" not in taken and f"{side}_forearm" not in taken:
            solids = flesh.forearm(skeleton, side, False).solids()[3:]
            depth = max(s.reach(down) for s in solids)
            if depth > 0.05:
                wrist = add(skeleton.points[f"{side}_wrist"], (0.0, 0.0, depth))
                limbs.reach_arm(skeleton, side, wrist)
        if f"{side}_forearm" not in taken:
            limbs.raise_elbow(skeleton, side, ELBOW_RADIUS)


def drift(skeleton: Skeleton, name: str, anchor: Anchor) -> float:
    """Return how far (cm) a planted part is from its anchor."""
    gap = sub(contact(skeleton, name, anchor.surface), anchor.point)
    if name.endswith(("instep", "head")):
        return 0.0  # these only rest: the foot on its back, the head on its own neck
    return hypot(*gap)
