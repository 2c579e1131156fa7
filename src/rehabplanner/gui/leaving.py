"""Closing while something cannot be saved: what happened, and the choice."""

import logging
from collections.abc import Iterable
from enum import Enum

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from rehabplanner.domain.problems import StorageError, marked
from rehabplanner.gui.drafts import Drafts
from rehabplanner.gui.errors import sentence_of
from rehabplanner.gui.page import Page
from rehabplanner.wording import _

log = logging.getLogger(__name__)


class Leaving(Enum):
    """What a person chose."""

    STAY = "stay"
    TRY_AGAIN = "try again"
    LEAVE = "leave"


class LeaveBox(QMessageBox):
    """Says what could not be saved; staying is the usual choice, and what Escape does."""

    def __init__(self, error: BaseException, parent: QWidget) -> None:
        super().__init__(parent)
        reason = sentence_of(error) or _("Something went wrong inside the program.")
        self.setWindowTitle(_("Not everything is saved"))
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(_("What you typed last could not be saved."))
        self.setInformativeText(reason)
        roles = QMessageBox.ButtonRole
        self.ways: dict[Leaving, QPushButton] = {
            Leaving.STAY: self.addButton(_("&Stay here"), roles.RejectRole),
            Leaving.TRY_AGAIN: self.addButton(_("&Try again"), roles.AcceptRole),
            Leaving.LEAVE: self.addButton(_("&Close without it"), roles.DestructiveRole),
        }
        self.setDefaultButton(self.ways[Leaving.STAY])
        self.setEscapeButton(self.ways[Leaving.STAY])

    @property
    def choice(self) -> Leaving:
        """Return what was chosen."""
        pressed = self.clickedButton()
        return next((one for one, button in self.ways.items() if button is pressed), Leaving.STAY)


def ask_to_leave(error: BaseException, window: QWidget) -> Leaving:
    """Say what could not be saved and return what the person wants."""
    box = LeaveBox(error, window)
    box.exec()
    choice = box.choice
    box.deleteLater()
    return choice


def may_leave(window: QWidget, pages: Iterable[Page], drafts: Drafts) -> bool:
    """Save what is being typed. If it cannot be saved, say whether to close all the same."""
    every = tuple(pages)
    while True:
        try:
            for page in every:
                page.finish()
            if not drafts.keep_all():
                raise StorageError(
                    marked("What you are writing in an open form could not be kept.")
                )
        except Exception as error:
            log.warning("not saved on closing: %s", type(error).__name__)
            choice = ask_to_leave(error, window)
            if choice is not Leaving.TRY_AGAIN:
                return choice is Leaving.LEAVE
        else:
            return True
