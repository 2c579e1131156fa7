"""All figures on paper and as a picture, one drawing alone, and the command that makes them."""

import io
import json
import xml.etree.ElementTree as ElementTree

import pypdfium2
import pytest
from pypdf import PdfReader

from rehabplanner.cli import main
from rehabplanner.documents import contact_sheet as sheet
from rehabplanner.figures.loading import load_figures
from rehabplanner.paths import resources

FIGURES = load_figures(resources() / "figures")
ROWS = sheet.rows_of(
    {one: FIGURES[one] for one in sorted(FIGURES)[:25]}, {"A07": "Bird dog & <arm>"}
)


@pytest.fixture
def data(tmp_path):
    return ["--data", str(tmp_path / "data")]


def text(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_sheet_has_every_figure_with_its_name_on_several_pages():
    pdf = sheet.render_contact_sheet(ROWS)
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 2
    words = text(pdf)
    assert "Bird dog & <arm>" in words
    assert "1 / 2" in words
    assert all(name in words for name, _, _ in ROWS)
    assert not any(page.images for page in reader.pages)


def test_eight_exercises_on_a_page_stay_small():
    assert len(sheet.render_contact_sheet(ROWS[:8])) < 200_000


def test_the_wall_is_one_picture():
    root = ElementTree.fromstring(sheet.render_wall_svg(ROWS))
    groups = [one for one in root if one.tag.endswith("}g")]
    assert len(groups) == len(ROWS)
    png = sheet.render_wall_png(ROWS[:12], width_px=900)
    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize("is_grey", [False, True])
def test_one_drawing_has_a_paper_of_its_own_size(is_grey):
    drawing = FIGURES["A07"].drawing("end", 60)
    pdf = sheet.render_drawing(drawing, "A07", is_grey=is_grey)
    assert len(pdf) < 15_000
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    assert width == pytest.approx(60 * 72 / 25.4, abs=0.5)
    assert height == pytest.approx(drawing.height_mm * 72 / 25.4, abs=0.5)


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_the_command_writes_one_figure(tmp_path, data, ending):
    file = tmp_path / f"figure.{ending}"
    words = ["figures", str(file), "--exercise", "D02", "--frame", "0.5", "--width-mm", "40"]
    assert main([*words, *data]) == 0
    assert file.stat().st_size > 3000


def test_the_command_checks_and_says_what_it_found(capsys, data):
    assert main(["figures", "--check", "--json", "--exercise", "D09", *data]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row == {"exercise": "D09", "frames": ["start", "middle", "end"], "problems": []}
    assert main(["figures", "--check", "--exercise", "D09", *data]) == 0
    assert capsys.readouterr().out.startswith("D09: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["figures"], ".png, .svg or .pdf"),
        (["figures", "picture.gif"], ".png, .svg or .pdf"),
        (["figures", "picture.pdf", "--exercise", "Z99"], "Z99"),
        (["figures", "picture.pdf", "--exercise", "D02", "--frame", "sideways"], "sideways"),
        (["figures", "picture.pdf", "--exercise", "D02", "--width-mm", "0"], "more than 0"),
    ],
)
def test_what_cannot_be_drawn_is_said(capsys, data, words, said):
    assert main([*words, *data]) == 1
    assert said in capsys.readouterr().err
