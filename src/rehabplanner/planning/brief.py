"""The visit brief: what a therapist wants to know in half a minute, as rows and as plain text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rehabplanner.analytics.guard import BINS, SPIKES, guards_of_days
from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.flags import FlagSet, is_locked, open_flags
from rehabplanner.domain.guidance import StepKind
from rehabplanner.domain.ladders import Decision
from rehabplanner.domain.plans import Outcome, monday_of
from rehabplanner.domain.progression import Limits
from rehabplanner.domain.responses import mornings
from rehabplanner.phrases import item_name, item_words
from rehabplanner.planning.adherence import adherence
from rehabplanner.planning.proposals import WeekProposal, propose
from rehabplanner.planning.rule_names import rule_name
from rehabplanner.wording import _, day_text, distance_text, ngettext, number_text, say, word

USUAL_DAYS = 14
"""Looked back where no visit is known."""
TREND_DAYS = 7
LEAST_VALUES = 3
IMPORTANT = 2
"""The minimal important change of the 0-10 scale (Ostelo 2008)."""
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One row: its key, its label, its lines."""

    key: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief of a person on a day: since when it looks back, and its rows."""

    name: str
    since: date
    today: date
    is_since_visit: bool
    rows: tuple[BriefRow, ...]

    @property
    def heading(self) -> str:
        """Return since when it looks back."""
        since = day_text(self.since)
        if self.is_since_visit:
            return _("Since the last visit, {day}").format(day=since)
        return _("The last two weeks, since {day}").format(day=since)


def make_brief(
    dossier: Dossier,
    today: date,
    exercises: Mapping[str, Exercise],
    flags: FlagSet,
    *,
    limits: Limits | None = None,
) -> Brief:
    """Return the brief; every row says so where nothing is known."""
    visits = [one.day for one in dossier.events if one.kind is EventKind.VISIT and one.day < today]
    since = visits[-1] if visits else today - timedelta(days=USUAL_DAYS)
    locked = is_locked(flags, dossier.flag_answers, dossier.flag_clearances)
    week = propose(dossier, monday_of(today), today, exercises, limits=limits, is_locked=locked)
    if not week.proposals:
        week = propose(
            dossier,
            monday_of(today) + timedelta(days=7),
            today,
            exercises,
            limits=limits,
            is_locked=locked,
        )
    rows = [
        BriefRow("done", _("Done"), _done_lines(dossier, since, today)),
        BriefRow("pain", _("Pain"), _pain_lines(dossier, since, today)),
        BriefRow("spikes", _("Long runs"), _spike_lines(dossier, since, today)),
        BriefRow("flare-ups", _("Flare-ups"), _flare_lines(dossier, since, today)),
        BriefRow("steps", _("Steps taken"), _step_lines(dossier, since, exercises)),
        BriefRow("question", _("Question"), (dossier.person.question or _("None noted."),)),
        BriefRow("next", _("Next step"), next_lines(week, exercises, dossier)),
    ]
    if asked := open_flags(flags, dossier.flag_answers, dossier.flag_clearances):
        lines = tuple(one.question for one in asked[:MOST_NAMED])
        rows.insert(0, BriefRow("safety", _("Safety answers to look at"), lines))
    return Brief(
        name=dossier.person.name,
        since=since,
        today=today,
        is_since_visit=bool(visits),
        rows=tuple(rows),
    )


def _done_lines(dossier: Dossier, since: date, today: date) -> tuple[str, ...]:
    found = adherence(dossier, since, today, today)
    total = found.total
    if total.percent is None:
        return (_("Nothing was planned."),)
    lines = [
        _("{percent} %: {done} of {prescribed} planned items").format(
            percent=total.percent, done=total.done, prescribed=total.prescribed
        )
    ]
    if total.shortened:
        lines.append(
            ngettext(
                "{count} of them cut short: a right decision",
                "{count} of them cut short: right decisions",
                total.shortened,
            )
        )
    reasons = [
        one.reason
        for one in between(dossier.completions, since, today)
        if one.outcome is Outcome.SKIPPED and one.reason
    ]
    if total.skipped:
        words = ngettext("{count} skipped", "{count} skipped", total.skipped)
        named = ", ".join(dict.fromkeys(reasons[-MOST_NAMED:]))
        lines.append(f"{words}: {named}" if named else words)
    if found.exas is not None:
        text = _("EXAS {score} of 100, from {rated} of {count} exercises")
        score = number_text(found.exas, 0)
        lines.append(text.format(score=score, rated=found.rated, count=found.exercises))
    return tuple(lines)


def _pain_lines(dossier: Dossier, since: date, today: date) -> tuple[str, ...]:
    scores = mornings(dossier.pains)
    days = [day for day in sorted(scores) if since <= day <= today]
    first = [scores[day] for day in days if day < since + timedelta(days=TREND_DAYS)]
    last = [scores[day] for day in days if day > today - timedelta(days=TREND_DAYS)]
    span = (today - since).days + 1
    logged = _("Mornings logged: {count} of {days}").format(count=len(days), days=span)
    if len(first) < LEAST_VALUES or len(last) < LEAST_VALUES:
        return (_("Too few mornings for a trend."), logged)
    before, now = float(median(first)), float(median(last))
    line = _("Usual morning {before} then, {now} now").format(
        before=number_text(before, 1), now=number_text(now, 1)
    )
    return (line, _meaning(now - before), logged)


def _meaning(change: float) -> str:
    if abs(change) < 1:
        return _("No change to speak of.")
    if abs(change) < IMPORTANT:
        return _("Less than two points: within the usual ups and downs.")
    if change < 0:
        return _("Two points or more down: a change that people feel.")
    return _("Two points or more up: worth a talk.")


def _spike_lines(dossier: Dossier, since: date, today: date) -> tuple[str, ...]:
    runs = [one for one in dossier.activities if one.is_running and one.day <= today]
    recent = [one for one in runs if one.day >= since]
    if not recent:
        return (_("No runs noted."),)
    origin = runs[0].day.toordinal()
    guards = guards_of_days(runs, origin, today.toordinal() - origin + 1)
    codes = {BINS.index(one) for one in SPIKES}
    start = max(0, since.toordinal() - origin)
    columns = [n for n in range(start, len(guards.code)) if int(guards.code[n]) in codes]
    if not columns:
        return (_("No run more than a tenth above the longest of the 30 days before."),)
    lines = [
        ngettext(
            "{count} run more than a tenth above the longest of the 30 days before",
            "{count} runs more than a tenth above the longest of the 30 days before",
            len(columns),
        )
    ]
    named = []
    for column in columns[-MOST_NAMED:]:
        day = day_text(date.fromordinal(origin + column), year=False)
        metres = int(guards.longest_of_day_m[column])
        size = distance_text(metres, dossier.person.units) if metres > 0 else ""
        named.append(f"{day} {size}".strip())
    return (*lines, ", ".join(named))


def _flare_lines(dossier: Dossier, since: date, today: date) -> tuple[str, ...]:
    found = [one for one in between(dossier.events, since, today) if one.kind is EventKind.FLARE_UP]
    if not found:
        return (_("None noted."),)
    lines = []
    for one in found[-MOST_NAMED:]:
        words = day_text(one.day, year=False)
        if one.until is not None:
            days = ngettext("{count} day", "{count} days", (one.until - one.day).days + 1)
            words = f"{words}, {days}"
        lines.append(f"{words}: {one.label}" if one.label else words)
    return tuple(lines)


def _step_lines(
    dossier: Dossier, since: date, exercises: Mapping[str, Exercise]
) -> tuple[str, ...]:
    found = [one for one in dossier.decisions if one.day >= since]
    if not found:
        return (_("None."),)
    counts = [(kind, sum(one.kind is kind for one in found)) for kind in StepKind]
    return (", ".join(f"{word(kind)}: {count}" for kind, count in counts if count),)


def next_lines(
    week: WeekProposal, exercises: Mapping[str, Exercise], dossier: Dossier
) -> tuple[str, ...]:
    """Return the week's word, and what would change with its rule."""
    if not week.proposals:
        return (_("Nothing is planned ahead yet."),)
    lines = [say(week.word)]
    units = dossier.person.units
    for one in week.proposals:
        is_news = one.decision in (Decision.STEP_BACK, Decision.PROGRESS) and one.is_advised
        if not (is_news or one.changed) or not one.is_advised or len(lines) > MOST_NAMED:
            continue
        item = one.changed[0] if one.changed else one.item
        exercise = exercises.get(item.exercise_id or "")
        lines.append(
            _("{name}: {dose} ({rule})").format(
                name=item_name(item, exercise),
                dose=item_words(item, exercise, units=units),
                rule=say(rule_name(one.rule_id)),
            )
        )
    return tuple(lines)


def plain_text(brief: Brief, *, with_name: bool = True) -> str:
    """Return the brief as text for the clinic's record system."""
    head = f"{brief.name}, {day_text(brief.today)}" if with_name else day_text(brief.today)
    return "\n".join([head, brief.heading, *row_texts(brief.rows)])


def row_texts(rows: Sequence[BriefRow]) -> list[str]:
    """Return each row on one line."""
    return [f"{row.label}: {_joined(row.lines)}" for row in rows]


def _joined(lines: Sequence[str]) -> str:
    return " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in lines)
