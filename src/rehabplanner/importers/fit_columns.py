"""FIT files as columns: each kind of message becomes a table of numpy arrays.

A FIT file is a stream of records, each laid out by a definition before it. Records of one
definition have one size, so after a quick walk over the headers numpy can take a field of all of
them at once. What is in a column and how it is scaled stands in `fit_profile`.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rehabplanner.importers.drafts import Floats
from rehabplanner.importers.fit_profile import (
    DEVELOPER_FIELDS,
    MESSAGES,
    NATIVE_OVERRIDES,
    RECORD,
    Field,
)

Table = dict[str, NDArray[Any]]
TIMESTAMP = 253
TEXTS = frozenset({"name", "product_name"})
BASE_TYPES: dict[int, tuple[str, int, float | None]] = {
    0x00: ("u1", 1, 0xFF),
    0x01: ("i1", 1, 0x7F),
    0x02: ("u1", 1, 0xFF),
    0x03: ("i2", 2, 0x7FFF),
    0x04: ("u2", 2, 0xFFFF),
    0x05: ("i4", 4, 0x7FFFFFFF),
    0x06: ("u4", 4, 0xFFFFFFFF),
    0x07: ("S", 1, None),
    0x08: ("f4", 4, None),
    0x09: ("f8", 8, None),
    0x0A: ("u1", 1, 0),
    0x0B: ("u2", 2, 0),
    0x0C: ("u4", 4, 0),
    0x0D: ("u1", 1, 0xFF),
    0x0E: ("i8", 8, 0x7FFFFFFFFFFFFFFF),
    0x0F: ("u8", 8, 0xFFFFFFFFFFFFFFFF),
    0x10: ("u8", 8, 0),
}
"""Base type number without its endian bit -> numpy type, bytes, the value for "unknown"."""


class Broken(Exception):
    """The stream stops making sense at a byte."""

    def __init__(self, position: int) -> None:
        super().__init__(f"at byte {position}")
        self.position = position


@dataclass(slots=True)
class Layout:
    """One definition: where each wanted field lies, and where its records are in the file."""

    message: int
    order: str
    size: int
    fields: list[tuple[int, int, int, int]]
    developer: list[tuple[int, int, int, int]]
    runs: list[tuple[int, int]] = field(default_factory=list)
    compressed: list[tuple[int, int]] = field(default_factory=list)

    def positions(self) -> NDArray[np.int64]:
        """Return the byte at which each record begins (those of short headers come last)."""
        if not self.runs:
            return np.array([at for at, _ in self.compressed], dtype=np.int64)
        first, count = np.array(self.runs, dtype=np.int64).T
        before = np.cumsum(count) - count
        starts = np.repeat(first - before * self.size, count)
        starts += self.size * np.arange(len(starts))
        if self.compressed:
            starts = np.append(starts, [at for at, _ in self.compressed])
        return starts

    def rows(self, data: bytes) -> NDArray[np.uint8]:
        """Return the records' bytes, one row for each, in the order of `positions`."""
        if len(self.runs) == 1 and not self.compressed:
            first, count = self.runs[0]
            whole = np.frombuffer(data, np.uint8, count * self.size, first)
            return whole.reshape(count, self.size)
        rows: NDArray[np.uint8] = np.frombuffer(data, np.uint8)[
            self.positions()[:, None] + np.arange(self.size)
        ]
        return rows


@dataclass(slots=True)
class Decoded:
    """The tables of one FIT file, by message number, and the byte at which it broke, if it did."""

    tables: dict[int, Table]
    broken_at: int | None


def decode(data: bytes, start: int, end: int) -> Decoded:
    """Return the tables of the records between two bytes of the data."""
    layouts, broken_at = _scan(data, start, end)
    used = [layout for layout in layouts if layout.runs or layout.compressed]
    clock = _clock(data, used) if any(layout.compressed for layout in used) else {}
    wanted: dict[int, list[Layout]] = {}
    for layout in used:
        if layout.message in MESSAGES:
            wanted.setdefault(layout.message, []).append(layout)
    descriptions = _descriptions(data, wanted.get(DEVELOPER_FIELDS, []))
    tables = {
        message: _table(data, message, parts, descriptions, clock)
        for message, parts in wanted.items()
    }
    return Decoded(tables, broken_at)


