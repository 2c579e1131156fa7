"""The timeline of what was written, with a search; a result opens its day."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.diary.searching import Hit, found
from rehabplanner.gui.forms import label
from rehabplanner.wording import _, day_text, ngettext

MOST_SHOWN = 300


class SearchDialog(QDialog):
    """Searches while one types. `chosen` carries the day of a result."""

    chosen = Signal(object)

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Search the diary"))
        self._dossier = dossier
        self._hits: list[Hit] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Words to find, for example: calf, long drive, race"))
        self.line.setAccessibleName(_("Words to find"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found, newest first"))
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._on_open_clicked)
        self.count = label("", "muted")
        self.open_button = QPushButton(_("&Open the day"))
        self.open_button.setProperty("primary", True)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._on_open_clicked)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(close)
        foot.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        screen = self.screen().availableSize()
        self.resize(min(680, screen.width() - 40), min(560, screen.height() - 60))
        self._show()

    def _show(self) -> None:
        hits = found(self._dossier, self.line.text())
        self._hits = hits[:MOST_SHOWN]
        self.list.clear()
        for hit in self._hits:
            words = " · ".join(part for part in (day_text(hit.day), hit.kind, hit.text) if part)
            self.list.addItem(QListWidgetItem(words))
        self.list.setCurrentRow(0 if self._hits else -1)
        self.open_button.setEnabled(bool(self._hits))
        if hits:
            words = ngettext("{count} found", "{count} found", len(hits))
            if len(hits) > MOST_SHOWN:
                words = _("{words}, the newest {shown} are shown").format(
                    words=words, shown=MOST_SHOWN
                )
            self.count.setText(words)
        else:
            self.count.setText(_("Nothing found."))

    def day(self) -> date | None:
        """Return the day of the chosen result."""
        row = self.list.currentRow()
        return self._hits[row].day if row >= 0 else None

    def _on_text_changed(self) -> None:
        self._show()

    def _on_open_clicked(self) -> None:
        day = self.day()
        if day is not None:
            self.chosen.emit(day)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the keyboard is in the line."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(
                min(self.list.count() - 1, max(0, self.list.currentRow() + step))
            )
            return True
        return super().eventFilter(watched, event)
