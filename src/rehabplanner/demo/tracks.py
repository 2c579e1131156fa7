"""Made-up tracks: a loop with hills, as a watch would have recorded it."""

import math
import random
from array import array
from typing import Any
from uuid import UUID

from rehabplanner.domain.activities import Lap, Track

STEP_S = 5
HOME = (58.0, 14.5)
METRES_PER_DEGREE = 111_320.0


def made_track(
    activity_id: UUID,
    distance_m: float,
    duration_s: float,
    heart_rate: float,
    chance: random.Random,
) -> Track:
    """Return a loop of this distance and duration, a point every five seconds."""
    count = max(2, int(duration_s / STEP_S) + 1)
    radius_m = distance_m / (2 * math.pi) / 1.05
    lobes, tilt = chance.choice((2, 3)), chance.uniform(0, 2 * math.pi)
    columns: dict[str, list[float]] = {
        name: []
        for name in (
            "time_s",
            "latitude",
            "longitude",
            "distance_m",
            "altitude_m",
            "heart_rate",
            "speed_mps",
            "cadence",
        )
    }
    beat = heart_rate - 25
    for number in range(count):
        part = number / (count - 1)
        angle = 2 * math.pi * part + tilt
        reach = radius_m * (1 + 0.22 * math.sin(lobes * angle))
        hill = math.sin(2 * math.pi * part * 1.5)
        goal = heart_rate + 6 * hill + chance.gauss(0, 2)
        beat += (goal - beat) * 0.06
        columns["time_s"].append(number * STEP_S)
        columns["latitude"].append(HOME[0] + reach * math.sin(angle) / METRES_PER_DEGREE)
        columns["longitude"].append(
            HOME[1] + reach * math.cos(angle) / METRES_PER_DEGREE / math.cos(math.radians(HOME[0]))
        )
        columns["distance_m"].append(distance_m * part)
        columns["altitude_m"].append(
            95 + 18 * math.sin(math.pi * part * 2.2) + chance.gauss(0, 0.4)
        )
        columns["heart_rate"].append(round(beat))
        speed = distance_m / duration_s * (1 - 0.08 * hill) + chance.gauss(0, 0.08)
        columns["speed_mps"].append(max(0.5, speed))
        columns["cadence"].append(round(170 + chance.gauss(0, 2)))
    arrays: dict[str, Any] = {name: array("d", values) for name, values in columns.items()}
    return Track(id=activity_id, laps=_laps(distance_m, duration_s, heart_rate), **arrays)


def _laps(distance_m: float, duration_s: float, heart_rate: float) -> tuple[Lap, ...]:
    pace = duration_s / distance_m
    laps, done = [], 0.0
    while done < distance_m - 1:
        length = min(1000.0, distance_m - done)
        laps.append(
            Lap(
                start_s=done * pace,
                duration_s=length * pace,
                distance_m=length,
                average_heart_rate=round(heart_rate),
            )
        )
        done += length
    return tuple(laps)
