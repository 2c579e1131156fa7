"""What was done: runs, walks, strength, mobility and other sport, typed in or from a watch."""

import math
from array import array
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import OfPerson, Record, clean_line, clean_text
from rehabplanner.domain.scales import checked_amount, checked_score

LONGEST_DISTANCE_M = 1_000_000
LONGEST_DURATION_S = 10 * 86_400
HIGHEST_HEART_RATE = 260


class Kind(StrEnum):
    """The kind of an activity."""

    RUN = "run"
    RUN_WALK = "run-walk"
    WALK = "walk"
    HIKE = "hike"
    CYCLE = "cycle"
    SWIM = "swim"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    OTHER = "other"


RUNNING = frozenset({Kind.RUN, Kind.RUN_WALK})


class Surface(StrEnum):
    """What was under the feet."""

    ROAD = "road"
    TRAIL = "trail"
    TRACK = "track"
    TREADMILL = "treadmill"
    GRASS = "grass"
    SAND = "sand"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(OfPerson):
    """One session that was done. Unknown values are None, never zero.

    `started_at` is in UTC, or None when only the day is known. `day` is the day that the person
    lived. `duration_s` is timer time, `elapsed_s` from start to end, `moving_s` without stops,
    `running_s` the running part of a run-walk. `effort` is the session's CR10 rating.
    `planned_id` is the plan item it fulfils; `is_linked_by_hand` keeps rules from changing that.
    """

    day: date
    kind: Kind = Kind.RUN
    started_at: datetime | None = None
    utc_offset_min: int | None = None
    title: str = ""
    distance_m: float | None = None
    duration_s: float | None = None
    elapsed_s: float | None = None
    moving_s: float | None = None
    running_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    average_heart_rate: float | None = None
    maximum_heart_rate: float | None = None
    steps: int | None = None
    effort: float | None = None
    surface: Surface | None = None
    notes: str = ""
    planned_id: UUID | None = None
    is_linked_by_hand: bool = False
    source_name: str = ""
    source_format: str = ""
    source_hash: str = ""
    device: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts and refuse impossible values."""
        object.__setattr__(self, "title", clean_line(self.title))
        object.__setattr__(self, "notes", clean_text(self.notes))
        object.__setattr__(self, "source_name", clean_line(self.source_name))
        object.__setattr__(self, "device", clean_line(self.device, 120))
        if self.started_at is not None:
            if self.started_at.tzinfo is None:
                raise Problem("started_at", marked("The start needs a time zone."))
            object.__setattr__(self, "started_at", self.started_at.astimezone(UTC))
        if not 1970 <= self.day.year <= 2200:
            raise Problem("day", marked("Please check the year of this date."))
        checked_amount("distance_m", self.distance_m, LONGEST_DISTANCE_M)
        for name in ("duration_s", "elapsed_s", "moving_s", "running_s"):
            checked_amount(name, getattr(self, name), LONGEST_DURATION_S)
        for name in ("ascent_m", "descent_m"):
            checked_amount(name, getattr(self, name), 50_000)
        for name in ("average_heart_rate", "maximum_heart_rate"):
            checked_amount(name, getattr(self, name), HIGHEST_HEART_RATE)
        checked_amount("steps", self.steps, 1_000_000)
        checked_score("effort", self.effort)

    @property
    def is_running(self) -> bool:
        """Say whether it is a run or a run-walk."""
        return self.kind in RUNNING

    @property
    def load(self) -> float | None:
        """Return session-RPE load in arbitrary units: CR10 effort x minutes (Foster 2001).

        None while effort or duration is unknown.
        """
        if self.effort is None or self.duration_s is None:
            return None
        return self.effort * self.duration_s / 60

    @property
    def local_start(self) -> datetime | None:
        """Return the start as the clock on the wall showed it, without a zone; None if unknown."""
        if self.started_at is None:
            return None
        offset = timedelta(minutes=self.utc_offset_min or 0)
        return (self.started_at + offset).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One lap: seconds from the activity's start, and what happened in it."""

    start_s: float
    duration_s: float
    distance_m: float | None = None
    average_heart_rate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Record):
    """The second-by-second part of an activity; its `id` is the activity's.

    All columns are as long as `time_s` (seconds from the start, ascending) or empty where the
    device did not record them; single unknown values are NaN. Latitude and longitude in degrees,
    `distance_m` cumulative, `altitude_m` above sea level, `heart_rate` in beats per minute,
    `speed_mps` in metres per second, `cadence` in steps (of both feet) per minute.
    """

    time_s: "array[float]"
    latitude: "array[float]"
    longitude: "array[float]"
    distance_m: "array[float]"
    altitude_m: "array[float]"
    heart_rate: "array[float]"
    speed_mps: "array[float]"
    cadence: "array[float]"
    laps: tuple[Lap, ...] = ()

    def __post_init__(self) -> None:
        """Refuse columns of unequal length."""
        length = len(self.time_s)
        for name in TRACK_COLUMNS[1:]:
            if len(getattr(self, name)) not in (0, length):
                raise Problem(name, marked("The columns of a track must be equally long."))

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.time_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTrack(Record):
    """A track as the storage keeps it, made off the window's thread; `id` is the activity's."""

    data: bytes
    samples: int


TRACK_COLUMNS = (
    "time_s",
    "latitude",
    "longitude",
    "distance_m",
    "altitude_m",
    "heart_rate",
    "speed_mps",
    "cadence",
)


def pace_s_per_km(distance_m: float | None, duration_s: float | None) -> float | None:
    """Return seconds per kilometre, or None where it is undefined."""
    if not distance_m or not duration_s:
        return None
    pace = duration_s / distance_m * 1000
    return pace if math.isfinite(pace) else None
