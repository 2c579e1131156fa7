"""Two-bone inverse kinematics: a hand or foot is put somewhere, elbow or knee follows. In cm."""

from math import asin, atan2, degrees, sqrt

from rehabplanner.figures import body
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.vectors import (
    ORIGIN,
    Mat,
    Vec,
    about_x,
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


def bent(root: Vec, goal: Vec, upper: float, lower: float, hint: Vec) -> tuple[Vec, Vec]:
    """Return the middle and the end joint of a limb that reaches for a goal.

    The middle joint lies on the side of `hint`. A goal out of reach is approached.
    """
    way = sub(goal, root)
    far = min(max(length(way), abs(upper - lower) + 0.5), (upper + lower) * 0.9999)
    direction = unit(way)
    along = (upper * upper - lower * lower + far * far) / (2 * far)
    out = sqrt(max(0.0, upper * upper - along * along))
    side = unit(across(sub(hint, root), direction), unit(across((1.0, 0.1, 0.2), direction)))
    middle = add(root, add(scaled(direction, along), scaled(side, out)))
    return middle, add(root, scaled(direction, far))


def reach_leg(skeleton: Skeleton, side: str, ankle: Vec, foot: Mat | None = None) -> None:
    """Put an ankle somewhere; the foot keeps its frame, or takes the given one."""
    hip, old_knee = skeleton.points[f"{side}_hip"], skeleton.points[f"{side}_knee"]
    old = skeleton.frames[f"{side}_thigh"]
    hint = add(old_knee, scaled(old[0], 4.0))
    knee, end = bent(hip, ankle, body.THIGH, body.SHANK, hint)
    _aim(skeleton, f"{side}_thigh", f"{side}_shank", (hip, knee, end), 1.0)
    skeleton.points[f"{side}_knee"], skeleton.points[f"{side}_ankle"] = knee, end
    if foot is not None:
        skeleton.frames[f"{side}_foot"] = foot


def reach_arm(
    skeleton: Skeleton, side: str, wrist: Vec, hand: Mat | None = None, away: Vec = ORIGIN
) -> None:
    """Put a wrist somewhere; the hand keeps its frame, or takes the given one.

    The elbow is drawn towards `away` (cm), so that it does not go through the floor.
    """
    top, old_elbow = skeleton.points[f"{side}_shoulder"], skeleton.points[f"{side}_elbow"]
    old = skeleton.frames[f"{side}_upper_arm"]
    hint = add(sub(old_elbow, scaled(old[0], 4.0)), away)
    elbow, end = bent(top, wrist, body.UPPER_ARM, body.FOREARM, hint)
    _aim(skeleton, f"{side}_upper_arm", f"{side}_forearm", (top, elbow, end), -1.0)
    skeleton.points[f"{side}_elbow"], skeleton.points[f"{side}_wrist"] = elbow, end
    if hand is not None:
        skeleton.frames[f"{side}_hand"] = hand


def raise_elbow(skeleton: Skeleton, side: str, least_height: float) -> None:
    """Swivel the arm about the line from shoulder to wrist until the elbow is off the floor."""
    hand = turned_back(skeleton.frames[f"{side}_forearm"], skeleton.frames[f"{side}_hand"])
    wrist = skeleton.points[f"{side}_wrist"]
    for push in (2.0, 4.0, 6.0, 9.0, 13.0, 20.0, 40.0):
        if skeleton.points[f"{side}_elbow"][2] >= least_height:
            return
        reach_arm(skeleton, side, wrist, None, (0.0, 0.0, push))
    skeleton.frames[f"{side}_hand"] = product(skeleton.frames[f"{side}_forearm"], hand)


def _aim(
    skeleton: Skeleton, upper: str, lower: str, joints: tuple[Vec, Vec, Vec], bend: float
) -> None:
    """Turn both segments; `bend` is 1 where bending carries the lower one back, else -1."""
    first = unit(sub(joints[0], joints[1]))
    second = unit(sub(joints[1], joints[2]))
    axis = scaled(cross(first, second), bend)
    old = skeleton.frames[upper][1]
    # A nearly straight limb has no plane of its own: it keeps the one it had.
    size = length(axis)
    y = unit(axis) if size > 0.03 else unit(across(old, first))
    if bend > 0 and dot(y, old) < -0.2 and size <= 0.2:
        y = unit(across(old, first))
    skeleton.frames[upper] = frame_of(first, y)
    skeleton.frames[lower] = frame_of(second, y)


def swing_shank(skeleton: Skeleton, side: str, knee: Vec) -> None:
    """Put a knee somewhere (as far as the thigh reaches) and carry shank and foot along."""
    hip = skeleton.points[f"{side}_hip"]
    old = skeleton.frames[f"{side}_thigh"]
    new = frame_of(sub(hip, knee), old[1])
    skeleton.frames[f"{side}_thigh"] = new
    shank = skeleton.frames[f"{side}_shank"]
    foot = skeleton.frames[f"{side}_foot"]
    place = sub(hip, scaled(new[2], body.THIGH))
    skeleton.points[f"{side}_knee"] = place
    # The shank keeps lying as it lay; only its upper end moves.
    fit = frame_of(shank[2], new[1])
    skeleton.frames[f"{side}_shank"] = fit
    skeleton.frames[f"{side}_foot"] = product(fit, product(transposed(shank), foot))
    skeleton.points[f"{side}_ankle"] = sub(place, scaled(fit[2], body.SHANK))


def swing_forearm(skeleton: Skeleton, side: str, elbow: Vec, along: Vec) -> None:
    """Put an elbow somewhere and lay the forearm along a direction (elbow to wrist)."""
    top = skeleton.points[f"{side}_shoulder"]
    upper = unit(sub(top, elbow))
    lower = scaled(unit(along), -1.0)
    place = sub(top, scaled(upper, body.UPPER_ARM))
    y = unit(cross(lower, upper), skeleton.frames[f"{side}_upper_arm"][1])
    skeleton.points[f"{side}_elbow"] = place
    skeleton.points[f"{side}_wrist"] = sub(place, scaled(lower, body.FOREARM))
    skeleton.frames[f"{side}_upper_arm"] = frame_of(upper, y)
    skeleton.frames[f"{side}_forearm"] = frame_of(lower, y)


def pitch_shank(skeleton: Skeleton, side: str, degrees_turn: Mat) -> None:
    """Turn shank and foot about the knee by a turn given in the shank's own frame."""
    knee = skeleton.points[f"{side}_knee"]
    old = skeleton.frames[f"{side}_shank"]
    new = product(old, degrees_turn)
    foot = skeleton.frames[f"{side}_foot"]
    skeleton.frames[f"{side}_foot"] = product(new, turned_back(old, foot))
    skeleton.frames[f"{side}_shank"] = new
    skeleton.points[f"{side}_ankle"] = sub(knee, scaled(new[2], body.SHANK))


def turned_back(frame: Mat, other: Mat) -> Mat:
    """Return another frame as seen from a frame."""
    return product(transposed(frame), other)


def joint_angles(skeleton: Skeleton, side: str) -> dict[str, float]:
    """Return the knee's and elbow's bend in degrees, as solved."""
    from_frames = (("knee", "thigh", "shank", 1.0), ("elbow", "upper_arm", "forearm", -1.0))
    return {name: _bend(skeleton, side, a, b, s) for name, a, b, s in from_frames}


def ball_joint_angles(
    skeleton: Skeleton, side: str, joint: str, *, has_rotation: bool = True
) -> dict[str, float]:
    """Return flexion, abduction and rotation of a hip or shoulder in degrees, as solved.

    Of the two ways to say the same, the one that lies better within the joint's limits. Without
    `has_rotation` only flexion and abduction: a straight limb does not show how it is rotated.
    """
    parent, child = _BALL_JOINTS[joint]
    names = ("flexion", "abduction", "rotation") if has_rotation else ("flexion", "abduction")
    turn = turned_back(skeleton.frames[parent], skeleton.frames[f"{side}_{child}"])
    sign = SIGN[side]
    x, y, z = turn[2]
    flexion, abduction = degrees(atan2(-x, z)), degrees(asin(max(-1.0, min(1.0, -y))))
    rest = turned_back(product(about_y(-flexion), about_x(abduction)), turn)
    rotation = degrees(atan2(rest[0][1], rest[0][0]))
    ways = (
        (flexion, sign * abduction, sign * rotation),
        (flexion + 180, 180 - sign * abduction, sign * (rotation + 180)),
    )
    named = [
        {
            f"{joint}_{name}": _wrapped(value, *body.LIMITS[f"{joint}_{name}"])
            for name, value in zip(names, way, strict=False)
        }
        for way in ways
    ]
    return min(named, key=lambda way: sum(excess(n, v) for n, v in way.items()))


_BALL_JOINTS = {"hip": ("pelvis", "thigh"), "shoulder": ("thorax4", "upper_arm")}


def excess(name: str, value: float) -> float:
    """Return by how many degrees an angle is beyond its joint's limits."""
    low, high = body.LIMITS[name]
    return max(0.0, low - value, value - high)


def _wrapped(angle: float, low: float, high: float) -> float:
    """Return an angle with so many whole turns that it lies nearest to a range."""
    middle = (low + high) / 2
    return angle - 360 * round((angle - middle) / 360)


def _bend(skeleton: Skeleton, side: str, first: str, second: str, sign: float) -> float:
    a, b = skeleton.frames[f"{side}_{first}"], skeleton.frames[f"{side}_{second}"]
    local = turned(transposed(a), b[2])
    return sign * degrees(atan2(local[0], local[2]))
