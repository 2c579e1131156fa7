"""Errors in figure files name the file, the exercise and the word."""

import pytest

from rehabplanner.domain.problems import Problem
from rehabplanner.figures.loading import load_figures

GOOD = '[X1]\nbase = "standing"\nstart = {}\nend = { hip_flexion = 40 }\n'


def load(tmp_path, text):
    (tmp_path / "some.toml").write_text(text, encoding="utf-8")
    return load_figures(tmp_path)


def test_a_small_figure_loads(tmp_path):
    figure = load(tmp_path, GOOD)["X1"]
    assert figure.frame_names() == ("start", "end")
    assert figure.moment("end") == 1.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[X1]\nbase = 'standing'\nstart = {}\nspeed = 3", "speed"),
        ("[X1]\nbase = 'floating'\nstart = {}", "floating"),
        ("[X1]\nstart = {}", "base"),
        ("[X1]\nbase = 'standing'\nstart = { hip_flection = 3 }", "hip_flection"),
        ("[X1]\nbase = 'standing'\nplanted = ['nose']\nstart = {}", "nose"),
        ("[X1]\nbase = 'standing'\nstart = {}\nthings = [{ kind = 'piano' }]", "piano"),
        ("[X1]\nbase = 'standing'\nstart = { reach = { left_hand = ['moon', 0, 0, 0] } }", "moon"),
        ("[X1]\nlike = 'X2'", "X2"),
        ("[X1\n", "some.toml"),
        ("X1 = 3", "X1"),
    ],
)
def test_what_is_not_understood_is_named(tmp_path, text, words):
    with pytest.raises(Problem) as raised:
        load(tmp_path, text)
    assert words in str(raised.value)


def test_an_exercise_in_two_files_is_refused(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(Problem, match="already"):
        load_figures(tmp_path)


def test_a_figure_like_another_takes_its_frames(tmp_path):
    figures = load(tmp_path, GOOD + '\n[X2]\nlike = "X1"\nend = { knee_flexion = 30 }\n')
    assert figures["X2"].frames[1].pose["left_knee_flexion"] == 30


def test_walking_ends_mirrored_and_comes_round(tmp_path):
    text = "[X1]\nbase = 'standing'\nloops = true\nstart = { left_hip_flexion = 30 }\nmiddle = {}\n"
    figure = load(tmp_path, text)["X1"]
    assert figure.frames[2].pose["right_hip_flexion"] == 30
    assert figure.frames[-1].pose == figure.frames[0].pose


def test_an_unknown_frame_is_refused(tmp_path):
    with pytest.raises(Problem, match="sideways"):
        load(tmp_path, GOOD)["X1"].drawing("sideways", 40)


def test_a_surface_that_nothing_offers_is_refused(tmp_path):
    text = "[X1]\nbase = 'standing'\nplanted = { left_foot = 'bench' }\nstart = {}"
    with pytest.raises(Problem, match="bench"):
        load(tmp_path, text)["X1"].drawing("start", 40)
