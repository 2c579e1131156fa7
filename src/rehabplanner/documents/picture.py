"""A picture as a list of marks in points, with two brushes: a PDF canvas and SVG.

The origin is the lower left corner and y points up. Colours are roles of the print theme.
"""

import io
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from rehabplanner.documents.fonts import REGULAR, draw_text, press, register
from rehabplanner.documents.ink import QuickPath
from rehabplanner.documents.style import Style, print_colours
from rehabplanner.wording import language

Point = tuple[float, float]
SVG_FAMILY = "'Source Sans 3', 'Source Sans Pro', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines or areas through points: filled, stroked or both; `dash` in points."""

    pieces: tuple[tuple[Point, ...], ...]
    closed: bool = False
    fill: str | None = None
    line: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    line: str | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `align` is 0 for left of x, 0.5 centred, 1 right."""

    x: float
    y: float
    text: str
    size: float
    role: str = "ink"
    bold: bool = False
    align: float = 0.0


Mark = Stroke | Disc | Words


@dataclass(slots=True)
class Picture:
    """Marks from back to front on a paper of this size, in points."""

    width: float
    height: float
    title: str = ""
    description: str = ""
    marks: list[Mark] = field(default_factory=list)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        line: str | None = None,
        line_width: float = 1.0,
    ) -> None:
        """Add a rectangle."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.marks.append(Stroke((corners,), True, fill, line, line_width))

    def path(
        self, points: tuple[Point, ...], role: str, width: float = 1.0, dash: tuple[float, ...] = ()
    ) -> None:
        """Add a line through points."""
        if len(points) > 1:
            self.marks.append(Stroke((points,), False, None, role, width, dash))

    def words(self, x: float, y: float, text: str, size: float, **look: Any) -> None:
        """Add a line of text."""
        self.marks.append(Words(x, y, text, size, **look))

    def hatch(
        self,
        area: tuple[float, float, float, float],
        role: str,
        *,
        pattern: str = "diagonal",
        step: float = 5.0,
        width: float = 1.0,
    ) -> None:
        """Fill an area (x, y, width, height) with lines: diagonal, back, across or dots."""
        pieces = tuple(_hatch_lines(area, pattern, step))
        if pieces:
            self.marks.append(Stroke(pieces, False, None, role, width))

    def marker(self, x: float, y: float, shape: str, role: str, size: float = 3.0) -> None:
        """Add a marker: disc, ring, square, triangle or diamond, `size` points from the middle."""
        if shape == "disc":
            self.marks.append(Disc(x, y, size, role, "paper", 0.8))
            return
        if shape == "ring":
            self.marks.append(Disc(x, y, size, "paper", role, 1.2))
            return
        points = {
            "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
            "triangle": ((-1.1, -0.9), (1.1, -0.9), (0.0, 1.2)),
            "diamond": ((-1.25, 0.0), (0.0, -1.25), (1.25, 0.0), (0.0, 1.25)),
        }[shape]
        corners = tuple((x + a * size, y + b * size) for a, b in points)
        self.marks.append(Stroke((corners,), True, role, "paper", 0.8))


def _hatch_lines(
    area: tuple[float, float, float, float], pattern: str, step: float
) -> list[tuple[Point, ...]]:
    x, y, width, height = area
    found: list[tuple[Point, ...]] = []
    if width <= 0 or height <= 0:
        return found
    if pattern == "across":
        level = (int(y / step) + 1) * step
        while level < y + height:
            found.append(((x, level), (x + width, level)))
            level += step
        return found
    if pattern == "dots":
        level = (int(y / step) + 1) * step
        while level < y + height:
            left = (int(x / step) + 1) * step - step / 2
            while left < x + width - 0.6:
                if left > x + 0.3:
                    found.append(((left, level), (left + 0.9, level)))
                left += step
            level += step
        return found
    sign = 1.0 if pattern == "diagonal" else -1.0
    low = min(y - sign * x, y - sign * (x + width))
    high = max(y + height - sign * x, y + height - sign * (x + width))
    offset = (int(low / step) - 1) * step
    while offset <= high:  # the line y = sign * x + offset, cut to the area
        ends = sorted(((y - offset) / sign, (y + height - offset) / sign))
        start, end = max(x, ends[0]), min(x + width, ends[1])
        if end > start:
            found.append(((start, sign * start + offset), (end, sign * end + offset)))
        offset += step * 1.4
    return found


