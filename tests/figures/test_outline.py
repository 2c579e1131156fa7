"""Outlines are exact enough with few curves: hulls, tubes, and the sketches on file."""

from math import hypot, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabplanner.figures.camera import Camera, Ellipse
from rehabplanner.figures.curves import curved
from rehabplanner.figures.drawing import Curve, Move
from rehabplanner.figures.outline import tube, wrapped
from rehabplanner.figures.sketches import quaternion, rotation
from rehabplanner.figures.vectors import about_x, about_y, about_z, product

QUICK = settings(max_examples=15, deadline=None)


def disc(x, y, r):
    return Ellipse(x, y, r * r, 0.0, r * r)


def flattened(knots):
    """Return points along the closed curve, 24 on each piece."""
    points, here = [], None
    for step in curved(knots, True):
        if isinstance(step, Move):
            here = step.to
            continue
        control = (step.first, step.second) if isinstance(step, Curve) else (here, step.to)
        for k in range(24):
            t = k / 24
            s = 1 - t
            w = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            ends = (here, *control, step.to)
            points.append(tuple(sum(w[i] * ends[i][j] for i in range(4)) for j in (0, 1)))
        here = step.to
    return points


def area(points):
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def test_a_ball_is_round():
    points = flattened(wrapped([disc(3, -2, 5)]))
    assert area(points) == pytest.approx(pi * 25, rel=0.01)
    assert all(hypot(x - 3, y + 2) == pytest.approx(5, abs=0.03) for x, y in points)


def test_two_balls_are_a_belt_of_arcs_and_lines():
    points = flattened(wrapped([disc(0, 0, 2), disc(20, 0, 2)]))
    assert area(points) == pytest.approx(80 + pi * 4, rel=0.01)


@given(st.lists(st.tuples(st.floats(-15, 15), st.floats(-9, 9), st.floats(0.6, 4)), max_size=8))
@QUICK
def test_a_hull_holds_all_its_balls(rows):
    balls = [disc(*row) for row in ((0.0, 0.0, 3.0), *rows)]
    points = flattened(wrapped(balls))
    for k in range(24):
        c, s = Camera(15 * k, 0).right[:2]
        farthest = max(e.x * c + e.y * s + e.xx**0.5 for e in balls)
        assert max(x * c + y * s for x, y in points) == pytest.approx(farthest, abs=0.35)


def test_a_limb_needs_few_curves_and_keeps_its_width():
    ellipses = [disc(4 * k, 0, 5 - 0.3 * k) for k in range(9)]
    knots = tube(ellipses).closed()
    assert len(knots) <= 14
    points = flattened(knots)
    assert max(y for x, y in points if 15 < x < 17) == pytest.approx(3.8, abs=0.15)
    assert max(x for x, _ in points) == pytest.approx(32 + 2.6, abs=0.05)


def test_an_edge_begins_where_it_is_cut():
    outline = tube([disc(5 * k, 0, 4) for k in range(5)], (0.25,))
    edge = outline.around_end(0.25)
    assert edge[0][0] == pytest.approx(5)
    assert edge[-1][0] == pytest.approx(5)


@given(st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179))
@QUICK
def test_a_turn_survives_as_a_quaternion(a, b, c):
    turn = product(product(about_z(a), about_y(b)), about_x(c))
    for one, other in zip(turn, rotation(quaternion(turn)), strict=True):
        assert other == pytest.approx(one, abs=1e-6)
