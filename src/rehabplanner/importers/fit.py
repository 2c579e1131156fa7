"""FIT files of watches and bike computers: from tables of messages to drafts of activities."""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from rehabplanner.domain.activities import Kind, Lap
from rehabplanner.domain.problems import Message, marked
from rehabplanner.importers import fit_columns, fit_profile, sports
from rehabplanner.importers.drafts import (
    NOTHING,
    Content,
    Draft,
    Floats,
    ImportRejected,
    Samples,
    Setting,
)
from rehabplanner.importers.fit_columns import Decoded, Table
from rehabplanner.importers.fit_profile import (
    ACTIVITY,
    DEVICE,
    EPOCH_S,
    EVENT,
    FILE_ID,
    LAP,
    RECORD,
    SESSION,
    SPORT,
)
from rehabplanner.importers.source import MEGABYTE, Source
from rehabplanner.importers.track import selected

SIZE_LIMIT = 64 * MEGABYTE
EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
QUARTER_S = 900
FARTHEST_ZONE_S = 15 * 3600
ACTIVITY_FILE = 4

NOT_AN_ACTIVITY = marked(
    "“{file}” is a FIT file, but of another kind ({kind}): it holds no activity. "
    "Choose the files in the watch's folder ACTIVITY."
)
NOTHING_INSIDE = marked(
    "“{file}” is a FIT file without any activity that can be read. "
    "Copy it from the watch again, or export it from the maker's site."
)
NO_CLOCK = marked(
    "“{file}” holds samples but no times, so its day is unknown. "
    "Copy it from the watch again, or type the session in by hand."
)
WRONG_CHECKSUM = marked(
    "The file's check sum is wrong: it was damaged on its way. Please compare it with the watch."
)
CUT_OFF = marked(
    "The file ends too early or is damaged in the middle. What could be read is here; "
    "please compare it with the watch."
)
SECOND_PART_DAMAGED = marked("A second part of the file is damaged and was left out.")
REBUILT = marked(
    "The recording was cut off before its summary. Distance and time were rebuilt from the "
    "samples; please check them."
)


@dataclass(slots=True)
class Part:
    """One FIT file within the file (they may be chained)."""

    decoded: Decoded
    notices: list[Message] = field(default_factory=list)

    def table(self, message: int) -> Table:
        """Return the columns of a kind of message, none if it does not occur."""
        return self.decoded.tables.get(message, {})


def read(source: Source, setting: Setting) -> Content:
    """Return the activities of a FIT file; a multisport file holds several.

    Raises:
        ImportRejected: not an activity, or nothing in it can be read.
    """
    source.limit = SIZE_LIMIT
    content = Content(file_format="fit")
    kinds: list[str] = []
    for part in _parts(source.read_all(), content):
        kind = _kind_of_file(part)
        kinds.append(kind)
        drafts = _drafts(part, kind)
        if drafts:
            content.drafts.extend(drafts)
            content.notices.extend(part.notices)
    if not content.drafts:
        foreign = [kind for kind in kinds if kind not in ("activity", "")]
        if foreign:
            raise ImportRejected(NOT_AN_ACTIVITY, kind=foreign[0])
        raise ImportRejected(NOTHING_INSIDE)
    return content


def _parts(data: bytes, content: Content) -> list[Part]:
    """Return the chained files; what is damaged is told in notices."""
    parts: list[Part] = []
    at = 0
    while at + 12 <= len(data):
        header = data[at]
        if data[at + 8 : at + 12] != b".FIT" or header < 12:
            content.notices.append(Message(SECOND_PART_DAMAGED if parts else CUT_OFF))
            return parts
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        start = at + header
        is_open = size == 0
        end = len(data) - 2 if is_open else start + size
        part = _part(data, at, start, end, is_open=is_open)
        parts.append(part)
        at = end + 2
    if parts and at < len(data) and data[at:].strip(b"\0"):
        content.notices.append(Message(SECOND_PART_DAMAGED))
    return parts


def _part(data: bytes, at: int, start: int, end: int, *, is_open: bool) -> Part:
    if end + 2 > len(data) or is_open:
        end = min(end, len(data))
        part = Part(_decode(data, start, end))
        part.notices.append(Message(CUT_OFF))
        return part
    part = Part(_decode(data, start, end))
    told = int.from_bytes(data[end : end + 2], "little")
    if fit_columns.checksum(data[at:end]) != told:
        part.notices.append(Message(WRONG_CHECKSUM))
    elif part.decoded.broken_at is not None:
        part.notices.append(Message(CUT_OFF))
    return part


