"""The same tables and the same promises on a PostgreSQL server."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, inspect, text

from builders import (
    PERSON_ID,
    a_day,
    a_pain,
    a_person,
    a_run,
    a_track,
    an_item,
    one_of_each,
)
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.storage import exchange, migrating
from rehabplanner.storage.bundle import gather
from rehabplanner.storage.database import Database
from rehabplanner.storage.merging import merge
from rehabplanner.workspace import Workspace
from storage.processes import started
from storage.test_crashes import EDITOR

NOBODY = 65534


def programs() -> Path | None:
    for folder in (*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt").glob("pg*/bin")):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def has_driver() -> bool:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return False
    return True


pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(
        sys.platform == "win32" or programs() is None or not has_driver(),
        reason="no PostgreSQL server programs, or no driver",
    ),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of our own in a folder of our own, run by nobody."""
    folder = programs()
    assert folder is not None
    as_nobody = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
    environment = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        home = Path(name)
        if as_nobody:
            os.chown(home, NOBODY, NOBODY)
        data = home / "data"
        subprocess.run(
            [folder / "initdb", "-D", data, "-U", "rehab", "-A", "trust", "-E", "UTF8", "-N"],
            check=True,
            capture_output=True,
            env=environment,
            cwd=home,
            **as_nobody,
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = ["-c", f"port={port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        running = subprocess.Popen(
            [folder / "postgres", "-D", data, "-k", home, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=home,
            **as_nobody,
        )
        try:
            for _ in range(200):
                ready = subprocess.run(
                    [folder / "pg_isready", "-h", "127.0.0.1", "-p", str(port)],
                    check=False,
                    capture_output=True,
                    env=environment,
                )
                if ready.returncode == 0:
                    break
            yield f"postgresql://rehab@127.0.0.1:{port}/postgres"
        finally:
            running.terminate()
            running.wait(30)


@pytest.fixture
def url(server: str) -> Iterator[str]:
    """An empty database on the server."""
    name = f"t{uuid4().hex}"
    driver = server.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(driver, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres", f"/{name}")
    engine.dispose()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database.open_url(url)
    yield opened
    opened.close()


def test_one_of_each_kind_comes_back(database: Database, url: str) -> None:
    records = one_of_each()
    saved = database.write(saved=records)
    other = Database.open_url(url)
    assert other.people() == [saved[0]]
    assert other.practices() == [saved[1]]
    assert set(other.of_person(PERSON_ID)) == set(saved[2:-1])
    track = other.track(records[2].id)
    assert track is not None
    assert track.heart_rate.tobytes() == records[-1].heart_rate.tobytes()
    assert other.check(full=True) == []
    other.close()


def test_undo_bin_and_conflicts_work_as_with_a_file(database: Database, url: str) -> None:
    space = Workspace(database)
    space.save("Ada", a_person())
    (run,) = space.save("Run", a_run())
    space.remove("Remove Ada", space.people()[0])
    assert len(database.bin()) == 1
    space.undo()
    other = Database.open_url(url)
    (theirs,) = other.write(saved=[replace(run, title="Theirs")])
    assert space.look_for_news()
    assert not space.look_for_news()
    with pytest.raises(Conflict) as caught:
        space.save("Mine", replace(run, title="Mine"))
    assert caught.value.stored == theirs
    with pytest.raises(Conflict):
        space.undo() or space.undo()
    with pytest.raises(Conflict):
        other.write(saved=[a_day(), a_day()])
    other.close()


def test_many_records_and_one_out_of_the_bin(database: Database) -> None:
    runs = [a_run() for _ in range(60)]
    database.write(saved=[a_person(), runs[7]])
    database.write(removed=[replace(runs[7], revision=1)])
    assert len(database.write(saved=runs)) == 60
    assert len(database.of_person(PERSON_ID)) == 60


def test_what_cannot_be_stored_is_told_in_words(database: Database) -> None:
    database.write(saved=[a_person()])
    for bad in (an_item(position=10**30), an_item("a\0b"), a_run(utc_offset_min=9000)):
        with pytest.raises(StorageError, match="cannot be stored"):
            database.write(saved=[a_pain(), bad])
    assert database.of_person(PERSON_ID) == []


def test_two_clients_edit_one_record_and_no_edit_vanishes(database: Database, url: str) -> None:
    database.write(saved=[a_person(), a_run(steps=0, ascent_m=0.0)])
    code = EDITOR.replace("Database.open(Path(sys.argv[1]))", "Database.open_url(sys.argv[1])")
    editors = [started(code, url, who, 60) for who in "ab"]
    for editor in editors:
        assert editor.stdin is not None
        editor.stdin.write("go\n")
        editor.stdin.flush()
    for editor in editors:
        editor.communicate(timeout=100)
        assert editor.returncode == 0
    (run,) = database.of_person(PERSON_ID)
    assert (run.steps, run.ascent_m, run.revision) == (60, 60, 121)


def test_a_runners_file_goes_into_the_clinics_server_and_back(
    database: Database, tmp_path: Path
) -> None:
    home = Database.open(tmp_path / "home.db")
    run = a_run()
    home.write(saved=[a_person(), run, a_track(run.id)])
    exchange.write(gather(home, [PERSON_ID]), tmp_path / "a.rehab")
    merge(database, exchange.read(tmp_path / "a.rehab"))
    (there,) = database.of_person(PERSON_ID)
    database.write(saved=[replace(there, title="Seen")])
    exchange.write(gather(database, [PERSON_ID]), tmp_path / "b.rehab")
    merge(home, exchange.read(tmp_path / "b.rehab"))
    assert home.of_person(PERSON_ID) == database.of_person(PERSON_ID)
    assert database.track(run.id) is not None
    home.close()


def test_the_migrations_make_the_same_tables(url: str, database: Database, server: str) -> None:
    name = f"t{uuid4().hex}"
    driver = server.replace("postgresql:", "postgresql+psycopg:")
    maker = create_engine(driver, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    maker.dispose()
    shapes = []
    for place in (url, server.replace("/postgres", f"/{name}")):
        engine = create_engine(place.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            if place != url:
                migrating.migrate(connection)
            look = inspect(connection)
            shapes.append(
                {
                    table: (
                        [(one["name"], str(one["type"]), one["nullable"]) for one in columns],
                        sorted(one["sqltext"] for one in look.get_check_constraints(table)),
                        sorted(one["name"] or "" for one in look.get_indexes(table)),
                        [one["constrained_columns"] for one in look.get_foreign_keys(table)],
                    )
                    for table in sorted(look.get_table_names())
                    if (columns := look.get_columns(table))
                }
            )
        engine.dispose()
    assert shapes[0] == shapes[1]
    assert "track_content" in shapes[0]


def test_a_newer_server_is_refused(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(StorageError, match="newer version"):
        Database.open_url(url)


def test_a_server_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(StorageError, match="server cannot be reached"):
        Database.open_url("postgresql://nobody@127.0.0.1:1/none")
