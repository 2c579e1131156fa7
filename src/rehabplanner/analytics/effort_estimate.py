"""Efforts that were not noted, estimated from the runner's own sessions. Never used silently.

From heart rate where the person has at least 10 rated sessions of the kind with one (a straight
line through effort against average heart rate), else the median of the last 20 rated sessions of
the kind, of which there must be 5. Only sessions up to the estimated one's day are looked at, so
that later ones do not change what was said. Nothing else in the analysis calls this by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

import numpy as np

from rehabplanner.analytics.regression import fitted
from rehabplanner.analytics.timeline import GROUP_OF, KindGroup
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.scales import SCALE_TOP

FEWEST_RATED = 5
FEWEST_WITH_HEART_RATE = 10
LATEST_RATED = 20
LATEST_WITH_HEART_RATE = 60
LEAST_SPREAD = 3.0
"""Beats per minute that the average heart rates must vary by (SD) for a line through them."""


class EffortSource(StrEnum):
    """What an estimated effort was taken from."""

    HEART_RATE = "heart rate"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortEstimate:
    """An estimated effort (CR10, in steps of 0.5) with what it rests on.

    `typical_error` is the median distance between such estimates and what was really noted, over
    the `n` sessions it rests on.
    """

    activity_id: UUID
    effort: float
    source: EffortSource
    n: int
    typical_error: float

    @property
    def message(self) -> Message:
        """Return where the estimate comes from."""
        text = (
            marked("Effort estimated from the heart rate of {n} rated sessions of this kind.")
            if self.source is EffortSource.HEART_RATE
            else marked("Effort estimated: the middle of the last {n} rated sessions of this kind.")
        )
        return Message(text, {"n": self.n})


def estimated_efforts(dossier: Dossier) -> dict[UUID, EffortEstimate]:
    """Return an estimate for each session whose effort was not noted, where there can be one."""
    rated: dict[KindGroup, list[Activity]] = {group: [] for group in KindGroup}
    found: dict[UUID, EffortEstimate] = {}
    for activity in dossier.activities:
        known = rated[GROUP_OF[activity.kind]]
        if activity.effort is not None:
            known.append(activity)
        elif activity.duration_s is not None:
            estimate = _from_heart_rate(activity, known) or _from_history(activity, known)
            if estimate is not None:
                found[activity.id] = estimate
    return found


def with_estimates(dossier: Dossier, estimates: Mapping[UUID, EffortEstimate]) -> Dossier:
    """Return the dossier with these efforts filled in, for an analysis that says so."""
    return replace(
        dossier,
        activities=tuple(
            replace(one, effort=estimates[one.id].effort)
            if one.effort is None and one.id in estimates
            else one
            for one in dossier.activities
        ),
    )


def _from_heart_rate(activity: Activity, rated: Sequence[Activity]) -> EffortEstimate | None:
    if activity.average_heart_rate is None:
        return None
    known = [
        (one.average_heart_rate, one.effort)
        for one in rated
        if one.average_heart_rate is not None and one.effort is not None
    ][-LATEST_WITH_HEART_RATE:]
    if len(known) < FEWEST_WITH_HEART_RATE:
        return None
    beats, efforts = np.array(known).T
    middle = float(beats.mean())
    if float(beats.std()) < LEAST_SPREAD or not beats.min() <= activity.average_heart_rate <= (
        beats.max()
    ):
        return None
    fit = fitted(np.stack([np.ones(len(beats)), beats - middle], axis=1), efforts)
    if fit is None or fit.coefficients[1].value <= 0:
        return None
    level, slope = (one.value for one in fit.coefficients)
    return EffortEstimate(
        activity_id=activity.id,
        effort=_halves(level + slope * (activity.average_heart_rate - middle)),
        source=EffortSource.HEART_RATE,
        n=len(known),
        typical_error=float(np.median(np.abs(fit.residuals))),
    )


def _from_history(activity: Activity, rated: Sequence[Activity]) -> EffortEstimate | None:
    efforts = np.array([one.effort for one in rated[-LATEST_RATED:]], dtype=np.float64)
    if len(efforts) < FEWEST_RATED:
        return None
    middle = float(np.median(efforts))
    return EffortEstimate(
        activity_id=activity.id,
        effort=_halves(middle),
        source=EffortSource.HISTORY,
        n=len(efforts),
        typical_error=float(np.median(np.abs(efforts - middle))),
    )


def _halves(effort: float) -> float:
    return min(max(round(effort * 2) / 2, 0.5), float(SCALE_TOP))
