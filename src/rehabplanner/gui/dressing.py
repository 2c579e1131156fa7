"""The application object and its looks: what the first paint needs, and nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from rehabplanner.gui import settings as prefs
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.theme import Theme
from rehabplanner.paths import resources


def make_application(arguments: Sequence[str] = ("rehabplanner",)) -> QApplication:
    """Return the application object, dressed in the Fusion style on every system."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(arguments))
    app.setApplicationName("rehabplanner")
    app.setDesktopFileName("rehabplanner")
    app.setStyle("Fusion")
    return app


def dressed(settings: Settings, parent: QObject | None = None) -> Theme:
    """Return the theme that the person has chosen, put on."""
    theme = Theme(resources(), parent)
    theme.apply(settings.get(prefs.THEME), settings.get(prefs.TEXT_SIZE))
    return theme


def program_icon() -> QIcon:
    """Return the program's drawing for windows and task bars; it can wait for the first paint."""
    return QIcon(str(resources() / "rehabplanner.svg"))
