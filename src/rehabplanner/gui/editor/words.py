"""The clinic's names of joints, parts, postures and things."""

from rehabplanner.domain.problems import marked
from rehabplanner.wording import _


def joint_groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the groups of sliders: a heading and the names of its angles."""
    return (
        (_("Hip"), ("hip_flexion", "hip_abduction", "hip_rotation")),
        (_("Knee and ankle"), ("knee_flexion", "ankle_dorsiflexion")),
        (_("Lower back"), ("lumbar_flexion", "lumbar_sidebend", "lumbar_rotation")),
        (_("Upper back"), ("thoracic_flexion", "thoracic_sidebend", "thoracic_rotation")),
        (_("Neck"), ("neck_flexion", "neck_sidebend", "neck_rotation")),
        (_("Shoulder"), ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation")),
        (_("Elbow and hand"), ("elbow_flexion", "forearm_pronation", "wrist_extension")),
        (_("Whole body"), ("pelvis_pitch", "pelvis_lean", "pelvis_turn", "pelvis_heading")),
    )


def angle_words(name: str) -> str:
    """Return the clinical name of an angle."""
    return {
        "hip_flexion": _("Flexion (thigh forward)"),
        "hip_abduction": _("Abduction (sideways)"),
        "hip_rotation": _("External rotation"),
        "knee_flexion": _("Knee flexion"),
        "ankle_dorsiflexion": _("Dorsiflexion (toes up)"),
        "lumbar_flexion": _("Flexion (forward)"),
        "lumbar_sidebend": _("Side-bending left"),
        "lumbar_rotation": _("Rotation left"),
        "thoracic_flexion": _("Flexion (forward)"),
        "thoracic_sidebend": _("Side-bending left"),
        "thoracic_rotation": _("Rotation left"),
        "neck_flexion": _("Flexion (forward)"),
        "neck_sidebend": _("Side-bending left"),
        "neck_rotation": _("Rotation left"),
        "shoulder_flexion": _("Flexion (arm forward)"),
        "shoulder_abduction": _("Abduction (sideways)"),
        "shoulder_rotation": _("External rotation"),
        "elbow_flexion": _("Elbow flexion"),
        "forearm_pronation": _("Pronation"),
        "wrist_extension": _("Wrist extension"),
        "pelvis_pitch": _("Lean forward"),
        "pelvis_lean": _("Tip to the left"),
        "pelvis_turn": _("Roll to the left"),
        "pelvis_heading": _("Face to the left"),
    }[name]


def base_words(name: str) -> str:
    """Return the name of a base posture."""
    return {
        "standing": _("standing"),
        "supine": _("lying on the back"),
        "crook": _("on the back, knees bent"),
        "prone": _("lying on the front"),
        "side-lying": _("lying on the side"),
        "four-point": _("on hands and knees"),
        "kneeling": _("kneeling"),
        "half-kneeling": _("half-kneeling"),
        "sitting": _("sitting"),
        "long-sitting": _("sitting, legs straight"),
    }[name]


def part_words(name: str) -> str:
    """Return the name of a part that touches something."""
    side, _gap, part = name.partition("_")
    names = {
        "foot": (_("left foot"), _("right foot")),
        "knee": (_("left knee"), _("right knee")),
        "hand": (_("left hand"), _("right hand")),
        "forearm": (_("left forearm"), _("right forearm")),
    }
    if part in names:
        return names[part][0 if side == "left" else 1]
    return {"pelvis": _("pelvis"), "back": _("back"), "head": _("head")}.get(name, name)


def thing_words(kind: str) -> str:
    """Return the name of a thing."""
    return {
        "mat": _("Mat"),
        "band": _("Long band"),
        "mini-band": _("Mini-band"),
        "chair": _("Chair"),
        "bench": _("Bench"),
        "step": _("Step"),
        "wall": _("Wall"),
        "dumbbell": _("Dumbbell"),
        "kettlebell": _("Kettlebell"),
        "ball": _("Ball"),
        "stick": _("Stick"),
        "roller": _("Foam roller"),
    }.get(kind, kind)


EQUIPMENT = {
    "band": marked("long band"),
    "dumbbell": marked("dumbbells"),
    "roller": marked("foam roller"),
}
POSITIONS = {"crook": marked("supine"), "long-sitting": marked("sitting")}


def equipment_word(kind: str) -> str:
    """Return under which word of the library a thing is searched for."""
    return _(EQUIPMENT.get(kind, kind))


def position_word(base: str) -> str:
    """Return under which word of the library a base posture is searched for."""
    return _(POSITIONS.get(base, base))


def anchor_words(name: str) -> str:
    """Return where a band is tied."""
    return {
        "behind": _("tied low behind"),
        "in front": _("tied low in front"),
        "left": _("tied low at the left"),
        "right": _("tied low at the right"),
        "high in front": _("tied high in front"),
    }[name]
