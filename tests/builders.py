"""One line makes a valid record: everything has a default, and any field can be given by name.

All records belong to `PERSON_ID` unless another `person_id` is given, so that
`workspace.save("New", a_person(), a_run(), a_pain(score=3))` is a small, whole data set.
"""

import math
from array import array
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from rehabplanner.domain.activities import Activity, Kind, Lap, Surface, Track
from rehabplanner.domain.diary import DayEntry, Event, EventKind, Moment, PainEntry
from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.exposure import FearedMovement, FlarePlan, Prediction
from rehabplanner.domain.flags import ClearedBy, FlagAnswer, FlagClearance
from rehabplanner.domain.guidance import Phase, StepDecision, StepKind, Taught
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.plans import Completion, ItemKind, PlanItem, WeekNote, monday_of
from rehabplanner.domain.record import Record
from rehabplanner.domain.runs import read_run

PERSON_ID = UUID("00000000-0000-4000-8000-000000000001")
MONDAY = date(2026, 9, 7)
"""The Monday on which the builders' week begins."""


def a_person(name: str = "Ada Strand", **given: Any) -> Person:
    """Return a runner; the second one needs `id=uuid4()`, or call `another_person`."""
    return Person(**{"id": PERSON_ID, "name": name, "goal": "Run 10 km by summer", **given})


def another_person(name: str = "Ben Holm", **given: Any) -> Person:
    """Return a runner with an id of their own."""
    return a_person(name, **{"id": uuid4(), **given})


def a_practice(**given: Any) -> Practice:
    """Return a letterhead."""
    return Practice(
        **{"name": "Quay Physiotherapy", "therapist": "M. Lund", "address": "Quay 1", **given}
    )


def a_run(
    day: date = MONDAY, km: float | None = 8.2, minutes: float | None = 52, **given: Any
) -> Activity:
    """Return a run of so many kilometres and minutes, at seven in the morning UTC, effort 4."""
    return Activity(
        **{
            "person_id": PERSON_ID,
            "day": day,
            "kind": Kind.RUN,
            "started_at": datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC),
            "utc_offset_min": 120,
            "distance_m": None if km is None else km * 1000,
            "duration_s": None if minutes is None else minutes * 60,
            "effort": 4,
            "surface": Surface.ROAD,
            **given,
        }
    )


def an_activity(kind: Kind = Kind.STRENGTH, day: date = MONDAY, **given: Any) -> Activity:
    """Return a session of any kind, half an hour of effort 3, without start or distance."""
    plain = {"started_at": None, "utc_offset_min": None, "surface": None, "effort": 3}
    return a_run(day, None, 30, **{"kind": kind, **plain, **given})


def a_track(activity_id: UUID, samples: int = 120, laps: int = 2, **given: Any) -> Track:
    """Return a track of one sample a second: a slow loop by the sea, some heart rates unknown."""
    seconds = range(samples)
    return Track(
        **{
            "id": activity_id,
            "time_s": array("d", seconds),
            "latitude": array("d", (59.9 + 0.001 * math.sin(s / 60) for s in seconds)),
            "longitude": array("d", (10.7 + 0.002 * math.cos(s / 60) for s in seconds)),
            "distance_m": array("d", (2.5 * s for s in seconds)),
            "altitude_m": array("d", (12 + 3 * math.sin(s / 40) for s in seconds)),
            "heart_rate": array("d", (math.nan if s % 50 == 7 else 130 + s % 9 for s in seconds)),
            "speed_mps": array("d", (2.5 for _ in seconds)),
            "cadence": array("d"),
            "laps": tuple(
                Lap(
                    start_s=number * samples / laps,
                    duration_s=samples / laps,
                    distance_m=2.5 * samples / laps,
                )
                for number in range(laps)
            ),
            **given,
        }
    )


def a_pain(
    score: int = 2, day: date = MONDAY, moment: Moment = Moment.WORST, **given: Any
) -> PainEntry:
    """Return a pain score of a day."""
    return PainEntry(
        **{"person_id": PERSON_ID, "day": day, "moment": moment, "score": score, **given}
    )


def a_day(day: date = MONDAY, **given: Any) -> DayEntry:
    """Return the diary of a day with sleep and stress."""
    return DayEntry(
        **{"person_id": PERSON_ID, "day": day, "sleep_h": 7.5, "stress": 3, "mood": 7, **given}
    )


def a_rest_day(day: date = MONDAY, **given: Any) -> DayEntry:
    """Return a rest day that the person confirmed."""
    return a_day(day, **{"is_rest_day": True, **given})


def an_event(label: str = "Spring race", day: date = MONDAY, **given: Any) -> Event:
    """Return something worth a line on the chart."""
    return Event(
        **{"person_id": PERSON_ID, "day": day, "kind": EventKind.RACE, "label": label, **given}
    )


