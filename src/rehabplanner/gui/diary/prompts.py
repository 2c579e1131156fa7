"""Questions about runs: how was the back during, after, and on the next morning?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout, QWidget

from rehabplanner.domain.diary import Moment
from rehabplanner.domain.people import Units
from rehabplanner.gui.diary.days import ONE_DAY, Question, short_day
from rehabplanner.gui.diary.pain_form import run_name
from rehabplanner.gui.diary.scores import JumpBar
from rehabplanner.gui.forms import label
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, word


class Prompt(QFrame):
    """One question with a scale for each open moment."""

    answered = Signal(object, object, object)
    typed = Signal()
    put_off = Signal(object)

    def __init__(self, question: Question, words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName("prompt")
        self.setProperty("card", True)
        soft, line = theme.colour("accent-soft").name(), theme.colour("accent").name()
        self.setStyleSheet(
            f"#prompt {{ background: {soft}; border: 1px solid {line}; border-radius: 8px; }}"
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 6, 8)
        grid.setHorizontalSpacing(10)
        self.words = label(words)
        self.words.setWordWrap(True)
        grid.addWidget(self.words, 0, 0, 1, 2)
        later = QToolButton()
        later.setText("✕")
        later.setToolTip(_("Not now"))
        later.setAccessibleName(_("Not now"))
        later.clicked.connect(self._on_later_clicked)
        grid.addWidget(later, 0, 2)
        self.bars: dict[Moment, JumpBar] = {}
        for row, moment in enumerate(question.moments, 1):
            bar = JumpBar(theme, parent=self)
            bar.setAccessibleName(f"{words} {word(moment)}")
            bar.changed.connect(self._on_bar_changed)
            bar.typed.connect(self.typed)
            self.bars[moment] = bar
            if len(question.moments) > 1 or moment is not Moment.MORNING:
                grid.addWidget(label(word(moment)), row, 0)
                grid.addWidget(bar, row, 1, 1, 2)
            else:
                grid.addWidget(bar, row, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def _on_bar_changed(self, score: int | None) -> None:
        for moment, bar in self.bars.items():
            if bar is self.sender() and score is not None:
                self.answered.emit(self.question, moment, score)
                return

    def _on_later_clicked(self) -> None:
        self.put_off.emit(self.question)


class Prompts(QWidget):
    """The open questions of a day; what is put off is not asked again until the next start."""

    answered = Signal(object, object, object)
    typed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._put_off: set[tuple[UUID, date]] = set()
        self.prompts: list[Prompt] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_questions(self, questions: Sequence[Question], today: date, units: Units) -> None:
        """Ask these questions; those that are asked already stay as they are."""
        wanted = [one for one in questions if (one.run.id, one.day) not in self._put_off]
        kept = {prompt.question: prompt for prompt in self.prompts}
        for question, prompt in kept.items():
            if question not in wanted:
                self._drop(prompt)
        for question in wanted:
            if question not in kept:
                self._add(question, question_words(question, today, units))
        self.setVisible(bool(self.prompts))

    def first_bar(self) -> JumpBar | None:
        """Return the scale of the first open question."""
        for prompt in self.prompts:
            for bar in prompt.bars.values():
                if bar.score() is None:
                    return bar
        return None

    def _add(self, question: Question, words: str) -> None:
        prompt = Prompt(question, words, self._theme, self)
        prompt.answered.connect(self.answered)
        prompt.typed.connect(self.typed)
        prompt.put_off.connect(self._on_put_off)
        self._column.addWidget(prompt)
        self.prompts.append(prompt)

    def _drop(self, prompt: Prompt) -> None:
        self.prompts.remove(prompt)
        self._column.removeWidget(prompt)
        prompt.hide()
        prompt.deleteLater()

    def _on_put_off(self, question: Question) -> None:
        self._put_off.add((question.run.id, question.day))
        for prompt in list(self.prompts):
            if prompt.question == question:
                self._drop(prompt)
        self.setVisible(bool(self.prompts))
        self.typed.emit()


def question_words(question: Question, today: date, units: Units) -> str:
    """Return the question as one would ask it."""
    run = run_name(question.run, units)
    if Moment.MORNING in question.moments:
        if question.day == today:
            return _("How was your back this morning, after yesterday’s {run}?").format(run=run)
        day = short_day(question.day - ONE_DAY)
        return _("How was your back on the morning after the {run} of {day}?").format(
            run=run, day=day
        )
    if question.day == today:
        return _("How was your back with today’s {run}?").format(run=run)
    return _("How was your back with the {run} of {day}?").format(
        run=run, day=short_day(question.day)
    )
