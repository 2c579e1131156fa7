"""A day put in or taken out, and everything after it moved along; a week said again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from rehabplanner.domain.guidance import Phase
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.planning.arranging import copy_of_week

WEEK = timedelta(days=7)
ONE = timedelta(days=1)


def rest_put_in(
    items: Sequence[PlanItem], day: date, person_id: UUID, settled: Collection[UUID]
) -> list[PlanItem]:
    """Return what is saved so that the day is a rest day and all after it comes a day later.

    What is settled (done, skipped) stays where it is.
    """
    rest = PlanItem(person_id=person_id, day=day, kind=ItemKind.REST)
    moved = [_shifted(one, ONE) for one in items if one.day >= day and one.id not in settled]
    return [rest, *moved]


def rest_taken_out(
    items: Sequence[PlanItem], day: date, settled: Collection[UUID]
) -> tuple[list[PlanItem], list[PlanItem]]:
    """Return what is saved and what is removed so that the rest day goes and all moves up a day.

    Raises Problem where the day asks for something else as well.
    """
    of_day = [one for one in items if one.day == day]
    if any(one.kind is not ItemKind.REST for one in of_day):
        raise Problem("day", marked("This day holds more than rest. Move that first."))
    moved = [_shifted(one, -ONE) for one in items if one.day > day and one.id not in settled]
    return moved, of_day


def _shifted(item: PlanItem, by: timedelta) -> PlanItem:
    return replace(item, day=item.day + by, first_day=item.first_day or item.day)


def week_again(items: Sequence[PlanItem], monday: date, times: int) -> list[PlanItem]:
    """Return copies of a week for the next so many weeks."""
    made: list[PlanItem] = []
    for number in range(1, times + 1):
        made += copy_of_week([*items, *made], monday, monday + number * WEEK)
    return made


def phase_words(phase: Phase, monday: date) -> tuple[int, int]:
    """Return which week of a phase this is (from 1), and how many it has."""
    first = phase.day - timedelta(days=phase.day.weekday())
    last = phase.until - timedelta(days=phase.until.weekday())
    return (monday - first).days // 7 + 1, (last - first).days // 7 + 1
