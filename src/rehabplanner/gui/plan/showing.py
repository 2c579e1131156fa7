"""The exercises of a day, shown one after the other on the whole screen with their doses."""

from collections.abc import Callable, Mapping
from operator import attrgetter

from PySide6.QtCore import QObject

from rehabplanner.gui.demonstrate.window import DemonstrateWindow, Shown
from rehabplanner.gui.plan.ground import Ground
from rehabplanner.wording import _


class Showing(QObject):
    """Demonstrates the day on show, from the chosen item on."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground
        self.window: DemonstrateWindow | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {"demonstrate": self.on_demonstrate}

    def row(self) -> tuple[list[Shown], int]:
        """Return the exercises of the day with the doses of the plan, and which is chosen."""
        ground = self.ground
        chosen = {item.id for item in ground.items()}
        row: list[Shown] = []
        place = 0
        every = ground.dossier.items if ground.dossier is not None else ()
        items = [item for item in every if item.day == ground.day]
        for item in sorted(items, key=attrgetter("position")):
            exercise = ground.changes.exercise(item)
            if exercise is None:
                continue
            if item.id in chosen and not place:
                place = len(row)
            row.append(Shown(exercise, item.dose or exercise.dose))
        return row, place

    def on_demonstrate(self) -> None:
        """Fill the screen with the day's exercises, one after the other."""
        row, place = self.row()
        if not row:
            self.ground.desk.notices.show(_("There is no exercise on this day."))
            return
        if self.window is not None:
            return
        self.window = DemonstrateWindow(self.ground.desk, row, place, parent=self.ground.page)
        self.window.closed.connect(self._on_closed)
        self.window.showFullScreen()
        self.window.setFocus()

    def _on_closed(self, exercise_id: str) -> None:
        del exercise_id
        self.window = None
