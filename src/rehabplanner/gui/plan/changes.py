"""Every change of the plan: one labelled step of the workspace, and the words for the notice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.guidance import Phase, Taught
from rehabplanner.domain.plans import (
    Completion,
    ItemKind,
    Outcome,
    PlanItem,
    WeekNote,
    copied,
)
from rehabplanner.domain.record import Record
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.plan.cards import Card
from rehabplanner.gui.plan.words import change_words
from rehabplanner.phrases import item_name
from rehabplanner.planning.arranging import copies_for, on_days, placed
from rehabplanner.planning.checks import Mend
from rehabplanner.planning.entry import Entry, drafts
from rehabplanner.planning.proposal import Proposal
from rehabplanner.planning.proposals import accepted
from rehabplanner.planning.steps import step_dose, step_run
from rehabplanner.planning.usual import Usual, same_from, usual
from rehabplanner.wording import _, day_text, ngettext, say, weekday, word

Keys = set[UUID]


class Changes:
    """Changes one person's plan. Each method returns the ids of what should be chosen next."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._dossier: Dossier | None = None
        self._usual: Usual | None = None

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Work on this person's plan from now on."""
        if dossier is None or self._dossier is None or dossier.items is not self._dossier.items:
            self._usual = None
        self._dossier = dossier

    @property
    def dossier(self) -> Dossier:
        """Return the person's records as they are now."""
        assert self._dossier is not None
        return self._dossier

    @property
    def usual(self) -> Usual:
        """Return the doses this person used last."""
        if self._usual is None:
            self._usual = usual(self._dossier.items if self._dossier else ())
        return self._usual

    def exercise(self, item: PlanItem) -> Exercise | None:
        """Return the exercise of an item."""
        return self._desk.library.exercises.get(item.exercise_id or "")

    def name(self, item: PlanItem) -> str:
        """Return what an item is called."""
        return item_name(item, self.exercise(item))

    def names(self, items: Sequence[PlanItem]) -> str:
        """Return the name of one item, or how many there are."""
        different = {self.name(item) for item in items}
        if len(different) == 1:
            return different.pop()
        return ngettext("{count} item", "{count} items", len(items))

    def _day_items(self, day: date) -> list[PlanItem]:
        return list(between(self.dossier.items, day, day))

    def _change(self, label: str, saved: Sequence[Record], removed: Sequence[Record] = ()) -> Keys:
        self._desk.workspace.change(label, saved=saved, removed=removed)
        return {record.id for record in saved if isinstance(record, PlanItem)}

    def _say(self, text: str) -> None:
        self._desk.notices.show(text, can_undo=True)

    # Adding

    def add_entry(self, entry: Entry, monday: date, weekday_number: int) -> Keys:
        """Add what was typed, on the days it names or on the chosen one."""
        person_id = self.dossier.person.id
        coming = drafts(entry, person_id, monday, weekday_number, self.usual)
        if entry.kind is ItemKind.REST:
            coming = [one for one in coming if not self._rests_on(one.day)]
        if not coming:
            self._desk.notices.show(_("This is a rest day already."))
            return set()
        return self.add(coming)

    def add(
        self, coming: Sequence[PlanItem], label: str = "", phases: Sequence[Phase] = ()
    ) -> Keys:
        """Add new items at the end of their days, with the phases they belong to."""
        name = self.names(coming)
        days = len({item.day for item in coming})
        if not label and days > 1:
            label = _("Add {name} on {days}").format(
                name=name, days=ngettext("{count} day", "{count} days", days)
            )
        label = label or _("Add {name}").format(name=name)
        return self._change(label, [*on_days(self.dossier.items, coming), *phases])

    def add_exercises(self, ids: Sequence[str], day: date, row: int | None = None) -> Keys:
        """Add exercises of the library in their usual dose, from this row of the day on."""
        made = self.new_items(ids, day)
        if not made:
            return set()
        label = _("Add {name}").format(name=self.names(made))
        self._change(label, placed(self._day_items(day), made, day, row))
        return {item.id for item in made}

    def new_items(self, ids: Sequence[str], day: date) -> list[PlanItem]:
        """Return exercises of the library as items of a day, in their usual dose; saves nothing."""
        known = self._desk.library.exercises
        return [
            PlanItem(
                person_id=self.dossier.person.id,
                day=day,
                kind=ItemKind.EXERCISE,
                exercise_id=one,
                dose=self.usual.dose_of(known[one]),
                series_id=self.usual.series_of(one),
            )
            for one in ids
            if one in known
        ]

    def _rests_on(self, day: date) -> bool:
        return any(item.kind is ItemKind.REST for item in self._day_items(day))

    def rest_day(self, day: date) -> Keys:
        """Make a day a rest day."""
        if self._rests_on(day):
            self._desk.notices.show(_("This is a rest day already."))
            return set()
        item = PlanItem(person_id=self.dossier.person.id, day=day, kind=ItemKind.REST)
        return self.add([item], _("Rest day on {day}").format(day=_day_name(day)))

    # Placing

    def place(self, items: Sequence[PlanItem], day: date, row: int | None = None) -> Keys:
        """Move items to a row of a day; items of several days all go there."""
        saved = placed(self._day_items(day), items, day, row)
        if saved:
            label = _("Move {name} to {day}").format(name=self.names(items), day=_day_name(day))
            self._change(label, saved)
        return {item.id for item in items}

    def place_copies(self, items: Sequence[PlanItem], day: date, row: int | None = None) -> Keys:
        """Put copies of items on a day."""
        made = [copied(item, day) for item in items]
        label = _("Copy {name} to {day}").format(name=self.names(items), day=_day_name(day))
        self._change(label, placed(self._day_items(day), made, day, row))
        return {item.id for item in made}

    def shift(self, items: Sequence[PlanItem], days: int) -> Keys:
        """Move items by so many days, each from its own day."""
        saved: list[PlanItem] = []
        for day in sorted({item.day for item in items}):
            coming = [item for item in items if item.day == day]
            target = day + timedelta(days=days)
            there = [one for one in self._day_items(target) if one not in items]
            saved += placed(there, coming, target)
        name = self.names(items)
        label = _("Move {name} by a day").format(name=name)
        self._change(label, saved)
        return {item.id for item in items}

    def reorder(self, items: Sequence[PlanItem], step: int) -> Keys:
        """Move items of one day one place up or down."""
        day = items[0].day
        there = self._day_items(day)
        ids = {item.id for item in items}
        rows = [row for row, item in enumerate(there) if item.id in ids]
        row = rows[0] - 1 if step < 0 else rows[-1] + 2
        if 0 <= row <= len(there):
            coming = [there[number] for number in rows]
            saved = placed(there, coming, day, row)
            if saved:
                self._change(_("Move {name}").format(name=self.names(coming)), saved)
        return ids

    def repeat(self, items: Sequence[PlanItem]) -> Keys:
        """Copy items to the day after."""
        made = [copied(item, item.day + timedelta(days=1)) for item in items]
        return self.add(made, _("Repeat {name} on the next day").format(name=self.names(items)))

    def paste(self, items: Sequence[PlanItem], day: date) -> Keys:
        """Put copies of items from a day on, keeping the days between them."""
        made = copies_for(items, day, self.dossier.person.id)
        return self.add(made, _("Paste {name}").format(name=self.names(items))) if made else set()

    # Changing what is there

    def edit(self, item: PlanItem, in_series: bool) -> Keys:
        """Save a changed item; with its dose in the whole series from its day on if wanted."""
        saved = [item]
        if in_series:
            saved += [
                replace(one, dose=item.dose, run=item.run)
                for one in same_from(item, self.dossier.items)
            ]
        name = self.name(item)
        if in_series:
            label = _("Change {name} from {day} on").format(
                name=name, day=day_text(item.day, year=False)
            )
            self._change(label, saved)
            self._say(
                ngettext(
                    "Changed on {count} day from here on.",
                    "Changed on {count} days from here on.",
                    len(saved),
                )
            )
        else:
            self._change(_("Change {name}").format(name=name), saved)
        return {item.id}

    def step(self, items: Sequence[PlanItem], up: bool) -> Keys:
        """Progress or ease the dose of items by one sensible step, and say what changed."""
        units = self.dossier.person.units
        saved, words = [], []
        for item in items:
            exercise = self.exercise(item)
            stepped = _stepped(item, exercise, up)
            if stepped is not None:
                saved.append(stepped)
                words.append(change_words(self.name(item), item, stepped, exercise, units))
        if not saved:
            self._desk.notices.show(
                _("There is no further step for this.")
                if up
                else _("There is no smaller step for this.")
            )
            return set()
        label = _("One step more: {name}") if up else _("One step less: {name}")
        keys = self._change(label.format(name=self.names(saved)), saved)
        self._say("\n".join(words[:3]))
        return keys

    def take_steps(self, proposals: Sequence[Proposal]) -> Keys:
        """Change the doses as proposed, and keep each decision with its reasons."""
        person_id = self.dossier.person.id
        items, decisions = accepted(proposals, person_id, self._desk.today())
        if not items:
            return set()
        label = _("Next step: {name}").format(name=self.names([one.item for one in proposals]))
        self._change(label, [*items, *decisions])
        count = ngettext("{count} step taken.", "{count} steps taken.", len(decisions))
        self._say(count)
        return {one.changed[0].id for one in proposals if one.changed}

    def mend(self, mend: Mend) -> None:
        """Do what the plan check offers."""
        self._change(say(mend.message), mend.saved, mend.removed)

    def remove(self, items: Sequence[PlanItem], *, is_cut: bool = False) -> None:
        """Remove items with what was ticked of them; activities lose their link to them."""
        ids = {item.id for item in items}
        gone = [one for one in self.dossier.completions if one.item_id in ids]
        freed = [
            replace(one, planned_id=None, is_linked_by_hand=False)
            for one in self.dossier.activities
            if one.planned_id in ids
        ]
        name = self.names(items)
        label = (_("Cut {name}") if is_cut else _("Remove {name}")).format(name=name)
        self._change(label, freed, [*items, *gone])
        self._say(_("{name} removed.").format(name=name))

    # What came of it

    def tick(self, cards: Sequence[Card]) -> None:
        """Tick items as done; if all of them are ticked, take the ticks away."""
        ready = [card for card in cards if card.item and card.item.kind is not ItemKind.REST]
        if not ready:
            return
        ticked = [card.completion for card in ready if card.completion is not None]
        if len(ticked) == len(ready):
            label = _("Not done: {name}").format(name=_names(ready))
            self._change(label, [], ticked)
            return
        made = [
            Completion(
                person_id=self.dossier.person.id,
                item_id=card.item.id,
                day=card.activity.day if card.activity else card.item.day,
                outcome=Outcome.DONE,
            )
            for card in ready
            if card.item is not None and card.completion is None
        ]
        self._change(_("Done: {name}").format(name=_names(ready)), made)

    def note_outcome(self, completion: Completion, name: str) -> None:
        """Save how an item went."""
        label = {
            Outcome.DONE: _("Done: {name}"),
            Outcome.PARTLY: _("Partly done: {name}"),
            Outcome.SKIPPED: _("Skip {name}"),
        }[completion.outcome]
        self._change(label.format(name=name), [completion])

    def note_session(self, completion: Completion, items: Sequence[PlanItem], name: str) -> None:
        """Save how a whole session went, for each of its items."""
        made = [replace(completion, id=uuid4(), item_id=item.id, day=item.day) for item in items]
        label = _("{outcome}: {name}").format(outcome=word(completion.outcome), name=name)
        self._change(label, made)

    def mark_taught(self, items: Sequence[PlanItem]) -> None:
        """Mark exercises as shown and practised today; if all are, take the marks away."""
        ids = {item.exercise_id for item in items if item.exercise_id}
        known = [one for one in self.dossier.taught if one.exercise_id in ids]
        name = self.names(items)
        if ids and len(known) == len(ids):
            self._change(_("Not shown yet: {name}").format(name=name), [], known)
            self._say(_("{name}: the mark is taken away.").format(name=name))
        elif ids:
            new = ids - {one.exercise_id for one in known}
            today, person_id = self._desk.today(), self.dossier.person.id
            made = [Taught(person_id=person_id, day=today, exercise_id=one) for one in new if one]
            self._change(_("Shown and practised: {name}").format(name=name), made)
            self._say(_("{name}: shown and practised today.").format(name=name))

    def link(self, activity: Activity, item: PlanItem) -> None:
        """Link an activity to an item by hand."""
        linked = replace(activity, planned_id=item.id, is_linked_by_hand=True)
        self._change(_("Link to {name}").format(name=self.name(item)), [linked])

    def unlink(self, activity: Activity) -> None:
        """Keep an activity apart from the plan, by hand."""
        freed = replace(activity, planned_id=None, is_linked_by_hand=True)
        self._change(_("Keep apart from the plan"), [freed])

    # The week

    def set_purpose(self, monday: date, purpose: str) -> None:
        """Say what the week is for."""
        note = self.dossier.week_note(monday)
        if (note.purpose if note else "") == purpose.strip():
            return
        note = note or WeekNote(person_id=self.dossier.person.id, monday=monday)
        self._change(_("Change what the week is for"), [replace(note, purpose=purpose)])


def _stepped(item: PlanItem, exercise: Exercise | None, up: bool) -> PlanItem | None:
    if item.run is not None:
        run = step_run(item.run, up)
        return replace(item, run=run) if run is not None else None
    dose = item.dose if item.dose is not None else exercise.dose if exercise else None
    if dose is None:
        return None
    stepped = step_dose(dose, up, exercise.dose_range if exercise else None)
    return replace(item, dose=stepped) if stepped is not None else None


def _names(cards: Sequence[Card]) -> str:
    if len(cards) == 1:
        return cards[0].name
    return ngettext("{count} item", "{count} items", len(cards))


def _day_name(day: date) -> str:
    return weekday(day.weekday())
