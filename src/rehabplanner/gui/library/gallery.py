"""The gallery: exercises as cards or as a list; only what is on the screen is painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.pictures import Pictures
from rehabplanner.gui.library.shelf import Shelf
from rehabplanner.gui.library.words import capital, facts
from rehabplanner.gui.theme import Theme
from rehabplanner.phrases import dose_words
from rehabplanner.wording import _

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ExerciseRole = Qt.ItemDataRole.UserRole + 1
STAR_POINTS = (
    (0.0, -1.0), (0.24, -0.32), (0.95, -0.31), (0.38, 0.12), (0.59, 0.81),
    (0.0, 0.4), (-0.59, 0.81), (-0.38, 0.12), (-0.95, -0.31), (-0.24, -0.32),
)  # fmt: skip


class GalleryModel(QAbstractListModel):
    """The exercises that are shown, in their order."""

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._exercises: Sequence[Exercise] = ()

    @property
    def exercises(self) -> Sequence[Exercise]:
        """Return the exercises shown."""
        return self._exercises

    def set_exercises(self, exercises: Sequence[Exercise]) -> None:
        """Show these exercises."""
        self.beginResetModel()
        self._exercises = exercises
        self.endResetModel()

    def row_of(self, exercise_id: str) -> int | None:
        """Return the row of an exercise, if it is shown."""
        return next((n for n, one in enumerate(self._exercises) if one.id == exercise_id), None)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Return the number of exercises shown."""
        return 0 if parent.isValid() else len(self._exercises)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an exercise, or its words for those who hear the screen."""
        if not index.isValid() or index.row() >= len(self._exercises):
            return None
        exercise = self._exercises[index.row()]
        if role == ExerciseRole:
            return exercise
        if role == Qt.ItemDataRole.DisplayRole:
            return exercise.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return exercise.why
        if role == Qt.ItemDataRole.AccessibleTextRole:
            star = _("favourite") if self._shelf.is_favourite(exercise.id) else ""
            words = (exercise.name, star, dose_words(exercise.dose), facts(exercise))
            return ". ".join(one for one in words if one)
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints an exercise as a card or as a line; a click on the star is its own."""

    starred = Signal(str)

    def __init__(
        self, theme: Theme, pictures: Pictures, shelf: Shelf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._shelf = shelf
        self.is_cards = True
        self.width = 200

    def height(self, metrics: QFontMetrics) -> int:
        """Return the height of an item, for text of this size."""
        if self.is_cards:
            return round(self._picture_height() + metrics.lineSpacing() * 4.4 + 30)
        return round(metrics.lineSpacing() * 2.0 + 20)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the size that all items share."""
        del index
        return QSize(self.width, self.height(option.fontMetrics))

    def _picture_height(self) -> float:
        return (self.width - 24) * 0.56

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint an item."""
        exercise: Exercise = index.data(ExerciseRole)
        rect: QRect = option.rect
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_keys = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(rect).adjusted(5, 5, -5, -5)
        line = self._theme.colour("accent" if is_chosen else "border")
        painter.setPen(QPen(line, 3 if has_keys else 2 if is_chosen else 1))
        painter.setBrush(self._theme.colour("accent-soft" if is_chosen else "raised"))
        painter.drawRoundedRect(frame, 9, 9)
        inside = frame.adjusted(8, 8, -8, -8)
        if self.is_cards:
            self._paint_card(painter, inside, exercise)
        else:
            self._paint_line(painter, inside, exercise)
        self._paint_star(painter, self._star(rect), exercise)
        painter.restore()

    def _paint_card(self, painter: QPainter, inside: QRectF, exercise: Exercise) -> None:
        picture = QRectF(inside.left(), inside.top(), inside.width(), self._picture_height() - 4)
        self._paint_picture(painter, picture, exercise)
        line = painter.fontMetrics().lineSpacing()
        y = picture.bottom() + 4
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        for text in _two_lines(painter.fontMetrics(), exercise.name, inside.width()):
            painter.drawText(QRectF(inside.left(), y, inside.width(), line), text)
            y += line
        bold.setBold(False)
        painter.setFont(bold)
        y = picture.bottom() + 4 + 2 * line + 2
        painter.setPen(self._theme.colour("muted"))
        for text in (dose_words(exercise.dose), facts(exercise)):
            _elided(painter, QRectF(inside.left(), y, inside.width(), line), text)
            y += line

    def _paint_line(self, painter: QPainter, inside: QRectF, exercise: Exercise) -> None:
        picture = QRectF(inside.left(), inside.top(), inside.height() * 1.7, inside.height())
        self._paint_picture(painter, picture, exercise)
        left = picture.right() + 12
        width = inside.right() - left - 34
        line = painter.fontMetrics().lineSpacing()
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        top = inside.center().y() - line
        _elided(painter, QRectF(left, top, width, line), exercise.name)
        bold.setBold(False)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("muted"))
        words = f"{dose_words(exercise.dose)} · {facts(exercise)}"
        _elided(painter, QRectF(left, top + line, width, line), words)

    def _paint_picture(self, painter: QPainter, place: QRectF, exercise: Exercise) -> None:
        if self._pictures.has(exercise.id):
            ratio = painter.device().devicePixelRatioF()
            size = QSize(int(place.width()), int(place.height()))
            pixmap = self._pictures.picture(exercise.id, size, ratio, is_dark=self._theme.is_dark)
            if pixmap is not None:
                painter.drawPixmap(place.topLeft(), pixmap)
            return
        paint_placeholder(painter, place, exercise, self._theme)

    def _paint_star(self, painter: QPainter, place: QRectF, exercise: Exercise) -> None:
        is_favourite = self._shelf.is_favourite(exercise.id)
        middle, radius = place.center(), place.width() / 2 - 5
        star = QPolygonF([middle + QPointF(x * radius, y * radius) for x, y in STAR_POINTS])
        ink = self._theme.colour("accent" if is_favourite else "muted")
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if is_favourite else QColor(Qt.GlobalColor.transparent))
        painter.drawPolygon(star)

    def _star(self, rect: QRect) -> QRectF:
        """Return where the star of an item stands."""
        if self.is_cards:
            return QRectF(rect.right() - 38, rect.top() + 8, 30, 30)
        return QRectF(rect.right() - 42, rect.center().y() - 15, 30, 30)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Take a click on the star."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and self._star(option.rect).contains(event.position())
        ):
            self.starred.emit(index.data(ExerciseRole).id)
            return True
        return super().editorEvent(event, model, option, index)


