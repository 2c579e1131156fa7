"""How a body answered: what the diary says of a session, of its usual mornings, of a week."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.progression import Advice, Limits, Response, advise, points

ONE_DAY = timedelta(days=1)


def mornings(pains: Iterable[PainEntry]) -> dict[date, int]:
    """Return the morning score of each day that has one; the worst if there are several places."""
    found: dict[date, int] = {}
    for entry in pains:
        if entry.moment is Moment.MORNING:
            found[entry.day] = max(entry.score, found.get(entry.day, 0))
    return found


def baseline(pains: Iterable[PainEntry], day: date, limits: Limits | None = None) -> float | None:
    """Return the median of the last logged morning scores up to the session's day, None if few."""
    limits = limits or Limits()
    found = [score for when, score in sorted(mornings(pains).items()) if when <= day]
    last = found[-limits.baseline_days :]
    return float(median(last)) if len(last) >= limits.baseline_least else None


def response_of(dossier: Dossier, activity: Activity, limits: Limits | None = None) -> Response:
    """Return what the diary knows of a session; signs it cannot know stay false."""
    during, after, next_morning = SessionPain(dossier).scores(activity)
    return Response(
        during=during,
        after=after,
        next_morning=next_morning,
        baseline=baseline(dossier.pains, activity.day, limits),
    )


class SessionPain:
    """What was noted during and after a person's sessions, and on the mornings after them.

    Scores that name the session count; those of the same day that name none count as well, and
    each of the next morning. Serves a table of many sessions: the days are parted once.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._pains = dossier.pains

    @cached_property
    def _days(self) -> dict[date, list[PainEntry]]:
        found: dict[date, list[PainEntry]] = {}
        for entry in self._pains:
            found.setdefault(entry.day, []).append(entry)
        return found

    def entries(self, activity: Activity) -> list[PainEntry]:
        """Return the scores that belong to a session, worst first."""
        return sorted(self._of(activity), key=lambda one: one.score, reverse=True)

    def scores(self, activity: Activity) -> tuple[int | None, int | None, int | None]:
        """Return the worst during a session, after it the same day, and the next morning."""
        during = after = morning = None
        for one in self._of(activity):
            if one.moment is Moment.MORNING:
                morning = max(one.score, morning or 0)
            elif one.moment is Moment.DURING:
                during = max(one.score, during or 0)
            else:
                after = max(one.score, after or 0)
        return during, after, morning

    def _of(self, activity: Activity) -> Iterator[PainEntry]:
        for one in self._days.get(activity.day, ()):
            is_own = one.activity_id is None or one.activity_id == activity.id
            if is_own and one.moment in (Moment.DURING, Moment.AFTER):
                yield one
        for one in self._days.get(activity.day + ONE_DAY, ()):
            if one.moment is Moment.MORNING:
                yield one


def morning_scores(dossier: Dossier, first: date, last: date) -> list[int]:
    """Return the pain on waking of these days, oldest first, the highest where several."""
    found = mornings(between(dossier.pains, first, last))
    return [found[day] for day in sorted(found)]


def pain_between(dossier: Dossier, first: date, last: date) -> tuple[float | None, int | None]:
    """Return the median pain on waking and the highest of any moment; None where unknown."""
    waking = morning_scores(dossier, first, last)
    highest = max((one.score for one in between(dossier.pains, first, last)), default=None)
    return (float(median(waking)) if waking else None), highest


def week_pain(dossier: Dossier, monday: date) -> tuple[float | None, int | None]:
    """Return the same for the week from a Monday on."""
    return pain_between(dossier, monday, monday + timedelta(days=6))


def advise_activity(
    dossier: Dossier,
    activity: Activity,
    limits: Limits | None = None,
    *,
    red_flags: tuple[str, ...] = (),
    has_new_leg_symptoms: bool = False,
) -> Advice:
    """Return the advice for one of a person's sessions; the ceiling is the person's own."""
    limits = (limits or Limits()).with_ceiling(dossier.person.pain_ceiling)
    response = replace(
        response_of(dossier, activity, limits),
        red_flags=red_flags,
        has_new_leg_symptoms=has_new_leg_symptoms,
    )
    return advise(response, limits)


def week_gate(
    pains: Sequence[PainEntry], monday: date, limits: Limits | None = None
) -> Message | None:
    """Return why this week holds: its median morning is more than a point above last week's."""
    limits = limits or Limits()
    scores = mornings(pains)

    def middle(first: date) -> float | None:
        week = [scores[day] for n in range(7) if (day := first + timedelta(days=n)) in scores]
        return float(median(week)) if week else None

    this, last = middle(monday), middle(monday - timedelta(days=7))
    if this is None or last is None or this <= last + limits.week_rise:
        return None
    return Message(
        marked("Mornings went from {last} to {this} within a week: this week stays as it is."),
        {"this": points(this), "last": points(last)},
    )
