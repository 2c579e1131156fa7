"""Six weeks at a glance: days with what they ask for, phases as bands, totals a week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from rehabplanner.gui.plan.card_delegate import paint_icon
from rehabplanner.gui.plan.cards import Card, Day, State, Week, minutes_of, totals_text
from rehabplanner.gui.plan.day_view import ITEMS_MIME, drag, ids_of, mime_of
from rehabplanner.gui.plan.drop_words import DropWords, paint_banner
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, day_text, ngettext, weekday

WEEKS = 6
DAYS = 7
BESIDE = 1.1
"""How wide the column of totals is, in days."""
DONE = frozenset({State.DONE, State.PARTLY, State.MATCHED, State.ALSO_DONE})


@dataclass(frozen=True, slots=True)
class Row:
    """One week: what its days show, and the phase it lies in."""

    week: Week
    phase: str = ""


class MonthView(QWidget):
    """Emits `opened` with a day, and `dropped` with the items' ids, a day, and whether to copy."""

    opened = Signal(object)
    dropped = Signal(list, object, bool)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: tuple[Row, ...] = ()
        self.day: date | None = None
        self._pressed: tuple[QPoint, Card] | None = None
        self._target: date | None = None
        self.preview: Callable[[QMimeData, date], DropWords] | None = None
        self.banner: DropWords | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Six weeks"))
        theme.changed.connect(self.update)

    def show_rows(self, rows: Sequence[Row], day: date) -> None:
        """Show these weeks with a day chosen."""
        self.rows, self.day = tuple(rows), day
        self._say()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return room for a date and a line in each cell."""
        line = self.fontMetrics().height()
        return QSize(20 * line, (WEEKS + 1) * 3 * line)

    # Where things are

    def _head_height(self) -> int:
        return self.fontMetrics().height() + 8

    def cell(self, row: int, column: int) -> QRect:
        """Return the area of a day; column 7 is the week's totals."""
        width = self.width() / (DAYS + BESIDE)
        height = (self.height() - self._head_height()) / max(1, len(self.rows))
        left, right = round(column * width), round(min(DAYS + BESIDE, column + 1) * width)
        if column == DAYS:
            right = self.width()
        top = self._head_height() + round(row * height)
        bottom = self._head_height() + round((row + 1) * height)
        return QRect(left, top, right - left - 4, bottom - top - 4)

    def day_at(self, at: QPoint) -> Day | None:
        """Return the day at a point."""
        for number, row in enumerate(self.rows):
            for column, day in enumerate(row.week.days):
                if self.cell(number, column).contains(at):
                    return day
        return None

    def _lines(self, number: int, column: int) -> list[tuple[QRect, Card]]:
        """Return the cards of a cell that have room, each with its area."""
        area, line = self.cell(number, column), self.fontMetrics().height() + 2
        top = area.top() + 4 + line + (line if self.rows[number].phase else 0)
        found = []
        for card in self.rows[number].week.days[column].cards:
            if top + line > area.bottom():
                break
            found.append((QRect(area.left() + 4, top, area.width() - 8, line), card))
            top += line
        return found

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head, the days, the phases and the totals."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("muted"))
        for column in range(DAYS + 1):
            place = self.cell(0, column) if self.rows else QRect()
            text = weekday(column, short=True) if column < DAYS else _("Week")
            head = QRect(place.left() + 4, 0, place.width(), self._head_height())
            painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), text)
        for number, row in enumerate(self.rows):
            for column, day in enumerate(row.week.days):
                self._paint_day(painter, number, column, day)
            self._paint_totals(painter, self.cell(number, DAYS), row.week)
            if row.phase:
                self._paint_phase(painter, number, row.phase)
        if self.banner is not None and self.banner.words:
            paint_banner(painter, self.rect(), self.banner, self._theme)
        painter.end()

    def _paint_day(self, painter: QPainter, number: int, column: int, day: Day) -> None:
        area = self.cell(number, column)
        is_chosen = day.day == self.day
        ground = "accent-soft" if day.is_today else "surface" if day.is_past else "base"
        painter.setBrush(self._theme.colour(ground))
        painter.setPen(QPen(self._theme.colour("border"), 1))
        if is_chosen or day.day == self._target:
            role = "accent" if self.hasFocus() or day.day == self._target else "muted"
            painter.setPen(QPen(self._theme.colour(role), 2))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        line = self.fontMetrics().height()
        bold = QFont(self.font())
        bold.setBold(day.is_today or day.day.day == 1)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("muted" if day.is_past else "text"))
        is_first = day.day.day == 1 or (number == 0 and column == 0)
        words = day_text(day.day, year=False, name=False) if is_first else str(day.day.day)
        painter.drawText(QRect(area.left() + 6, area.top() + 3, area.width() - 8, line), 0, words)
        painter.setFont(self.font())
        shown = self._lines(number, column)
        for place, card in shown:
            self._paint_line(painter, place, card)
        left = len(day.cards) - len(shown)
        if left > 0:
            painter.setPen(self._theme.colour("muted"))
            more = ngettext("+{count}", "+{count}", left)
            top = QRect(area.left(), area.top() + 3, area.width() - 6, line)
            painter.drawText(top, int(Qt.AlignmentFlag.AlignRight), more)

    def _paint_line(self, painter: QPainter, place: QRect, card: Card) -> None:
        side = place.height() - 4
        icon = QRectF(place.left() + 1, place.top() + 2, side, side)
        name = {State.SKIPPED: "minus"}.get(
            card.state, "check" if card.state in DONE else card.icon
        )
        role = "good" if card.state in DONE else "accent"
        paint_icon(painter, icon, self._theme.icon(name, role))
        painter.setPen(self._theme.colour("muted" if card.state in DONE else "text"))
        words = f"▲ {card.name}" if card.is_above else card.name
        room = place.adjusted(side + 5, 0, 0, 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), elided)

    def _paint_totals(self, painter: QPainter, area: QRect, week: Week) -> None:
        parts = [totals_text(week.totals), minutes_of(week.totals)]
        if week.planned:
            parts.append(_("{done} of {planned} done").format(done=week.done, planned=week.planned))
        painter.setPen(self._theme.colour("muted"))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        painter.drawText(area.adjusted(6, 3, 0, 0), flags, "\n".join(filter(None, parts)))

    def _paint_phase(self, painter: QPainter, number: int, words: str) -> None:
        first, last = self.cell(number, 0), self.cell(number, DAYS - 1)
        line = self.fontMetrics().height()
        band = QRectF(
            first.left() + 4, first.top() + line + 5, last.right() - first.left() - 8, line
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("caution-soft"))
        painter.drawRoundedRect(band, 4, 4)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(band.adjusted(6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day with the arrows; Enter opens the week of the day."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }
        key = Qt.Key(event.key())
        if self.day is not None and key in steps and not event.modifiers():
            self._choose(self.day + timedelta(days=steps[key]))
        elif self.day is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def _choose(self, day: date) -> None:
        self.day = day
        self._say()
        self.update()
        self.chosen.emit(day)

    def _say(self) -> None:
        day = next((one for row in self.rows for one in row.week.days if one.day == self.day), None)
        if day is not None:
            names = ", ".join(card.name for card in day.cards)
            self.setAccessibleDescription(f"{day.spoken}. {names}")
            self.setToolTip("")

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day; remember the card for a drag."""
        at = event.position().toPoint()
        day = self.day_at(at)
        self._pressed = None
        if day is None:
            return
        self._choose(day.day)
        cells = ((number, column) for number in range(len(self.rows)) for column in range(DAYS))
        for number, column in cells:
            for place, card in self._lines(number, column):
                if place.contains(at) and card.item is not None:
                    self._pressed = (at, card)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the pressed card."""
        if self._pressed is None:
            return
        start, card = self._pressed
        distance = (event.position().toPoint() - start).manhattanLength()
        if distance >= QApplication.startDragDistance() and card.item is not None:
            self._pressed = None
            drag(self, mime_of(ITEMS_MIME, [str(card.item.id)]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the week of the day."""
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.opened.emit(day.day)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take plan items."""
        self._aim(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the day on which it would be dropped."""
        self._aim(event)

    def _aim(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        day = self.day_at(event.position().toPoint())
        target = day.day if day else None
        if target != self._target:
            self._target = target
            self._warn(event.mimeData())
        if day is not None and event.mimeData().hasFormat(ITEMS_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _warn(self, dragged: QMimeData) -> None:
        """Say at the foot what is to be known before it stands on the day under the mouse."""
        self.banner = None
        if self.preview and self._target and dragged.hasFormat(ITEMS_MIME):
            self.banner = self.preview(dragged, self._target)
        self.update()

    def _aim_at_nothing(self) -> None:
        self._target = self.banner = None
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the words away."""
        self._aim_at_nothing()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped on which day."""
        day = self.day_at(event.position().toPoint())
        self._aim_at_nothing()
        if day is None or not event.mimeData().hasFormat(ITEMS_MIME):
            event.ignore()
            return
        event.acceptProposedAction()
        is_copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.dropped.emit(ids_of(event.mimeData()), day.day, is_copy)