def _scan(data: bytes, start: int, end: int) -> tuple[list[Layout], int | None]:
    """Walk over the headers; return the layouts with their runs, and where the stream breaks."""
    known: dict[bytes, Layout] = {}
    local: list[Layout | None] = [None] * 16
    at = start
    while at < end:
        head = data[at]
        if head & 0xC0 == 0x40:
            stop = _definition_end(data, at, end, bool(head & 0x20))
            if stop is None:
                return list(known.values()), at
            key = data[at + 1 : stop] + bytes((head & 0x20,))
            layout = known.get(key)
            if layout is None:
                layout = known[key] = _layout(key[:-1], bool(head & 0x20))
            local[head & 0x0F] = layout
            at = stop
            continue
        layout = local[head >> 5 & 3] if head & 0x80 else local[head & 0x0F]
        if layout is None or at + layout.size > end:
            return list(known.values()), at
        size = layout.size
        if head & 0x80:
            layout.compressed.append((at, head & 0x1F))
            at += size
            continue
        first = at
        last = end - size
        at += size
        while at <= last and data[at] == head:
            at += size
        layout.runs.append((first, (at - first) // size))
    return list(known.values()), None


def _definition_end(data: bytes, at: int, end: int, has_developer: bool) -> int | None:
    if at + 6 > end:
        return None
    stop = at + 6 + 3 * data[at + 5]
    if has_developer:
        if stop >= end:
            return None
        stop += 1 + 3 * data[stop]
    return stop if stop <= end else None


def _layout(definition: bytes, has_developer: bool) -> Layout:
    """Return the layout that a definition's bytes (without its header) describe."""
    order = ">" if definition[1] else "<"
    message = int.from_bytes(definition[2:4], "big" if definition[1] else "little")
    count = definition[4]
    at = 1  # the record's own header
    fields = []
    for index in range(5, 5 + 3 * count, 3):
        number, size, base = definition[index : index + 3]
        fields.append((number, at, size, base & 0x1F))
        at += size
    developer = []
    if has_developer:
        for index in range(6 + 3 * count, len(definition), 3):
            number, size, source = definition[index : index + 3]
            developer.append((number, at, size, source))
            at += size
    return Layout(message, order, at, fields, developer)


def _column(rows: NDArray[np.uint8], order: str, at: int, size: int, base: int) -> Any:
    """Return one field of all records as floats (unknown: NaN) or texts; None if it cannot be.

    Of a field that holds several values the first is taken.
    """
    kind, width, invalid = BASE_TYPES.get(base, BASE_TYPES[0x0D])
    if kind == "S":
        texts = [
            bytes(row).split(b"\0")[0].decode("utf-8", "replace") for row in rows[:, at : at + size]
        ]
        return np.array(texts, dtype=object)
    if size == 0 or size % width:
        return None
    values = np.ascontiguousarray(rows[:, at : at + width]).view(order + kind).ravel()
    result = values.astype(np.float64)
    if invalid is None:
        result[~np.isfinite(result)] = np.nan
    else:
        result[values == values.dtype.type(invalid)] = np.nan
    return result


def _table(
    data: bytes,
    message: int,
    layouts: list[Layout],
    descriptions: dict[tuple[int, int], Field],
    clock: dict[int, float],
) -> Table:
    """Return one kind of message as columns in file order."""
    profile = MESSAGES[message]
    positions = [layout.positions() for layout in layouts]
    bounds = np.cumsum([0, *map(len, positions)])
    table: Table = {}
    for index, layout in enumerate(layouts):
        part = slice(bounds[index], bounds[index + 1])
        for name, column in _part(data, layout, profile, descriptions).items():
            if name not in table:
                empty: Any = "" if column.dtype == object else np.nan
                table[name] = np.full(bounds[-1], empty, dtype=column.dtype)
            if table[name].dtype == column.dtype:
                table[name][part] = column
    where = np.concatenate(positions)
    if clock:
        times = table.setdefault("timestamp", np.full(bounds[-1], np.nan))
        for row in np.flatnonzero(np.isnan(times)):
            times[row] = clock.get(int(where[row]), np.nan)
    if (np.diff(where) < 0).any():
        order = np.argsort(where, kind="stable")
        table = {name: column[order] for name, column in table.items()}
    if "compressed_speed_distance" in table:
        _expand_speed_distance(table)
    return table


def _part(
    data: bytes,
    layout: Layout,
    profile: dict[int, Field],
    descriptions: dict[tuple[int, int], Field],
) -> Table:
    result: Table = {}
    rows = layout.rows(data)
    for number, at, size, base in layout.fields:
        wanted = profile.get(number)
        if wanted is None:
            continue
        if wanted.name == "compressed_speed_distance":
            column = _packed(rows, at, size)
        else:
            column = _column(rows, layout.order, at, size, base)
        if column is not None and (column.dtype == object) is (wanted.name in TEXTS):
            result[wanted.name] = _scaled(column, wanted)
    for number, at, size, source in layout.developer:
        described = descriptions.get((source, number))
        if described is not None:
            column = _column(rows, layout.order, at, size, described.base)
            if column is not None:
                result[described.name] = _scaled(column, described)
    return result


def _scaled(column: NDArray[Any], wanted: Field) -> NDArray[Any]:
    if column.dtype == object or (wanted.scale == 1 and wanted.offset == 0):
        return column
    return column / wanted.scale - wanted.offset


def _packed(rows: NDArray[np.uint8], at: int, size: int) -> Floats | None:
    """Return three bytes as one number, NaN where all are empty."""
    if size != 3:
        return None
    three = rows[:, at : at + 3].astype(np.int64)
    value = (three[:, 0] | three[:, 1] << 8 | three[:, 2] << 16).astype(np.float64)
    value[value == 0xFFFFFF] = np.nan
    return value


def _expand_speed_distance(table: Table) -> None:
    """Unpack 12 bits of speed and 12 of running distance, which rolls over every 256 m."""
    packed = table["compressed_speed_distance"]
    known = np.flatnonzero(np.isfinite(packed))
    value = packed[known].astype(np.int64)
    speed = np.full(len(packed), np.nan)
    distance = np.full(len(packed), np.nan)
    speed[known] = (value & 0xFFF) / 100
    distance[known] = np.cumsum(np.diff(value >> 12, prepend=0) & 0xFFF) / 16
    table.setdefault("speed", speed)
    table.setdefault("distance", distance)


def _descriptions(data: bytes, layouts: list[Layout]) -> dict[tuple[int, int], Field]:
    """Return what the file itself says of its developer fields, by source and number."""
    result: dict[tuple[int, int], Field] = {}
    if not layouts:
        return result
    table = _table(data, DEVELOPER_FIELDS, layouts, {}, {})
    count = len(next(iter(table.values())))
    nothing = np.full(count, np.nan)
    for row in range(count):

        def value(name: str, row: int = row) -> float:
            return float(table.get(name, nothing)[row])

        if not np.isfinite(value("source") + value("number") + value("base")):
            continue
        names = table.get("name")
        name = f"developer {names[row] if names is not None else ''}"
        if value("native_message") in (RECORD, np.nan) or np.isnan(value("native_message")):
            native = value("native_field")
            if np.isfinite(native) and int(native) in NATIVE_OVERRIDES:
                name = f"own {NATIVE_OVERRIDES[int(native)]}"
        scale, offset = value("scale"), value("offset")
        result[int(value("source")), int(value("number"))] = Field(
            name,
            scale if np.isfinite(scale) and scale else 1,
            offset if np.isfinite(offset) else 0,
            int(value("base")) & 0x1F,
        )
    return result


def _clock(data: bytes, layouts: list[Layout]) -> dict[int, float]:
    """Return the time of each record whose header holds but five bits of it, by its position.

    The five bits count on from the last full time stamp of any message.
    """
    marks: list[tuple[int, float, bool]] = []
    for layout in layouts:
        marks.extend((at, low, False) for at, low in layout.compressed)
        for number, at, size, base in layout.fields:
            if number == TIMESTAMP and size == 4:
                column = _column(layout.rows(data), layout.order, at, size, base)
                known = zip(layout.positions().tolist(), column.tolist(), strict=True)
                marks.extend((where, time, True) for where, time in known if time == time)
    clock: dict[int, float] = {}
    last: float | None = None
    for where, value, is_full in sorted(marks):
        if is_full:
            last = value
        elif last is not None:
            last += (int(value) - int(last)) & 0x1F
            clock[where] = last
    return clock


_SHIFTS: list[NDArray[np.uint16]] = []


def _shift(level: int) -> NDArray[np.uint16]:
    """Return what 2 << level zero bytes make of every checksum."""
    if not _SHIFTS:
        bits: NDArray[np.uint16] = np.arange(256, dtype=np.uint16)
        for _ in range(8):
            odd = np.where(bits & 1, np.uint16(0xA001), np.uint16(0))
            bits = ((bits >> 1) ^ odd).astype(np.uint16)
        every = np.arange(65_536, dtype=np.uint16)
        one = (every >> 8) ^ bits[every & 0xFF]
        _SHIFTS.append(one[one])
    while len(_SHIFTS) <= level:
        _SHIFTS.append(_SHIFTS[-1][_SHIFTS[-1]])
    return _SHIFTS[level]


def checksum(data: bytes) -> int:
    """Return the CRC-16 of FIT (polynomial 0xA001 reflected, from zero).

    A checksum is linear: those of two halves join by shifting the first over the second's
    length. So pairs are joined level by level, all at once. Leading zeros change nothing.
    """
    padded = data.rjust(len(data) + (-len(data) % 2), b"\0")
    sums: NDArray[np.uint16] = _shift(0)[np.frombuffer(padded, "<u2")]
    level = 0
    while len(sums) > 1:
        if len(sums) % 2:
            sums = np.concatenate((np.zeros(1, np.uint16), sums))
        sums = _shift(level)[sums[::2]] ^ sums[1::2]
        level += 1
    return int(sums[0]) if len(sums) else 0
