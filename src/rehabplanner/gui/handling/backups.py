"""Backups, the way back to them, the check of the data file, and the bin."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QMessageBox

from rehabplanner.domain.problems import Message
from rehabplanner.domain.store import Removed
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.care import Care
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.list_dialog import ListDialog
from rehabplanner.gui.handling.part import Part
from rehabplanner.gui.handling.people import PeopleHandlers
from rehabplanner.gui.refusal import backup_words
from rehabplanner.gui.tasks import Progress
from rehabplanner.gui.window import Window
from rehabplanner.wording import _, day_text, say

SELF_TEST_DAYS = 7


class BackupHandlers(Part):
    """The commands that bring back what was there, and what is done for them in the background."""

    def __init__(self, window: Window, desk: Desk, care: Care, people: PeopleHandlers) -> None:
        super().__init__(window, desk, care)
        self._people = people

    def on_backup(self) -> None:
        """Make a backup now."""
        self.desk.tasks.run(self._backup, self._on_backup_made, title=_("Backing up"))

    def _backup(self, progress: Progress) -> Path:
        return self.care.backup()

    def _on_backup_made(self, file: Path) -> None:
        self.refresh_backup_age()
        self.desk.notices.show(_("Backed up as {file}").format(file=file.name))

    def on_backup_due(self) -> None:
        """Make a backup in the background if something changed."""
        self.desk.tasks.run(self._backup_if_needed, self._on_due_backup_made)

    def _backup_if_needed(self, progress: Progress) -> bool:
        return self.care.backup_if_needed()

    def _on_due_backup_made(self, is_made: bool) -> None:
        self.refresh_backup_age()
        self._test_backups_weekly()

    def on_window_shown(self) -> None:
        """Do what can wait until the window stands: notices, the backup's age, a first backup."""
        for message in self.care.notices():
            self.desk.notices.show(say(message))
        if self.care.others():
            self.desk.notices.show(
                _(
                    "The same data are open in another window. Both can be used; changes made "
                    "there appear here."
                )
            )
        self.desk.drafts.sweep()
        self.on_backup_due()

    def _test_backups_weekly(self) -> None:
        last = self.desk.settings.get(prefs.LAST_SELF_TEST)
        today = self.desk.today()
        if not last or last <= str(today - timedelta(days=SELF_TEST_DAYS)):
            self.desk.tasks.run(self._self_test, self._on_self_tested)

    def _self_test(self, progress: Progress) -> Message | None:
        return self.care.self_test()

    def _on_self_tested(self, fault: Message | None) -> None:
        if fault is not None:
            self.desk.notices.show(say(fault))
            return
        self.desk.settings.set(prefs.LAST_SELF_TEST, str(self.desk.today()))

    def refresh_backup_age(self) -> None:
        """Show how old the newest backup is."""
        rows = self.care.backups()
        self.window.foot.show_backup(rows[0].made_at if rows else None)

    def on_restore(self) -> None:
        """Offer the states to go back to."""
        rows = [(backup_words(row), row.file) for row in self.care.backups()]
        dialog = ListDialog(
            _("Restore from a backup"),
            _("Choose the state to go back to. Today’s file is kept beside it, never deleted."),
            rows,
            _("Go back to this state"),
            other=_("Choose a file…"),
            parent=self.window,
        )
        dialog.accepted.connect(self._on_restore_accepted)
        self.ask(dialog)

    def _on_restore_accepted(self) -> None:
        dialog = self.sender()
        if not isinstance(dialog, ListDialog):
            return
        file: Path | None = dialog.chosen[0] if dialog.chosen else None
        if dialog.wants_other:
            name, _kind = QFileDialog.getOpenFileName(self.window, _("Choose a backup"))
            file = Path(name) if name else None
        if file is not None:
            self.care.restore(file)
            self.desk.notices.show(_("Restored. The former file was kept beside it."))
            self._people.open_someone()

    def on_check(self) -> None:
        """Say whether the data file is sound."""
        faults = self.care.check()
        if not faults:
            self.desk.notices.show(_("The data file is sound."))
            return
        words = "\n".join(say(fault) for fault in faults)
        QMessageBox.warning(self.window, _("Check the data file"), words)

    def on_bin(self) -> None:
        """Offer what was removed."""
        rows = [(_bin_words(removed), removed) for removed in self.desk.workspace.bin()]
        dialog = ListDialog(
            _("Bin"),
            _("What was removed stays here for 30 days."),
            rows,
            _("Bring back"),
            many=True,
            parent=self.window,
        )
        dialog.accepted.connect(self._on_bin_accepted)
        self.ask(dialog)

    def _on_bin_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, ListDialog):
            records = [removed.record for removed in dialog.chosen]
            self.desk.workspace.restore(_("Bring back from the bin"), *records)


def _bin_words(removed: Removed) -> str:
    record: Any = removed.record
    names = {
        "Person": _("Person"),
        "Activity": _("Activity"),
        "PainEntry": _("Pain"),
        "DayEntry": _("Day"),
        "Event": _("Event"),
        "PlanItem": _("Plan"),
        "Completion": _("Done"),
        "WeekNote": _("Week"),
        "Practice": _("Letterhead"),
        "OwnExercise": _("Exercise"),
        "Photo": _("Photograph"),
        "MeasureResult": _("Measure"),
        "FlagAnswer": _("Safety question"),
        "FlagClearance": _("The plan may go on"),
    }
    kind = names.get(type(record).__name__, type(record).__name__)
    day = getattr(record, "day", None) or getattr(record, "monday", None)
    title = getattr(record, "name", "") or getattr(record, "title", "")
    parts = [kind, day_text(day) if day else "", title]
    return " · ".join(part for part in parts if part)
