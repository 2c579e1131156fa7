"""Where the figure is while the timer runs, so that it moves with the person."""

from rehabplanner.domain.doses import Side
from rehabplanner.domain.timer import Doing, Now, Schedule
from rehabplanner.figures.figure import Figure
from rehabplanner.gui.widgets.figure_view import moment_at

RETURN_SHARE = 0.4
LONG_HOLD_S = 5.0
STAYS_S = 2.0


def drawn_side(figure: Figure) -> Side:
    """Return the side that works in the drawing: that of its arrows, the right one if none."""
    lefts = sum(part.startswith("left_") for part in figure.arrow)
    rights = sum(part.startswith("right_") for part in figure.arrow)
    return Side.LEFT if lefts > rights else Side.RIGHT


def is_mirrored(figure: Figure, side: Side) -> bool:
    """Say whether the drawing has to be turned over to show this side."""
    return side in (Side.LEFT, Side.RIGHT) and side is not drawn_side(figure)


def figure_moment(
    schedule: Schedule, now: Now, figure: Figure, tempo: tuple[int, int, int] | None
) -> float:
    """Return the figure's moment, from 0 (start) to 1 (end), at a moment of the timer."""
    phase = now.phase
    done_s = phase.length_s - now.left_s
    if phase.doing is Doing.HOLD:
        return 1.0
    if phase.doing is not Doing.WORK:
        return 0.0
    if figure.loops:
        return moment_at(done_s, figure)
    if phase.repetition is None:
        if figure.hold_s >= LONG_HOLD_S:
            return min(1.0, done_s / max(0.3, figure.tempo_s))
        return moment_at(done_s, figure)
    after = schedule.phases[now.index + 1 : now.index + 2]
    if after and after[0].doing is Doing.HOLD:
        return _towards_a_hold(now.share, is_first=phase.repetition == 1)
    return _there_and_back(now.share, tempo or (1, 0, 1))


def _towards_a_hold(share: float, *, is_first: bool) -> float:
    """Return the way up; from the second repetition on it begins with the way back."""
    if is_first:
        return share
    if share < RETURN_SHARE:
        return 1.0 - share / RETURN_SHARE
    return (share - RETURN_SHARE) / (1.0 - RETURN_SHARE)


def _there_and_back(share: float, tempo: tuple[int, int, int]) -> float:
    there, pause, back = tempo
    at = share * (there + pause + back)
    if at < there:
        return at / there
    if at < there + pause or back == 0:
        return 1.0
    return max(0.0, 1.0 - (at - there - pause) / back)
