"""TCX: activities of laps and track points, also where the file is cut or its frame is missing."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from rehabplanner.domain.activities import Kind, Lap
from rehabplanner.domain.problems import Message, marked
from rehabplanner.importers import sports
from rehabplanner.importers.drafts import (
    Content,
    Draft,
    Floats,
    ImportRejected,
    Samples,
    Setting,
    from_local,
)
from rehabplanner.importers.finishing import MOST_OF_IT, SHORT_TRACK
from rehabplanner.importers.gpx import (
    BAD_TIMES,
    BROKEN_EARLY,
    CUT_OFF,
    MOST_POINTS,
    NO_ZONE,
    TOO_MANY_POINTS,
    number,
)
from rehabplanner.importers.markup import walked
from rehabplanner.importers.source import Source

COLUMNS = ("latitude", "longitude", "distance", "altitude", "heart_rate", "speed", "cadence")

A_COURSE = marked(
    "“{file}” is a course, a planned route, not something that was done. "
    "Export the activity itself."
)
NOTHING_DONE = marked(
    "“{file}” holds no activity that can be read. Export it again from where it came."
)
NO_FRAME = marked(
    "The file's outer frame is missing: it was cut out of another file. Please check the activity."
)


@dataclass(slots=True)
class LapRead:
    """One lap as the file tells it; NaN is unknown."""

    start: datetime | None = None
    seconds: float = math.nan
    metres: float = math.nan
    average_heart_rate: float = math.nan
    maximum_heart_rate: float = math.nan


@dataclass(slots=True)
class ActivityRead:
    """One activity as it is read: its laps and the columns of its points."""

    sport: str = ""
    id: str = ""
    notes: str = ""
    device: str = ""
    laps: list[LapRead] = field(default_factory=list)
    times: list[datetime | None] = field(default_factory=list)
    columns: dict[str, list[float]] = field(default_factory=lambda: {n: [] for n in COLUMNS})
    segments: list[int] = field(default_factory=list)


class _Reader:
    """Collects activities while the file goes by."""

    def __init__(self) -> None:
        self.activities: list[ActivityRead] = []
        self.current: ActivityRead | None = None
        self.lap = LapRead()
        self.is_in_point = False
        self.is_in_lap = False
        self.is_in_creator = False
        self.pulse: str | None = None
        self.courses = 0
        self.count = 0
        self.bad_times = 0
        self.segment = 0
        self.has_frame = False
        self.opened = {
            "TrainingCenterDatabase": self._open_frame,
            "Activity": self._open_activity,
            "Course": self._open_course,
            "Lap": self._open_lap,
            "Track": self._open_track,
            "Trackpoint": self._open_point,
            "Creator": self._open_creator,
            "HeartRateBpm": self._open_pulse,
            "AverageHeartRateBpm": self._open_average,
            "MaximumHeartRateBpm": self._open_maximum,
        }
        self.closed = {
            "Activity": self._close_activity,
            "Lap": self._close_lap,
            "Trackpoint": self._close_point,
            "Creator": self._close_creator,
            "Id": self._id,
            "Name": self._name,
            "Notes": self._notes,
            "TotalTimeSeconds": self._seconds,
            "DistanceMeters": self._metres,
            "Value": self._value,
            "Time": self._time,
            "LatitudeDegrees": self._latitude,
            "LongitudeDegrees": self._longitude,
            "AltitudeMeters": self._altitude,
            "Cadence": self._cadence,
            "RunCadence": self._cadence,
            "Speed": self._speed,
        }

    def _open_frame(self, _: Mapping[str, str]) -> None:
        self.has_frame = True

    def _open_activity(self, attributes: Mapping[str, str]) -> None:
        self.current = ActivityRead(sport=attributes.get("Sport", ""))
        self.activities.append(self.current)

    def _close_activity(self, _: str) -> None:
        self.current = None

    def _open_course(self, _: Mapping[str, str]) -> None:
        self.courses += 1

    def _open_lap(self, attributes: Mapping[str, str]) -> None:
        self.lap = LapRead(start=self._moment(attributes.get("StartTime", "")))
        self.is_in_lap = True
        if self.current is not None:
            self.current.laps.append(self.lap)

    def _close_lap(self, _: str) -> None:
        self.is_in_lap = False

    def _open_track(self, _: Mapping[str, str]) -> None:
        self.segment += 1

    def _open_point(self, _: Mapping[str, str]) -> None:
        self.count += 1
        if self.count > MOST_POINTS:
            raise ImportRejected(TOO_MANY_POINTS, most=MOST_POINTS)
        self.is_in_point = self.current is not None
        if self.current is not None:
            self.current.times.append(None)
            self.current.segments.append(self.segment)
            for column in self.current.columns.values():
                column.append(math.nan)

    def _close_point(self, _: str) -> None:
        self.is_in_point = False

    def _open_creator(self, _: Mapping[str, str]) -> None:
        self.is_in_creator = True

    def _close_creator(self, _: str) -> None:
        self.is_in_creator = False

    def _open_pulse(self, _: Mapping[str, str]) -> None:
        self.pulse = "heart_rate"

    def _open_average(self, _: Mapping[str, str]) -> None:
        self.pulse = "average_heart_rate"

    def _open_maximum(self, _: Mapping[str, str]) -> None:
        self.pulse = "maximum_heart_rate"

    def _id(self, text: str) -> None:
        if self.current is not None and not self.is_in_lap and not self.current.id:
            self.current.id = text

    def _name(self, text: str) -> None:
        if self.current is not None and self.is_in_creator:
            self.current.device = self.current.device or text

    def _notes(self, text: str) -> None:
        if self.current is not None and not self.is_in_lap:
            self.current.notes = self.current.notes or text

    def _seconds(self, text: str) -> None:
        if self.is_in_lap:
            self.lap.seconds = _at_least_0(text)

    def _metres(self, text: str) -> None:
        if self.is_in_point:
            self._put("distance", text, 0, 1e7)
        elif self.is_in_lap:
            self.lap.metres = _at_least_0(text)

    def _value(self, text: str) -> None:
        if self.pulse == "heart_rate":
            if self.is_in_point:
                self._put("heart_rate", text, 1, 260)
        elif self.pulse is not None and self.is_in_lap:
            setattr(self.lap, self.pulse, _at_least_0(text))
        self.pulse = None

    def _time(self, text: str) -> None:
        if self.is_in_point and self.current is not None:
            moment = self._moment(text)
            self.bad_times += moment is None
            self.current.times[-1] = moment

    def _latitude(self, text: str) -> None:
        self._put("latitude", text, -90, 90)

    def _longitude(self, text: str) -> None:
        self._put("longitude", text, -180, 180)

    def _altitude(self, text: str) -> None:
        self._put("altitude", text, -500, 9000)

    def _cadence(self, text: str) -> None:
        self._put("cadence", text, 0, 254)

    def _speed(self, text: str) -> None:
        self._put("speed", text, 0, 200)

    def _put(self, name: str, text: str, least: float, most: float) -> None:
        if self.is_in_point and self.current is not None:
            value = number(text)
            if least <= value <= most:
                self.current.columns[name][-1] = value

    def _moment(self, text: str) -> datetime | None:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None


def _at_least_0(text: str) -> float:
    value = number(text)
    return value if value >= 0 else math.nan


def read(source: Source, setting: Setting) -> Content:
    """Return the activities of a TCX file.

    Raises:
        ImportRejected: a course, or nothing that was done.
    """
    reader, broken_line = walked(source, _Reader)
    content = Content(file_format="tcx")
    if broken_line is not None:
        content.notices.append(Message(CUT_OFF, {"line": broken_line}))
    if not reader.has_frame:
        content.notices.append(Message(NO_FRAME))
    if reader.bad_times:
        content.notices.append(Message(BAD_TIMES, {"count": reader.bad_times}))
    drafts = [_draft(activity, setting) for activity in reader.activities]
    content.drafts = [draft for draft in drafts if draft is not None]
    if not content.drafts and broken_line is not None:
        raise ImportRejected(BROKEN_EARLY, line=broken_line)
    if not content.drafts:
        raise ImportRejected(A_COURSE if reader.courses else NOTHING_DONE)
    return content


def _draft(activity: ActivityRead, setting: Setting) -> Draft | None:
    laps = activity.laps
    moments = [time for time in activity.times if time is not None][:1]
    moments = moments or [lap.start for lap in laps if lap.start is not None][:1]
    if not moments:
        try:
            moments = [datetime.fromisoformat(activity.id)]
        except ValueError:
            return None
    start = moments[0]
    kind, surface = sports.named(activity.sport)
    draft = Draft(
        kind=kind or Kind.OTHER, surface=surface, notes=activity.notes, device=activity.device
    )
    if start.tzinfo is None:
        draft.notices.append(Message(NO_ZONE))
    elif offset := start.utcoffset():
        draft.offset_min = round(offset.total_seconds() / 60)
    draft.start = start = from_local(start, setting.zone) if start.tzinfo is None else start
    draft.distance_m = _total([lap.metres for lap in laps])
    draft.duration_s = _total([lap.seconds for lap in laps])
    _add_heart_rate(draft, laps)
    if activity.times:
        draft.samples = _samples(activity, setting, draft)
        _add_elapsed(draft, draft.samples)
    draft.laps = _laps(laps, start, setting)
    return draft


def _total(values: list[float]) -> float | None:
    known = [value for value in values if math.isfinite(value)]
    return sum(known) if known else None


def _add_heart_rate(draft: Draft, laps: list[LapRead]) -> None:
    """Weigh the laps' averages by their time."""
    known = [lap for lap in laps if lap.average_heart_rate > 0 and lap.seconds > 0]
    if known and 2 * len(known) > len(laps):
        seconds = sum(lap.seconds for lap in known)
        beats = sum(lap.average_heart_rate * lap.seconds for lap in known)
        draft.average_heart_rate = beats / seconds
    highest = [lap.maximum_heart_rate for lap in laps if lap.maximum_heart_rate > 0]
    draft.maximum_heart_rate = max(highest, default=None)


