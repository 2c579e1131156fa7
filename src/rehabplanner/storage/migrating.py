"""Bringing an older database up: a backup first, then all steps in one transaction.

This module alone imports Alembic, and it is imported only when a migration is due.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from rehabplanner.storage import refusals
from rehabplanner.storage.backup import Backups, Reason
from rehabplanner.storage.engine import writer

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(connection: Connection, scripts: Sequence[Path] = (), target: str = "head") -> None:
    """Run the steps that are due, in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", _plain(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    places = [SCRIPTS / "versions", *scripts]
    config.set_main_option("version_locations", "\n".join(map(_plain, places)))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def bring_up(
    engine: Engine, path: Path, backups: Path | None, scripts: Sequence[Path] = ()
) -> None:
    """Bring up a SQLite file: a backup, then all steps or none.

    Raises StorageError (the backup failed, or what came out is not sound) or what a step raised;
    the file is then as it was.
    """
    if backups is not None:
        Backups(path, backups).make(Reason.MIGRATION)
    driver: Any = engine.raw_connection().driver_connection
    # A table that is changed is copied and dropped; that must not take along what refers to it.
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with writer(engine).begin() as connection:
            migrate(connection, scripts)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise refusals.damaged(path.name)
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _plain(path: Path) -> str:
    return str(path).replace("%", "%%")
