"""Looks after the data file: backups, restore, export and check, for window and command line."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from rehabplanner.domain.problems import Message, StorageError, marked
from rehabplanner.gui.care import BackupRow
from rehabplanner.paths import Places
from rehabplanner.storage.backup import Backups, copy_to, restore
from rehabplanner.storage.database import Database
from rehabplanner.workspace import Workspace


def open_database(places: Places, url: str | None = None) -> Database:
    """Open the data file of these places, or the database of a URL.

    Raises StorageError saying why it cannot be opened and what to do.
    """
    if url:
        return Database.open_url(url)
    try:
        places.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            marked("The folder {folder} cannot be made: {reason}. Choose another with --data."),
            folder=places.data,
            reason=error.strerror or type(error).__name__,
        ) from error
    return Database.open(places.database, backups=places.backups)


class Keeper:
    """Fits `rehabplanner.gui.care.Care`."""

    def __init__(self, database: Database, workspace: Workspace, places: Places) -> None:
        self._database = database
        self._workspace = workspace
        self._places = places
        self._backups = Backups(places.database, places.backups)

    def backup(self, file: Path | None = None) -> Path:
        """Make a backup, in the usual folder or in this file, and return its path."""
        self._needs_file()
        if file is None:
            return self._backups.make().path
        copy_to(self._places.database, file)
        return file

    def backup_if_needed(self) -> bool:
        """Make a backup if something changed since the last one."""
        if self._database.path is None:
            return False
        return self._backups.make_on_close() is not None

    def backups(self) -> Sequence[BackupRow]:
        """Return the backups, newest first."""
        return [BackupRow(one.path, one.made_at, one.size) for one in self._backups.all()]

    def restore(self, file: Path) -> None:
        """Put a backup in place of the data file, which is kept aside."""
        self._needs_file()
        self._database.close()
        try:
            restore(self._places.database, file)
        finally:
            self._database = open_database(self._places)
            self._workspace.use(self._database)

    def check(self) -> Sequence[Message]:
        """Return what is wrong with the data file; nothing if it is sound."""
        return self._database.check()

    def export(self, file: Path, person_id: UUID | None) -> None:
        """Write one person's records, or everybody's, in the format of the file's ending."""
        export(self._workspace, file, person_id)

    def take_in(self, file: Path) -> int:
        """Merge a .rehab file into the data and return the number of records taken in."""
        return take_in(self._workspace, file)

    def others(self) -> bool:
        """Say whether another window of the program has the same file open."""
        return bool(self._database.other_windows())

    def notices(self) -> Sequence[Message]:
        """Return what the person should be told about the data file."""
        return tuple(self._database.notices)

    def close(self) -> None:
        """Close the data file."""
        self._database.close()

    def _needs_file(self) -> None:
        if self._database.path is None:
            raise StorageError(
                marked("The data lie on a server. Its own backups bring back an earlier state.")
            )
