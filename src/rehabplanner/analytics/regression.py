"""Ordinary least squares with plain t intervals."""

import math
from dataclasses import dataclass

import numpy as np

from rehabplanner.analytics.tdist import t_ppf, t_two_sided
from rehabplanner.analytics.timeline import Numbers

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """One coefficient: its value, standard error, 95 % interval and two-sided p."""

    value: float
    error: float
    low: float
    high: float
    p: float

    def times(self, factor: float) -> "Coefficient":
        """Return the same coefficient in another unit; the factor is above 0."""
        return Coefficient(
            value=self.value * factor,
            error=self.error * factor,
            low=self.low * factor,
            high=self.high * factor,
            p=self.p,
        )

    def outwards(self) -> tuple[float, float]:
        """Return the interval rounded outwards to 0.1: a diary's scores carry no more."""
        low = math.floor(round(self.low * 10, 9)) / 10
        return low + 0.0, math.ceil(round(self.high * 10, 9)) / 10 + 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted regression: its coefficients in the order of the columns."""

    coefficients: tuple[Coefficient, ...]
    df: int
    residuals: Numbers


def fitted(columns: Numbers, answers: Numbers) -> Fit | None:
    """Return the least-squares fit; None where the columns do not determine it."""
    count, number = columns.shape
    df = count - number
    if df < 1:
        return None
    scale = np.sqrt((columns**2).sum(axis=0))
    if not scale.all():
        return None
    left, right = np.linalg.qr(columns / scale)
    if np.abs(np.diag(right)).min() < 1e-10:
        return None
    inverse = np.linalg.inv(right)
    values = inverse @ (left.T @ answers)
    residuals = answers - (columns / scale) @ values
    variance = float(residuals @ residuals) / df
    errors = np.sqrt(variance * (inverse**2).sum(axis=1)) / scale
    values = values / scale
    reach = t_ppf((1 + CONFIDENCE) / 2, df)
    return Fit(
        coefficients=tuple(
            Coefficient(
                value=value,
                error=error,
                low=value - reach * error,
                high=value + reach * error,
                p=t_two_sided(value / error, df) if error > 0 else float(value == 0),
            )
            for value, error in zip(values.tolist(), errors.tolist(), strict=True)
        ),
        df=df,
        residuals=residuals,
    )
