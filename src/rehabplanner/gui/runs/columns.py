"""The columns of the run log: sessions, and totals per week."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rehabplanner.domain.activities import Activity, Kind, pace_s_per_km
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import monday_of
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
    week_text,
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
            _Pain(pain).text,
            _Pain(pain).worst,
            is_number=True,
            tip=_Pain(pain).tip,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Totals of one week; a total is None while nothing in the week is known."""

    monday: date
    sessions: int
    runs: int
    run_distance_m: float | None
    longest_run_m: float | None
    duration_s: float | None
    load: float | None
    without_load: int


def weeks(activities: Iterable[Activity]) -> list[Week]:
    """Return the totals per week, newest first."""
    by_week: dict[date, list[Activity]] = {}
    for activity in activities:
        by_week.setdefault(monday_of(activity.day), []).append(activity)
    return [_week(monday, by_week[monday]) for monday in sorted(by_week, reverse=True)]


def _week(monday: date, activities: list[Activity]) -> Week:
    runs = [one for one in activities if one.is_running]
    distances = [one.distance_m for one in runs if one.distance_m is not None]
    durations = [one.duration_s for one in activities if one.duration_s is not None]
    loads = [one.load for one in activities if one.load is not None]
    return Week(
        monday=monday,
        sessions=len(activities),
        runs=len(runs),
        run_distance_m=sum(distances) if distances else None,
        longest_run_m=max(distances, default=None),
        duration_s=sum(durations) if durations else None,
        load=sum(loads) if loads else None,
        without_load=len(activities) - len(loads),
    )


def week_columns(units: Units) -> tuple[Column[Week], ...]:
    """Return the columns of the table of weeks."""
    return (
        Column("week", _("Week"), _week_words, _monday),
        Column("sessions", _("Sessions"), _sessions, _session_count, is_number=True),
        Column("runs", _("Runs"), _runs, _run_count, is_number=True),
        Column(
            "distance",
            _("Run distance"),
            _WeekText(units, "run_distance_m"),
            _week_distance,
            is_number=True,
        ),
        Column(
            "longest",
            _("Longest run"),
            _WeekText(units, "longest_run_m"),
            _week_longest,
            is_number=True,
        ),
        Column("time", _("Time"), _week_time, _week_seconds, is_number=True),
        Column("load", _("Load"), _week_load, _week_load_value, is_number=True, tip=_week_load_tip),
    )


@dataclass(frozen=True, slots=True)
class _WeekText:
    units: Units
    field: str

    def __call__(self, week: Week) -> str:
        return distance_text(getattr(week, self.field), self.units)


def _week_words(week: Week) -> str:
    return week_text(week.monday)


def _monday(week: Week) -> date:
    return week.monday


def _sessions(week: Week) -> str:
    return str(week.sessions)


def _session_count(week: Week) -> int:
    return week.sessions


def _runs(week: Week) -> str:
    return str(week.runs)


def _run_count(week: Week) -> int:
    return week.runs


def _week_distance(week: Week) -> float | None:
    return week.run_distance_m


def _week_longest(week: Week) -> float | None:
    return week.longest_run_m


def _week_time(week: Week) -> str:
    return minutes_text(None if week.duration_s is None else week.duration_s / 60)


def _week_seconds(week: Week) -> float | None:
    return week.duration_s


def _week_load(week: Week) -> str:
    if week.load is None:
        return UNKNOWN
    text = number_text(week.load)
    return f"≥ {text}" if week.without_load else text


def _week_load_value(week: Week) -> float | None:
    return week.load


def _week_load_tip(week: Week) -> str:
    if week.without_load:
        return _("At least this much: {count} sessions have no effort or time.").format(
            count=week.without_load
        )
    return _("The sum of effort x minutes over the week.")
