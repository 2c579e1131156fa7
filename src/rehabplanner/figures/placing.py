"""Where the stiff body best lies so that given points meet their goals: small least squares.

The search leaves the body where it is and moves the world around it, so that the body's solids
are worked out once only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.vectors import (
    IDENTITY,
    ORIGIN,
    Mat,
    Vec,
    add,
    cross,
    dot,
    length,
    product,
    scaled,
    small_turn,
    sub,
    transposed,
    turned,
)

SHIFT_COST = 1e-4
MOST_TURN = 0.25  # rad in one round
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Wish:
    """A point of the body (cm) that should reach a goal along one direction."""

    point: Vec
    direction: Vec
    goal: float
    weight: float


@dataclass(frozen=True, slots=True)
class Motion:
    """A turn followed by a shift (cm), from the body's own place to the world."""

    turn: Mat = IDENTITY
    shift: Vec = ORIGIN

    def back(self, point: Vec) -> Vec:
        """Return the place in the body's own world of a place in the world (cm)."""
        return turned(transposed(self.turn), sub(point, self.shift))

    def turned_back(self, direction: Vec) -> Vec:
        """Return a direction of the world in the body's own world."""
        return turned(transposed(self.turn), direction)


def placed(
    skeleton: Skeleton, wishes_of: Callable[[Motion], Sequence[Wish]], turn_cost: float
) -> Skeleton:
    """Return the skeleton, moved as one stiff thing to fulfil the wishes as well as can be.

    The wishes, in the body's own world, are asked for anew in each round: a rounded back rolls.
    """
    centre = skeleton.points["pelvis"]
    motion, total = Motion(), ORIGIN
    for _ in range(ROUNDS):
        wishes = wishes_of(motion)
        if not wishes:
            break
        step = _step(wishes, centre, turn_cost, total)
        w: Vec = (step[3], step[4], step[5])
        if length(w) > MOST_TURN:
            w = scaled(w, MOST_TURN / length(w))
        total = add(total, w)
        turn = small_turn(w)
        shift = add(sub(centre, turned(turn, centre)), (step[0], step[1], step[2]))
        motion = Motion(product(motion.turn, turn), add(turned(motion.turn, shift), motion.shift))
        if max(abs(s) for s in step) < 1e-3:
            break
    return skeleton.moved(motion.turn, ORIGIN, motion.shift)


def _step(wishes: Sequence[Wish], centre: Vec, turn_cost: float, total: Vec) -> Sequence[float]:
    """Return the shift (cm) and turn (rad) that serve the wishes best, as far as straight lines."""
    matrix = [[0.0] * 6 for _ in range(6)]
    right = [0.0] * 6
    for wish in wishes:
        arm = sub(wish.point, centre)
        gap = wish.goal - dot(wish.point, wish.direction)
        _gather(matrix, right, (*wish.direction, *cross(arm, wish.direction)), gap, wish.weight)
    for k in range(6):
        matrix[k][k] += SHIFT_COST if k < 3 else turn_cost
        if k >= 3:
            right[k] -= turn_cost * total[k - 3]
    return solved(matrix, right)


def _gather(
    matrix: list[list[float]], right: list[float], row: Sequence[float], gap: float, weight: float
) -> None:
    for i in range(6):
        weighted = row[i] * weight
        if weighted:
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
