"""The way from easier to harder exercises, as one row."""

from collections.abc import Mapping, Sequence

from rehabplanner.domain.exercises import Exercise

MOST_RUNGS = 30


def rungs(
    exercise: Exercise, exercises: Mapping[str, Exercise], before: Sequence[Exercise] = ()
) -> tuple[Exercise, ...]:
    """Return the exercises from the easiest to the hardest that lead through this one.

    `before` is the row that was walked: as long as the exercise stands in it, it stays as it is,
    since two ladders can share a rung.
    """
    if any(one.id == exercise.id for one in before):
        return tuple(exercises[one.id] for one in before if one.id in exercises)
    down = _walked(exercise, exercises, "easier")
    up = _walked(exercise, exercises, "harder", {one.id for one in down})
    return (*reversed(down), exercise, *up)


def _walked(
    exercise: Exercise,
    exercises: Mapping[str, Exercise],
    way: str,
    passed: set[str] | None = None,
) -> list[Exercise]:
    seen = {exercise.id, *(passed or ())}
    found: list[Exercise] = []
    link = getattr(exercise, way)
    while link in exercises and link not in seen and len(found) < MOST_RUNGS:
        seen.add(link)
        found.append(exercises[link])
        link = getattr(exercises[link], way)
    return found
