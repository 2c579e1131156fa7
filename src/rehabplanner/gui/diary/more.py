"""More about a day, folded away so that the usual entry stays short."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from rehabplanner.domain.diary import DayEntry
from rehabplanner.domain.problems import marked
from rehabplanner.gui.diary.scores import (
    AMOUNTS,
    LINES,
    MIND_SCORES,
    PEOPLE_SCORES,
    AmountBox,
    LineField,
    ScoreField,
    ScoreRow,
)
from rehabplanner.gui.forms import label
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.flow import FlowLayout
from rehabplanner.gui.widgets.line_edit import LineEdit
from rehabplanner.gui.widgets.number_field import NumberField
from rehabplanner.wording import _, ngettext

GROUPS: Sequence[tuple[str, tuple[ScoreField, ...]]] = (
    (marked("How I feel"), MIND_SCORES),
    (marked("Work and people"), PEOPLE_SCORES),
)
FOLDED = tuple(field.key for field in (*MIND_SCORES, *PEOPLE_SCORES, *AMOUNTS, *LINES))


class MoreFields(QWidget):
    """A line that opens and closes, and below it the fields in groups. `opened` says which."""

    opened = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.scores: dict[str, ScoreRow] = {}
        self.amounts: dict[str, NumberField] = {}
        self.lines: dict[str, LineEdit] = {}
        self.order: list[QWidget] = []
        self._count = 0
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setToolTip(_("Sleep quality, energy, work, food, what eased and stirred it"))
        self.button.toggled.connect(self._on_toggled)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        for title, fields in GROUPS:
            self._add_heading(title)
            for field in fields:
                self._add_score(field)
        self._add_heading(marked("Eased and stirred"))
        for line in LINES:
            self._add_line(line)
        self._add_amounts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        column.addWidget(self._body)
        self._body.hide()
        self._say()

    def set_open(self, is_open: bool) -> None:
        """Open or close the fields without telling anyone."""
        self.button.blockSignals(True)
        self.button.setChecked(is_open)
        self.button.blockSignals(False)
        self._body.setVisible(is_open)
        self._say()

    def show_count(self, entry: DayEntry | None) -> None:
        """Say how many of the folded fields are filled in."""
        values = [getattr(entry, name) for name in FOLDED] if entry else []
        self._count = sum(1 for value in values if value is not None and value != "")
        self._say()

    def _add_heading(self, title: str) -> None:
        self._grid.addWidget(label(_(title), "heading"), self._grid.rowCount(), 0, 1, 3)

    def _add_score(self, field: ScoreField) -> None:
        made = ScoreRow(field, self._theme, self)
        row = self._grid.rowCount()
        self._grid.addWidget(made.caption, row, 0)
        self._grid.addWidget(made.bar, row, 1)
        self._grid.addWidget(made.words, row, 2)
        self.scores[field.key] = made
        self.order.append(made.bar)

    def _add_line(self, field: LineField) -> None:
        edit = LineEdit()
        edit.setAccessibleName(_(field.words))
        edit.setPlaceholderText(_(field.example))
        caption = QLabel(_(field.caption))
        caption.setBuddy(edit)
        row = self._grid.rowCount()
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(edit, row, 1, 1, 2)
        self.lines[field.key] = edit
        self.order.append(edit)

    def _add_amounts(self) -> None:
        flow = FlowLayout(gap=12)
        for field in AMOUNTS:
            box = AmountBox(field)
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3)
            column.addWidget(box.caption)
            column.addWidget(box)
            flow.addWidget(pair)
            self.amounts[field.key] = box.number
            self.order.append(box.number)
        self._grid.addLayout(flow, self._grid.rowCount(), 0, 1, 3)

    def _on_toggled(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._say()
        self.opened.emit(is_open)
        if is_open:
            self.order[0].setFocus()

    def _say(self) -> None:
        is_open = self.button.isChecked()
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        words = _("More about the day")
        if self._count and not is_open:
            filled = ngettext("{count} filled in", "{count} filled in", self._count)
            words = f"{words} ({filled})"
        self.button.setText(words)
