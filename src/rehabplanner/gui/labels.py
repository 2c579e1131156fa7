"""Labels in the roles of the style sheet; apart from the forms, for the sake of a quick start."""

from html import escape

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


def tip(text: str) -> str:
    """Return a tool tip that shows what people have typed as they typed it, never as markup."""
    if "<" not in text and "&" not in text:
        return text
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>")
