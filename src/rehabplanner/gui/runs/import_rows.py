"""The rows of an import: what came of each file, and what will be done with each session."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from rehabplanner.domain.activities import Activity, PackedTrack, Track
from rehabplanner.domain.problems import Message
from rehabplanner.domain.record import Record
from rehabplanner.importers.days import new_days
from rehabplanner.importers.duplicates import Known, mark
from rehabplanner.importers.reading import Imported, Status


class Choice(StrEnum):
    """What to do with what a file brought."""

    TAKE = "take"
    SKIP = "skip"
    REPLACE = "replace"


@dataclass(slots=True)
class ImportRow:
    """One file's row and the choice that was made for it."""

    imported: Imported
    choice: Choice
    known: dict[UUID, Activity] = field(default_factory=dict)
    packed: tuple[PackedTrack, ...] = ()
    single: dict[UUID, Choice] = field(default_factory=dict)
    """What was decided about single sessions, apart from the rest of the file."""

    @property
    def file(self) -> str:
        """Return the name to show."""
        return self.imported.file

    @property
    def status(self) -> Status:
        """Return what came of the file."""
        return self.imported.status

    @property
    def message(self) -> Message | None:
        """Return why it failed, or what to check."""
        return self.imported.message

    @property
    def can_choose(self) -> bool:
        """Say whether there is anything to take."""
        return bool(self.imported.activities or self.imported.days or self.imported.pains)

    def choose(self, choice: Choice) -> None:
        """Decide about the whole file; replacing wants something to replace."""
        if self.can_choose and (choice is not Choice.REPLACE or self.pairs()):
            self.choice = choice
            self.single.clear()

    def choice_of(self, activity: Activity) -> Choice:
        """Return what will be done with one session."""
        if activity.id in self.single:
            return self.single[activity.id]
        is_known = activity.id in self.imported.duplicate_of
        if self.choice is Choice.REPLACE:
            is_pair = any(activity.id == new.id for new, _old in self.pairs())
            return Choice.REPLACE if is_pair else Choice.TAKE
        if self.choice is Choice.TAKE and is_known and self.status is not Status.DUPLICATE:
            return Choice.SKIP
        return self.choice

    @property
    def wanted(self) -> int:
        """Return how many sessions will be brought in or replace others."""
        choices = map(self.choice_of, self.imported.activities)
        return sum(choice is not Choice.SKIP for choice in choices)

    @property
    def is_wanted(self) -> bool:
        """Say whether anything of the file will be taken."""
        has_days = bool(self.imported.days or self.imported.pains)
        return self.wanted > 0 or (has_days and self.choice is not Choice.SKIP)

    def pairs(self) -> list[tuple[Activity, Activity]]:
        """Return each new session with the stored one it repeats."""
        found = []
        for activity in self.imported.activities:
            other = self.imported.duplicate_of.get(activity.id)
            if isinstance(other, UUID) and other in self.known:
                found.append((activity, self.known[other]))
        return found


def read_rows(
    files: Iterable[Imported],
    known: Sequence[Activity],
    pack: Callable[[Track], PackedTrack],
) -> list[ImportRow]:
    """Return the rows of all files, tracks of new sessions packed so that they need little room.

    Made for a task: this is where the files are read.
    """
    index = Known(known)
    rows: list[Imported] = []
    packed: list[tuple[PackedTrack, ...]] = []
    for row in files:
        is_known = any(index.find(activity) for activity in row.activities)
        packed.append(() if is_known else tuple(pack(track) for track in row.tracks))
        rows.append(row if is_known else replace(row, tracks=()))
    made = make_rows(mark(rows, known), known)
    for import_row, tracks in zip(made, packed, strict=True):
        import_row.packed = tracks
    return made


def make_rows(rows: Iterable[Imported], known: Sequence[Activity]) -> list[ImportRow]:
    """Return the rows with the usual choice: take what is new, leave what is known."""
    by_id = {activity.id: activity for activity in known}
    made = []
    for row in rows:
        is_new = row.status in (Status.IMPORTED, Status.WARNING)
        others = {
            other: by_id[other]
            for other in row.duplicate_of.values()
            if isinstance(other, UUID) and other in by_id
        }
        made.append(ImportRow(row, Choice.TAKE if is_new else Choice.SKIP, others))
    return made


def records_to_save(
    rows: Iterable[ImportRow], known_days: Iterable[date] = ()
) -> tuple[list[Record], list[Record]]:
    """Return the new records that the choices ask for, and those that replace stored ones.

    Replacing keeps the stored session's identity, effort, notes and links, and takes the rest
    from the file. A session's track follows the session.
    """
    new: list[Record] = []
    replaced: list[Record] = []
    days = set(known_days)
    for row in rows:
        tracks: dict[UUID, Record] = {track.id: track for track in row.imported.tracks}
        tracks |= {track.id: track for track in row.packed}
        pairs = {new.id: old for new, old in row.pairs()}
        for activity in row.imported.activities:
            choice = row.choice_of(activity)
            if choice is Choice.SKIP:
                continue
            old = pairs.get(activity.id) if choice is Choice.REPLACE else None
            target = replaced if old else new
            saved = _replaced(old, activity) if old else activity
            target.append(saved)
            track = tracks.get(activity.id)
            if track is not None:
                target.append(track if track.id == saved.id else replace(track, id=saved.id))
        if row.choice is not Choice.SKIP:
            new.extend(new_days(row.imported.days, days))
            new.extend(row.imported.pains)
    return new, replaced


def groups(records: Sequence[Record], size: int) -> list[list[Record]]:
    """Return the records in groups of about this size, each track with its session."""
    made: list[list[Record]] = []
    for record in records:
        is_track = isinstance(record, Track | PackedTrack)
        if not made or (len(made[-1]) >= size and not is_track):
            made.append([])
        made[-1].append(record)
    return made


def _replaced(old: Activity, new: Activity) -> Activity:
    return replace(
        new,
        id=old.id,
        revision=old.revision,
        effort=old.effort if old.effort is not None else new.effort,
        title=old.title or new.title,
        notes=old.notes or new.notes,
        surface=old.surface or new.surface,
        planned_id=old.planned_id,
        is_linked_by_hand=old.is_linked_by_hand,
    )
