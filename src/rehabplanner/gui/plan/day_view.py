"""One column of the board: the cards of a day, chosen, dragged and dropped."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from rehabplanner.gui.labels import tip
from rehabplanner.gui.plan.card_delegate import CardDelegate, CardRole
from rehabplanner.gui.plan.cards import Card, Day
from rehabplanner.gui.plan.drop_words import DropWords, paint_banner
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _

ITEMS_MIME = "application/x-rehabplanner-plan-items"
EXERCISES_MIME = "application/x-rehabplanner-exercises"
AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SELECT = QItemSelectionModel.SelectionFlag.Select
CLEAR_AND_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TIP = Qt.ItemDataRole.ToolTipRole


class DayModel(QAbstractListModel):
    """The cards of one day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Show these cards."""
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the card, its words, or its name."""
        if not index.isValid() or index.row() >= len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == CardRole:
            return card
        if role in (SPOKEN, TIP):
            return card.spoken if role == SPOKEN else tip(card.spoken)
        return card.name if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let plan items be dragged; activities stay where they were done."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.cards[index.row()].item is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags


class DayView(QListView):
    """The list of a day. It tells the board what it is asked for; the board decides."""

    entered_by_key = Signal(int)
    focused = Signal()
    pressed_alone = Signal()
    drag_wanted = Signal()
    items_dropped = Signal(list, int, bool)
    exercises_dropped = Signal(list, int)
    menu_wanted = Signal(QPoint)
    edit_wanted = Signal()

    def __init__(self, theme: Theme, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drop_row: int | None = None
        self.preview: Callable[[QMimeData, date], DropWords] | None = None
        self.banner: DropWords | None = None
        self.day: Day | None = None
        self.is_chosen = False
        self.cards = DayModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)

    # Showing

    def show_day(self, day: Day) -> None:
        """Show a day; what was chosen stays chosen."""
        before, self.day = self.day, day
        self.setAccessibleName(day.spoken)
        if before is not None and before.cards == day.cards:
            if before != day:
                self.viewport().update()
            return
        same_day = before is not None and before.day == day.day
        chosen = {card.key for card in self.chosen()} if same_day else set()
        row = self.currentIndex().row() if same_day else 0
        scrolled = self.verticalScrollBar().value() if same_day else 0
        self.cards.set_cards(day.cards)
        self.choose(chosen)
        if day.cards and not chosen & {card.key for card in day.cards}:
            index = self.cards.index(min(max(row, 0), len(day.cards) - 1))
            self.selectionModel().setCurrentIndex(index, NO_UPDATE)
        self.verticalScrollBar().setValue(scrolled)

    def chosen(self) -> list[Card]:
        """Return the chosen cards in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.cards.cards[row] for row in rows if row < len(self.cards.cards)]

    def current_card(self) -> Card | None:
        """Return the card the keyboard is on."""
        row = self.currentIndex().row()
        return self.cards.cards[row] if 0 <= row < len(self.cards.cards) else None

    def choose(self, keys: set[UUID]) -> bool:
        """Choose exactly these cards; say whether one of them is here."""
        self.clearSelection()
        is_first = True
        for row, card in enumerate(self.cards.cards):
            if card.key in keys:
                if is_first:
                    self._make_current(row, SELECT)
                else:
                    self.selectionModel().select(self.cards.index(row), SELECT)
                is_first = False
        return not is_first

    def choose_row(self, row: int) -> None:
        """Choose the card in this row, or the nearest one."""
        if self.cards.cards:
            self._make_current(min(max(row, 0), len(self.cards.cards) - 1), CLEAR_AND_SELECT)

    def _make_current(self, row: int, how: QItemSelectionModel.SelectionFlag) -> None:
        index = self.cards.index(row)
        self.selectionModel().setCurrentIndex(index, how)
        self.scrollTo(index)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the neighbour day with left and right; the rest as in any list."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.entered_by_key.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the commands."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the board which day is worked on."""
        super().focusInEvent(event)
        self.focused.emit()
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.selectedIndexes():
            self.choose_row(max(0, self.currentIndex().row()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; without Ctrl or Shift what is chosen on other days is let go."""
        index = self.indexAt(event.position().toPoint())
        is_alone = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_alone and not (index.isValid() and self.selectionModel().isSelected(index)):
            self.pressed_alone.emit()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose this card alone where several were chosen and none was dragged."""
        super().mouseReleaseEvent(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.pressed_alone.emit()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Let the board drag, for cards of several days may be chosen."""
        self.drag_wanted.emit()

    def _on_menu_requested(self, at: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.edit_wanted.emit()

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take plan items and exercises; say what is to be known of this day."""
        if _is_known(event.mimeData()):
            self.show_banner(event.mimeData())
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would be dropped."""
        self._take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the drop line away."""
        self._drop_row = None
        self.viewport().update()

    def show_banner(self, dragged: QMimeData | None) -> None:
        """Show what is to be known before this stands on this day; None takes it away."""
        if dragged is None or self.preview is None or self.day is None:
            self.banner = None
        else:
            self.banner = self.preview(dragged, self.day.day)
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the board what was dropped where."""
        data, row = event.mimeData(), self.row_at(event.position().y())
        self._drop_row = None
        self.show_banner(None)
        if data.hasFormat(ITEMS_MIME):
            event.acceptProposedAction()
            is_copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.items_dropped.emit(ids_of(data), row, is_copy)
        elif data.hasFormat(EXERCISES_MIME):
            event.acceptProposedAction()
            self.exercises_dropped.emit(exercises_of(data), row)
        else:
            event.ignore()

    def _take(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        data = event.mimeData()
        if not _is_known(data):
            event.ignore()
            return
        event.acceptProposedAction()
        row = self.row_at(event.position().y())
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def row_at(self, y: float) -> int:
        """Return before which plan item something dropped at this height would stand."""
        planned = [row for row, card in enumerate(self.cards.cards) if card.item is not None]
        for number, row in enumerate(planned):
            if y < self.visualRect(self.cards.index(row)).center().y():
                return number
        return len(planned)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew at once when the width changes, for their words wrap."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.doItemsLayout()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the day's ground, the cards, the drop line and the ring of the keyboard."""
        painter = QPainter(self.viewport())
        day = self.day
        ground = "base" if day is not None and not day.is_past else "surface"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.cards.cards and self._drop_row is None:
            painter.setPen(self._theme.colour("muted"))
            words = _("A: add") if self.is_chosen else ""
            area = self.viewport().rect().adjusted(6, 14, -6, -6)
            top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, int(top | Qt.TextFlag.TextWordWrap), words)
        if self._drop_row is not None:
            self._paint_drop_line(painter)
        if self.banner is not None and self.banner.words:
            paint_banner(painter, self.viewport().rect(), self.banner, self._theme)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _paint_drop_line(self, painter: QPainter) -> None:
        planned = [row for row, card in enumerate(self.cards.cards) if card.item is not None]
        row = self._drop_row or 0
        if row < len(planned):
            y = self.visualRect(self.cards.index(planned[row])).top()
        elif planned:
            y = self.visualRect(self.cards.index(planned[-1])).bottom()
        else:
            y = 4
        width = self.viewport().width()
        painter.setPen(QPen(self._theme.colour("accent"), 3))
        painter.drawLine(8, max(2, y), width - 8, max(2, y))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(QPoint(7, max(2, y)), 4, 4)


def mime_of(kind: str, lines: Sequence[str]) -> QMimeData:
    """Return lines of ids as what is dragged or copied."""
    data = QMimeData()
    data.setData(kind, "\n".join(lines).encode())
    return data


def _lines(data: QMimeData, kind: str) -> list[str]:
    return bytes(data.data(kind).data()).decode().split("\n")


def _is_known(data: QMimeData) -> bool:
    return data.hasFormat(ITEMS_MIME) or data.hasFormat(EXERCISES_MIME)


def exercises_of(data: QMimeData) -> list[str]:
    """Return the ids of the exercises that are dragged from the library; none for plan items."""
    return _lines(data, EXERCISES_MIME) if data.hasFormat(EXERCISES_MIME) else []


def ids_of(data: QMimeData) -> list[UUID]:
    """Return the ids of the plan items that are dragged; none for exercises."""
    return [UUID(one) for one in _lines(data, ITEMS_MIME)] if data.hasFormat(ITEMS_MIME) else []


def drag(source: QWidget, data: QMimeData) -> Qt.DropAction:
    """Drag until the mouse is let go; return what happened."""
    dragging = QDrag(source)
    dragging.setMimeData(data)
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    return dragging.exec(both, Qt.DropAction.MoveAction)
