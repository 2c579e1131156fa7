"""Looks after the data file: backups, restore, export and check, for window and command line.

What is not needed at every start is imported where it is used.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.problems import Message, Problem, StorageError, marked
from rehabplanner.gui.care import BackupRow
from rehabplanner.paths import Places
from rehabplanner.storage.backup import Backups, copy_to, restore, verify
from rehabplanner.storage.database import Database
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace

if TYPE_CHECKING:
    from rehabplanner.handover.handing import Handing

PLAN_ENDINGS = ("ics", "fit", "zip")

__all__ = ["Keeper", "backup_rows", "export", "open_database", "repair", "restore", "take_in"]


def repair(database: Path) -> None:
    """Put all that can still be read of a damaged file in its place; it is kept aside.

    Raises StorageError if nothing can be read, and then nothing was changed.
    """
    from rehabplanner.storage import recovery

    recovery.repair(database)


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


def backup_rows(places: Places) -> list[BackupRow]:
    """Return the backups of these places, newest first."""
    every = Backups(places.database, places.backups).all()
    return [BackupRow(one.path, one.made_at, one.size) for one in every]


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
        return backup_rows(self._places)

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

    def self_test(self) -> Message | None:
        """Return what is wrong with the newest backup, None if it would bring everything back."""
        rows = self.backups()
        return verify(rows[0].file) if rows else None

    def export(self, file: Path, person_id: UUID | None) -> None:
        """Write one person's records, or everybody's, in the format of the file's ending."""
        export(self._database, self._workspace, file, person_id)

    def take_in(self, file: Path) -> int:
        """Merge a .rehab file into the data and return the number of records taken in."""
        return take_in(self._database, self._workspace, file)

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


def export(
    database: Database,
    workspace: Workspace,
    file: Path,
    person_id: UUID | None,
    kind: str | None = None,
    handing: "Handing | None" = None,
) -> None:
    """Write one person's records, or everybody's, as .rehab, .json, .csv or .xlsx.

    A CSV holds one table: the activities go into the named file, the other tables beside it.
    One person's plan goes out as .ics for a calendar, or its runs as .fit for a watch, all in one
    .zip or one a file; `handing` says which weeks, usually this one and all ahead.
    Raises Problem for another ending, StorageError if the file cannot be written.
    """
    from rehabplanner.storage import exchange
    from rehabplanner.storage.bundle import gather

    ending = kind or file.suffix.lower().lstrip(".")
    ids = None if person_id is None else [person_id]
    if ending == "rehab":
        exchange.write(gather(database, ids), file)
    elif ending == "json":
        exchange.write_json(gather(database, ids), file)
    elif ending in ("csv", "xlsx"):
        _export_tables(workspace, file, person_id, ending)
    elif ending in PLAN_ENDINGS:
        _export_plan(workspace, file, person_id, ending, handing)
    else:
        raise Problem(
            "output",
            marked(
                "The name must end in .rehab, .json, .csv, .xlsx, .ics, .fit or .zip, to say the "
                "format."
            ),
        )


def _export_tables(workspace: Workspace, file: Path, person_id: UUID | None, ending: str) -> None:
    from rehabplanner.storage import tables_out

    dossier = _only(workspace, person_id)
    sheets = tables_out.sheets(dossier)
    if ending == "xlsx":
        tables_out.write_xlsx(sheets, file)
        return
    tables_out.write_csv(sheets[0], file)
    for sheet in sheets[1:]:
        beside = file.with_name(f"{file.stem}-{sheet.name}{file.suffix}")
        tables_out.write_csv(sheet, beside)


def _export_plan(
    workspace: Workspace, file: Path, person_id: UUID | None, ending: str, handing: "Handing | None"
) -> None:
    from rehabplanner.handover.handing import Handing, write_calendar, write_workouts
    from rehabplanner.library.library import Library
    from rehabplanner.paths import resources

    dossier = _only(workspace, person_id)
    chosen = handing or Handing(today=today())
    if ending == "ics":
        known = Library(resources(), _, workspace.own_exercises).exercises
        write_calendar(file, dossier, known, chosen)
    else:
        write_workouts(file, dossier, chosen)


def _only(workspace: Workspace, person_id: UUID | None) -> Dossier:
    """Return the records of this person, or of the only one there is."""
    people = [one.id for one in workspace.people() if person_id in (None, one.id)]
    dossier = workspace.dossier(people[0]) if len(people) == 1 else None
    if dossier is None:
        raise Problem(
            "person", marked("This file holds one person. Please choose with --person NAME.")
        )
    return dossier


def take_in(database: Database, workspace: Workspace, file: Path) -> int:
    """Merge a .rehab or JSON file as one step to undo; return the number of records taken in."""
    from rehabplanner.storage import exchange
    from rehabplanner.storage.merging import merge

    bundle = exchange.read_json(file) if file.suffix.lower() == ".json" else exchange.read(file)
    merged = merge(database, bundle)
    workspace.adopt(_("Take in {file}").format(file=file.name), merged.changes)
    return merged.added + merged.changed
