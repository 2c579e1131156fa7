"""Clinical angles to joints in space: forward kinematics. Centimetres, see `vectors`."""

from dataclasses import dataclass
from math import acos, pi

from rehabplanner.figures import body
from rehabplanner.figures.pose import Pose
from rehabplanner.figures.vectors import (
    ORIGIN,
    Mat,
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    product,
    scaled,
    sub,
    turned,
)

SIGN = {"left": 1.0, "right": -1.0}


@dataclass(slots=True)
class Skeleton:
    """Joint positions in cm and the frame of every segment (x front, y left, z to the trunk).

    Points: pelvis, the pieces of the spine at their lower end, neck, head (top of the neck), and
    per side hip, knee, ankle, shoulder, elbow, wrist. Frames have the segments' names.
    `toes` is the upward bend of each side's toes in degrees, `arches` how far each foot's arch is
    drawn up (0 to 1).
    """

    points: dict[str, Vec]
    frames: dict[str, Mat]
    toes: dict[str, float]
    arches: dict[str, float]

    def moved(self, turn: Mat, centre: Vec, shift: Vec) -> "Skeleton":
        """Return the skeleton turned about a point and then shifted, as one stiff thing."""
        points = {
            name: add(add(turned(turn, sub(p, centre)), centre), shift)
            for name, p in self.points.items()
        }
        frames = {name: product(turn, f) for name, f in self.frames.items()}
        return Skeleton(points, frames, dict(self.toes), dict(self.arches))

    def at(self, frame: str, point: str, offset: Vec) -> Vec:
        """Return the place that lies at an offset (cm) from a point, in a segment's frame."""
        return add(self.points[point], turned(self.frames[frame], offset))


def root_turn(pose: Pose) -> Mat:
    """Return how the pelvis lies in the world."""
    turn = product(about_z(pose["pelvis_heading"]), about_y(pose["pelvis_pitch"]))
    turn = product(turn, about_z(pose["pelvis_turn"]))
    return product(turn, about_x(-pose["pelvis_lean"]))


def posed(pose: Pose) -> Skeleton:
    """Return the skeleton of a pose with the pelvis at the origin (plus the pose's shifts)."""
    arches = {side: pose[f"{side}_foot_arch"] / 100 for side in body.SIDES}
    skeleton = Skeleton({}, {}, dict.fromkeys(body.SIDES, 0.0), arches)
    start = (pose["forward_cm"], pose["left_cm"], pose["rise_cm"])
    skeleton.points["pelvis"] = add(ORIGIN, start)
    skeleton.frames["pelvis"] = root_turn(pose)
    _spine(skeleton, pose)
    for side in body.SIDES:
        _leg(skeleton, pose, side)
        _arm(skeleton, pose, side)
    return skeleton


def _piece_turn(pose: Pose, region: str, share: float) -> Mat:
    turn = product(
        about_y(pose[f"{region}_flexion"] * share), about_x(-pose[f"{region}_sidebend"] * share)
    )
    return product(turn, about_z(pose[f"{region}_rotation"] * share))


def _spine(skeleton: Skeleton, pose: Pose) -> None:
    frame = skeleton.frames["pelvis"]
    place = skeleton.at("pelvis", "pelvis", (-1.5, 0.0, body.PELVIS_HEIGHT))
    regions = (
        ("lumbar", body.LUMBAR_PIECES, body.LUMBAR),
        ("thoracic", body.THORACIC_PIECES, body.THORACIC),
    )
    for region, pieces, piece_cm in regions:
        bend = _piece_turn(pose, region, 1 / len(pieces))
        for name in pieces:
            frame = product(frame, bend)
            skeleton.points[name] = place
            skeleton.frames[name] = frame
            place = add(place, scaled(frame[2], piece_cm))
    skeleton.points["neck"] = place
    half = _piece_turn(pose, "neck", 0.5)
    # The neck itself leans a little forward of the chest.
    skeleton.frames["neck"] = product(product(frame, about_y(14)), half)
    skeleton.points["head"] = skeleton.at("neck", "neck", (0.0, 0.0, body.NECK))
    skeleton.frames["head"] = product(product(frame, half), half)


def _leg(skeleton: Skeleton, pose: Pose, side: str) -> None:
    sign = SIGN[side]
    hip = skeleton.at("pelvis", "pelvis", (0.0, sign * body.HIP_HALF_WIDTH, 0.0))
    thigh = product(skeleton.frames["pelvis"], about_y(-pose[f"{side}_hip_flexion"]))
    thigh = product(thigh, about_x(sign * pose[f"{side}_hip_abduction"]))
    thigh = product(thigh, about_z(sign * pose[f"{side}_hip_rotation"]))
    shank = product(thigh, about_y(pose[f"{side}_knee_flexion"]))
    foot = product(shank, about_y(-pose[f"{side}_ankle_dorsiflexion"]))
    knee = sub(hip, scaled(thigh[2], body.THIGH))
    skeleton.points[f"{side}_hip"] = hip
    skeleton.points[f"{side}_knee"] = knee
    skeleton.points[f"{side}_ankle"] = sub(knee, scaled(shank[2], body.SHANK))
    skeleton.frames[f"{side}_thigh"] = thigh
    skeleton.frames[f"{side}_shank"] = shank
    skeleton.frames[f"{side}_foot"] = foot


def _arm(skeleton: Skeleton, pose: Pose, side: str) -> None:
    sign = SIGN[side]
    upper = product(skeleton.frames["thorax4"], about_y(-pose[f"{side}_shoulder_flexion"]))
    upper = product(upper, about_x(sign * pose[f"{side}_shoulder_abduction"]))
    upper = product(upper, about_z(sign * pose[f"{side}_shoulder_rotation"]))
    shoulder = shoulder_centre(skeleton, side, scaled(upper[2], -1.0))
    fore = product(upper, about_y(-pose[f"{side}_elbow_flexion"]))
    elbow = sub(shoulder, scaled(upper[2], body.UPPER_ARM))
    skeleton.points[f"{side}_shoulder"] = shoulder
    skeleton.points[f"{side}_elbow"] = elbow
    skeleton.points[f"{side}_wrist"] = sub(elbow, scaled(fore[2], body.FOREARM))
    skeleton.frames[f"{side}_upper_arm"] = upper
    skeleton.frames[f"{side}_forearm"] = fore
    hand = product(fore, about_z(-sign * pose[f"{side}_forearm_pronation"]))
    skeleton.frames[f"{side}_hand"] = product(hand, about_x(sign * pose[f"{side}_wrist_extension"]))


def shoulder_centre(skeleton: Skeleton, side: str, arm: Vec) -> Vec:
    """Return the shoulder joint, carried by the shoulder blade where the arm points (cm)."""
    thorax = skeleton.frames["thorax4"]
    down = max(-1.0, min(1.0, -sum(a * b for a, b in zip(arm, thorax[2], strict=True))))
    forward = sum(a * b for a, b in zip(arm, thorax[0], strict=True))
    raised = max(0.0, acos(down) / pi - 0.2) / 0.8
    offset = (
        2.4 * forward - 0.4,
        SIGN[side] * (body.SHOULDER_HALF_WIDTH - 2.6 * raised),
        -body.SHOULDER_DROP + 5.0 * raised,
    )
    return skeleton.at("thorax4", "neck", offset)
