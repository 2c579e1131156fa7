"""Tables: cells as people write them, and the exports of other programs."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.made_files import OWN_TABLE, STRAVA_HEADERS
from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.importers import cells
from rehabplanner.importers.reading import Imported, Status

Read = Callable[..., Imported]


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("3.40", ".", 3.4),
        ("3,40", ".", 3.4),
        ("3,40", ",", 3.4),
        ("2.932", ",", 2932),
        ("2,932", ".", 2932),
        ("2,932", ",", 2.932),
        ("1.234,5", ".", 1234.5),
        ("1,234.5", ",", 1234.5),
        ("1'234.5", ".", 1234.5),
        ("1.234.567", ",", 1234567),
        ("12 km", ".", 12),
        ("1e3", ".", 1000),
        ("-4", ".", -4),
        ("1_000", ".", None),
        ("nan", ".", None),
        ("inf", ".", None),
        ("twelve", ".", None),
        ("", ".", None),
    ],
)
def test_numbers(text: str, decimal: str, value: float | None) -> None:
    assert cells.number(text, decimal) == value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:06:06", 3966),
        ("26:42", 1602),
        ("00:01:39,6", 99.6),
        ("2h 18m", 8280),
        ("45 min", 2700),
        ("1 Std 5 Min", 3900),
        ("52", 3120),
        ("52,5", 3150),
        ("soon", None),
    ],
)
def test_durations(text: str, seconds: float | None) -> None:
    assert cells.seconds(text, 60.0) == seconds


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2024-05-03", (2024, 5, 3), None),
        ("2024-05-03 07:30:01", (2024, 5, 3), time(7, 30, 1)),
        ("May 3, 2024, 2:15:30 PM", (2024, 5, 3), time(14, 15, 30)),
        ("May 3, 2024, 12:15:30 AM", (2024, 5, 3), time(0, 15, 30)),
        ("Aug 15, 2023, 00:00:00 PM", (2023, 8, 15), None),
        ("03.05.2024, 14:15:30", (2024, 5, 3), time(14, 15, 30)),
        ("03.05.24", (2024, 5, 3), None),
        ("3. März 2024 um 9:05", (2024, 3, 3), time(9, 5)),
        ("3 août 2024 à 14:15:30", (2024, 8, 3), time(14, 15, 30)),
        ("3 de mayo de 2024", (2024, 5, 3), None),
        ("2024/05/03", (2024, 5, 3), None),
        ("31/12/2024", (2024, 12, 31), None),
    ],
)
def test_dates(text: str, day: tuple[int, int, int], clock: time | None) -> None:
    stamp = cells.stamp(text)
    assert stamp is not None
    assert (stamp.day, stamp.clock) == (date(*day), clock)


@pytest.mark.parametrize("text", ["", "soon", "31.02.2024", "99/99/2024", "2024", "13", "Mai"])
def test_no_dates(text: str) -> None:
    assert cells.stamp(text) is None


@given(st.text(max_size=60))
def test_no_cell_raises(text: str) -> None:
    cells.stamp(text)
    cells.number(text, ",")
    cells.seconds(text)
    cells.is_blank(text)


def test_our_own_export_comes_back(read: Read) -> None:
    row = read(OWN_TABLE, "own.csv")
    assert row.status is Status.IMPORTED, str(row.message)
    run, trunk, walk = row.activities
    assert (run.kind, run.surface, run.title) == (Kind.RUN, Surface.TRAIL, "Morning run")
    assert run.started_at == datetime(2024, 5, 3, 5, 30, tzinfo=UTC)
    assert (run.distance_m, run.duration_s, run.effort) == (8200, 3120, 4)
    assert (run.ascent_m, run.average_heart_rate, run.notes) == (120, 141, "fresh, no pain")
    assert (trunk.kind, trunk.started_at, trunk.distance_m) == (Kind.STRENGTH, None, None)
    assert trunk.day == date(2024, 5, 4)
    assert (walk.kind, walk.duration_s) == (Kind.RUN_WALK, 2430)


def test_strava_counts_in_utc_and_metres(read: Read) -> None:
    table = (
        STRAVA_HEADERS
        + '\n1,"May 3, 2024, 10:30:00 PM",Late run,Run,easy,3000,8.20,,,false,quiet,,'
        "activities/1.fit.gz,70,,3000,2900,8204.5,4,2.8,55,3\n"
    )
    (run,) = read(table).activities
    assert run.started_at == datetime(2024, 5, 3, 22, 30, tzinfo=UTC)
    assert run.day == date(2024, 5, 4)
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (8204.5, 2900, 3000)
    assert (run.effort, run.ascent_m, run.notes) == (3, 55, "easy\nquiet")


def test_german_garmin_with_decimal_commas(read: Read) -> None:
    table = (
        "Aktivitätstyp;Datum;Favorit;Titel;Distanz;Kalorien;Zeit;Ø Herzfrequenz;"
        "Maximale Herzfrequenz;Anstieg gesamt;Schritte\n"
        "Laufband;2024-05-03 07:30:00;false;Übung;8,20;500;00:52:01,5;141;160;--;8.012\n"
        "Bahnschwimmen;2024-05-04 07:30:00;false;Bad;1.500;500;00:40:00;120;130;--;--\n"
    )
    run, swim = read(table.encode("cp1252")).activities
    assert (run.kind, run.surface, run.title) == (Kind.RUN, Surface.TREADMILL, "Übung")
    assert (run.distance_m, run.duration_s, run.steps) == (8200, 3121.5, 8012)
    assert (run.average_heart_rate, run.ascent_m) == (141, None)
    assert (swim.kind, swim.distance_m) == (Kind.SWIM, 1500)


def test_miles_by_header_and_by_stride(read: Read) -> None:
    by_header = (
        "Date,Type,Distance (mi),Duration,Climb (ft)\n2024-05-03 07:30:00,Running,2,20:00,100"
    )
    (run,) = read(by_header).activities
    assert run.distance_m == pytest.approx(3218.688)
    assert run.ascent_m == pytest.approx(30.48)
    by_stride = (
        "Activity Type,Date,Favorite,Title,Distance,Time,Steps,Avg Stride Length\n"
        'Running,2024-05-03 07:30:00,false,x,5.00,00:45:00,"7,300",1.10\n'
    )
    assert read(by_stride).activities[0].distance_m == pytest.approx(8046.72)


def test_a_bare_list_of_metres_and_seconds(read: Read) -> None:
    (run,) = read("date,dist_m,mov_s,hr\n2024-05-03,13867.66,3604,156\n").activities
    assert (run.distance_m, run.duration_s, run.average_heart_rate) == (13867.66, 3604, 156)
    assert run.started_at is None


@pytest.mark.parametrize(("unit", "bare"), [("distance,time", "8.2,52"), ("dist,sec", "8200,3120")])
def test_bare_numbers_are_taken_by_their_size(read: Read, unit: str, bare: str) -> None:
    header = unit.replace("sec", "duration")
    (run,) = read(f"date,{header}\n2024-05-03,{bare}\n").activities
    assert (run.distance_m, run.duration_s) == (8200, 3120)


def test_order_of_day_and_month(read: Read) -> None:
    def days(*dates: str) -> list[str]:
        rows = "\n".join(f"{text},5" for text in dates)
        row = read(f"date,distance_km\n{rows}\n")
        return [row.status.value, *(one.day.isoformat() for one in row.activities)]

    assert days("05/13/2024", "05/03/2024") == ["imported", "2024-05-13", "2024-05-03"]
    assert days("13/05/2024", "03/05/2024") == ["imported", "2024-05-13", "2024-05-03"]
    assert days("03/05/2024") == ["warning", "2024-05-03"]


def test_bad_rows_are_counted_and_the_rest_is_kept(read: Read) -> None:
    row = read("date,distance_km,duration_min\nsoon,5,30\n2024-05-03,5,30\n2024-05-04,-5,x\n")
    assert row.status is Status.WARNING
    assert "line 2" in str(row.message)
    good, poor = row.activities
    assert (good.distance_m, poor.distance_m, poor.duration_s) == (5000, None, None)


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ("name,colour\nx,red\n", "dates"),
        ("date,colour\n2024-05-03,red\n", "without distance"),
        ("date,distance_km\nsoon,5\n", "without any row"),
        ("just a letter to a friend", "dates"),
        ('date,distance_km\n2024-05-03,"5\n2024-05-04,6\n', "quotation marks"),
        ("sleep_log_entry_id,overall_score\n1,80\n", "sleep scores"),
        ("effective_time_frame,injuries\n2024-05-03T05:00:00Z,{}\n", "none was ticked"),
    ],
)
def test_tables_that_hold_nothing_say_why(read: Read, table: str, word: str) -> None:
    row = read(table, "t.csv")
    assert row.status is Status.FAILED
    assert word in str(row.message)
    assert "t.csv" in str(row.message)


def test_strong_makes_one_session_of_a_workout(read: Read) -> None:
    table = (
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes\n"
        '2024-05-03 16:46:13,"Legs",1h 5m,"Squat",1,75.0,8,0,0,""\n'
        '2024-05-03 16:46:13,"Legs",1h 5m,"Squat",2,75.0,6,0,0,""\n'
        '2024-05-03 16:46:13,"Legs",1h 5m,"Plank",1,0.0,0,0,45,""\n'
        '2024-05-05 16:00:00,"Arms",40m,"Row",1,20.0,8,0,0,""\n'
    )
    legs, arms = read(table).activities
    assert (legs.kind, legs.title, legs.duration_s) == (Kind.STRENGTH, "Legs", 3900)
    assert legs.notes == "Squat: 8 x 75, 6 x 75\nPlank: 45 s"
    assert legs.started_at == datetime(2024, 5, 3, 14, 46, 13, tzinfo=UTC)
    assert arms.day == date(2024, 5, 5)


def test_session_effort_is_dated_back_from_its_end(read: Read) -> None:
    table = (
        "end_date_time,activity_names,perceived_exertion,duration_min\n"
        "2024-05-03T22:20:00.710Z,\"['individual', 'running']\",7,30\n"
        "2024-05-04T10:00:00.000Z,\"['team', 'soccer']\",5,60\n"
    )
    run, soccer = read(table).activities
    assert (run.kind, run.day, run.load) == (Kind.RUN, date(2024, 5, 3), 210)
    assert (soccer.kind, soccer.title) == (Kind.OTHER, "Soccer")


def test_injuries_become_notes_not_scores(read: Read) -> None:
    table = "effective_time_frame,injuries\n2024-05-03T06:00:00Z,\"{'left_foot': 'minor'}\"\n"
    row = read(table)
    assert row.status is Status.WARNING
    assert [(day.day, day.note) for day in row.days] == [(date(2024, 5, 3), "left foot: minor")]
    assert not row.pains


def test_many_rows_share_one_warning(read: Read) -> None:
    rows = "".join(f"2024-05-{day:02},5,30\n" for day in range(1, 10)) + "1991-04-03,5,30\n"
    row = read("date,distance_km,duration_min\n" + rows)
    assert row.status is Status.WARNING
    assert "1 of 10" in str(row.message)
    assert "1991-04-03" in str(row.message)
