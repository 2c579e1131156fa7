"""The few numbers of the week to look at, beside the week before."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.figure import Figure, Quantity
from rehabplanner.analytics.load import change_percent
from rehabplanner.analytics.ranges import (
    COMPARED,
    logged_figure,
    longest_figure,
    pain_figure,
    total_figure,
)
from rehabplanner.analytics.timeline import Measure, PainKind, Timeline
from rehabplanner.domain.problems import Message, marked

MUCH_IN_TWO_WEEKS_PERCENT = 30
NIELSEN = marked(
    "More than 30 % in two weeks: in 873 novices such weeks went with somewhat more injuries "
    "from distance, but weakly (1.59 times, from 0.96 to 2.66; Nielsen 2014). A plan that grew by "
    "10 % a week was no safer than a faster one (Buist 2008)."
)


def last_week_days(timeline: Timeline, today: date) -> tuple[date, date]:
    """Return Monday to Sunday of the week to look at: this one, or the last with entries."""
    logged = np.flatnonzero(timeline.is_logged)
    newest = timeline.day(int(logged[-1])) if len(logged) else today
    day = min(today, newest) if newest < today - timedelta(days=6) else today
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def glance_figures(timeline: Timeline, today: date, measure: Measure) -> tuple[Figure, ...]:
    """Return the few numbers of the week to look at, beside the whole week before.

    A week that is not over is shown as it is so far, without a change in percent.
    """
    monday, sunday = last_week_days(timeline, today)
    last = min(sunday, today)
    earlier = monday - timedelta(days=7), monday - timedelta(days=1)
    is_over = last == sunday
    pairs = [
        (total_figure(timeline, monday, last, measure), total_figure(timeline, *earlier, measure)),
        (
            pain_figure(timeline, monday, last, PainKind.MORNING),
            pain_figure(timeline, *earlier, PainKind.MORNING),
        ),
        (
            pain_figure(timeline, monday, last, PainKind.WORST),
            pain_figure(timeline, *earlier, PainKind.WORST),
        ),
        (logged_figure(timeline, monday, last), logged_figure(timeline, *earlier)),
    ]
    has_before = timeline.index(earlier[1]) >= 0
    found = [
        _beside(now, then if has_before else None, earlier, is_over=is_over) for now, then in pairs
    ]
    longest = longest_figure(timeline, last - timedelta(days=29), last)
    longest = replace(
        longest,
        name=Message(marked("Longest run, 30 days")),
        before=None,
        change_percent=None,
    )
    return (found[0], longest, *found[1:])


def _beside(
    now: Figure, then: Figure | None, earlier: tuple[date, date], *, is_over: bool
) -> Figure:
    """Return the figure with the whole week before as its "before"."""
    before = then.value if then is not None else None
    is_fair = is_over and now.quantity is not Quantity.SCORE and now.quantity is not Quantity.SHARE
    is_fair = is_fair and not now.is_lower_bound and not (then is not None and then.is_lower_bound)
    sentences = [sentence for sentence in now.where_from if sentence.text != COMPARED]
    if before is not None:
        sentences.append(
            Message(
                marked("Before: the whole week from {first} to {last}."),
                {"first": earlier[0], "last": earlier[1]},
            )
        )
    change = change_percent(now.value, before) if is_fair else None
    if change is not None and change > MUCH_IN_TWO_WEEKS_PERCENT:
        sentences.append(Message(NIELSEN))
    return replace(
        now,
        before=before,
        change_percent=change,
        where_from=tuple(sentences),
    )
