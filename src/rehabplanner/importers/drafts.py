"""What a reader of one format hands over: drafts of activities, and what to tell the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from rehabplanner.domain.activities import Kind, Lap, Surface
from rehabplanner.domain.diary import DayEntry
from rehabplanner.domain.problems import Message

Floats = NDArray[np.float64]
NOTHING: Floats = np.empty(0)


class ImportRejected(Exception):
    """A file, or a part of it, holds nothing that can be brought in; says why and what to do."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.message = Message(text, values)

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        return self.message.text.format_map(_Gaps(self.message.values))


class _Gaps(dict[str, Any]):
    """Leaves a gap as it is while nobody has filled it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@dataclass(slots=True, kw_only=True)
class Samples:
    """The second-by-second columns: equally long, or empty where the device kept none.

    `time_s` counts from the Unix epoch; unknown values are NaN. `segment` numbers the stretches
    between which the recording was off, so that no distance is counted across the gap.
    """

    time_s: Floats
    latitude: Floats = field(default_factory=lambda: NOTHING)
    longitude: Floats = field(default_factory=lambda: NOTHING)
    distance_m: Floats = field(default_factory=lambda: NOTHING)
    altitude_m: Floats = field(default_factory=lambda: NOTHING)
    heart_rate: Floats = field(default_factory=lambda: NOTHING)
    speed_mps: Floats = field(default_factory=lambda: NOTHING)
    cadence: Floats = field(default_factory=lambda: NOTHING)
    segment: Floats = field(default_factory=lambda: NOTHING)

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self.time_s)


SAMPLE_COLUMNS = (
    "time_s",
    "latitude",
    "longitude",
    "distance_m",
    "altitude_m",
    "heart_rate",
    "speed_mps",
    "cadence",
    "segment",
)


@dataclass(slots=True, kw_only=True)
class Draft:
    """One activity as its file tells it; unknown values are None.

    `start` is aware. `offset_min` is the file's own distance from UTC. `day` is set where only
    the day is known. `kind` None means that the file does not say. `member` is the file of the
    same archive that holds the whole recording, as an archive's index names it.
    """

    start: datetime | None = None
    day: date | None = None
    offset_min: int | None = None
    kind: Kind | None = None
    surface: Surface | None = None
    title: str = ""
    notes: str = ""
    distance_m: float | None = None
    duration_s: float | None = None
    elapsed_s: float | None = None
    moving_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    average_heart_rate: float | None = None
    maximum_heart_rate: float | None = None
    steps: int | None = None
    effort: float | None = None
    device: str = ""
    member: str = ""
    samples: Samples | None = None
    laps: tuple[Lap, ...] = ()
    notices: list[Message] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Content:
    """All that one file holds: drafts, days of a diary, and notices on the file as a whole."""

    file_format: str
    drafts: list[Draft] = field(default_factory=list)
    days: list[DayEntry] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose files these are and in which time zone they lived (None: this computer's)."""

    person_id: UUID
    zone: tzinfo | None
    today: date


def local_time(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return an aware moment as the clock in `zone` (None: this computer's zone) showed it."""
    return moment.astimezone(zone)


def from_local(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return the aware moment at which the clock in `zone` showed `wall` (which has no zone)."""
    return wall.astimezone() if zone is None else wall.replace(tzinfo=zone)
