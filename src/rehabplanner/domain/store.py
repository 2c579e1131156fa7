"""What the workspace asks of a database; `rehabplanner.storage.database.Database` fits by shape."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

from rehabplanner.domain.activities import Track
from rehabplanner.domain.guidance import PlanTemplate
from rehabplanner.domain.own_exercises import OwnExercise, Photo
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.problems import StorageError, marked
from rehabplanner.domain.record import Record


class Removed(Protocol):
    """A record in the bin: what it is and when it was removed (UTC, ISO 8601)."""

    @property
    def record(self) -> Record:
        """Return what was removed."""

    @property
    def removed_at(self) -> str:
        """Return when it was removed."""


class Store(Protocol):
    """What the workspace asks of a database. Every write is one durable transaction."""

    def people(self) -> Sequence[Person]:
        """Return everybody, sorted by name."""

    def practices(self) -> Sequence[Practice]:
        """Return the letterheads, sorted by name."""

    def own_exercises(self) -> Sequence[OwnExercise]:
        """Return the exercises that people made, sorted by name."""

    def plan_templates(self) -> Sequence[PlanTemplate]:
        """Return the clinic's own templates."""

    def photos(self, own_exercise_id: UUID) -> Sequence[Photo]:
        """Return the photographs of an own exercise, the start first."""

    def of_person(self, person_id: UUID) -> Iterable[Record]:
        """Return all records of one person except the person and the tracks."""

    def stored(self, records: Iterable[Record]) -> Sequence[Record | None]:
        """Return, in their order, what is stored now under the identities of these records."""

    def track(self, activity_id: UUID) -> Track | None:
        """Return the track of an activity."""

    def write(
        self, *, saved: Sequence[Record] = (), removed: Sequence[Record] = ()
    ) -> Sequence[Record]:
        """Write all or nothing; return the saved records with their new revisions.

        A saved record of revision 0 is inserted (or brought back from the bin, if it was removed);
        any other must have the stored revision. Removing puts a record into the bin; what belongs
        to it (the track of an activity, all records of a person) is hidden with it.

        Raises Conflict if a record was changed elsewhere, StorageError if it cannot be written.
        """

    def bin(self) -> Sequence[Removed]:
        """Return what was removed in the last 30 days, newest first."""

    def changed_elsewhere(self) -> bool:
        """Say (once) whether another program has written since the last look."""


class EmptyStore:
    """Stands in until the data are open: nobody is there, and nothing can be written."""

    def people(self) -> Sequence[Person]:
        """Return nobody."""
        return ()

    def practices(self) -> Sequence[Practice]:
        """Return no letterhead."""
        return ()

    def own_exercises(self) -> Sequence[OwnExercise]:
        """Return nothing."""
        return ()

    def plan_templates(self) -> Sequence[PlanTemplate]:
        """Return none."""
        return ()

    def photos(self, own_exercise_id: UUID) -> Sequence[Photo]:
        """Return nothing."""
        return ()

    def of_person(self, person_id: UUID) -> Iterable[Record]:
        """Return nothing."""
        return ()

    def stored(self, records: Iterable[Record]) -> Sequence[Record | None]:
        """Return that none of the records is there."""
        return [None for _record in records]

    def track(self, activity_id: UUID) -> Track | None:
        """Return no track."""
        return None

    def write(
        self, *, saved: Sequence[Record] = (), removed: Sequence[Record] = ()
    ) -> Sequence[Record]:
        """Refuse in words."""
        raise StorageError(marked("The data are not open yet. Please try again in a moment."))

    def bin(self) -> Sequence[Removed]:
        """Return nothing."""
        return ()

    def changed_elsewhere(self) -> bool:
        """Say no."""
        return False
