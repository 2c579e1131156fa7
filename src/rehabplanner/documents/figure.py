"""The ReportLab brush: a drawing as vector paths on a page, or as a flowable."""

from collections.abc import Mapping
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour
from rehabplanner.library.palettes import figure_palette

PRINT = figure_palette("colour")
PHOTOCOPY = figure_palette("grey")
COPY = figure_palette("copy")
NONZERO = 1


def draw_on(
    canvas: Canvas,
    drawing: Drawing,
    x: float,
    y: float,
    palette: Mapping[str, str],
    least_line_pt: float = 0.0,
) -> None:
    """Draw with the lower left corner at x, y (points).

    `least_line_pt` makes every line at least so thick, for photocopies: half of an outline lies
    under its area, so 2 shows a line of 1 pt.
    """
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for path in drawing.paths:
        _draw(canvas, path, colour(palette, path.role), least_line_pt)
    canvas.restoreState()


class _Operators:
    """A path written out for PDF; the canvas asks only for its code."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def getCode(self) -> str:
        """Return the operators, in hundredths of a point (4 µm)."""
        words: list[str] = []
        for step in self._path.steps:
            numbers = " ".join(f"{x * mm:.2f} {y * mm:.2f}" for x, y in step)
            letter = "c" if isinstance(step, Curve) else "l" if isinstance(step, Line) else "m"
            words.append(f"{numbers} {letter}")
        if self._path.closed:
            words.append("h")
        return " ".join(words)


def _draw(canvas: Canvas, path: Path, ink: str, least_line_pt: float) -> None:
    outline = _Operators(path)
    if path.is_filled:
        canvas.setFillColor(_ink(ink))
        canvas.drawPath(outline, stroke=0, fill=1, fillMode=NONZERO)
    else:
        canvas.setStrokeColor(_ink(ink))
        canvas.setLineWidth(max(least_line_pt, path.width_mm * mm))
        canvas.drawPath(outline, stroke=1, fill=0)


@lru_cache(maxsize=128)
def _ink(ink: str) -> Color:
    return HexColor(ink)


class FigureFlowable(Flowable):  # type: ignore[misc]
    """A drawing as a flowable of its own size; it shrinks where the frame is narrower."""

    def __init__(
        self, drawing: Drawing, palette: Mapping[str, str], least_line_pt: float = 0.0
    ) -> None:
        super().__init__()
        self.drawing = drawing
        self.palette = palette
        self.least_line_pt = least_line_pt
        self.width = drawing.width_mm * mm
        self.height = drawing.height_mm * mm
        self._scale = 1.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size in points that fits the space, never larger than drawn."""
        full_width, full_height = self.drawing.width_mm * mm, self.drawing.height_mm * mm
        self._scale = min(1.0, available_width / full_width, available_height / full_height)
        self.width, self.height = full_width * self._scale, full_height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw on the canvas that the frame has set."""
        self.canv.saveState()
        self.canv.scale(self._scale, self._scale)
        draw_on(self.canv, self.drawing, 0, 0, self.palette, self.least_line_pt)
        self.canv.restoreState()
