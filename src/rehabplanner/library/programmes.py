"""resources/programmes/*.toml -> starter weeks, ready to be put on a person's calendar."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from rehabplanner.domain.doses import Dose, read_dose
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.domain.runs import RunDose, read_run


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One thing on one weekday (0 is Monday) of a starter week."""

    weekday: int
    kind: ItemKind
    title: str = ""
    exercise_id: str | None = None
    dose: Dose | None = None
    run: RunDose | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A starter week with its name, what it is for, and its source."""

    id: str
    name: str
    summary: str
    source: str
    items: tuple[ProgrammeItem, ...]


def load_programmes(folder: Path, translate: Callable[[str], str]) -> dict[str, Programme]:
    """Return the starter weeks by id. Raises Problem for a dose that cannot be read."""
    found: dict[str, Programme] = {}
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            data = tomllib.load(stream)
        programme = Programme(
            id=data["id"],
            name=translate(data["name"]),
            summary=translate(data["summary"]),
            source=translate(data["source"]),
            items=tuple(_item(entry, translate) for entry in data["item"]),
        )
        found[programme.id] = programme
    return found


def _item(entry: Mapping[str, Any], translate: Callable[[str], str]) -> ProgrammeItem:
    return ProgrammeItem(
        weekday=entry["day"],
        kind=ItemKind(entry["kind"]),
        title=translate(entry.get("title", "")),
        exercise_id=entry.get("exercise"),
        dose=read_dose(entry["dose"]) if "dose" in entry else None,
        run=read_run(entry["run"]) if "run" in entry else None,
        note=translate(entry.get("note", "")),
    )


def plan_items(programme: Programme, person_id: UUID, monday: date) -> list[PlanItem]:
    """Return the starter week as plan items of a person for the week of this Monday."""
    positions: dict[int, int] = {}
    items = []
    for entry in programme.items:
        position = positions.get(entry.weekday, 0)
        positions[entry.weekday] = position + 1
        items.append(
            PlanItem(
                person_id=person_id,
                day=monday + timedelta(days=entry.weekday),
                kind=entry.kind,
                position=position,
                title=entry.title,
                exercise_id=entry.exercise_id,
                dose=entry.dose,
                run=entry.run,
                note=entry.note,
            )
        )
    return items
