"""The other way round: people run less when it hurts, and that looks like a link too."""

from dataclasses import dataclass

from rehabplanner.analytics.lags import Lag, lag_correlation
from rehabplanner.analytics.timeline import Numbers

ERROR_RATE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Reverse:
    """Pain and the load of the day after (lag -1), beside load and the pain of the day after.

    `is_as_strong` says that the reverse is at least as strong; by itself that happens to every
    second person without any link. `is_worth_saying` also asks that one of the two is more than
    chance: only then may pain be steering the running.
    """

    back: Lag
    forth: Lag
    is_as_strong: bool
    is_worth_saying: bool


def reverse_direction(loads: Numbers, pains: Numbers) -> Reverse:
    """Return the reverse direction and how it compares."""
    back, forth = lag_correlation(loads, pains, -1), lag_correlation(loads, pains, 1)
    is_as_strong = back.rho is not None and abs(back.rho) >= abs(forth.rho or 0.0)
    is_any_clear = any(one.p is not None and one.p < ERROR_RATE for one in (back, forth))
    return Reverse(
        back=back,
        forth=forth,
        is_as_strong=is_as_strong,
        is_worth_saying=is_as_strong and is_any_clear,
    )
