"""How a person has been doing between two days, counted plainly: for briefs and reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import Event, EventKind
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.responses import pain_between

FEWEST_FOR_TREND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """One week in numbers; unknown ones are None."""

    monday: date
    runs: int | None
    distance_m: float | None
    minutes: float | None
    load: float | None
    morning: float | None
    worst: int | None


def halves(scores: Sequence[int]) -> tuple[float, float] | None:
    """Return the medians of the first and the second half; None below eight scores."""
    if len(scores) < 2 * FEWEST_FOR_TREND:
        return None
    middle = len(scores) // 2
    return float(median(scores[:middle])), float(median(scores[middle:]))


def week_rows(dossier: Dossier, first: date, last: date) -> list[WeekRow]:
    """Return every week from the first to the last day, cut to these days."""
    found = []
    monday = monday_of(first)
    while monday <= last:
        start, end = max(first, monday), min(last, monday + timedelta(days=6))
        found.append(_week(dossier, monday, start, end))
        monday += timedelta(days=7)
    return found


def _week(dossier: Dossier, monday: date, first: date, last: date) -> WeekRow:
    sessions: Sequence[Activity] = between(dossier.activities, first, last)
    runs = [one for one in sessions if one.is_running]
    morning, worst = pain_between(dossier, first, last)
    return WeekRow(
        monday=monday,
        runs=len(runs) if noted_days(dossier, first, last) else None,
        distance_m=_sum([one.distance_m for one in runs]),
        minutes=_sum([_minutes(one) for one in runs]),
        load=_sum([one.load for one in sessions]),
        morning=morning,
        worst=worst,
    )


def _minutes(one: Activity) -> float | None:
    return None if one.duration_s is None else one.duration_s / 60


def _sum(values: Sequence[float | None]) -> float | None:
    """Return the sum; None where there is nothing or one value is unknown."""
    known = [one for one in values if one is not None]
    return sum(known) if known and len(known) == len(values) else None


def noted_days(dossier: Dossier, first: date, last: date) -> set[date]:
    """Return the days from first to last with a session, a pain score or a diary entry."""
    found = {one.day for one in between(dossier.activities, first, last)}
    found |= {one.day for one in between(dossier.pains, first, last)}
    return found | {one.day for one in between(dossier.days, first, last)}


def flare_ups(dossier: Dossier, first: date, last: date) -> list[Event]:
    """Return the flare-ups noted in these days."""
    return [one for one in between(dossier.events, first, last) if one.kind is EventKind.FLARE_UP]


def measure_pairs(
    dossier: Dossier, first: date, last: date
) -> list[tuple[str, list[MeasureResult]]]:
    """Return the results with a total by measure, oldest first; the one before `first` too."""
    found: dict[str, list[MeasureResult]] = {}
    for one in dossier.measure_results:
        if one.day <= last and one.total is not None:
            found.setdefault(one.measure_id, []).append(one)
    pairs = []
    for name, results in found.items():
        inside = [one for one in results if one.day >= first]
        earlier = [one for one in results if one.day < first]
        if inside:
            pairs.append((name, [*earlier[-1:], *inside]))
    return pairs
