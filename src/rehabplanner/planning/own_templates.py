"""A clinic's own templates: weeks of a plan kept as a table, used again, held beside the standard.

The table has the keys of the shipped programmes (`library.programmes`).
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.guidance import Phase, PlanTemplate
from rehabplanner.domain.plans import PlanItem
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.library.programmes import Programme, ProgrammeItem, read_programme
from rehabplanner.phrases import dose_words, run_words
from rehabplanner.wording import _, weekday

DAYS = 7


def _plain(text: str) -> str:
    return text


def template_of(
    name: str,
    items: Sequence[PlanItem],
    monday: date,
    *,
    phases: Iterable[Phase] = (),
    standard_id: str = "",
    note: str = "",
) -> PlanTemplate:
    """Return a template of these items, whose first week begins on this Monday.

    Raises Problem where there is nothing to keep, or no name.
    """
    kept = [item for item in items if item.day >= monday]
    if not kept:
        raise Problem("name", marked("There is nothing in these weeks to keep."))
    weeks = max((item.day - monday).days // DAYS for item in kept) + 1
    lines = [f"id = {_quoted('own')}", f"name = {_quoted(name)}", f"weeks = {weeks}"]
    for phase in phases:
        first, last = ((day - monday).days // DAYS + 1 for day in (phase.day, phase.until))
        if last >= 1 and first <= weeks:
            lines += [
                "",
                "[[phase]]",
                f"name = {_quoted(phase.name)}",
                f"aim = {_quoted(phase.aim)}",
            ]
            lines.append(f"weeks = [{max(first, 1)}, {min(last, weeks)}]")
    for item in kept:
        week = (item.day - monday).days // DAYS + 1
        lines += ["", "[[item]]", f"day = {item.day.weekday()}", f"weeks = [{week}, {week}]"]
        lines += [f"{key} = {_quoted(value)}" for key, value in _values(item) if value]
    return PlanTemplate(
        name=name, content="\n".join(lines) + "\n", standard_id=standard_id, note=note
    )


def _values(item: PlanItem) -> tuple[tuple[str, str], ...]:
    return (
        ("kind", item.kind.value),
        ("exercise", item.exercise_id or ""),
        ("title", item.title),
        ("dose", str(item.dose or "")),
        ("run", str(item.run or "")),
        ("note", item.note),
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def programme_of(template: PlanTemplate) -> Programme:
    """Return a template as a programme. Raises Problem where its table cannot be read."""
    try:
        data = tomllib.loads(template.content)
        found = read_programme({"id": "", **data, "name": template.name}, _plain)
    except (tomllib.TOMLDecodeError, KeyError, ValueError, IndexError, TypeError) as error:
        text = marked("The template “{name}” cannot be read.")
        raise Problem("content", text, name=template.name) from error
    return Programme(
        id=str(template.id),
        name=template.name,
        summary=found.summary or template.note,
        source=found.source,
        items=found.items,
        weeks=found.weeks,
        phases=found.phases,
    )


def readable(
    templates: Iterable[PlanTemplate], on_problem: Callable[[Problem], None] | None = None
) -> list[tuple[PlanTemplate, Programme]]:
    """Return the templates with their programmes; one that cannot be read is told and left out."""
    found = []
    for template in templates:
        try:
            found.append((template, programme_of(template)))
        except Problem as problem:
            if on_problem is not None:
                on_problem(problem)
    return found


# What differs from the standard


def likely_standard(items: Sequence[PlanItem], programmes: Iterable[Programme]) -> str:
    """Return the id of the programme that shares most with these items, empty if little."""
    own = {_thing(item.exercise_id, item.title, item.kind.value) for item in items}

    def shared(programme: Programme) -> float:
        theirs = {_thing(one.exercise_id, one.title, one.kind.value) for one in programme.items}
        return len(own & theirs) / max(1, len(own | theirs))

    best = max(programmes, key=shared, default=None)
    return best.id if best is not None and shared(best) >= LEAST_SHARED else ""


LEAST_SHARED = 0.3


def _thing(exercise_id: str | None, title: str, kind: str) -> str:
    return exercise_id or f"{kind}/{title}"


def changes_from(
    standard: Programme, own: Programme, exercises: Mapping[str, Exercise]
) -> list[Message]:
    """Return what differs between a programme and one's own: left out, added, other doses, days."""
    theirs, ours = _courses(standard), _courses(own)
    found = []
    if standard.weeks != own.weeks:
        values = {"own": own.weeks, "standard": standard.weeks}
        found.append(Message(marked("{own} weeks instead of {standard}"), values))
    for key, items in theirs.items():
        if key not in ours:
            found.append(Message(marked("Left out: {name}"), {"name": _name(items[0], exercises)}))
    for key, items in ours.items():
        name = _name(items[0], exercises)
        if key not in theirs:
            found.append(Message(marked("Added: {name}"), {"name": name}))
            continue
        found += _differences(name, theirs[key], items)
    return found


def _differences(
    name: str, theirs: Sequence[ProgrammeItem], ours: Sequence[ProgrammeItem]
) -> list[Message]:
    found = []
    old, new = _days(theirs), _days(ours)
    if old != new:
        text = marked("{name}: on {new} instead of {old}")
        found.append(Message(text, {"name": name, "new": new, "old": old}))
    before, after = _first(theirs), _first(ours)
    if before != after:
        text = marked("{name}: begins with {new} instead of {old}")
        found.append(Message(text, {"name": name, "new": after, "old": before}))
    elif [_amount(one) for one in theirs] != [_amount(one) for one in ours] and old == new:
        text = marked("{name}: other steps later on")
        found.append(Message(text, {"name": name}))
    return found


def _courses(programme: Programme) -> dict[str, list[ProgrammeItem]]:
    found: dict[str, list[ProgrammeItem]] = {}
    for one in sorted(programme.items, key=lambda one: (one.week, one.weekday)):
        found.setdefault(_thing(one.exercise_id, one.title, one.kind.value), []).append(one)
    return found


def _name(item: ProgrammeItem, exercises: Mapping[str, Exercise]) -> str:
    exercise = exercises.get(item.exercise_id or "")
    return item.title or (exercise.name if exercise else item.kind.value)


def _days(items: Sequence[ProgrammeItem]) -> str:
    first = min(one.week for one in items)
    return " ".join(
        weekday(number, short=True)
        for number in sorted({one.weekday for one in items if one.week == first})
    )


def _first(items: Sequence[ProgrammeItem]) -> str:
    return _amount(items[0]) or _("nothing said")


def _amount(item: ProgrammeItem) -> str:
    return run_words(item.run) if item.run else dose_words(item.dose)
