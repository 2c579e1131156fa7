"""The line on which a day is planned by typing: suggestions while typing, and reading back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import set_mark
from rehabplanner.gui.plan.cards import ICONS
from rehabplanner.gui.plan.words import entry_name, entry_sentence, entry_words
from rehabplanner.gui.settings import FAVOURITES, RECENT
from rehabplanner.phrases import dose_words
from rehabplanner.planning.entry import Entry, Search, read_entries
from rehabplanner.planning.ranking import ranked
from rehabplanner.planning.usual import Usual
from rehabplanner.wording import _, day_text, say
from rehabplanner.workspace import News

ROWS_SHOWN = 8
UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
DASH = "  –  "


class _Line(QLineEdit):
    """The field itself; hands the keys of the list to the suggestions."""

    moved = Signal(int)
    day_moved = Signal(int)
    left = Signal()
    left_down = Signal()
    lost_focus = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose a suggestion, Alt+arrows another day, Escape goes to the board."""
        key, has_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif has_alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.day_moved.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the plan while nothing is typed."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.text()
            and any(event.matches(key) for key in UNDO_KEYS)
        ):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the suggestions."""
        super().focusOutEvent(event)
        self.lost_focus.emit()


class EntryLine(QWidget):
    """Types things onto a day. `entered` carries an Entry; `left` says that the board is wanted."""

    entered = Signal(object)
    day_moved = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, usual: Callable[[], Usual], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._usual = usual
        self._units = Units.METRIC
        self._day = date.min
        self._entries: list[Entry] = []
        self._problem = ""
        self._where = QLabel()
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self.line = _Line()
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName(_("Add to the plan"))
        self.line.setPlaceholderText(
            _("side plank 3x30s each mwf     run 5k easy @4     8x(1r/2w)     rest     sleep 8h")
        )
        self._where.setBuddy(self.line)
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setWordWrap(True)
        self.reading.setProperty("role", "muted")
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._over = parent
        self.list = QListWidget(parent)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(_("Suggestions"))
        self.list.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._where)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.reading)
        self._connect()
        self._show_reading()

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_text_edited)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.moved.connect(self._on_moved)
        self.line.day_moved.connect(self.day_moved)
        self.line.left.connect(self._on_left)
        self.line.lost_focus.connect(self.list.hide)
        self.line.textChanged.connect(self._on_text_changed)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.list.currentRowChanged.connect(self._on_row_changed)

    # Showing

    def show_day(self, day: date, units: Units) -> None:
        """Add to this day where the line names none."""
        if (day, units) == (self._day, self._units):
            return
        self._day, self._units = day, units
        self._where.setText(_("Add on {day}").format(day=day_text(day, year=False)))
        self._show_reading()

    def _search(self) -> Search:
        index = self._desk.library.index
        first = (*favourites(self._desk), *self._usual().recent)

        def search(text: str) -> list[Exercise]:
            return ranked(index.search(text, first), text, first)

        return search

    def _on_text_edited(self, text: str) -> None:
        self._problem = ""
        try:
            self._entries = read_entries(text, self._search(), self._usual())
        except Problem as problem:
            self._entries = []
            self._problem = say(problem.message)
        self._fill_list()
        self._show_reading()

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._entries, self._problem = [], ""
            self._fill_list()
            self._show_reading()

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self._entries:
            exercise = self._exercise(entry)
            amount = dose_words(entry.dose, units=self._units) or entry_words(entry, self._units)
            parts = (entry_name(entry, exercise), amount)
            item = QListWidgetItem(DASH.join(part for part in parts if part))
            item.setIcon(self._desk.theme.icon(ICONS[entry.kind], "accent"))
            item.setToolTip(item.text())
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        has_choice = len(self._entries) > 1 and self.line.hasFocus()
        self.list.setVisible(has_choice)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Let the suggestions follow the line."""
        super().moveEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the suggestions follow the line."""
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        if not self.list.isHidden():
            self._place_list()

    def _place_list(self) -> None:
        corner = self.line.mapTo(
            self._over, QPoint(0, self.line.height() + 2 + self._reading_room())
        )
        rows = min(len(self._entries), ROWS_SHOWN)
        height = self.list.sizeHintForRow(0) * rows + 2 * self.list.frameWidth() + 4
        width = min(self.line.width(), round(self.fontMetrics().averageCharWidth() * 70))
        self.list.setGeometry(corner.x(), corner.y(), width, height)
        self.list.raise_()

    def _reading_room(self) -> int:
        return self.reading.heightForWidth(self.width()) + 4

    def _exercise(self, entry: Entry) -> Exercise | None:
        return self._desk.library.exercises.get(entry.exercise_id or "")

    def chosen(self) -> Entry | None:
        """Return what Enter would add."""
        row = max(0, self.list.currentRow())
        return self._entries[row] if row < len(self._entries) else None

    def _show_reading(self) -> None:
        entry = self.chosen()
        if entry is not None:
            exercise = self._exercise(entry)
            text = entry_sentence(entry, exercise, self._day.weekday(), self._units)
            text = _("Enter adds: {entry}").format(entry=text)
        else:
            text = self._problem or _(
                "Type what to do. Days may follow: mwf, tue thu, daily. A note goes after a ;"
            )
        set_mark(self.reading, "role", "problem" if self._problem else "muted")
        self.reading.setText(text)
        self._follow()
        self.line.setAccessibleDescription(text)

    # Slots

    def _on_return_pressed(self) -> None:
        entry = self.chosen()
        if entry is None:
            return
        text = self.line.text()
        written: list[News] = []
        stop = self._desk.workspace.listen(written.append)
        self.line.clear()
        try:
            self.entered.emit(entry)
        finally:
            stop()
        if not written:  # it could not be saved: what was typed stays
            self.line.setText(text)
            self._on_text_edited(text)

    def _on_moved(self, step: int) -> None:
        count = len(self._entries)
        if count > 1:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
        elif step > 0 and not self.line.text():
            self.left.emit()

    def _on_left(self) -> None:
        if self.list.isVisible():
            self.list.hide()
        elif self.line.text():
            self.line.clear()
        else:
            self.left.emit()

    def _on_row_changed(self, row: int) -> None:
        self._show_reading()

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._on_return_pressed()


def favourites(desk: Desk) -> tuple[str, ...]:
    """Return the ids of the exercises marked with a star, then those used lately."""
    stored = f"{desk.settings.get(FAVOURITES)},{desk.settings.get(RECENT)}"
    return tuple(one for one in stored.replace(";", ",").replace(" ", ",").split(",") if one)
