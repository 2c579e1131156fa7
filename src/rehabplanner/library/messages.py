"""resources/messages/*.toml -> short education texts, each with its sources and mark."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A short text on the clinical idea: title, paragraphs, sources, evidence mark."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...]
    mark: str


def load_lessons(folder: Path, translate: Callable[[str], str]) -> dict[str, Lesson]:
    """Return the education texts by id."""
    found: dict[str, Lesson] = {}
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            data = tomllib.load(stream)
        for entry in data["message"]:
            found[entry["id"]] = Lesson(
                id=entry["id"],
                title=translate(entry["title"]),
                paragraphs=tuple(translate(text) for text in entry["text"]),
                sources=tuple(entry["sources"]),
                mark=entry["mark"],
            )
    return found
