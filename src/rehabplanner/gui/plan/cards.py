"""A week of a dossier as what the board shows: seven days of cards, in words, ready to paint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from uuid import UUID

from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import (
    Completion,
    ItemKind,
    Outcome,
    PlanItem,
    week_days,
)
from rehabplanner.domain.responses import mornings
from rehabplanner.phrases import item_name, item_words
from rehabplanner.planning.links import Link, link
from rehabplanner.planning.outlook import Outlook
from rehabplanner.planning.outlook_words import (
    ahead_explained,
    ahead_words,
    week_explained,
    week_words,
)
from rehabplanner.planning.settled import completions_by_item
from rehabplanner.planning.totals import (
    Totals,
    day_hint,
    day_totals,
    has_no_rest_day,
    week_totals,
)
from rehabplanner.wording import (
    _,
    day_text,
    distance_text,
    minutes_text,
    ngettext,
    say,
    score_text,
    weekday,
    word,
)

ICONS = {
    ItemKind.EXERCISE: "strength",
    ItemKind.RUN: "run",
    ItemKind.WALK: "walk",
    ItemKind.CROSS: "bike",
    ItemKind.HABIT: "habit",
    ItemKind.REST: "rest",
}
ACTIVITY_ICONS = {
    Kind.RUN: "run",
    Kind.RUN_WALK: "run",
    Kind.WALK: "walk",
    Kind.HIKE: "walk",
    Kind.CYCLE: "bike",
    Kind.SWIM: "swim",
    Kind.STRENGTH: "strength",
    Kind.MOBILITY: "mobility",
    Kind.OTHER: "play",
}
DAILY = 7
SEPARATOR = " · "


class State(Enum):
    """What the mark of a card shows."""

    OPEN = auto()
    DONE = auto()
    PARTLY = auto()
    SKIPPED = auto()
    MATCHED = auto()
    ALSO_DONE = auto()
    QUIET = auto()


OUTCOMES = {
    Outcome.DONE: State.DONE,
    Outcome.PARTLY: State.PARTLY,
    Outcome.SKIPPED: State.SKIPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: a plan item with what came of it, or an activity that nobody planned."""

    key: UUID
    icon: str
    name: str
    dose: str
    state: State
    done: str = ""
    note: str = ""
    ahead: str = ""
    is_above: bool = False
    explained: str = ""
    item: PlanItem | None = None
    activity: Activity | None = None
    completion: Completion | None = None

    @property
    def spoken(self) -> str:
        """Return the whole card in words, for a screen reader and the tooltip."""
        parts = [self.name, self.dose, self.ahead, self.done, self.note, self.explained]
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One column."""

    day: date
    is_today: bool
    is_past: bool
    cards: tuple[Card, ...]
    totals: Totals
    hint: str = ""

    @property
    def items(self) -> list[PlanItem]:
        """Return the plan items of the day in their order."""
        return [card.item for card in self.cards if card.item is not None]

    @property
    def spoken(self) -> str:
        """Return the day in words."""
        parts = [weekday(self.day.weekday()), day_text(self.day, year=False, name=False)]
        if self.is_today:
            parts.append(_("today"))
        parts.append(ngettext("{count} item", "{count} items", len(self.cards)))
        return ", ".join([*parts, totals_text(self.totals)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What the whole board shows."""

    monday: date
    days: tuple[Day, ...]
    totals: Totals
    hints: tuple[str, ...]
    done: int
    planned: int
    change: str = ""
    change_explained: str = ""

    @property
    def items(self) -> list[PlanItem]:
        """Return the plan items of the week."""
        return [item for day in self.days for item in day.items]


