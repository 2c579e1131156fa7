"""Made-up plans: the last weeks, this week and the next, and what came of them."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from rehabplanner.demo.people import Story
from rehabplanner.demo.weeks import RUN_WEEKDAYS
from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.plans import (
    ENDURANCE,
    Completion,
    ItemKind,
    Outcome,
    PlanItem,
    WeekNote,
    copied_week,
    monday_of,
)
from rehabplanner.domain.record import Record
from rehabplanner.domain.runs import read_run
from rehabplanner.library.library import Library
from rehabplanner.library.programmes import plan_items
from rehabplanner.wording import _

MOST_PLANNED_WEEKS = 8


def make_plans(
    story: Story, person_id: UUID, today: date, library: Library, done: Sequence[Record]
) -> list[Record]:
    """Return plan items of the last weeks, this week and the next, with completions and notes."""
    chance = random.Random(f"plan {story.name}")
    programme = library.programmes.get(story.programme)
    if programme is None:
        return []
    this_monday = monday_of(today)
    weeks = min(story.weeks - 1, MOST_PLANNED_WEEKS)
    first = this_monday - timedelta(weeks=weeks)
    week = _with_runs(story, plan_items(programme, person_id, first, weeks=1))
    records: list[Record] = []
    for number in range(weeks + 2):
        monday = first + timedelta(weeks=number)
        items = week if number == 0 else copied_week(week, first, monday)
        records.extend(items)
        records.extend(_completions(items, today, chance, done))
        if number >= weeks - 1:
            records.append(
                WeekNote(
                    person_id=person_id,
                    monday=monday,
                    purpose=_("Strong legs, easy kilometres, one longer run"),
                    message=_("Keep the pace easy enough to talk. Well done so far!"),
                )
            )
    return records


RUN_WORDS = {
    2: ("30min easy @3", "40min easy @3"),
    3: ("30min easy @3", "30min easy @3", "50min long @4"),
    4: ("40min easy @3", "35min strides @6", "30min easy @3", "70min long @4"),
    5: ("6k easy @3", "8k hills @6", "8k easy @3", "6k easy @3", "14k long @4"),
}
FRIDAY = 4
RUN_WALK_WORDS = "5w + 8x(1r/2w) + 5w @4"


def _with_runs(story: Story, week: list[PlanItem]) -> list[PlanItem]:
    """Return the week with the runs of the story in the place of its endurance and rest days."""
    if story.programme == "walk_first":
        return week
    days = RUN_WEEKDAYS[story.runs_a_week]
    kept = [
        item
        for item in week
        if item.kind not in ENDURANCE
        and not (item.kind is ItemKind.REST and item.day.weekday() in days)
        and not (item.day.weekday() == FRIDAY and FRIDAY not in days)
    ]
    first = monday_of(week[0].day)
    if FRIDAY not in days:
        friday = first + timedelta(days=FRIDAY)
        kept.append(PlanItem(person_id=week[0].person_id, day=friday, kind=ItemKind.REST))
    is_run_walk = story.programme == "run_walk_start"
    for number, weekday in enumerate(days):
        text = RUN_WALK_WORDS if is_run_walk else RUN_WORDS[story.runs_a_week][number]
        day = first + timedelta(days=weekday)
        kept.append(
            PlanItem(
                person_id=week[0].person_id,
                day=day,
                kind=ItemKind.RUN,
                position=sum(item.day == day for item in kept),
                title=_("Run-walk") if is_run_walk else "",
                run=read_run(text),
            )
        )
    return kept


def _completions(
    items: Sequence[PlanItem], today: date, chance: random.Random, done: Sequence[Record]
) -> list[Record]:
    ran = {
        one.day
        for one in done
        if isinstance(one, Activity) and one.kind in (Kind.RUN, Kind.RUN_WALK, Kind.WALK)
    }
    made: list[Record] = []
    for item in items:
        if item.day >= today or item.kind is ItemKind.REST:
            continue
        if item.kind in (ItemKind.RUN, ItemKind.WALK) and item.day not in ran:
            continue
        roll = chance.random()
        if roll > 0.86:
            continue
        completion = Completion(
            person_id=item.person_id,
            item_id=item.id,
            day=item.day,
            outcome=Outcome.DONE,
            effort=chance.choice((3, 4, 5)),
            pain=chance.choice((1, 2, 2, 3)),
        )
        if roll > 0.8:
            completion = replace(
                completion,
                outcome=Outcome.PARTLY,
                pain=5,
                reason=_("Stopped early because the back spoke up. That was right."),
            )
        made.append(completion)
    return made
