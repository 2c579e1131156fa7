"""A drawing: a list of paths in millimetres with roles, painted by three thin brushes.

Roles take their colour from the theme. The picture's origin is its lower left corner and y
points up, as on paper; the window and SVG turn it over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

ROLES = (
    "near-limb",
    "torso",
    "head",
    "far-limb",
    "thing",
    "thing-line",
    "floor",
    "arrow",
    "ghost",
    "edge",
    "hair",
    "shoe",
    "sole",
    "shorts",
    "far-torso",
    "far-shorts",
    "far-shoe",
    "thing-far",
    "band",
    "water",
    "wave",
    "paper",
    "light",
)
FALLBACK: Mapping[str, str] = {
    "shorts": "torso",
    "far-torso": "far-limb",
    "far-shorts": "far-limb",
    "far-shoe": "far-limb",
    "thing-far": "thing",
    "band": "arrow",
    "hair": "near-limb",
    "shoe": "near-limb",
    "sole": "far-limb",
    "head": "torso",
    "floor": "ghost",
    "water": "floor",
    "wave": "thing-line",
    "paper": "thing-far",
    "light": "thing",
}

Point = tuple[float, float]


class Move(NamedTuple):
    """Starts a new piece of the path."""

    to: Point


class Line(NamedTuple):
    """A straight line."""

    to: Point


class Curve(NamedTuple):
    """A cubic Bézier curve with two control points."""

    first: Point
    second: Point
    to: Point


Step = Move | Line | Curve


@dataclass(frozen=True, slots=True)
class Path:
    """One stroke or fill. A width of zero means filled (nonzero winding), else stroked (mm)."""

    role: str
    steps: tuple[Step, ...]
    closed: bool
    width_mm: float = 0.0

    @property
    def is_filled(self) -> bool:
        """Say whether the path is an area rather than a line."""
        return self.width_mm == 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths from back to front, and the size of the paper they need (mm)."""

    paths: tuple[Path, ...]
    width_mm: float
    height_mm: float

    def mirrored(self) -> "Drawing":
        """Return the drawing with left and right exchanged."""
        flip = [
            Path(p.role, _flipped(p.steps, self.width_mm), p.closed, p.width_mm) for p in self.paths
        ]
        return Drawing(tuple(flip), self.width_mm, self.height_mm)

    def under(self, paths: tuple[Path, ...], more_mm: float) -> "Drawing":
        """Return the drawing with more paths, on a paper that goes on so far above it."""
        return Drawing(self.paths + paths, self.width_mm, self.height_mm + more_mm)


def colour(palette: Mapping[str, str], role: str) -> str:
    """Return a role's colour, or that of the role it leans on; KeyError if none is there."""
    while role not in palette and role in FALLBACK:
        role = FALLBACK[role]
    return palette[role]


def _flipped(steps: Iterable[Step], width: float) -> tuple[Step, ...]:
    out: list[Step] = []
    for step in steps:
        points = [(width - x, y) for x, y in step]
        out.append(type(step)(*points))
    return tuple(out)
