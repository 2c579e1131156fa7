"""The gallery: cards or lines; only what is on the screen is painted, drawn and moves."""

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.cards import AnyIndex, CardDelegate, ExerciseRole, GalleryModel
from rehabplanner.gui.library.films import Films
from rehabplanner.wording import _

TICK_MS = 33


def is_letter(event: QKeyEvent) -> bool:
    """Say whether a key writes a letter or digit."""
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.modifiers() in plain and event.text().isalnum()


class Gallery(QListView):
    """Cards or lines. Enter opens, Ctrl+Enter adds, S stars; other letters go to the search."""

    opened = Signal()
    add_wanted = Signal()
    star_wanted = Signal()
    typed = Signal(str)
    chosen = Signal()

    def __init__(
        self, model: GalleryModel, delegate: CardDelegate, films: Films, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._delegate, self._films = delegate, films
        self._cards = model
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("Exercises"))
        self.doubleClicked.connect(self._on_double_clicked)
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._on_tick)
        self._moves = False
        self._moved = QRegion()
        self.set_cards(True)

    def set_cards(self, is_cards: bool) -> None:
        """Show cards side by side, or lines one below the other."""
        self._delegate.is_cards = is_cards
        self.setViewMode(QListView.ViewMode.IconMode if is_cards else QListView.ViewMode.ListMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(0)
        self.fit()

    def fit(self) -> None:
        """Make the items fill the width."""
        width = max(120, self.viewport().width() - 2)
        if self._delegate.is_cards:
            least = self.fontMetrics().horizontalAdvance("0") * 27
            columns = max(1, width // max(1, least))
            self._delegate.width = width // columns
        else:
            self._delegate.width = width
        height = self._delegate.height(self.fontMetrics())
        self.setGridSize(QSize(self._delegate.width, height))
        self.verticalScrollBar().setSingleStep(max(20, height // 4))

    # Movement

    def set_moving(self, moves: bool) -> None:
        """Let the figures on the screen move, or rest."""
        self._moves = moves
        self._restart()

    @property
    def is_moving(self) -> bool:
        """Say whether figures move now."""
        return self._ticks.isActive()

    def rows_on_screen(self) -> list[int]:
        """Return the rows of which something can be seen, the chosen one first."""
        size, view = self.gridSize(), self.viewport().rect()
        if size.isEmpty() or not self._cards.rowCount():
            return []
        columns = max(1, view.width() // size.width()) if self._delegate.is_cards else 1
        top = self.verticalOffset()
        first = max(0, top // size.height() * columns)
        last = ((top + view.height()) // size.height() + 1) * columns
        rows = range(first, min(last, self._cards.rowCount()))
        chosen = self.currentIndex().row()
        return [chosen, *(n for n in rows if n != chosen)] if chosen in rows else list(rows)

    def _restart(self) -> None:
        if self._moves and self.isVisible():
            if not self._ticks.isActive():
                self._clock.start()
                self._ticks.start()
            return
        self._ticks.stop()
        self._films.forget()
        self.viewport().update()

    def _on_tick(self) -> None:
        """Ask for the films of what is on the screen; show the next moment of those there are."""
        self._delegate.seconds = self._clock.elapsed() / 1000
        rows = self.rows_on_screen()
        if not rows:
            return
        rect = self.visualRect(self._cards.index(rows[0], 0))
        look = self._delegate.look(rect, self.viewport().devicePixelRatioF())
        ids = [self._cards.exercises[row].id for row in rows]
        self._films.want(ids, look)
        self._moved = QRegion()
        for row, exercise_id in zip(rows, ids, strict=True):
            if self._films.has_moved(exercise_id, self._delegate.seconds):
                place = self.visualRect(self._cards.index(row, 0))
                self._moved += self._delegate.picture_rect(place).toAlignedRect()
        if not self._moved.isEmpty():
            self.viewport().update(self._moved)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures alone where only they have moved, else the items."""
        if self._moved.isEmpty() or not event.region().subtracted(self._moved).isEmpty():
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        chosen = self.currentIndex().row()
        for row in self.rows_on_screen():
            rect = self.visualRect(self._cards.index(row, 0))
            if event.region().intersects(self._delegate.picture_rect(rect).toAlignedRect()):
                exercise = self._cards.exercises[row]
                self._delegate.paint_moving(painter, rect, exercise, is_chosen=row == chosen)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on moving."""
        super().showEvent(event)
        self._restart()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        self._ticks.stop()
        self._films.rest()
        super().hideEvent(event)

    def current(self) -> Exercise | None:
        """Return the chosen exercise."""
        index = self.currentIndex()
        found: Exercise | None = index.data(ExerciseRole) if index.isValid() else None
        return found

    def choose(self, row: int) -> None:
        """Choose a row, if there is one."""
        if 0 <= row < self._cards.rowCount():
            self.setCurrentIndex(self._cards.index(row, 0))
            self.scrollTo(self.currentIndex())

    def step(self, key: Qt.Key) -> None:
        """Move as an arrow key does, from the search line."""
        QListView.keyPressEvent(
            self, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        )

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Say that another exercise is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width filled."""
        self.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, add and star by key; letters begin a search."""
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.add_wanted if is_control else self.opened).emit()
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.star_wanted.emit()
        elif is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self) -> None:
        self.opened.emit()