def an_item(
    exercise_id: str = "glute-bridge", day: date = MONDAY, dose: str = "3x10 h5", **given: Any
) -> PlanItem:
    """Return an exercise on a day of the plan; the dose is given in its grammar."""
    return PlanItem(
        **{
            "person_id": PERSON_ID,
            "day": day,
            "kind": ItemKind.EXERCISE,
            "exercise_id": exercise_id,
            "dose": read_dose(dose),
            **given,
        }
    )


def a_run_item(run: str = "30min easy @4", day: date = MONDAY, **given: Any) -> PlanItem:
    """Return a run on a day of the plan; the run is given in its grammar."""
    return PlanItem(
        **{
            "person_id": PERSON_ID,
            "day": day,
            "kind": ItemKind.RUN,
            "run": read_run(run),
            **given,
        }
    )


def a_habit(title: str = "Short walk after lunch", day: date = MONDAY, **given: Any) -> PlanItem:
    """Return a habit on a day of the plan."""
    return PlanItem(
        **{
            "person_id": PERSON_ID,
            "day": day,
            "kind": ItemKind.HABIT,
            "title": title,
            **given,
        }
    )


def a_completion(item: PlanItem, **given: Any) -> Completion:
    """Return that a plan item was done on its day."""
    return Completion(
        **{"person_id": item.person_id, "item_id": item.id, "day": item.day, "effort": 4, **given}
    )


def a_week_note(monday: date = MONDAY, **given: Any) -> WeekNote:
    """Return the purpose of a week."""
    return WeekNote(
        **{
            "person_id": PERSON_ID,
            "monday": monday_of(monday),
            "purpose": "Get used to three runs again",
            "message": "Hurt is not harm.",
            **given,
        }
    )


def care_of(person_id: UUID = PERSON_ID, day: date = MONDAY) -> tuple[Record, ...]:
    """Return one record of every kind around the plan: measures, safety, exposure, guidance."""
    own: dict[str, Any] = {"person_id": person_id, "day": day}
    feared = FearedMovement(**own, what="Bending to lift", fear=7)
    asked = datetime(2026, 5, 4, 7, tzinfo=UTC)
    return (
        MeasureResult(**own, measure_id="nprs", version="1", answers=(3, None), total=3),
        feared,
        Prediction(**own, what="Bending to lift", expected=7, felt=3, movement_id=feared.id),
        FlarePlan(person_id=person_id, message="Keep walking."),
        FlagAnswer(**own, flag_id="fever", asked_at=asked, is_yes=True),
        FlagClearance(**own, cleared_at=asked + timedelta(hours=1), cleared_by=ClearedBy.THERAPIST),
        Phase(**own, until=day + timedelta(days=27), name="Base"),
        Taught(**own, exercise_id="glute-bridge"),
        StepDecision(**own, kind=StepKind.PROGRESS, subject="glute-bridge", before="3x10"),
    )


def one_of_each(person_id: UUID = PERSON_ID) -> tuple[Record, ...]:
    """Return one record of every kind (the person first, the track last), linked as in life."""
    run = a_run(person_id=person_id)
    item = an_item(person_id=person_id)
    return (
        a_person(id=person_id),
        a_practice(),
        run,
        a_pain(person_id=person_id, activity_id=run.id),
        a_day(person_id=person_id),
        an_event(person_id=person_id),
        item,
        a_run_item(person_id=person_id),
        a_completion(item),
        a_week_note(person_id=person_id),
        *care_of(person_id),
        a_track(run.id),
    )


def some_weeks(weeks: int = 4, monday: date = MONDAY, person_id: UUID = PERSON_ID) -> list[Any]:
    """Return plausible weeks: three runs, one strength session, diary and plan; growing slowly."""
    records: list[Any] = []
    own: dict[str, Any] = {"person_id": person_id}
    for week in range(weeks):
        start = monday + timedelta(weeks=week)
        for offset, km in ((1, 5.0), (3, 6.0), (6, 8.0)):
            day = start + timedelta(days=offset)
            longer = km + 0.2 * week
            records.append(a_run(day, longer, longer * 6.5, **own))
            records.append(a_run_item(f"{round(longer)}k easy", day, **own))
        records.append(an_activity(day=start + timedelta(days=2), **own))
        records.append(an_item(day=start + timedelta(days=2), **own))
        for offset in range(7):
            day = start + timedelta(days=offset)
            records.append(a_pain((week + offset) % 4, day, Moment.MORNING, **own))
            records.append(a_day(day, **own))
        records.append(a_week_note(start, **own))
    return records


def a_dossier(*records: Any, person: Person | None = None) -> Dossier:
    """Return the dossier of these records, or of four plausible weeks if none is given."""
    chosen: Iterable[Any] = records or some_weeks()
    return make_dossier(person or a_person(), chosen)
