"""Apple Health's export.xml: the workouts in it, read as a stream however long the file is."""

import math
from collections.abc import Mapping
from datetime import datetime

from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.problems import Message, marked
from rehabplanner.importers import sports
from rehabplanner.importers.drafts import Content, Draft, ImportRejected, Setting
from rehabplanner.importers.gpx import CUT_OFF, number
from rehabplanner.importers.markup import walked
from rehabplanner.importers.source import MEGABYTE, Source

SIZE_LIMIT = 8_000 * MEGABYTE
PREFIX = "HKWorkoutActivityType"
METRES = {"km": 1000.0, "m": 1.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048}
SECONDS = {"min": 60.0, "s": 1.0, "hr": 3600.0, "h": 3600.0}
DISTANCE = "HKQuantityTypeIdentifierDistance"
HEART_RATE = "HKQuantityTypeIdentifierHeartRate"
STEPS = "HKQuantityTypeIdentifierStepCount"
NO_WORKOUTS = marked(
    "“{file}” is an export of Apple Health without any workout that can be read. "
    "Export it again on the phone: Health, your picture, Export all health data."
)


class _Reader:
    """Collects workouts while the records go by unread."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.draft: Draft | None = None
        self.is_indoor = False
        self.opened = {
            "Workout": self._open_workout,
            "WorkoutStatistics": self._statistics,
            "MetadataEntry": self._metadata,
        }
        self.closed = {"Workout": self._close_workout}

    def _open_workout(self, attributes: Mapping[str, str]) -> None:
        start, end = _moment(attributes.get("startDate")), _moment(attributes.get("endDate"))
        self.draft, self.is_indoor = None, False
        if start is None:
            return
        name = attributes.get("workoutActivityType", "").removeprefix(PREFIX)
        kind, surface = sports.named(_spaced(name))
        offset = start.utcoffset()
        self.draft = Draft(
            start=start,
            offset_min=round(offset.total_seconds() / 60) if offset is not None else None,
            kind=kind or Kind.OTHER,
            surface=surface,
            distance_m=_amount(attributes, "totalDistance", "totalDistanceUnit", METRES),
            duration_s=_amount(attributes, "duration", "durationUnit", SECONDS),
            elapsed_s=(end - start).total_seconds() if end is not None else None,
            device=attributes.get("sourceName", ""),
        )
        self.drafts.append(self.draft)

    def _close_workout(self, _: str) -> None:
        if self.draft is not None and self.is_indoor and self.draft.kind is Kind.RUN:
            self.draft.surface = Surface.TREADMILL
        self.draft = None

    def _statistics(self, attributes: Mapping[str, str]) -> None:
        if self.draft is None:
            return
        measure = attributes.get("type", "")
        if measure.startswith(DISTANCE):
            metres = _amount(attributes, "sum", "unit", METRES)
            self.draft.distance_m = metres if metres is not None else self.draft.distance_m
        elif measure == HEART_RATE:
            average, highest = number(attributes.get("average")), number(attributes.get("maximum"))
            self.draft.average_heart_rate = average if average > 0 else None
            self.draft.maximum_heart_rate = highest if highest > 0 else None
        elif measure == STEPS:
            steps = number(attributes.get("sum"))
            self.draft.steps = round(steps) if math.isfinite(steps) else None

    def _metadata(self, attributes: Mapping[str, str]) -> None:
        if self.draft is None:
            return
        key, value = attributes.get("key"), attributes.get("value", "")
        if key == "HKIndoorWorkout":
            self.is_indoor = value == "1"
        elif key == "HKElevationAscended" and value.endswith(" cm"):
            ascent = number(value.removesuffix(" cm"))
            self.draft.ascent_m = ascent / 100 if ascent >= 0 else None


def read(source: Source, setting: Setting) -> Content:
    """Return the workouts of an Apple Health export.

    Raises:
        ImportRejected: no workout in it, or harmful markup.
    """
    source.limit = SIZE_LIMIT
    reader, broken_line = walked(source, _Reader, allow_doctype=True)
    if not reader.drafts:
        raise ImportRejected(NO_WORKOUTS)
    content = Content(file_format="apple-health", drafts=reader.drafts)
    if broken_line is not None:
        content.notices.append(Message(CUT_OFF, {"line": broken_line}))
    return content


def _moment(text: str | None) -> datetime | None:
    """Return an aware moment from "2021-05-01 08:00:00 +0200"."""
    try:
        moment = datetime.strptime(text or "", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None
    return moment


def _amount(
    attributes: Mapping[str, str], name: str, unit: str, factors: Mapping[str, float]
) -> float | None:
    value = number(attributes.get(name)) * factors.get(attributes.get(unit, ""), math.nan)
    return value if value >= 0 else None


def _spaced(name: str) -> str:
    """Return "Traditional Strength Training" for "TraditionalStrengthTraining"."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip()