def paint_placeholder(painter: QPainter, place: QRectF, exercise: Exercise, theme: Theme) -> None:
    """Paint a calm field with the position, for an exercise that has no figure yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("hover"))
    painter.drawRoundedRect(place, 6, 6)
    painter.setPen(theme.colour("muted"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, capital(exercise.position))


def _elided(painter: QPainter, place: QRectF, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, cut)


def _two_lines(metrics: QFontMetrics, text: str, width: float) -> list[str]:
    """Return the text on at most two lines, cut at a space."""
    words, first = text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
    return [first, cut] if first else [cut]


def is_letter(event: QKeyEvent) -> bool:
    """Say whether a key writes a letter or digit."""
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.modifiers() in plain and event.text().isalnum()


class Gallery(QListView):
    """Cards or lines. Enter opens, Ctrl+Enter adds, S stars; other letters go to the search."""

    opened = Signal()
    add_wanted = Signal()
    star_wanted = Signal()
    typed = Signal(str)
    chosen = Signal()

    def __init__(self, model: GalleryModel, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self._cards = model
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("Exercises"))
        self.doubleClicked.connect(self._on_double_clicked)
        self.set_cards(True)

    def set_cards(self, is_cards: bool) -> None:
        """Show cards side by side, or lines one below the other."""
        self._delegate.is_cards = is_cards
        self.setViewMode(QListView.ViewMode.IconMode if is_cards else QListView.ViewMode.ListMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(0)
        self.fit()

    def fit(self) -> None:
        """Make the items fill the width."""
        width = max(120, self.viewport().width() - 2)
        if self._delegate.is_cards:
            least = self.fontMetrics().horizontalAdvance("0") * 27
            columns = max(1, width // max(1, least))
            self._delegate.width = width // columns
        else:
            self._delegate.width = width
        height = self._delegate.height(self.fontMetrics())
        self.setGridSize(QSize(self._delegate.width, height))
        self.verticalScrollBar().setSingleStep(max(20, height // 4))

    def current(self) -> Exercise | None:
        """Return the chosen exercise."""
        index = self.currentIndex()
        found: Exercise | None = index.data(ExerciseRole) if index.isValid() else None
        return found

    def choose(self, row: int) -> None:
        """Choose a row, if there is one."""
        if 0 <= row < self._cards.rowCount():
            self.setCurrentIndex(self._cards.index(row, 0))
            self.scrollTo(self.currentIndex())

    def step(self, key: Qt.Key) -> None:
        """Move as an arrow key does, from the search line."""
        QListView.keyPressEvent(
            self, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        )

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Say that another exercise is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width filled."""
        self.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, add and star by key; letters begin a search."""
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.add_wanted if is_control else self.opened).emit()
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.star_wanted.emit()
        elif is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self) -> None:
        self.opened.emit()
