"""When the data file cannot be opened: why, and the way back."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QMessageBox

from rehabplanner.domain.problems import StorageError
from rehabplanner.paths import Places
from rehabplanner.wording import _, say

P = TypeVar("P")


def start_or_refuse(start: Callable[[], P], places: Places) -> P | None:
    """Start; if the data file refuses, say why and offer the way back. None: the person gave up."""
    try:
        return start()
    except StorageError as error:
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            _("The data file cannot be opened"),
            say(error.message),
        )
        box.setInformativeText(
            _("Nothing was changed. Backups lie in {folder}.").format(folder=_short(places.backups))
        )
        box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return None


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(folder)
