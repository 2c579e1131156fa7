"""The exercises of the gallery, and how one is painted as a card or as a line."""

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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.films import Films, Look
from rehabplanner.gui.library.lines import broken, draw_elided
from rehabplanner.gui.library.picture import paint_placeholder
from rehabplanner.gui.library.pictures import Pictures
from rehabplanner.gui.library.shelf import Shelf
from rehabplanner.gui.library.words import facts
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
        self,
        theme: Theme,
        pictures: Pictures,
        films: Films,
        shelf: Shelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._films = films
        self._shelf = shelf
        self.seconds = 0.0
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
        frame = _frame(rect)
        line = self._theme.colour("accent" if is_chosen else "border")
        painter.setPen(QPen(line, 3 if has_keys else 2 if is_chosen else 1))
        painter.setBrush(self._theme.colour("accent-soft" if is_chosen else "raised"))
        painter.drawRoundedRect(frame, 9, 9)
        picture = self.picture_rect(rect)
        self._paint_picture(painter, picture, exercise)
        inside = _inside(rect)
        if self.is_cards:
            self._paint_card(painter, inside, picture, exercise)
        else:
            self._paint_line(painter, inside, picture, exercise)
        self._paint_star(painter, self._star(rect), exercise)
        painter.restore()

    def paint_moving(
        self, painter: QPainter, rect: QRect, exercise: Exercise, *, is_chosen: bool
    ) -> None:
        """Paint the picture of an item alone, over the ground of its card."""
        picture = self.picture_rect(rect)
        painter.fillRect(picture, self._theme.colour("accent-soft" if is_chosen else "raised"))
        self._paint_picture(painter, picture, exercise)
        if self._star(rect).intersects(picture):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_star(painter, self._star(rect), exercise)
            painter.restore()

    def picture_rect(self, rect: QRect) -> QRectF:
        """Return where the picture of an item stands."""
        inside = _inside(rect)
        if self.is_cards:
            return QRectF(inside.left(), inside.top(), inside.width(), self._picture_height() - 4)
        return QRectF(inside.left(), inside.top(), inside.height() * 1.7, inside.height())

    def look(self, rect: QRect, ratio: float) -> Look:
        """Return the look of the picture of an item."""
        picture = self.picture_rect(rect)
        return Look(int(picture.width()), int(picture.height()), ratio, self._theme.is_dark)

    def _paint_card(
        self, painter: QPainter, inside: QRectF, picture: QRectF, exercise: Exercise
    ) -> None:
        line = painter.fontMetrics().lineSpacing()
        y = picture.bottom() + 4
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        for text in broken(painter.fontMetrics(), exercise.name, inside.width()):
            painter.drawText(QRectF(inside.left(), y, inside.width(), line), text)
            y += line
        bold.setBold(False)
        painter.setFont(bold)
        y = picture.bottom() + 4 + 2 * line + 2
        painter.setPen(self._theme.colour("muted"))
        for text in (dose_words(exercise.dose), facts(exercise)):
            draw_elided(painter, QRectF(inside.left(), y, inside.width(), line), text)
            y += line

    def _paint_line(
        self, painter: QPainter, inside: QRectF, picture: QRectF, exercise: Exercise
    ) -> None:
        left = picture.right() + 12
        width = inside.right() - left - 34
        line = painter.fontMetrics().lineSpacing()
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        top = inside.center().y() - line
        draw_elided(painter, QRectF(left, top, width, line), exercise.name)
        bold.setBold(False)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("muted"))
        words = f"{dose_words(exercise.dose)} · {facts(exercise)}"
        draw_elided(painter, QRectF(left, top + line, width, line), words)

    def _paint_picture(self, painter: QPainter, place: QRectF, exercise: Exercise) -> None:
        ratio = painter.device().devicePixelRatioF()
        look = Look(int(place.width()), int(place.height()), ratio, self._theme.is_dark)
        moving = self._films.still(exercise.id, look, self.seconds)
        if moving is not None:
            painter.drawPixmap(place.topLeft(), moving)
            return
        if self._pictures.has(exercise.id):
            size = QSize(look.width, look.height)
            pixmap = self._pictures.picture(exercise.id, size, ratio, is_dark=look.is_dark)
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


def _frame(rect: QRect) -> QRectF:
    return QRectF(rect).adjusted(5, 5, -5, -5)


def _inside(rect: QRect) -> QRectF:
    return _frame(rect).adjusted(8, 8, -8, -8)
