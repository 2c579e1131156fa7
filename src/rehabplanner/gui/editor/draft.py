"""The figure while it is being made: its table, changed angle by angle, and what follows of itself.

The end takes over every angle of the start that it does not change. A foot or hand that is moved
alone comes off the floor by itself while another part still stands there.
"""

from collections.abc import Mapping
from typing import Any

from rehabplanner.domain.own_exercises import table_text
from rehabplanner.figures.body import SIDES
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.own import built_figure, figure_table
from rehabplanner.figures.pose import BASES, LIMB_ANGLES, Pose, limits
from rehabplanner.figures.vectors import length, sub

START, END = "start", "end"
PLANTED: Mapping[str, tuple[str, ...]] = {
    "standing": ("left_foot", "right_foot"),
    "supine": ("pelvis", "back", "head"),
    "crook": ("pelvis", "back", "head", "left_foot", "right_foot"),
    "prone": ("pelvis", "back"),
    "side-lying": ("pelvis", "right_shoulder", "right_knee"),
    "four-point": ("left_knee", "right_knee", "left_hand", "right_hand"),
    "kneeling": ("left_knee", "right_knee"),
    "half-kneeling": ("left_foot", "right_knee"),
    "sitting": ("pelvis", "left_foot", "right_foot"),
    "long-sitting": ("pelvis",),
}
"""What touches the ground in each base posture."""

PLANTABLE = (
    *(f"{side}_{part}" for part in ("foot", "knee", "hand", "forearm") for side in SIDES),
    "pelvis",
    "back",
    "head",
)
THINGS: Mapping[str, Mapping[str, Any]] = {
    "mat": {},
    "band": {"part": "right_foot", "from": [-95.0, -9.0, 12.0]},
    "mini-band": {"at": "thigh"},
    "chair": {},
    "bench": {},
    "step": {},
    "wall": {"x": -27.0},
    "dumbbell": {"part": "right_hand"},
    "kettlebell": {"part": "right_hand"},
    "ball": {},
    "stick": {},
    "roller": {},
}
ANCHORS: Mapping[str, tuple[float, float, float]] = {
    "behind": (-95.0, -9.0, 12.0),
    "in front": (95.0, -9.0, 12.0),
    "left": (0.0, 95.0, 12.0),
    "right": (0.0, -95.0, 12.0),
    "high in front": (95.0, 0.0, 170.0),
}
"""Where a long band may be tied: forward, left, up (cm)."""

_END_OF = {"hip": "foot", "knee": "foot", "ankle": "foot", "shoulder": "hand", "elbow": "hand"}
_SHOWN = tuple(f"{side}_{part}" for part in ("ankle", "knee", "wrist", "elbow") for side in SIDES)
_ARROW_OF = {"ankle": "foot", "wrist": "hand", "knee": "knee", "elbow": "elbow"}
LEAST_WAY_CM = 4.0


