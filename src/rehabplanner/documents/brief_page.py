"""The rows of a visit brief, as the planner makes them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """Since when it looks back, and its rows: a label and lines each."""

    since: date
    heading: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
