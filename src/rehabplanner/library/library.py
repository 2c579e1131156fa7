"""The library: everything that is shipped as content, read when first needed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.flags import FlagSet
from rehabplanner.domain.measures import Measure
from rehabplanner.domain.own_exercises import OwnExercise
from rehabplanner.domain.progression import Limits
from rehabplanner.library.exercises import load_exercises
from rehabplanner.library.flags import load_flags
from rehabplanner.library.measures import load_measures
from rehabplanner.library.messages import Lesson, load_lessons
from rehabplanner.library.own import merged
from rehabplanner.library.programmes import Programme, load_programmes
from rehabplanner.library.rules import Rule, limits_of, load_rules
from rehabplanner.library.search import Index


class Library:
    """Exercises, starter weeks and education texts, in the language of `translate`.

    `own` gives the exercises that people made; they stand behind the shipped ones, always as they
    are now. As long as they stay the same, `exercises` and `index` stay the same objects.
    """

    def __init__(
        self,
        resources: Path,
        translate: Callable[[str], str],
        own: Callable[[], Sequence[OwnExercise]] = tuple,
    ) -> None:
        self._resources = resources
        self._translate = translate
        self._own = own
        self._merged_own: tuple[OwnExercise, ...] = ()
        self._merged: Mapping[str, Exercise] | None = None
        self._index: tuple[Mapping[str, Exercise], Index] | None = None

    @cached_property
    def shipped(self) -> Mapping[str, Exercise]:
        """Return the exercises that came with the program, by id."""
        return load_exercises(self._resources / "exercises", self._translate)

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Return all exercises by id, the own ones last."""
        own = tuple(self._own())
        if self._merged is None or own != self._merged_own:
            self._merged = merged(self.shipped, own) if own else self.shipped
            self._merged_own = own
        return self._merged

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """Return the starter weeks by id."""
        return load_programmes(self._resources / "programmes", self._translate)

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """Return the education texts by id."""
        return load_lessons(self._resources / "messages", self._translate)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Return the outcome measures by id."""
        return load_measures(self._resources / "measures", self._translate)

    @cached_property
    def flags(self) -> FlagSet:
        """Return the safety questions."""
        return load_flags(self._resources / "flags", self._translate)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Return the limits of the pain rule with their sources."""
        return load_rules(self._resources / "rules", self._translate)

    @cached_property
    def limits(self) -> Limits:
        """Return the limits of the pain rule as shipped."""
        return limits_of(self.rules)

    @property
    def index(self) -> Index:
        """Return the search index over all exercises."""
        exercises = self.exercises
        if self._index is None or self._index[0] is not exercises:
            self._index = (exercises, Index(exercises.values()))
        return self._index[1]
