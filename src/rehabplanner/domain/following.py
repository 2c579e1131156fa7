"""Following a person by outcome measures: which are chosen, which are due, what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.measures import Measure, MeasureResult
from rehabplanner.domain.people import Person
from rehabplanner.domain.scoring import Change, change

RECOMMENDED = ("psfs", "rmdq", "nprs-3")
RUNNING = ("uwri",)
BACK = ("rmdq", "odi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A change against an earlier result; `is_first` where that was the first of all."""

    before: MeasureResult
    is_first: bool
    change: Change


def chosen_measures(person: Person) -> tuple[str, ...]:
    """Return the ids of the measures chosen for a person."""
    return tuple(person.measures.split())


def results_of(dossier: Dossier, measure_id: str) -> tuple[MeasureResult, ...]:
    """Return the results of a measure, the oldest first."""
    return tuple(one for one in dossier.measure_results if one.measure_id == measure_id)


def due_day(dossier: Dossier, measure_id: str) -> date | None:
    """Return the day from which a measure is due again; None where it was never filled in."""
    results = results_of(dossier, measure_id)
    if not results:
        return None
    return results[-1].day + timedelta(weeks=dossier.person.measure_weeks)


def due_measures(
    dossier: Dossier, measures: Mapping[str, Measure], today: date
) -> tuple[Measure, ...]:
    """Return the chosen measures that are due today: never filled in, or long enough ago."""
    found = []
    for measure_id in chosen_measures(dossier.person):
        day = due_day(dossier, measure_id)
        if measure_id in measures and (day is None or day <= today):
            found.append(measures[measure_id])
    return tuple(found)


def compared(
    measure: Measure, results: Sequence[MeasureResult], now: MeasureResult
) -> tuple[Compared, ...]:
    """Return what changed against the result before and against the first one.

    Results without a total, of another version or of the same day or later are left out, and so
    are measures that ask for a change themselves.
    """
    if now.total is None or measure.is_change or now.version != measure.version:
        return ()
    earlier = [
        one
        for one in results
        if one.day < now.day
        and one.id != now.id
        and one.total is not None
        and one.version == measure.version
    ]
    if not earlier:
        return ()
    pairs = [(earlier[-1], len(earlier) == 1)]
    if len(earlier) > 1:
        pairs.append((earlier[0], True))
    return tuple(
        Compared(
            before=before, is_first=is_first, change=change(measure, before.total or 0.0, now.total)
        )
        for before, is_first in pairs
    )