def make_week(
    dossier: Dossier, monday: date, today: date, exercises: Mapping[str, Exercise]
) -> Week:
    """Return the week that begins on this Monday as the board shows it."""
    units = dossier.person.units
    items = dossier.items_of_week(monday)
    links = link(items, _activities(dossier, items, monday))
    completions = completions_by_item(dossier.completions)
    scores = _mornings(dossier, monday)
    outlook = Outlook(dossier, today, monday)
    by_day: dict[date, list[Card]] = {day: [] for day in week_days(monday)}
    for item in items:
        exercise = exercises.get(item.exercise_id or "")
        card = item_card(
            item, exercise, completions.get(item.id), links.by_item.get(item.id), units
        )
        card = _with_morning(card, scores)
        by_day[item.day].append(_looking_ahead(card, outlook, today, units))
    for activity in links.unplanned:
        if activity.day in by_day:
            by_day[activity.day].append(activity_card(activity, units))
    days = tuple(_day(day, cards, today, exercises) for day, cards in by_day.items())
    hints = [
        _("{day}: {hint}").format(day=weekday(day.day.weekday()), hint=day.hint)
        for day in days
        if day.hint
    ]
    if has_no_rest_day(items, monday, exercises):
        hints.append(_("No day of rest this week: bodies get stronger while they rest."))
    change = outlook.week(monday)
    ticks = [card.state for day in days for card in day.cards if card.item is not None]
    return Week(
        monday=monday,
        days=days,
        totals=week_totals([day.totals for day in days]),
        hints=tuple(hints),
        done=sum(state in (State.DONE, State.PARTLY, State.MATCHED) for state in ticks),
        planned=sum(state is not State.QUIET for state in ticks),
        change=week_words(change, units),
        change_explained=week_explained(change),
    )


def _mornings(dossier: Dossier, monday: date) -> dict[date, int]:
    """Return the morning scores of the week and of the day after it."""
    pains = between(dossier.pains, monday, monday + timedelta(days=DAILY))
    return mornings(pains)


def _with_morning(card: Card, scores: Mapping[date, int]) -> Card:
    """Return the card of something done with how the next morning was."""
    if card.item is None or card.state not in (State.DONE, State.PARTLY, State.MATCHED):
        return card
    day = card.activity.day if card.activity else card.item.day
    score = scores.get(day + timedelta(days=1))
    if score is None or card.item.kind is ItemKind.HABIT:
        return card
    words = _("next morning {score}").format(score=score_text(score))
    return replace(card, done=f"{card.done}{SEPARATOR}{words}")


def _looking_ahead(card: Card, outlook: Outlook, today: date, units: Units) -> Card:
    """Return the card with the guard of a run that is still ahead."""
    item = card.item
    if item is None or item.day < today or card.state is not State.OPEN:
        return card
    ahead = outlook.ahead(item)
    return replace(
        card,
        ahead=ahead_words(ahead, units),
        is_above=ahead is not None and ahead.is_spike,
        explained=ahead_explained(ahead),
    )


def _activities(dossier: Dossier, items: Sequence[PlanItem], monday: date) -> list[Activity]:
    """Return the activities of the week, and those of other days that name one of its items."""
    sunday = monday + timedelta(days=6)
    known = {item.id for item in items}
    named = [
        one
        for one in dossier.activities
        if one.planned_id in known and not monday <= one.day <= sunday
    ]
    return [*named, *between(dossier.activities, monday, sunday)]


def _day(day: date, cards: list[Card], today: date, exercises: Mapping[str, Exercise]) -> Day:
    totals = day_totals([card.item for card in cards if card.item is not None], exercises)
    hint = day_hint(totals)
    return Day(
        day=day,
        is_today=day == today,
        is_past=day < today,
        cards=tuple(cards),
        totals=totals,
        hint=say(hint) if hint else "",
    )


def item_card(
    item: PlanItem,
    exercise: Exercise | None,
    completion: Completion | None,
    linked: Link | None,
    units: Units,
) -> Card:
    """Return the card of a plan item."""
    if completion is not None:
        state = OUTCOMES[completion.outcome]
    elif linked is not None:
        state = State.DONE if linked.is_certain else State.MATCHED
    else:
        state = State.QUIET if item.kind is ItemKind.REST else State.OPEN
    return Card(
        key=item.id,
        icon=item_icon(item, exercise),
        name=item_name(item, exercise),
        dose=item_words(item, exercise, units=units),
        state=state,
        done=_done_words(item, completion, linked, state, units),
        note=item.note,
        item=item,
        activity=linked.activity if linked else None,
        completion=completion,
    )


