"""Real files of many devices against what independent readers say of them."""

import csv
import math
import os
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.importers import duplicates
from rehabplanner.importers.reading import Imported, Status, read_all, read_file

NAMED = os.environ.get("REHABPLANNER_DATA")
DATA = Path(NAMED) if NAMED else Path(__file__).parents[3] / "shared" / "data"
pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not (DATA / "index.csv").is_file(), reason="no folder of real files"),
]
WHO = UUID(int=7)
UTC_ZONE = ZoneInfo("UTC")
READ: dict[str, Imported] = {}


def table(name: str) -> list[dict[str, str]]:
    if not (DATA / name).is_file():
        return []
    with (DATA / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def of_kinds(*folders: str) -> list[Any]:
    rows = [row for row in table("index.csv") if row["file"].startswith(folders)]
    return [pytest.param(row, id=row["file"]) for row in rows]


def row_of(file: str, zone: ZoneInfo = UTC_ZONE) -> Imported:
    key = f"{file} {zone}"
    if key not in READ:
        rows = read_file(DATA / file, WHO, zone)
        assert len(rows) == 1
        READ[key] = rows[0]
    return READ[key]


def total(activities: tuple[Activity, ...] | list[Activity], name: str) -> float:
    return sum(getattr(activity, name) or 0 for activity in activities)


def mean_heart_rate(activities: tuple[Activity, ...]) -> float:
    known = [one for one in activities if one.average_heart_rate is not None]
    weights = [one.duration_s or 1 for one in known]
    beats = sum((one.average_heart_rate or 0) * w for one, w in zip(known, weights, strict=True))
    return beats / sum(weights)


@pytest.mark.parametrize("row", of_kinds("fit/", "gpx/", "tcx/", "other/", "bulk_"))
def test_each_file_has_the_status_that_it_should(row: dict[str, str]) -> None:
    found = row_of(row["file"])
    if row["must_fail"].startswith("yes"):
        assert found.status is Status.FAILED
        assert not found.activities
        assert not found.tracks
    elif row["expect"] == "warn":
        assert found.status in (Status.WARNING, Status.FAILED)
    elif row["expect"] == "derive":
        assert found.status is Status.WARNING
    else:
        assert found.status is Status.IMPORTED, str(found.message)
    assert (found.message is None) is (found.status is Status.IMPORTED)
    if found.message is not None:
        assert "{" not in str(found.message)
        assert len(str(found.message)) > 30


@pytest.mark.parametrize(
    "row",
    [p for p in of_kinds("fit/", "gpx/", "tcx/", "bulk_") if p.values[0]["expect"] == "import"],
)
def test_each_sound_file_agrees_with_its_index(row: dict[str, str]) -> None:
    activities = row_of(row["file"]).activities
    is_gpx = row["kind"] == "gpx"
    distance = float(row["distance_m"] or 0)
    assert total(activities, "distance_m") == pytest.approx(
        distance, abs=max(0.5, 0.02 * distance) if is_gpx else 0.55
    )
    for column, name in (("timer_s", "duration_s"), ("elapsed_s", "elapsed_s")):
        if row[column]:
            assert total(activities, name) == pytest.approx(float(row[column]), abs=1.05)
    start = min(one.started_at for one in activities if one.started_at is not None)
    assert start.strftime("%Y-%m-%dT%H:%M:%SZ") == row["start_utc"]
    if row["avg_hr"]:
        assert mean_heart_rate(activities) == pytest.approx(float(row["avg_hr"]), abs=1.05)
    if row["utc_offset_h"]:
        assert activities[0].utc_offset_min == float(row["utc_offset_h"]) * 60
    if row["ascent_m"] and row["kind"] == "fit":
        assert total(activities, "ascent_m") == pytest.approx(float(row["ascent_m"]), abs=0.5)
    if row["ascent_m"] and is_gpx:
        assert total(activities, "ascent_m") == pytest.approx(
            float(row["ascent_m"]), rel=0.3, abs=1
        )


def test_the_index_knows_of_many_files_and_none_is_skipped() -> None:
    assert len(of_kinds("fit/", "gpx/", "tcx/", "bulk_")) > 150


def sessions() -> list[Any]:
    by_file: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table("sessions.csv"):
        if row["file"].endswith(".fit"):
            by_file[row["file"]].append(row)
    return [pytest.param(file, rows, id=file) for file, rows in by_file.items()]


@pytest.mark.parametrize(("file", "rows"), sessions())
def test_multisport_becomes_several_activities(file: str, rows: list[dict[str, str]]) -> None:
    activities = row_of(file).activities
    assert len(activities) == len(rows)
    kinds = {"swimming": Kind.SWIM, "cycling": Kind.CYCLE, "running": Kind.RUN}
    for one, row in zip(activities, rows, strict=True):
        assert one.kind is kinds.get(row["sport"], Kind.OTHER)
        assert one.started_at is not None
        assert one.started_at.strftime("%Y-%m-%dT%H:%M:%SZ") == row["start_utc"]
        assert one.distance_m or pytest.approx(float(row["distance_m"]), abs=0.5) == 0
        assert one.duration_s == pytest.approx(float(row["timer_s"]), abs=1)


def test_the_local_day_is_the_day_that_the_runner_lived() -> None:
    (activity,) = row_of("fit/elevate__kaiteriteri.fit").activities
    assert activity.day.isoformat() == "2020-01-07"
    assert activity.started_at is not None
    assert activity.started_at.date().isoformat() == "2020-01-06"


@pytest.mark.parametrize("row", of_kinds("csv/"))
def test_each_table_agrees_with_its_index(row: dict[str, str]) -> None:
    found = row_of(row["file"])
    assert found.status is not Status.FAILED
    if not row["n_activities"]:
        assert {one.kind for one in found.activities} == {Kind.STRENGTH}
        return
    assert len(found.activities) == int(row["n_activities"])
    runs = [one for one in found.activities if one.kind is Kind.RUN]
    if "grunt" in row["file"]:  # the index leaves eleven ultra runs out of its sum
        kinds = [line["Activity Type"] for line in table(row["file"])]
        runs = [one for one, kind in zip(runs, kinds, strict=True) if kind != "Ultra Running"]
        assert len(runs) == 1120
    assert total(runs, "distance_m") == pytest.approx(float(row["distance_m"]), abs=0.5)
    assert total(runs, "duration_s") == pytest.approx(float(row["timer_s"]), abs=1)


def weeks(dataset: str) -> dict[str, dict[str, str]]:
    rows = [row for row in table("expected_weekly.csv") if row["dataset"].startswith(dataset)]
    return {row["week_monday"]: row for row in rows}


def by_week(activities: list[Activity]) -> dict[str, list[Activity]]:
    result: dict[str, list[Activity]] = defaultdict(list)
    for one in activities:
        result[(one.day - timedelta(days=one.day.weekday())).isoformat()].append(one)
    return result


@pytest.mark.parametrize("who", [f"p0{number}" for number in range(1, 7)])
def test_session_effort_adds_up_by_week(who: str) -> None:
    found = row_of(f"wellness_pmdata/{who}_srpe.csv", ZoneInfo("Europe/Oslo"))
    expected = weeks(f"{who}_srpe")
    sums = by_week(list(found.activities))
    assert set(sums) == set(expected)
    for monday, row in expected.items():
        assert len(sums[monday]) == int(row["n"])
        assert total(sums[monday], "load") == pytest.approx(float(row["srpe_load_au"]))
        assert total(sums[monday], "duration_s") == pytest.approx(float(row["timer_s"]))


def test_strava_index_adds_up_by_week() -> None:
    runs = [
        one
        for one in row_of("csv/Strava-Activity-Map__activities.csv").activities
        if one.kind is Kind.RUN and one.day.year >= 2024
    ]
    expected = weeks("Strava-Activity-Map")
    sums = by_week(runs)
    for monday, row in expected.items():
        assert len(sums[monday]) == int(row["n"])
        assert total(sums[monday], "distance_m") == pytest.approx(float(row["distance_m"]), abs=1)
        assert total(sums[monday], "duration_s") == pytest.approx(float(row["timer_s"]), abs=1)


def test_bulk_folder_adds_up_by_week() -> None:
    rows = list(read_all([DATA / "bulk_nike_2020_2021"], WHO, ZoneInfo("America/Recife")))
    assert len(rows) == 24
    sound = [one for row in rows if row.status is Status.IMPORTED for one in row.activities]
    sums = by_week(sound)
    for monday, row in weeks("bulk_nike").items():
        assert len(sums[monday]) == int(row["n"])
        assert total(sums[monday], "distance_m") == pytest.approx(
            float(row["distance_m"]), rel=0.02
        )
        assert total(sums[monday], "duration_s") == pytest.approx(float(row["timer_s"]), abs=3)


@pytest.mark.parametrize(
    "pair",
    [pytest.param(p, id=f"{p['file_a']} {p['file_b']}") for p in table("duplicates.csv")],
)
def test_known_pairs_are_found(pair: dict[str, str]) -> None:
    first, second = row_of(pair["file_a"]), row_of(pair["file_b"])
    marked = duplicates.mark([first, second], [])
    assert marked[0].status is not Status.DUPLICATE
    assert marked[1].status is Status.DUPLICATE
    assert set(marked[1].duplicate_of.values()) == {first.file}
    again = duplicates.mark([second], first.activities)
    assert set(again[0].duplicate_of.values()) == {one.id for one in first.activities}


def test_files_that_start_at_different_times_are_not_called_the_same() -> None:
    files = [row["file"] for row in table("index.csv") if row["file"].startswith(("fit/", "bulk"))]
    rows = [row_of(file) for file in files]
    for row in duplicates.mark(rows, []):
        by_file = {one.file: one for one in rows}
        for mine, other in row.duplicate_of.items():
            (one,) = [one for one in row.activities if one.id == mine]
            starts = [twin.started_at for twin in by_file[str(other)].activities]
            assert one.started_at is not None
            assert any(abs((one.started_at - s).total_seconds()) <= 90 for s in starts if s)


def test_the_same_ride_typed_in_twice_is_found_within_one_table() -> None:
    (row,) = duplicates.mark([row_of("csv/strava_py__activities.csv")], [])
    assert len(row.duplicate_of) == 1
    assert row.status is Status.IMPORTED


def test_wellness_keeps_only_what_its_scales_say_for_certain() -> None:
    found = row_of("wellness_pmdata/p01_wellness.csv", ZoneInfo("Europe/Oslo"))
    assert len(found.days) == 138
    first = min(found.days, key=lambda day: day.day)
    assert (first.sleep_h, first.sleep_quality, first.mood, first.stress) == (6, 5, 5, None)
    assert first.note == "fatigue 2/5, stress 3/5, soreness 2/5, readiness 5/10"


def test_tracks_are_whole_and_in_order() -> None:
    for file in (
        "fit/elevate__kaiteriteri.fit",
        "gpx/runpandas__run.gpx",
        "tcx/runpandas__run.tcx",
    ):
        row = row_of(file)
        (track,) = row.tracks
        assert track.id == row.activities[0].id
        assert list(track.time_s) == sorted(track.time_s)
        assert len(track) > 1000
        known = [metres for metres in track.distance_m if not math.isnan(metres)]
        assert known[-1] == pytest.approx(row.activities[0].distance_m or 0, rel=0.02)
