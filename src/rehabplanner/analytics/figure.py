"""One number with everything that may be asked of it: its count, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.timeline import Amounts, DayState, Measure, Timeline
from rehabplanner.domain.problems import Message, marked


class Quantity(StrEnum):
    """What a number is, and so how it is written."""

    LOAD = "load"
    METRES = "metres"
    MINUTES = "minutes"
    COUNT = "count"
    CLIMB = "climb"
    SCORE = "score"
    SHARE = "share"
    RATIO = "ratio"


QUANTITY_OF: Mapping[Measure, Quantity] = {
    Measure.LOAD: Quantity.LOAD,
    Measure.DISTANCE: Quantity.METRES,
    Measure.MINUTES: Quantity.MINUTES,
    Measure.RUNNING_MINUTES: Quantity.MINUTES,
    Measure.CONTACTS: Quantity.COUNT,
    Measure.ASCENT: Quantity.CLIMB,
    Measure.DESCENT: Quantity.CLIMB,
    Measure.TRIMP: Quantity.LOAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with everything that may be asked of it.

    `value` is None where it is unknown. `before` is the same number in the equally long span
    before. `count` says how many (days, sessions, scores) it rests on, `possible` of how many.
    `is_lower_bound` is True where a session's value is unknown, `is_estimated` where one is an
    estimate. `where_from` are sentences.
    """

    key: str
    name: Message
    quantity: Quantity
    value: float | None
    before: float | None = None
    change_percent: float | None = None
    count: int
    possible: int
    counted: Message
    is_lower_bound: bool = False
    is_estimated: bool = False
    where_from: tuple[Message, ...]


FORMULAS: Mapping[Measure, str] = {
    Measure.LOAD: marked(
        "Load of a session = effort (0 to 10) times minutes, added up (Foster 2001)."
    ),
    Measure.DISTANCE: marked("Distance of all runs and walks, added up."),
    Measure.MINUTES: marked("Minutes of all sessions, added up."),
    Measure.RUNNING_MINUTES: marked(
        "Minutes of running, added up; of a run-walk only the running part."
    ),
    Measure.CONTACTS: marked("Steps of all runs and walks, added up, where the watch counts them."),
    Measure.ASCENT: marked("Climb of all runs and walks, added up."),
    Measure.DESCENT: marked("Descent of all runs and walks, added up."),
    Measure.TRIMP: marked(
        "Heart-rate load of a session = minutes × x × a × exp(b x), added up (Banister; x from "
        "the resting to the highest heart rate; a = 0.64, b = 1.92 for men and 1.67 for women). "
        "From each session's average heart rate, so rather low where the pace changed. It needs "
        "both heart rates and the sex of the person; without them it is unknown. Not on the scale "
        "of effort × minutes."
    ),
}


def sum_of(amounts: Amounts, days: slice) -> tuple[float | None, int]:
    """Return what is known, added up (None if nothing is), and the number of known days."""
    values = amounts.total[days]
    known = values[~np.isnan(values)]
    return (float(known.sum()) if len(known) else None), len(known)


def days_known(count: int, days: slice) -> Message:
    """Return "5 of 7 days"."""
    return Message(
        marked("{count} of {possible} days"), {"count": count, "possible": days.stop - days.start}
    )


def from_to(timeline: Timeline, days: slice) -> Message:
    """Return the first and the last of these days in words."""
    return Message(
        marked("From {first} to {last}."),
        {
            "first": timeline.day(days.start),
            "last": timeline.day(max(days.start, days.stop - 1)),
        },
    )


def missing_days(timeline: Timeline, days: slice, unknown: int) -> tuple[Message, ...]:
    """Return what is missing: days of which nothing is known, and sessions without a value."""
    unknown_days = int((timeline.state[days] < DayState.REST).sum())
    found = []
    if unknown_days:
        found.append(
            Message(
                marked(
                    "Days without a session or a confirmed rest day: {count}. "
                    "They are unknown and add nothing."
                ),
                {"count": unknown_days},
            )
        )
    if unknown:
        found.append(
            Message(
                marked("Days with a session whose value is missing: {count}. The sum is at least."),
                {"count": unknown},
            )
        )
    return tuple(found)
