"""What a result and a change are called."""

from collections.abc import Sequence

from rehabplanner.domain.following import Compared, compared
from rehabplanner.domain.measures import Direction, Measure, MeasureResult
from rehabplanner.domain.problems import Message
from rehabplanner.domain.scoring import ChangeKind, Scored, entered, score
from rehabplanner.wording import UNKNOWN, _, day_text, number_text, say

SIGNS = {
    ChangeKind.BEYOND_ERROR: "▲▲",
    ChangeKind.IMPORTANT: "▲",
    ChangeKind.WITHIN_ERROR: "=",
    ChangeKind.WORSE: "▼",
    ChangeKind.NO_CLAIM: "?",
}
"""The shape of each kind of change, so that it can be told without colour."""


def total_words(measure: Measure, total: float | None) -> str:
    """Return a total with its range, such as `7 (0 to 24)`; a dash where there is none."""
    if total is None:
        return UNKNOWN
    return _("{total} ({low} to {high})").format(
        total=number_text(total, 1),
        low=number_text(measure.low, 1).replace("-", "\N{MINUS SIGN}"),
        high=number_text(measure.high, 1),
    )


def direction_words(measure: Measure) -> str:
    """Return which way is better."""
    if measure.direction is Direction.LOWER:
        return _("lower is better")
    return _("higher is better")


def scored(measure: Measure, result: MeasureResult) -> Scored | None:
    """Return a stored result with its words; None for a total that is not known."""
    if result.answers and result.version == measure.version:
        return score(measure, result.answers)
    if result.total is None or not measure.low <= result.total <= measure.high:
        return None
    return entered(measure, result.total)


def meaning(found: Scored | None) -> str:
    """Return the words of a score."""
    if found is None:
        return ""
    return " ".join(say(one) if isinstance(one, Message) else one for one in found.interpretation)


def change_line(one: Compared) -> str:
    """Return one change in words."""
    against = (
        _("Against the first ({day}, {total}):")
        if one.is_first
        else _("Against the last ({day}, {total}):")
    )
    start = against.format(day=day_text(one.before.day), total=number_text(one.before.total, 1))
    return f"{SIGNS[one.change.kind]}  {start} {say(one.change.words)}"


def change_lines(
    measure: Measure, results: Sequence[MeasureResult], now: MeasureResult
) -> tuple[str, ...]:
    """Return what changed against the last and the first result."""
    return tuple(change_line(one) for one in compared(measure, results, now))
