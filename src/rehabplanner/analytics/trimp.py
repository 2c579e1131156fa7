"""Training impulse from heart rate: Banister's and Edwards's, for sessions that have it.

Neither is on the scale of session-RPE load, nor of each other: never add or mix them.

| | formula |
|---|---|
| Banister | minutes x x * a * exp(b x), x = (heart rate - resting) / (highest - resting) |
| Edwards | minutes in 50-60, 60-70, 70-80, 80-90, 90-100 % of the highest, times 1 to 5 |

From samples both are sums over the session. From an average alone Edwards cannot be had, and
Banister's comes out low where the pace changed, for its curve bends upwards: it is marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rehabplanner.analytics.timeline import Numbers
from rehabplanner.domain.activities import Activity, Track
from rehabplanner.domain.people import Person, Sex
from rehabplanner.domain.problems import Problem, marked

LONGEST_SAMPLE_S = 30.0
"""A longer gap between two samples is a pause and counts up to here only."""
LEAST_KNOWN = 0.8
"""Share of the session's time whose heart rate must be known."""
ZONE_FROM = (0.5, 0.6, 0.7, 0.8, 0.9)


class Curve(StrEnum):
    """Which constants a Banister impulse was reckoned with; they differ by a third at the top."""

    MEN = "men"
    WOMEN = "women"
    WOMEN_HIGH = "women (Morton 1990)"


CONSTANTS: Mapping[Curve, tuple[float, float]] = {
    Curve.MEN: (0.64, 1.92),
    Curve.WOMEN: (0.64, 1.67),
    Curve.WOMEN_HIGH: (0.86, 1.67),
}
"""a and b. For women most sources keep a = 0.64; 0.86 is quoted from Morton 1990."""
_CURVE_OF = {Sex.MALE: Curve.MEN, Sex.FEMALE: Curve.WOMEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartRates:
    """A person's resting and highest heart rate, beats per minute."""

    resting: float
    highest: float

    def __post_init__(self) -> None:
        """Refuse rates that leave no reserve."""
        if not 25 <= self.resting < self.highest <= 240:
            raise Problem(
                "highest", marked("The highest heart rate must be above the resting one.")
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Impulse:
    """A training impulse in arbitrary units, and what it was reckoned from.

    `known_share` is the share of the time with a heart rate; `is_from_average` marks a value
    that only the session's average gave.
    """

    value: float
    minutes: float
    known_share: float
    is_from_average: bool
    curve: Curve | None = None


def rates_of(person: Person) -> HeartRates | None:
    """Return a person's heart rates; None while one of them is not given."""
    if person.resting_hr_bpm is None or person.max_hr_bpm is None:
        return None
    return HeartRates(resting=person.resting_hr_bpm, highest=person.max_hr_bpm)


def curve_of(person: Person) -> Curve | None:
    """Return the constants for a person's sex; None while it is not given."""
    return None if person.sex is None else _CURVE_OF[person.sex]


def average_impulses(activities: Sequence[Activity], person: Person) -> Numbers:
    """Return Banister's impulse of each session from its average heart rate; NaN where unknown."""
    rates, curve = rates_of(person), curve_of(person)
    if rates is None or curve is None:
        return np.full(len(activities), np.nan)
    minutes = np.array([one.duration_s for one in activities], dtype=np.float64) / 60
    beats = np.array([one.average_heart_rate for one in activities], dtype=np.float64)
    return np.asarray(minutes * _per_minute(beats, rates, curve), dtype=np.float64)


def banister(
    activity: Activity, track: Track | None, rates: HeartRates, curve: Curve
) -> Impulse | None:
    """Return Banister's impulse, from samples if there are enough, else from the average."""
    sampled = _samples(track)
    if sampled is not None:
        heart_rate, seconds, share = sampled
        value = float((seconds / 60) @ _per_minute(heart_rate, rates, curve))
        return Impulse(
            value=value,
            minutes=float(seconds.sum()) / 60,
            known_share=share,
            is_from_average=False,
            curve=curve,
        )
    if activity.average_heart_rate is None or activity.duration_s is None:
        return None
    minutes = activity.duration_s / 60
    average = np.array([activity.average_heart_rate])
    return Impulse(
        value=minutes * float(_per_minute(average, rates, curve)[0]),
        minutes=minutes,
        known_share=1.0,
        is_from_average=True,
        curve=curve,
    )


def edwards(track: Track | None, rates: HeartRates) -> Impulse | None:
    """Return Edwards's impulse; None without enough samples, for an average tells no zones."""
    sampled = _samples(track)
    if sampled is None:
        return None
    heart_rate, seconds, share = sampled
    zone = np.searchsorted(np.array(ZONE_FROM) * rates.highest, heart_rate, side="right")
    return Impulse(
        value=float((seconds / 60) @ zone),
        minutes=float(seconds.sum()) / 60,
        known_share=share,
        is_from_average=False,
    )


def _per_minute(heart_rate: Numbers, rates: HeartRates, curve: Curve) -> Numbers:
    a, b = CONSTANTS[curve]
    share = np.clip((heart_rate - rates.resting) / (rates.highest - rates.resting), 0.0, 1.0)
    return np.asarray(share * a * np.exp(b * share), dtype=np.float64)


def _samples(track: Track | None) -> tuple[Numbers, Numbers, float] | None:
    """Return known heart rates, the seconds each stands for, and the share of time known."""
    if track is None or len(track) < 2 or not len(track.heart_rate):
        return None
    seconds = np.minimum(np.diff(np.array(track.time_s)), LONGEST_SAMPLE_S)
    heart_rate = np.array(track.heart_rate)[1:]
    known = ~np.isnan(heart_rate) & (heart_rate > 0)
    total = float(seconds.sum())
    share = float(seconds[known].sum()) / total if total > 0 else 0.0
    return (heart_rate[known], seconds[known], share) if share >= LEAST_KNOWN else None
