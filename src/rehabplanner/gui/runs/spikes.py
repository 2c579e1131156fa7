"""The single-session guard in words, for the runs of a log: the same guard as on the chart."""

from collections.abc import Sequence
from operator import itemgetter
from uuid import UUID

import numpy as np

from rehabplanner.analytics.guard import BINS, SPIKES, Guards, guards_of_days, running_seconds
from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.people import Units
from rehabplanner.wording import _, distance_text, duration_text


def spikes(activities: Sequence[Activity], units: Units) -> dict[UUID, str]:
    """Return, for each run clearly longer than the longest of the 30 days before, the words.

    Activities must be sorted by day; runs of the same day are not held against each other. A
    run-walk is compared by its running minutes, where they are known.
    """
    runs = [one for one in activities if one.is_running]
    if not runs:
        return {}
    origin = runs[0].day.toordinal()
    guards = guards_of_days(runs, origin, runs[-1].day.toordinal() - origin + 1)
    marked_days = np.flatnonzero(np.isin(guards.code, [BINS.index(one) for one in SPIKES]))
    found: dict[UUID, str] = {}
    for column in marked_days.tolist():
        run = _longest(runs, origin + column, is_by_time=bool(guards.is_by_time[column]))
        if run is not None:
            found[run.id] = _words(run, guards, column, units)
    return found


def _longest(runs: Sequence[Activity], ordinal: int, *, is_by_time: bool) -> Activity | None:
    """Return the run of a day that the guard looked at."""
    of_day = [one for one in runs if one.day.toordinal() == ordinal]
    seconds = running_seconds(of_day)
    sizes = [
        (ran or 0, one) if is_by_time else (one.distance_m or 0, one)
        for one, ran in zip(of_day, seconds, strict=True)
        if (one.kind is Kind.RUN_WALK and (ran or 0) > 0) == is_by_time
    ]
    return max(sizes, key=itemgetter(0), default=(0, None))[1]


def _words(run: Activity, guards: Guards, column: int, units: Units) -> str:
    if guards.is_by_time[column]:
        (ran,) = running_seconds([run])
        size = duration_text(ran)
        longest = duration_text(int(guards.longest_before_s[column]))
        pattern = _(
            "{size} of running: over 10 % more than in the longest run of the 30 days before "
            "({longest}). Information, not a verdict."
        )
    else:
        size = distance_text(run.distance_m, units)
        longest = distance_text(int(guards.longest_before_m[column]), units)
        pattern = _(
            "{size}: over 10 % longer than the longest run of the 30 days before "
            "({longest}). Information, not a verdict."
        )
    return pattern.format(size=size, longest=longest)
