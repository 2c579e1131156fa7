"""Second-by-second tracks, packed, in a table of their own.

A packed track is kept under the SHA-256 of its bytes and never changed, so that the small
clinical tables name it by that sum: damage shows itself, and a backup copies only what is new.
On SQLite the contents lie in a second file beside the database; on a server with the rest.
"""

import hashlib
import json
import struct
import sys
import zlib
from array import array
from dataclasses import asdict
from typing import Any
from uuid import UUID

from rehabplanner.domain.activities import TRACK_COLUMNS, Lap, PackedTrack, Track
from rehabplanner.domain.problems import Problem

MARK = b"RPT1"
MOST_BYTES = 200_000_000
LEVEL = 1


def pack(track: Track) -> bytes:
    """Return the columns and laps of a track as compressed bytes, without identity or revision."""
    head = {
        "columns": {
            name: [getattr(track, name).typecode, len(getattr(track, name))]
            for name in TRACK_COLUMNS
        },
        "laps": [asdict(lap) for lap in track.laps],
    }
    words = json.dumps(head, separators=(",", ":")).encode()
    parts = [struct.pack("<I", len(words)), words]
    parts += [_shuffled(getattr(track, name)) for name in TRACK_COLUMNS]
    return MARK + zlib.compress(b"".join(parts), LEVEL)


def packed(track: Track) -> PackedTrack:
    """Return the track packed, so that writing it later takes little time."""
    return PackedTrack(id=track.id, revision=track.revision, data=pack(track), samples=len(track))


def unpack(data: bytes, activity_id: UUID, revision: int) -> Track:
    """Return the track that `pack` made.

    Raises ValueError, or a Problem, if the bytes are not a packed track.
    """
    if data[:4] != MARK:
        raise ValueError("not a packed track")
    try:
        box = zlib.decompressobj()
        plain = box.decompress(data[4:], MOST_BYTES)
        if not box.eof:
            raise ValueError("a packed track is cut off or too large")
        (length,) = struct.unpack_from("<I", plain)
        head = json.loads(plain[4 : 4 + length])
        columns, place = {}, 4 + length
        for name in TRACK_COLUMNS:
            code, count = head["columns"][name]
            if code not in ("d", "f") or not isinstance(count, int) or count < 0:
                raise ValueError("an unknown column in a packed track")
            size = array(code).itemsize * count
            columns[name] = _unshuffled(plain[place : place + size], code, count)
            place += size
        laps = tuple(Lap(**lap) for lap in head["laps"])
    except (zlib.error, struct.error, KeyError, TypeError, RecursionError) as error:
        raise ValueError("a packed track cannot be read") from error
    return Track(id=activity_id, revision=revision, laps=laps, **columns)


def content_of(data: bytes) -> str:
    """Return the name under which packed bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def is_sound(content: str, data: bytes) -> bool:
    """Say whether the bytes are what was stored under the name, and a readable track."""
    if content_of(data) != content:
        return False
    try:
        unpack(data, UUID(int=0), 1)
    except (ValueError, Problem):
        return False
    return True


def _shuffled(column: "array[Any]") -> bytes:
    """Return the first bytes of all numbers, then all second bytes, ...: that packs far better."""
    values = array(column.typecode, column)
    if sys.byteorder == "big":
        values.byteswap()
    raw, size = values.tobytes(), values.itemsize
    return b"".join(raw[place::size] for place in range(size))


def _unshuffled(raw: bytes, code: str, count: int) -> "array[Any]":
    values = array(code)
    size = values.itemsize
    if len(raw) != size * count:
        raise ValueError("a packed track is cut off")
    ordered = bytearray(len(raw))
    for place in range(size):
        ordered[place::size] = raw[place * count : (place + 1) * count]
    values.frombytes(bytes(ordered))
    if sys.byteorder == "big":
        values.byteswap()
    return values
