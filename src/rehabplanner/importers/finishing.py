"""A draft becomes an activity: what is missing is computed, what cannot be is said or refused."""

import math
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone
from typing import Any

import numpy as np

from rehabplanner.domain.activities import (
    HIGHEST_HEART_RATE,
    LONGEST_DISTANCE_M,
    LONGEST_DURATION_S,
    RUNNING,
    Activity,
    Kind,
    Track,
)
from rehabplanner.domain.problems import Message, marked
from rehabplanner.importers import track
from rehabplanner.importers.drafts import Draft, ImportRejected, Samples, Setting, local_time

WALKING_BELOW_MPS = 1.7
FIRST_BELIEVABLE_YEAR = 2000
MOST_OF_IT = 0.9
RUNNING_LIMITS = (
    (1_000, 11.0),
    (3_000, 7.7),
    (10_000, 7.0),
    (30_000, 6.5),
    (60_000, 6.0),
    (math.inf, 5.0),
)
"""Up to these metres nobody runs faster on average than this (world records, rounded up)."""

LIMITS_MPS = {
    Kind.WALK: 4.5,
    Kind.HIKE: 4.5,
    Kind.CYCLE: 22.0,
    Kind.SWIM: 2.6,
    Kind.OTHER: 70.0,
    Kind.STRENGTH: 11.0,
    Kind.MOBILITY: 11.0,
}
AMOUNTS = {
    "distance_m": LONGEST_DISTANCE_M,
    "duration_s": LONGEST_DURATION_S,
    "elapsed_s": LONGEST_DURATION_S,
    "moving_s": LONGEST_DURATION_S,
    "ascent_m": 50_000,
    "descent_m": 50_000,
    "average_heart_rate": HIGHEST_HEART_RATE,
    "maximum_heart_rate": HIGHEST_HEART_RATE,
    "steps": 1_000_000,
    "effort": 10,
}