def _decode(data: bytes, start: int, end: int) -> Decoded:
    """Return the tables by our own reader, by fitdecode where ours meets something unknown."""
    try:
        return fit_columns.decode(data, start, end)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError):
        from rehabplanner.importers import fit_fallback  # noqa: PLC0415 - only when needed

        return fit_fallback.decode(data[start:end])


def _kind_of_file(part: Part) -> str:
    number = _first(part.table(FILE_ID), "type")
    if number is None:
        return ""
    return fit_profile.FILE_TYPES.get(int(number), f"type {int(number)}")


def _drafts(part: Part, kind: str) -> list[Draft]:
    sessions = part.table(SESSION)
    samples = _samples(part.table(RECORD))
    offset_min = _offset_min(part.table(ACTIVITY))
    device = _device(part)
    count = len(next(iter(sessions.values()))) if sessions else 0
    drafts = [_of_session(part, sessions, row, samples, count) for row in range(count)]
    drafts = [draft for draft in drafts if draft is not None]
    if not drafts and kind in ("activity", "") and len(samples):
        drafts = [_rebuilt(part, samples)]
    for draft in drafts:
        if draft is not None:
            draft.offset_min = offset_min
            draft.device = device
    return [draft for draft in drafts if draft is not None]


def _of_session(
    part: Part, sessions: Table, row: int, samples: Samples, count: int
) -> Draft | None:
    """Return the draft of one session message; None if it does not say when it was."""

    def value(name: str) -> float | None:
        column = sessions.get(name)
        if column is None or not math.isfinite(column[row]):
            return None
        return float(column[row])

    start, end = value("start_time"), value("timestamp")
    elapsed = value("elapsed")
    if start is None and end is not None and elapsed is not None:
        start = end - elapsed
    if start is None:
        return None
    kind, surface = sports.from_fit(_whole(value("sport")), _whole(value("sub_sport")))
    draft = Draft(
        start=EPOCH + timedelta(seconds=start),
        kind=kind or Kind.OTHER,
        surface=surface,
        distance_m=value("distance"),
        duration_s=value("timer"),
        elapsed_s=elapsed,
        moving_s=value("moving"),
        ascent_m=value("ascent"),
        descent_m=value("descent"),
        average_heart_rate=value("average_heart_rate"),
        maximum_heart_rate=value("maximum_heart_rate"),
        effort=value("effort"),
    )
    stop = start + max(elapsed or 0, value("timer") or 0)
    if count > 1:
        starts = sessions.get("start_time", NOTHING)
        following = starts[starts > start]
        stop = min(stop, float(following.min()) - 0.5) if len(following) else math.inf
    else:
        stop = math.inf
    _add_track(draft, part, samples, start, stop, count)
    _add_steps(draft, value("cycles"), value("average_cadence"))
    return draft


def _add_track(
    draft: Draft, part: Part, samples: Samples, start: float, stop: float, count: int
) -> None:
    """Give the draft its share of samples and laps."""
    if count > 1 and len(samples):
        time_s = samples.time_s - EPOCH_S
        samples = selected(samples, (time_s >= start) & (time_s <= stop))
    if not len(samples):
        return
    on_foot = draft.kind in sports.ON_FOOT
    draft.samples = Samples(
        time_s=samples.time_s,
        latitude=samples.latitude,
        longitude=samples.longitude,
        distance_m=samples.distance_m,
        altitude_m=samples.altitude_m,
        heart_rate=samples.heart_rate,
        speed_mps=samples.speed_mps,
        cadence=2 * samples.cadence if on_foot else NOTHING,
    )
    draft.laps = _laps(part.table(LAP), start, stop)
    if draft.distance_m is None and np.isfinite(samples.distance_m).any():
        draft.distance_m = float(np.nanmax(samples.distance_m))


def _add_steps(draft: Draft, cycles: float | None, cadence: float | None) -> None:
    """Turn strides of one leg, or their rate, into steps of both."""
    if draft.kind not in sports.ON_FOOT:
        return
    if cycles:
        draft.steps = round(2 * cycles)
    elif cadence and draft.duration_s:
        draft.steps = round(2 * cadence * draft.duration_s / 60)


