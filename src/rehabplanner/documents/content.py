"""What a programme on paper is made from: the person, the week, and how exercises look."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.drawn import MM, last_photograph, last_picture, photographs, pictures_of
from rehabplanner.documents.style import Style
from rehabplanner.documents.week import Prescription, WeekPlan, gather
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person
from rehabplanner.domain.plan_code import next_mondays, shared_plan, write_plan
from rehabplanner.domain.problems import Problem
from rehabplanner.figures.figure import Figure

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A person's plan from one week on.

    `photos` are the photographs of own exercises, start first, by the exercise's id.
    """

    dossier: Dossier
    monday: date
    exercises: Mapping[str, Exercise]
    figures: Mapping[str, Figure] | None
    today: date
    photos: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    has_code: bool = True
    week: WeekPlan = field(init=False)

    def __post_init__(self) -> None:
        """Gather the week."""
        week = gather(self.dossier, self.monday, self.exercises)
        object.__setattr__(self, "week", week)

    @property
    def person(self) -> Person:
        """Return whose programme it is."""
        return self.dossier.person

    @property
    def code_lines(self) -> tuple[str, ...]:
        """Return the week as lines for square codes; none where nothing is planned."""
        if not self.has_code or self.week.is_empty:
            return ()
        return write_plan(shared_plan(self.dossier, (self.monday,)))

    def weeks(self, count: int) -> list[tuple[WeekPlan, int]]:
        """Return plans and for how many weeks each holds, over `count` weeks from the first on.

        A week without a plan of its own goes on with the one before.
        """
        found: list[tuple[WeekPlan, int]] = []
        for monday in next_mondays(self.monday, count):
            plan = gather(self.dossier, monday, self.exercises)
            if found and (plan.is_empty or plan.same_as(found[-1][0])):
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((plan, 1))
        return found

    def pictures(
        self, prescription: Prescription, style: Style, *, beside: bool | None = None
    ) -> list[Block]:
        """Return the drawings or photographs of an exercise; none where there are none.

        `beside` puts start and end beside (True) or below (False) each other.
        """
        exercise = prescription.exercise
        if exercise is None:
            return []
        if exercise.id in self.photos:
            return photographs(self.photos[exercise.id], style, beside=bool(beside))
        figure = self.figures.get(exercise.id) if self.figures else None
        if figure is None:
            return []
        try:
            return pictures_of(figure, style, beside=beside)
        except (Problem, ArithmeticError):
            log.warning("figure %s cannot be drawn", figure.id)
            return []

    def last_picture(
        self, prescription: Prescription, style: Style, width_pt: float
    ) -> Block | None:
        """Return one small picture of an exercise, its end; None where there is none."""
        exercise = prescription.exercise
        if exercise is None:
            return None
        tallest_mm = width_pt * 0.8 / MM
        if exercise.id in self.photos:
            return last_photograph(self.photos[exercise.id], style, tallest_mm)
        figure = self.figures.get(exercise.id) if self.figures else None
        if figure is None:
            return None
        try:
            return last_picture(figure, style, tallest_mm)
        except (Problem, ArithmeticError):
            log.warning("figure %s cannot be drawn", figure.id)
            return None
