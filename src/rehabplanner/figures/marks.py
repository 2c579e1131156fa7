"""Marks on the picture's corner: how long to hold, and which side. Picture centimetres.

The few signs are drawn as strokes, so that window, paper and SVG need no font.
"""

from collections.abc import Sequence
from math import cos, pi, sin

from rehabplanner.figures.camera import Point
from rehabplanner.figures.outline import Knot
from rehabplanner.figures.painting import Mark, knotted

HEIGHT = 12.0  # of a sign, cm
BADGE = 11.0  # radius of the round badge, cm
LINE = 1.9
# Strokes on a grid 4 wide and 6 high.
SIGNS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "0": (((1, 0), (0, 1), (0, 5), (1, 6), (3, 6), (4, 5), (4, 1), (3, 0), (1, 0)),),
    "1": (((0.8, 4.8), (2.2, 6), (2.2, 0)),),
    "2": (((0, 5), (1, 6), (3, 6), (4, 5), (4, 4), (0, 0), (4, 0)),),
    "3": (((0, 6), (4, 6), (1.8, 3.6), (3, 3.6), (4, 2.6), (4, 1), (3, 0), (1, 0), (0, 1)),),
    "4": (((3.2, 0), (3.2, 6), (0, 2), (4.2, 2)),),
    "5": (((3.8, 6), (0.4, 6), (0.2, 3.4), (3, 3.4), (4, 2.4), (4, 1), (3, 0), (1, 0), (0, 0.8)),),
    "6": (((3.4, 6), (1.4, 5.4), (0, 3), (0, 1), (1, 0), (3, 0), (4, 1), (4, 2.4), (3, 3.4),
           (1, 3.4), (0, 2.4)),),
    "7": (((0, 6), (4, 6), (1.4, 0)),),
    "8": (((1, 3.3), (0, 4.3), (0, 5.1), (1, 6), (3, 6), (4, 5.1), (4, 4.3), (3, 3.3), (1, 3.3),
           (0, 2.3), (0, 1), (1, 0), (3, 0), (4, 1), (4, 2.3), (3, 3.3)),),
    "9": (((0.6, 0), (2.6, 0.6), (4, 3), (4, 5), (3, 6), (1, 6), (0, 5), (0, 3.8), (1, 2.8),
           (3, 2.8), (4, 3.8)),),
    "s": (((3.2, 3.2), (2.4, 4), (0.9, 4), (0.2, 3.2), (0.8, 2.2), (2.6, 1.8), (3.2, 0.9),
           (2.5, 0), (0.9, 0), (0, 0.8)),),
    "L": (((0.3, 6), (0.3, 0), (3.8, 0)),),
    "R": (((0, 0), (0, 6), (2.9, 6), (3.9, 5.2), (3.9, 3.9), (2.9, 3.1), (0, 3.1)),
          ((2.2, 3.1), (4, 0))),
    "D": (((0, 0), (0, 6), (2.4, 6), (4, 4.6), (4, 1.4), (2.4, 0), (0, 0)),),
    "G": (((4, 5), (3, 6), (1, 6), (0, 5), (0, 1), (1, 0), (3, 0), (4, 1), (4, 2.8), (2.4, 2.8)),),
    "I": (((2, 0), (2, 6)),),
    "E": (((4, 6), (0, 6), (0, 0), (4, 0)), ((0, 3.1), (3.2, 3.1))),
    "S": (((4, 5.2), (3, 6), (1, 6), (0, 5), (0, 4.1), (1, 3.2), (3, 2.8), (4, 1.9), (4, 1),
           (3, 0), (1, 0), (0, 0.8)),),
    "H": (((0, 0), (0, 6)), ((4, 0), (4, 6)), ((0, 3.1), (4, 3.1))),
    "V": (((0, 6), (2, 0), (4, 6)),),
    "P": (((0, 0), (0, 6), (2.9, 6), (3.9, 5.2), (3.9, 3.6), (2.9, 2.8), (0, 2.8)),),
}  # fmt: skip


def side_badge(letter: str, middle: Point) -> list[Mark]:
    """Return a round badge with one letter; nothing for a letter that has no strokes."""
    sign = letter[:1].upper()
    if sign not in SIGNS:
        return []
    x, y = middle
    size = 11.0
    return [
        *_disc(middle, BADGE),
        *_written(sign, (x - size / 3, y - size / 2), size),
    ]


def hold_sign(seconds: float, corner: Point, is_right: bool) -> list[Mark]:
    """Return a small clock with the seconds beside it, growing inwards from a corner."""
    words = f"{seconds:.0f}s"
    width = 2 * BADGE + 3.0 + sum(_wide(sign) for sign in words)
    left = corner[0] - width if is_right else corner[0]
    x, y = left + BADGE, corner[1] - BADGE
    radius = BADGE * 0.82
    marks = [
        Mark("edge", ((x, y + radius), (x, y + radius + 2.6)), False, LINE + 1.6),
        Mark("arrow", ((x, y + radius), (x, y + radius + 2.6)), False, LINE),
        *_disc((x, y), radius),
        Mark("arrow", ((x, y + radius * 0.62), (x, y), (x + radius * 0.5, y)), False, LINE, False),
    ]
    return marks + _written(words, (x + BADGE + 3.0, y - HEIGHT / 2), HEIGHT)


def hold_size(seconds: float) -> Point:
    """Return width and height of the clock with its seconds (cm)."""
    return (2 * BADGE + 3.0 + sum(_wide(sign) for sign in f"{seconds:.0f}s"), 2 * BADGE + 2.0)


def _wide(sign: str) -> float:
    return HEIGHT * (0.84 if sign != "1" else 0.62)


def _disc(middle: Point, radius: float) -> list[Mark]:
    ring = _ring(middle, radius)
    return [
        knotted("edge", ring, width_cm=LINE + 1.8),
        knotted("thing-far", ring),
        knotted("arrow", ring, width_cm=LINE),
    ]


def _ring(middle: Point, radius: float) -> tuple[Knot, ...]:
    turns = (2 * pi * k / 5 for k in range(5))
    return tuple(
        (middle[0] + radius * cos(a), middle[1] + radius * sin(a), -sin(a), cos(a)) for a in turns
    )


def _written(words: Sequence[str], start: Point, size: float) -> list[Mark]:
    x, y = start
    k = size / 6
    lines: list[tuple[Point, ...]] = []
    for sign in words:
        lines += [
            tuple((x + a * k, y + b * k) for a, b in stroke) for stroke in SIGNS.get(sign, ())
        ]
        x += _wide(sign) * size / HEIGHT
    edges = [Mark("edge", line, False, LINE + 1.6, False) for line in lines]
    return edges + [Mark("arrow", line, False, LINE, False) for line in lines]
