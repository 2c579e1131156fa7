"""Planted parts hold still: root placement first, then each planted limb by two bones. In cm."""

from collections.abc import Collection, Iterable, Mapping
from math import asin, degrees

from rehabplanner.figures import flesh, limbs
from rehabplanner.figures.contacts import (
    ELBOW_RADIUS,
    KNEE_RADIUS,
    SOLE,
    Anchor,
    Anchors,
    Surface,
    contact,
    foot_radius,
    on,
    palm,
    resting_place,
)
from rehabplanner.figures.placing import placed
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.vectors import (
    Mat,
    Vec,
    about_y,
    across,
    add,
    cross,
    dot,
    frame_of,
    product,
    scaled,
    sub,
    transposed,
    turned,
    unit,
)
from rehabplanner.figures.wishes import Wishes, carries_trunk

# cm² per rad²: the body is turned only where shifting it is not enough.
TURN_COST = 300.0
TURN_COST_ON_LIMBS = 4000.0


def settled(
    skeleton: Skeleton,
    plants: Mapping[str, Surface],
    anchors: Anchors,
    sliding: Collection[str] = (),
) -> tuple[Skeleton, dict[str, Anchor]]:
    """Return the skeleton with its planted parts on their surfaces, and where they touch.

    Parts that are in `anchors` go exactly there; others go to the nearest place of their surface,
    and the body comes near enough for that unless they are `sliding`.
    """
    if not plants:
        return skeleton, {}
    cost = TURN_COST if any(carries_trunk(name) for name in plants) else TURN_COST_ON_LIMBS
    found: dict[str, Anchor] = {}
    # Thighs that lie belong to what the pelvis rests on: they are laid first, then all again.
    for _ in range(3 if "pelvis" in plants else 1):
        skeleton = placed(skeleton, Wishes(skeleton, plants, anchors, sliding).seen, cost)
        for name in sorted(plants, key=_turn_of):
            anchor = anchors.get(name) or resting_place(skeleton, name, plants[name])
            _plant(skeleton, name, anchor, plants)
            place = contact(skeleton, name, anchor.surface)
            if name.endswith("toes"):  # behind a planted knee they only rest
                place = on(anchor.surface, place)
            found[name] = Anchor(place, anchor.frame, anchor.surface)
    return skeleton, {n: anchors.get(n, a) for n, a in found.items()}


def _turn_of(name: str) -> int:
    order = ("knee", "elbow", "forearm", "instep", *SOLE, "ankle", "hand")
    plain = name.rsplit("_", maxsplit=1)[-1]
    return order.index(plain) if plain in order else -1


def _plant(skeleton: Skeleton, name: str, anchor: Anchor, plants: Iterable[str]) -> None:
    side, _, part = name.partition("_")
    n = anchor.surface.normal
    if part == "toes" and f"{side}_knee" in plants:
        for _ in range(3):  # the lower the foot, the less its toes are bent
            _bend_toes(skeleton, side, n)
            _rest_instep(skeleton, side, anchor.surface)
    elif part in SOLE:
        _plant_foot(skeleton, side, part, anchor)
    elif part == "hand":
        wrist = sub(anchor.point, turned(anchor.frame, palm(side)))
        low = dot(skeleton.points[f"{side}_elbow"], n) - anchor.surface.height
        away = scaled(n, max(0.0, 14.0 - 1.0 * low))
        limbs.reach_arm(skeleton, side, wrist, anchor.frame, away)
    elif part in ("ankle", "heel"):
        _plant_ankle(skeleton, side, part, anchor)
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
    ankle = sub(anchor.point, turned(frame, SOLE[part]))
    limbs.reach_leg(skeleton, side, ankle, frame)
    if part == "toes":
        _bend_toes(skeleton, side, n)


def _plant_ankle(skeleton: Skeleton, side: str, part: str, anchor: Anchor) -> None:
    """Lay the foot's side, or stand its heel, on a surface: its lowest point touches."""
    n = anchor.surface.normal
    foot = _not_through(skeleton.frames[f"{side}_foot"], anchor.surface, part)
    for _ in range(3):
        goal = add(anchor.point, scaled(n, foot_radius(skeleton, side, n)))
        frame = foot if part == "heel" else _carried_foot(skeleton, side, goal)
        limbs.reach_leg(skeleton, side, goal, frame)


def _carried_foot(skeleton: Skeleton, side: str, goal: Vec) -> Mat:
    """Return the frame of a foot that keeps its angle to the shank when the ankle moves."""
    shank, foot = skeleton.frames[f"{side}_shank"], skeleton.frames[f"{side}_foot"]
    before = sub(skeleton.points[f"{side}_knee"], skeleton.points[f"{side}_ankle"])
    after = sub(skeleton.points[f"{side}_knee"], goal)
    turn = product(frame_of(after, shank[1]), transposed(frame_of(before, shank[1])))
    return product(turn, foot)


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
        shank = max(s.reach(down) for s in flesh.shank(skeleton, side).solids()[4:])
        return -max(shank, flesh.foot_reach(skeleton, side, down)) - surface.height

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
