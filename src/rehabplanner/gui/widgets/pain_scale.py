"""The 0-10 pain scale: eleven buttons with words and shapes, chosen by a key or a click."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rehabplanner.domain.scales import PAIN_ANCHORS, SCALE_TOP
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, score_text

TEN_KEYS = (Qt.Key.Key_X, Qt.Key.Key_Asterisk)


class ScaleBar(QWidget):
    """A row of eleven cells, 0 to 10. Digits choose (x or * is 10), Backspace clears.

    `changed` carries the score or None. Chosen cells are filled up to the score and numbered, so
    that the scale can be read without colour.
    """

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        anchors: Mapping[int, str] = PAIN_ANCHORS,
        role: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._anchors = anchors
        self._role = role
        self._score: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def score(self) -> int | None:
        """Return the score, or None while nothing is chosen."""
        return self._score

    def set_score(self, score: int | None) -> None:
        """Show a score without telling anyone."""
        self._score = score
        self.setAccessibleDescription(score_text(score))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in which each cell can be tapped."""
        height = round(self.fontMetrics().height() * 2.0)
        return QSize(height * (SCALE_TOP + 1), height)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest readable size."""
        height = round(self.fontMetrics().height() * 2.0)
        return QSize(self.fontMetrics().horizontalAdvance("00") * (SCALE_TOP + 1), height)

    def _choose(self, score: int | None) -> None:
        if score != self._score:
            self.set_score(score)
            self.changed.emit(score)

    def _cell(self, score: int) -> QRectF:
        width = self.width() / (SCALE_TOP + 1)
        return QRectF(score * width, 0, width, self.height()).adjusted(1, 1, -1, -1)

    def _score_at(self, x: float) -> int:
        return min(SCALE_TOP, max(0, int(x / (self.width() / (SCALE_TOP + 1)))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, arrow keys, x for 10; Backspace clears."""
        text = event.text()
        if text.isdigit() and len(text) == 1:
            self._choose(int(text))
        elif event.key() in TEN_KEYS:
            self._choose(SCALE_TOP)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            start = -1 if self._score is None else self._score
            self._choose(min(SCALE_TOP, max(0, start + step)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by click; a click on the chosen score clears it."""
        score = self._score_at(event.position().x())
        self._choose(None if score == self._score else score)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the word of the score under the mouse."""
        score = self._score_at(event.position().x())
        known = self._anchors.get(score)
        words = f"{score}: {_(known)}" if known else str(score)
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, filled up to the score."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour(self._role)
        for score in range(SCALE_TOP + 1):
            self._paint_cell(painter, score, colour)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_cell(self, painter: QPainter, score: int, colour: QColor) -> None:
        cell = self._cell(score)
        is_chosen = score == self._score
        is_filled = self._score is not None and score <= self._score
        fill = QColor(colour)
        fill.setAlphaF(1.0 if is_chosen else 0.22 if is_filled else 0.0)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(fill if is_filled else self._theme.colour("base"))
        painter.drawRoundedRect(cell, 4, 4)
        painter.setPen(self._theme.colour("on-accent" if is_chosen else "text"))
        font = painter.font()
        font.setBold(is_chosen)
        painter.setFont(font)
        painter.drawText(cell.adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignCenter, str(score))
        self._paint_step(painter, cell, score, is_chosen)

    def _paint_step(self, painter: QPainter, cell: QRectF, score: int, is_chosen: bool) -> None:
        """Draw one step of a stair that rises with the scores: a shape beside number and colour."""
        rise = 1.5 + cell.height() * 0.2 * score / SCALE_TOP
        step = QRectF(cell.left() + 5, cell.bottom() - 2 - rise, cell.width() - 10, rise)
        colour = QColor(self._theme.colour("on-accent" if is_chosen else "muted"))
        colour.setAlphaF(1.0 if is_chosen else 0.45)
        painter.fillRect(step, colour)
