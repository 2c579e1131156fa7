"""The large picture of an exercise: its moving figure, its photographs, or a calm field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.words import capital
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.figure_view import FigureView
from rehabplanner.gui.widgets.photo_view import PhotoView


def paint_placeholder(painter: QPainter, place: QRectF, exercise: Exercise, theme: Theme) -> None:
    """Paint a calm field with the position, for an exercise without a figure."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("hover"))
    painter.drawRoundedRect(place, 6, 6)
    painter.setPen(theme.colour("muted"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, capital(exercise.position))


class Placeholder(QWidget):
    """A calm field with the position, where there is no figure."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._exercise: Exercise | None = None

    def show_exercise(self, exercise: Exercise) -> None:
        """Show the position of an exercise."""
        self._exercise = exercise
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field."""
        del event
        if self._exercise is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        place = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        paint_placeholder(painter, place, self._exercise, self._theme)
        painter.end()


class Picture(QStackedWidget):
    """The moving figure of an exercise, its photographs, or a placeholder."""

    def __init__(
        self,
        theme: Theme,
        figures: Callable[[], Mapping[str, Any]],
        photos: Callable[[str], Sequence[bytes]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figures, self._photos = figures, photos
        self.figure = FigureView()
        self.photo = PhotoView()
        self.placeholder = Placeholder(theme)
        for widget in (self.figure, self.photo, self.placeholder):
            self.addWidget(widget)

    def show_exercise(self, exercise: Exercise, *, moves: bool) -> None:
        """Show an exercise, moving or at its end position."""
        figure = self._figures().get(exercise.id)
        self.figure.show_figure(figure, "end" if not moves else "start")
        self.figure.play(moves and figure is not None)
        if figure is not None:
            self.setCurrentWidget(self.figure)
            return
        self.photo.show_photos(self._photos(exercise.id))
        self.placeholder.show_exercise(exercise)
        self.setCurrentWidget(self.photo if self.photo.count else self.placeholder)
