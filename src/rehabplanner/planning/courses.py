"""One course of the plan, an exercise or a series of runs, and the step it calls for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from rehabplanner.domain.doses import Dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.ladders import Decision, LadderKind, Ruling, Variable, decide
from rehabplanner.domain.plans import ItemKind, PlanItem, monday_of
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.progression import Limits, Verdict
from rehabplanner.domain.runs import RunDose
from rehabplanner.planning import reviews
from rehabplanner.planning.answers import Done
from rehabplanner.planning.proposal import Proposal, sentence_for
from rehabplanner.planning.steps import SHARE, WALK_SHARE, step_dose, step_run
from rehabplanner.planning.usual import series
from rehabplanner.planning.variables import (
    asks_more,
    changed_in_dose,
    changed_in_run,
    heavier,
    is_at_top,
    longest_bout,
    share_of,
)
from rehabplanner.wording import day_text

DAILY = 7
CALM = "calm"
"""The group of breath and rest: no load, so it stands on no ladder."""
EASED = 0.8
"""A first step back leaves at most this share: less than a fifth off would not be felt."""

Amount = Dose | RunDose | None


def subject_of(item: PlanItem) -> str | None:
    """Return the course of an item: the exercise, or the series of a run; None for neither."""
    if item.kind is ItemKind.EXERCISE:
        return item.exercise_id
    return str(series(item)) if item.run is not None else None


class Course:
    """One exercise or one series of runs: what was done of it and what is ahead."""

    def __init__(
        self,
        subject: str,
        ahead: Sequence[PlanItem],
        done: Sequence[Done],
        exercises: Mapping[str, Exercise],
        planned_before: Sequence[PlanItem] = (),
    ) -> None:
        self.subject = subject
        self.planned_before = list(planned_before)
        self.ahead = list(ahead)
        self.done = sorted(done, key=lambda one: (one.day, one.item.position))
        self._exercises = exercises
        self.exercise = exercises.get(subject)

    @property
    def ladder(self) -> LadderKind:
        """Return which ladder it stands on."""
        is_exercise = self.ahead[0].kind is ItemKind.EXERCISE
        return LadderKind.STRENGTH if is_exercise else LadderKind.RUNNING

    def amount(self, item: PlanItem) -> Amount:
        """Return the dose or the run of an item."""
        if item.run is not None:
            return item.run
        return item.dose or (self.exercise.dose if self.exercise else None)

    @property
    def current(self) -> Amount:
        """Return the present step; where nothing was done, the one that was planned first.

        It is the last session's. Where that was good and earlier sessions of the same week were
        good too, it is what asked most of them: lighter days belong to the step of their week.
        """
        if not self.done:
            return self.amount([*self.planned_before, *self.ahead][0])
        week = monday_of(self.done[-1].day)
        most = self.amount(self.done[-1].item)
        for one in reversed(self.done):
            if monday_of(one.day) != week or one.advice.verdict is not Verdict.GREEN:
                break
            if asks_more(self.amount(one.item), most):
                most = self.amount(one.item)
        return most

    @property
    def planned(self) -> Amount:
        """Return what asks most of the first week that is ahead."""
        week = monday_of(self.ahead[0].day)
        most = self.amount(self.ahead[0])
        for item in self.ahead:
            if monday_of(item.day) == week and asks_more(self.amount(item), most):
                most = self.amount(item)
        return most

    def on_this_step(self) -> list[Done]:
        """Return the latest sessions on the present step, oldest first.

        A lighter day of a week on this step neither counts nor breaks the row, unless it was
        not good: then it is one of them.
        """
        now = self.current
        weeks = {monday_of(one.day) for one in self.done if self.amount(one.item) == now}
        found: list[Done] = []
        for one in reversed(self.done):
            amount = self.amount(one.item)
            if amount != now:
                if monday_of(one.day) not in weeks or not asks_more(now, amount):
                    break
                if one.advice.verdict is Verdict.GREEN:
                    continue
            found.insert(0, one)
        return found

    def proposal(self, limits: Limits, gate: Message | None, is_locked: bool) -> Proposal:
        """Return what the sessions on this step call for."""
        sessions = self.on_this_step()
        advices = [one.advice for one in sessions]
        ruling = decide(advices, limits, gate=gate, is_locked=is_locked)
        last = sessions[-1] if sessions else None
        ruling = self._looked_at(ruling, sessions, limits)
        changed, ruling = self._changes(ruling)
        first = next((one for one in changed), self.ahead[0])
        before = self.current
        after = self.amount(first) if changed else self.planned
        is_plans_own = ruling.decision is Decision.PROGRESS and self._plan_goes_up()
        return Proposal(
            subject=self.subject,
            item=self.ahead[0],
            ladder=self.ladder,
            decision=ruling.decision,
            rule_id=ruling.rule_id,
            reasons=ruling.reasons,
            sentence=sentence_for(ruling, last, is_often=len(self.planned_before) >= reviews.OFTEN),
            numbers=dict(last.advice.numbers) if last else {},
            before=str(before or ""),
            after=str(after or ""),
            variable=self._variable(before, first) if changed else None,
            changed=tuple(changed),
            last=last,
            greens=len(sessions),
            waiting=tuple(self._delayed([before])) if is_plans_own else (),
            reds=reviews.reds_in_a_row(self.done),
            is_new=self._is_new(),
        )

    def _is_new(self) -> bool:
        """Say whether a run or an exercise begins here that is more than a gentle move."""
        if self.done or self.planned_before:
            return False
        if self.exercise is None:
            return self.ahead[0].kind is ItemKind.RUN
        return self.exercise.group != CALM and self.exercise.per_week[1] < DAILY

    def _looked_at(self, ruling: Ruling, sessions: Sequence[Done], limits: Limits) -> Ruling:
        """Return the ruling with what it cannot know: breaks, calm things, what leads nowhere."""
        if ruling.decision is Decision.STOP:
            return ruling
        if not sessions:
            days = [one.day for one in self.planned_before]
            return reviews.with_reason(ruling, reviews.often_planned(days))
        if self.exercise is not None and self.exercise.group == CALM:
            text = marked("This is no load for your back: it stays as it is.")
            return Ruling(decision=Decision.HOLD, rule_id="hold.gentle", reasons=(Message(text),))
        if over := reviews.percent_over(sessions[-1]):
            text = marked(
                "The last one was {percent} % longer than planned; steps start from the plan."
            )
            ruling = reviews.with_reason(ruling, Message(text, {"percent": over}))
        if ruling.decision is Decision.STEP_BACK:
            return reviews.looked_back(ruling, self.done, limits)
        if ruling.rule_id == "amber.during":
            return reviews.with_reason(ruling, reviews.long_within(sessions))
        if ruling.rule_id not in ("green", "hold.count"):
            return ruling
        days_off = (self.ahead[0].day - self.done[-1].day).days
        if days_off > limits.fresh_days:
            text = marked("{days} days since the last session: the same step first, then on.")
            return _hold(ruling, "hold.break", text, days=days_off)
        if (risen := reviews.risen(sessions, limits)) is not None:
            return Ruling(decision=Decision.HOLD, rule_id="hold.rise", reasons=(risen,))
        if ruling.rule_id == "green":
            return reviews.with_reason(ruling, reviews.greens_told(sessions))
        return self._as_often_as_planned(ruling, sessions, limits)

    def _as_often_as_planned(
        self, ruling: Ruling, sessions: Sequence[Done], limits: Limits
    ) -> Ruling:
        """Return the ruling for a programme that plans a step less often than the rule asks."""
        now = self.current
        own = [one for one in sessions if self.amount(one.item) == now]
        planned = max(self._times_planned(now), len(own))
        is_all_done = len(own) >= planned and all(
            one.advice.verdict is Verdict.GREEN for one in own
        )
        if not self._plan_goes_up() or planned >= limits.green_sessions or not is_all_done:
            return ruling
        text = marked("The programme plans this step only so often. It may wait: you decide.")
        reasons = (*ruling.reasons, reviews.greens_told(sessions), Message(text))
        return Ruling(decision=Decision.PROGRESS, rule_id="green.planned", reasons=reasons)

    def _variable(self, before: Amount, first: PlanItem) -> Variable | None:
        if first.exercise_id != self.ahead[0].exercise_id:
            return Variable.EXERCISE
        after = self.amount(first)
        if isinstance(before, Dose) and isinstance(after, Dose):
            return changed_in_dose(before, after)
        if isinstance(before, RunDose) and isinstance(after, RunDose):
            return changed_in_run(before, after)
        return None

    def _times_planned(self, now: Amount) -> int:
        """Return how often a step was planned in the last weeks in a row that have it."""
        weeks: dict[date, int] = {}
        for item in self.planned_before:
            week = monday_of(item.day)
            weeks[week] = weeks.get(week, 0) + (self.amount(item) == now)
        return sum(takewhile(bool, reversed(weeks.values())))

    # What would change

    def _changes(self, ruling: Ruling) -> tuple[list[PlanItem], Ruling]:
        if ruling.decision is Decision.PROGRESS:
            return self._up(ruling)
        if ruling.decision is Decision.STEP_BACK:
            return self._down(ruling)
        is_begun = bool(self.done or self.planned_before)
        if ruling.decision is Decision.HOLD and is_begun and self._plan_goes_up():
            return self._delayed([self.current]), ruling
        if ruling.rule_id == "hold.count" and asks_more(self.current, self.planned):
            return [], self._as_planned(ruling)
        return [], ruling

    def _plan_goes_up(self) -> bool:
        """Say whether the plan itself asks for more than the present step next."""
        return asks_more(self.planned, self.current)

    def _up(self, ruling: Ruling) -> tuple[list[PlanItem], Ruling]:
        if self._plan_goes_up():
            missed = self._missed()
            if missed is not None:
                text = marked("This step was planned and not done: it comes first, the rest later.")
                return self._delayed([missed]), reviews.with_reason(ruling, Message(text))
            text = marked("The plan takes this step by itself.")
            eased = reviews.eased_from(self.done, self.current, self.ahead[0].day)
            return [], reviews.with_reason(ruling, Message(text), eased)
        if self.planned != self.current:
            return [], self._as_planned(ruling)
        if (later := self._next_in_plan()) is not None:
            text = marked("The next step stands in the plan already, on {day}.")
            day = day_text(later.day, year=False)
            return [], _hold(ruling, "hold.planned", text, day=day)
        if self.exercise is not None and self.exercise.per_week[1] >= DAILY:
            text = marked("A gentle move for every day: it may stay as it is.")
            return [], _hold(ruling, "hold.gentle", text)
        stepped = self._stepped_up()
        if stepped is None:
            text = marked("This is the top of the usual dose. A new one could take its place.")
            return [], _hold(ruling, "hold.top", text)
        return [self._with(one, stepped) for one in self._same_as_now()], ruling

    def _as_planned(self, ruling: Ruling) -> Ruling:
        """Return the ruling where the plan asks for something else, and not for more."""
        now, planned = self.current, self.planned
        is_longer = (
            isinstance(now, RunDose)
            and isinstance(planned, RunDose)
            and longest_bout(planned) > longest_bout(now)
        )
        if is_longer:
            text = marked("Less running in all comes next, with fewer breaks: as the plan says.")
            return _hold(ruling, "hold.planned", text)
        if asks_more(now, planned):
            return _hold(ruling, "hold.easier", marked("Something easier is planned next."))
        return _hold(ruling, "hold.planned", marked("Something different is planned next."))

    def _missed(self) -> Amount:
        """Return the first step between the present and the planned one that was never done."""
        last = self.done[-1].day
        weeks: dict[date, Amount] = {}
        for item in self.planned_before:
            if item.day > last:
                week, amount = monday_of(item.day), self.amount(item)
                if week not in weeks or asks_more(amount, weeks[week]):
                    weeks[week] = amount
        for amount in weeks.values():
            if asks_more(amount, self.current) and asks_more(self.planned, amount):
                return amount
        return None

    def _next_in_plan(self) -> PlanItem | None:
        """Return the first item ahead that asks for more than the plan of the first week."""
        planned = self.planned
        return next((one for one in self.ahead if asks_more(self.amount(one), planned)), None)

    def _stepped_up(self) -> PlanItem | None:
        item, now = self.ahead[0], self.current
        if isinstance(now, RunDose):
            run = step_run(now, True, self._share)
            return replace(item, run=run) if run else None
        if not isinstance(now, Dose):
            return None
        usual = self.exercise.dose_range if self.exercise else None
        if usual is not None and is_at_top(now, usual):
            if (more := heavier(now)) is not None:
                return replace(item, dose=more)
            harder = self._exercises.get(self.exercise.harder or "") if self.exercise else None
            if harder is None:
                return None
            return replace(item, exercise_id=harder.id, dose=harder.dose, title="")
        dose = step_dose(now, True, usual)
        return replace(item, dose=dose) if dose else None

    def _down(self, ruling: Ruling) -> tuple[list[PlanItem], Ruling]:
        if self.done and reviews.percent_over(self.done[-1]):
            text = marked("Going back to what was planned is the step back.")
            changed = self._delayed([self.current]) if self._plan_goes_up() else []
            return changed, reviews.with_reason(ruling, Message(text))
        before = self._step_before()
        if before is None:
            text = marked("This is the first step: do half of it, or walk.")
            return [], reviews.with_reason(ruling, Message(text))
        if self._plan_goes_up():
            return self._delayed([self.amount(before), self.current]), ruling
        if self._next_in_plan() is not None:
            return self._delayed([self.amount(before)]), ruling
        planned = self.planned
        if planned != self.current and not asks_more(planned, self.amount(before)):
            text = marked("The plan eases off here already.")
            return [], reviews.with_reason(ruling, Message(text))
        return [self._with(one, before) for one in self._same_as_now()], ruling

    def _step_before(self) -> PlanItem | None:
        """Return an item one step back: the step done before, or a dose about a fifth smaller."""
        item, now = self.ahead[0], self.current
        for one in reversed(self.done):
            amount = self.amount(one.item)
            if amount != now and asks_more(now, amount):
                return self._with(item, one.item)
        smaller = self._smaller()
        if isinstance(smaller, RunDose):
            return replace(item, run=smaller)
        if isinstance(smaller, Dose):
            return replace(item, dose=smaller)
        easier = self._exercises.get(self.exercise.easier or "") if self.exercise else None
        return replace(item, exercise_id=easier.id, dose=easier.dose) if easier else None

    def _smaller(self) -> Amount:
        """Return the dose so many small steps down that it is felt, None where none is smaller."""
        now = self.current
        found: Amount = None
        while found is None or share_of(found, now) > EASED:
            one = found or now
            lower: Amount = None
            if isinstance(one, RunDose):
                lower = step_run(one, False, self._share)
            elif isinstance(one, Dose):
                lower = step_dose(one, False, self.exercise.dose_range if self.exercise else None)
            if lower is None:
                return found
            found = lower
        return found

    @property
    def _share(self) -> float:
        return SHARE if self.ahead[0].kind is ItemKind.RUN else WALK_SHARE

    def _same_as_now(self) -> list[PlanItem]:
        planned = self.planned
        return [item for item in self.ahead if self.amount(item) == planned]

    def _with(self, item: PlanItem, step: PlanItem) -> PlanItem:
        return replace(item, run=step.run, dose=step.dose, exercise_id=step.exercise_id)

    def _delayed(self, steps: Sequence[Amount]) -> list[PlanItem]:
        """Return the items ahead with these steps first, a week each, and the rest put off."""
        weeks: dict[date, list[PlanItem]] = {}
        for item in self.ahead:
            weeks.setdefault(monday_of(item.day), []).append(item)
        plans = [[self.amount(item) for item in items] for items in weeks.values()]
        queue = [[step] for step in steps] + plans
        changed = []
        for items, amounts in zip(weeks.values(), queue, strict=False):
            for number, item in enumerate(items):
                amount = amounts[min(number, len(amounts) - 1)]
                if amount != self.amount(item):
                    changed.append(_carrying(item, amount))
        return changed


def _carrying(item: PlanItem, amount: Amount) -> PlanItem:
    if isinstance(amount, RunDose):
        return replace(item, run=amount)
    return replace(item, dose=amount)


def _hold(ruling: Ruling, rule_id: str, text: str, **values: object) -> Ruling:
    return Ruling(
        decision=Decision.HOLD, rule_id=rule_id, reasons=(*ruling.reasons, Message(text, values))
    )
