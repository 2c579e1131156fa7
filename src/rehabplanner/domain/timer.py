"""A dose as a row of phases with a beginning and an end: get ready, work, hold, rest, change sides.

Times are seconds from the first phase's beginning, so that a clock that is looked at late loses
nothing. A range counts with its lower end, as `Dose.set_count` does.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.domain.doses import Dose, Side, Unit

READY_S = 5.0
SWITCH_S = 8.0
REST_S = 30.0
REPETITION_S = 3.0
METRE_S = 1.0
LONGEST_SCHEDULE = 20_000


class Doing(StrEnum):
    """What a phase is for."""

    READY = "ready"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of time: which set (from 1), which side, which repetition (None: by time)."""

    doing: Doing
    start_s: float
    length_s: float
    set_number: int
    side: Side = Side.BOTH
    repetition: int | None = None

    @property
    def end_s(self) -> float:
        """Return when it ends."""
        return self.start_s + self.length_s


@dataclass(frozen=True, slots=True)
class Now:
    """A moment of a schedule: the phase, its place, how much of it is left (s, and from 0 to 1)."""

    phase: Phase
    index: int
    left_s: float
    share: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """All phases of a dose, one after the other without gaps."""

    phases: tuple[Phase, ...]
    set_count: int
    repetitions: tuple[int, ...]

    @property
    def length_s(self) -> float:
        """Return how long all of it takes."""
        return self.phases[-1].end_s if self.phases else 0.0

    def at(self, elapsed_s: float) -> Now | None:
        """Return where one is after some seconds; None once all is done."""
        if not self.phases or elapsed_s >= self.length_s:
            return None
        here = max(0.0, elapsed_s)
        index = max(0, bisect_right(self.phases, here, key=_start) - 1)
        phase = self.phases[index]
        done = here - phase.start_s
        return Now(phase, index, phase.length_s - done, min(1.0, done / phase.length_s))


def _start(phase: Phase) -> float:
    return phase.start_s


class _Maker:
    """Puts phases one behind the other."""

    def __init__(self) -> None:
        self.phases: list[Phase] = []
        self._at = 0.0

    def add(
        self,
        doing: Doing,
        length_s: float,
        set_number: int,
        side: Side,
        repetition: int | None = None,
    ) -> None:
        if length_s <= 0:
            return
        self.phases.append(
            Phase(
                doing=doing,
                start_s=self._at,
                length_s=length_s,
                set_number=set_number,
                side=side,
                repetition=repetition,
            )
        )
        self._at = self.phases[-1].end_s


def schedule(dose: Dose, *, repetition_s: float = REPETITION_S) -> Schedule:
    """Return the phases of a dose; `repetition_s` is a repetition's time where it has no tempo.

    Each set is done with one side, then the other. An unstated rest is 30 s, a metre 1 s.
    A dose without an amount has one repetition or, with a hold, one hold.
    """
    maker = _Maker()
    amounts = _amounts(dose)
    sides = (Side.LEFT, Side.RIGHT) if dose.side is Side.EACH else (dose.side,)
    maker.add(Doing.READY, READY_S, 1, sides[0])
    for number, amount in enumerate(amounts, 1):
        if number > 1:
            rest = REST_S if dose.rest_s is None else float(dose.rest_s)
            maker.add(Doing.REST, rest, number, sides[0])
        for place, side in enumerate(sides):
            if place:
                maker.add(Doing.SWITCH, SWITCH_S, number, side)
            _add_set(maker, dose, amount, number, side, repetition_s)
        if len(maker.phases) > LONGEST_SCHEDULE:
            break
    counts = amounts if dose.unit is Unit.REPS else tuple(1 for _amount in amounts)
    return Schedule(tuple(maker.phases), len(amounts), counts)


def _amounts(dose: Dose) -> tuple[int, ...]:
    if dose.pyramid:
        return dose.pyramid
    return (dose.amount.low if dose.amount else 1,) * max(1, dose.set_count)


def _add_set(
    maker: _Maker, dose: Dose, amount: int, number: int, side: Side, repetition_s: float
) -> None:
    if dose.unit is not Unit.REPS:
        seconds = {Unit.SECONDS: 1.0, Unit.MINUTES: 60.0, Unit.METRES: METRE_S}[dose.unit]
        maker.add(Doing.WORK, amount * seconds, number, side)
        return
    work = float(sum(dose.tempo)) if dose.tempo else repetition_s
    for repetition in range(1, amount + 1):
        maker.add(Doing.WORK, work, number, side, repetition)
        if dose.hold_s:
            maker.add(Doing.HOLD, float(dose.hold_s.low), number, side, repetition)
