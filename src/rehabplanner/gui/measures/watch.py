"""Says above the tabs which measures are due today, and opens the window of measures."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.following import due_measures
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.widgets.calm_line import CalmLine
from rehabplanner.gui.window import Window
from rehabplanner.wording import _


class MeasuresWatch(QObject):
    """One quiet line while none of `before` waits; put off until the next day with one click."""

    def __init__(self, window: Window, desk: Desk, before: tuple[QWidget, ...] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._before = before
        self._desk = desk
        self._later: set[tuple[object, object]] = set()
        self.line = CalmLine(desk.theme, _("Measures that are due"))
        self.fill_button = self.line.button(_("Fill in"))
        self.later_button = self.line.button(_("Not today"))
        self.fill_button.clicked.connect(self._on_fill_clicked)
        self.later_button.clicked.connect(self._on_later_clicked)
        window.above.addWidget(self.line)
        window.shown.connect(self.refresh)

    def _dossier(self) -> Dossier | None:
        person_id = self._window.person_id
        return self._desk.workspace.dossier(person_id) if person_id else None

    def refresh(self) -> None:
        """Show what is due for the person on show."""
        dossier = self._dossier()
        if dossier is None or not dossier.person.measures:
            self.line.hide()
            return
        today = self._desk.today()
        due = due_measures(dossier, self._desk.library.measures, today)
        is_crowded = any(not one.isHidden() for one in self._before)
        if is_crowded or not due or (dossier.person.id, today) in self._later:
            self.line.hide()
            return
        names = ", ".join(one.title or one.name for one in due)
        self.line.say(_("Due: {names}.").format(names=names), "calendar")

    def show(self, *, fills_due: bool = False) -> None:
        """Open the window of measures; with `fills_due` at once the first one that is due."""
        from rehabplanner.gui.measures.window import MeasuresWindow

        dossier = self._dossier()
        if dossier is None:
            return
        dialog = MeasuresWindow(self._desk, dossier, self._window)
        dialog.open()
        due = due_measures(dossier, self._desk.library.measures, self._desk.today())
        if due and fills_due:
            dialog.list.choose(due[0].id)
            dialog.fill()

    def _on_fill_clicked(self) -> None:
        self.show(fills_due=True)

    def _on_later_clicked(self) -> None:
        dossier = self._dossier()
        if dossier is not None:
            self._later.add((dossier.person.id, self._desk.today()))
        self.line.hide()
