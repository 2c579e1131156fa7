"""Pictures of exercises for the gallery: drawn one at a time between events, then kept."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from rehabplanner.domain.own_exercises import own_id
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
        self,
        figures: Callable[[], Mapping[str, Any]],
        photos: Callable[[str], Sequence[bytes]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._figures, self._photos = figures, photos
        self._seen: dict[str, bool] = {}
        self._drawn: OrderedDict[Key, QPixmap] = OrderedDict()
        self._waiting: dict[Key, None] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)

    def has(self, exercise_id: str) -> bool:
        """Say whether there is a figure or a photograph of an exercise."""
        if own_id(exercise_id) is None:
            return exercise_id in self._figures()
        if exercise_id not in self._seen:
            is_drawn = exercise_id in self._figures()
            self._seen[exercise_id] = is_drawn or bool(self._photos(exercise_id))
        return self._seen[exercise_id]

    def forget_own(self) -> None:
        """Draw the pictures of own exercises anew when they are next asked for."""
        self._seen.clear()
        for kept in (self._drawn, self._waiting):
            for key in [key for key in kept if own_id(key[0]) is not None]:
                del kept[key]

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
        room = QRectF(0, 0, width, height)
        figure = self._figures().get(exercise_id)
        photos = self._photos(exercise_id) if figure is None else ()
        drawing = figure.drawing("end", DRAWN_MM, ghost=False) if figure is not None else None
        painter = QPainter(self._drawn[key])
        if drawing is not None:
            paint(painter, drawing, room, palette_for(is_dark=is_dark))
        elif photos:
            _paint_photo(painter, photos[-1], room)
        painter.end()


def _paint_photo(painter: QPainter, data: bytes, room: QRectF) -> None:
    photo = QPixmap()
    photo.loadFromData(data)
    if photo.isNull():
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = QSizeF(photo.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(), size)
    target.moveCenter(room.center())
    painter.drawPixmap(target, photo, QRectF(photo.rect()))
