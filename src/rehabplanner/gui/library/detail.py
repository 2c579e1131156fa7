"""One exercise in full: figure, how it is done, its dose, the way to easier and harder ones."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import own_id
from rehabplanner.gui.forms import label
from rehabplanner.gui.library.ladder_view import LadderView
from rehabplanner.gui.library.picture import Picture
from rehabplanner.gui.library.pictures import Pictures
from rehabplanner.gui.library.words import capital, facts, mark_words, range_words, times_words
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.library.ladder import rungs
from rehabplanner.phrases import dose_words
from rehabplanner.wording import _, day_text

FIGURE_LINES = 13


class ExerciseDetail(QWidget):
    """Shows an exercise. `walked` carries the id of an easier or harder one, `add_wanted` a day.

    `own_wanted`: to change it if it is one's own, else to make one's own from it.
    """

    walked = Signal(str)
    add_wanted = Signal(object)
    big_wanted = Signal()
    star_wanted = Signal()
    own_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        picture: Picture,
        pictures: Pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.exercise: Exercise | None = None
        self.picture = picture
        self.ladder = LadderView(theme, pictures)
        self.ladder.walked.connect(self._on_walked)
        self._row: Sequence[Exercise] = ()
        self.name = label("", "title")
        self.name.setWordWrap(True)
        self.star = QToolButton()
        self.star.setCheckable(True)
        self.star.setIconSize(QSize(20, 20))
        self.star.clicked.connect(self.star_wanted)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(2, 0, 6, 6)
        column.setSpacing(8)
        column.addWidget(self.picture)
        column.addLayout(head)
        column.addWidget(self.ladder)
        column.addWidget(self.text)
        column.addStretch(1)
        self.scroll_area = TallScroll(held)
        self.day = QComboBox()
        self.day.setAccessibleName(_("Day"))
        self.add = QPushButton(_("&Add to the plan"))
        self.add.setProperty("primary", True)
        self.add.setToolTip(_("Adds it with its usual dose; Ctrl+Enter adds it to today"))
        self.add.clicked.connect(self._on_add_clicked)
        self.big = QPushButton(_("De&monstrate"))
        self.big.setToolTip(_("Fills the screen, to be seen from the mat, with a timer (Ctrl+B)"))
        self.big.clicked.connect(self.big_wanted)
        self.own = QPushButton()
        self.own.clicked.connect(self.own_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.day, 1)
        buttons.addWidget(self.add)
        more = QHBoxLayout()
        more.addWidget(self.big, 1)
        more.addWidget(self.own, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.addWidget(self.scroll_area, 1)
        layout.addLayout(buttons)
        layout.addLayout(more)
        self._fit()

    def _fit(self) -> None:
        self.picture.setFixedHeight(self.fontMetrics().lineSpacing() * FIGURE_LINES)

    def set_days(self, days: Sequence[date], chosen: date, today: date) -> None:
        """Offer these days to add to."""
        self.day.clear()
        for day in days:
            words = day_text(day, year=False)
            self.day.addItem(_("Today, {day}").format(day=words) if day == today else words, day)
        self.day.setCurrentIndex(max(0, list(days).index(chosen) if chosen in days else 0))

    def show_exercise(
        self,
        exercise: Exercise,
        all_exercises: Mapping[str, Exercise],
        *,
        is_favourite: bool,
        moves: bool,
    ) -> None:
        """Show an exercise, where it has changed with its figure from the beginning."""
        is_other = self.exercise is not exercise
        self.exercise = exercise
        self.name.setText(exercise.name)
        self.show_star(is_favourite)
        if is_other:
            self.picture.show_exercise(exercise, moves=moves)
            self.scroll_area.verticalScrollBar().setValue(0)
        self.text.setText(text_of(exercise, self._theme))
        row = rungs(exercise, all_exercises, self._row)
        self.ladder.show_ladder(row, exercise.id)
        is_own = own_id(exercise.id) is not None
        self.own.setText(_("C&hange…") if is_own else _("Ma&ke my own from it…"))
        self.own.setToolTip(
            _("Its figure and its words (F2)")
            if is_own
            else _("A copy that you can pose and word as you like (Ctrl+D)")
        )

    def show_star(self, is_favourite: bool) -> None:
        """Show whether the exercise is a favourite."""
        self.star.setChecked(is_favourite)
        self.star.setIcon(self._theme.icon("star", "accent" if is_favourite else "muted"))
        words = _("Favourite: take the star away (S)") if is_favourite else _("Star it (S)")
        self.star.setToolTip(words)
        self.star.setAccessibleName(words)

    def chosen_day(self) -> date:
        """Return the day to add to."""
        day: date = self.day.currentData()
        return day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Star by key, and add to today."""
        if event.key() == Qt.Key.Key_S and not event.modifiers():
            self.star_wanted.emit()
            return
        super().keyPressEvent(event)

    def _on_walked(self, exercise_id: str) -> None:
        """Walk; the row stays as it is, only the mark moves."""
        self._row = self.ladder.rungs
        self.walked.emit(exercise_id)
        self._row = ()

    def _on_add_clicked(self) -> None:
        self.add_wanted.emit(self.chosen_day())

    def _on_theme_changed(self) -> None:
        self._fit()
        if self.exercise is not None:
            self.show_star(self.star.isChecked())
            self.text.setText(text_of(self.exercise, self._theme))


def text_of(exercise: Exercise, theme: Theme) -> str:
    """Return everything about an exercise as rich text; what it says itself is escaped."""
    muted = theme.colour("muted").name()
    parts = [
        f"<p>{escaped(exercise.why)}</p>",
        f"<p><b>{escaped(capital(dose_words(exercise.dose)))}</b><br>"
        f"<span style='color:{muted}'>{escaped(range_words(exercise))}<br>"
        f"{escaped(times_words(exercise))}<br>{escaped(facts(exercise))}</span></p>",
        _section(_("Start"), exercise.start),
        _listed(_("Steps"), exercise.steps, "ol"),
        _listed(_("Key points"), exercise.cues, "ul"),
        _section(_("Usual mistake"), exercise.mistake),
        _section(_("Feel it here"), exercise.feel),
        _section(_("When to ask first"), exercise.avoid),
        _listed(_("To progress"), exercise.progression, "ol"),
        _section(_("For the therapist"), exercise.aim_therapist),
        _section(_("What is known"), _known(exercise)),
    ]
    if exercise.helps:
        parts.insert(2, _section(_("Helps, if you have it"), ", ".join(exercise.helps)))
    return "".join(parts)


def _known(exercise: Exercise) -> str:
    """Return what an exercise rests on; nothing where nobody wrote it down."""
    if not exercise.evidence:
        return ""
    return f"{mark_words(exercise.evidence_mark)}. {exercise.evidence}"


def _section(title: str, text: str) -> str:
    return f"<p><b>{escaped(title)}</b><br>{escaped(text)}</p>" if text else ""


def _listed(title: str, texts: Sequence[str], tag: str) -> str:
    if not texts:
        return ""
    lines = "".join(f"<li>{escaped(text)}</li>" for text in texts)
    style = "margin-top:2px; margin-left:18px; -qt-list-indent:0;"
    head = f"<p style='margin-bottom:0'><b>{escaped(title)}</b></p>"
    return f"{head}<{tag} style='{style}'>{lines}</{tag}>"


def escaped(text: str) -> str:
    """Return the text so that markup in it stays text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
