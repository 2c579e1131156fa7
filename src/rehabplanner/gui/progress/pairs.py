"""Each day's load beside the pain of the next morning, as far as the amount of data allows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabplanner.analytics.gates import Gate, GateState, gate_state
from rehabplanner.analytics.timeline import DayState, Measure, Numbers, PainKind, Timeline

JITTER = 0.27
"""Dots are moved up or down by at most this many points, so that equal scores do not hide."""
GOLDEN, SILVER = 0.6180339887498949, 0.4142135623730951


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Days with a known load and a known pain score on the next morning.

    `column` is the day in the timeline. `is_run` and `is_rest` tell run days and confirmed rest
    days; the others are days of other sport. `logged_share` is of all days of the span.
    """

    column: NDArray[np.int64]
    load: Numbers
    pain: Numbers
    is_run: NDArray[np.bool_]
    is_rest: NDArray[np.bool_]
    state: GateState
    days: int
    logged_share: float

    @property
    def shows_dots(self) -> bool:
        """Say whether there is enough to compare anything."""
        return self.state.gate.allows(Gate.MEDIANS)

    def median_after(self, days: NDArray[np.bool_]) -> float | None:
        """Return the median pain on the mornings after these days; None where there is none."""
        return float(np.median(self.pain[days])) if days.any() else None


def pairs_of(timeline: Timeline, measure: Measure, span: slice) -> Pairs:
    """Return the pairs whose load lies in the span; a lower bound counts as unknown."""
    amounts = timeline.amounts[measure]
    loads = np.where(amounts.is_partial, np.nan, amounts.total)[span]
    morning = np.append(timeline.pain[PainKind.MORNING], np.nan)
    pains = morning[span.start + 1 : span.stop + 1]
    known = np.flatnonzero(~(np.isnan(loads) | np.isnan(pains)))
    column = known + span.start
    logged = timeline.is_logged[span]
    return Pairs(
        column=column,
        load=loads[known],
        pain=pains[known],
        is_run=timeline.runs[column] > 0,
        is_rest=timeline.state[column] == DayState.REST,
        state=gate_state(loads, pains),
        days=len(logged),
        logged_share=float(logged.mean()) if len(logged) else 0.0,
    )


def jitter(ordinals: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Return a shift across (-0.5 to 0.5) and up for each day, the same at every drawing."""
    across = np.modf(ordinals * SILVER)[0] - 0.5
    up = (np.modf(ordinals * GOLDEN)[0] - 0.5) * 2 * JITTER
    return np.asarray(across, dtype=np.float64), np.asarray(up, dtype=np.float64)
