"""Doses and runs in plain words, and the minutes they take."""

from dataclasses import replace

import pytest

from builders import a_run_item, an_item
from documents.papers import an_exercise
from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.runs import read_run
from rehabplanner.phrases import (
    days_words,
    dose_words,
    item_minutes,
    item_name,
    item_words,
    run_sentences,
    run_total,
    run_words,
    steps_of,
)


@pytest.mark.parametrize(
    ("usual", "step", "doses", "said"),
    [
        ("3x10 h3", "Hold for three seconds.", ["2x10 h2"], "Hold for two seconds."),
        ("3x10 h3", "Hold for three seconds.", ["2x10"], "Hold for three seconds."),
        ("3x10 h3", "Hold for three seconds.", ["2x20s"], "Hold for three seconds."),
        ("3x10 h3", "Hold for three seconds.", [], "Hold for three seconds."),
        ("3x10 h3", "Hold for three seconds.", ["2x10 h12"], "Hold for 12 seconds."),
        (
            "3x10 h3",
            "Hold for three seconds.",
            ["2x10 h5", "2x10 h7-10"],
            "Hold for 5 to 10 seconds.",
        ),
        ("3x12", "Hold for one second.", ["2x10 h5"], "Hold for five seconds."),
        ("2x30s", "Stay for 30 seconds.", ["2x20s"], "Stay for 20 seconds."),
        ("6/4/2 h8 each", "Hold for eight seconds.", ["6/4/2 h7 each"], "Hold for seven seconds."),
    ],
)
def test_a_step_names_the_hold_of_the_dose(
    usual: str, step: str, doses: list[str], said: str
) -> None:
    exercise = replace(an_exercise("B01"), dose=read_dose(usual), steps=("Lift it.", step))
    assert steps_of(exercise, map(read_dose, doses)) == ("Lift it.", said)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3x10 h5 each @6 r60", "3 × 10 each side · hold 5 s · rest 60 s · effort 6/10"),
        ("2-3x8-12 20kg 2-0-2", "2–3 × 8–12 · 20 kg · tempo 2-0-2"),
        ("6/4/2 h7-10 L", "6 + 4 + 2 left side only · hold 7–10 s"),
        ("3x30s R r120", "3 × 30 s right side only · rest 2 min"),
        ("3x20m", "3 × 20 m"),
        ("20min", "20 min"),
        ("x8", "8 times"),
        ("1x", "1 set"),
        ("", ""),
    ],
)
def test_doses(written: str, said: str) -> None:
    assert dose_words(read_dose(written)) == said


def test_days_stand_before_the_effort() -> None:
    assert dose_words(read_dose("3x10 @6"), days=(4, 0, 2)) == "3 × 10 · Mon Wed Fri · effort 6/10"
    assert days_words(range(7)) == "every day"
    assert dose_words(None) == ""


def test_loads_in_pounds_for_those_who_count_so() -> None:
    assert dose_words(read_dose("3x5 20kg"), units=Units.IMPERIAL) == "3 × 5 · 44 lb"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "5w + 8x(1r/2w) + 5w @4 easy",
            "5 min walk, 8 × (1 min run, 2 min walk), 5 min walk · easy · effort 4/10",
        ),
        ("30min", "30 min"),
        ("5k steady", "5 km · steady"),
        ("6x(0.5r/1.5w)", "6 × (30 s run, 90 s walk)"),
        ("", ""),
    ],
)
def test_runs(written: str, said: str) -> None:
    assert run_words(read_run(written)) == said


def test_a_run_as_sentences_to_follow() -> None:
    run = read_run("5w + 8x(1r/2w) + 5w")
    assert run_sentences(run) == (
        "Walk for 5 minutes.",
        "Then 8 times: run for 1 minute, then walk for 2 minutes.",
        "Then walk for 5 minutes.",
    )
    assert run_total(run) == "34 min in all, 8 min of it running"
    assert run_sentences(read_run("30min"), ItemKind.CROSS) == ("Keep going for 30 minutes.",)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("3x10", 2.5),  # 3 x 30 s + 2 x 30 s of rest
        ("3x10 h5 each r60", 10.0),  # 3 x 2 x 10 x 8 s + 2 min
        ("1x10 2-0-2", 2 / 3),
        ("2x30s r0", 1.0),
        ("2-4x30s r0", 1.5),
        ("20min", 20.0),
        ("6/4/2 r0", 0.6),
    ],
)
def test_minutes_of_a_dose(written: str, minutes: float) -> None:
    assert item_minutes(an_item(dose=written), None) == pytest.approx(minutes)


def test_minutes_are_unknown_where_nothing_tells() -> None:
    assert item_minutes(a_run_item("5k"), None) is None
    assert item_minutes(an_item(dose=""), None) is None
    assert item_minutes(an_item(dose=""), an_exercise(minutes=4)) == 4
    assert item_minutes(a_run_item("30min"), None) == 30


def test_an_item_takes_name_and_dose_from_the_library_where_it_has_none() -> None:
    exercise = an_exercise("bridge")
    item = an_item("bridge", dose="3x10")
    assert item_name(item, exercise) == "Bridge"
    assert item_name(an_item("gone"), None) == "gone"
    assert item_name(a_run_item(), None) == "Run"
    assert item_words(an_item("bridge", dose=""), exercise) == ""