class Draft:
    """A figure's table and the changes a person makes to it."""

    def __init__(self, figure: Figure | None = None) -> None:
        self.table: dict[str, Any] = (
            figure_table(figure)
            if figure is not None
            else {"camera": [-70.0, 8.0], "things": [], "tempo_s": 2.0, "hold_s": 1.0}
        )
        if figure is None:
            self.set_base("standing")
        self.table.setdefault(END, {})

    # Reading

    @property
    def base(self) -> str:
        """Return the base posture."""
        return str(self.table["base"])

    def pose(self, frame: str) -> Pose:
        """Return the pose of a keyframe."""
        pose = BASES[self.base]
        for name in (START, "middle", END):
            if name in self.table:
                pose = pose.with_angles(_angles(self.table[name]))
            if name == frame:
                break
        return pose

    def figure(self) -> Figure:
        """Return the figure as it is now. Raises Problem if it cannot be drawn."""
        return built_figure("own", self.table)

    def text(self) -> str:
        """Return the figure as text, to be kept."""
        return table_text(self.table)

    def planted(self, frame: str) -> dict[str, str]:
        """Return what stays where in a keyframe, and on what."""
        found = dict(self.table.get("planted", {}))
        for name in (START, "middle", END):
            data = self.table.get(name, {})
            found = {p: s for p, s in found.items() if p not in data.get("lift", ())}
            found |= data.get("plant", {})
            if name == frame:
                break
        return found

    def thing(self, kind: str) -> dict[str, Any] | None:
        """Return the settings of a thing that is there."""
        return next((one for one in self.table["things"] if one["kind"] == kind), None)

    # Changing

    def set_base(self, name: str) -> None:
        """Begin anew from a base posture."""
        self.table["base"] = name
        self.table["planted"] = dict.fromkeys(PLANTED[name], "floor")
        self.table[START], self.table[END] = {}, {}
        self.table.pop("middle", None)
        self.table["arrow"], self.table["far"], self.table["loops"] = [], "", False

    def set_angle(self, frame: str, name: str, value: float) -> None:
        """Set an angle (degrees; without a side: both), within what the joint allows.

        At the end, a foot or hand that is moved by one side's angle comes off its place.
        """
        low, high = limits(name)
        for full in _full(name):
            self.table[frame][full] = max(low, min(high, float(value)))
        if frame == END:
            self._lift_end_of(name)

    def _lift_end_of(self, name: str) -> None:
        side, _, rest = name.partition("_")
        part = f"{side}_{_END_OF.get(rest.partition('_')[0], '')}"
        planted = self.planted(END)
        if side in SIDES and part in planted and len(planted) > 1:
            self.plant(END, part, None)

    def plant(self, frame: str, part: str, surface: str | None) -> None:
        """Put a part on a surface in a keyframe, or lift it (None)."""
        if frame == START:
            planted = {p: s for p, s in self.table["planted"].items() if p != part}
            self.table["planted"] = planted | ({part: surface} if surface else {})
        data = self.table[frame]
        lift = [one for one in data.get("lift", []) if one != part]
        put = {p: s for p, s in data.get("plant", {}).items() if p != part}
        if frame == END:
            before = self.planted(START).get(part)
            if surface is None and before is not None:
                lift.append(part)
            elif surface is not None and surface != before:
                put[part] = surface
        for key, value in (("lift", lift), ("plant", put)):
            data.pop(key, None)
            if value:
                data[key] = value

    def set_thing(self, kind: str, is_there: bool, **settings: Any) -> None:
        """Add a thing, change its settings, or take it away."""
        old = self.thing(kind)
        others = [one for one in self.table["things"] if one["kind"] != kind]
        if is_there:
            others.append({**(old or {"kind": kind, **THINGS.get(kind, {})}), **settings})
        self.table["things"] = others

    def follow_motion(self, figure: Figure) -> None:
        """Point the arrow at the part that moves farthest."""
        first, last = figure.skeleton(0.0).points, figure.skeleton(1.0).points
        ways = {name: length(sub(first[name], last[name])) for name in _SHOWN}
        name = max(ways, key=lambda one: ways[one])
        side, _, part = name.partition("_")
        is_moving = ways[name] >= LEAST_WAY_CM
        self.table["arrow"] = [f"{side}_{_ARROW_OF[part]}"] if is_moving else []

    def is_one_sided(self, figure: Figure) -> bool:
        """Say whether only the arm or leg of one side moves."""
        first, last = figure.skeleton(0.0).points, figure.skeleton(1.0).points
        moving = {
            name.partition("_")[0]
            for name in _SHOWN
            if length(sub(first[name], last[name])) >= LEAST_WAY_CM
        }
        return len(moving) == 1

    def thing_kinds(self) -> tuple[str, ...]:
        """Return the kinds of the things, each once."""
        return tuple(dict.fromkeys(str(one["kind"]) for one in self.table.get("things", ())))


def _angles(data: Mapping[str, Any]) -> dict[str, float]:
    return {
        name: value
        for name, value in data.items()
        if isinstance(value, int | float) and name not in ("airborne_cm",)
    }


def _full(name: str) -> tuple[str, ...]:
    return tuple(f"{side}_{name}" for side in SIDES) if name in LIMB_ANGLES else (name,)
