"""The columns of the run log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rehabplanner.domain.activities import Activity, Kind, pace_s_per_km
from rehabplanner.domain.people import Units
from rehabplanner.domain.runs import METRES_PER_MILE
from rehabplanner.gui.tables import Column
from rehabplanner.phrases import SEPARATOR
from rehabplanner.wording import (
    UNKNOWN,
    _,
    day_text,
    distance_text,
    duration_text,
    height_text,
    minutes_text,
    number_text,
    pace_text,
    score_text,
    word,
)

NOTHING_NOTED = (None, None, None)
Scores = tuple[int | None, int | None, int | None]
"""Pain during a session, after it the same evening, and the next morning."""


def session_columns(
    units: Units, spikes: Mapping[UUID, str], pain: Callable[[Activity], Scores]
) -> tuple[Column[Activity], ...]:
    """Return the columns of the session table.

    `spikes` marks runs longer than the month's; `pain` tells what the diary says of a session.
    """
    felt = _Pain(pain)
    return (
        Column("day", _("Day"), _day, _start),
        Column("kind", _("Kind"), _kind, _kind),
        Column("title", _("Title"), _title, _folded_title),
        Column(
            "distance",
            _("Distance"),
            _Text(units, distance_text, "distance_m"),
            _distance,
            is_number=True,
            tip=_Mark(spikes),
        ),
        Column("time", _("Time"), _duration, _duration_s, is_number=True),
        Column("pace", _("Pace"), _Pace(units), _pace, is_number=True),
        Column("effort", _("Effort"), _effort_text, _effort, is_number=True),
        Column("load", _("Load"), _load_text, _load, is_number=True, tip=_load_tip),
        Column(
            "pain",
            _("Pain"),
            felt.text,
            felt.worst,
            is_number=True,
            tip=felt.tip,
            about=_("During the session · after it, same evening · next morning"),
        ),
        Column(
            "climb",
            _("Climb"),
            _Text(units, height_text, "ascent_m"),
            _ascent,
            is_number=True,
        ),
        Column("heart", _("Heart"), _heart, _heart_rate, is_number=True),
        Column("surface", _("Surface"), _surface, _surface),
    )


@dataclass(frozen=True, slots=True)
class _Text:
    units: Units
    words: Callable[[float | None, Units], str]
    field: str

    def __call__(self, activity: Activity) -> str:
        return self.words(getattr(activity, self.field), self.units)


@dataclass(frozen=True, slots=True)
class _Pace:
    units: Units

    def __call__(self, activity: Activity) -> str:
        return pace_or_speed(activity, self.units)


@dataclass(frozen=True, slots=True)
class _Mark:
    spikes: Mapping[UUID, str]

    def __call__(self, activity: Activity) -> str:
        return self.spikes.get(activity.id, "")


@dataclass(frozen=True, slots=True)
class _Pain:
    scores: Callable[[Activity], Scores]

    def text(self, activity: Activity) -> str:
        scores = self.scores(activity)
        if scores == NOTHING_NOTED:
            return UNKNOWN
        return SEPARATOR.join(number_text(score) for score in scores)

    def worst(self, activity: Activity) -> int | None:
        return max((one for one in self.scores(activity) if one is not None), default=None)

    def tip(self, activity: Activity) -> str:
        scores = self.scores(activity)
        if scores == NOTHING_NOTED:
            return ""
        during, after, morning = (score_text(one) for one in scores)
        words = _("Pain during {during}, the same evening {after}, the next morning {morning}")
        return words.format(during=during, after=after, morning=morning)


def _day(activity: Activity) -> str:
    return day_text(activity.day, year=activity.day.year != date.today().year)


def _start(activity: Activity) -> tuple[date, float]:
    return activity.day, activity.started_at.timestamp() if activity.started_at else 0.0


def _kind(activity: Activity) -> str:
    return word(activity.kind)


def _title(activity: Activity) -> str:
    return activity.title


def _folded_title(activity: Activity) -> str | None:
    return activity.title.casefold() or None


def _distance(activity: Activity) -> float | None:
    return activity.distance_m


def _duration(activity: Activity) -> str:
    return duration_text(activity.duration_s)


def _duration_s(activity: Activity) -> float | None:
    return activity.duration_s


def _pace(activity: Activity) -> float | None:
    if activity.kind in (Kind.STRENGTH, Kind.MOBILITY):
        return None
    return pace_s_per_km(activity.distance_m, activity.moving_s or activity.duration_s)


def pace_or_speed(activity: Activity, units: Units) -> str:
    """Return the pace on foot or in water, the speed on wheels; a dash where it says nothing."""
    pace = _pace(activity)
    if pace is not None and activity.kind is Kind.CYCLE:
        per_hour = 3600 / pace / (METRES_PER_MILE / 1000 if units is Units.IMPERIAL else 1)
        text = _("{number} mph") if units is Units.IMPERIAL else _("{number} km/h")
        return text.format(number=number_text(per_hour, 1))
    return pace_text(pace, units)


def _ascent(activity: Activity) -> float | None:
    return activity.ascent_m


def _heart(activity: Activity) -> str:
    return number_text(activity.average_heart_rate)


def _heart_rate(activity: Activity) -> float | None:
    return activity.average_heart_rate


def _effort_text(activity: Activity) -> str:
    return number_text(activity.effort, 1)


def _effort(activity: Activity) -> float | None:
    return activity.effort


def _load_text(activity: Activity) -> str:
    return number_text(activity.load)


def _load(activity: Activity) -> float | None:
    return activity.load


def _load_tip(activity: Activity) -> str:
    if activity.load is None:
        return _("Unknown: load needs an effort and a time.")
    return _("Effort {effort} x {minutes} = {load} (session RPE, Foster 2001)").format(
        effort=number_text(activity.effort, 1),
        minutes=minutes_text((activity.duration_s or 0) / 60),
        load=number_text(activity.load),
    )


def _surface(activity: Activity) -> str:
    return word(activity.surface) if activity.surface else UNKNOWN
