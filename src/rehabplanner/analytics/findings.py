"""Everything the analysis says of one person: numbers for charts, sentences for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from rehabplanner.analytics.before_after import BeforeAfter, before_after
from rehabplanner.analytics.changes import Change, level_changes
from rehabplanner.analytics.days import timeline
from rehabplanner.analytics.effort_estimate import (
    EffortEstimate,
    estimated_efforts,
    with_estimates,
)
from rehabplanner.analytics.factors import FactorEffect, factor_columns, factor_effects
from rehabplanner.analytics.gates import Gate
from rehabplanner.analytics.link import Link, link
from rehabplanner.analytics.response import DISTANCE_STEP_M, LOAD_STEP
from rehabplanner.analytics.sentences import (
    basis_sentence,
    factor_sentence,
    main_sentence,
    stability_sentence,
    steering_sentence,
)
from rehabplanner.analytics.surrogates import DRAWS
from rehabplanner.analytics.timeline import Measure, Numbers, PainKind, Timeline
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.problems import Message, marked

FEWEST_LOADS_SHARE = 0.8
"""Load is analysed unless it is known on fewer than this share of the days with a distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """Pain before and after a day on which the plan changed."""

    day: date
    comparison: BeforeAfter


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """A day around which the level of pain changed."""

    day: date
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the analysis says of one person in one period.

    `sentences` are for reading, the most important first; `basis` belongs under every one of
    them. `estimates` are the sessions whose effort was estimated for this analysis: empty unless
    that was asked for. `loads` and `pains` are the columns that were analysed, from `first` on.
    """

    first: date
    measure: Measure
    loads: Numbers
    pains: Numbers
    link: Link
    factors: tuple[FactorEffect, ...]
    level_changes: tuple[LevelChange, ...]
    plan_changes: tuple[PlanChange, ...]
    estimates: dict[UUID, EffortEstimate]
    sentences: tuple[Message, ...]
    basis: Message


def findings(
    dossier: Dossier,
    first: date | None = None,
    last: date | None = None,
    *,
    measure: Measure | None = None,
    parts: frozenset[BodyPart] | None = None,
    plan_changes: Sequence[date] | None = None,
    use_estimates: bool = False,
    draws: int = DRAWS,
) -> Findings | None:
    """Return the findings from the first to the last day; None where nothing was noted.

    Pain is the morning value, of `parts` of the body or of all. Without `measure`, load is
    analysed, or distance where too few efforts are noted. Without `plan_changes`, pain is
    compared before and after the first day of the plan.
    """
    first, last = first or dossier.first_day(), last or dossier.last_day()
    if first is None or last is None or last < first:
        return None
    estimates = estimated_efforts(dossier) if use_estimates else {}
    analysed = with_estimates(dossier, estimates)
    estimates = _within(estimates, dossier, first, last)
    table = timeline(analysed, first, last, parts)
    measure = measure or measure_to_analyse(table)
    loads, pains = load_column(table, measure), table.pain[PainKind.MORNING]
    step = step_of(measure)
    found = link(
        first,
        loads,
        pains,
        table.is_logged,
        is_run_day=np.asarray(table.runs > 0, dtype=np.bool_),
        step=step,
        draws=draws,
    )
    factors: tuple[FactorEffect, ...] = ()
    if found.state.gate.allows(Gate.REGRESSION):
        factors = factor_effects(loads, pains, factor_columns(analysed, table), step=step)
    steps = level_changes(pains) if found.state.gate.allows(Gate.FULL) else ()
    changes = [LevelChange(day=table.day(one.column), change=one) for one in steps]
    if plan_changes is None:
        plan_changes = [item.day for item in dossier.items[:1]]
    compared = _compared(table, pains, plan_changes)
    return Findings(
        first=first,
        measure=measure,
        loads=loads,
        pains=pains,
        link=found,
        factors=factors,
        level_changes=tuple(changes),
        plan_changes=compared,
        estimates=estimates,
        sentences=_sentences(found, factors, changes, compared, len(estimates)),
        basis=basis_sentence(found.basis),
    )


def measure_to_analyse(table: Timeline) -> Measure:
    """Return LOAD, or DISTANCE where efforts are missing: chosen by what is known, not by pain."""
    loads, distances = (
        int(np.count_nonzero(load_column(table, measure) > 0))
        for measure in (Measure.LOAD, Measure.DISTANCE)
    )
    return Measure.DISTANCE if loads < FEWEST_LOADS_SHARE * distances else Measure.LOAD


def load_column(table: Timeline, measure: Measure) -> Numbers:
    """Return a measure by day for statistics: a day that is only partly known is unknown."""
    amounts = table.amounts[measure]
    return np.where(amounts.is_partial, np.nan, amounts.total)


def step_of(measure: Measure) -> float:
    """Return the amount that an effect is given for: 100 units, 5 km, or 30 of anything else."""
    return {Measure.LOAD: LOAD_STEP, Measure.DISTANCE: DISTANCE_STEP_M}.get(measure, 30.0)


def _within(
    estimates: dict[UUID, EffortEstimate], dossier: Dossier, first: date, last: date
) -> dict[UUID, EffortEstimate]:
    if not estimates:
        return estimates
    inside = between(dossier.activities, first, last)
    return {one.id: estimates[one.id] for one in inside if one.id in estimates}


def _compared(table: Timeline, pains: Numbers, days: Sequence[date]) -> tuple[PlanChange, ...]:
    found = []
    for day in sorted(set(days)):
        comparison = before_after(pains, table.index(day))
        if comparison is not None:
            found.append(PlanChange(day=day, comparison=comparison))
    return tuple(found)


def _sentences(
    found: Link,
    factors: tuple[FactorEffect, ...],
    level_changes: Sequence[LevelChange],
    plan_changes: Sequence[PlanChange],
    estimated: int,
) -> tuple[Message, ...]:
    sentences = [
        main_sentence(found),
        steering_sentence(found),
        stability_sentence(found),
        factor_sentence(factors),
        *(_level_sentence(one) for one in level_changes),
        *(_plan_sentence(one) for one in plan_changes),
        found.state.next_step,
    ]
    if estimated:
        sentences.append(
            Message(
                marked("Sessions whose effort was not noted and was estimated for this: {count}."),
                {"count": estimated},
            )
        )
    return tuple(one for one in sentences if one is not None)


def _level_sentence(one: LevelChange) -> Message:
    return Message(
        marked(
            "The level of your pain changed around {day}: from about {before} to about {after}."
        ),
        {
            "day": one.day,
            "before": round(one.change.before, 1),
            "after": round(one.change.after, 1),
        },
    )


def _plan_sentence(one: PlanChange) -> Message:
    found = one.comparison
    low, high = found.difference.outwards()
    values = {
        "day": one.day,
        "before": round(found.before, 1),
        "after": round(found.after, 1),
        "low": low,
        "high": high,
        "last": one.day - timedelta(days=1),
    }
    if found.difference.p >= 0.05:
        return Message(
            marked(
                "Morning pain up to {last} was {before} on average, from {day} on {after}: "
                "no clear difference ({low} to {high} points)."
            ),
            values,
        )
    return Message(
        marked(
            "Morning pain up to {last} was {before} on average, from {day} on {after}: "
            "a change of {low} to {high} points. Why it changed, this cannot say."
        ),
        values,
    )
