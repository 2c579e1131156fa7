"""Runs as workouts for a watch, read back by an independent reader."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import fitdecode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, a_dossier, a_run_item, an_item
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.runs import Block, Gait, Part, RunDose, read_run
from rehabplanner.handover.fit_workout import render_workout, workout_name
from rehabplanner.handover.handing import Handing, workout_files

Row = dict[str, Any]


def messages(data: bytes) -> dict[str, list[Row]]:
    """Return every message by name, after the check sums of header and file were verified."""
    found: dict[str, list[Row]] = {}
    with fitdecode.FitReader(
        io.BytesIO(data),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                row = {field.name: field.value for field in frame.fields}
                found.setdefault(frame.name, []).append(row)
    return found


def read_back(run: str, **given_: Any) -> dict[str, list[Row]]:
    return messages(render_workout(a_run_item(run, **given_), made_on=MONDAY))


def test_a_run_walk_is_led_step_by_step() -> None:
    found = read_back("5w + 8x(1r/2w) + 5w easy @4", revision=3)
    assert list(found) == ["file_id", "workout", "workout_step"]
    (file_id,) = found["file_id"]
    assert file_id["type"] == "workout"
    assert file_id["manufacturer"] == "development"
    assert file_id["serial_number"]
    assert file_id["time_created"] == datetime(2026, 9, 7, 0, 0, 3, tzinfo=UTC)
    (workout,) = found["workout"]
    assert workout == {"sport": "running", "num_valid_steps": 5, "wkt_name": "Mon 7 Sep Run"}
    steps = found["workout_step"]
    assert [step["message_index"] for step in steps] == [0, 1, 2, 3, 4]
    assert [step["wkt_step_name"] for step in steps] == ["Walk", "Run", "Walk", None, "Walk"]
    assert [step["duration_type"] for step in steps] == [
        "time",
        "time",
        "time",
        "repeat_until_steps_cmplt",
        "time",
    ]
    assert [step.get("duration_time") for step in steps] == [300, 60, 120, None, 300]
    assert (steps[3]["duration_step"], steps[3]["repeat_steps"]) == (1, 8)
    assert all(step["target_type"] == "open" for step in steps)
    assert [step["intensity"] for step in steps] == ["warmup", "active", "rest", None, "cooldown"]
    assert steps[0]["notes"].startswith("5 min walk, 8 × (1 min run, 2 min walk), 5 min walk")
    assert [step["notes"] for step in steps[1:]] == ["effort 4/10", None, None, None]


def test_distances_are_steps_to_the_centimetre() -> None:
    steps = read_back("5k + 3x(1k/0.4k) + 3mi")["workout_step"]
    assert [step.get("duration_distance") for step in steps] == [5000, 1000, 400, None, 4828.0]
    assert (steps[3]["duration_step"], steps[3]["repeat_steps"]) == (1, 3)
    assert {step["intensity"] for step in steps} == {"active", None}


@pytest.mark.parametrize("run", ["", "easy @3"])
def test_a_run_without_parts_is_one_open_step(run: str) -> None:
    (step,) = read_back(run)["workout_step"]
    assert step["duration_type"] == "open"
    assert step["wkt_step_name"] == "Run"
    assert step["notes"] == ("easy · effort 3/10" if run else None)


@pytest.mark.parametrize(
    ("kind", "sport"),
    [(ItemKind.RUN, "running"), (ItemKind.WALK, "walking"), (ItemKind.CROSS, "generic")],
)
def test_the_sport_is_the_session_s_own(kind: ItemKind, sport: str) -> None:
    found = read_back("30min", kind=kind)
    assert found["workout"][0]["sport"] == sport
    assert found["workout_step"][0]["duration_time"] == 1800


def test_every_session_has_a_number_of_its_own_and_the_same_bytes_each_time() -> None:
    one, other = a_run_item(), a_run_item()
    numbers = {
        messages(render_workout(item, made_on=MONDAY))["file_id"][0]["serial_number"]
        for item in (one, other)
    }
    assert len(numbers) == 2
    assert render_workout(one, made_on=MONDAY) == render_workout(one, made_on=MONDAY)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Løp på stien 🏃🏽‍♀️", "Mon 7 Sep Løp på stien"),
        ("🏃🏽‍♀️", "Mon 7 Sep Run"),
        ("ä" * 100, "Mon 7 Sep " + "ä" * 19),
    ],
)
def test_names_hold_what_a_watch_can_draw(title: str, shown: str) -> None:
    item = a_run_item(title=title)
    assert workout_name(item) == shown
    assert messages(render_workout(item, made_on=MONDAY))["workout"][0]["wkt_name"] == shown


def test_files_are_named_by_day_and_never_twice() -> None:
    items = [
        a_run_item(title="Løp/../\\x: <b>", position=0),
        a_run_item(title="løp x b", position=1),
        a_run_item(title="走る", day=MONDAY + timedelta(days=1)),
        a_run_item("20min", kind=ItemKind.WALK, day=MONDAY + timedelta(days=2)),
        an_item(day=MONDAY),
    ]
    names = list(workout_files(a_dossier(*items), Handing(today=MONDAY)))
    assert names == [
        "2026-09-07 Lop x b.fit",
        "2026-09-07 lop x b 2.fit",
        "2026-09-08 Run.fit",
        "2026-09-09 Walk.fit",
    ]


PARTS = st.builds(
    Part,
    st.sampled_from(Gait),
    minutes=st.floats(0.0001, 1440),
) | st.builds(Part, st.sampled_from(Gait), distance_m=st.floats(0.1, 300_000))
BLOCKS = st.builds(Block, st.lists(PARTS, min_size=1, max_size=4).map(tuple), st.integers(1, 100))


@given(
    blocks=st.lists(BLOCKS, max_size=8),
    title=st.text(max_size=150),
    kind=st.sampled_from([ItemKind.RUN, ItemKind.WALK, ItemKind.CROSS]),
    days=st.integers(-10_000, 10_000),
)
def test_any_run_is_done_part_by_part_as_planned(
    blocks: list[Block], title: str, kind: ItemKind, days: int
) -> None:
    item = replace(a_run_item(title=title, kind=kind), run=RunDose(blocks=tuple(blocks)))
    data = render_workout(item, made_on=MONDAY + timedelta(days=days))
    found = messages(data)
    steps = found["workout_step"]
    assert found["workout"][0]["num_valid_steps"] == len(steps)
    if not blocks:
        return
    planned = [part for block in blocks for _turn in range(block.repeats) for part in block.parts]
    done = followed(steps)
    assert len(done) == len(planned)
    for part, step in zip(planned, done, strict=True):
        if part.distance_m is not None:
            assert step["duration_distance"] == pytest.approx(max(part.distance_m, 1), abs=0.006)
        else:
            assert part.minutes is not None
            assert step["duration_time"] == max(1, round(part.minutes * 60))


def followed(steps: list[Row]) -> list[Row]:
    """Return the steps in the order in which a watch leads through them."""
    done: list[Row] = []
    for number, step in enumerate(steps):
        if step["duration_type"] == "repeat_until_steps_cmplt":
            turn = steps[step["duration_step"] : number]
            done += turn * (step["repeat_steps"] - 1)
        else:
            done.append(step)
    return done


def test_the_grammar_of_the_plan_is_what_the_watch_leads_through() -> None:
    run = read_run("10min + 2x(3r/1w) + 4x(1r)")
    item = a_run_item(str(run))
    done = followed(messages(render_workout(item, made_on=MONDAY))["workout_step"])
    assert [step["duration_time"] for step in done] == [600, 180, 60, 180, 60, 60, 60, 60, 60]
