"""Saving what can be saved from a damaged file, page by page, without SQLite's help.

Every record lies in a leaf page of a table. The pages are looked at one by one, whatever the
file's head, its schema or its inner pages say; each row that is a sound record of ours is kept.
The format of the pages is that of https://www.sqlite.org/fileformat2.html.
"""

import secrets
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.problems import Problem, StorageError, marked
from rehabplanner.files import explained
from rehabplanner.storage import backup, refusals
from rehabplanner.storage.bundle import TrackRow
from rehabplanner.storage.codec import SHAPE_OF, SHAPES, Shape
from rehabplanner.storage.database import Database
from rehabplanner.storage.engine import PAGE_SIZE
from rehabplanner.storage.presence import Presence
from rehabplanner.storage.statements import Row, Statements
from rehabplanner.storage.values import now_text, read_utc

LEAF = 0x0D
HEAD = 100
WAL_HEAD = 32
FRAME_HEAD = 24
MOST_OVERFLOW = 2000
NAMELESS = "Recovered person"

_NOTHING = marked('Nothing of this program could be found in "{name}". Restore a backup instead.')
_TRACK_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many records were saved, by the name of their table; and whose name was lost."""

    counts: Mapping[str, int]
    nameless: int

    @property
    def total(self) -> int:
        """Return the number of records saved."""
        return sum(self.counts.values())


def repair(database: Path) -> tuple[Salvaged, Path | None]:
    """Put a new file with all that could be saved in the place of a damaged one.

    Returns also where the damaged file is kept aside. Nobody may have the file open.
    Raises StorageError, and then nothing was changed.
    """
    part = database.with_name(f".{database.name}.{secrets.token_hex(4)}.saved")
    own = Presence(database)
    try:
        if others := own.others():
            raise refusals.in_use(others[0])
    finally:
        own.close()
    try:
        saved = salvage(database, part)
        return saved, backup.put_in_place(part, database)
    except OSError as error:
        raise explained(error, database) from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Write all records that can still be read into a new file; the damaged one stays untouched.

    Raises StorageError if there is nothing to be saved, or the new file cannot be written.
    """
    try:
        pages = _Pages(damaged)
    except OSError as error:
        raise explained(error, damaged) from error
    found: dict[str, dict[str, Row]] = {shape.name: {} for shape in SHAPES}
    tracks: dict[str, TrackRow] = {}
    for values in pages.rows():
        _sort_in(values, found, tracks)
    if not any(found.values()):
        raise StorageError(_NOTHING, name=damaged.name)
    nameless = _add_lost_people(found)
    _write(target, found, tracks)
    counts = {name: len(rows) for name, rows in found.items() if rows}
    return Salvaged(counts, nameless)


def _write(target: Path, found: dict[str, dict[str, Row]], tracks: dict[str, TrackRow]) -> None:
    database = Database.open(target)
    try:
        with database.writing() as connection:
            sql = Statements(connection)
            for shape in SHAPES:
                rows = list(found[shape.name].values())
                if rows:
                    sql.put(shape, rows)
            names = ("id", "revision", "content", "samples", "changed_at", "removed_at")
            kept = [one for one in tracks.values() if one.id in found["activity"]]
            if kept:
                sql.upsert(
                    "track", names, [tuple(getattr(one, name) for name in names) for one in kept]
                )
    finally:
        database.close()


def _sort_in(
    values: list[Any], found: dict[str, dict[str, Row]], tracks: dict[str, TrackRow]
) -> None:
    """Put a row where it belongs, if it is a sound record; of two states the newer stays."""
    if len(values) == _TRACK_COLUMNS:
        if (track := _track(values)) is not None:
            held = tracks.get(track.id)
            if held is None or held.revision < track.revision:
                tracks[track.id] = track
        return
    for shape in _BY_WIDTH.get(len(values), ()):
        row = _row(shape, values)
        if row is not None:
            there = found[shape.name].get(row.values[0])
            if there is None or there.values[1] < row.values[1]:
                found[shape.name][row.values[0]] = row
            return


def _row(shape: Shape, values: list[Any]) -> Row | None:
    try:
        *own, changed_at, removed_at = values
        record = shape.strictly(own)
        if record.revision < 1:
            return None
        read_utc(changed_at)
        if removed_at is not None:
            read_utc(removed_at)
        return Row(shape.row(record, record.revision), changed_at, removed_at)
    except (Problem, ValueError, KeyError, TypeError, OverflowError, AttributeError):
        return None


def _track(values: list[Any]) -> TrackRow | None:
    try:
        track = TrackRow(*values)
        UUID(track.id)
        read_utc(track.changed_at)
        if track.removed_at is not None:
            read_utc(track.removed_at)
        sound = len(bytes.fromhex(track.content)) == 32 and min(track.revision, track.samples) >= 0
    except (ValueError, TypeError, AttributeError):
        return None
    return track if sound and track.revision else None


