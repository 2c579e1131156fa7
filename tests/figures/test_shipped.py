"""Every shipped figure passes the checks by program and draws in every role's colour."""

import json
from pathlib import Path

import pytest

from rehabplanner.figures.checks import check
from rehabplanner.figures.drawing import FALLBACK, ROLES, colour
from rehabplanner.figures.loading import load_figures
from rehabplanner.paths import resources

FIGURES = load_figures(resources() / "figures")


def test_there_are_many_figures():
    assert len(FIGURES) >= 100


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_figure_is_sound(name):
    assert check(FIGURES[name]) == []


@pytest.mark.parametrize("name", ["A07", "B03", "D06", "F16"])
def test_other_side_is_the_flipped_picture(name):
    plain = FIGURES[name].drawing("end", 60)
    flipped = FIGURES[name].drawing("end", 60, mirrored=True)
    assert flipped.mirrored().paths[0].steps[0].to == pytest.approx(plain.paths[0].steps[0].to)
    assert len(flipped.paths) == len(plain.paths)


def test_all_moments_have_the_same_paper():
    sizes = {
        (d.width_mm, round(d.height_mm, 6))
        for d in (FIGURES["D02"].drawing(t, 50) for t in (0.0, 0.3, 0.7, 1.0))
    }
    assert len(sizes) == 1


def test_ghost_and_arrow_can_be_left_out():
    figure = FIGURES["A07"]

    def roles(**options):
        return {p.role for p in figure.drawing("end", 50, **options).paths}

    assert "arrow" in roles()
    assert "ghost" in roles(ghost=True)
    assert not {"arrow", "ghost"} & roles(arrow=False)


def test_every_role_used_has_a_colour_in_the_smallest_palette():
    least = {role: "#000000" for role in ROLES if role not in FALLBACK}
    for name in ("A07", "B01", "C08", "D05", "D10", "F10", "G08", "I05"):
        for path in FIGURES[name].drawing("end", 50, ghost=True).paths:
            assert colour(least, path.role)


def test_drawings_are_reproducible():
    folder = resources() / "figures"
    again = load_figures(folder)["C10"].drawing(0.4, 60)
    assert again == FIGURES["C10"].drawing(0.4, 60)


def test_ids_are_those_of_the_library():
    shared = Path(__file__).parents[3] / "shared" / "exercises.json"
    if not shared.exists():
        pytest.skip("the list of exercises is not beside the checkout")
    known = {e["id"] for e in json.loads(shared.read_text(encoding="utf-8"))}
    assert set(FIGURES) <= known
