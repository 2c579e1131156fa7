"""Samples to distance, climb, moving time and average heart rate, and to a Track."""

from array import array
from typing import Any
from uuid import UUID

import numpy as np

from rehabplanner.domain.activities import TRACK_COLUMNS, Lap, Track
from rehabplanner.importers.drafts import NOTHING, SAMPLE_COLUMNS, Floats, Samples

EARTH_RADIUS_M = 6_371_008.8
STANDING_MPS = 0.3
SMOOTHING = (0.3, 0.4, 0.3)


def steps_m(samples: Samples) -> Floats:
    """Return the metres from each point to the next within its segment; 0 across gaps.

    Points without position are stepped over.
    """
    if not len(samples.latitude):
        return NOTHING
    placed = np.flatnonzero(np.isfinite(samples.latitude) & np.isfinite(samples.longitude))
    result = np.zeros(len(samples.latitude))
    if len(placed) < 2:
        return result
    latitude = np.radians(samples.latitude[placed])
    longitude = np.radians(samples.longitude[placed])
    half = (
        np.sin(np.diff(latitude) / 2) ** 2
        + np.cos(latitude[1:]) * np.cos(latitude[:-1]) * np.sin(np.diff(longitude) / 2) ** 2
    )
    metres = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    if len(samples.segment):
        metres[np.diff(samples.segment[placed]) != 0] = 0
    result[placed[1:]] = metres
    return result


def climb_m(samples: Samples) -> tuple[float | None, float | None]:
    """Return ascent and descent in metres from altitudes smoothed over three points.

    (None, None) where there are no altitudes. Each segment stands for itself.
    """
    known = np.isfinite(samples.altitude_m)
    if not known.any():
        return None, None
    altitude = samples.altitude_m[known]
    segment = samples.segment[known] if len(samples.segment) else np.zeros(len(altitude))
    is_same = np.diff(segment) == 0
    smooth = altitude.copy()
    if len(altitude) > 2:
        inner = np.convolve(altitude, SMOOTHING, mode="valid")
        smooth[1:-1] = np.where(is_same[1:] & is_same[:-1], inner, altitude[1:-1])
    change = np.diff(smooth)[is_same]
    return float(change[change > 0].sum()), float(-change[change < 0].sum())


def moving_s(samples: Samples) -> float | None:
    """Return the seconds in which the runner moved; None where nothing tells."""
    if len(samples) < 2:
        return None
    seconds = _gaps_s(samples)
    if len(samples.distance_m) and np.isfinite(samples.distance_m).any():
        metres = np.diff(_filled(samples.distance_m))
    else:
        metres = steps_m(samples)[1:]
    if not len(metres) or not metres.any():
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        is_moving = (metres / seconds > STANDING_MPS) & (seconds > 0)
    return float(seconds[is_moving].sum())


def mean_heart_rate(samples: Samples) -> float | None:
    """Return the average heart rate over the samples; None where none was recorded.

    Each sample counts once, as other programs have it: devices write a sample when something
    changes, so weights by time would lean on the flat stretches and on gaps without a pulse.
    """
    known = samples.heart_rate[samples.heart_rate > 0]
    return float(known.mean()) if len(known) else None


def recorded_s(samples: Samples) -> float | None:
    """Return the seconds of all segments together, without the gaps between them."""
    timed = np.isfinite(samples.time_s)
    time_s = samples.time_s[timed]
    if len(time_s) < 2:
        return None
    if not len(samples.segment):
        return float(time_s[-1] - time_s[0])
    segment = samples.segment[timed]
    change = np.diff(time_s)
    return float(change[np.diff(segment) == 0].sum())


def _gaps_s(samples: Samples) -> Floats:
    seconds = np.nan_to_num(np.diff(samples.time_s))
    if len(samples.segment):
        seconds[np.diff(samples.segment) != 0] = 0
    return np.clip(seconds, 0, None)


def _filled(column: Floats) -> Floats:
    """Return the column with unknown values taken from the one before."""
    known = np.isfinite(column)
    index = np.where(known, np.arange(len(column)), 0)
    filled: Floats = column[np.maximum.accumulate(index)]
    return np.nan_to_num(filled)


def selected(samples: Samples, keep: np.ndarray) -> Samples:
    """Return the samples that `keep` (a mask or an index) picks."""
    columns = {name: getattr(samples, name) for name in SAMPLE_COLUMNS}
    return Samples(**{name: c[keep] if len(c) else c for name, c in columns.items()})


def track_of(samples: Samples, start_s: float, laps: tuple[Lap, ...], activity_id: UUID) -> Track:
    """Return the track of an activity that began at `start_s` (seconds from the Unix epoch)."""
    timed = selected(samples, np.isfinite(samples.time_s))
    if len(timed) > 1 and (np.diff(timed.time_s) < 0).any():
        timed = selected(timed, np.argsort(timed.time_s, kind="stable"))
    if not len(timed.distance_m) and len(timed.latitude):
        timed.distance_m = np.cumsum(steps_m(timed))
    timed.time_s = timed.time_s - start_s
    columns: dict[str, Any] = {name: _as_array(getattr(timed, name)) for name in TRACK_COLUMNS}
    return Track(id=activity_id, laps=laps, **columns)


def _as_array(column: Floats) -> "array[float]":
    if not np.isfinite(column).any():
        return array("d")
    result = array("d")
    result.frombytes(np.ascontiguousarray(column, dtype=np.float64).tobytes())
    return result
