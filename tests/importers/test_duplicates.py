"""Is this the same run? Asked of activities of our own making."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from importers.conftest import WHO
from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.importers.duplicates import Match, Reason, find, mark
from rehabplanner.importers.reading import Imported, Status

START = datetime(2024, 5, 3, 5, 30, tzinfo=UTC)


def an_activity(start: datetime | None = START, **changes: Any) -> Activity:
    values: dict[str, Any] = {
        "person_id": WHO,
        "day": start.date() if start else date(2024, 5, 3),
        "started_at": start,
        "utc_offset_min": 0 if start else None,
        "kind": Kind.RUN,
        "distance_m": 8000.0,
        "duration_s": 2900.0,
        "elapsed_s": 3000.0,
    }
    return Activity(**{**values, **changes})


def a_row(*activities: Activity, file: str = "a.fit") -> Imported:
    return Imported(file=file, status=Status.IMPORTED, activities=activities)


def later(**gap: float) -> datetime:
    return START + timedelta(**gap)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (an_activity(later(days=9), source_hash="x:0"), Reason.CONTENT),
        (an_activity(later(seconds=50)), Reason.START),
        (an_activity(later(seconds=50), kind=Kind.WALK), Reason.START),
        (an_activity(later(seconds=50), kind=Kind.CYCLE), None),
        (an_activity(later(seconds=50), kind=Kind.OTHER), Reason.OVERLAP),
        (an_activity(later(minutes=20)), Reason.OVERLAP),
        (an_activity(later(minutes=40)), None),
        (an_activity(later(minutes=40), elapsed_s=600.0), Reason.OVERLAP),
        (an_activity(later(days=1)), None),
        (an_activity(None), Reason.START),
        (an_activity(None, distance_m=8100.0, duration_s=2930.0), Reason.START),
        (an_activity(None, distance_m=6000.0), None),
        (an_activity(None, kind=Kind.CYCLE), None),
        (an_activity(None, distance_m=None), None),
        (an_activity(later(hours=-2), utc_offset_min=120), Reason.START),
        (an_activity(later(hours=-2), utc_offset_min=120, distance_m=5000.0), None),
    ],
)
def test_reasons(one: Activity, reason: Reason | None) -> None:
    stored = an_activity(source_hash="x:0")
    match = find(one, [an_activity(later(days=-30)), stored])
    assert match == (Match(stored, reason) if reason else None)


def test_a_row_is_marked_with_the_stored_one() -> None:
    stored = an_activity()
    (row,) = mark([a_row(an_activity(later(seconds=5)))], [stored])
    assert row.status is Status.DUPLICATE
    assert list(row.duplicate_of.values()) == [stored.id]
    assert len(row.activities) == 1


def test_the_first_of_a_batch_stays_and_the_second_names_its_file() -> None:
    first, second = mark([a_row(an_activity()), a_row(an_activity(), file="b.gpx")], [])
    assert first.status is Status.IMPORTED
    assert second.status is Status.DUPLICATE
    assert list(second.duplicate_of.values()) == ["a.fit"]


def test_a_row_with_something_new_keeps_its_status() -> None:
    table = a_row(an_activity(None), an_activity(None, distance_m=3000.0, duration_s=900.0))
    (row,) = mark([table], [an_activity()])
    assert row.status is Status.IMPORTED
    assert list(row.duplicate_of) == [table.activities[0].id]


def test_like_runs_of_one_day_in_one_table_are_two() -> None:
    (row,) = mark([a_row(an_activity(None), an_activity(None))], [])
    assert not row.duplicate_of


def test_a_row_of_an_index_and_its_file_are_one() -> None:
    full = an_activity(source_format="fit", moving_s=2850.0)
    listed = an_activity(later(seconds=1), source_format="csv", duration_s=2850.0)
    rows = mark([a_row(listed, file="activities.csv"), a_row(full)], [])
    assert rows[1].status is Status.DUPLICATE


def test_failed_rows_pass_through() -> None:
    failed = Imported(file="x", status=Status.FAILED)
    assert mark([failed], [an_activity()]) == [failed]


def test_two_thousand_against_twenty_thousand_is_quick() -> None:
    day = timedelta(hours=8)
    known = [an_activity(START + n * day) for n in range(20_000)]
    rows = [a_row(replace(known[n * 9], id=uuid4())) for n in range(2_000)]
    started = time.process_time()
    marked = mark(rows, known)
    assert time.process_time() - started < 3
    assert all(row.status is Status.DUPLICATE for row in marked)
