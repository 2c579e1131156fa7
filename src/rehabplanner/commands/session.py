"""What all commands share: the open workspace, the chosen person, JSON lines."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from rehabplanner.commands.common import places_of
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.keeper import open_database
from rehabplanner.library.library import Library
from rehabplanner.paths import resources
from rehabplanner.storage.database import Database
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[tuple[Workspace, Database]]:
    """Open the data for the time of a command."""
    database = open_database(places_of(options), options.database)
    try:
        yield Workspace(database), database
    finally:
        database.close()


def person_of(
    workspace: Workspace, options: argparse.Namespace, *, may_create: bool = False
) -> Person:
    """Return the person that is meant: the named one, or the only one there is.

    Raises Problem naming the remedy if it is not clear who is meant.
    """
    people = workspace.people()
    if options.person:
        wanted = options.person.casefold()
        found = (
            [one for one in people if listed_name(one).casefold() == wanted]
            or [one for one in people if one.name.casefold() == wanted]
            or [one for one in people if one.name.casefold().startswith(wanted)]
        )
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            text = marked(
                "Several people are called “{name}”. Please write the name as `list people` "
                "shows it, with the year of birth."
            )
            raise Problem("person", text, name=options.person)
        if options.create:
            return _make(workspace, options.person)
        text = marked("There is nobody called “{name}”. Add --create to make this person.")
        raise Problem("person", text, name=options.person)
    if len(people) == 1:
        return people[0]
    if not people and may_create:
        print(
            _("A person called “Runner” was made; --person NAME chooses another."), file=sys.stderr
        )
        return _make(workspace, _("Runner"))
    if not people:
        raise Problem("person", marked("There is nobody yet. Write --person NAME --create."))
    raise Problem("person", marked("There are several people. Please choose with --person NAME."))


def listed_name(person: Person) -> str:
    """Return a name with the year of birth where it is known, which tells namesakes apart."""
    year = f" ({person.birth_year})" if person.birth_year else ""
    return f"{person.name}{year}"


def _make(workspace: Workspace, name: str) -> Person:
    person = Person(name=name)
    workspace.save(_("Add {name}").format(name=person.name), person)
    return person


def dossier_of(workspace: Workspace, options: argparse.Namespace) -> Dossier:
    """Return the records of the person that is meant."""
    dossier = workspace.dossier(person_of(workspace, options).id)
    if dossier is None:
        raise Problem("person", marked("There is nobody yet. Write --person NAME --create."))
    return dossier


def library(workspace: Workspace | None = None) -> Library:
    """Return the content in the language in use, with the own exercises of a workspace."""
    return Library(resources(), _, workspace.own_exercises if workspace else tuple)


def whole_library(options: argparse.Namespace) -> Library:
    """Return the content with the own exercises, if there are data already; none are made."""
    if not options.database and not places_of(options).database.exists():
        return library()
    with opened(options) as (workspace, _database):
        own = workspace.own_exercises()
    return Library(resources(), _, lambda: own)


def print_json(row: Any) -> None:
    """Print one JSON object on a line of standard output."""
    print(json.dumps(row, default=plain, ensure_ascii=False, allow_nan=False))


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def day_of(text: str) -> date:
    """Return a date given as 2026-08-03, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a date such as 2026-08-03").format(text=text)
        ) from error


def week_of(text: str) -> date:
    """Return the Monday of a week given as 2026-W48, or as one of its days, for argparse."""
    match = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text, re.IGNORECASE)
    try:
        if match:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday_of(date.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a week such as 2026-W48").format(text=text)
        ) from error
