"""Load and pain as two columns: everything the gate allows, and the one sentence of it."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.contrast import Contrast, mornings_after
from rehabplanner.analytics.gates import Gate, GateState, gate_state
from rehabplanner.analytics.lags import Lag, lag_profile, lags_of
from rehabplanner.analytics.response import (
    LOAD_STEP,
    Halves,
    Response,
    next_day_response,
    stability,
)
from rehabplanner.analytics.reverse import Reverse, reverse_direction
from rehabplanner.analytics.surrogates import DRAWS
from rehabplanner.analytics.timeline import Numbers, Truths

BIG_DAY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an answer rests on: the period, its days, the pairs, and what these are worth.

    `n_effective` is that of lag 1, None below the gate of the lags.
    """

    first: date
    last: date
    days: int
    logged_days: int
    pairs: int
    n_effective: float | None

    @property
    def share_logged(self) -> float:
        """Return the share of the days on which anything was noted or done."""
        return self.logged_days / self.days if self.days else 0.0

    @property
    def weeks(self) -> int:
        """Return the period in whole weeks, at least 1."""
        return max(1, round(self.days / 7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How pain follows load, as far as the gate allows; what it does not allow is None or empty.

    `step` is what `response` counts the load in (units, or metres). `big_day` is the load of a
    big day: one loaded day in ten is bigger; None without a loaded day.
    """

    state: GateState
    basis: Basis
    step: float
    big_day: float | None
    contrast: Contrast | None
    lags: tuple[Lag, ...]
    reverse: Reverse | None
    response: Response | None
    halves: Halves | None

    @property
    def next_day(self) -> Lag | None:
        """Return the lag of one day; None below its gate."""
        return next((one for one in self.lags if one.lag == 1), None)


def link(
    first: date,
    loads: Numbers,
    pains: Numbers,
    is_logged: Truths,
    *,
    is_run_day: Truths | None = None,
    step: float = LOAD_STEP,
    draws: int = DRAWS,
) -> Link:
    """Return how pain follows load in these columns, the first of which is day `first`."""
    state = gate_state(loads, pains)
    lags = lag_profile(loads, pains, lags_of(state.gate), draws) if lags_of(state.gate) else ()
    may_regress = state.gate.allows(Gate.REGRESSION)
    loaded = loads[loads > 0]
    return Link(
        state=state,
        basis=Basis(
            first=first,
            last=first + timedelta(days=max(len(loads) - 1, 0)),
            days=len(loads),
            logged_days=int(np.count_nonzero(is_logged)),
            pairs=state.pairs,
            n_effective=next((one.n_effective for one in lags if one.lag == 1), None),
        ),
        step=step,
        big_day=float(np.quantile(loaded, BIG_DAY)) if len(loaded) else None,
        contrast=mornings_after(loads, pains, is_run_day)
        if state.gate.allows(Gate.MEDIANS)
        else None,
        lags=lags,
        reverse=reverse_direction(loads, pains) if lags else None,
        response=next_day_response(loads, pains, step=step) if may_regress else None,
        halves=stability(loads, pains, step=step) if state.gate.allows(Gate.FULL) else None,
    )
