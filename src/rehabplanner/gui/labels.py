"""Labels in the roles of the style sheet; apart from the forms, for the sake of a quick start."""

from PySide6 import QtCore
from PySide6.QtWidgets import QLabel


def label(text: str, role: str = "") -> QLabel:
    """Return a label in one of the style sheet's roles: title, heading, muted, problem."""
    made = QLabel(text)
    if role:
        made.setProperty("role", role)
    if role == "title":
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * 1.45)
        font.setBold(True)
        made.setFont(font)
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    return made
