"""The grammar of planned runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.problems import Problem
from rehabplanner.domain.runs import Block, Character, Gait, Part, RunDose, read_run


def test_run_walk_intervals_add_up() -> None:
    dose = read_run("5w + 8x(1r/2w) + 5w @4")
    assert dose.minutes() == 34
    assert dose.running_minutes == 8
    assert str(dose) == "5w + 8x(1r/2w) + 5w @4"


def test_a_distance_has_no_minutes() -> None:
    dose = read_run("5k easy")
    assert dose.distance_m == 5000
    assert dose.minutes() is None
    assert dose.character is Character.EASY


@pytest.mark.parametrize("text", ["3mi", "13.1mi", "26.2mi", "0.5k", "42.195k", "2.25min"])
def test_miles_and_fractions_are_read_back(text: str) -> None:
    dose = read_run(text)
    assert read_run(str(dose)) == dose


def test_miles_are_stored_in_metres() -> None:
    assert read_run("3mi").distance_m == pytest.approx(4828.0, abs=0.1)


@pytest.mark.parametrize("text", ["run", "0min", "8x()", "200x(1r)", "5k + ", "@12"])
def test_refuses_in_words(text: str) -> None:
    if text == "5k + ":
        assert read_run(text).distance_m == 5000
        return
    with pytest.raises(Problem):
        read_run(text)


minute_parts = st.builds(
    Part, st.sampled_from([Gait.RUN, Gait.WALK, Gait.WHOLE]), st.integers(1, 120).map(float)
)
distance_parts = st.builds(
    Part,
    st.sampled_from([Gait.RUN, Gait.WALK, Gait.WHOLE]),
    st.none(),
    st.integers(1, 420).map(lambda hundreds: hundreds * 100.0),
)
parts = minute_parts | distance_parts
blocks = st.builds(Block, parts.map(lambda part: (part,))) | st.builds(
    Block, st.lists(parts, min_size=2, max_size=4).map(tuple), st.integers(1, 20)
)


@given(
    st.lists(blocks, min_size=1, max_size=4).map(tuple),
    st.none() | st.sampled_from(Character),
)
def test_what_is_written_is_read_back_the_same(
    some: tuple[Block, ...], character: Character | None
) -> None:
    dose = RunDose(blocks=some, character=character)
    assert read_run(str(dose)) == dose


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read_run(text)
    except Problem as problem:
        assert str(problem)