def picture_pdf(picture: Picture, style: Style) -> bytes:
    """Return the picture as a PDF of one page in its own size."""
    register()
    with press:
        return _picture_pdf(picture, style)


def _picture_pdf(picture: Picture, style: Style) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(picture.width, picture.height),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=language(),
    )
    canvas.setTitle(picture.title)
    canvas.setSubject(picture.description)
    canvas.setCreator("rehabplanner")
    draw_picture(canvas, picture, style, 0.0, 0.0)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def draw_picture(canvas: Any, picture: Picture, style: Style, x: float, y: float) -> None:
    """Draw the picture with its lower left corner at (x, y)."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setLineJoin(1)
    for mark in picture.marks:
        if isinstance(mark, Words):
            canvas.setFillColor(style.colour(mark.role))
            draw_text(
                canvas, mark.x, mark.y, mark.text, mark.size, bold=mark.bold, align=mark.align
            )
            continue
        if mark.fill:
            canvas.setFillColor(style.colour(mark.fill))
        if mark.line:
            canvas.setStrokeColor(style.colour(mark.line))
            canvas.setLineWidth(mark.width)
        fill, line = int(mark.fill is not None), int(mark.line is not None)
        if isinstance(mark, Disc):
            canvas.setDash()
            canvas.circle(mark.x, mark.y, mark.radius, stroke=line, fill=fill)
            continue
        canvas.setDash(list(mark.dash))
        canvas.drawPath(_canvas_path(mark), stroke=line, fill=fill)
    canvas.restoreState()


def _canvas_path(mark: Stroke) -> QuickPath:
    path = QuickPath()
    for piece in mark.pieces:
        path.moveTo(*piece[0])
        for point in piece[1:]:
            path.lineTo(*point)
        if mark.closed:
            path.close()
    return path


def picture_svg(picture: Picture, style: Style) -> str:
    """Return the picture as a standalone SVG document."""
    colours = print_colours(style.is_grey)
    width, height = picture.width, picture.height
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {width:g} {height:g}" role="img">',
        f"<title>{escape(picture.title)}</title>",
        f"<desc>{escape(picture.description)}</desc>",
        f'<rect width="{width:g}" height="{height:g}" fill="{colours["paper"]}"/>',
    ]
    for mark in picture.marks:
        if isinstance(mark, Words):
            lines.append(_svg_words(mark, colours[mark.role], height))
            continue
        look = _svg_look(mark, colours)
        if isinstance(mark, Disc):
            lines.append(
                f'<circle cx="{mark.x:.2f}" cy="{height - mark.y:.2f}" '
                f'r="{mark.radius:.2f}" {look}/>'
            )
        else:
            lines.append(f'<path d="{_svg_path(mark, height)}" {look}/>')
    return "\n".join([*lines, "</svg>", ""])


def _svg_words(mark: Words, colour: str, height: float) -> str:
    anchor = {0.0: "start", 0.5: "middle"}.get(mark.align, "end")
    weight = ' font-weight="700"' if mark.bold else ""
    return (
        f'<text x="{mark.x:.2f}" y="{height - mark.y:.2f}" fill="{colour}" '
        f'font-family={quoteattr(SVG_FAMILY)} font-size="{mark.size:g}"{weight} '
        f'text-anchor="{anchor}">{escape(mark.text)}</text>'
    )


def _svg_look(mark: Stroke | Disc, colours: Any) -> str:
    words = [f'fill="{colours[mark.fill] if mark.fill else "none"}"']
    if mark.line:
        words.append(f'stroke="{colours[mark.line]}" stroke-width="{mark.width:g}"')
        words.append('stroke-linejoin="round"')
    if isinstance(mark, Stroke) and mark.dash:
        words.append(f'stroke-dasharray="{" ".join(f"{one:g}" for one in mark.dash)}"')
    return " ".join(words)


def _svg_path(mark: Stroke, height: float) -> str:
    words: list[str] = []
    for piece in mark.pieces:
        for number, (x, y) in enumerate(piece):
            words.append(f"{'L' if number else 'M'}{x:.2f} {height - y:.2f}")
        if mark.closed:
            words.append("Z")
    return " ".join(words)


def pdf_png(pdf: bytes, page: int = 0, dots_per_inch: float = 144.0) -> bytes:
    """Return a page of a PDF as a PNG picture. PDFium: never on two threads at once."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[page].render(scale=dots_per_inch / 72).to_pil()
        stream = io.BytesIO()
        image.save(stream, format="PNG")
        return stream.getvalue()
    finally:
        document.close()
