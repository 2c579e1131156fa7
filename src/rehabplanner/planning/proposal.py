"""What is proposed for one course of the plan, with the sentence that the runner reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from rehabplanner.domain.ladders import Decision, LadderKind, Ruling, Variable
from rehabplanner.domain.plans import PlanItem
from rehabplanner.domain.problems import Message, marked
from rehabplanner.planning.answers import Done


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed for one course: the decision, its rule, reasons, numbers and sentence.

    `item` is the first item concerned, `changed` the items as they would be (empty where the plan
    stays as it is). `is_advised` is False for a step that is ready but waits for its turn.
    `is_new` says that it begins here: a change by itself, unless it is gentle.
    `waiting` are the items as they would be if a step that the plan takes by itself waited a week,
    `reds` the steps in a row, each smaller than the one before, that were too much.
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
    waiting: tuple[PlanItem, ...] = ()
    reds: int = 0
    is_new: bool = False


SENTENCES = {
    Decision.PROGRESS: marked("Your back took this well. One small step more from here."),
    Decision.HOLD: marked("The same again. Repeating a step is how bodies learn."),
    Decision.STEP_BACK: marked("One step back for now: that is the plan working, not a setback."),
    Decision.STOP: marked("Wait with this until someone has looked at your safety answers."),
}
RULE_SENTENCES = {
    "hold.none": marked("Begin as planned. The next step follows from how it goes."),
    "hold.break": marked("Begin again where you left off, and see how it feels."),
    "hold.easier": marked("An easier week, as planned: bodies get stronger while they rest."),
    "hold.gentle": marked("Keep it as it is: it may stay easy."),
    "hold.top": marked("Keep it as it is, or ask for something new."),
    "hold.review": marked("Stay on this step for now, and talk about the limit that fits you."),
    "red.gait": marked("One step back, until you move as you usually do."),
}
LEG_SENTENCE = marked(
    "One step back, and answer the safety questions: someone should look at new signs in a leg."
)
OFTEN_SENTENCE = marked("If something gets in the way, say so: a smaller start is as good.")


def sentence_for(ruling: Ruling, last: Done | None, *, is_often: bool = False) -> Message:
    """Return the sentence for the runner; `is_often`: planned often and never noted as done."""
    if ruling.decision is Decision.STEP_BACK and last and last.response.has_new_leg_symptoms:
        return Message(LEG_SENTENCE)
    if ruling.rule_id == "hold.none" and is_often:
        return Message(OFTEN_SENTENCE)
    is_its_word = last is not None and ruling.rule_id == last.advice.rule_id
    if last is not None and is_its_word and ruling.decision is Decision.HOLD:
        return last.advice.sentence
    return Message(RULE_SENTENCES.get(ruling.rule_id, SENTENCES[ruling.decision]))
