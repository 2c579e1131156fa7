"""Planted parts hold still: root placement first, then each planted limb by two bones. In cm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import degrees, hypot

from rehabplanner.figures import flesh, limbs
from rehabplanner.figures.body import SIDES, UPPER_ARM
from rehabplanner.figures.camera import Ellipsoid
from rehabplanner.figures.placing import TURN_COST, Wish, placed
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.vectors import (
    X,
    Y,
    Z,
    Mat,
    Vec,
    about_y,
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

KNEE_RADIUS = 5.2
ELBOW_RADIUS = 3.7
TRUNK = ("pelvis", "back", "head", "left_shoulder", "right_shoulder")
LIMB_ENDS = ("foot", "toes", "heel", "hand", "instep")
PLACES = (
    *TRUNK,
    *(f"{side}_{p}" for side in SIDES for p in ("knee", "forearm", "elbow", *LIMB_ENDS)),
)
_SOLE = {"foot": (4.0, 0.0), "toes": (12.0, 0.0), "heel": (-4.5, 0.0)}
_ANKLE_HEIGHT = 6.7


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
    skeleton: Skeleton, plants: Mapping[str, Surface], anchors: Anchors, is_free: bool = True
) -> tuple[Skeleton, dict[str, Anchor]]:
    """Return the skeleton with its planted parts on their surfaces, and where they touch.

    Parts that are in `anchors` go exactly there; others go to the nearest place of their surface.
    """
    if not plants:
        return skeleton, {}
    cost = TURN_COST if is_free else TURN_COST * 1000
    skeleton = placed(skeleton, _wishes(skeleton, plants, anchors), cost)
    found: dict[str, Anchor] = {}
    for name in sorted(plants, key=_turn_of):
        anchor = anchors.get(name) or _anchor(skeleton, name, plants[name])
        _plant(skeleton, name, anchor)
        found[name] = Anchor(contact(skeleton, name, anchor.surface), anchor.frame, anchor.surface)
    return skeleton, {n: anchors.get(n, a) for n, a in found.items()}


def _turn_of(name: str) -> int:
    order = ("knee", "elbow", "forearm", "instep", "foot", "toes", "heel", "hand")
    plain = name.split("_")[-1]
    return order.index(plain) if plain in order else -1


def _wishes(skeleton: Skeleton, plants: Mapping[str, Surface], anchors: Anchors) -> list[Wish]:
    wishes = []
    has_trunk = any(_weight(name) > 1 for name in plants)
    for name, surface in plants.items():
        point = contact(skeleton, name, surface)
        weight = _weight(name)
        if weight <= 1 and has_trunk:
            weight = 0.02 if name in anchors else 0.3
        if name.endswith("instep"):
            continue
        anchor = anchors.get(name)
        wishes.append(Wish(point, surface.normal, surface.height, weight))
        if anchor is not None:
            for direction in _along(surface):
                goal = dot(anchor.point, direction)
                wishes.append(Wish(point, direction, goal, weight))
    return wishes


def _along(surface: Surface) -> tuple[Vec, Vec]:
    first = unit(across(X if abs(surface.normal[0]) < 0.9 else Y, surface.normal))
    return first, cross(surface.normal, first)


def _weight(name: str) -> float:
    if name == "head":
        return 0.01
    return 1.0 if name.split("_")[-1] in LIMB_ENDS else 10.0


def contact(skeleton: Skeleton, name: str, surface: Surface) -> Vec:
    """Return the place where a part touches, or would touch, a surface (cm)."""
    side, _, part = name.partition("_")
    if name in TRUNK:
        return _trunk_contact(skeleton, name, surface.normal)
    if part in _SOLE:
        x, y = _SOLE[part]
        return skeleton.at(f"{side}_foot", f"{side}_ankle", (x, y, -_ANKLE_HEIGHT))
    if part == "hand":
        return skeleton.at(f"{side}_hand", f"{side}_wrist", _palm(side))
    if part == "instep":
        return skeleton.at(f"{side}_foot", f"{side}_ankle", (11.0, 0.0, -1.0))
    joint, radius = ("knee", KNEE_RADIUS) if part == "knee" else ("elbow", ELBOW_RADIUS)
    return sub(skeleton.points[f"{side}_{joint}"], scaled(surface.normal, radius))


def _palm(side: str) -> Vec:
    return (0.5, -SIGN[side] * 2.0, -6.5)


def trunk_solids(skeleton: Skeleton, name: str) -> list[Ellipsoid]:
    """Return the solids by which a part of the trunk rests on something."""
    if name == "head":
        return flesh.head(skeleton).solids()[3:]
    shirt = flesh.trunk(skeleton).shapes
    if name == "pelvis":
        return list(shirt[0].solids)
    if name == "back":
        return list(shirt[1].solids[5:])
    return flesh.upper_arm(skeleton, name.split("_")[0]).solids()[:3]


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
    if part in ("toes", "heel"):
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


def _plant(skeleton: Skeleton, name: str, anchor: Anchor) -> None:
    side, _, part = name.partition("_")
    n = anchor.surface.normal
    if part in ("foot", "toes", "heel"):
        _plant_foot(skeleton, side, part, anchor)
    elif part == "hand":
        wrist = sub(anchor.point, turned(anchor.frame, _palm(side)))
        limbs.reach_arm(skeleton, side, wrist, anchor.frame)
    elif part == "knee":
        limbs.swing_shank(skeleton, side, add(anchor.point, scaled(n, KNEE_RADIUS)))
    elif part in ("forearm", "elbow"):
        _plant_forearm(skeleton, side, part, anchor)
    elif part == "instep":
        _rest_instep(skeleton, side, anchor.surface)
    elif name == "head":
        _rest_head(skeleton, anchor)


def _plant_foot(skeleton: Skeleton, side: str, part: str, anchor: Anchor) -> None:
    x, y = _SOLE[part]
    n = anchor.surface.normal
    frame = anchor.frame if part == "foot" else skeleton.frames[f"{side}_foot"]
    if part != "foot":
        frame = _not_through(frame, n, part)
    ankle = sub(anchor.point, turned(frame, (x, y, -_ANKLE_HEIGHT)))
    limbs.reach_leg(skeleton, side, ankle, frame)
    if part == "toes":
        rise = degrees(_rise(frame[0], n))
        skeleton.toes[side] = max(0.0, min(65.0, -rise))


def _rise(direction: Vec, normal: Vec) -> float:
    from math import asin  # noqa: PLC0415

    return asin(max(-1.0, min(1.0, dot(direction, normal))))


def _not_through(frame: Mat, normal: Vec, part: str) -> Mat:
    """Return the foot's frame without heel (or toes) below the surface's own level."""
    rise = degrees(_rise(frame[0], normal))
    if part == "heel" and rise < 0:
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


def lowest_point(skeleton: Skeleton) -> float:
    """Return the height of the lowest point of the body (cm)."""
    down = (0.0, 0.0, -1.0)
    return -max(s.reach(down) for part in flesh.parts(skeleton) for s in part.solids())


def lift_sunken(skeleton: Skeleton, plants: Iterable[str], keep: Sequence[str] = ()) -> None:
    """Raise free hands and feet that would go through the floor."""
    down = (0.0, 0.0, -1.0)
    taken = {name.replace("toes", "foot").replace("heel", "foot") for name in (*plants, *keep)}
    taken |= {n.replace("instep", "foot") for n in taken}
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


def drift(skeleton: Skeleton, name: str, anchor: Anchor) -> float:
    """Return how far (cm) a planted part is from its anchor."""
    gap = sub(contact(skeleton, name, anchor.surface), anchor.point)
    if name.endswith("instep") or name == "head":
        return 0.0
    return hypot(*gap)


def foot_tilt(skeleton: Skeleton, side: str) -> Mat:
    """Return a foot's frame as seen from its shank."""
    return product(transposed(skeleton.frames[f"{side}_shank"]), skeleton.frames[f"{side}_foot"])


REACH_CM = UPPER_ARM
