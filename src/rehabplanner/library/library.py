"""The library: everything that is shipped as content, read when first needed."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.flags import FlagSet
from rehabplanner.domain.progression import Limits
from rehabplanner.library.exercises import load_exercises
from rehabplanner.library.flags import load_flags
from rehabplanner.library.messages import Lesson, load_lessons
from rehabplanner.library.programmes import Programme, load_programmes
from rehabplanner.library.rules import Rule, limits_of, load_rules
from rehabplanner.library.search import Index


class Library:
    """Exercises, starter weeks and education texts, in the language of `translate`."""

    def __init__(self, resources: Path, translate: Callable[[str], str]) -> None:
        self._resources = resources
        self._translate = translate

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """Return all exercises by id."""
        return load_exercises(self._resources / "exercises", self._translate)

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """Return the starter weeks by id."""
        return load_programmes(self._resources / "programmes", self._translate)

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """Return the education texts by id."""
        return load_lessons(self._resources / "messages", self._translate)

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

    @cached_property
    def index(self) -> Index:
        """Return the search index over all exercises."""
        return Index(self.exercises.values())
