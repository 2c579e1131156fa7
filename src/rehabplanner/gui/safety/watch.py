"""Watches over the safety questions: asks when they are due, keeps advice and pause in sight.

The advice is imported when it is needed: paper is dear, and most days need no advice.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.flags import (
    AskReason,
    ClearedBy,
    Flag,
    FlagAnswer,
    FlagSet,
    Level,
    is_locked,
    open_flags,
)
from rehabplanner.domain.safety import looked_at, read, reason_to_ask, unread
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.safety.clearance import ClearanceDialog
from rehabplanner.gui.safety.questions import QuestionsDialog
from rehabplanner.gui.widgets.calm_line import CalmLine
from rehabplanner.gui.window import Window
from rehabplanner.wording import _


class SafetyWatch(QObject):
    """One line above the tabs, and the dialogs behind it.

    At home the questions come by themselves once a day while they are due, in a practice for a
    new person; otherwise the line asks. Advice that must be read comes back until it was read.
    """

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._newcomer: object = None
        self._is_closing = False
        self.line = CalmLine(desk.theme, _("Safety questions"))
        self.advice_button = self.line.button(_("Read the advice"))
        self.seen_button = self.line.button("")
        self.ask_button = self.line.button(_("Answer now"), primary=True)
        self.advice_button.clicked.connect(self.show_advice)
        self.seen_button.clicked.connect(self._on_seen_clicked)
        self.ask_button.clicked.connect(self.ask)
        window.above.addWidget(self.line)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_soon)
        window.shown.connect(self.refresh)
        window.closing.connect(self._on_closing)

    # State

    @property
    def flags(self) -> FlagSet:
        """Return the questions."""
        return self._desk.library.flags

    @property
    def dossier(self) -> Dossier | None:
        """Return the records of the person on show."""
        person_id = self._window.person_id
        return self._desk.workspace.dossier(person_id) if person_id else None

    @property
    def reason(self) -> AskReason | None:
        """Return why the questions are due for the person on show, or None.

        Whoever needs help now is asked nothing more until that is cleared.
        """
        dossier = self.dossier
        if dossier is None or any(one.level is Level.EMERGENCY for one in self._open(dossier)):
            return None
        rules = self._desk.library.rules
        return reason_to_ask(
            dossier,
            self.flags,
            self._desk.today(),
            every_days=rules["ask_every_days"].value,
            jump=rules["pain_jump"].value,
        )

    def refresh(self) -> None:
        """Show what is open for the person on show."""
        dossier = self.dossier
        if dossier is None:
            self.line.hide()
            return
        is_unread = bool(unread(dossier, self.flags))
        locked = is_locked(self.flags, dossier.flag_answers, dossier.flag_clearances)
        reason = self.reason
        self.advice_button.setVisible(is_unread or locked)
        self.seen_button.setVisible(locked and not is_unread)
        self.seen_button.setText(_("Clear…") if self._is_clinic else _("I have been seen…"))
        self.ask_button.setVisible(not is_unread and reason is not None)
        if is_unread or locked:
            title = self.flags.advice[self._open(dossier)[0].level].title
            self.line.say(
                _("{advice}. Until then the plan takes no step up.").format(advice=title),
                "warning",
                is_strong=True,
            )
        elif reason is not None:
            self.line.say(_due_words(reason))
        else:
            self.line.hide()
        if is_unread or reason is not None:
            self._soon.start()

    def welcome(self, person_id: object) -> None:
        """Ask a person who was just entered, at home and in a practice alike."""
        self._newcomer = person_id

    @property
    def _is_clinic(self) -> bool:
        return self._desk.settings.get(prefs.MODE) == prefs.CLINIC

    def _open(self, dossier: Dossier) -> tuple[Flag, ...]:
        return open_flags(self.flags, dossier.flag_answers, dossier.flag_clearances)

    def _on_soon(self) -> None:
        """Come by itself, where nothing else is open."""
        dossier = self.dossier
        is_busy = self._is_closing or QApplication.activeModalWidget() is not None
        if dossier is None or is_busy or not self._window.isVisible():
            return
        if unread(dossier, self.flags):
            self.show_advice()
            return
        if self.reason is None:
            return
        person_id = dossier.person.id
        is_new = self._newcomer == person_id
        is_home = self._desk.settings.get(prefs.MODE) == prefs.HOME
        if (is_new or is_home) and not self._is_put_off(dossier):
            self._newcomer = None
            self.ask()

    # Asking

    def ask(self) -> None:
        """Ask the questions now."""
        dossier = self.dossier
        if dossier is None:
            return
        dialog = QuestionsDialog(
            self.flags,
            self.reason,
            partial(self._store_answers, dossier),
            looked_at(dossier, self.flags),
            self._window,
        )
        dialog.put_off.connect(self._on_put_off)
        dialog.accepted.connect(self._on_answered)
        dialog.rejected.connect(self._on_answered)
        dialog.open()

    def _store_answers(self, dossier: Dossier, given: Mapping[str, bool]) -> None:
        now = datetime.now(UTC)
        answers = [
            FlagAnswer(
                person_id=dossier.person.id,
                flag_id=flag_id,
                day=self._desk.today(),
                asked_at=now,
                is_yes=is_yes,
            )
            for flag_id, is_yes in given.items()
        ]
        self._desk.workspace.save(_("Answer the safety questions"), *answers)

    def _on_answered(self) -> None:
        dossier = self.dossier
        if dossier is None:
            return
        newest = max((one.asked_at for one in dossier.flag_answers), default=None)
        yes = [one for one in dossier.flag_answers if one.is_yes and one.asked_at == newest]
        if yes:
            self._show([self.flags.of(one.flag_id) for one in yes])
        elif self.reason is None:
            self._desk.notices.show(_("Thank you. Nothing here needs a check."), can_undo=True)

    # Advice

    def show_advice(self) -> None:
        """Show what to do for all that is open."""
        dossier = self.dossier
        if dossier is not None and self._open(dossier):
            self._show(self._open(dossier))

    def _show(self, yes: list[Flag] | tuple[Flag, ...]) -> None:
        from rehabplanner.gui.safety.advice_dialog import AdviceDialog

        dossier = self.dossier
        if dossier is None or self._is_closing:
            return
        dialog = AdviceDialog(self._desk, dossier.person, yes, self._window)
        dialog.was_read.connect(self._on_read)
        dialog.open()

    def _on_read(self) -> None:
        dossier = self.dossier
        if dossier is None:
            return
        waiting = unread(dossier, self.flags)
        if waiting:
            self._desk.workspace.save(_("Advice read"), *read(waiting, datetime.now(UTC)))

    # Going on

    def _on_seen_clicked(self) -> None:
        dossier = self.dossier
        if dossier is None:
            return
        cleared_by = ClearedBy.THERAPIST if self._is_clinic else ClearedBy.PERSON_SEEN
        dialog = ClearanceDialog(dossier.person.id, cleared_by, self._desk.today(), self._window)
        dialog.serve(partial(self._store_clearance, dialog))
        dialog.open()

    def _store_clearance(self, dialog: ClearanceDialog) -> None:
        if dialog.clearance is not None:
            self._desk.workspace.save(_("The plan may go on"), dialog.clearance)
            self._desk.notices.show(_("Good. The plan may go on, step by step."), can_undo=True)

    # The end

    def _on_closing(self) -> None:
        """Put all away with the window; advice that was not read comes back at the next start."""
        self._is_closing = True
        self._soon.stop()
        for questions in self._window.findChildren(QuestionsDialog):
            questions.reject()
        for dialog in self._window.findChildren(QDialog):
            dialog.hide()

    # Later today

    def _on_put_off(self) -> None:
        dossier = self.dossier
        if dossier is not None:
            today = str(self._desk.today())
            kept = {who: day for who, day in self._put_off().items() if day >= today}
            kept[str(dossier.person.id)] = today
            self._desk.settings.set(prefs.SAFETY_LATER, json.dumps(kept))

    def _is_put_off(self, dossier: Dossier) -> bool:
        day: date = self._desk.today()
        return self._put_off().get(str(dossier.person.id)) == str(day)

    def _put_off(self) -> dict[str, str]:
        try:
            found = json.loads(self._desk.settings.get(prefs.SAFETY_LATER))
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(who): str(day) for who, day in found.items()}


def _due_words(reason: AskReason) -> str:
    return {
        AskReason.FIRST: _("The safety questions have not been answered yet. Two minutes."),
        AskReason.LEG: _("Something new in a leg was noted. Please answer the safety questions."),
        AskReason.JUMP: _(
            "Pain has risen by 3 points or more. Please answer the safety questions."
        ),
        AskReason.WEEK: _("The weekly safety questions are due. One minute."),
    }[reason]
