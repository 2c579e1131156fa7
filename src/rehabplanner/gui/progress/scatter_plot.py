"""The picture of load against next-morning pain: dots, two medians, and no line of fit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from rehabplanner.gui.progress.axes import level_text, load_title
from rehabplanner.gui.progress.content import Step, unit_of
from rehabplanner.gui.progress.load_layers import faded
from rehabplanner.gui.progress.marks import draw_marks
from rehabplanner.gui.progress.pairs import Pairs, jitter
from rehabplanner.gui.progress.shown import Shown
from rehabplanner.gui.progress.ticks import round_step, values
from rehabplanner.gui.progress.words import said
from rehabplanner.wording import _, ngettext, number_text

PAIN_TOP = 10
NEAR_PX = 12.0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of day: its words, its colour role and its mark."""

    key: str
    role: str
    mark: str
    is_hollow: bool = False


KINDS = (
    Kind("other", "load-strength", "diamond"),
    Kind("rest", "text", "square", is_hollow=True),
    Kind("run", "load-run", "circle"),
)


class ScatterPlot(QWidget):
    """Paints the pairs; says which one is pointed at (its place among the pairs, or None)."""

    pointed = Signal(object)
    asked = Signal()
    """Where the picture and the chosen dot come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self._pairs: Pairs | None = None
        self._shown: Shown | None = None
        self._colours: Mapping[str, QColor] = {}
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 260)
        self.setAccessibleName(_("Load of a day against pain on the next morning"))

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self._colours = colours
        self.update()

    def show_pairs(self, pairs: Pairs, shown: Shown) -> None:
        """Show these pairs."""
        self._pairs, self._shown, self.chosen = pairs, shown, None
        self.pointed.emit(None)
        self.update()

    # Places

    @property
    def _em(self) -> float:
        return QFontMetricsF(self.font()).height() / 1.2

    @property
    def plot(self) -> QRectF:
        """Return the place of the dots."""
        em = self._em
        area = QRectF(self.rect()).adjusted(3.4 * em, 4.0 * em, -1.2 * em, -3.6 * em)
        return area if area.width() > 20 and area.height() > 20 else QRectF(0, 0, 20, 20)

    def _scale(self) -> tuple[float, float]:
        """Return the top of the load axis and its step, in the timeline's unit."""
        shown, pairs = self._shown, self._pairs
        if shown is None or pairs is None or not len(pairs.load):
            return 1.0, 1.0
        unit = unit_of(shown.content.measure, shown.content.units)
        highest = max(float(pairs.load.max()) * 1.04 / unit, 1e-6)
        step = round_step(highest, max(2, int(self.plot.width() / (7 * self._em))))
        return step * np.ceil(highest / step) * unit, step * unit

    def places(self) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
        """Return the pixels of the dots."""
        pairs, shown = self._pairs, self._shown
        if pairs is None or shown is None:
            return np.empty(0), np.empty(0)
        plot, (top, _step) = self.plot, self._scale()
        across, up = jitter(pairs.column + shown.timeline.origin)
        x = plot.left() + self._em * (1 + 1.2 * across)
        return x + pairs.load / top * (plot.width() - self._em), self._ys(pairs.pain + up)

    def _ys(
        self, scores: np.ndarray[tuple[int], np.dtype[np.float64]]
    ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        plot = self.plot
        return plot.bottom() - (scores + 0.5) / (PAIN_TOP + 1) * plot.height()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plot; the chosen dot has a ring."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours.get("base", QColor("white")))
        self.paint_plot(painter)
        if self._colours and self.chosen is not None:
            x, y = self.places()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._colours["text"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = 0.55 * self._em
            painter.drawEllipse(QPointF(x[self.chosen], y[self.chosen]), radius, radius)
        if self.hasFocus() and self._colours:
            painter.setPen(QPen(self._colours["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def paint_plot(self, painter: QPainter) -> None:
        """Paint axes, dots and medians; below the gate only its words."""
        pairs, shown = self._pairs, self._shown
        if pairs is None or shown is None or not self._colours:
            return
        painter.setFont(self.font())
        self._paint_axes(painter, shown, has_loads=pairs.shows_dots)
        if not pairs.shows_dots:
            self._paint_count(painter, pairs)
            return
        self._paint_legend(painter, pairs)
        self._paint_medians(painter, pairs)
        x, y = self.places()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = round(min(0.34 * self._em, max(2.2, 90 / np.sqrt(max(len(x), 1)))), 1)
        for kind in KINDS:
            some = days_of(pairs, kind.key)
            colour = self._colours[kind.role]
            inside = self._colours["base"] if kind.is_hollow else faded(colour, 0.55)
            draw_marks(painter, x[some], y[some], kind.mark, radius, colour, inside)
        self._name_medians(painter, pairs)

    def _paint_axes(self, painter: QPainter, shown: Shown, *, has_loads: bool) -> None:
        plot, em = self.plot, self._em
        metrics = QFontMetricsF(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        levels = range(0, PAIN_TOP + 1, 1 if plot.height() > 15 * em else 2)
        for score in levels:
            y = float(self._ys(np.array([float(score)]))[0])
            painter.setPen(QPen(faded(self._colours["grid"], 0.7), 1))
            painter.drawLine(QPointF(plot.left(), round(y)), QPointF(plot.right(), round(y)))
            painter.setPen(self._colours["muted"])
            box = QRectF(0, y - em, plot.left() - 0.5 * em, 2 * em)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(score)
            )
        content = shown.content
        unit = unit_of(content.measure, content.units)
        top, step = self._scale()
        for value in values(top, step) if has_loads else ():
            x = plot.left() + em + value / top * (plot.width() - em)
            painter.setPen(QPen(faded(self._colours["grid"], 0.7), 1))
            painter.drawLine(QPointF(round(x), plot.top()), QPointF(round(x), plot.bottom()))
            painter.setPen(self._colours["muted"])
            words = level_text(value / unit)
            width = metrics.horizontalAdvance(words)
            left = min(x - width / 2, self.width() - width - 2)
            painter.drawText(QPointF(left, plot.bottom() + 1.3 * em), words)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._colours["muted"])
        painter.drawText(QPointF(0.6 * em, 1.3 * em), _("Pain next morning, 0 to 10"))
        name = load_title(content.measure, Step.DAY, content.units)
        width = QFontMetricsF(bold).horizontalAdvance(name)
        painter.drawText(QPointF(plot.right() - width, self.height() - 0.7 * em), name)
        painter.setFont(self.font())

    def _paint_count(self, painter: QPainter, pairs: Pairs) -> None:
        painter.setPen(self._colours["text"])
        words = self._why_empty(pairs)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        box = painter.boundingRect(self.plot, flags, words).adjusted(-8, -6, 8, 6)
        painter.fillRect(box, self._colours["base"])
        painter.drawText(box, flags, words)

    @staticmethod
    def _why_empty(pairs: Pairs) -> str:
        """Return why there are no dots yet, and what brings them."""
        state = pairs.state
        if state.closed_by is not None:
            return said(state.closed_by)
        if not state.pairs:
            return _("No day yet with load and pain on the next morning. Note both, and dots come.")
        counted = ngettext(
            "{count} day with load and pain on the next morning so far.",
            "{count} days with load and pain on the next morning so far.",
            state.pairs,
        )
        return f"{counted} {said(state.next_step)}" if state.next_step is not None else counted

    def _paint_legend(self, painter: QPainter, pairs: Pairs) -> None:
        em = self._em
        metrics = QFontMetricsF(self.font())
        x, y = self.plot.left(), 3.0 * em
        for kind in reversed(KINDS):
            count = int(days_of(pairs, kind.key).sum())
            if not count:
                continue
            words = kind_words(kind.key, count)
            colour = self._colours[kind.role]
            inside = self._colours["base"] if kind.is_hollow else faded(colour, 0.55)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_marks(
                painter,
                np.array([x + 0.4 * em]),
                np.array([y - 0.35 * em]),
                kind.mark,
                round(0.34 * em, 1),
                colour,
                inside,
            )
            painter.setPen(self._colours["text"])
            painter.drawText(QPointF(x + 1.1 * em, y), words)
            x += metrics.horizontalAdvance(words) + 2.6 * em

    def _medians(self, pairs: Pairs) -> list[tuple[str, float, float]]:
        """Return kind, median and pixel of each line; equal medians lie close beside each other."""
        found: list[tuple[str, float, float]] = []
        for key in ("run", "rest"):
            median = pairs.median_after(days_of(pairs, key))
            if median is not None:
                y = float(self._ys(np.array([median]))[0])
                is_taken = any(abs(y - other) < 4 for _key, _median, other in found)
                found.append((key, median, y + 4 if is_taken else y))
        return found

    def _paint_medians(self, painter: QPainter, pairs: Pairs) -> None:
        plot = self.plot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for key, _median, y in self._medians(pairs):
            role = next(kind.role for kind in KINDS if kind.key == key)
            style = Qt.PenStyle.SolidLine if key == "run" else Qt.PenStyle.DashLine
            painter.setPen(QPen(self._colours[role], 2, style))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _name_medians(self, painter: QPainter, pairs: Pairs) -> None:
        plot, em = self.plot, self._em
        metrics = QFontMetricsF(self.font())
        medians = self._medians(pairs)
        lowest = max((y for _key, _median, y in medians), default=0.0)
        for key, median, y in medians:
            words = median_words(key, median)
            width = metrics.horizontalAdvance(words) + 0.8 * em
            # One label above its line, the other one below: they never touch.
            is_above = len(medians) == 1 or y < lowest
            top = y - 1.5 * em if is_above else y + 0.3 * em
            box = QRectF(plot.right() - width, top, width, 1.3 * em)
            painter.fillRect(box, faded(self._colours["base"], 0.88))
            painter.setPen(self._colours["text"])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # Mouse and keyboard

    def point_at(self, number: int | None) -> None:
        """Choose a pair."""
        if number != self.chosen:
            self.chosen = number
            self.update()
            self.pointed.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the dot nearest to the mouse, if one is near."""
        pairs = self._pairs
        if pairs is None or not pairs.shows_dots:
            return
        x, y = self.places()
        distance = np.hypot(x - event.position().x(), y - event.position().y())
        nearest = int(distance.argmin())
        self.point_at(nearest if distance[nearest] <= NEAR_PX else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the dots from day to day."""
        pairs = self._pairs
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if pairs is not None and pairs.shows_dots and step is not None:
            last = len(pairs.load) - 1
            start = last + 1 if self.chosen is None else self.chosen
            self.point_at(min(max(start + step, 0), last))
        elif event.key() == Qt.Key.Key_Escape and self.chosen is not None:
            self.point_at(None)
        elif event.key() == Qt.Key.Key_Question:
            self.asked.emit()
        else:
            super().keyPressEvent(event)


def days_of(pairs: Pairs, key: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which pairs are of this kind of day."""
    if key == "run":
        return pairs.is_run
    return pairs.is_rest if key == "rest" else ~(pairs.is_run | pairs.is_rest)


def kind_words(key: str, count: int) -> str:
    """Return a kind of day with its count."""
    if key == "run":
        return ngettext("{count} run day", "{count} run days", count)
    if key == "rest":
        return ngettext("{count} rest day", "{count} rest days", count)
    return ngettext("{count} day with other sport", "{count} days with other sport", count)


def median_words(key: str, median: float) -> str:
    """Return the median pain after a kind of day, in words."""
    words = (
        _("after run days: median {score}")
        if key == "run"
        else _("after rest days: median {score}")
    )
    return words.format(score=number_text(median, 1))
