"""The guard and the weekly change in words, before the run is run: information, no verdict."""

from rehabplanner.analytics.guard import GuardBin
from rehabplanner.domain.people import Units
from rehabplanner.planning.outlook import Ahead, WeekChange
from rehabplanner.wording import _, distance_text, minutes_text


def _amount(value: int, units: Units, *, is_by_time: bool) -> str:
    return minutes_text(value / 60) if is_by_time else distance_text(value, units)


def ahead_words(ahead: Ahead | None, units: Units = Units.METRIC) -> str:
    """Return the guard of a planned run in short, for its cell; empty where it says nothing."""
    if ahead is None:
        return ""
    if ahead.longest is None or ahead.bin is GuardBin.NO_REFERENCE:
        return _("No run to compare with in the 30 days before")
    longest = _amount(ahead.longest, units, is_by_time=ahead.is_by_time)
    if ahead.bin is GuardBin.REFERENCE and ahead.is_by_time:
        return _("Most running in 30 days: {longest}").format(longest=longest)
    if ahead.bin is GuardBin.REFERENCE:
        return _("Longest of 30 days: {longest}").format(longest=longest)
    if ahead.bin is GuardBin.TINY:
        return _("A small step above the longest of 30 days ({longest})").format(longest=longest)
    words = _("{percent} % above the longest of 30 days ({longest})")
    return words.format(percent=ahead.percent, longest=longest)


def ahead_explained(ahead: Ahead | None) -> str:
    """Return what stands behind a guard that is above a tenth; empty for any other."""
    if ahead is None or not ahead.is_spike:
        return ""
    return _(
        "In 5205 healthy runners, a run more than 10 % longer than the longest of the last 30 "
        "days went with more overuse injuries on average (Frandsen 2025). That is not your own "
        "risk, and the study was not about backs."
    )


def week_words(change: WeekChange | None, units: Units = Units.METRIC) -> str:
    """Return the weekly change: `Running 1 h 20 min, 12 % more than the week before`."""
    if change is None:
        return ""
    now = _amount(change.now, units, is_by_time=change.is_by_time)
    if change.percent == 0:
        return _("Running {now}, as in the week before").format(now=now)
    pattern = (
        _("Running {now}, {percent} % more than the week before")
        if change.percent > 0
        else _("Running {now}, {percent} % less than the week before")
    )
    return pattern.format(now=now, percent=abs(change.percent))


def week_explained(change: WeekChange | None) -> str:
    """Return what is known of a rise above 30 %; empty below."""
    if change is None or not change.is_much:
        return ""
    return _(
        "More than 30 % in two weeks: weak evidence in beginners (Nielsen 2014; the interval "
        "includes no difference). For your information."
    )
