"""The checks see what a physiotherapist would: feet in the air, limbs in the floor."""

import tomllib

import pytest

from rehabplanner.figures.checks import check
from rehabplanner.figures.contacts import FLOOR, Anchor, drift
from rehabplanner.figures.loading import figure_of
from rehabplanner.figures.pose import BASES
from rehabplanner.figures.skeleton import posed
from rehabplanner.figures.vectors import IDENTITY


def problems(text):
    return " / ".join(str(one) for one in check(figure_of("X1", tomllib.loads(text))))


def test_a_sound_figure_has_none():
    squat = "end = { hip_flexion = 60, knee_flexion = 60, pelvis_pitch = 20 }"
    assert problems(f"base = 'standing'\nplanted = ['foot']\nstart = {{}}\n{squat}") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("base = 'standing'\nplanted = ['foot']\nstart = {}\nend = {}", "differ by only"),
        ("base = 'standing'\nstart = {}", "fewer than two frames"),
        (
            "base = 'standing'\nstart = { knee_flexion = 175 }\nend = {}",
            "flexion of the knee (left) is 175°",
        ),
        (
            "base = 'prone'\nplanted = ['hand']\nstart = {}\nend = { hip_flexion = 40 }",
            "below the floor",
        ),
        (
            "base = 'standing'\nplanted = { left_foot = 'bench', right_foot = 'floor' }\n"
            "things = [{ kind = 'bench', at = 'left_foot', height = 210 }]\n"
            "start = {}\nend = { right_hip_flexion = 20 }",
            "from its place",
        ),
        (
            "base = 'sitting'\nplanted = { pelvis = 'chair' }\n"
            "things = [{ kind = 'chair', at = 'pelvis' }]\nstart = {}\n"
            "end = { reach = { right_foot = ['left_hand', 0, 60, 20] } }",
            "of the hip (right) is",
        ),
    ],
)
def test_what_is_wrong_is_named(text, words):
    assert words in problems(text)


@pytest.mark.parametrize("part", ["head", "left_instep"])
def test_what_only_rests_is_measured_across_its_surface(part):
    skeleton = posed(BASES["standing"])
    high = Anchor((0.0, 0.0, 0.0), IDENTITY, FLOOR)
    lying = skeleton.moved(IDENTITY, (0.0, 0.0, 0.0), (0.0, 0.0, 300.0))
    assert drift(lying, part, high) > 100


def test_nobody_leans_into_a_wall():
    text = (
        "base = 'standing'\nplanted = ['foot']\nthings = [{ kind = 'wall', x = 30 }]\n"
        "start = {}\nend = { shoulder_flexion = 90 }"
    )
    assert "inside the wall" in problems(text)
    assert problems(text.replace("30", "90")) == ""
