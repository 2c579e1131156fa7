"""One course of the plan, an exercise or a series of runs, and the step it calls for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehabplanner.domain.doses import Dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.ladders import Decision, LadderKind, Ruling, Variable, decide
from rehabplanner.domain.plans import ItemKind, PlanItem, monday_of
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.progression import Limits, Verdict
from rehabplanner.domain.runs import RunDose
from rehabplanner.planning.answers import Done
from rehabplanner.planning.steps import step_dose, step_run
from rehabplanner.planning.usual import series
from rehabplanner.planning.variables import (
    changed_in_dose,
    changed_in_run,
    dose_size,
    heavier,
    is_at_top,
    run_size,
)

DAILY = 7

Amount = Dose | RunDose | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed for one course: the decision, its rule, reasons, numbers and sentence.

    `item` is the first item concerned, `changed` the items as they would be (empty where the plan
    stays as it is). `is_advised` is False for a step that is ready but waits for its turn.
    """

    subject: str
    item: PlanItem
    ladder: LadderKind
    decision: Decision
    rule_id: str
    reasons: tuple[Message, ...]
    sentence: Message
    numbers: Mapping[str, float | None]
    before: str
    after: str
    variable: Variable | None = None
    changed: tuple[PlanItem, ...] = ()
    is_advised: bool = True
    last: Done | None = None
    greens: int = 0


