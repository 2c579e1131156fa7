"""The strip of the last weeks: one column a week, one row a weekday, the worst back pain of a day.

Days on which nothing was noted stay blank; every known day carries its number.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.scales import PAIN_ANCHORS
from rehabplanner.gui.diary.days import ONE_DAY
from rehabplanner.gui.diary.scores import anchor_words
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.levels import LEVELS, ink, tint
from rehabplanner.wording import _, day_text, month, score_text, weekday

WEEK = timedelta(days=7)


class HeatStrip(QWidget):
    """Paints the weeks that fit; a click on a day chooses it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scores: Mapping[date, int] = {}
        self._today = date.min
        self._day = date.min
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Worst back pain of each day"))
        theme.changed.connect(self.update)

    def show_days(self, scores: Mapping[date, int], today: date, day: date) -> None:
        """Show the highest score of each known day; mark today and the day that is open."""
        self._scores, self._today, self._day = scores, today, day
        known = sum(1 for one in scores if today - one < 4 * WEEK)
        self.setAccessibleDescription(
            _("Noted on {count} of the last 28 days.").format(count=known)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of half a year."""
        side = self._side()
        return QSize(round(self._left() + 26 * side), round(self._top() + 7 * side + self._foot()))

    def minimumSizeHint(self) -> QSize:
        """Return the size of eight weeks."""
        return QSize(round(self._left() + 8 * self._side()), self.sizeHint().height())

    def first_monday(self) -> date:
        """Return the Monday of the first week shown."""
        weeks = max(1, int((self.width() - self._left()) // self._side()))
        last = monday_of(max(self._today, self._day))
        first = last - WEEK * (weeks - 1)
        return min(first, monday_of(self._day)) if self._day != date.min else first

    def day_at(self, place: QPointF) -> date | None:
        """Return the day under a point, if there is one up to today."""
        column = int((place.x() - self._left()) // self._side())
        row = int((place.y() - self._top()) // self._side())
        if column < 0 or not 0 <= row < 7:
            return None
        day = self.first_monday() + WEEK * column + ONE_DAY * row
        return day if day <= self._today else None

    def cell(self, day: date) -> QRectF:
        """Return where a day is painted."""
        weeks, row = divmod((day - self.first_monday()).days, 7)
        side = self._side()
        return QRectF(self._left() + weeks * side, self._top() + row * side, side, side).adjusted(
            1, 1, -1, -1
        )

    # Sizes follow the text

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        return font

    def _side(self) -> float:
        return self.fontMetrics().height() * 1.15

    def _left(self) -> float:
        return float(self.fontMetrics().horizontalAdvance("Wed ") + 4)

    def _top(self) -> float:
        return self.fontMetrics().height() * 1.1

    def _foot(self) -> float:
        return self.fontMetrics().height() * 1.7

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months, weekdays, days and the legend."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        day = self.first_monday()
        while day <= self._today:
            self._paint_day(painter, self.cell(day), day)
            day += ONE_DAY
        self._paint_months(painter)
        self._paint_weekdays(painter)
        self._paint_legend(painter)
        painter.end()

    def _paint_months(self, painter: QPainter) -> None:
        """Write each month over its first Monday; one that would touch the next is left out."""
        first = self.first_monday()
        mondays = [
            first + 7 * number * ONE_DAY for number in range((self._today - first).days // 7 + 1)
        ]
        starts = [
            day
            for before, day in zip([None, *mondays], mondays, strict=False)
            if before is None or before.month != day.month
        ]
        painter.setPen(self._theme.colour("muted"))
        for number, day in enumerate(starts):
            words = month(day.month, short=True)
            left = self.cell(day).left()
            right = left + painter.fontMetrics().horizontalAdvance(words) + 4
            if number + 1 == len(starts) or right <= self.cell(starts[number + 1]).left():
                painter.drawText(QPointF(left, self._top() - 4), words)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        score = self._scores.get(day)
        is_open, is_today = day == self._day, day == self._today
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if score is None else tint(self._theme, score))
        painter.drawRoundedRect(cell, 3, 3)
        if score is not None:
            painter.setPen(ink(self._theme, score))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(score))
        if is_open or is_today:
            style = Qt.PenStyle.SolidLine if is_open else Qt.PenStyle.DotLine
            painter.setPen(QPen(self._theme.colour("text"), 2 if is_open else 1.5, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 3, 3)

    def _paint_weekdays(self, painter: QPainter) -> None:
        painter.setPen(self._theme.colour("muted"))
        for number in (0, 2, 4, 6):
            place = QRectF(0, self._top() + number * self._side(), self._left(), self._side())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, weekday(number, short=True))

    def _paint_legend(self, painter: QPainter) -> None:
        side = self._side() * 0.8
        x, y = self._left(), self._top() + 7 * self._side() + (self._foot() - side) / 2
        middle = Qt.AlignmentFlag.AlignVCenter
        for low, high in LEVELS:
            words = str(low) if low == high else f"{low}–{high}"
            painter.setPen(QPen(self._theme.colour("border"), 1))
            painter.setBrush(tint(self._theme, low))
            painter.drawRoundedRect(QRectF(x, y, side, side), 3, 3)
            painter.setPen(self._theme.colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(words) + 4
            painter.drawText(QRectF(x + side + 4, y, width, side), middle, words)
            x += side + width + 12
        words = _("blank: not noted")
        if x + painter.fontMetrics().horizontalAdvance(words) <= self.width():
            painter.drawText(QRectF(x, y, self.width() - x, side), middle, words)

    # Asking and choosing

    def words(self, day: date) -> str:
        """Return what is known of a day, in words."""
        score = self._scores.get(day)
        if score is None:
            return _("{day}: nothing noted").format(day=day_text(day))
        return _("{day}: worst back pain {score}, {words}").format(
            day=day_text(day), score=score_text(score), words=anchor_words(PAIN_ANCHORS, score)
        )

    def event(self, event: QEvent) -> bool:
        """Show what is known of the day under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            if day is not None:
                QToolTip.showText(event.globalPos(), self.words(day), self)
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day."""
        day = self.day_at(event.position())
        if day is not None:
            self.chosen.emit(day)
