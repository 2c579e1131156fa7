"""Own exercises as exercises of the library, under the same checks as the shipped ones."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import OwnExercise, Photo, read_table, table_text
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import clean_line, clean_text
from rehabplanner.library.exercises import KEYS, MARKS, TEXT_LISTS, TEXTS, WORD_LISTS, read_exercise

CONTENT_KEYS = KEYS - {"id", "name"}
GROUP = "own"
LONGEST = 2000
MOST_LINES = 30
_MARKUP = re.compile(r"<\s*[A-Za-z/!?]|&#?\w+;")


def as_exercise(own: OwnExercise) -> Exercise:
    """Return an own exercise as one of the library. Raises Problem naming the field."""
    entry = checked_entry({**read_table(own.content), "name": own.name})
    return read_exercise({**entry, "id": own.exercise_id}, str, own.name)


def merged(shipped: Mapping[str, Exercise], own: Iterable[OwnExercise]) -> dict[str, Exercise]:
    """Return all exercises by id, the own ones last; one that cannot be read is left out.

    A link to an exercise that is no longer there leads nowhere.
    """
    found = dict(shipped)
    for one in own:
        try:
            found[one.exercise_id] = as_exercise(one)
        except Problem:
            continue
    for exercise in list(found.values()):
        if exercise.easier not in found or exercise.harder not in found:
            found[exercise.id] = replace(
                exercise,
                easier=exercise.easier if exercise.easier in found else None,
                harder=exercise.harder if exercise.harder in found else None,
            )
    return found


def own_photos(
    own: Iterable[OwnExercise],
    photos: Callable[[UUID], Sequence[Photo]],
    wanted: Container[str | None] | None = None,
) -> dict[str, tuple[bytes, ...]]:
    """Return the photographs of exercises that are shown by them, the start first, by exercise id.

    Only those in `wanted`, where it is given. An exercise with a figure is shown by its figure.
    """
    found = {
        one.exercise_id: tuple(photo.data for photo in photos(one.id))
        for one in own
        if not one.figure and (wanted is None or one.exercise_id in wanted)
    }
    return {exercise_id: pictures for exercise_id, pictures in found.items() if pictures}


def entry_of(exercise: Exercise | None) -> dict[str, Any]:
    """Return the table of a new own exercise: that of another one, or one that is nearly empty."""
    if exercise is None:
        return {
            **dict.fromkeys(TEXTS, ""),
            **{key: [] for key in (*TEXT_LISTS, *WORD_LISTS)},
            "group": GROUP,
            "position": "standing",
            "sides": "both",
            "dose": "3x10",
            "dose_range": "2-3x8-12",
            "per_week": [3, 5],
            "minutes": 5,
            "evidence_mark": "convention",
            "core": False,
        }
    names = (*TEXTS, "group", "position", "minutes", "evidence_mark")
    lists = (*TEXT_LISTS, *WORD_LISTS, "per_week")
    entry = {
        **{key: getattr(exercise, key) for key in names},
        **{key: list(getattr(exercise, key)) for key in lists},
        "sides": exercise.sides.value,
        "dose": str(exercise.dose),
        "dose_range": str(exercise.dose_range),
        "core": exercise.is_core,
    }
    links = {"easier": exercise.easier, "harder": exercise.harder}
    return {**entry, **{key: link for key, link in links.items() if link}}


def made(
    entry: Mapping[str, Any],
    figure: str = "",
    *,
    known: Iterable[str] = (),
    before: OwnExercise | None = None,
) -> OwnExercise:
    """Return the own exercise of a table, `before` changed or a new one; nothing is stored.

    Raises Problem naming the field: an empty name or no steps, a dose that is not understood,
    a link to an exercise that is not `known`.
    """
    found = checked_entry(entry)
    own_id = before.exercise_id if before else ""
    for key in ("easier", "harder"):
        link = found.get(key)
        if link is not None and (link == own_id or link not in set(known)):
            raise Problem(key, marked("This exercise is not in the library."))
    content = table_text({key: value for key, value in found.items() if key != "name"})
    if before is not None:
        return replace(before, name=found["name"], content=content, figure=figure)
    return OwnExercise(id=uuid4(), name=found["name"], content=content, figure=figure)


def checked_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with tidy texts, every key of the right kind. Raises Problem."""
    for key in entry:
        if key not in KEYS:
            raise Problem(str(key), marked("“{key}” is not known here."), key=str(key)[:40])
    found: dict[str, Any] = {}
    for key in TEXTS:
        found[key] = _text(key, entry.get(key, ""))
    for key in ("group", "position"):
        found[key] = _line(key, entry.get(key, ""))
    for key in (*TEXT_LISTS, *WORD_LISTS):
        found[key] = _lines(key, entry.get(key, []))
    found["name"] = _line("name", found["name"])
    if not found["name"]:
        raise Problem("name", marked("Please give the exercise a name."))
    if not found["steps"]:
        raise Problem("steps", marked("Please write at least one step."))
    for key in ("dose", "dose_range"):
        found[key] = _dose(key, entry.get(key, ""))
    found["sides"] = _one_of("sides", entry.get("sides"), ("both", "each"))
    found["evidence_mark"] = _one_of("evidence_mark", entry.get("evidence_mark"), MARKS)
    found["minutes"] = _whole("minutes", entry.get("minutes"), 1, 240)
    found["per_week"] = _per_week(entry.get("per_week"))
    if not isinstance(entry.get("core"), bool):
        raise Problem("core", marked("Please choose yes or no."))
    found["core"] = entry["core"]
    for key in ("easier", "harder"):
        if entry.get(key) is not None:
            found[key] = _line(key, entry[key])
    return found


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise Problem(key, marked("Please write a text here."))
    if len(value) > LONGEST:
        raise Problem(key, marked("This text is too long."))
    if _MARKUP.search(value):
        raise Problem(key, marked("Please write plain words, without signs such as <b>."))
    return clean_text(value)


def _line(key: str, value: object) -> str:
    return clean_line(_text(key, value))


def _lines(key: str, value: object) -> list[str]:
    if not isinstance(value, list | tuple):
        raise Problem(key, marked("Please write one line for each."))
    if len(value) > MOST_LINES:
        raise Problem(key, marked("These are too many lines."))
    return [line for one in value if (line := _line(key, one))]


def _dose(key: str, value: object) -> str:
    text = _line(key, value)
    if not text:
        raise Problem(key, marked("Please write a dose, for example 3x10 each."))
    try:
        read_dose(text)
    except Problem as problem:
        raise Problem(key, problem.message.text, **problem.message.values) from problem
    return text


def _one_of(key: str, value: object, choices: Iterable[str]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise Problem(key, marked("Please choose one of the entries."))
    return value


def _whole(key: str, value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise Problem(
            key,
            marked("Please write a whole number from {least} to {most}."),
            least=least,
            most=most,
        )
    return value


def _per_week(value: object) -> list[int]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise Problem("per_week", marked("Please give the days a week, from and to."))
    low, high = (_whole("per_week", one, 0, 21) for one in value)
    if low > high:
        raise Problem("per_week", marked("A range goes from the smaller to the larger number."))
    return [low, high]
