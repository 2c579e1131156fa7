"""Where items stand: their order within a day, copies of a week, what would be there twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from rehabplanner.domain.plans import PlanItem, copied, copied_week, monday_of, moved


def placed(
    there: Sequence[PlanItem], coming: Sequence[PlanItem], day: date, row: int | None = None
) -> list[PlanItem]:
    """Return what must be saved so that the coming items stand on the day from this row on.

    `there` are the items of that day in their order, some of which may be among the coming ones.
    New items are always returned; others only where their day or position changes.
    """
    ids = {item.id for item in coming}
    row = len(there) if row is None else max(0, min(row, len(there)))
    before = [item for item in there[:row] if item.id not in ids]
    after = [item for item in there[row:] if item.id not in ids]
    changed = []
    for position, item in enumerate([*before, *coming, *after]):
        if item.day != day:
            changed.append(moved(item, day, position))
        elif item.revision == 0 or item.position != position:
            changed.append(replace(item, position=position))
    return changed


def on_days(items: Sequence[PlanItem], coming: Iterable[PlanItem]) -> list[PlanItem]:
    """Return the new items with positions after what is on their days already."""
    last: dict[date, int] = {}
    for item in items:
        last[item.day] = max(last.get(item.day, -1), item.position)
    result = []
    for item in coming:
        last[item.day] = last.get(item.day, -1) + 1
        result.append(replace(item, position=last[item.day]))
    return result


def latest_week(items: Sequence[PlanItem], before: date) -> date | None:
    """Return the Monday of the last week before this Monday that has items; None if none has."""
    days = [item.day for item in items if item.day < before]
    return monday_of(max(days)) if days else None


def copy_of_week(items: Sequence[PlanItem], monday: date, to_monday: date) -> list[PlanItem]:
    """Return copies of one week's items for another week, day by day in their order."""
    return on_days(
        [item for item in items if monday_of(item.day) == to_monday],
        copied_week(items, monday, to_monday),
    )


def copies_for(items: Sequence[PlanItem], day: date, person_id: UUID) -> list[PlanItem]:
    """Return copies that begin on this day and keep the days between them.

    Copies for another person begin a series of their own.
    """
    if not items:
        return []
    first = min(item.day for item in items)
    made = []
    for item in items:
        copy = copied(item, day + (item.day - first))
        if item.person_id != person_id:
            copy = replace(copy, person_id=person_id, series_id=None)
        made.append(copy)
    return made


def is_same_thing(one: PlanItem, other: PlanItem) -> bool:
    """Say whether two items ask for the same thing on the same day, whatever the dose."""
    if one.day != other.day or one.kind is not other.kind:
        return False
    if one.exercise_id or other.exercise_id:
        return one.exercise_id == other.exercise_id
    return one.title == other.title


def doubles(there: Sequence[PlanItem], coming: Sequence[PlanItem]) -> set[UUID]:
    """Return the ids of coming items that are on their day already."""
    return {item.id for item in coming if any(is_same_thing(item, one) for one in there)}


def next_day(item: PlanItem, days: int = 1) -> date:
    """Return the day so many days after the item's."""
    return item.day + timedelta(days=days)
