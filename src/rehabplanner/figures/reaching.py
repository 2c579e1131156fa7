"""Hands and feet that go to a place on the body: to the hips, behind the head, to the other foot.

Centimetres in the frame of the place: forward, left, up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rehabplanner.figures import limbs
from rehabplanner.figures.body import SIDES
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import Vec, add, between, product, scaled, sub, unit

PALM_CM = 7.0
WORLD = "world"
# name -> (frame, point)
PLACES: Mapping[str, tuple[str, str]] = {
    "chest": ("thorax4", "neck"),
    "pelvis": ("pelvis", "pelvis"),
    "head": ("head", "head"),
    **{f"{s}_knee": (f"{s}_shank", f"{s}_knee") for s in SIDES},
    **{f"{s}_thigh": (f"{s}_thigh", f"{s}_knee") for s in SIDES},
    **{f"{s}_foot": (f"{s}_foot", f"{s}_ankle") for s in SIDES},
    **{f"{s}_hand": (f"{s}_hand", f"{s}_wrist") for s in SIDES},
    WORLD: ("", ""),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """A place on the body and an offset from it (cm)."""

    place: str
    offset: Vec

    def mirrored(self) -> "Reach":
        """Return the place on the other side."""
        x, y, z = self.offset
        for side, other in (("left_", "right_"), ("right_", "left_")):
            if self.place.startswith(side):
                return Reach(other + self.place.removeprefix(side), (x, -y, z))
        return Reach(self.place, (x, -y, z))

    def point(self, skeleton: Skeleton) -> Vec:
        """Return where the place is now (a place in the world stays)."""
        if self.place == WORLD:
            return self.offset
        frame, point = PLACES[self.place]
        return skeleton.at(frame, point, self.offset)


def blend(
    skeleton: Skeleton, before: Mapping[str, Reach], after: Mapping[str, Reach], share: float
) -> None:
    """Put the reaching hands and feet where they belong a share of the way between two frames."""
    for part in sorted({*before, *after}):
        side, _, end = part.partition("_")
        joint = "wrist" if end == "hand" else "ankle"
        here = skeleton.points[f"{side}_{joint}"]
        if end == "hand":
            lower = skeleton.frames[f"{side}_forearm"]
            here = sub(here, scaled(lower[2], PALM_CM))
        first = before[part].point(skeleton) if part in before else here
        second = after[part].point(skeleton) if part in after else here
        goal = between(first, second, share)
        if end == "hand":
            _reach_hand(skeleton, side, goal)
        else:
            _reach_foot(skeleton, side, goal)


def _reach_hand(skeleton: Skeleton, side: str, goal: Vec) -> None:
    rest = limbs.turned_back(skeleton.frames[f"{side}_forearm"], skeleton.frames[f"{side}_hand"])
    wrist = goal
    for _ in range(4):  # the hand goes on in the forearm's line
        limbs.reach_arm(skeleton, side, wrist)
        along = unit(sub(goal, skeleton.points[f"{side}_elbow"]))
        wrist = add(goal, scaled(along, -PALM_CM))
    limbs.reach_arm(skeleton, side, wrist)
    skeleton.frames[f"{side}_hand"] = product(skeleton.frames[f"{side}_forearm"], rest)


def _reach_foot(skeleton: Skeleton, side: str, goal: Vec) -> None:
    rest = limbs.turned_back(skeleton.frames[f"{side}_shank"], skeleton.frames[f"{side}_foot"])
    limbs.reach_leg(skeleton, side, goal)
    skeleton.frames[f"{side}_foot"] = product(skeleton.frames[f"{side}_shank"], rest)
