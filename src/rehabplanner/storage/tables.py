"""The tables, one per flat record, the same on SQLite and PostgreSQL.

Values lie in them as plain text and numbers: identities as 36 letters, days as `2026-05-03`,
times in UTC as `2026-05-03T07:00:00.000000Z` (so that they sort as text), doses in their grammar.
Every table of records has `revision`, `changed_at` and `removed_at` (the bin).
A record that belongs to something in the bin is hidden with it and keeps its own revision.
"""

from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

SCHEMA = 1
"""The number of the newest script in `migrations/versions`."""

NAMES = {"ck": "%(table_name)s_%(constraint_name)s_sound"}
METADATA = MetaData(naming_convention=NAMES)
TRACKS = MetaData(naming_convention=NAMES)
"""The table of track contents: a file of its own beside SQLite's, with the rest on a server."""

Real: TypeEngine[Any] = Double().with_variant(REAL(), "sqlite")


def _text(name: str, longest: int, *, needed: bool = True) -> tuple[Any, ...]:
    column = Column(name, Text, nullable=not needed)
    return column, CheckConstraint(f"length({name}) <= {longest}", name=name)


def _exact(name: str, length: int, *, needed: bool = False) -> tuple[Any, ...]:
    column = Column(name, Text, nullable=not needed)
    return column, CheckConstraint(f"length({name}) = {length}", name=name)


def _id(name: str, *, needed: bool = False) -> tuple[Any, ...]:
    return _exact(name, 36, needed=needed)


def _day(name: str, *, needed: bool = False) -> tuple[Any, ...]:
    return _exact(name, 10, needed=needed)


def _time(name: str, *, needed: bool = False) -> tuple[Any, ...]:
    return _exact(name, 27, needed=needed)


def _number(
    name: str, most: float, *, least: float = 0, whole: bool = False, needed: bool = False
) -> tuple[Any, ...]:
    column = Column(name, Integer if whole else Real, nullable=not needed)
    return column, CheckConstraint(f"{name} BETWEEN {least} AND {most}", name=name)


def _score(name: str, *, whole: bool = True, needed: bool = False) -> tuple[Any, ...]:
    return _number(name, 10, whole=whole, needed=needed)


def _flag(name: str) -> tuple[Any, ...]:
    return _number(name, 1, whole=True, needed=True)


def _table(name: str, *groups: tuple[Any, ...], of_person: bool = True) -> Table:
    """Return a table of records with what all of them have."""
    head: list[Any] = [
        Column("id", Text, primary_key=True, nullable=False),
        CheckConstraint("length(id) = 36", name="id"),
        Column("revision", Integer, nullable=False),
        CheckConstraint("revision > 0", name="revision"),
    ]
    if of_person:
        owner = ForeignKey("person.id", ondelete="CASCADE")
        head.append(Column("person_id", Text, owner, nullable=False))
    tail = (*_time("changed_at", needed=True), *_time("removed_at"))
    body = [part for group in groups for part in group]
    return Table(name, METADATA, *head, *body, *tail, sqlite_strict=True)


