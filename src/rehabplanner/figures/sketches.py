"""Solved keyframes kept in a file, so that a shipped figure is drawn at once.

For each figure: the skeletons of its keyframes, the ways of its arrows, and the box around all
its moments. A sketch belongs to the figure's table by a digest and is left aside when that has
changed; `rehabplanner figures --sketch` writes the file anew.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt
from pathlib import Path
from typing import Any

from rehabplanner.figures.body import LUMBAR_PIECES, SIDES, THORACIC_PIECES
from rehabplanner.figures.camera import Point
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import Mat, Vec

FILE = "sketches.json"
CM = 100.0  # a place is kept in tenths of a millimetre
TURN = 32000.0
_SPINE = (*LUMBAR_PIECES, *THORACIC_PIECES)
POINTS = (
    "pelvis", *_SPINE, "neck", "head",
    *(f"{s}_{p}" for s in SIDES for p in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")),
)  # fmt: skip
FRAMES = (
    "pelvis", *_SPINE, "neck", "head",
    *(f"{s}_{p}" for s in SIDES
      for p in ("thigh", "shank", "foot", "upper_arm", "forearm", "hand")),
)  # fmt: skip

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Skeletons of the keyframes, ways of the arrows and the box on the picture, in cm."""

    skeletons: tuple[Skeleton, ...]
    ways: tuple[tuple[Point, ...], ...]
    box: Box


def digest(table: Mapping[str, Any]) -> str:
    """Return a short name for what a figure's table says."""
    text = json.dumps(table, sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=6).hexdigest()


def read_sketches(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the kept sketches by exercise, still packed; none where there is no good file."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_sketches(file: Path, sketches: Mapping[str, tuple[str, Sketch]]) -> None:
    """Write sketches, each with its figure's digest, one on a line."""
    rows = [
        f"{json.dumps(name)}: {json.dumps({'of': of, **_packed(sketch)})}"
        for name, (of, sketch) in sorted(sketches.items())
    ]
    file.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def unpacked(data: Mapping[str, Any]) -> Sketch | None:
    """Return a sketch from the file; None if it is damaged."""
    try:
        left, bottom, right, top = (float(n) for n in data["box"])
        ways = tuple(tuple(zip(way[::2], way[1::2], strict=True)) for way in data["ways"])
        return Sketch(tuple(_skeleton(t) for t in data["frames"]), ways, (left, bottom, right, top))
    except (KeyError, TypeError, ValueError):
        return None


def _packed(sketch: Sketch) -> dict[str, Any]:
    return {
        "box": [round(n, 2) for n in sketch.box],
        "ways": [[round(n, 1) for point in way for n in point] for way in sketch.ways],
        "frames": [_text(skeleton) for skeleton in sketch.skeletons],
    }


def _text(skeleton: Skeleton) -> str:
    numbers = [round(n * CM) for name in POINTS for n in skeleton.points[name]]
    numbers += [round(n * TURN) for name in FRAMES for n in quaternion(skeleton.frames[name])]
    numbers += [
        round(bend[side] * CM) for bend in (skeleton.toes, skeleton.arches) for side in SIDES
    ]
    packed = array("h", numbers)
    if array("h", [1]).tobytes()[0] != 1:
        packed.byteswap()
    return b64encode(packed.tobytes()).decode()


def _skeleton(text: str) -> Skeleton:
    numbers = array("h")
    numbers.frombytes(b64decode(text))
    if array("h", [1]).tobytes()[0] != 1:
        numbers.byteswap()
    if len(numbers) != 3 * len(POINTS) + 4 * len(FRAMES) + 4:
        raise ValueError(text)
    points, frames = {}, {}
    for k, name in enumerate(POINTS):
        x, y, z = numbers[3 * k : 3 * k + 3]
        points[name] = (x / CM, y / CM, z / CM)
    start = 3 * len(POINTS)
    for k, name in enumerate(FRAMES):
        frames[name] = rotation(numbers[start + 4 * k : start + 4 * k + 4])
    toes = {side: numbers[k - 4] / CM for k, side in enumerate(SIDES)}
    arches = {side: numbers[k - 2] / CM for k, side in enumerate(SIDES)}
    return Skeleton(points, frames, toes, arches)


def quaternion(m: Mat) -> tuple[float, float, float, float]:
    """Return a rotation as a unit quaternion w, x, y, z."""
    (a, d, g), (b, e, h), (c, f, i) = m
    rows = (
        (1 + a + e + i, h - f, c - g, d - b),
        (h - f, 1 + a - e - i, b + d, c + g),
        (c - g, b + d, 1 - a + e - i, f + h),
        (d - b, c + g, f + h, 1 - a - e + i),
    )
    best = max(range(4), key=lambda k: rows[k][k])
    w, x, y, z = rows[best]
    size = sqrt(w * w + x * x + y * y + z * z)
    return (w / size, x / size, y / size, z / size)


def rotation(numbers: Sequence[float]) -> Mat:
    """Return the rotation of a quaternion of any length."""
    w, x, y, z = numbers
    k = 2.0 / (w * w + x * x + y * y + z * z)
    first: Vec = (1 - k * (y * y + z * z), k * (x * y + w * z), k * (x * z - w * y))
    second: Vec = (k * (x * y - w * z), 1 - k * (x * x + z * z), k * (y * z + w * x))
    third: Vec = (k * (x * z + w * y), k * (y * z - w * x), 1 - k * (x * x + y * y))
    return (first, second, third)
