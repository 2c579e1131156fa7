"""A scroll area that scrolls up and down only, and is as wide as what it holds needs."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from shiboken6 import isValid


class TallScroll(QScrollArea):
    """Holds a tall widget and reaches any part of it."""

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held = held
        self.setWidget(held)
        self._target: QWidget | None = None
        self._placed = QTimer(self)
        self._placed.setSingleShot(True)
        self._placed.setInterval(0)
        self._placed.timeout.connect(self._on_placed)

    def minimumSizeHint(self) -> QSize:
        """Return a size that cuts nothing off at the sides."""
        width = self._held.minimumSizeHint().width()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(width + bar, 120)

    def reach(self, widget: QWidget) -> None:
        """Scroll until a widget inside can be seen, at the latest when it has got its place."""
        self._target = widget
        self._on_placed()
        self._placed.start()

    def _on_placed(self) -> None:
        if self._target is None or not isValid(self._target):
            return
        if self._target.isVisible():
            self.ensureWidgetVisible(self._target, 0, 24)
            self.horizontalScrollBar().setValue(0)
