"""Filters of the library with counts: how many exercises each choice would leave."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import own_id
from rehabplanner.domain.problems import marked

NOTHING = ""
"""The value of the equipment facet for exercises that need none."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by: its key, its title, and the values that an exercise has of it."""

    key: str
    title: str
    values: Callable[[Exercise], Collection[str]]


FACETS = (
    Facet("group", marked("All groups"), lambda one: (one.group,)),
    Facet("position", marked("All positions"), lambda one: (one.position,)),
    Facet("equipment", marked("All equipment"), lambda one: one.equipment or (NOTHING,)),
    Facet("aim", marked("All aims"), lambda one: one.aims),
    Facet("region", marked("All body parts"), lambda one: one.regions),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is filtered by: one value per facet at most, the core set, favourites, own ones."""

    values: Mapping[str, str] = field(default_factory=dict)
    only_core: bool = False
    only_favourites: bool = False
    only_own: bool = False

    def __bool__(self) -> bool:
        """Say whether anything is filtered."""
        return bool(self.values) or self.only_core or self.only_favourites or self.only_own

    def keeps(
        self, exercise: Exercise, favourites: Collection[str], but: Facet | None = None
    ) -> bool:
        """Say whether an exercise passes, leaving one facet out if asked."""
        if self.only_core and not exercise.is_core:
            return False
        if self.only_own and own_id(exercise.id) is None:
            return False
        if self.only_favourites and exercise.id not in favourites:
            return False
        return all(
            self.values[facet.key] in facet.values(exercise)
            for facet in FACETS
            if facet is not but and facet.key in self.values
        )


def counts(
    facet: Facet, found: Iterable[Exercise], choice: Choice, favourites: Collection[str]
) -> list[tuple[str, int]]:
    """Return each value of a facet with the number of exercises it would leave, most first.

    The facet's own choice does not count, so that another value can be chosen at once; a chosen
    value is listed even where it leaves none.
    """
    tally: Counter[str] = Counter()
    for exercise in found:
        if choice.keeps(exercise, favourites, but=facet):
            tally.update(facet.values(exercise))
    if facet.key in choice.values:
        tally.setdefault(choice.values[facet.key], 0)
    return sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))


def in_order(found: Sequence[Exercise], first: Sequence[str], is_searching: bool) -> list[Exercise]:
    """Return the exercises by id with the first ones in front; a search keeps its order."""
    if is_searching:
        return list(found)
    place = {exercise_id: number for number, exercise_id in enumerate(first)}
    return sorted(found, key=lambda one: (place.get(one.id, len(place)), one.id))
