"""Bounded numbers with their anchors: pain, effort, stress and the like, 0 to 10."""

import math
from collections.abc import Mapping

from rehabplanner.domain.problems import Problem, marked

SCALE_TOP = 10

EFFORT_ANCHORS: Mapping[int, str] = {
    0: marked("rest"),
    1: marked("very, very easy"),
    2: marked("easy"),
    3: marked("moderate"),
    4: marked("somewhat hard"),
    5: marked("hard"),
    7: marked("very hard"),
    10: marked("maximal"),
}
"""Foster's CR10 words for session effort (Foster 2001, JSCR 15:109); 6, 8 and 9 have none."""

PAIN_ANCHORS: Mapping[int, str] = {
    0: marked("no pain"),
    2: marked("mild"),
    4: marked("moderate"),
    7: marked("strong"),
    10: marked("worst imaginable"),
}
"""Words beside the 0-10 numerical pain rating scale."""


def checked_score(field_name: str, value: float | None) -> None:
    """Raise a Problem unless the value is unknown or a number from 0 to 10."""
    if value is None:
        return
    if not math.isfinite(value) or not 0 <= value <= SCALE_TOP:
        raise Problem(field_name, marked("This scale goes from 0 to 10."))


def checked_amount(field_name: str, value: float | None, most: float) -> None:
    """Raise a Problem unless the value is unknown or a finite number from 0 to `most`."""
    if value is None:
        return
    if not math.isfinite(value) or value < 0:
        raise Problem(field_name, marked("This number cannot be below zero."))
    if value > most:
        raise Problem(
            field_name, marked("This number is above {most}. Please check it."), most=most
        )
