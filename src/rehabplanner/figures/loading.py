"""Reads figures from TOML: camera, base posture, frames, planted parts, things, arrow, tempo.

[A07]
camera = [-75, 8]              # azimuth, elevation (and roll) in degrees, see `camera`
base = "four-point"
planted = { left_knee = "floor", right_hand = "floor" }
arrow = ["right_foot"]
arrow_shift = [[20, 4]]        # so far right of and above its way (cm); else it finds its place
arrow_from = 0.5               # it shows the way from this moment on
things = [{ kind = "mat" }]
start = { fists = ["left"] }   # closed hands, and angles in degrees that differ from the base
end = { right_hip_flexion = 0, lift = ["right_knee"] }   # from the frame before
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rehabplanner.domain.problems import Problem
from rehabplanner.figures import reaching
from rehabplanner.figures.body import SIDES
from rehabplanner.figures.contacts import PLACES
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.pose import ANGLES, BASES, LIMB_ANGLES, Pose
from rehabplanner.figures.reaching import Reach
from rehabplanner.figures.scene import MAKERS
from rehabplanner.figures.sketches import FILE, digest, read_sketches, write_sketches
from rehabplanner.figures.solving import Frame
from rehabplanner.figures.things import KEYS as THING_KEYS
from rehabplanner.figures.things import Thing

FRAMES = ("start", "middle", "end")
KEYS = (
    "camera", "base", "like", "planted", "things", "arrow",
    "tempo_s", "hold_s", "far", "loops", "show", "arrow_shift", "arrow_from", *FRAMES,
)  # fmt: skip
FRAME_KEYS = ("lift", "plant", "replant", "slide", "reach", "airborne_cm", "fists")


def load_figures(folder: Path) -> Mapping[str, Figure]:
    """Return all figures of a folder's TOML files by exercise id.

    Raises Problem naming file, exercise and key where something is not understood.
    """
    tables: dict[str, Mapping[str, Any]] = {}
    origins: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        for name, table in _read(file).items():
            if name in tables:
                raise Problem(
                    name,
                    "{file}: {name} is already in {other}.",
                    file=file.name,
                    name=name,
                    other=origins[name],
                )
            if not isinstance(table, dict):
                raise Problem(name, "{file}: {name} is not a table.", file=file.name, name=name)
            tables[name], origins[name] = table, file.name
    kept = read_sketches(folder)
    out = {}
    for name in sorted(tables):
        table = _inherited(name, tables)
        found = kept.get(name)
        packed = found if found and found.get("of") == digest(table) else None
        out[name] = figure_of(name, table, origins[name], packed)
    return out


def sketch_figures(folder: Path) -> int:
    """Solve all figures of a folder and keep their sketches in it; return how many there are."""
    tables = {n: t for file in sorted(folder.glob("*.toml")) for n, t in _read(file).items()}
    sketches = {}
    for name in sorted(tables):
        table = _inherited(name, tables)
        sketches[name] = (digest(table), figure_of(name, table).sketch())
    write_sketches(folder / FILE, sketches)
    return len(sketches)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(
            "file", "{file} cannot be read: {error}", file=file.name, error=str(error)
        ) from error


def _inherited(name: str, tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    table = dict(tables[name])
    seen = {name}
    while "like" in table:
        other = table.pop("like")
        if other not in tables or other in seen:
            raise Problem(
                name, "{name} is like {other}, which is not there.", name=name, other=other
            )
        seen.add(other)
        table = {**tables[other], **table}
        if "like" not in tables[other]:
            table.pop("like", None)
    return table


def figure_of(
    name: str,
    table: Mapping[str, Any],
    origin: str = "figure",
    packed: Mapping[str, Any] | None = None,
) -> Figure:
    """Return the figure that a table describes; raises Problem for what is not understood."""
    _known(table, KEYS, name, origin)
    if "base" not in table or "start" not in table:
        raise Problem(name, "{origin}: {name} needs “base” and “start”.", origin=origin, name=name)
    base = _chosen(BASES, table["base"], name, origin)
    camera = table.get("camera", [-70, 8])
    frames = _frames(base, table, name, origin)
    return Figure(
        id=name,
        azimuth=float(camera[0]),
        elevation=float(camera[1]),
        roll=float(camera[2]) if len(camera) > 2 else 0.0,
        frames=_gait(frames) if table.get("loops", False) else frames,
        things=tuple(_thing(t, name, origin) for t in table.get("things", [])),
        arrow=tuple(table.get("arrow", [])),
        arrow_shift=tuple((float(x), float(y)) for x, y in table.get("arrow_shift", [])),
        arrow_from=float(table.get("arrow_from", 0.0)),
        tempo_s=float(table.get("tempo_s", 2.0)),
        hold_s=float(table.get("hold_s", 1.0)),
        far=_chosen({s: s for s in ("", "none", *SIDES)}, table.get("far", ""), name, origin),
        loops=bool(table.get("loops", False)),
        show=tuple(table.get("show", [])),
        packed=packed,
    )


def _frames(base: Pose, table: Mapping[str, Any], name: str, origin: str) -> tuple[Frame, ...]:
    out: list[Frame] = []
    pose, planted = base, _planted(table.get("planted", {}))
    reach: dict[str, Reach] = {}
    fists: frozenset[str] = frozenset()
    for key in FRAMES:
        if key not in table:
            continue
        data = dict(table[key])
        _known(data, (*ANGLES, *LIMB_ANGLES, *FRAME_KEYS), f"{name}.{key}", origin)
        special = {k: data.pop(k) for k in FRAME_KEYS if k in data}
        pose = pose.with_angles(data)
        lifted, new = _both(special.get("lift", [])), _planted(special.get("plant", {}))
        planted = {p: s for p, s in planted.items() if p not in lifted} | new
        reach = {p: r for p, r in reach.items() if p not in lifted}
        reach |= _reach(special.get("reach", {}), f"{name}.{key}.reach", origin)
        if "fists" in special:
            fists = frozenset(f"{side}_hand" for side in SIDES if side in special["fists"])
        _known(planted, PLACES, f"{name}.{key}.planted", origin)
        out.append(
            Frame(
                name=key,
                pose=pose,
                planted=dict(planted),
                replanted=frozenset(_both(special.get("replant", []))) | set(new),
                sliding=frozenset(_both(special.get("slide", []))),
                reach=dict(reach),
                airborne_cm=float(special.get("airborne_cm", 0.0)),
                fists=fists,
            )
        )
    return tuple(out)


def _gait(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Return a whole cycle of two steps: the second is the first, mirrored."""
    start, *rest = frames
    other = [f.mirrored() for f in frames]
    second = [replace(f, name=f"other {f.name}") for f in other[1:]]
    return (start, *rest, replace(other[0], name="end"), *second, replace(start, name="again"))