def _add_elapsed(draft: Draft, samples: Samples) -> None:
    """Take the elapsed time from the points; say so where they cover too little."""
    timed = samples.time_s[np.isfinite(samples.time_s)]
    if draft.start is None or not len(timed):
        return
    covered = max(0.0, float(timed.max()) - min(draft.start.timestamp(), float(timed.min())))
    draft.elapsed_s = covered
    told = draft.duration_s or 0
    if len(timed) > 1 and covered < MOST_OF_IT * told:
        values = {"told": round(told / 60), "covered": round(covered / 60)}
        draft.notices.append(Message(SHORT_TRACK, values))
        draft.elapsed_s = told


def _samples(activity: ActivityRead, setting: Setting, draft: Draft) -> Samples:
    def column(name: str) -> Floats:
        values = np.array(activity.columns[name], dtype=np.float64)
        return values if np.isfinite(values).any() else np.empty(0)

    latitude, longitude = column("latitude"), column("longitude")
    if len(latitude) != len(longitude):
        latitude = longitude = np.empty(0)
    on_foot = draft.kind in sports.ON_FOOT
    has_sums = draft.distance_m is not None and draft.duration_s is not None
    segment = [] if has_sums else activity.segments
    return Samples(
        time_s=_seconds(activity.times, setting),
        latitude=latitude,
        longitude=longitude,
        distance_m=column("distance"),
        altitude_m=column("altitude"),
        heart_rate=column("heart_rate"),
        speed_mps=column("speed"),
        cadence=2 * column("cadence") if on_foot else np.empty(0),
        segment=np.array(segment, dtype=np.float64),
    )


def _seconds(times: list[datetime | None], setting: Setting) -> Floats:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    seconds = np.full(len(times), np.nan)
    for index, time in enumerate(times):
        if time is not None:
            moment = from_local(time, setting.zone) if time.tzinfo is None else time
            seconds[index] = (moment - epoch).total_seconds()
    return seconds


def _laps(laps: list[LapRead], start: datetime, setting: Setting) -> tuple[Lap, ...]:
    found = []
    for lap in laps:
        if lap.start is None or not math.isfinite(lap.seconds):
            continue
        begun = from_local(lap.start, setting.zone) if lap.start.tzinfo is None else lap.start
        found.append(
            Lap(
                start_s=max(0.0, (begun - start).total_seconds()),
                duration_s=lap.seconds,
                distance_m=lap.metres if math.isfinite(lap.metres) else None,
                average_heart_rate=lap.average_heart_rate if lap.average_heart_rate > 0 else None,
            )
        )
    return tuple(found)
