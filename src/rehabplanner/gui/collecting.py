"""Python's own tidying up of what is in use no more, at a moment when it can harm nothing.

Python collects what refers to itself in a circle whenever it likes: in the middle of Qt's walk
over all widgets, or on the thread of some slow work. A widget that vanishes there takes the
program with it. So a window collects by itself, on its own thread, between two events.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 250


class Collector(QObject):
    """Collects in Python's stead until it is stopped, as often as Python itself would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Collect as much as is due now."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [number for number in range(3) if counts[number] > max(1, limits[number])]
        if 0 in due:
            oldest = 0
            while oldest + 1 in due:
                oldest += 1
            gc.collect(oldest)

    def stop(self) -> None:
        """Give the work back to Python."""
        self._clock.stop()
        if self._was_on:
            gc.enable()
