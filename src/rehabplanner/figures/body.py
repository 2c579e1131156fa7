"""The body: segment lengths, joint limits and the shape of the flesh around the bones.

Lengths are fractions of stature after Drillis R, Contini R: Body segment parameters, 1966
(as printed in Winter DA: Biomechanics and Motor Control of Human Movement). Limits are the
usual clinical ranges (American Academy of Orthopaedic Surgeons), a little widened where a
stretch goes to the end. All lengths in centimetres, all angles in degrees.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SIDES = ("left", "right")

STATURE_CM = 172.0
THIGH = 0.245 * STATURE_CM
SHANK = 0.246 * STATURE_CM
ANKLE_HEIGHT = 0.039 * STATURE_CM
FOOT = 0.152 * STATURE_CM
UPPER_ARM = 0.186 * STATURE_CM
FOREARM = 0.146 * STATURE_CM
HAND = 0.108 * STATURE_CM
HIP_HALF_WIDTH = 0.051 * STATURE_CM
SHOULDER_HALF_WIDTH = 0.101 * STATURE_CM  # joint centres; the acromia are at 0.129
PELVIS_HEIGHT = 0.053 * STATURE_CM  # hip joints to L5/S1
LUMBAR = 0.105 * STATURE_CM / 3  # one of three pieces
THORACIC = 0.145 * STATURE_CM / 4  # one of four pieces
SHOULDER_DROP = 7.0  # shoulder joints below C7
NECK = 9.0
HEAD_CENTRE = 8.6  # above the top of the neck

LUMBAR_PIECES = ("lumbar1", "lumbar2", "lumbar3")
THORACIC_PIECES = ("thorax1", "thorax2", "thorax3", "thorax4")

LIMITS: Mapping[str, tuple[float, float]] = {
    "lumbar_flexion": (-35, 65),
    "lumbar_sidebend": (-30, 30),
    "lumbar_rotation": (-20, 20),
    "thoracic_flexion": (-30, 50),
    "thoracic_sidebend": (-30, 30),
    "thoracic_rotation": (-50, 50),
    "neck_flexion": (-60, 60),
    "neck_sidebend": (-45, 45),
    "neck_rotation": (-80, 80),
    "hip_flexion": (-30, 140),
    "hip_abduction": (-35, 60),
    "hip_rotation": (-50, 70),
    "knee_flexion": (-5, 160),
    "ankle_dorsiflexion": (-75, 45),
    "foot_arch": (0, 100),  # per cent of the way that the short-foot exercise draws it up
    "shoulder_flexion": (-70, 190),
    "shoulder_abduction": (-60, 180),
    "shoulder_rotation": (-100, 110),
    "elbow_flexion": (-5, 155),
    "forearm_pronation": (-95, 95),
    "wrist_extension": (-85, 95),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A slice through a segment: where along it, half width, half depth, how far forward (cm)."""

    at: float
    wide: float
    deep: float
    forward: float = 0.0
    sideways: float = 0.0


# Along the bone from 0 (near the trunk) to 1.
THIGH_SHAPE = (
    Section(0.00, 7.9, 8.7, -0.4),
    Section(0.10, 8.3, 9.0, -0.2),
    Section(0.22, 8.3, 8.8, 0.2),
    Section(0.36, 7.8, 8.3, 0.7),
    Section(0.50, 7.1, 7.6, 0.8),
    Section(0.64, 6.4, 6.8, 0.6),
    Section(0.78, 5.6, 5.9, 0.3),
    Section(0.90, 5.2, 5.4, 0.3),
    Section(1.00, 5.0, 5.2, 0.4),
)
SHANK_SHAPE = (
    Section(0.00, 5.0, 5.2, 0.4),
    Section(0.09, 4.9, 5.1, -0.2),
    Section(0.20, 5.3, 5.6, -1.1),
    Section(0.31, 5.4, 5.7, -1.5),
    Section(0.43, 5.0, 5.2, -1.3),
    Section(0.56, 4.3, 4.5, -0.9),
    Section(0.69, 3.7, 3.8, -0.5),
    Section(0.82, 3.2, 3.4, -0.3),
    Section(0.92, 3.0, 3.3, -0.2),
    Section(1.00, 3.1, 3.4, -0.2),
)
UPPER_ARM_SHAPE = (
    Section(0.00, 5.0, 5.6),
    Section(0.10, 5.1, 5.7),
    Section(0.24, 4.9, 5.3, 0.1),
    Section(0.42, 4.5, 4.8, 0.3),
    Section(0.60, 4.1, 4.5, 0.3),
    Section(0.80, 3.7, 3.9, 0.0),
    Section(1.00, 3.6, 3.7, -0.2),
)
FOREARM_SHAPE = (
    Section(0.00, 3.6, 3.7, -0.2),
    Section(0.14, 3.9, 4.0, 0.1),
    Section(0.30, 3.9, 3.9, 0.2),
    Section(0.50, 3.4, 3.3, 0.1),
    Section(0.72, 2.8, 2.6),
    Section(0.90, 2.4, 2.2),
    Section(1.00, 2.4, 2.1),
)
# Along the hand from the wrist in cm; wide is thumb to little finger.
HAND_SHAPE = (
    Section(0.0, 2.3, 2.0),
    Section(3.0, 3.3, 2.0),
    Section(6.5, 4.1, 1.9),
    Section(10.0, 3.9, 1.7),
    Section(13.5, 3.2, 1.4),
    Section(16.3, 2.2, 1.1),
)
FIST_SHAPE = (
    Section(0.0, 2.4, 2.1),
    Section(3.0, 3.4, 2.7),
    Section(6.0, 4.1, 3.4),
    Section(8.6, 3.6, 3.1),
)
# (piece of the spine, height above its lower end in cm, section)
PELVIS_SHAPE = (
    ("pelvis", Section(-5.0, 11.5, 8.6, -0.6)),
    ("pelvis", Section(-1.0, 15.2, 10.6, -1.0)),
    ("pelvis", Section(3.0, 16.4, 11.0, -1.0)),
    ("pelvis", Section(7.0, 15.8, 10.2, -0.2)),
    ("lumbar1", Section(1.5, 14.8, 9.6, 1.6)),
    ("lumbar1", Section(5.5, 13.9, 9.2, 1.8)),
)
TRUNK_SHAPE = (
    ("lumbar1", Section(2.0, 14.6, 9.6, 1.7)),
    ("lumbar1", Section(5.5, 13.8, 9.3, 1.9)),
    ("lumbar2", Section(3.0, 13.2, 9.2, 2.0)),
    ("lumbar3", Section(0.5, 13.2, 9.4, 1.9)),
    ("lumbar3", Section(4.0, 13.8, 9.9, 1.6)),
    ("thorax1", Section(1.5, 14.6, 10.5, 1.2)),
    ("thorax1", Section(5.5, 15.4, 11.1, 0.9)),
    ("thorax2", Section(3.5, 16.0, 11.4, 0.6)),
    ("thorax3", Section(1.0, 16.5, 11.3, 0.2)),
    ("thorax3", Section(4.5, 16.6, 10.6, -0.2)),
    ("thorax4", Section(1.5, 15.8, 9.6, -0.4)),
    ("thorax4", Section(4.2, 12.4, 8.0, -0.2)),
    ("thorax4", Section(6.6, 8.4, 6.4, 0.2)),
)
