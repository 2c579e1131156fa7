"""Variety by month: sports and surfaces as stacked bars, paces as the span where most lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rehabplanner.analytics.variety import MonthVariety
from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.people import Units
from rehabplanner.gui.progress.load_layers import faded
from rehabplanner.wording import UNKNOWN, _, month, ngettext, pace_text, word

MOST_MONTHS = 24
LEAST_SPREAD_S = 30.0
UNKNOWN_ROLE = "unknown"
STYLES: Mapping[Enum, tuple[str, Qt.BrushStyle | None]] = {
    Kind.RUN: ("load-run", None),
    Kind.RUN_WALK: ("load-run", Qt.BrushStyle.BDiagPattern),
    Kind.WALK: ("load-walk", None),
    Kind.HIKE: ("load-walk", Qt.BrushStyle.VerPattern),
    Kind.CYCLE: ("pain-during", None),
    Kind.SWIM: ("pain-during", Qt.BrushStyle.HorPattern),
    Kind.STRENGTH: ("load-strength", Qt.BrushStyle.BDiagPattern),
    Kind.MOBILITY: ("load-mobility", Qt.BrushStyle.Dense5Pattern),
    Kind.OTHER: ("load-other", Qt.BrushStyle.HorPattern),
    Surface.ROAD: ("load-other", None),
    Surface.TRAIL: ("load-mobility", None),
    Surface.TRACK: ("pain-morning", Qt.BrushStyle.VerPattern),
    Surface.TREADMILL: ("load-run", Qt.BrushStyle.HorPattern),
    Surface.GRASS: ("load-mobility", Qt.BrushStyle.BDiagPattern),
    Surface.SAND: ("load-strength", None),
    Surface.MIXED: ("load-walk", Qt.BrushStyle.FDiagPattern),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of bars: its title, and by month the counts of each piece."""

    title: str
    pieces: Sequence[Enum]
    counts: Sequence[Mapping[Any, int]]
    unknown: Sequence[int]


