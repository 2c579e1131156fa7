"""What the figures' parts and angles are called in sentences: messages, not yet translated."""

from collections.abc import Mapping

from rehabplanner.domain.problems import Message, marked

PARTS: Mapping[str, str] = {
    "ankle": marked("ankle"),
    "back": marked("back"),
    "elbow": marked("elbow"),
    "foot": marked("foot"),
    "forearm": marked("forearm"),
    "hand": marked("hand"),
    "head": marked("head"),
    "heel": marked("heel"),
    "hip": marked("hip"),
    "instep": marked("instep"),
    "knee": marked("knee"),
    "neck": marked("neck"),
    "pelvis": marked("pelvis"),
    "ribs": marked("ribs"),
    "seat": marked("seat"),
    "shank": marked("lower leg"),
    "shoulder": marked("shoulder"),
    "thigh": marked("thigh"),
    "toes": marked("toes"),
    "trunk": marked("trunk"),
    "upper_arm": marked("upper arm"),
    "wrist": marked("wrist"),
}
ANGLES: Mapping[str, str] = {
    "ankle_dorsiflexion": marked("dorsiflexion of the ankle"),
    "elbow_flexion": marked("flexion of the elbow"),
    "foot_arch": marked("arch of the foot"),
    "forearm_pronation": marked("pronation of the forearm"),
    "hip_abduction": marked("abduction of the hip"),
    "hip_flexion": marked("flexion of the hip"),
    "hip_rotation": marked("rotation of the hip"),
    "knee_flexion": marked("flexion of the knee"),
    "lumbar_flexion": marked("flexion of the lower back"),
    "lumbar_rotation": marked("rotation of the lower back"),
    "lumbar_sidebend": marked("side-bending of the lower back"),
    "neck_flexion": marked("flexion of the neck"),
    "neck_rotation": marked("rotation of the neck"),
    "neck_sidebend": marked("side-bending of the neck"),
    "shoulder_abduction": marked("abduction of the shoulder"),
    "shoulder_flexion": marked("flexion of the shoulder"),
    "shoulder_rotation": marked("rotation of the shoulder"),
    "thoracic_flexion": marked("flexion of the upper back"),
    "thoracic_rotation": marked("rotation of the upper back"),
    "thoracic_sidebend": marked("side-bending of the upper back"),
    "wrist_extension": marked("extension of the wrist"),
}
FRAMES: Mapping[str, str] = {
    "start": marked("Start"),
    "middle": marked("Middle"),
    "end": marked("End"),
}


def named(name: str) -> Message:
    """Return what a part or an angle is called, with its side: `left_foot`, `hip_flexion`."""
    side, _gap, rest = name.partition("_")
    plain = rest if side in ("left", "right") else name
    words = PARTS.get(plain) or ANGLES.get(plain) or plain.replace("_", " ")
    if plain == name:
        return Message(words)
    pattern = marked("{part} (left)") if side == "left" else marked("{part} (right)")
    return Message(pattern, {"part": Message(words)})


def frame_named(name: str) -> Message:
    """Return what a keyframe is called."""
    return Message(FRAMES.get(name, name))


def when(moment: float) -> Message:
    """Return what a moment from 0 (start) to 1 (end) is called."""
    if moment in (0.0, 1.0):
        return frame_named("end" if moment else "start")
    return Message(marked("{percent} % of the way"), {"percent": round(100 * moment)})
