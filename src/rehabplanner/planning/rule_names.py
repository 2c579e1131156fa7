"""The rules behind a proposal by name, as a clinician reads them."""

from collections.abc import Mapping

from rehabplanner.domain.problems import Message, marked

RULES: Mapping[str, str] = {
    "green": marked("Green sessions in a row"),
    "green.planned": marked("Green, as often as the programme plans it"),
    "red.during": marked("Red: pain above the limit during the session"),
    "red.morning": marked("Red: next morning up by two or more"),
    "red.gait": marked("Red: changed way of moving"),
    "red.leg": marked("Red: new signs in a leg"),
    "amber.during": marked("Amber: pain within the limit"),
    "amber.no-during": marked("Amber: pain during the session unknown"),
    "amber.morning": marked("Amber: next morning up by less than two"),
    "amber.sharp": marked("Amber: sharp or rising pain"),
    "amber.no-morning": marked("Amber: next morning unknown"),
    "amber.no-baseline": marked("Amber: usual morning unknown"),
    "amber.shortened": marked("Amber: session cut short"),
    "week": marked("Week gate: mornings up from last week"),
    "hold.none": marked("Hold: nothing done on this step yet"),
    "hold.count": marked("Hold: too few green sessions yet"),
    "hold.top": marked("Hold: top of the usual dose"),
    "hold.planned": marked("Hold: as the plan says"),
    "hold.easier": marked("Hold: an easier week in the plan"),
    "hold.gentle": marked("Hold: gentle everyday move"),
    "hold.break": marked("Hold: a break since the last session"),
    "hold.rise": marked("Hold: a morning after was well above the one before"),
    "hold.review": marked("Hold: usual pain is above the limit"),
    "hold.one-at-a-time": marked("One change at a time"),
    "safety": marked("Safety: an answer waits to be looked at"),
    "safety.mention": marked("Safety: something to mention"),
}


def rule_name(rule_id: str) -> Message:
    """Return the name of a rule; the id itself where it has none."""
    return Message(RULES.get(rule_id, rule_id))