PERSON = _table(
    "person",
    _text("name", 120),
    _number("birth_year", 2100, least=1900, whole=True),
    _text("units", 20),
    _text("goal", 20_000),
    _text("complaint", 20_000),
    _text("notes", 20_000),
    _score("pain_ceiling", needed=True),
    _number("green_sessions", 10, least=1, whole=True, needed=True),
    _text("equipment", 20_000),
    _text("question", 20_000),
    _text("measures", 300),
    _number("measure_weeks", 52, least=1, whole=True, needed=True),
    _number("resting_hr_bpm", 130, least=25, whole=True),
    _number("max_hr_bpm", 240, least=90, whole=True),
    _text("sex", 20, needed=False),
    of_person=False,
)
PRACTICE = _table(
    "practice",
    _text("name", 300),
    _text("therapist", 300),
    _text("address", 1000),
    _text("phone", 300),
    _text("footer", 1000),
    _text("colour", 20),
    _text("logo", 540_000),
    of_person=False,
)
ACTIVITY = _table(
    "activity",
    _day("day", needed=True),
    _text("kind", 40),
    _time("started_at"),
    _number("utc_offset_min", 1440, least=-1440, whole=True),
    _text("title", 300),
    _number("distance_m", 1_000_000),
    _number("duration_s", 864_000),
    _number("elapsed_s", 864_000),
    _number("moving_s", 864_000),
    _number("running_s", 864_000),
    _number("ascent_m", 50_000),
    _number("descent_m", 50_000),
    _number("average_heart_rate", 260),
    _number("maximum_heart_rate", 260),
    _number("steps", 1_000_000, whole=True),
    _score("effort", whole=False),
    _text("surface", 40, needed=False),
    _text("notes", 20_000),
    _id("planned_id"),
    _flag("is_linked_by_hand"),
    _text("source_name", 300),
    _text("source_format", 40),
    _text("source_hash", 200),
    _text("device", 120),
)
PAIN = _table(
    "pain",
    _day("day", needed=True),
    _text("moment", 40),
    _score("score", needed=True),
    _text("part", 40),
    _id("activity_id"),
    _time("noted_at"),
    _text("qualities", 200),
    _score("trouble"),
    _text("note", 20_000),
)
DIARY_DAY = _table(
    "diary_day",
    _day("day", needed=True),
    _number("sleep_h", 24),
    _score("sleep_quality"),
    _score("stress"),
    _score("mood"),
    _score("worry"),
    _score("work_load"),
    _number("sitting_h", 24),
    _number("protein_portions", 30),
    _number("water_l", 20),
    _number("stiffness_min", 1440, whole=True),
    _score("energy"),
    _score("confidence"),
    _score("family_strain"),
    _score("support"),
    _number("alcohol_drinks", 60),
    _text("medicines", 300),
    _text("eased", 300),
    _text("stirred", 300),
    _flag("is_rest_day"),
    _text("note", 20_000),
)
EVENT = _table(
    "event",
    _day("day", needed=True),
    _day("until"),
    _text("kind", 40),
    _text("label", 120),
)
PLAN_ITEM = _table(
    "plan_item",
    _day("day", needed=True),
    _text("kind", 40),
    _number("position", 1_000_000, least=-1_000_000, whole=True, needed=True),
    _text("title", 120),
    _text("exercise_id", 200, needed=False),
    _text("dose", 2000, needed=False),
    _text("run", 2000, needed=False),
    _text("note", 2000),
    _id("series_id"),
    _day("first_day"),
)
COMPLETION = _table(
    "completion",
    _id("item_id", needed=True),
    _day("day", needed=True),
    _text("outcome", 40),
    _score("effort", whole=False),
    _score("pain"),
    _number("minutes", 1440),
    _score("quality"),
    _text("dose", 2000, needed=False),
    _text("reason", 2000),
)
WEEK_NOTE = _table(
    "week_note",
    _day("monday", needed=True),
    _text("purpose", 300),
    _text("message", 4000),
)
MEASURE_RESULT = _table(
    "measure_result",
    _day("day", needed=True),
    _text("measure_id", 120),
    _text("version", 120),
    _text("answers", 2000),
    _text("labels", 4000),
    (Column("total", Real),),
    _text("note", 2000),
)
PREDICTION = _table(
    "prediction",
    _day("day", needed=True),
    _text("what", 120),
    _score("expected", needed=True),
    _score("felt"),
    _text("note", 2000),
    _id("movement_id"),
    _id("activity_id"),
    _id("item_id"),
)
FEARED_MOVEMENT = _table(
    "feared_movement",
    _day("day", needed=True),
    _text("what", 120),
    _number("position", 1_000_000, least=-1_000_000, whole=True, needed=True),
    _score("fear"),
    _text("exercise_id", 200, needed=False),
    _flag("is_conquered"),
    _text("note", 2000),
)
FLARE_PLAN = _table(
    "flare_plan",
    _number("days", 7, least=3, whole=True, needed=True),
    _number("dose_percent", 100, whole=True, needed=True),
    _number("walks_a_day", 12, whole=True, needed=True),
    _number("walk_min", 240, whole=True, needed=True),
    _text("back_percent", 200),
    _text("message", 2000),
)
FLAG_ANSWER = _table(
    "flag_answer",
    _text("flag_id", 120),
    _day("day", needed=True),
    _time("asked_at", needed=True),
    _flag("is_yes"),
    _time("read_at"),
)
FLAG_CLEARANCE = _table(
    "flag_clearance",
    _day("day", needed=True),
    _time("cleared_at", needed=True),
    _text("cleared_by", 40),
    _text("note", 2000),
)
PHASE = _table(
    "phase",
    _day("day", needed=True),
    _day("until", needed=True),
    _text("name", 120),
    _text("aim", 2000),
)
TAUGHT = _table(
    "taught",
    _day("day", needed=True),
    _text("exercise_id", 200),
)
STEP_DECISION = _table(
    "step_decision",
    _day("day", needed=True),
    _text("kind", 40),
    _text("subject", 300),
    _text("rule_id", 300),
    _text("before", 300),
    _text("after", 300),
    _text("reasons", 4000),
    _id("item_id"),
)
PLAN_TEMPLATE = _table(
    "plan_template",
    _text("name", 120),
    _text("content", 60_000),
    _text("standard_id", 120),
    _text("note", 2000),
    of_person=False,
)
OWN_EXERCISE = _table(
    "own_exercise",
    _text("name", 120),
    _text("content", 60_000),
    _text("figure", 20_000),
    of_person=False,
)
PHOTO = _table(
    "photo",
    _id("own_exercise_id", needed=True),
    _text("frame", 20),
    _text("data", 540_000),
    of_person=False,
)
"""Pictures in base64: as text they travel through every format that the other records know."""

