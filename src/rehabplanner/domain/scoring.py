"""Answers to a total, a total to words, two totals to what the change means."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.domain.measures import Direction, Measure, MissingRule, Scoring
from rehabplanner.domain.problems import Message, Problem, marked

CANNOT_TAKE_PART, MODERATE = 25, 17
FULL_SCORE = 100.0
TOLERANCE = 1e-9


class ChangeKind(StrEnum):
    """What the step from one total to the next means."""

    BEYOND_ERROR = "improved beyond measurement error"
    IMPORTANT = "improved by an important amount"
    WITHIN_ERROR = "within measurement error"
    WORSE = "worse"
    NO_CLAIM = "no claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A total, None where answers are missing, with its words and its parts."""

    total: float | None
    interpretation: tuple[Message | str, ...]
    subscores: Mapping[str, float]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a change means; `gain` is in points, above 0 is better."""

    kind: ChangeKind
    gain: float
    words: Message


def score(measure: Measure, answers: Sequence[int | None]) -> Scored:
    """Return the total of a measure and its words.

    Raises Problem for too many or too few answers, or an answer that the measure does not have.
    """
    if measure.scoring is Scoring.TOTAL:
        if len(answers) != 1:
            raise Problem("answers", marked("Of this measure only the total is kept."))
        return _of_total(measure, answers[0])
    _check(measure, answers)
    values = [_value(measure, number, answer) for number, answer in enumerate(answers)]
    given = [value for value in values if value is not None]
    is_answered_enough = bool(given) and (
        len(given) == len(values) or measure.missing is not MissingRule.NO_SCORE
    )
    if measure.missing is MissingRule.NOT_TICKED:
        is_answered_enough = True
    if measure.scoring is Scoring.OSTRC and values[0] in (0, CANNOT_TAKE_PART):
        is_answered_enough = True
    missing = len(values) - len(given)
    if not is_answered_enough:
        return Scored(total=None, interpretation=(_gaps(missing),), subscores={}, missing=missing)
    total = _total(measure, values)
    subscores = _subscores(measure, values)
    words = (*interpretation(measure, total, subscores), *_impact(measure, values))
    return Scored(total=total, interpretation=words, subscores=subscores, missing=missing)


def entered(measure: Measure, total: float) -> Scored:
    """Return a total that was worked out elsewhere. Raises Problem if it is out of range."""
    checked_total(measure, total)
    return Scored(
        total=total, interpretation=interpretation(measure, total, {}), subscores={}, missing=0
    )


def checked_total(measure: Measure, total: float, field_name: str = "total") -> None:
    """Raise a Problem unless the total is within the measure's range."""
    if not math.isfinite(total) or not measure.low <= total <= measure.high:
        raise Problem(
            field_name,
            marked("{name} goes from {low} to {high}."),
            name=measure.name,
            low=f"{measure.low:g}",
            high=f"{measure.high:g}",
        )


def interpretation(
    measure: Measure, total: float, subscores: Mapping[str, float]
) -> tuple[Message | str, ...]:
    """Return the words for a total: its band, and its parts that call for a word."""
    positive = tuple(
        part.words
        for part in measure.subscores
        if part.words
        and part.positive_from is not None
        and subscores.get(part.id, -math.inf) >= part.positive_from
    )
    if measure.bands_need and positive:
        return positive
    band = next((one for one in measure.bands if total <= one.up_to + TOLERANCE), None)
    if band is None:
        return positive
    if measure.bands_need and band is not measure.bands[0] and not subscores:
        return (measure.bands_need,)
    words = Message(UNCHECKED, {"words": band.words}) if measure.bands_mark == "M" else band.words
    return (words, *positive)


def change(measure: Measure, before: float, now: float) -> Change:
    """Return what the change means; the absolute thresholds decide, a share never does.

    Improving counts from the detectable change, or else from the important one; worsening counts
    from the smaller of the two, so that the words are never kinder to bad news than to good.
    Raises Problem for a total out of range.
    """
    checked_total(measure, before, "before")
    checked_total(measure, now, "total")
    gain = before - now if measure.direction is Direction.LOWER else now - before
    kind = _kind(measure, before, gain)
    words = dict(_WORDS)[kind]
    known = [one for one in (measure.mic, measure.mdc) if one is not None]
    if kind is ChangeKind.NO_CLAIM and known and not measure.is_change:
        words = marked(
            "No claim: so near the end of its scale this measure cannot show a change that way."
        )
    message = Message(words, {"points": f"{round(abs(gain), 1):g}"})
    if kind is not ChangeKind.NO_CLAIM and not all(one.is_checked for one in known):
        message = Message(UNCHECKED, {"words": message})
    return Change(kind=kind, gain=gain, words=message)


