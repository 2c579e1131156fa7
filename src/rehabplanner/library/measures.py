"""resources/measures/*.toml -> outcome measures; a fault names file, measure and key."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rehabplanner.domain.measures import (
    Band,
    Direction,
    Item,
    Known,
    Measure,
    MissingRule,
    Scoring,
    Subscore,
)
from rehabplanner.domain.problems import Problem, marked

MARKS = frozenset({"V", "V2", "C", "M", "D", ""})
PLAIN = (
    "mic_share",
    "no_gain_below",
    "no_loss_above",
    "is_change",
    "bands_mark",
)
TEXTS = ("title", "instruction", "note", "licence", "bands_need")


def load_measures(folder: Path, translate: Callable[[str], str]) -> dict[str, Measure]:
    """Return all measures by id. Raises Problem for a fault in a file."""
    found: dict[str, Measure] = {}
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            entries = tomllib.load(stream)["measure"]
        for entry in entries:
            name = str(entry.get("id", "?"))
            try:
                measure = read_measure(entry, translate)
            except (KeyError, ValueError, TypeError) as error:
                raise _fault(file.name, name, str(error)) from error
            if name in found:
                raise _fault(file.name, name, "id")
            found[name] = measure
    return found


def read_measure(entry: Mapping[str, Any], translate: Callable[[str], str]) -> Measure:
    """Return one measure from its table; its texts go through `translate`.

    Raises KeyError, TypeError or ValueError naming what is missing or wrong.
    """
    reverse = set(entry.get("reverse", ()))
    texts = [translate(text) for text in entry.get("items", ())]
    count = entry.get("item_count", len(texts))
    if texts and len(texts) != count:
        raise ValueError("item_count")
    if bool(texts) and not entry["text_shipped"]:
        raise ValueError("text_shipped")
    answers = tuple(entry.get("answers", ()))
    if not answers and "answer_range" in entry:
        first, last = entry["answer_range"]
        answers = tuple(range(first, last + 1))
    words = entry.get("answer_words", {})
    low, high = entry["range"]
    given: dict[str, Any] = {key: entry[key] for key in PLAIN if key in entry}
    given.update({key: translate(entry[key]) for key in TEXTS if key in entry})
    return Measure(
        id=entry["id"],
        version=entry["version"],
        name=translate(entry["name"]),
        items=tuple(
            Item(text=texts[number] if texts else "", is_reverse=number + 1 in reverse)
            for number in range(count)
        ),
        answers=answers,
        answer_words={int(key): translate(text) for key, text in words.items()},
        fewest=entry.get("fewest", count),
        scoring=Scoring(entry["scoring"]),
        missing=MissingRule(entry["missing"]),
        low=low,
        high=high,
        direction=Direction(entry["direction"]),
        mic=_known(entry.get("mic")),
        mdc=_known(entry.get("mdc")),
        bands=tuple(
            Band(up_to=up_to, words=translate(words)) for up_to, words in entry.get("bands", ())
        ),
        subscores=tuple(
            Subscore(
                id=part["id"],
                name=translate(part["name"]),
                items=tuple(part["items"]),
                positive_from=part.get("positive_from"),
                words=translate(part.get("words", "")),
            )
            for part in entry.get("subscore", ())
        ),
        source=entry["source"],
        text_shipped=entry["text_shipped"],
        **given,
    )


def _known(entry: Mapping[str, Any] | None) -> Known | None:
    if entry is None:
        return None
    if entry["mark"] not in MARKS:
        raise ValueError("mark")
    return Known(value=entry["value"], source=entry["source"], mark=entry["mark"])


def _fault(file_name: str, measure_id: str, key: str) -> Problem:
    return Problem(
        key,
        marked("{file}: measure {measure}: please check “{key}”."),
        file=file_name,
        measure=measure_id,
        key=key,
    )
