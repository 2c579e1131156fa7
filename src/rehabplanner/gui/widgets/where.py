"""The small button beside a number that tells where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QToolButton, QToolTip, QWhatsThis, QWidget

from rehabplanner.wording import _


class WhereButton(QToolButton):
    """A question mark: pointing at it or pressing it shows the days, the formula, the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("?")
        self.setStyleSheet("padding: 0px 5px;")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = ""
        self._make: Callable[[], str] | None = None
        self.clicked.connect(self.tell)

    @property
    def words(self) -> str:
        """Return what it tells; made when it is first asked for."""
        if self._make is not None:
            self._words, self._make = self._make(), None
            self.setAccessibleDescription(self._words)
        return self._words

    def show_source(self, name: str, words: str) -> None:
        """Take the words for what is called `name`."""
        self.hold(name, None)
        self._words = words
        self.setAccessibleDescription(words)

    def hold(self, name: str, make: Callable[[], str] | None) -> None:
        """Take the name, and how to make the words if someone asks."""
        self._words, self._make = "", make
        self.setAccessibleName(_("Where “{name}” comes from").format(name=name))

    def tell(self) -> None:
        """Show the words beside the button."""
        if self.words:
            corner = self.mapToGlobal(QPoint(0, self.height()))
            QWhatsThis.showText(corner, self.words, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the words ready for screen readers."""
        super().focusInEvent(event)
        self.setAccessibleDescription(self.words)

    def event(self, event: QEvent) -> bool:
        """Show the words as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words, self)
            return True
        return super().event(event)
