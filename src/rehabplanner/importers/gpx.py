"""GPX 1.0 and 1.1: tracks of points, with or without namespaces and extensions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

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
from rehabplanner.importers.markup import walked
from rehabplanner.importers.source import Source

MOST_POINTS = 500_000
SAME_OUTING_S = 3600.0

TOO_MANY_POINTS = marked(
    "“{file}” holds more than {most} points, more than any day's recording. "
    "Please split it, or export single activities."
)
NO_POINTS = marked(
    "“{file}” holds no recorded track, only places or a planned route. "
    "Export the activity itself, not the route."
)
BROKEN_EARLY = marked(
    "“{file}” is damaged in line {line}, before there is anything to read. "
    "Export it again from where it came."
)
ONE_POINT = marked(
    "“{file}” holds a single point: too little for an activity. "
    "Export it again, or type the session in by hand."
)
NO_TIMES = marked(
    "“{file}” is a track without times, so its day and duration are unknown. "
    "Export the recorded activity instead, or type the session in by hand."
)
CUT_OFF = marked("The file breaks off in line {line}. What came before was read; please check it.")
BAD_PLACES = marked("{count} points without a possible position were left out.")
BAD_TIMES = marked("{count} points have a time that cannot be read.")
FEW_TIMES = marked(
    "Only {count} of {total} points have a time, so the duration is unknown. Please fill it in."
)
NO_ZONE = marked(
    "The times in this file name no time zone. They were taken as local time; please check the day."
)


@dataclass(slots=True)
class Points:
    """The points of one track, column by column, as they are read."""

    latitude: list[float] = field(default_factory=list)
    longitude: list[float] = field(default_factory=list)
    time: list[datetime | None] = field(default_factory=list)
    altitude: list[float] = field(default_factory=list)
    heart_rate: list[float] = field(default_factory=list)
    cadence: list[float] = field(default_factory=list)
    speed: list[float] = field(default_factory=list)
    segment: list[int] = field(default_factory=list)
    name: str = ""
    sport: str = ""
    notes: str = ""


def number(text: str | None) -> float:
    """Return the number in the text, NaN if there is none."""
    if not text or "_" in text:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


class _Reader:
    """Collects tracks while the file goes by."""

    def __init__(self) -> None:
        self.tracks: list[Points] = []
        self.track = Points()
        self.segments = 0
        self.count = 0
        self.bad_places = 0
        self.bad_times = 0
        self.is_in_point = False
        self.is_in_track = False
        self.creator = ""
        self.opened = {
            "gpx": self._open_file,
            "trk": self._open_track,
            "trkseg": self._open_segment,
            "trkpt": self._open_point,
        }
        self.closed = {
            "trkpt": self._close_point,
            "trk": self._close_track,
            "time": self._time,
            "ele": self._altitude,
            "hr": self._heart_rate,
            "heartrate": self._heart_rate,
            "cad": self._cadence,
            "cadence": self._cadence,
            "speed": self._speed,
            "name": self._name,
            "type": self._sport,
            "desc": self._notes,
        }

    def _open_file(self, attributes: Mapping[str, str]) -> None:
        self.creator = attributes.get("creator", "")

    def _open_track(self, _: Mapping[str, str]) -> None:
        self.track = Points()
        self.is_in_track = True

    def _open_segment(self, _: Mapping[str, str]) -> None:
        self.segments += 1

    def _open_point(self, attributes: Mapping[str, str]) -> None:
        self.count += 1
        if self.count > MOST_POINTS:
            raise ImportRejected(TOO_MANY_POINTS, most=MOST_POINTS)
        latitude, longitude = number(attributes.get("lat")), number(attributes.get("lon"))
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.bad_places += 1
            self.is_in_point = False
            return
        self.is_in_point = True
        track = self.track
        track.latitude.append(latitude)
        track.longitude.append(longitude)
        track.segment.append(self.segments)
        track.time.append(None)
        track.altitude.append(math.nan)
        track.heart_rate.append(math.nan)
        track.cadence.append(math.nan)
        track.speed.append(math.nan)

    def _close_point(self, _: str) -> None:
        self.is_in_point = False

    def _close_track(self, _: str) -> None:
        self.tracks.append(self.track)
        self.track = Points()
        self.is_in_track = False

    def _time(self, text: str) -> None:
        if self.is_in_point:
            try:
                self.track.time[-1] = datetime.fromisoformat(text)
            except ValueError:
                self.bad_times += 1

    def _altitude(self, text: str) -> None:
        if self.is_in_point:
            value = number(text)
            self.track.altitude[-1] = value if -500 < value < 9000 else math.nan

    def _heart_rate(self, text: str) -> None:
        if self.is_in_point:
            value = number(text)
            self.track.heart_rate[-1] = value if 0 < value <= 260 else math.nan

    def _cadence(self, text: str) -> None:
        if self.is_in_point:
            value = number(text)
            self.track.cadence[-1] = value if 0 <= value <= 300 else math.nan

    def _speed(self, text: str) -> None:
        if self.is_in_point:
            value = number(text)
            self.track.speed[-1] = value if 0 <= value < 200 else math.nan

    def _name(self, text: str) -> None:
        if self.is_in_track and not self.is_in_point:
            self.track.name = self.track.name or text

    def _sport(self, text: str) -> None:
        if self.is_in_track and not self.is_in_point:
            self.track.sport = self.track.sport or text

    def _notes(self, text: str) -> None:
        if self.is_in_track and not self.is_in_point:
            self.track.notes = self.track.notes or text


def read(source: Source, setting: Setting) -> Content:
    """Return the activities of a GPX file.

    Several tracks of one outing (same sport, less than an hour apart) are one activity.

    Raises:
        ImportRejected: nothing that could be a dated activity.
    """
    reader, broken_line = walked(source, _Reader)
    if reader.track.latitude:
        reader.tracks.append(reader.track)
    content = Content(file_format="gpx")
    if broken_line is not None:
        content.notices.append(Message(CUT_OFF, {"line": broken_line}))
    if reader.bad_places:
        content.notices.append(Message(BAD_PLACES, {"count": reader.bad_places}))
    if reader.bad_times:
        content.notices.append(Message(BAD_TIMES, {"count": reader.bad_times}))
    count = sum(len(track.latitude) for track in reader.tracks)
    if not count and broken_line is not None:
        raise ImportRejected(BROKEN_EARLY, line=broken_line)
    if count < 2:
        raise ImportRejected(ONE_POINT if count else NO_POINTS)
    content.drafts = [_draft(group, reader.creator, setting) for group in _outings(reader.tracks)]
    content.drafts = [draft for draft in content.drafts if draft.start is not None]
    if not content.drafts:
        raise ImportRejected(NO_TIMES)
    return content


def _outings(tracks: list[Points]) -> list[list[Points]]:
    """Return the tracks grouped by outing; tracks without times join the group before."""
    groups: list[list[Points]] = []
    end: datetime | None = None
    for track in tracks:
        times = [time for time in track.time if time is not None]
        fits = not groups or not times or end is None or _is_close(end, times[0])
        same_sport = not groups or track.sport == groups[-1][0].sport
        if groups and fits and same_sport:
            groups[-1].append(track)
        elif track.latitude:
            groups.append([track])
        if times:
            end = times[-1]
    return groups


def _is_close(end: datetime, start: datetime) -> bool:
    if (end.tzinfo is None) != (start.tzinfo is None):
        return False
    return abs((start - end).total_seconds()) < SAME_OUTING_S


def _draft(tracks: list[Points], creator: str, setting: Setting) -> Draft:
    times = [time for track in tracks for time in track.time]
    kind, surface = sports.named(tracks[0].sport)
    draft = Draft(
        kind=kind,
        surface=surface,
        title=next((track.name for track in tracks if track.name), ""),
        notes=next((track.notes for track in tracks if track.notes), ""),
        device=creator if "gpx.py" not in creator else "",
    )
    known = [time for time in times if time is not None]
    if not known:
        return draft
    first = known[0]
    if first.tzinfo is None:
        draft.notices.append(Message(NO_ZONE))
    elif offset := first.utcoffset():
        draft.offset_min = round(offset.total_seconds() / 60)
    draft.start = _moment(first, setting)
    draft.samples = _samples(tracks, _seconds(times, setting), draft)
    if 2 * len(known) < len(times):
        values = {"count": len(known), "total": len(times)}
        draft.notices.append(Message(FEW_TIMES, values))
        draft.samples.time_s = np.full(len(times), np.nan)
    return draft


def _moment(time: datetime, setting: Setting) -> datetime:
    return from_local(time, setting.zone) if time.tzinfo is None else time


def _seconds(times: list[datetime | None], setting: Setting) -> Floats:
    """Return the times in seconds from the Unix epoch, NaN where unknown."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    seconds = np.full(len(times), np.nan)
    for index, time in enumerate(times):
        if time is not None:
            seconds[index] = (_moment(time, setting) - epoch).total_seconds()
    return seconds


def _samples(tracks: list[Points], time_s: Floats, draft: Draft) -> Samples:
    def column(name: str) -> Floats:
        values = np.array([v for track in tracks for v in getattr(track, name)], dtype=np.float64)
        return values if np.isfinite(values).any() else np.empty(0)

    cadence = column("cadence")
    if draft.kind is not None and draft.kind not in sports.ON_FOOT:
        cadence = np.empty(0)
    return Samples(
        time_s=time_s,
        latitude=column("latitude"),
        longitude=column("longitude"),
        altitude_m=column("altitude"),
        heart_rate=column("heart_rate"),
        speed_mps=column("speed"),
        cadence=2 * cadence,
        segment=column("segment"),
    )
