"""One line for one thing to do: `side plank 3x30s each mwf`, `run 5k easy @4`, `sleep 8h`.

| written | becomes |
|---|---|
| words of an exercise's name, its initials, a synonym | that exercise, in the dose used last |
| `3x30s each @6` after it | the usual dose with these parts changed |
| `run`, `walk`, `bike`, `swim` ... and a run's grammar | a run, a walk, cross-training |
| `5k easy`, `8x(1r/2w)` alone | a run |
| `rest` | a rest day |
| `habit ...`, `sleep ...`, `protein ...` | a habit in these words |
| `mwf`, `tue thu`, `daily` | the days (the chosen day where none is said) |
| `; slowly` | a note, to the end of the line |
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from rehabplanner.domain.doses import Dose, read_dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.runs import RunDose, read_run
from rehabplanner.planning.usual import NOTHING_USUAL, Usual, merged
from rehabplanner.planning.weekdays import read_weekdays

MOST_SUGGESTIONS = 8
RUN_WORDS = {"run", "jog", "run-walk", "runwalk"}
WALK_WORDS = {"walk": "", "hike": "Hike"}
CROSS_WORDS = {
    "cross": "", "bike": "Bike", "cycle": "Bike", "cycling": "Bike", "ride": "Bike",
    "swim": "Swim", "aquajog": "Aqua jogging", "row": "Rowing", "rowing": "Rowing",
    "elliptical": "Elliptical", "yoga": "Yoga", "pilates": "Pilates", "ski": "Skiing",
}  # fmt: skip
HABIT_WORDS = {"sleep", "protein", "water", "journal", "diary", "breaks"}

Search = Callable[[str], Sequence[Exercise]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a line says; `weekdays` is empty where it names no day."""

    kind: ItemKind
    title: str = ""
    exercise_id: str | None = None
    dose: Dose | None = None
    run: RunDose | None = None
    note: str = ""
    weekdays: tuple[int, ...] = ()


@dataclass(slots=True)
class _Line:
    """A line on its way: its words without days and note, and what was taken out."""

    words: list[str]
    note: str = ""
    weekdays: set[int] = field(default_factory=set)


def read_entry(text: str, search: Search, usual: Usual = NOTHING_USUAL) -> Entry:
    """Return what the line says best. Raises Problem where nothing is understood."""
    entries = read_entries(text, search, usual)
    if not entries:
        raise Problem("entry", marked("Write for example: side plank 3x30s each mwf"))
    return entries[0]


def read_entries(
    text: str, search: Search, usual: Usual = NOTHING_USUAL, most: int = MOST_SUGGESTIONS
) -> list[Entry]:
    """Return what the line may say, best first; nothing for an empty line.

    Raises Problem that names what is not understood.
    """
    line = _line(text)
    if not line.words:
        return []
    problem: Problem | None = None
    entries: list[Entry] = []
    for reader in (_read_kind, _read_bare_run):
        try:
            entry = reader(line.words, usual)
        except Problem as found:
            problem = problem or found
        else:
            if entry is not None:
                entries.append(entry)
                break
    try:
        exercises = _read_exercises(line.words, search, usual, most)
    except Problem as found:
        problem = problem or found
    else:
        is_name = _is_name(exercises, search, line.words)
        entries = [*exercises, *entries] if is_name else [*entries, *exercises]
    if not entries and problem is not None:
        raise problem
    weekdays = tuple(sorted(line.weekdays))
    return [replace(one, note=line.note, weekdays=weekdays) for one in entries[:most]]


def drafts(
    entry: Entry, person_id: UUID, monday: date, weekday: int, usual: Usual = NOTHING_USUAL
) -> list[PlanItem]:
    """Return the plan items of an entry, one a day, in one series; positions are still 0."""
    chosen = entry.weekdays or (weekday,)
    items: list[PlanItem] = []
    shared = usual.series_of(entry.exercise_id) if entry.exercise_id else None
    for number in chosen:
        item = PlanItem(
            person_id=person_id,
            day=monday + timedelta(days=number),
            kind=entry.kind,
            title=entry.title,
            exercise_id=entry.exercise_id,
            dose=entry.dose,
            run=entry.run,
            note=entry.note,
            series_id=shared,
        )
        items.append(item)
        shared = shared or item.id
    return items


