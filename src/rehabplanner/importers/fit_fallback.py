"""FIT by fitdecode: slow, and asked only where our own column reader gives up."""

import io
import struct
import warnings
from typing import Any

import fitdecode
import numpy as np

from rehabplanner.importers.fit_columns import Decoded, Table
from rehabplanner.importers.fit_profile import MESSAGES

LEAKS = (TypeError, ValueError, AssertionError, struct.error, KeyError, OverflowError, IndexError)


def decode(body: bytes) -> Decoded:
    """Return the tables of the records in the body of a FIT file, as far as it can be read."""
    header = struct.pack("<BBHI4s", 12, 0x20, 2000, len(body), b".FIT")
    rows: dict[int, list[dict[str, Any]]] = {}
    broken_at: int | None = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = fitdecode.FitReader(
            io.BytesIO(header + body + b"\0\0"), check_crc=fitdecode.CrcCheck.DISABLED
        )
        try:
            for frame in reader:
                if isinstance(frame, fitdecode.FitDataMessage):
                    _add(rows, frame)
        except (fitdecode.FitError, *LEAKS):
            broken_at = 0
    return Decoded({message: _table(found) for message, found in rows.items()}, broken_at)


def _add(rows: dict[int, list[dict[str, Any]]], frame: Any) -> None:
    if frame.global_mesg_num in MESSAGES:
        rows.setdefault(frame.global_mesg_num, []).append(_row(frame))


def _row(frame: Any) -> dict[str, Any]:
    profile = MESSAGES[frame.global_mesg_num]
    row: dict[str, Any] = {}
    for item in frame.fields:
        wanted = None if _is_developers(item) else profile.get(item.def_num)
        raw = item.raw_value
        if isinstance(raw, tuple):
            raw = raw[0] if raw else None
        if wanted is None or raw is None:
            continue
        row[wanted.name] = raw if isinstance(raw, str) else _scaled(raw, wanted)
    return row


def _is_developers(item: Any) -> bool:
    return item.field_def is not None and item.field_def.is_dev


def _scaled(raw: Any, wanted: Any) -> Any:
    if not isinstance(raw, (int, float)):
        return np.nan
    return raw / wanted.scale - wanted.offset


def _table(rows: list[dict[str, Any]]) -> Table:
    names = {name for row in rows for name in row}
    table: Table = {}
    for name in names:
        is_text = any(isinstance(row.get(name), str) for row in rows)
        values = [row.get(name, "" if is_text else np.nan) for row in rows]
        table[name] = np.array(values, dtype=object if is_text else np.float64)
    return table
