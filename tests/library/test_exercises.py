"""The shipped exercises: whole, linked, with doses one can do; and what a wrong file says."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from conftest import real_files
from rehabplanner.domain.doses import Dose, Side, Span, Unit, read_dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.problems import Problem
from rehabplanner.library.exercises import KEYS, load_exercises, read_exercise
from rehabplanner.library.library import Library
from rehabplanner.paths import resources
from rehabplanner.phrases import dose_words, steps_of

EXERCISES = Library(resources(), str).exercises
SENTENCES = ("why", "aim_therapist", "start", "mistake", "feel", "avoid", "evidence")


def given_list() -> list[dict[str, Any]]:
    """Return the list that the library was written from, if it lies beside the checkout."""
    folder = real_files()
    file = folder.parent / "exercises.json" if folder else None
    if file is None or not file.is_file():
        pytest.skip("the list of exercises is not on this machine")
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return found


def an_entry(**given: Any) -> dict[str, Any]:
    """Return the table of one small exercise."""
    texts = dict.fromkeys(SENTENCES, "Move a little.")
    lists: dict[str, Any] = {
        "synonyms": ["move"],
        "regions": ["hip"],
        "aims": ["control"],
        "equipment": [],
        "steps": ["Move.", "Rest.", "Move back."],
        "cues": ["Breathe."],
        "progression": ["Do more."],
    }
    plain: dict[str, Any] = {
        "id": "X01",
        "name": "Small move",
        "group": "hip",
        "position": "standing",
        "sides": "each",
        "dose": "2x8 each r30",
        "dose_range": "1-3x5-10",
        "per_week": [2, 3],
        "minutes": 3,
        "evidence_mark": "convention",
        "core": False,
    }
    return {**texts, **lists, **plain, **given}


# What is shipped


def test_there_are_137_and_100_are_core() -> None:
    assert len(EXERCISES) == 137
    assert sum(one.is_core for one in EXERCISES.values()) == 100
    assert len({one.name for one in EXERCISES.values()}) == 137


def test_the_ids_ladders_and_core_are_those_of_the_list() -> None:
    for given in given_list():
        exercise = EXERCISES[given["id"]]
        assert exercise.is_core == given["core100"], exercise.id
        assert (exercise.easier, exercise.harder) == (given["easier"], given["harder"]), exercise.id
        alternates = exercise.dose.unit is Unit.METRES  # a drill over a distance: left, right, left
        assert alternates or (exercise.sides is Side.EACH) == given["per_side"], exercise.id
    assert {given["id"] for given in given_list()} == set(EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_is_whole(exercise: Exercise) -> None:
    for name in SENTENCES:
        text = getattr(exercise, name)
        assert text.endswith((".", "?", "!")), (name, text)
        assert text == text.strip()
        assert text[0].isupper() or text[0].isdigit(), (name, text)
    assert 3 <= len(exercise.steps) <= 5
    assert 1 <= len(exercise.cues) <= 3
    assert exercise.progression
    assert exercise.synonyms
    assert exercise.regions
    assert exercise.aims
    low, high = exercise.per_week
    assert 1 <= low <= high <= 7
    assert 1 <= exercise.minutes <= 90
    texts = [getattr(exercise, field.name) for field in fields(exercise)]
    flat = " ".join(text for text in texts if isinstance(text, str))
    assert "  " not in flat
    assert not set("<>{}\t\n") & set(flat)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_a_dose_lies_in_its_range_and_can_be_said(exercise: Exercise) -> None:
    dose, span = exercise.dose, exercise.dose_range
    assert dose_words(dose)
    assert dose_words(span)
    assert dose.side in (exercise.sides, Side.BOTH), dose
    if dose.amount is not None and span.amount is not None:
        assert within(seconds(dose), seconds(span)), (str(dose), str(span))
    if dose.sets is not None and span.sets is not None:
        assert within(dose.sets, span.sets), (str(dose), str(span))


def seconds(dose: Dose) -> Span:
    """Return the amount of a dose; minutes as seconds, so that they can be compared."""
    assert dose.amount is not None
    factor = 60 if dose.unit is Unit.MINUTES else 1
    return Span(dose.amount.low * factor, dose.amount.high * factor)


def within(one: Span, other: Span) -> bool:
    """Say whether a span lies in another."""
    return other.low <= one.low and one.high <= other.high


@pytest.mark.parametrize("way", ["easier", "harder"])
def test_the_ladder_ends(way: str) -> None:
    for exercise in EXERCISES.values():
        seen = [exercise.id]
        link = getattr(exercise, way)
        while link is not None:
            assert link not in seen, seen
            seen.append(link)
            link = getattr(EXERCISES[link], way)


def test_words_to_filter_by_are_few_and_plain() -> None:
    for name, most in (("aims", 8), ("regions", 22), ("equipment", 32)):
        words = {word for one in EXERCISES.values() for word in getattr(one, name)}
        assert len(words) <= most, words
        assert all(word == word.lower().strip() for word in words), words
    assert len({one.position for one in EXERCISES.values()}) <= 16
    assert len({one.group for one in EXERCISES.values()}) <= 13


# What a wrong file says


def test_a_small_exercise_is_read() -> None:
    exercise = read_exercise(an_entry(harder="X02", helps=["mat"]), str.upper)
    assert exercise.name == "SMALL MOVE"
    assert exercise.harder == "X02"
    assert exercise.easier is None
    assert exercise.helps == ("MAT",)
    assert exercise.per_week == (2, 3)
    assert exercise.sides is Side.EACH
    assert set(an_entry(harder="a", easier="b", helps=[])) == KEYS


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"colour": "blue"}, "colour"),
        ({"dose": "3 sets of ten"}, "dose"),
        ({"dose_range": "8-5x3"}, "dose"),
        ({"evidence_mark": "rumour"}, "evidence_mark/sides"),
        ({"sides": "left"}, "evidence_mark/sides"),
    ],
)
def test_a_wrong_exercise_is_named(given: Mapping[str, Any], key: str) -> None:
    with pytest.raises(Problem) as caught:
        read_exercise(an_entry(**given), str, "hip.toml")
    assert caught.value.field_name == key
    values = caught.value.message.values
    assert (values["file"], values["exercise"]) == ("hip.toml", "X01")


@pytest.mark.parametrize("key", sorted(set(an_entry()) - {"id"}))
def test_a_missing_key_is_named(key: str) -> None:
    entry = an_entry()
    del entry[key]
    with pytest.raises(Problem) as caught:
        read_exercise(entry, str)
    assert caught.value.field_name == key


def test_a_repeated_id_and_a_broken_link_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", an_entry(), an_entry())
    with pytest.raises(Problem) as caught:
        load_exercises(tmp_path, str)
    assert caught.value.field_name == "id"
    write(tmp_path / "a.toml", an_entry(harder="X99"))
    with pytest.raises(Problem) as caught:
        load_exercises(tmp_path, str)
    assert caught.value.field_name == "X99"


def test_an_exercise_of_ones_own_file_is_found(tmp_path: Path) -> None:
    write(tmp_path / "b.toml", an_entry(id="X02", easier="X01"))
    write(tmp_path / "a.toml", an_entry(harder="X02"))
    assert list(load_exercises(tmp_path, str)) == ["X01", "X02"]


def write(file: Path, *entries: Mapping[str, Any]) -> None:
    """Write exercises as TOML; JSON's strings, numbers and lists are TOML's."""
    lines: list[str] = []
    for entry in entries:
        lines += ["[[exercise]]", *(f"{key} = {json.dumps(entry[key])}" for key in entry)]
    file.write_text("\n".join(lines), "utf-8")


FAST_PART = {"F14"}
"""Strides: the time of the dose includes speeding up and slowing down."""


def test_the_steps_name_the_hold_of_the_usual_dose() -> None:
    named = 0
    for exercise in EXERCISES.values():
        held = [one for one in exercise.steps if one.startswith("Hold") and "second" in one]
        if exercise.id in FAST_PART or not held:
            continue
        is_timed = exercise.dose.unit is Unit.SECONDS
        other = read_dose("2x17s" if is_timed else "2x10 h17")
        assert "17 seconds" in " ".join(steps_of(exercise, [other])), exercise.id
        named += 1
    assert named > 30
