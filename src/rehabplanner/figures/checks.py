"""Checks of a figure by program: contacts, floor, joint limits, mirror, visible difference."""

from dataclasses import replace
from math import hypot

from rehabplanner.figures import contacts, flesh, things
from rehabplanner.figures.body import SIDES
from rehabplanner.figures.camera import Point
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.limbs import ball_joint_angles, excess, joint_angles
from rehabplanner.figures.picture import CLOSE
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import length, sub

TOLERANCE_CM = 0.5
MOMENTS = tuple(k / 8 for k in range(9))
LEAST_CHANGE_CM = 1.5
LOOSE_DEG = 6.0  # what a pose may be solved beyond the limits
STRAIGHT_DEG = 30.0


def check(figure: Figure) -> list[str]:
    """Return what is wrong with a figure, solved anew, in words; empty if nothing is."""
    figure = replace(figure, packed=None, _cache={})
    return [
        *_angles(figure),
        *_contacts(figure),
        *_floor(figure),
        *_mirror(figure),
        *_difference(figure),
    ]


def _angles(figure: Figure) -> list[str]:
    out = [f"{f.name}: {words}" for f in figure.frames for words in f.pose.outside_limits()]
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for side in SIDES:
            for joint, bend in joint_angles(skeleton, side).items():
                if not -8 <= bend <= 162:
                    out.append(f"at {moment:.2f}: {side} {joint} bends to {bend:.0f}")
            out += [f"at {moment:.2f}: {words}" for words in _ball_joints(skeleton, side)]
    return out


def _ball_joints(skeleton: Skeleton, side: str) -> list[str]:
    """Name hips and shoulders that the solver took beyond their limits.

    A straight arm or leg does not show how it is rotated.
    """
    out = []
    bends = joint_angles(skeleton, side)
    for joint, below in (("hip", "knee"), ("shoulder", "elbow")):
        is_bent = bends[below] >= STRAIGHT_DEG
        angles = ball_joint_angles(skeleton, side, joint, has_rotation=is_bent)
        out += [
            f"{side} {name} is {value:.0f}"
            for name, value in angles.items()
            if excess(name, value) > LOOSE_DEG
        ]
    return out


def _contacts(figure: Figure) -> list[str]:
    out = []
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for name, anchor in figure.anchors(moment).items():
            knee = f"{name.partition('_')[0]}_knee"
            rests = name.endswith("toes") and knee in figure.anchors(moment)
            gap = contacts.drift(skeleton, name, anchor, rests=rests)
            if gap > TOLERANCE_CM:
                out.append(f"at {moment:.2f}: {name} is {gap * 10:.0f} mm from its place")
    return out


def _floor(figure: Figure) -> list[str]:
    out = []
    down = (0.0, 0.0, -1.0)
    for moment in MOMENTS:
        for part in flesh.parts(figure.skeleton(moment)):
            depth = max(solid.reach(down) for solid in part.solids())
            if depth > TOLERANCE_CM:
                out.append(f"at {moment:.2f}: {part.name} is {depth * 10:.0f} mm below the floor")
    return out


def _mirror(figure: Figure) -> list[str]:
    other = figure.mirrored()
    out = []
    for moment in (0.0, 0.5, 1.0):
        here, there = figure.skeleton(moment).points, other.skeleton(moment).points
        for name, point in here.items():
            twin = there[_twin(name)]
            gap = length(sub(point, (twin[0], -twin[1], twin[2])))
            if gap > 0.01:
                out.append(f"at {moment:.2f}: {name} is {gap * 10:.1f} mm off its mirror image")
    return out


def _twin(name: str) -> str:
    for side, other in (("left_", "right_"), ("right_", "left_")):
        if name.startswith(side):
            return other + name.removeprefix(side)
    return name


def _difference(figure: Figure) -> list[str]:
    if len(figure.frames) < 2:
        return ["has fewer than two frames"]
    places = [_seen(figure, moment) for moment in (0.0, 0.5, 1.0)]
    moved = 0.0
    for other in places[1:]:
        for name, (x, y) in places[0].items():
            moved = max(moved, hypot(other[name][0] - x, other[name][1] - y))
    least = LEAST_CHANGE_CM * (CLOSE if figure.show else 1.0)
    return [] if moved >= least else [f"its frames differ by only {moved * 10:.0f} mm"]


def _seen(figure: Figure, moment: float) -> dict[str, Point]:
    """Return where joints and arches of the shown parts are on the picture (cm)."""
    skeleton, camera = figure.skeleton(moment), figure.camera
    points = {name: camera.point(p) for name, p in skeleton.points.items()}
    points |= {f"{s}_arch": camera.point(things.place(skeleton, f"{s}_arch")) for s in SIDES}
    if not figure.show:
        return points
    return {n: p for n, p in points.items() if n.endswith("arch") and n[:4] == figure.show[0][:4]}
