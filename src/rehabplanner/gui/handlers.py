"""What each command does: asks, and hands the answer to the workspace or the care of the data."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.problems import Message
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.care import Care
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.event_dialog import EventDialog
from rehabplanner.gui.dialogs.list_dialog import ListDialog
from rehabplanner.gui.dialogs.settings_dialog import CLINIC, HOME, TEXT_SIZES, SettingsDialog
from rehabplanner.gui.dialogs.text_dialog import TextDialog
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.help import about_html, help_html, shortcuts_html
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.people.switcher import FindPersonDialog
from rehabplanner.gui.refusal import backup_words
from rehabplanner.gui.safety.watch import SafetyWatch
from rehabplanner.gui.tabs import TABS
from rehabplanner.gui.tasks import Progress
from rehabplanner.gui.theme import DARK, LIGHT
from rehabplanner.gui.window import Window
from rehabplanner.wording import _, day_text, ngettext, say
from rehabplanner.workspace import Removed

log = logging.getLogger(__name__)
SELF_TEST_DAYS = 7
EXPORT_NAME = "export.rehab"


class Handlers(QObject):
    """The commands of one window. Every `_on_<command>` is one entry of the menus."""

    def __init__(self, window: Window, desk: Desk, care: Care) -> None:
        super().__init__(window)
        self.window = window
        self.desk = desk
        self.care = care
        self.safety = SafetyWatch(window, desk)
        desk.wishes.import_files.connect(self.import_files)
        desk.wishes.ask_for_files.connect(self._on_import)
        desk.wishes.new_person.connect(self._on_new_person)
        window.notice.undo_wanted.connect(self._on_undo)
        window.switch.clicked.connect(self._on_find_person)
        window.import_button.clicked.connect(self._on_import)
        window.welcome.home_chosen.connect(self._on_home_chosen)
        window.welcome.clinic_chosen.connect(self._on_clinic_chosen)

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the handler of every command."""
        table: dict[str, Callable[[], object]] = {
            "import": self._on_import,
            "import-folder": self._on_import_folder,
            "print": self._on_print,
            "take-plan": self._on_take_plan,
            "export": self._on_export,
            "backup": self._on_backup,
            "restore": self._on_restore,
            "check": self._on_check,
            "settings": self._on_settings,
            "quit": self.window.close,
            "undo": self._on_undo,
            "redo": self._on_redo,
            "bin": self._on_bin,
            "find-person": self._on_find_person,
            "new-person": self._on_new_person,
            "edit-person": self._on_edit_person,
            "remove-person": self._on_remove_person,
            "event": self._on_event,
            "safety": self._on_safety,
            "theme": self._on_theme,
            "bigger": self._on_bigger,
            "smaller": self._on_smaller,
            "help": self._on_help,
            "shortcuts": self._on_shortcuts,
            "folder": self._on_folder,
            "about": self._on_about,
        }
        for number, tab in enumerate(TABS, 1):
            table[f"tab-{number}"] = _Opener(self.window, tab.key)
        return table

    # Files in and out

    def _on_import(self) -> None:
        if self._needs_person():
            return
        names, _kind = QFileDialog.getOpenFileNames(
            self.window,
            _("Import runs"),
            self.desk.settings.get(prefs.LAST_FOLDER),
            _("Runs and archives")
            + " (*.fit *.gpx *.tcx *.csv *.zip *.gz *.rehab *.FIT *.GPX *.TCX);;"
            + _("All files")
            + " (*)",
        )
        if names:
            self.import_files([Path(name) for name in names])

    def _on_import_folder(self) -> None:
        if self._needs_person():
            return
        name = QFileDialog.getExistingDirectory(
            self.window, _("Import a folder"), self.desk.settings.get(prefs.LAST_FOLDER)
        )
        if name:
            self.import_files([Path(name)])

    def import_files(self, paths: list[Path]) -> None:
        """Show the import dialog for these files; ask for files where none are given."""
        from rehabplanner.gui.runs.import_dialog import ImportDialog

        if not paths:
            self._on_import()
            return
        if self._needs_person():
            return
        self.desk.settings.set(prefs.LAST_FOLDER, str(paths[0].parent))
        shared = [path for path in paths if path.suffix.lower() == ".rehab"]
        for path in shared:
            count = self.care.take_in(path)
            self.desk.notices.show(
                ngettext("{count} record taken in", "{count} records taken in", count)
            )
        plans = [path for path in paths if path.suffix.lower() == ".rehab-plan"]
        if plans:
            from rehabplanner.gui.papers.take_plan import plan_file_text

            self.take_plan("\n".join(plan_file_text(path) for path in plans))
        others = [path for path in paths if path not in shared and path not in plans]
        person_id = self.window.person_id
        if others and person_id is not None:
            ImportDialog(self.desk, person_id, others, self.window).open()

    def _on_print(self) -> None:
        from rehabplanner.gui.plan.print_dialog import PrintDialog

        person_id = self.window.person_id
        dossier = self.desk.workspace.dossier(person_id) if person_id else None
        if dossier is not None:
            page = self.window.page("plan")
            monday = getattr(page, "monday", None) or monday_of(self.desk.today())
            PrintDialog(self.desk, dossier, monday, self.window).open()

    def _on_take_plan(self) -> None:
        self.take_plan("")

    def take_plan(self, text: str) -> None:
        """Show the dialog that takes in a plan, with a text if there is one."""
        from rehabplanner.gui.papers.take_plan import TakePlanDialog

        dossier = None if self._needs_person() else self._dossier()
        if dossier is not None:
            dialog = TakePlanDialog(self.desk, dossier, text, self.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_export(self) -> None:
        person_id = self.window.person_id
        if person_id is None:
            return
        name, kind = QFileDialog.getSaveFileName(
            self.window, _("Export this person’s records"), EXPORT_NAME, export_filters()
        )
        if name:
            file = export_file(Path(name), kind)
            self.care.export(file, person_id)
            self.desk.notices.show(_("Exported to {file}").format(file=file.name))

    def _on_backup(self) -> None:
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

    def _on_restore(self) -> None:
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
        dialog.open()

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
            self.open_someone()

    def _on_check(self) -> None:
        faults = self.care.check()
        if not faults:
            self.desk.notices.show(_("The data file is sound."))
            return
        words = "\n".join(say(fault) for fault in faults)
        QMessageBox.warning(self.window, _("Check the data file"), words)

    # Undo and the bin

    def _on_undo(self) -> None:
        label = self.desk.workspace.undo()
        if label:
            self.desk.notices.show(_("Undone: {step}").format(step=label))
        self.window.refresh_undo()

    def _on_redo(self) -> None:
        label = self.desk.workspace.redo()
        if label:
            self.desk.notices.show(_("Done again: {step}").format(step=label))
        self.window.refresh_undo()

    def _on_bin(self) -> None:
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
        dialog.open()

    def _on_bin_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, ListDialog):
            records = [removed.record for removed in dialog.chosen]
            self.desk.workspace.restore(_("Bring back from the bin"), *records)

    # People

    def _needs_person(self) -> bool:
        if self.window.person_id is None:
            self._on_new_person()
            return True
        return False

    def open_someone(self) -> None:
        """Show the person of last time, else the first one, else the welcome page."""
        people = self.desk.workspace.people()
        last = self.desk.settings.get(prefs.LAST_PERSON)
        chosen = next((one.id for one in people if str(one.id) == last), None)
        self.window.open_person(chosen or (people[0].id if people else None))

    def _on_find_person(self) -> None:
        dialog = FindPersonDialog(self.desk.workspace.people(), self.window)
        dialog.chosen.connect(self._on_person_chosen)
        dialog.open()

    def _on_person_chosen(self, person_id: UUID) -> None:
        self.window.open_person(person_id)

    def _on_home_chosen(self) -> None:
        self.desk.settings.set(prefs.MODE, HOME)
        self._ask_person(_("About you"), None)

    def _on_clinic_chosen(self) -> None:
        self.desk.settings.set(prefs.MODE, CLINIC)
        self._ask_person(_("Your first person"), None)

    def _on_new_person(self) -> None:
        self._ask_person(_("New person"), None)

    def _on_edit_person(self) -> None:
        dossier = self._dossier()
        if dossier is not None:
            self._ask_person(_("Edit this person"), dossier.person)

    def _ask_person(self, title: str, person: Person | None) -> None:
        dialog = PersonDialog(title, person, self.window)
        dialog.serve(partial(self._store_person, dialog))
        person_id = person.id if person else None
        dialog.keep_drafts(self.desk.drafts, DraftKey("person", person_id, person_id))
        dialog.open()

    def _store_person(self, dialog: PersonDialog) -> None:
        if dialog.person is None:
            return
        is_new = dialog.person.revision == 0
        label = _("Add {name}") if is_new else _("Edit {name}")
        (saved,) = self.desk.workspace.save(label.format(name=dialog.person.name), dialog.person)
        if is_new:
            self.safety.welcome(saved.id)
            self.window.open_person(saved.id)

    def _on_remove_person(self) -> None:
        dossier = self._dossier()
        if dossier is None:
            return
        name = dossier.person.name
        self.desk.workspace.remove(_("Remove {name}").format(name=name), dossier.person)
        self.open_someone()
        self.desk.notices.show(
            _("{name} and all records were put into the bin.").format(name=name), can_undo=True
        )

    def _on_event(self) -> None:
        if self.window.person_id is not None:
            dialog = EventDialog(self.window.person_id, self.desk.today(), self.window)
            dialog.serve(partial(self._store_event, dialog))
            dialog.keep_drafts(self.desk.drafts, DraftKey("event", self.window.person_id))
            dialog.open()

    def _store_event(self, dialog: EventDialog) -> None:
        if dialog.event_made is not None:
            self.desk.workspace.save(_("Note an event"), dialog.event_made)

    def _on_safety(self) -> None:
        if not self._needs_person():
            self.safety.ask()

    def _dossier(self) -> Any:
        person_id = self.window.person_id
        return self.desk.workspace.dossier(person_id) if person_id else None

    # The window itself

    def _on_settings(self) -> None:
        SettingsDialog(self.desk, self.window).open()

    def _on_theme(self) -> None:
        choice = LIGHT if self.desk.theme.is_dark else DARK
        self.desk.settings.set(prefs.THEME, choice)
        self.desk.theme.apply(choice, self.desk.theme.text_percent)

    def _on_bigger(self) -> None:
        self._resize_text(1)

    def _on_smaller(self) -> None:
        self._resize_text(-1)

    def _resize_text(self, step: int) -> None:
        now = self.desk.theme.text_percent
        nearest = min(range(len(TEXT_SIZES)), key=lambda number: abs(TEXT_SIZES[number] - now))
        size = TEXT_SIZES[min(max(nearest + step, 0), len(TEXT_SIZES) - 1)]
        self.desk.settings.set(prefs.TEXT_SIZE, size)
        self.desk.theme.apply(self.desk.theme.choice, size)

    def _on_help(self) -> None:
        dossier = self._dossier()
        ceiling = dossier.person.pain_ceiling if dossier else 4
        TextDialog(_("Help"), help_html(ceiling), self.window).open()

    def _on_shortcuts(self) -> None:
        TextDialog(_("Shortcuts"), shortcuts_html(), self.window).open()

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.places.data)))

    def _on_about(self) -> None:
        TextDialog(_("About rehabplanner"), about_html(), self.window).open()


