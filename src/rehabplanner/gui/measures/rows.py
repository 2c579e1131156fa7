"""One question of a measure, answered by digits: each answer goes on to the next question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from rehabplanner.domain.measures import Measure
from rehabplanner.gui.forms import label
from rehabplanner.gui.widgets.pain_scale import TEN_KEYS
from rehabplanner.wording import _

MOST_WORDED = 5
MINUS = "\N{MINUS SIGN}"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class AnswerRow(QFrame):
    """A question. `changed` comes with every answer, `left` with the step to another question."""

    changed = Signal()
    left = Signal(int)

    def __init__(self, measure: Measure, number: int) -> None:
        super().__init__()
        self.number = number
        self.text = measure.items[number].text
        self.setProperty("card", True)
        self.setObjectName("item")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{number + 1}. {self.text}")

    @property
    def answer(self) -> int | None:
        """Return the answer, None while there is none."""
        raise NotImplementedError

    def set_answer(self, answer: int | None) -> None:
        """Show an answer."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the keyboard where this question begins."""
        self.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """Answer by a key; say whether it was one that goes on to the next question."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digit and go on; the arrow keys and Enter go from question to question."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit(step)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.set_answer(None)
            self.changed.emit()
        elif self.take_key(event):
            self.changed.emit()
            self.left.emit(1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which question the keys answer."""
        super().focusInEvent(event)
        self.setStyleSheet("#item { border: 2px solid palette(highlight); }")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.setStyleSheet("")


class TickRow(AnswerRow):
    """A sentence to tick or to leave: 1 ticks, 0 leaves, both go on."""

    def __init__(self, measure: Measure, number: int) -> None:
        super().__init__(measure, number)
        self.box = QCheckBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.setAccessibleName(self.text)
        self.box.clicked.connect(self.changed)
        words = label(f"{number + 1}.  {self.text}")
        words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(words, 1)

    @property
    def answer(self) -> int | None:
        """Return 1 where it is ticked, else 0."""
        return 1 if self.box.isChecked() else 0

    def set_answer(self, answer: int | None) -> None:
        """Tick it or take the tick away."""
        self.box.setChecked(answer == 1)

    def take_key(self, event: QKeyEvent) -> bool:
        """Tick with 1, leave with 0; the space bar turns the tick and stays."""
        if event.key() == Qt.Key.Key_Space:
            self.box.click()
            return False
        if event.text() in ("0", "1"):
            self.set_answer(int(event.text()))
            return True
        return False


class NameEdit(QLineEdit):
    """A line for an own activity; Enter goes on to its answer and does not save the form."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that it is done on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class ChoiceRow(AnswerRow):
    """A question with a button for each answer; with a line to name an own activity if asked."""

    def __init__(self, measure: Measure, number: int) -> None:
        super().__init__(measure, number)
        self._measure = measure
        self._is_minus = False
        self.label_edit: NameEdit | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 12, 9)
        column.setSpacing(7)
        if measure.fewest < len(measure.items):
            self.label_edit = NameEdit()
            self.label_edit.done.connect(self.setFocus)
            self.label_edit.setPlaceholderText(self.text)
            self.label_edit.setAccessibleName(self.text)
            self.label_edit.setMaxLength(120)
            self.label_edit.textChanged.connect(self.changed)
            column.addWidget(self.label_edit)
        else:
            words = label(self.text if len(measure.items) == 1 else f"{number + 1}.  {self.text}")
            words.setWordWrap(True)
            column.addWidget(words)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[int, QPushButton] = {}
        column.addLayout(self._scale())
        if not self._is_worded and measure.answer_words:
            column.addLayout(self._ends())

    def begin(self) -> None:
        """Put the keyboard on the name of an own activity while it has none."""
        if self.label_edit is not None and not self.label_edit.text():
            self.label_edit.setFocus()
        else:
            self.setFocus()

    @property
    def _is_worded(self) -> bool:
        known = self._measure.answer_words
        return len(known) == len(self._measure.answers) <= MOST_WORDED

    def _scale(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        columns = 2 if self._is_worded else len(self._measure.answers)
        for number, answer in enumerate(self._measure.answers):
            words = self._measure.answer_words.get(answer, "")
            shown = str(answer).replace("-", MINUS)
            button = QPushButton(f"{shown}  {words}" if self._is_worded else shown)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{self.text}: {shown} {words}".strip())
            button.setStyleSheet("padding: 6px 4px;")
            button.setMinimumWidth(self.fontMetrics().horizontalAdvance("00") + 12)
            button.clicked.connect(self.changed)
            self._group.addButton(button)
            self.buttons[answer] = button
            grid.addWidget(button, number // columns, number % columns)
        return grid

    def _ends(self) -> QHBoxLayout:
        answers, known = self._measure.answers, self._measure.answer_words
        row = QHBoxLayout()
        row.addWidget(label(known.get(answers[0], ""), "muted"))
        row.addStretch(1)
        middle = [known[one] for one in answers[1:-1] if one in known]
        if middle:
            row.addWidget(label(middle[0], "muted"))
            row.addStretch(1)
        row.addWidget(label(known.get(answers[-1], ""), "muted"))
        return row

    @property
    def answer(self) -> int | None:
        """Return the answer, None while there is none."""
        return next((one for one, button in self.buttons.items() if button.isChecked()), None)

    def set_answer(self, answer: int | None) -> None:
        """Show an answer."""
        self._group.setExclusive(False)
        for one, button in self.buttons.items():
            button.setChecked(one == answer)
        self._group.setExclusive(True)

    def take_key(self, event: QKeyEvent) -> bool:
        """Answer by digit; x or * is 10, a minus comes before a digit below zero."""
        if event.text() == "-" and self._measure.answers[0] < 0:
            self._is_minus = True
            return False
        answer: int | None = None
        if event.key() in TEN_KEYS:
            answer = 10
        elif len(event.text()) == 1 and event.text().isdigit():
            answer = int(event.text()) * (-1 if self._is_minus else 1)
        self._is_minus = False
        if answer not in self.buttons:
            return False
        self.set_answer(answer)
        return True


def make_row(measure: Measure, number: int) -> AnswerRow:
    """Return the row that fits the answers of a measure."""
    return TickRow(measure, number) if measure.answers == (0, 1) else ChoiceRow(measure, number)


def keys_words(measure: Measure) -> str:
    """Return which keys answer."""
    if measure.answers == (0, 1):
        return _("Keys: 1 ticks, 0 leaves it blank, both go on. Space turns a tick.")
    if measure.answers[0] < 0:
        return _("Keys: digits answer and go on; − first for a number below zero.")
    if measure.answers[-1] > 9:
        return _("Keys: digits answer and go on; x or * is 10, Backspace clears.")
    return _("Keys: digits answer and go on, Backspace clears.")
