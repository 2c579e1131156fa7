"""Number fields without arrows, whose text keeps its room inside the theme's border."""

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

# `NoButtons` together with a style sheet leaves the text a single pixel; arrows of no width do not.
WITHOUT_ARROWS = """
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: none; }
QLineEdit { border: none; padding: 0; background: transparent; }
"""


def plain(spin: QAbstractSpinBox) -> None:
    """Take the arrows away; the text within has no border of its own."""
    spin.setStyleSheet(WITHOUT_ARROWS)
    inner = spin.findChild(QLineEdit)
    if inner is not None:
        inner.setTextMargins(7, 0, 3, 0)
