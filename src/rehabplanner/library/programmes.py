"""resources/programmes/*.toml -> programmes of one or more weeks, ready for a person's calendar.

| key | says |
|---|---|
| `weeks` | how many weeks (usual: one) |
| `[[phase]]` | `name`, `aim`, and `weeks = [first, last]` |
| `[[item]]` | `day = 0` or `days = [0, 2, 4]` (0 is Monday), `kind`, `exercise`, `title`, `note` |
| `dose`, `run` | the amount in every week of the item |
| `steps` | or one amount a week, from the item's first week on; the last one stays |
| `weeks = [2, 5]` | the weeks of the item (usual: all) |
| `[fits]` | for whom it is: `irritability`, `goals`, `worry`, `least_days`, `minutes` |
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from rehabplanner.domain.doses import Dose, read_dose
from rehabplanner.domain.guidance import Phase
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.domain.runs import RunDose, read_run

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One thing on one weekday (0 is Monday) of one week (0 is the first)."""

    weekday: int
    kind: ItemKind
    week: int = 0
    title: str = ""
    exercise_id: str | None = None
    dose: Dose | None = None
    run: RunDose | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePhase:
    """A part of a programme: its weeks from the first to the last (0 is the first)."""

    name: str
    aim: str
    first_week: int
    last_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """For whom a programme is meant; an empty tuple says that any answer fits."""

    irritability: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    worry: tuple[str, ...] = ()
    least_days: int = 1
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme with its name, what it is for, and its source."""

    id: str
    name: str
    summary: str
    source: str
    items: tuple[ProgrammeItem, ...]
    weeks: int = 1
    phases: tuple[ProgrammePhase, ...] = ()
    fits: Fits = field(default_factory=Fits)


def load_programmes(folder: Path, translate: Callable[[str], str]) -> dict[str, Programme]:
    """Return the programmes by id. Raises Problem for a dose that cannot be read."""
    found: dict[str, Programme] = {}
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            programme = read_programme(tomllib.load(stream), translate)
        found[programme.id] = programme
    return found


def read_programme(data: Mapping[str, Any], translate: Callable[[str], str]) -> Programme:
    """Return the programme that a TOML table describes. Raises Problem, KeyError or ValueError."""
    weeks = int(data.get("weeks", 1))
    fits = data.get("fits", {})
    return Programme(
        id=data["id"],
        name=translate(data["name"]),
        summary=translate(data.get("summary", "")),
        source=translate(data.get("source", "")),
        items=tuple(
            item for entry in data.get("item", ()) for item in _items(entry, weeks, translate)
        ),
        weeks=weeks,
        phases=tuple(
            ProgrammePhase(
                name=translate(entry["name"]),
                aim=translate(entry.get("aim", "")),
                first_week=entry["weeks"][0] - 1,
                last_week=entry["weeks"][1] - 1,
            )
            for entry in data.get("phase", ())
        ),
        fits=Fits(
            irritability=tuple(fits.get("irritability", ())),
            goals=tuple(fits.get("goals", ())),
            worry=tuple(fits.get("worry", ())),
            least_days=fits.get("least_days", 1),
            minutes=fits.get("minutes", 0),
        ),
    )


def _items(
    entry: Mapping[str, Any], weeks: int, translate: Callable[[str], str]
) -> Iterator[ProgrammeItem]:
    kind = ItemKind(entry["kind"])
    first, last = entry.get("weeks", (1, weeks))
    steps = entry.get("steps", ())
    for week in range(first - 1, last):
        step = steps[min(week - first + 1, len(steps) - 1)] if steps else None
        dose = step if kind is ItemKind.EXERCISE else None
        run = step if kind is not ItemKind.EXERCISE else None
        dose, run = dose or entry.get("dose"), run or entry.get("run")
        for weekday in entry.get("days", None) or (entry["day"],):
            yield ProgrammeItem(
                weekday=weekday,
                kind=kind,
                week=week,
                title=translate(entry.get("title", "")),
                exercise_id=entry.get("exercise"),
                dose=read_dose(dose) if dose else None,
                run=read_run(run) if run else None,
                note=translate(entry.get("note", "")),
            )


def plan_items(
    programme: Programme, person_id: UUID, monday: date, *, weeks: int | None = None
) -> list[PlanItem]:
    """Return the programme as plan items of a person from the week of this Monday on.

    `weeks` cuts it after so many weeks. The same exercise, and runs of the same kind and title, are
    one series.
    """
    positions: dict[date, int] = {}
    series: dict[str, UUID] = {}
    items = []
    for entry in sorted(programme.items, key=lambda one: one.week):
        if weeks is not None and entry.week >= weeks:
            continue
        day = monday + entry.week * WEEK + timedelta(days=entry.weekday)
        position = positions.get(day, 0)
        positions[day] = position + 1
        key = entry.exercise_id or f"{entry.kind}/{entry.title}"
        item_id = uuid4()
        items.append(
            PlanItem(
                id=item_id,
                person_id=person_id,
                day=day,
                kind=entry.kind,
                position=position,
                title=entry.title,
                exercise_id=entry.exercise_id,
                dose=entry.dose,
                run=entry.run,
                note=entry.note,
                series_id=series.setdefault(key, item_id),
            )
        )
    return sorted(items, key=lambda item: (item.day, item.position))


def plan_phases(programme: Programme, person_id: UUID, monday: date) -> list[Phase]:
    """Return the phases of the programme as it begins in the week of this Monday."""
    return [
        Phase(
            person_id=person_id,
            day=monday + one.first_week * WEEK,
            until=monday + (one.last_week + 1) * WEEK - timedelta(days=1),
            name=one.name,
            aim=one.aim,
        )
        for one in programme.phases
    ]
