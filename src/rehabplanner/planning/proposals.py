"""The next step of every exercise and run of a week: proposed with reasons, never taken unasked.

Each exercise, and each series of runs, is a course. What its last sessions call for is the pain
rule's word (`domain.progression`, `domain.ladders`). The two ladders, running and strength, take
turns; on a ladder's turn at most two exercises, or one course of runs, go one step up, and a step
changes one thing. Once a step went up, the rest of that week stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.guidance import StepDecision, StepKind
from rehabplanner.domain.ladders import Decision, LadderKind
from rehabplanner.domain.plans import ItemKind, PlanItem, monday_of
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.progression import Limits
from rehabplanner.domain.responses import mornings, week_gate
from rehabplanner.planning.answers import Answers, Done, limits_for
from rehabplanner.planning.courses import Course, subject_of
from rehabplanner.planning.proposal import SENTENCES, Proposal
from rehabplanner.planning.settled import completions_by_item
from rehabplanner.wording import say

LOOK_BACK = timedelta(weeks=10)
MOST_EXERCISES_UP = 2
LEAST_MORNINGS = 3
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekProposal:
    """What is proposed for a week: one proposal a course, and what holds the whole week."""

    monday: date
    proposals: tuple[Proposal, ...]
    gate: Message | None
    is_locked: bool
    turn: LadderKind | None
    limits: Limits

    @property
    def word(self) -> Message:
        """Return the week in a sentence."""
        kinds = {one.decision for one in self.proposals if one.is_advised}
        if self.is_locked:
            return Message(marked("Wait: a safety answer is open. Nothing goes up until then."))
        if Decision.STEP_BACK in kinds:
            return Message(marked("An easier week: one step back where it was too much."))
        if self.gate is not None:
            return Message(marked("Hold this week: mornings are up. The same again is progress."))
        if Decision.PROGRESS in kinds:
            return Message(self._up_word())
        rules = {one.rule_id for one in self.proposals}
        if rules <= {"hold.none"}:
            return Message(marked("Begin as planned. The next step follows from how it goes."))
        if "hold.review" in rules:
            return Message(marked("The same week again, and a word about the limit that fits you."))
        if "hold.easier" in rules:
            return Message(
                marked("An easier week, as planned: bodies get stronger while they rest.")
            )
        if "hold.break" in rules:
            return Message(marked("After a break: begin again where you left off."))
        if rules <= UNKNOWN:
            return Message(marked("The same week again. Your notes will show the next step."))
        return Message(marked("The same week again: your body is getting used to it."))

    def _up_word(self) -> str:
        """Return which ladder goes up: running, walking, other training, or strength."""
        ups = [one for one in self.proposals if _goes_up(one) and one.is_advised]
        kinds = {one.item.kind for one in ups}
        is_running = any(one.item.kind is ItemKind.RUN for one in self.proposals)
        if ItemKind.RUN in kinds:
            return marked("Running goes one step up; strength stays as it is.")
        if ItemKind.WALK in kinds:
            return marked("Walking goes one step up; all else stays as it is.")
        if ItemKind.CROSS in kinds:
            return marked("Other training goes one step up; all else stays as it is.")
        if is_running:
            return marked("Strength goes one step up; running stays as it is.")
        return marked("The exercises go one step up; all else stays as it is.")


UNKNOWN = frozenset(
    {"hold.none", "hold.count", "amber.no-during", "amber.no-morning", "amber.no-baseline"}
)
WAITS = marked("Ready, and next in turn: one thing changes at a time.")
EASES_OFF = marked("Something else eases off this week, so this one stays where it is.")
TAKEN = marked("This week has had its step already: one change at a time.")
EASY_WEEK = marked("Ready. This is an easier week of the plan, so it waits.")
PLAN_FIRST = marked(
    "Ready. What changes by the plan itself this week comes first: one thing at a time."
)


def propose(
    dossier: Dossier,
    monday: date,
    today: date,
    exercises: Mapping[str, Exercise],
    *,
    limits: Limits | None = None,
    is_locked: bool = False,
) -> WeekProposal:
    """Return what is proposed for the week of this Monday, as things stand today."""
    limits = limits_for(dossier, limits)
    answers = Answers(dossier, limits)
    start = max(monday, today)
    sunday = monday + timedelta(days=6)
    settled = completions_by_item(dossier.completions)
    coming = between(dossier.items, start, date.max)
    ahead = [item for item in coming if item.id not in settled]
    earlier = between(dossier.items, start - LOOK_BACK, start - timedelta(days=1))
    courses: dict[str, list[PlanItem]] = {}
    for item in ahead:
        if subject := subject_of(item):
            courses.setdefault(subject, []).append(item)
    first_day = min(start, today) - LOOK_BACK
    done: dict[str, list[Done]] = {}
    for one in answers.done(first_day, min(today, sunday)):
        if subject := subject_of(one.item):
            done.setdefault(subject, []).append(one)
    gate = current_gate(dossier, today, limits)
    found = [
        Course(
            subject,
            items,
            done.get(subject, []),
            exercises,
            planned_before=[one for one in earlier if subject_of(one) == subject],
        ).proposal(limits, gate, is_locked)
        for subject, items in courses.items()
        if items[0].day <= sunday
    ]
    turn = turn_of(dossier, exercises)
    proposals = _in_turn(found, turn, _taken(dossier, monday))
    moving = {one.ladder for one in proposals if _goes_up(one) and one.is_advised}
    return WeekProposal(
        monday=monday,
        proposals=tuple(proposals),
        gate=gate,
        is_locked=is_locked,
        turn=next(iter(moving), turn),
        limits=limits,
    )


def current_gate(dossier: Dossier, today: date, limits: Limits) -> Message | None:
    """Return why the week holds: this week if it has three mornings, else the week before."""
    monday = monday_of(today)
    near = between(dossier.pains, monday - 3 * WEEK, monday + WEEK)
    known = mornings(near)
    logged = sum(monday + timedelta(days=number) in known for number in range(7))
    if logged < LEAST_MORNINGS:
        monday -= timedelta(days=7)
    return week_gate(near, monday, limits)


def turn_of(dossier: Dossier, exercises: Mapping[str, Exercise]) -> LadderKind:
    """Return whose turn it is: the ladder that did not go up last; running begins."""
    ups = [one for one in dossier.decisions if one.kind is StepKind.PROGRESS]
    if not ups or ups[-1].subject in exercises:
        return LadderKind.RUNNING
    return LadderKind.STRENGTH


def _taken(dossier: Dossier, monday: date) -> bool:
    """Say whether a step up was taken for this week already."""
    ids = {item.id for item in dossier.items_of_week(monday)}
    return any(
        one.kind is StepKind.PROGRESS and one.item_id in ids for one in reversed(dossier.decisions)
    )


def _goes_up(proposal: Proposal) -> bool:
    return proposal.decision is Decision.PROGRESS


def _in_turn(found: Sequence[Proposal], turn: LadderKind, is_taken: bool) -> list[Proposal]:
    """Return the proposals with the steps up beyond the turn set to wait.

    A step that the plan takes by itself, or something new in it, counts as the turn of its ladder.
    """
    backs = any(_keeps_others(one) for one in found)
    if backs:
        found = [_put_off(one) if _goes_up(one) and one.waiting else one for one in found]
    planned = [one.ladder for one in found if _goes_up(one) and one.waiting]
    if any(not one.is_new for one in found):
        planned += [one.ladder for one in found if one.is_new]
    asking = [one for one in found if _goes_up(one) and one.changed and not one.waiting]
    eased = {one.ladder for one in found if one.rule_id == "hold.easier"}
    ups = {one.ladder for one in asking} - eased
    moving = None
    if ups and not backs and not is_taken:
        moving = planned[0] if planned else turn if turn in ups else next(iter(ups))
    most = MOST_EXERCISES_UP if moving is LadderKind.STRENGTH else 1
    ready = [one for one in asking if one.ladder is moving and moving not in eased]
    ready.sort(key=lambda one: -one.greens)  # what waited longest goes first
    chosen = {one.subject for one in ready[: max(0, most - len(planned))]}
    why = EASES_OFF if backs else TAKEN if is_taken else PLAN_FIRST if planned else WAITS
    return [
        replace(
            one,
            is_advised=False,
            rule_id="hold.one-at-a-time",
            reasons=(*one.reasons, Message(EASY_WEEK if one.ladder in eased else why)),
            sentence=Message(SENTENCES[Decision.HOLD]),
        )
        if one in asking and one.subject not in chosen
        else one
        for one in found
    ]


def _keeps_others(proposal: Proposal) -> bool:
    """Say whether nothing else goes up beside this one.

    A second step back for pain during this very thing does not: the mornings are calm, and the
    rest has waited a week.
    """
    if proposal.decision is Decision.STOP:
        return True
    is_own_pain = proposal.rule_id == "red.during" and proposal.reds > 1
    return proposal.decision is Decision.STEP_BACK and not is_own_pain


def _put_off(proposal: Proposal) -> Proposal:
    """Return a step that the plan would take by itself, put off by a week."""
    return replace(
        proposal,
        decision=Decision.HOLD,
        rule_id="hold.one-at-a-time",
        reasons=(*proposal.reasons[:-1], Message(EASES_OFF)),
        sentence=Message(SENTENCES[Decision.HOLD]),
        after=proposal.before,
        changed=proposal.waiting,
    )


_KINDS = {
    Decision.PROGRESS: StepKind.PROGRESS,
    Decision.HOLD: StepKind.HOLD,
    Decision.STEP_BACK: StepKind.STEP_BACK,
}


def accepted(
    proposals: Sequence[Proposal], person_id: UUID, today: date
) -> tuple[list[PlanItem], list[StepDecision]]:
    """Return the items as they are to be saved and the decisions to be kept with them."""
    items: list[PlanItem] = []
    decisions: list[StepDecision] = []
    for one in proposals:
        if not one.changed or one.decision not in _KINDS:
            continue
        items.extend(one.changed)
        decisions.append(
            StepDecision(
                person_id=person_id,
                day=today,
                kind=_KINDS[one.decision],
                subject=one.subject,
                rule_id=one.rule_id,
                before=one.before,
                after=one.after,
                reasons="\n".join(say(reason) for reason in one.reasons),
                item_id=one.changed[0].id,
            )
        )
    return items, decisions
