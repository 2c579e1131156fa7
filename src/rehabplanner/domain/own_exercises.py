"""Exercises that a person made: their texts and figure as TOML tables, and photographs."""

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import Record, clean_line

PREFIX = "X-"
PHOTO_FRAMES = ("start", "end")
MOST_CONTENT = 60_000
MOST_FIGURE = 20_000
MOST_PHOTO = 400_000
DEEPEST = 8
PICTURE_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExercise(Record):
    """An exercise of one's own, without a person.

    `content` is a TOML table with the keys of the shipped exercises but for `id` and `name`;
    `figure` one with the keys of the shipped figures, or empty.
    """

    name: str
    content: str
    figure: str = ""

    def __post_init__(self) -> None:
        """Tidy the name; refuse an empty one, and texts that are no tables."""
        object.__setattr__(self, "name", clean_line(self.name, 120))
        if not self.name:
            raise Problem("name", marked("Please give the exercise a name."))
        if len(self.content) > MOST_CONTENT or len(self.figure) > MOST_FIGURE:
            raise Problem("content", marked("This exercise is too long to be kept."))
        read_table(self.content)
        read_table(self.figure)

    @property
    def exercise_id(self) -> str:
        """Return the id under which plans and the library know it."""
        return f"{PREFIX}{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """A photograph of one frame of an own exercise: JPEG or PNG, at most 400 kB."""

    own_exercise_id: UUID
    frame: str
    data: bytes

    def __post_init__(self) -> None:
        """Refuse what is no picture, or too large."""
        if self.frame not in PHOTO_FRAMES:
            raise Problem("frame", marked("A photograph shows the start or the end."))
        if not self.data.startswith(PICTURE_HEADS):
            raise Problem("data", marked("This is not a JPEG or PNG picture."))
        if len(self.data) > MOST_PHOTO:
            raise Problem("data", marked("This picture is too large to be kept."))


def own_id(exercise_id: str | None) -> UUID | None:
    """Return the identity of the own exercise that an id stands for; None if it stands for none."""
    if not exercise_id or not exercise_id.startswith(PREFIX):
        return None
    try:
        return UUID(exercise_id.removeprefix(PREFIX))
    except ValueError:
        return None


def read_table(text: str) -> dict[str, Any]:
    """Return a TOML table; an empty text is an empty table.

    Raises Problem for what is no TOML, goes too deep or holds a number that is none.
    """
    try:
        found = tomllib.loads(text)
        _look_through(found, 0)
    except (ValueError, RecursionError) as error:
        raise Problem("content", marked("The text of this exercise cannot be read.")) from error
    return found


def _look_through(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not a number")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _look_through(one, depth + 1)


def table_text(table: Mapping[str, Any]) -> str:
    """Return a table as TOML, one key a line; None is left out.

    Raises ValueError for a value that TOML does not know.
    """
    return "".join(
        f"{_key(name)} = {_value(value)}\n" for name, value in table.items() if value is not None
    )


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(str(value))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        pairs = (f"{_key(name)} = {_value(one)}" for name, one in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    raise ValueError(f"TOML has no {type(value).__name__}")
