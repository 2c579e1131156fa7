"""A quiet strip at the foot of the window: what happened, with Undo where that helps."""

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from rehabplanner.catalogue import _

SHOWN_MS = 8000


class NoticeBar(QFrame):
    """Shows one notice for some seconds. `undo_wanted` comes when Undo is pressed."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setStyleSheet("#notice { border-radius: 8px; background: palette(tool-tip-base); }")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        self._text = QLabel()
        self._text.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setStyleSheet("color: palette(tool-tip-text);")
        layout.addWidget(self._text, 1)
        self._undo = QPushButton(_("Undo"))
        self._undo.clicked.connect(self._on_undo_clicked)
        layout.addWidget(self._undo)
        close = QToolButton()
        close.setText("✕")
        close.setAccessibleName(_("Close this message"))
        close.setStyleSheet("color: palette(tool-tip-text);")
        close.clicked.connect(self.hide)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """Return the words shown last."""
        return self._text.text()

    def show_notice(self, text: str, can_undo: bool) -> None:
        """Show the words; with an Undo button where `can_undo`."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._undo.setVisible(can_undo)
        self.show()
        self._timer.start()

    def _on_undo_clicked(self) -> None:
        self.hide()
        self.undo_wanted.emit()
