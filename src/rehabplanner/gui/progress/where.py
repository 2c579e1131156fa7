"""The small button beside a number that tells where it comes from."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton, QWhatsThis, QWidget

from rehabplanner.wording import _


class WhereButton(QToolButton):
    """A question mark: pointing at it or pressing it shows the days, the formula, the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("?")
        self.setStyleSheet("padding: 0px 5px;")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = ""
        self.clicked.connect(self.tell)

    def show_source(self, name: str, words: str) -> None:
        """Take the words for what is called `name`."""
        self.words = words
        self.setToolTip(words)
        self.setAccessibleName(_("Where “{name}” comes from").format(name=name))
        self.setAccessibleDescription(words)

    def tell(self) -> None:
        """Show the words beside the button."""
        corner = self.mapToGlobal(QPoint(0, self.height()))
        QWhatsThis.showText(corner, self.words, self)
