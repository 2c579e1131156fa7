"""A person's own shelf of the library: favourite and recently used exercises, on this computer."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from rehabplanner.gui.settings import FAVOURITES, RECENT, Setting, Settings

MOST_RECENT = 12


class Shelf(QObject):
    """Favourites in the order in which they were starred, and the exercises used last."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def favourites(self) -> list[str]:
        """Return the ids of the favourites."""
        return self._read(FAVOURITES)

    @property
    def recent(self) -> list[str]:
        """Return the ids of the exercises used last, the latest first."""
        return self._read(RECENT)

    def first(self) -> list[str]:
        """Return the favourites and then the recent ones, each once."""
        return list(dict.fromkeys([*self.favourites, *self.recent]))

    def is_favourite(self, exercise_id: str) -> bool:
        """Say whether an exercise is starred."""
        return exercise_id in self.favourites

    def toggle(self, exercise_id: str) -> bool:
        """Star an exercise or take its star away; return whether it has one now."""
        favourites = self.favourites
        is_new = exercise_id not in favourites
        if is_new:
            favourites.append(exercise_id)
        else:
            favourites.remove(exercise_id)
        self._write(FAVOURITES, favourites)
        return is_new

    def use(self, exercise_id: str) -> None:
        """Put an exercise first among the recent ones."""
        others = [one for one in self.recent if one != exercise_id]
        self._write(RECENT, [exercise_id, *others][:MOST_RECENT])

    def _read(self, setting: Setting[str]) -> list[str]:
        text = self._settings.get(setting)
        return list(dict.fromkeys(one for one in text.split(",") if one))

    def _write(self, setting: Setting[str], ids: Iterable[str]) -> None:
        self._settings.set(setting, ",".join(ids))
        self.changed.emit()
