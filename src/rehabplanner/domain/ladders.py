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
    HOLD = "seconds of holding"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the sessions on a step call for, with the rule and the reasons."""

    decision: Decision
    rule_id: str
    reasons: tuple[Message, ...]


def decide(
    advices: Sequence[Advice],
    limits: Limits | None = None,
    *,
    gate: Message | None = None,
    is_locked: bool = False,
) -> Ruling:
    """Return what the sessions done on this step (oldest first) call for.

    A lock or a safety answer stops; red goes back; amber, a gated week or too few green sessions
    in a row hold; else one step up.
    """
    limits = limits or Limits()
    last = advices[-1] if advices else None
    if is_locked or (last and last.rule_id == "safety"):
        text = marked("The plan waits until someone has looked at your safety answers.")
        return _ruling(Decision.STOP, "safety", Message(text))
    if last is None:
        text = marked("No session on this step yet.")
        return _ruling(Decision.HOLD, "hold.none", Message(text))
    if last.verdict is Verdict.RED:
        return _ruling(Decision.STEP_BACK, last.rule_id, *last.reasons)
    if last.verdict in (Verdict.AMBER, Verdict.SAFETY):
        return _ruling(Decision.HOLD, last.rule_id, *last.reasons)
    if gate is not None:
        return _ruling(Decision.HOLD, "week", gate)
    greens = _greens(advices)
    count = {"done": greens, "needed": limits.green_sessions}
    if greens < limits.green_sessions:
        text = marked("{done} of {needed} good sessions in a row on this step.")
        return _ruling(Decision.HOLD, "hold.count", Message(text, count))
    text = marked("{done} good sessions in a row, {needed} were needed.")
    return _ruling(Decision.PROGRESS, "green", Message(text, count))


def next_step(
    ladder: Ladder,
    rung: int,
    advices: Sequence[Advice],
    limits: Limits | None = None,
    *,
    gate: Message | None = None,
    is_locked: bool = False,
) -> Step:
    """Return the rung after the sessions done on this rung (oldest first), by `decide`.

    Raises Problem for a rung that is not there.
    """
    if not 0 <= rung < len(ladder.rungs):
        raise Problem("rung", marked("This ladder has {count} steps."), count=len(ladder.rungs))
    ruling = decide(advices, limits, gate=gate, is_locked=is_locked)
    if ruling.decision is Decision.STEP_BACK:
        return _back(rung, ruling)
    if ruling.decision is not Decision.PROGRESS:
        return _step(ruling.decision, rung, ruling.rule_id, *ruling.reasons)
    if rung == len(ladder.rungs) - 1:
        text = marked("You are on the last step of this ladder. Well done.")
        return _step(Decision.HOLD, rung, "hold.top", Message(text))
    up = _step(Decision.PROGRESS, rung + 1, ruling.rule_id, *ruling.reasons)
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


def _back(rung: int, ruling: Ruling) -> Step:
    if rung > 0:
        return _step(Decision.STEP_BACK, rung - 1, ruling.rule_id, *ruling.reasons)
    text = marked("This is the first step: do half of it, or walk.")
    return _step(Decision.STEP_BACK, 0, ruling.rule_id, *ruling.reasons, Message(text))


def _greens(advices: Sequence[Advice]) -> int:
    count = 0
    for advice in reversed(advices):
        if advice.verdict is not Verdict.GREEN:
            break
        count += 1
    return count


def _step(decision: Decision, rung: int, rule_id: str, *reasons: Message) -> Step:
    return Step(decision=decision, rung=rung, rule_id=rule_id, reasons=reasons)


def _ruling(decision: Decision, rule_id: str, *reasons: Message) -> Ruling:
    return Ruling(decision=decision, rule_id=rule_id, reasons=reasons)
