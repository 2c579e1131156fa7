"""Copies of database files, checked and whole, with the tracks or without them."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rehabplanner.files import explained, sync_file
from rehabplanner.storage import refusals
from rehabplanner.storage.engine import APPLICATION_ID, TRACKS_APPLICATION_ID, connect_sqlite
from rehabplanner.storage.trackfile import make_track_file, tracks_beside

_PAGES = 2000


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database of ours as it stands at one moment into a new plain file, and check it.

    Raises sqlite3.Error, OSError or StorageError.
    """
    with (
        closing(connect_sqlite(source, mode="ro", application_id=APPLICATION_ID)) as ours,
        closing(connect_sqlite(target, mode="rwc", application_id=APPLICATION_ID)) as copy,
    ):
        ours.backup(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode=DELETE").fetchone()
        if not is_sound(copy):
            raise refusals.damaged(source.name)
    sync_file(target)


def copy_contents(source: sqlite3.Connection, target: sqlite3.Connection) -> int:
    """Add the packed tracks that the target has not yet; return how many."""
    sql = "SELECT content FROM track_content"
    there = {row[0] for row in target.execute(sql)}
    missing = [row[0] for row in source.execute(sql) if row[0] not in there]
    target.execute("BEGIN IMMEDIATE")
    try:
        for content in missing:
            row = source.execute(
                "SELECT content, data FROM track_content WHERE content = ?", (content,)
            ).fetchone()
            target.execute("INSERT INTO track_content (content, data) VALUES (?, ?)", row)
        target.execute("COMMIT")
    except BaseException:
        if target.in_transaction:
            target.execute("ROLLBACK")
        raise
    return len(missing)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Say whether SQLite's own checks find nothing wrong."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return False
    return connection.execute("PRAGMA foreign_key_check").fetchone() is None


def _has_contents(connection: sqlite3.Connection) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'track_content'"
    return connection.execute(sql).fetchone() is not None


def put_tracks_in(part: Path, database: Path) -> None:
    """Add the tracks of a database to a copy of it."""
    source = tracks_beside(database)
    if not source.exists() or source.stat().st_size == 0:
        return
    with (
        closing(connect_sqlite(source, application_id=TRACKS_APPLICATION_ID)) as tracks,
        closing(connect_sqlite(part, application_id=APPLICATION_ID)) as copy,
    ):
        (sql,) = tracks.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'track_content'"
        ).fetchone()
        copy.execute(sql)
        copy_contents(tracks, copy)
    sync_file(part)


def take_out_tracks(part: Path, database: Path) -> None:
    """Move tracks that a copy brings along into the file beside the database."""
    with closing(connect_sqlite(part, application_id=APPLICATION_ID)) as copy:
        if not _has_contents(copy):
            return
        target = tracks_beside(database)
        if not target.exists() or target.stat().st_size == 0:
            make_track_file(target)
        with closing(connect_sqlite(target, application_id=TRACKS_APPLICATION_ID)) as tracks:
            copy_contents(copy, tracks)
        copy.execute("DROP TABLE track_content")
        copy.execute("VACUUM")
    sync_file(part)


def beside(path: Path, ending: str) -> Path:
    """Return the file of this name with one ending more."""
    return path.with_name(path.name + ending)


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Give a name for the unfinished file, and sweep up whatever is left of it."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield part
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                beside(part, ending).unlink(missing_ok=True)


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Raise what the disk or SQLite refuses as a StorageError about this file."""
    try:
        yield
    except sqlite3.Error as error:
        raise refusals.explain(error, path.name) from error
    except OSError as error:
        raise explained(error, path) from error
