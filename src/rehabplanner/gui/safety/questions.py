"""The safety questions: one page for each level, big and calm, a key for each answer."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.flags import LEVELS, AskReason, Flag, FlagSet, Level
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.gui.forms import label
from rehabplanner.gui.safety.rows import QuestionRow, yes_and_no_keys
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _, day_text, say


def reason_words(reason: AskReason | None) -> str:
    """Return why the questions are asked now, as one would say it."""
    return {
        AskReason.FIRST: _("Before you begin: a few questions, about two minutes."),
        AskReason.LEG: _("You noted something new in a leg. A few questions, to be safe."),
        AskReason.JUMP: _("Your pain has risen a lot. A few questions, to be safe."),
        AskReason.WEEK: _("Once a week: a few questions, to be safe."),
        None: _("A few questions, to be safe."),
    }[reason]


class QuestionPage(QWidget):
    """The questions of one level."""

    changed = Signal()

    def __init__(self, level: Level, rows: list[QuestionRow]) -> None:
        super().__init__()
        self.level = level
        self.rows = rows
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(8)
        for row in rows:
            column.addWidget(row)
            row.answered.connect(self._on_row_answered)
            row.left.connect(self._on_row_left)
        column.addStretch(1)
        self.view = TallScroll(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    @property
    def is_complete(self) -> bool:
        """Say whether every question has its answer."""
        return all(row.answer is not None for row in self.rows)

    def focus_first(self) -> None:
        """Put the keyboard on the first open question."""
        row = next((one for one in self.rows if one.answer is None), self.rows[0])
        row.setFocus()
        self.view.reach(row)

    def no_to_rest(self) -> None:
        """Answer no to all that is open."""
        for row in self.rows:
            if row.answer is None:
                row.set_answer(False)

    def _on_row_answered(self) -> None:
        row = self.sender()
        self.changed.emit()
        if isinstance(row, QuestionRow) and row.hasFocus():
            self._step(row, 1)

    def _on_row_left(self, step: int) -> None:
        row = self.sender()
        if isinstance(row, QuestionRow):
            self._step(row, step)

    def _step(self, row: QuestionRow, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus()
            self.view.reach(self.rows[place])


class QuestionsDialog(QDialog):
    """Asks page by page. `given` are the answers so far, by question.

    `store` is called with them at the end, and at once after a page of emergency questions with a
    yes; on putting it off too if something was answered yes: a yes is never lost. It may raise
    StorageError or Conflict: the dialog then says so and stays.
    """

    put_off = Signal()

    def __init__(
        self,
        flags: FlagSet,
        reason: AskReason | None,
        store: Callable[[Mapping[str, bool]], object],
        looked_at: Mapping[str, date] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Safety questions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store = store
        self.pages: list[QuestionPage] = []
        self.stack = QStackedWidget()
        for level in LEVELS:
            rows = [
                QuestionRow(flag, _seen_words(flag, looked_at or {}))
                for flag in flags.flags.values()
                if flag.level is level
            ]
            if rows:
                page = QuestionPage(level, rows)
                page.changed.connect(self._on_page_changed)
                self.pages.append(page)
                self.stack.addWidget(page)
        self._lay_out(reason)
        self._show_page(0)

    def _lay_out(self, reason: AskReason | None) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        title = label(reason_words(reason), "title")
        title.setWordWrap(True)
        layout.addWidget(title)
        yes, no = yes_and_no_keys()
        calm = label(
            _(
                "Most people answer no to all of them. A yes is often a false alarm: it does not "
                "tell what is wrong, but what to do next. Keys: {yes} and {no}."
            ).format(yes=yes.upper(), no=no.upper()),
            "muted",
        )
        calm.setWordWrap(True)
        layout.addWidget(calm)
        layout.addWidget(self.stack, 1)
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addLayout(self._foot())
        self.resize(760, 640)

    def _foot(self) -> QHBoxLayout:
        self.later = QPushButton(_("Ask me &later today"))
        self.back = QPushButton(_("&Back"))
        self.none = QPushButton(_("No to &all of these"))
        self.next = QPushButton()
        self.next.setProperty("primary", True)
        self.next.setDefault(True)
        self.place = label("", "muted")
        row = QHBoxLayout()
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.place)
        for button, slot in (
            (self.later, self.reject),
            (self.back, self._on_back_clicked),
            (self.none, self._on_none_clicked),
            (self.next, self._on_next_clicked),
        ):
            button.clicked.connect(slot)
            if button is not self.next:
                button.setAutoDefault(False)
            if button is not self.later:
                row.addWidget(button)
        return row

    @property
    def given(self) -> dict[str, bool]:
        """Return the answers so far."""
        return {
            row.flag.id: row.answer
            for page in self.pages
            for row in page.rows
            if row.answer is not None
        }

    @property
    def page(self) -> QuestionPage:
        """Return the page on show."""
        return self.pages[self.stack.currentIndex()]

    def _show_page(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.place.setText(
            _("{number} of {count}").format(number=number + 1, count=len(self.pages))
        )
        is_last = number == len(self.pages) - 1
        self.next.setText(_("&Done") if is_last else _("&Next"))
        self.back.setEnabled(number > 0)
        self._on_page_changed()
        self.page.focus_first()

    def _on_page_changed(self) -> None:
        self.next.setEnabled(self.page.is_complete)
        self.none.setEnabled(not self.page.is_complete)
        if self.page.is_complete:
            self.next.setFocus()

    def _on_back_clicked(self) -> None:
        self._show_page(self.stack.currentIndex() - 1)

    def _on_none_clicked(self) -> None:
        self.page.no_to_rest()

    def _on_next_clicked(self) -> None:
        number = self.stack.currentIndex()
        is_pressing = self.page.level is Level.EMERGENCY and any(
            row.answer for row in self.page.rows
        )
        if is_pressing or number == len(self.pages) - 1:
            if self._is_stored():
                self.accept()
        else:
            self._show_page(number + 1)

    def _is_stored(self) -> bool:
        try:
            self._store(self.given)
        except StorageError as error:
            self.problem.setText(say(error.message))
        except Conflict:
            self.problem.setText(_("This was changed in another window meanwhile. Try again."))
        else:
            return True
        self.problem.show()
        return False

    def reject(self) -> None:
        """Put it off; what was answered yes counts all the same."""
        if not any(self.given.values()):
            self.put_off.emit()
        elif not self._is_stored():
            return
        super().reject()


def _seen_words(flag: Flag, looked_at: Mapping[str, date]) -> str:
    day = looked_at.get(flag.id)
    if day is None:
        return ""
    return _("Looked at on {day}. Say yes only if it is new or worse since then.").format(
        day=day_text(day)
    )
