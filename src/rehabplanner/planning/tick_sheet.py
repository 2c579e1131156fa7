"""A week's tick sheet from paper: rows of items and of pain scores, back into records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import (
    ENDURANCE,
    Completion,
    ItemKind,
    Outcome,
    PlanItem,
    week_days,
)
from rehabplanner.domain.record import Record
from rehabplanner.phrases import SEPARATOR, item_name, run_words, stance_of
from rehabplanner.wording import minutes_text

MARKS: Mapping[int, Outcome] = {1: Outcome.DONE, 2: Outcome.PARTLY, 0: Outcome.SKIPPED}
"""What a digit in the row of an item means."""

Cells = Mapping[tuple[int, int], int]
"""Digits by row and weekday."""


class RowKind(StrEnum):
    """What a row holds."""

    ITEMS = "items"
    MORNING = "morning"
    DURING = "during"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row: the items of one thing by weekday, or pain scores."""

    kind: RowKind
    name: str = ""
    items: Mapping[int, tuple[PlanItem, ...]]

    def is_open(self, weekday: int) -> bool:
        """Say whether this day's cell is filled in."""
        return self.kind is not RowKind.ITEMS or weekday in self.items


def sheet_rows(
    dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]
) -> tuple[SheetRow, ...]:
    """Return the rows of a week in the order and with the numbers of the printed sheet."""
    found: dict[str, dict[int, tuple[PlanItem, ...]]] = {}
    firsts: dict[str, PlanItem] = {}
    for item in dossier.items_of_week(monday):
        if item.kind is ItemKind.REST:
            continue
        key = _key(item)
        firsts.setdefault(key, item)
        days = found.setdefault(key, {})
        days[item.day.weekday()] = (*days.get(item.day.weekday(), ()), item)
    order = sorted(firsts, key=lambda key: _place(firsts[key], exercises))
    names = {key: _row_name(firsts[key], exercises, dossier.person.units) for key in order}
    for number, key in enumerate(_exercises_only(order, firsts), start=1):
        names[key] = f"{number}  {names[key]}"
    rows = [SheetRow(kind=RowKind.ITEMS, name=names[key], items=found[key]) for key in order]
    return (
        *rows,
        SheetRow(kind=RowKind.MORNING, items={}),
        SheetRow(kind=RowKind.DURING, items={}),
    )


def _key(item: PlanItem) -> str:
    """Return what items of one row have in common."""
    if item.kind in ENDURANCE:
        return f"{item.kind}/{item.title}/{item.run}/{item.note}"
    return f"{item.kind}/{item.exercise_id or ''}/{item.title}"


def _place(item: PlanItem, exercises: Mapping[str, Exercise]) -> tuple[int, int]:
    """Return where paper has it: exercises by body position, then runs, then habits."""
    if item.kind is ItemKind.EXERCISE:
        return 0, stance_of(exercises.get(item.exercise_id or ""))
    return (1 if item.kind in ENDURANCE else 2), 0


def _exercises_only(keys: Sequence[str], firsts: Mapping[str, PlanItem]) -> list[str]:
    return [key for key in keys if firsts[key].kind is ItemKind.EXERCISE]


def _row_name(item: PlanItem, exercises: Mapping[str, Exercise], units: Units) -> str:
    """Return the name; of a run also how long and how, which tells it from the week's others."""
    name = item_name(item, exercises.get(item.exercise_id or ""))
    if item.run is None:
        return name
    if len(item.run.blocks) > 1:
        return f"{name}, {minutes_text(item.run.minutes())}"
    return ", ".join([name, *run_words(item.run, units=units).split(SEPARATOR)[:2]])


def known_cells(
    dossier: Dossier, monday: date, rows: Sequence[SheetRow]
) -> dict[tuple[int, int], int]:
    """Return what is known of the week already."""
    digits = {outcome: digit for digit, outcome in MARKS.items()}
    done = {one.item_id: one for one in dossier.completions}
    mornings = _mornings(dossier, monday)
    cells: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows):
        for weekday, day in enumerate(week_days(monday)):
            known = [done[item.id] for item in row.items.get(weekday, ()) if item.id in done]
            if row.kind is RowKind.ITEMS and known:
                cells[number, weekday] = digits[known[0].outcome]
            elif row.kind is RowKind.MORNING and day in mornings:
                cells[number, weekday] = mornings[day].score
            elif row.kind is RowKind.DURING:
                pains = [
                    one.pain
                    for other in rows
                    for item in other.items.get(weekday, ())
                    if (one := done.get(item.id)) is not None and one.pain is not None
                ]
                if pains:
                    cells[number, weekday] = max(pains)
    return cells


def _mornings(dossier: Dossier, monday: date) -> dict[date, PainEntry]:
    days = week_days(monday)
    return {
        one.day: one
        for one in between(dossier.pains, days[0], days[-1])
        if one.moment is Moment.MORNING
    }


def sheet_records(
    dossier: Dossier, monday: date, rows: Sequence[SheetRow], cells: Cells
) -> tuple[list[Record], list[Record]]:
    """Return what is saved and what is removed so that the week says what the sheet says.

    Pain during the sessions of a day goes to each session done on it. An empty morning leaves what
    was noted.
    """
    done = {one.item_id: one for one in dossier.completions}
    mornings = _mornings(dossier, monday)
    during = {
        weekday: digit
        for (number, weekday), digit in cells.items()
        if rows[number].kind is RowKind.DURING
    }
    saved: list[Record] = []
    removed: list[Record] = []
    for number, row in enumerate(rows):
        for weekday, day in enumerate(week_days(monday)):
            digit = cells.get((number, weekday))
            if row.kind is RowKind.MORNING and digit is not None:
                entry = mornings.get(day) or PainEntry(
                    person_id=dossier.person.id, day=day, moment=Moment.MORNING, score=digit
                )
                saved.append(replace(entry, score=digit))
            for item in row.items.get(weekday, ()):
                old = done.get(item.id)
                if digit is None:
                    removed += [old] if old else []
                    continue
                outcome = MARKS[digit]
                pain = during.get(weekday) if outcome is not Outcome.SKIPPED else None
                new = old or Completion(person_id=dossier.person.id, item_id=item.id, day=item.day)
                saved.append(replace(new, outcome=outcome, pain=pain))
    return saved, removed
