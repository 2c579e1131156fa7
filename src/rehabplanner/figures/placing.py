"""Where the stiff body best lies so that given points meet their goals: small least squares."""

from collections.abc import Sequence
from dataclasses import dataclass

from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import (
    IDENTITY,
    ORIGIN,
    Vec,
    add,
    cross,
    dot,
    product,
    scaled,
    small_turn,
    sub,
    turned,
)

TURN_COST = 300.0  # cm² per rad²: the body is turned only where shifting it is not enough
SHIFT_COST = 1e-4
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """A point of the body (cm) that should reach a goal along one direction."""

    point: Vec
    direction: Vec
    goal: float
    weight: float


def placed(skeleton: Skeleton, wishes: Sequence[Wish], turn_cost: float = TURN_COST) -> Skeleton:
    """Return the skeleton, moved as one stiff thing to fulfil the wishes as well as can be."""
    if not wishes:
        return skeleton
    centre = skeleton.points["pelvis"]
    turn, shift = IDENTITY, ORIGIN
    total = (0.0, 0.0, 0.0)
    for _ in range(ROUNDS):
        matrix = [[0.0] * 6 for _ in range(6)]
        right = [0.0] * 6
        for wish in wishes:
            arm = turned(turn, sub(wish.point, centre))
            gap = wish.goal - dot(add(add(arm, centre), shift), wish.direction)
            row = (*wish.direction, *cross(arm, wish.direction))
            _gather(matrix, right, row, gap, wish.weight)
        for k in range(6):
            cost = SHIFT_COST if k < 3 else turn_cost
            matrix[k][k] += cost
            if k >= 3:
                right[k] -= cost * total[k - 3]
        step = solved(matrix, right)
        shift = add(shift, (step[0], step[1], step[2]))
        w: Vec = (step[3], step[4], step[5])
        total = add(total, w)
        turn = product(small_turn(w), turn)
        if max(abs(s) for s in step) < 1e-5:
            break
    return skeleton.moved(turn, centre, shift)


def _gather(
    matrix: list[list[float]], right: list[float], row: Sequence[float], gap: float, weight: float
) -> None:
    for i in range(6):
        weighted = row[i] * weight
        right[i] += weighted * gap
        line = matrix[i]
        for j in range(6):
            line[j] += weighted * row[j]


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a small set of linear equations (Gauss, with pivoting)."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k in range(size):
        best = max(range(k, size), key=lambda i: abs(rows[i][k]))
        rows[k], rows[best] = rows[best], rows[k]
        pivot = rows[k]
        for i in range(k + 1, size):
            share = rows[i][k] / pivot[k]
            if share:
                rows[i] = [a - share * b for a, b in zip(rows[i], pivot, strict=True)]
    out = [0.0] * size
    for k in reversed(range(size)):
        rest = sum(rows[k][j] * out[j] for j in range(k + 1, size))
        out[k] = (rows[k][size] - rest) / rows[k][k]
    return out


def towards(skeleton: Skeleton, shift: Vec) -> Skeleton:
    """Return the skeleton shifted (cm)."""
    return skeleton.moved(IDENTITY, ORIGIN, scaled(shift, 1.0))
