"""Load and pain on one time axis: what is shown, the visible span, and the painting.

The scene is painted into a picture once per change; the crosshair and the brushed range are
painted over that picture, so that following the mouse never redraws a series.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pyqtgraph import GraphicsView
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.progress.content import Content, Step, as_day, make_frame
from rehabplanner.gui.progress.load_layers import faded
from rehabplanner.gui.progress.near import near_series
from rehabplanner.gui.progress.panels import EVENT_ROWS, Board
from rehabplanner.wording import _, day_text

FEWEST_DAYS = 7.0
NARROWEST_LIMITS = 28.0
MARGIN_DAYS = 1.5


class TimeCanvas(GraphicsView):  # type: ignore[misc]
    """The picture over time: what is shown, the visible span, the brushed range, the painting."""

    hovered = Signal(object)
    """The day under the crosshair, or None."""
    selected = Signal(object)
    """First and last day of the brushed range, or None."""
    view_changed = Signal(object)
    """First and last visible day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMinimumSize(320, 260)
        self.content: Content | None = None
        self._board = Board(self.scene())
        self._colours: Mapping[str, QColor] = {}
        self._picture: QPixmap | None = None
        self._view = (0.0, 1.0)
        self._home: tuple[date, date] | None = None
        self._cursor: int | None = None
        self._range: tuple[int, int] | None = None

    # What is shown

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role, and draw anew."""
        self._colours = colours
        self.redraw()

    def show_content(self, content: Content, data: tuple[date, date]) -> None:
        """Show this content; `data` are the first and last day with entries."""
        self.content = content
        self._home = data
        self._range = None if self._range is None else self._kept(self._range)
        self.redraw()

    def change(self, content: Content) -> None:
        """Show the same person's content with other choices; view and selection stay."""
        self.content = content
        self.redraw()

    def redraw(self) -> None:
        """Draw the picture anew at the next paint."""
        self._picture = None
        self.viewport().update()

    # The visible span

    @property
    def view(self) -> tuple[date, date]:
        """Return the first and last visible day."""
        return as_day(self._view[0]), as_day(self._view[1] - 1e-6)

    @property
    def selection(self) -> tuple[date, date] | None:
        """Return the first and last day of the brushed range."""
        if self._range is None:
            return None
        return date.fromordinal(self._range[0]), date.fromordinal(self._range[1])

    @property
    def cursor_day(self) -> date | None:
        """Return the day under the crosshair."""
        return None if self._cursor is None else date.fromordinal(self._cursor)

    def show_days(self, first: date, last: date) -> None:
        """Show the days from first to last, with a little air."""
        self._set_view(float(first.toordinal()), float(last.toordinal() + 1))

    def focus_on(self, day: date) -> None:
        """Bring a day into view and put the crosshair on it."""
        left, right = self._view
        ordinal = day.toordinal()
        if not left <= ordinal < right:
            self.pan(ordinal - (left + right) / 2)
        self._set_cursor_day(ordinal)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times as much time, keeping the ordinal `around` (or the middle) still."""
        left, right = self._view
        middle = (left + right) / 2 if around is None else around
        self._set_view(middle - (middle - left) * factor, middle + (right - middle) * factor)

    def pan(self, days: float) -> None:
        """Move the visible span by so many days."""
        self._set_view(self._view[0] + days, self._view[1] + days)

    def _limits(self) -> tuple[float, float]:
        if self.content is None or self._home is None:
            return self._view
        last = max(self.content.timeline.last, self.content.today, self._home[1])
        # With weekly bars the newest week is shown whole.
        end = monday_of(last) + timedelta(days=6) if self.content.step is Step.WEEK else last
        high = end.toordinal() + 1 + MARGIN_DAYS
        return min(self._home[0].toordinal() - MARGIN_DAYS, high - NARROWEST_LIMITS), high

    def _set_view(self, left: float, right: float) -> None:
        low, high = self._limits()
        widest = max(high - low, FEWEST_DAYS)
        span = min(max(right - left, FEWEST_DAYS), widest)
        middle = (left + right) / 2
        left = middle - span / 2
        left = min(max(left, low), max(low, high - span))
        if span >= widest:
            left = low if high - low >= FEWEST_DAYS else high - span
        if (left, left + span) == self._view:
            return
        self._view = (left, left + span)
        self.redraw()
        self.view_changed.emit(self.view)

    # The selection

    def select(self, first: date, last: date) -> None:
        """Brush the days from first to last, cut to the days there are."""
        self._set_range(self._kept((first.toordinal(), last.toordinal())))

    def clear_selection(self) -> None:
        """Brush nothing."""
        self._set_range(None)

    def _kept(self, days: tuple[int, int]) -> tuple[int, int] | None:
        if self.content is None or self._home is None:
            return None
        low = self._home[0].toordinal()
        high = max(self._home[1], min(self.content.timeline.last, self.content.today)).toordinal()
        first, last = max(min(days), low), min(max(days), high)
        return (first, last) if first <= last else None

    def _set_range(self, days: tuple[int, int] | None) -> None:
        if days == self._range:
            return
        self._range = days
        self.viewport().update()
        self.selected.emit(self.selection)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, made anew if something changed, and the overlay over it."""
        if self._picture is None:
            self._picture = self._made_picture()
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.drawPixmap(0, 0, self._picture)
        self._paint_overlay(painter)
        if self.hasFocus() and "accent" in self._colours:
            painter.setClipRegion(event.region())
            painter.setPen(QPen(self._colours["accent"], 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _made_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._colours.get("base", QColor("white")))
        if self.content is not None and self._colours:
            self.prepare()
            painter = QPainter(picture)
            self.paint_scene(painter)
            painter.end()
        return picture

    def prepare(self) -> None:
        """Lay out the scene for the view as it is now."""
        if self.content is None:
            return
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.92))
        metrics = QFontMetricsF(font)
        em = metrics.height() / 1.2
        strips = self.content.strips
        names = max((metrics.horizontalAdvance(_(strip.name)) for strip in strips), default=0.0)
        size = self.viewport().size()
        rows = EVENT_ROWS if self.content.events else 0
        self._board.lay_out(size.width(), size.height(), em, names, len(strips), rows)
        width = self._board.places.load.width()
        frame = make_frame(self.content, self._view, width, em, font, self._colours)
        self._board.show_frame(frame)

    def paint_scene(self, painter: QPainter) -> None:
        """Paint panels and axes, without the overlay, at the widget's size."""
        size = self.viewport().rect()
        self.render(painter, QRectF(size), size)

    def _paint_overlay(self, painter: QPainter) -> None:
        frame = self._board.frame
        if frame is None or self.content is None or not self._colours:
            return
        panels = self._board.places.panels
        painter.setClipRect(panels.adjusted(0, 0, 1, 2), Qt.ClipOperation.IntersectClip)
        if self._range is not None:
            accent = self._colours["accent"]
            left, right = (
                panels.left() + frame.x(edge) for edge in (self._range[0], self._range[1] + 1)
            )
            band = QRectF(left, panels.top(), right - left, panels.height())
            painter.fillRect(band, faded(accent, 0.13))
            painter.setPen(QPen(accent, 1.5))
            for x in (left, right):
                painter.drawLine(QPointF(x, panels.top()), QPointF(x, panels.bottom()))
        if self._cursor is not None:
            x = panels.left() + frame.x(self._cursor + 0.5)
            painter.setPen(QPen(self._colours["text"], 1))
            painter.drawLine(QPointF(x, panels.top()), QPointF(x, panels.bottom()))
            self._paint_date(painter, x, panels)

    def _paint_date(self, painter: QPainter, x: float, panels: QRectF) -> None:
        frame = self._board.frame
        if frame is None or self._cursor is None:
            return
        painter.setFont(frame.font)
        words = day_text(date.fromordinal(self._cursor))
        width = QFontMetricsF(frame.font).horizontalAdvance(words) + frame.em
        left = min(max(x - width / 2, panels.left()), panels.right() - width)
        box = QRectF(left, panels.bottom() - 1.5 * frame.em, width, 1.5 * frame.em)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["text"])
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._colours["base"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # Days and pixels

    def day_at(self, x: float) -> int | None:
        """Return the ordinal of the day at a pixel of the widget, None outside the panels."""
        frame, panels = self._board.frame, self._board.places.panels
        if frame is None or not panels.left() <= x <= panels.right():
            return None
        return int((x - panels.left()) / frame.px_per_day + frame.left)

    def x_of(self, day: date) -> float:
        """Return the pixel of the middle of a day."""
        self.prepare()
        frame = self._board.frame
        return (
            0.0
            if frame is None
            else self._board.places.panels.left() + frame.x(day.toordinal() + 0.5)
        )

    def series_at(self, at: QPointF) -> str | None:
        """Return the line that runs close to a pixel of the widget, None where there is none."""
        frame = self._board.frame
        return None if frame is None else near_series(frame, self._board.places, at)

    def point_at(self, x: float) -> None:
        """Put the crosshair on the day at a pixel of the widget."""
        self._set_cursor_day(self.day_at(x))

    def _set_cursor_day(self, ordinal: int | None) -> None:
        if ordinal == self._cursor:
            return
        # Only the two narrow columns around the old and the new line are painted again.
        for day in (self._cursor, ordinal):
            if day is not None and self._board.frame is not None:
                x = round(self._board.places.panels.left() + self._board.frame.x(day + 0.5))
                half = round(8 * self._board.frame.em)
                self.viewport().update(QRect(x - half, 0, 2 * half, self.viewport().height()))
        self._cursor = ordinal
        self.hovered.emit(self.cursor_day)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at the new size."""
        super().resizeEvent(event)
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew with another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._picture = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def isolate(self, key: str | None) -> None:
        """Draw one series strongly and the others pale; None draws all alike."""
        if self.content is not None and self.content.isolated != key:
            self.change(replace(self.content, isolated=key))