CLOCK_NOT_SET = marked(
    "The date {day} cannot be right: the watch's clock was not set. Please correct the date."
)
IMPOSSIBLE_DATE = marked(
    "“{file}” is dated {day}, which cannot be right, so the day of the activity is unknown. "
    "Set the watch's clock; type this session in by hand."
)
TOO_FAST = marked(
    "{speed} m/s on average over {distance} km is faster than anyone does this. Perhaps two "
    "recordings are mixed, or it was a ride. Please check kind and distance."
)
NO_WAY = marked(
    "The track does not move: its distance is 0. Please fill in the distance, if there was one."
)
IMPOSSIBLE_NUMBER = marked("A number in the file is impossible and was left out ({name}).")
SHORT_TRACK = marked(
    "The summary says {told} minutes, but the track covers {covered}. Samples are missing; "
    "please check distance and time."
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft came from: the file's name to show, its format, and its contents' hash."""

    name: str
    file_format: str
    content_hash: str


def finish(draft: Draft, setting: Setting, origin: Origin) -> tuple[Activity, Track | None]:
    """Return the activity and its track; what is doubtful is added to `draft.notices`.

    Raises:
        ImportRejected: the day is unknown or impossible.
    """
    if draft.samples is not None:
        _fill(draft, draft.samples)
    _drop_impossible(draft)
    if draft.kind is None:
        draft.kind = _guessed_kind(draft)
    if draft.kind in RUNNING and not draft.distance_m:
        draft.distance_m = None
    day, offset_min = _day(draft, setting, origin)
    _check_speed(draft)
    activity = Activity(
        person_id=setting.person_id,
        day=day,
        kind=draft.kind,
        started_at=draft.start.astimezone(UTC) if draft.start else None,
        utc_offset_min=offset_min,
        title=draft.title,
        surface=draft.surface,
        notes=draft.notes,
        source_name=origin.name,
        source_format=origin.file_format,
        source_hash=origin.content_hash,
        device=draft.device,
        **{name: getattr(draft, name) for name in AMOUNTS},
    )
    return activity, _track(draft, activity)


def _fill(draft: Draft, samples: Samples) -> None:
    """Compute from the samples what the file does not say itself."""
    if draft.distance_m is None and len(samples.latitude):
        draft.distance_m = float(track.steps_m(samples).sum())
        if draft.distance_m < 1:
            draft.notices.append(Message(NO_WAY))
    timed = samples.time_s[np.isfinite(samples.time_s)]
    covered = float(timed.max() - timed.min()) if len(timed) > 1 else None
    if draft.elapsed_s is None:
        draft.elapsed_s = covered
    if draft.duration_s is None:
        draft.duration_s = track.recorded_s(samples)
    if draft.moving_s is None:
        draft.moving_s = track.moving_s(samples)
    if draft.moving_s is not None and draft.elapsed_s is not None:
        draft.moving_s = min(draft.moving_s, draft.elapsed_s)
    if draft.ascent_m is None:
        draft.ascent_m, descent_m = track.climb_m(samples)
        draft.descent_m = draft.descent_m if draft.descent_m is not None else descent_m
    if draft.average_heart_rate is None:
        draft.average_heart_rate = track.mean_heart_rate(samples)
    if draft.maximum_heart_rate is None and np.isfinite(samples.heart_rate).any():
        draft.maximum_heart_rate = float(np.nanmax(samples.heart_rate))


def _drop_impossible(draft: Draft) -> None:
    """Leave out numbers that no activity can have, and say so."""
    for name, most in AMOUNTS.items():
        value = getattr(draft, name)
        if value is None:
            continue
        if not math.isfinite(value) or not 0 <= value <= most:
            setattr(draft, name, None)
            draft.notices.append(Message(IMPOSSIBLE_NUMBER, {"name": name.replace("_", " ")}))
    if draft.average_heart_rate == 0:
        draft.average_heart_rate = None
    if draft.maximum_heart_rate == 0:
        draft.maximum_heart_rate = None


def _guessed_kind(draft: Draft) -> Kind:
    """Return run or walk by speed, other without distance: files without a sport are common."""
    seconds = draft.moving_s or draft.duration_s
    if not draft.distance_m:
        return Kind.OTHER
    if seconds and draft.distance_m / seconds < WALKING_BELOW_MPS:
        return Kind.WALK
    return Kind.RUN


def _day(draft: Draft, setting: Setting, origin: Origin) -> tuple[date, int | None]:
    """Return the day that the runner lived, and the minutes from UTC (None: no start known)."""
    offset_min = draft.offset_min
    if draft.start is None:
        if draft.day is None:
            raise ImportRejected(IMPOSSIBLE_DATE, day="-")
        day = draft.day
    else:
        try:
            if offset_min is None:
                local = local_time(draft.start, setting.zone)
                offset = local.utcoffset() or timedelta()
                offset_min = round(offset.total_seconds() / 60)
            else:
                local = draft.start.astimezone(timezone(timedelta(minutes=offset_min)))
        except (OverflowError, OSError, ValueError) as error:
            raise ImportRejected(IMPOSSIBLE_DATE, day=draft.start.date().isoformat()) from error
        day = draft.day or local.date()
    if not 1970 <= day.year <= 2200:
        raise ImportRejected(IMPOSSIBLE_DATE, day=day.isoformat(), file=origin.name)
    if day.year < FIRST_BELIEVABLE_YEAR or day > setting.today + timedelta(days=1):
        draft.notices.insert(0, Message(CLOCK_NOT_SET, {"day": day.isoformat()}))
    return day, offset_min


def _check_speed(draft: Draft) -> None:
    seconds = draft.duration_s or draft.elapsed_s
    if not draft.distance_m or not seconds or draft.kind is None:
        return
    speed = draft.distance_m / seconds
    if draft.kind in RUNNING:
        limit = next(mps for metres, mps in RUNNING_LIMITS if draft.distance_m <= metres)
    else:
        limit = LIMITS_MPS[draft.kind]
    if speed > limit:
        values: dict[str, Any] = {
            "speed": f"{speed:.1f}",
            "distance": f"{draft.distance_m / 1000:.1f}",
        }
        draft.notices.insert(0, Message(TOO_FAST, values))


def _track(draft: Draft, activity: Activity) -> Track | None:
    samples = draft.samples
    if samples is None or draft.start is None or not np.isfinite(samples.time_s).any():
        return None
    return track.track_of(samples, draft.start.timestamp(), draft.laps, activity.id)
