"""Following a person by measures: which are due, and what is compared with what."""

from datetime import date, timedelta

from builders import PERSON_ID, a_person
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.following import compared, due_measures
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.library.measures import load_measures
from rehabplanner.paths import resources
from rehabplanner.wording import _

MEASURES = load_measures(resources() / "measures", _)
TODAY = date(2026, 9, 27)


def a_result(total: float | None, days_ago: int, measure_id: str = "rmdq", version: str = "24"):
    return MeasureResult(
        person_id=PERSON_ID,
        day=TODAY - timedelta(days=days_ago),
        measure_id=measure_id,
        version=version,
        total=total,
    )


def due(measures: str, *results: MeasureResult, weeks: int = 4) -> list[str]:
    person = a_person(measures=measures, measure_weeks=weeks)
    found = due_measures(make_dossier(person, results), MEASURES, TODAY)
    return [one.id for one in found]


def test_only_chosen_measures_are_due_and_not_twice() -> None:
    assert due("") == []
    assert due("rmdq psfs nonsense") == ["rmdq", "psfs"]
    assert due("rmdq", a_result(5, 27)) == []
    assert due("rmdq", a_result(5, 28)) == ["rmdq"]
    assert due("rmdq", a_result(5, 28), a_result(4, 1)) == []
    assert due("rmdq", a_result(5, 8), weeks=1) == ["rmdq"]


def test_a_result_is_compared_with_the_last_and_the_first() -> None:
    rmdq = MEASURES["rmdq"]
    now = a_result(6, 0)
    results = (a_result(15, 60), a_result(None, 50), a_result(12, 30), now)
    last, first = compared(rmdq, results, now)
    assert (last.before.total, last.is_first) == (12, False)
    assert (first.before.total, first.is_first) == (15, True)
    (only,) = compared(rmdq, (a_result(15, 60), now), now)
    assert only.is_first
    assert compared(rmdq, (now,), now) == ()
    assert compared(rmdq, (a_result(15, 60, version="18"), now), now) == ()
    groc = MEASURES["groc"]
    former, later = a_result(2, 30, "groc", "11"), a_result(4, 0, "groc", "11")
    assert compared(groc, (former, later), later) == (), "it asks for the change itself"
