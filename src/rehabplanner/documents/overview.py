"""The week at a glance: a few numbers, and a table from Monday to Sunday."""

from collections.abc import Iterable

from rehabplanner.documents.blocks import Block, Space, Stack
from rehabplanner.documents.cards import card_anchor
from rehabplanner.documents.fonts import is_wide_script, markup
from rehabplanner.documents.headings import Facts
from rehabplanner.documents.marks import TickBox
from rehabplanner.documents.paragraphs import labelled, link_to, rich, text
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table
from rehabplanner.documents.week import Day, WeekPlan
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import ItemKind
from rehabplanner.phrases import run_words
from rehabplanner.wording import UNKNOWN, _, day_text, minutes_text, ngettext

MOST_NAMES = 6
WEEK = 7


def facts(week: WeekPlan, style: Style) -> Block:
    """Return how many exercises, how long a day, how many runs, how many days of rest."""
    found: list[tuple[str, str]] = []
    count = len(week.prescriptions)
    if count:
        found.append((str(count), ngettext("exercise", "exercises", count)))
        found += exercise_time(week)
    outings = [outing for day in week.days for outing in day.outings]
    if outings:
        runs_only = all(outing.kind is ItemKind.RUN for outing in outings)
        label = (
            ngettext("run", "runs", len(outings))
            if runs_only
            else ngettext("run or walk", "runs and walks", len(outings))
        )
        minutes = [outing.run.minutes() if outing.run else None for outing in outings]
        if all(one is not None for one in minutes):
            total = minutes_text(sum(one for one in minutes if one is not None))
            label = _("{what}, {time} in all").format(what=label, time=total)
        found.append((str(len(outings)), label))
    rests = sum(1 for day in week.days if day.rests)
    if rests:
        found.append((str(rests), ngettext("rest day", "rest days", rests)))
    return Facts(found, style)


def exercise_time(week: WeekPlan) -> list[tuple[str, str]]:
    """Return how long the exercises of a day take and on how many days; nothing if unknown."""
    days = [day for day in week.days if day.prescriptions]
    minutes = [day.exercise_minutes for day in days]
    known = [round(one) for one in minutes if one is not None]
    if len(known) != len(days):
        return []
    low, high = min(known), max(known)
    value = (
        minutes_text(high)
        if low == high or high >= 60
        else _("{low}–{high} min").format(low=low, high=high)
    )
    label = ngettext("of exercises, on one day", "of exercises a day, on {count} days", len(days))
    return [(value, label)]


def week_table(week: WeekPlan, person: Person, style: Style) -> Block:
    """Return the table of the seven days."""
    scale = min(style.scale, 1.4)
    rows = [
        (
            text(day_text(day.day, year=False), style, bold=True),
            _what(day, person, style),
            text(_time(day), style),
            TickBox(style) if _has_something(day) else Space(0),
        )
        for day in week.days
    ]
    head = (_("Day"), _("What to do"), _("Time"), _("Done"))
    shaded = frozenset(number for number, day in enumerate(week.days) if day.rests)
    table = Table(head, rows, (76.0 * scale, 1, 66.0 * scale, 44.0 * scale), style, shaded)
    daily = [habit.name for habit in week.habits if len(habit.days) == WEEK]
    if not daily:
        return table
    return Stack([table, labelled(_("Every day:"), ", ".join(daily) + ".", style)], gap=5)


def _has_something(day: Day) -> bool:
    return bool(day.outings or day.prescriptions)


def _time(day: Day) -> str:
    return minutes_text(day.minutes) if day.minutes is not None else ""


def _what(day: Day, person: Person, style: Style) -> Block:
    """Return the outings, exercises, habits and rest of a day, a line each."""
    lines: list[Block] = []
    for outing in day.outings:
        words = run_words(outing.run, units=person.units)
        safe = markup(outing.name, bold=True) + (" " + markup(words) if words else "")
        lines.append(rich(safe, style, wide=is_wide_script(outing.name)))
    if day.prescriptions:
        lines.append(_exercises(day, style))
    lines += [text(name, style, bold=True) for name in day.rests]
    lines += [text(habit.name, style) for habit in day.habits if len(habit.days) < WEEK]
    return Stack(lines or [text(UNKNOWN, style, role="soft")], gap=2)


def _exercises(day: Day, style: Style) -> Block:
    if len(day.prescriptions) > MOST_NAMES:
        numbers = ranges_text(one.number for one in day.prescriptions)
        return text(_("Exercises {numbers}").format(numbers=numbers), style)
    names = [
        link_to(
            card_anchor(one.number),
            f"{markup(str(one.number), bold=True)}\u00a0{markup(one.name)}",
        )
        for one in day.prescriptions
    ]
    wide = any(is_wide_script(one.name) for one in day.prescriptions)
    return rich(", ".join(names), style, wide=wide)


def ranges_text(numbers: Iterable[int]) -> str:
    """Return numbers as `1–4, 7, 9–12`."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in found)
