"""Writes FIT files: a header, definitions, messages and two check sums (public FIT protocol)."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

HEADER_SIZE = 14
PROTOCOL_1_0 = 0x10
PROFILE_VERSION = 2132
LONGEST_STRING = 254
EPOCH_S = 631_065_600
"""FIT counts seconds from 1989-12-31 00:00:00 UTC; this many after 1970."""
_DEFINITION = 0x40
_LITTLE_ENDIAN = 0

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Base:
    """A base type of the protocol: its number, its `struct` letter and what stands for unknown."""

    number: int
    letter: str
    unknown: int


ENUM = Base(0x00, "B", 0xFF)
UINT16 = Base(0x84, "H", 0xFFFF)
UINT32 = Base(0x86, "I", 0xFFFFFFFF)
UINT32Z = Base(0x8C, "I", 0)
STRING = Base(0x07, "s", 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a message by its number in the profile."""

    number: int
    base: Base


def fit_bytes(messages: Iterable[tuple[int, Sequence[Column], Sequence[Sequence[Value]]]]) -> bytes:
    """Return a FIT file of messages: each a global number, its columns and its rows.

    Texts must be clean and no longer than `LONGEST_STRING` octets; None is unknown.
    Raises ValueError for a text that is longer.
    """
    body = b"".join(_table(*message) for message in messages)
    head = struct.pack("<BBHI4s", HEADER_SIZE, PROTOCOL_1_0, PROFILE_VERSION, len(body), b".FIT")
    whole = head + struct.pack("<H", checksum(head)) + body
    return whole + struct.pack("<H", checksum(whole))


def checksum(data: bytes) -> int:
    """Return the 16-bit check sum of the protocol (CRC-16 with the polynomial 0xA001)."""
    crc = 0
    for octet in data:
        crc ^= octet
        for _bit in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def fit_time(moment: datetime) -> int:
    """Return a moment (with zone) as FIT counts it, within what the format can hold."""
    return min(max(int(moment.timestamp()) - EPOCH_S, 0), UINT32.unknown - 1)


def _table(number: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a definition and its messages; the local number 0 is defined anew each time."""
    sizes = [_size(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    parts = [struct.pack("<BBBHB", _DEFINITION, 0, _LITTLE_ENDIAN, number, len(columns))]
    for column, size in zip(columns, sizes, strict=True):
        parts.append(struct.pack("<BBB", column.number, size, column.base.number))
    for row in rows:
        parts.append(b"\x00")
        for column, size, value in zip(columns, sizes, row, strict=True):
            parts.append(_packed(column.base, size, value))
    return b"".join(parts)


def _size(column: Column, values: Sequence[Value]) -> int:
    if column.base is not STRING:
        return struct.calcsize("<" + column.base.letter)
    longest = max((len(str(value or "").encode()) for value in values), default=0)
    if longest > LONGEST_STRING:
        raise ValueError("a text is longer than a FIT field")
    return longest + 1


def _packed(base: Base, size: int, value: Value) -> bytes:
    if base is STRING:
        return str(value or "").encode().ljust(size, b"\x00")
    return struct.pack("<" + base.letter, base.unknown if value is None else int(value))
