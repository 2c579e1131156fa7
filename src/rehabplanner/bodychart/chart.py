"""The body chart: named regions as rings of points, four views, and what lies where.

For the window and for paper alike:

    for ring in outline(View.BACK):         # thick stroke first, then the regions over it
        ...
    for region in regions(View.BACK):       # in painting order: later ones lie on top
        region.part, region.ring, region.centre
    part_at(View.BACK, x, y)                # what was tapped, or None
    views_of(BodyPart.LOW_BACK_LEFT)        # where a part can be seen, best view first

Every view lies in a box `WIDTH` wide and 1 high, x to the right and y down; multiply both by the
height wanted. From before, the person's left is on the right of the picture; from behind, on the
left. `VIEW_WORDS` has the names of the views, `SIDES` the letters to print beside a view.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rehabplanner.bodychart import shape
from rehabplanner.bodychart.strips import (
    Point,
    Ring,
    area,
    both_halves,
    centre,
    holds,
    mirrored,
)
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.problems import marked

WIDTH = 0.42
_MIDDLE = WIDTH / 2
_SIDE_SHIFT = 0.04


class View(StrEnum):
    """From where the body is seen."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"


VIEW_WORDS: Mapping[View, str] = {
    View.FRONT: marked("From the front"),
    View.BACK: marked("From behind"),
    View.LEFT: marked("Left side"),
    View.RIGHT: marked("Right side"),
}
SIDES: Mapping[View, tuple[str, str]] = {
    View.FRONT: (marked("R"), marked("L")),
    View.BACK: (marked("L"), marked("R")),
    View.LEFT: ("", ""),
    View.RIGHT: ("", ""),
}
"""The letters of the person's sides at the left and right of the picture."""

_SIDE_VIEWS = (View.LEFT, View.RIGHT)
_CENTRAL = ("head", "neck", "upper back", "mid back", "low back", "sacrum", "tailbone")
_IN_VIEW: Mapping[View, tuple[tuple[str, Ring], ...]] = {
    View.FRONT: shape.FRONT,
    View.BACK: shape.BACK,
    View.LEFT: shape.SIDE,
    View.RIGHT: shape.SIDE,
}


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body in a view: its outline (a closed ring) and a point well inside."""

    view: View
    part: BodyPart
    ring: Ring
    centre: Point


@cache
def regions(view: View) -> tuple[Region, ...]:
    """Return the regions of a view in painting order: later ones lie on top."""
    rings = [(part, _placed(view, ring)) for part, ring in _named(view)]
    found = []
    for number, (part, ring) in enumerate(rings):
        above = [one for _part, one in rings[number + 1 :] if _meet(one, ring)]
        found.append(Region(view, part, ring, centre(ring, above)))
    return tuple(found)


def _named(view: View) -> list[tuple[BodyPart, Ring]]:
    found: list[tuple[BodyPart, Ring]] = []
    for name, ring in _IN_VIEW[view]:
        if view in _SIDE_VIEWS:
            placed = ring if view is View.LEFT else mirrored(ring)
            found.append((_part(name, view.value), placed))
        elif name in _CENTRAL:
            found.append((BodyPart(name), both_halves(ring)))
        else:
            on_right, on_left = ("left", "right") if view is View.FRONT else ("right", "left")
            found.append((_part(name, on_left), mirrored(ring)))
            found.append((_part(name, on_right), ring))
    return found


@cache
def outline(view: View) -> tuple[Ring, ...]:
    """Return the rings of body and arms; what they cover together is the body's outline."""
    if view in _SIDE_VIEWS:
        rings = [shape.SIDE_BODY.ring(), shape.SIDE_ARM.ring()]
        if view is View.RIGHT:
            rings = [mirrored(ring) for ring in rings]
    else:
        arm = shape.ARM.ring()
        rings = [both_halves(shape.BODY.ring()), arm, mirrored(arm)]
    return tuple(_placed(view, ring) for ring in rings)


@cache
def details(view: View) -> tuple[Ring, ...]:
    """Return thin open lines that tell the views apart: a face, an ear, a navel."""
    if view is View.BACK:
        return ()
    lines = shape.FRONT_LINES if view is View.FRONT else shape.SIDE_LINES
    turned = tuple(mirrored(line) for line in lines)
    both = {View.FRONT: lines + turned, View.LEFT: lines, View.RIGHT: turned}[view]
    return tuple(_placed(view, line) for line in both)


def part_at(view: View, x: float, y: float) -> BodyPart | None:
    """Return the part of the body at a point of a view; None beside the body."""
    for region in reversed(regions(view)):
        if holds(region.ring, x, y):
            return region.part
    return None


@cache
def views_of(part: BodyPart) -> tuple[View, ...]:
    """Return the views that show a part, the one in which it is largest first."""
    sizes = {
        view: area(region.ring) for view in View for region in regions(view) if region.part is part
    }
    return tuple(sorted(sizes, key=lambda view: -sizes[view]))


def charted() -> tuple[BodyPart, ...]:
    """Return all parts that the chart shows, in the order of their kind."""
    return tuple(part for part in BodyPart if views_of(part))


def _part(name: str, side: str) -> BodyPart:
    if name in _CENTRAL:
        return BodyPart(name)
    return BodyPart(f"{name.removesuffix(' side')} {side}")


def _meet(one: Ring, other: Ring) -> bool:
    """Say whether the boxes around two rings overlap."""
    return all(
        min(point[axis] for point in one) < max(point[axis] for point in other)
        and min(point[axis] for point in other) < max(point[axis] for point in one)
        for axis in (0, 1)
    )


def _placed(view: View, ring: Ring) -> Ring:
    shift = {View.LEFT: _SIDE_SHIFT, View.RIGHT: -_SIDE_SHIFT}.get(view, 0.0)
    return tuple((x + _MIDDLE + shift, y) for x, y in ring)
