"""Where the numbers of one day come from: its records, the formulas, what is missing."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from rehabplanner.analytics.figure import FORMULAS
from rehabplanner.analytics.guard import WINDOW_DAYS
from rehabplanner.analytics.load import ACUTE_DAYS, CHRONIC_DAYS
from rehabplanner.analytics.load_figures import average_source
from rehabplanner.analytics.timeline import DayState, Measure, Numbers, PainKind
from rehabplanner.analytics.trimp import average_impulses
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.dossier import between
from rehabplanner.domain.problems import marked
from rehabplanner.gui.progress.content import Step
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC
from rehabplanner.gui.progress.shown import Shown
from rehabplanner.gui.progress.words import guard_words, quantity_text, said
from rehabplanner.wording import _, day_text, distance_text, number_text, word

FRANDSEN = marked(
    "In 5205 healthy runners, runs more than 10 % longer than the longest of the 30 days before "
    "went with about 1.5 to 2.3 times as many overuse injuries (Frandsen 2025). An average over "
    "many, not your own risk, and not about backs."
)


def day_source(shown: Shown, day: date) -> str:
    """Return in paragraphs where everything that the picture tells of a day comes from."""
    parts = [
        day_text(day),
        *_done(shown, day),
        *_planned(shown, day),
        *_lines(shown, day),
        *_pain(shown, day),
        *_guard(shown, day),
        *_missing(shown, day),
    ]
    return "\n\n".join(part for part in parts if part)


def _done(shown: Shown, day: date) -> list[str]:
    timeline, measure = shown.timeline, shown.content.measure
    sessions = between(shown.dossier.activities, day, day)
    if sessions:
        return [
            "\n".join(_session(shown, one, measure) for one in sessions),
            _(FORMULAS[measure]),
            *_week(shown, day),
        ]
    column = timeline.index(day)
    if day > shown.content.today or not 0 <= column < len(timeline):
        return []
    state = DayState(int(timeline.state[column]))
    if state is DayState.REST:
        return [
            _("A rest day that was confirmed in the diary: it counts as 0."),
            *_week(shown, day),
        ]
    words = (
        _("Nothing was noted that day. It is unknown, not 0.")
        if state is DayState.UNKNOWN
        else _("The diary says nothing of training that day. It is unknown, not 0.")
    )
    return [words, *_week(shown, day)]


def _session(shown: Shown, one: Activity, measure: Measure) -> str:
    name = f"{word(one.kind)} “{one.title}”" if one.title else word(one.kind)
    if measure is Measure.LOAD:
        return _load(shown, one, name)
    value = {
        Measure.DISTANCE: one.distance_m,
        Measure.MINUTES: None if one.duration_s is None else one.duration_s / 60,
        Measure.RUNNING_MINUTES: None if one.running_s is None else one.running_s / 60,
        Measure.CONTACTS: one.steps,
        Measure.ASCENT: one.ascent_m,
        Measure.DESCENT: one.descent_m,
        Measure.TRIMP: _known(average_impulses([one], shown.dossier.person)),
    }.get(measure)
    if value is None:
        return _("{session}: not noted by itself").format(session=name)
    amount = quantity_text(value, measure, shown.content.units)
    return _("{session}: {amount}").format(session=name, amount=amount)


def _known(values: Numbers) -> float | None:
    return None if np.isnan(values[0]) else float(values[0])


def _load(shown: Shown, one: Activity, name: str) -> str:
    if one.duration_s is None:
        return _("{session}: its minutes are not known, so its load is not").format(session=name)
    minutes = one.duration_s / 60
    estimate = shown.estimates.get(one.id)
    if one.effort is not None:
        return _("{session}: effort {effort} × {minutes} min = {load}").format(
            session=name,
            effort=number_text(one.effort, 1),
            minutes=number_text(minutes, 1),
            load=number_text(one.effort * minutes),
        )
    if estimate is None:
        return _("{session}: no effort was noted, so its load is unknown, not 0").format(
            session=name
        )
    return _(
        "{session}: effort about {effort} × {minutes} min = about {load}. {source} "
        "Half of such estimates lie within {error} of what was noted."
    ).format(
        session=name,
        effort=number_text(estimate.effort, 1),
        minutes=number_text(minutes, 1),
        load=number_text(estimate.effort * minutes),
        source=said(estimate.message),
        error=number_text(estimate.typical_error, 1),
    )


def _week(shown: Shown, day: date) -> list[str]:
    content, timeline = shown.content, shown.timeline
    if content.step is not Step.WEEK:
        return []
    monday = day - timedelta(days=day.weekday())
    sunday = min(monday + timedelta(days=6), content.today)
    days = timeline.span(monday, sunday)
    known = int((~np.isnan(timeline.amounts[content.measure].total[days])).sum())
    return [
        _(
            "The bar adds up the known days from {first} to {last}: {count} of {possible} days "
            "are known."
        ).format(
            first=day_text(monday, name=False),
            last=day_text(sunday, name=False),
            count=known,
            possible=max(0, (sunday - monday).days + 1),
        )
    ]


def _planned(shown: Shown, day: date) -> list[str]:
    if day < shown.content.today:
        return []
    column = shown.timeline.index(day)
    ahead = shown.content.ahead
    planned = shown.timeline.amounts[shown.content.measure].planned
    if not 0 <= column < len(planned):
        return []
    stands_out = ahead is not None and not np.isnan(ahead[column])
    if np.isnan(planned[column]) and not stands_out:
        return []
    if stands_out:
        more = [
            _(
                "Held against the longest run of the 30 days before it, with what is planned until "
                "then counted as done."
            ),
            _(FRANDSEN),
        ]
    else:
        more = []
    if shown.content.measure is Measure.LOAD:
        return [
            _("Planned load: the planned minutes times the middle of the planned effort."),
            *more,
        ]
    return [_("What the plan says for that day, added up."), *more]


def _lines(shown: Shown, day: date) -> list[str]:
    content, timeline = shown.content, shown.timeline
    column = timeline.index(day)
    if not 0 <= column < len(timeline) or day > content.today:
        return []
    found = []
    for key, title, days in (
        (ACUTE, _("Acute"), ACUTE_DAYS),
        (CHRONIC, _("Chronic"), CHRONIC_DAYS),
    ):
        if not content.shows(key):
            continue
        source = average_source(timeline, day, content.measure, days, content.is_plain)
        words = " ".join(said(one) for one in source)
        found.append(f"{title}: {words}")
    if found and content.step is Step.WEEK:
        found.append(_("Beside weekly bars: the mean of the week's days, times 7."))
    return found


def _pain(shown: Shown, day: date) -> list[str]:
    entries = between(shown.dossier.pains, day, day)
    if not entries:
        return []
    lines = []
    for one in entries:
        line = _("{moment} {score}, {part}").format(
            moment=word(one.moment), score=one.score, part=word(one.part).lower()
        )
        if one.noted_at is not None and one.noted_at.date() > day + timedelta(days=1):
            late = day_text(one.noted_at.date(), name=False)
            line = _("{entry} (noted on {day})").format(entry=line, day=late)
        lines.append(line)
    several = len({(one.moment, one.part) for one in entries}) > 1
    rule = _("Of several scores of one moment the highest counts; “worst” is the highest of all.")
    filtered = (
        [_("Only pain in the chosen part of the body counts.")] if shown.part is not None else []
    )
    return ["\n".join([*lines, *([rule] if several else []), *filtered])]


def _guard(shown: Shown, day: date) -> list[str]:
    column = shown.timeline.index(day)
    if not 0 <= column < len(shown.timeline):
        return []
    words = guard_words(shown.content, column)
    longest = int(shown.timeline.guards.longest_before_m[column])
    if words:
        return [*words, _(FRANDSEN)]
    if not shown.timeline.runs[column]:
        return []
    if longest <= 0:
        return [_("No run in the {days} days before to compare with.").format(days=WINDOW_DAYS)]
    return [
        _("Longest run of the {days} days before: {distance}.").format(
            days=WINDOW_DAYS, distance=distance_text(longest, shown.content.units)
        )
    ]


def _missing(shown: Shown, day: date) -> list[str]:
    timeline, column = shown.timeline, shown.timeline.index(day)
    if not 0 <= column < len(timeline) or day > shown.content.today:
        return []
    missing: Sequence[str] = [
        word(Moment(kind.value)).lower()
        for kind in (PainKind.MORNING, PainKind.DURING, PainKind.AFTER)
        if np.isnan(timeline.pain[kind][column])
        and (kind is PainKind.MORNING or timeline.sessions[column])
    ]
    found = []
    if missing:
        found.append(_("Pain not noted: {moments}.").format(moments=", ".join(missing)))
    entry = shown.dossier.day_entry(day)
    if entry is None:
        found.append(_("No diary of sleep, stress and the like that day."))
    else:
        found.append(_("Sleep, stress and the like: as written in that day's diary."))
    return [" ".join(found)]
