"""The command line: its rows, exit codes and files, as scripts see them."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from conftest import real_files
from rehabplanner.cli import main
from rehabplanner.commands import COMMANDS
from rehabplanner.domain.people import Person
from rehabplanner.keeper import open_database
from rehabplanner.paths import Places
from rehabplanner.workspace import Workspace

RUNS = (
    "date,start,kind,title,distance_km,duration_min,effort\n"
    "2026-09-07,07:00,run,Lake,8.2,52,4\n"
    "2026-09-09,07:00,run,Long,12,80,4\n"
)
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], data: Path) -> Call:
    def do(*words: object) -> tuple[int, str, str]:
        try:
            code = main([*map(str, words), "--data", str(data)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return do


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    file = tmp_path / "runs.csv"
    file.write_text(RUNS, "utf-8")
    return file


def test_import_gives_a_row_for_each_file_and_knows_it_again(
    call: Call, runs: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.fit"
    broken.write_bytes(b"nothing of the kind")
    code, out, _err = call("import", runs, broken, "--person", "Ada", "--create", "--json")
    assert code == 1
    by_name = {Path(row["file"]).name: row for row in rows(out)}
    good = by_name["runs.csv"]
    assert good["status"] == "imported"
    assert [one["distance_m"] for one in good["activities"]] == [8200, 12000]
    assert set(good["activities"][0]) == {
        "start",
        "local_date",
        "sport",
        "distance_m",
        "duration_s",
        "elapsed_s",
        "ascent_m",
        "average_heart_rate",
        "duplicate_of",
    }
    assert by_name["broken.fit"]["status"] == "failed"
    assert "broken.fit" in by_name["broken.fit"]["message"]

    code, out, _err = call("import", runs, "--json")
    assert code == 0
    (again,) = rows(out)
    assert again["status"] == "duplicate"
    assert all(one["duplicate_of"] for one in again["activities"])


def test_a_dry_run_keeps_nothing(call: Call, runs: Path) -> None:
    code, out, _err = call("import", runs, "--person", "Ada", "--create", "--dry-run", "--json")
    assert code == 0
    assert rows(out)[0]["status"] == "imported"
    _code, out, _err = call("list", "people", "--json")
    assert out == ""


def test_who_is_meant_is_asked_in_words(call: Call, runs: Path) -> None:
    code, _out, err = call("list", "runs")
    assert code == 1
    assert "--person" in err
    call("import", runs, "--person", "Ada", "--create")
    call("import", runs, "--person", "Ben", "--create")
    code, _out, err = call("list", "runs")
    assert (code, "several people" in err) == (1, True)
    code, out, _err = call("list", "runs", "--person", "ben", "--json")
    assert (code, len(rows(out))) == (0, 2)
    code, _out, err = call("list", "runs", "--person", "Cleo")
    assert (code, "--create" in err) == (1, True)


def test_wrong_use_is_two(call: Call) -> None:
    assert call("import")[0] == 2
    assert call("list", "nonsense")[0] == 2
    assert call("handout", "-o", "x.pdf", "--week", "last")[0] == 2


def test_a_word_that_is_no_command_and_no_file_is_said_to_be_neither(call: Call) -> None:
    code, _out, err = call("nonsense")
    assert code == 2
    assert "no command and no file called “nonsense”" in err


def test_a_person_is_made_while_listing_people(call: Call) -> None:
    code, out, _err = call("list", "people", "--person", "Ann <b>&", "--create", "--json")
    assert (code, [one["name"] for one in rows(out)]) == (0, ["Ann <b>&"])


def test_namesakes_are_told_apart_by_the_year_as_listed(call: Call, data: Path) -> None:
    database = open_database(Places(data))
    workspace = Workspace(database)
    for year in (1980, 1992):
        workspace.save("Add", Person(name="Ada Strand", birth_year=year))
    database.close()
    shown = sorted(call("list", "people")[1].splitlines())
    assert shown == ["Ada Strand (1980)", "Ada Strand (1992)"]
    for name in shown:
        assert call("list", "runs", "--person", name)[0] == 0
    code, _out, err = call("list", "runs", "--person", "Ada Strand")
    assert code == 1
    assert "year of birth" in err


def test_a_table_of_days_that_cannot_be_read_is_named(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("date,load,pain\n2026-01-01,x,2\n")
    code, _out, err = call("analyse", "--daily", str(file), "--json")
    assert code == 1
    assert err.startswith('days.csv: Line 2: "x" is not a number')


def test_lists_are_json_lines(call: Call, runs: Path) -> None:
    call("import", runs, "--person", "Ada", "--create")
    for what, count in (("runs", 2), ("people", 1), ("exercises", 137), ("plans", 0), ("diary", 0)):
        code, out, _err = call("list", what, "--json")
        assert (code, len(rows(out))) == (0, count), what
        assert call("list", what)[0] == 0


def test_analyse_gives_a_day_a_line_and_a_summary(call: Call, runs: Path, tmp_path: Path) -> None:
    call("import", runs, "--person", "Ada", "--create")
    code, out, _err = call("analyse", "--json")
    found = rows(out)
    assert code == 0
    assert found[0]["date"] == "2026-09-07"
    assert found[0]["load"] == pytest.approx(208)
    assert "summary" in found[-1]
    daily = tmp_path / "daily.csv"
    daily.write_text("date,load,pain\n2026-01-01,100,2\n2026-01-02,,\n2026-01-03,0,1\n", "utf-8")
    _code, out, _err = call("analyse", "--daily", daily, "--json")
    assert [row["load"] for row in rows(out)[:-1]] == [100, None, 0]
    assert call("analyse")[0] == 0
    _code, out, _err = call("analyse", "--json", "--estimate", "--trimp")
    assert {"load_is_estimated", "trimp_banister", "trimp_edwards"} <= set(rows(out)[0])


@pytest.mark.parametrize(
    ("longest", "new", "name", "ratio"),
    [
        (8000, 8800, "reference", 1.0),
        (8000, 8801, "small", 1.64),
        (8000, 10401, "moderate", 1.52),
        (8000, 16001, "large", 2.28),
    ],
)
def test_guard_uses_the_published_bins(
    call: Call, longest: int, new: int, name: str, ratio: float
) -> None:
    _code, out, _err = call("guard", longest, new, "--json")
    (row,) = rows(out)
    assert (row["bin"], row["hazard_ratio"]) == (name, ratio)


def test_papers_pictures_and_tables_are_written(call: Call, tmp_path: Path, data: Path) -> None:
    assert main(["demo", str(data)]) == 0
    handout = tmp_path / "handout.pdf"
    code, _out, err = call("handout", "-o", handout, "--person", "Mara", "--paper", "letter")
    assert code == 0, err
    pages = pypdf.PdfReader(handout).pages
    assert len(pages) >= 3
    assert "Mara Lindqvist" in pages[0].extract_text()
    for ending, start in ((".png", b"\x89PNG"), (".svg", b"<"), (".pdf", b"%PDF")):
        chart = tmp_path / f"chart{ending}"
        assert call("chart", "-o", chart, "--person", "Mara")[0] == 0
        assert chart.read_bytes().startswith(start)
    assert call("chart", "-o", tmp_path / "chart.bmp", "--person", "Mara")[0] == 1
    for ending in ("rehab", "json", "csv", "xlsx"):
        file = tmp_path / f"out.{ending}"
        assert call("export", "-o", file, "--person", "Mara")[0] == 0
        assert file.stat().st_size > 1000
    assert zipfile.is_zipfile(tmp_path / "out.rehab")


def test_what_was_exported_is_taken_in_elsewhere(
    call: Call, runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("import", runs, "--person", "Ada <b>", "--create")
    shared = tmp_path / "ada.rehab"
    assert call("export", "-o", shared)[0] == 0
    other = tmp_path / "other"
    assert main(["import", str(shared), "--data", str(other), "--json"]) == 0
    capsys.readouterr()
    assert main(["list", "runs", "--data", str(other), "--json"]) == 0
    assert len(rows(capsys.readouterr().out)) == 2


def test_backup_restore_and_check(call: Call, runs: Path, tmp_path: Path, data: Path) -> None:
    call("import", runs, "--person", "Ada", "--create")
    kept = tmp_path / "kept.db"
    assert call("backup", kept)[0] == 0
    assert call("check", kept)[0] == 0
    database = data / "rehabplanner.db"
    spoilt = bytearray(database.read_bytes())
    spoilt[:64] = b"?" * 64
    database.write_bytes(spoilt)
    code, out, _err = call("check", "--json")
    assert code == 1
    (row,) = rows(out)
    assert row["is_sound"] is False
    assert row["problems"]
    code, out, _err = call("restore", kept)
    assert code == 0
    assert "aside" in out
    assert call("check")[0] == 0
    assert len(rows(call("list", "runs", "--json")[1])) == 2


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
        assert "--data" in capsys.readouterr().out


def test_commands_do_not_load_the_window_toolkit(tmp_path: Path, runs: Path) -> None:
    script = (
        "import sys; from rehabplanner.cli import main\n"
        f"main(['import', {str(runs)!r}, '--data', {str(tmp_path / 'x')!r}, '--json'])\n"
        f"main(['list', 'runs', '--data', {str(tmp_path / 'x')!r}])\n"
        "assert not any(name.startswith(('PySide6', 'pyqtgraph')) for name in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.real_files
def test_a_folder_of_real_files_goes_in_whole(call: Call) -> None:
    folder = real_files()
    if folder is None:
        pytest.skip("no folder of real watch files beside the checkout")
    code, out, _err = call(
        "import",
        folder / "bulk_nike_2020_2021",
        folder / "tcx",
        "--person",
        "A",
        "--create",
        "--json",
    )
    found = rows(out)
    assert code == 1, "some of the files are no activities"
    assert sum(row["status"] == "imported" for row in found) > 30
    assert all(row["message"] for row in found if row["status"] in ("failed", "warning"))
