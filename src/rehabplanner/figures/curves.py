"""Curves on paper through points, or through knots that know the curve's direction."""

from collections.abc import Iterable, Sequence

from rehabplanner.figures.drawing import Curve, Line, Move, Point, Step
from rehabplanner.figures.outline import Knot, handles

Steps = tuple[Step, ...]
STRAIGHT = 0.012  # sine of the angle below which a curve is a line


def curved(knots: Sequence[Knot], closed: bool) -> Steps:
    """Return the curve through knots as few Bézier curves and lines."""
    if len(knots) < 2:
        return ()
    first = knots[0]
    steps: list[Step] = [Move((first[0], first[1]))]
    for a, b in zip(knots, (*knots[1:], first) if closed else knots[1:], strict=False):
        vx, vy = b[0] - a[0], b[1] - a[1]
        least = STRAIGHT * (abs(vx) + abs(vy))
        to = (b[0], b[1])
        if abs(vx * a[3] - vy * a[2]) <= least and abs(vx * b[3] - vy * b[2]) <= least:
            steps.append(Line(to))
            continue
        ahead, behind = handles(a, b)
        steps.append(
            Curve(
                (a[0] + a[2] * ahead, a[1] + a[3] * ahead),
                (b[0] - b[2] * behind, b[1] - b[3] * behind),
                to,
            )
        )
    return tuple(steps)


def smooth(points: Sequence[Point], closed: bool) -> Steps:
    """Return a smooth curve through points (Catmull-Rom, written as Bézier curves)."""
    count = len(points)
    if count < 2:
        return ()
    steps: list[Step] = [Move(points[0])]
    for i in range(count if closed else count - 1):
        a, b = points[i], points[(i + 1) % count]
        before = points[i - 1] if closed or i > 0 else a
        after = points[(i + 2) % count] if closed or i + 2 < count else b
        near = abs(b[0] - a[0]) + abs(b[1] - a[1])
        steps.append(Curve(_control(a, before, b, near), _control(b, after, a, near), b))
    return tuple(steps)


def _control(at: Point, behind: Point, ahead: Point, near: float) -> Point:
    # The tangent is shortened where the neighbours are far apart, so that nothing overshoots.
    dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
    size = abs(dx) + abs(dy)
    share = min(1 / 6, near / (3 * size)) if size > 0 else 0.0
    return (at[0] + dx * share, at[1] + dy * share)


def polygon(points: Iterable[Point]) -> Steps:
    """Return straight lines through points."""
    return tuple(Line(p) if i else Move(p) for i, p in enumerate(points))
