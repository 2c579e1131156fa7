"""A planned run, walk or other endurance session, and its short grammar: `5w + 8x(1r/2w) + 5w @4`.

| written | means |
|---|---|
| `30min`, `45m`, `5k`, `3mi` | one steady part of minutes, kilometres or miles |
| `5w`, `20r` | 5 minutes of walking; 20 minutes of running |
| `8x(1r/2w)` | 8 times 1 minute of running and 2 of walking |
| `a + b` | parts in order |
| `easy`, `steady`, `hills`, `strides`, `long`, `tempo` | the character of the run |
| `@4` | effort, 0 to 10 |
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rehabplanner.domain.doses import Span
from rehabplanner.domain.problems import Problem, marked

METRES_PER_MILE = 1609.344
MOST_REPEATS = 100
LONGEST_PART_MIN = 1440
LONGEST_PART_M = 300_000


class Character(StrEnum):
    """What kind of run it is meant to be."""

    EASY = "easy"
    STEADY = "steady"
    LONG = "long"
    HILLS = "hills"
    STRIDES = "strides"
    TEMPO = "tempo"


class Gait(StrEnum):
    """What the legs do in a part; WHOLE is the session's own sport."""

    RUN = "r"
    WALK = "w"
    WHOLE = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of minutes or metres in one gait."""

    gait: Gait
    minutes: float | None = None
    distance_m: float | None = None

    def __str__(self) -> str:
        """Return the part in the grammar."""
        if self.distance_m is not None:
            return f"{_plain(self.distance_m / 1000)}k{self.gait}"
        unit = self.gait.value or "min"
        return f"{_plain(self.minutes or 0.0)}{unit}"


@dataclass(frozen=True, slots=True)
class Block:
    """Parts that are repeated together."""

    parts: tuple[Part, ...]
    repeats: int = 1

    def __str__(self) -> str:
        """Return the block in the grammar."""
        inside = "/".join(map(str, self.parts))
        if self.repeats == 1 and len(self.parts) == 1:
            return inside
        return f"{self.repeats}x({inside})"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDose:
    """How much of an endurance session."""

    blocks: tuple[Block, ...] = ()
    character: Character | None = None
    effort: Span | None = None

    def __str__(self) -> str:
        """Return the session in the grammar."""
        words = [" + ".join(map(str, self.blocks))] if self.blocks else []
        if self.character:
            words.append(self.character.value)
        if self.effort:
            words.append(f"@{self.effort}")
        return " ".join(words)

    def minutes(self, gaits: frozenset[Gait] = frozenset(Gait)) -> float | None:
        """Return the minutes in these gaits; None where some part gives only a distance."""
        total = 0.0
        for block in self.blocks:
            for part in block.parts:
                if part.gait not in gaits:
                    continue
                if part.minutes is None:
                    return None
                total += block.repeats * part.minutes
        return total if self.blocks else None

    @property
    def running_minutes(self) -> float | None:
        """Return the minutes of running (the whole where nothing else is said)."""
        return self.minutes(frozenset({Gait.RUN, Gait.WHOLE}))

    @property
    def distance_m(self) -> float | None:
        """Return the distance where every part gives one."""
        parts = [(block.repeats, part) for block in self.blocks for part in block.parts]
        if not parts or any(part.distance_m is None for _, part in parts):
            return None
        return sum(repeats * (part.distance_m or 0.0) for repeats, part in parts)


def _plain(number: float) -> str:
    """Return a number with at most four decimals, as `read_run` reads it back."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


_PART = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(km|k|mi|min|m|')?([rw])?")
_REPEAT = re.compile(r"(?:(\d{1,3})x)?\(([^()]+)\)")
_EFFORT = re.compile(r"@(\d{1,2})(?:-(\d{1,2}))?")


def read_run(text: str) -> RunDose:
    """Return the session written in the grammar; an empty text is an empty dose.

    Raises Problem naming the first part that is not understood.
    """
    character: Character | None = None
    effort: Span | None = None
    rest: list[str] = []
    for word in text.lower().replace(",", ".").split():
        if match := _EFFORT.fullmatch(word):
            effort = Span(int(match[1]), int(match[2] or match[1]))
        elif word in set(Character):
            character = Character(word)
        else:
            rest.append(word)
    if effort is not None and effort.high > 10:
        raise Problem("run", marked("Effort goes from 0 to 10."))
    pieces = [piece for piece in "".join(rest).split("+") if piece]
    return RunDose(
        blocks=tuple(_block(piece) for piece in pieces), character=character, effort=effort
    )


def _block(piece: str) -> Block:
    if match := _REPEAT.fullmatch(piece):
        repeats = int(match[1] or 1)
        if not 1 <= repeats <= MOST_REPEATS:
            raise _not_understood(piece)
        return Block(tuple(_part(part) for part in match[2].split("/")), repeats)
    return Block((_part(piece),))


def _part(text: str) -> Part:
    match = _PART.fullmatch(text)
    if not match or not float(match[1]):
        raise _not_understood(text)
    number, unit, gait = float(match[1]), match[2] or "", Gait(match[3] or "")
    if unit in ("k", "km", "mi"):
        metres = number * (METRES_PER_MILE if unit == "mi" else 1000)
        if metres > LONGEST_PART_M:
            raise _not_understood(text)
        return Part(gait, distance_m=round(metres, 1))
    if number > LONGEST_PART_MIN:
        raise _not_understood(text)
    return Part(gait, minutes=number)


def _not_understood(word: str) -> Problem:
    return Problem(
        "run",
        marked('"{word}" is not understood. Write for example: 30min easy, 5k or 8x(1r/2w).'),
        word=word,
    )
