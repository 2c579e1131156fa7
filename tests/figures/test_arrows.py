"""Arrows lie where the figure says, floors stay on the picture, hands close in time."""

import tomllib

import pytest

from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.loading import figure_of
from rehabplanner.figures.own import figure_table

SQUAT = (
    "base = 'standing'\nplanted = ['foot']\narrow = ['pelvis']\nstart = {}\n"
    "end = { hip_flexion = 60, knee_flexion = 60, pelvis_pitch = 20 }\n"
)


def drawn(text: str, frame: float = 1.0, **options: bool) -> Drawing:
    return figure_of("X1", tomllib.loads(text)).drawing(frame, 60, **options)


def places(drawing: Drawing, role: str) -> list[tuple[float, float]]:
    return [p for path in drawing.paths if path.role == role for step in path.steps for p in step]


def middle(text: str) -> float:
    drawing = drawn(text)
    head = [x for x, _ in places(drawing, "head")]
    arrow = [x for x, _ in places(drawing, "arrow")]
    return sum(arrow) / len(arrow) - sum(head) / len(head)


def test_an_arrow_lies_as_far_beside_the_way_as_the_figure_says():
    assert middle(SQUAT + "arrow_shift = [[60, 0]]") > middle(SQUAT + "arrow_shift = [[-60, 0]]")


def test_the_other_side_has_the_arrow_on_the_other_side():
    figure = figure_of("X1", tomllib.loads(SQUAT + "arrow_shift = [[30, 4]]"))
    assert figure.mirrored().arrow_shift == ((-30.0, 4.0),)


def test_an_arrow_may_begin_on_the_way():
    def way(text: str) -> tuple[tuple[float, float], ...]:
        return figure_of("X1", tomllib.loads(text)).picture().ways[0]

    whole, half = way(SQUAT), way(SQUAT + "arrow_from = 0.5")
    assert half[0] == pytest.approx(whole[3])
    assert half[-1] == pytest.approx(whole[-1])


def test_a_small_movement_still_has_an_arrow_with_a_shaft():
    small = SQUAT.replace("60", "14").replace("= 20", "= 4")
    ys = [y for _, y in places(drawn(small), "arrow")]
    assert max(ys) - min(ys) > 3.0


def test_the_floor_stays_on_the_picture():
    chair = SQUAT + "things = [{ kind = 'chair', at = [-45, 0] }]"
    drawing = drawn(chair)
    assert all(-0.1 <= x <= drawing.width_mm + 0.1 for x, _ in places(drawing, "floor"))
    assert all(y >= -0.1 for _, y in places(drawing, "floor"))


def test_hands_close_in_the_frame_that_says_so():
    runner = SQUAT.replace("start = {}", "start = { fists = ['left', 'right'] }")
    runner = runner.replace("pelvis_pitch = 20", "pelvis_pitch = 20, fists = []")
    figure = figure_of("X1", tomllib.loads(runner))
    assert figure.frames[0].fists == {"left_hand", "right_hand"}
    assert not figure.frames[1].fists
    closed, opened = (figure.drawing(t, 60, arrow=False) for t in (0.4, 0.6))
    plain = figure_of("X1", tomllib.loads(SQUAT))
    assert closed != plain.drawing(0.4, 60, arrow=False)
    assert opened == plain.drawing(0.6, 60, arrow=False)


def test_a_figure_goes_into_a_table_and_back_with_arrow_and_fists():
    text = SQUAT.replace("start = {}", "start = { fists = ['left'] }")
    text += "arrow_shift = [[30, 4]]\narrow_from = 0.3"
    figure = figure_of("X1", tomllib.loads(text))
    again = figure_of("X1", figure_table(figure))
    assert (again.arrow_shift, again.arrow_from) == (figure.arrow_shift, figure.arrow_from)
    assert [frame.fists for frame in again.frames] == [frame.fists for frame in figure.frames]


def test_a_band_goes_round_both_legs():
    band = SQUAT + "things = [{ kind = 'mini-band', at = 'shank' }]\ncamera = [0, 12]"
    drawing = drawn(band, arrow=False)
    xs = [x for x, _ in places(drawing, "band")]
    shoes = [x for x, _ in places(drawing, "shoe")]
    assert max(xs) - min(xs) > 0.6 * (max(shoes) - min(shoes))
