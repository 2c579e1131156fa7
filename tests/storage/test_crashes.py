"""Killed, raced and torn: what was acknowledged is there, and nobody's edit vanishes."""

import os
import random
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

from builders import PERSON_ID, a_person, a_run
from rehabplanner.storage.backup import Backups, verify
from rehabplanner.storage.database import Database
from storage.processes import python, started

KILLS = int(os.environ.get("REHABPLANNER_KILLS", "8"))
EDITS = int(os.environ.get("REHABPLANNER_EDITS", "100"))

WRITER = """
import sys
from pathlib import Path
from builders import a_pain, a_run, a_track
from rehabplanner.storage.database import Database
database = Database.open(Path(sys.argv[1]))
number = 0
while True:
    run = a_run(title=str(number))
    day = [a_pain(1, activity_id=run.id), a_pain(2, activity_id=run.id)]
    database.write(saved=[run, *day, a_track(run.id)] if number % 3 == 0 else [run, *day])
    print(run.id, flush=True)
    number += 1
"""


def test_a_killed_writer_loses_nothing_it_said_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "rehab.db"
    with closing(Database.open(path)) as database:
        database.write(saved=[a_person()])
    chance = random.Random(11)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        writer = started(WRITER, path)
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 25)):
            acknowledged.add(writer.stdout.readline().strip())
        writer.kill()
        acknowledged.update(line for line in writer.stdout.read().split("\n") if len(line) == 36)
        writer.wait()
        writer.stdout.close()
        assert writer.stdin is not None
        writer.stdin.close()
        with closing(Database.open(path)) as database:
            records = database.of_person(PERSON_ID)
            runs = {str(one.id): one for one in records if hasattr(one, "distance_m")}
            assert acknowledged <= set(runs)
            pains = Counter(str(one.activity_id) for one in records if hasattr(one, "score"))
            assert set(pains.values()) <= {2}, "a change is there whole or not at all"
            assert set(pains) == set(runs)
            assert database.check() == []
            for run in runs.values():
                if int(run.title) % 3 == 0:
                    assert database.track(run.id) is not None


EDITOR = """
import sys
from dataclasses import replace
from pathlib import Path
from builders import PERSON_ID
from rehabplanner.domain.problems import Conflict
from rehabplanner.storage.database import Database
database = Database.open(Path(sys.argv[1]))
sys.stdin.readline()
refused = 0
for _ in range(int(sys.argv[3])):
    while True:
        (run,) = database.of_person(PERSON_ID)
        steps = {"mine": run.steps, "theirs": int(run.ascent_m)}
        mine = replace(run, steps=run.steps + 1) if sys.argv[2] == "a" else replace(
            run, ascent_m=run.ascent_m + 1)
        try:
            database.write(saved=[mine])
            break
        except Conflict:
            refused += 1
database.close()
print(refused)
"""


def test_two_programs_edit_one_record_and_no_edit_vanishes(tmp_path: Path) -> None:
    path = tmp_path / "rehab.db"
    with closing(Database.open(path)) as database:
        database.write(saved=[a_person(), a_run(steps=0, ascent_m=0.0)])
    editors = [started(EDITOR, path, who, EDITS) for who in "ab"]
    for editor in editors:
        assert editor.stdin is not None
        editor.stdin.write("go\n")
        editor.stdin.flush()
    refused = 0
    for editor in editors:
        said, _ = editor.communicate(timeout=100)
        assert editor.returncode == 0
        refused += int(said)
    with closing(Database.open(path)) as database:
        (run,) = database.of_person(PERSON_ID)
        assert (run.steps, run.ascent_m) == (EDITS, EDITS)
        assert run.revision == 1 + 2 * EDITS


BACKER = """
import sys
from pathlib import Path
from builders import a_pain
from rehabplanner.storage.backup import Backups
from rehabplanner.storage.database import Database
path = Path(sys.argv[1])
database = Database.open(path)
backups = Backups(path, Path(sys.argv[2]))
print("ready", flush=True)
while True:
    database.write(saved=[a_pain() for _ in range(20)])
    backups.make()
"""


def test_every_backup_that_can_be_seen_is_good_wherever_it_was_killed(tmp_path: Path) -> None:
    path, folder = tmp_path / "rehab.db", tmp_path / "backups"
    with closing(Database.open(path)) as database:
        database.write(saved=[a_person(), *(a_run(notes="x" * 500) for _ in range(400))])
    chance = random.Random(5)
    for _ in range(max(3, KILLS // 2)):
        backer = started(BACKER, path, folder)
        assert backer.stdout is not None
        assert backer.stdin is not None
        backer.stdout.readline()
        try:
            backer.wait(chance.uniform(0.01, 0.15))
        except Exception:
            backer.kill()
        backer.wait()
        backer.stdout.close()
        backer.stdin.close()
        for backup in Backups(path, folder).all():
            assert verify(backup.path) is None
    made = Backups(path, folder).make()
    assert verify(made.path) is None
    assert not list(folder.glob(".*.part"))


FIRST_START = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from rehabplanner.storage.database import Database
seen = [0]
@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    seen[0] += 1
    seen[0] == int(sys.argv[2]) and os.kill(os.getpid(), 9)
Database.open(Path(sys.argv[1])).close()
"""


def test_a_first_start_that_is_killed_leaves_no_half_made_file(tmp_path: Path) -> None:
    for number, at in enumerate((1, 6, 15, 22)):
        path = tmp_path / str(number) / "rehab.db"
        done = python(FIRST_START, path, at)
        assert done.returncode == -9, done.stderr
        with closing(Database.open(path)) as database:
            assert database.people() == []


TOGETHER = """
import sys
from pathlib import Path
from rehabplanner.storage.database import Database
sys.stdin.readline()
Database.open(Path(sys.argv[1])).close()
"""


def test_two_windows_may_start_at_once_on_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "rehab.db"
    windows = [started(TOGETHER, path) for _ in range(3)]
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    for window in windows:
        window.communicate(timeout=60)
    assert [window.returncode for window in windows] == [0, 0, 0]
    assert [one.name for one in path.parent.iterdir()] == ["rehab.db"]


def test_a_window_waits_for_another_that_writes_while_it_changes_the_way_of_writing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rehab.db"
    Database.open(path).close()
    with closing(sqlite3.connect(path, check_same_thread=False)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN IMMEDIATE")
        leaving = threading.Timer(0.3, other.rollback)
        leaving.start()
        with closing(Database.open(path)) as database:
            assert database.people() == []
        leaving.join()
