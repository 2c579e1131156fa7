"""What the step from one total of a measure to a later one means, in words."""

from collections.abc import Sequence

from rehabplanner.domain.measures import Measure, MeasureResult
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.scoring import change
from rehabplanner.wording import say


def change_words(measure: Measure, results: Sequence[MeasureResult]) -> str:
    """Return what the step from the first to the last total means; nothing from one."""
    known = [one.total for one in results if one.total is not None]
    if len(known) < 2:
        return ""
    try:
        return say(change(measure, known[0], known[-1]).words)
    except Problem:
        return ""
