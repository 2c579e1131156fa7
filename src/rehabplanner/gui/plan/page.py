"""The page of the weekly plan: assembles head, line, board and library; one block of wires."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import Completion, Outcome, PlanItem, monday_of
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.text_dialog import TextDialog
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.page import Page
from rehabplanner.gui.plan.add_dialog import AddDialog, Offer
from rehabplanner.gui.plan.board import Board
from rehabplanner.gui.plan.cards import Card, Week, make_week
from rehabplanner.gui.plan.changes import Changes, Keys
from rehabplanner.gui.plan.commands import ACTIVITY, COMMANDS, ITEM, keys_html, make_actions
from rehabplanner.gui.plan.entry_line import EntryLine
from rehabplanner.gui.plan.first_steps import FirstSteps
from rehabplanner.gui.plan.item_form import ItemDialog
from rehabplanner.gui.plan.library_list import LibraryList
from rehabplanner.gui.plan.outcome_dialog import OutcomeDialog
from rehabplanner.gui.plan.week_bar import WeekBar
from rehabplanner.library.programmes import plan_items
from rehabplanner.phrases import item_words
from rehabplanner.planning.arranging import copy_of_week, latest_week
from rehabplanner.planning.entry import Entry
from rehabplanner.planning.links import candidates
from rehabplanner.planning.usual import Usual, same_from
from rehabplanner.wording import _, day_text, ngettext, week_text


class PlanPage(Page):
    """The weekly plan of one person. `monday` is the week on show."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.monday = monday_of(desk.today())
        self.week: Week | None = None
        self.changes = Changes(desk)
        self._copied: tuple[PlanItem, ...] = ()
        self.bar = WeekBar(desk.theme)
        self.board = Board(desk.theme)
        self.board.chosen_day = desk.today().weekday()
        self.steps = FirstSteps()
        self.library = LibraryList(desk, self.board.delegate)
        self.library.hide()
        self.entry = EntryLine(desk, self._usual, self)
        self._lay_out()
        self.actions_by_name = make_actions(self.board, self, self._handlers())
        self._connect()

    def _usual(self) -> Usual:
        return self.changes.usual

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.board, 1)
        middle.addWidget(self.library)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.entry)
        column.addWidget(self.steps)
        column.addLayout(middle, 1)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "add": self._on_add,
            "edit": self._on_edit,
            "tick": self._on_tick,
            "felt": self._on_felt,
            "partly": self._on_partly,
            "skip": self._on_skip,
            "progress": self._on_progress,
            "ease": self._on_ease,
            "repeat": self._on_repeat,
            "copy": self._on_copy,
            "cut": self._on_cut,
            "paste": self._on_paste,
            "remove": self._on_remove,
            "earlier": self._on_earlier,
            "later": self._on_later,
            "up": self._on_up,
            "down": self._on_down,
            "rest": self._on_rest,
            "templates": self._on_templates,
            "copy-week": self._on_copy_week,
            "unlink": self._on_unlink,
            "link": self._on_link,
            "open-run": self._on_open_run,
            "previous-week": self._on_previous_week,
            "next-week": self._on_next_week,
            "this-week": self._on_this_week,
            "library": self._on_library,
            "keys": self._on_keys,
        }

    def _connect(self) -> None:
        bar, board, entry = self.bar, self.board, self.entry
        bar.week_wanted.connect(self.go_to)
        bar.today_wanted.connect(self._on_this_week)
        bar.purpose_changed.connect(self._on_purpose_changed)
        bar.copy.clicked.connect(self._on_copy_week)
        bar.templates.clicked.connect(self._on_templates)
        bar.library.clicked.connect(self._on_library)
        bar.print.clicked.connect(self._on_print)
        bar.help.clicked.connect(self._on_keys)
        board.day_chosen.connect(self._on_day_chosen)
        board.tick_wanted.connect(self._on_mark_clicked)
        board.edit_wanted.connect(self._on_edit)
        board.menu_wanted.connect(self._on_menu_wanted)
        board.items_dropped.connect(self._on_items_dropped)
        board.exercises_dropped.connect(self._on_exercises_dropped)
        entry.entered.connect(self._on_entered)
        entry.day_moved.connect(self._on_day_moved)
        entry.left.connect(self._on_entry_left)
        self.library.chosen.connect(self._on_library_chosen)
        self.library.left.connect(self._on_entry_left)
        self.steps.copy.clicked.connect(self._on_copy_week)
        self.steps.templates.clicked.connect(self._on_templates)
        self.steps.add.clicked.connect(self._on_add)

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's week; another person's begins with the week of today."""
        before = self.dossier
        super().show_dossier(dossier)
        self.changes.show_dossier(dossier)
        if dossier is None:
            return
        if before is not None and before.person.id != dossier.person.id:
            self.monday = monday_of(self.desk.today())
        self._show_week(dossier)

    def _show_week(self, dossier: Dossier) -> None:
        today = self.desk.today()
        week = make_week(dossier, self.monday, today, self.desk.library.exercises)
        self.week = week
        note = dossier.week_note(self.monday)
        self.bar.show_week(week, note.purpose if note else "", today)
        self.steps.setVisible(not week.items)
        self.board.show_week(week)
        self._show_day()
        if self.library.isVisible():
            self.library.show_recent(self.changes.usual.recent)

    def _show_day(self) -> None:
        units = self.dossier.person.units if self.dossier else Units.METRIC
        self.entry.show_day(self.day, units)

    @property
    def day(self) -> date:
        """Return the day that is worked on."""
        return self.monday + timedelta(days=self.board.chosen_day)

    def go_to(self, monday: date) -> None:
        """Show the week that begins on this Monday."""
        self.monday = monday
        if self.dossier is not None:
            self._show_week(self.dossier)

    def focus_first(self) -> None:
        """Put the keyboard on the line, ready to type."""
        self.entry.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Print with Ctrl+P where no window takes the key."""
        if event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._on_print()
        else:
            super().keyPressEvent(event)

    def _choose(self, keys: Keys) -> None:
        if keys:
            self.board.choose(keys)

    def _items(self) -> list[PlanItem]:
        return self.board.chosen_items()

    def _card(self) -> Card | None:
        cards = self.board.chosen_cards()
        return cards[0] if cards else None

    # Adding

    def _on_add(self) -> None:
        self.entry.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_entered(self, entry: Entry) -> None:
        if self.dossier is not None:
            keys = self.changes.add_entry(entry, self.monday, self.board.chosen_day)
            self.board.choose(keys, keep_day=True)

    def _on_day_moved(self, step: int) -> None:
        self.board.choose_day(self.board.chosen_day + step)

    def _on_day_chosen(self, number: int) -> None:
        self._show_day()

    def _on_entry_left(self) -> None:
        self.board.focus_day(self.board.chosen_day)

    def _on_library(self) -> None:
        is_open = self.library.isHidden()
        self.library.setVisible(is_open)
        self.bar.library.setChecked(is_open)
        if is_open:
            self.library.show_recent(self.changes.usual.recent)
            self.library.search.setFocus()
        else:
            self._on_entry_left()

    def _on_library_chosen(self, ids: list[str]) -> None:
        if self.dossier is not None:
            keys = self.changes.add_exercises(ids, self.day)
            self.board.choose(keys, keep_day=True)

    def _on_exercises_dropped(self, ids: list[str], number: int, row: int) -> None:
        if self.dossier is not None:
            day = self.monday + timedelta(days=number)
            self._choose(self.changes.add_exercises(ids, day, row))

    def _on_rest(self) -> None:
        if self.dossier is not None:
            self._choose(self.changes.rest_day(self.day))

    # Whole weeks

    def _on_copy_week(self) -> None:
        dossier = self.dossier
        if dossier is None:
            return
        source = latest_week(dossier.items, self.monday)
        if source is None:
            self.desk.notices.show(_("There is no earlier week to copy."))
            return
        name = week_text(source)
        items = tuple(copy_of_week(dossier.items, source, self.monday))
        about = _("From {week}. Doses stay as they are; change them afterwards with + and -.")
        offer = Offer(name, about.format(week=name), items)
        self._offer(_("Copy last week"), [offer])

    def _on_templates(self) -> None:
        dossier = self.dossier
        if dossier is None:
            return
        offers = [
            Offer(
                one.name,
                _("{summary}\nSource: {source}").format(summary=one.summary, source=one.source),
                tuple(plan_items(one, dossier.person.id, self.monday)),
            )
            for one in self.desk.library.programmes.values()
        ]
        if offers:
            self._offer(_("Starter weeks"), offers)

    def _offer(self, title: str, offers: list[Offer]) -> None:
        there = self.week.items if self.week else []
        dialog = AddDialog(title, offers, there, self._item_text, self)
        dialog.accepted.connect(self._on_week_accepted)
        _open(dialog)

    def _item_text(self, item: PlanItem) -> str:
        exercise = self.changes.exercise(item)
        units = self.dossier.person.units if self.dossier else Units.METRIC
        parts = [self.changes.name(item), item_words(item, exercise, units=units)]
        return ": ".join(part for part in parts if part)

    def _on_week_accepted(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, AddDialog):
            label = _("{title}: {name}").format(title=dialog.windowTitle(), name=dialog.offer.name)
            keys = self.changes.add(dialog.items, label)
            self.board.choose(keys, keep_day=True)
            self.board.focus_day(self.board.chosen_day)
            self.desk.notices.show(
                ngettext("{count} item added.", "{count} items added.", len(keys)), can_undo=True
            )

    def _on_purpose_changed(self, text: str) -> None:
        if self.dossier is None:
            return
        try:
            self.changes.set_purpose(self.monday, text)
        except (StorageError, Conflict):
            self.bar.purpose.setModified(True)
            raise

    def finish(self) -> None:
        """Save what the week is for, if it is being typed."""
        if self.dossier is not None and self.bar.purpose.isModified():
            self.changes.set_purpose(self.monday, self.bar.purpose.text())
            self.bar.purpose.setModified(False)

    # Changing

    def _on_edit(self) -> None:
        items, dossier = self._items(), self.dossier
        if not items or dossier is None:
            return
        item = items[0]
        others = len(same_from(item, dossier.items))
        exercise = self.changes.exercise(item)
        dialog = ItemDialog(item, exercise, others, dossier.person.units, self)
        dialog.serve(partial(self._store_item, dialog))
        dialog.keep_drafts(self.desk.drafts, DraftKey("item", item.person_id, item.id))
        dialog.open()

    def _store_item(self, dialog: ItemDialog) -> None:
        self._choose(self.changes.edit(dialog.item, dialog.wants_series))

    def _on_progress(self) -> None:
        self._step(True)

    def _on_ease(self) -> None:
        self._step(False)

    def _step(self, up: bool) -> None:
        if items := self._items():
            keys = {item.id for item in items}
            self.changes.step(items, up)
            self._choose(keys)

    def _on_repeat(self) -> None:
        if items := self._items():
            self.changes.repeat(items)

    def _on_remove(self) -> None:
        self._remove(is_cut=False)

    def _remove(self, *, is_cut: bool) -> None:
        items = self._items()
        if items:
            self.changes.remove(items, is_cut=is_cut)
            view = self.board.views[self.board.chosen_day]
            view.choose_row(max(0, view.currentIndex().row()))

    # Copying

    def _on_copy(self) -> None:
        if items := self._items():
            self._copied = tuple(items)
            text = "\n".join(
                f"{day_text(item.day, year=False)}: {self._item_text(item)}" for item in items
            )
            QGuiApplication.clipboard().setText(text)
            self.desk.notices.show(
                ngettext("{count} item copied.", "{count} items copied.", len(items))
            )

    def _on_cut(self) -> None:
        if self._items():
            self._on_copy()
            self._remove(is_cut=True)

    def _on_paste(self) -> None:
        if self._copied and self.dossier is not None:
            self._choose(self.changes.paste(self._copied, self.day))

    # Moving

    def _on_earlier(self) -> None:
        self._shift(-1)

    def _on_later(self) -> None:
        self._shift(1)

    def _shift(self, days: int) -> None:
        items = self._items()
        if not items:
            return
        keys = self.changes.shift(items, days)
        if min(item.day for item in items) + timedelta(days=days) < self.monday:
            self.go_to(self.monday - timedelta(days=7))
        elif max(item.day for item in items) + timedelta(days=days) > self.monday + timedelta(6):
            self.go_to(self.monday + timedelta(days=7))
        self.board.choose_day((self.board.chosen_day + days) % 7)
        self._choose(keys)

    def _on_up(self) -> None:
        self._reorder(-1)

    def _on_down(self) -> None:
        self._reorder(1)

    def _reorder(self, step: int) -> None:
        items = [item for item in self._items() if item.day == self.day]
        if items:
            self._choose(self.changes.reorder(items, step))

    def _on_items_dropped(self, ids: list[UUID], number: int, row: int, is_copy: bool) -> None:
        if self.dossier is None:
            return
        wanted = set(ids)
        items = [item for item in self.dossier.items if item.id in wanted]
        day = self.monday + timedelta(days=number)
        put = self.changes.place_copies if is_copy else self.changes.place
        if items:
            self._choose(put(items, day, row))

    # What came of it

    def _on_tick(self) -> None:
        self.changes.tick([card for card in self.board.chosen_cards() if card.item is not None])

    def _on_mark_clicked(self, card: Card) -> None:
        self.changes.tick([card])

    def _on_felt(self) -> None:
        self._ask_outcome(Outcome.DONE)

    def _on_partly(self) -> None:
        self._ask_outcome(Outcome.PARTLY)

    def _on_skip(self) -> None:
        self._ask_outcome(Outcome.SKIPPED)

    def _ask_outcome(self, outcome: Outcome) -> None:
        card = next((one for one in self.board.chosen_cards() if one.item is not None), None)
        if card is None or card.item is None:
            return
        known = card.completion or Completion(
            person_id=card.item.person_id, item_id=card.item.id, day=card.item.day
        )
        dialog = OutcomeDialog(self.desk.theme, card.name, replace(known, outcome=outcome), self)
        dialog.serve(partial(self._store_outcome, dialog))
        key = DraftKey("outcome", card.item.person_id, card.item.id)
        dialog.keep_drafts(self.desk.drafts, key)
        dialog.open()

    def _store_outcome(self, dialog: OutcomeDialog) -> None:
        self.changes.note_outcome(dialog.completion, dialog.name)

    def _on_unlink(self) -> None:
        card = self._card()
        if card is not None and card.item is not None and card.activity is not None:
            self.changes.unlink(card.activity)

    def _on_link(self) -> None:
        card = self._card()
        if card is None or card.activity is None or self.dossier is None:
            return
        found = candidates(card.activity, self.dossier.items)
        if not found:
            self.desk.notices.show(_("Nothing of this kind is planned within two weeks."))
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in found[:12]:
            action = menu.addAction(
                _("{day}: {item}").format(
                    day=day_text(item.day, year=False), item=self._item_text(item)
                )
            )
            action.setData((card.activity, item))
        menu.triggered.connect(self._on_link_chosen)
        menu.popup(QCursor.pos())

    def _on_link_chosen(self, action: QAction) -> None:
        activity, item = action.data()
        if isinstance(activity, Activity) and isinstance(item, PlanItem):
            self.changes.link(activity, item)

    def _on_open_run(self) -> None:
        self.desk.wishes.open_tab.emit("runs")

    # Going about

    def _on_previous_week(self) -> None:
        self.go_to(self.monday - timedelta(days=7))

    def _on_next_week(self) -> None:
        self.go_to(self.monday + timedelta(days=7))

    def _on_this_week(self) -> None:
        self.board.choose_day(self.desk.today().weekday())
        self.go_to(monday_of(self.desk.today()))

    def _on_keys(self) -> None:
        _open(TextDialog(_("Keys of the weekly plan"), keys_html(), self))

    def _on_print(self) -> None:
        from rehabplanner.gui.plan.print_dialog import PrintDialog  # noqa: PLC0415

        if self.dossier is not None:
            PrintDialog(self.desk, self.dossier, self.monday, self).open()

    def _on_menu_wanted(self, at: QPoint) -> None:
        menu = self.menu()
        menu.popup(at)

    def menu(self) -> QMenu:
        """Return the menu of what is chosen: the board's commands with their keys."""
        card = self._card()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in COMMANDS:
            if command is None:
                menu.addSeparator()
                continue
            if command.needs == ACTIVITY and (card is None or card.activity is None):
                continue
            if command.name == "link" and card is not None and card.item is not None:
                continue
            if command.name == "unlink" and not (card and card.item and card.activity):
                continue
            action = self.actions_by_name[command.name]
            is_ready = command.needs != ITEM or bool(self._items())
            shown = menu.addAction(action.text())
            shown.setShortcut(action.shortcut())
            shown.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            shown.setShortcutVisibleInContextMenu(True)
            shown.setEnabled(is_ready)
            if command.icon:
                shown.setIcon(self.desk.theme.icon(command.icon))
            shown.triggered.connect(action.trigger)
        return menu


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
