"""Tables as columns of data over records: sorts and filters by an index array, without a proxy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from rehabplanner.gui.labels import tip

R = TypeVar("R")
RecordRole = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its title, the text of a record, and the value it is sorted by.

    A sort value of None (unknown) always goes to the end. `is_number` aligns to the right; `about`
    tells more of the column than its title.
    """

    key: str
    title: str
    text: Callable[[R], str]
    value: Callable[[R], Any]
    is_number: bool = False
    tip: Callable[[R], str] | None = None
    about: str = ""


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Shows records; `set_records` keeps the sort and filter in force."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._records: Sequence[R] = ()
        self._order = np.arange(0)
        self._shown = np.arange(0)
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._filter: Callable[[R], bool] | None = None

    def set_records(self, records: Sequence[R]) -> None:
        """Show these records."""
        self.beginResetModel()
        self._records = records
        self._order = self._sorted()
        self._shown = self._filtered()
        self.endResetModel()

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the records for which `keep` is true; None shows all."""
        self.beginResetModel()
        self._filter = keep
        self._shown = self._filtered()
        self.endResetModel()

    def record(self, row: int) -> R:
        """Return the record shown in this row."""
        return self._records[int(self._shown[row])]

    def shown(self) -> list[R]:
        """Return the records as they are shown."""
        return [self._records[int(number)] for number in self._shown]

    def row_of(self, is_it: Callable[[R], bool]) -> int | None:
        """Return the first shown row whose record fits, or None."""
        for row, number in enumerate(self._shown):
            if is_it(self._records[int(number)]):
                return row
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; unknown values go to the end either way."""
        self.layoutAboutToBeChanged.emit()
        self._sort = (column, order) if column >= 0 else None
        self._order = self._sorted()
        self._shown = self._filtered()
        self.layoutChanged.emit()

    def _sorted(self) -> "np.ndarray[Any, Any]":
        count = len(self._records)
        if self._sort is None:
            return np.arange(count)
        column, order = self._sort
        value = self.columns[column].value
        values = [value(record) for record in self._records]
        known = [number for number in range(count) if values[number] is not None]
        unknown = [number for number in range(count) if values[number] is None]
        known.sort(key=values.__getitem__, reverse=order is Qt.SortOrder.DescendingOrder)
        return np.array([*known, *unknown], dtype=np.intp)

    def _filtered(self) -> "np.ndarray[Any, Any]":
        keep = self._filter
        if keep is None:
            return self._order
        return np.array(
            [number for number in self._order if keep(self._records[int(number)])], dtype=np.intp
        )

    # What Qt asks

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Return the number of records shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        record, column = self.record(index.row()), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return tip(column.tip(record)) or None
        if role == RecordRole:
            return record
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.columns[section].about) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = self.columns[section].is_number
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


SAMPLE_ROWS = 60
CELL_PADDING_PX = 20
WIDEST_EM = 16


def fit_columns(table: QTableView, model: RecordTableModel[R], widest_em: int = WIDEST_EM) -> None:
    """Set each column as wide as its title and the first rows need (measured, not laid out)."""
    metrics = table.fontMetrics()
    bold = QFont(table.font())
    bold.setBold(True)
    titles = QFontMetrics(bold)
    widest = metrics.horizontalAdvance("m") * widest_em
    rows = range(min(SAMPLE_ROWS, model.rowCount()))
    for number, column in enumerate(model.columns):
        texts = [metrics.horizontalAdvance(column.text(model.record(row))) for row in rows]
        title = titles.horizontalAdvance(column.title) + metrics.height()
        width = min(widest, max([title, *texts]))
        table.setColumnWidth(number, width + CELL_PADDING_PX)
