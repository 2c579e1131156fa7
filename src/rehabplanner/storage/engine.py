"""One way to open a database, for the program, the migrations, the backups and the tests.

SQLite keeps its promises only when asked: `synchronous=FULL` so that a power cut loses nothing
that was said to be saved, `BEGIN IMMEDIATE` so that two writers never overwrite each other
unseen, foreign keys checked, removed data overwritten.
"""

import os
import sqlite3
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from rehabplanner.storage import refusals

APPLICATION_ID = 0x5268_6250
"""Four letters in the head of each of our files: RhbP."""
TRACKS_APPLICATION_ID = 0x5268_6254
BUSY_MS = 5000
AGAIN_S = 0.02
PAGE_SIZE = 4096

PRAGMAS = {
    "foreign_keys": 1,
    "synchronous": 2,
    "busy_timeout": BUSY_MS,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}
"""What is set on each connection; `synchronous` 2 is FULL."""


def connect_sqlite(path: Path, *, mode: str = "rw", application_id: int) -> sqlite3.Connection:
    """Open our SQLite file by the driver alone, with every pragma; `mode` is ro, rw or rwc.

    The file is not touched before it has shown itself as ours.
    Raises sqlite3.Error or StorageError.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=5
    )
    try:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")
        if mode == "rwc":
            connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
        else:
            (found,) = connection.execute("PRAGMA application_id").fetchone()
            if found != application_id:
                raise refusals.foreign(path.name)
    except BaseException:
        connection.close()
        raise
    return connection


def sqlite_engine(path: Path, *, wal: bool, application_id: int = APPLICATION_ID) -> Engine:
    """Return an engine of one connection to an existing SQLite file of ours.

    With `wal` readers and a writer do not wait for each other; it must be off on network drives.
    """
    engine = create_engine(
        "sqlite://",
        creator=partial(_connect, path, wal, application_id),
        poolclass=StaticPool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def server_engine(url: URL) -> Engine:
    """Return an engine for a PostgreSQL server; a connection that broke is opened anew."""
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, pool_pre_ping=True, pool_size=2, max_overflow=2)


def writer(engine: Engine) -> Engine:
    """Return the engine as one whose transactions take the write lock at their beginning."""
    return engine.execution_options(writing=True)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def quick_look(connection: Connection) -> bool:
    """Say whether SQLite finds its file in order, without comparing indexes."""
    try:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except SQLAlchemyError:
        return False
    return bool(found == "ok")


def _connect(path: Path, wal: bool, application_id: int) -> sqlite3.Connection:
    connection = connect_sqlite(path, application_id=application_id)
    try:
        _set_journal(connection, "WAL" if wal else "DELETE")
    except BaseException:
        connection.close()
        raise
    return connection


def _set_journal(connection: sqlite3.Connection, journal: str) -> None:
    """Set the way of writing; wait for others here, since SQLite does not for this change."""
    end = monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={journal}").fetchone()
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not is_busy or monotonic() > end:
                raise
            sleep(AGAIN_S)
        else:
            return


def _begin(connection: Connection) -> None:
    options: Any = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")
