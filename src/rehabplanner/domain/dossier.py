"""A dossier: everything known of one person, sorted and immutable.

Everything the program computes, shows or prints is a pure function of a dossier.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import DayEntry, Event, PainEntry
from rehabplanner.domain.exposure import FearedMovement, FlarePlan, Prediction
from rehabplanner.domain.flags import FlagAnswer, FlagClearance
from rehabplanner.domain.guidance import Phase, StepDecision, Taught
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import Completion, PlanItem, WeekNote
from rehabplanner.domain.record import OfPerson

AnyRecord = TypeVar("AnyRecord", bound=OfPerson)
FEW = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One person's records, each kind sorted by day and then by its own order."""

    person: Person
    activities: tuple[Activity, ...] = ()
    pains: tuple[PainEntry, ...] = ()
    days: tuple[DayEntry, ...] = ()
    events: tuple[Event, ...] = ()
    items: tuple[PlanItem, ...] = ()
    completions: tuple[Completion, ...] = ()
    week_notes: tuple[WeekNote, ...] = ()
    measure_results: tuple[MeasureResult, ...] = ()
    feared: tuple[FearedMovement, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    flare_plans: tuple[FlarePlan, ...] = ()
    flag_answers: tuple[FlagAnswer, ...] = ()
    flag_clearances: tuple[FlagClearance, ...] = ()
    phases: tuple[Phase, ...] = ()
    taught: tuple[Taught, ...] = ()
    decisions: tuple[StepDecision, ...] = ()

    def activity(self, activity_id: UUID) -> Activity | None:
        """Return the activity with this id."""
        return next((one for one in self.activities if one.id == activity_id), None)

    def day_entry(self, day: date) -> DayEntry | None:
        """Return what was noted of the day around the pain."""
        found = between(self.days, day, day)
        return found[0] if found else None

    def week_note(self, monday: date) -> WeekNote | None:
        """Return the note of the week that begins on this Monday."""
        return next((note for note in self.week_notes if note.monday == monday), None)

    @property
    def flare_plan(self) -> FlarePlan | None:
        """Return what was agreed for a flare-up."""
        return self.flare_plans[0] if self.flare_plans else None

    def phase_of(self, day: date) -> Phase | None:
        """Return the phase that the day lies in; the one that began last where several do."""
        found = [one for one in self.phases if one.day <= day <= one.until]
        return found[-1] if found else None

    def items_of_week(self, monday: date) -> tuple[PlanItem, ...]:
        """Return the plan items from Monday to Sunday."""
        return between(self.items, monday, monday + timedelta(days=6))

    def completion(self, item_id: UUID) -> Completion | None:
        """Return what came of a plan item."""
        return next((one for one in self.completions if one.item_id == item_id), None)

    def first_day(self) -> date | None:
        """Return the first day with an activity or a diary entry."""
        firsts = [kind[0].day for kind in (self.activities, self.pains, self.days) if kind]
        return min(firsts, default=None)

    def last_day(self) -> date | None:
        """Return the last day with an activity or a diary entry."""
        lasts = [kind[-1].day for kind in (self.activities, self.pains, self.days) if kind]
        return max(lasts, default=None)

    def find(self, record: Any) -> Any | None:
        """Return the dossier's version of a record (same kind and id), or None."""
        if isinstance(record, Person):
            return self.person if self.person.id == record.id else None
        kind: tuple[Any, ...] = getattr(self, _FIELD_OF[type(record)])
        return next((one for one in kind if one.id == record.id), None)

    def changed(self, *, saved: Iterable[Any] = (), removed: Iterable[Any] = ()) -> "Dossier":
        """Return the dossier with these records put in (by id) and taken out."""
        person = self.person
        by_kind: dict[str, dict[UUID, Any]] = {}
        for record in saved:
            if isinstance(record, Person):
                person = record
            elif (name := _FIELD_OF.get(type(record))) is not None:
                by_kind.setdefault(name, {})[record.id] = record
        for record in removed:
            if (name := _FIELD_OF.get(type(record))) is not None:
                by_kind.setdefault(name, {})[record.id] = None
        changes = {name: _merged(getattr(self, name), records) for name, records in by_kind.items()}
        return replace(self, person=person, **changes)


_FIELD_OF: dict[type, str] = {
    Activity: "activities",
    PainEntry: "pains",
    DayEntry: "days",
    Event: "events",
    PlanItem: "items",
    Completion: "completions",
    WeekNote: "week_notes",
    MeasureResult: "measure_results",
    FearedMovement: "feared",
    Prediction: "predictions",
    FlarePlan: "flare_plans",
    FlagAnswer: "flag_answers",
    FlagClearance: "flag_clearances",
    Phase: "phases",
    Taught: "taught",
    StepDecision: "decisions",
}


def make_dossier(person: Person, records: Iterable[Any]) -> Dossier:
    """Return the dossier of a person from records in any order."""
    kinds: dict[str, list[Any]] = {field.name: [] for field in fields(Dossier)[1:]}
    for record in records:
        kinds[_FIELD_OF[type(record)]].append(record)
    return Dossier(
        person=person,
        **{name: tuple(sorted(found, key=sort_key)) for name, found in kinds.items()},
    )


def sort_key(record: Any) -> tuple[Any, ...]:
    """Return what a record is sorted by: its day, then its own order, then its id."""
    if isinstance(record, Activity):
        start = record.started_at.timestamp() if record.started_at else -1.0
        return (record.day, start, record.id.int)
    if isinstance(record, PainEntry):
        noted = record.noted_at
        return (
            record.day,
            _MOMENTS[record.moment],
            noted.timestamp() if noted else -1.0,
            record.id.int,
        )
    if isinstance(record, PlanItem):
        return (record.day, record.position, record.id.int)
    if isinstance(record, FearedMovement):
        return (record.position, record.day, record.id.int)
    if isinstance(record, FlagAnswer):
        return (record.day, record.asked_at.timestamp(), record.id.int)
    if isinstance(record, FlarePlan):
        return (record.id.int,)
    return (record.monday if isinstance(record, WeekNote) else record.day, record.id.int)


_MOMENTS = {"morning": 0, "now": 1, "during": 2, "after": 3, "worst": 4}


def between(records: Sequence[AnyRecord], first: date, last: date) -> tuple[AnyRecord, ...]:
    """Return the records (sorted by day) from the first to the last day, both included."""
    start = bisect_left(records, first, key=lambda record: record.day)  # type: ignore[attr-defined]
    end = bisect_right(records, last, key=lambda record: record.day)  # type: ignore[attr-defined]
    return tuple(records[start:end])


def _merged(records: tuple[Any, ...], changes: dict[UUID, Any]) -> tuple[Any, ...]:
    kept = [record for record in records if record.id not in changes]
    new = [record for record in changes.values() if record is not None]
    if len(new) < FEW:
        for record in new:
            insort(kept, record, key=sort_key)
    else:
        kept.extend(new)
        kept.sort(key=sort_key)
    return tuple(kept)
