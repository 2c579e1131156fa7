"""How the body answered what was planned: every session of the plan with its advice.

A session counts when it was ticked as done or done in part, or when an activity stands beside it.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import LEG_PARTS, Moment, PainEntry, PainQuality
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.plans import ENDURANCE, Completion, Outcome, PlanItem
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.progression import Advice, Limits, Response, Verdict, advise
from rehabplanner.domain.responses import mornings
from rehabplanner.planning.links import Links, link
from rehabplanner.planning.settled import completions_by_item

SHARP_OR_RISING = frozenset({PainQuality.SHARP, PainQuality.RISING})
NERVE_LIKE = frozenset({PainQuality.TINGLING, PainQuality.BURNING})
NEW_AFTER_DAYS = 28
"""A tingling or burning leg counts as new when the four weeks before had none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One session that was done of a plan item, how the body answered, and the advice."""

    item: PlanItem
    day: date
    response: Response
    advice: Advice
    completion: Completion | None = None
    activity: Activity | None = None
    morning_before: int | None = None

    @property
    def rise(self) -> float | None:
        """Return how far the next morning was above the morning of the day, None if unknown."""
        after = self.response.next_morning
        return None if after is None or self.morning_before is None else after - self.morning_before

    @property
    def was_shortened(self) -> bool:
        """Say whether it was done in part: a right decision where pain was the reason."""
        return self.completion is not None and self.completion.outcome is Outcome.PARTLY


def limits_for(dossier: Dossier, shipped: Limits | None = None) -> Limits:
    """Return the limits of a person: the shipped ones with their ceiling and green sessions."""
    return replace(
        shipped or Limits(),
        ceiling=dossier.person.pain_ceiling,
        green_most=min((shipped or Limits()).green_most, dossier.person.pain_ceiling),
        green_sessions=dossier.person.green_sessions,
    )


class Answers:
    """What the diary says about the sessions of a plan; reads the diary once."""

    def __init__(self, dossier: Dossier, limits: Limits) -> None:
        self._dossier = dossier
        self.limits = limits
        self.mornings = mornings(dossier.pains)
        self._morning_days = sorted(self.mornings)
        self._completions = completions_by_item(dossier.completions)

    def links(self, first: date, last: date) -> Links:
        """Return which activities stand beside the items from the first to the last day."""
        items = between(self._dossier.items, first, last)
        known = {item.id for item in items}
        beside = between(self._dossier.activities, first, last)
        named = (
            one
            for one in self._dossier.activities
            if one.planned_id in known and not first <= one.day <= last
        )
        return link(items, [*named, *beside])

    def done(self, first: date, last: date) -> list[Done]:
        """Return the sessions of the items from the first to the last day, in their order."""
        links = self.links(first, last).by_item
        found = []
        for item in between(self._dossier.items, first, last):
            beside = links.get(item.id)
            one = self._done(item, beside.activity if beside else None)
            if one is not None:
                found.append(one)
        return found

    def _done(self, item: PlanItem, activity: Activity | None) -> Done | None:
        completion = self._completions.get(item.id)
        if completion is not None and completion.outcome is Outcome.SKIPPED:
            return None
        if completion is None and activity is None:
            return None
        day = activity.day if activity else completion.day if completion else item.day
        response = self._response(item, day, completion, activity)
        advice = advise(response, self.limits)
        if completion is not None and completion.outcome is Outcome.PARTLY:
            advice = _shortened(advice)
        return Done(
            item=item,
            day=day,
            response=response,
            advice=advice,
            completion=completion,
            activity=activity,
            morning_before=self.mornings.get(day),
        )

    def _response(
        self,
        item: PlanItem,
        day: date,
        completion: Completion | None,
        activity: Activity | None,
    ) -> Response:
        ids = {None, activity.id if activity else None}
        entries = [
            one
            for one in between(self._dossier.pains, day, day)
            if one.activity_id in ids or (activity is None and item.kind in ENDURANCE)
        ]
        felt = completion.pain if completion is not None else None
        during = [one.score for one in entries if one.moment is Moment.DURING]
        if felt is not None:
            own = [one.score for one in entries if one.activity_id is not None]
            during = [felt, *(own if activity else ())]
        named = {
            quality
            for one in entries
            if one.moment is Moment.DURING and one.activity_id
            for quality in one.qualities
        }
        return Response(
            during=max(during, default=None),
            after=_worst(one for one in entries if one.moment is Moment.AFTER),
            next_morning=self.mornings.get(day + timedelta(days=1)),
            baseline=self.baseline(day),
            is_gait_changed=PainQuality.LIMPING in named,
            is_sharp_or_rising=not named.isdisjoint(SHARP_OR_RISING),
            has_new_leg_symptoms=day in self._new_leg_days,
        )

    def baseline(self, day: date) -> float | None:
        """Return the median of the last logged mornings up to the day, None if there are few."""
        end = bisect_right(self._morning_days, day)
        days = self._morning_days[max(0, end - self.limits.baseline_days) : end]
        if len(days) < self.limits.baseline_least:
            return None
        return float(median(self.mornings[one] for one in days))

    @cached_property
    def _new_leg_days(self) -> frozenset[date]:
        """Return the days of sessions after which a leg began to tingle or burn."""
        days = sorted(
            {
                one.day
                for one in self._dossier.pains
                if one.part in LEG_PARTS and NERVE_LIKE.intersection(one.qualities)
            }
        )
        found: set[date] = set()
        before: date | None = None
        for day in days:
            if before is None or (day - before).days > NEW_AFTER_DAYS:
                found.update((day, day - timedelta(days=1)))
            before = day
        return frozenset(found)


def _worst(entries: Iterable[PainEntry]) -> int | None:
    return max((one.score for one in entries), default=None)


def _shortened(advice: Advice) -> Advice:
    """Return the advice for a session done in part: never a step up, and never a fault."""
    if advice.verdict is not Verdict.GREEN:
        return advice
    text = marked("It was cut short: that was a right decision. The same step once more.")
    return replace(
        advice,
        verdict=Verdict.AMBER,
        rule_id="amber.shortened",
        reasons=(Message(text),),
        sentence=Message(
            marked("Repeat this step next time. Your body is still getting used to it.")
        ),
    )
