"""Own exercises stand beside the shipped ones, under the same checks."""

import pytest

from rehabplanner.domain.own_exercises import table_text
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.reading import reading_grade, syllable_count
from rehabplanner.figures.loading import load_figures
from rehabplanner.figures.own import built_figure, figure_table, read_figure
from rehabplanner.library import own
from rehabplanner.library.library import Library
from rehabplanner.paths import resources

LIBRARY = Library(resources(), str)
KNOWN = tuple(LIBRARY.exercises)


def an_entry(**given: object) -> dict[str, object]:
    entry = own.entry_of(None)
    return {**entry, "name": "Band march", "steps": ["Lift the knee."], **given}


def test_every_shipped_exercise_can_be_the_beginning_of_an_own_one() -> None:
    for exercise in LIBRARY.exercises.values():
        made = own.made(own.entry_of(exercise), known=KNOWN)
        read = own.as_exercise(made)
        assert read.id == made.exercise_id
        assert (read.name, read.steps, read.dose) == (exercise.name, exercise.steps, exercise.dose)
        assert read.easier == exercise.easier


def test_own_ones_join_the_library_and_never_take_a_shipped_ones_place() -> None:
    made = own.made(an_entry(harder="B02"), known=KNOWN)
    everything = own.merged(LIBRARY.exercises, [made])
    assert len(everything) == len(LIBRARY.exercises) + 1
    assert everything[made.exercise_id].harder == "B02"
    assert made.exercise_id.startswith("X-")
    lonely = own.merged({}, [made])
    assert lonely[made.exercise_id].harder is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("steps", []),
        ("steps", ["a"] * 31),
        ("dose", "ten times"),
        ("dose_range", ""),
        ("easier", "Z99"),
        ("why", "<b>Strong</b>"),
        ("cues", ["&lt;script"]),
        ("why", 5),
        ("minutes", 0),
        ("minutes", True),
        ("per_week", [5, 3]),
        ("sides", "left"),
        ("core", "yes"),
        ("colour", "red"),
        ("feel", "x" * 3000),
    ],
)
def test_a_fault_names_its_field(field: str, value: object) -> None:
    with pytest.raises(Problem) as told:
        own.made(an_entry(**{field: value}), known=KNOWN)
    assert told.value.field_name == field


def test_every_shipped_figure_reads_back_from_its_own_text() -> None:
    figures = load_figures(resources() / "figures")
    for name in list(figures)[::9]:
        figure = figures[name]
        again = read_figure(name, table_text(figure_table(figure)))
        assert again.frame_names() == figure.frame_names()
        for one, other in zip(figure.frames, again.frames, strict=True):
            assert one.planted == other.planted
            for angle in {**one.pose.angles, **other.pose.angles}:
                assert one.pose[angle] == pytest.approx(other.pose[angle])


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"base": "standing"},
        {"base": 5, "start": {}},
        {"base": "standing", "start": [1]},
        {"base": "standing", "start": {"hip_flexion": "much"}},
        {"base": "standing", "start": {"hip_flexion": 1e300}},
        {"base": "standing", "start": {}, "camera": ["a"]},
        {"base": "standing", "start": {}, "things": [{"kind": "cannon"}]},
        {"base": "standing", "start": {}, "things": ["mat"] * 3},
        {"base": "standing", "start": {}, "planted": {"left_foot": "moon"}},
        {"base": "standing", "start": {}, "like": "A01"},
    ],
)
def test_a_figure_that_cannot_be_drawn_is_refused_in_words(table: dict[str, object]) -> None:
    with pytest.raises(Problem):
        built_figure("X", table)


def test_the_reading_grade_is_a_fair_hint() -> None:
    for word, count in (("back", 1), ("little", 2), ("lifted", 2), ("pushed", 1), ("muscles", 2)):
        assert syllable_count(word) == count, word
    easy = reading_grade("Lift your knee. Keep the hips level.")
    hard = reading_grade("Lumbopelvic neuromuscular stabilisation facilitates coordination.")
    assert easy is not None
    assert hard is not None
    assert easy < 6 < hard
    assert reading_grade("12 - 3") is None
