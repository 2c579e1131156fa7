"""Every text that a person reads is at reading grade 6 or below."""

import pytest

from library.reading_grade import reading_grade, syllable_count
from rehabplanner.domain.exercises import Exercise
from rehabplanner.library.library import Library
from rehabplanner.paths import resources

HIGHEST_GRADE = 6.0
LIBRARY = Library(resources(), str)


def texts(exercise: Exercise) -> dict[str, str]:
    """Return what a runner reads of an exercise, field by field."""
    return {
        "why": exercise.why,
        "start": exercise.start,
        "steps": " ".join(exercise.steps),
        "cues": " ".join(exercise.cues),
        "mistake": exercise.mistake,
        "feel": exercise.feel,
        "avoid": exercise.avoid,
        "progression": " ".join(exercise.progression),
    }


@pytest.mark.parametrize(
    ("word", "count"),
    [("back", 1), ("little", 2), ("breathe", 1), ("exercise", 3), ("Slowly", 2), ("foot’s", 1)],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllable_count(word) == count


def test_the_grade_is_the_published_formula() -> None:
    assert reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    hard = "Lumbopelvic neuromuscular stabilisation facilitates intersegmental coordination."
    assert reading_grade(hard) > 20
    assert reading_grade("") == 0


def test_every_text_of_every_exercise_is_easy_to_read() -> None:
    hard = {
        (exercise.id, name): round(reading_grade(text), 1)
        for exercise in LIBRARY.exercises.values()
        for name, text in texts(exercise).items()
        if reading_grade(text) > HIGHEST_GRADE
    }
    assert hard == {}


def test_every_exercise_as_a_whole_is_easy_to_read() -> None:
    for exercise in LIBRARY.exercises.values():
        assert reading_grade(" ".join(texts(exercise).values())) <= HIGHEST_GRADE, exercise.id


def test_every_education_text_is_easy_to_read() -> None:
    for lesson in LIBRARY.lessons.values():
        for paragraph in lesson.paragraphs:
            assert reading_grade(paragraph) <= HIGHEST_GRADE, (lesson.id, paragraph)


def test_every_starter_week_is_easy_to_read() -> None:
    for programme in LIBRARY.programmes.values():
        notes = [programme.summary, *(item.note for item in programme.items)]
        for text in notes:
            assert reading_grade(text) <= HIGHEST_GRADE, (programme.id, text)
