"""Search as you type: by name, synonym, initials, part of the body; typing errors are forgiven."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.exercises import Exercise
from rehabplanner.library.library import Library
from rehabplanner.library.search import Index, folded, words_of
from rehabplanner.paths import resources

LIBRARY = Library(resources(), str)
EXERCISES = list(LIBRARY.exercises.values())
INDEX = LIBRARY.index
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEAST_FOUND_WITH_ERRORS = 1.0


def found(text: str) -> list[Exercise]:
    return INDEX.search(text)


def mistyped(word: str, kind: int, place: int, letter: str) -> str:
    """Return a word with one typing error: a letter lost, changed, added, or two swapped."""
    place %= len(word)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place + 1 :]
    if kind == 2:
        return word[:place] + letter + word[place:]
    place = max(1, place)
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


@pytest.mark.parametrize("exercise", EXERCISES, ids=LIBRARY.exercises)
def test_an_exercise_is_the_first_result_for_its_name(exercise: Exercise) -> None:
    assert found(exercise.name)[0] is exercise
    assert found(exercise.name.upper())[0] is exercise


def test_every_exercise_is_found_by_each_synonym() -> None:
    for exercise in EXERCISES:
        for synonym in exercise.synonyms:
            assert exercise in found(synonym), synonym


def test_every_exercise_is_found_by_its_parts_aims_and_equipment() -> None:
    for exercise in EXERCISES:
        for text in (*exercise.regions, *exercise.aims, *exercise.equipment, exercise.group):
            assert exercise in found(text), text


@given(st.sampled_from(EXERCISES), st.data())
def test_the_beginning_of_a_name_is_enough(exercise: Exercise, data: st.DataObject) -> None:
    length = data.draw(st.integers(1, len(exercise.name)))
    assert exercise in found(exercise.name[:length])


def test_one_typing_error_in_a_long_word_is_forgiven() -> None:
    chance = Random(20260911)
    tried = hit = 0
    for exercise in EXERCISES:
        words = words_of(exercise.name)
        for number, word in enumerate(words):
            if len(word) < 5:
                continue
            for kind in chance.sample(range(4), 2):
                wrong = mistyped(word, kind, chance.randrange(len(word)), chance.choice(LETTERS))
                tried += 1
                hit += exercise in found(" ".join([*words[:number], wrong, *words[number + 1 :]]))
    assert hit / tried >= LEAST_FOUND_WITH_ERRORS


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sp", "Side plank (feet)"),
        ("plnak", "Front plank"),
        ("bird", "Bird dog: leg only"),
        ("BIRD DOG", "Bird dog: leg only"),
        ("clam", "Clamshell"),
        ("calf raise", "Double-leg calf raise"),
    ],
)
def test_short_and_wrong_words_find_what_was_meant(typed: str, name: str) -> None:
    assert any(one.name.startswith(name) for one in found(typed)), [o.name for o in found(typed)]


def test_nothing_typed_gives_everything_and_nonsense_gives_nothing() -> None:
    assert found("") == EXERCISES
    assert found("  \t") == EXERCISES
    assert found("xqzzyw") == []
    assert found("plank xqzzyw") == []


def test_favourites_come_first_among_equals() -> None:
    plain = found("plank")
    last = plain[-1]
    assert INDEX.search("", first=[last.id])[0] is last
    again = INDEX.search("hip", first=[found("hip")[1].id])
    assert set(map(id, again)) == set(map(id, found("hip")))


@given(st.text(max_size=40))
def test_any_text_is_searched_without_a_fault(text: str) -> None:
    results = found(text)
    assert len({one.id for one in results}) == len(results)
    assert all(one.id in LIBRARY.exercises for one in results)


def test_accents_do_not_matter() -> None:
    assert folded("Übung") == "ubung"
    assert found("plänk") == found("plank")


def test_an_empty_library_finds_nothing() -> None:
    assert Index([]).search("plank") == []
