"""Which days a range button stands for."""

from collections.abc import Mapping
from datetime import date, timedelta

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.progress.content import Step

RANGES = ("4w", "12w", "6m", "1y", "all")
RANGE_DAYS: Mapping[str, int] = {"4w": 28, "12w": 84, "6m": 182, "1y": 365}
LOOK_AHEAD_DAYS = 7
FRESH_DAYS = 14


def data_days(dossier: Dossier | None, today: date) -> tuple[date, date]:
    """Return the first and last day with entries; today where there are none."""
    first = dossier.first_day() if dossier else None
    last = dossier.last_day() if dossier else None
    return first or today, last or today


def range_days(key: str, dossier: Dossier | None, today: date, step: Step) -> tuple[date, date]:
    """Return the days of a range button: up to the last data, and a week of plan if it is fresh."""
    first, last = data_days(dossier, today)
    end = last
    if dossier is not None and dossier.items and today - last <= timedelta(days=FRESH_DAYS):
        end = max(last, min(dossier.items[-1].day, last + timedelta(days=LOOK_AHEAD_DAYS)))
    if step is Step.WEEK:
        end = monday_of(end) + timedelta(days=6)
    days = RANGE_DAYS.get(key)
    if days is None:
        # A first week alone would be one bar as wide as the window.
        return min(first, end - timedelta(days=RANGE_DAYS["4w"] - 1)), end
    return end - timedelta(days=days - 1), end
