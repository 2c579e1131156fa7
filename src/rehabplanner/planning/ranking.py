"""What comes first among the exercises found: abbreviations such as `sp`, then what is in use."""

import re
from collections.abc import Sequence

from rehabplanner.domain.exercises import Exercise

LONGEST_ABBREVIATION = 4
_HEAD = re.compile(r"[(:,]")


def ranked(found: Sequence[Exercise], text: str, first: Sequence[str]) -> list[Exercise]:
    """Return what was found in the order in which a person most likely means it.

    For a short text without blanks, exercises whose name abbreviates to it (`sp`: side plank) come
    first, then those in `first` (favourites, used lately); a longer text keeps its order.
    """
    typed = text.strip().casefold()
    if not typed or len(typed) > LONGEST_ABBREVIATION or " " in typed:
        return list(found)
    rank = {one: number for number, one in enumerate(first)}
    return sorted(
        found,
        key=lambda exercise: (
            initials(exercise.name) != typed,
            rank.get(exercise.id, len(rank)),
        ),
    )


def initials(name: str) -> str:
    """Return the first letters of the words of a name, up to a bracket, colon or comma."""
    head = _HEAD.split(name)[0]
    return "".join(word[0] for word in re.findall(r"\w+", head.casefold()))
