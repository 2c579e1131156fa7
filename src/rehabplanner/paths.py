"""Where data, settings, logs and the program's own resources lie."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = "rehabplanner"
DATABASE_NAME = "rehabplanner.db"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one data set: the database, its backups, settings and logs."""

    data: Path

    @property
    def database(self) -> Path:
        """Return the database file."""
        return self.data / DATABASE_NAME

    @property
    def backups(self) -> Path:
        """Return the folder of backups."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """Return the settings file of this computer."""
        return self.data / "settings.ini"

    @property
    def logs(self) -> Path:
        """Return the folder of logs and crash notes."""
        return self.data / "logs"


def user_places() -> Places:
    """Return the places in the user's own data folder, as each system has it."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return Places(base / FOLDER)


def resources() -> Path:
    """Return the folder of resources: inside the installed package, else in the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parents[1] / "resources"
