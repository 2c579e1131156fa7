"""Every shipped figure passes the checks by program and draws in every role's colour."""

from dataclasses import replace

import pytest

from rehabplanner.documents.figure import PRINT
from rehabplanner.figures.checks import check
from rehabplanner.figures.drawing import FALLBACK, ROLES, colour
from rehabplanner.figures.loading import load_figures
from rehabplanner.figures.sketches import unpacked
from rehabplanner.figures.svg import to_svg
from rehabplanner.library.exercises import load_exercises
from rehabplanner.paths import resources

pytestmark = pytest.mark.no_cover  # about the shipped figures, not the code: in half the time
FIGURES = load_figures(resources() / "figures")
BODY = {"near-limb", "far-limb", "torso", "far-torso", "shorts", "head", "hair", "shoe", "far-shoe"}


def test_every_exercise_has_a_figure():
    assert set(load_exercises(resources() / "exercises", str)) == set(FIGURES)


def test_the_kept_keyframes_are_current():
    """If not: `python -m rehabplanner figures --sketch`."""
    for name, figure in FIGURES.items():
        assert figure.packed is not None, name
        kept, fresh = unpacked(figure.packed), figure.sketch()
        assert kept is not None
        assert kept.box == pytest.approx(fresh.box, abs=0.05), name
        assert len(kept.ways) == len(figure.arrow)
        for one, other in zip(kept.skeletons, fresh.skeletons, strict=True):
            for joint, place in other.points.items():
                assert one.points[joint] == pytest.approx(place, abs=0.02), (name, joint)
            for part, frame in other.frames.items():
                for axis, kept_axis in zip(frame, one.frames[part], strict=True):
                    assert kept_axis == pytest.approx(axis, abs=0.001), (name, part)


def test_a_figure_draws_the_same_from_its_sketch_and_solved_anew():
    for name in ("A07", "E08", "M05"):
        plain = replace(FIGURES[name], packed=None, _cache={})
        one, other = (f.drawing("end", 60) for f in (FIGURES[name], plain))
        assert [p.role for p in one.paths] == [p.role for p in other.paths]
        assert one.height_mm == pytest.approx(other.height_mm, abs=0.1)


def test_drawings_are_small():
    steps = sorted(sum(len(p.steps) for p in f.drawing("end", 60).paths) for f in FIGURES.values())
    assert steps[len(steps) // 2] < 550
    assert steps[-1] < 720
    assert len(to_svg(FIGURES["A07"].drawing("end", 60, ghost=True), PRINT)) < 25_000


def test_the_marks_for_hold_and_side_stand_in_a_strip_of_their_own():
    figure = FIGURES["A07"]
    plain = figure.drawing("end", 60)
    marked = figure.drawing("end", 60, hold_s=5, side="R")
    assert marked.width_mm == plain.width_mm
    assert marked.height_mm > plain.height_mm + 5
    assert marked.paths[: len(plain.paths)] == plain.paths
    assert len(marked.paths) > len(plain.paths) + 8
    other = figure.drawing("end", 60, hold_s=5, side="L", mirrored=True)
    signs = [p for p in marked.paths[len(plain.paths) :] if p.role == "arrow"]
    turned = [p for p in other.paths[len(plain.paths) :] if p.role == "arrow"]
    assert signs[-1] == turned[-1]  # signs are never mirrored
    assert len(figure.drawing("end", 60, side="?").paths) == len(plain.paths)


def test_a_close_view_shows_only_its_parts():
    figure = FIGURES["E08"]
    assert {p.role for p in figure.drawing("end", 60).paths} == {
        "floor", "edge", "near-limb", "arrow",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_nobody_leaves_the_picture_on_the_way(name):
    for k in (1, 3, 5, 7):
        drawing = FIGURES[name].drawing(k / 8, 60, arrow=False)
        paths = [path for path in drawing.paths if path.role in BODY]
        body = [step[-1] for path in paths for step in path.steps]
        assert min(x for x, _ in body) > 0
        assert min(y for _, y in body) > 0
        assert max(x for x, _ in body) < drawing.width_mm
        assert max(y for _, y in body) < drawing.height_mm


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
