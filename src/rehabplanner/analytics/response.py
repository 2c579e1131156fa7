"""The one question asked in advance: how does pain answer the load of the day before?

    pain(t) = level + trend * t + persistence * pain(t-1) + effect * load(t-1) + error

Ordinary least squares on the days that have all of it (nothing is filled in), with the plain t
interval: yesterday's pain already absorbs what neighbouring days share, and robust errors would
raise false alarms. On the 0-10 scores where at least 4 of them occur, else on ranks: the effect
then has a sign and a p value but no points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.ranks import average_ranks
from rehabplanner.analytics.regression import Coefficient, Fit, fitted
from rehabplanner.analytics.tdist import normal_two_sided
from rehabplanner.analytics.timeline import Counts, Numbers

LOAD_STEP = 100.0
"""Units of load (effort x minutes) that an effect is given for."""
DISTANCE_STEP_M = 5000.0
FEWEST_LEVELS = 4
FEWEST_PAIRS = 14
FEWEST_FOR_WEEKDAYS = 60
DAYS_A_WEEK = 7
EFFECT_COLUMN = 3


class Scale(StrEnum):
    """What pain was counted in."""

    POINTS = "points"
    RANKS = "ranks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What the regression says of load and the next day's pain.

    `effect` is in points of pain (or ranks, see `scale`) for `step` more load the day before;
    `persistence` per point of yesterday's pain; `trend` per week. `columns` are the number of
    coefficients, `n` the days with all that is needed.
    """

    effect: Coefficient
    persistence: Coefficient
    trend: Coefficient
    others: Mapping[str, Coefficient]
    scale: Scale
    step: float
    n: int
    df: int
    first_column: int
    last_column: int


def next_day_response(
    loads: Numbers,
    pains: Numbers,
    *,
    step: float = LOAD_STEP,
    others: Mapping[str, Numbers] | None = None,
    first_weekday: int | None = None,
) -> Response | None:
    """Return the answer of pain to the load of the day before; None where it is undetermined.

    `others` are further columns, aligned with the pain they may explain. With `first_weekday`
    (0 for Monday, of column 0) and at least 60 days, weekdays have levels of their own.
    """
    others = others or {}
    if len(pains) < 2:
        return None
    table = np.stack([pains[1:], pains[:-1], loads[:-1], *(one[1:] for one in others.values())])
    (days,) = np.nonzero(~np.isnan(table).any(axis=0))
    if len(days) < FEWEST_PAIRS:
        return None
    known = table[:, days]
    scale = scale_of(known[0])
    if scale is Scale.RANKS:
        known[:3] = _ranked(known[:3])
        step = 1.0
    weekly = (days - days.mean()) / DAYS_A_WEEK
    columns = [np.ones(len(days)), weekly, known[1], known[2] / step, *known[3:]]
    if first_weekday is not None and len(days) >= FEWEST_FOR_WEEKDAYS:
        columns += _weekdays((days + 1 + first_weekday) % DAYS_A_WEEK)
    fit = fitted(np.stack(columns, axis=1), known[0])
    if fit is None:
        return None
    return _response(fit, tuple(others), scale, step, days + 1)


def scale_of(pains: Numbers) -> Scale:
    """Return POINTS where at least 4 different scores occur, else RANKS."""
    return Scale.POINTS if len(np.unique(pains)) >= FEWEST_LEVELS else Scale.RANKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """The effect in the first and the second half of the days, and whether they differ.

    `p` is that of a z test of the difference. A link that stands in one half only is no habit.
    """

    first: Response
    second: Response
    p: float


def stability(loads: Numbers, pains: Numbers, *, step: float = LOAD_STEP) -> Halves | None:
    """Return the response of each half of the days; None where a half does not determine it."""
    paired = np.cumsum(~(np.isnan(loads) | np.isnan(pains)))
    if not len(paired):
        return None
    middle = int(np.searchsorted(paired, paired[-1] / 2)) + 1
    first = next_day_response(loads[:middle], pains[:middle], step=step)
    second = next_day_response(loads[middle:], pains[middle:], step=step)
    if first is None or second is None or first.scale is not second.scale:
        return None
    error = float(np.hypot(first.effect.error, second.effect.error))
    if error == 0:
        return None
    difference = first.effect.value - second.effect.value
    return Halves(first=first, second=second, p=normal_two_sided(difference / error))


def _ranked(rows: Numbers) -> Numbers:
    """Return pain, pain before and load as ranks; both pains share one ranking."""
    count = rows.shape[1]
    pains = average_ranks(np.concatenate([rows[0], rows[1]])) / 2
    return np.stack([pains[:count], pains[count:], average_ranks(rows[2])])


def _weekdays(weekdays: Counts) -> list[Numbers]:
    columns = ((weekdays == number).astype(np.float64) for number in range(1, DAYS_A_WEEK))
    return [column for column in columns if column.any()]


def _response(
    fit: Fit, names: tuple[str, ...], scale: Scale, step: float, places: Counts
) -> Response:
    found = fit.coefficients
    return Response(
        effect=found[EFFECT_COLUMN],
        persistence=found[2],
        trend=found[1],
        others=dict(zip(names, found[4:], strict=False)),
        scale=scale,
        step=step,
        n=len(places),
        df=fit.df,
        first_column=int(places[0]),
        last_column=int(places[-1]),
    )
