"""A dialog that saves: what was typed stays on the screen until it is stored or given up."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from rehabplanner.domain.problems import Conflict, Problem, StorageError
from rehabplanner.gui.draft_fields import Field, fields_of
from rehabplanner.gui.draft_keeper import DraftKeeper
from rehabplanner.gui.drafts import DraftKey, Drafts
from rehabplanner.gui.forms import Form, label
from rehabplanner.wording import _, say


class RecordDialog(QDialog):
    """Save and Cancel around a form.

    Say with `serve` who stores the answer, and with `keep_drafts` where unsaved words are kept.
    A dialog of a kind gives its answer in `take_answer` and its fields in `draft_fields`.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._store: Callable[[], object] | None = None
        self._keeper: DraftKeeper | None = None
        self._is_outdated = False
        self.form: Form
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.column = QVBoxLayout(self)

    def add_buttons(self) -> None:
        """Put the foot of the dialog below what was laid out so far."""
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_save_clicked)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(self.problem)
        self.column.addWidget(buttons)

    def serve(self, store: Callable[[], object]) -> None:
        """Call `store` when the answer is complete.

        It may raise Problem, StorageError or Conflict: the dialog then says so and stays.
        """
        self._store = store

    def keep_drafts(self, drafts: Drafts, key: DraftKey) -> None:
        """Keep what is typed from now on, and offer what was left of an earlier time."""
        self._keeper = DraftKeeper(drafts, self.draft_fields(), self)
        self.column.insertWidget(0, self._keeper.bar)
        self._keeper.begin(key)

    def open(self) -> None:
        """Show the dialog over its window; it is gone for good when it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        super().open()

    def draft_fields(self) -> Mapping[str, Field]:
        """Return what is kept as a draft."""
        return fields_of(self.form)

    def take_answer(self) -> Any:
        """Take what was filled in as the answer. Raises Problem naming the field."""
        raise NotImplementedError

    def _on_save_clicked(self) -> None:
        self.problem.hide()
        try:
            self.take_answer()
            if self._store is not None:
                self._store()
        except Problem as problem:
            if not self.form.show_problem(problem):
                self._say(say(problem.message))
        except StorageError as error:
            self._say(
                _("{reason} Your words are still here; Save tries again.").format(
                    reason=say(error.message)
                )
            )
        except Conflict:
            self._is_outdated = True
            self._say(
                _(
                    "This was changed in another window or by someone else meanwhile. Please "
                    "cancel and open it again: it shows the newer version and offers your words."
                )
            )
        else:
            self._end(is_saved=True)
            self.accept()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _end(self, *, is_saved: bool) -> None:
        if self._keeper is None:
            return
        if self._is_outdated and not is_saved:
            self._keeper.pause()
        else:
            self._keeper.end(is_saved=is_saved)

    def reject(self) -> None:
        """Give up what was typed."""
        self._end(is_saved=False)
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed where the whole program is closed; the cross alone gives it up."""
        if not event.spontaneous() and self._keeper is not None:
            self._keeper.pause()
        super().closeEvent(event)
