"""All figures at a glance: PDF with vector figures, page by page; SVG and PNG as one picture.

Also one drawing alone, on a paper of its own size.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfgen.canvas import Canvas

from rehabplanner.documents.figure import PHOTOCOPY, PRINT, draw_on
from rehabplanner.documents.fonts import REGULAR, draw_text, press, register, shortened
from rehabplanner.documents.options import Paper
from rehabplanner.documents.page import MM, SIZES_PT
from rehabplanner.documents.picture import SVG_FAMILY, pdf_png
from rehabplanner.documents.style import Style
from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.svg import shapes, to_svg
from rehabplanner.wording import _, language

COLUMNS, ROWS = 3, 7
MARGIN = 11 * MM
TEXT_SIZE = 8.5
COPY_LINE_PT = 2.0
WALL_COLUMNS = 12
WALL_CELL_MM = (46.0, 38.0)
WALL_TEXT_MM = 3.2
GAP_MM = 1.5

Row = tuple[str, str, Figure]  # id, name, figure


def render_contact_sheet(
    rows: Sequence[Row], *, paper: Paper = Paper.A4, is_grey: bool = False
) -> bytes:
    """Return start and end of every figure with its name as a PDF of several pages."""
    size = SIZES_PT[paper]

    def draw(canvas: Canvas) -> None:
        each = COLUMNS * ROWS
        pages = -(-len(rows) // each)
        for page in range(pages):
            _draw_page(canvas, size, rows[page * each : (page + 1) * each], is_grey)
            canvas.setFillColor(Style(is_grey=is_grey).colour("soft"))
            foot = f"{page + 1} / {pages}"
            draw_text(canvas, size[0] - MARGIN, MARGIN * 0.5, foot, TEXT_SIZE, align=1.0)
            canvas.showPage()

    return _written(size, _("All exercises"), draw)


def render_wall(rows: Sequence[Row], *, is_grey: bool = False) -> bytes:
    """Return every figure at its end, the start behind it, as a PDF of one large page."""
    wide, high = WALL_CELL_MM
    size = (WALL_COLUMNS * wide * MM, -(-len(rows) // WALL_COLUMNS) * high * MM)

    def draw(canvas: Canvas) -> None:
        for number, (name, words, figure) in enumerate(rows):
            x = number % WALL_COLUMNS * wide * MM
            y = size[1] - (number // WALL_COLUMNS + 1) * high * MM
            drawing = last_frame(figure)
            box = (wide - 2 * GAP_MM) * MM, (high - WALL_TEXT_MM - 3 * GAP_MM) * MM
            corner = x + GAP_MM * MM, y + (WALL_TEXT_MM + 2 * GAP_MM) * MM
            _fit(canvas, drawing, corner, box, is_grey)
            _label(canvas, (x + GAP_MM * MM, y + GAP_MM * MM), name, words, box[0], is_grey)
        canvas.showPage()

    return _written(size, _("All exercises"), draw)


def render_wall_png(rows: Sequence[Row], *, width_px: int = 3200, is_grey: bool = False) -> bytes:
    """Return every figure as one PNG, so wide."""
    inches = WALL_COLUMNS * WALL_CELL_MM[0] / 25.4
    return pdf_png(render_wall(rows, is_grey=is_grey), dots_per_inch=width_px / inches)


def render_wall_svg(rows: Sequence[Row], *, is_grey: bool = False) -> str:
    """Return every figure as one SVG."""
    wide, high = WALL_CELL_MM
    width, height = WALL_COLUMNS * wide, -(-len(rows) // WALL_COLUMNS) * high
    palette = PHOTOCOPY if is_grey else PRINT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
        f'viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>{escape(_('All exercises'))}</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
    ]
    for number, (name, words, figure) in enumerate(rows):
        x, y = number % WALL_COLUMNS * wide, number // WALL_COLUMNS * high
        drawing = last_frame(figure, wide - 2 * GAP_MM)
        room = high - WALL_TEXT_MM - 3 * GAP_MM
        scale = min(1.0, room / drawing.height_mm)
        left = x + (wide - drawing.width_mm * scale) / 2
        top = y + GAP_MM + room - drawing.height_mm * scale
        lines += [
            f'<g transform="translate({left:.2f} {top:.2f}) scale({scale:.4f})">',
            shapes(drawing, palette),
            "</g>",
            f'<text x="{x + GAP_MM:.2f}" y="{y + high - GAP_MM:.2f}" fill="#46545e" '
            f'font-family={quoteattr(SVG_FAMILY)} font-size="{WALL_TEXT_MM}">'
            f"{escape(f'{name}  {_cut(words)}')}</text>",
        ]
    return "\n".join([*lines, "</svg>", ""])


def render_drawing(drawing: Drawing, title: str, *, is_grey: bool = False) -> bytes:
    """Return one drawing as a PDF of its own size."""
    size = (drawing.width_mm * MM, drawing.height_mm * MM)

    def draw(canvas: Canvas) -> None:
        palette, line = (PHOTOCOPY, COPY_LINE_PT) if is_grey else (PRINT, 0.0)
        draw_on(canvas, drawing, 0.0, 0.0, palette, line)
        canvas.showPage()

    return _written(size, title, draw)


def render_drawing_png(
    drawing: Drawing, *, dots_per_inch: float = 300.0, is_grey: bool = False
) -> bytes:
    """Return one drawing as PNG."""
    return pdf_png(render_drawing(drawing, "", is_grey=is_grey), dots_per_inch=dots_per_inch)


def render_drawing_svg(drawing: Drawing, *, is_grey: bool = False) -> str:
    """Return one drawing as SVG."""
    return to_svg(drawing, PHOTOCOPY if is_grey else PRINT)


def last_frame(figure: Figure, width_mm: float = 60.0) -> Drawing:
    """Return a figure at its end (a walk at its middle), with its start as a ghost and arrows."""
    if figure.loops:
        return figure.drawing(0.0, width_mm)
    return figure.drawing(1.0, width_mm, ghost=True)


def _draw_page(
    canvas: Canvas, size: tuple[float, float], rows: Sequence[Row], is_grey: bool
) -> None:
    wide = (size[0] - 2 * MARGIN) / COLUMNS
    high = (size[1] - 2 * MARGIN) / ROWS
    gap = 2 * MM
    for number, (name, words, figure) in enumerate(rows):
        x = MARGIN + number % COLUMNS * wide
        y = size[1] - MARGIN - (number // COLUMNS + 1) * high
        box = ((wide - 3 * gap) / 2, high - gap - TEXT_SIZE * 2)
        second = 0.5 if figure.loops else 1.0
        drawings = (
            figure.drawing(0.0, 60.0, arrow=False),
            figure.drawing(second, 60.0, ghost=not figure.loops),
        )
        for k, drawing in enumerate(drawings):
            corner = (x + gap + k * (box[0] + gap), y + TEXT_SIZE * 2)
            _fit(canvas, drawing, corner, box, is_grey)
        _label(canvas, (x + gap, y + TEXT_SIZE * 0.7), name, words, wide - 2 * gap, is_grey)


def _fit(
    canvas: Canvas,
    drawing: Drawing,
    corner: tuple[float, float],
    box: tuple[float, float],
    is_grey: bool,
) -> None:
    """Draw as large as a box (points) allows, standing on its lower edge."""
    own = (drawing.width_mm * MM, drawing.height_mm * MM)
    scale = min(box[0] / own[0], box[1] / own[1])
    canvas.saveState()
    canvas.translate(corner[0] + (box[0] - own[0] * scale) / 2, corner[1])
    canvas.scale(scale, scale)
    palette = PHOTOCOPY if is_grey else PRINT
    draw_on(canvas, drawing, 0.0, 0.0, palette, COPY_LINE_PT if is_grey else 0.0)
    canvas.restoreState()


def _label(
    canvas: Canvas, at: tuple[float, float], name: str, words: str, width: float, is_grey: bool
) -> None:
    style = Style(is_grey=is_grey)
    canvas.setFillColor(style.colour("accent"))
    draw_text(canvas, at[0], at[1], name, TEXT_SIZE, bold=True)
    canvas.setFillColor(style.colour("ink"))
    words = shortened(words, TEXT_SIZE, width - 6.5 * MM)
    draw_text(canvas, at[0] + 6.5 * MM, at[1], words, TEXT_SIZE)


def _cut(words: str) -> str:
    return words if len(words) <= 30 else words[:29].rstrip() + "…"


def _written(size: tuple[float, float], title: str, draw: Callable[[Any], None]) -> bytes:
    register()
    stream = io.BytesIO()
    with press:
        canvas = Canvas(
            stream,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            lang=language(),
        )
        canvas.setTitle(title)
        canvas.setCreator("rehabplanner")
        draw(canvas)
        canvas.save()
    return stream.getvalue()


def rows_of(figures: Mapping[str, Figure], names: Mapping[str, str]) -> list[Row]:
    """Return the figures in the order of their ids, each with its exercise's name."""
    return [(one, names.get(one, ""), figures[one]) for one in sorted(figures)]