SENTENCES = {
    Decision.PROGRESS: marked("Your back took this well. One small step more from here."),
    Decision.HOLD: marked("The same again. Repeating a step is how bodies learn."),
    Decision.STEP_BACK: marked("One step back for now: that is the plan working, not a setback."),
    Decision.STOP: marked("Wait with this until someone has looked at your safety answers."),
}


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
            if _asks_more(self.amount(one.item), most):
                most = self.amount(one.item)
        return most

    @property
    def planned(self) -> Amount:
        """Return what asks most of the first week that is ahead."""
        week = monday_of(self.ahead[0].day)
        most = self.amount(self.ahead[0])
        for item in self.ahead:
            if monday_of(item.day) == week and _asks_more(self.amount(item), most):
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
                if monday_of(one.day) not in weeks or not _asks_more(now, amount):
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
        changed, ruling = self._changes(ruling)
        first = next((one for one in changed), self.ahead[0])
        before = self.current
        after = self.amount(first) if changed else self.planned
        is_its_word = last is not None and ruling.rule_id == last.advice.rule_id
        sentence = None
        if ruling.rule_id == "hold.none":
            sentence = Message(marked("Begin as planned. The next step follows from how it goes."))
        if last is not None and is_its_word and ruling.decision is not Decision.PROGRESS:
            sentence = last.advice.sentence
        return Proposal(
            subject=self.subject,
            item=self.ahead[0],
            ladder=self.ladder,
            decision=ruling.decision,
            rule_id=ruling.rule_id,
            reasons=ruling.reasons,
            sentence=sentence or Message(SENTENCES[ruling.decision]),
            numbers=dict(last.advice.numbers) if last else {},
            before=str(before or ""),
            after=str(after or ""),
            variable=self._variable(before, first) if changed else None,
            changed=tuple(changed),
            last=last,
            greens=len(sessions),
        )

    def _variable(self, before: Amount, first: PlanItem) -> Variable | None:
        if first.exercise_id != self.ahead[0].exercise_id:
            return Variable.EXERCISE
        after = self.amount(first)
        if isinstance(before, Dose) and isinstance(after, Dose):
            return changed_in_dose(before, after)
        if isinstance(before, RunDose) and isinstance(after, RunDose):
            return changed_in_run(before, after)
        return None

    # What would change

    def _changes(self, ruling: Ruling) -> tuple[list[PlanItem], Ruling]:
        if ruling.decision is Decision.PROGRESS:
            return self._up(ruling)
        if ruling.decision is Decision.STEP_BACK:
            return self._down(ruling)
        is_begun = bool(self.done or self.planned_before)
        if ruling.decision is Decision.HOLD and is_begun and self._plan_goes_up():
            if ruling.rule_id == "hold.count":
                text = marked("The programme goes on sooner than the rule would: you decide.")
                return [], replace(ruling, reasons=(*ruling.reasons, Message(text)))
            return self._delayed([self.current]), ruling
        return [], ruling

    def _plan_goes_up(self) -> bool:
        """Say whether the plan itself asks for more than the present step next."""
        return _asks_more(self.planned, self.current)

    def _up(self, ruling: Ruling) -> tuple[list[PlanItem], Ruling]:
        if self.planned != self.current:
            if self._plan_goes_up():
                text = marked("The plan takes this step by itself.")
                return [], replace(ruling, reasons=(*ruling.reasons, Message(text)))
            return [], _hold(ruling, "hold.planned", marked("Something easier is planned next."))
        if self._is_programmed():
            text = marked("The next step stands in the plan already.")
            return [], _hold(ruling, "hold.planned", text)
        if self.exercise is not None and self.exercise.per_week[1] >= DAILY:
            text = marked("A gentle move for every day: it may stay as it is.")
            return [], _hold(ruling, "hold.gentle", text)
        stepped = self._stepped_up()
        if stepped is None:
            text = marked("This is the top of the usual dose. A new one could take its place.")
            return [], _hold(ruling, "hold.top", text)
        return [self._with(one, stepped) for one in self._same_as_now()], ruling

    def _stepped_up(self) -> PlanItem | None:
        item, now = self.ahead[0], self.current
        if isinstance(now, RunDose):
            run = step_run(now, True)
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
        before = self._step_before()
        if before is None:
            text = marked("This is the first step: do half of it, or walk.")
            return [], replace(ruling, reasons=(*ruling.reasons, Message(text)))
        if self._is_programmed() or self._plan_goes_up():
            steps = [self.amount(before), self.current] if self._has_history() else []
            return self._delayed(steps or [self.amount(before)]), ruling
        planned = self.planned
        if planned != self.current and not _asks_more(planned, self.amount(before)):
            text = marked("The plan eases off here already.")
            return [], replace(ruling, reasons=(*ruling.reasons, Message(text)))
        return [self._with(one, before) for one in self._same_as_now()], ruling

    def _has_history(self) -> bool:
        return any(self.amount(one.item) != self.current for one in self.done)

    def _step_before(self) -> PlanItem | None:
        """Return an item one step back: the step done before, or a smaller dose."""
        item, now = self.ahead[0], self.current
        for one in reversed(self.done):
            amount = self.amount(one.item)
            if amount != now and _asks_more(now, amount):
                return self._with(item, one.item)
        if isinstance(now, RunDose):
            run = step_run(now, False)
            return replace(item, run=run) if run else None
        if not isinstance(now, Dose):
            return None
        dose = step_dose(now, False, self.exercise.dose_range if self.exercise else None)
        if dose is not None:
            return replace(item, dose=dose)
        easier = self._exercises.get(self.exercise.easier or "") if self.exercise else None
        return replace(item, exercise_id=easier.id, dose=easier.dose) if easier else None

    def _is_programmed(self) -> bool:
        """Say whether the plan ahead goes up by itself, this week or later."""
        return any(_asks_more(self.amount(item), self.planned) for item in self.ahead)

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


def _asks_more(one: Amount, other: Amount) -> bool:
    """Say whether the first asks for more than the second."""
    if isinstance(one, RunDose) and isinstance(other, RunDose):
        return run_size(one) > run_size(other)
    if isinstance(one, Dose) and isinstance(other, Dose):
        return dose_size(one) > dose_size(other)
    return False


def _hold(ruling: Ruling, rule_id: str, text: str) -> Ruling:
    return Ruling(decision=Decision.HOLD, rule_id=rule_id, reasons=(*ruling.reasons, Message(text)))
