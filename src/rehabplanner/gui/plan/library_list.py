"""The library beside the board: search, then drag onto a day, or Enter for the chosen day."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.day_view import EXERCISES_MIME, drag, mime_of
from rehabplanner.gui.plan.entry_line import favourites
from rehabplanner.phrases import dose_words
from rehabplanner.wording import _

ID_ROLE = Qt.ItemDataRole.UserRole
MOST_ROWS = 200


class _Results(QListWidget):
    """The list of exercises, which can be dragged."""

    def mimeData(self, items: object) -> QMimeData:
        """Return the ids of the chosen exercises."""
        return mime_of(EXERCISES_MIME, self.ids())

    def ids(self) -> list[str]:
        """Return the ids of the chosen exercises."""
        return [str(item.data(ID_ROLE)) for item in self.selectedItems()]

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag what is chosen."""
        drag(self, mime_of(EXERCISES_MIME, self.ids()))


class LibraryList(QWidget):
    """Search and results. `chosen` carries the ids to be added to the chosen day."""

    chosen = Signal(list)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._recent: tuple[str, ...] = ()
        self._is_filled = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search, for example: hip, band, calm"))
        self.search.setAccessibleName(_("Search the library"))
        self.search.setClearButtonEnabled(True)
        self.results = _Results()
        self.results.setAccessibleName(_("Exercises"))
        self.results.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.results.setDragEnabled(True)
        self.results.setWordWrap(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = label(_("Drag onto a day, or press Enter."), "muted")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.results, 1)
        column.addWidget(hint)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.returnPressed.connect(self._on_return_pressed)
        self.results.itemActivated.connect(self._on_activated)
        self.setFixedWidth(round(self.fontMetrics().averageCharWidth() * 30))
        desk.theme.changed.connect(self._on_theme_changed)

    def show_recent(self, recent: tuple[str, ...]) -> None:
        """Put these exercises first."""
        if recent != self._recent or not self._is_filled:
            self._recent = recent
            self.fill()

    def fill(self) -> None:
        """Show what fits the search."""
        if not self.isVisible():
            self._is_filled = False
            return
        self._is_filled = True
        first = (*favourites(self._desk), *self._recent)
        found = self._desk.library.index.search(self.search.text(), first)
        if not self.search.text():
            rank = {one: number for number, one in enumerate(first)}
            found.sort(key=lambda exercise: rank.get(exercise.id, len(rank)))
        self.results.clear()
        for exercise in found[:MOST_ROWS]:
            item = QListWidgetItem(f"{exercise.name}\n{dose_words(exercise.dose)}")
            item.setData(ID_ROLE, exercise.id)
            item.setToolTip(exercise.why)
            self.results.addItem(item)
        self.results.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down from the search to the list; Escape goes back to the board."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.results.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self.fill()

    def _on_return_pressed(self) -> None:
        if self.results.ids():
            self.chosen.emit(self.results.ids())

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._on_return_pressed()

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(round(self.fontMetrics().averageCharWidth() * 30))
