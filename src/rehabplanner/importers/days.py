"""Diary days from files: only those that are not in the diary yet, each day once."""

from collections.abc import Iterable
from datetime import date

from rehabplanner.domain.diary import DayEntry


def new_days(entries: Iterable[DayEntry], known: set[date]) -> list[DayEntry]:
    """Return the first entry of each day that is not in `known`; adds those days to `known`.

    What a person wrote in the diary is never replaced by a file.
    """
    found = []
    for entry in entries:
        if entry.day not in known:
            known.add(entry.day)
            found.append(entry)
    return found
