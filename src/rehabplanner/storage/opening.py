"""Opening a file or a server: refuse what is not ours, make what is new, bring up what is old."""

import contextlib
import importlib
import logging
import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType

from sqlalchemy import URL, Connection, Engine, MetaData, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from rehabplanner.domain.problems import Message, marked
from rehabplanner.files import explained, sync_folder
from rehabplanner.storage import refusals
from rehabplanner.storage.engine import (
    APPLICATION_ID,
    connect_sqlite,
    make_file,
    quick_look,
    server_engine,
    sqlite_engine,
    writer,
)
from rehabplanner.storage.filesystem import is_local
from rehabplanner.storage.tables import METADATA, SCHEMA, TRACKS, suit_postgresql

SMALL_BYTES = 4_000_000
_LOG = logging.getLogger(__name__)

_NETWORK = marked(
    "Your data seems to lie on a network drive. Let only one computer use it at a time; a folder "
    "of this computer is quicker and safer."
)


def open_file(path: Path, backups: Path | None) -> tuple[Engine, list[Message]]:
    """Return an engine for a file of ours (made if there is none) and what to tell the person.

    Raises StorageError.
    """
    if not path.exists():
        _make(path)
    if not path.is_file():
        raise refusals.foreign(path.name)
    if path.stat().st_size == 0:
        raise refusals.empty(path.name)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise refusals.read_only(path.name)
    local = is_local(path.parent)
    was_left_open = path.with_name(path.name + "-wal").exists()
    engine = sqlite_engine(path, wal=local)
    try:
        with engine.connect() as connection:
            found = schema_of(connection)
            small = path.stat().st_size < SMALL_BYTES
            if (was_left_open or small) and not quick_look(connection):
                raise refusals.damaged(path.name)
        if found > SCHEMA:
            raise refusals.newer(path.name, found, SCHEMA)
        if found < SCHEMA:
            _migrating().bring_up(engine, path, backups)
    except (SQLAlchemyError, OSError) as error:
        engine.dispose()
        raise refusals.explain(error, path.name) from error
    except BaseException:
        engine.dispose()
        raise
    return engine, [] if local else [Message(_NETWORK)]


def open_server(address: URL) -> Engine:
    """Return an engine for a server; its tables are made if there are none.

    Raises StorageError.
    """
    engine = server_engine(address)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"))
            if not inspect(connection).has_table("alembic_version"):
                make_tables(connection, METADATA, TRACKS)
            found = schema_of(connection)
            if found > SCHEMA:
                raise refusals.newer(address.database or "", found, SCHEMA)
            if found < SCHEMA:
                _migrating().migrate(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        raise refusals.explain(error, address.database or "") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def schema_of(connection: Connection) -> int:
    """Return the number of the schema of a database of ours; 0 if it has none."""
    try:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return int(found or 0)
    except DBAPIError as error:
        if "no such table" in str(error.orig):
            return 0
        raise
    except ValueError:
        return SCHEMA + 1


def make_tables(connection: Connection, *metadata: MetaData) -> None:
    """Make all tables at once, as the migrations would, and say which schema they have."""
    if connection.dialect.name == "postgresql":
        suit_postgresql()
    for one in metadata:
        one.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{SCHEMA:04}')")
    connection.exec_driver_sql("INSERT INTO counter VALUES ('changes', 0)")


def _make(path: Path) -> None:
    """Make a new file beside its place and put it there whole."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_file(part)
        with closing(connect_sqlite(part, mode="rwc", application_id=APPLICATION_ID)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        engine = sqlite_engine(part, wal=False)
        try:
            with writer(engine).begin() as connection_:
                make_tables(connection_, METADATA)
        finally:
            engine.dispose()
        _put(part, path)
    except OSError as error:
        raise explained(error, path) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise refusals.explain(error, path.name) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _put(part: Path, path: Path) -> None:
    """Give the new file its name, unless another window was quicker."""
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            part.rename(path)
    sync_folder(path.parent)


def _migrating() -> ModuleType:
    """Import what brings up older files; Alembic would cost each start a tenth of a second."""
    return importlib.import_module("rehabplanner.storage.migrating")