def _both(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of parts; one without a side that has two stands for both."""
    out: list[str] = []
    for name in names:
        pair = tuple(f"{side}_{name}" for side in SIDES)
        out += pair if name not in PLACES and set(pair) <= set(PLACES) else (name,)
    return tuple(out)


def _planted(value: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    """Return what carries each planted part; a plain list means the floor."""
    pairs = value if isinstance(value, Mapping) else dict.fromkeys(value, "floor")
    return {full: pairs[name] for name in pairs for full in _both((name,))}


def _reach(table: Mapping[str, Any], name: str, origin: str) -> dict[str, Reach]:
    _known(table, tuple(f"{s}_{p}" for s in SIDES for p in ("hand", "foot")), name, origin)
    out = {}
    for part, value in table.items():
        place, x, y, z = value
        _chosen(reaching.PLACES, place, name, origin)
        out[part] = Reach(place, (float(x), float(y), float(z)))
    return out


def _thing(table: Mapping[str, Any], name: str, origin: str) -> Thing:
    _known(table, (*THING_KEYS, "bias"), f"{name}.things", origin)
    _chosen(MAKERS, table.get("kind"), f"{name}.things", origin)
    return Thing(table["kind"], {k: v for k, v in table.items() if k != "kind"})


def _known(table: Mapping[str, Any], allowed: tuple[str, ...], name: str, origin: str) -> None:
    for key in table:
        if key not in allowed:
            raise Problem(
                name, "{origin}: {name} does not know “{key}”.", origin=origin, name=name, key=key
            )


def _chosen(choices: Mapping[str, Any], word: object, name: str, origin: str) -> Any:
    if not isinstance(word, str) or word not in choices:
        raise Problem(
            name,
            "{origin}: {name}: “{word}” is none of {choices}.",
            origin=origin,
            name=name,
            word=word,
            choices=", ".join(choices),
        )
    return choices[word]
