"""A plan under any order of changes, undone and redone: the file always says what the plan says."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from builders import MONDAY, PERSON_ID, a_completion, a_pain, a_person
from planning.simulated import LIBRARY
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import PlanItem
from rehabplanner.domain.problems import Problem
from rehabplanner.library.programmes import plan_items, plan_phases
from rehabplanner.planning.arranging import copy_of_week, on_days, placed
from rehabplanner.planning.checks import check_week
from rehabplanner.planning.mending import mend_for
from rehabplanner.planning.proposals import accepted, propose
from rehabplanner.planning.shifting import rest_put_in, rest_taken_out, week_again
from rehabplanner.planning.tick_sheet import known_cells, sheet_records, sheet_rows
from rehabplanner.storage.database import Database
from rehabplanner.workspace import Workspace

DAYS = st.integers(min_value=0, max_value=13)
PICKS = st.integers(min_value=0, max_value=200)
WEEK = timedelta(days=7)


class PlanMachine(RuleBasedStateMachine):
    """Changes, undo and redo over a real file; each state is remembered to be compared."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "plan.sqlite"
        self.database = Database.open(path, backups=Path(self.folder.name) / "backups")
        self.workspace = Workspace(self.database)
        self.workspace.save("Add", a_person())
        programme = LIBRARY.programmes["run_walk_12_weeks"]
        items = plan_items(programme, PERSON_ID, MONDAY, weeks=3)
        mornings = [a_pain(1, MONDAY - timedelta(days=n), Moment.MORNING) for n in range(8)]
        phases = plan_phases(programme, PERSON_ID, MONDAY)
        self.workspace.save("Programme", *items, *phases, *mornings)
        self.past = [self.said()]
        self.future: list[Any] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    @property
    def dossier(self) -> Dossier:
        found = self.workspace.dossier(PERSON_ID)
        assert found is not None
        return found

    def said(self, dossier: Dossier | None = None) -> Any:
        found = dossier or self.dossier
        kinds = (found.items, found.completions, found.pains, found.phases, found.decisions)
        return [{one.id: replace(one, revision=0) for one in kind} for kind in kinds]

    def change(self, label: str, saved: Any = (), removed: Any = ()) -> None:
        before = self.said()
        self.workspace.change(label, saved=saved, removed=removed)
        if self.said() != before:
            self.past.append(self.said())
            self.future.clear()

    def pick(self, number: int) -> PlanItem | None:
        items = self.dossier.items
        return items[number % len(items)] if items else None

    @rule(number=PICKS, day=DAYS)
    def move(self, number: int, day: int) -> None:
        item, target = self.pick(number), MONDAY + timedelta(days=day)
        if item is not None:
            there = [one for one in self.dossier.items if one.day == target]
            self.change("Move", placed(there, [item], target, 0))

    @rule(number=PICKS)
    def remove(self, number: int) -> None:
        item = self.pick(number)
        if item is not None:
            done = [one for one in self.dossier.completions if one.item_id == item.id]
            self.change("Remove", removed=[item, *done])

    @rule(number=PICKS, pain=st.integers(min_value=0, max_value=6))
    def tick(self, number: int, pain: int) -> None:
        item = self.pick(number)
        if item is not None and self.dossier.completion(item.id) is None:
            morning = a_pain(1, item.day + timedelta(days=1), Moment.MORNING)
            self.change("Done", [a_completion(item, pain=pain), morning])

    @rule()
    def copy_week(self) -> None:
        coming = copy_of_week(self.dossier.items, MONDAY, MONDAY + 3 * WEEK)
        if len(self.dossier.items) < 80:
            self.change("Copy", coming)

    @rule()
    def repeat_week(self) -> None:
        if len(self.dossier.items) < 80:
            self.change("Repeat", on_days((), week_again(self.dossier.items, MONDAY, 1)))

    @rule(day=DAYS)
    def put_in_rest(self, day: int) -> None:
        settled = {one.item_id for one in self.dossier.completions}
        when = MONDAY + timedelta(days=day)
        self.change("Rest", rest_put_in(self.dossier.items, when, PERSON_ID, settled))

    @rule(day=DAYS)
    def take_out_rest(self, day: int) -> None:
        settled = {one.item_id for one in self.dossier.completions}
        try:
            found = rest_taken_out(self.dossier.items, MONDAY + timedelta(days=day), settled)
        except Problem:
            return
        self.change("Out", *found)

    @rule(week=st.integers(min_value=0, max_value=2))
    def take_steps(self, week: int) -> None:
        monday = MONDAY + week * WEEK
        found = propose(self.dossier, monday, monday, LIBRARY.exercises)
        items, decisions = accepted(found.proposals, PERSON_ID, monday)
        self.change("Steps", [*items, *decisions])

    @rule(week=st.integers(min_value=0, max_value=2))
    def mend(self, week: int) -> None:
        where = (MONDAY + week * WEEK, MONDAY, LIBRARY.exercises)
        for finding in check_week(self.dossier, *where)[:1]:
            mend = mend_for(finding, self.dossier, *where)
            if mend is not None:
                self.change("Mend", mend.saved, mend.removed)

    @rule(digit=st.integers(min_value=0, max_value=2))
    def paper(self, digit: int) -> None:
        rows = sheet_rows(self.dossier, MONDAY, LIBRARY.exercises)
        cells = known_cells(self.dossier, MONDAY, rows)
        cells |= {(0, day): digit for day in range(7) if rows[0].is_open(day)}
        self.change("Paper", *sheet_records(self.dossier, MONDAY, rows, cells))

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.past.append(self.future.pop())

    @invariant()
    def the_plan_is_what_it_was_and_the_file_says_the_same(self) -> None:
        assert self.said() == self.past[-1]
        read_anew = Workspace(self.database).dossier(PERSON_ID)
        assert read_anew == self.dossier


TestPlanMachine = PlanMachine.TestCase
TestPlanMachine.settings = settings(max_examples=15, stateful_step_count=14, deadline=None)
