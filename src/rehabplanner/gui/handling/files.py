"""Files in and out: import, print, export."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from rehabplanner.domain.plans import monday_of
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.care import Care
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.handling.part import Part
from rehabplanner.gui.handling.people import PeopleHandlers
from rehabplanner.gui.window import Window
from rehabplanner.wording import _, ngettext

EXPORT_NAME = "export.rehab"


class FileHandlers(Part):
    """The commands that read and write files."""

    def __init__(self, window: Window, desk: Desk, care: Care, people: PeopleHandlers) -> None:
        super().__init__(window, desk, care)
        self._people = people
        desk.wishes.import_files.connect(self.import_files)
        desk.wishes.ask_for_files.connect(self.on_import)
        window.import_button.clicked.connect(self.on_import)

    def on_import(self) -> None:
        """Ask for files and import them."""
        if self._people.needs_person():
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

    def on_import_folder(self) -> None:
        """Ask for a folder and import what is in it."""
        if self._people.needs_person():
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
            self.on_import()
            return
        if self._people.needs_person():
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
            self.ask(ImportDialog(self.desk, person_id, others, self.window))

    def on_print(self) -> None:
        """Show the week’s programme before it is printed."""
        from rehabplanner.gui.plan.print_dialog import PrintDialog

        person_id = self.window.person_id
        dossier = self.desk.workspace.dossier(person_id) if person_id else None
        if dossier is not None:
            page = self.window.page("plan")
            monday = getattr(page, "monday", None) or monday_of(self.desk.today())
            self.ask(PrintDialog(self.desk, dossier, monday, self.window))

    def on_take_plan(self) -> None:
        """Take in a plan that somebody else made."""
        self.take_plan("")

    def take_plan(self, text: str) -> None:
        """Show the dialog that takes in a plan, with a text if there is one."""
        from rehabplanner.gui.papers.take_plan import TakePlanDialog

        dossier = None if self._people.needs_person() else self.dossier()
        if dossier is not None:
            self.ask(TakePlanDialog(self.desk, dossier, text, self.window))

    def on_export(self) -> None:
        """Ask where to and write the records of the person on show."""
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
