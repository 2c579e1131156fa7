"""Graded exposure: what pain during a session and on the next morning says about the next step.

The rule and its order are a decision of this program, set by the therapist for each person; the
rise of two points is the minimal important change of the 0-10 scale (Ostelo 2008). Nothing here
changes a plan: it says what it would do, with its reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

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
    fresh_days: int = 14

    def __post_init__(self) -> None:
        """Refuse limits that make no sense."""
        checked_score("ceiling", self.ceiling)
        checked_score("green_most", self.green_most)
        for name in ("red_rise", "baseline_days", "baseline_least", "green_sessions", "fresh_days"):
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
        sentence=Message(_sentence(verdict, [rule for rule, _message in found])),
    )


MENTION = "safety.mention"
_BY_RULE = {
    MENTION: marked("Stay on this step for now, and tell your doctor at your next visit."),
    "red.gait": marked("If you limp, stop and walk. Rest tomorrow, then go back one step."),
    "amber.sharp": marked("Repeat this step, and ease off as soon as pain rises or turns sharp."),
    "amber.no-during": marked("Repeat this step and note your pain: then the next step can come."),
    "amber.no-morning": marked("Repeat this step and note the next morning: it has the last word."),
    "amber.no-baseline": marked("Repeat this step and note three mornings: they show your usual."),
}
_SENTENCES = {
    Verdict.SAFETY: marked("Pause the plan and follow the advice. Go on once you have been seen."),
    Verdict.RED: marked("Rest or cross-train tomorrow. Then go back one step: that is the plan."),
    Verdict.AMBER: marked("Repeat this step next time. Your body is still getting used to it."),
    Verdict.GREEN: marked("Your back took this well. You are on the way to the next step."),
}
_SHARP = marked("Pain rose during the session or turned sharp.")
_LEG = marked(
    "Rest tomorrow and answer the safety questions: someone should look at new signs in a leg."
)
Found = list[tuple[str, Message]]


def _sentence(verdict: Verdict, rules: list[str]) -> str:
    if verdict is Verdict.RED and "red.leg" in rules:
        return _LEG
    return _BY_RULE.get(rules[0], _SENTENCES[verdict])


def _safety(response: Response) -> Found:
    text = marked("A safety question was answered with yes.")
    rule = MENTION if response.is_only_to_mention else "safety"
    return [(rule, Message(text))] if response.red_flags else []


def _red(response: Response, limits: Limits) -> Found:
    found: Found = []
    if response.during is not None and response.during > limits.ceiling:
        text = marked("Pain during the session was {during}; your limit is {ceiling}.")
        values = {"during": points(response.during), "ceiling": limits.ceiling}
        found.append(("red.during", Message(text, values)))
    rise = _rise(response)
    if rise is not None and rise >= limits.red_rise:
        text = marked("The next morning was {next}; your usual morning is {baseline}.")
        found.append(("red.morning", Message(text, _mornings(response))))
    if response.is_gait_changed:
        found.append(("red.gait", Message(marked("Your way of running or walking changed."))))
    if response.has_new_leg_symptoms:
        found.append(("red.leg", Message(marked("There were new signs in a leg."))))
    if found and response.is_sharp_or_rising:
        found.append(("amber.sharp", Message(_SHARP)))
    return found


def _amber(response: Response, limits: Limits) -> Found:
    found: Found = []
    if response.during is None:
        text = marked("Pain during the session was not noted.")
        found.append(("amber.no-during", Message(text)))
    elif response.during > limits.green_most:
        text = marked("Pain during the session was {during}: within your limit of {ceiling}.")
        values = {"during": points(response.during), "ceiling": limits.ceiling}
        found.append(("amber.during", Message(text, values)))
    rise = _rise(response)
    if rise is not None and rise > 0:
        text = marked("The next morning was a little up: {next}; your usual is {baseline}.")
        found.append(("amber.morning", Message(text, _mornings(response))))
    if response.is_sharp_or_rising:
        found.append(("amber.sharp", Message(_SHARP)))
    if response.next_morning is None:
        text = marked("The next morning is not noted yet.")
        found.append(("amber.no-morning", Message(text)))
    if response.baseline is None:
        text = marked("There are too few mornings before the session to know your usual one.")
        found.append(("amber.no-baseline", Message(text)))
    return found


def _green(response: Response) -> Found:
    text = marked("Pain was {during} during the session, and {next} the next morning: no rise.")
    values = {"during": points(response.during), "next": points(response.next_morning)}
    return [("green", Message(text, values))]


def _rise(response: Response) -> float | None:
    if response.next_morning is None or response.baseline is None:
        return None
    return response.next_morning - response.baseline


def _mornings(response: Response) -> dict[str, str]:
    return {"next": points(response.next_morning), "baseline": points(response.baseline)}


def points(value: float | None) -> str:
    """Return a score in short; a dash where unknown."""
    return "–" if value is None else f"{value:g}"
