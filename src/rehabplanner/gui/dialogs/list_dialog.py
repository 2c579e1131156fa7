"""A dialog that offers a list to choose from: backups, what lies in the bin."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.gui.forms import label
from rehabplanner.wording import _


class ListDialog(QDialog):
    """Shows rows of text with a value each; `chosen` holds the values that were accepted."""

    def __init__(
        self,
        title: str,
        words: str,
        rows: Sequence[tuple[str, Any]],
        button: str,
        *,
        many: bool = False,
        other: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.chosen: list[Any] = []
        self.wants_other = False
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        if many:
            self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        for text, value in rows:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, value)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._on_accept)
        explained = label(words, "muted")
        explained.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("primary", True)
        self.go.setEnabled(bool(rows))
        if other:
            another = buttons.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
            another.clicked.connect(self._on_other_clicked)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(explained)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        self.resize(560, 420)

    def _on_accept(self) -> None:
        self.chosen = [item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        if self.chosen:
            self.accept()

    def _on_other_clicked(self) -> None:
        self.wants_other = True
        self.accept()
