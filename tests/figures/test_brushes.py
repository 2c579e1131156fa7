"""The three brushes put something on window, paper and SVG; the moving view rests when hidden."""

import io
import xml.etree.ElementTree as ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate

from rehabplanner.documents import figure as paper
from rehabplanner.figures.loading import load_figures
from rehabplanner.figures.svg import to_svg
from rehabplanner.gui.widgets.figure_brush import paint
from rehabplanner.gui.widgets.figure_view import FigureView, moment_at
from rehabplanner.gui.widgets.reels import Look, reel
from rehabplanner.library.palettes import PALETTES, figure_palette
from rehabplanner.paths import resources

FIGURE = load_figures(resources() / "figures")["A07"]


def test_svg_is_well_formed_and_has_every_path():
    drawing = FIGURE.drawing("end", 60, ghost=True)
    root = ElementTree.fromstring(to_svg(drawing, paper.PRINT))
    assert len(root) == len(drawing.paths)
    assert root.get("width") == "60.00mm"


@pytest.mark.parametrize("palette", [paper.PRINT, paper.PHOTOCOPY])
def test_paper_holds_vectors_and_no_picture(palette):
    out = io.BytesIO()
    canvas = Canvas(out)
    for y in (50, 300):
        paper.draw_on(canvas, FIGURE.drawing("end", 60), 50, y, palette, least_line_pt=2)
    canvas.save()
    page = PdfReader(out).pages[0]
    forms = list(page["/Resources"]["/XObject"].values())
    assert [one.get_object()["/Subtype"] for one in forms] == ["/Form"] * len(forms)
    assert forms[0].get_object().get_data().count(b" c ") > 100
    assert page.get_contents().get_data().count(b" Do") == 2


def test_a_figure_lies_in_a_file_once_however_often_it_is_shown():
    sizes = []
    for count in (1, 20):
        out = io.BytesIO()
        canvas = Canvas(out)
        for y in range(count):
            paper.draw_on(canvas, FIGURE.drawing("end", 60), 50, 30 * y, paper.PRINT)
        canvas.save()
        sizes.append(len(out.getvalue()))
    assert sizes[1] < sizes[0] + 500


def test_flowable_shrinks_to_its_frame():
    flowable = paper.FigureFlowable(FIGURE.drawing("end", 200), paper.PRINT)
    width, height = flowable.wrap(100, 1000)
    assert width == pytest.approx(100)
    assert height < 100
    out = io.BytesIO()
    SimpleDocTemplate(out).build([paper.FigureFlowable(FIGURE.drawing(0, 300), paper.PRINT)])
    assert out.getvalue().startswith(b"%PDF")


@pytest.mark.parametrize("name", PALETTES)
def test_window_brush_paints(qapp, name):
    palette = figure_palette(name)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(palette["edge"]))
    painter = QPainter(image)
    paint(painter, FIGURE.drawing("end", 20), QRectF(0, 0, 80, 60), palette)
    painter.end()
    colours = {image.pixel(x, y) for x in range(80) for y in range(60)}
    assert len(colours) > 20


def test_every_palette_has_a_colour_for_every_role():
    roles = set(figure_palette("colour"))
    for name in PALETTES:
        assert set(figure_palette(name)) == roles


def test_view_moves_only_while_it_can_be_seen(qtbot):
    view = FigureView()
    qtbot.addWidget(view)
    view.show_figure(FIGURE)
    view.play()
    assert not view.is_running
    view.show()
    qtbot.waitExposed(view)
    assert view.is_running
    view.set_options(mirrored=True, ghost=True)
    view.grab()
    view.hide()
    assert not view.is_running
    view.show()
    view.show_figure(None)
    assert not view.is_running
    view.grab()


def test_a_moving_figure_is_drawn_a_moment_at_a_time_and_shared():
    figure = load_figures(resources() / "figures")["B02"]
    shown = reel(figure, Look())
    assert reel(figure, Look()) is shown
    assert reel(figure, Look(mirrored=True)) is not shown
    assert shown.nearest(0.4) is None
    for _ in range(8):
        shown.draw_next()
    assert 2 <= shown.nearest(0.5) <= shown.count - 2  # coarse ones first, all over the way
    for _ in range(2 * shown.count):
        shown.draw_next()
    assert shown.is_complete
    assert [shown.nearest(k / shown.count) for k in range(shown.count + 1)] == list(
        range(shown.count + 1)
    )
    assert shown.moment(3)


def test_view_moves_on_while_it_is_still_being_drawn(qtbot):
    view = FigureView()
    qtbot.addWidget(view)
    view.show_figure(load_figures(resources() / "figures")["D02"])
    view.set_options(hold_s=3, side="L")
    view.show()
    qtbot.waitExposed(view)
    view.play()
    before = view.grab().toImage()
    qtbot.waitUntil(lambda: view.grab().toImage() != before, timeout=5000)
    view.play(False)
    assert view.grab().toImage() == before


def test_time_goes_there_holds_and_comes_back():
    there, hold = FIGURE.tempo_s, 2.0
    assert moment_at(0, FIGURE) == 0
    assert moment_at(there + hold / 2, FIGURE) == 1
    assert 0 < moment_at(there + hold + there / 2, FIGURE) < 1