_GLUE = (
    (re.compile(r"(?<=\d)\s*[x×]\s*(?=[\d(])", re.IGNORECASE), "x"),
    (re.compile(r"(?<=\d)\s+(?=(?:s|sec|secs|seconds|min|mins|minutes|kg|km)\b)", re.I), ""),
    (re.compile(r"(?<=\d)(?:seconds|secs|sec)\b", re.IGNORECASE), "s"),
    (re.compile(r"(?<=\d)(?:minutes|mins)\b", re.IGNORECASE), "min"),
    (re.compile(r"\b(?:hold)\s+(?=\d)", re.IGNORECASE), "h"),
    (re.compile(r"(?<!^)\b(?:rest)\s+(?=\d)", re.IGNORECASE), "r"),
    (re.compile(r"(?:@|\b(?:effort|rpe))\s*(?=\d)", re.IGNORECASE), "@"),
    (re.compile(r"\b(?:each|per) (?:side|leg|arm)\b", re.IGNORECASE), "each"),
    (re.compile(r"\bevery day\b", re.IGNORECASE), "daily"),
)


def _line(text: str) -> _Line:
    body, _mark, note = text.partition(";")
    body = body.strip()
    for pattern, put in _GLUE:
        body = pattern.sub(put, body)
    line = _Line([], note.strip())
    for number, word in enumerate(body.split()):
        days = read_weekdays(word) if number else ()
        if days:
            line.weekdays.update(days)
        else:
            line.words.append(word)
    return line


def _read_kind(words: list[str], usual: Usual) -> Entry | None:
    first, rest = words[0].lower(), words[1:]
    if first == "rest":
        title = " ".join(words) if rest and rest != ["day"] else ""
        return Entry(kind=ItemKind.REST, title=title[:1].upper() + title[1:])
    if first in HABIT_WORDS or first == "habit":
        title = " ".join(rest if first == "habit" else words)
        if not title:
            raise Problem("entry", marked("Which habit? Write for example: habit walk after lunch"))
        return Entry(kind=ItemKind.HABIT, title=title[:1].upper() + title[1:])
    kind, title = _endurance(first)
    if kind is None:
        return None
    run = read_run(" ".join(rest)) if rest else usual.run_of(kind, title)
    return Entry(kind=kind, title=title, run=run)


def _endurance(first: str) -> tuple[ItemKind | None, str]:
    if first in RUN_WORDS:
        return ItemKind.RUN, ""
    if first in WALK_WORDS:
        return ItemKind.WALK, WALK_WORDS[first]
    if first in CROSS_WORDS:
        return ItemKind.CROSS, CROSS_WORDS[first]
    return None, ""


def _read_bare_run(words: list[str], usual: Usual) -> Entry | None:
    if not (words[0][0].isdigit() or words[0][0] == "("):
        return None
    return Entry(kind=ItemKind.RUN, run=read_run(" ".join(words)))


def _read_exercises(words: list[str], search: Search, usual: Usual, most: int) -> list[Entry]:
    names, doses, late = _split(words)
    hits = search(" ".join([*names, *late])) if names else ()
    if not hits and late and search(" ".join(names)):
        raise Problem(
            "entry",
            marked('"{word}" is not understood. Write for example: 3x10 h5 each @6 r60.'),
            word=late[0],
        )
    if not hits and len(names) > 1 and _is_dose(names[0]):
        doses, names = [names[0], *doses], names[1:]
        hits = search(" ".join([*names, *late]))
    if not hits:
        raise Problem(
            "entry",
            marked(
                'Nothing in the library is called "{words}". To use your own words, begin with '
                '"habit".'
            ),
            words=" ".join([*names, *late]),
        )
    typed = read_dose(" ".join(doses))
    on_both = any(word.lower() == "both" for word in doses)
    return [
        Entry(
            kind=ItemKind.EXERCISE,
            exercise_id=exercise.id,
            dose=merged(usual.dose_of(exercise), typed, on_both=on_both),
        )
        for exercise in hits[:most]
    ]


def _is_name(entries: list[Entry], search: Search, words: list[str]) -> bool:
    """Say whether the words are the whole name of the exercise found first."""
    text = " ".join(words)
    return any(
        one.id == entries[0].exercise_id and one.name.casefold() == text.casefold()
        for one in search(text)
    )


def _split(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the words of the name, those of the dose, and what follows the dose."""
    names, doses = [words[0]], list[str]()
    late: list[str] = []
    for word in words[1:]:
        if _is_dose(word):
            doses.append(word)
        else:
            (late if doses else names).append(word)
    return names, doses, late


def _is_dose(word: str) -> bool:
    try:
        read_dose(word)
    except Problem as problem:
        return "word" not in problem.message.values
    return True
