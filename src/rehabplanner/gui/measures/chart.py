"""The results of one measure over time, with the span within which a change says nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.domain.measures import Direction, Measure, MeasureResult
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, day_text, number_text

GRID_LINES = 4
DOT_SHARE = 0.28


class HistoryChart(QWidget):
    """Dots joined by a line. Words say which way is better, and what the grey band is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measure: Measure | None = None
        self._points: list[tuple[date, float]] = []
        self._role = "load-run"
        self.title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_results(
        self,
        measure: Measure | None,
        results: Sequence[MeasureResult],
        *,
        title: str = "",
        role: str = "load-run",
    ) -> None:
        """Show the totals of a measure."""
        self._measure = measure
        self._points = [(one.day, one.total) for one in results if one.total is not None]
        self._role = role
        self.title = title
        name = measure.name if measure else title
        self.setAccessibleName(_("{name} over time").format(name=name))
        self.setAccessibleDescription(
            "; ".join(f"{day_text(day)}: {number_text(total, 1)}" for day, total in self._points)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which the numbers can be read."""
        height = self.fontMetrics().height()
        return QSize(height * 26, height * 12)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest readable size."""
        height = self.fontMetrics().height()
        return QSize(height * 14, height * 10)

    # Places

    def _area(self) -> QRectF:
        high = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance("−100") + 10.0
        top = high * (3.2 if self.title else 2.2)
        return QRectF(self.rect()).adjusted(left, top, -high * 1.6, -high * 1.6)

    def _place(self, area: QRectF, day: date, value: float) -> QPointF:
        first, last = self._points[0][0], self._points[-1][0]
        days = max(1, (last - first).days)
        share = (day - first).days / days if last > first else 0.5
        inset = self.fontMetrics().horizontalAdvance("00")
        x = area.left() + inset + share * (area.width() - 2 * inset)
        return QPointF(x, self._height_of(area, value))

    def _height_of(self, area: QRectF, value: float) -> float:
        measure = self._measure
        if measure is None:
            return area.bottom()
        share = (value - measure.low) / (measure.high - measure.low)
        return area.bottom() - min(1.0, max(0.0, share)) * area.height()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, scale, band, line and dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_words(painter, area)
        if self._measure is not None and self._points:
            self._paint_band(painter, area)
            self._paint_scale(painter, area, self._measure)
            self._paint_line(painter, area)
            self._paint_days(painter, area)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        high = self.fontMetrics().height()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self.title:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QRectF(2, 0, self.width() - 4, high * 1.2), left, self.title)
            font.setBold(False)
            painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        if self._measure is None or not self._points:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()), flags, _("Nothing filled in yet."))
            return
        words = (
            _("↓ lower is better")
            if self._measure.direction is Direction.LOWER
            else _("↑ higher is better")
        )
        top = high * 1.1 if self.title else 0.0
        painter.drawText(QRectF(2, top, self.width() * 0.4, high * 1.1), left, words)
        if self._band() is not None:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            place = QRectF(self.width() * 0.3, top, self.width() * 0.7 - 4, high * 1.1)
            painter.drawText(place, right, _("▒ too near the first to tell"))

    def _band(self) -> float | None:
        """Return how far from the first result a change is within measurement error."""
        measure = self._measure
        return measure.mdc.value if measure is not None and measure.mdc is not None else None

    def _paint_band(self, painter: QPainter, area: QRectF) -> None:
        width = self._band()
        if width is None:
            return
        first = self._points[0][1]
        top = self._height_of(area, first + width)
        bottom = self._height_of(area, first - width)
        colour = QColor(self._theme.colour("muted"))
        colour.setAlphaF(0.16)
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), colour)

    def _paint_scale(self, painter: QPainter, area: QRectF, measure: Measure) -> None:
        high = self.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        lines = GRID_LINES if area.height() > GRID_LINES * high * 1.3 else 2
        for number in range(lines + 1):
            value = measure.low + (measure.high - measure.low) * number / lines
            y = self._height_of(area, value)
            painter.setPen(QPen(self._theme.colour("grid"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._theme.colour("muted"))
            text = number_text(value, 1).replace("-", "\N{MINUS SIGN}")
            painter.drawText(QRectF(0, y - high / 2, area.left() - 6, high), right, text)

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        colour = self._theme.colour(self._role)
        places = [self._place(area, day, total) for day, total in self._points]
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(QPolygonF(places))
        high = self.fontMetrics().height()
        radius = max(4.0, high * DOT_SHARE)
        room = area.width() / max(1, len(places) - 1) if len(places) > 1 else area.width()
        has_room = room > self.fontMetrics().horizontalAdvance("00.0")
        for number, (place, (_day, total)) in enumerate(zip(places, self._points, strict=True)):
            painter.setPen(QPen(colour, 2))
            painter.setBrush(self._theme.colour("base"))
            painter.drawEllipse(place, radius, radius)
            if has_room or number == len(places) - 1:
                painter.setPen(self._theme.colour("text"))
                box = QRectF(place.x() - 40, place.y() - radius - high * 1.1, 80, high)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number_text(total, 1))

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        high = self.fontMetrics().height()
        painter.setPen(self._theme.colour("muted"))
        y = area.bottom() + high * 0.4
        first, last = self._points[0][0], self._points[-1][0]
        place = QRectF(area.left() - high, y, area.width() + 2 * high, high)
        if first == last:
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, day_text(first))
            return
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, day_text(first, name=False))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, day_text(last, name=False))
