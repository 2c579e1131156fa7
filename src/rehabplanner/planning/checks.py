"""The plan check: soft words on a week, each with one click that mends it. Nothing is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ItemKind, PlanItem, week_days
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.record import Record
from rehabplanner.domain.runs import Character
from rehabplanner.planning.courses import subject_of
from rehabplanner.planning.equipment import lacking
from rehabplanner.planning.outlook import Outlook
from rehabplanner.planning.totals import day_hint, day_totals, has_no_rest_day
from rehabplanner.planning.variables import dose_size, run_size
from rehabplanner.wording import day_text, say

HARD = frozenset({Character.HILLS, Character.STRIDES, Character.TEMPO, Character.LONG})
HARD_EFFORT = 6
HEAVY_EFFORT = 7
DAILY = 7
MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One soft word: the rule, the words, the day (None: the week), the items concerned."""

    rule_id: str
    message: Message
    day: date | None = None
    items: tuple[PlanItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What one click would do: its words and the records to save and to remove."""

    message: Message
    saved: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()


def is_hard_run(item: PlanItem) -> bool:
    """Say whether an item is a hard run: hills, strides, tempo, long, or effort 6 and more."""
    if item.kind is not ItemKind.RUN or item.run is None:
        return False
    effort = item.run.effort
    return item.run.character in HARD or bool(effort and effort.high >= HARD_EFFORT)


def is_heavy_legs(item: PlanItem, exercises: Mapping[str, Exercise]) -> bool:
    """Say whether an exercise is heavy for the legs: squats, loaded hinges, jumps, hard efforts."""
    exercise = exercises.get(item.exercise_id or "")
    if exercise is None:
        return False
    dose = item.dose or exercise.dose
    is_loaded = any(one not in ("mat", "wall") for one in exercise.equipment)
    return (
        exercise.group == "squat"
        or "power" in exercise.aims
        or (exercise.group == "posterior chain" and (is_loaded or bool(dose.load_kg)))
        or bool(dose.effort and dose.effort.high >= HEAVY_EFFORT and exercise.group != "trunk")
    )


def check_week(
    dossier: Dossier,
    monday: date,
    today: date,
    exercises: Mapping[str, Exercise],
    *,
    is_clinic: bool = False,
) -> list[Finding]:
    """Return the soft words on a week. `is_clinic` asks for exercises that were not shown yet."""
    items = dossier.items_of_week(monday)
    if not items:
        return []
    ahead = [item for item in items if item.day >= today]
    week = _Week(dossier, monday, today, items, ahead, exercises)
    found = [*week.full_days(), *week.hard_days(), *week.spikes()]
    found += [*week.no_rest(), *week.several_new_things(), *week.no_easier_one()]
    found += week.lacking_equipment()
    if is_clinic or dossier.taught:
        found += week.not_taught()
    return found


@dataclass(frozen=True, slots=True)
class _Week:
    dossier: Dossier
    monday: date
    today: date
    items: Sequence[PlanItem]
    ahead: Sequence[PlanItem]
    exercises: Mapping[str, Exercise]

    def _exercise(self, item: PlanItem) -> Exercise | None:
        return self.exercises.get(item.exercise_id or "")

    def _names(self, items: Sequence[PlanItem]) -> str:
        names = list(dict.fromkeys(one.name for item in items if (one := self._exercise(item))))
        more = "" if len(names) <= MOST_NAMED else " …"
        return ", ".join(names[:MOST_NAMED]) + more

    def full_days(self) -> list[Finding]:
        """More than five exercises, or twenty minutes of them, on one day."""
        found = []
        for day in week_days(self.monday):
            items = [item for item in self.ahead if item.day == day]
            hint = day_hint(day_totals(items, self.exercises))
            if hint is not None:
                words = Message(marked("{day}: {hint}"), {"day": _day(day), "hint": hint})
                own = tuple(one for one in items if one.kind is ItemKind.EXERCISE)
                found.append(Finding(rule_id="full-day", message=words, day=day, items=own))
        return found

    def hard_days(self) -> list[Finding]:
        """A hard run and heavy legs on one day."""
        found = []
        for day in week_days(self.monday):
            items = [item for item in self.ahead if item.day == day]
            legs = tuple(one for one in items if is_heavy_legs(one, self.exercises))
            if legs and any(is_hard_run(one) for one in items):
                text = marked("{day}: a hard run and heavy legs ({names}) on one day.")
                words = Message(text, {"day": _day(day), "names": self._names(legs)})
                found.append(Finding(rule_id="hard-day", message=words, day=day, items=legs))
        return found

    def spikes(self) -> list[Finding]:
        """A run more than a tenth longer than the longest of the 30 days before."""
        outlook = Outlook(self.dossier, self.today, self.monday)
        found = []
        for item in self.ahead:
            ahead = outlook.ahead(item)
            if ahead is not None and ahead.is_spike:
                text = marked(
                    "{day}: this run is {percent} % above the longest of the 30 days before."
                )
                words = Message(text, {"day": _day(item.day), "percent": ahead.percent})
                found.append(Finding(rule_id="spike", message=words, day=item.day, items=(item,)))
        return found

    def no_rest(self) -> list[Finding]:
        """Every day of the week asks for something demanding."""
        if not has_no_rest_day(self.items, self.monday, self.exercises):
            return []
        text = marked("No day of rest this week: bodies get stronger while they rest.")
        return [Finding(rule_id="no-rest", message=Message(text))]

    def several_new_things(self) -> list[Finding]:
        """Two new exercises at once, or running and strength both going up."""
        before = [item for item in self.dossier.items if item.day < self.monday]
        if not before:
            return []
        known = {item.exercise_id for item in before}
        fresh: dict[str, PlanItem] = {}
        for item in self.ahead:
            if item.exercise_id and item.exercise_id not in known:
                fresh.setdefault(item.exercise_id, item)
        found = []
        if len(fresh) > 1:
            new = tuple(fresh.values())
            text = marked("{count} exercises are new this week ({names}): one at a time is easier.")
            words = Message(text, {"count": len(new), "names": self._names(new)})
            found.append(Finding(rule_id="new-things", message=words, items=new))
        ups = self._ups()
        strength = tuple(one for one in ups if one.kind is ItemKind.EXERCISE)
        if strength and len(strength) < len(ups):
            text = marked("Running and strength both go up this week: one of them is enough.")
            found.append(Finding(rule_id="both-up", message=Message(text), items=strength))
        return found

    def _ups(self) -> list[PlanItem]:
        """Return the items ahead that ask for more than the same thing did the week before."""
        last = self.monday - timedelta(days=7)
        earlier = {
            subject: item
            for item in between(self.dossier.items, last, self.monday - timedelta(days=1))
            if (subject := subject_of(item))
        }
        found = []
        for item in self.ahead:
            old = earlier.get(subject_of(item) or "")
            if old is None:
                continue
            if item.run and old.run and run_size(item.run) > run_size(old.run):
                found.append(item)
            if item.dose and old.dose and dose_size(item.dose) > dose_size(old.dose):
                found.append(item)
        return found

    def no_easier_one(self) -> list[Finding]:
        """A demanding exercise for which nobody said what to do on a bad day."""
        found: dict[str, PlanItem] = {}
        for item in self.ahead:
            one = self._exercise(item)
            if one and not one.easier and one.per_week[1] < DAILY and not item.note:
                found.setdefault(one.id, item)
        if not found:
            return []
        items = tuple(found.values())
        text = marked("No easier option is written down for {names}.")
        words = Message(text, {"names": self._names(items)})
        return [Finding(rule_id="no-easier", message=words, items=items)]

    def lacking_equipment(self) -> list[Finding]:
        """An exercise needs what the person does not have."""
        found = []
        seen: set[str] = set()
        for item in self.ahead:
            one = self._exercise(item)
            missing = lacking(one, self.dossier.person.equipment) if one else ()
            if one is None or not missing or one.id in seen:
                continue
            seen.add(one.id)
            text = marked("{name} needs {things}, which is not at hand.")
            words = Message(text, {"name": one.name, "things": ", ".join(missing)})
            same = tuple(two for two in self.ahead if two.exercise_id == one.id)
            found.append(Finding(rule_id="equipment", message=words, items=same))
        return found

    def not_taught(self) -> list[Finding]:
        """An exercise that nobody has shown yet."""
        shown = {one.exercise_id for one in self.dossier.taught}
        found: dict[str, PlanItem] = {}
        for item in self.ahead:
            if item.exercise_id and item.exercise_id not in shown:
                found.setdefault(item.exercise_id, item)
        if not found:
            return []
        items = tuple(found.values())
        text = marked("Not shown and practised yet: {names}.")
        words = Message(text, {"names": self._names(items)})
        return [Finding(rule_id="not-taught", message=words, items=items)]


def _day(day: date) -> str:
    return day_text(day, year=False)


def finding_text(finding: Finding) -> str:
    """Return a finding in the user's language."""
    return say(finding.message)
