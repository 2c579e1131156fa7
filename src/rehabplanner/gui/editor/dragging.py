"""A joint pulled about in the picture: which angles follow, by damped least squares.

See Buss, Introduction to inverse kinematics (2004): step = Jt (J Jt + d I)^-1 error.
"""

from collections.abc import Mapping

from rehabplanner.figures.body import SIDES
from rehabplanner.figures.camera import Camera
from rehabplanner.figures.pose import Pose, limits
from rehabplanner.figures.skeleton import Skeleton, posed
from rehabplanner.figures.vectors import product, sub, transposed, turned

Point = tuple[float, float]
STEPS = 12
NUDGE_DEG = 1.0
DAMPING = 0.02  # (cm per degree) squared
LARGEST_STEP_DEG = 12.0

_LEG = ("hip_flexion", "hip_abduction")
_ARM = ("shoulder_flexion", "shoulder_abduction")
JOINTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **{f"{s}_knee": (f"{s}_hip", tuple(f"{s}_{a}" for a in _LEG)) for s in SIDES},
    **{
        f"{s}_ankle": (f"{s}_hip", tuple(f"{s}_{a}" for a in (*_LEG, "knee_flexion")))
        for s in SIDES
    },
    **{f"{s}_elbow": ("neck", tuple(f"{s}_{a}" for a in _ARM)) for s in SIDES},
    **{f"{s}_wrist": ("neck", tuple(f"{s}_{a}" for a in (*_ARM, "elbow_flexion"))) for s in SIDES},
    "head": (
        "pelvis",
        ("lumbar_flexion", "thoracic_flexion", "lumbar_sidebend", "thoracic_sidebend"),
    ),
}
"""What can be pulled, from which point on it is moved, and by which angles."""


def pulled(pose: Pose, shown: Skeleton, camera: Camera, joint: str, goal: Point) -> Pose:
    """Return the pose with a joint as near to a place in the picture (cm) as its angles allow."""
    root, names = JOINTS[joint]
    turn = product(shown.frames["pelvis"], transposed(posed(pose).frames["pelvis"]))
    start = camera.point(shown.points[root])
    wish = (goal[0] - start[0], goal[1] - start[1])

    def way(one: Pose) -> Point:
        points = posed(one).points
        return camera.point(turned(turn, sub(points[joint], points[root])))

    for _step in range(STEPS):
        here = way(pose)
        error = (wish[0] - here[0], wish[1] - here[1])
        if error[0] ** 2 + error[1] ** 2 < 0.05:
            break
        rows = []
        for name in names:
            there = way(pose.with_angles({name: pose[name] + NUDGE_DEG}))
            rows.append(((there[0] - here[0]) / NUDGE_DEG, (there[1] - here[1]) / NUDGE_DEG))
        a = sum(x * x for x, _ in rows) + DAMPING
        b = sum(x * y for x, y in rows)
        c = sum(y * y for _, y in rows) + DAMPING
        det = a * c - b * b
        u, v = (c * error[0] - b * error[1]) / det, (a * error[1] - b * error[0]) / det
        changes = {}
        for name, (x, y) in zip(names, rows, strict=True):
            step = max(-LARGEST_STEP_DEG, min(LARGEST_STEP_DEG, x * u + y * v))
            low, high = limits(name)
            changes[name] = max(low, min(high, pose[name] + step))
        pose = pose.with_angles(changes)
    return pose
