"""Any record that a person could make, drawn by Hypothesis, written once by type hints."""

import math
from array import array
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from builders import PERSON_ID
from rehabplanner.domain.activities import TRACK_COLUMNS, Activity, Lap, Track
from rehabplanner.domain.diary import DayEntry, Event, PainEntry
from rehabplanner.domain.doses import Dose, Side, Span, Unit
from rehabplanner.domain.exposure import FearedMovement, FlarePlan, Prediction
from rehabplanner.domain.flags import FlagAnswer, FlagClearance
from rehabplanner.domain.guidance import Phase, PlanTemplate, StepDecision, Taught
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.own_exercises import OwnExercise, Photo, table_text
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.plans import Completion, PlanItem, WeekNote, monday_of
from rehabplanner.domain.runs import Block, Character, Gait, Part, RunDose

KINDS = (
    Person,
    Practice,
    Activity,
    PainEntry,
    DayEntry,
    Event,
    PlanItem,
    Completion,
    WeekNote,
    MeasureResult,
    FearedMovement,
    Prediction,
    FlarePlan,
    FlagAnswer,
    FlagClearance,
    Phase,
    Taught,
    StepDecision,
    PlanTemplate,
    OwnExercise,
    Photo,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Co")), max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda two: Span(*sorted(two)))
EFFORTS = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda two: Span(*sorted(two)))

DOSES = st.builds(
    Dose,
    sets=st.none() | SPANS,
    amount=st.none() | SPANS,
    unit=st.sampled_from(Unit),
    pyramid=st.just(()) | st.lists(st.integers(1, 99), min_size=1, max_size=4).map(tuple),
    hold_s=st.none() | SPANS,
    side=st.sampled_from(Side),
    load_kg=st.none() | st.floats(0, 300),
    tempo=st.none() | st.tuples(*[st.integers(0, 9)] * 3),
    rest_s=st.none() | st.integers(0, 600),
    effort=st.none() | EFFORTS,
)
PARTS = st.builds(Part, gait=st.sampled_from(Gait), minutes=st.floats(0.5, 600)) | st.builds(
    Part, gait=st.sampled_from(Gait), distance_m=st.floats(1, 100_000)
)
RUNS = st.builds(
    RunDose,
    blocks=st.lists(
        st.builds(
            Block,
            parts=st.lists(PARTS, min_size=1, max_size=3).map(tuple),
            repeats=st.integers(1, 20),
        ),
        max_size=3,
    ).map(tuple),
    character=st.none() | st.sampled_from(Character),
    effort=st.none() | EFFORTS,
)
_OF_TYPE = {
    UUID: st.uuids(version=4),
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(0, 10),
    float: st.floats(0, 10) | st.integers(0, 10),
    date: DAYS,
    datetime: MOMENTS,
    Dose: DOSES,
    RunDose: RUNS,
}
_NAMED = {
    "name": TEXTS.map(lambda text: f"A {text}"),
    "birth_year": st.none() | st.integers(1900, 2100),
    "monday": DAYS.map(monday_of),
    "exercise_id": st.sampled_from(["glute-bridge", "side-plank"]),
    "what": TEXTS.map(lambda text: f"A {text}"),
    "resting_hr_bpm": st.none() | st.integers(25, 89),
    "max_hr_bpm": st.none() | st.integers(90, 240),
    "green_sessions": st.integers(1, 10),
    "measure_weeks": st.integers(1, 52),
    "days": st.integers(3, 7),
    "back_percent": st.lists(st.integers(1, 100), max_size=6).map(lambda some: tuple(sorted(some))),
    "source_format": st.sampled_from(["", "fit", "gpx"]),
    "source_hash": st.text("0123456789abcdef", max_size=64),
    "utc_offset_min": st.none() | st.integers(-720, 840),
    "steps": st.none() | st.integers(0, 90_000),
    "distance_m": st.none() | st.floats(0, 300_000),
    "content": TEXTS.map(lambda text: table_text({"why": text})),
    "figure": st.sampled_from(["", 'base = "standing"\nstart = {}\n']),
    "frame": st.sampled_from(["start", "end"]),
    "data": st.binary(max_size=60).map(lambda end: b"\xff\xd8\xff" + end),
    "colour": st.sampled_from(["", "#005577", "#ffcc00"]),
    "logo": st.just(b"") | st.binary(max_size=60).map(lambda end: b"\x89PNG\r\n\x1a\n" + end),
    "revision": st.just(0),
}


@lru_cache
def of_kind(kind: type, person_id: UUID = PERSON_ID) -> st.SearchStrategy[Any]:
    """Return any record of a kind."""
    hints = get_type_hints(kind)
    given = {}
    if kind is Phase:
        hints["until"] = date
        given["day"] = st.just(date(2020, 1, 1))
    for field in fields(kind):
        if field.name in given:
            continue
        if field.name == "person_id":
            given[field.name] = st.just(person_id)
        elif field.name == "until" and kind is Event:
            given[field.name] = st.none()
        elif field.name in _NAMED:
            given[field.name] = _NAMED[field.name]
        else:
            given[field.name] = _of_hint(hints[field.name], field.default is MISSING)
    return st.builds(kind, **given)


def _of_hint(hint: Any, needed: bool) -> st.SearchStrategy[Any]:
    if get_origin(hint) is tuple:
        return st.lists(_of_hint(get_args(hint)[0], False), max_size=5).map(tuple)
    plain = [one for one in get_args(hint) if one is not NoneType] or [hint]
    kind = plain[0]
    found = st.sampled_from(kind) if issubclass(kind, Enum) else _OF_TYPE[kind]
    return st.none() | found if NoneType in get_args(hint) and not needed else found


RECORDS = st.one_of([of_kind(kind) for kind in KINDS])

SAMPLES = st.floats(-1e6, 1e6) | st.just(math.nan)


@st.composite
def tracks(draw: st.DrawFn, activity_id: UUID | None = None) -> Track:
    """Return any track, single values unknown, columns absent."""
    length = draw(st.integers(0, 30))
    columns = {
        name: array("d", draw(st.lists(SAMPLES, min_size=length, max_size=length) | st.just([])))
        for name in TRACK_COLUMNS[1:]
    }
    laps = st.builds(Lap, start_s=st.floats(0, 1e5), duration_s=st.floats(0, 1e5))
    return Track(
        id=activity_id or draw(st.uuids(version=4)),
        time_s=array("d", range(length)),
        laps=tuple(draw(st.lists(laps, max_size=3))),
        **columns,
    )
