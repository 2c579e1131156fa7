"""A quiet strip above a form: what was being written when the program ended."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from rehabplanner.gui.forms import label
from rehabplanner.wording import _, day_text


class DraftBar(QFrame):
    """Offers unsaved words of an earlier time: `taken` to go on with them, `discarded` to not."""

    taken = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.words = label("")
        self.words.setWordWrap(True)
        self.take = QPushButton(_("Take it up again"))
        self.discard = QPushButton(_("Discard"))
        for button, signal in ((self.take, self.taken), (self.discard, self.discarded)):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.take)
        row.addWidget(self.discard)
        self.hide()

    def offer(self, written_at: datetime) -> None:
        """Say when the words were written."""
        local = written_at.astimezone()
        text = _("You were writing here on {day} at {time}; it was not saved.").format(
            day=day_text(local.date()), time=local.strftime("%H:%M")
        )
        self.words.setText(text)
        self.setAccessibleName(text)
        self.show()
