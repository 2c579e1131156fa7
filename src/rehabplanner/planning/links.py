"""What was done beside what was planned: same day and kind, in the order of the day.

An activity that names its plan item is linked; one that was linked or freed by hand is never
matched by rule. A match is shown, not stored, until a person confirms it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from rehabplanner.domain.activities import RUNNING, Activity, Kind
from rehabplanner.domain.plans import ItemKind, PlanItem

FITS: Mapping[ItemKind, frozenset[Kind]] = {
    ItemKind.RUN: RUNNING,
    ItemKind.WALK: frozenset({Kind.WALK, Kind.HIKE}),
    ItemKind.CROSS: frozenset({Kind.CYCLE, Kind.SWIM, Kind.OTHER}),
    ItemKind.EXERCISE: frozenset({Kind.STRENGTH, Kind.MOBILITY}),
}
UNKNOWN_DISTANCE = 1.0
HAND_REACH = timedelta(days=14)
"""A hand link may reach so far from the planned day."""


@dataclass(frozen=True, slots=True)
class Link:
    """The activity beside a plan item; `is_certain` where it is stored, not only a match."""

    activity: Activity
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Links:
    """Links by the plan item's id, and the activities that belong to no item."""

    by_item: Mapping[UUID, Link]
    unplanned: tuple[Activity, ...]


def link(items: Sequence[PlanItem], activities: Iterable[Activity]) -> Links:
    """Return which activity stands beside which item.

    Items are sorted by day and position, activities by day and start, and they are paired in this
    order. Where several fit on one day, the pairs nearest in amount come first.
    """
    known = {item.id for item in items}
    by_item: dict[UUID, Link] = {}
    free: list[Activity] = []
    for activity in activities:
        if activity.planned_id in known and activity.planned_id is not None:
            by_item.setdefault(activity.planned_id, Link(activity, is_certain=True))
        else:
            free.append(activity)
    pairs = [
        (_distance(item, activity), item, activity)
        for item in items
        for activity in free
        if item.id not in by_item and _may_match(item, activity)
    ]
    taken: set[UUID] = set()
    for _far, item, activity in sorted(pairs, key=lambda pair: pair[0]):
        if item.id not in by_item and activity.id not in taken:
            by_item[item.id] = Link(activity, is_certain=False)
            taken.add(activity.id)
    return Links(by_item, tuple(one for one in free if one.id not in taken))


def candidates(activity: Activity, items: Iterable[PlanItem]) -> list[PlanItem]:
    """Return the items that a person may link the activity to, the nearest days first."""
    fitting = [
        item
        for item in items
        if activity.kind in FITS.get(item.kind, frozenset())
        and abs(item.day - activity.day) <= HAND_REACH
    ]
    return sorted(fitting, key=lambda item: (abs(item.day - activity.day), item.position))


def _may_match(item: PlanItem, activity: Activity) -> bool:
    return (
        activity.day == item.day
        and item.kind is not ItemKind.EXERCISE
        and activity.kind in FITS.get(item.kind, frozenset())
        and not activity.is_linked_by_hand
        and activity.planned_id is None
    )


def _distance(item: PlanItem, activity: Activity) -> float:
    planned_m = item.run.distance_m if item.run else None
    if planned_m and activity.distance_m is not None:
        return abs(activity.distance_m - planned_m) / planned_m
    minutes = item.planned_minutes
    if minutes and activity.duration_s is not None:
        return abs(activity.duration_s / 60 - minutes) / minutes
    return UNKNOWN_DISTANCE
