"""The body chart: enough places, each where it belongs, the same for window and paper."""

import pytest

from rehabplanner.bodychart.chart import (
    WIDTH,
    View,
    charted,
    details,
    outline,
    part_at,
    regions,
    views_of,
)
from rehabplanner.bodychart.strips import area, holds
from rehabplanner.domain.diary import BACK_PARTS, LEG_PARTS, BodyPart
from rehabplanner.wording import WORDS


def test_at_least_forty_regions_among_them_those_of_a_runner_with_back_pain() -> None:
    parts = set(charted())
    assert len(parts) >= 40
    assert set(BodyPart) - parts == {BodyPart.SHOULDER, BodyPart.OTHER}
    for name in ("low back", "buttock", "hip", "hamstring", "calf", "sacroiliac", "achilles"):
        assert {BodyPart(f"{name} left"), BodyPart(f"{name} right")} <= parts
    assert all((BodyPart, part) in WORDS for part in BodyPart)


@pytest.mark.parametrize("view", View)
def test_every_region_can_be_tapped_and_lies_in_the_body_and_the_box(view: View) -> None:
    for region in regions(view):
        assert part_at(view, *region.centre) is region.part
        assert any(holds(ring, *region.centre) for ring in outline(view))
        assert all(0 <= x <= WIDTH and 0 <= y <= 1 for x, y in region.ring)
        assert area(region.ring) > 0.0002
    assert all(0 <= x <= WIDTH and 0 <= y <= 1 for line in details(view) for x, y in line)


@pytest.mark.parametrize("view", View)
def test_the_body_has_no_hole_between_regions(view: View) -> None:
    steps = [(WIDTH * i / 90, k / 180) for i in range(91) for k in range(181)]
    inside = [p for p in steps if any(holds(ring, *p) for ring in outline(view))]
    lost = [point for point in inside if part_at(view, *point) is None]
    assert len(lost) <= len(inside) * 0.004


def test_left_and_right_are_the_persons_own() -> None:
    middle = WIDTH / 2
    for view, sign in ((View.FRONT, 1), (View.BACK, -1)):
        for region in regions(view):
            if region.part.value.endswith(" left"):
                assert (region.centre[0] - middle) * sign > 0
            if region.part.value.endswith(" right"):
                assert (region.centre[0] - middle) * sign < 0
    assert not any(one.part.value.endswith("right") for one in regions(View.LEFT))
    assert part_at(View.BACK, middle - 0.04, 0.40) is BodyPart.LOW_BACK_LEFT
    assert part_at(View.FRONT, 0.0, 0.0) is None


def test_each_part_is_seen_best_where_it_lies() -> None:
    assert views_of(BodyPart.SACRUM) == (View.BACK,)
    assert views_of(BodyPart.HAMSTRING_LEFT)[0] is View.BACK
    assert views_of(BodyPart.THIGH_RIGHT)[0] is View.FRONT
    assert views_of(BodyPart.OTHER) == ()


def test_back_and_legs_are_told_apart() -> None:
    assert BodyPart.TOES_LEFT in LEG_PARTS
    assert BodyPart.SACROILIAC_RIGHT in BACK_PARTS
    assert not LEG_PARTS & BACK_PARTS
    assert BodyPart.SHOULDER_LEFT not in BACK_PARTS
