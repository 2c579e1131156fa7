"""A card of numbers; each can tell where it comes from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.analytics.figure import Figure
from rehabplanner.domain.people import Units
from rehabplanner.gui.forms import label
from rehabplanner.gui.progress.words import change_text, figure_text, said, where_text
from rehabplanner.gui.widgets.where import WhereButton
from rehabplanner.wording import _


class FigureRow(QWidget):
    """One number: its name, its value, what it was before, and a button for where it is from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(0)
        self.name, self.value = label(""), label("", "heading")
        self.before, self.counted = label("", "muted"), label("", "muted")
        font = self.value.font()
        font.setBold(True)
        self.value.setFont(font)
        self.where = WhereButton()
        layout.addWidget(self.name, 0, 0)
        layout.addWidget(self.value, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.where, 0, 2)
        layout.addWidget(self.before, 1, 0)
        layout.addWidget(self.counted, 1, 1, Qt.AlignmentFlag.AlignRight)
        layout.setColumnStretch(0, 1)

    def show_figure(self, figure: Figure, units: Units, before: str) -> None:
        """Show this number; `before` is the pattern for what it was before."""
        self.name.setText(said(figure.name))
        self.value.setText(figure_text(figure, units))
        self.before.setText(change_text(figure, units, before))
        self.counted.setText(said(figure.counted))
        self.where.show_source(said(figure.name), where_text(figure))
        self.setToolTip(self.where.words)
        words = (self.before.text(), self.counted.text())
        self.setAccessibleName(f"{self.name.text()}: {self.value.text()}. {', '.join(words)}")


class FiguresCard(QFrame):
    """A titled card of numbers, with a close button if it can be put away."""

    closed = Signal()

    def __init__(self, *, can_close: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 10, 12)
        layout.setSpacing(4)
        head = QHBoxLayout()
        self.title = label("", "heading")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        head.addWidget(self.title, 1)
        if can_close:
            close = QToolButton()
            close.setText("✕")
            close.setAccessibleName(_("Clear the selected days"))
            close.setToolTip(_("Clear the selected days (Esc)"))
            close.clicked.connect(self.closed)
            head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self.subtitle = QLabel()
        self.subtitle.setProperty("role", "muted")
        self.subtitle.setWordWrap(True)
        layout.addWidget(self.subtitle)
        self._body = QVBoxLayout()
        self._body.setSpacing(2)
        layout.addLayout(self._body)
        self.rows: list[FigureRow] = []

    def show_figures(
        self, title: str, subtitle: str, figures: Sequence[Figure], units: Units, before: str
    ) -> None:
        """Show these numbers; rows are used again, so that brushing does not flicker.

        `before` is a translated pattern with `{amount}` for what a number was before.
        """
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        while len(self.rows) < len(figures):
            row = FigureRow()
            self._body.addWidget(row)
            self.rows.append(row)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(figures))
            if number < len(figures):
                row.show_figure(figures[number], units, before)
