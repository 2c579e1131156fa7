"""The numbers of a chosen range of days, each with its count and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.load import change_percent
from rehabplanner.analytics.timeline import (
    PAIN_NAMES,
    Amounts,
    DayState,
    Measure,
    PainKind,
    Timeline,
)
from rehabplanner.domain.problems import Message, marked

MOST_UNKNOWN_SESSIONS = 0.1
"""Above this share of sessions without a value, two totals are not compared."""


class Quantity(StrEnum):
    """What a number is, and so how it is written."""

    LOAD = "load"
    METRES = "metres"
    MINUTES = "minutes"
    COUNT = "count"
    CLIMB = "climb"
    SCORE = "score"
    SHARE = "share"


QUANTITY_OF: Mapping[Measure, Quantity] = {
    Measure.LOAD: Quantity.LOAD,
    Measure.DISTANCE: Quantity.METRES,
    Measure.MINUTES: Quantity.MINUTES,
    Measure.RUNNING_MINUTES: Quantity.MINUTES,
    Measure.CONTACTS: Quantity.COUNT,
    Measure.ASCENT: Quantity.CLIMB,
    Measure.DESCENT: Quantity.CLIMB,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with everything that may be asked of it.

    `value` is None where it is unknown. `before` is the same number in the equally long span
    before. `count` says how many (days, sessions, scores) it rests on, `possible` of how many.
    `is_lower_bound` is True where a session's value is unknown. `where_from` are sentences.
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
    where_from: tuple[Message, ...]


_FORMULAS: Mapping[Measure, str] = {
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
}
_TOTALS: Mapping[Measure, str] = {
    Measure.LOAD: marked("Total load"),
    Measure.DISTANCE: marked("Distance on foot"),
    Measure.MINUTES: marked("Minutes"),
    Measure.RUNNING_MINUTES: marked("Running minutes"),
    Measure.CONTACTS: marked("Steps"),
    Measure.ASCENT: marked("Climb"),
    Measure.DESCENT: marked("Descent"),
}


_COMPARED = marked("Compared with the equally long span before: {first} to {last}.")

_NOT_FAIR = marked("Too many values are missing for a change in percent.")


def range_figures(
    timeline: Timeline, first: date, last: date, measure: Measure
) -> tuple[Figure, ...]:
    """Return the numbers of the days from first to last, both included.

    The timeline should reach back as far as the data do: changes look at the span before.
    """
    total = total_figure(timeline, first, last, measure)
    figures = [total, _per_week(timeline, first, last, total)]
    if measure is not Measure.DISTANCE:
        figures.append(total_figure(timeline, first, last, Measure.DISTANCE))
    figures.append(longest_figure(timeline, first, last))
    figures += [pain_figure(timeline, first, last, kind) for kind in PainKind]
    figures += [sessions_figure(timeline, first, last), logged_figure(timeline, first, last)]
    return tuple(figures)


def total_figure(timeline: Timeline, first: date, last: date, measure: Measure) -> Figure:
    """Return the measure added up, beside the equally long span before."""
    days = timeline.span(first, last)
    earlier = _span_before(timeline, first, last)
    amounts = timeline.amounts[measure]
    value, known = _sum(amounts, days)
    before = _sum(amounts, earlier)[0] if earlier is not None else None
    unknown = int(amounts.is_partial[days].sum())
    is_fair = _is_comparable(timeline, amounts, days) and (
        earlier is not None and _is_comparable(timeline, amounts, earlier)
    )
    return Figure(
        key=f"total-{measure.value}",
        name=Message(_TOTALS[measure]),
        quantity=QUANTITY_OF[measure],
        value=value,
        before=before,
        change_percent=change_percent(value, before) if is_fair else None,
        count=known,
        possible=days.stop - days.start,
        counted=_days_known(known, days),
        is_lower_bound=unknown > 0 and value is not None,
        where_from=(
            Message(_FORMULAS[measure]),
            _from_to(timeline, days),
            *_missing(timeline, days, unknown),
            *((_compared(timeline, earlier),) if earlier is not None else ()),
            *((Message(_NOT_FAIR),) if earlier is not None and not is_fair else ()),
        ),
    )


def _per_week(timeline: Timeline, first: date, last: date, total: Figure) -> Figure:
    days = timeline.span(first, last)
    weeks = (days.stop - days.start) / 7
    enough = weeks >= 1 and total.value is not None
    return Figure(
        key=f"per-week-{total.key}",
        name=Message(marked("Per week")),
        quantity=total.quantity,
        value=total.value / weeks if enough and total.value is not None else None,
        before=total.before / weeks if enough and total.before is not None else None,
        change_percent=total.change_percent if enough else None,
        count=total.count,
        possible=total.possible,
        counted=total.counted,
        is_lower_bound=total.is_lower_bound,
        where_from=(
            Message(
                marked("The total, divided by {weeks} weeks. Not shown for less than a week."),
                {"weeks": f"{weeks:.1f}"},
            ),
            *total.where_from,
        ),
    )


def longest_figure(timeline: Timeline, first: date, last: date) -> Figure:
    """Return the longest run in metres."""
    days = timeline.span(first, last)
    earlier = _span_before(timeline, first, last)

    def longest(span: slice) -> float | None:
        most = int(timeline.longest_run_m[span].max(initial=-1))
        return float(most) if most > 0 else None

    value, before = longest(days), longest(earlier) if earlier is not None else None
    runs = int(timeline.runs[days].sum())
    return Figure(
        key="longest-run",
        name=Message(marked("Longest run")),
        quantity=Quantity.METRES,
        value=value,
        before=before,
        change_percent=change_percent(value, before),
        count=runs,
        possible=runs,
        counted=Message(marked("runs: {count}"), {"count": runs}),
        where_from=(
            Message(marked("The longest single run or run-walk whose distance is known.")),
            _from_to(timeline, days),
        ),
    )


def pain_figure(timeline: Timeline, first: date, last: date, kind: PainKind) -> Figure:
    """Return the median of the daily pain scores of a kind."""
    days = timeline.span(first, last)
    earlier = _span_before(timeline, first, last)
    value, count = _median(timeline, kind, days)
    before = _median(timeline, kind, earlier)[0] if earlier is not None else None
    return Figure(
        key=f"pain-{kind.value}",
        name=Message(marked("Pain: {kind}"), {"kind": Message(PAIN_NAMES[kind])}),
        quantity=Quantity.SCORE,
        value=value,
        before=before,
        count=count,
        possible=days.stop - days.start,
        counted=_days_known(count, days),
        where_from=(
            Message(
                marked(
                    "The median: half of the daily scores are at or below it. "
                    "One score a day, the highest if there are several."
                )
            ),
            _from_to(timeline, days),
            Message(
                marked("A change of less than 2 points can be chance (Ostelo 2008)."),
            ),
        ),
    )


def sessions_figure(timeline: Timeline, first: date, last: date) -> Figure:
    """Return how many sessions were done."""
    days = timeline.span(first, last)
    earlier = _span_before(timeline, first, last)
    sessions, runs = int(timeline.sessions[days].sum()), int(timeline.runs[days].sum())
    return Figure(
        key="sessions",
        name=Message(marked("Sessions")),
        quantity=Quantity.COUNT,
        value=float(sessions),
        before=float(timeline.sessions[earlier].sum()) if earlier is not None else None,
        count=runs,
        possible=sessions,
        counted=Message(marked("of them runs: {count}"), {"count": runs}),
        where_from=(
            Message(marked("Every session in the log counts once.")),
            _from_to(timeline, days),
        ),
    )


def logged_figure(timeline: Timeline, first: date, last: date) -> Figure:
    """Return the share of days with anything noted or done, 0 to 1."""
    days = timeline.span(first, last)
    earlier = _span_before(timeline, first, last)
    possible = days.stop - days.start
    count = int(timeline.is_logged[days].sum())
    before = timeline.is_logged[earlier] if earlier is not None else np.empty(0, dtype=bool)
    return Figure(
        key="logged",
        name=Message(marked("Days logged")),
        quantity=Quantity.SHARE,
        value=count / possible if possible else None,
        before=float(before.mean()) if len(before) else None,
        count=count,
        possible=possible,
        counted=_days_known(count, days),
        where_from=(
            Message(marked("Days with a session or any diary entry, out of all days.")),
            _from_to(timeline, days),
            Message(
                marked("A day without entries is unknown: it is never counted as rest or no pain.")
            ),
        ),
    )


def _sum(amounts: Amounts, days: slice) -> tuple[float | None, int]:
    """Return what is known, added up (None if nothing is), and the number of known days."""
    values = amounts.total[days]
    known = values[~np.isnan(values)]
    return (float(known.sum()) if len(known) else None), len(known)


def _median(timeline: Timeline, kind: PainKind, days: slice) -> tuple[float | None, int]:
    values = timeline.pain[kind][days]
    known = values[~np.isnan(values)]
    return (float(np.median(known)) if len(known) else None), len(known)


def _span_before(timeline: Timeline, first: date, last: date) -> slice | None:
    """Return the equally long span before, None where the data do not reach back that far."""
    start = max(timeline.index(first), 0)
    length = min(timeline.index(last) + 1, len(timeline)) - start
    return slice(start - length, start) if 0 < length <= start else None


def _is_comparable(timeline: Timeline, amounts: Amounts, days: slice) -> bool:
    session_days = int((timeline.state[days] == DayState.SESSION).sum())
    return int(amounts.is_partial[days].sum()) <= MOST_UNKNOWN_SESSIONS * max(session_days, 1)


def _days_known(count: int, days: slice) -> Message:
    return Message(
        marked("{count} of {possible} days"), {"count": count, "possible": days.stop - days.start}
    )


def _from_to(timeline: Timeline, days: slice) -> Message:
    return Message(
        marked("From {first} to {last}."),
        {
            "first": timeline.day(days.start),
            "last": timeline.day(max(days.start, days.stop - 1)),
        },
    )


def _compared(timeline: Timeline, earlier: slice) -> Message:
    return Message(
        _COMPARED,
        {"first": timeline.day(earlier.start), "last": timeline.day(earlier.stop - 1)},
    )


def _missing(timeline: Timeline, days: slice, unknown: int) -> tuple[Message, ...]:
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
    sentences = [sentence for sentence in now.where_from if sentence.text != _COMPARED]
    if before is not None:
        sentences.append(
            Message(
                marked("Before: the whole week from {first} to {last}."),
                {"first": earlier[0], "last": earlier[1]},
            )
        )
    return replace(
        now,
        before=before,
        change_percent=change_percent(now.value, before) if is_fair else None,
        where_from=tuple(sentences),
    )
