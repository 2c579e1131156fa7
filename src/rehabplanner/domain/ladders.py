"""Twin ladders, one of running and one of strength: the next step, one change at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.domain.progression import Advice, Limits, Verdict


class LadderKind(StrEnum):
    """The two ladders of a plan."""

    RUNNING = "running"
    STRENGTH = "strength"


class Variable(StrEnum):
    """What one step changes."""

    MINUTES = "minutes of running"
    BOUT = "minutes without a break"
    DISTANCE = "distance"
    FREQUENCY = "sessions a week"
    SPEED = "speed"
    HILLS = "hills"
    SETS = "sets"
    REPS = "repetitions"
    WEIGHT = "weight"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder: its name, and the value of each variable."""

    name: str
    values: Mapping[Variable, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Steps from easy to hard, each of which changes one variable only."""

    id: str
    kind: LadderKind
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        """Refuse an empty ladder, or a step that changes none or several variables at once."""
        if not self.rungs:
            raise Problem("rungs", marked("A ladder needs at least one step."))
        for number in range(1, len(self.rungs)):
            if len(self._changes(number)) != 1:
                text = marked("Step {number} must change one thing only.")
                raise Problem("rungs", text, number=number + 1)

    def changed(self, number: int) -> Variable:
        """Return the variable that the step up to this rung (from 1) changes."""
        return self._changes(number)[0]

    def _changes(self, number: int) -> list[Variable]:
        before, now = self.rungs[number - 1].values, self.rungs[number].values
        return [one for one in Variable if before.get(one) != now.get(one)]


class Decision(StrEnum):
    """What to do on a ladder."""

    PROGRESS = "progress"
    HOLD = "hold"
    STEP_BACK = "step back"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A suggested rung, with the reasons and the rule; nothing changes without a person's word."""

    decision: Decision
    rung: int
    variable: Variable | None = None
    rule_id: str
    reasons: tuple[Message, ...]


def next_step(
    ladder: Ladder,
    rung: int,
    advices: Sequence[Advice],
    limits: Limits | None = None,
    *,
    gate: Message | None = None,
    is_locked: bool = False,
) -> Step:
    """Return the step after the sessions done on this rung (oldest first).

    A lock or a safety answer stops; red goes back one; amber, a gated week or too few green
    sessions in a row hold; else one step up. Raises Problem for a rung that is not there.
    """
    limits = limits or Limits()
    if not 0 <= rung < len(ladder.rungs):
        raise Problem("rung", marked("This ladder has {count} steps."), count=len(ladder.rungs))
    last = advices[-1] if advices else None
    if is_locked or (last and last.rule_id == "safety"):
        text = marked("The plan waits until someone has looked at your safety answers.")
        return _step(Decision.STOP, rung, "safety", Message(text))
    if last is None:
        text = marked("No session on this step yet.")
        return _step(Decision.HOLD, rung, "hold.none", Message(text))
    if last.verdict is Verdict.RED:
        return _back(rung, last)
    if last.verdict in (Verdict.AMBER, Verdict.SAFETY):
        return _step(Decision.HOLD, rung, last.rule_id, *last.reasons)
    if gate is not None:
        return _step(Decision.HOLD, rung, "week", gate)
    greens = _greens(advices)
    count = {"done": greens, "needed": limits.green_sessions}
    if greens < limits.green_sessions:
        text = marked("{done} of {needed} good sessions in a row on this step.")
        return _step(Decision.HOLD, rung, "hold.count", Message(text, count))
    if rung == len(ladder.rungs) - 1:
        text = marked("You are on the last step of this ladder. Well done.")
        return _step(Decision.HOLD, rung, "hold.top", Message(text))
    text = marked("{done} good sessions in a row, {needed} were needed.")
    up = _step(Decision.PROGRESS, rung + 1, "green", Message(text, count))
    return replace(up, variable=ladder.changed(rung + 1))


def one_at_a_time(steps: Mapping[LadderKind, Step], first: LadderKind) -> dict[LadderKind, Step]:
    """Return the steps of the twin ladders with at most one going up: `first` has its turn.

    If either ladder goes back or stops, the other does not go up.
    """
    downs = any(one.decision in (Decision.STEP_BACK, Decision.STOP) for one in steps.values())
    ups = [kind for kind, one in steps.items() if one.decision is Decision.PROGRESS]
    chosen = None if downs or not ups else first if first in ups else ups[0]
    text = marked("One change at a time: the other ladder moves first.")
    if downs:
        text = marked("The other ladder eases off, so this one stays where it is.")
    return {
        kind: _step(Decision.HOLD, one.rung - 1, "hold.one-at-a-time", Message(text))
        if kind in ups and kind is not chosen
        else one
        for kind, one in steps.items()
    }


def _back(rung: int, last: Advice) -> Step:
    if rung > 0:
        return _step(Decision.STEP_BACK, rung - 1, last.rule_id, *last.reasons)
    text = marked("This is the first step: do half of it, or walk.")
    return _step(Decision.STEP_BACK, 0, last.rule_id, *last.reasons, Message(text))


def _greens(advices: Sequence[Advice]) -> int:
    count = 0
    for advice in reversed(advices):
        if advice.verdict is not Verdict.GREEN:
            break
        count += 1
    return count


def _step(decision: Decision, rung: int, rule_id: str, *reasons: Message) -> Step:
    return Step(decision=decision, rung=rung, rule_id=rule_id, reasons=reasons)
