"""People: finding, making, changing and removing them, and noting an event."""

from functools import partial
from uuid import UUID

from rehabplanner.domain.people import Person
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.care import Care
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.event_dialog import EventDialog
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.handling.part import Part
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.people.switcher import FindPersonDialog
from rehabplanner.gui.safety.watch import SafetyWatch
from rehabplanner.gui.window import Window
from rehabplanner.wording import _


class PeopleHandlers(Part):
    """The commands about people."""

    def __init__(self, window: Window, desk: Desk, care: Care, safety: SafetyWatch) -> None:
        super().__init__(window, desk, care)
        self._safety = safety
        desk.wishes.new_person.connect(self.on_new_person)
        desk.wishes.flare_up.connect(self.on_flare)
        desk.wishes.ladder.connect(self.on_ladder)
        window.switch.clicked.connect(self.on_find_person)
        window.welcome.home_chosen.connect(self.on_home_chosen)
        window.welcome.clinic_chosen.connect(self.on_clinic_chosen)

    def needs_person(self) -> bool:
        """Say whether nobody is on show; somebody new is asked for then."""
        if self.window.person_id is None:
            self.on_new_person()
            return True
        return False

    def open_someone(self) -> None:
        """Show the person of last time, else the first one, else the welcome page."""
        people = self.desk.workspace.people()
        last = self.desk.settings.get(prefs.LAST_PERSON)
        chosen = next((one.id for one in people if str(one.id) == last), None)
        self.window.open_person(chosen or (people[0].id if people else None))

    def on_find_person(self) -> None:
        """Find a person by typing."""
        dialog = FindPersonDialog(self.desk.workspace.people(), self.window)
        dialog.chosen.connect(self._on_person_chosen)
        self.ask(dialog)

    def _on_person_chosen(self, person_id: UUID) -> None:
        self.window.open_person(person_id)

    def on_home_chosen(self) -> None:
        """Begin as a runner at home."""
        self.desk.settings.set(prefs.MODE, prefs.HOME)
        self._ask_person(_("About you"), None)

    def on_clinic_chosen(self) -> None:
        """Begin as a practice."""
        self.desk.settings.set(prefs.MODE, prefs.CLINIC)
        self._ask_person(_("Your first person"), None)

    def on_new_person(self) -> None:
        """Ask for a new person."""
        self._ask_person(_("New person"), None)

    def on_edit_person(self) -> None:
        """Change the person on show."""
        dossier = self.dossier()
        if dossier is not None:
            self._ask_person(_("Edit this person"), dossier.person)

    def _ask_person(self, title: str, person: Person | None) -> None:
        dialog = PersonDialog(title, person, self.window)
        dialog.serve(partial(self._store_person, dialog))
        person_id = person.id if person else None
        dialog.keep_drafts(self.desk.drafts, DraftKey("person", person_id, person_id))
        self.ask(dialog)

    def _store_person(self, dialog: PersonDialog) -> None:
        if dialog.person is None:
            return
        is_new = dialog.person.revision == 0
        label = _("Add {name}") if is_new else _("Edit {name}")
        (saved,) = self.desk.workspace.save(label.format(name=dialog.person.name), dialog.person)
        if is_new:
            self._safety.welcome(saved.id)
            self.window.open_person(saved.id)

    def on_remove_person(self) -> None:
        """Put the person on show and all their records into the bin."""
        dossier = self.dossier()
        if dossier is None:
            return
        name = dossier.person.name
        self.desk.workspace.remove(_("Remove {name}").format(name=name), dossier.person)
        self.open_someone()
        self.desk.notices.show(
            _("{name} and all records were put into the bin.").format(name=name), can_undo=True
        )

    def on_event(self) -> None:
        """Note an event."""
        if self.window.person_id is not None:
            dialog = EventDialog(self.window.person_id, self.desk.today(), self.window)
            dialog.serve(partial(self._store_event, dialog))
            dialog.keep_drafts(self.desk.drafts, DraftKey("event", self.window.person_id))
            self.ask(dialog)

    def _store_event(self, dialog: EventDialog) -> None:
        if dialog.event_made is not None:
            self.desk.workspace.save(_("Note an event"), dialog.event_made)

    def on_flare(self) -> None:
        """Open the calm days: what was agreed for a flare-up, and the button that begins it."""
        from rehabplanner.gui.dialogs.flare_dialog import FlareDialog

        if self.window.person_id is not None:
            self.ask(FlareDialog(self.desk, self.window.person_id, self.window))

    def on_ladder(self) -> None:
        """Open the ladder of movements that worry: what was expected, what was felt."""
        from rehabplanner.gui.ladder.window import LadderWindow

        if self.window.person_id is not None:
            self.ask(LadderWindow(self.desk, self.window.person_id, self.window))

    def on_safety(self) -> None:
        """Ask the safety questions."""
        if not self.needs_person():
            self._safety.ask()
