"""Whole weeks put on the board: the last one again, a programme, a template, a draft."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.plans import PlanItem, monday_of
from rehabplanner.domain.problems import Message
from rehabplanner.gui.plan.add_dialog import AddDialog, Offer
from rehabplanner.gui.plan.case_dialog import CaseDialog
from rehabplanner.gui.plan.ground import Ground, open_dialog
from rehabplanner.gui.plan.template_dialog import MOST_WEEKS, TemplateDialog
from rehabplanner.library.programmes import Programme, plan_items, plan_phases
from rehabplanner.planning.arranging import copy_of_week, latest_week
from rehabplanner.planning.from_case import Draft, drafts_for
from rehabplanner.planning.own_templates import (
    changes_from,
    likely_standard,
    readable,
    template_of,
)
from rehabplanner.planning.shifting import week_again
from rehabplanner.wording import _, ngettext, say, week_text

MOST_DRAFTS = 4
REPEATS = (1, 2, 3, 4, 6, 8)
WEEK = timedelta(days=7)


class Weeks(QObject):
    """Offers whole weeks, and puts the accepted one on the board."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {
            "templates": self.on_templates,
            "copy-week": self.on_copy_week,
            "repeat-week": self.on_repeat_week,
            "case": self.on_case,
            "keep-template": self.on_keep_template,
        }

    # Offering

    def on_copy_week(self) -> None:
        """Offer the last week before the one on show."""
        dossier = self.ground.dossier
        if dossier is None:
            return
        source = latest_week(dossier.items, self.ground.monday)
        if source is None:
            self.ground.desk.notices.show(_("There is no earlier week to copy."))
            return
        name = week_text(source)
        items = tuple(copy_of_week(dossier.items, source, self.ground.monday))
        about = _("From {week}. Doses stay as they are; change them afterwards with + and -.")
        self._offer(_("Copy last week"), [Offer(name, about.format(week=name), items)])

    def on_repeat_week(self) -> None:
        """Offer the week on show for the next weeks."""
        dossier, monday = self.ground.dossier, self.ground.monday
        if dossier is None or not dossier.items_of_week(monday):
            self.ground.desk.notices.show(_("There is nothing in this week to repeat."))
            return
        offers = [
            Offer(
                ngettext("For {count} week", "For {count} weeks", count),
                _("What is planned there already is left out unless you tick it."),
                tuple(week_again(dossier.items, monday, count)),
            )
            for count in REPEATS
        ]
        self._offer(_("Repeat this week"), offers)

    def on_templates(self) -> None:
        """Offer the clinic's own templates and the shipped programmes."""
        dossier, library = self.ground.dossier, self.ground.desk.library
        if dossier is None:
            return
        offers = []
        for template, programme in readable(self.ground.desk.workspace.plan_templates()):
            standard = library.programmes.get(template.standard_id)
            lines = [template.note] if template.note else []
            if standard is not None:
                lines += self._changed(standard, programme)
            name = _("{name} (your own)").format(name=programme.name)
            offers.append(self._offer_of(programme, dossier, name, lines))
        for programme in library.programmes.values():
            source = _("Source: {source}").format(source=programme.source)
            lines = [programme.summary, source]
            offers.append(self._offer_of(programme, dossier, programme.name, lines))
        if offers:
            self._offer(_("Programmes"), offers)

    def _changed(self, standard: Programme, own: Programme) -> list[str]:
        found = changes_from(standard, own, self.ground.desk.library.exercises)
        if not found:
            return [_("The same as “{name}”.").format(name=standard.name)]
        head = _("Changed from “{name}”:").format(name=standard.name)
        return [head, *(f"– {say(one)}" for one in found)]

    def _offer_of(
        self, programme: Programme, dossier: Dossier, name: str, lines: list[str]
    ) -> Offer:
        items = tuple(plan_items(programme, dossier.person.id, self.ground.monday))
        phases = tuple(plan_phases(programme, dossier.person.id, self.ground.monday))
        if programme.weeks > 1:
            length = ngettext("{count} week.", "{count} weeks.", programme.weeks)
            names = ", ".join(phase.name for phase in phases)
            tail = _("Phases: {names}").format(names=names) if names else ""
            lines = [f"{length} {tail}".strip(), *lines]
        return Offer(name, "\n".join(lines), items, phases)

    def _offer(self, title: str, offers: list[Offer]) -> None:
        last = max(item.day for offer in offers for item in offer.items)
        dossier = self.ground.dossier
        there = between(dossier.items, self.ground.monday, last) if dossier else ()
        dialog = AddDialog(title, offers, there, self.ground.item_text, self.ground.page)
        dialog.accepted.connect(self._on_week_accepted)
        open_dialog(dialog)

    def _on_week_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, AddDialog):
            label = _("{title}: {name}").format(title=dialog.windowTitle(), name=dialog.offer.name)
            keys = self.ground.changes.add(dialog.items, label, dialog.offer.phases)
            self.ground.board.choose(keys, keep_day=True)
            self.ground.board.focus_day(self.ground.board.chosen_day)
            self.ground.desk.notices.show(
                ngettext("{count} item added.", "{count} items added.", len(keys)), can_undo=True
            )

    # From a case

    def on_case(self) -> None:
        """Ask six things and offer drafts."""
        dossier = self.ground.dossier
        if dossier is not None:
            dialog = CaseDialog(dossier.person.equipment, self.ground.page)
            dialog.accepted.connect(self._on_case_accepted)
            open_dialog(dialog)

    def _on_case_accepted(self) -> None:
        dialog = self.sender()
        dossier, library = self.ground.dossier, self.ground.desk.library
        if not isinstance(dialog, CaseDialog) or dossier is None:
            return
        drafts = drafts_for(dialog.case, library.programmes.values(), library.exercises)
        offers = [self._draft_offer(one, dossier) for one in drafts[:MOST_DRAFTS]]
        self._offer(_("Drafts"), offers)

    def _draft_offer(self, draft: Draft, dossier: Dossier) -> Offer:
        why = [say(one) for one in (*draft.reasons, *draft.left_out)]
        source = _("Source: {source}").format(source=draft.programme.source)
        offer = self._offer_of(draft.programme, dossier, draft.programme.name, [*why, source])
        words: dict[tuple[str, str], Message] = {
            (one.item.exercise_id or "", one.item.title): one.reason for one in draft.items
        }
        reasons = {
            item.id: say(words[item.exercise_id or "", item.title])
            for item in offer.items
            if (item.exercise_id or "", item.title) in words
        }
        return Offer(offer.name, offer.about, offer.items, offer.phases, reasons)

    # Templates of one's own

    def on_keep_template(self) -> None:
        """Ask how the weeks from the one on show on are to be kept as a template."""
        ahead = self._ahead()
        if not ahead:
            self.ground.desk.notices.show(_("There is nothing in this week to keep."))
            return
        programmes = self.ground.desk.library.programmes
        last = monday_of(ahead[-1].day)
        weeks = min(MOST_WEEKS, (last - self.ground.monday).days // 7 + 1)
        standards = {key: one.name for key, one in programmes.items()}
        likely = likely_standard(ahead, programmes.values())
        dialog = TemplateDialog(weeks, standards, likely, self.ground.page)
        dialog.serve(partial(self._keep, dialog))
        dialog.open()

    def _ahead(self) -> tuple[PlanItem, ...]:
        dossier, monday = self.ground.dossier, self.ground.monday
        if dossier is None or not dossier.items:
            return ()
        return between(dossier.items, monday, monday + MOST_WEEKS * WEEK - timedelta(days=1))

    def _keep(self, dialog: TemplateDialog) -> None:
        name, weeks, standard_id, note = dialog.answer
        monday, dossier = self.ground.monday, self.ground.dossier
        items = [item for item in self._ahead() if item.day < monday + weeks * WEEK]
        template = template_of(
            name,
            items,
            monday,
            phases=dossier.phases if dossier else (),
            standard_id=standard_id,
            note=note,
        )
        self.ground.desk.workspace.save(_("Keep template {name}").format(name=name), template)
        text = _("Kept. You find it under Programmes (T).")
        self.ground.desk.notices.show(text, can_undo=True)
