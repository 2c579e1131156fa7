"""Copies of the database that are known to be good, how long they are kept, and the way back.

A backup is one plain SQLite file with its SHA-256 beside it. It appears under its name only when
it has passed its check. Tracks never change, so each is copied once, into one file for all
backups; `copy_to` makes a copy that has everything in one file.
"""

import contextlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from rehabplanner.domain.problems import Message, StorageError, marked
from rehabplanner.files import (
    explained,
    replace_durably,
    sha256_of,
    sync_file,
    sync_folder,
    write_atomically,
)
from rehabplanner.storage import refusals
from rehabplanner.storage.copying import (
    beside,
    copy_contents,
    copy_sqlite,
    explaining,
    is_sound,
    part_of,
    put_tracks_in,
    take_out_tracks,
)
from rehabplanner.storage.engine import APPLICATION_ID, TRACKS_APPLICATION_ID, connect_sqlite
from rehabplanner.storage.presence import Presence
from rehabplanner.storage.tables import SCHEMA
from rehabplanner.storage.trackfile import make_track_file, tracks_beside

EVERY = timedelta(minutes=30)
KEEP_ALL = timedelta(hours=48)
TRACKS_NAME = "tracks.db"
_STAMP = "%Y-%m-%dT%H-%M-%S-%fZ"
_LOG = logging.getLogger(__name__)

_SUM_DIFFERS = marked('The backup "{name}" has changed since it was made. Choose another one.')
_DAMAGED = marked('The backup "{name}" is damaged. Choose another one.')


class Reason(StrEnum):
    """Why a backup was made."""

    ROUTINE = "routine"
    CLOSE = "close"
    MIGRATION = "migration"
    IMPORT = "import"
    RESTORE = "restore"
    ERASE = "erase"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that lies in the folder."""

    path: Path
    made_at: datetime
    reason: Reason

    @property
    def size(self) -> int:
        """Return its bytes."""
        return self.path.stat().st_size

    def age(self, now: datetime) -> timedelta:
        """Return how long ago it was made."""
        return max(now - self.made_at, timedelta())


class Backups:
    """The folder of backups of one database file."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def all(self) -> list[Backup]:
        """Return all backups, newest first."""
        if not self._folder.is_dir():
            return []
        found = (_read_name(path) for path in self._folder.glob(f"{self._database.stem}_*.db"))
        known = [one for one in found if one]
        return sorted(known, key=lambda one: (one.made_at, one.path.name), reverse=True)

    def is_due(self, now: datetime | None = None) -> bool:
        """Say whether the data has changed since a newest backup that is half an hour old."""
        newest = next(iter(self.all()), None)
        if newest is None:
            return self._database.exists()
        old = newest.age(now or datetime.now(UTC)) >= EVERY
        return old and _changed_at(self._database) > newest.made_at.timestamp()

    def make(self, reason: Reason = Reason.ROUTINE) -> Backup:
        """Make a backup, check it and thin out the old ones.

        Where nothing has changed since the newest backup, that one is returned.
        Raises StorageError; nothing is thinned out then.
        """
        stamp = datetime.now(UTC)
        name = f"{self._database.stem}_{stamp.strftime(_STAMP)}_{reason.value}.db"
        path = self._folder / name
        newest = next(iter(self.all()), None)
        with explaining(path):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep_parts()
            with part_of(path) as part:
                copy_sqlite(self._database, part)
                total = sha256_of(part)
                if newest is not None and _noted_sum(newest.path) == total:
                    return newest
                write_atomically(_sum_beside(path), f"{total}  {name}\n".encode())
                replace_durably(part, path)
            self._copy_tracks()
        made = Backup(path, stamp, reason)
        self.thin(stamp)
        return made

    def make_on_close(self) -> Backup | None:
        """Make a backup if anything changed since the newest one."""
        newest = next(iter(self.all()), None)
        if newest and _changed_at(self._database) <= newest.made_at.timestamp():
            return None
        return self.make(Reason.CLOSE) if self._database.exists() else None

    def thin(self, now: datetime) -> list[Backup]:
        """Remove what `kept` does not choose; return it. Called only after a sound backup."""
        every = self.all()
        keep = kept(every, now)
        gone = [one for one in every if one not in keep]
        for one in gone:
            with contextlib.suppress(OSError):
                one.path.unlink()
                _sum_beside(one.path).unlink(missing_ok=True)
        return gone

    def _copy_tracks(self) -> None:
        """Add the tracks that the folder does not have yet."""
        source, target = tracks_beside(self._database), self._folder / TRACKS_NAME
        if not source.exists() or source.stat().st_size == 0:
            return
        if not target.exists():
            make_track_file(target)
        with (
            closing(connect_sqlite(source, application_id=TRACKS_APPLICATION_ID)) as ours,
            closing(connect_sqlite(target, application_id=TRACKS_APPLICATION_ID)) as theirs,
        ):
            copy_contents(ours, theirs)

    def _sweep_parts(self) -> None:
        for part in self._folder.glob(".*.part"):
            with contextlib.suppress(OSError):
                part.unlink()


