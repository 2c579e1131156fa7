"""Graded exposure: what pain during a session and on the next morning says about the next step.

The rule and its order are a decision of this program, set by the therapist for each person; the
rise of two points is the minimal important change of the 0-10 scale (Ostelo 2008). Nothing here
changes a plan: it says what it would do, with its reasons.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.domain.scales import checked_score

CEILINGS: Mapping[str, int] = {"conservative": 2, "default": 4, "silbernagel": 5}


class Verdict(StrEnum):
    """What a session and its next morning say. The first that fits wins."""

    SAFETY = "safety"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The thresholds of the pain rule, in points of the 0-10 scale, days and sessions."""

    ceiling: int = 4
    green_most: int = 2
    red_rise: int = 2
    baseline_days: int = 7
    baseline_least: int = 3
    week_rise: int = 1
    green_sessions: int = 2

    def __post_init__(self) -> None:
        """Refuse limits that make no sense."""
        checked_score("ceiling", self.ceiling)
        checked_score("green_most", self.green_most)
        for name in ("red_rise", "baseline_days", "baseline_least", "green_sessions"):
            if getattr(self, name) < 1:
                raise Problem(name, marked("This number must be 1 or more."))

    def with_ceiling(self, ceiling: int) -> "Limits":
        """Return the limits with another pain ceiling. Raises Problem off the 0-10 scale."""
        return replace(self, ceiling=ceiling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How a body answered a session, 0 to 10; None is unknown.

    `during` is the worst of the session, `after` the same evening, `next_morning` the morning
    after, `baseline` the usual morning before. `is_only_to_mention`: the safety answers call for
    a word with the doctor, and no pause.
    """

    during: float | None
    next_morning: float | None
    baseline: float | None
    after: float | None = None
    is_gait_changed: bool = False
    is_sharp_or_rising: bool = False
    has_new_leg_symptoms: bool = False
    red_flags: tuple[str, ...] = ()
    is_only_to_mention: bool = False

    def __post_init__(self) -> None:
        """Refuse scores off the scale."""
        for name in ("during", "next_morning", "baseline", "after"):
            checked_score(name, getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A verdict with its reasons, the numbers used, the runner's sentence and the rule's name."""

    verdict: Verdict
    rule_id: str
    reasons: tuple[Message, ...]
    numbers: Mapping[str, float | None]
    sentence: Message


def advise(response: Response, limits: Limits | None = None) -> Advice:
    """Return the advice for one session: safety, red, amber, green; the first that fits wins."""
    limits = limits or Limits()
    verdict, found = next(
        (verdict, found)
        for verdict, found in (
            (Verdict.SAFETY, _safety(response)),
            (Verdict.RED, _red(response, limits)),
            (Verdict.AMBER, _amber(response, limits)),
            (Verdict.GREEN, _green(response)),
        )
        if found
    )
    return Advice(
        verdict=verdict,
        rule_id=found[0][0],
        reasons=tuple(message for _, message in found),
        numbers={
            "during": response.during,
            "after": response.after,
            "next_morning": response.next_morning,
            "baseline": response.baseline,
            "ceiling": limits.ceiling,
        },
        sentence=Message(_STAY if found[0][0] == MENTION else _SENTENCES[verdict]),
    )


MENTION = "safety.mention"
_STAY = marked("Stay on this step for now, and tell your doctor at your next visit.")
_SENTENCES = {
    Verdict.SAFETY: marked("Pause the plan and follow the advice. Go on once you have been seen."),
    Verdict.RED: marked("Rest or cross-train tomorrow. Then go back one step: that is the plan."),
    Verdict.AMBER: marked("Repeat this step next time. Your body is still getting used to it."),
    Verdict.GREEN: marked("Your back took this well. You are on the way to the next step."),
}
Found = list[tuple[str, Message]]


def _safety(response: Response) -> Found:
    text = marked("A safety question was answered with yes.")
    rule = MENTION if response.is_only_to_mention else "safety"
    return [(rule, Message(text))] if response.red_flags else []


def _red(response: Response, limits: Limits) -> Found:
    found: Found = []
    if response.during is not None and response.during > limits.ceiling:
        text = marked("Pain during the session was {during}; your limit is {ceiling}.")
        values = {"during": _points(response.during), "ceiling": limits.ceiling}
        found.append(("red.during", Message(text, values)))
    rise = _rise(response)
    if rise is not None and rise >= limits.red_rise:
        text = marked("The next morning was {next}; your usual morning is {baseline}.")
        found.append(("red.morning", Message(text, _mornings(response))))
    if response.is_gait_changed:
        found.append(("red.gait", Message(marked("Your way of running or walking changed."))))
    if response.has_new_leg_symptoms:
        found.append(("red.leg", Message(marked("There were new signs in a leg."))))
    return found


def _amber(response: Response, limits: Limits) -> Found:
    found: Found = []
    if response.during is None:
        text = marked("Pain during the session was not noted.")
        found.append(("amber.no-during", Message(text)))
    elif response.during > limits.green_most:
        text = marked("Pain during the session was {during}: within your limit of {ceiling}.")
        values = {"during": _points(response.during), "ceiling": limits.ceiling}
        found.append(("amber.during", Message(text, values)))
    rise = _rise(response)
    if rise is not None and rise > 0:
        text = marked("The next morning was a little up: {next}; your usual is {baseline}.")
        found.append(("amber.morning", Message(text, _mornings(response))))
    if response.is_sharp_or_rising:
        text = marked("Pain rose during the session or turned sharp.")
        found.append(("amber.sharp", Message(text)))
    if response.next_morning is None:
        text = marked("The next morning is not noted yet.")
        found.append(("amber.no-morning", Message(text)))
    if response.baseline is None:
        text = marked("There are too few mornings before the session to know your usual one.")
        found.append(("amber.no-baseline", Message(text)))
    return found


def _green(response: Response) -> Found:
    text = marked("Pain was {during} during the session, and {next} the next morning: no rise.")
    values = {"during": _points(response.during), "next": _points(response.next_morning)}
    return [("green", Message(text, values))]


def _rise(response: Response) -> float | None:
    if response.next_morning is None or response.baseline is None:
        return None
    return response.next_morning - response.baseline


def _mornings(response: Response) -> dict[str, str]:
    return {"next": _points(response.next_morning), "baseline": _points(response.baseline)}


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


# What the diary says


def mornings(pains: Iterable[PainEntry]) -> dict[date, int]:
    """Return the morning score of each day that has one; the worst if there are several places."""
    found: dict[date, int] = {}
    for entry in pains:
        if entry.moment is Moment.MORNING:
            found[entry.day] = max(entry.score, found.get(entry.day, 0))
    return found


def baseline(pains: Iterable[PainEntry], day: date, limits: Limits | None = None) -> float | None:
    """Return the median of the last logged morning scores up to the session's day, None if few."""
    limits = limits or Limits()
    found = [score for when, score in sorted(mornings(pains).items()) if when <= day]
    last = found[-limits.baseline_days :]
    return float(median(last)) if len(last) >= limits.baseline_least else None


def response_of(dossier: Dossier, activity: Activity, limits: Limits | None = None) -> Response:
    """Return what the diary knows of a session; signs it cannot know stay false.

    Scores that name the session count; those of the same day that name none count as well.
    """

    def worst(moment: Moment) -> int | None:
        scores = (
            entry.score
            for entry in dossier.pains
            if entry.moment is moment
            and entry.day == activity.day
            and entry.activity_id in (activity.id, None)
        )
        return max(scores, default=None)

    return Response(
        during=worst(Moment.DURING),
        after=worst(Moment.AFTER),
        next_morning=mornings(dossier.pains).get(activity.day + timedelta(days=1)),
        baseline=baseline(dossier.pains, activity.day, limits),
    )


def advise_activity(
    dossier: Dossier,
    activity: Activity,
    limits: Limits | None = None,
    *,
    red_flags: tuple[str, ...] = (),
    has_new_leg_symptoms: bool = False,
) -> Advice:
    """Return the advice for one of a person's sessions; the ceiling is the person's own."""
    limits = (limits or Limits()).with_ceiling(dossier.person.pain_ceiling)
    response = replace(
        response_of(dossier, activity, limits),
        red_flags=red_flags,
        has_new_leg_symptoms=has_new_leg_symptoms,
    )
    return advise(response, limits)


def week_gate(
    pains: Sequence[PainEntry], monday: date, limits: Limits | None = None
) -> Message | None:
    """Return why this week holds: its median morning is more than a point above last week's."""
    limits = limits or Limits()
    scores = mornings(pains)

    def middle(first: date) -> float | None:
        week = [scores[day] for n in range(7) if (day := first + timedelta(days=n)) in scores]
        return float(median(week)) if week else None

    this, last = middle(monday), middle(monday - timedelta(days=7))
    if this is None or last is None or this <= last + limits.week_rise:
        return None
    return Message(
        marked("Mornings this week are at {this}, last week at {last}: this week stays as it is."),
        {"this": _points(this), "last": _points(last)},
    )


# Ladders


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