class VarietyBars(QWidget):
    """Paints the months; a tooltip tells each month's numbers. Arrows go from month to month."""

    pointed = Signal(object)
    """The chosen month, or None."""
    asked = Signal()
    """Where the numbers of the chosen month come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._months: Sequence[MonthVariety] = ()
        self._units = Units.METRIC
        self._colours: Mapping[str, QColor] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Variety by month"))

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self._colours = colours
        self.updateGeometry()
        self.update()

    def show_months(self, months: Sequence[MonthVariety], units: Units) -> None:
        """Show the newest of these months."""
        self._months, self._units = months[-MOST_MONTHS:], units
        self.point_at(None)
        self.setAccessibleDescription(". ".join(self.words(one) for one in self._months))
        self.setVisible(bool(months))
        self.update()

    @property
    def _em(self) -> float:
        return QFontMetricsF(self.font()).height() / 1.2

    def sizeHint(self) -> QSize:
        """Return room for three rows."""
        return QSize(round(24 * self._em), round(26.6 * self._em))

    def minimumSizeHint(self) -> QSize:
        """Return room for three rows."""
        return self.sizeHint()

    def words(self, one: MonthVariety) -> str:
        """Return a month's numbers in words."""
        pieces = [f"{month(one.month.month)} {one.month.year}"]
        pieces += [f"{word(kind)} {count}" for kind, count in one.sports.items()]
        pieces += [f"{word(surface)} {count}" for surface, count in one.surfaces.items()]
        if one.unknown_surfaces:
            pieces.append(_("surface not noted {count}").format(count=one.unknown_surfaces))
        if one.paces is not None:
            pieces.append(
                _("pace mostly {fast} to {slow}").format(
                    fast=pace_text(one.paces.fast, self._units),
                    slow=pace_text(one.paces.slow, self._units),
                )
            )
        if one.routes:
            pieces.append(ngettext("about {count} route", "about {count} routes", one.routes))
        return ", ".join(pieces)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows; the chosen month has a frame."""
        painter = QPainter(self)
        self.paint_bars(painter)
        if self.chosen is not None and self._colours:
            left, step = self._columns()
            painter.setPen(QPen(self._colours["accent"], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            column = QRectF(left + self.chosen * step, 0, step, self.height())
            painter.drawRect(column.adjusted(0.5, 0.5, -0.5, -1.5))
        if self.hasFocus() and self._colours:
            painter.setPen(QPen(self._colours["accent"], 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def paint_bars(self, painter: QPainter) -> None:
        """Paint the rows of all months."""
        if not self._months or not self._colours:
            return
        em = self._em
        top = 0.0
        for row in self._rows():
            self._paint_row(painter, row, QRectF(0, top, self.width(), 7.4 * em))
            top += 7.8 * em
        self._paint_paces(painter, QRectF(0, top, self.width(), 6.2 * em))
        self._paint_routes(painter, QRectF(0, top + 6.6 * em, self.width(), 2.6 * em))
        self._paint_names(painter, top + 9.4 * em)

    def _rows(self) -> list[Row]:
        months = self._months
        sports = [kind for kind in Kind if any(kind in one.sports for one in months)]
        surfaces = [one for one in Surface if any(one in each.surfaces for each in months)]
        nothing = [0] * len(months)
        unknown = [one.unknown_surfaces for one in months]
        return [
            Row(_("Sports, sessions"), sports, [one.sports for one in months], nothing),
            Row(_("Surfaces on foot"), surfaces, [one.surfaces for one in months], unknown),
        ]

    def _columns(self) -> tuple[float, float]:
        """Return the left edge of the first month and the width of each."""
        left = 4.6 * self._em
        return left, min((self.width() - left) / max(len(self._months), 1), 6 * self._em)

    def _paint_row(self, painter: QPainter, row: Row, area: QRectF) -> None:
        em = self._em
        self._paint_title(painter, row.title, area)
        self._paint_legend(painter, row, QRectF(0, area.top() + 1.4 * em, area.width(), 1.3 * em))
        sums = [
            sum(counts.values()) + unknown
            for counts, unknown in zip(row.counts, row.unknown, strict=True)
        ]
        highest = max([*sums, 1])
        left, step = self._columns()
        bottom, height = area.bottom(), 4.3 * em
        painter.setPen(self._colours["muted"])
        box = QRectF(0, bottom - height - 0.6 * em, left - 0.5 * em, 1.2 * em)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(highest))
        for number, counts in enumerate(row.counts):
            y = bottom
            pieces: list[tuple[Enum | None, int]] = [
                (piece, counts.get(piece, 0)) for piece in row.pieces
            ]
            for piece, count in [*pieces, (None, row.unknown[number])]:
                size = count / highest * height
                rect = QRectF(left + number * step + 0.1 * step, y - size, 0.8 * step, size)
                self._paint_piece(painter, rect, piece)
                y -= size
        painter.setPen(self._colours["border"])
        right = left + step * len(row.counts)
        painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))

    def _paint_piece(self, painter: QPainter, rect: QRectF, piece: Enum | None) -> None:
        if rect.height() <= 0:
            return
        if piece is None:
            painter.setPen(self._colours["muted"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        role, pattern = STYLES[piece]
        painter.fillRect(rect, self._colours[role])
        if pattern is not None:
            painter.fillRect(rect, QBrush(faded(self._colours["base"], 0.5), pattern))
        painter.setPen(self._colours["base"])
        painter.drawLine(rect.topLeft(), rect.topRight())

    def _paint_title(self, painter: QPainter, title: str, area: QRectF) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._colours["muted"])
        painter.drawText(QPointF(0, area.top() + 1.1 * self._em), title)
        painter.setFont(self.font())

    def _paint_legend(self, painter: QPainter, row: Row, area: QRectF) -> None:
        em = self._em
        metrics = QFontMetricsF(self.font())
        x = 0.0
        pieces: list[Enum | None] = [*row.pieces, *([None] if any(row.unknown) else [])]
        for piece in pieces:
            words = _("not noted") if piece is None else word(piece)
            square = QRectF(x, area.top() + 0.25 * em, 0.85 * em, 0.85 * em)
            self._paint_piece(painter, square, piece)
            painter.setPen(self._colours["text"])
            painter.drawText(QPointF(x + 1.2 * em, area.top() + em), words)
            x += metrics.horizontalAdvance(words) + 2.2 * em

    def _paint_paces(self, painter: QPainter, area: QRectF) -> None:
        em = self._em
        self._paint_title(painter, _("Paces of runs: the middle, and where most lie"), area)
        paces = [one.paces for one in self._months]
        known = [one for one in paces if one is not None]
        if not known:
            painter.drawText(
                QPointF(0, area.top() + 2.8 * em), _("Three runs in a month are needed.")
            )
            return
        low, high = min(one.fast for one in known), max(one.slow for one in known)
        if high - low < LEAST_SPREAD_S:
            middle = (low + high) / 2
            low, high = middle - LEAST_SPREAD_S / 2, middle + LEAST_SPREAD_S / 2
        spread = high - low
        left, step = self._columns()
        top, height = area.top() + 2.2 * em, 3.8 * em
        painter.setPen(self._colours["muted"])
        for value, y in ((low, top), (high, top + height)):
            box = QRectF(0, y - 0.6 * em, left - 0.4 * em, 1.2 * em)
            words = pace_text(value, self._units).split(" ")[0]
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, words)
        for number, one in enumerate(paces):
            if one is None:
                continue
            ys = [top + (value - low) / spread * height for value in (one.fast, one.slow)]
            x = left + number * step + 0.3 * step
            painter.fillRect(
                QRectF(x, ys[0], 0.4 * step, max(ys[1] - ys[0], 2.0)),
                faded(self._colours["load-run"], 0.45),
            )
            y = top + (one.middle - low) / spread * height
            painter.fillRect(QRectF(x - 0.1 * step, y - 1, 0.6 * step, 2.5), self._colours["text"])

    def _paint_routes(self, painter: QPainter, area: QRectF) -> None:
        """Write how many different routes each month had, as a number."""
        em = self._em
        self._paint_title(painter, _("Routes, estimated from titles and distances"), area)
        painter.setPen(self._colours["text"])
        left, step = self._columns()
        for number, one in enumerate(self._months):
            box = QRectF(left + number * step, area.top() + 1.4 * em, 0.8 * step, 1.2 * em)
            words = str(one.routes) if one.routes else UNKNOWN
            painter.drawText(box.translated(0.1 * step, 0), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_names(self, painter: QPainter, y: float) -> None:
        left, step = self._columns()
        painter.setPen(self._colours["muted"])
        metrics = QFontMetricsF(self.font())
        firsts = [one.month for one in self._months]
        years = {0} | {
            place for place, (a, b) in enumerate(pairwise(firsts), 1) if a.year != b.year
        }
        free = 0.0
        for place, first in enumerate(firsts):
            words = month(first.month, short=True)
            if place in years:
                words = f"{words} {first.year}"
            x = left + place * step + 0.1 * step
            if x >= free:
                painter.drawText(QPointF(x, y + self._em), words)
                free = x + metrics.horizontalAdvance(words) + 0.4 * self._em

    # Mouse and keyboard

    def point_at(self, number: int | None) -> None:
        """Choose a month by its place."""
        if number != self.chosen:
            self.chosen = number
            self.update()
            self.pointed.emit(None if number is None else self._months[number])

    def _month_at(self, x: float) -> int | None:
        left, step = self._columns()
        number = int((x - left) // step)
        return number if 0 <= number < len(self._months) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the month under the mouse."""
        found = self._month_at(event.position().x())
        if found is not None:
            self.point_at(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from month to month; a question mark asks where its numbers come from."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        last = len(self._months) - 1
        if step is not None and last >= 0:
            start = last + 1 if self.chosen is None else self.chosen
            self.point_at(min(max(start + step, 0), last))
        elif event.key() == Qt.Key.Key_Question:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the month's numbers as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._month_at(event.pos().x())
            if number is not None:
                words = self.words(self._months[number]).replace(", ", "\n")
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
