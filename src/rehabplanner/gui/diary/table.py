"""All days as a table, oldest first: look back, open a day, fill a week in by number pad."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rehabplanner.domain.activities import Kind
from rehabplanner.domain.problems import marked
from rehabplanner.gui.diary.days import DayRow
from rehabplanner.gui.labels import tip
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.levels import ink, tint
from rehabplanner.gui.widgets.pain_scale import TEN_KEYS
from rehabplanner.wording import _, day_text, number_text, word

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAIN, SCORE, HOURS, MINUTES, READ = "pain", "score", "hours", "minutes", "read"
MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One column: the row's value it shows, its titles, and how it is typed into (READ: not)."""

    key: str
    title: str
    tip: str
    kind: str = READ


COLUMNS = (
    DayColumn("day", marked("Day"), marked("The day")),
    DayColumn("morning", marked("Morn."), marked("Pain in the morning"), PAIN),
    DayColumn("worst", marked("Worst"), marked("Worst pain of the day"), PAIN),
    DayColumn("during", marked("During"), marked("Pain during the session")),
    DayColumn("after", marked("After"), marked("Pain after the session")),
    DayColumn("legs", marked("Legs"), marked("Highest pain in hip, leg or foot")),
    DayColumn("sleep_h", marked("Sleep"), marked("Hours of sleep"), HOURS),
    DayColumn("stress", marked("Stress"), marked("Stress, 0 to 10"), SCORE),
    DayColumn("worry", marked("Worry"), marked("Worry about the back, 0 to 10"), SCORE),
    DayColumn("mood", marked("Mood"), marked("Mood, 10 is best"), SCORE),
    DayColumn("work_load", marked("Work"), marked("Work load, 0 to 10"), SCORE),
    DayColumn("sleep_quality", marked("Slept"), marked("How well you slept, 10 is best"), SCORE),
    DayColumn("energy", marked("Energy"), marked("Energy, 10 is best"), SCORE),
    DayColumn("stiffness_min", marked("Stiff"), marked("Minutes stiff after getting up"), MINUTES),
    DayColumn("activities", marked("Training"), marked("What was done")),
    DayColumn("note", marked("Note"), marked("What was written")),
)
PAIN_COLUMNS = frozenset({"morning", "worst", "during", "after", "legs"})


class DayModel(QAbstractTableModel):
    """Days as rows; the same days shown again keep selection and place."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[DayRow] = ()

    def set_rows(self, rows: Sequence[DayRow]) -> None:
        """Show these days."""
        is_same = [one.day for one in rows] == [one.day for one in self._rows]
        if is_same and rows:
            self._rows = rows
            last = self.index(len(rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> DayRow:
        """Return a row."""
        return self._rows[number]

    def row_of(self, day: date) -> int | None:
        """Return the row of a day, if it is shown."""
        if not self._rows or not self._rows[0].day <= day <= self._rows[-1].day:
            return None
        return (day - self._rows[0].day).days

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Return the number of days."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.key not in TEXTS:
            return int(Qt.AlignmentFlag.AlignCenter)
        if column.key in PAIN_COLUMNS and (score := row.value(column.key)) is not None:
            if role == Qt.ItemDataRole.BackgroundRole and score:
                return tint(self._theme, score)
            if role == Qt.ItemDataRole.ForegroundRole:
                return ink(self._theme, score)
        return None

    def _tip(self, row: DayRow, column: DayColumn) -> str | None:
        if column.key == "note" and row.entry is not None and row.entry.note:
            return tip(row.entry.note)
        return cell_text(row, column) if column.key == "activities" else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(COLUMNS[section].tip)
        return None


TEXTS = frozenset({"day", "activities", "note"})


def cell_text(row: DayRow, column: DayColumn) -> str:
    """Return the words of a cell; nothing where nothing is known."""
    if column.key == "day":
        return day_text(row.day, year=False)
    if column.key == "activities":
        if row.activities:
            return ", ".join(dict.fromkeys(word(one.kind) for one in row.activities))
        return _("Rest day") if row.entry is not None and row.entry.is_rest_day else ""
    if column.key == "note":
        note = row.entry.note if row.entry is not None else ""
        return note.split("\n")[0] or ("●" if row.has_note else "")
    value = row.value(column.key)
    return "" if value is None else number_text(value, 2)


class CellFrame(QStyledItemDelegate):
    """Frames the cell into which the next key goes."""

    def __init__(self, theme: Theme, view: "DayTable") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell, framed if it is the current one."""
        super().paint(painter, option, index)
        column = COLUMNS[index.column()]
        if index != self._view.currentIndex() or column.kind == READ:
            return
        painter.save()
        width = 2 if self._view.hasFocus() else 1
        painter.setPen(QPen(self._theme.colour("accent"), width))
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()


