"""Next steps and checks of the plan: proposed with reasons, taken with a click."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from rehabplanner.domain.flags import is_locked
from rehabplanner.domain.plans import PlanItem
from rehabplanner.gui.plan.brief_dialog import BriefDialog
from rehabplanner.gui.plan.check_dialog import CheckDialog
from rehabplanner.gui.plan.ground import Ground, open_dialog
from rehabplanner.gui.plan.steps_dialog import StepsDialog
from rehabplanner.planning.brief import make_brief
from rehabplanner.planning.checks import Finding, Mend, check_week
from rehabplanner.planning.mending import mend_for
from rehabplanner.planning.proposals import WeekProposal, propose
from rehabplanner.wording import _


class Guidance(QObject):
    """Asks the rules about the week on show and takes what a person accepts."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {"next-steps": self.on_next_steps, "check": self.on_check, "brief": self.on_brief}

    def proposal(self) -> WeekProposal | None:
        """Return what is proposed for the week on show."""
        dossier, desk = self.ground.dossier, self.ground.desk
        if dossier is None:
            return None
        return propose(
            dossier,
            self.ground.monday,
            desk.today(),
            desk.library.exercises,
            limits=desk.library.limits,
            is_locked=is_locked(desk.library.flags, dossier.flag_answers, dossier.flag_clearances),
        )

    def on_next_steps(self) -> None:
        """Show what is proposed for the week; one chosen item comes first."""
        found = self.proposal()
        if found is None:
            return
        if not found.proposals:
            self.ground.desk.notices.show(
                _("Nothing is planned from today on in this week. Copy last week first: Ctrl+L.")
            )
            return
        chosen = {item.exercise_id or str(item.series_id or item.id) for item in self._chosen()}
        dialog = StepsDialog(
            found,
            self.ground.desk.theme,
            self.ground.desk.library.exercises,
            self.ground.units,
            chosen,
            self.ground.page,
        )
        dialog.accepted.connect(self._on_steps_accepted)
        open_dialog(dialog)

    def _chosen(self) -> list[PlanItem]:
        return self.ground.items() if len(self.ground.items()) == 1 else []

    def _on_steps_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, StepsDialog):
            self.ground.choose(self.ground.changes.take_steps(dialog.chosen()))

    # The plan check

    def on_check(self) -> None:
        """Show what the plan check finds in the week on show."""
        if self.ground.dossier is not None:
            open_dialog(
                CheckDialog(self.ground.monday, self.findings, self._mend, self.ground.page)
            )

    def findings(self) -> list[tuple[Finding, Mend | None]]:
        """Return what the check finds, each with what one click would do."""
        dossier, desk = self.ground.dossier, self.ground.desk
        if dossier is None:
            return []
        where = (dossier, self.ground.monday, desk.today(), desk.library.exercises)
        is_clinic = bool(desk.workspace.practice().name)
        return [(one, mend_for(one, *where)) for one in check_week(*where, is_clinic=is_clinic)]

    def _mend(self, finding: Finding, mend: Mend) -> None:
        self.ground.changes.mend(mend)

    # The visit brief

    def on_brief(self) -> None:
        """Show what happened since the last visit, and what comes next."""
        dossier, desk = self.ground.dossier, self.ground.desk
        if dossier is not None:
            library = desk.library
            found = make_brief(
                dossier, desk.today(), library.exercises, library.flags, limits=library.limits
            )
            open_dialog(BriefDialog(found, self.ground.page))
