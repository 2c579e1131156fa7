"""The board's handwork: change, step, copy, move and remove what is chosen."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from rehabplanner.domain.flags import is_locked
from rehabplanner.domain.plans import PlanItem, monday_of
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.plan.day_view import exercises_of, ids_of
from rehabplanner.gui.plan.drop_words import DropWords, drop_words
from rehabplanner.gui.plan.ground import Ground
from rehabplanner.gui.plan.item_form import ItemDialog
from rehabplanner.planning.outlook import Outlook
from rehabplanner.planning.usual import same_from
from rehabplanner.wording import _, day_text, ngettext


class Moves(QObject):
    """Changes what is chosen on the board."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.ground = ground
        self._copied: tuple[PlanItem, ...] = ()

        ground.board.preview_with(self.preview)

    def preview(self, dragged: QMimeData, day: date) -> DropWords:
        """Return what is to be known before what is dragged stands on a day."""
        dossier, desk = self.ground.dossier, self.ground.desk
        if dossier is None:
            return DropWords("", False)
        wanted = set(ids_of(dragged))
        items = [item for item in dossier.items if item.id in wanted]
        items += self.ground.changes.new_items(exercises_of(dragged), day)
        outlook = Outlook(dossier, desk.today(), monday_of(day))
        return drop_words(dossier, items, day, desk.today(), desk.library.exercises, outlook)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands it answers."""
        return {
            "edit": self.on_edit,
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
        }

    # Changing

    def on_edit(self) -> None:
        """Ask for the dose, name and note of the first chosen item."""
        items, dossier = self.ground.items(), self.ground.dossier
        if not items or dossier is None:
            return
        item = items[0]
        others = len(same_from(item, dossier.items))
        exercise = self.ground.changes.exercise(item)
        dialog = ItemDialog(item, exercise, others, dossier.person.units, self.ground.page)
        dialog.serve(partial(self._store_item, dialog))
        dialog.keep_drafts(self.ground.desk.drafts, DraftKey("item", item.person_id, item.id))
        dialog.open()

    def _store_item(self, dialog: ItemDialog) -> None:
        self.ground.choose(self.ground.changes.edit(dialog.item, dialog.wants_series))

    def _on_progress(self) -> None:
        self._step(True)

    def _on_ease(self) -> None:
        self._step(False)

    def _step(self, up: bool) -> None:
        if up and self._is_locked():
            text = _("The plan waits until someone has looked at your safety answers.")
            self.ground.desk.notices.show(text)
            return
        if items := self.ground.items():
            keys = {item.id for item in items}
            self.ground.changes.step(items, up)
            self.ground.choose(keys)

    def _is_locked(self) -> bool:
        dossier, flags = self.ground.dossier, self.ground.desk.library.flags
        return dossier is not None and is_locked(
            flags, dossier.flag_answers, dossier.flag_clearances
        )

    def _on_repeat(self) -> None:
        if items := self.ground.items():
            self.ground.changes.repeat(items)

    def _on_remove(self) -> None:
        self._remove(is_cut=False)

    def _remove(self, *, is_cut: bool) -> None:
        items = self.ground.items()
        if items:
            self.ground.changes.remove(items, is_cut=is_cut)
            view = self.ground.board.views[self.ground.board.chosen_day]
            view.choose_row(max(0, view.currentIndex().row()))

    # Copying

    def _on_copy(self) -> None:
        if items := self.ground.items():
            self._copied = tuple(items)
            text = "\n".join(
                f"{day_text(item.day, year=False)}: {self.ground.item_text(item)}" for item in items
            )
            QGuiApplication.clipboard().setText(text)
            self.ground.desk.notices.show(
                ngettext("{count} item copied.", "{count} items copied.", len(items))
            )

    def _on_cut(self) -> None:
        if self.ground.items():
            self._on_copy()
            self._remove(is_cut=True)

    def _on_paste(self) -> None:
        if self._copied and self.ground.dossier is not None:
            self.ground.choose(self.ground.changes.paste(self._copied, self.ground.day))

    # Moving

    def _on_earlier(self) -> None:
        self._shift(-1)

    def _on_later(self) -> None:
        self._shift(1)

    def _shift(self, days: int) -> None:
        items = self.ground.items()
        if not items:
            return
        keys = self.ground.changes.shift(items, days)
        if min(item.day for item in items) + timedelta(days=days) < self.ground.monday:
            self.ground.go_to(self.ground.monday - timedelta(days=7))
        elif max(item.day for item in items) + timedelta(
            days=days
        ) > self.ground.monday + timedelta(6):
            self.ground.go_to(self.ground.monday + timedelta(days=7))
        self.ground.board.choose_day((self.ground.board.chosen_day + days) % 7)
        self.ground.choose(keys)

    def _on_up(self) -> None:
        self._reorder(-1)

    def _on_down(self) -> None:
        self._reorder(1)

    def _reorder(self, step: int) -> None:
        items = [item for item in self.ground.items() if item.day == self.ground.day]
        if items:
            self.ground.choose(self.ground.changes.reorder(items, step))

    def on_items_dropped(self, ids: list[UUID], number: int, row: int, is_copy: bool) -> None:
        """Move or copy what was dropped on a day."""
        if self.ground.dossier is None:
            return
        wanted = set(ids)
        items = [item for item in self.ground.dossier.items if item.id in wanted]
        day = self.ground.monday + timedelta(days=number)
        put = self.ground.changes.place_copies if is_copy else self.ground.changes.place
        if items:
            self.ground.choose(put(items, day, row))
