"""The one door for every change: save, remove, undo, redo, listen; hands out dossiers.

A change is one transaction and one labelled step that can be undone. A step holds each record
before and after. It is turned only if what is stored still is what the step left there, so that
undoing never overwrites what someone else has written since. A track that comes with a new
activity is not kept in the step: it is hidden and comes back with its activity.
`rehabplanner.domain.store.Store` says what it needs of a database.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from uuid import UUID

from rehabplanner.domain.activities import TRACK_COLUMNS, Activity, PackedTrack, Track
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.guidance import PlanTemplate
from rehabplanner.domain.own_exercises import OwnExercise, Photo
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.problems import Conflict
from rehabplanner.domain.record import Record
from rehabplanner.domain.store import Removed, Store

MOST_STEPS = 500


Key = tuple[type[Record], UUID]
Change = tuple[Record | None, Record | None]
"""A record before and after (None: not there)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change: its label, and each record before and after."""

    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What changed: the kinds of records and the persons concerned."""

    kinds: frozenset[type[Record]]
    person_ids: frozenset[UUID]
    label: str = ""


Listener = Callable[[News], None]


class Workspace:
    """Everything that is kept, and the way to change it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._listeners: list[Listener] = []
        self._dossiers: dict[UUID, Dossier] = {}
        self._people: tuple[Person, ...] | None = None
        self._own_exercises: tuple[OwnExercise, ...] | None = None

    # Reading

    def people(self) -> tuple[Person, ...]:
        """Return everybody, sorted by name."""
        if self._people is None:
            self._people = tuple(self._store.people())
        return self._people

    def practices(self) -> tuple[Practice, ...]:
        """Return the letterheads, sorted by name."""
        return tuple(self._store.practices())

    def practice(self, chosen: str = "") -> Practice:
        """Return the letterhead with this id, else the first one, else an empty one."""
        found = self.practices()
        by_id = (one for one in found if str(one.id) == chosen)
        return next(by_id, found[0] if found else Practice())

    def own_exercises(self) -> tuple[OwnExercise, ...]:
        """Return the exercises that people made, sorted by name."""
        if self._own_exercises is None:
            self._own_exercises = tuple(self._store.own_exercises())
        return self._own_exercises

    def plan_templates(self) -> tuple[PlanTemplate, ...]:
        """Return the clinic's own templates, sorted by name."""
        return tuple(self._store.plan_templates())

    def photos(self, own_exercise_id: UUID) -> tuple[Photo, ...]:
        """Return the photographs of an own exercise, the start first."""
        return tuple(self._store.photos(own_exercise_id))

    def dossier(self, person_id: UUID) -> Dossier | None:
        """Return everything known of a person, or None if there is no such person."""
        if person_id not in self._dossiers:
            person = next((one for one in self.people() if one.id == person_id), None)
            if person is None:
                return None
            self._dossiers[person_id] = make_dossier(person, self._store.of_person(person_id))
        return self._dossiers[person_id]

    def track(self, activity_id: UUID) -> Track | None:
        """Return the second-by-second part of an activity, if the watch gave one."""
        return self._store.track(activity_id)

    def bin(self) -> Sequence[Removed]:
        """Return what was removed in the last 30 days, newest first."""
        return self._store.bin()

    # Changing

    def save(self, label: str, *records: Record) -> tuple[Record, ...]:
        """Write the records as one step; return them with their new revisions."""
        return self.change(label, saved=records)

    def remove(self, label: str, *records: Record) -> None:
        """Put the records into the bin as one step."""
        self.change(label, removed=records)

    def change(
        self, label: str, *, saved: Iterable[Record] = (), removed: Iterable[Record] = ()
    ) -> tuple[Record, ...]:
        """Save and remove records in one transaction and one step of undo.

        Raises Conflict or StorageError, and then nothing was changed.
        """
        to_save, to_remove = tuple(saved), tuple(removed)
        before = self._befores(to_save, to_remove)
        news = [one for one in to_save if not _is_same(one, before.get(_key(one)))]
        if not news and not to_remove:
            return to_save
        written = {_key(one): one for one in self._store.write(saved=news, removed=to_remove)}
        changes: list[Change] = [(before.get(key), one) for key, one in written.items()]
        changes += [(before[_key(one)], None) for one in to_remove]
        self._remember(Step(label, _without_new_tracks(changes)))
        self._publish(label, changes)
        return tuple(written.get(_key(one), one) for one in to_save)

    def restore(self, label: str, *records: Record) -> tuple[Record, ...]:
        """Bring records back from the bin, as one step."""
        return self.change(label, saved=[_with_revision(record, 0) for record in records])

    def batch(self, label: str) -> "Batch":
        """Return a batch: many records, written group by group, but one step to undo."""
        return Batch(self, label)

    def write_group(self, records: Sequence[Record]) -> list[Change]:
        """Write records in one transaction without a step; used by `Batch`."""
        before = self._befores(records, ())
        news = [one for one in records if not _is_same(one, before.get(_key(one)))]
        return [(before.get(_key(one)), one) for one in self._store.write(saved=news)]

    def adopt(self, label: str, changes: Iterable[Change]) -> None:
        """Take changes that the store has made by itself (a merged file, say) as one step."""
        taken = tuple(changes)
        if taken:
            self._remember(Step(label, taken))
            self._publish(label, taken)

    def use(self, store: Store) -> None:
        """Go on with another store (opened late, or restored); steps and caches are forgotten."""
        self._store = store
        self.forget()

    def forget(self) -> None:
        """Forget all steps and caches, because another file lies in the place of the old one."""
        self._undo.clear()
        self._redo.clear()
        self._refresh()

    def _remember(self, step: Step) -> None:
        self._undo.append(step)
        del self._undo[:-MOST_STEPS]
        self._redo.clear()

    def _befores(self, saved: Sequence[Record], removed: Sequence[Record]) -> dict[Key, Record]:
        """Return what is stored of the records that are not new, refusing outdated ones."""
        known = [*(one for one in saved if one.revision > 0), *removed]
        found: dict[Key, Record] = {}
        for record, stored in zip(known, self._store.stored(known), strict=True):
            if stored is None or stored.revision != record.revision:
                raise Conflict(record, stored)
            found[_key(record)] = stored
        return found

    # Undoing

    @property
    def undo_label(self) -> str | None:
        """Return the label of the step that `undo` would take back."""
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """Return the label of the step that `redo` would bring back."""
        return self._redo[-1].label if self._redo else None

    def undo(self) -> str | None:
        """Take back the last step and return its label; None if there is none.

        Raises Conflict if a record was changed elsewhere since (the step is then forgotten),
        StorageError if it cannot be written (the step is then kept).
        """
        return self._turn(self._undo, self._redo, lambda pair: (pair[1], pair[0]))

    def redo(self) -> str | None:
        """Bring back the step that was undone last and return its label; None if there is none.

        Raises Conflict and StorageError as `undo` does.
        """
        return self._turn(self._redo, self._undo, lambda pair: pair)

    def _turn(
        self, source: list[Step], target: list[Step], turn: Callable[[Change], Change]
    ) -> str | None:
        if not source:
            return None
        step = source[-1]
        wanted = [turn(pair) for pair in step.changes]
        try:
            changes = self._write_turned(wanted)
        except Conflict:
            source.pop()
            raise
        source.pop()
        target.append(step)
        self._publish(step.label, changes)
        return step.label

    def _write_turned(self, wanted: Sequence[Change]) -> list[Change]:
        """Write each record as it shall be, if what is stored is what the step left there."""
        stored = self._store.stored([_either(pair) for pair in wanted])
        saved: list[Record] = []
        removed: list[Record] = []
        for (now, then), there in zip(wanted, stored, strict=True):
            if not (_is_same(now, there) if now else there is None):
                raise Conflict(then, there)
            if then is not None:
                saved.append(_with_revision(then, there.revision if there else 0))
            elif there is not None:
                removed.append(there)
        written = {_key(one): one for one in self._store.write(saved=saved, removed=removed)}
        return [
            (there, written[_key(then)] if then else None)
            for (_, then), there in zip(wanted, stored, strict=True)
        ]

    # News

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after every change; return a function that stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def look_for_news(self) -> bool:
        """Ask whether another program changed the file; if so forget caches and tell listeners."""
        if not self._store.changed_elsewhere():
            return False
        self._refresh()
        return True

    def _refresh(self) -> None:
        self._dossiers.clear()
        self._people = None
        self._own_exercises = None
        self._tell(News(frozenset(), frozenset()))

    def _publish(self, label: str, changes: Sequence[Change]) -> None:
        """Bring the dossiers up to date and tell everybody."""
        saved: dict[UUID, list[Record]] = {}
        gone: dict[UUID, list[Record]] = {}
        for before, after in changes:
            owner, new_owner = _person_of(before), _person_of(after)
            if after is not None and new_owner is not None:
                saved.setdefault(new_owner, []).append(after)
            if before is not None and owner is not None and owner != new_owner:
                gone.setdefault(owner, []).append(before)
            if isinstance(before, Person) or isinstance(after, Person):
                self._people = None
                if before is None or after is None:
                    self._dossiers.pop(_either((before, after)).id, None)
        persons = frozenset(saved) | frozenset(gone)
        for person_id in persons & frozenset(self._dossiers):
            self._dossiers[person_id] = self._dossiers[person_id].changed(
                saved=saved.get(person_id, ()), removed=gone.get(person_id, ())
            )
        kinds = frozenset(type(one) for pair in changes for one in pair if one is not None)
        if OwnExercise in kinds:
            self._own_exercises = None
        self._tell(News(kinds, persons, label))

    def _tell(self, news: News) -> None:
        """Tell every listener, even if one of them fails; then raise the first failure."""
        failures = []
        for listener in tuple(self._listeners):
            try:
                listener(news)
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]


