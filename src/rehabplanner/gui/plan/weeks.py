"""Whole weeks put on the board: the last one again, or a programme."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from rehabplanner.gui.plan.add_dialog import AddDialog, Offer
from rehabplanner.gui.plan.ground import Ground, open_dialog
from rehabplanner.library.programmes import plan_items
from rehabplanner.planning.arranging import copy_of_week, latest_week
from rehabplanner.wording import _, ngettext, week_text


class Weeks(QObject):
    """Offers whole weeks, and puts the accepted one on the board."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {"templates": self.on_templates, "copy-week": self.on_copy_week}

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
        offer = Offer(name, about.format(week=name), items)
        self._offer(_("Copy last week"), [offer])

    def on_templates(self) -> None:
        """Offer the programmes."""
        dossier = self.ground.dossier
        if dossier is None:
            return
        offers = [
            Offer(
                one.name,
                _("{summary}\nSource: {source}").format(summary=one.summary, source=one.source),
                tuple(plan_items(one, dossier.person.id, self.ground.monday)),
            )
            for one in self.ground.desk.library.programmes.values()
        ]
        if offers:
            self._offer(_("Starter weeks"), offers)

    def _offer(self, title: str, offers: list[Offer]) -> None:
        there = self.ground.week.items if self.ground.week else []
        dialog = AddDialog(title, offers, there, self.ground.item_text, self.ground.page)
        dialog.accepted.connect(self._on_week_accepted)
        open_dialog(dialog)

    def _on_week_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, AddDialog):
            label = _("{title}: {name}").format(title=dialog.windowTitle(), name=dialog.offer.name)
            keys = self.ground.changes.add(dialog.items, label)
            self.ground.board.choose(keys, keep_day=True)
            self.ground.board.focus_day(self.ground.board.chosen_day)
            self.ground.desk.notices.show(
                ngettext("{count} item added.", "{count} items added.", len(keys)), can_undo=True
            )
