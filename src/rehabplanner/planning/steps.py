"""One sensible step up or down of a dose: one thing at a time, small enough to feel safe.

Exercises: 1 repetition (2 from ten on), 5 seconds, 1 minute or 5 metres within the usual range of
the exercise, then 5 seconds of hold, then one set, then on beyond the range. Runs: one repeat of
the largest repeated block, or at most a tenth of its longest part (the ten per cent are a
convention, not a law of nature). Walks and rides may grow by a fifth, as in the walking programme.
"""

import math
from dataclasses import replace

from rehabplanner.domain.doses import MOST_AMOUNT, MOST_SETS, Dose, Span, Unit
from rehabplanner.domain.runs import MOST_REPEATS, Block, Gait, Part, RunDose

HOLD_STEP_S = 5
LONGEST_HOLD_S = 60
USUAL_MOST_SETS = 4
SHARE = 0.1
WALK_SHARE = 0.2


def step_dose(dose: Dose, up: bool, usual: Dose | None = None) -> Dose | None:
    """Return the dose one step up or down; None where there is no such step.

    `usual` is the exercise's usual range.
    """
    if dose.pyramid:
        least, most = (1, MOST_AMOUNT) if up else (2, MOST_AMOUNT)
        if not all(least <= amount <= most for amount in dose.pyramid):
            return None
        return replace(dose, pyramid=tuple(a + (1 if up else -1) for a in dose.pyramid))
    return _step_up(dose, usual) if up else _step_down(dose, usual)


def _step_up(dose: Dose, usual: Dose | None) -> Dose | None:
    step = _amount_step(dose, up=True)
    if dose.amount is not None and dose.amount.high + step <= _most(dose, usual):
        return replace(dose, amount=_shifted(dose.amount, step))
    hold_top = usual.hold_s.high if usual and usual.hold_s else 0
    if dose.hold_s is not None and dose.hold_s.high < min(hold_top, LONGEST_HOLD_S):
        more = min(HOLD_STEP_S, hold_top - dose.hold_s.high)
        return replace(dose, hold_s=_shifted(dose.hold_s, more))
    sets = dose.sets or Span(1, 1)
    set_top = usual.sets.high if usual and usual.sets else USUAL_MOST_SETS
    if sets.high < min(max(set_top, 1), MOST_SETS):
        return replace(dose, sets=_shifted(sets, 1))
    if dose.amount is not None and dose.amount.high + step <= MOST_AMOUNT:
        return replace(dose, amount=_shifted(dose.amount, step))
    return replace(dose, sets=_shifted(sets, 1)) if sets.high < MOST_SETS else None


def _step_down(dose: Dose, usual: Dose | None) -> Dose | None:
    step = _amount_step(dose, up=False)
    low = usual.amount.low if usual and usual.amount and usual.unit is dose.unit else 1
    if dose.amount is not None and dose.amount.low - step >= max(low, 1):
        return replace(dose, amount=_shifted(dose.amount, -step))
    sets = dose.sets or Span(1, 1)
    if sets.low > 1:
        return replace(dose, sets=_shifted(sets, -1))
    if dose.hold_s is not None and dose.hold_s.low > HOLD_STEP_S:
        return replace(dose, hold_s=_shifted(dose.hold_s, -HOLD_STEP_S))
    if dose.amount is not None and dose.amount.low - step >= 1:
        return replace(dose, amount=_shifted(dose.amount, -step))
    if dose.amount is not None and dose.amount.low > 1:
        return replace(dose, amount=_shifted(dose.amount, -1))
    return None


def _amount_step(dose: Dose, *, up: bool) -> int:
    low = dose.amount.low if dose.amount else 0
    if dose.unit is Unit.REPS:
        return 2 if low >= (10 if up else 12) else 1
    if dose.unit is Unit.MINUTES:
        return 1
    return 5


def _most(dose: Dose, usual: Dose | None) -> int:
    if usual is not None and usual.amount is not None and usual.unit is dose.unit:
        return usual.amount.high
    return {Unit.REPS: 15, Unit.SECONDS: 60, Unit.MINUTES: 30, Unit.METRES: 40}[dose.unit]


def _shifted(span: Span, by: int) -> Span:
    return Span(max(0, span.low + by), span.high + by)


def step_run(run: RunDose, up: bool, share: float = SHARE) -> RunDose | None:
    """Return the session one step longer or shorter; None where there is no such step.

    `share` is the most that its longest part grows or shrinks by.
    """
    if not run.blocks:
        return None
    number = max(range(len(run.blocks)), key=lambda index: _size(run.blocks[index]))
    block = run.blocks[number]
    stepped = _step_repeats(block, up) if block.repeats > 1 else _step_longest(block, up, share)
    if stepped is None:
        return None
    return replace(run, blocks=(*run.blocks[:number], stepped, *run.blocks[number + 1 :]))


def _size(block: Block) -> tuple[bool, float]:
    """Order blocks: what is run before what is walked, then by length."""
    runs = any(part.gait is not Gait.WALK for part in block.parts)
    return runs, block.repeats * sum(_length(part) for part in block.parts)


def _length(part: Part) -> float:
    return part.minutes if part.minutes is not None else (part.distance_m or 0.0) / 160


def _step_repeats(block: Block, up: bool) -> Block | None:
    repeats = block.repeats + (1 if up else -1)
    return replace(block, repeats=repeats) if 1 <= repeats <= MOST_REPEATS else None


def _step_longest(block: Block, up: bool, share: float) -> Block | None:
    number = max(range(len(block.parts)), key=lambda index: _length(block.parts[index]))
    part = block.parts[number]
    if part.minutes is not None:
        change = float(max(1, math.floor(part.minutes * share)))
        minutes = part.minutes + (change if up else -change)
        if not 1 <= minutes <= 1440:
            return None
        stepped = replace(part, minutes=minutes)
    else:
        metres = part.distance_m or 0.0
        change = max(100.0, math.floor(metres * share / 100) * 100.0)
        distance = round(metres + (change if up else -change), 1)
        if not 100 <= distance <= 300_000:
            return None
        stepped = replace(part, distance_m=distance)
    return replace(block, parts=(*block.parts[:number], stepped, *block.parts[number + 1 :]))
