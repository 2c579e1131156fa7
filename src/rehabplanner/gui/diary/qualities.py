"""What a pain feels like: a button for each quality, several may be pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rehabplanner.domain.diary import PainQuality
from rehabplanner.gui.widgets.flow import FlowLayout
from rehabplanner.wording import _, word


class QualityPicker(QWidget):
    """Buttons that stay down. `changed` comes with every press."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What it feels like"))
        row = FlowLayout(gap=6)
        self.buttons: dict[PainQuality, QPushButton] = {}
        for quality in PainQuality:
            button = QPushButton(word(quality))
            button.setCheckable(True)
            button.clicked.connect(self.changed)
            row.addWidget(button)
            self.buttons[quality] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self.setFocusProxy(self.buttons[PainQuality.SHARP])

    def qualities(self) -> tuple[PainQuality, ...]:
        """Return the qualities that are pressed."""
        return tuple(one for one, button in self.buttons.items() if button.isChecked())

    def set_qualities(self, qualities: Sequence[PainQuality]) -> None:
        """Press these and no others."""
        for quality, button in self.buttons.items():
            button.setChecked(quality in qualities)
