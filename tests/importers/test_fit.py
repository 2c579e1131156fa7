"""FIT files of our own making: what becomes of them, whole and broken."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from importers.made_files import (
    START,
    definition,
    fit_file,
    fit_records,
    fit_run,
    fit_session,
    fit_time,
    message,
    record_fields,
    whole,
)
from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.importers import fit_columns
from rehabplanner.importers.reading import Imported, Status

Read = Callable[..., Imported]


def test_a_run_is_read_whole(read: Read) -> None:
    row = read(fit_run(600), "run.fit")
    assert row.status is Status.IMPORTED, str(row.message)
    (run,) = row.activities
    assert run.kind is Kind.RUN
    assert run.started_at == START
    assert (run.day, run.utc_offset_min) == (date(2024, 5, 3), 120)
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (1800, 600, 600)
    assert (run.ascent_m, run.average_heart_rate, run.steps) == (12, 140, 1680)
    assert run.effort == 4
    assert run.device == "Garmin"
    assert (run.source_name, run.source_format) == ("run.fit", "fit")
    (track,) = row.tracks
    assert (track.id, len(track)) == (run.id, 601)
    assert (track.time_s[-1], track.distance_m[-1], track.cadence[0]) == (600, 1800, 168)


def test_the_name_does_not_matter(read: Read) -> None:
    assert read(fit_run(30), "run.gpx").activities[0].source_format == "fit"


def test_byte_order_does_not_matter(read: Read) -> None:
    assert read(fit_run(30, order=">")).activities[0].distance_m == 90


def test_without_the_watchs_offset_the_zone_tells_the_day(read: Read) -> None:
    late = datetime(2024, 5, 3, 22, 30, tzinfo=UTC)
    (run,) = read(fit_run(60, offset_h=None, start=late)).activities
    assert (run.day, run.utc_offset_min) == (date(2024, 5, 4), 120)
    (run,) = read(fit_run(60, offset_h=-5, start=late)).activities
    assert (run.day, run.utc_offset_min) == (date(2024, 5, 3), -300)


@pytest.mark.parametrize(
    ("sport", "sub_sport", "kind", "surface"),
    [
        (1, 0, Kind.RUN, None),
        (1, 1, Kind.RUN, Surface.TREADMILL),
        (1, 3, Kind.RUN, Surface.TRAIL),
        (1, 4, Kind.RUN, Surface.TRACK),
        (4, 1, Kind.RUN, Surface.TREADMILL),
        (11, 0, Kind.WALK, None),
        (17, 0, Kind.HIKE, None),
        (2, 7, Kind.CYCLE, None),
        (10, 20, Kind.STRENGTH, None),
        (10, 43, Kind.MOBILITY, None),
        (13, 0, Kind.OTHER, None),
        (254, 0, Kind.OTHER, None),
    ],
)
def test_sports(read: Read, sport: int, sub_sport: int, kind: Kind, surface: Surface) -> None:
    (one,) = read(fit_run(60, sport=sport, sub_sport=sub_sport)).activities
    assert (one.kind, one.surface) == (kind, surface)


def test_multisport_shares_out_its_samples(read: Read) -> None:
    second = START + timedelta(seconds=300)
    body = whole(0, 0, ((0, 0x00, 4),)) + fit_records(600)
    body += whole(2, 18, fit_session(300, 5)) + whole(2, 18, fit_session(300, 1, 0, second))
    row = read(fit_file(body))
    assert [one.kind for one in row.activities] == [Kind.SWIM, Kind.RUN]
    assert [len(track) for track in row.tracks] == [300, 301]
    assert row.tracks[1].time_s[0] == 0
    assert row.activities[0].source_hash != row.activities[1].source_hash


def test_two_files_in_one(read: Read) -> None:
    later = START + timedelta(hours=3)
    row = read(fit_run(60) + fit_run(90, start=later))
    assert [one.duration_s for one in row.activities] == [60, 90]


def test_a_wrong_check_sum_is_a_warning(read: Read) -> None:
    row = read(fit_run(60)[:-1] + b"\x99")
    assert row.status is Status.WARNING
    assert "check sum" in str(row.message)
    assert row.activities[0].distance_m == 180


def test_a_file_cut_short_keeps_what_came_before(read: Read) -> None:
    whole_file = fit_run(600)
    row = read(whole_file[: len(whole_file) // 2])
    assert row.status is Status.WARNING
    (run,) = row.activities
    assert run.distance_m is not None
    assert 700 < run.distance_m < 1000
    assert run.duration_s == pytest.approx(run.distance_m / 3, abs=1)


def test_pauses_are_taken_off_a_rebuilt_recording(read: Read) -> None:
    base = fit_time(START)
    body = whole(0, 0, ((0, 0x00, 4),))
    for second, kind in ((0, 0), (100, 4), (160, 0)):
        body += whole(3, 21, ((253, 0x86, base + second), (0, 0x00, 0), (1, 0x00, kind)))
    rows = [record_fields(second) for second in (*range(101), *range(160, 201))]
    body += definition(1, 20, rows[0]) + b"".join(message(1, row) for row in rows)
    (run,) = read(fit_file(body)).activities
    assert (run.elapsed_s, run.duration_s) == (200, 140)


def test_a_recording_that_was_never_closed_is_read(read: Read) -> None:
    body = whole(0, 0, ((0, 0x00, 4),)) + fit_records(60)
    row = read(fit_file(body, size=0))
    assert row.status is Status.WARNING
    assert row.activities[0].elapsed_s == 60


@pytest.mark.parametrize(("file_type", "word"), [(6, "course"), (2, "settings"), (77, "type 77")])
def test_other_fit_files_are_refused_by_kind(read: Read, file_type: int, word: str) -> None:
    row = read(fit_run(60, file_type=file_type, summary=False), "x.fit")
    assert row.status is Status.FAILED
    assert word in str(row.message)
    assert "x.fit" in str(row.message)


@pytest.mark.parametrize("year", [1989, 1999, 2099])
def test_a_clock_that_was_not_set_is_a_warning(read: Read, year: int) -> None:
    start = datetime(year, 12, 31, 1, tzinfo=UTC)
    row = read(fit_run(60, start=start, offset_h=None))
    assert row.status is Status.WARNING
    assert "clock" in str(row.message)
    assert row.activities[0].day.year == year


def test_a_run_without_distance_has_none_rather_than_zero(read: Read) -> None:
    fields = tuple((n, b, 0 if n == 9 else v) for n, b, v in fit_session(60))
    body = whole(0, 0, ((0, 0x00, 4),)) + whole(2, 18, fields)
    (run,) = read(fit_file(body)).activities
    assert run.distance_m is None


def test_faster_than_anyone_is_a_warning(read: Read) -> None:
    fields = tuple((n, b, 22_000_00 if n == 9 else v) for n, b, v in fit_session(2800))
    body = whole(0, 0, ((0, 0x00, 4),)) + whole(2, 18, fields)
    row = read(fit_file(body))
    assert row.status is Status.WARNING
    assert "7.9 m/s" in str(row.message)


def test_where_our_reader_gives_up_fitdecode_is_asked(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object) -> None:
        raise KeyError("unknown")

    monkeypatch.setattr(fit_columns, "decode", give_up)
    row = read(fit_run(60))
    assert row.status is Status.IMPORTED
    assert row.activities[0].distance_m == 180
    assert len(row.tracks[0]) == 61
