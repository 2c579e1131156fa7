"""resources/flags/*.toml -> the safety questions and what to do at each level."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from rehabplanner.domain.flags import Flag, FlagAdvice, FlagSet, Level
from rehabplanner.domain.problems import Problem, marked


def load_flags(folder: Path, translate: Callable[[str], str]) -> FlagSet:
    """Return the safety questions. Raises Problem for a repeated id or a level without advice."""
    flags: dict[str, Flag] = {}
    advice: dict[Level, FlagAdvice] = {}
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            data = tomllib.load(stream)
        try:
            for entry in data.get("level", ()):
                level = Level(entry["id"])
                advice[level] = FlagAdvice(
                    level=level,
                    title=translate(entry["title"]),
                    lines=tuple(translate(line) for line in entry["advice"]),
                    locks=entry["locks"],
                    must_be_read=entry["must_be_read"],
                    no_number=translate(entry.get("no_number", "")),
                )
            for entry in data.get("flag", ()):
                if entry["id"] in flags:
                    raise ValueError(entry["id"])
                flags[entry["id"]] = Flag(
                    id=entry["id"],
                    level=Level(entry["level"]),
                    question=translate(entry["question"]),
                    help=translate(entry.get("help", "")),
                    mark=entry["mark"],
                )
        except (KeyError, ValueError) as error:
            raise _fault(file.name, str(error)) from error
    for flag in flags.values():
        if flag.level not in advice:
            raise _fault("level", flag.level.value)
    return FlagSet(flags=flags, advice=advice)


def _fault(file_name: str, key: str) -> Problem:
    text = marked("{file}: safety questions: please check “{key}”.")
    return Problem(key, text, file=file_name, key=key)
