"""A plan as a few lines of capital letters: for square codes on paper and `.rehab-plan` files.

The lines hold no name. Version 1 of the content is a list `[ceiling, weeks]`; a week is
`[monday, purpose, message, groups]` and a group `[days, kind, position, exercise, title, dose,
run, note]`, as JSON, deflated, in Base32, cut into lines `REHAB-PLAN:1/part/parts:check:text.`
Capital letters and digits only, so that square codes stay small and typing over is possible.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import ItemKind, PlanItem, WeekNote, week_days
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.runs import read_run

VERSION = 1
HEAD = "REHAB-PLAN"
LONGEST_PART = 480
MOST_PARTS = 40
MOST_BYTES = 200_000
KINDS = tuple(ItemKind)
_WORDS = (
    b'"Mon""exercise""each" r60 r30 h5 @3 @4 @5 @6 each 2x8 2x10 3x10 3x12 3x30s easy steady '
    b'",0,"","",null],["0246",0,["135",["024",["0123456",["0",0,"'
)
_LINE = re.compile(rf"{HEAD}:(\d+)/(\d+)/(\d+):([0-9A-F]{{8}}):([A-Z2-7\s]+)\.")

Group = tuple[str, int, int, str | None, str, str | None, str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWeek:
    """One week of a plan without its person."""

    monday: date
    purpose: str
    message: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """Some weeks of a plan, and up to which pain it lets one go on."""

    ceiling: int
    weeks: tuple[SharedWeek, ...]

    def records(
        self, person_id: UUID, monday: date | None = None
    ) -> tuple[PlanItem | WeekNote, ...]:
        """Return the plan as new records of a person; the first week goes to `monday`."""
        if not self.weeks:
            return ()
        shift = (monday or self.weeks[0].monday) - self.weeks[0].monday
        made: list[PlanItem | WeekNote] = []
        for week in self.weeks:
            made += _records(week, person_id, week.monday + shift)
        return tuple(made)


def shared_plan(dossier: Dossier, mondays: Iterable[date]) -> SharedPlan:
    """Return what is planned in some weeks, without anything about the person."""
    weeks = []
    for monday in mondays:
        note = dossier.week_note(monday)
        week = SharedWeek(
            monday=monday,
            purpose=note.purpose if note else "",
            message=note.message if note else "",
            groups=_groups(dossier.items_of_week(monday), monday),
        )
        if week.groups or week.purpose or week.message:
            weeks.append(week)
    return SharedPlan(ceiling=dossier.person.pain_ceiling, weeks=tuple(weeks))


def write_plan(plan: SharedPlan, longest: int = LONGEST_PART) -> tuple[str, ...]:
    """Return the plan as lines of at most about `longest` letters each."""
    content = [plan.ceiling, [_week_list(week) for week in plan.weeks]]
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _WORDS)
    packed = packer.compress(plain) + packer.flush()
    letters = base64.b32encode(packed).decode().rstrip("=")
    check = f"{zlib.crc32(packed):08X}"
    pieces = -(-len(letters) // longest)
    each = -(-len(letters) // pieces)
    return tuple(
        f"{HEAD}:{VERSION}/{number + 1}/{pieces}:{check}:"
        + f"{letters[number * each : (number + 1) * each]}."
        for number in range(pieces)
    )


def read_plan(text: str) -> SharedPlan:
    """Return the plan in a text that holds its lines, in any order, whatever stands around them.

    Raises Problem in words: nothing found, a part missing, damaged, or made by a newer version.
    """
    parts: dict[int, str] = {}
    expected: tuple[str, str] | None = None
    for version, number, total, check, letters in _LINE.findall(text.upper()):
        if int(version) > VERSION:
            raise Problem("plan", marked("This plan was made by a newer version of the program."))
        if expected not in (None, (total, check)):
            raise Problem("plan", marked("These are parts of different plans. Take one at a time."))
        expected = (total, check)
        parts[int(number)] = "".join(letters.split())
    if expected is None:
        raise Problem("plan", marked("There is no plan in this text."))
    total, check = expected
    missing = [
        number for number in range(1, min(int(total), MOST_PARTS) + 1) if number not in parts
    ]
    if missing:
        raise Problem(
            "plan",
            marked("Part {number} of {total} is missing. Please add it."),
            number=missing[0],
            total=total,
        )
    letters = "".join(parts[number] for number in sorted(parts))
    return _plan(_unpacked(letters, check))


def _unpacked(letters: str, check: str) -> Any:
    damaged = Problem("plan", marked("This plan is damaged. Please copy it again."))
    try:
        packed = base64.b32decode(letters + "=" * (-len(letters) % 8))
        if f"{zlib.crc32(packed):08X}" != check:
            raise damaged
        unpacker = zlib.decompressobj(-15, _WORDS)
        plain = unpacker.decompress(packed, MOST_BYTES)
        if unpacker.unconsumed_tail:
            raise damaged
        return json.loads(plain)
    except (ValueError, zlib.error, RecursionError) as error:
        raise damaged from error


def _plan(content: Any) -> SharedPlan:
    try:
        ceiling, weeks = content
        plan = SharedPlan(
            ceiling=min(10, max(0, int(ceiling))), weeks=tuple(_week(week) for week in weeks)
        )
        plan.records(uuid4())
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise Problem("plan", marked("This plan is damaged. Please copy it again.")) from error
    return plan


def _week_list(week: SharedWeek) -> list[Any]:
    return [week.monday.isoformat(), week.purpose, week.message, [list(one) for one in week.groups]]


def _week(found: Any) -> SharedWeek:
    monday, purpose, message, groups = found
    return SharedWeek(
        monday=date.fromisoformat(monday),
        purpose=str(purpose),
        message=str(message),
        groups=tuple(_group(one) for one in groups),
    )


def _group(found: Any) -> Group:
    days, kind, position, exercise, title, dose, run, note = found
    if not set(str(days)) <= set("0123456"):
        raise ValueError("days")
    return (
        str(days),
        int(kind),
        int(position),
        None if exercise is None else str(exercise),
        str(title),
        None if dose is None else str(dose),
        None if run is None else str(run),
        str(note),
    )


def _groups(items: Sequence[PlanItem], monday: date) -> tuple[Group, ...]:
    days: dict[tuple[Any, ...], str] = {}
    for item in items:
        key = (
            KINDS.index(item.kind),
            item.position,
            item.exercise_id,
            item.title,
            None if item.dose is None else str(item.dose),
            None if item.run is None else str(item.run),
            item.note,
        )
        days[key] = days.get(key, "") + str((item.day - monday).days)
    return tuple((found, *key) for key, found in days.items())


def _records(week: SharedWeek, person_id: UUID, monday: date) -> list[PlanItem | WeekNote]:
    made: list[PlanItem | WeekNote] = []
    if week.purpose or week.message:
        made.append(
            WeekNote(person_id=person_id, monday=monday, purpose=week.purpose, message=week.message)
        )
    days = week_days(monday)
    for own_days, kind, position, exercise, title, dose, run, note in week.groups:
        series = uuid4()
        made += [
            PlanItem(
                person_id=person_id,
                day=days[int(one)],
                kind=KINDS[kind],
                position=position,
                exercise_id=exercise,
                title=title,
                dose=None if dose is None else read_dose(dose),
                run=None if run is None else read_run(run),
                note=note,
                series_id=series if len(own_days) > 1 else None,
            )
            for one in own_days
        ]
    return made


def next_mondays(monday: date, count: int) -> tuple[date, ...]:
    """Return this Monday and those after it."""
    return tuple(monday + timedelta(weeks=number) for number in range(count))
