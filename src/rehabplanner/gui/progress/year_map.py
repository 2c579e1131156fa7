"""The picture of the year view: a block of week columns for each year, with its legend."""

from collections.abc import Mapping
from datetime import date, timedelta

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

from rehabplanner.analytics.timeline import MEASURE_NAMES
from rehabplanner.gui.progress.heat import BLANK, NOTHING, Coloured, Heat, YearGrid, years_of
from rehabplanner.gui.progress.load_layers import mixed
from rehabplanner.gui.progress.shown import Shown
from rehabplanner.gui.progress.words import GAP, day_words, quantity_text
from rehabplanner.wording import _, day_text, month, ngettext, weekday

STRENGTHS = (0.0, 0.28, 0.5, 0.75, 1.0)
SMALLEST_CELL_EM, LARGEST_CELL_EM = 0.72, 1.9
DIGITS_FROM_EM = 1.15
STEPS: Mapping[Qt.Key, int] = {
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}


class YearMap(QWidget):
    """Paints the days of whole years; says which day is pointed at, and which is opened."""

    pointed = Signal(object)
    opened = Signal(object)
    asked = Signal()
    """Where the values of the chosen day come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: date | None = None
        self._heat: Heat | None = None
        self._shown: Shown | None = None
        self._coloured = Coloured.LOAD
        self._colours: Mapping[str, QColor] = {}
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("The year, day by day"))

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self._colours = colours
        self._fit()

    def show_heat(self, heat: Heat, shown: Shown, coloured: Coloured) -> None:
        """Show these levels; the range in view is framed."""
        self._heat, self._shown, self._coloured = heat, shown, coloured
        if self.chosen is not None and heat.column(self.chosen) is None:
            self.chosen = None
        self.setAccessibleDescription(self._summary())
        self._fit()

    def first_and_last(self) -> tuple[date, date]:
        """Return the first and last day of the years that are painted."""
        grids = self._grids()
        return date(grids[-1].year, 1, 1), date(grids[0].year, 12, 31)

    # Places

    def _grids(self) -> list[YearGrid]:
        shown = self._shown
        if shown is None:
            return []
        last = min(shown.last, max(shown.content.today, shown.first))
        # Where the range lies in one year, the year before stands below for comparison.
        earlier = date(max(last.year - 1, shown.timeline.first.year), 1, 1)
        return list(years_of(min(shown.first, earlier), last))

    @property
    def _em(self) -> float:
        return QFontMetricsF(self.font()).height() / 1.2

    @property
    def _gutter(self) -> float:
        metrics = QFontMetricsF(self.font())
        return max(metrics.horizontalAdvance(weekday(row, short=True)) for row in range(7)) + 10

    @property
    def _cell(self) -> float:
        room = (self.width() - self._gutter - 4) / 54
        return float(int(min(max(room, SMALLEST_CELL_EM * self._em), LARGEST_CELL_EM * self._em)))

    @property
    def _head(self) -> float:
        return 4.2 * self._em

    @property
    def _block(self) -> float:
        return 2.9 * self._em + 7 * self._cell + 0.9 * self._em

    def _corner(self, number: int) -> QPointF:
        """Return the upper left corner of the cells of a block."""
        return QPointF(self._gutter, self._head + number * self._block + 2.9 * self._em)

    def sizeHint(self) -> QSize:
        """Return the size of all blocks."""
        least = self._gutter + 54 * SMALLEST_CELL_EM * self._em + 4
        height = self._head + max(1, len(self._grids())) * self._block
        return QSize(round(least), round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the size of all blocks."""
        return self.sizeHint()

    def _fit(self) -> None:
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def _rect(self, day: date) -> QRectF | None:
        for number, grid in enumerate(self._grids()):
            if grid.year == day.year:
                column, row = grid.place(day)
                cell, corner = self._cell, self._corner(number)
                return QRectF(
                    corner.x() + column * cell, corner.y() + row * cell, cell - 1, cell - 1
                )
        return None

    def middle_of(self, day: date) -> tuple[int, int]:
        """Return the pixel in the middle of a day's cell."""
        rect = self._rect(day) or QRectF()
        return round(rect.center().x()), round(rect.center().y())

    def day_at(self, at: QPointF) -> date | None:
        """Return the day of the cell under a point."""
        for number, grid in enumerate(self._grids()):
            inside = at - self._corner(number)
            if 0 <= inside.y() < 7 * self._cell and inside.x() >= 0:
                return grid.day(int(inside.x() // self._cell), int(inside.y() // self._cell))
        return None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map; the chosen day has a frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours.get("base", QColor("white")))
        self.paint_map(painter, QRectF(event.rect()))
        rect = self._rect(self.chosen) if self.chosen else None
        if rect is not None:
            painter.setPen(QPen(self._colours["text"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-1, -1, 1, 1))
        if self.hasFocus() and self._colours:
            painter.setPen(QPen(self._colours["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def paint_map(self, painter: QPainter, area: QRectF | None = None) -> None:
        """Paint title, legend and blocks; only those that touch the area."""
        if self._heat is None or self._shown is None or not self._colours:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_legend(painter, self._heat, self._shown)
        for number, grid in enumerate(self._grids()):
            top = self._head + number * self._block
            if area is None or (area.bottom() >= top and area.top() <= top + self._block):
                self._paint_block(painter, self._heat, grid, self._corner(number))
        self._paint_range(painter, self._shown)

    def _colour(self, level: int) -> QColor:
        role = "pain-morning" if self._coloured is Coloured.PAIN else "load-run"
        return mixed(self._colours[role], self._colours["base"], STRENGTHS[min(level, 4)])

    def _paint_legend(self, painter: QPainter, heat: Heat, shown: Shown) -> None:
        em = self._em
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._colours["text"])
        is_pain = self._coloured is Coloured.PAIN
        title = _("Worst pain of the day") if is_pain else _(MEASURE_NAMES[shown.content.measure])
        painter.drawText(QPointF(self._gutter, 1.3 * em), title)
        painter.setFont(self.font())
        x, y, size = self._gutter, 1.9 * em, min(self._cell, 1.2 * em)
        metrics = QFontMetricsF(self.font())
        for level, words in self._levels(heat, shown):
            cell = QRectF(x, y + (1.4 * em - size) / 2, size, size)
            self._paint_cell(painter, cell, level, None)
            painter.setPen(self._colours["text"])
            width = metrics.horizontalAdvance(words)
            painter.drawText(QPointF(x + size + 0.4 * em, y + 1.1 * em), words)
            x += size + width + 1.5 * em
            if x > self.width() - 8 * em:
                x, y = self._gutter, y + 1.2 * em

    def _levels(self, heat: Heat, shown: Shown) -> list[tuple[int, str]]:
        if self._coloured is Coloured.PAIN:
            names = ["0", "1–2", "3–4", "5–6", "7–10"]
            return [(BLANK, _("not rated")), *enumerate(names)]
        content = shown.content
        found = [(BLANK, _("not known")), (NOTHING, _("rest day"))]
        for level, edge in enumerate(heat.edges, start=1):
            amount = quantity_text(edge, content.measure, content.units)
            words = _("below {amount}") if level == 1 else _("from {amount}")
            if level == 1:
                if len(heat.edges) == 1:
                    words = _("any amount")
                else:
                    amount = quantity_text(heat.edges[1], content.measure, content.units)
            found.append((level, words.format(amount=amount)))
        return found

    def _paint_cell(self, painter: QPainter, rect: QRectF, level: int, value: float | None) -> None:
        painter.setPen(QPen(self._colours["grid"], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if level == BLANK:
            return painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if level == NOTHING:
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            dot = QRectF(0, 0, max(2.0, 0.22 * rect.width()), max(2.0, 0.22 * rect.width()))
            dot.moveCenter(rect.center())
            return painter.fillRect(dot, self._colours["muted"])
        colour = self._colour(level)
        painter.fillRect(rect, QBrush(colour))
        if value is not None and rect.width() >= DIGITS_FROM_EM * self._em:
            is_dark = colour.lightnessF() < 0.55
            light, dark = sorted(
                (self._colours["base"], self._colours["text"]), key=QColor.lightnessF, reverse=True
            )
            painter.setPen(light if is_dark else dark)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(round(value)))
        return None

    def _paint_block(self, painter: QPainter, heat: Heat, grid: YearGrid, corner: QPointF) -> None:
        em, cell = self._em, self._cell
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._colours["text"])
        painter.drawText(QPointF(corner.x(), corner.y() - 1.7 * em), str(grid.year))
        painter.setFont(self.font())
        painter.setPen(self._colours["muted"])
        for number in range(1, 13):
            column = grid.place(date(grid.year, number, 7))[0]
            at = QPointF(corner.x() + column * cell, corner.y() - 0.4 * em)
            painter.drawText(at, month(number, short=True))
        rows = range(7) if cell >= 1.05 * em else (0, 2, 4)
        for row in rows:
            box = QRectF(0, corner.y() + (row + 0.5) * cell - em, corner.x() - 6, 2 * em)
            painter.drawText(
                box,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                weekday(row, short=True),
            )
        is_pain = self._coloured is Coloured.PAIN
        today = self._shown.content.today if self._shown else date.max
        day = date(grid.year, 1, 1)
        while day.year == grid.year and day <= today:
            known = heat.column(day)
            level = BLANK if known is None else int(heat.level[known])
            column, row = grid.place(day)
            rect = QRectF(corner.x() + column * cell, corner.y() + row * cell, cell - 1, cell - 1)
            value = float(heat.values[known]) if known is not None and is_pain else None
            self._paint_cell(painter, rect, level, value)
            day += timedelta(days=1)

    def _paint_range(self, painter: QPainter, shown: Shown) -> None:
        """Underline the days of the range in view, week by week, below each block."""
        painter.setPen(Qt.PenStyle.NoPen)
        for number, grid in enumerate(self._grids()):
            first = max(shown.first, date(grid.year, 1, 1))
            last = min(shown.last, date(grid.year, 12, 31))
            if first > last or (first, last) == (date(grid.year, 1, 1), date(grid.year, 12, 31)):
                continue
            corner, cell = self._corner(number), self._cell
            left, right = grid.place(first)[0], grid.place(last)[0]
            bar = QRectF(
                corner.x() + left * cell,
                corner.y() + 7 * cell + 2,
                (right - left + 1) * cell - 1,
                max(2.0, 0.2 * self._em),
            )
            painter.fillRect(bar, self._colours["accent"])

    # Mouse and keyboard

    def point_at(self, day: date | None) -> None:
        """Choose a day."""
        if day != self.chosen:
            for one in (self.chosen, day):
                rect = self._rect(one) if one is not None else None
                if rect is not None:
                    self.update(rect.adjusted(-3, -3, 3, 3).toAlignedRect())
            self.chosen = day
            self.pointed.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        found = self.day_at(event.position())
        if found is not None:
            self.point_at(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day under the mouse."""
        found = self.day_at(event.position())
        if found is not None:
            self.opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and weeks; Enter opens the day."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and self._shown is not None:
            first, last = self.first_and_last()
            if self.chosen is None:
                self.point_at(min(max(self._shown.last, first), last))
            else:
                self.point_at(min(max(self.chosen + timedelta(days=step), first), last))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.opened.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Question and self.chosen is not None:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the day's words as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            if day is None or self._shown is None:
                QToolTip.hideText()
            else:
                words = day_words(self._shown.content, day).replace(GAP, "\n")
                QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _summary(self) -> str:
        heat, shown = self._heat, self._shown
        if heat is None or shown is None:
            return ""
        days = shown.span
        levels = heat.level[days]
        rated = int((levels != BLANK).sum())
        sentences = [
            _("From {first} to {last}.").format(
                first=day_text(shown.first), last=day_text(shown.last)
            ),
            ngettext("{count} day is known.", "{count} days are known.", rated),
        ]
        for level, words in self._levels(heat, shown)[1:]:
            count = int((levels == level).sum())
            sentences.append(_("{words}: {count}").format(words=words, count=count) + ".")
        return " ".join(sentences)
