"""Taking in a bundle: by identity and revision, in any order, as often as one likes.

The higher revision wins; of two states with one revision the later one. Where both sides have
written, the state that did not win is told of, so that a person can compare the two.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rehabplanner.domain.problems import StorageError, marked
from rehabplanner.domain.record import Record
from rehabplanner.storage.bundle import BATCH, Bundle, TrackRow
from rehabplanner.storage.codec import SHAPES, Shape, chunks
from rehabplanner.storage.database import Database
from rehabplanner.storage.statements import Row, Statements
from rehabplanner.storage.values import now_text

_LOST_TRACK = marked("A track in the file is damaged. Ask for it again. Nothing was taken in.")


@dataclass(frozen=True, slots=True)
class Merged:
    """What taking in a bundle has done.

    `changes` are records before and after, for `Workspace.adopt`. `conflicts` are pairs of the
    state that is kept and the one that is not, where both sides had written.
    """

    changes: tuple[tuple[Record | None, Record | None], ...]
    conflicts: tuple[tuple[Record, Record], ...]
    added: int
    changed: int
    unchanged: int
    tracks: int


def merge(database: Database, bundle: Bundle) -> Merged:
    """Take in a bundle, all or nothing.

    Raises StorageError: it cannot be written, or records of a person who is nowhere.
    """
    with database.writing() as connection:
        sql = Statements(connection)
        work = _Merging(sql)
        for shape in SHAPES:
            work.take(shape, bundle.rows.get(shape.name, []))
        taken = work.take_tracks(bundle.tracks)
        for some in chunks(sorted({track.content for track in taken}), BATCH):
            packed = bundle.load(some)
            if len(packed) != len(some):
                raise StorageError(_LOST_TRACK)
            database.keep_tracks(connection, packed)
    return work.result(len(taken))


class _Merging:
    """Compares what is here with what comes, and writes what wins."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._now = now_text()
        self._changes: list[tuple[Record | None, Record | None]] = []
        self._conflicts: list[tuple[Record, Record]] = []
        self._added = self._changed = self._unchanged = 0

    def result(self, tracks: int) -> Merged:
        """Return what was done."""
        return Merged(
            tuple(self._changes),
            tuple(self._conflicts),
            self._added,
            self._changed,
            self._unchanged,
            tracks,
        )

    def take(self, shape: Shape, rows: Sequence[Row]) -> None:
        """Take in the rows of one kind."""
        if shape.is_of_person:
            self._refuse_orphans(shape, rows)
        won: list[tuple[Row | None, Row]] = []
        for some in chunks(rows):
            here = self._here(shape, [row.values[0] for row in some])
            won += self._winners(shape, some, here)
        if not won:
            return
        self._sql.put(shape, [row for _, row in won])
        losers = self._settle_keys(shape, [row for _, row in won])
        for before, after in won:
            lost = after.values[0] in losers
            old = _live(shape, before)
            new = None if lost else _live(shape, after)
            if old is not None or new is not None:
                self._changes.append((old, new))
        known = {after.values[0] for _, after in won}
        self._changes += [
            (_live(shape, row), None) for key, row in losers.items() if key not in known
        ]

    def take_tracks(self, rows: Sequence[TrackRow]) -> list[TrackRow]:
        """Take in which packed track belongs to which activity; return those that won."""
        won = []
        for some in chunks(rows):
            gaps = ", ".join("?" * len(some))
            found = self._sql.run(
                "SELECT id, revision, content, samples, changed_at, removed_at FROM track "
                f"WHERE id IN ({gaps})",
                [row.id for row in some],
            )
            here = {row[0]: TrackRow(*row) for row in found.all()}
            owners = self._sql.states("activity", [row.id for row in some])
            for row in some:
                mine = here.get(row.id)
                if row.id in owners and (mine is None or _track_rank(row) > _track_rank(mine)):
                    won.append(row)
        if won:
            names = ("id", "revision", "content", "samples", "changed_at", "removed_at")
            self._sql.upsert("track", names, [tuple(getattr(row, n) for n in names) for row in won])
        return won

    def _here(self, shape: Shape, ids: Sequence[str]) -> dict[str, Row]:
        gaps = ", ".join("?" * len(ids))
        rows = self._sql.full(shape, f"id IN ({gaps})", ids)
        return {row.values[0]: row for row in rows}

    def _winners(
        self, shape: Shape, rows: Iterable[Row], here: dict[str, Row]
    ) -> list[tuple[Row | None, Row]]:
        won: list[tuple[Row | None, Row]] = []
        for row in rows:
            mine = here.get(row.values[0])
            if mine is None:
                self._added += row.removed_at is None
                won.append((None, row))
            elif _same(shape, mine, row):
                self._unchanged += 1
            else:
                self._note_conflict(shape, mine, row)
                if _rank(row) > _rank(mine):
                    self._changed += 1
                    won.append((mine, row))
        return won

    def _note_conflict(self, shape: Shape, mine: Row, other: Row) -> None:
        """Tell of two states of which neither can be the other's ancestor."""
        kept, lost = (other, mine) if _rank(other) > _rank(mine) else (mine, other)
        both_wrote = _revision(kept) == _revision(lost) or lost.changed_at > kept.changed_at
        if both_wrote and kept.values[2:] != lost.values[2:]:
            pair = shape.records([kept.values, lost.values])
            self._conflicts.append((pair[0], pair[1]))

    def _settle_keys(self, shape: Shape, rows: Sequence[Row]) -> dict[str, Row]:
        """Put all but the latest of two diary pages of one day, and the like, into the bin."""
        if not shape.key:
            return {}
        at = [shape.names.index(name) for name in shape.key]
        keys = {tuple(row.values[place] for place in at) for row in rows}
        groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        where = " AND ".join(f'"{name}" = ?' for name in shape.key) + " AND removed_at IS NULL"
        for key in keys:
            groups[key] = self._sql.full(shape, where, key)
        losers: dict[str, Row] = {}
        for group in groups.values():
            ranked = sorted(group, key=lambda row: (row.changed_at, row.values[0]))
            for row in ranked[:-1]:
                losers[row.values[0]] = row
                pair = shape.records([ranked[-1].values, row.values])
                self._conflicts.append((pair[0], pair[1]))
        if losers:
            sql = f'UPDATE "{shape.name}" SET removed_at = ? WHERE id = ?'
            self._sql.run_many(sql, [(self._now, key) for key in losers])
        return losers

    def _refuse_orphans(self, shape: Shape, rows: Sequence[Row]) -> None:
        at = shape.names.index("person_id")
        owners = sorted({row.values[at] for row in rows})
        if len(self._sql.states("person", owners)) != len(owners):
            raise StorageError(
                marked("The file holds entries of a person who is not in it. Nothing was taken in.")
            )


def _revision(row: Row) -> int:
    return int(row.values[1])


def _rank(row: Row) -> tuple[int, str, bool, str]:
    """Return what decides between two states of one record, the same on every computer."""
    removed = row.removed_at is not None
    return _revision(row), row.changed_at, removed, json.dumps(row.values)


def _track_rank(row: TrackRow) -> tuple[int, str, bool, str]:
    return row.revision, row.changed_at, row.removed_at is not None, row.content


def _same(shape: Shape, one: Row, other: Row) -> bool:
    return one.values == other.values and (one.removed_at is None) == (other.removed_at is None)


def _live(shape: Shape, row: Row | None) -> Record | None:
    """Return the record of a row that is not in the bin."""
    if row is None or row.removed_at is not None:
        return None
    found: Record = shape.records([row.values])[0]
    return found
