"""One safety question with Yes and No, answered by a key or a click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rehabplanner.domain.flags import Flag
from rehabplanner.gui.forms import label
from rehabplanner.wording import _


def yes_and_no_keys() -> tuple[str, str]:
    """Return the letters that answer: the first of the words, unless they are alike."""
    yes, no = _("Yes")[:1].casefold(), _("No")[:1].casefold()
    return (yes, no) if yes != no else ("1", "0")


class QuestionRow(QFrame):
    """A question; `answered` comes whenever Yes or No is chosen."""

    answered = Signal()
    left = Signal(int)

    def __init__(self, flag: Flag, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flag = flag
        self.setProperty("card", True)
        self.setObjectName("question")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(flag.question)
        words = QVBoxLayout()
        self.question = label(flag.question)
        self.question.setWordWrap(True)
        font = self.question.font()
        font.setPointSizeF(font.pointSizeF() * 1.12)
        self.question.setFont(font)
        words.addWidget(self.question)
        for text in (flag.help, note):
            if text:
                more = label(text, "muted")
                more.setWordWrap(True)
                words.addWidget(more)
        self.yes, self.no = QPushButton(_("Yes")), QPushButton(_("No"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.yes, self.no):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{button.text()}: {flag.question}")
            button.setMinimumWidth(round(self.fontMetrics().height() * 4.2))
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            row.addWidget(button)

    @property
    def answer(self) -> bool | None:
        """Return True for yes, False for no, None while unanswered."""
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def set_answer(self, is_yes: bool) -> None:
        """Answer it."""
        (self.yes if is_yes else self.no).setChecked(True)
        self._mark_words()
        self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by letter or by 1 and 0; the arrow keys go from question to question."""
        yes, no = yes_and_no_keys()
        text = event.text().casefold()
        if text and text in (yes, "1"):
            self.set_answer(True)
        elif text and text in (no, "0"):
            self.set_answer(False)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which question the keys answer."""
        super().focusInEvent(event)
        self.setStyleSheet("#question { border: 2px solid palette(highlight); }")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.setStyleSheet("")

    def _mark_words(self) -> None:
        self.yes.setText(f"✓ {_('Yes')}" if self.yes.isChecked() else _("Yes"))
        self.no.setText(f"✓ {_('No')}" if self.no.isChecked() else _("No"))

    def _on_clicked(self) -> None:
        self._mark_words()
        self.answered.emit()