def item_icon(item: PlanItem, exercise: Exercise | None) -> str:
    """Return the icon of an item."""
    return exercise_icon(exercise) if exercise is not None else ICONS[item.kind]


def exercise_icon(exercise: Exercise) -> str:
    """Return the icon of an exercise: gentle moves for every day differ from strength."""
    return "mobility" if exercise.per_week[1] >= DAILY else "strength"


def activity_card(activity: Activity, units: Units) -> Card:
    """Return the card of something done that nobody planned."""
    return Card(
        key=activity.id,
        icon=ACTIVITY_ICONS[activity.kind],
        name=activity.title or word(activity.kind),
        dose=amount_words(activity, units),
        state=State.ALSO_DONE,
        done=_("Also done"),
        activity=activity,
    )


def amount_words(activity: Activity, units: Units) -> str:
    """Return what was done in short: `5.2 km · 31 min`; empty where nothing is known."""
    parts = []
    if activity.distance_m is not None:
        parts.append(distance_text(activity.distance_m, units))
    if activity.duration_s is not None:
        parts.append(minutes_text(activity.duration_s / 60))
    return SEPARATOR.join(parts)


def _done_words(
    item: PlanItem,
    completion: Completion | None,
    linked: Link | None,
    state: State,
    units: Units,
) -> str:
    parts = []
    if completion is not None:
        parts.append(word(completion.outcome))
    elif state is State.DONE:
        parts.append(_("Done"))
    elif state is State.MATCHED:
        parts.append(_("Looks done"))
    if linked is not None:
        if linked.activity.day != item.day:
            parts.append(_("on {day}").format(day=weekday(linked.activity.day.weekday())))
        parts.append(amount_words(linked.activity, units))
    elif completion is not None and completion.minutes is not None:
        parts.append(minutes_text(completion.minutes))
    if completion is not None:
        parts += _felt_words(completion)
    return SEPARATOR.join(part for part in parts if part)


def _felt_words(completion: Completion) -> list[str]:
    parts = []
    if completion.effort is not None:
        parts.append(_("effort {score}").format(score=score_text(completion.effort)))
    if completion.pain is not None:
        parts.append(_("pain {score}").format(score=score_text(completion.pain)))
    if completion.reason:
        parts.append(completion.reason)
    return parts


def totals_text(totals: Totals) -> str:
    """Return a day's totals on one short line."""
    parts = []
    if totals.exercises:
        parts.append(ngettext("{count} exercise", "{count} exercises", totals.exercises))
    endurance = totals.sessions - (1 if totals.exercises else 0)
    if endurance and not totals.exercises:
        parts.append(ngettext("{count} session", "{count} sessions", endurance))
    elif endurance:
        parts.append(ngettext("+ {count} session", "+ {count} sessions", endurance))
    return " ".join(parts)


def minutes_of(totals: Totals) -> str:
    """Return the estimated minutes; `or more` where some item gives none."""
    if not totals.minutes:
        return ""
    words = minutes_text(max(1, totals.minutes))
    return _("{minutes} or more").format(minutes=words) if totals.is_partial else words


def week_totals_text(week: Week) -> str:
    """Return the week's totals: sessions, exercises, time, and how much of it is done."""
    parts = []
    if week.totals.sessions:
        parts.append(ngettext("{count} session", "{count} sessions", week.totals.sessions))
    if week.totals.exercises:
        parts.append(ngettext("{count} exercise", "{count} exercises", week.totals.exercises))
    parts.append(minutes_of(week.totals))
    if week.planned:
        parts.append(_("{done} of {planned} done").format(done=week.done, planned=week.planned))
    return SEPARATOR.join(part for part in parts if part)
