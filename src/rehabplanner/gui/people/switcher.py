"""Finding a person by typing: a line with a list that narrows at every key."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rehabplanner.domain.people import Person
from rehabplanner.library.search import folded
from rehabplanner.wording import _


def matching(people: Sequence[Person], text: str) -> list[Person]:
    """Return the people of whom every typed word begins a word of the name or is the birth year."""
    wanted = folded(text).split()
    found = []
    for person in people:
        words = [*folded(person.name).replace("-", " ").split(), str(person.birth_year or "")]
        if all(any(word.startswith(part) for word in words) for part in wanted):
            found.append(person)
    return found


class FindPersonDialog(QDialog):
    """Type a few letters, press Enter. `chosen` carries the person's id.

    Names are shown only here, so that nobody reads them off the screen beside a therapist.
    """

    chosen = Signal(object)

    def __init__(self, people: Sequence[Person], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Find a person"))
        self._people = people
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Type a few letters of the name"))
        self.line.setAccessibleName(_("Name"))
        self.line.textChanged.connect(self._on_text_changed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.itemActivated.connect(self._on_item_activated)
        self.line.returnPressed.connect(self._on_return_pressed)
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.resize(460, 380)
        self._on_text_changed("")

    def _on_text_changed(self, text: str) -> None:
        self.list.clear()
        for person in matching(self._people, text):
            year = f"  ({person.birth_year})" if person.birth_year else ""
            item = QListWidgetItem(person.name + year)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the line keeps the keyboard."""
        if watched is self.line and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _on_return_pressed(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._on_item_activated(item)

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        person_id = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(person_id, UUID):
            self.chosen.emit(person_id)
            self.accept()
