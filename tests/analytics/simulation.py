"""Made-up runners for measuring false alarms and power: habits, drift, persistence, plans.

Three or four habitual run days a week, volume that drifts, pain on 0-10 whole scores with a
day-to-day persistence. In a graded plan the load rises and the pain falls for other reasons.
"""

from dataclasses import dataclass

import numpy as np

PAIN_SD = 1.6
PAIN_LEVEL = 3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """How a runner is made: `effect` is in SD of pain per SD of load, the day after.

    `steering` is the share of a run left out after a bad day, `noise` the SD, in points, of what
    is written down beside what was felt, `missing` the share of days without an entry.
    """

    days: int = 90
    persistence: float = 0.5
    effect: float = 0.0
    steering: float = 0.0
    noise: float = 0.0
    is_graded: bool = False
    missing: float = 0.0


def ar1(chance, days, persistence):
    """Return a stationary series of variance 1."""
    noise = chance.standard_normal(days) * np.sqrt(1 - persistence**2)
    found = np.empty(days)
    found[0] = chance.standard_normal()
    for day in range(1, days):
        found[day] = persistence * found[day - 1] + noise[day]
    return found


def habitual_loads(chance, runner):
    """Return daily loads in units: rest days 0, volume drifting or rising with the plan."""
    days = runner.days
    habit = np.zeros(7, dtype=bool)
    habit[chance.choice(7, chance.integers(3, 5), replace=False)] = True
    runs = habit[np.arange(days) % 7] ^ (chance.random(days) < 0.08)
    drift = np.exp(0.03 * np.cumsum(chance.standard_normal(days)))
    plan = np.linspace(0.5, 1.5, days) if runner.is_graded else 1.0
    return np.round(np.where(runs, 250 * drift * plan * np.exp(0.3 * ar1(chance, days, 0.0)), 0.0))


def simulate(chance, runner):
    """Return loads and whole pain scores of one made-up runner, unknown days as NaN."""
    loads = habitual_loads(chance, runner)
    standard = (loads - loads.mean()) / loads.std()
    noise = chance.standard_normal(runner.days) * np.sqrt(1 - runner.persistence**2)
    pain = np.empty(runner.days)
    pain[0] = chance.standard_normal()
    for day in range(1, runner.days):
        if runner.steering and pain[day - 1] > 0.5:
            standard[day] -= runner.steering
            loads[day] = max(0.0, loads[day] * (1 - runner.steering))
        pain[day] = (
            runner.persistence * pain[day - 1] + runner.effect * standard[day - 1] + noise[day]
        )
    level = PAIN_LEVEL + (np.linspace(1.5, -1.5, runner.days) if runner.is_graded else 0.0)
    felt = level + PAIN_SD * pain + runner.noise * chance.standard_normal(runner.days)
    pains = np.clip(np.round(felt), 0, 10)
    gaps = chance.random(runner.days) < runner.missing
    loads, pains = loads.astype(float), pains.astype(float)
    pains[gaps] = np.nan
    loads[gaps] = np.nan
    return loads, pains


def true_effect(loads, runner, step=100.0):
    """Return the true points of pain per step of load, before rounding."""
    return runner.effect * PAIN_SD / np.nanstd(loads) * step
