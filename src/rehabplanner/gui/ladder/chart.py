"""Expectation against experience: for each time a hollow diamond and a filled dot."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.domain.exposure import Prediction
from rehabplanner.domain.scales import SCALE_TOP
from rehabplanner.gui.theme import Theme
from rehabplanner.planning.exposure import Tally, tally
from rehabplanner.wording import _, day_text, ngettext, number_text

MOST_SHOWN = 20


class ExpectationChart(QWidget):
    """Paints the last predictions in their order, pain from 0 to 10 upwards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._predictions: tuple[Prediction, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Expected and felt pain"))
        theme.changed.connect(self.update)

    def show_predictions(self, predictions: tuple[Prediction, ...]) -> None:
        """Show these, oldest first."""
        self._predictions = predictions[-MOST_SHOWN:]
        self.setAccessibleDescription(tally_words(tally(predictions)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which the numbers can be read."""
        line = self.fontMetrics().height()
        return QSize(line * 24, line * 13)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest readable size."""
        line = self.fontMetrics().height()
        return QSize(line * 14, line * 9)

    def _area(self) -> QRectF:
        line = self.fontMetrics().height()
        return QRectF(self.rect()).adjusted(line * 2.0, line * 2.0, -line * 1.2, -line * 1.6)

    def _place(self, number: int, score: float) -> QPointF:
        area = self._area()
        step = area.width() / max(len(self._predictions), 6)
        x = area.left() + step * (number + 0.5)
        return QPointF(x, area.bottom() - area.height() * score / SCALE_TOP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale, the legend, and every prediction with its outcome."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        self._paint_legend(painter)
        for number, one in enumerate(self._predictions):
            self._paint_one(painter, number, one)
        if not self._predictions:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(
                self._area(), Qt.AlignmentFlag.AlignCenter, _("Nothing predicted yet.")
            )
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        area, line = self._area(), self.fontMetrics().height()
        for score in range(0, SCALE_TOP + 1, 2):
            y = self._place(0, score).y()
            painter.setPen(QPen(self._theme.colour("grid"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._theme.colour("muted"))
            box = QRectF(0, y - line / 2, area.left() - 6, line)
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, end, str(score))
        if not self._predictions:
            return
        below = QRectF(area.left(), area.bottom() + 4, area.width(), line * 1.3)
        first, last = self._predictions[0].day, self._predictions[-1].day
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, day_text(first, name=False))
        if last != first:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, day_text(last, name=False))

    def _paint_legend(self, painter: QPainter) -> None:
        line = float(self.fontMetrics().height())
        place = QPointF(self._area().left() + line * 0.5, line * 0.8)
        for words, is_felt in ((_("expected"), False), (_("felt"), True)):
            self._paint_mark(painter, place, is_felt=is_felt)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QPointF(place.x() + line * 0.7, place.y() + line * 0.3), words)
            place += QPointF(self.fontMetrics().horizontalAdvance(words) + line * 2.2, 0)

    def _paint_one(self, painter: QPainter, number: int, one: Prediction) -> None:
        expected = self._place(number, one.expected)
        if one.felt is not None:
            felt = self._place(number, one.felt)
            painter.setPen(QPen(self._theme.colour("muted"), 1.5))
            painter.drawLine(expected, felt)
            self._paint_mark(painter, felt, is_felt=True)
        self._paint_mark(painter, expected, is_felt=False)

    def _paint_mark(self, painter: QPainter, place: QPointF, *, is_felt: bool) -> None:
        size = self.fontMetrics().height() * 0.34
        role = "load-run" if is_felt else "pain-morning"
        painter.setPen(QPen(self._theme.colour(role), 2))
        if is_felt:
            painter.setBrush(self._theme.colour(role))
            painter.drawEllipse(place, size * 0.8, size * 0.8)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y, far = place.x(), place.y(), size * 1.3
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x, y - far), QPointF(x + far, y), QPointF(x, y + far), QPointF(x - far, y)]
            )
        )


def tally_words(found: Tally) -> str:
    """Return expectation against experience in words; what is not known yet is said so."""
    if not found.count or found.mean_surprise is None:
        return _("No outcome yet. Note how much it hurt afterwards, and compare.")
    times = ngettext("{count} time", "{count} times", found.count)
    words = _("Of {times}, it hurt less than expected {less}, as expected {same}, more {more}.")
    points = number_text(abs(found.mean_surprise), 1)
    if found.mean_surprise >= 0:
        mean = _("On average {points} points less than expected.")
    else:
        mean = _("On average {points} points more than expected.")
    said = words.format(times=times, less=found.less, same=found.same, more=found.more)
    return f"{said} {mean.format(points=points)}"
