"""Between the values of records and what lies in the tables: text and plain numbers."""

import base64
import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from itertools import repeat
from types import NoneType
from typing import Any, get_args, get_origin
from uuid import UUID, SafeUUID

from rehabplanner.domain.doses import Dose, Side, Span, Unit, read_dose
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.runs import Block, Character, Gait, Part, RunDose, read_run

Converter = Callable[[Any], Any]


def utc_text(moment: datetime) -> str:
    """Return a time as the tables hold it: UTC, always 27 letters, sorting as text."""
    there = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return there.isoformat(timespec="microseconds")[:26] + "Z"


def read_utc(text: str) -> datetime:
    """Return the time that `utc_text` wrote."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without zone")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def now_text() -> str:
    """Return the time of day, as the tables hold it."""
    return utc_text(datetime.now(UTC))


def dose_text(dose: Dose) -> str:
    """Return a dose in its grammar, or spelt out where the grammar would lose something."""
    return _dose_text(dose)


def run_text(run: RunDose) -> str:
    """Return a run in its grammar, or spelt out where the grammar would lose something."""
    return _run_text(run)


@lru_cache(4096)
def _dose_text(dose: Dose) -> str:
    text = str(dose)
    return text if _reads_back(read_dose, text, dose) else _spelt_out(dose)


@lru_cache(4096)
def _run_text(run: RunDose) -> str:
    text = str(run)
    return text if _reads_back(read_run, text, run) else _spelt_out(run)


def _reads_back(read: Converter, text: str, value: object) -> bool:
    try:
        return bool(read(text) == value)
    except Problem:
        return False


def _spelt_out(value: Any) -> str:
    def plain(one: Any) -> Any:
        if isinstance(one, Enum):
            return one.value
        return {field.name: getattr(one, field.name) for field in fields(one)}

    return json.dumps(value, default=plain, separators=(",", ":"), allow_nan=False)


@lru_cache(4096)
def read_dose_text(text: str) -> Dose:
    """Return the dose that `dose_text` wrote."""
    if not text.startswith("{"):
        return read_dose(text)
    found = json.loads(text)
    for name in ("sets", "amount", "hold_s", "effort"):
        found[name] = Span(**found[name]) if found[name] else None
    found["unit"], found["side"] = Unit(found["unit"]), Side(found["side"])
    found["pyramid"] = tuple(found["pyramid"])
    found["tempo"] = tuple(found["tempo"]) if found["tempo"] else None
    return Dose(**found)


@lru_cache(4096)
def read_run_text(text: str) -> RunDose:
    """Return the run that `run_text` wrote."""
    if not text.startswith("{"):
        return read_run(text)
    found = json.loads(text)
    blocks = tuple(
        Block(
            tuple(Part(**{**part, "gait": Gait(part["gait"])}) for part in block["parts"]),
            block["repeats"],
        )
        for block in found["blocks"]
    )
    character = Character(found["character"]) if found["character"] else None
    effort = Span(**found["effort"]) if found["effort"] else None
    return RunDose(blocks=blocks, character=character, effort=effort)


_ID_FIELDS: Mapping[str, Any] = vars(UUID)


def read_ids(texts: Sequence[str]) -> list[UUID]:
    """Return the identities of a column, five times as quickly as one by one.

    Raises ValueError where one is none.
    """
    ids: list[UUID] = list(map(object.__new__, repeat(UUID, len(texts))))
    fill(_ID_FIELDS["int"].__set__, ids, [int(text.replace("-", ""), 16) for text in texts])
    fill(_ID_FIELDS["is_safe"].__set__, ids, repeat(SafeUUID.unknown))
    return ids


def fill(
    setter: Callable[[Any, Any], object], things: Iterable[Any], values: Iterable[Any]
) -> None:
    """Set one field of many new things, without a loop in Python."""
    deque(map(setter, things, values), maxlen=0)


def bytes_text(data: bytes) -> str:
    """Return bytes as text, in base64."""
    return base64.b64encode(data).decode("ascii")


def read_bytes(text: str) -> bytes:
    """Return the bytes that `bytes_text` wrote. Raises ValueError."""
    return base64.b64decode(text, validate=True)


OUT: dict[type, Converter] = {
    UUID: str,
    bool: int,
    date: date.isoformat,
    datetime: utc_text,
    Dose: dose_text,
    RunDose: run_text,
    bytes: bytes_text,
}
IN: dict[type, Converter] = {
    UUID: UUID,
    bool: bool,
    date: date.fromisoformat,
    datetime: read_utc,
    Dose: read_dose_text,
    RunDose: read_run_text,
    bytes: read_bytes,
}
JSON_TYPES: dict[type, tuple[type, ...]] = {
    int: (int,),
    bool: (bool, int),
    float: (float, int),
}


@lru_cache
def _several(hint: Any) -> type:
    """Return a name for the type of a tuple, which lies in the tables as a JSON list."""
    inner, may_be_none = plain_type(get_args(hint)[0])
    wanted = JSON_TYPES.get(inner, (str,))

    def read_list(text: str) -> tuple[Any, ...]:
        found = json.loads(text)
        if not isinstance(found, list):
            raise TypeError("not a list")
        for one in found:
            if isinstance(one, bool) or not (
                isinstance(one, wanted) or (one is None and may_be_none)
            ):
                raise TypeError(f"a {type(one).__name__} in a list")
        return tuple(one if one is None else inner(one) for one in found)

    kind = type("Several", (tuple,), {})
    OUT[kind] = _list_text
    IN[kind] = read_list
    return kind


def _list_text(values: tuple[Any, ...]) -> str:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def plain_type(hint: Any) -> tuple[type, bool]:
    """Return the type without None, and whether None is allowed."""
    if get_origin(hint) is tuple:
        return _several(hint), False
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return (kinds[0], True) if kinds else (hint, False)
