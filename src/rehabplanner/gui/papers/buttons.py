"""What can be done with a paper: save, print, copy it, or make it for several people."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from rehabplanner.wording import _


class PaperButtons(QWidget):
    """Buttons below the options; those that need the pages rest until the pages are there."""

    save_wanted = Signal()
    print_wanted = Signal()
    text_wanted = Signal()
    picture_wanted = Signal()
    batch_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, *, has_batch: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = self._button(_("&Save as PDF…"), _("Ctrl+S"), self.save_wanted)
        self.save.setProperty("primary", True)
        self.save.setAutoDefault(True)
        self.save.setDefault(True)
        self.print = self._button(_("P&rint…"), _("Ctrl+P"), self.print_wanted)
        self.copy = self._button(
            _("&Copy as text"), _("Plain lines, for the clinic's record"), self.text_wanted
        )
        self.batch = self._button(
            _("For se&veral…"),
            _("The same paper for several people, one file each"),
            self.batch_wanted,
        )
        self.batch.setVisible(has_batch)
        self.picture = self._button(
            _("Copy pa&ge"),
            _("The page in sight as a picture, to paste into a letter or message"),
            self.picture_wanted,
        )
        self.close_button = self._button(_("Close"), "", self.close_wanted)
        self._lay_out()

    def _button(self, words: str, tip: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(wanted)
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.save, 0, 0, 1, 2)
        grid.addWidget(self.print, 1, 0)
        grid.addWidget(self.copy, 1, 1)
        if self.batch.isHidden():
            grid.addWidget(self.picture, 2, 0, 1, 2)
        else:
            grid.addWidget(self.batch, 2, 0)
            grid.addWidget(self.picture, 2, 1)
        grid.addWidget(self.close_button, 3, 0, 1, 2)

    def show_ready(self, *, is_ready: bool) -> None:
        """Let the pages be saved, printed and copied, or not yet."""
        for button in (self.save, self.print, self.copy, self.picture):
            button.setEnabled(is_ready)
