"""When the data file cannot be opened: why, and where the way back lies."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from rehabplanner.domain.problems import StorageError
from rehabplanner.paths import Places
from rehabplanner.wording import _, say


def refuse(error: StorageError, places: Places, parent: QWidget | None = None) -> None:
    """Say why the data cannot be opened, that nothing was changed, and where backups lie."""
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        _("The data file cannot be opened"),
        say(error.message),
        parent=parent,
    )
    box.setInformativeText(
        _(
            "Nothing was changed. Backups lie in {folder}; the command “rehabplanner restore "
            "FILE” puts one in the place of the data."
        ).format(folder=_short(places.backups))
    )
    box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
    box.exec()


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(folder)
