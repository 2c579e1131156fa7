"""The library beside the board: search, then drag onto a day, or Enter for the chosen day."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.card_delegate import CardDelegate
from rehabplanner.gui.plan.cards import Card, State, exercise_icon
from rehabplanner.gui.plan.day_view import EXERCISES_MIME, DayModel, drag, mime_of
from rehabplanner.gui.plan.entry_line import favourites
from rehabplanner.phrases import dose_words
from rehabplanner.planning.ranking import ranked
from rehabplanner.wording import _

WIDTH_EM = 34


class _Exercises(DayModel):
    """Exercises as cards; all of them can be dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ids: tuple[str, ...] = ()

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:  # type: ignore[override]
        """Let every exercise be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled


class Results(QListView):
    """The exercises that were found. `dragging` carries what is dragged, None at its end."""

    dragging = Signal(object)

    def __init__(self, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = _Exercises(self)
        self.setModel(self.cards)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setMouseTracking(True)

    def show_exercises(self, found: Sequence[Exercise]) -> None:
        """Show these exercises, the first one chosen."""
        self.cards.ids = tuple(exercise.id for exercise in found)
        self.cards.set_cards(tuple(_card(exercise) for exercise in found))
        self.setCurrentIndex(self.cards.index(0))

    def ids(self) -> list[str]:
        """Return the ids of the chosen exercises."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.cards.ids[row] for row in rows]

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag what is chosen, and say when it begins and ends."""
        if self.ids():
            data = mime_of(EXERCISES_MIME, self.ids())
            self.dragging.emit(data)
            drag(self, data)
            self.dragging.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew when the width changes."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.doItemsLayout()


class LibraryList(QWidget):
    """Search and results. `chosen` carries the ids to be added to the chosen day."""

    chosen = Signal(list)
    left = Signal()

    def __init__(self, desk: Desk, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._recent: tuple[str, ...] = ()
        self._filled_from: object = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: hip, band, calm"))
        self.search.setAccessibleName(_("Search the library"))
        self.search.setClearButtonEnabled(True)
        self.results = Results(delegate)
        self.results.setAccessibleName(_("Exercises"))
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
        self.results.activated.connect(self._on_activated)
        desk.theme.changed.connect(self._fit)
        self._fit()

    def show_recent(self, recent: tuple[str, ...]) -> None:
        """Put these exercises first; fill the list anew where the library has changed too."""
        if recent != self._recent or self._filled_from is not self._desk.library.exercises:
            self._recent = recent
            self.fill()

    def fill(self) -> None:
        """Show what fits the search."""
        self._filled_from = self._desk.library.exercises
        text = self.search.text()
        first = (*favourites(self._desk), *self._recent)
        found = ranked(self._desk.library.index.search(text, first), text, first)
        if not text:
            rank = {one: number for number, one in enumerate(first)}
            found.sort(key=lambda exercise: rank.get(exercise.id, len(rank)))
        self.results.show_exercises(found)

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

    def _on_activated(self, index: QModelIndex) -> None:
        self._on_return_pressed()

    def _fit(self) -> None:
        self.setFixedWidth(round(self.fontMetrics().averageCharWidth() * WIDTH_EM))
        self.results.scheduleDelayedItemsLayout()


def _card(exercise: Exercise) -> Card:
    return Card(
        key=uuid5(NAMESPACE_URL, exercise.id),
        icon=exercise_icon(exercise),
        name=exercise.name,
        dose=dose_words(exercise.dose),
        state=State.QUIET,
    )
