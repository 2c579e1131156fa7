"""What can be chosen for a programme on paper."""

from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.documents.style import Theme

MOST_WEEKS = 6
LARGE_SCALE = 1.35
"""Sets running text in 16 points."""


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"


class Edition(StrEnum):
    """What the programme on paper holds."""

    FULL = "full"
    FRIDGE = "fridge"
    LARGE = "large"
    PICTOGRAMS = "pictograms"
    LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutOptions:
    """How the programme looks. `font_scale` 1 sets running text in 12 points.

    `weeks` is for how many weeks there is room to tick; `has_code` prints the plan as a square
    code, and `is_fillable` adds fields to the log sheet that can be filled in on a screen.
    """

    paper: Paper = Paper.A4
    edition: Edition = Edition.FULL
    theme: Theme = Theme.COLOUR
    is_landscape: bool = False
    font_scale: float = 1.0
    weeks: int = 1
    has_code: bool = True
    is_fillable: bool = True

    @property
    def scale(self) -> float:
        """Return the scale of the type: never below 16 points in large print."""
        scale = min(2.0, max(0.9, self.font_scale))
        return max(LARGE_SCALE, scale) if self.edition is Edition.LARGE else scale