class _Opener:
    """Opens one tab."""

    def __init__(self, window: Window, key: str) -> None:
        self._window = window
        self._key = key

    def __call__(self) -> None:
        self._window.open_tab(self._key)


def export_file(named: Path, kind: str) -> Path:
    """Return the file to write: with the ending of the chosen format unless another was typed.

    A name that is changed here was not asked about, so it never replaces a file.
    """
    ending = kind.rpartition("*")[2].rstrip(")")
    is_typed = named.suffix and named.name != EXPORT_NAME
    if not ending or is_typed or named.suffix == ending:
        return named
    number, file = 1, named.with_suffix(ending)
    while file.exists():
        number += 1
        file = named.with_name(f"{named.stem} {number}{ending}")
    return file


def export_filters() -> str:
    """Return the formats of the export dialog, each with its ending."""
    return ";;".join(
        (
            "rehabplanner (*.rehab)",
            "JSON (*.json)",
            "CSV (*.csv)",
            "Excel (*.xlsx)",
            _("Plan for a calendar") + " (*.ics)",
            _("Runs for a watch, one file") + " (*.zip)",
            _("Runs for a watch, a file each") + " (*.fit)",
        )
    )


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
    }
    kind = names.get(type(record).__name__, type(record).__name__)
    day = getattr(record, "day", None) or getattr(record, "monday", None)
    title = getattr(record, "name", "") or getattr(record, "title", "")
    parts = [kind, day_text(day) if day else "", title]
    return " · ".join(part for part in parts if part)
