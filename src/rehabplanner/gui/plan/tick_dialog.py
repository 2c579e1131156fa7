"""The tick sheet of a week, filled in from paper by number pad: one digit a cell."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from rehabplanner.domain.plans import week_days
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.draft_fields import Field
from rehabplanner.gui.forms import Form, label
from rehabplanner.gui.plan.ground import fit_to_font
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.pain_scale import TEN_KEYS
from rehabplanner.planning.tick_sheet import RowKind, SheetRow
from rehabplanner.wording import _, week_text, weekday

MARK_WORDS = {1: "✓", 2: "½", 0: "–"}
DAYS = 7
WIDEST_DAY = 7
"""In letters, with the padding."""


class TickTable(QTableWidget):
    """A cell takes one digit and the next planned cell follows. `finished` after the last one."""

    finished = Signal()

    def __init__(
        self,
        theme: Theme,
        rows: tuple[SheetRow, ...],
        known: dict[tuple[int, int], int],
        monday: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(len(rows), DAYS, parent)
        self.rows = rows
        self.cells = dict(known)
        self._theme = theme
        self.setAccessibleName(_("Tick sheet"))
        self.setProperty("cells", True)
        days = week_days(monday)
        self.setHorizontalHeaderLabels(
            [f"{weekday(number, short=True)}\n{day.day}" for number, day in enumerate(days)]
        )
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        self.setVerticalHeaderLabels([_name(row) for row in rows])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(header.fontMetrics().averageCharWidth() * WIDEST_DAY)
        for row in range(len(rows)):
            for column in range(DAYS):
                self.setItem(row, column, QTableWidgetItem())
                self._show(row, column)
        first = next(iter(self._open_cells()), (0, 0))
        self.setCurrentCell(*first)

    def _open_cells(self) -> list[tuple[int, int]]:
        return [
            (number, column)
            for number, row in enumerate(self.rows)
            for column in range(DAYS)
            if row.is_open(column)
        ]

    def _show(self, row: int, column: int) -> None:
        cell = self.item(row, column)
        if cell is None:
            return
        if not self.rows[row].is_open(column):
            cell.setFlags(Qt.ItemFlag.NoItemFlags)
            cell.setBackground(self._theme.colour("surface"))
            return
        digit = self.cells.get((row, column))
        is_mark = self.rows[row].kind is RowKind.ITEMS
        words = "" if digit is None else MARK_WORDS[digit] if is_mark else str(digit)
        cell.setText(words)
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit and go on; Backspace goes back and empties."""
        row, column = self.currentRow(), self.currentColumn()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.cells.pop((row, column), None)
            self._show(row, column)
        elif (digit := self._digit(event, row, column)) is not None:
            self.cells[row, column] = digit
            self._show(row, column)
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _digit(self, event: QKeyEvent, row: int, column: int) -> int | None:
        """Return what a key says in this cell; None where it says nothing there."""
        text = event.text()
        if not self.rows[row].is_open(column):
            return None
        if self.rows[row].kind is RowKind.ITEMS:
            return int(text) if text in ("0", "1", "2") else None
        if event.key() in TEN_KEYS:
            return 10
        return int(text) if text.isdecimal() else None

    def _go_on(self) -> None:
        here = (self.currentRow(), self.currentColumn())
        after = [cell for cell in self._open_cells() if cell > here]
        if after:
            self.setCurrentCell(*after[0])
        else:
            self.finished.emit()


class TickDialog(RecordDialog):
    """Asks for the ticks of a week. When accepted, `table.cells` holds them."""

    def __init__(
        self,
        theme: Theme,
        rows: tuple[SheetRow, ...],
        known: dict[tuple[int, int], int],
        monday: date,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Tick sheet from paper")
        super().__init__(title, parent)
        self.monday = monday
        self.table = TickTable(theme, rows, known, monday)
        self.form = Form([])
        self.column.addWidget(label(title, "title"))
        self.column.addWidget(label(week_text(monday), "muted"))
        how = label(
            _("1 done · 2 in part · 0 left out. In the rows of pain: 0 to 9, and x or * for 10."),
            "muted",
        )
        how.setWordWrap(True)
        self.column.addWidget(how)
        self.column.addWidget(self.table, 1)
        self.add_buttons()
        self.table.finished.connect(self._on_finished)
        self.table.setFocus()
        fit_to_font(self, 150, 36)

    def draft_fields(self) -> dict[str, Field]:
        """Keep no draft: a sheet of paper is a draft itself."""
        return {}

    def take_answer(self) -> None:
        """Take the cells as they stand."""

    def _on_finished(self) -> None:
        self.save.setFocus()


def _name(row: SheetRow) -> str:
    if row.kind is RowKind.MORNING:
        return _("Pain on waking")
    return _("Highest pain") if row.kind is RowKind.DURING else row.name
