"""Forms as tables of rows: labelled fields, help texts, and marks on what must be put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rehabplanner.domain.problems import Problem
from rehabplanner.gui.labels import label as label
from rehabplanner.wording import say

DATE_FORMAT = "ddd d MMM yyyy"
"""How date fields show a day; Qt puts the names in the user's language."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the record's field name, its label (with a & mnemonic), the widget, a help text."""

    name: str
    label: str
    widget: QWidget
    help: str = ""


class Form(QWidget):
    """Rows with labels; shows a Problem beside the row of its field."""

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {row.name: row for row in rows}
        self._words: dict[str, QLabel] = {}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.setVerticalSpacing(10)
        for row in rows:
            label = QLabel(row.label)
            label.setBuddy(row.widget)
            row.widget.setAccessibleName(row.label.replace("&", ""))
            if row.help:
                row.widget.setToolTip(row.help)
                row.widget.setAccessibleDescription(row.help)
            layout.addRow(label, self._cell(row))

    def _cell(self, row: Row) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(row.widget)
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("role", "problem")
        words.setWordWrap(True)
        words.hide()
        column.addWidget(words)
        self._words[row.name] = words
        return cell

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows in their order."""
        return tuple(self._rows.values())

    def show_problem(self, problem: Problem) -> bool:
        """Mark the row the problem is about and put the keyboard there; False if no row fits."""
        self.clear_problems()
        row = self._rows.get(problem.field_name)
        if row is None:
            return False
        set_mark(row.widget, "invalid", True)
        self._words[row.name].setText(say(problem.message))
        self._words[row.name].show()
        row.widget.setFocus()
        self._reach(row.widget)
        return True

    def _reach(self, widget: QWidget) -> None:
        """Scroll to a widget where the form lies in a scroll area."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(widget)

    def clear_problems(self) -> None:
        """Take all marks away."""
        for name, words in self._words.items():
            words.hide()
            set_mark(self._rows[name].widget, "invalid", False)


def set_mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and restyle the widget if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


E = TypeVar("E", bound=Enum)


def chosen(box: QComboBox, kind: type[E]) -> E | None:
    """Return the enum value chosen in a box; None where the entry stands for nothing.

    Qt hands a text enum back as a plain text, which is equal to it but not the same thing.
    """
    data = box.currentData()
    return None if data is None else kind(data)
