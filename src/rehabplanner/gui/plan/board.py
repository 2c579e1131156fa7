"""The board: seven days side by side, one of them chosen."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.plans import PlanItem
from rehabplanner.gui.plan.card_delegate import CardDelegate, paint_icon
from rehabplanner.gui.plan.cards import Card, Day, Week, minutes_of, totals_text
from rehabplanner.gui.plan.day_view import ITEMS_MIME, DayView, drag, mime_of
from rehabplanner.gui.plan.drop_words import DropWords
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, day_text, weekday

DAYS = 7
NARROWEST_EM = 11.5


class DayHead(QWidget):
    """The head of a column: weekday, date, today's mark, totals. A click chooses the day."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._day: Day | None = None
        self.is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_day(self, day: Day, is_chosen: bool) -> None:
        """Show the day's name and totals."""
        if day == self._day and is_chosen == self.is_chosen:
            return
        self._day, self.is_chosen = day, is_chosen
        self.setAccessibleName(day.spoken)
        self.setToolTip("\n".join(part for part in (day.spoken, self._minutes(), day.hint) if part))
        self.update()

    def _minutes(self) -> str:
        return minutes_of(self._day.totals) if self._day else ""

    def sizeHint(self) -> QSize:
        """Return room for three lines."""
        return QSize(100, 3 * self.fontMetrics().height() + 12)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name and date, totals, and a bar under the chosen day."""
        if self._day is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, day = self.fontMetrics(), self._day
        line, width = metrics.height(), self.width() - 12
        if day.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent-soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -3), 7, 7)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        role = "accent-strong" if day.is_today else "muted" if day.is_past else "text"
        painter.setPen(self._theme.colour(role))
        _draw(painter, QRect(6, 4, width, line), self._title(day, QFontMetrics(font), width))
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        _draw(painter, QRect(6, 4 + line, width, line), totals_text(day.totals))
        words, left = self._minutes(), 6
        if day.hint:
            info = QRectF(5, 5 + 2 * line, line - 2, line - 2)
            paint_icon(painter, info, self._theme.icon("info", "accent"))
            left += line
        _draw(painter, QRect(left, 4 + 2 * line, width - left + 6, line), words)
        if self.is_chosen:
            painter.setPen(QPen(self._theme.colour("accent"), 3))
            y = self.height() - 2
            painter.drawLine(6, y, self.width() - 6, y)
        painter.end()

    def _title(self, day: Day, metrics: QFontMetrics, width: int) -> str:
        date_words = day_text(day.day, year=False, name=False)
        short = weekday(day.day.weekday(), short=True)
        choices = [f"{weekday(day.day.weekday())} {date_words}", f"{short} {date_words}"]
        if day.is_today:
            named = _("{day}, today")
            choices = [named.format(day=text) for text in choices] + [
                named.format(day=short),
                choices[1],
            ]
        fitting = (text for text in choices if metrics.horizontalAdvance(text) <= width)
        return next(fitting, f"{short} {day.day.day}")


def _draw(painter: QPainter, area: QRect, text: str) -> None:
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


class Board(QScrollArea):
    """Seven columns; scrolls sideways where the text is too big for them."""

    day_chosen = Signal(int)
    tick_wanted = Signal(object)
    edit_wanted = Signal()
    menu_wanted = Signal(QPoint)
    items_dropped = Signal(list, int, int, bool)
    exercises_dropped = Signal(list, int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.week: Week | None = None
        self.chosen_day = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self.delegate = CardDelegate(theme, self)
        self.delegate.ticked.connect(self.tick_wanted)
        self.heads: list[DayHead] = []
        self.views: list[DayView] = []
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number in range(DAYS):
            row.addLayout(self._column(number), 1)
        self.setWidget(inside)
        self._fit_columns()
        theme.changed.connect(self._on_theme_changed)

    def _column(self, number: int) -> QVBoxLayout:
        head, view = DayHead(self._theme), DayView(self._theme, self.delegate)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(head)
        column.addWidget(view, 1)
        slots = _ColumnSlots(self, number)
        head.clicked.connect(slots.on_head_clicked)
        view.focused.connect(slots.on_focused)
        view.entered_by_key.connect(slots.on_entered_by_key)
        view.pressed_alone.connect(slots.on_pressed_alone)
        view.items_dropped.connect(slots.on_items_dropped)
        view.exercises_dropped.connect(slots.on_exercises_dropped)
        view.drag_wanted.connect(self._on_drag_wanted)
        view.menu_wanted.connect(self.menu_wanted)
        view.edit_wanted.connect(self.edit_wanted)
        self.heads.append(head)
        self.views.append(view)
        return column

    # Showing

    def show_week(self, week: Week) -> None:
        """Show a week; days that did not change are left alone."""
        self.week = week
        for number, day in enumerate(week.days):
            self.views[number].show_day(day)
        self._mark_chosen()

    def choose_day(self, number: int) -> None:
        """Make a day the one that is worked on."""
        number = min(max(number, 0), DAYS - 1)
        if number != self.chosen_day:
            self.chosen_day = number
            self.day_chosen.emit(number)
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        if self.week is None:
            return
        for number, view in enumerate(self.views):
            is_chosen = number == self.chosen_day
            self.heads[number].show_day(self.week.days[number], is_chosen)
            focus = Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus
            view.setFocusPolicy(focus)
            if view.is_chosen != is_chosen:
                view.is_chosen = is_chosen
                view.viewport().update()

    def focus_day(self, number: int) -> None:
        """Put the keyboard on a day."""
        self.choose_day(number)
        for other, view in enumerate(self.views):
            if other != self.chosen_day:
                view.clearSelection()
        self.ensureWidgetVisible(self.heads[self.chosen_day], 0, 0)
        self.views[self.chosen_day].setFocus(Qt.FocusReason.TabFocusReason)

    def has_keyboard(self) -> bool:
        """Say whether the keyboard is on one of the days."""
        return any(view.hasFocus() for view in self.views)

    # What is chosen

    def chosen_cards(self) -> list[Card]:
        """Return the chosen cards of all days, in their order."""
        return [card for view in self.views for card in view.chosen()]

    def chosen_items(self) -> list[PlanItem]:
        """Return the plan items among the chosen cards."""
        return [card.item for card in self.chosen_cards() if card.item is not None]

    def choose(self, keys: set[UUID], *, keep_day: bool = False) -> None:
        """Choose these cards, and the day of the first one unless the day is to be kept."""
        found = [number for number, view in enumerate(self.views) if view.choose(keys)]
        if not found or keep_day:
            return
        had_keyboard = self.has_keyboard()
        first = self.chosen_day if self.chosen_day in found else found[0]
        self.choose_day(first)
        if had_keyboard:
            self.views[first].setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def on_neighbour(self, number: int, step: int) -> None:
        """Go from a day to its neighbour, to the same row where there is one."""
        target = number + step
        if not 0 <= target < DAYS:
            return
        row = self.views[number].currentIndex().row()
        self.focus_day(target)
        self.views[target].choose_row(max(0, row))

    def on_pressed_alone(self, number: int) -> None:
        """Let go what is chosen on other days."""
        for other, view in enumerate(self.views):
            if other != number:
                view.clearSelection()

    def _on_drag_wanted(self) -> None:
        items = self.chosen_items()
        if not items:
            return
        data = mime_of(ITEMS_MIME, [str(item.id) for item in items])
        self.show_banners(data)
        drag(self, data)
        self.show_banners(None)

    def show_banners(self, dragged: QMimeData | None) -> None:
        """Say on every day what is to be known before this stands there; None takes it away."""
        for view in self.views:
            view.show_banner(dragged)

    def preview_with(self, preview: Callable[[QMimeData, date], DropWords]) -> None:
        """Say on every day, while items are dragged, what `preview` knows of them there."""
        for view in self.views:
            view.preview = preview

    def _on_theme_changed(self) -> None:
        self._fit_columns()
        for view in self.views:
            view.scheduleDelayedItemsLayout()
            view.viewport().update()
        for head in self.heads:
            head.updateGeometry()
            head.update()

    def _fit_columns(self) -> None:
        narrowest = round(self.fontMetrics().horizontalAdvance("M") * NARROWEST_EM)
        for view in self.views:
            view.setMinimumWidth(narrowest)


class _ColumnSlots(QObject):
    """The slots of one column, which know its number."""

    def __init__(self, board: Board, number: int) -> None:
        super().__init__(board)
        self._board = board
        self._number = number

    def on_head_clicked(self) -> None:
        self._board.focus_day(self._number)

    def on_focused(self) -> None:
        self._board.choose_day(self._number)

    def on_entered_by_key(self, step: int) -> None:
        self._board.on_neighbour(self._number, step)

    def on_pressed_alone(self) -> None:
        self._board.on_pressed_alone(self._number)

    def on_items_dropped(self, ids: list[UUID], row: int, is_copy: bool) -> None:
        self._board.items_dropped.emit(ids, self._number, row, is_copy)

    def on_exercises_dropped(self, ids: list[str], row: int) -> None:
        self._board.exercises_dropped.emit(ids, self._number, row)
