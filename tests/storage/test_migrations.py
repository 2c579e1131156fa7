"""An older file is brought up whole or not at all, and a newer one is refused in words."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import PERSON_ID, a_run, one_of_each
from rehabplanner.domain.problems import StorageError
from rehabplanner.storage import migrating, opening
from rehabplanner.storage.backup import Backups, Reason, verify
from rehabplanner.storage.database import Database
from rehabplanner.storage.engine import APPLICATION_ID, connect_sqlite, sqlite_engine, writer
from rehabplanner.storage.tables import SCHEMA
from storage.processes import python

NEXT_STEP = '''
"""A step that copies a table to change it, then fills it."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("person", table_kwargs={"sqlite_strict": True}) as table:
        table.add_column(sa.Column("shoe", sa.Text))
    op.execute("UPDATE person SET shoe = name")
    for number in range(STEPS):
        op.execute(f"CREATE TABLE extra_{number} (one TEXT)")
    FAIL
'''


def next_step(folder: Path, steps: int = 0, ending: str = "pass") -> Path:
    folder.mkdir()
    text = NEXT_STEP.replace("STEPS", str(steps)).replace("FAIL", ending)
    (folder / "0002_next.py").write_text(text)
    return folder


def schema(path: Path) -> set[tuple[str, str, str]]:
    sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    with closing(sqlite3.connect(path)) as connection:
        return {(row[0], row[1], "".join(row[2].split())) for row in connection.execute(sql)}


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def filled(path: Path) -> Path:
    database = Database.open(path)
    database.write(saved=one_of_each())
    database.close()
    return path


def bring_up(path: Path, scripts: Path, backups: Path | None = None) -> None:
    engine = sqlite_engine(path, wal=True)
    try:
        migrating.bring_up(engine, path, backups, [scripts])
    finally:
        engine.dispose()


def test_a_new_file_is_what_all_steps_make(tmp_path: Path) -> None:
    Database.open(tmp_path / "new.db").close()
    old = tmp_path / "old.db"
    with closing(connect_sqlite(old, mode="rwc", application_id=APPLICATION_ID)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    engine = sqlite_engine(old, wal=False)
    with writer(engine).begin() as connection:
        migrating.migrate(connection)
    engine.dispose()
    assert schema(old) == schema(tmp_path / "new.db")
    assert version(old) == version(tmp_path / "new.db") == f"{SCHEMA:04}"
    with closing(sqlite3.connect(old)) as one, closing(sqlite3.connect(tmp_path / "new.db")) as two:
        sql = "SELECT * FROM counter"
        assert one.execute(sql).fetchall() == two.execute(sql).fetchall()


def test_the_newest_step_is_the_one_the_program_knows() -> None:
    steps = sorted((migrating.SCRIPTS / "versions").glob("[0-9]*.py"))
    assert [int(step.name[:4]) for step in steps] == list(range(1, SCHEMA + 1))


def test_opening_a_current_file_never_imports_the_migration_tool(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rehabplanner.storage.database import Database;"
        "Database.open(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    done = python(code, tmp_path / "a.db")
    assert done.stdout == "False\n", done.stderr


def test_a_step_keeps_every_record_and_makes_a_backup_first(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    bring_up(path, next_step(tmp_path / "steps"), tmp_path / "backups")
    assert version(path) == "0002"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT shoe FROM person").fetchall() == [("Ada Strand",)]
        assert connection.execute("SELECT count(*) FROM activity").fetchone() == (1,)
        assert "STRICT" in str(
            connection.execute("SELECT sql FROM sqlite_master WHERE name = 'person'").fetchone()
        )
    (backup,) = Backups(path, tmp_path / "backups").all()
    assert backup.reason is Reason.MIGRATION
    assert verify(backup.path) is None
    assert version(backup.path) == "0001"


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    before = schema(path)
    with pytest.raises(ZeroDivisionError):
        bring_up(path, next_step(tmp_path / "steps", 5, "1 / 0"))
    assert schema(path) == before
    assert version(path) == "0001"
    database = Database.open(path)
    assert len(database.of_person(PERSON_ID)) == len(one_of_each()) - 3
    database.close()


def test_a_migration_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Kill at several places of the migration, the very last statement included."""
    steps = next_step(
        tmp_path / "steps", 40, "import os; os.environ.get('LATE') and os.kill(os.getpid(), 9)"
    )
    source = filled(tmp_path / "source.db")
    old = schema(source)
    code = (
        "import os, sys; from pathlib import Path;"
        "from rehabplanner.storage import engine, migrating;"
        "from sqlalchemy import event;"
        "e = engine.sqlite_engine(Path(sys.argv[1]), wal=True); seen = [0];\n"
        "def count(*_):\n"
        "    seen[0] += 1\n"
        "    seen[0] == int(sys.argv[3]) and os.kill(os.getpid(), 9)\n"
        "event.listen(e, 'before_cursor_execute', count)\n"
        "migrating.bring_up(e, Path(sys.argv[1]), None, [Path(sys.argv[2])])"
    )
    kills = int(os.environ.get("REHABPLANNER_KILLS", "6"))
    for number in range(kills):
        path = tmp_path / f"{number}.db"
        shutil.copyfile(source, path)
        at = 3 + number * 60 // kills
        done = python(code, path, steps, at, LATE="1")
        assert done.returncode == -9, done.stderr
        assert schema(path) == old
        assert version(path) == "0001"
        database = Database.open(path)
        assert database.people()
        database.close()


def test_a_file_of_a_newer_program_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"newer version .* 99; this one reads up to 1"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_file_whose_version_cannot_be_understood_counts_as_newer(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'spring'")
    with pytest.raises(StorageError, match="newer version"):
        Database.open(path)


def test_an_old_file_opens_with_a_backup_as_if_nothing_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "a.db")
    steps = next_step(tmp_path / "steps")
    bring = migrating.bring_up
    monkeypatch.setattr(opening, "SCHEMA", 2)
    monkeypatch.setattr(
        migrating, "bring_up", lambda engine, path, backups: bring(engine, path, backups, [steps])
    )
    database = Database.open(path, backups=tmp_path / "backups")
    assert database.write(saved=[a_run()])[0].revision == 1
    database.close()
    assert version(path) == "0002"
    assert re.search("migration", Backups(path, tmp_path / "backups").all()[0].path.name)
