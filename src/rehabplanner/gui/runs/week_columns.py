"""The run log by weeks: totals of the sessions, and pain beside them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.tables import Column
from rehabplanner.wording import UNKNOWN, _, distance_text, minutes_text, number_text, week_text

WeekPain = tuple[float | None, int | None]
"""The middle of the scores on waking, and the highest score of any moment."""
NO_PAIN_NOTED: WeekPain = (None, None)


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


def week_columns(units: Units, pain: Callable[[date], WeekPain]) -> tuple[Column[Week], ...]:
    """Return the columns of the table of weeks; `pain` tells it for the week from a Monday on."""
    waking, highest = _Pain(pain, 0), _Pain(pain, 1)
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
        Column(
            "waking",
            _("Pain on waking"),
            waking.text,
            waking.value,
            is_number=True,
            about=_("The middle of the scores of the week, 0 to 10"),
        ),
        Column(
            "highest",
            _("Highest pain"),
            highest.text,
            highest.value,
            is_number=True,
            about=_("Of any moment of the week, 0 to 10"),
        ),
    )


@dataclass(frozen=True, slots=True)
class _WeekText:
    units: Units
    field: str

    def __call__(self, week: Week) -> str:
        return distance_text(getattr(week, self.field), self.units)


@dataclass(frozen=True, slots=True)
class _Pain:
    pain: Callable[[date], WeekPain]
    place: int

    def text(self, week: Week) -> str:
        return number_text(self.value(week), 1)

    def value(self, week: Week) -> float | None:
        return self.pain(week.monday)[self.place]


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
