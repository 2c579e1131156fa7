"""The numbers of a chosen range of days, each with its count and where it comes from."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from rehabplanner.analytics.figure import (
    FORMULAS,
    QUANTITY_OF,
    Figure,
    Quantity,
    days_known,
    from_to,
    missing_days,
    sum_of,
)
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
COMPARED = marked("Compared with the equally long span before: {first} to {last}.")
NOT_FAIR = marked("Too many values are missing for a change in percent.")
_TOTALS: Mapping[Measure, str] = {
    Measure.LOAD: marked("Total load"),
    Measure.DISTANCE: marked("Distance on foot"),
    Measure.MINUTES: marked("Minutes"),
    Measure.RUNNING_MINUTES: marked("Running minutes"),
    Measure.CONTACTS: marked("Steps"),
    Measure.ASCENT: marked("Climb"),
    Measure.DESCENT: marked("Descent"),
    Measure.TRIMP: marked("Heart-rate load"),
}


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
    value, known = sum_of(amounts, days)
    before = sum_of(amounts, earlier)[0] if earlier is not None else None
    unknown = int(amounts.is_partial[days].sum())
    estimated = int(timeline.is_estimated[days].sum()) if measure is Measure.LOAD else 0
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
        counted=days_known(known, days),
        is_lower_bound=unknown > 0 and value is not None,
        is_estimated=estimated > 0 and value is not None,
        where_from=(
            Message(FORMULAS[measure]),
            from_to(timeline, days),
            *missing_days(timeline, days, unknown),
            *(
                (Message(marked("Days with an estimated effort: {count}."), {"count": estimated}),)
                if estimated
                else ()
            ),
            *((_compared(timeline, earlier),) if earlier is not None else ()),
            *((Message(NOT_FAIR),) if earlier is not None and not is_fair else ()),
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
        is_estimated=total.is_estimated,
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
            from_to(timeline, days),
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
        counted=days_known(count, days),
        where_from=(
            Message(
                marked(
                    "The median: half of the daily scores are at or below it. "
                    "One score a day, the highest if there are several."
                )
            ),
            from_to(timeline, days),
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
            from_to(timeline, days),
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
        counted=days_known(count, days),
        where_from=(
            Message(marked("Days with a session or any diary entry, out of all days.")),
            from_to(timeline, days),
            Message(
                marked("A day without entries is unknown: it is never counted as rest or no pain.")
            ),
        ),
    )


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


def _compared(timeline: Timeline, earlier: slice) -> Message:
    return Message(
        COMPARED,
        {"first": timeline.day(earlier.start), "last": timeline.day(earlier.stop - 1)},
    )
