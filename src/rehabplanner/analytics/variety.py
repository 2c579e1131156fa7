"""Variety by month, from the log alone: sports, surfaces, paces and routes.

The clinical idea is that a back that meets many kinds of load gets along with more of them. It
is an idea and not a measured effect, so this counts and does not score.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np

from rehabplanner.domain.activities import Activity, Kind, Surface, pace_s_per_km
from rehabplanner.domain.dossier import Dossier

SAME_DISTANCE = 1.08
"""Sessions of one title, surface and distance up to 8 % apart count as the same route."""
FEWEST_PACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """The paces of a month's runs in seconds per km: the middle and where most of them lie.

    `fast` and `slow` are the quicker and the slower 10 % point; run-walks are left out.
    """

    fast: float
    middle: float
    slow: float
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthVariety:
    """What a month held. `unknown_surfaces` counts runs and walks whose surface is not noted.

    `routes` estimates how many different routes there were, from title, surface and distance;
    sessions without a distance count in `without_route`.
    """

    month: date
    sports: Mapping[Kind, int]
    surfaces: Mapping[Surface, int]
    unknown_surfaces: int
    paces: Paces | None
    routes: int
    without_route: int


_ON_FOOT = frozenset({Kind.RUN, Kind.RUN_WALK, Kind.WALK, Kind.HIKE})


def variety(dossier: Dossier) -> tuple[MonthVariety, ...]:
    """Return the months with any session, oldest first; `month` is its first day."""
    months = groupby(dossier.activities, key=lambda activity: activity.day.replace(day=1))
    return tuple(_month(month, tuple(sessions)) for month, sessions in months)


def _month(month: date, sessions: Sequence[Activity]) -> MonthVariety:
    on_foot = [one for one in sessions if one.kind in _ON_FOOT]
    with_distance = [one for one in on_foot if one.distance_m]
    return MonthVariety(
        month=month,
        sports=dict(Counter(one.kind for one in sessions).most_common()),
        surfaces=dict(Counter(one.surface for one in on_foot if one.surface).most_common()),
        unknown_surfaces=sum(one.surface is None for one in on_foot),
        paces=_paces(on_foot),
        routes=_routes(with_distance),
        without_route=len(on_foot) - len(with_distance),
    )


def _paces(sessions: Sequence[Activity]) -> Paces | None:
    paces = [
        pace_s_per_km(one.distance_m, one.duration_s if one.moving_s is None else one.moving_s)
        for one in sessions
        if one.kind is Kind.RUN
    ]
    known = np.array([pace for pace in paces if pace is not None])
    if len(known) < FEWEST_PACES:
        return None
    fast, middle, slow = np.quantile(known, (0.1, 0.5, 0.9)).tolist()
    return Paces(fast=fast, middle=middle, slow=slow, runs=len(known))


def _routes(sessions: Sequence[Activity]) -> int:
    routes = 0
    by_name: dict[tuple[str, Surface | None], list[float]] = {}
    for one in sessions:
        lengths = by_name.setdefault((one.title.casefold(), one.surface), [])
        lengths.append(one.distance_m or 0.0)
    for lengths in by_name.values():
        shortest = 0.0
        for length in sorted(lengths):
            if not shortest or length > shortest * SAME_DISTANCE:
                routes += 1
                shortest = length
    return routes
