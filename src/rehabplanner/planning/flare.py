"""A flare-up: a few gentle days made of the plan that stands, and the way back, as one change.

What was agreed beforehand is the person's `FlarePlan`; without one, the usual numbers hold. Days
after the way back are not touched, and one undo brings everything back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rehabplanner.domain.diary import Event, EventKind
from rehabplanner.domain.doses import Dose, Span, Unit
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exposure import FlarePlan
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem
from rehabplanner.domain.record import OfPerson
from rehabplanner.domain.runs import Block, Gait, Part, RunDose
from rehabplanner.wording import _

BREATHING = "K01"
"""Calm breathing in the shipped library."""
BREATHING_MIN = 5
ONE_DAY = timedelta(days=1)
LEAST_PART_MIN = 1.0


@dataclass(frozen=True, slots=True)
class FlareDay:
    """One day of a flare-up plan: the share of the usual dose, and how many things are eased.

    `is_way_back` says that it comes after the gentle days.
    """

    day: date
    percent: int
    is_way_back: bool
    eased: int


@dataclass(frozen=True, slots=True)
class FlareChange:
    """What starting a flare-up plan changes: its days, and what must be saved and removed."""

    days: tuple[FlareDay, ...]
    saved: tuple[OfPerson, ...]
    removed: tuple[OfPerson, ...] = ()

    @property
    def until(self) -> date:
        """Return the last of the gentle days."""
        return [one.day for one in self.days if not one.is_way_back][-1]


def agreed(dossier: Dossier) -> FlarePlan:
    """Return what was agreed for a flare-up, or the usual plan where nothing was."""
    return dossier.flare_plan or FlarePlan(person_id=dossier.person.id)


def running(dossier: Dossier, today: date) -> Event | None:
    """Return the flare-up that has begun and not ended yet."""
    found = [
        one
        for one in dossier.events
        if one.kind is EventKind.FLARE_UP
        and one.until is not None
        and one.day <= today <= one.until
    ]
    return found[-1] if found else None


def start_flare(
    dossier: Dossier, plan: FlarePlan, start: date, *, breathing: str | None = None
) -> FlareChange:
    """Return the change that begins a flare-up plan on a day.

    Doses of what is not done yet shrink to `dose_percent`, then to each step of `back_percent`;
    every gentle day gets its short walks and, where `breathing` names an exercise, calm breathing.
    """
    done = {one.item_id for one in dossier.completions}
    saved: list[OfPerson] = [] if plan == dossier.flare_plan else [plan]
    until = start + ONE_DAY * (plan.days - 1)
    saved.append(
        Event(
            person_id=dossier.person.id,
            day=start,
            until=until,
            kind=EventKind.FLARE_UP,
            label=_("Flare-up plan"),
        )
    )
    removed: list[OfPerson] = []
    shares = (*(plan.dose_percent,) * plan.days, *plan.back_percent)
    days = []
    for number, percent in enumerate(shares):
        day = start + ONE_DAY * number
        here = [one for one in between(dossier.items, day, day) if one.id not in done]
        pairs = [(item, eased(item, percent)) for item in here]
        changed = [after for before, after in pairs if after is not None and after != before]
        dropped = [before for before, after in pairs if after is None]
        saved += changed
        removed += dropped
        is_way_back = number >= plan.days
        if not is_way_back:
            saved += _gentle(dossier, plan, day, breathing)
        days.append(FlareDay(day, percent, is_way_back, len(changed) + len(dropped)))
    return FlareChange(tuple(days), tuple(saved), tuple(removed))


def _gentle(
    dossier: Dossier, plan: FlarePlan, day: date, breathing: str | None
) -> Iterable[PlanItem]:
    here = between(dossier.items, day, day)
    place = max((one.position for one in here), default=-1) + 1
    if plan.walks_a_day and plan.walk_min:
        walk = Block((Part(Gait.WALK, float(plan.walk_min)),), plan.walks_a_day)
        yield PlanItem(
            person_id=dossier.person.id,
            day=day,
            kind=ItemKind.WALK,
            position=place,
            title=_("Short walks, spread over the day"),
            run=RunDose(blocks=(walk,)),
        )
    if breathing and not any(one.exercise_id == breathing for one in here):
        yield PlanItem(
            person_id=dossier.person.id,
            day=day,
            kind=ItemKind.EXERCISE,
            position=place + 1,
            exercise_id=breathing,
            dose=Dose(amount=Span(BREATHING_MIN, BREATHING_MIN), unit=Unit.MINUTES),
        )


def eased(item: PlanItem, percent: int) -> PlanItem | None:
    """Return a planned item at a share of its dose, or None where nothing of it is left.

    Habits, rest, and what has no dose stay as they are; so do walks, which do good.
    """
    if percent >= 100 or item.kind is ItemKind.WALK:
        return item
    if item.kind is ItemKind.EXERCISE and item.dose is not None:
        return replace(item, dose=smaller_dose(item.dose, percent)) if percent else None
    if item.kind in ENDURANCE and item.run is not None:
        return replace(item, run=smaller_run(item.run, percent)) if percent else None
    return item


def smaller_dose(dose: Dose, percent: int) -> Dose:
    """Return about a share of a dose: fewer sets first, then less in each; never less than one."""
    share = percent / 100
    if dose.pyramid:
        count = max(1, round(len(dose.pyramid) * share))
        rest = min(1.0, share * len(dose.pyramid) / count)
        return replace(dose, pyramid=tuple(_part(one, rest) for one in dose.pyramid[:count]))
    before = dose.sets.low if dose.sets else 1
    count = max(1, round(before * share))
    rest = min(1.0, share * before / count)
    sets = Span(count, count) if dose.sets else None
    if dose.amount is not None:
        least = _part(dose.amount.low, rest)
        return replace(dose, sets=sets, amount=Span(least, _part(dose.amount.high, rest)))
    if dose.hold_s is not None and rest < 1:
        hold = Span(_part(dose.hold_s.low, rest), _part(dose.hold_s.high, rest))
        return replace(dose, sets=sets, hold_s=hold)
    return replace(dose, sets=sets)


def _part(amount: int, share: float) -> int:
    return max(min(1, amount), round(amount * share))


def smaller_run(run: RunDose, percent: int) -> RunDose:
    """Return about a share of a session: fewer repeats of what repeats, less of the rest.

    Hills, strides and tempo are left out: what remains is easy.
    """
    share = percent / 100
    return replace(
        run, blocks=tuple(_smaller_block(one, share) for one in run.blocks), character=None
    )


def _smaller_block(block: Block, share: float) -> Block:
    if block.repeats > 1:
        return replace(block, repeats=max(1, round(block.repeats * share)))
    return replace(block, parts=tuple(_smaller_part(one, share) for one in block.parts))


def _smaller_part(part: Part, share: float) -> Part:
    if part.minutes is not None:
        return replace(part, minutes=max(LEAST_PART_MIN, float(round(part.minutes * share))))
    if part.distance_m is not None:
        return replace(part, distance_m=float(max(100, round(part.distance_m * share / 100) * 100)))
    return part
