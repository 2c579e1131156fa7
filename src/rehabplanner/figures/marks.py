"""Marks above the picture: how long to hold, and which side. Picture centimetres.

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


def strip_height(width: float) -> float:
    """Return the height (cm) of the strip that the marks need above a picture so wide."""
    return (2 * BADGE + 6.0) * _share(width)


def strip(left: float, right: float, bottom: float, hold_s: float, side: str) -> list[Mark]:
    """Return a badge with the side's letter on the left and the time of a hold on the right.

    A letter that has no strokes leaves the badge out.
    """
    share = _share(right - left)
    middle = bottom + strip_height(right - left) / 2
    out: list[Mark] = []
    if side[:1].upper() in SIGNS:
        out += _side_badge(side[:1].upper(), (left + (BADGE + 3.0) * share, middle), share)
    if hold_s > 0:
        words = f"{hold_s:.0f}s"
        width = (2 * BADGE + 5.0 + sum(_wide(sign) for sign in words)) * share
        out += _hold_sign(words, (right - width, middle), share)
    return out


def _share(width: float) -> float:
    return min(1.0, width / 150.0)


def _side_badge(sign: str, middle: Point, share: float) -> list[Mark]:
    x, y = middle
    size = 11.0 * share
    corner = (x - size / 3, y - size / 2)
    return [*_disc(middle, BADGE * share, share), *_written(sign, corner, size, share)]


def _hold_sign(words: str, start: Point, share: float) -> list[Mark]:
    radius = BADGE * 0.82 * share
    x, y = start[0] + BADGE * share, start[1] - 1.0 * share
    stem = ((x, y + radius), (x, y + radius + 2.6 * share))
    hands = ((x, y + radius * 0.62), (x, y), (x + radius * 0.5, y))
    return [
        Mark("edge", stem, False, (LINE + 1.6) * share),
        Mark("arrow", stem, False, LINE * share),
        *_disc((x, y), radius, share),
        Mark("arrow", hands, False, LINE * share, False),
        *_written(
            words, (x + (BADGE + 3.0) * share, y - HEIGHT / 2 * share), HEIGHT * share, share
        ),
    ]


def _wide(sign: str) -> float:
    return HEIGHT * (0.84 if sign != "1" else 0.62)


def _disc(middle: Point, radius: float, share: float) -> list[Mark]:
    ring = _ring(middle, radius)
    return [
        knotted("edge", ring, width_cm=(LINE + 1.8) * share),
        knotted("thing-far", ring),
        knotted("arrow", ring, width_cm=LINE * share),
    ]


def _ring(middle: Point, radius: float) -> tuple[Knot, ...]:
    turns = (2 * pi * k / 5 for k in range(5))
    return tuple(
        (middle[0] + radius * cos(a), middle[1] + radius * sin(a), -sin(a), cos(a)) for a in turns
    )


def _written(words: Sequence[str], start: Point, size: float, share: float) -> list[Mark]:
    x, y = start
    k = size / 6
    lines: list[tuple[Point, ...]] = []
    for sign in words:
        lines += [
            tuple((x + a * k, y + b * k) for a, b in stroke) for stroke in SIGNS.get(sign, ())
        ]
        x += _wide(sign) * size / HEIGHT
    edges = [Mark("edge", line, False, (LINE + 1.6) * share, False) for line in lines]
    return edges + [Mark("arrow", line, False, LINE * share, False) for line in lines]
