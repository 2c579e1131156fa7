"""What reaches beyond one week: six weeks at a glance, phases, rest days put in, weeks again."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.guidance import Phase
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.plan.cards import make_week
from rehabplanner.gui.plan.ground import Ground
from rehabplanner.gui.plan.month_view import WEEKS, MonthView, Row
from rehabplanner.gui.plan.phase_dialog import PhaseDialog
from rehabplanner.planning.shifting import phase_words, rest_put_in, rest_taken_out
from rehabplanner.wording import _, say

WEEK = timedelta(days=7)
USUAL_PHASE = 4 * WEEK


class ProgrammeWork(QObject):
    """Shows and changes what reaches beyond a week. `turned` says whether six weeks are shown."""

    turned = Signal(bool)

    def __init__(self, ground: Ground, month: MonthView) -> None:
        super().__init__(ground)
        self.ground = ground
        self.month = month
        month.opened.connect(self._on_opened)
        month.dropped.connect(self._on_dropped)
        month.chosen.connect(self._on_chosen)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {
            "month": self.on_month,
            "phase": self.on_phase,
            "end-phase": self._on_end_phase,
            "put-in-rest": self._on_put_in_rest,
            "take-out-rest": self._on_take_out_rest,
            "repeat-day": self._on_repeat_day,
        }

    # Six weeks

    def show_month(self, dossier: Dossier) -> None:
        """Show six weeks around the one on show: one before it, four after."""
        today = self.ground.desk.today()
        first = self.ground.monday - WEEK
        rows = []
        for number in range(WEEKS):
            monday = first + number * WEEK
            week = make_week(dossier, monday, today, self.ground.desk.library.exercises)
            rows.append(Row(week, self.phase_line(dossier, monday)))
        self.month.show_rows(rows, self.ground.day)

    def phase_line(self, dossier: Dossier, monday: date) -> str:
        """Return the phase of a week in words; empty where there is none."""
        phase = dossier.phase_of(monday)
        if phase is None:
            return ""
        week, weeks = phase_words(phase, monday)
        return _("{name}, week {week} of {weeks}").format(name=phase.name, week=week, weeks=weeks)

    def on_month(self) -> None:
        """Turn between the week and six weeks."""
        is_month = self.month.isHidden()
        self.turned.emit(is_month)
        if is_month and self.ground.dossier is not None:
            self.show_month(self.ground.dossier)
            self.month.setFocus()

    def _on_opened(self, day: date) -> None:
        self.turned.emit(False)
        self.ground.board.choose_day(day.weekday())
        self.ground.go_to(monday_of(day))
        self.ground.board.focus_day(day.weekday())

    def _on_chosen(self, day: date) -> None:
        shown = [one.day for row in self.month.rows for one in row.week.days]
        self.ground.board.choose_day(day.weekday())
        if day not in shown:
            self.ground.go_to(monday_of(day))

    def _on_dropped(self, ids: list[UUID], day: date, is_copy: bool) -> None:
        dossier = self.ground.dossier
        items = [item for item in dossier.items if item.id in ids] if dossier else []
        if items:
            changes = self.ground.changes
            (changes.place_copies if is_copy else changes.place)(items, day)

    # Phases

    def on_phase(self) -> None:
        """Ask for the phase of the week on show; a new one begins with it."""
        dossier, monday = self.ground.dossier, self.ground.monday
        if dossier is None:
            return
        phase = dossier.phase_of(monday) or Phase(
            person_id=dossier.person.id,
            day=monday,
            until=monday + USUAL_PHASE - timedelta(days=1),
            name=_("Phase"),
        )
        dialog = PhaseDialog(phase, self.ground.page)
        dialog.serve(partial(self._store_phase, dialog))
        dialog.open()

    def _store_phase(self, dialog: PhaseDialog) -> None:
        label = _("Phase {name}").format(name=dialog.phase.name)
        self.ground.desk.workspace.save(label, dialog.phase)

    def _on_end_phase(self) -> None:
        dossier = self.ground.dossier
        phase = dossier.phase_of(self.ground.monday) if dossier else None
        if phase is None:
            self.ground.desk.notices.show(_("This week lies in no phase."))
            return
        self.ground.desk.workspace.remove(_("Remove phase {name}").format(name=phase.name), phase)

    # Days put in and taken out

    def _settled(self, dossier: Dossier) -> set[UUID]:
        done = {one.item_id for one in dossier.completions}
        return done | {one.planned_id for one in dossier.activities if one.planned_id}

    def _on_put_in_rest(self) -> None:
        dossier, day = self.ground.dossier, self.ground.day
        if dossier is None:
            return
        saved = rest_put_in(dossier.items, day, dossier.person.id, self._settled(dossier))
        self.ground.desk.workspace.save(_("Put in a rest day"), *saved)
        text = _("A rest day is put in; what follows comes a day later.")
        self.ground.desk.notices.show(text, can_undo=True)

    def _on_take_out_rest(self) -> None:
        dossier = self.ground.dossier
        if dossier is None:
            return
        try:
            saved, removed = rest_taken_out(dossier.items, self.ground.day, self._settled(dossier))
        except Problem as problem:
            self.ground.desk.notices.show(say(problem.message))
            return
        if not saved and not removed:
            return
        self.ground.desk.workspace.change(_("Take out a day"), saved=saved, removed=removed)
        text = _("The day is taken out; what follows comes a day earlier.")
        self.ground.desk.notices.show(text, can_undo=True)

    def _on_repeat_day(self) -> None:
        week = self.ground.week
        items = week.days[self.ground.board.chosen_day].items if week else []
        if items:
            self.ground.choose(self.ground.changes.repeat(items))
