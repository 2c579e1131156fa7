"""What is said to be saved is saved; what cannot be saved is told in words and changes nothing."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from builders import (
    MONDAY,
    PERSON_ID,
    a_completion,
    a_day,
    a_pain,
    a_person,
    a_run,
    a_track,
    a_week_note,
    an_item,
    another_person,
    one_of_each,
)
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.storage import database as module
from rehabplanner.storage import opening
from rehabplanner.storage.database import Database
from rehabplanner.storage.engine import APPLICATION_ID, PRAGMAS, connect_sqlite
from rehabplanner.storage.filesystem import is_local, linux_mounts, mac_mounts
from rehabplanner.storage.values import utc_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rehab.db"


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = Database.open(path)
    try:
        yield database
    finally:
        database.close()


def value(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]


# Keeping


def test_one_of_each_kind_is_there_after_opening_again(path: Path) -> None:
    records = one_of_each()
    with opened(path) as database:
        saved = database.write(saved=records)
        assert [one.revision for one in saved] == [1] * len(records)
    with opened(path) as database:
        assert database.people() == [saved[0]]
        assert database.practices() == [saved[1]]
        assert set(database.of_person(PERSON_ID)) == set(saved[2:-1])
        track = database.track(records[2].id)
        assert track is not None
        assert track.heart_rate.tobytes() == records[-1].heart_rate.tobytes()
        assert database.track(uuid4()) is None
        assert database.check(full=True) == []


def test_people_come_in_the_order_of_their_names(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=[another_person("zoe"), another_person("Åse"), a_person("ada")])
        database.write(saved=[another_person("Ben")])
        assert [one.name for one in database.people()] == ["ada", "Ben", "zoe", "Åse"]


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=one_of_each())
        for file in path.parent.glob("rehab*"):
            assert file.stat().st_mode & 0o077 == 0, file.name


def test_many_new_records_of_which_one_lies_in_the_bin(path: Path) -> None:
    runs = [a_run() for _ in range(40)]
    with opened(path) as database:
        database.write(saved=[a_person(), runs[7]])
        database.write(removed=[replace(runs[7], revision=1)])
        saved = database.write(saved=runs)
        assert [one.revision for one in saved if one.id == runs[7].id] == [3]
        assert len(database.of_person(PERSON_ID)) == 40


# Each connection


def test_every_pragma_holds_on_every_connection(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=one_of_each())
        with database.reading() as sql:
            for name, wanted in PRAGMAS.items():
                assert sql.run(f"PRAGMA {name}").scalar() == wanted, name
            assert sql.run("PRAGMA journal_mode").scalar() == "wal"
            assert sql.run("PRAGMA application_id").scalar() == APPLICATION_ID
        with closing(connect_sqlite(path, mode="ro", application_id=APPLICATION_ID)) as other:
            for name, wanted in PRAGMAS.items():
                assert other.execute(f"PRAGMA {name}").fetchone() == (wanted,), name
        own = database.track_file._connection(path.with_name("rehab-tracks.db"))
        for name, wanted in PRAGMAS.items():
            assert own.execute(f"PRAGMA {name}").fetchone() == (wanted,), name


def test_every_write_takes_the_lock_at_its_beginning(path: Path) -> None:
    with (
        opened(path) as database,
        database.writing(),
        closing(sqlite3.connect(path, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_all_tables_are_strict(path: Path) -> None:
    with opened(path) as database, database.reading() as sql:
        rows = sql.run("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all()
        loose = {row[0] for row in rows if not row[1]}
    assert {name for name in loose if not name.startswith("sqlite_")} == {"alembic_version"}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE pain SET score = 11",
        "UPDATE pain SET score = 'seven'",
        "UPDATE activity SET distance_m = -1",
        "UPDATE activity SET distance_m = 9e999",
        "UPDATE activity SET title = printf('%.*c', 301, 'x')",
        "UPDATE activity SET day = '2026'",
        "UPDATE activity SET person_id = 'nobody'",
        "UPDATE activity SET revision = 0",
        "UPDATE diary_day SET is_rest_day = 2",
    ],
)
def test_the_tables_refuse_what_no_record_can_be(path: Path, sql: str) -> None:
    with opened(path) as database:
        database.write(saved=one_of_each())
        before = set(database.of_person(PERSON_ID))
        with pytest.raises(StorageError, match="check it"), database.writing() as connection:
            connection.exec_driver_sql(sql)
        assert set(database.of_person(PERSON_ID)) == before


def test_what_only_the_file_can_refuse_is_told_in_words(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=[a_person()])
        for bad in (
            an_item(position=10**30),
            an_item(position=10**7),
            an_item("\ud800"),
            a_pain(score=3.5),
            a_run(utc_offset_min=9000),
        ):
            with pytest.raises(StorageError, match="cannot be stored"):
                database.write(saved=[a_run(), bad])
        assert database.of_person(PERSON_ID) == []


# Two writers


def test_nobody_overwrites_what_another_window_wrote(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        _, run = mine.write(saved=[a_person(), a_run()])
        (newer,) = theirs.write(saved=[replace(run, title="Theirs")])
        with pytest.raises(Conflict) as caught:
            mine.write(saved=[a_pain(), replace(run, title="Mine")])
        assert caught.value.mine.title == "Mine"
        assert caught.value.stored == newer
        with pytest.raises(Conflict):
            mine.write(removed=[run])
        assert mine.of_person(PERSON_ID) == [newer]


def test_what_another_window_removed_is_a_conflict_too(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        person, run = mine.write(saved=[a_person(), a_run()])
        theirs.write(removed=[run])
        with pytest.raises(Conflict) as caught:
            mine.write(saved=[replace(run, title="Mine")])
        assert caught.value.stored is None
        theirs.write(removed=[person])
        with pytest.raises(Conflict):
            mine.write(saved=[a_pain()])


def test_the_conflict_names_the_right_one_of_many(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        mine.write(saved=[a_person()])
        runs = mine.write(saved=[a_run() for _ in range(30)])
        theirs.write(saved=[replace(runs[17], title="Theirs")])
        with pytest.raises(Conflict) as caught:
            mine.write(saved=[replace(run, title="Mine") for run in runs])
        assert caught.value.mine.id == runs[17].id
        assert {one.title for one in mine.of_person(PERSON_ID)} == {"", "Theirs"}


@pytest.mark.parametrize("make", [a_day, a_week_note, lambda **given: a_completion(ITEM, **given)])
def test_there_is_one_page_a_day_one_note_a_week(path: Path, make: object) -> None:
    with opened(path) as database:
        database.write(saved=[a_person(), ITEM])
        (first,) = database.write(saved=[make()])  # type: ignore[operator]
        with pytest.raises(Conflict) as caught:
            database.write(saved=[make()])  # type: ignore[operator]
        assert caught.value.stored == first
        with pytest.raises(Conflict):
            database.write(saved=[make(id=uuid4()), make(id=uuid4())])  # type: ignore[operator]
        database.write(removed=[first])
        database.write(saved=[make()])  # type: ignore[operator]
        with pytest.raises(Conflict):
            database.write(saved=[replace(first, revision=0)])


ITEM = an_item()


def test_a_record_twice_in_one_change_is_a_mistake_of_the_program(path: Path) -> None:
    with opened(path) as database:
        run = a_run()
        with pytest.raises(ValueError, match="twice"):
            database.write(saved=[a_person(), run, run])
        assert database.people() == []


def test_changes_of_another_window_are_seen_once(path: Path) -> None:
    with opened(path) as mine, opened(path) as theirs:
        mine.write(saved=[a_person()])
        assert not mine.changed_elsewhere()
        theirs.write(saved=[a_pain()])
        assert mine.changed_elsewhere()
        assert not mine.changed_elsewhere()


def test_another_window_is_told_of_and_a_dead_one_is_not(path: Path) -> None:
    with opened(path) as mine:
        assert mine.other_windows() == []
        with opened(path):
            (words,) = mine.other_windows()
            assert str(os.getpid()) in words
        assert mine.other_windows() == []
        dead = path.with_name(".rehab.db.1-dead.open")
        dead.write_text("{")
        far = path.with_name(".rehab.db.2-far.open")
        far.write_text('{"computer": "clinic-2", "process": 77}')
        assert mine.other_windows() == ["clinic-2, 77"]
        assert not dead.exists()
        old = datetime.now(UTC).timestamp() - 3600
        os.utime(far, (old, old))
        assert mine.other_windows() == []


# The bin


def test_a_removed_person_takes_everything_along_and_brings_it_back(path: Path) -> None:
    with opened(path) as database:
        saved = database.write(saved=one_of_each())
        database.write(removed=[saved[0]])
        assert database.people() == []
        assert [type(one.record).__name__ for one in database.bin()] == ["Person"]
        (back,) = database.write(saved=[replace(saved[0], revision=0)])
        assert back.revision == 3
        assert set(database.of_person(PERSON_ID)) == set(saved[2:-1])
        assert database.track(saved[2].id) is not None


def test_the_bin_is_sorted_and_forgets_after_thirty_days(path: Path) -> None:
    with opened(path) as database:
        _, first, second, pain, _ = database.write(
            saved=[a_person(), run := a_run(), a_run(), a_pain(), a_track(run.id)]
        )
        database.write(removed=[first])
        database.write(removed=[second])
        database.write(removed=[pain])
        assert [one.record.id for one in database.bin()] == [pain.id, second.id, first.id]
    old = utc_text(datetime.now(UTC) - timedelta(days=31))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE activity SET removed_at = ? WHERE id = ?", (old, str(first.id)))
    with opened(path) as database:
        assert [one.record.id for one in database.bin()] == [pain.id, second.id]
    assert value(path.with_name("rehab-tracks.db"), "SELECT count(*) FROM track_content") == 0
    assert value(path, "SELECT count(*) FROM track") == 0


# Refusals


def test_an_empty_file_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StorageError, match="is empty"):
        Database.open(path)
    assert path.stat().st_size == 0


def test_files_of_other_programs_are_refused_and_left_alone(path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "photos.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE photo (name)")
    text = tmp_path / "letter.db"
    text.write_text("Dear all, " * 1000)
    for file in (foreign, text):
        before = file.read_bytes()
        with pytest.raises(StorageError, match="not a file of this program"):
            Database.open(file)
        assert file.read_bytes() == before
    with pytest.raises(StorageError, match="not a file of this program"):
        Database.open(tmp_path)


def test_a_damaged_file_is_refused_with_the_way_back(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=[a_person(), *(a_run() for _ in range(300))])
    content = bytearray(path.read_bytes())
    content[4096 * 5 : 4096 * 9] = b"\xff" * 4096 * 4
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"damaged.*Restore a backup"):
        Database.open(path)


def test_a_file_that_vanishes_or_is_replaced_takes_no_more_writes(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=[a_person()])
        away = path.rename(path.with_name("away.db"))
        with pytest.raises(StorageError, match="no longer in its place"):
            database.write(saved=[a_run()])
        path.write_bytes(b"another")
        with pytest.raises(StorageError, match="no longer in its place"):
            database.write(saved=[a_run()])
        path.unlink()
        away.rename(path)
        assert len(database.write(saved=[a_run()])) == 1


def test_a_file_that_somebody_is_writing_is_waited_for_then_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 50)
    with opened(path) as database, closing(sqlite3.connect(path)) as other:
        database.write(saved=[a_person()])
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another window or program"):
            database.write(saved=[a_run()])
        other.rollback()
        assert len(database.write(saved=[a_run()])) == 1


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as if the disk were full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_changes_nothing_and_the_next_save_works(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=[a_person(), a_run()])
        before = database.of_person(PERSON_ID)
        log = path.with_name("rehab.db-wal")
        with (
            room_for(log.stat().st_size + 20_000),
            pytest.raises(StorageError, match=r"disk.*Nothing was changed"),
        ):
            database.write(saved=[a_run(notes="x" * 20_000) for _ in range(30)])
        assert database.of_person(PERSON_ID) == before
        assert database.write(saved=[a_pain()])
    with opened(path) as database:
        assert len(database.of_person(PERSON_ID)) == 2
        assert database.check(full=True) == []


def test_a_full_disk_at_the_first_start_leaves_no_half_file(path: Path) -> None:
    with room_for(10_000), pytest.raises(StorageError):
        Database.open(path)
    assert list(path.parent.iterdir()) == []


def test_a_disk_that_is_full_from_the_first_byte_is_told_in_words(path: Path) -> None:
    with room_for(0), pytest.raises(StorageError):
        Database.open(path)
    assert list(path.parent.iterdir()) == []


def test_a_full_disk_for_tracks_changes_nothing(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=[a_person(), run := a_run(), a_track(run.id)])
        other = a_run()
        with room_for(60_000), pytest.raises(StorageError, match="disk"):
            database.write(saved=[other, a_track(other.id, samples=40_000)])
        assert database.track(run.id) is not None
        assert len(database.of_person(PERSON_ID)) == 1
        assert database.write(saved=[other, a_track(other.id, samples=40_000)])


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Be nobody for a while if we are root, whom no permission stops; the folder is nobody's."""
    if os.geteuid():
        yield
        return
    for one in (folder, *folder.iterdir()):
        os.chown(one, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


NOBODY = 65534


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="permissions are another thing here")
def test_a_read_only_folder_or_file_is_refused_in_words() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rehab.db"
        Database.open(path).close()
        with unprivileged(path.parent):
            for locked, mode in ((path.parent, 0o500), (path, 0o400)):
                usual = locked.stat().st_mode
                locked.chmod(mode)
                with pytest.raises(StorageError, match="read-only"):
                    Database.open(path)
                locked.chmod(usual)
            path.parent.chmod(0o500)
            with pytest.raises(StorageError, match="may not be written here"):
                Database.open(path.with_name("new.db"))
            path.parent.chmod(0o700)
            Database.open(path).close()


