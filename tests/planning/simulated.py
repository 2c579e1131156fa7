"""Six simulated weeks of a person on a plan: what is planned, how the body answers, what follows.

Each day is lived in order: the plan's items are done and noted, the next morning is noted, and on
Monday the proposals of the week are taken as advised.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from builders import MONDAY, PERSON_ID, a_person
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.plans import Completion, ItemKind, Outcome, PlanItem
from rehabplanner.library.library import Library
from rehabplanner.library.programmes import plan_items, plan_phases
from rehabplanner.paths import resources
from rehabplanner.phrases import item_name, item_words
from rehabplanner.planning.arranging import copy_of_week
from rehabplanner.planning.proposals import WeekProposal, accepted, propose
from rehabplanner.planning.rule_names import rule_name
from rehabplanner.wording import say

LIBRARY = Library(resources(), str)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Felt:
    """Pain during a session and the next morning; None where it was not noted."""

    during: int | None = 1
    morning: int | None = 1
    outcome: Outcome = Outcome.DONE


Answers = Callable[[PlanItem, int], Felt]
"""How the body answers an item in a week (0 is the first)."""


@dataclass
class Life:
    """A person on a plan, day by day."""

    dossier: Dossier
    monday: date
    weeks: list[WeekProposal] = field(default_factory=list)

    def add(self, records: Iterable[object]) -> None:
        self.dossier = self.dossier.changed(saved=records)

    def live(self, weeks: int, answers: Answers, *, copies: bool = False) -> None:
        """Live so many weeks; `copies` plans each week as a copy of the one before."""
        for number in range(weeks):
            monday = self.monday + number * WEEK
            if copies and number and not self.dossier.items_of_week(monday):
                self.add(copy_of_week(self.dossier.items, monday - WEEK, monday))
            week = propose(self.dossier, monday, monday, LIBRARY.exercises, limits=LIBRARY.limits)
            self.weeks.append(week)
            taken = [one for one in week.proposals if one.is_advised]
            items, decisions = accepted(taken, PERSON_ID, monday)
            self.add([*items, *decisions])
            for item in self.dossier.items_of_week(monday):
                self._do(item, answers(item, number))

    def _do(self, item: PlanItem, felt: Felt) -> None:
        if item.kind in (ItemKind.REST, ItemKind.HABIT):
            return
        self.add(
            [
                Completion(
                    person_id=PERSON_ID,
                    item_id=item.id,
                    day=item.day,
                    outcome=felt.outcome,
                    pain=felt.during,
                )
            ]
        )
        if felt.morning is not None:
            self.add([a_morning(item.day + DAY, felt.morning)])

    def printed(self) -> str:
        """Return what was proposed week by week, to be read by a clinician."""
        lines = []
        for number, week in enumerate(self.weeks, 1):
            lines.append(f"Week {number}: {say(week.word)}")
            for one in week.proposals:
                item = one.changed[0] if one.changed else one.item
                exercise = LIBRARY.exercises.get(item.exercise_id or "")
                mark = "" if one.is_advised else " (waits)"
                lines.append(
                    f"  {one.decision.value}{mark}: {item_name(item, exercise)},"
                    f" {item_words(item, exercise)} [{say(rule_name(one.rule_id))}]"
                )
                lines.extend(f"      {say(reason)}" for reason in one.reasons)
        return "\n".join(lines)


def a_morning(day: date, score: int) -> PainEntry:
    """Return a morning score; the id makes a second one of the day replace the first."""
    return PainEntry(person_id=PERSON_ID, day=day, moment=Moment.MORNING, score=score)


def begin(programme_id: str, usual_morning: int = 1, **person: object) -> Life:
    """Return a person at the start of a shipped programme, with ten mornings known."""
    monday = MONDAY
    programme = LIBRARY.programmes[programme_id]
    mornings = [a_morning(monday - number * DAY, usual_morning) for number in range(10)]
    records = [
        *plan_items(programme, PERSON_ID, monday),
        *plan_phases(programme, PERSON_ID, monday),
        *mornings,
    ]
    return Life(make_dossier(replace(a_person(), **person), records), monday)


def good(_item: PlanItem, _week: int) -> Felt:
    """Answer everything with little pain and a calm morning."""
    return Felt()
