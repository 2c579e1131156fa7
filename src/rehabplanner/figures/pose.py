"""A pose in the clinic's own terms: angles in degrees from a base posture, and between two poses.

Flexion, abduction, external rotation, dorsiflexion and extension of the wrist are positive.
Spine: flexion forward, side-bending and rotation to the left are positive.
The pelvis as a whole: `pitch` leans forward (90 prone, -90 supine), `turn` rolls to the left
about the body's long axis (-90 from supine lies on the right side), `lean` tips to the left,
`heading` faces left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, pi

from rehabplanner.domain.problems import Problem
from rehabplanner.figures.body import LIMITS, SIDES

LIMB_ANGLES = tuple(
    name
    for name in LIMITS
    if name.startswith(("hip", "knee", "ankle", "foot", "shoulder", "elbow", "forearm", "wrist"))
)
SPINE_ANGLES = tuple(name for name in LIMITS if name not in LIMB_ANGLES)
ROOT_ANGLES = ("pelvis_pitch", "pelvis_turn", "pelvis_lean", "pelvis_heading")
ROOT_SHIFTS = ("rise_cm", "forward_cm", "left_cm")
ANGLES = (
    *ROOT_ANGLES,
    *ROOT_SHIFTS,
    *SPINE_ANGLES,
    *(f"{side}_{name}" for side in SIDES for name in LIMB_ANGLES),
)
_TURNS_OVER = ("sidebend", "rotation", "turn", "lean", "heading")


@dataclass(frozen=True, slots=True)
class Pose:
    """The angles of all joints in degrees and the shift of the whole body in cm."""

    angles: Mapping[str, float]

    def __getitem__(self, name: str) -> float:
        """Return one angle; zero where none was given."""
        return self.angles.get(name, 0.0)

    def with_angles(self, changes: Mapping[str, float]) -> "Pose":
        """Return a pose with some angles replaced; `hip_flexion` sets both sides.

        Raises Problem for a name that no joint has.
        """
        angles = dict(self.angles)
        for name, value in sorted(changes.items(), key=lambda item: item[0] not in LIMB_ANGLES):
            for full in _full_names(name):
                angles[full] = float(value)
        return Pose(angles)

    def mirrored(self) -> "Pose":
        """Return the same pose with left and right exchanged."""
        return Pose({_mirror_name(n): _mirror_value(n, v) for n, v in self.angles.items()})

    def outside_limits(self) -> Iterator[tuple[str, float, float, float]]:
        """Give the angles beyond what a joint allows: name, value, lowest and highest (degrees)."""
        for name, value in self.angles.items():
            low, high = limits(name)
            if not low - 0.5 <= value <= high + 0.5:
                yield name, value, low, high


def limits(name: str) -> tuple[float, float]:
    """Return the lowest and highest value of an angle, in degrees (cm for shifts)."""
    plain = name.removeprefix("left_").removeprefix("right_")
    return LIMITS.get(plain, (-360.0, 360.0))


def _full_names(name: str) -> tuple[str, ...]:
    if name in LIMB_ANGLES:
        return tuple(f"{side}_{name}" for side in SIDES)
    if name in ANGLES:
        return (name,)
    raise Problem("angles", "“{name}” is not the name of an angle.", name=name)


def _mirror_name(name: str) -> str:
    if name == "left_cm":
        return name
    for side, other in (("left_", "right_"), ("right_", "left_")):
        if name.startswith(side):
            return other + name.removeprefix(side)
    return name


def _mirror_value(name: str, value: float) -> float:
    is_middle = not name.startswith(("left_", "right_")) or name == "left_cm"
    flips = is_middle and (name.endswith(_TURNS_OVER) or name == "left_cm")
    return -value if flips else value


def ease(t: float) -> float:
    """Return a fraction of time as a fraction of the way: slow, quick, slow."""
    return 0.5 - 0.5 * cos(pi * min(1.0, max(0.0, t)))


def mixed(first: Pose, second: Pose, t: float) -> Pose:
    """Return the pose a fraction t of the way from one to another."""
    names = {**first.angles, **second.angles}
    return Pose({n: first[n] + (second[n] - first[n]) * t for n in names})


_STAND: Mapping[str, float] = {
    "hip_abduction": 3,
    "hip_rotation": 6,
    "shoulder_abduction": 7,
    "elbow_flexion": 12,
    "knee_flexion": 2,
    "thoracic_flexion": 3,
    "hip_flexion": 1,
    "ankle_dorsiflexion": 1,
}
_SUPINE: Mapping[str, float] = {
    "pelvis_pitch": -90,
    "hip_abduction": 4,
    "shoulder_abduction": 14,
    "elbow_flexion": 10,
    "neck_flexion": 4,
    "forearm_pronation": 60,
    "hip_rotation": 4,
}
_PRONE: Mapping[str, float] = {
    "pelvis_pitch": 90,
    "hip_abduction": 4,
    "ankle_dorsiflexion": -65,
    "shoulder_abduction": 12,
    "elbow_flexion": 8,
    "forearm_pronation": 60,
}
_FOUR: Mapping[str, float] = {
    "pelvis_pitch": 77,
    "lumbar_flexion": -4,
    "thoracic_flexion": 8,
    "hip_flexion": 84,
    "knee_flexion": 94,
    "hip_abduction": 3,
    "ankle_dorsiflexion": -62,
    "shoulder_flexion": 78,
    "elbow_flexion": 4,
    "shoulder_abduction": 2,
    "shoulder_rotation": -40,
    "wrist_extension": 85,
    "neck_flexion": -12,
}
_SIT: Mapping[str, float] = {
    "hip_flexion": 86,
    "knee_flexion": 88,
    "hip_abduction": 8,
    "hip_rotation": 2,
    "shoulder_abduction": 8,
    "elbow_flexion": 15,
    "thoracic_flexion": 4,
}
_KNEEL: Mapping[str, float] = {
    "knee_flexion": 90,
    "hip_flexion": 2,
    "hip_abduction": 4,
    "ankle_dorsiflexion": -62,
    "shoulder_abduction": 8,
    "elbow_flexion": 12,
}
_HALF: Mapping[str, float] = {
    **_KNEEL,
    "left_hip_flexion": 88,
    "left_knee_flexion": 88,
    "left_ankle_dorsiflexion": 0,
    "left_hip_rotation": 0,
    "right_hip_flexion": 0,
    "right_knee_flexion": 92,
    "right_ankle_dorsiflexion": -60,
    "hip_abduction": 3,
}
_SIDE: Mapping[str, float] = {
    "pelvis_pitch": -90,
    "pelvis_turn": -90,
    "hip_flexion": 5,
    "knee_flexion": 5,
    "right_shoulder_flexion": 150,
    "right_elbow_flexion": 110,
    "left_shoulder_flexion": 40,
    "left_elbow_flexion": 70,
}
_LONG_SIT: Mapping[str, float] = {
    "hip_flexion": 88,
    "hip_abduction": 5,
    "knee_flexion": 4,
    "shoulder_abduction": 10,
    "shoulder_flexion": -15,
}

BASES: Mapping[str, Pose] = {
    name: Pose({}).with_angles(angles)
    for name, angles in {
        "standing": _STAND,
        "supine": _SUPINE,
        "crook": {**_SUPINE, "hip_flexion": 52, "knee_flexion": 98, "ankle_dorsiflexion": -8},
        "prone": _PRONE,
        "side-lying": _SIDE,
        "four-point": _FOUR,
        "kneeling": _KNEEL,
        "half-kneeling": _HALF,
        "sitting": _SIT,
        "long-sitting": _LONG_SIT,
    }.items()
}
