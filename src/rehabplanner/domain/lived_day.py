"""The day that somebody is living: it ends when the night does."""

from datetime import date, datetime, timedelta

DAY_ENDS_AT_HOUR = 4


def lived_day(now: datetime) -> date:
    """Return the day of a moment on the clock: before four in the morning it is still yesterday."""
    return (now - timedelta(hours=DAY_ENDS_AT_HOUR)).date()


def today() -> date:
    """Return the day that is being lived now, by this computer's clock."""
    return lived_day(datetime.now())