class Batch:
    """A long import: each group is durable when `add` returns, `close` makes them one step.

    If the program ends in the middle, the groups written so far are kept.
    """

    def __init__(self, workspace: Workspace, label: str) -> None:
        self._workspace = workspace
        self._label = label
        self._changes: list[Change] = []

    def add(self, records: Sequence[Record]) -> None:
        """Write a group of records. Raises Conflict or StorageError; nothing of it is kept."""
        self._changes += _without_new_tracks(self._workspace.write_group(records))

    def close(self) -> None:
        """Remember what was written as one step and tell the listeners."""
        changes, self._changes = self._changes, []
        self._workspace.adopt(self._label, changes)


def _person_of(record: Record | None) -> UUID | None:
    return record.id if isinstance(record, Person) else getattr(record, "person_id", None)


def _key(record: Record) -> Key:
    return type(record), record.id


def _either(pair: Change) -> Record:
    """Return the side of a change that is there."""
    one = pair[0] or pair[1]
    if one is None:
        raise ValueError("a change of nothing")
    return one


def _with_revision(record: Record, revision: int) -> Record:
    """Return the record with another revision; it was checked when it was made."""
    made = copy(record)
    object.__setattr__(made, "revision", revision)
    return made


def _is_same(one: Record, other: Record | None) -> bool:
    """Say whether two records say the same, whatever their revisions."""
    if other is None or type(one) is not type(other):
        return False
    if isinstance(one, Track) and isinstance(other, Track):  # unknown samples are never equal
        pairs = [(getattr(one, name), getattr(other, name)) for name in TRACK_COLUMNS]
        return one.laps == other.laps and all(a.tobytes() == b.tobytes() for a, b in pairs)
    return one == (other if one.revision == other.revision else _with_revision(other, one.revision))


def _without_new_tracks(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes but for the tracks that come with a new activity."""
    new = {after.id for before, after in changes if before is None and isinstance(after, Activity)}
    return tuple(
        pair
        for pair in changes
        if not (isinstance(pair[1], Track | PackedTrack) and pair[1].id in new)
    )
