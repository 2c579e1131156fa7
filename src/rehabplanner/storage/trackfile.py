"""Where packed tracks lie: a second SQLite file beside the database, or the server itself.

Contents are only ever added, under their own sum, before the change that names them commits.
So a crash between the two leaves at most a content that nobody names, which `sweep` removes.
"""

import logging
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from rehabplanner.domain.problems import StorageError
from rehabplanner.files import replace_durably, sync_file
from rehabplanner.storage import refusals, tracks
from rehabplanner.storage.engine import (
    TRACKS_APPLICATION_ID,
    connect_sqlite,
    make_file,
)
from rehabplanner.storage.statements import Statements
from rehabplanner.storage.tables import TRACK_CONTENT
from rehabplanner.storage.values import now_text

_ADD = "INSERT INTO track_content (content, data) VALUES (?, ?) ON CONFLICT DO NOTHING"
_GET = "SELECT data FROM track_content WHERE content = ?"
_LOG = logging.getLogger(__name__)


def tracks_beside(database: Path) -> Path:
    """Return the place of the tracks of a database file."""
    return database.with_name(f"{database.stem}-tracks{database.suffix}")


class TrackFile:
    """The packed tracks of one database."""

    def __init__(self, path: Path | None, spare: Path | None = None) -> None:
        """Use the file at `path` (None: the server), and read from `spare` what it has lost."""
        self._path = path
        self._spare = spare
        self._open: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None

    def add(self, connection: Connection, packed: Mapping[str, bytes]) -> None:
        """Keep packed tracks, durably when this returns (on a server: with the transaction)."""
        if self._path is None:
            Statements(connection).run_many(_ADD, list(packed.items()))
            return
        try:
            own = self._connection(self._path)
            own.execute("BEGIN IMMEDIATE")
            try:
                own.executemany(_ADD, packed.items())
                own.execute("COMMIT")
            except BaseException:
                if own.in_transaction:
                    own.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError) as error:
            raise refusals.explain(error, self._path.name) from error

    def get(self, connection: Connection, content: str) -> bytes | None:
        """Return a packed track that is still what was stored; None if it is lost."""
        if self._path is None:
            row = Statements(connection).run(_GET, (content,)).first()
            data = bytes(row[0]) if row else None
        else:
            data = self._look(content)
        if data is not None and tracks.content_of(data) == content:
            return data
        return self._from_spare(content)

    def contents(self, connection: Connection) -> list[str]:
        """Return the names of everything that is kept."""
        sql = "SELECT content FROM track_content"
        if self._path is None:
            return [row[0] for row in Statements(connection).run(sql).all()]
        if not self._path.exists():
            return []
        return [row[0] for row in self._connection(self._path).execute(sql)]

    def sweep(self, connection: Connection, named: Iterable[str]) -> int:
        """Remove the contents that no record names; return how many."""
        lost = set(self.contents(connection)) - set(named)
        if not lost:
            return 0
        rows = [(content,) for content in sorted(lost)]
        sql = "DELETE FROM track_content WHERE content = ?"
        if self._path is None:
            return Statements(connection).run_many(sql, rows)
        own = self._connection(self._path)
        own.execute("BEGIN IMMEDIATE")
        own.executemany(sql, rows)
        own.execute("COMMIT")
        return len(rows)

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _look(self, content: str) -> bytes | None:
        if self._path is None or not self._path.exists():
            return None
        try:
            row = self._connection(self._path).execute(_GET, (content,)).fetchone()
        except (sqlite3.Error, StorageError):
            _LOG.warning("a track could not be read", exc_info=True)
            return None
        return row[0] if row else None

    def _from_spare(self, content: str) -> bytes | None:
        if self._spare is None or not self._spare.exists():
            return None
        try:
            with closing(
                connect_sqlite(self._spare, mode="ro", application_id=TRACKS_APPLICATION_ID)
            ) as spare:
                row = spare.execute(_GET, (content,)).fetchone()
        except (sqlite3.Error, StorageError):
            return None
        return row[0] if row and tracks.content_of(row[0]) == content else None

    def _connection(self, path: Path) -> sqlite3.Connection:
        if self._open is not None and refusals.inode_of(path) != self._inode:
            self.close()
        if self._open is None:
            if not path.exists() or path.stat().st_size == 0:
                make_track_file(path)
            try:
                self._open = connect_sqlite(path, application_id=TRACKS_APPLICATION_ID)
            except (sqlite3.DatabaseError, StorageError) as error:
                if not _is_ruined(error):
                    raise
                self._set_aside(path)
                self._open = connect_sqlite(path, application_id=TRACKS_APPLICATION_ID)
            self._inode = refusals.inode_of(path)
        return self._open

    def _set_aside(self, path: Path) -> None:
        """Keep a ruined file under another name and begin a new one."""
        _LOG.warning("the tracks file is ruined and set aside")
        stamp = now_text().replace(":", "-")
        path.rename(path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}"))
        make_track_file(path)


def make_track_file(path: Path) -> None:
    """Make an empty file of tracks in one step."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    make_file(part)
    with closing(
        connect_sqlite(part, mode="rwc", application_id=TRACKS_APPLICATION_ID)
    ) as connection:
        connection.execute(f"PRAGMA application_id={TRACKS_APPLICATION_ID}")
        connection.execute(str(CreateTable(TRACK_CONTENT)) + " STRICT")
    sync_file(part)
    replace_durably(part, path)


def _is_ruined(error: BaseException) -> bool:
    ruined = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    return isinstance(error, StorageError) or refusals.code_of(error) in ruined
