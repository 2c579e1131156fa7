"""Which sessions the log shows."""

from datetime import date

from rehabplanner.domain.activities import Activity, Kind, Surface
from rehabplanner.wording import word


class Filter:
    """Keeps the sessions that fit the search words, the kind and the period."""

    def __init__(self, words: list[str], kind: Kind | None, first: date | None) -> None:
        self._words, self._kind, self._first = words, kind, first
        self._kinds = {one: f"\n{word(one)}".casefold() for one in Kind}
        self._surfaces: dict[Surface | None, str] = {
            one: f"\n{word(one)}".casefold() for one in Surface
        }
        self._surfaces[None] = ""

    def __call__(self, activity: Activity) -> bool:
        """Say whether the session stays."""
        if self._kind is not None and activity.kind is not self._kind:
            return False
        if self._first is not None and activity.day < self._first:
            return False
        if not self._words:
            return True
        text = (
            f"{activity.title}\n{activity.notes}\n{activity.source_name}\n{activity.day}".casefold()
            + self._kinds[activity.kind]
            + self._surfaces[activity.surface]
        )
        return all(part in text for part in self._words)
