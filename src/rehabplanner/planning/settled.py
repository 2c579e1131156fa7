"""What came of each plan item, looked up quickly: built once for the records on show."""

from collections.abc import Mapping
from uuid import UUID

from rehabplanner.domain.plans import Completion


class _Last:
    """The table made last; a dossier hands out the same tuple until something changes."""

    completions: tuple[Completion, ...] = ()
    by_item: Mapping[UUID, Completion] = {}


def completions_by_item(completions: tuple[Completion, ...]) -> Mapping[UUID, Completion]:
    """Return the completion of each plan item."""
    if completions is not _Last.completions:
        _Last.by_item = {one.item_id: one for one in completions}
        _Last.completions = completions
    return _Last.by_item
