"""The row of filters above the gallery: by body part, aim, equipment, and by three buttons."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.gui.library.facets import FACETS, NOTHING, Choice, counts
from rehabplanner.gui.library.words import capital
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.flow import FlowLayout
from rehabplanner.wording import _


class Filters(QWidget):
    """Boxes and buttons that narrow what is shown; each box says how many it would leave."""

    changed = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.boxes = {facet.key: self._box(_(facet.title)) for facet in FACETS}
        self.favourites = QPushButton(_("Favo&urites"))
        self.core = QPushButton(_("&Core set"))
        self.core.setToolTip(_("The hundred exercises that serve most runners"))
        self.own = QPushButton(_("O&wn"))
        self.own.setToolTip(_("Only the exercises that were made here or taken in"))
        self.clear = QPushButton(_("Clear filters"))
        self.clear.clicked.connect(self.clear_wanted)
        row = FlowLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes.values():
            row.addWidget(box)
        for button in self._buttons:
            button.setCheckable(True)
            button.toggled.connect(self.changed)
            row.addWidget(button)
        row.addWidget(self.clear)
        self.dress()

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.favourites, self.core, self.own

    def _box(self, title: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(len(title))
        box.currentIndexChanged.connect(self.changed)
        return box

    def dress(self) -> None:
        """Draw the star in the colours of the theme."""
        self.favourites.setIcon(self._theme.icon("star"))

    def choice(self) -> Choice:
        """Return what is filtered by."""
        values = {
            key: box.currentData()
            for key, box in self.boxes.items()
            if box.currentData() is not None
        }
        return Choice(
            values, self.core.isChecked(), self.favourites.isChecked(), self.own.isChecked()
        )

    def reset(self) -> None:
        """Filter by nothing, without a word to anybody."""
        for box in self.boxes.values():
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        for button in self._buttons:
            with QSignalBlocker(button):
                button.setChecked(False)

    def show_counts(
        self, found: Sequence[Exercise], favourites: Collection[str], *, has_own: bool
    ) -> None:
        """Say how many of the found exercises each choice would leave."""
        choice = self.choice()
        for facet in FACETS:
            box = self.boxes[facet.key]
            with QSignalBlocker(box):
                box.clear()
                box.addItem(_(facet.title), None)
                for value, count in counts(facet, found, choice, favourites):
                    words = capital(value) if value != NOTHING else _("No equipment")
                    box.addItem(f"{words} ({count})", value)
                row = box.findData(choice.values[facet.key]) if facet.key in choice.values else 0
                box.setCurrentIndex(max(0, row))
        self.own.setVisible(self.own.isChecked() or has_own)
        self.clear.setVisible(bool(choice))
