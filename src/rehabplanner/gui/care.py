"""What the window asks of whoever looks after the data file; `app` answers with storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from rehabplanner.domain.problems import Message


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup: its file, when it was made (UTC) and its size in bytes."""

    file: Path
    made_at: datetime
    size_bytes: int


class Care(Protocol):
    """Backups, restore, export and check of the data file.

    All may raise StorageError or OSError, and then the data file is as it was. `backup`, `check`
    and `export` may be called from a task; `restore` and `take_in` only from the window's thread.
    """

    def backup(self, file: Path | None = None) -> Path:
        """Make a backup, in the usual folder or in this file, and return its path."""

    def backup_if_needed(self) -> bool:
        """Make a backup if something changed since the last one."""

    def backups(self) -> Sequence[BackupRow]:
        """Return the backups, newest first."""

    def restore(self, file: Path) -> None:
        """Put a backup in place of the data file, which is kept aside."""

    def check(self) -> Sequence[Message]:
        """Return what is wrong with the data file; nothing if it is sound."""

    def self_test(self) -> Message | None:
        """Return what is wrong with the newest backup, None if it would bring everything back."""

    def export(self, file: Path, person_id: UUID | None) -> None:
        """Write one person's records, or everybody's, in the format of the file's ending."""

    def take_in(self, file: Path) -> int:
        """Merge a .rehab file into the data and return the number of records taken in."""

    def others(self) -> bool:
        """Say whether another window of the program has the same file open."""

    def notices(self) -> Sequence[Message]:
        """Return what the person should be told about the data file, such as a network drive."""

    def close(self) -> None:
        """Close the data file."""
