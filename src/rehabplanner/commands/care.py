"""`export`, `backup`, `restore`, `check`: data in and out, and whether the file is sound."""

import argparse
import sys
from pathlib import Path

from rehabplanner.commands.common import places_of
from rehabplanner.commands.session import opened, person_of, print_json
from rehabplanner.domain.problems import StorageError
from rehabplanner.keeper import Keeper, export
from rehabplanner.storage.backup import restore, verify
from rehabplanner.wording import _, say

FORMATS = ("rehab", "json", "csv", "xlsx")


def describe_export(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, help=_("usual: by the file’s ending"))


def do_export(options: argparse.Namespace) -> int:
    """Write one person's records, or everybody's where nobody is named."""
    with opened(options) as (workspace, database):
        person_id = None
        if options.person or len(workspace.people()) == 1:
            person_id = person_of(workspace, options).id
        export(database, workspace, options.output, person_id, options.format)
    return 0


def describe_backup(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("where to"))


def do_backup(options: argparse.Namespace) -> int:
    """Make a backup and print its path."""
    with opened(options) as (workspace, database):
        print(Keeper(database, workspace, places_of(options)).backup(options.file))
    return 0


def describe_restore(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the backup"))


def do_restore(options: argparse.Namespace) -> int:
    """Put a backup in place; the old file is kept aside and named."""
    places = places_of(options)
    places.data.mkdir(parents=True, exist_ok=True)
    aside = restore(places.database, options.file)
    if aside is not None:
        print(_("The former file is kept as {file}").format(file=aside.name))
    return 0


def describe_check(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("a backup to check"))
    parser.add_argument("--json", action="store_true", help=_("a JSON object"))


def do_check(options: argparse.Namespace) -> int:
    """Say what is wrong; return 1 if anything is."""
    faults: list[str] = []
    name = str(options.file or places_of(options).database)
    try:
        if options.file:
            found = verify(options.file)
            faults = [say(found)] if found else []
        else:
            with opened(options) as (_workspace, database):
                faults = [say(fault) for fault in database.check()]
    except StorageError as error:
        faults = [say(error.message)]
    if options.json:
        print_json({"file": name, "is_sound": not faults, "problems": faults})
    else:
        for fault in faults:
            print(fault, file=sys.stderr)
        if not faults:
            print(_("The data file is sound."))
    return 1 if faults else 0
