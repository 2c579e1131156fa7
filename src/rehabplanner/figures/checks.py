"""Checks of a figure by program: contacts, floor, wall, limits, mirror, visible difference."""

from dataclasses import replace
from math import hypot

from rehabplanner.domain.problems import Message, marked
from rehabplanner.figures import contacts, flesh, things
from rehabplanner.figures.body import SIDES
from rehabplanner.figures.camera import Point
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.limbs import ball_joint_angles, excess, joint_angles
from rehabplanner.figures.naming import frame_named, named, when
from rehabplanner.figures.picture import CLOSE
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import length, scaled, sub

TOLERANCE_CM = 0.5
WALL_TOLERANCE_CM = 1.0  # soft flesh leans on it
MOMENTS = tuple(k / 8 for k in range(9))
LEAST_CHANGE_CM = 1.5
LOOSE_DEG = 6.0  # what a pose may be solved beyond the limits
STRAIGHT_DEG = 30.0


def check(figure: Figure) -> list[Message]:
    """Return what is wrong with a figure, solved anew, as sentences; empty if nothing is."""
    figure = replace(figure, packed=None, _cache={})
    return [
        *_angles(figure),
        *_contacts(figure),
        *_floor(figure),
        *_wall(figure),
        *_mirror(figure),
        *_difference(figure),
    ]


def _angles(figure: Figure) -> list[Message]:
    out = [
        Message(
            marked("{when}: the {angle} is {value}°; the joint goes from {low}° to {high}°."),
            {
                "when": frame_named(frame.name),
                "angle": named(name),
                "value": round(value),
                "low": round(low),
                "high": round(high),
            },
        )
        for frame in figure.frames
        for name, value, low, high in frame.pose.outside_limits()
    ]
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for side in SIDES:
            for joint, bend in joint_angles(skeleton, side).items():
                if not -8 <= bend <= 162:
                    out.append(_too_far(moment, f"{side}_{joint}_flexion", bend))
            out += [_too_far(moment, *found) for found in _ball_joints(skeleton, side)]
    return out


def _too_far(moment: float, angle: str, value: float) -> Message:
    text = marked("{when}: the {angle} is {value}°, more than the joint allows.")
    return Message(text, {"when": when(moment), "angle": named(angle), "value": round(value)})


def _off(moment: float, text: str, part: str, gap_cm: float) -> Message:
    gap = max(1, round(gap_cm * 10))
    return Message(text, {"when": when(moment), "part": named(part), "gap": gap})


def _ball_joints(skeleton: Skeleton, side: str) -> list[tuple[str, float]]:
    """Name hips and shoulders that the solver took beyond their limits.

    A straight arm or leg does not show how it is rotated.
    """
    out = []
    bends = joint_angles(skeleton, side)
    for joint, below in (("hip", "knee"), ("shoulder", "elbow")):
        is_bent = bends[below] >= STRAIGHT_DEG
        angles = ball_joint_angles(skeleton, side, joint, has_rotation=is_bent)
        out += [
            (f"{side}_{name}", value)
            for name, value in angles.items()
            if excess(name, value) > LOOSE_DEG
        ]
    return out


def _contacts(figure: Figure) -> list[Message]:
    out = []
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for name, anchor in figure.anchors(moment).items():
            knee = f"{name.partition('_')[0]}_knee"
            rests = name.endswith("toes") and knee in figure.anchors(moment)
            gap = contacts.drift(skeleton, name, anchor, rests=rests)
            if gap > TOLERANCE_CM:
                text = marked("{when}: the {part} is {gap} mm from its place.")
                out.append(_off(moment, text, name, gap))
    return out


def _floor(figure: Figure) -> list[Message]:
    out = []
    down = (0.0, 0.0, -1.0)
    for moment in MOMENTS:
        for part in flesh.parts(figure.skeleton(moment)):
            depth = max(solid.reach(down) for solid in part.solids())
            if depth > TOLERANCE_CM:
                text = marked("{when}: the {part} is {gap} mm below the floor.")
                out.append(_off(moment, text, part.name, depth))
    return out


def _wall(figure: Figure) -> list[Message]:
    wall = things.surface_of("wall", figure.things)
    if wall is None:
        return []
    out = []
    inward = scaled(wall.normal, -1.0)
    for moment in MOMENTS:
        for part in flesh.parts(figure.skeleton(moment)):
            depth = max(solid.reach(inward) for solid in part.solids()) + wall.height
            if depth > WALL_TOLERANCE_CM:
                text = marked("{when}: the {part} is {gap} mm inside the wall.")
                out.append(_off(moment, text, part.name, depth))
    return out


def _mirror(figure: Figure) -> list[Message]:
    other = figure.mirrored()
    out = []
    for moment in (0.0, 0.5, 1.0):
        here, there = figure.skeleton(moment).points, other.skeleton(moment).points
        for name, point in here.items():
            twin = there[_twin(name)]
            gap = length(sub(point, (twin[0], -twin[1], twin[2])))
            if gap > 0.01:
                text = marked("{when}: the {part} is {gap} mm off its mirror image.")
                out.append(_off(moment, text, name, gap))
    return out


def _twin(name: str) -> str:
    for side, other in (("left_", "right_"), ("right_", "left_")):
        if name.startswith(side):
            return other + name.removeprefix(side)
    return name


def _difference(figure: Figure) -> list[Message]:
    if len(figure.frames) < 2:
        return [Message(marked("There are fewer than two frames."))]
    places = [_seen(figure, moment) for moment in (0.0, 0.5, 1.0)]
    moved = 0.0
    for other in places[1:]:
        for name, (x, y) in places[0].items():
            moved = max(moved, hypot(other[name][0] - x, other[name][1] - y))
    least = LEAST_CHANGE_CM * (CLOSE if figure.show else 1.0)
    if moved >= least:
        return []
    text = marked("Start and end differ by only {gap} mm.")
    return [Message(text, {"gap": round(moved * 10)})]


def _seen(figure: Figure, moment: float) -> dict[str, Point]:
    """Return where joints and arches of the shown parts are on the picture (cm)."""
    skeleton, camera = figure.skeleton(moment), figure.camera
    points = {name: camera.point(p) for name, p in skeleton.points.items()}
    points |= {f"{s}_arch": camera.point(things.place(skeleton, f"{s}_arch")) for s in SIDES}
    if not figure.show:
        return points
    return {n: p for n, p in points.items() if n.endswith("arch") and n[:4] == figure.show[0][:4]}
