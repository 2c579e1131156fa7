"""Pain on the mornings after run days and after rest days: two medians, every morning a dot."""

from dataclasses import dataclass

import numpy as np

from rehabplanner.analytics.timeline import Numbers, Truths


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The scores of the mornings after run days and after rest days, oldest first.

    Days with another sport only, and days of which the load is unknown, count in neither.
    """

    after_run: Numbers
    after_rest: Numbers

    @property
    def median_after_run(self) -> float | None:
        """Return the median after run days; None without one."""
        return float(np.median(self.after_run)) if len(self.after_run) else None

    @property
    def median_after_rest(self) -> float | None:
        """Return the median after rest days; None without one."""
        return float(np.median(self.after_rest)) if len(self.after_rest) else None


def mornings_after(loads: Numbers, pains: Numbers, is_run_day: Truths | None = None) -> Contrast:
    """Return the pain of the day after run days and after rest days (load 0).

    Without `is_run_day` every day with a load above 0 is a run day.
    """
    if is_run_day is None:
        is_run_day = loads > 0
    next_day, before_run, load_before = pains[1:], is_run_day[:-1], loads[:-1]
    known = ~np.isnan(next_day)
    return Contrast(
        after_run=next_day[known & before_run],
        after_rest=next_day[known & ~before_run & (load_before == 0)],
    )
