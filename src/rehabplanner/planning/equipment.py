"""What a person has at hand, as they wrote it, against what an exercise needs."""

import re
from collections.abc import Mapping

from rehabplanner.domain.exercises import Exercise

EVERYWHERE = frozenset({"mat", "wall", "chair", "paper", "timer", "cushion", "hill"})
"""Found in every home or street, or done without."""
SAME: Mapping[str, frozenset[str]] = {
    "band": frozenset({"mini-band", "long band"}),
    "bands": frozenset({"mini-band", "long band"}),
    "theraband": frozenset({"long band"}),
    "weights": frozenset({"dumbbells", "kettlebell", "weight"}),
    "weight": frozenset({"dumbbells", "weight"}),
    "dumbbell": frozenset({"dumbbells", "weight"}),
    "dumbbells": frozenset({"weight"}),
    "kettlebell": frozenset({"weight", "dumbbells"}),
    "stairs": frozenset({"step"}),
    "stair": frozenset({"step"}),
    "sofa": frozenset({"bench"}),
    "swimming pool": frozenset({"pool"}),
}
GYM = frozenset({"gym", "studio", "fitness centre", "fitness center"})


def lacking(exercise: Exercise, written: str) -> tuple[str, ...]:
    """Return what the exercise needs and the person does not have.

    Nothing is lacking where nothing was written: then it is not known.
    """
    words = {
        part.strip().casefold() for part in re.split(r"[,;/\n]| and ", written) if part.strip()
    }
    if not words or words & GYM:
        return ()
    have = set(EVERYWHERE) | words
    for word in words:
        have |= SAME.get(word, frozenset())
        have |= SAME.get(word.removesuffix("s"), frozenset()) | {word.removesuffix("s")}
    return tuple(one for one in exercise.equipment if one not in have)
