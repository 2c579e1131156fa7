"""Preferences of this computer, each declared once. What must travel is a record, not a setting."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

V = TypeVar("V", str, int, float, bool, QByteArray)


@dataclass(frozen=True, slots=True)
class Setting(Generic[V]):
    """One preference: its key in the file and the value it has until someone changes it."""

    key: str
    default: V


THEME = Setting("window/theme", "auto")
TEXT_SIZE = Setting("window/text_size_percent", 100)
LANGUAGE = Setting("window/language", "")
GEOMETRY = Setting("window/geometry", QByteArray())
TAB = Setting("window/tab", "progress")
LAST_PERSON = Setting("people/last", "")
MODE = Setting("people/mode", "")
FAVOURITES = Setting("library/favourites", "")
RECENT = Setting("library/recent", "")
PAPER = Setting("paper/size", "a4")
GREY = Setting("paper/grey", False)
FONT_SCALE = Setting("paper/text_size_percent", 100)
LAST_FOLDER = Setting("import/folder", "")
CHART_RANGE = Setting("progress/range", "12w")
CHART_STEP = Setting("progress/step", "week")
CHART_MEASURE = Setting("progress/measure", "load")
CHART_CHOICES = Setting("progress/people", "{}")
LAST_SELF_TEST = Setting("care/last_self_test", "")
EMERGENCY_NUMBER = Setting("safety/emergency_number", "")
TEXTS_OFFERED = Setting("lessons/offered", "{}")
SAFETY_LATER = Setting("safety/later", "{}")
DIARY_MORE = Setting("diary/more", False)
REDUCED_MOTION = Setting("window/reduced_motion", False)

HOME, CLINIC = "home", "clinic"
"""What MODE may be: a runner at home, or a practice."""
TEXT_SIZES = (90, 100, 115, 130, 150, 175, 200)
"""What TEXT_SIZE may be, in percent."""


class Settings(QObject):
    """Reads and writes preferences in one INI file; a damaged value falls back to its default."""

    changed = Signal(str)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, setting: Setting[V]) -> V:
        """Return the preference, or its default where none was stored."""
        value: Any = self._store.value(setting.key, setting.default)
        if isinstance(setting.default, bool):
            return value if isinstance(value, bool) else str(value).lower() == "true"
        try:
            return type(setting.default)(value)
        except (TypeError, ValueError):
            return setting.default

    def set(self, setting: Setting[V], value: V) -> None:
        """Store the preference and say that it changed."""
        if self.get(setting) == value:
            return
        self._store.setValue(setting.key, value)
        self.changed.emit(setting.key)

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()
