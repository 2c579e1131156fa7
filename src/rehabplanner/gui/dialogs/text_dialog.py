"""A dialog that shows words: help, the list of shortcuts, about."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from rehabplanner.wording import _


class TextDialog(QDialog):
    """Shows a text in simple HTML that the program itself has made."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        text = QTextBrowser()
        text.setHtml(html)
        text.setOpenLinks(False)
        text.anchorClicked.connect(self._on_link_clicked)
        self.text = text
        text.setAccessibleName(title)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.resize(620, 560)

    def _on_link_clicked(self, link: QUrl) -> None:
        """Go to a place in the same text; nothing else is ever opened."""
        self.text.scrollToAnchor(link.fragment())
