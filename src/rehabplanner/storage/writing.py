"""One change, inside one transaction: all of it is written, or nothing.

The caller has begun a transaction that holds the write lock; whatever is raised here undoes it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from rehabplanner.domain.activities import PackedTrack, Track
from rehabplanner.domain.problems import Conflict
from rehabplanner.domain.record import Record
from rehabplanner.storage import tracks
from rehabplanner.storage.codec import SHAPES, Shape, chunks
from rehabplanner.storage.statements import Statements
from rehabplanner.storage.trackfile import TrackFile
from rehabplanner.storage.values import now_text

FEW = 20


class Writing:
    """Writes the records of one change and collects them with their new revisions."""

    def __init__(self, connection: Connection, track_file: TrackFile) -> None:
        self._sql = Statements(connection)
        self._connection = connection
        self._track_file = track_file
        self._now = now_text()
        self._written: dict[int, Record] = {}
        self._track_revisions: dict[UUID, int] = {}

    def write(self, saved: Sequence[Record], removed: Sequence[Record]) -> list[Record]:
        """Write all records; return the saved ones, in their order, with their new revisions.

        Raises Conflict for the first one that was changed elsewhere.
        """
        _refuse_twice((*saved, *removed))
        to_save, to_remove = _by_kind(saved), _by_kind(removed)
        self._remove_tracks(to_remove.pop(Track, []))
        for shape in reversed(SHAPES):
            self._remove(shape, to_remove.pop(shape.kind, []))
        to_save_tracks = [tracks.packed(one) for one in to_save.pop(Track, [])]
        to_save_tracks += to_save.pop(PackedTrack, [])
        for shape in SHAPES:
            self._save(shape, to_save.pop(shape.kind, []))
        self._save_tracks(to_save_tracks)
        self._note_tracks(saved)
        unknown = [*to_save, *to_remove]
        if unknown:
            raise TypeError(f"{unknown[0].__name__} is not a kind that is kept")
        return [self._written[id(record)] for record in saved]

    def _remove(self, shape: Shape, records: list[Any]) -> None:
        if records:
            known = [(str(record.id), record.revision) for record in records]
            self._met_all(shape, records, lambda: self._sql.bin(shape.name, known, self._now))

    def _save(self, shape: Shape, records: list[Any]) -> None:
        if not records:
            return
        if shape.is_of_person:
            self._refuse_without_person(records)
        new = [record for record in records if record.revision == 0]
        old = [record for record in records if record.revision > 0]
        if old:
            rows = [shape.row(record, record.revision + 1) for record in old]
            known = [record.revision for record in old]
            self._met_all(
                shape, old, lambda: self._sql.update(shape, rows, known, self._now, "IS NULL")
            )
            self._note(shape, old, [record.revision + 1 for record in old])
        if new:
            self._add(shape, new)
        if shape.key is not None:
            self._refuse_same_key(shape, records)

    def _add(self, shape: Shape, records: list[Any]) -> None:
        """Add new records; those that lie in the bin come out of it."""
        if len(records) >= FEW and self._added_at_once(shape, records):
            return
        states = self._sql.states(shape.name, [str(record.id) for record in records])
        fresh = [record for record in records if str(record.id) not in states]
        if fresh:
            self._sql.insert(shape, fresh, self._now)
            self._note(shape, fresh, [1] * len(fresh))
        back = [record for record in records if str(record.id) in states]
        if back:
            known = [states[str(record.id)][0] for record in back]
            rows = [shape.row(record, old + 1) for record, old in zip(back, known, strict=True)]
            self._met_all(
                shape, back, lambda: self._sql.update(shape, rows, known, self._now, "IS NOT NULL")
            )
            self._note(shape, back, [old + 1 for old in known])

    def _added_at_once(self, shape: Shape, records: list[Any]) -> bool:
        """Add many records in one go; say no, with nothing done, if some are there already."""
        savepoint = self._connection.begin_nested()
        try:
            self._sql.insert(shape, records, self._now)
        except IntegrityError:
            savepoint.rollback()
            return False
        savepoint.commit()
        self._note(shape, records, [1] * len(records))
        return True

    def _note(self, shape: Shape, records: list[Any], revisions: list[int]) -> None:
        for record, revision in zip(records, revisions, strict=True):
            self._written[id(record)] = shape.with_revision(record, revision)

    # Tracks: content first, under its own sum, then the row that names it

    def _save_tracks(self, records: list[PackedTrack]) -> None:
        if not records:
            return
        states = self._sql.states("track", [str(record.id) for record in records])
        packed = [record.data for record in records]
        names = [tracks.content_of(data) for data in packed]
        fresh, changed = [], []
        for record, content in zip(records, names, strict=True):
            revision, removed_at = states.get(str(record.id), (0, None))
            is_back = record.revision == 0 and removed_at is not None
            if record.revision != revision and not is_back:
                raise Conflict(record, None)
            row = (revision + 1, content, record.samples, self._now)
            if revision:
                changed.append((*row, str(record.id), revision))
            else:
                fresh.append((str(record.id), *row))
            self._track_revisions[record.id] = revision + 1
        if fresh:
            self._sql.run_many(
                "INSERT INTO track (id, revision, content, samples, changed_at) "
                "VALUES (?, ?, ?, ?, ?)",
                fresh,
            )
        if changed:
            self._sql.run_many(
                "UPDATE track SET revision = ?, content = ?, samples = ?, changed_at = ?, "
                "removed_at = NULL WHERE id = ? AND revision = ?",
                changed,
            )
        self._track_file.add(self._connection, dict(zip(names, packed, strict=True)))

    def _note_tracks(self, saved: Sequence[Record]) -> None:
        for record in saved:
            if isinstance(record, Track | PackedTrack):
                revision = self._track_revisions[record.id]
                self._written[id(record)] = replace(record, revision=revision)

    def _remove_tracks(self, records: list[Any]) -> None:
        known = [(str(record.id), record.revision) for record in records]
        if known and self._sql.bin("track", known, self._now) != len(records):
            raise Conflict(records[0], None)

    # What must not be

    def _refuse_without_person(self, records: list[Any]) -> None:
        """Refuse records of a person who is not there, or is in the bin."""
        owners = {record.person_id for record in records}
        states = self._sql.states("person", sorted(map(str, owners)))
        lost = {one for one in owners if states.get(str(one), (0, "never"))[1] is not None}
        for record in records if lost else ():
            if record.person_id in lost:
                raise Conflict(record, None)

    def _refuse_same_key(self, shape: Shape, records: list[Any]) -> None:
        """Refuse a second diary page of a day, a second note of a week and the like."""
        mine = {_key_row(shape, record): record for record in records}
        twins = [record for record in records if mine[_key_row(shape, record)] is not record]
        if twins:
            raise Conflict(twins[0], self._written[id(mine[_key_row(shape, twins[0])])])
        for found_id, key in self._sharing(shape, list(mine)):
            record = mine.get(key)
            if record is not None and str(record.id) != found_id:
                (there,) = shape.records(self._sql.select(shape, "id = ?", (found_id,)))
                raise Conflict(record, there)

    def _sharing(
        self, shape: Shape, keys: list[tuple[str, ...]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield identity and key of what is there under these keys."""
        if not shape.key:
            sql = f'SELECT id FROM "{shape.name}" WHERE removed_at IS NULL'
            yield from ((row[0], ()) for row in self._sql.run(sql))
            return
        if len(shape.key) == 1:
            (owner,) = shape.key
            for several in chunks([one[0] for one in keys]):
                gaps = ", ".join("?" * len(several))
                sql = (
                    f'SELECT id, "{owner}" FROM "{shape.name}" WHERE removed_at IS NULL '
                    f'AND "{owner}" IN ({gaps})'
                )
                yield from ((row[0], (row[1],)) for row in self._sql.run(sql, several))
            return
        owner, other = shape.key
        by_owner: dict[str, list[str]] = defaultdict(list)
        for one, two in keys:
            by_owner[one].append(two)
        for one, values in by_owner.items():
            for some in chunks(values):
                gaps = ", ".join("?" * len(some))
                sql = (
                    f'SELECT id, "{other}" FROM "{shape.name}" WHERE "{owner}" = ? '
                    f'AND removed_at IS NULL AND "{other}" IN ({gaps})'
                )
                yield from ((row[0], (one, row[1])) for row in self._sql.run(sql, (one, *some)))

    def _met_all(self, shape: Shape, records: list[Any], write: Callable[[], int]) -> None:
        """Write all records, or raise Conflict for the first that is not as it was read."""
        savepoint = self._connection.begin_nested() if len(records) > 1 else None
        if write() == len(records):
            if savepoint:
                savepoint.commit()
            return
        if savepoint:  # or those that were met would look as if they had been changed elsewhere
            savepoint.rollback()
        for some in chunks(records):
            gaps = ", ".join("?" * len(some))
            where = f"removed_at IS NULL AND id IN ({gaps})"
            rows = self._sql.select(shape, where, [str(record.id) for record in some])
            stored = {record.id: record for record in shape.records(rows)}
            for record in some:
                there = stored.get(record.id)
                if there is None or there.revision != record.revision:
                    raise Conflict(record, there)
        raise Conflict(records[0], None)


def _key_row(shape: Shape, record: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in shape.key_of(record))


def _by_kind(records: Iterable[Record]) -> dict[type, list[Any]]:
    found: dict[type, list[Any]] = defaultdict(list)
    for record in records:
        found[type(record)].append(record)
    return found


def _refuse_twice(records: Sequence[Record]) -> None:
    seen = {(type(record), record.id) for record in records}
    if len(seen) != len(records):
        raise ValueError("a record appears twice in one change")
