"""A pack: own exercises as one text file, to hand to a colleague.

The file is TOML. Its second part holds the exercises; `sha256` in the first part is the sum of the
second, so that a file that was cut or changed on its way is noticed. A pack comes from outside and
is read with suspicion; what it holds is compared first and never written over without asking.
"""

import base64
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from rehabplanner.domain.own_exercises import OwnExercise, Photo, own_id, read_table, table_text
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import Record
from rehabplanner.library import own as own_library

FORMAT = "rehabplanner exercises"
VERSION = 1
SUFFIX = ".exercises.toml"
MOST_BYTES = 50_000_000
MOST_EXERCISES = 500
_MARK = "# --- exercises ---\n"
_SUM = re.compile(r'^sha256 = "([0-9a-f]{64})"$', re.MULTILINE)
_KEYS = frozenset({"id", "name", "content", "figure", "photo"})

_NOT_OURS = marked("This is not a pack of exercises. Nothing was taken in.")
_NEWER = marked(
    "This pack was made by a newer version of this program. Please update. Nothing was taken in."
)
_HARMED = marked("This pack was changed or damaged on its way. Please ask for it again.")
_TOO_LARGE = marked("This file is too large to be a pack of exercises. Nothing was taken in.")
_TWICE = marked("An exercise is in this pack twice ({name}). Nothing was taken in.")
_WRONG = marked("“{name}” in this pack cannot be used: {reason} Nothing was taken in.")


@dataclass(frozen=True, slots=True)
class Packed:
    """One exercise of a pack with its photographs."""

    own: OwnExercise
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What a pack would do: new exercises, those that are the same here, and conflicts.

    A conflict is a pair: the exercise that is here, and the one of the pack.
    """

    new: tuple[Packed, ...]
    same: tuple[Packed, ...]
    conflicts: tuple[tuple[OwnExercise, Packed], ...] = field(default_factory=tuple)


def pack_text(packed: Iterable[Packed]) -> str:
    """Return the pack of some exercises as text."""
    body = _MARK + "\n".join(_exercise_text(one) for one in packed)
    total = hashlib.sha256(body.encode("utf-8")).hexdigest()
    head = table_text({"format": FORMAT, "version": VERSION, "sha256": total})
    return head + "\n" + body


def _exercise_text(one: Packed) -> str:
    parts = [
        "[[exercise]]\n",
        table_text({"id": one.own.exercise_id, "name": one.own.name}),
        "[exercise.content]\n",
        table_text(read_table(one.own.content)),
    ]
    if one.own.figure:
        parts += ["[exercise.figure]\n", table_text(read_table(one.own.figure))]
    for photo in one.photos:
        data = base64.b64encode(photo.data).decode("ascii")
        parts += ["[[exercise.photo]]\n", table_text({"frame": photo.frame, "data": data})]
    return "".join(parts)


def read_pack(data: bytes, check_figure: Callable[[str, str], object]) -> tuple[Packed, ...]:
    """Return what a pack holds, every exercise checked.

    `check_figure` takes an id and the figure's text and raises Problem if it cannot be drawn.
    Raises Problem in words: not ours, newer, damaged, too large, or naming the exercise.
    """
    if len(data) > MOST_BYTES:
        raise Problem("pack", _TOO_LARGE)
    found = _parsed(data)
    entries = found.get("exercise", [])
    if not isinstance(entries, list) or set(found) - {"format", "version", "sha256", "exercise"}:
        raise Problem("pack", _HARMED)
    if len(entries) > MOST_EXERCISES:
        raise Problem("pack", _TOO_LARGE)
    packed: dict[UUID, Packed] = {}
    for entry in entries:
        one = _read_one(entry, check_figure)
        if one.own.id in packed:
            raise Problem("pack", _TWICE, name=one.own.name)
        packed[one.own.id] = one
    return tuple(packed.values())


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("pack", _NOT_OURS) from error
    version = found.get("version")
    if found.get("format") != FORMAT or type(version) is not int or version < 1:
        raise Problem("pack", _NOT_OURS)
    if version > VERSION:
        raise Problem("pack", _NEWER)
    head, mark, rest = text.partition(_MARK)
    told = _SUM.search(head)
    if not mark or told is None:
        raise Problem("pack", _HARMED)
    if hashlib.sha256((mark + rest).encode("utf-8")).hexdigest() != told[1]:
        raise Problem("pack", _HARMED)
    return found


def _read_one(entry: Any, check_figure: Callable[[str, str], object]) -> Packed:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str):
        raise Problem("pack", _HARMED)
    try:
        found_id = own_id(entry["id"])
        if found_id is None or set(entry) - _KEYS:
            raise ValueError("id or keys")
        content = own_library.checked_entry({**_table(entry["content"]), "name": name})
        figure = table_text(_table(entry.get("figure", {})))
        own = OwnExercise(
            id=found_id,
            name=content.pop("name"),
            content=table_text(content),
            figure=figure,
        )
        if figure:
            check_figure(own.exercise_id, figure)
        return Packed(own, tuple(_photo(one, own) for one in entry.get("photo", [])))
    except Problem as problem:
        reason = str(problem.message)
        raise Problem("pack", _WRONG, name=name[:60], reason=reason) from problem
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem("pack", _HARMED) from error


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not a table")
    return read_table(table_text(value))


def _photo(value: Mapping[str, Any], own: OwnExercise) -> Photo:
    data = base64.b64decode(value["data"], validate=True)
    return Photo(own_exercise_id=own.id, frame=value["frame"], data=data)


def compare(packed: Iterable[Packed], stored: Iterable[OwnExercise]) -> Compared:
    """Return what a pack would do to the exercises that are here; nothing is changed."""
    here = {one.id: one for one in stored}
    new, same, conflicts = [], [], []
    for one in packed:
        mine = here.get(one.own.id)
        if mine is None:
            new.append(one)
        elif _says(mine) == _says(one.own):
            same.append(one)
        else:
            conflicts.append((mine, one))
    return Compared(tuple(new), tuple(same), tuple(conflicts))


def _says(own: OwnExercise) -> tuple[object, ...]:
    return own.name, read_table(own.content), read_table(own.figure)


def records_to_save(
    compared: Compared,
    *,
    replaced: Sequence[UUID] = (),
    copied: Sequence[UUID] = (),
    photos: Iterable[Photo] = (),
) -> tuple[Record, ...]:
    """Return the records that take in a pack, for one step of `Workspace.save`.

    Of the conflicts, those in `replaced` are written over, those in `copied` are added beside what
    is here, all others are left alone. `photos` are the stored photographs of the replaced ones.
    """
    there = {(one.own_exercise_id, one.frame): one for one in photos}
    found: list[Record] = []
    for one in compared.new:
        found += [one.own, *one.photos]
    for mine, one in compared.conflicts:
        if mine.id in replaced:
            found.append(
                replace(mine, name=one.own.name, content=one.own.content, figure=one.own.figure)
            )
            for photo in one.photos:
                before = there.get((mine.id, photo.frame))
                found.append(replace(before, data=photo.data) if before else photo)
        elif mine.id in copied:
            twin = replace(one.own, id=uuid4())
            found.append(twin)
            found += [replace(p, id=uuid4(), own_exercise_id=twin.id) for p in one.photos]
    return tuple(found)
