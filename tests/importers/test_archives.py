"""Gzip and zip: plain, Strava's with its index, Garmin's within one another, and harmful ones."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from importers.conftest import BERLIN, WHO
from importers.made_files import STRAVA_HEADERS, fit_run, gpx_run, gpx_text, tcx_run
from rehabplanner.domain.activities import Surface
from rehabplanner.importers import archive
from rehabplanner.importers.reading import Imported, Status, read_file


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, contents in members.items():
            packed.writestr(name, contents)
    return stream.getvalue()


def rows_of(tmp_path: Path, contents: bytes, name: str = "all.zip") -> dict[str, Imported]:
    path = tmp_path / name
    path.write_bytes(contents)
    rows = read_file(path, WHO, BERLIN)
    return {row.file.removeprefix(str(path)).lstrip("/"): row for row in rows}


@pytest.mark.parametrize("contents", [fit_run(60), gpx_run(60).encode(), tcx_run(60).encode()])
def test_gzip_of_each(tmp_path: Path, contents: bytes) -> None:
    plain = rows_of(tmp_path, contents, "plain")[""]
    packed = rows_of(tmp_path, gzip.compress(contents), "packed.fit.gz")[""]
    assert packed.status is Status.IMPORTED
    assert packed.activities[0].distance_m == plain.activities[0].distance_m
    assert packed.activities[0].source_hash == plain.activities[0].source_hash


def test_a_plain_zip_gives_a_row_for_each_file(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path,
        zipped(
            {
                "a.fit": fit_run(60),
                "b/c.gpx": gpx_run(60).encode(),
                "b/broken.gpx": b"<gpx></gpx>",
                "d.tcx.gz": gzip.compress(tcx_run(60).encode()),
                "photo.jpg": b"\xff\xd8\xff",
                "__MACOSX/._a.fit": b"x",
            }
        ),
    )
    assert {name: row.status.value for name, row in rows.items()} == {
        "a.fit": "imported",
        "b/c.gpx": "imported",
        "b/broken.gpx": "failed",
        "d.tcx.gz": "imported",
    }


def test_stravas_index_gives_titles_effort_and_notes(tmp_path: Path) -> None:
    index = (
        STRAVA_HEADERS + "\n"
        '1,"May 3, 2024, 5:30:00 AM",Hills,Trail Run,"steep",600,1.80,,,false,,,'
        "activities/1.fit.gz,70,,600,600,1800,4,2.8,55,7\n"
        '2,"May 5, 2024, 5:30:00 AM",By hand,Run,,1200,3.00,,,false,,,,70,,1200,1200,3000,4,,,3\n'
    )
    packed = gzip.compress(fit_run(600))
    rows = rows_of(
        tmp_path, zipped({"activities.csv": index.encode(), "activities/1.fit.gz": packed})
    )
    (hills,) = rows["activities/1.fit.gz"].activities
    assert (hills.title, hills.notes, hills.effort) == ("Hills", "steep", 7)
    assert (hills.surface, hills.distance_m) == (Surface.TRAIL, 1800)
    assert len(rows["activities/1.fit.gz"].tracks) == 1
    (by_hand,) = rows["activities.csv"].activities
    assert (by_hand.title, by_hand.distance_m) == ("By hand", 3000)


def test_garmins_archives_within_the_archive(tmp_path: Path) -> None:
    settings = fit_run(1, file_type=2, summary=False)
    inner = zipped({"run.fit": fit_run(60), "settings.fit": settings, "cut.fit": fit_run(60)[:9]})
    rows = rows_of(tmp_path, zipped({"DI_CONNECT/Part1.zip": inner, "x.gpx": gpx_run(60).encode()}))
    assert {name: row.status.value for name, row in rows.items()} == {
        "DI_CONNECT/Part1.zip/run.fit": "imported",
        "DI_CONNECT/Part1.zip/cut.fit": "failed",
        "x.gpx": "imported",
    }


def test_no_archive_in_an_archive_in_an_archive(tmp_path: Path) -> None:
    deep = zipped({"c.zip": zipped({"b.zip": zipped({"a.fit": fit_run(9)})})})
    (row,) = rows_of(tmp_path, deep).values()
    assert row.status is Status.FAILED
    assert "archive within an archive" in str(row.message)


@pytest.mark.parametrize(
    "name", ["../../evil.gpx", "/etc/evil.gpx", "a\\..\\..\\evil.gpx", "C:/x.gpx"]
)
def test_names_that_climb_out_are_refused(tmp_path: Path, name: str) -> None:
    rows = rows_of(tmp_path, zipped({name: gpx_run(60).encode(), "ok.gpx": gpx_run(60).encode()}))
    assert sorted(row.status.value for row in rows.values()) == ["failed", "imported"]
    assert not (tmp_path.parent / "evil.gpx").exists()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["all.zip"]


def test_a_name_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.gpx", gpx_run(60))
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("a.gpx", gpx_run(90))
    path = tmp_path / "twice.zip"
    path.write_bytes(stream.getvalue())
    rows = read_file(path, WHO, BERLIN)
    assert [row.status for row in rows] == [Status.FAILED, Status.FAILED]
    assert "more than once" in str(rows[0].message)


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.gpx": gpx_run(60).encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (row,) = rows_of(tmp_path, bytes(data)).values()
    assert row.status is Status.FAILED
    assert "password" in str(row.message)


def test_a_bomb_in_a_zip_is_refused_early(tmp_path: Path) -> None:
    bomb = b"<gpx><trk><trkseg>" + b" " * 300_000_000
    rows = rows_of(tmp_path, zipped({"bomb.gpx": bomb, "ok.gpx": gpx_run(60).encode()}))
    assert rows["bomb.gpx"].status is Status.FAILED
    assert "250 times" in str(rows["bomb.gpx"].message)
    assert rows["ok.gpx"].status is Status.IMPORTED


@pytest.mark.parametrize("head", [b"", b"<gpx><trk>", fit_run(9)[:14], b"date,distance_km\n"])
def test_a_bomb_in_a_gzip_is_refused_early(tmp_path: Path, head: bytes) -> None:
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=6) as packed:
        packed.write(head)
        for _ in range(120):
            packed.write(b" " * 1_000_000)
    (row,) = rows_of(tmp_path, stream.getvalue(), "bomb.gz").values()
    assert row.status is Status.FAILED
    assert str(row.message)


def test_a_claimed_sum_beyond_reason_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_SUM", 100)
    (row,) = rows_of(tmp_path, zipped({"a.gpx": gpx_run(60).encode()})).values()
    assert row.status is Status.FAILED
    assert "far more" in str(row.message)


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.gpx": gpx_run(600).encode(), "b.gpx": gpx_run(60).encode()}))
    at = data.index(b"a.gpx") + 60
    data[at : at + 40] = bytes(40)
    rows = rows_of(tmp_path, bytes(data))
    assert rows["a.gpx"].status in (Status.FAILED, Status.WARNING)
    assert rows["b.gpx"].status is Status.IMPORTED


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_zip_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    data = zipped({"a.gpx": gpx_run(600).encode()})
    (row,) = rows_of(tmp_path, data[: int(len(data) * share)]).values()
    assert row.status is Status.FAILED
    assert "damaged" in str(row.message)


def test_a_gzip_cut_short_is_refused_or_salvaged_with_a_warning(tmp_path: Path) -> None:
    data = gzip.compress(gpx_run(600).encode())
    (row,) = rows_of(tmp_path, data[: len(data) // 2], "a.gpx.gz").values()
    assert row.status in (Status.FAILED, Status.WARNING)


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}, "Excel"),
        ({"photo.jpg": b"x"}, "holds no FIT"),
        ({}, "holds no FIT"),
    ],
)
def test_other_zips_say_what_they_are(tmp_path: Path, members: dict[str, bytes], word: str) -> None:
    (row,) = rows_of(tmp_path, zipped(members)).values()
    assert row.status is Status.FAILED
    assert word in str(row.message)


def test_apples_export_is_read_as_a_stream(tmp_path: Path) -> None:
    export = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [ <!ELEMENT HealthData (Record|Workout)*>
 <!ATTLIST Record type CDATA #IMPLIED> ]>
<HealthData locale="de_DE">
 <Record type="HKQuantityTypeIdentifierStepCount" value="7"/>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30.5" durationUnit="min"
  sourceName="Watch" startDate="2024-05-03 23:50:00 +0200" endDate="2024-05-04 00:21:00 +0200">
  <MetadataEntry key="HKIndoorWorkout" value="1"/>
  <MetadataEntry key="HKElevationAscended" value="1250 cm"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.2" unit="km"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="141.5" maximum="170"/>
 </Workout>
</HealthData>"""
    rows = rows_of(tmp_path, zipped({"apple_health_export/export.xml": export.encode()}))
    (run,) = next(iter(rows.values())).activities
    assert (run.day.isoformat(), run.utc_offset_min) == ("2024-05-03", 120)
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (5200, 1830, 1860)
    assert (run.average_heart_rate, run.ascent_m) == (141.5, 12.5)
    assert run.surface is Surface.TREADMILL


def test_names_with_mark_up_and_emoji(tmp_path: Path) -> None:
    name = "<b>&{0} Läufe 🏃.gpx"
    rows = rows_of(tmp_path, zipped({name: gpx_text([]).encode()}))
    assert name in str(rows[name].message)
