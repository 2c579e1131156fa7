"""A proposal in words: what it decides, what it changes, why, and the numbers used."""

from collections.abc import Mapping

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.ladders import Decision, Variable
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import PlanItem
from rehabplanner.domain.problems import marked
from rehabplanner.phrases import item_name, item_words
from rehabplanner.planning.proposal import Proposal
from rehabplanner.wording import _, day_text, number_text, say

DECISIONS = {
    Decision.PROGRESS: marked("One step more"),
    Decision.HOLD: marked("The same again"),
    Decision.STEP_BACK: marked("One step back"),
    Decision.STOP: marked("Wait"),
}
VARIABLES = {
    Variable.MINUTES: marked("minutes"),
    Variable.BOUT: marked("minutes without a break"),
    Variable.DISTANCE: marked("distance"),
    Variable.FREQUENCY: marked("sessions a week"),
    Variable.SPEED: marked("kind and effort of the run"),
    Variable.HILLS: marked("hills"),
    Variable.SETS: marked("sets"),
    Variable.REPS: marked("repetitions or time"),
    Variable.HOLD: marked("seconds of holding"),
    Variable.WEIGHT: marked("weight"),
    Variable.EXERCISE: marked("the exercise itself"),
}
NUMBERS = (
    ("during", marked("during {value}")),
    ("after", marked("in the evening {value}")),
    ("next_morning", marked("next morning {value}")),
    ("baseline", marked("usual morning {value}")),
    ("ceiling", marked("limit {value}")),
)
SEPARATOR = " · "


def decision_words(one: Proposal) -> str:
    """Return the decision; a step that waits for its turn says so."""
    if not one.is_advised:
        return _("Ready, waits its turn")
    if one.decision is Decision.PROGRESS and not one.changed:
        return _("One step more, planned already")
    return _(DECISIONS[one.decision])


def amount_line(one: Proposal, exercises: Mapping[str, Exercise], units: Units) -> str:
    """Return what it would be, or stays: `3 × 35 s`."""
    return _amount(one.changed[0] if one.changed else one.item, one, exercises, units)


def change_line(one: Proposal, exercises: Mapping[str, Exercise], units: Units) -> str:
    """Return what would change: `3 × 35 s instead of 3 × 30 s`."""
    after = one.changed[0]
    before = one.item
    if one.last is not None:
        before = one.last.item
    return _("{new} instead of {old}").format(
        new=_amount(after, one, exercises, units), old=_amount(before, one, exercises, units)
    )


def _amount(item: PlanItem, one: Proposal, exercises: Mapping[str, Exercise], units: Units) -> str:
    exercise = exercises.get(item.exercise_id or "")
    words = item_words(item, exercise, units=units)
    if item.exercise_id != one.subject and exercise is not None:
        return f"{item_name(item, exercise)}, {words}"
    return words


def variable_line(variable: Variable) -> str:
    """Return which one thing a step changes."""
    return _("Changes one thing: {name}.").format(name=_(VARIABLES[variable]))


def reasons_text(one: Proposal) -> str:
    """Return the reasons, one a line, and from which session they come."""
    lines = [say(reason) for reason in one.reasons]
    if one.last is not None:
        day = day_text(one.last.day, year=False)
        lines.append(_("Last session on this step: {day}.").format(day=day))
    return "\n".join(lines)


def numbers_line(one: Proposal) -> str:
    """Return the numbers used, 0 to 10; a dash where one is unknown."""
    if not one.numbers:
        return ""
    parts = [
        _(words).format(value=number_text(one.numbers.get(key), 1))
        for key, words in NUMBERS
        if key in one.numbers and (key != "after" or one.numbers[key] is not None)
    ]
    return _("Numbers: {parts}").format(parts=SEPARATOR.join(parts))
