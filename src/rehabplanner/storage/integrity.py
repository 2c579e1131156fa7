"""Looking a database through: what is wrong with it, said in words."""

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from rehabplanner.domain.problems import Message, Problem, StorageError, marked
from rehabplanner.storage import tracks
from rehabplanner.storage.codec import SHAPES, Shape
from rehabplanner.storage.statements import Statements
from rehabplanner.storage.trackfile import TrackFile
from rehabplanner.storage.values import read_utc

_PAGES = marked("The file is damaged: {detail}. Restore a backup; the damaged file is kept aside.")
_LINKS = marked("Some entries belong to a person or activity that is not in the file: {count}.")
_ROWS = marked("Some entries cannot be read: {count} ({kind}). Restore a backup if they matter.")
_TWINS = marked("Some days or weeks have two entries where one is meant: {count} ({kind}).")
_TRACKS = marked("Some tracks are lost or damaged: {count}. The sessions' totals are kept.")
_UNREADABLE = marked("A part of the file cannot be read ({kind}). Restore a backup.")


class Checked(Protocol):
    """What is looked through: a `Database`."""

    path: Path | None
    track_file: TrackFile

    def reading(self) -> AbstractContextManager[Statements]:
        """Read several things as they stood at one moment."""


def check(database: Checked, *, full: bool = False) -> list[Message]:
    """Return what is wrong; an empty list means that all is well.

    The quick check looks at the pages, the links and every record as if it were typed in again;
    the full one also compares the indexes and looks at every track.
    """
    found: list[Message] = []
    if database.path is not None:
        found += _pages(database, full)
    for shape in SHAPES:
        try:
            with database.reading() as sql:
                found += _records(sql, shape)
        except StorageError:
            found.append(Message(_UNREADABLE, {"kind": shape.name}))
    try:
        with database.reading() as sql:
            found += _tracks(sql, database.track_file, full)
    except (StorageError, sqlite3.Error):
        found.append(Message(_UNREADABLE, {"kind": "track"}))
    return found


def _pages(database: Checked, full: bool) -> list[Message]:
    pragma = "integrity_check" if full else "quick_check"
    try:
        with database.reading() as sql:
            said = [row[0] for row in sql.run(f"PRAGMA {pragma}(20)").all()]
            orphans = len(sql.run("PRAGMA foreign_key_check").all())
    except (StorageError, SQLAlchemyError) as error:
        return [Message(_PAGES, {"detail": type(error.__cause__ or error).__name__})]
    found = []
    if said != ["ok"]:
        found.append(Message(_PAGES, {"detail": " ".join(said[0].split())[:120]}))
    if orphans:
        found.append(Message(_LINKS, {"count": orphans}))
    return found


def _records(sql: Statements, shape: Shape) -> list[Message]:
    bad, twins = 0, 0
    seen: set[tuple[object, ...]] = set()
    for row in sql.full(shape, "1 = 1"):
        try:
            record = shape.strictly(row.values)
            if record.revision < 1 or shape.row(record, record.revision) != row.values:
                raise ValueError("not as it was written")
            read_utc(row.changed_at)
            if row.removed_at is not None:
                read_utc(row.removed_at)
        except (Problem, ValueError, KeyError, TypeError):
            bad += 1
            continue
        if shape.key is not None and row.removed_at is None:
            key = shape.key_of(record)
            twins += key in seen
            seen.add(key)
    found = [Message(_ROWS, {"count": bad, "kind": shape.name})] if bad else []
    return found + ([Message(_TWINS, {"count": twins, "kind": shape.name})] if twins else [])


def _tracks(sql: Statements, track_file: TrackFile, full: bool) -> list[Message]:
    named = {row[0] for row in sql.run("SELECT content FROM track").all()}
    if full:
        lost = _harmed(sql, track_file, named)
    else:
        lost = len(named - set(track_file.contents(sql.connection)))
    return [Message(_TRACKS, {"count": lost})] if lost else []


def _harmed(sql: Statements, track_file: TrackFile, named: Iterable[str]) -> int:
    count = 0
    for content in named:
        data = track_file.get(sql.connection, content)
        count += data is None or not tracks.is_sound(content, data)
    return count
