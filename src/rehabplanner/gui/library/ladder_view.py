"""The ladder from easier to harder: a row of figures with arrows, walked by click or key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.lines import broken
from rehabplanner.gui.library.pictures import Pictures
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, ngettext

GAP = 18
LEAST_CELL, MOST_CELL = 84, 128
SHAPE = 0.72
"""Height of a rung's picture by its width."""


class LadderView(QWidget):
    """Shows the rungs around the chosen one. `walked` carries the id of the rung to go to."""

    walked = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self._rungs: Sequence[Exercise] = ()
        self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pictures.ready.connect(self.update)
        theme.changed.connect(self.updateGeometry)

    @property
    def rungs(self) -> Sequence[Exercise]:
        """Return the exercises of the ladder, the easiest first."""
        return self._rungs

    @property
    def place(self) -> int:
        """Return which rung is the chosen one, from 0."""
        return self._place

    def show_ladder(self, rungs: Sequence[Exercise], exercise_id: str) -> None:
        """Show a ladder with one rung marked; hidden where there is only one."""
        self._rungs = rungs
        self._place = next(n for n, one in enumerate(rungs) if one.id == exercise_id)
        self.setVisible(len(rungs) > 1)
        self.setAccessibleName(_("Easier and harder"))
        self.setAccessibleDescription(f"{self.count_words()}. {rungs[self._place].name}")
        self.update()

    def count_words(self) -> str:
        """Return where on the ladder one stands."""
        count = len(self._rungs)
        return _("Step {number} of {count}").format(number=self._place + 1, count=count)

    # Sizes

    def sizeHint(self) -> QSize:
        """Return the size for three rungs."""
        line = self.fontMetrics().lineSpacing()
        return QSize(3 * 100 + 2 * GAP, round(100 * SHAPE + 4 * line + 24))

    def minimumSizeHint(self) -> QSize:
        """Return the size for two rungs."""
        return QSize(2 * LEAST_CELL + GAP, self.sizeHint().height())

    def shown(self) -> range:
        """Return the rungs for which there is room, the chosen one among them."""
        room = max(1, int((self.width() + GAP) // (LEAST_CELL + GAP)))
        count = min(room, len(self._rungs))
        first = min(max(0, self._place - count // 2), len(self._rungs) - count)
        return range(first, first + count)

    def cell(self, number: int) -> QRectF:
        """Return where a rung stands."""
        shown = self.shown()
        line = self.fontMetrics().lineSpacing()
        width = min(MOST_CELL, (self.width() + GAP) / max(1, len(shown)) - GAP)
        left = (number - shown.start) * (width + GAP)
        return QRectF(left + 1, line + 5, width - 2, self.height() - line - 7)

    def _rung_at(self, point: QPointF) -> int | None:
        return next((n for n in self.shown() if self.cell(n).contains(point)), None)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rungs that fit, with arrows between them."""
        del event
        if not self._rungs:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for number in self.shown():
            self._paint_rung(painter, number)
            if number + 1 in self.shown():
                self._paint_arrow(painter, self.cell(number))
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        shown, line = self.shown(), painter.fontMetrics().lineSpacing()
        right = self.cell(shown.stop - 1).right()
        painter.setPen(self._theme.colour("muted"))
        head = QRectF(1, 0, right - 1, line)
        before, after = shown.start, len(self._rungs) - shown.stop
        easier = ngettext("{count} easier", "{count} easier", before) if before else _("Easier")
        harder = ngettext("{count} harder", "{count} harder", after) if after else _("Harder")
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, ("← " if before else "") + easier)
        painter.drawText(head, Qt.AlignmentFlag.AlignHCenter, self.count_words())
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, harder + (" →" if after else ""))

    def _paint_rung(self, painter: QPainter, number: int) -> None:
        exercise, cell = self._rungs[number], self.cell(number)
        is_here = number == self._place
        line = painter.fontMetrics().lineSpacing()
        ink = self._theme.colour("accent" if is_here else "border")
        painter.setPen(QPen(ink, 3 if is_here and self.hasFocus() else 2 if is_here else 1))
        painter.setBrush(self._theme.colour("accent-soft" if is_here else "raised"))
        painter.drawRoundedRect(cell, 7, 7)
        room = cell.adjusted(5, 4, -5, -3 * line - 5)
        size = QSize(int(room.width()), int(room.height()))
        if size.isEmpty():
            return
        if self._pictures.has(exercise.id):
            ratio, is_dark = self.devicePixelRatioF(), self._theme.is_dark
            pixmap = self._pictures.picture(exercise.id, size, ratio, is_dark=is_dark)
            if pixmap is not None:
                painter.drawPixmap(room.topLeft(), pixmap)
        painter.save()
        font = QFont(painter.font())
        font.setBold(is_here)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        y = room.bottom() + 1
        for text in broken(painter.fontMetrics(), exercise.name, cell.width() - 6, 3):
            place = QRectF(cell.left() + 3, y, cell.width() - 6, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, text)
            y += line
        painter.restore()

    def _paint_arrow(self, painter: QPainter, cell: QRectF) -> None:
        middle = cell.top() + cell.width() * SHAPE / 2
        tip = cell.right() + GAP - 2
        ink = self._theme.colour("muted")
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(cell.right() + 4, middle), QPointF(tip - 5, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(tip, middle), QPointF(tip - 7, middle - 4), QPointF(tip - 7, middle + 4)]
            )
        )

    # Walking

    def go(self, number: int) -> None:
        """Walk to a rung, if there is one."""
        if 0 <= number < len(self._rungs) and number != self._place:
            self.walked.emit(self._rungs[number].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrow keys, Home and End."""
        places = {
            Qt.Key.Key_Left: self._place - 1,
            Qt.Key.Key_Right: self._place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._rungs) - 1,
        }
        key = Qt.Key(event.key())
        if key in places and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go(places[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Walk to the rung that was clicked."""
        number = self._rung_at(event.position())
        if number is not None and event.button() is Qt.MouseButton.LeftButton:
            self.go(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be clicked."""
        number = self._rung_at(event.position())
        can_go = number is not None and number != self._place
        shape = Qt.CursorShape.PointingHandCursor if can_go else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        """Tell the whole name and what the rung is for."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._rung_at(QPointF(event.pos()))
            if number is None:
                QToolTip.hideText()
            else:
                one = self._rungs[number]
                QToolTip.showText(event.globalPos(), f"{one.name}\n{one.why}", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus has gone."""
        super().focusOutEvent(event)
        self.update()
