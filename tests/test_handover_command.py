"""`export` of the plan to a calendar and a watch, as scripts and the window use it."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from icalendar import Calendar

from builders import a_habit, a_person, a_run_item, an_item, another_person
from rehabplanner import keeper
from rehabplanner.cli import main
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.handling.files import export_file, export_filters
from rehabplanner.keeper import Keeper
from rehabplanner.paths import Places
from rehabplanner.storage.database import Database
from rehabplanner.workspace import Workspace

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def this() -> date:
    """The Monday of the week in which the test runs."""
    return monday_of(today())


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str], places: Places, workspace: Workspace, this: date
) -> Call:
    """The command line over a plan of last week, this week and the one after."""
    workspace.save(
        "Plan",
        a_person(),
        a_run_item("25min easy", this - timedelta(days=7)),
        an_item(day=this),
        a_run_item("5w + 6x(2r/1w)", this + timedelta(days=1), title="Løp 🏃🏽"),
        a_habit(day=this + timedelta(days=2)),
        a_run_item("5k", this + timedelta(days=8)),
    )

    def do(*words: object) -> tuple[int, str, str]:
        try:
            code = main([*map(str, words), "--data", str(places.data)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return do


def events(file: Path) -> list[Any]:
    return list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def is_workout(data: bytes) -> bool:
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        frames = [one for one in reader if isinstance(one, fitdecode.FitDataMessage)]
    return [one.get_value("type") for one in frames if one.name == "file_id"] == ["workout"]


def test_the_plan_of_this_week_and_all_ahead_goes_to_the_calendar(
    call: Call, tmp_path: Path, this: date
) -> None:
    file = tmp_path / "plan.ics"
    assert call("export", "-o", file)[0] == 0
    assert [event["DTSTART"].dt - this for event in events(file)] == [
        timedelta(days=days) for days in (0, 1, 2, 8)
    ]
    assert "Løp 🏃🏽" in events(file)[1]["SUMMARY"]


def test_one_week_can_be_chosen(call: Call, tmp_path: Path, this: date) -> None:
    last, file = this - timedelta(days=7), tmp_path / "plan"
    year, week, _day = last.isocalendar()
    code, _out, err = call("export", "-o", file, "--format", "ics", "--week", f"{year}-W{week:02}")
    assert code == 0, err
    (event,) = events(file)
    assert event["DTSTART"].dt == last
    code, _out, err = call("export", "-o", file, "--format", "ics", "--week", "2031-W02")
    assert (code, "Nothing is planned" in err) == (1, True)


def test_the_time_of_day_and_a_reminder_are_the_person_s_choice(
    call: Call, tmp_path: Path, this: date
) -> None:
    file = tmp_path / "plan.ics"
    words = ("--at", "7:30", "--zone", "Europe/Oslo", "--remind", "20", "--events", "item")
    assert call("export", "-o", file, *words)[0] == 0
    first = events(file)[0]
    assert isinstance(first["DTSTART"].dt, datetime)
    assert first["DTSTART"].dt.utcoffset() == timedelta(0)
    assert first.walk("VALARM")


@pytest.mark.parametrize(
    "words",
    [
        ("--at", "25:00"),
        ("--zone", "Atlantis/Centre", "--at", "7:00"),
        ("--remind", "-5"),
        ("--week", "2026-W60"),
        ("--events", "hour"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(call: Call, tmp_path: Path, words: Any) -> None:
    code, _out, err = call("export", "-o", tmp_path / "plan.ics", *words)
    assert code == 2
    assert words[1] in err
    assert not (tmp_path / "plan.ics").exists()


def test_a_reminder_without_a_time_says_what_to_add(call: Call, tmp_path: Path) -> None:
    code, _out, err = call("export", "-o", tmp_path / "plan.ics", "--remind", "5")
    assert (code, "--at" in err) == (1, True)


def test_the_runs_go_to_the_watch_one_file_each(call: Call, tmp_path: Path, this: date) -> None:
    assert call("export", "-o", tmp_path / "out" / "runs.fit")[0] == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    later = this + timedelta(days=8)
    assert names == [f"runs {later.isoformat()} Run.fit", "runs.fit"]
    assert all(is_workout(path.read_bytes()) for path in (tmp_path / "out").iterdir())


def test_or_all_in_one_zip(call: Call, tmp_path: Path, this: date) -> None:
    file = tmp_path / "runs.zip"
    assert call("export", "-o", file, "--format", "fit")[0] == 0
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert all(is_workout(archive.read(name)) for name in names)
    assert names == [
        f"{(this + timedelta(days=1)).isoformat()} Lop.fit",
        f"{(this + timedelta(days=8)).isoformat()} Run.fit",
    ]


def test_a_week_without_a_run_leaves_no_file(call: Call, tmp_path: Path) -> None:
    code, _out, err = call("export", "-o", tmp_path / "runs.fit", "--week", "2031-W02")
    assert (code, "No run or walk" in err) == (1, True)
    assert not list(tmp_path.glob("*.fit"))


def test_whose_plan_is_asked_where_there_are_several(
    call: Call, tmp_path: Path, workspace: Workspace
) -> None:
    workspace.save("Ben", another_person())
    code, _out, err = call("export", "-o", tmp_path / "plan.ics")
    assert (code, "--person" in err) == (1, True)
    assert call("export", "-o", tmp_path / "plan.ics", "--person", "Ada")[0] == 0


def test_help_says_how_several_runs_are_written(call: Call) -> None:
    code, out, _err = call("export", "--help")
    assert code == 0
    assert all(word in out for word in (".zip", "--week", "--at", "2026-W48"))


def test_every_ending_the_window_offers_is_written(
    call: Call, database: Database, workspace: Workspace, places: Places, tmp_path: Path
) -> None:
    person = workspace.people()[0]
    endings = [part.rsplit("*", 1)[1].rstrip(")") for part in export_filters().split(";;")]
    assert {".ics", ".zip", ".fit"} <= set(endings)
    for ending in endings:
        file = tmp_path / f"out{ending}"
        Keeper(database, workspace, places).export(file, person.id)
        assert file.stat().st_size > 50
    assert {f".{ending}" for ending in keeper.PLAN_ENDINGS} <= set(endings)


def test_the_format_chosen_in_the_dialog_counts_unless_another_ending_was_typed(
    tmp_path: Path,
) -> None:
    filters = export_filters().split(";;")
    calendar = next(one for one in filters if one.endswith("(*.ics)"))
    assert export_file(tmp_path / "export.rehab", filters[0]).name == "export.rehab"
    assert export_file(tmp_path / "export.rehab", calendar).name == "export.ics"
    assert export_file(tmp_path / "plan", calendar).name == "plan.ics"
    assert export_file(tmp_path / "plan.json", calendar).name == "plan.json"
    (tmp_path / "export.ics").write_text("kept")
    assert export_file(tmp_path / "export.rehab", calendar).name == "export 2.ics"
