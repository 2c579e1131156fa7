"""Number fields without arrows."""

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit


def plain(spin: QAbstractSpinBox) -> None:
    """Take the arrows away, and give the text the room on its left that style sheets leave out.

    The arrows go by a mark that the style sheet looks at: Qt's own `NoButtons` together with a
    style sheet leaves the text a single pixel.
    """
    spin.setProperty("bare", True)
    inner = spin.findChild(QLineEdit)
    if inner is not None:
        inner.setTextMargins(7, 0, 3, 0)
