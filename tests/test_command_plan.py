"""The planner on the command line: new, show, copy, progress, check and the brief."""

import json
from datetime import timedelta

import pytest

from builders import a_completion, a_pain, a_person, an_item
from rehabplanner.cli import main
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.plans import monday_of
from rehabplanner.paths import Places
from rehabplanner.storage.database import Database
from rehabplanner.workspace import Workspace

WEEK = timedelta(days=7)


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words):
        code = main([*words, "--data", str(tmp_path / "data")])
        out = capsys.readouterr()
        rows = [json.loads(line) for line in out.out.splitlines() if line.startswith("{")]
        return code, rows, out.out + out.err

    return call


def test_a_programme_is_planned_shown_copied_and_checked(run):
    start = monday_of(today())
    code, _rows, words = run(
        "plan", "new", "--template", "walk_first", "--start", str(start), "--person", "Ada",
        "--create",
    )  # fmt: skip
    assert code == 0
    assert "Walk first: " in words
    _code, rows, _words = run("plan", "show", "--json")
    assert {row["day"] for row in rows} <= {str(start + timedelta(days=n)) for n in range(7)}
    assert {"id", "day", "kind", "name", "exercise", "dose", "run", "note", "outcome"} == set(
        rows[0]
    )
    code, _rows, words = run("plan", "show", "--week", str(start + 6 * WEEK))
    assert (code, words) == (0, "")
    code, rows, _words = run("plan", "copy-week", "--week", str(start + 6 * WEEK), "--json")
    assert code == 0
    assert len(rows) > 10
    assert run("plan", "check")[0] == 0, "nothing to say against a shipped programme"
    run("plan", "new", "--template", "run_walk_22_days", "--start", str(start))
    code, rows, _words = run("plan", "check", "--week", str(start + WEEK), "--json", "--mend")
    assert code == 0
    assert {"rule", "message", "day", "items", "mend"} == set(rows[0])
    code, _rows, words = run("plan", "new", "--template", "nothing")
    assert code == 1
    assert "nothing" in words


def test_steps_are_proposed_with_rules_and_taken_only_when_asked(run, tmp_path):
    monday = monday_of(today())
    places = Places(tmp_path / "data")
    places.data.mkdir(parents=True)
    database = Database.open(places.database, backups=places.backups)
    records = [a_pain(1, monday - timedelta(days=n), Moment.MORNING) for n in range(-1, 14)]
    first = an_item("C01", monday - WEEK, "2x10")
    second = an_item("C01", monday - WEEK + timedelta(days=2), "2x10", series_id=first.id)
    ahead = an_item("C01", monday + timedelta(days=6), "2x10", series_id=first.id)
    done = [a_completion(first, pain=1), a_completion(second, pain=1)]
    Workspace(database).save("x", a_person(), first, second, ahead, *done, *records)
    database.close()
    code, rows, _words = run("plan", "progress", "--json")
    assert code == 0
    step, week = rows
    assert (step["decision"], step["rule"], step["after"]) == ("progress", "green", "2x12")
    assert step["numbers"]["next_morning"] == 1
    assert step["reasons"] == [
        "2 good sessions in a row, 2 were needed.",
        "Pain was 1 at most, and no morning after was above your usual one.",
    ]
    assert (week["accepted"], week["locked"]) == (0, False)
    _code, rows, _words = run("plan", "progress", "--json", "--accept")
    assert rows[-1]["accepted"] == 1
    _code, rows, _words = run("plan", "show", "--json")
    assert [row["dose"] for row in rows] == ["2x12"]
    code, rows, _words = run("brief", "--json")
    assert code == 0
    assert "Progress: 1" in rows[0]["text"]


def test_templates_tell_weeks_and_phases(run):
    _code, rows, _words = run("templates", "--json")
    ladder = next(row for row in rows if row["id"] == "run_walk_start")
    assert ladder["weeks"] == 9
    assert [phase["first"] for phase in ladder["phases"]] == [1, 4, 7]
    assert ladder["source"]
