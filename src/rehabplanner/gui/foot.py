"""The foot of the window: what is saved, how old the backup is, and work under way."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from rehabplanner.catalogue import _, ngettext
from rehabplanner.gui.labels import tip

if TYPE_CHECKING:
    from rehabplanner.gui.tasks import Job


class Foot(QStatusBar):
    """Status line with the progress and Cancel of slow work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._saved = QLabel()
        self._backup = QLabel()
        self._saved.setContentsMargins(12, 3, 0, 3)
        self._backup.setContentsMargins(0, 3, 12, 3)
        self._bar = QProgressBar()
        self._bar.setMaximumWidth(260)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._job: Job | None = None
        self.addWidget(self._saved)
        self.addPermanentWidget(self._bar)
        self.addPermanentWidget(self._cancel)
        self.addPermanentWidget(self._backup)
        self._bar.hide()
        self._cancel.hide()

    def show_saved(self) -> None:
        """Say that everything is saved."""
        self._saved.setText(_("All changes are saved"))

    def show_backup(self, made_at: datetime | None) -> None:
        """Say how old the newest backup is."""
        if made_at is None:
            self._backup.setText(_("No backup yet"))
            return
        minutes = max(0, round((datetime.now(UTC) - made_at).total_seconds() / 60))
        if minutes < 1:
            text = _("Backed up just now")
        elif minutes < 60:
            text = ngettext("Backup {count} minute old", "Backup {count} minutes old", minutes)
        elif minutes < 48 * 60:
            hours = minutes // 60
            text = ngettext("Backup {count} hour old", "Backup {count} hours old", hours)
        else:
            days = minutes // 1440
            text = ngettext("Backup {count} day old", "Backup {count} days old", days)
        self._backup.setText(text)

    def follow(self, job: "Job") -> None:
        """Show the progress of a piece of work that has a title."""
        if not job.title:
            return
        self._job = job
        self._bar.setRange(0, 0)
        self._bar.setFormat(job.title)
        self._bar.show()
        self._cancel.show()
        job.reported.connect(self._on_progress_reported)
        job.finished.connect(self._on_job_finished)

    def _on_progress_reported(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._bar.setToolTip(tip(text))

    def _on_job_finished(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._bar.hide()
            self._cancel.hide()

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.progress.cancel()
