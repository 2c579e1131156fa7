"""What share of the plan was kept, as a report prints it: for a span of days and week by week."""

from collections.abc import Mapping
from datetime import date, timedelta

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.planning.adherence import adherence
from rehabplanner.planning.answers import Answers, limits_for


def kept_shares(
    dossier: Dossier, first: date, last: date, today: date
) -> tuple[int | None, Mapping[date, int | None]]:
    """Return the percent kept from the first to the last day, and that of each week by its Monday.

    None where nothing was planned, or nothing was noted of what was planned.
    """
    answers = Answers(dossier, limits_for(dossier))

    def percent(start: date, end: date) -> int | None:
        return adherence(dossier, start, end, today, answers).total.percent

    weeks: dict[date, int | None] = {}
    monday = monday_of(first)
    while monday <= last:
        weeks[monday] = percent(max(first, monday), min(last, monday + timedelta(days=6)))
        monday += timedelta(days=7)
    return percent(first, last), weeks
