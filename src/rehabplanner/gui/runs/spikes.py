"""The single-session guard in words, for the runs of a log."""

from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from rehabplanner.analytics.guard import SPIKES, WINDOW_DAYS, guard_with_floor, running_seconds
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.people import Units
from rehabplanner.wording import _, distance_text


def spikes(activities: Sequence[Activity], units: Units) -> dict[UUID, str]:
    """Return, for each run clearly longer than the longest of the 30 days before, the words.

    Activities must be sorted by day; runs of the same day are not held against each other.
    """
    runs = [one for one in activities if one.is_running and one.distance_m]
    seconds = running_seconds(runs)
    recent: deque[tuple[Activity, float | None]] = deque()
    found: dict[UUID, str] = {}
    for run, running_s in zip(runs, seconds, strict=True):
        while recent and run.day - recent[0][0].day > timedelta(days=WINDOW_DAYS):
            recent.popleft()
        earlier = [(one, ran) for one, ran in recent if one.day < run.day]
        if earlier:
            longest_m = round(max(one.distance_m or 0 for one, _ran in earlier))
            known = [ran for _one, ran in earlier if ran is not None]
            verdict = guard_with_floor(
                longest_m,
                round(run.distance_m or 0),
                round(max(known)) if known else None,
                None if running_s is None else round(running_s),
            )
            if verdict in SPIKES:
                found[run.id] = _(
                    "{distance}: over 10 % longer than the longest run of the 30 days before "
                    "({longest}). Information, not a verdict."
                ).format(
                    distance=distance_text(run.distance_m, units),
                    longest=distance_text(longest_m, units),
                )
        recent.append((run, running_s))
    return found
