"""Keeps what is not planted above the floor. Centimetres."""

from collections.abc import Iterable, Mapping

from rehabplanner.figures import flesh, limbs
from rehabplanner.figures.body import SIDES
from rehabplanner.figures.contacts import (
    ELBOW_RADIUS,
    TRUNK,
    Surface,
    contact,
)
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import (
    add,
    dot,
)


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


def lift_sunken(skeleton: Skeleton, plants: Iterable[str]) -> None:
    """Raise free hands and feet that would go through the floor."""
    down = (0.0, 0.0, -1.0)
    feet = ("toes", "heel", "top", "ankle", "instep")
    taken = set(plants)
    taken |= {f"{n.partition('_')[0]}_foot" for n in taken if n.endswith(feet)}
    for side in SIDES:
        if f"{side}_foot" not in taken:
            depth = flesh.foot_reach(skeleton, side, down)
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
