"""Number fields without arrows, whose text keeps its room inside the theme's border."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

S = TypeVar("S", bound=QAbstractSpinBox)


def plain(spin: S) -> S:
    """Take the arrows away; the field within has no border of its own."""
    spin.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    inner = spin.findChild(QLineEdit)
    if inner is not None:
        inner.setStyleSheet("border: none; padding: 0; background: transparent;")
    return spin
