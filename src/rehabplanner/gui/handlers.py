"""The commands of one window, put together, and undo."""

from collections.abc import Callable

from rehabplanner.gui.care import Care
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.handling.backups import BackupHandlers
from rehabplanner.gui.handling.files import FileHandlers
from rehabplanner.gui.handling.looks import LookHandlers
from rehabplanner.gui.handling.part import Part
from rehabplanner.gui.handling.people import PeopleHandlers
from rehabplanner.gui.lessons.watch import LessonsWatch
from rehabplanner.gui.measures.watch import MeasuresWatch
from rehabplanner.gui.safety.watch import SafetyWatch
from rehabplanner.gui.tabs import TABS
from rehabplanner.gui.window import Window
from rehabplanner.wording import _


class Handlers(Part):
    """What every command does: asks, and hands the answer to the workspace or the care of data."""

    def __init__(self, window: Window, desk: Desk, care: Care) -> None:
        super().__init__(window, desk, care)
        self.safety = SafetyWatch(window, desk)
        self.measures = MeasuresWatch(window, desk, (self.safety.line,))
        self.lessons = LessonsWatch(window, desk, (self.safety.line, self.measures.line))
        self.people = PeopleHandlers(window, desk, care, self.safety)
        self.files = FileHandlers(window, desk, care, self.people)
        self.backups = BackupHandlers(window, desk, care, self.people)
        self.looks = LookHandlers(window, desk, care)
        self.open_someone = self.people.open_someone
        self.import_files = self.files.import_files
        self.on_backup_due = self.backups.on_backup_due
        self.on_window_shown = self.backups.on_window_shown
        window.notice.undo_wanted.connect(self.on_undo)

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the handler of every command."""
        people, files, backups, looks = self.people, self.files, self.backups, self.looks
        table: dict[str, Callable[[], object]] = {
            "import": files.on_import,
            "import-folder": files.on_import_folder,
            "print": files.on_print,
            "take-plan": files.on_take_plan,
            "export": files.on_export,
            "backup": backups.on_backup,
            "restore": backups.on_restore,
            "check": backups.on_check,
            "settings": looks.on_settings,
            "quit": self.window.close,
            "undo": self.on_undo,
            "redo": self.on_redo,
            "bin": backups.on_bin,
            "find-person": people.on_find_person,
            "new-person": people.on_new_person,
            "edit-person": people.on_edit_person,
            "remove-person": people.on_remove_person,
            "event": people.on_event,
            "flare": people.on_flare,
            "ladder": people.on_ladder,
            "safety": people.on_safety,
            "measures": self._on_measures,
            "lessons": self._on_lessons,
            "theme": looks.on_theme,
            "bigger": looks.on_bigger,
            "smaller": looks.on_smaller,
            "help": looks.on_help,
            "shortcuts": looks.on_shortcuts,
            "folder": looks.on_folder,
            "about": looks.on_about,
        }
        for number, tab in enumerate(TABS, 1):
            table[f"tab-{number}"] = _Opener(self.window, tab.key)
        return table

    def _on_measures(self) -> None:
        if self.window.person_id is None:
            self.people.on_new_person()
        else:
            self.measures.show()

    def _on_lessons(self) -> None:
        if self.window.person_id is None:
            self.people.on_new_person()
        else:
            self.lessons.show()

    def on_undo(self) -> None:
        """Take the last step back."""
        label = self.desk.workspace.undo()
        if label:
            self.desk.notices.show(_("Undone: {step}").format(step=label))
        self.window.refresh_undo()

    def on_redo(self) -> None:
        """Bring the last undone step back."""
        label = self.desk.workspace.redo()
        if label:
            self.desk.notices.show(_("Done again: {step}").format(step=label))
        self.window.refresh_undo()


class _Opener:
    """Opens one tab."""

    def __init__(self, window: Window, key: str) -> None:
        self._window = window
        self._key = key

    def __call__(self) -> None:
        self._window.open_tab(self._key)
