"""The load of a day in more detail: acute and chronic, monotony and strain, with their sources."""

from datetime import date

import numpy as np

from rehabplanner.analytics.figure import QUANTITY_OF, Figure, Quantity, from_to, missing_days
from rehabplanner.analytics.load import (
    ACUTE_DAYS,
    CHRONIC_DAYS,
    FEWEST_KNOWN_DAYS,
    FEWEST_TRAINING_DAYS,
    monotony,
    strain,
)
from rehabplanner.analytics.timeline import Measure, Numbers, Timeline
from rehabplanner.domain.problems import Message, marked

EFFORT_MEASURES = frozenset({Measure.LOAD})
"""Measures of which monotony and strain are told: Foster's are of load."""


def load_figures(
    timeline: Timeline,
    day: date,
    measure: Measure,
    acute: Numbers,
    chronic: Numbers,
    is_plain: bool = False,
) -> tuple[Figure, ...]:
    """Return the load figures as they stand on a day; `acute` and `chronic` are its columns.

    `is_plain` says that the columns are plain means and not weighted averages.
    """
    found = [
        average_figure(timeline, day, measure, acute, ACUTE_DAYS, is_plain),
        average_figure(timeline, day, measure, chronic, CHRONIC_DAYS, is_plain),
    ]
    if measure in EFFORT_MEASURES:
        found += foster_figures(timeline, day, measure)
    return tuple(found)


def average_figure(
    timeline: Timeline,
    day: date,
    measure: Measure,
    column: Numbers,
    span_days: int,
    is_plain: bool = False,
) -> Figure:
    """Return the acute or chronic load of a day, or of the last known one of the week before."""
    is_acute = span_days == ACUTE_DAYS
    index = min(timeline.index(day), len(timeline) - 1)
    recent = column[max(0, index - ACUTE_DAYS + 1) : index + 1]
    known = np.flatnonzero(~np.isnan(recent))
    value = float(recent[known[-1]]) if len(known) else None
    of_day = timeline.day(index - len(recent) + 1 + int(known[-1])) if len(known) else None
    return Figure(
        key="acute" if is_acute else "chronic",
        name=Message(marked("Acute, a day") if is_acute else marked("Chronic, a day")),
        quantity=QUANTITY_OF[measure],
        value=value,
        count=int((~np.isnan(timeline.amounts[measure].total[: index + 1][-span_days:])).sum()),
        possible=span_days,
        counted=Message(marked("on {day}"), {"day": of_day})
        if of_day is not None
        else Message(marked("not known")),
        where_from=average_source(
            timeline, of_day or timeline.day(index), measure, span_days, is_plain
        ),
    )


def average_source(
    timeline: Timeline, day: date, measure: Measure, span_days: int, is_plain: bool = False
) -> tuple[Message, ...]:
    """Return how the weighted average of a day came about: formula, days, what is missing."""
    index = min(timeline.index(day), len(timeline) - 1)
    amounts = timeline.amounts[measure]
    values = np.where(amounts.is_partial, np.nan, amounts.total)
    known = np.flatnonzero(~np.isnan(values[: index + 1]))
    days = slice(max(0, index - span_days + 1), index + 1)
    in_span = int((~np.isnan(values[days])).sum())
    if is_plain:
        return (
            Message(
                marked("The plain mean of {days} days, all of them known."), {"days": span_days}
            ),
            from_to(timeline, days),
            Message(
                marked("Days known: {count} of {possible}."),
                {"count": in_span, "possible": span_days},
            ),
        )
    found = [
        Message(
            marked(
                "A weighted average: the newest day counts {weight} %, the average so far the "
                "rest; lambda = 2 / ({days} + 1) (Williams 2017)."
            ),
            {"weight": f"{200 / (span_days + 1):.3g}", "days": span_days},
        )
    ]
    if len(known):
        found.append(
            Message(
                marked("It began with the first known day, {day}."),
                {"day": timeline.day(int(known[0]))},
            )
        )
    found += [
        from_to(timeline, days),
        Message(
            marked("Days known: {count} of {possible}. An unknown day leaves it as it was."),
            {"count": in_span, "possible": days.stop - days.start},
        ),
        Message(
            marked("Shown from {days} days on, where 5 of 7 days are known."), {"days": span_days}
        ),
    ]
    return tuple(found)


def foster_figures(timeline: Timeline, day: date, measure: Measure) -> tuple[Figure, Figure]:
    """Return monotony and strain of the 7 days up to a day (Foster 1998), None where undefined."""
    index = min(timeline.index(day), len(timeline) - 1)
    days = slice(max(0, index - ACUTE_DAYS + 1), index + 1)
    amounts = timeline.amounts[measure]
    week = np.where(amounts.is_partial, np.nan, amounts.total)[days]
    values = [float(made[-1]) if len(week) else np.nan for made in (monotony(week), strain(week))]
    known = int((~np.isnan(week)).sum())
    counted = Message(marked("{count} of {possible} days"), {"count": known, "possible": len(week)})
    rule = Message(
        marked(
            "Not defined with fewer than {known} known days or {training} days of training, or "
            "where every day was alike."
        ),
        {"known": FEWEST_KNOWN_DAYS, "training": FEWEST_TRAINING_DAYS},
    )
    shared = (from_to(timeline, days), *missing_days(timeline, days, 0), rule)
    return (
        Figure(
            key="monotony",
            name=Message(marked("Monotony, 7 days")),
            quantity=Quantity.RATIO,
            value=_known(values[0]),
            count=known,
            possible=len(week),
            counted=counted,
            where_from=(
                Message(
                    marked(
                        "Mean of the daily loads over their spread (sample standard deviation, "
                        "rest days count as 0; Foster 1998). High means that the days are alike."
                    )
                ),
                Message(
                    marked(
                        "“Above 2 is high” is a rule of thumb from the web and was never tested "
                        "for backs."
                    )
                ),
                *shared,
            ),
        ),
        Figure(
            key="strain",
            name=Message(marked("Strain, 7 days")),
            quantity=Quantity.LOAD,
            value=_known(values[1]),
            count=known,
            possible=len(week),
            counted=counted,
            where_from=(
                Message(marked("Load of the week times its monotony (Foster 1998).")),
                Message(
                    marked(
                        "Foster compared 25 athletes each with themselves and with colds, not "
                        "with injuries: there is no limit for everybody."
                    )
                ),
                *shared,
            ),
        ),
    )


def _known(value: float) -> float | None:
    return None if value != value else value
