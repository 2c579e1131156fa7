"""`import PATH...`: files, folders and archives from watches; one row for each file."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rehabplanner.commands.session import opened, person_of, print_json
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.people import Person
from rehabplanner.domain.problems import StorageError
from rehabplanner.domain.record import Record
from rehabplanner.importers.days import new_days
from rehabplanner.importers.duplicates import mark
from rehabplanner.importers.reading import Imported, Status, read_all
from rehabplanner.keeper import take_in
from rehabplanner.storage.database import Database
from rehabplanner.wording import _, distance_text, duration_text, ngettext, say
from rehabplanner.workspace import Workspace

CHUNK = 40


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_("file or folder"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object per file"))
    parser.add_argument("--dry-run", action="store_true", help=_("read only; keep nothing"))


def do(options: argparse.Namespace) -> int:
    """Import; return 1 if some file was refused.

    Files are stored in groups as they are read, so that a long archive needs little memory and
    what was stored stays stored if the command is stopped.
    """
    missing = [path for path in options.paths if not path.exists()]
    for path in missing:
        print(_("{file}: there is no such file or folder.").format(file=path), file=sys.stderr)
    paths = [path for path in options.paths if path.exists()]
    failed = bool(missing)
    shared = [path for path in paths if path.suffix.lower() == ".rehab"]
    paths = [path for path in paths if path not in shared]
    with opened(options) as (workspace, database):
        for path in shared:
            failed |= not _take_in(database, workspace, path, options)
        if not paths:
            return 1 if failed else 0
        person = _person(workspace, options)
        dossier = workspace.dossier(person.id)
        known: list[Activity] = list(dossier.activities) if dossier else []
        known_days = {entry.day for entry in dossier.days} if dossier else set()
        group: list[Imported] = []
        count = 0
        for row in read_all(paths, person.id):
            group.append(row)
            if len(group) >= CHUNK:
                failed |= _finish(workspace, group, known, known_days, options)
                count += len(group)
                group = []
        failed |= _finish(workspace, group, known, known_days, options)
        if not options.json:
            print(ngettext("{count} file read", "{count} files read", count + len(group)))
    return 1 if failed else 0


def _take_in(
    database: Database, workspace: Workspace, path: Path, options: argparse.Namespace
) -> bool:
    """Merge a .rehab file and print its row; return whether it was taken in."""
    try:
        count = 0 if options.dry_run else take_in(database, workspace, path)
        status, words = "imported", ngettext("{count} record", "{count} records", count)
    except StorageError as error:
        status, words = "failed", say(error.message)
    if options.json:
        row = {"file": str(path), "status": status, "message": words, "activities": []}
        print_json(row)
    else:
        print(f"{path}: {words}")
    return status == "imported"


def _person(workspace: Workspace, options: argparse.Namespace) -> Person:
    if not options.dry_run:
        return person_of(workspace, options, may_create=True)
    if not workspace.people() or options.create:
        wanted = (options.person or _("Runner")).casefold()
        known = [one for one in workspace.people() if one.name.casefold() == wanted]
        return known[0] if known else Person(name=options.person or _("Runner"))
    return person_of(workspace, options)


def _finish(
    workspace: Workspace,
    group: Sequence[Imported],
    known: list[Activity],
    known_days: set[date],
    options: argparse.Namespace,
) -> bool:
    """Store a group of rows and print them; return whether any was refused."""
    rows = mark(group, known)
    records: list[Record] = []
    for row in rows:
        new = [one for one in row.activities if one.id not in row.duplicate_of]
        ids = {one.id for one in new}
        known.extend(new)
        records.extend(new)
        records.extend(track for track in row.tracks if track.id in ids)
        if row.status is not Status.DUPLICATE:
            records.extend(new_days(row.days, known_days))
            records.extend(row.pains)
    if records and not options.dry_run:
        workspace.save(_("Import files"), *records)
    for row in rows:
        if options.json:
            print_json(row_json(row))
        else:
            print(_row_words(row))
    return any(row.status is Status.FAILED for row in rows)


def row_json(row: Imported) -> dict[str, Any]:
    """Return a row as the command line's contract has it; unknown values are null."""
    return {
        "file": row.file,
        "status": row.status.value,
        "message": say(row.message) if row.message else None,
        "activities": [_activity_json(one, row) for one in row.activities],
    }


def _activity_json(one: Activity, row: Imported) -> dict[str, Any]:
    other = row.duplicate_of.get(one.id)
    return {
        "start": one.started_at,
        "local_date": one.day,
        "sport": one.kind.value,
        "distance_m": one.distance_m,
        "duration_s": one.duration_s,
        "elapsed_s": one.elapsed_s,
        "ascent_m": one.ascent_m,
        "average_heart_rate": one.average_heart_rate,
        "duplicate_of": None if other is None else str(other),
    }


def _row_words(row: Imported) -> str:
    words = {
        Status.IMPORTED: _("imported"),
        Status.DUPLICATE: _("known already"),
        Status.WARNING: _("imported, please check"),
        Status.FAILED: _("not readable"),
    }[row.status]
    parts = [f"{row.file}: {words}"]
    if len(row.activities) == 1:
        one = row.activities[0]
        parts.append(f"{one.day} {distance_text(one.distance_m)} {duration_text(one.duration_s)}")
    elif row.activities:
        parts.append(ngettext("{count} session", "{count} sessions", len(row.activities)))
    if row.message:
        parts.append(say(row.message))
    return " · ".join(parts)
