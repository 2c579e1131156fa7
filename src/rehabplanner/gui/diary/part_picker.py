"""Choosing a part of the body by typing a few letters of it, the person's usual parts first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rehabplanner.domain.diary import BodyPart
from rehabplanner.wording import _, word

SHOWN_ROWS = 5


class PartPicker(QWidget):
    """A search line over a list. `knee l` finds the left knee; arrows choose, Enter passes on."""

    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: Sequence[BodyPart] = tuple(BodyPart)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type to search, for example: knee l"))
        self.search.setAccessibleName(_("Search a part of the body"))
        self.search.textEdited.connect(self._on_text_edited)
        self.search.returnPressed.connect(self.passed)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Part of the body"))
        self.list.itemActivated.connect(self._on_item_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.setFocusProxy(self.search)
        self._fill(BodyPart.LOW_BACK)

    def set_parts(self, parts: Sequence[BodyPart], chosen: BodyPart) -> None:
        """Offer the parts in this order, and choose one."""
        self._parts = parts
        self.search.clear()
        self._fill(chosen)

    def part(self) -> BodyPart | None:
        """Return the chosen part; None where nothing fits what was typed."""
        row = self.list.currentRow()
        return BodyPart(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else None

    def _fill(self, chosen: BodyPart | None) -> None:
        wanted = self.search.text().casefold().split()
        self.list.clear()
        for part in self._parts:
            if fits(word(part), wanted):
                item = QListWidgetItem(word(part))
                item.setData(Qt.ItemDataRole.UserRole, part.value)
                self.list.addItem(item)
                if part is chosen:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 4)
        self.list.setFixedHeight(row * SHOWN_ROWS + 6)

    def _on_text_edited(self) -> None:
        self._fill(None)

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        del item
        self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the keyboard is in the search line."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(self.list.count() - 1, max(0, self.list.currentRow() + step))
            self.list.setCurrentRow(row)
            return True
        return super().eventFilter(watched, event)


def fits(words: str, wanted: Sequence[str]) -> bool:
    """Say whether each typed word begins a word of the text."""
    known = words.casefold().replace(",", " ").split()
    return all(any(one.startswith(part) for one in known) for part in wanted)
