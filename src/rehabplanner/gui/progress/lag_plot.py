"""How load goes with the pain of later mornings: a mark with its range for each day."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rehabplanner.analytics.lags import Lag
from rehabplanner.gui.progress.lag_words import MINUS, lag_words
from rehabplanner.wording import _

CLEAR = 0.05
"""Below this p, adjusted for the days shown together, a mark is filled."""
LEVELS = (1.0, 0.5, 0.0, -0.5, -1.0)


class LagPlot(QWidget):
    """Paints the correlations from +1 to -1; a square on the left is pain before load."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lags: Sequence[Lag] = ()
        self._back: Lag | None = None
        self._colours: Mapping[str, QColor] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Load and the pain of later mornings"))

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self._colours = colours
        self.updateGeometry()
        self.update()

    def show_lags(self, lags: Sequence[Lag], back: Lag | None) -> None:
        """Show these correlations; `back` is pain before load."""
        self._lags = [one for one in lags if one.rho is not None]
        self._back = back if back is not None and back.rho is not None else None
        self.setVisible(bool(self._lags))
        self.setAccessibleDescription(". ".join(lag_words(one) for one in self._marks()))
        self.update()

    def _marks(self) -> list[Lag]:
        return [*([self._back] if self._back is not None else []), *self._lags]

    @property
    def _em(self) -> float:
        return QFontMetricsF(self.font()).height() / 1.2

    def sizeHint(self) -> QSize:
        """Return room for the marks and three lines of words."""
        return QSize(round(24 * self._em), round(12.5 * self._em))

    def minimumSizeHint(self) -> QSize:
        """Return room for the marks and three lines of words."""
        return QSize(round(18 * self._em), self.sizeHint().height())

    def _area(self) -> QRectF:
        em = self._em
        return QRectF(3 * em, 1.8 * em, min(self.width() - 4 * em, 46 * em), 7.6 * em)

    def _x(self, number: int) -> float:
        area = self._area()
        return area.left() + (number + 0.5) * area.width() / max(len(self._marks()), 1)

    def _y(self, rho: float) -> float:
        area = self._area()
        return area.center().y() - max(-1.0, min(1.0, rho)) * area.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint scale, ranges and marks."""
        if not self._lags or not self._colours:
            return
        painter = QPainter(self)
        self._paint_scale(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, one in enumerate(self._marks()):
            self._paint_mark(painter, number, one)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        area, em = self._area(), self._em
        painter.setPen(self._colours["muted"])
        title = _("Rank correlation of load with pain, and its 95 % range")
        painter.drawText(QPointF(0, 1.1 * em), title)
        for level in LEVELS:
            y = round(self._y(level))
            colour = self._colours["muted" if level == 0 else "grid"]
            painter.setPen(QPen(colour, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._colours["muted"])
            box = QRectF(0, y - 0.7 * em, area.left() - 0.5 * em, 1.4 * em)
            words = f"{level:+g}".replace("-", MINUS) if level else "0"
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words
            )
        below = QRectF(area.left(), area.bottom() + 1.5 * em, area.width(), 1.3 * em)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, _("mornings later"))

    def _paint_mark(self, painter: QPainter, number: int, one: Lag) -> None:
        x, em = self._x(number), self._em
        is_back = one.lag < 0
        colour = self._colours["muted" if is_back else "load-run"]
        if one.low is not None and one.high is not None:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(x, self._y(one.low)), QPointF(x, self._y(one.high)))
        p = one.p if is_back else one.p_adjusted
        is_clear = p is not None and p < CLEAR
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if is_clear else self._colours["raised"])
        middle, radius = QPointF(x, self._y(one.rho or 0.0)), 0.38 * em
        if is_back:
            painter.drawRect(QRectF(middle.x() - radius, middle.y() - radius, *(2 * radius,) * 2))
        else:
            painter.drawEllipse(middle, radius, radius)
        painter.setPen(self._colours["text"])
        width = self._area().width() / len(self._marks())
        box = QRectF(x - width / 2, self._area().bottom() + 0.3 * em, width, 2.6 * em)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, _below(one.lag)
        )

    def event(self, event: QEvent) -> bool:
        """Tell the numbers of the mark under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._lags:
            marks = self._marks()
            nearest = min(range(len(marks)), key=lambda n: abs(self._x(n) - event.pos().x()))
            QToolTip.showText(event.globalPos(), lag_words(marks[nearest]), self)
            return True
        return super().event(event)


def _below(lag: int) -> str:
    if lag < 0:
        return _("pain first")
    return _("same morning") if lag == 0 else f"+{lag}"
