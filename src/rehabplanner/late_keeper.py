"""Stands in for the keeper until the data are opened, so that a window need not wait for SQL."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from rehabplanner.domain.problems import Message, StorageError, marked
from rehabplanner.domain.store import Store
from rehabplanner.gui.care import BackupRow, Care
from rehabplanner.paths import Places
from rehabplanner.workspace import Workspace


class LateKeeper:
    """Fits `rehabplanner.gui.care.Care` by handing on to a `Keeper` once `open` was called."""

    def __init__(self, places: Places, url: str | None) -> None:
        self._places = places
        self._url = url
        self._keeper: Care | None = None

    def open(self, workspace: Workspace) -> Store:
        """Open the data and return them. Raises StorageError if they cannot be read."""
        from rehabplanner.keeper import Keeper, open_database

        database = open_database(self._places, self._url)
        self._keeper = Keeper(database, workspace, self._places)
        return database

    def _open(self) -> Care:
        if self._keeper is None:
            raise StorageError(marked("The data are not open yet. Please try again in a moment."))
        return self._keeper

    def backup(self, file: Path | None = None) -> Path:
        """Make a backup."""
        return self._open().backup(file)

    def backup_if_needed(self) -> bool:
        """Make a backup if something changed since the last one."""
        return self._keeper is not None and self._keeper.backup_if_needed()

    def backups(self) -> Sequence[BackupRow]:
        """Return the backups, newest first; also while the data cannot be opened."""
        from rehabplanner.keeper import backup_rows

        return self._keeper.backups() if self._keeper else backup_rows(self._places)

    def restore(self, file: Path) -> None:
        """Put a backup in place of the data file, also of one that cannot be opened."""
        from rehabplanner.keeper import restore

        if self._keeper is not None:
            self._keeper.restore(file)
        else:
            restore(self._places.database, file)

    def repair(self) -> None:
        """Put all that can still be read of a damaged file in its place; it is kept aside."""
        from rehabplanner.keeper import repair

        repair(self._places.database)

    def check(self) -> Sequence[Message]:
        """Return what is wrong with the data file."""
        return self._open().check()

    def self_test(self) -> Message | None:
        """Return what is wrong with the newest backup."""
        return self._open().self_test()

    def export(self, file: Path, person_id: UUID | None) -> None:
        """Write records in the format of the file's ending."""
        self._open().export(file, person_id)

    def take_in(self, file: Path) -> int:
        """Merge a .rehab file."""
        return self._open().take_in(file)

    def others(self) -> bool:
        """Say whether another window has the same file open."""
        return self._open().others()

    def notices(self) -> Sequence[Message]:
        """Return what the person should be told about the data file."""
        return self._open().notices()

    def close(self) -> None:
        """Close the data file, if it was opened."""
        if self._keeper is not None:
            self._keeper.close()
