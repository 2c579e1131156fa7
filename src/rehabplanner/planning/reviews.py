"""When repeating or going back leads nowhere: what a person or a therapist may look at.

The numbers here are decisions of this program. Nothing here takes a step: it adds a reason, or
keeps a step that going back would not mend.
"""

from collections.abc import Sequence
from datetime import date

from rehabplanner.domain.doses import Dose
from rehabplanner.domain.ladders import Decision, Ruling
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.progression import Limits, Verdict, points
from rehabplanner.domain.runs import RunDose
from rehabplanner.planning.answers import Done
from rehabplanner.planning.variables import asks_more
from rehabplanner.wording import day_text

OFTEN = 3
"""Planned so often and never noted: worth a word."""
LONG = 6
"""Sessions within the limit on one step, each with a calm morning after: worth a word."""
RECENT_DAYS = 28
MUCH_LONGER = 1.2
"""A session more than a fifth longer than planned is told."""


def reds_in_a_row(done: Sequence[Done]) -> int:
    """Return how many steps in a row, each smaller than the one before, ended too much."""
    count, older = 0, None
    for one in reversed(done):
        amount = one.item.run or one.item.dose
        if older is not None and amount == older:
            continue
        is_back = older is None or asks_more(amount, older)
        if one.advice.verdict is not Verdict.RED or not is_back:
            break
        count, older = count + 1, amount
    return count


def is_level(last: Done, limits: Limits) -> bool:
    """Say whether pain was above the limit only because it usually is: no rise, no new sign."""
    told = last.response
    if told.during is None or told.baseline is None or told.next_morning is None:
        return False
    top = told.baseline + limits.red_rise
    is_new = told.is_gait_changed or told.has_new_leg_symptoms or told.is_sharp_or_rising
    is_calm = told.during < top and told.next_morning < top
    return told.baseline > limits.ceiling and is_calm and not is_new


def looked_back(ruling: Ruling, done: Sequence[Done], limits: Limits) -> Ruling:
    """Return the ruling on a step back where the steps back before it changed nothing."""
    reds = reds_in_a_row(done)
    if reds > 1 and is_level(done[-1], limits):
        text = marked(
            "Your usual morning is {baseline}, above the limit of {ceiling}, and going back did "
            "not change that. Which limit fits is for you and your therapist to agree."
        )
        values = {"baseline": points(done[-1].response.baseline), "ceiling": limits.ceiling}
        reasons = (*ruling.reasons, Message(text, values))
        return Ruling(decision=Decision.HOLD, rule_id="hold.review", reasons=reasons)
    if reds > OFTEN - 1:
        text = marked(
            "Going back {count} times did not settle it: another exercise, or a word with your "
            "therapist, may help more."
        )
        return with_reason(ruling, Message(text, {"count": reds - 1}))
    return ruling


def risen(sessions: Sequence[Done], limits: Limits) -> Message | None:
    """Return which of the good sessions that count was followed by a much higher morning.

    Where most mornings follow a session, the usual morning rises with them; the morning of the
    same day does not.
    """
    for one in reversed(sessions[-limits.green_sessions :]):
        if one.rise is not None and one.rise >= limits.red_rise:
            text = marked(
                "On {day} the morning was {before}, and {next} the day after: that wants to settle "
                "first."
            )
            values = {
                "day": day_text(one.day, year=False),
                "before": points(one.morning_before),
                "next": points(one.response.next_morning),
            }
            return Message(text, values)
    return None


def long_within(sessions: Sequence[Done]) -> Message | None:
    """Return a word where a step went on for long within the limit, with calm mornings after."""
    last = sessions[-LONG:]
    calm = [
        one
        for one in last
        if one.advice.verdict in (Verdict.AMBER, Verdict.GREEN)
        and one.response.next_morning is not None
        and one.response.baseline is not None
        and one.response.next_morning <= one.response.baseline
        and (one.rise or 0) <= 0
    ]
    if len(calm) < LONG:
        return None
    text = marked(
        "The last {count} sessions on this step had a calm morning after: you and your therapist "
        "may agree to go on."
    )
    return Message(text, {"count": LONG})


def percent_over(done: Done) -> int:
    """Return by how many per cent a run was longer than planned; 0 within a fifth or unknown."""
    run, activity = done.item.run, done.activity
    if done.item.kind is not ItemKind.RUN or run is None or activity is None:
        return 0
    planned, real = run.minutes(), activity.duration_s
    share = real / 60 / planned if planned and real else None
    if share is None and run.distance_m and activity.distance_m:
        share = activity.distance_m / run.distance_m
    return round((share - 1) * 100) if share is not None and share > MUCH_LONGER else 0


def eased_from(done: Sequence[Done], now: Dose | RunDose | None, day: date) -> Message | None:
    """Return from which step a plan goes on after an easier week, None where none came before."""
    most = now
    for one in done:
        amount = one.item.run or one.item.dose
        if (day - one.day).days <= RECENT_DAYS and asks_more(amount, most):
            most = amount
    if most == now:
        return None
    text = marked("The week before was an easier one; the most before it was {dose}.")
    return Message(text, {"dose": str(most)})


def often_planned(days: Sequence[date]) -> Message | None:
    """Return a word where something was planned often and never noted as done."""
    if len(days) < OFTEN:
        return None
    text = marked("Planned {count} times, and not noted as done yet.")
    return Message(text, {"count": len(days)})


def greens_told(sessions: Sequence[Done]) -> Message:
    """Return the numbers behind green sessions in a row."""
    most = None
    for one in reversed(sessions):
        if one.advice.verdict is not Verdict.GREEN:
            break
        most = max(most or 0, one.response.during or 0)
    text = marked("Pain was {during} at most, and no morning after was above your usual one.")
    return Message(text, {"during": points(most)})


def with_reason(ruling: Ruling, *more: Message | None) -> Ruling:
    """Return the ruling with further reasons."""
    reasons = (*ruling.reasons, *(one for one in more if one is not None))
    return Ruling(decision=ruling.decision, rule_id=ruling.rule_id, reasons=reasons)
