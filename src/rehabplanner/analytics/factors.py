"""What else may go with the pain of the morning: sleep, stress, energy, sitting and so on.

One at a time, each added to the pre-specified regression of `response`, and adjusted for their
number by Benjamini and Hochberg. Sleep is that of the night before the morning; all else is of
the day before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.days import column_of, numbers
from rehabplanner.analytics.ranks import adjusted
from rehabplanner.analytics.regression import Coefficient
from rehabplanner.analytics.response import LOAD_STEP, Scale, next_day_response
from rehabplanner.analytics.timeline import DayState, Numbers, Timeline
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.problems import marked

FEWEST_DAYS = 60
FEWEST_OF_EACH = 5


class Factor(StrEnum):
    """What may go with pain besides load."""

    SLEEP = "sleep"
    STRESS = "stress"
    WORRY = "worry"
    MOOD = "mood"
    SITTING = "sitting"
    STRENGTH = "strength"
    ENERGY = "energy"
    FAMILY = "family"
    ALCOHOL = "alcohol"


FACTOR_NAMES: Mapping[Factor, str] = {
    Factor.SLEEP: marked("Sleep, per hour"),
    Factor.STRESS: marked("Stress the day before, per point"),
    Factor.WORRY: marked("Worry the day before, per point"),
    Factor.MOOD: marked("Mood the day before, per point"),
    Factor.SITTING: marked("Sitting the day before, per hour"),
    Factor.STRENGTH: marked("Strength work the day before"),
    Factor.ENERGY: marked("Energy the day before, per point"),
    Factor.FAMILY: marked("Strain at home the day before, per point"),
    Factor.ALCOHOL: marked("Alcohol the day before, per drink"),
}


_NOTED: Mapping[Factor, str] = {
    Factor.SITTING: "sitting_h",
    Factor.ENERGY: "energy",
    Factor.FAMILY: "family_strain",
    Factor.ALCOHOL: "alcohol_drinks",
}
"""What is read from the diary here, since no chart shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorEffect:
    """How the morning's pain goes with one factor, load and yesterday's pain being equal.

    `effect` is in points (or ranks) per hour, per point, or for strength work against none.
    """

    factor: Factor
    effect: Coefficient
    scale: Scale
    n: int
    p_adjusted: float


def factor_columns(dossier: Dossier, table: Timeline) -> dict[Factor, Numbers]:
    """Return the factors by day, each moved to the morning it may explain; NaN unknown."""
    days = between(dossier.days, table.first, table.last)
    column = column_of(days, table.origin)
    noted = {}
    for factor, attribute in _NOTED.items():
        noted[factor] = np.full(len(table), np.nan)
        noted[factor][column] = numbers([getattr(entry, attribute) for entry in days])
    strength = np.where(table.state >= DayState.REST, 0.0, np.nan)
    sessions = between(dossier.activities, table.first, table.last)
    trained = [one for one in sessions if one.kind is Kind.STRENGTH]
    strength[column_of(trained, table.origin)] = 1.0
    day_before = {
        Factor.STRESS: table.stress,
        Factor.WORRY: table.worry,
        Factor.MOOD: table.mood,
        Factor.STRENGTH: strength,
        **noted,
    }
    return {Factor.SLEEP: table.sleep_h} | {
        factor: np.concatenate([[np.nan], values[:-1]]) for factor, values in day_before.items()
    }


def factor_effects(
    loads: Numbers,
    pains: Numbers,
    columns: Mapping[Factor, Numbers],
    *,
    step: float = LOAD_STEP,
) -> tuple[FactorEffect, ...]:
    """Return the factors with enough days, the clearest first.

    A factor needs 60 days with all values; strength work 5 mornings with and 5 without it.
    """
    found = []
    for factor, values in columns.items():
        if _is_one_sided(values):
            continue
        fit = next_day_response(loads, pains, step=step, others={factor.value: values})
        if fit is not None and fit.n >= FEWEST_DAYS:
            found.append((factor, fit.others[factor.value], fit))
    chances = adjusted([effect.p for _factor, effect, _fit in found])
    effects = [
        FactorEffect(factor=factor, effect=effect, scale=fit.scale, n=fit.n, p_adjusted=p)
        for (factor, effect, fit), p in zip(found, chances, strict=True)
        if p is not None
    ]
    return tuple(sorted(effects, key=lambda one: (one.p_adjusted, one.effect.p)))


def _is_one_sided(values: Numbers) -> bool:
    """Say whether nearly all known values are the same."""
    known = values[~np.isnan(values)]
    if not len(known):
        return True
    _levels, counts = np.unique(known, return_counts=True)
    return len(known) - int(counts.max()) < FEWEST_OF_EACH
