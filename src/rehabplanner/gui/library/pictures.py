"""Pictures of exercises for the gallery: drawn one at a time between events, then kept."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from rehabplanner.gui.widgets.figure_brush import paint, palette_for

MOST_KEPT = 1200
MOST_WAITING = 60
DRAWN_MM = 100.0
Key = tuple[str, int, int, float, bool]


class Pictures(QObject):
    """Gives a picture if it is drawn; else draws it soon and says `ready`.

    The pictures asked for last are drawn first, so that what is on the screen comes first.
    """

    ready = Signal()

    def __init__(
        self, figures: Callable[[], Mapping[str, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._drawn: OrderedDict[Key, QPixmap] = OrderedDict()
        self._waiting: dict[Key, None] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)

    def has(self, exercise_id: str) -> bool:
        """Say whether there is a figure of an exercise."""
        return exercise_id in self._figures()

    def picture(
        self, exercise_id: str, size: QSize, ratio: float, *, is_dark: bool
    ) -> QPixmap | None:
        """Return the picture, or None while it is still to be drawn."""
        key = (exercise_id, size.width(), size.height(), ratio, is_dark)
        if key in self._drawn:
            return self._drawn[key]
        self._waiting.pop(key, None)
        self._waiting[key] = None
        while len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._timer.start()
        return None

    def _on_idle(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        key, _nothing = self._waiting.popitem()
        while len(self._drawn) >= MOST_KEPT:
            self._drawn.popitem(last=False)
        self._draw(key)
        self.ready.emit()

    def _draw(self, key: Key) -> None:
        exercise_id, width, height, ratio, is_dark = key
        pixmap = QPixmap(QSize(round(width * ratio), round(height * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        self._drawn[key] = pixmap  # kept before it is drawn: a figure with a fault is tried once
        drawing = self._figures()[exercise_id].drawing("end", DRAWN_MM, ghost=False)
        painter = QPainter(self._drawn[key])
        paint(painter, drawing, QRectF(0, 0, width, height), palette_for(is_dark=is_dark))
        painter.end()
