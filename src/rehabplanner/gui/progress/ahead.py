"""The planned runs that stand out before they are run, by day: the plan's own guard."""

from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.timeline import DayState, Numbers, Timeline
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.planning.outlook import Outlook

MOST_WEEKS = 26


def ahead_percents(dossier: Dossier, timeline: Timeline, today: date) -> Numbers:
    """Return by how many percent each day's planned run would be longer; NaN where none is.

    Longer than the longest of the 30 days before by more than a tenth, what is planned in between
    counted as done. Days that have a session already are left out.
    """
    found = np.full(len(timeline), np.nan)
    if not dossier.items:
        return found
    monday = monday_of(today)
    for _week in range(MOST_WEEKS):
        if monday > dossier.items[-1].day:
            break
        items = [one for one in dossier.items_of_week(monday) if one.day >= today]
        outlook = Outlook(dossier, today, monday) if items else None
        for item in items:
            column = timeline.index(item.day)
            ahead = outlook.ahead(item) if outlook is not None else None
            is_open = column < len(timeline) and timeline.state[column] != DayState.SESSION
            if ahead is not None and ahead.is_spike and ahead.percent is not None and is_open:
                found[column] = np.fmax(found[column], ahead.percent)
        monday += timedelta(days=7)
    return found
