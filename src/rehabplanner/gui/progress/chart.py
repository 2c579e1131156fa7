"""The chart over time under mouse and keyboard."""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from rehabplanner.gui.progress.canvas import TimeCanvas

ZOOM_STEP = 1.25
PAN_SHARE = 0.1
DRAG_PX = 4
DWELL_MS = 140


class TimeChart(TimeCanvas):
    """The chart. Hand it a content and colours; it says what is hovered and what is selected.

    Keys: left and right pan, plus and minus zoom, Home and End go to the first and last data;
    with Ctrl the crosshair moves by a day, with Shift the selection grows; Escape clears it.
    A question mark asks where the values of the day under the crosshair come from.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selects = False
        self._pressed: QPointF | None = None
        self._pressed_view = self._view
        self._brush_from: int | None = None
        self.viewport().setMouseTracking(True)
        self._near: str | None = None
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(DWELL_MS)
        self._dwell.timeout.connect(self._on_dwelt)

    def set_selecting(self, is_on: bool) -> None:
        """Let plain dragging brush days instead of moving the view."""
        self.selects = is_on
        cursor = Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(cursor)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, or to brush with Shift or while selecting."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pressed, self._pressed_view = event.position(), self._view
        is_brushing = self.selects or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._brush_from = self.day_at(event.position().x()) if is_brushing else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the crosshair, the view or the brushed range."""
        x = event.position().x()
        panels = self._board.places.panels
        if self._brush_from is not None:
            day = self.day_at(min(max(x, panels.left()), panels.right() - 1))
            if day is not None:
                self._set_range(self._kept((self._brush_from, day)))
                self._set_cursor_day(day)
        elif self._pressed is not None and self._board.frame is not None:
            moved = (self._pressed.x() - x) / self._board.frame.px_per_day
            if abs(self._pressed.x() - x) >= DRAG_PX or self._view != self._pressed_view:
                self._set_view(self._pressed_view[0] + moved, self._pressed_view[1] + moved)
                self._set_cursor_day(self.day_at(x))
        else:
            self._set_cursor_day(self.day_at(x))
            self._look_near(event.position())
        event.accept()

    def _look_near(self, at: QPointF) -> None:
        """Bring the series under the mouse out once the mouse rests on it."""
        near = self.series_at(at)
        if near == self._near:
            return
        self._near = near
        self._dwell.start()

    def _on_dwelt(self) -> None:
        self.isolate(self._near)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning or brushing; a plain click clears the brushed range."""
        was_click = (
            self._pressed is not None
            and (event.position() - self._pressed).manhattanLength() < DRAG_PX
        )
        if was_click and self._brush_from is None:
            self.clear_selection()
        self._pressed = self._brush_from = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Brush the week under the mouse."""
        day = self.day_at(event.position().x())
        if day is not None:
            monday = day - (day - 1) % 7
            self._set_range(self._kept((monday, monday + 6)))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse; sideways or with Shift pan."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        is_sideways = abs(delta.x()) > abs(delta.y())
        if is_sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned = delta.x() if is_sideways else delta.y()
            self.pan(-turned / 120 * PAN_SHARE * (self._view[1] - self._view[0]))
        else:
            frame, panels = self._board.frame, self._board.places.panels
            around = None
            if frame is not None:
                around = frame.left + (event.position().x() - panels.left()) / frame.px_per_day
            self.zoom(ZOOM_STEP ** (-delta.y() / 120), around)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the crosshair away."""
        self._set_cursor_day(None)
        self._dwell.stop()
        self._near = None
        self.isolate(None)
        super().leaveEvent(event)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, zoom, move the crosshair or grow the selection."""
        key, held = event.key(), event.modifiers()
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if sideways is not None and held & Qt.KeyboardModifier.ShiftModifier:
            self._grow(sideways)
        elif sideways is not None and held & Qt.KeyboardModifier.ControlModifier:
            self._step_cursor(sideways)
        elif sideways is not None:
            self.pan(sideways * PAN_SHARE * (self._view[1] - self._view[0]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Home:
            self.pan(self._limits()[0] - self._view[0])
        elif key == Qt.Key.Key_End:
            self.pan(self._limits()[1] - self._view[1])
        elif key == Qt.Key.Key_Question and self._cursor is not None:
            self.asked.emit()
        elif key == Qt.Key.Key_Escape and self._range is not None:
            self.clear_selection()
        else:
            event.ignore()
            return
        event.accept()

    def _start_day(self) -> int:
        """Return where keyboard work begins: the crosshair, else the last data in view."""
        if self._cursor is not None:
            return self._cursor
        newest = self._home[1].toordinal() if self._home else int(self._view[1])
        return int(min(max(newest, self._view[0]), self._view[1] - 1))

    def _step_cursor(self, days: int) -> None:
        day = self._start_day() + (days if self._cursor is not None else 0)
        self._set_cursor_day(day)
        self._keep_in_view(day)

    def _grow(self, days: int) -> None:
        """Move the end of the brushed range that the crosshair stands on."""
        start = self._start_day()
        if self._range is None:
            self._set_range(self._kept((start, start)))
            self._set_cursor_day(start)
            return
        first, last = self._range
        moving = start if start in self._range else last
        other = first if moving == last else last
        kept = self._kept((other, moving + days))
        if kept is not None:
            self._set_range(kept)
            end = min(max(moving + days, kept[0]), kept[1])
            self._set_cursor_day(end)
            self._keep_in_view(end)

    def _keep_in_view(self, day: int) -> None:
        if day < self._view[0]:
            self.pan(day - self._view[0])
        elif day + 1 > self._view[1]:
            self.pan(day + 1 - self._view[1])