def _add_lost_people(found: dict[str, dict[str, Row]]) -> int:
    """Give records whose person is lost a person without a name; return how many people."""
    shape = SHAPE_OF[Person]
    owners = {
        row.values[one.names.index("person_id")]
        for one in SHAPES
        if one.is_of_person
        for row in found[one.name].values()
    }
    lost = sorted(owners - set(found[shape.name]))
    for person_id in lost:
        person = Person(id=UUID(person_id), name=NAMELESS)
        found[shape.name][person_id] = Row(shape.row(person, 1), now_text(), None)
    return len(lost)


_BY_WIDTH: dict[int, list[Shape]] = {}
for _shape in sorted(SHAPES, key=lambda shape: shape.kind is Practice):  # the least particular last
    _BY_WIDTH.setdefault(len(_shape.names) + 2, []).append(_shape)


class _Pages:
    """The pages of a SQLite file and of the log beside it, by their numbers."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._newer = _logged(path.with_name(path.name + "-wal"))
        self._count = max([len(self._data) // PAGE_SIZE + 1, *self._newer])

    def page(self, number: int) -> bytes:
        """Return a page; what is beyond the end is empty."""
        if number in self._newer:
            return self._newer[number]
        return self._data[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]

    def rows(self) -> Iterator[list[Any]]:
        """Yield the values of every row that can be read, of whatever table."""
        for number in range(1, self._count + 1):
            page = self.page(number)
            start = HEAD if number == 1 else 0
            if len(page) == PAGE_SIZE and page[start] == LEAF:
                yield from self._cells(page, start)

    def _cells(self, page: bytes, start: int) -> Iterator[list[Any]]:
        (count,) = struct.unpack_from(">H", page, start + 3)
        most = (PAGE_SIZE - start - 8) // 2
        for place in range(min(count, most)):
            (offset,) = struct.unpack_from(">H", page, start + 8 + 2 * place)
            try:
                yield _values(self._payload(page, offset))
            except (IndexError, struct.error, ValueError, OverflowError):
                continue

    def _payload(self, page: bytes, offset: int) -> bytes:
        size, offset = _varint(page, offset)
        _, offset = _varint(page, offset)
        if not 0 < size <= PAGE_SIZE * MOST_OVERFLOW:
            raise ValueError("an impossible size")
        most, least = PAGE_SIZE - 35, (PAGE_SIZE - 12) * 32 // 255 - 23
        if size <= most:
            return page[offset : offset + size]
        local = least + (size - least) % (PAGE_SIZE - 4)
        local = local if local <= most else least
        parts = [page[offset : offset + local]]
        (follow,) = struct.unpack_from(">I", page, offset + local)
        left = size - local
        while left > 0 and follow:
            more = self.page(follow)
            (follow,) = struct.unpack_from(">I", more)
            parts.append(more[4 : 4 + min(left, PAGE_SIZE - 4)])
            left -= PAGE_SIZE - 4
        return b"".join(parts)


def _logged(path: Path) -> dict[int, bytes]:
    """Return the pages of a write-ahead log, up to its last whole transaction."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if len(data) < WAL_HEAD:
        return {}
    salt = data[16:24]
    whole: dict[int, bytes] = {}
    begun: dict[int, bytes] = {}
    for place in range(WAL_HEAD, len(data) - FRAME_HEAD - PAGE_SIZE + 1, FRAME_HEAD + PAGE_SIZE):
        number, commit = struct.unpack_from(">II", data, place)
        if data[place + 8 : place + 16] != salt or not 0 < number < 1 << 24:
            break
        begun[number] = data[place + FRAME_HEAD : place + FRAME_HEAD + PAGE_SIZE]
        if commit:
            whole.update(begun)
            begun.clear()
    return whole


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    return value << 8 | data[place + 8], place + 9


def _values(payload: bytes) -> list[Any]:
    """Return the columns of one row.

    Raises ValueError, IndexError or struct.error if it is none.
    """
    head, place = _varint(payload, 0)
    if not 1 < head <= len(payload):
        raise ValueError("no row")
    kinds = []
    while place < head:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, place = _value(payload, kind, place)
        values.append(value)
    return values


_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, kind: int, place: int) -> tuple[Any, int]:
    if kind in _INTEGER_SIZES:
        end = place + _INTEGER_SIZES[kind]
        found: Any = int.from_bytes(payload[place:end], "big", signed=True)
    elif kind == 7:
        end = place + 8
        (found,) = struct.unpack_from(">d", payload, place)
    elif kind in (0, 8, 9):
        end, found = place, {0: None, 8: 0, 9: 1}[kind]
    elif kind >= 12:
        end = place + (kind - 12) // 2
        raw = payload[place:end]
        found = raw.decode("utf-8") if kind % 2 else raw
    else:
        raise ValueError("an unknown kind of value")
    if end > len(payload):
        raise ValueError("a row is cut off")
    return found, end
