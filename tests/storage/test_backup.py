"""Backups are there, are good, are thinned with care, and bring everything back."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import PERSON_ID, a_pain, a_run, a_track, one_of_each
from rehabplanner.domain.problems import StorageError
from rehabplanner.storage import backup
from rehabplanner.storage.backup import Backup, Backups, Reason, kept, verify
from rehabplanner.storage.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rehab.db"


@pytest.fixture
def backups(path: Path) -> Backups:
    return Backups(path, path.parent / "backups")


def filled(path: Path) -> Database:
    database = Database.open(path, backups=path.parent / "backups")
    database.write(saved=one_of_each())
    return database


def test_a_backup_of_an_open_file_holds_every_save_and_no_log_beside_it(
    path: Path, backups: Backups
) -> None:
    database = filled(path)
    database.write(saved=[a_pain(7)])
    made = backups.make()
    assert verify(made.path) is None
    assert made.reason is Reason.ROUTINE
    assert backups.all() == [made]
    assert sorted(one.suffix for one in made.path.parent.iterdir()) == [".db", ".db", ".sha256"]
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT count(*) FROM pain WHERE score = 7").fetchone() == (1,)
    database.close()


def test_an_unchanged_file_is_not_backed_up_twice(path: Path, backups: Backups) -> None:
    database = filled(path)
    first = backups.make()
    assert backups.make(Reason.IMPORT) == first
    database.write(saved=[a_pain(7)])
    assert backups.make(Reason.IMPORT) != first
    database.close()


def test_half_an_hour_after_a_change_a_backup_is_due(path: Path, backups: Backups) -> None:
    assert not backups.is_due()
    database = filled(path)
    assert backups.is_due()
    made = backups.make()
    later = made.made_at + timedelta(minutes=31)
    assert not backups.is_due(later)
    database.write(saved=[a_pain(7)])
    os.utime(path.with_name("rehab.db-wal"), (later.timestamp(), later.timestamp()))
    assert not backups.is_due(made.made_at + timedelta(minutes=5))
    assert backups.is_due(later)
    database.close()


def test_closing_backs_up_only_what_has_changed(path: Path, backups: Backups) -> None:
    filled(path).close()
    assert backups.make_on_close() is not None
    assert backups.make_on_close() is None


def test_restoring_brings_all_back_and_keeps_the_old_file_aside(
    path: Path, backups: Backups
) -> None:
    database = filled(path)
    run = next(one for one in database.of_person(PERSON_ID) if hasattr(one, "distance_m"))
    good = backups.make()
    database.write(removed=[run])
    database.close()
    aside = backup.restore(path, good.path)
    assert aside is not None
    assert aside.exists()
    database = Database.open(path)
    assert run in database.of_person(PERSON_ID)
    assert database.track(run.id) is not None
    database.close()
    with closing(sqlite3.connect(aside)) as old:
        sql = "SELECT count(*) FROM activity WHERE removed_at IS NULL"
        assert old.execute(sql).fetchone() == (0,)


@pytest.mark.parametrize("harm", ["rubbish", "empty", "gone", "cut"])
def test_a_ruined_file_is_replaced_and_kept_aside(path: Path, backups: Backups, harm: str) -> None:
    database = filled(path)
    before = set(database.of_person(PERSON_ID))
    good = backups.make()
    database.close()
    content = path.read_bytes()
    ruined = {"rubbish": b"\x93" * 9000, "empty": b"", "cut": content[: len(content) // 3]}
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(ruined[harm])
        with pytest.raises(StorageError, match=r"damaged|not a file of this program|empty"):
            Database.open(path)
    aside = backup.restore(path, good.path)
    if harm == "gone":
        assert aside is None
    else:
        assert aside is not None
        assert aside.read_bytes() == ruined[harm]
    database = Database.open(path)
    assert set(database.of_person(PERSON_ID)) == before
    database.close()


def test_the_log_of_a_crashed_window_never_leaks_into_the_restored_file(
    path: Path, backups: Backups
) -> None:
    database = filled(path)
    good = backups.make()
    database.write(saved=[a_pain(9)])
    wal = path.with_name("rehab.db-wal")
    main, log = path.read_bytes(), wal.read_bytes()
    database.close()
    path.write_bytes(main)
    wal.write_bytes(log)
    aside = backup.restore(path, good.path)
    assert aside is not None
    database = Database.open(path)
    assert a_pain(9).score not in [
        getattr(one, "score", 0) for one in database.of_person(PERSON_ID)
    ]
    database.close()
    database = Database.open(aside)
    assert 9 in [getattr(one, "score", 0) for one in database.of_person(PERSON_ID)]
    database.close()


def test_nothing_is_restored_while_another_window_is_open(path: Path, backups: Backups) -> None:
    database = filled(path)
    good = backups.make()
    with pytest.raises(StorageError, match="Another window"):
        backup.restore(path, good.path)
    database.close()
    backup.restore(path, good.path)


def test_every_single_flipped_bit_is_found(path: Path, backups: Backups) -> None:
    filled(path).close()
    made = backups.make()
    whole = bytearray(made.path.read_bytes())
    step = max(1, len(whole) // int(os.environ.get("REHABPLANNER_FLIPS", "60")))
    for place in range(0, len(whole), step):
        whole[place] ^= 1 << place % 8
        made.path.write_bytes(whole)
        assert verify(made.path) is not None
        whole[place] ^= 1 << place % 8
    made.path.write_bytes(whole)
    assert verify(made.path) is None


def test_a_damaged_backup_is_refused_and_the_file_stays(path: Path, backups: Backups) -> None:
    filled(path).close()
    made = backups.make()
    made.path.write_bytes(made.path.read_bytes()[:-4096])
    before = path.read_bytes()
    with pytest.raises(StorageError, match="has changed since it was made"):
        backup.restore(path, made.path)
    assert path.read_bytes() == before


def test_foreign_files_are_no_backups(path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "photos.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    text = tmp_path / "letter.txt"
    text.write_text("Dear all, " * 2000)
    for file in (foreign, text, tmp_path / "nowhere.db"):
        assert verify(file) is not None
        with pytest.raises(StorageError):
            backup.restore(path, file)
    assert not path.exists()


def test_a_damaged_file_is_never_backed_up_and_nothing_is_thinned(
    path: Path, backups: Backups
) -> None:
    database = filled(path)
    database.write(saved=[a_run() for _ in range(400)])
    made = backups.make()
    database.close()
    old = made.path.with_name("rehab_2001-01-01T00-00-00-000000Z_routine.db")
    for number in range(30):
        old.with_name(old.name.replace("01T", f"{number + 1:02}T")).touch()
    count = len(backups.all())
    whole = bytearray(path.read_bytes())
    whole[4096 * 6 : 4096 * 8] = b"\xff" * 8192
    path.write_bytes(whole)
    with pytest.raises(StorageError, match="damaged"):
        backups.make()
    assert len(backups.all()) == count
    assert not list(made.path.parent.glob(".*.part"))


def test_a_copy_in_one_file_holds_the_tracks_too(path: Path, tmp_path: Path) -> None:
    database = filled(path)
    run = next(one for one in database.of_person(PERSON_ID) if hasattr(one, "distance_m"))
    copy = tmp_path / "stick" / "all.db"
    backup.copy_to(path, copy)
    database.close()
    other = tmp_path / "other" / "rehab.db"
    assert backup.restore(other, copy) is None
    database = Database.open(other)
    assert database.people()
    track = database.track(run.id)
    assert track is not None
    assert track.time_s == a_track(run.id).time_s
    database.close()
    with closing(sqlite3.connect(other)) as connection:
        sql = "SELECT count(*) FROM sqlite_master WHERE name = 'track_content'"
        assert connection.execute(sql).fetchone() == (0,)


def test_a_copy_never_takes_the_place_of_the_data(path: Path) -> None:
    filled(path).close()
    with pytest.raises(StorageError, match="another name"):
        backup.copy_to(path, path)


def test_lost_tracks_come_back_from_the_backups(path: Path, backups: Backups) -> None:
    database = filled(path)
    run = next(one for one in database.of_person(PERSON_ID) if hasattr(one, "distance_m"))
    backups.make()
    database.close()
    path.with_name("rehab-tracks.db").write_bytes(b"rubbish" * 1000)
    database = Database.open(path, backups=path.parent / "backups")
    track = database.track(run.id)
    assert track is not None
    assert track.laps == a_track(run.id).laps
    other = database.write(saved=[a_run()])[0]
    database.write(saved=[a_track(other.id)])
    assert database.track(other.id) is not None
    assert list(path.parent.glob("rehab-tracks-damaged-*.db"))
    database.close()


def some(*ages: timedelta) -> list[Backup]:
    return [Backup(Path(f"{age}"), NOW - age, Reason.ROUTINE) for age in ages]


def test_two_days_are_kept_whole_then_days_weeks_months_and_years() -> None:
    hourly = some(*(timedelta(hours=number) for number in range(24 * 365 * 3)))
    keep = kept(hourly, NOW)
    ages = sorted(NOW - one.made_at for one in keep)
    assert [age for age in ages if age <= timedelta(hours=48)] == [
        timedelta(hours=number) for number in range(49)
    ]
    days = {(NOW - age).date() for age in ages}
    assert {(NOW - timedelta(days=number)).date() for number in range(14)} <= days
    assert {(NOW - age).year for age in ages} == {2026, 2025, 2024, 2023}
    assert len(keep) < 49 + 14 + 8 + 12 + 20


@given(st.lists(st.integers(0, 60 * 24 * 9000), max_size=60, unique=True), st.data())
def test_thinning_keeps_the_newest_and_thinning_again_changes_nothing(
    minutes: list[int], data: st.DataObject
) -> None:
    every = some(*(timedelta(minutes=number) for number in minutes))
    keep = kept(every, NOW)
    assert keep <= set(every)
    if every:
        assert max(every, key=lambda one: one.made_at) in keep
    assert kept(keep, NOW) == keep
