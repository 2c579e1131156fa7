"""When the data file cannot be opened: why, and the ways back."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.problems import StorageError
from rehabplanner.gui.care import BackupRow
from rehabplanner.gui.forms import label
from rehabplanner.wording import _, day_text, say


class Way(Enum):
    """What a person chose."""

    CLOSE = "close"
    RESTORE = "restore"
    REPAIR = "repair"
    TRY_AGAIN = "try again"


def backup_words(row: BackupRow) -> str:
    """Return a backup in words: its day, time and size."""
    made = row.made_at.astimezone()
    return _("{day}, {time} ({size} kB)").format(
        day=day_text(made.date()),
        time=made.strftime("%H:%M"),
        size=max(1, row.size_bytes // 1024),
    )


class RefusalDialog(QDialog):
    """Says why the data cannot be opened; `way` and `file` hold what was chosen.

    Nothing is ever deleted: a damaged file is kept beside what takes its place.
    """

    def __init__(
        self, error: StorageError, backups: Sequence[BackupRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("The data file cannot be opened"))
        self.resize(560, 420)
        self.way = Way.CLOSE
        self.file: Path | None = None
        words = label(say(error.message), "heading")
        words.setWordWrap(True)
        more = label(_("Nothing was changed. The file stays where it is, whatever you choose."))
        more.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        for row in backups:
            item = QListWidgetItem(backup_words(row))
            item.setData(Qt.ItemDataRole.UserRole, str(row.file))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(more)
        if backups:
            layout.addWidget(label(_("Backups, newest first"), "muted"))
            layout.addWidget(self.list)
        else:
            layout.addWidget(label(_("There is no backup in the usual folder."), "muted"))
            layout.addStretch(1)
        layout.addWidget(self._buttons(bool(backups)))

    def _buttons(self, has_backups: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.restore = QPushButton(_("&Go back to this state"))
        self.restore.setProperty("primary", True)
        self.restore.setEnabled(has_backups)
        self.repair = QPushButton(_("&Save what can still be read"))
        self.again = QPushButton(_("&Try again"))
        close = QPushButton(_("&Close"))
        for button, role in (
            (self.restore, roles.AcceptRole),
            (self.repair, roles.AcceptRole),
            (self.again, roles.AcceptRole),
            (close, roles.RejectRole),
        ):
            buttons.addButton(button, role)
        self.restore.clicked.connect(self._on_restore_clicked)
        self.repair.clicked.connect(self._on_repair_clicked)
        self.again.clicked.connect(self._on_again_clicked)
        close.clicked.connect(self.reject)
        return buttons

    def _on_restore_clicked(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.file = Path(item.data(Qt.ItemDataRole.UserRole))
            self._choose(Way.RESTORE)

    def _on_repair_clicked(self) -> None:
        self._choose(Way.REPAIR)

    def _on_again_clicked(self) -> None:
        self._choose(Way.TRY_AGAIN)

    def _choose(self, way: Way) -> None:
        self.way = way
        self.accept()