def test_a_file_that_becomes_read_only_is_told_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path) as database:
        database.write(saved=[a_person()])
        with database.reading() as sql:
            sql.run("PRAGMA query_only=1")
        with pytest.raises(StorageError, match="read-only"):
            database.write(saved=[a_run()])
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    with pytest.raises(StorageError, match="read-only"):
        Database.open(path)


def test_on_a_network_drive_there_is_no_log_beside_the_file_and_it_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "is_local", lambda _: False)
    with opened(path) as database:
        database.write(saved=one_of_each())
        assert "network drive" in str(database.notices[0])
        with database.reading() as sql:
            assert sql.run("PRAGMA journal_mode").scalar() == "delete"
        assert not path.with_name("rehab.db-wal").exists()


def test_which_folders_lie_on_this_computer(tmp_path: Path) -> None:
    assert is_local(tmp_path)
    linux = linux_mounts(
        "22 1 0:21 / / rw - ext4 /dev/a rw\n23 1 0:5 / /mnt/my\\040share rw,x y - nfs4 h:/x rw\n"
    )
    assert linux == {"/": "ext4", "/mnt/my share": "nfs4"}
    mac = mac_mounts(
        "/dev/disk1 on / (apfs, local)\n//u@h/s on /Volumes/Clinic (smbfs, nodev, nosuid)\n"
    )
    assert mac == {"/": "apfs", "/Volumes/Clinic": "smbfs"}


