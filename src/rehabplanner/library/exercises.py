"""resources/exercises/*.toml -> exercises; a fault names the file, the exercise and the key."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rehabplanner.domain.doses import Side, read_dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.problems import Problem, marked

TEXTS = (
    "name",
    "why",
    "aim_therapist",
    "start",
    "mistake",
    "feel",
    "avoid",
    "evidence",
)
TEXT_LISTS = ("steps", "cues", "progression")
WORD_LISTS = ("synonyms", "regions", "aims", "equipment", "helps")
OPTIONAL = frozenset({"helps", "easier", "harder"})
KEYS = frozenset(
    {
        "id",
        "group",
        "position",
        "sides",
        "dose",
        "dose_range",
        "per_week",
        "minutes",
        "easier",
        "harder",
        "evidence_mark",
        "core",
        *TEXTS,
        *TEXT_LISTS,
        *WORD_LISTS,
    }
)
MARKS = frozenset({"trial", "review", "lab", "convention"})


def load_exercises(folder: Path, translate: Callable[[str], str]) -> dict[str, Exercise]:
    """Return all exercises by id, in the order of the files.

    Raises Problem for an unknown or missing key, a bad dose, a repeated id or a broken link.
    """
    found: dict[str, Exercise] = {}
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            entries = tomllib.load(stream)["exercise"]
        for entry in entries:
            exercise = read_exercise(entry, translate, file.name)
            if exercise.id in found:
                raise _fault(file.name, exercise.id, "id")
            found[exercise.id] = exercise
    for exercise in found.values():
        for link in (exercise.easier, exercise.harder):
            if link is not None and link not in found:
                raise _fault("easier/harder", exercise.id, link)
    return found


def read_exercise(
    entry: Mapping[str, Any], translate: Callable[[str], str], file_name: str = ""
) -> Exercise:
    """Return one exercise from its table; its texts go through `translate`."""
    name = str(entry.get("id", "?"))
    for key in sorted((KEYS - OPTIONAL - set(entry)) | (set(entry) - KEYS)):
        raise _fault(file_name, name, key)
    if entry["evidence_mark"] not in MARKS or entry["sides"] not in ("each", "both"):
        raise _fault(file_name, name, "evidence_mark/sides")
    try:
        dose, dose_range = read_dose(entry["dose"]), read_dose(entry["dose_range"])
    except Problem as problem:
        raise _fault(file_name, name, "dose") from problem

    def several(keys: tuple[str, ...]) -> dict[str, Any]:
        return {key: tuple(translate(text) for text in entry.get(key, ())) for key in keys}

    texts: dict[str, Any] = {key: translate(entry[key]) for key in TEXTS}
    return Exercise(
        id=name,
        group=translate(entry["group"]),
        position=translate(entry["position"]),
        sides=Side(entry["sides"]),
        dose=dose,
        dose_range=dose_range,
        per_week=(entry["per_week"][0], entry["per_week"][1]),
        minutes=entry["minutes"],
        easier=entry.get("easier"),
        harder=entry.get("harder"),
        evidence_mark=entry["evidence_mark"],
        is_core=entry["core"],
        **texts,
        **several(WORD_LISTS),
        **several(TEXT_LISTS),
    )


def _fault(file_name: str, exercise_id: str, key: str) -> Problem:
    return Problem(
        key,
        marked("{file}: exercise {exercise}: please check “{key}”."),
        file=file_name,
        exercise=exercise_id,
        key=key,
    )
