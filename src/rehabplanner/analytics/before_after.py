"""Pain before and after a day on which something changed, such as the plan.

A t test for one series whose neighbouring days are alike. The difference of the two means has
the standard error of an AR(1) series over the actual days (gaps and the seam included); the
variance is estimated without bias for that persistence, and the degrees of freedom follow from
it (Satterthwaite). The aim is that of the serial t tests of Tang and Landes 2020 (PLoS ONE
15:e0228077); the formulas are our own, and their false-alarm rate was measured by simulation.
"""

import math
from dataclasses import dataclass

import numpy as np

from rehabplanner.analytics.autocorrelation import autocorrelation
from rehabplanner.analytics.regression import CONFIDENCE, Coefficient
from rehabplanner.analytics.tdist import t_ppf, t_two_sided
from rehabplanner.analytics.timeline import Numbers

SPAN_DAYS = 42
FEWEST_DAYS = 14
MOST_PERSISTENT = 0.95
FEWEST_PAIRS = 12
LEAST_CHANGE = 2.0
FEWEST_FOR_CHANGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """The means of the days before and after, and their difference (after less before).

    `detectable` is the smallest change of one morning that is more than this person's daily
    noise, never below 2 points.
    """

    column: int
    before: float
    after: float
    days_before: int
    days_after: int
    difference: Coefficient
    df: float
    detectable: float | None


def before_after(pains: Numbers, column: int, span_days: int = SPAN_DAYS) -> BeforeAfter | None:
    """Return the comparison around a column, which is the first day after the change.

    None where fewer than 14 days of either side are known, or nothing varies.
    """
    if not 0 < column < len(pains):
        return None
    start = max(0, column - span_days)
    part = pains[start : column + span_days]
    (places,) = np.nonzero(~np.isnan(part))
    is_after = places >= column - start
    counts = int((~is_after).sum()), int(is_after.sum())
    if min(counts) < FEWEST_DAYS:
        return None
    values = part[places]
    means = float(values[~is_after].mean()), float(values[is_after].mean())
    left = values - np.where(is_after, means[1], means[0])
    if not left.any():
        return None
    residuals = np.full(len(part), np.nan)
    residuals[places] = left
    alike = _persistence(residuals) ** np.abs(places[:, None] - places[None, :])
    weights = np.where(is_after, 1 / counts[1], -1 / counts[0])
    centre = (is_after[:, None] & is_after) / counts[1] + (~is_after[:, None] & ~is_after) / counts[
        0
    ]
    through = alike - centre @ alike
    total, squares = float(np.trace(through)), float((through * through.T).sum())
    df = total**2 / squares
    variance = float(left @ left) / total
    error = float(np.sqrt(variance * (weights @ alike @ weights)))
    difference = means[1] - means[0]
    reach = t_ppf((1 + CONFIDENCE) / 2, df) * error
    return BeforeAfter(
        column=column,
        before=means[0],
        after=means[1],
        days_before=counts[0],
        days_after=counts[1],
        difference=Coefficient(
            value=difference,
            error=error,
            low=difference - reach,
            high=difference + reach,
            p=t_two_sided(difference / error, df),
        ),
        df=df,
        detectable=detectable_change(part[: column - start][-FEWEST_DAYS:]),
    )


def detectable_change(pains: Numbers) -> float | None:
    """Return the smallest change that counts: 2 points or the diary's own noise, if larger.

    MDC95 = 1.96 * sqrt(2) * SEM, with SEM = SD * sqrt(1 - r1) of a fortnight; None with fewer
    than 10 known days.
    """
    known = pains[~np.isnan(pains)]
    if len(known) < FEWEST_FOR_CHANGE:
        return None
    alike = min(max(float(autocorrelation(pains, 1)[0][1]), 0.0), 1.0)
    noise = float(known.std(ddof=1)) * math.sqrt(1 - alike)
    return max(LEAST_CHANGE, 1.96 * math.sqrt(2) * noise)


def _persistence(residuals: Numbers) -> float:
    """Return the persistence around two means.

    The usual correction for small samples, (n r + 2) / (n - 6), still leaves 7 to 11 % false
    alarms; what stands here holds them at 8 % or less (see the simulations).
    """
    found, pairs = autocorrelation(residuals, 1)
    count = float(pairs[1])
    if count <= FEWEST_PAIRS:
        return 0.0
    return float(np.clip((count * found[1] + 4) / (count - 10), 0.0, MOST_PERSISTENT))