UNCHECKED = marked("{words} (limits not yet checked against their source)")
_WORDS = (
    (ChangeKind.BEYOND_ERROR, marked("Improved by {points}: beyond measurement error.")),
    (
        ChangeKind.IMPORTANT,
        marked("Improved by an important amount ({points}); chance is not ruled out."),
    ),
    (ChangeKind.WITHIN_ERROR, marked("Changed by {points}: within measurement error.")),
    (ChangeKind.WORSE, marked("Worse by {points}: a reason to look at the plan together.")),
    (
        ChangeKind.NO_CLAIM,
        marked("No claim: how large a real change is, is not known for this measure."),
    ),
)


def _kind(measure: Measure, before: float, gain: float) -> ChangeKind:
    mic = measure.mic.value if measure.mic else None
    mdc = measure.mdc.value if measure.mdc else None
    known = [value for value in (mic, mdc) if value is not None]
    if not known or measure.is_change:
        return ChangeKind.NO_CLAIM
    if gain > 0 and measure.no_gain_below is not None and before < measure.no_gain_below:
        return ChangeKind.NO_CLAIM
    if gain < 0 and measure.no_loss_above is not None and before > measure.no_loss_above:
        return ChangeKind.NO_CLAIM
    if mdc is not None and gain >= mdc - TOLERANCE:
        return ChangeKind.BEYOND_ERROR
    if mic is not None and gain >= mic - TOLERANCE:
        return ChangeKind.IMPORTANT
    return ChangeKind.WORSE if -gain >= min(known) - TOLERANCE else ChangeKind.WITHIN_ERROR


def _check(measure: Measure, answers: Sequence[int | None]) -> None:
    most = len(measure.items)
    if not measure.fewest <= len(answers) <= most:
        raise Problem(
            "answers",
            marked("{name} has {count} items; leave an unanswered one empty: 1,,0."),
            name=measure.name,
            count=most if measure.fewest == most else f"{measure.fewest}-{most}",
        )
    for number, answer in enumerate(answers, 1):
        if answer is not None and answer not in measure.answers:
            raise Problem(
                "answers",
                marked("Item {number}: {answer} is not one of the answers {answers}."),
                number=number,
                answer=answer,
                answers=", ".join(map(str, measure.answers)),
            )


def _value(measure: Measure, number: int, answer: int | None) -> int | None:
    if answer is None:
        return 0 if measure.missing is MissingRule.NOT_TICKED else None
    if measure.items[number].is_reverse:
        return measure.answers[0] + measure.answers[-1] - answer
    return answer


def _total(measure: Measure, values: Sequence[int | None]) -> float:
    given = [value for value in values if value is not None]
    if measure.scoring is Scoring.MEAN:
        return sum(given) / len(given)
    if measure.scoring is Scoring.PERCENT:
        return 100 * sum(given) / (measure.answers[-1] * len(given))
    if measure.scoring is Scoring.OSTRC:
        if values[0] == 0:
            return 0.0
        if values[0] == CANNOT_TAKE_PART:
            return FULL_SCORE
    return float(sum(given))


def _subscores(measure: Measure, values: Sequence[int | None]) -> dict[str, float]:
    return {
        part.id: float(sum(values[number - 1] or 0 for number in part.items))
        for part in measure.subscores
    }


def _impact(measure: Measure, values: Sequence[int | None]) -> tuple[Message, ...]:
    """Return whether an overuse problem is substantial (Clarsen 2020)."""
    if measure.scoring is not Scoring.OSTRC or values[0] == 0:
        return ()
    if values[0] == CANNOT_TAKE_PART or any((value or 0) >= MODERATE for value in values[1:3]):
        return (Message(marked("A substantial problem this week: sport is clearly limited.")),)
    return ()


def _of_total(measure: Measure, total: int | None) -> Scored:
    if total is None:
        return Scored(total=None, interpretation=(_gaps(1),), subscores={}, missing=1)
    return entered(measure, total)


def _gaps(missing: int) -> Message:
    return Message(
        marked("No score: answers are missing ({count}). Please ask again."), {"count": missing}
    )
