"""The one door for every change: save, remove, undo, redo, listen; hands out dossiers.

A change is one transaction and one labelled step that can be undone. Tracks are not kept in
steps: they go into the bin and come back with their activity. `Store` says what the
workspace needs of a database; `rehabplanner.storage.database.Database` fits it by shape.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from rehabplanner.domain.activities import Track
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.problems import Conflict
from rehabplanner.domain.record import Record

MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Removed:
    """A record in the bin: what it is and when it was removed (UTC, ISO 8601)."""

    record: Record
    removed_at: str


class Store(Protocol):
    """What the workspace asks of a database. Every write is one durable transaction."""

    def people(self) -> Sequence[Person]:
        """Return everybody, sorted by name."""

    def practice(self) -> Practice | None:
        """Return the letterhead, if there is one."""

    def of_person(self, person_id: UUID) -> Iterable[Record]:
        """Return all records of one person except the person and the tracks."""

    def track(self, activity_id: UUID) -> Track | None:
        """Return the track of an activity."""

    def write(
        self, *, saved: Sequence[Record] = (), removed: Sequence[Record] = ()
    ) -> Sequence[Record]:
        """Write all or nothing; return the saved records with their new revisions.

        A saved record of revision 0 is inserted (or brought back from the bin, if it was removed);
        any other must have the stored revision. Removing puts a record (and what belongs to it:
        the track of an activity, all records of a person) into the bin.

        Raises Conflict if a record was changed elsewhere, StorageError if it cannot be written.
        """

    def bin(self) -> Sequence[Removed]:
        """Return what was removed in the last 30 days, newest first."""

    def changed_elsewhere(self) -> bool:
        """Say (once) whether another program has written since the last look."""


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change: its label, and each record before and after (None: not there)."""

    label: str
    changes: tuple[tuple[Record | None, Record | None], ...]


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

    # Reading

    def people(self) -> tuple[Person, ...]:
        """Return everybody, sorted by name."""
        if self._people is None:
            self._people = tuple(self._store.people())
        return self._people

    def practice(self) -> Practice:
        """Return the letterhead (an empty one if none was made)."""
        return self._store.practice() or Practice()

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
        if not to_save and not to_remove:
            return ()
        before = self._befores(to_save)
        written = tuple(self._store.write(saved=to_save, removed=to_remove))
        changes: list[tuple[Record | None, Record | None]] = [
            (before.get(record.id), record) for record in written if not isinstance(record, Track)
        ]
        changes += [(record, None) for record in to_remove]
        self._undo.append(Step(label, tuple(changes)))
        del self._undo[:-MOST_STEPS]
        self._redo.clear()
        self._publish(label, written, to_remove)
        return written

    def restore(self, label: str, *records: Record) -> tuple[Record, ...]:
        """Bring records back from the bin, as one step."""
        return self.change(label, saved=[replace(record, revision=0) for record in records])

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

        Raises Conflict if a record was changed elsewhere since; the step is then forgotten.
        """
        return self._turn(self._undo, self._redo)

    def redo(self) -> str | None:
        """Bring back the step that was undone last and return its label; None if there is none."""
        return self._turn(self._redo, self._undo)

    def _turn(self, source: list[Step], target: list[Step]) -> str | None:
        if not source:
            return None
        step = source[-1]
        saved, removed = [], []
        for before, after in step.changes:
            if before is None and after is not None:
                removed.append(after)
            elif before is not None:
                saved.append(replace(before, revision=after.revision if after else 0))
        try:
            result = self._store.write(saved=saved, removed=removed)
        except Conflict:
            source.pop()
            raise
        source.pop()
        written = {record.id: record for record in result}
        turned = tuple(
            (after, written.get(before.id) if before else None) for before, after in step.changes
        )
        self._refresh_revisions(written)
        target.append(Step(step.label, turned))
        self._publish(step.label, tuple(written.values()), tuple(removed))
        return step.label

    def _refresh_revisions(self, written: Mapping[UUID, Record]) -> None:
        """Let earlier steps know the new revisions, so that they can still be turned."""
        for steps in (self._undo, self._redo):
            for number, step in enumerate(steps):
                if any(after and after.id in written for _, after in step.changes):
                    steps[number] = Step(
                        step.label,
                        tuple(_with_revision(pair, written) for pair in step.changes),
                    )

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
        self._dossiers.clear()
        self._people = None
        self._tell(News(frozenset(), frozenset()))
        return True

    def _publish(self, label: str, saved: Sequence[Record], removed: Sequence[Record]) -> None:
        if any(isinstance(record, Person) for record in (*saved, *removed)):
            self._people = None
            for record in removed:
                self._dossiers.pop(record.id, None)
        owners = (_person_of(record) for record in (*saved, *removed))
        persons = {owner for owner in owners if owner is not None}
        for person_id in persons & set(self._dossiers):
            mine = [record for record in saved if _person_of(record) == person_id]
            gone = [record for record in removed if _person_of(record) == person_id]
            self._dossiers[person_id] = self._dossiers[person_id].changed(saved=mine, removed=gone)
        kinds = frozenset(type(record) for record in (*saved, *removed))
        self._tell(News(kinds, frozenset(persons), label))

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)

    def _befores(self, records: Sequence[Record]) -> dict[UUID, Record]:
        known = [record for record in records if record.revision > 0]
        found: dict[UUID, Record] = {}
        for record in known:
            stored = self._stored(record)
            if stored is None or stored.revision != record.revision:
                raise Conflict(record, stored)
            found[record.id] = stored
        return found

    def _stored(self, record: Record) -> Record | None:
        if isinstance(record, Person):
            return next((one for one in self.people() if one.id == record.id), None)
        if isinstance(record, Practice):
            return self._store.practice()
        if isinstance(record, Track):
            return self._store.track(record.id)
        person_id = _person_of(record)
        dossier = self.dossier(person_id) if person_id else None
        return dossier.find(record) if dossier else None


def _person_of(record: Record) -> UUID | None:
    return record.id if isinstance(record, Person) else getattr(record, "person_id", None)


def _with_revision(
    pair: tuple[Record | None, Record | None], written: Mapping[UUID, Record]
) -> tuple[Record | None, Record | None]:
    before, after = pair
    if after is None or after.id not in written:
        return pair
    return before, replace(after, revision=written[after.id].revision)