TRACK = Table(
    "track",
    METADATA,
    Column("id", Text, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, nullable=False),
    CheckConstraint("revision > 0", name="revision"),
    *_exact("content", 64, needed=True),
    *_number("samples", 100_000_000, whole=True, needed=True),
    *_time("changed_at", needed=True),
    *_time("removed_at"),
    sqlite_strict=True,
)
COUNTER = Table(
    "counter",
    METADATA,
    Column("name", Text, primary_key=True, nullable=False),
    Column("value", Integer, nullable=False),
    sqlite_strict=True,
)
"""On a server: how many changes were written, so that a window can see others' changes."""

TRACK_CONTENT = Table(
    "track_content",
    TRACKS,
    Column("content", Text, primary_key=True, nullable=False),
    CheckConstraint("length(content) = 64", name="content"),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Packed tracks under the SHA-256 of their bytes: never changed, only added and swept."""

for _one in (
    ACTIVITY,
    PAIN,
    DIARY_DAY,
    EVENT,
    PLAN_ITEM,
    COMPLETION,
    MEASURE_RESULT,
    PREDICTION,
    FEARED_MOVEMENT,
    FLAG_ANSWER,
    FLAG_CLEARANCE,
    PHASE,
    TAUGHT,
    STEP_DECISION,
):
    Index(f"{_one.name}_by_day", _one.c.person_id, _one.c.day)
Index("week_note_by_day", WEEK_NOTE.c.person_id, WEEK_NOTE.c.monday)
Index("flare_plan_by_person", FLARE_PLAN.c.person_id)
Index("photo_by_exercise", PHOTO.c.own_exercise_id)
Index("completion_by_item", COMPLETION.c.item_id)
for _one in METADATA.sorted_tables:
    if "removed_at" in _one.c:
        _binned = _one.c.removed_at.is_not(None)
        Index(f"{_one.name}_in_bin", _one.c.removed_at, sqlite_where=_binned)


def suit_postgresql() -> None:
    """Give the indexes of the bin their condition on PostgreSQL as well.

    To name that server is to import all that SQLAlchemy knows of it, which a file needs not.
    """
    for table in METADATA.sorted_tables:
        for index in table.indexes:
            if str(index.name).endswith("_in_bin"):
                condition = index.dialect_kwargs["sqlite_where"]
                index.dialect_kwargs["postgresql_where"] = condition
