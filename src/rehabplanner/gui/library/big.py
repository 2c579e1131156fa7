"""An exercise that fills the screen, with words to be read from the mat, three metres away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.detail import Picture
from rehabplanner.gui.theme import Theme
from rehabplanner.phrases import SEPARATOR, dose_words
from rehabplanner.wording import _

NAME_SHARE = 0.062
DOSE_SHARE = 0.05
STEP_SHARES = (0.05, 0.046, 0.042, 0.038, 0.034, 0.03, 0.026)
"""Heights of letters as shares of the screen's height; the largest at which all steps fit."""


class BigView(QWidget):
    """Right and Left (or Page Down and Up) go on and back, Space stops the figure, Esc ends."""

    closed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        figures: Callable[[], Mapping[str, Any]],
        *,
        moves: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("big")
        self.setStyleSheet(f"#big {{ background: {theme.colour('base').name()}; }}")
        self._moves = moves
        self._exercises: Sequence[Exercise] = ()
        self._place = 0
        self.setWindowTitle(_("Exercise"))
        self.name = _words(bold=True)
        self.dose = _words(bold=True)
        self.dose.setStyleSheet(f"color: {theme.colour('accent-strong').name()};")
        self.steps = _words(bold=False)
        self.place = _words(bold=False)
        self.picture = Picture(theme, figures)
        self._lay_out()

    def _lay_out(self) -> None:
        self.before = QPushButton(_("Previous"))
        self.before.clicked.connect(self._on_before_clicked)
        self.after = QPushButton(_("Next"))
        self.after.clicked.connect(self._on_after_clicked)
        self.end = QPushButton(_("Close (Esc)"))
        self.end.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.before)
        foot.addWidget(self.after)
        foot.addWidget(self.place)
        foot.addStretch(1)
        foot.addWidget(self.end)
        for button in (self.before, self.after, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addWidget(self.dose)
        self._words.addWidget(self.steps)
        self._words.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self.picture, 11)
        middle.addLayout(self._words, 9)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 20, 28, 16)
        layout.addWidget(self.name)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_exercises(self, exercises: Sequence[Exercise], place: int) -> None:
        """Show one of some exercises; the others follow by key."""
        self._exercises = exercises
        self._go(place)

    @property
    def exercise(self) -> Exercise:
        """Return the exercise that is shown."""
        return self._exercises[self._place]

    def _go(self, place: int) -> None:
        self._place = min(len(self._exercises) - 1, max(0, place))
        exercise = self.exercise
        self.name.setText(exercise.name)
        parts = dose_words(exercise.dose).split(SEPARATOR)
        self.dose.setText(SEPARATOR.join(part.replace(" ", "\u00a0") for part in parts))
        self.steps.setText(
            "\n".join(f"{number}. {step}" for number, step in enumerate(exercise.steps, 1))
        )
        self.place.setText(
            _("{number} of {count}").format(number=self._place + 1, count=len(self._exercises))
        )
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place + 1 < len(self._exercises))
        self.picture.show_exercise(exercise, moves=self._moves)
        self._fit()

    def _fit(self) -> None:
        """Make the letters as large as the screen allows."""
        height = self.height()
        _set_pixels(self.name, height * NAME_SHARE)
        _set_pixels(self.dose, height * DOSE_SHARE)
        _set_pixels(self.place, height * 0.024)
        placeholder = self.picture.placeholder
        font = QFont(placeholder.font())
        font.setPixelSize(max(12, round(height * NAME_SHARE)))
        placeholder.setFont(font)
        width = max(100, round((self.width() - 80) * 9 / 20))
        room = height * (1 - NAME_SHARE * 3) - _height(self.dose, width) - 60
        for share in STEP_SHARES:
            _set_pixels(self.steps, height * share)
            if _height(self.steps, width) <= room:
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the letters to the screen."""
        super().resizeEvent(event)
        if self._exercises:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, stop the figure, end."""
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self._on_after_clicked()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self._on_before_clicked()
        elif key == Qt.Key.Key_Space:
            self._moves = not self._moves
            self.picture.show_exercise(self.exercise, moves=self._moves)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say which exercise was shown last."""
        self.closed.emit(self.exercise.id)
        super().closeEvent(event)

    def _on_before_clicked(self) -> None:
        self._go(self._place - 1)

    def _on_after_clicked(self) -> None:
        self._go(self._place + 1)


def _words(*, bold: bool) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    font = made.font()
    font.setBold(bold)
    made.setFont(font)
    return made


def _set_pixels(words: QLabel, pixels: float) -> None:
    font = QFont(words.font())
    font.setPixelSize(max(10, round(pixels)))
    words.setFont(font)


def _height(words: QLabel, width: int) -> int:
    metrics = QFontMetrics(words.font())
    flags = int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(0, 0, width, 100_000, flags, words.text()).height()