def _rebuilt(part: Part, samples: Samples) -> Draft | None:
    """Return a draft made from the samples of a recording that was cut off."""
    timed = samples.time_s[np.isfinite(samples.time_s)]
    if not len(timed):
        raise ImportRejected(NO_CLOCK)
    sport = part.table(SPORT)
    kind, surface = sports.from_fit(
        _whole(_first(sport, "sport")), _whole(_first(sport, "sub_sport"))
    )
    start, end = float(timed.min()) - EPOCH_S, float(timed.max()) - EPOCH_S
    draft = Draft(
        start=EPOCH + timedelta(seconds=start),
        kind=kind,
        surface=surface,
        elapsed_s=end - start,
        duration_s=end - start - _paused_s(part.table(EVENT), start, end),
    )
    if draft.kind is None:
        draft.kind = Kind.RUN
    _add_track(draft, part, samples, start, math.inf, 1)
    draft.notices.append(Message(REBUILT))
    return draft


def _paused_s(events: Table, start: float, end: float) -> float:
    """Return the seconds between a stop of the timer and its next start."""
    if not {"event", "event_type", "timestamp"} <= set(events):
        return 0.0
    paused = 0.0
    stopped: float | None = None
    rows = zip(events["event"], events["event_type"], events["timestamp"], strict=True)
    for event, event_type, time in rows:
        if event != fit_profile.TIMER_EVENT or not start <= time <= end:
            continue
        if event_type in fit_profile.TIMER_STOPS and stopped is None:
            stopped = time
        elif event_type == fit_profile.TIMER_START and stopped is not None:
            paused += time - stopped
            stopped = None
    return min(paused, end - start)


def _samples(records: Table) -> Samples:
    if not records:
        return Samples(time_s=NOTHING)
    count = len(next(iter(records.values())))
    nothing = np.full(count, np.nan)

    def column(*names: str) -> Floats:
        """Return the first of these columns that holds anything, gaps filled by the next."""
        result = nothing
        for name in names:
            found = records.get(name)
            if found is not None and found.dtype != object:
                result = np.where(np.isfinite(result), result, found)
        return result if np.isfinite(result).any() else NOTHING

    cadence = column("cadence", "own cadence")
    fraction = column("fractional_cadence")
    if len(cadence) and len(fraction):
        cadence = cadence + np.nan_to_num(fraction)
    time_s = records.get("timestamp", nothing) + EPOCH_S
    latitude, longitude = column("latitude"), column("longitude")
    if not len(latitude) or not len(longitude):
        latitude = longitude = NOTHING
    return Samples(
        time_s=time_s,
        latitude=latitude,
        longitude=longitude,
        distance_m=column("distance", "own distance"),
        altitude_m=column("enhanced_altitude", "altitude"),
        heart_rate=column("heart_rate", "own heart_rate"),
        speed_mps=column("enhanced_speed", "speed", "own speed"),
        cadence=cadence,
    )


def _laps(laps: Table, start: float, stop: float) -> tuple[Lap, ...]:
    count = len(next(iter(laps.values()))) if laps else 0
    found = []
    for row in range(count):

        def value(name: str, row: int = row) -> float | None:
            column = laps.get(name)
            return float(column[row]) if column is not None and column[row] >= 0 else None

        begun, timer = value("start_time"), value("timer")
        if begun is None or timer is None or not start <= begun <= stop:
            continue
        found.append(
            Lap(
                start_s=begun - start,
                duration_s=timer,
                distance_m=value("distance"),
                average_heart_rate=value("average_heart_rate"),
            )
        )
    return tuple(found)


def _offset_min(activity: Table) -> int | None:
    """Return the runner's distance from UTC in minutes, to a quarter of an hour."""
    utc, local = _first(activity, "timestamp"), _first(activity, "local_timestamp")
    if utc is None or local is None or abs(local - utc) > FARTHEST_ZONE_S:
        return None
    return round((local - utc) / QUARTER_S) * QUARTER_S // 60


def _device(part: Part) -> str:
    """Return the maker and name of the watch, as far as the file spells them out."""
    for table in (part.table(FILE_ID), part.table(DEVICE)):
        number = _first(table, "manufacturer")
        if number is None:
            continue
        maker = fit_profile.MANUFACTURERS.get(int(number), "")
        names = table.get("product_name")
        name = next((str(text) for text in names if text), "") if names is not None else ""
        return " ".join(word for word in (maker, name) if word)
    return ""


def _first(table: Table, name: str) -> float | None:
    column = table.get(name)
    if column is None or column.dtype == object:
        return None
    known = column[np.isfinite(column)]
    return float(known[0]) if len(known) else None


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
