"""What one click does about a finding of the plan check."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rehabplanner.analytics.guard import SPIKES
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.guidance import Taught
from rehabplanner.domain.plans import ItemKind, PlanItem, week_days
from rehabplanner.domain.problems import Message, marked
from rehabplanner.planning.arranging import placed
from rehabplanner.planning.checks import Finding, Mend, is_hard_run
from rehabplanner.planning.courses import subject_of
from rehabplanner.planning.equipment import lacking
from rehabplanner.planning.outlook import Outlook
from rehabplanner.planning.steps import step_run
from rehabplanner.planning.totals import MOST_EXERCISE_MINUTES, MOST_EXERCISES, day_totals
from rehabplanner.planning.usual import same_from
from rehabplanner.wording import _, day_text, ngettext

WEEK = timedelta(days=7)
MOST_STEPS_DOWN = 40
MOST_NAMED = 2


def mend_for(
    finding: Finding,
    dossier: Dossier,
    monday: date,
    today: date,
    exercises: Mapping[str, Exercise],
) -> Mend | None:
    """Return what one click would do about a finding, None where only a person can decide."""
    mender = _Mender(dossier, monday, today, exercises)
    ways: Mapping[str, Callable[[Finding], Mend | None]] = {
        "full-day": mender.lighter_day,
        "hard-day": mender.legs_elsewhere,
        "spike": mender.shorter_run,
        "no-rest": mender.rest_day,
        "new-things": mender.one_new_thing,
        "both-up": mender.strength_as_before,
        "no-easier": mender.easier_notes,
        "equipment": mender.other_exercise,
        "not-taught": mender.taught,
    }
    return ways[finding.rule_id](finding)


class _Mender:
    def __init__(
        self, dossier: Dossier, monday: date, today: date, exercises: Mapping[str, Exercise]
    ) -> None:
        self._dossier = dossier
        self._monday = monday
        self._today = today
        self._exercises = exercises

    def _of(self, day: date) -> list[PlanItem]:
        return list(between(self._dossier.items, day, day))

    def _open_days(self, besides: date | None) -> list[date]:
        """Return the days ahead that are no rest days, the lightest first."""
        days = [
            day
            for day in week_days(self._monday)
            if day >= self._today
            and day != besides
            and not any(item.kind is ItemKind.REST for item in self._of(day))
        ]
        return sorted(days, key=self._burden)

    def _burden(self, day: date) -> float:
        totals = day_totals(self._of(day), self._exercises)
        return totals.minutes + 10 * totals.exercises

    def _moved(self, items: list[PlanItem], day: date) -> Mend:
        words = Message(
            marked("Move {names} to {day}"),
            {"names": self._names(items), "day": day_text(day, year=False)},
        )
        return Mend(message=words, saved=tuple(placed(self._of(day), items, day)))

    def _names(self, items: list[PlanItem]) -> str:
        names = []
        for item in items:
            exercise = self._exercises.get(item.exercise_id or "")
            names.append(exercise.name if exercise else item.title or _("the run"))
        found = list(dict.fromkeys(names))
        if len(found) > MOST_NAMED:
            return ngettext("{count} exercise", "{count} exercises", len(found))
        return ", ".join(found)

    def lighter_day(self, finding: Finding) -> Mend | None:
        """Move the last exercises to the lightest day."""
        left = list(finding.items)
        out: list[PlanItem] = []
        while len(left) > 1 and self._is_full(left):
            out.insert(0, left.pop())
        days = self._open_days(finding.day)
        return self._moved(out, days[0]) if out and days else None

    def _is_full(self, items: list[PlanItem]) -> bool:
        totals = day_totals(items, self._exercises)
        return totals.exercises > MOST_EXERCISES or totals.exercise_minutes > MOST_EXERCISE_MINUTES

    def legs_elsewhere(self, finding: Finding) -> Mend | None:
        """Move the heavy legs to a day without a hard run, best not the day before one."""
        days = [
            day
            for day in self._open_days(finding.day)
            if not any(is_hard_run(item) for item in self._of(day))
        ]
        if not days:
            return None
        tomorrow = timedelta(days=1)
        calm = [d for d in days if not any(is_hard_run(item) for item in self._of(d + tomorrow))]
        return self._moved(list(finding.items), (calm or days)[0])

    def shorter_run(self, finding: Finding) -> Mend | None:
        """Shorten the run step by step until it is within a tenth of the longest."""
        outlook = Outlook(self._dossier, self._today, self._monday)
        item = finding.items[0]
        for _step in range(MOST_STEPS_DOWN):
            run = step_run(item.run, False) if item.run else None
            if run is None:
                return None
            item = replace(item, run=run)
            ahead = outlook.ahead(item)
            if ahead is None or ahead.bin not in SPIKES:
                words = Message(marked("Shorten it to {run}"), {"run": str(item.run)})
                return Mend(message=words, saved=(item,))
        return None

    def rest_day(self, finding: Finding) -> Mend | None:
        """Make the lightest day ahead a rest day; what it asked for goes to the next lightest."""
        days = self._open_days(None)
        if len(days) < 2:
            return None
        day, other = days[0], days[1]
        moving = [item for item in self._of(day) if item.kind is not ItemKind.HABIT]
        rest = PlanItem(person_id=self._dossier.person.id, day=day, kind=ItemKind.REST)
        words = Message(
            marked("Rest on {day}; move the rest of it to {other}"),
            {"day": day_text(day, year=False), "other": day_text(other, year=False)},
        )
        return Mend(message=words, saved=(*placed(self._of(other), moving, other), rest))

    def one_new_thing(self, finding: Finding) -> Mend | None:
        """Let the new exercises begin one after the other: the first now, one more each week.

        One that is planned for its later week already only leaves the weeks before; otherwise
        this week's items move there. So no later week gets two new things from this.
        """
        saved: list[PlanItem] = []
        removed: list[PlanItem] = []
        for number, new in enumerate(finding.items[1:], start=1):
            begin = self._monday + number * WEEK
            own = [one for one in self._dossier.items if one.exercise_id == new.exercise_id]
            early = [one for one in own if self._today <= one.day < begin]
            if any(begin <= one.day < begin + WEEK for one in own):
                removed += early
                continue
            this_week = [one for one in early if one.day < self._monday + WEEK]
            removed += [one for one in early if one not in this_week]
            saved += [
                replace(one, day=one.day + number * WEEK, first_day=one.first_day or one.day)
                for one in this_week
            ]
        return Mend(
            message=Message(
                marked("Begin one a week: {names} later"),
                {"names": self._names(list(finding.items[1:]))},
            ),
            saved=tuple(saved),
            removed=tuple(removed),
        )

    def strength_as_before(self, finding: Finding) -> Mend | None:
        """Let strength stay at the doses of the week before."""
        earlier = {
            subject: item
            for item in self._dossier.items_of_week(self._monday - WEEK)
            if (subject := subject_of(item))
        }
        saved = tuple(
            replace(item, dose=earlier[subject].dose)
            for item in finding.items
            if (subject := subject_of(item)) in earlier and subject
        )
        words = Message(marked("Leave strength at last week’s doses"))
        return Mend(message=words, saved=saved) if saved else None

    def easier_notes(self, finding: Finding) -> Mend | None:
        """Write down what to do on a bad day."""
        note = _("On a sore day: do half, or make the movement smaller.")
        ids = {item.exercise_id for item in finding.items}
        saved = tuple(
            replace(item, note=note)
            for item in self._dossier.items_of_week(self._monday)
            if item.exercise_id in ids and item.day >= self._today and not item.note
        )
        return Mend(message=Message(marked("Note an easier way for a sore day")), saved=saved)

    def other_exercise(self, finding: Finding) -> Mend | None:
        """Put an exercise in its place that needs only what is at hand."""
        now = self._exercises[finding.items[0].exercise_id or ""]
        written = self._dossier.person.equipment
        ladder = [self._exercises.get(one or "") for one in (now.easier, now.harder)]
        alike = [
            one
            for one in self._exercises.values()
            if one.group == now.group and set(one.aims) & set(now.aims) and one.id != now.id
        ]
        for other in (*ladder, *alike):
            if other is not None and not lacking(other, written):
                items = {one.id: one for one in finding.items}
                for one in finding.items:
                    items |= {two.id: two for two in same_from(one, self._dossier.items)}
                saved = tuple(
                    replace(one, exercise_id=other.id, dose=other.dose, title="", series_id=None)
                    for one in items.values()
                    if one.exercise_id == now.id
                )
                return Mend(
                    message=Message(marked("Do {name} instead"), {"name": other.name}), saved=saved
                )
        return None

    def taught(self, finding: Finding) -> Mend | None:
        """Mark the exercises as shown and practised today."""
        saved = tuple(
            Taught(person_id=self._dossier.person.id, day=self._today, exercise_id=item.exercise_id)
            for item in finding.items
            if item.exercise_id
        )
        return Mend(message=Message(marked("Mark as shown and practised today")), saved=saved)
