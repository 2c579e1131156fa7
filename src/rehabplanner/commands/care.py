"""`export`, `backup`, `restore`, `check`: data in and out, and whether the file is sound."""

import argparse
import re
import sys
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from rehabplanner.commands.common import places_of
from rehabplanner.commands.session import opened, person_of, print_json, week_of
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.problems import Problem, StorageError, marked
from rehabplanner.handover.calendar import CalendarOptions, Grouping
from rehabplanner.handover.handing import Handing
from rehabplanner.keeper import Keeper, export
from rehabplanner.storage.backup import restore, verify
from rehabplanner.wording import _, say

FORMATS = ("rehab", "json", "csv", "xlsx", "ics", "fit")
LONGEST_REMINDER_MIN = 24 * 60


def describe_export(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, help=_("usual: by the file’s ending"))
    plan = parser.add_argument_group(
        _("the plan (ics, fit)"),
        _(
            "A calendar takes in .ics, a watch .fit (copy it into the folder NewFiles of a Garmin "
            "watch). A name that ends in .zip holds all runs and walks; with .fit the first goes "
            "into the named file and the others beside it, with their day in the name."
        ),
    )
    plan.add_argument(
        "--week", type=week_of, metavar="2026-W48", help=_("usual: this week and all ahead")
    )
    plan.add_argument(
        "--events",
        type=Grouping,
        choices=tuple(Grouping),
        default=Grouping.SESSION,
        metavar="|".join(Grouping),
        help=_("what one event of the calendar holds (usual: a session)"),
    )
    plan.add_argument(
        "--at", type=_time, metavar="07:30", help=_("when the day’s first event starts")
    )
    plan.add_argument(
        "--zone",
        type=_zone,
        metavar="Europe/Oslo",
        help=_("time zone of --at (usual: wherever the person is)"),
    )
    plan.add_argument(
        "--remind", type=_minutes, metavar="MIN", help=_("minutes before; needs --at")
    )


def do_export(options: argparse.Namespace) -> int:
    """Write one person's records, or everybody's where nobody is named."""
    with opened(options) as (workspace, database):
        person_id = None
        if options.person or len(workspace.people()) == 1:
            person_id = person_of(workspace, options).id
        handing = _handing(options)
        export(database, workspace, options.output, person_id, options.format, handing)
    return 0


def _handing(options: argparse.Namespace) -> Handing:
    if options.at is None and (options.remind is not None or options.zone is not None):
        raise Problem(
            "at", marked("A reminder or a time zone needs a time: please add --at, such as 07:30.")
        )
    calendar = CalendarOptions(
        grouping=options.events, start=options.at, zone=options.zone, remind_min=options.remind
    )
    return Handing(today=today(), monday=options.week, calendar=calendar)


def _time(text: str) -> time:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise argparse.ArgumentTypeError(_("“{text}” is not a time such as 07:30").format(text=text))


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, KeyError) as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a time zone such as Europe/Oslo").format(text=text)
        ) from error


def _minutes(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= LONGEST_REMINDER_MIN:
        return int(text)
    raise argparse.ArgumentTypeError(
        _("“{text}” is not a number of minutes from 0 to 1440").format(text=text)
    )


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
