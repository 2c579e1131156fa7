"""GPX files of our own making: versions, extensions, zones, gaps and nonsense."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from importers.made_files import START, gpx_point, gpx_run, gpx_text
from rehabplanner.domain.activities import Kind
from rehabplanner.importers.reading import Imported, Status

Read = Callable[..., Imported]


def run_at(speed: float, sport: str = "", seconds: int = 600) -> str:
    points = [
        gpx_point(s * speed / 3, time=(START + timedelta(seconds=s)).isoformat())
        for s in range(0, seconds + 1, 10)
    ]
    return gpx_text(points, sport=sport)


def test_a_run_is_read_whole(read: Read) -> None:
    row = read(gpx_run(600), "a.gpx")
    assert row.status is Status.IMPORTED, str(row.message)
    (run,) = row.activities
    assert (run.kind, run.title, run.started_at) == (Kind.RUN, "Morning run", START)
    assert run.distance_m == pytest.approx(1800, rel=0.002)
    assert (run.duration_s, run.elapsed_s, run.moving_s) == (600, 600, 600)
    assert run.average_heart_rate == pytest.approx(150, abs=1)
    assert (run.day, run.utc_offset_min) == (date(2024, 5, 3), 120)
    (track,) = row.tracks
    assert len(track) == 121
    assert track.cadence[0] == 170
    assert track.distance_m[-1] == pytest.approx(run.distance_m)


def test_without_namespace_prefix_or_version(read: Read) -> None:
    bare = gpx_run(60).replace(' xmlns="http://www.topografix.com/GPX/1/1"', "")
    bare = bare.replace("gpxtpx:", "").replace('gpx version="1.1"', "gpx")
    assert read(bare).activities[0].average_heart_rate == pytest.approx(122.8, abs=0.1)


def test_blanks_and_mark_before_the_declaration(read: Read) -> None:
    assert read(b"\xef\xbb\xbf \r\n" + gpx_run(60).encode()).status is Status.IMPORTED


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp1252"])
def test_other_letters(read: Read, encoding: str) -> None:
    text = gpx_run(60).replace("Morning run", "Übungslauf").replace("UTF-8", encoding)
    assert read(text.encode(encoding)).activities[0].title == "Übungslauf"


def test_letters_that_are_not_what_is_declared(read: Read) -> None:
    text = gpx_run(60).replace("Morning run", "Größe")
    assert read(text.encode("latin-1")).activities[0].title == "Größe"


def test_mark_up_in_names_stays_text(read: Read) -> None:
    text = gpx_text([gpx_point(s) for s in range(9)], name="&lt;b&gt;&amp; {file} {0}&lt;/b&gt;")
    assert read(text).activities[0].title == "<b>& {file} {0}</b>"


def test_an_offset_in_the_times_is_the_runners_own(read: Read) -> None:
    points = [gpx_point(s, time=f"2024-05-03T23:50:{s:02}+09:00") for s in range(0, 60, 5)]
    (run,) = read(gpx_text(points)).activities
    assert (run.day, run.utc_offset_min) == (date(2024, 5, 3), 540)


def test_times_without_zone_are_local_and_told(read: Read) -> None:
    points = [gpx_point(s, time=f"2024-05-03T00:10:{s:02}") for s in range(0, 60, 5)]
    row = read(gpx_text(points))
    assert row.status is Status.WARNING
    assert "zone" in str(row.message)
    assert (row.activities[0].day, row.activities[0].utc_offset_min) == (date(2024, 5, 3), 120)


def test_no_sport_is_guessed_from_speed(read: Read) -> None:
    assert read(run_at(3.0)).activities[0].kind is Kind.RUN
    assert read(run_at(1.3)).activities[0].kind is Kind.WALK
    assert read(run_at(7.0, "cycling")).activities[0].kind is Kind.CYCLE


def test_a_run_that_nobody_can_run_is_a_warning(read: Read) -> None:
    row = read(run_at(8.0, seconds=1200))
    assert row.status is Status.WARNING
    assert "faster" in str(row.message)


def test_distance_is_not_counted_across_a_gap(read: Read) -> None:
    there = "".join(gpx_point(s) for s in range(0, 61, 5))
    elsewhere = "".join(gpx_point(s) for s in range(1000, 1061, 5))
    (run,) = read(gpx_text([there, "</trkseg><trkseg>", elsewhere])).activities
    assert run.distance_m == pytest.approx(360, rel=0.01)
    assert (run.duration_s, run.elapsed_s) == (120, 1060)


def test_tracks_of_two_days_are_two_activities(read: Read) -> None:
    first = "".join(gpx_point(s) for s in range(0, 61, 5))
    second = "".join(gpx_point(s) for s in range(90_000, 90_061, 5))
    text = gpx_text([first, "</trkseg></trk><trk><type>running</type><trkseg>", second])
    days = [one.day.isoformat() for one in read(text).activities]
    assert days == ["2024-05-03", "2024-05-04"]


@pytest.mark.parametrize("value", ["nan", "inf", "91", "-1e9", "", "undefined", "4_8", "48,1"])
def test_impossible_places_are_left_out_and_counted(read: Read, value: str) -> None:
    bad = f'<trkpt lat="{value}" lon="11"><time>2024-05-03T05:30:01Z</time></trkpt>'
    row = read(gpx_text([gpx_point(0), bad, gpx_point(2), gpx_point(30)]))
    assert row.status is Status.WARNING
    assert "1 points" in str(row.message)
    assert len(row.tracks[0]) == 3


def test_unreadable_times_are_counted(read: Read) -> None:
    points = [gpx_point(s, time="yesterday" if s == 5 else None) for s in range(20)]
    row = read(gpx_text(points))
    assert row.status is Status.WARNING
    assert "1 points have a time" in str(row.message)


@pytest.mark.parametrize("value", ["NaN", "-5", "999", "abc"])
def test_impossible_pulses_and_heights_are_unknown(read: Read, value: str) -> None:
    point = gpx_point(5, pulse=140).replace(">140<", f">{value}<")
    (run,) = read(gpx_text([gpx_point(0, pulse=140), point, gpx_point(10, pulse=140)])).activities
    assert run.average_heart_rate == 140


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<wpt lat='1' lon='1'><name>x</name></wpt>", "no recorded track"),
        ("<rte><rtept lat='1' lon='1'/><rtept lat='1' lon='2'/></rte>", "no recorded track"),
        ("<trk><trkseg><trkpt lat='1' lon='1'/></trkseg></trk>", "single point"),
        ("<trk><trkseg><trkpt lat='1' lon='1'/><trkpt lat='1' lon='2'/></trkseg></trk>", "times"),
        ("", "no recorded track"),
    ],
)
def test_what_is_no_dated_activity_is_refused(read: Read, body: str, word: str) -> None:
    row = read(f"<gpx>{body}</gpx>", "r.gpx")
    assert row.status is Status.FAILED
    assert word in str(row.message)
    assert "r.gpx" in str(row.message)


def test_a_file_cut_short_keeps_what_came_before(read: Read) -> None:
    text = gpx_run(600)
    row = read(text[: len(text) // 2])
    assert row.status is Status.WARNING
    assert "breaks off" in str(row.message)
    assert row.activities[0].duration_s == pytest.approx(300, abs=20)


@pytest.mark.parametrize(("year", "status"), [(1901, "failed"), (1989, "warning")])
def test_years_that_cannot_be(read: Read, year: int, status: str) -> None:
    points = [gpx_point(s, time=f"{year}-05-03T05:30:{s:02}Z") for s in range(0, 60, 5)]
    row = read(gpx_text(points))
    assert row.status.value == status
    assert str(year) in str(row.message)


def test_times_at_the_ends_of_time_do_not_overflow(read: Read) -> None:
    for year in ("0001", "9999"):
        points = [gpx_point(s, time=f"{year}-12-31T23:59:{s:02}Z") for s in range(0, 60, 5)]
        assert read(gpx_text(points)).status is Status.FAILED


def test_points_out_of_order_are_sorted_in_the_track(read: Read) -> None:
    row = read(gpx_text([gpx_point(s) for s in (0, 20, 10, 30)]))
    assert list(row.tracks[0].time_s) == [0, 10, 20, 30]
