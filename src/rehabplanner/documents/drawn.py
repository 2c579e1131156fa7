"""The pictures of an exercise: start and end, drawn from its figure."""

from typing import Any

from rehabplanner.documents.blocks import Block, Columns
from rehabplanner.documents.figure import PHOTOCOPY, PRINT, draw_on
from rehabplanner.documents.fonts import draw_text
from rehabplanner.documents.ink import QuickCanvas
from rehabplanner.documents.style import Style
from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.figure import Figure
from rehabplanner.wording import _

MM = 72 / 25.4
PICTURE_MM = 58.0
TALLEST_MM = 46.0
LOWEST_MM = 22.5
TALL = 0.8
MOST_KEPT = 60
COPY_LINE = 2.0
"""Points: half of an outline lies under its area, so that a line of 1 point shows."""

_drawn: dict[int, tuple[Figure, tuple[Drawing, ...]]] = {}


class Drawn(Block):
    """An exercise's drawing with a word below; it shrinks to its width and `tallest_mm`."""

    def __init__(
        self, drawing: Drawing, label: str, style: Style, tallest_mm: float = TALLEST_MM
    ) -> None:
        self.drawing = drawing
        self.label = label
        self.style = style
        self.tallest = tallest_mm * MM

    def _scale(self, width: float) -> float:
        wide, high = self.drawing.width_mm * MM, self.drawing.height_mm * MM
        return min(1.0, width / wide, self.tallest / high)

    def height(self, width: float) -> float:
        """Return the height of the drawing and its word."""
        return self.drawing.height_mm * MM * self._scale(width) + self.style.small * 1.15

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the figure, black on white with strong lines where the paper is grey."""
        scale = self._scale(width)
        own, high = self.drawing.width_mm * MM * scale, self.drawing.height_mm * MM * scale
        canvas.saveState()
        canvas.translate(x + (width - own) / 2, top - high)
        canvas.scale(scale, scale)
        palette = PHOTOCOPY if self.style.is_grey else PRINT
        line = COPY_LINE / scale if self.style.is_grey else 0.0
        draw_on(QuickCanvas(canvas), self.drawing, 0, 0, palette, line)
        canvas.restoreState()
        canvas.setFillColor(self.style.colour("soft"))
        size = self.style.small
        draw_text(canvas, x + width / 2, top - high - size, self.label, size, align=0.5)


def pictures_of(figure: Figure, style: Style) -> list[Block]:
    """Return start and end of an exercise, beside each other where it is taller than wide."""
    start, *ends = _drawings(figure)
    if not ends:
        return [Drawn(start, "", style)]
    is_tall = start.height_mm > TALL * start.width_mm
    tallest = TALLEST_MM if is_tall else LOWEST_MM
    both: list[Block] = [
        Drawn(start, _("Start"), style, tallest),
        Drawn(ends[0], _("End"), style, tallest),
    ]
    return [Columns(both, (0.5, 0.5), 4)] if is_tall else both


def _drawings(figure: Figure) -> tuple[Drawing, ...]:
    """Return start and end; the last ones drawn are kept, since a preview asks again and again."""
    known = _drawn.get(id(figure))
    if known is not None and known[0] is figure:
        return known[1]
    found: tuple[Drawing, ...] = (figure.drawing(0.0, PICTURE_MM, arrow=False),)
    if len(figure.frame_names()) > 1:
        found = (*found, figure.drawing(1.0, PICTURE_MM, ghost=True, arrow=True))
    if len(_drawn) >= MOST_KEPT:
        _drawn.clear()
    _drawn[id(figure)] = (figure, found)
    return found
