"""What an amount of data honestly allows to be shown, and what is still missing for more."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.timeline import Numbers
from rehabplanner.domain.problems import Message, marked


class Gate(StrEnum):
    """What a number of paired days honestly allows to be shown, least first.

    SERIES: the two series over time. MEDIANS: also pain after run days and after rest days.
    LAGS: also the lag profile. REGRESSION: also the next-day effect with its interval.
    FULL: also change-points and a check of stability.
    """

    SERIES = "series"
    MEDIANS = "medians"
    LAGS = "lags"
    REGRESSION = "regression"
    FULL = "full"

    def allows(self, other: "Gate") -> bool:
        """Say whether what `other` stands for may be shown."""
        return _ORDER[self] >= _ORDER[other]


_ORDER = {gate: number for number, gate in enumerate(Gate)}
GATE_FROM_PAIRS = ((90, Gate.FULL), (60, Gate.REGRESSION), (30, Gate.LAGS), (14, Gate.MEDIANS))
FEWEST_LOADED_DAYS = 5

GATE_TEXTS: Mapping[Gate, str] = {
    Gate.SERIES: marked("The two lines over time. It is too early to compare them."),
    Gate.MEDIANS: marked("Pain on the mornings after run days and after rest days."),
    Gate.LAGS: marked("A first, careful look at how pain follows load over the next days."),
    Gate.REGRESSION: marked("How pain answers load the next morning, with its uncertainty."),
    Gate.FULL: marked("The whole picture, with longer lags, lasting changes and its stability."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GateState:
    """The gate of a span of days, why it is not further open, and what it takes.

    `pairs` are days with both load and pain, `loaded_days` those of them with a load above 0.
    `closed_by` is set where the numbers would suffice but nothing can be compared: everything
    beyond the series is then greyed out. `missing_pairs` are the days to the next gate, None at
    the last.
    """

    gate: Gate
    pairs: int
    loaded_days: int
    missing_pairs: int | None
    closed_by: Message | None

    @property
    def message(self) -> Message:
        """Return what is shown now, or why it is not."""
        return self.closed_by or Message(GATE_TEXTS[self.gate])

    @property
    def next_step(self) -> Message | None:
        """Return how many more days open the next gate; None where days alone do not."""
        if self.closed_by is not None or self.missing_pairs is None:
            return None
        return Message(
            marked("Days with both load and morning pain still needed for more: {count}."),
            {"count": self.missing_pairs},
        )


def gate(loads: Numbers, pains: Numbers) -> Gate:
    """Return what the days with both pain and load allow.

    With pain always the same, or fewer than 5 days with load, only the series themselves.
    """
    return gate_state(loads, pains).gate


def gate_state(loads: Numbers, pains: Numbers) -> GateState:
    """Return the gate with what it rests on."""
    paired = ~(np.isnan(loads) | np.isnan(pains))
    pairs = int(paired.sum())
    loaded = int((loads[paired] > 0).sum())
    least, by_number = next(
        ((least, found) for least, found in GATE_FROM_PAIRS if pairs >= least), (0, Gate.SERIES)
    )
    closed_by = None
    if by_number is not Gate.SERIES:
        closed_by = _closed_by(loaded, float(np.ptp(pains[paired])))
    later = [needed - pairs for needed, _gate in GATE_FROM_PAIRS if needed > max(least, pairs)]
    return GateState(
        gate=Gate.SERIES if closed_by else by_number,
        pairs=pairs,
        loaded_days=loaded,
        missing_pairs=min(later, default=None),
        closed_by=closed_by,
    )


def _closed_by(loaded: int, pain_range: float) -> Message | None:
    if pain_range == 0:
        return Message(
            marked(
                "Your pain score was the same on all these days, so there is no link to look for."
            )
        )
    if loaded < FEWEST_LOADED_DAYS:
        return Message(
            marked("Days with load and pain so far: {count}. A comparison needs at least {least}."),
            {"count": loaded, "least": FEWEST_LOADED_DAYS},
        )
    return None