def kept(backups: Iterable[Backup], now: datetime) -> set[Backup]:
    """Return which backups stay: all of 48 hours, 14 daily, 8 weekly, 12 monthly, 20 yearly."""
    newest_first = sorted(backups, key=lambda one: one.made_at, reverse=True)
    keep = {one for one in newest_first if now - one.made_at <= KEEP_ALL}
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (14, lambda moment: moment.date()),
        (8, lambda moment: moment.isocalendar()[:2]),
        (12, lambda moment: (moment.year, moment.month)),
        (20, lambda moment: moment.year),
    )
    for most, period_of in periods:
        seen: dict[object, Backup] = {}
        for one in newest_first:
            seen.setdefault(period_of(one.made_at), one)
        keep.update(list(seen.values())[:most])
    return keep


def verify(path: Path) -> Message | None:
    """Return what is wrong with a backup, or None if it is good."""
    noted = _noted_sum(path)
    try:
        if noted is not None and sha256_of(path) != noted:
            return Message(_SUM_DIFFERS, {"name": path.name})
        with closing(connect_sqlite(path, mode="ro", application_id=APPLICATION_ID)) as connection:
            found = _schema(connection)
            if found > SCHEMA:
                return refusals.newer(path.name, found, SCHEMA).message
            if not found or not is_sound(connection):
                return Message(_DAMAGED, {"name": path.name})
    except StorageError as error:
        return error.message
    except sqlite3.Error:
        return Message(_DAMAGED, {"name": path.name})
    except OSError as error:
        return explained(error, path).message
    return None


def restore(database: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the database; return where the old file is kept aside.

    Nobody may have the database open. The old file (a damaged one too) is never deleted.
    Raises StorageError, and then the old file is still in its place.
    """
    wrong = verify(backup)
    if wrong is not None:
        raise StorageError(wrong.text, **wrong.values)
    with explaining(database):
        database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_other_windows(database)
        with part_of(database) as part:
            copy_sqlite(backup, part)
            take_out_tracks(part, database)
            return put_in_place(part, database)


def put_in_place(part: Path, database: Path) -> Path | None:
    """Let a new file take the place of the database; return where the old one is kept aside."""
    aside = None
    if database.exists():
        stamp = datetime.now(UTC).strftime(_STAMP)
        aside = database.with_name(f"{database.stem}-aside-{stamp}{database.suffix}")
        for ending in ("", "-wal"):
            _link_or_copy(beside(database, ending), beside(aside, ending))
        sync_folder(database.parent)
    for ending in ("-wal", "-shm", "-journal"):
        beside(database, ending).unlink(missing_ok=True)
    replace_durably(part, database)
    return aside


def copy_to(database: Path, target: Path) -> None:
    """Copy the database with its tracks into one file, which `restore` can read.

    Raises StorageError.
    """
    if target.exists() and target.samefile(database):
        raise StorageError(marked("A backup needs another name than the data itself."))
    with explaining(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with part_of(target) as part:
            copy_sqlite(database, part)
            put_tracks_in(part, database)
            replace_durably(part, target)


def _schema(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return int(row[0]) if row and str(row[0]).isdigit() else 0


def _refuse_other_windows(database: Path) -> None:
    own = Presence(database)
    try:
        others = own.others()
    finally:
        own.close()
    if others:
        raise refusals.in_use(others[0])


def _link_or_copy(source: Path, target: Path) -> None:
    if not source.exists():
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        sync_file(target)


def _sum_beside(path: Path) -> Path:
    return beside(path, ".sha256")


def _noted_sum(path: Path) -> str | None:
    try:
        words = _sum_beside(path).read_text(encoding="utf-8").split()
    except (OSError, UnicodeError):
        return None
    return words[0] if words else ""


def _read_name(path: Path) -> Backup | None:
    parts = path.stem.rsplit("_", 2)
    try:
        _, stamp, reason = parts
        made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return Backup(path, made_at, Reason(reason))
    except ValueError:
        return None


def _changed_at(database: Path) -> float:
    """Return when the file or its log was last written."""
    moments = [0.0]
    for path in (database, beside(database, "-wal")):
        with contextlib.suppress(OSError):
            found = path.stat()
            if found.st_size:
                moments.append(found.st_mtime)
    return max(moments)
