"""TCX files of our own making."""

from collections.abc import Callable
from datetime import date

import pytest

from importers.made_files import START, tcx_run
from rehabplanner.domain.activities import Kind
from rehabplanner.importers.reading import Imported, Status

Read = Callable[..., Imported]


def test_a_run_is_read_whole_behind_leading_blanks(read: Read) -> None:
    row = read(tcx_run(600), "a.tcx")
    assert row.status is Status.IMPORTED, str(row.message)
    (run,) = row.activities
    assert (run.kind, run.started_at, run.day) == (Kind.RUN, START, date(2024, 5, 3))
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (1800, 600, 600)
    assert (run.average_heart_rate, run.maximum_heart_rate) == (150, 180)
    (track,) = row.tracks
    assert (len(track), track.distance_m[-1], len(track.laps)) == (121, 1800, 1)


def test_laps_are_added_up_and_their_pulses_weighed(read: Read) -> None:
    second = (
        '</Lap><Lap StartTime="2024-05-03T05:40:00Z"><TotalTimeSeconds>200</TotalTimeSeconds>'
        "<DistanceMeters>500</DistanceMeters><AverageHeartRateBpm><Value>110</Value>"
        "</AverageHeartRateBpm></Lap></Activity>"
    )
    (run,) = read(tcx_run(600).replace("</Lap></Activity>", second)).activities
    assert (run.distance_m, run.duration_s) == (2300, 800)
    assert run.average_heart_rate == pytest.approx(140)


def test_a_course_is_refused(read: Read) -> None:
    text = tcx_run(60).replace("Activities>", "Courses>")
    text = text.replace("<Activity ", "<Course ").replace("</Activity>", "</Course>")
    row = read(text)
    assert row.status is Status.FAILED
    assert "planned route" in str(row.message)


def test_a_missing_frame_is_a_warning(read: Read) -> None:
    text = tcx_run(60)
    cut = text[text.index("<Activities>") : text.index("</TrainingCenterDatabase>")]
    row = read(cut)
    assert row.status is Status.WARNING
    assert row.activities[0].distance_m == 180


def test_a_summary_that_its_track_does_not_cover_is_a_warning(read: Read) -> None:
    text = tcx_run(60).replace("<TotalTimeSeconds>60<", "<TotalTimeSeconds>900<")
    row = read(text)
    assert row.status is Status.WARNING
    assert "15 minutes" in str(row.message)


def test_a_file_cut_short_keeps_what_came_before(read: Read) -> None:
    text = tcx_run(600)
    row = read(text[: len(text) // 2])
    assert row.status is Status.WARNING
    assert row.activities[0].started_at == START


@pytest.mark.parametrize("value", ["NaN", "-3", "x", ""])
def test_nonsense_in_sums_is_unknown(read: Read, value: str) -> None:
    text = tcx_run(60).replace("<TotalTimeSeconds>60<", f"<TotalTimeSeconds>{value}<")
    (run,) = read(text).activities
    assert run.duration_s == 60  # from the points
