"""What a step changes, and which of two doses asks for more."""

from rehabplanner.domain.doses import Dose, Span
from rehabplanner.domain.ladders import Variable
from rehabplanner.domain.runs import Block, Gait, RunDose

METRES_PER_MINUTE = 160.0
"""Where only a distance is known: an easy run of a little over six minutes a kilometre."""


def dose_size(dose: Dose) -> tuple[float, ...]:
    """Return how much a dose asks for: load, then amount over all sets, hold, and effort."""
    return (
        dose.load_kg or 0.0,
        float(dose.total_amount or dose.set_count),
        float(dose.hold_s.high if dose.hold_s else 0),
        float(dose.effort.high if dose.effort else 0),
    )


def run_size(run: RunDose) -> tuple[float, ...]:
    """Return how much a session asks for: minutes not walked, longest bout, their share, effort.

    A session of walking only counts with all its minutes.
    """
    running, total = _minutes(run, walks=False), _minutes(run, walks=True)
    effort = float(run.effort.high if run.effort else 0)
    return (running or total, longest_bout(run), running / total if total else 0.0, effort)


def asks_more(one: Dose | RunDose | None, other: Dose | RunDose | None) -> bool:
    """Say whether the first asks for more than the second."""
    if isinstance(one, RunDose) and isinstance(other, RunDose):
        return run_size(one) > run_size(other)
    if isinstance(one, Dose) and isinstance(other, Dose):
        return dose_size(one) > dose_size(other)
    return False


def share_of(one: Dose | RunDose | None, other: Dose | RunDose | None) -> float:
    """Return which share of the other the first is, by its amount or minutes; 1 where unknown."""
    if isinstance(one, RunDose) and isinstance(other, RunDose):
        now, before = run_size(one)[0], run_size(other)[0]
    elif isinstance(one, Dose) and isinstance(other, Dose):
        now, before = dose_size(one)[1], dose_size(other)[1]
    else:
        return 1.0
    return now / before if before else 1.0


def _minutes(run: RunDose, *, walks: bool) -> float:
    total = 0.0
    for block in run.blocks:
        for part in block.parts:
            if walks or part.gait is not Gait.WALK:
                minutes = part.minutes
                if minutes is None:
                    minutes = (part.distance_m or 0.0) / METRES_PER_MINUTE
                total += block.repeats * minutes
    return total


def longest_bout(run: RunDose) -> float:
    """Return the longest part that is not walked, in minutes."""
    bouts = [
        part.minutes if part.minutes is not None else (part.distance_m or 0.0) / METRES_PER_MINUTE
        for block in run.blocks
        for part in block.parts
        if part.gait is not Gait.WALK
    ]
    return max(bouts, default=0.0)


def changed_in_dose(before: Dose, after: Dose) -> Variable | None:
    """Return what differs between two doses of one exercise, None where nothing does."""
    if before.load_kg != after.load_kg:
        return Variable.WEIGHT
    if before.set_count != after.set_count or before.sets != after.sets:
        return Variable.SETS
    if before.hold_s != after.hold_s:
        return Variable.HOLD
    return Variable.REPS if before != after else None


def changed_in_run(before: RunDose, after: RunDose) -> Variable | None:
    """Return what differs most between two sessions, None where nothing does."""
    if before.blocks == after.blocks:
        return Variable.SPEED if before != after else None
    if _is_by_distance(after.blocks):
        return Variable.DISTANCE
    is_interval = any(block.repeats > 1 for block in before.blocks)
    if is_interval and longest_bout(after) != longest_bout(before):
        return Variable.BOUT
    return Variable.MINUTES


def _is_by_distance(blocks: tuple[Block, ...]) -> bool:
    return any(part.distance_m is not None for block in blocks for part in block.parts)


def heavier(dose: Dose) -> Dose | None:
    """Return the dose with a little more weight: about a tenth, at least half a kilogram."""
    if dose.load_kg is None or dose.load_kg <= 0:
        return None
    more = max(0.5, round(dose.load_kg / 10 * 2) / 2)
    return Dose(
        sets=dose.sets,
        amount=dose.amount,
        unit=dose.unit,
        pyramid=dose.pyramid,
        hold_s=dose.hold_s,
        side=dose.side,
        load_kg=dose.load_kg + more,
        tempo=dose.tempo,
        rest_s=dose.rest_s,
        effort=dose.effort,
    )


def is_at_top(dose: Dose, usual: Dose) -> bool:
    """Say whether a dose has reached the upper end of the exercise's usual range."""
    if dose.pyramid:
        return False

    def reached(value: Span | None, top: Span | None) -> bool:
        return top is None or value is None or value.high >= top.high

    is_same_unit = dose.unit is usual.unit
    return (
        reached(dose.sets or Span(1, 1), usual.sets)
        and reached(dose.hold_s, usual.hold_s)
        and (not is_same_unit or reached(dose.amount, usual.amount))
    )
