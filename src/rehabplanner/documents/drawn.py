"""The pictures of an exercise: start and end, drawn from its figure."""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader

from rehabplanner.documents.blocks import Block, Columns
from rehabplanner.documents.figure import COPY, PHOTOCOPY, PRINT, draw_on
from rehabplanner.documents.fonts import draw_text
from rehabplanner.documents.style import Style
from rehabplanner.documents.tagging import marked_as
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
        below = self.style.small * 1.15 if self.label else 0.0
        return self.drawing.height_mm * MM * self._scale(width) + below

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the figure, black on white with strong lines where the paper is grey."""
        with marked_as(canvas, "Figure", _alt(self.label)):
            self._draw(canvas, x, top, width)

    def _draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        scale = self._scale(width)
        own, high = self.drawing.width_mm * MM * scale, self.drawing.height_mm * MM * scale
        canvas.saveState()
        canvas.translate(x + (width - own) / 2, top - high)
        canvas.scale(scale, scale)
        palette = COPY if self.style.is_copy else PHOTOCOPY if self.style.is_grey else PRINT
        line = COPY_LINE / scale if self.style.is_grey else 0.0
        draw_on(canvas, self.drawing, 0, 0, palette, line)
        canvas.restoreState()
        if self.label:
            canvas.setFillColor(self.style.colour("soft"))
            size = self.style.small
            draw_text(canvas, x + width / 2, top - high - size, self.label, size, align=0.5)


class Photograph(Block):
    """A photograph with a word below; it shrinks to its width and `tallest_mm`."""

    def __init__(
        self, data: bytes, label: str, style: Style, tallest_mm: float = TALLEST_MM
    ) -> None:
        self.image = ImageReader(io.BytesIO(data))
        self.label = label
        self.style = style
        self.tallest = tallest_mm * MM

    def _size(self, width: float) -> tuple[float, float]:
        wide, high = self.image.getSize()
        scale = min(width / wide, self.tallest / high)
        return wide * scale, high * scale

    def height(self, width: float) -> float:
        """Return the height of the photograph and its word."""
        return self._size(width)[1] + (self.style.small * 1.15 if self.label else 0.0)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the photograph in a thin frame."""
        with marked_as(canvas, "Figure", _alt(self.label)):
            self._draw(canvas, x, top, width)

    def _draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        wide, high = self._size(width)
        left = x + (width - wide) / 2
        canvas.drawImage(self.image, left, top - high, wide, high, mask="auto")
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setLineWidth(1)
        canvas.rect(left, top - high, wide, high, stroke=1, fill=0)
        if self.label:
            canvas.setFillColor(self.style.colour("soft"))
            size = self.style.small
            draw_text(canvas, x + width / 2, top - high - size, self.label, size, align=0.5)


def _alt(label: str) -> str:
    """Return the words for those who cannot see a picture; the steps tell the rest."""
    if label:
        return _("Picture of the exercise: {moment}").format(moment=label)
    return _("Picture of the exercise")


def last_photograph(photos: Sequence[bytes], style: Style, tallest_mm: float) -> Block:
    """Return the last photograph alone, without a word; in grey where the paper is."""
    data = _in_grey(photos[-1]) if style.is_grey else photos[-1]
    return Photograph(data, "", style, tallest_mm)


def photographs(photos: Sequence[bytes], style: Style, *, beside: bool = False) -> list[Block]:
    """Return one photograph, or start and end; in grey where the paper is."""
    shown = [_in_grey(one) if style.is_grey else one for one in photos[:2]]
    words = (_("Start"), _("End")) if len(shown) > 1 else ("",)
    found: list[Block] = [
        Photograph(one, word, style) for one, word in zip(shown, words, strict=True)
    ]
    return [Columns(found, (0.5, 0.5), 4)] if beside and len(found) > 1 else found


def _in_grey(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        stream = io.BytesIO()
        image.convert("L").save(stream, format="PNG")
    return stream.getvalue()


def pictures_of(figure: Figure, style: Style, *, beside: bool | None = None) -> list[Block]:
    """Return start and end of an exercise; where nobody chose, a tall one's are side by side."""
    start, *ends = _drawings(figure)
    if not ends:
        return [Drawn(start, "", style)]
    is_tall = start.height_mm > TALL * start.width_mm
    is_beside = is_tall if beside is None else beside
    tallest = TALLEST_MM if is_beside else LOWEST_MM
    both: list[Block] = [
        Drawn(start, _("Start"), style, tallest),
        Drawn(ends[0], _("End"), style, tallest),
    ]
    return [Columns(both, (0.5, 0.5), 4)] if is_beside else both


def last_picture(figure: Figure, style: Style, tallest_mm: float) -> Block:
    """Return the end of an exercise alone, its start as a shadow, without a word."""
    return Drawn(_drawings(figure)[-1], "", style, tallest_mm)


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
