"""The ReportLab brush: a drawing as vector paths on a page, or as a flowable."""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour
from rehabplanner.library.palettes import figure_palette

PRINT = figure_palette("colour")
PHOTOCOPY = figure_palette("grey")
COPY = figure_palette("copy")
MOST_KEPT = 600
STEPS = 20  # in a point
SPILL_PT = 40.0
"""How far lines may stand out of a drawing's own rectangle."""


class _Written:
    """A figure as an object of its own in a PDF: compressed once, however many papers show it."""

    def __init__(self, drawing: Drawing, palette: Mapping[str, str], least_line_pt: float) -> None:
        operators = _operators(drawing, palette, least_line_pt).encode("ascii")
        stream = zlib.compress(operators, 9)
        right, upper = drawing.width_mm * mm + SPILL_PT, drawing.height_mm * mm + SPILL_PT
        box = f"{-SPILL_PT:g} {-SPILL_PT:g} {right:.2f} {upper:.2f}"
        head = (
            f"<< /Type /XObject /Subtype /Form /BBox [ {box} ] /Resources << >>\n"
            f"/Filter /FlateDecode /Length {len(stream)} >>\nstream\n"
        ).encode("ascii")
        self.name = f"figure-{sha256(head + operators).hexdigest()[:16]}"
        self.words = head + stream + b"\nendstream"
        self._alive = drawing, palette  # so that no other drawing gets their place


class _Form(PDFObject):  # type: ignore[misc]
    """A written figure in one document."""

    def __init__(self, words: bytes) -> None:
        self._words = words

    def format(self, document: Any) -> bytes:
        """Return the bytes of the object."""
        return self._words


_forms: dict[tuple[int, int, float], _Written] = {}


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
    figure = _written(drawing, palette, least_line_pt)
    if not canvas.hasForm(figure.name):
        document = canvas._doc  # noqa: SLF001
        document.Reference(_Form(figure.words), document.getXObjectName(figure.name))
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(figure.name)
    canvas.restoreState()


def _written(drawing: Drawing, palette: Mapping[str, str], least_line_pt: float) -> _Written:
    """Return a drawing written out for PDF; kept, as the same figure comes on many papers."""
    key = id(drawing), id(palette), least_line_pt
    known = _forms.get(key)
    if known is None:
        known = _Written(drawing, palette, least_line_pt)
        if len(_forms) >= MOST_KEPT:
            del _forms[next(iter(_forms))]
        _forms[key] = known
    return known


def _operators(drawing: Drawing, palette: Mapping[str, str], least_line_pt: float) -> str:
    """Return the operators that draw it, in whole steps (18 µm), which take few bytes."""
    lines = [f"1 J 1 j {1 / STEPS:g} 0 0 {1 / STEPS:g} 0 0 cm"]
    set_before: dict[str, str] = {}
    for path in drawing.paths:
        for name, value in _pens(path, colour(palette, path.role), least_line_pt):
            if set_before.get(name) != value:
                set_before[name] = value
                lines.append(f"{value} {name}")
        lines.append(_outline(path))
    return "\n".join(lines)


def _pens(path: Path, ink: str, least_line_pt: float) -> list[tuple[str, str]]:
    """Return the operators to set, with their values, before a path is painted."""
    if path.is_filled:
        return [("rg", _ink(ink))]
    return [("RG", _ink(ink)), ("w", f"{max(least_line_pt, path.width_mm * mm) * STEPS:.0f}")]


def _outline(path: Path) -> str:
    """Return the operators of a path."""
    words = []
    for step in path.steps:
        words += [f"{x * mm * STEPS:.0f} {y * mm * STEPS:.0f}" for x, y in step]
        words.append("c" if isinstance(step, Curve) else "l" if isinstance(step, Line) else "m")
    if path.closed:
        words.append("h")
    words.append("f" if path.is_filled else "S")
    return " ".join(words)


@lru_cache(maxsize=128)
def _ink(ink: str) -> str:
    made = HexColor(ink)
    return f"{made.red:.3g} {made.green:.3g} {made.blue:.3g}"


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
