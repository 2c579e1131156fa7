"""An exercise of the library: what it is for, how it is done, its usual dose."""

from dataclasses import dataclass

from rehabplanner.domain.doses import Dose, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise. Texts are already in the person's language; links are ids.

    `per_week` and `minutes` are typical values; `evidence_mark` is one of trial, review, lab,
    convention.
    """

    id: str
    name: str
    synonyms: tuple[str, ...]
    group: str
    regions: tuple[str, ...]
    aims: tuple[str, ...]
    position: str
    equipment: tuple[str, ...]
    helps: tuple[str, ...]
    sides: Side
    why: str
    aim_therapist: str
    start: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    mistake: str
    feel: str
    avoid: str
    dose: Dose
    dose_range: Dose
    per_week: tuple[int, int]
    minutes: int
    progression: tuple[str, ...]
    easier: str | None
    harder: str | None
    evidence: str
    evidence_mark: str
    is_core: bool