# Checking


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE pain SET moment = 'never'", "Some entries cannot be read: 1 (pain)"),
        ("UPDATE pain SET day = '2026-02-30'", "Some entries cannot be read: 1 (pain)"),
        ("UPDATE plan_item SET dose = 'lots' WHERE dose IS NOT NULL", "1 (plan_item)"),
        ("DELETE FROM person", "not in the file: 17"),
        ("UPDATE track SET content = replace(hex(zeroblob(32)), '0', 'a')", "tracks are lost"),
        ("DELETE FROM activity", "not in the file: 1"),
    ],
)
def test_the_check_says_what_is_wrong(path: Path, sql: str, words: str) -> None:
    with opened(path) as database:
        database.write(saved=one_of_each())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)
    with opened(path) as database:
        assert any(words in str(message) for message in database.check()), database.check()


def test_the_full_check_finds_a_damaged_track(path: Path) -> None:
    with opened(path) as database:
        database.write(saved=one_of_each())
    with closing(sqlite3.connect(path.with_name("rehab-tracks.db"))) as connection, connection:
        connection.execute("UPDATE track_content SET data = x'00'")
    with opened(path) as database:
        assert database.check() == []
        assert ["tracks are lost" in str(one) for one in database.check(full=True)] == [True]
        assert database.track(one_of_each()[2].id) is None


def test_an_address_of_a_file_opens_the_file(path: Path) -> None:
    database = Database.open_url(f"sqlite:///{path}")
    database.write(saved=[a_person(), a_run(MONDAY)])
    database.close()
    with opened(path) as database:
        assert len(database.of_person(PERSON_ID)) == 1


def test_the_bin_lasts_thirty_days() -> None:
    assert module.BIN_DAYS == 30
