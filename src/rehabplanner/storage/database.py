"""The database: opens a file or a server, reads, and writes one transaction per change.

It fits `rehabplanner.workspace.Store` by shape. It is used on one thread; backups, which may
run on another, open the file for themselves.
"""

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from rehabplanner.domain.activities import Track
from rehabplanner.domain.guidance import PlanTemplate
from rehabplanner.domain.own_exercises import OwnExercise, Photo
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.domain.record import Record
from rehabplanner.storage import integrity, opening, refusals, tracks
from rehabplanner.storage.codec import OF_PERSON, SHAPE_OF, SHAPES, Shape, chunks, no_collecting
from rehabplanner.storage.engine import writer
from rehabplanner.storage.presence import Presence
from rehabplanner.storage.statements import Statements
from rehabplanner.storage.trackfile import TrackFile, tracks_beside
from rehabplanner.storage.values import utc_text
from rehabplanner.storage.writing import Writing

BIN_DAYS = 30
SERVER_LOCK = 0x5268_6250
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Binned:
    """A record in the bin: what it is and when it was removed (UTC, ISO 8601)."""

    record: Record
    removed_at: str


class Database:
    """Everything that is kept, in one SQLite file (and its tracks beside it) or on one server."""

    def __init__(self, engine: Engine, path: Path | None, track_file: TrackFile) -> None:
        """Use `Database.open` or `Database.open_url` instead."""
        self.track_file = track_file
        self._engine = engine
        self._writer = writer(engine)
        self._inode = refusals.inode_of(path) if path else None
        self._presence = Presence(path) if path else None
        self._seen = 0
        self.path = path
        self.notices: list[Message] = []
        """What the person should be told about this file, such as a network drive."""
        self._seen = self._version()

    @classmethod
    def open(cls, path: Path, *, backups: Path | None = None) -> "Database":
        """Open a file, or make it if there is none; an older one is backed up and brought up.

        Raises StorageError: damaged, of another program, empty, newer, read-only, locked.
        """
        path = path.absolute()
        engine, notices = opening.open_file(path, backups)
        spare = backups / "tracks.db" if backups else None
        try:
            made = cls(engine, path, TrackFile(tracks_beside(path), spare))
            made.notices += notices
            made._empty_bin()
        except BaseException:
            engine.dispose()
            raise
        return made

    @classmethod
    def open_url(cls, url: str) -> "Database":
        """Open a server, or the file of an address that begins with `sqlite:///`.

        Raises StorageError as `open` does.
        """
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return cls.open(Path(address.database or ""))
        return cls(opening.open_server(address), None, TrackFile(None))

    def close(self) -> None:
        """Close the file; what was written stays written."""
        self.track_file.close()
        self._engine.dispose()
        if self._presence:
            self._presence.close()

    # Reading

    def people(self) -> list[Person]:
        """Return everybody, sorted by name."""
        with self.reading() as sql:
            found = self._records(SHAPE_OF[Person], sql.select(SHAPE_OF[Person], _LIVE))
        return sorted(found, key=lambda person: (person.name.casefold(), person.id))

    def practices(self) -> list[Practice]:
        """Return the letterheads, sorted by name."""
        shape = SHAPE_OF[Practice]
        with self.reading() as sql:
            found: list[Practice] = self._records(shape, sql.select(shape, _LIVE))
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def own_exercises(self) -> list[OwnExercise]:
        """Return the exercises that people made, sorted by name."""
        shape = SHAPE_OF[OwnExercise]
        with self.reading() as sql:
            found: list[OwnExercise] = self._records(shape, sql.select(shape, _LIVE))
        return sorted(found, key=lambda own: (own.name.casefold(), own.id))

    def plan_templates(self) -> list[PlanTemplate]:
        """Return the clinic's own templates, sorted by name."""
        shape = SHAPE_OF[PlanTemplate]
        with self.reading() as sql:
            found: list[PlanTemplate] = self._records(shape, sql.select(shape, _LIVE))
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def photos(self, own_exercise_id: UUID) -> list[Photo]:
        """Return the photographs of an own exercise, the start first."""
        shape = SHAPE_OF[Photo]
        where = f"own_exercise_id = ? AND {_LIVE} ORDER BY frame DESC"
        with self.reading() as sql:
            found: list[Photo] = self._records(
                shape, sql.select(shape, where, (str(own_exercise_id),))
            )
        return found

    def of_person(self, person_id: UUID) -> list[Record]:
        """Return all records of one person except the person and the tracks."""
        found: list[Record] = []
        with self.reading() as sql, no_collecting():
            for shape in OF_PERSON:
                rows = sql.select(shape, f"person_id = ? AND {_LIVE}", (str(person_id),))
                found += self._records(shape, rows)
        return found

    def stored(self, records: Iterable[Record]) -> list[Record | None]:
        """Return, in their order, what is stored now under the identities of these records."""
        asked = [(type(record), record.id) for record in records]
        by_kind: dict[type, list[str]] = defaultdict(list)
        for kind, record_id in asked:
            by_kind[kind].append(str(record_id))
        found: dict[tuple[type, UUID], Record] = {}
        with self.reading() as sql:
            for kind, ids in by_kind.items():
                there = (
                    self._tracks_of(sql, ids) if kind is Track else self._of_kind(sql, kind, ids)
                )
                found.update(((kind, one.id), one) for one in there)
        return [found.get(one) for one in asked]

    def track(self, activity_id: UUID) -> Track | None:
        """Return the track of an activity."""
        with self.reading() as sql:
            return self._track(sql, str(activity_id))

    def packed_tracks(self, contents: Sequence[str]) -> dict[str, bytes]:
        """Return packed tracks by their names; those that are lost are left out."""
        with self.reading() as sql:
            found = {one: self.track_file.get(sql.connection, one) for one in contents}
        return {one: data for one, data in found.items() if data is not None}

    def keep_tracks(self, connection: Connection, packed: Mapping[str, bytes]) -> None:
        """Keep packed tracks under their names, before the transaction that names them."""
        self.track_file.add(connection, packed)

    def bin(self) -> list[Binned]:
        """Return what was removed in the last 30 days, newest first.

        What went along with a person who was removed is not listed; it comes back with them.
        """
        found: list[Binned] = []
        with self.reading() as sql:
            for shape in SHAPES:
                where = '"removed_at" IS NOT NULL'
                if shape.is_of_person:
                    where += " AND person_id IN (SELECT id FROM person WHERE removed_at IS NULL)"
                columns = f'{shape.columns}, "removed_at"'
                rows = sql.run(f'SELECT {columns} FROM "{shape.name}" WHERE {where}').all()
                records = self._records(shape, [row[:-1] for row in rows])
                if len(records) == len(rows):
                    found += map(Binned, records, (row[-1] for row in rows))
        return sorted(found, key=lambda one: one.removed_at, reverse=True)

    def changed_elsewhere(self) -> bool:
        """Say (once) whether another window or program has written since the last look."""
        if self._presence:
            self._presence.refresh()
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def other_windows(self) -> list[str]:
        """Return which other windows have this file open, as `computer, process`."""
        return self._presence.others() if self._presence else []

    def check(self, *, full: bool = False) -> list[Message]:
        """Return what is wrong with the file, in words; an empty list means that all is well."""
        return integrity.check(self, full=full)

    @contextmanager
    def reading(self) -> Iterator[Statements]:
        """Read several things as they stood at one moment.

        Raises StorageError.
        """
        with self._explained(), self._engine.connect() as connection, connection.begin():
            yield Statements(connection)

    # Writing

    def write(
        self, *, saved: Sequence[Record] = (), removed: Sequence[Record] = ()
    ) -> list[Record]:
        """Write all or nothing, durably; return the saved records with their new revisions.

        A saved record of revision 0 is inserted (or brought back from the bin, if it was removed);
        any other must have the stored revision. Removing puts a record into the bin; what belongs
        to it (the track of an activity, all records of a person) is hidden with it.

        Raises Conflict if a record was changed elsewhere, StorageError if it cannot be written.
        """
        with no_collecting(), self.writing() as connection:
            return Writing(connection, self.track_file).write(saved, removed)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold the write lock for one transaction: all of it is kept, durably, or nothing.

        Raises StorageError.
        """
        if self.path is not None and refusals.inode_of(self.path) != self._inode:
            raise refusals.gone(self.path.name)
        with self._explained(), self._writer.connect() as connection, connection.begin():
            if self.path is None:
                sql = Statements(connection)
                sql.run("SELECT pg_advisory_xact_lock(?)", (SERVER_LOCK,))
                rows = sql.run("UPDATE counter SET value = value + 1 RETURNING value").all()
                if self._seen == rows[0][0] - 1:
                    self._seen = rows[0][0]
            yield connection

    def _empty_bin(self) -> None:
        """Remove for good what lay in the bin for longer than 30 days."""
        before = utc_text(datetime.now(UTC) - timedelta(days=BIN_DAYS))
        names = [shape.name for shape in reversed(SHAPES)]
        with self.reading() as sql:
            old = [
                name
                for name in ("track", *names)
                if sql.run(
                    f'SELECT 1 FROM "{name}" WHERE removed_at < ? LIMIT 1', (before,)
                ).first()
            ]
        if not old:
            return
        with self.writing() as connection:
            for name in old:
                Statements(connection).run(f'DELETE FROM "{name}" WHERE removed_at < ?', (before,))
            Statements(connection).run(_LOST_PHOTOS)
        with self.reading() as sql:
            named = [row[0] for row in sql.run("SELECT content FROM track").all()]
        with self.writing() as connection:
            self.track_file.sweep(connection, named)

    # Helpers

    def _of_kind(self, sql: Statements, kind: type, ids: Sequence[str]) -> Iterator[Any]:
        shape = SHAPE_OF[kind]
        for some in chunks(ids):
            gaps = ", ".join("?" * len(some))
            yield from self._records(shape, sql.select(shape, f"{_LIVE} AND id IN ({gaps})", some))

    def _tracks_of(self, sql: Statements, ids: Sequence[str]) -> Iterator[Track]:
        return (track for one in ids if (track := self._track(sql, one)))

    def _track(self, sql: Statements, activity_id: str) -> Track | None:
        row = sql.run(
            "SELECT content, revision FROM track WHERE id = ? AND removed_at IS NULL",
            (activity_id,),
        ).first()
        if row is None:
            return None
        data = self.track_file.get(sql.connection, row[0])
        if data is None:
            self._note(marked("The track of a session is lost or damaged. Its totals are kept."))
            return None
        try:
            return tracks.unpack(data, UUID(activity_id), row[1])
        except (ValueError, Problem):
            return None

    def _records(self, shape: Shape, rows: Sequence[Any]) -> list[Any]:
        """Return the records of rows; a row that cannot be read is left out and told of."""
        try:
            return shape.records(rows)
        except (ValueError, KeyError, TypeError):
            found = []
            for row in rows:
                try:
                    found += shape.records([row])
                except (ValueError, KeyError, TypeError):
                    _LOG.warning("an unreadable row in %s", shape.name)
                    self._note(
                        marked("An entry cannot be read. Check the file, or restore a backup.")
                    )
            return found

    def _note(self, text: str) -> None:
        message = Message(text)
        if message not in self.notices:
            self.notices.append(message)

    def _version(self) -> int:
        with self.reading() as sql:
            if self.path is not None:
                return int(sql.run("PRAGMA data_version").scalar())
            return int(sql.run("SELECT value FROM counter WHERE name = 'changes'").scalar())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the driver says into words for a person."""
        name = self.path.name if self.path else ""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError, OverflowError, UnicodeError) as error:
            _LOG.warning("the database refused: %s", type(getattr(error, "orig", error)).__name__)
            raise refusals.explain(error, name) from error


_LIVE = '"removed_at" IS NULL'
_LOST_PHOTOS = "DELETE FROM photo WHERE own_exercise_id NOT IN (SELECT id FROM own_exercise)"