class DayTable(QTableView):
    """A digit fills the current cell and goes one day down; past today it begins the next column.

    x or * is 10, Delete clears, Enter or Down leaves a day as it is. In the column of hours a
    digit stays open for `.5` until the next digit; minutes are ended by Enter. `typed` carries the
    day, the column and the value.
    """

    typed = Signal(object, object, object)
    day_chosen = Signal(object)

    def __init__(self, model: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = model
        self._began_at: int | None = None
        self._typed_part = ""
        self.setModel(model)
        self.setItemDelegate(CellFrame(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("All days"))

    def fit(self) -> None:
        """Make columns and rows as large as the text needs."""
        em = self.fontMetrics().horizontalAdvance("0")
        header = self.horizontalHeader()
        header.setMinimumSectionSize(2 * em)
        widest = {
            "day": max(day_text(date(2026, 9, day), year=False) for day in range(20, 28)),
            "activities": f"{word(Kind.RUN_WALK)}, {word(Kind.STRENGTH)}",
        }
        for number, column in enumerate(COLUMNS):
            texts = (_(column.title), widest.get(column.key, "0000"))
            width = max(header.fontMetrics().horizontalAdvance(text) for text in texts)
            self.setColumnWidth(number, width + 2 * em + 6)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))

    def choose(self, day: date) -> None:
        """Select a day's row, keeping the column."""
        row = self._days.row_of(day)
        if row is None or row == self.currentIndex().row():
            return
        column = max(1, self.currentIndex().column())
        self.setCurrentIndex(self._days.index(row, column))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Say which day is chosen now."""
        super().currentChanged(current, previous)
        self._typed_part = ""
        self.viewport().update()
        if current.isValid() and current.row() != previous.row():
            self.scrollTo(current)
            self.day_chosen.emit(self._days.row(current.row()).day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to fill where the mouse is."""
        self._began_at = None
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fill cells by digits."""
        index = self.currentIndex()
        column = COLUMNS[index.column()] if index.isValid() else COLUMNS[0]
        if column.kind == READ:
            self._began_at = None
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._give(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif self._type(column, event):
            return
        else:
            self._began_at = None
            super().keyPressEvent(event)

    def _type(self, column: DayColumn, event: QKeyEvent) -> bool:
        """Take a key that is part of a value; False for any other key."""
        if column.kind == HOURS:
            return self._type_hours(event)
        if column.kind == MINUTES:
            return self._type_minutes(event)
        return self._type_score(event)

    def _type_score(self, event: QKeyEvent) -> bool:
        text = event.text()
        if event.key() in TEN_KEYS:
            self._give(10)
        elif len(text) == 1 and text.isascii() and text.isdigit():
            self._give(int(text))
        else:
            return False
        self._go_on()
        return True

    def _type_hours(self, event: QKeyEvent) -> bool:
        """Take one key of hours such as 7, 7.5 or 10; a further digit belongs to the next day."""
        text = event.text()
        if text in (".", ",") and text:
            self._typed_part = f"{self._typed_part or '0'}."
            return True
        if len(text) != 1 or not text.isascii() or not text.isdigit():
            return False
        if self._typed_part.endswith("."):
            self._give(float(self._typed_part + text))
            self._go_on()
            return True
        if self._typed_part == "1" and text in "012":
            self._give(float("1" + text))
            self._go_on()
            return True
        if self._typed_part:
            self._go_on()
            if COLUMNS[self.currentIndex().column()].kind != HOURS:
                return self._type_score(event)
        self._give(float(text))
        self._typed_part = text
        return True

    def _type_minutes(self, event: QKeyEvent) -> bool:
        """Take one digit of minutes; Enter goes to the next day."""
        text = event.text()
        if len(text) != 1 or not text.isascii() or not text.isdigit():
            return False
        digits = (self._typed_part + text)[-MOST_DIGITS:]
        self._give(int(digits))
        self._typed_part = digits
        return True

    def _give(self, value: float | int | None) -> None:
        index = self.currentIndex()
        if self._began_at is None:
            self._began_at = index.row()
        self.typed.emit(self._days.row(index.row()).day, COLUMNS[index.column()], value)

    def _go_on(self) -> None:
        """Go one day down; after today, to the day where typing began, in the next column."""
        index = self.currentIndex()
        if index.row() + 1 < self._days.rowCount():
            self.setCurrentIndex(self._days.index(index.row() + 1, index.column()))
            return
        following = [
            number
            for number, column in enumerate(COLUMNS)
            if number > index.column() and column.kind != READ
        ]
        if following and self._began_at is not None:
            self.setCurrentIndex(self._days.index(self._began_at, following[0]))
