"""What came of the plan: ticks, how it felt, reasons, and the activities beside it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import Completion, ItemKind, Outcome, PlanItem
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.plan.cards import Card
from rehabplanner.gui.plan.done_dialog import DoneDialog
from rehabplanner.gui.plan.ground import Ground, open_dialog
from rehabplanner.gui.plan.outcome_dialog import OutcomeDialog
from rehabplanner.gui.plan.tick_dialog import TickDialog
from rehabplanner.planning.links import candidates
from rehabplanner.planning.tick_sheet import known_cells, sheet_records, sheet_rows
from rehabplanner.wording import _, day_text, ngettext


class Outcomes(QObject):
    """Notes what was done of what is chosen."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {
            "tick": self._on_tick,
            "felt": self._on_felt,
            "session": self._on_session,
            "paper": self._on_paper,
            "planned-done": self._on_planned_done,
            "taught": self._on_taught,
            "partly": self._on_partly,
            "skip": self._on_skip,
            "unlink": self._on_unlink,
            "link": self._on_link,
            "open-run": self._on_open_run,
        }

    def _on_tick(self) -> None:
        self.ground.changes.tick(
            [card for card in self.ground.board.chosen_cards() if card.item is not None]
        )

    def on_mark_clicked(self, card: Card) -> None:
        """Tick the card whose mark was clicked."""
        self.ground.changes.tick([card])

    def _on_felt(self) -> None:
        self._ask_outcome(Outcome.DONE)

    def _on_partly(self) -> None:
        self._ask_outcome(Outcome.PARTLY)

    def _on_skip(self) -> None:
        self._ask_outcome(Outcome.SKIPPED)

    def _ask_outcome(self, outcome: Outcome) -> None:
        card = next((one for one in self.ground.board.chosen_cards() if one.item is not None), None)
        if card is None or card.item is None:
            return
        known = card.completion or Completion(
            person_id=card.item.person_id, item_id=card.item.id, day=card.item.day
        )
        dialog = OutcomeDialog(
            self.ground.desk.theme,
            card.name,
            replace(known, outcome=outcome),
            self.ground.page,
            asks_quality=card.item.kind is ItemKind.EXERCISE,
        )
        dialog.serve(partial(self._store_outcome, dialog))
        key = DraftKey("outcome", card.item.person_id, card.item.id)
        dialog.keep_drafts(self.ground.desk.drafts, key)
        dialog.open()

    def _on_session(self) -> None:
        """Ask once how all open exercises of the chosen day went."""
        dossier = self.ground.dossier
        week = self.ground.week
        if dossier is None or week is None:
            return
        cards = week.days[self.ground.board.chosen_day].cards
        items = [
            card.item
            for card in cards
            if card.item and card.item.kind is ItemKind.EXERCISE and card.completion is None
        ]
        if not items:
            self.ground.desk.notices.show(_("No open exercises on this day."))
            return
        first = Completion(person_id=dossier.person.id, item_id=items[0].id, day=items[0].day)
        name = ngettext("{count} exercise", "{count} exercises", len(items))
        dialog = OutcomeDialog(self.ground.desk.theme, name, first, self.ground.page)
        dialog.serve(partial(self._store_session, dialog, items))
        dialog.open()

    def _store_session(self, dialog: OutcomeDialog, items: list[PlanItem]) -> None:
        self.ground.changes.note_session(dialog.completion, items, dialog.name)

    def _on_paper(self) -> None:
        """Fill in the tick sheet of the week on show from paper."""
        dossier, monday = self.ground.dossier, self.ground.monday
        if dossier is None or not dossier.items_of_week(monday):
            self.ground.desk.notices.show(_("Nothing is planned in this week."))
            return
        rows = sheet_rows(dossier, monday, self.ground.desk.library.exercises)
        known = known_cells(dossier, monday, rows)
        dialog = TickDialog(self.ground.desk.theme, rows, known, monday, self.ground.page)
        dialog.serve(partial(self._store_paper, dialog, dossier))
        dialog.open()

    def _store_paper(self, dialog: TickDialog, dossier: Dossier) -> None:
        monday, table = dialog.monday, dialog.table
        saved, removed = sheet_records(dossier, monday, table.rows, table.cells)
        self.ground.desk.workspace.change(_("Tick sheet from paper"), saved=saved, removed=removed)

    def _on_planned_done(self) -> None:
        """Show what was kept of the plan and how the body answered."""
        dossier, desk = self.ground.dossier, self.ground.desk
        if dossier is not None:
            library = desk.library
            open_dialog(
                DoneDialog(
                    dossier, library.exercises, library.limits, desk.today(), self.ground.page
                )
            )

    def _on_taught(self) -> None:
        """Mark the chosen exercises as shown and practised, or take the marks away."""
        self.ground.changes.mark_taught(self.ground.items())

    def _store_outcome(self, dialog: OutcomeDialog) -> None:
        self.ground.changes.note_outcome(dialog.completion, dialog.name)

    def _on_unlink(self) -> None:
        card = self.ground.card()
        if card is not None and card.item is not None and card.activity is not None:
            self.ground.changes.unlink(card.activity)

    def _on_link(self) -> None:
        card = self.ground.card()
        if card is None or card.activity is None or self.ground.dossier is None:
            return
        found = candidates(card.activity, self.ground.dossier.items)
        if not found:
            self.ground.desk.notices.show(_("Nothing of this kind is planned within two weeks."))
            return
        menu = QMenu(self.ground.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in found[:12]:
            action = menu.addAction(
                _("{day}: {item}").format(
                    day=day_text(item.day, year=False), item=self.ground.item_text(item)
                )
            )
            action.setData((card.activity, item))
        menu.triggered.connect(self._on_link_chosen)
        menu.popup(QCursor.pos())

    def _on_link_chosen(self, action: QAction) -> None:
        activity, item = action.data()
        if isinstance(activity, Activity) and isinstance(item, PlanItem):
            self.ground.changes.link(activity, item)

    def _on_open_run(self) -> None:
        self.ground.desk.wishes.open_tab.emit("runs")
