"""Between frozen dataclass and row, written once for all kinds of records by their type hints.

A `Shape` knows one kind: its table, its columns and a converter per column. Rows that come out of
the database were checked when they went in (by the record itself and by the table), so they are
turned into records without checking them again; `Shape.strictly` does check, for files from
outside and for the integrity check.
"""

import gc
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from enum import Enum
from itertools import repeat
from operator import attrgetter
from typing import Any, get_type_hints
from uuid import UUID

from sqlalchemy import Table

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import DayEntry, Event, PainEntry
from rehabplanner.domain.exposure import FearedMovement, FlarePlan, Prediction
from rehabplanner.domain.flags import FlagAnswer, FlagClearance
from rehabplanner.domain.guidance import Phase, PlanTemplate, StepDecision, Taught
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.own_exercises import OwnExercise, Photo
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.plans import Completion, PlanItem, WeekNote
from rehabplanner.domain.record import Record
from rehabplanner.storage import tables
from rehabplanner.storage.values import (
    IN,
    JSON_TYPES,
    OUT,
    Converter,
    fill,
    plain_type,
    read_ids,
)


class _Remembered(dict[Any, Any]):
    """A converter with a memory: the same text is converted once."""

    def __init__(self, convert: Converter) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._convert(key)
        return value


class Shape:
    """How one kind of record lies in its table."""

    def __init__(
        self, kind: type[Record], table: Table, key: tuple[str, ...] | None = None
    ) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.table = table
        self.name = table.name
        self.key = key
        """Fields in which no two records may agree (none at all: only one may exist)."""
        self.is_of_person = "person_id" in hints
        self.names = tuple(field.name for field in fields(kind))
        self.columns = ", ".join(f'"{name}"' for name in self.names)
        self._types = {name: plain_type(hints[name]) for name in self.names}
        self._setters = tuple(getattr(kind, name).__set__ for name in self.names)
        self._get_all = attrgetter(*self.names)
        self._revision = self.names.index("revision")
        self._defaults = self._plain_defaults()

    def _converters_out(self) -> list[Converter | None]:
        """Return converters that remember days and people for one batch of records."""
        found: list[Converter | None] = []
        for name in self.names:
            kind, may_be_none = self._types[name]
            if issubclass(kind, Enum):
                words: dict[Any, Any] = {None: None, **{one: one.value for one in kind}}
                found.append(words.__getitem__)
            elif kind is bool or (kind is UUID and not may_be_none and name != "person_id"):
                found.append(OUT[kind])
            elif kind in OUT:
                found.append(_Remembered(OUT[kind]).__getitem__)
            else:
                found.append(None)
        return found

    def _converters_in(self) -> list[Converter | None]:
        """Return converters that remember days and people for one batch of rows."""
        found: list[Converter | None] = []
        for name in self.names:
            kind = self._types[name][0]
            if issubclass(kind, Enum):
                words: dict[Any, Any] = {None: None, **{one.value: one for one in kind}}
                found.append(words.__getitem__)
            elif kind is bool or (kind is UUID and name == "id"):
                found.append(IN[kind])
            elif kind in IN:
                found.append(_Remembered(IN[kind]).__getitem__)
            else:
                found.append(None)
        return found

    def rows(self, records: Sequence[Any], revision: int, *more: Any) -> list[tuple[Any, ...]]:
        """Return the values of the columns in their order, for many records, quickly.

        `revision` takes the place of all their revisions; `more` is put at the end of each row.
        """
        if not records:
            return []
        columns = _converted(self._converters_out(), zip(*map(self._get_all, records), strict=True))
        columns[self._revision] = [revision] * len(records)
        columns += [[one] * len(records) for one in more]
        return list(zip(*columns, strict=True))

    def row(self, record: Any, revision: int) -> tuple[Any, ...]:
        """Return the values of the columns in their order, with another revision."""
        return self.rows([record], revision)[0]

    def records(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Return the records of many rows, quickly.

        Raises ValueError or KeyError where a row holds what no record can.
        """
        if not rows:
            return []
        with no_collecting():
            made = list(map(object.__new__, repeat(self.kind, len(rows))))
            columns = zip(*rows, strict=True)
            for name, setter, convert, column in zip(
                self.names, self._setters, self._converters_in(), columns, strict=True
            ):
                if name == "id":
                    fill(setter, made, read_ids(column))
                else:
                    fill(setter, made, column if convert is None else map(convert, column))
        return made

    def strictly(self, row: Sequence[Any]) -> Any:
        """Return the record of one row, checked as if a person had typed it.

        Raises Problem, ValueError, KeyError or TypeError.
        """
        values = {}
        for name, convert, value in zip(self.names, self._converters_in(), row, strict=True):
            kind, may_be_none = self._types[name]
            if value is None:
                if not may_be_none:
                    raise ValueError(f"{name} is missing")
            elif not isinstance(value, JSON_TYPES.get(kind, (str,))) or (
                isinstance(value, bool) and kind is not bool
            ):
                raise TypeError(f"{name} is a {type(value).__name__}")
            elif kind is bool and value not in (0, 1):
                raise ValueError(f"{name} is neither yes nor no")
            elif isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"{name} is not a number")
            elif isinstance(value, int) and kind is float:
                value = float(value)
            values[name] = value if convert is None else convert(value)
        if values["revision"] < 0:
            raise ValueError("a revision below zero")
        return self.kind(**values)

    def as_mapping(self, record: Any) -> dict[str, Any]:
        """Return the record as plain values under the names of its fields, for JSON."""
        return dict(zip(self.names, self.row(record, record.revision), strict=True))

    def from_mapping(self, found: Mapping[str, Any]) -> Any:
        """Return the record of plain values; fields that are not given have their defaults.

        Raises Problem, ValueError, KeyError or TypeError.
        """
        return self.strictly([found.get(name, self._defaults[name]) for name in self.names])

    def _plain_defaults(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field, convert in zip(fields(self.kind), self._converters_out(), strict=True):
            value = field.default if isinstance(field.default, _PLAIN) else None
            found[field.name] = value if value is None or convert is None else convert(value)
        return found

    def with_revision(self, record: Any, revision: int) -> Any:
        """Return the record with another revision, quickly."""
        made = object.__new__(self.kind)
        for setter, value in zip(self._setters, self._get_all(record), strict=True):
            setter(made, value)
        self._setters[self._revision](made, revision)
        return made

    def key_of(self, record: Any) -> tuple[Any, ...]:
        """Return the values of the fields that no two records may share."""
        return tuple(getattr(record, name) for name in self.key or ())


@contextmanager
def no_collecting() -> Iterator[None]:
    """Keep the collector from looking through thousands of new records again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _converted(
    converters: Iterable[Converter | None], columns: Iterable[Sequence[Any]]
) -> list[Sequence[Any]]:
    return [
        column if convert is None else list(map(convert, column))
        for convert, column in zip(converters, columns, strict=True)
    ]


_PLAIN = (str, bytes, int, float, bool, Enum, tuple)

SHAPES: tuple[Shape, ...] = (
    Shape(Person, tables.PERSON),
    Shape(Practice, tables.PRACTICE),
    Shape(Activity, tables.ACTIVITY),
    Shape(PainEntry, tables.PAIN),
    Shape(DayEntry, tables.DIARY_DAY, ("person_id", "day")),
    Shape(Event, tables.EVENT),
    Shape(PlanItem, tables.PLAN_ITEM),
    Shape(Completion, tables.COMPLETION, ("person_id", "item_id")),
    Shape(WeekNote, tables.WEEK_NOTE, ("person_id", "monday")),
    Shape(MeasureResult, tables.MEASURE_RESULT),
    Shape(FearedMovement, tables.FEARED_MOVEMENT),
    Shape(Prediction, tables.PREDICTION),
    Shape(FlarePlan, tables.FLARE_PLAN, ("person_id",)),
    Shape(FlagAnswer, tables.FLAG_ANSWER),
    Shape(FlagClearance, tables.FLAG_CLEARANCE),
    Shape(Phase, tables.PHASE),
    Shape(Taught, tables.TAUGHT, ("person_id", "exercise_id")),
    Shape(StepDecision, tables.STEP_DECISION),
    Shape(PlanTemplate, tables.PLAN_TEMPLATE),
    Shape(OwnExercise, tables.OWN_EXERCISE),
    Shape(Photo, tables.PHOTO, ("own_exercise_id", "frame")),
)
"""All flat records, each after what it refers to."""

SHAPE_OF: Mapping[type, Shape] = {shape.kind: shape for shape in SHAPES}
OF_PERSON = tuple(shape for shape in SHAPES if shape.is_of_person)


def chunks(items: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    """Return the items in pieces that fit the number of gaps in one statement."""
    return (items[start : start + size] for start in range(0, len(items), size))
